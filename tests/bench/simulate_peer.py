#!/usr/bin/env python3
"""simulate_peer.py [PEOPLE]: events a second of SimPy on the bench's load.

The load, people and patience of tests/bench/simulate.c, each of its three
queues by itself: a SimPy resource has no skills, so this is the easier task.
An event is a contact that comes, ends or hangs up; the rate is of processor
time.  Says so and ends well when SimPy is not there.
"""
import random
import sys
import time

HOURS = 4


def new_style(simpy, people, count):
    def call(env, desk, aht):
        with desk.request() as turn:
            out = yield turn | env.timeout(random.expovariate(1 / 120))
            count[0] += 2  # came, and hung up or ends
            if turn in out:
                yield env.timeout(random.expovariate(1 / aht))

    def source(env, desk, aht, rate):
        while True:
            yield env.timeout(random.expovariate(rate))
            env.process(call(env, desk, aht))

    env = simpy.Environment()
    for q in range(3):
        aht = 240 + 60 * q
        desk = simpy.Resource(env, people // 3)
        env.process(source(env, desk, aht, 0.92 * people / 3 / aht))
    env.run(until=3600 * HOURS)


def old_style(sim, people, count):
    world = sim.Simulation()

    class Call(sim.Process):
        def life(self, desk, aht):
            patience = random.expovariate(1 / 120)
            yield (sim.request, self, desk), (sim.hold, self, patience)
            count[0] += 2
            if self.acquired(desk):
                yield sim.hold, self, random.expovariate(1 / aht)
                yield sim.release, self, desk

    class Source(sim.Process):
        def life(self, desk, aht, rate):
            while True:
                yield sim.hold, self, random.expovariate(rate)
                c = Call(sim=world)
                world.activate(c, c.life(desk, aht))

    world.initialize()
    for q in range(3):
        aht = 240 + 60 * q
        desk = sim.Resource(capacity=people // 3, sim=world)
        s = Source(sim=world)
        world.activate(s, s.life(desk, aht, 0.92 * people / 3 / aht))
    world.simulate(until=3600 * HOURS)


def find():
    try:
        import simpy

        return "SimPy " + simpy.__version__, simpy, new_style
    except ImportError:
        import SimPy
        import SimPy.Simulation

        return "SimPy " + SimPy.__version__, SimPy.Simulation, old_style


def main():
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    try:
        name, module, play = find()
    except ImportError:
        print("SimPy is not installed (python3-simpy): not measured")
        return
    best = 0
    for seed in range(3):
        random.seed(seed)
        count = [0]
        began = time.process_time()
        play(module, people, count)
        best = max(best, count[0] / (time.process_time() - began))
    print(f"{name}, {people} people, one thread: {best / 1e6:.4f} million events/s")


main()
