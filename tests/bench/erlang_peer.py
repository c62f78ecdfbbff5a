#!/usr/bin/env python3
"""Required agents for 80/20, handling time 300 s, by numpy: a peer for
bench/erlang, run in the same minute.

Erlang B by its recursion cannot be told to numpy, so the sum of n! / (n-j)! /
a^j is taken as a cumulative product over all states, and the first number of
agents past the load that keeps the goal is sought in one vector of candidates.
Prints the load, the agents and the least of five processor times.  Says so and
ends well when numpy is not there.
"""
import math
import sys
import time

try:
    import numpy
except ImportError:
    print("numpy: not installed (python3-numpy), skipped")
    sys.exit(0)


def agents(load):
    few = math.floor(load) + 1
    # 1/B at `few` lines: from the top state down, all of them at once.
    inverse = 1 + numpy.cumprod(numpy.arange(few, 0, -1) / load).sum()
    for n in range(few, 2 * few + 50):
        if n > few:
            inverse = 1 + n / load * inverse
        spare = n - load
        if spare > 0 and n / (load + spare * inverse) * math.exp(-spare / 15) <= 0.2:
            return n


for load in (1e2, 1e4, 1e6):
    best = math.inf
    for _ in range(5):
        begin = time.process_time()
        answer = agents(load)
        best = min(best, time.process_time() - begin)
    print(f"numpy: agents 80/20, {load:9.0f} erlangs: {answer:8d} {1e6 * best:12.1f} us")
