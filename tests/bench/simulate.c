/*
 * bench/simulate - events a second of the simulation.
 *
 *	simulate [SECONDS]
 *
 * Three voice queues, five groups of people (one for each queue, two that
 * take two), 92 % busy, callers of two minutes' patience; a day and two hours
 * of half hours, handling times of 240 to 360 s.  An event is a contact that
 * comes, ends or hangs up.  Each line is the best of several rounds, since
 * other work on the machine only ever slows one down.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../small_centre.h"

static double seconds(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static struct floor_plan site(int people)
{
	struct floor_plan f = { .n_queues = 3, .n_kinds = 5, .n = 52 };

	f.warm = 4;
	for (int q = 0; q < 3; q++)
		f.queues[q] = (struct floor_queue){ .load = 0.92 * people / 3,
						    .aht = 240 + 60 * q,
						    .patience = 120,
						    .within = 20,
						    .share = 0.8 };
	for (int k = 0; k < 5; k++) {
		f.kinds[k].heads = people / 5;
		f.kinds[k].priority[k % 3] = 1;
		if (k >= 3)
			f.kinds[k].priority[(k + 1) % 3] = 2;
	}
	return f;
}

struct speed {
	double rate;	 /* events a second */
	double contacts; /* a second */
	double busy;	 /* events a second of processor time */
};

static struct speed measure(int people, int threads, double budget)
{
	struct floor_plan f = site(people);
	struct speed best = { 0, 0, 0 };
	double began = seconds(CLOCK_MONOTONIC);
	int runs = 8 + 60000 / people;

	runs = runs > 200 ? 200 : runs;
	while (seconds(CLOCK_MONOTONIC) - began < budget) {
		struct arena *a = arena_open();
		struct sim_centre *c = floor_centre(a, &f);
		double start = seconds(CLOCK_MONOTONIC), offered = 0;
		double used = seconds(CLOCK_PROCESS_CPUTIME_ID);
		struct simulation s = simulate(
			a, c,
			(struct simulate_options){ .seed = 1,
						   .threads = threads,
						   .replications = runs });
		double took = seconds(CLOCK_MONOTONIC) - start;

		used = seconds(CLOCK_PROCESS_CPUTIME_ID) - used;

		for (int q = 0; q < 3; q++)
			offered += s.queues[q].offered;
		best.rate = fmax(best.rate, (double)s.events / took);
		best.contacts = fmax(best.contacts, offered / took);
		best.busy = fmax(best.busy, (double)s.events / used);
		arena_close(a);
	}
	return best;
}

int main(int argc, char **argv)
{
	static const int people[] = { 30, 100, 300, 1000 };
	double budget = argc > 1 ? atof(argv[1]) : 3;

	printf("million   one thread:          of its      two threads:\n");
	printf("people  events/s  contacts/s  CPU time  events/s  scaling\n");
	for (size_t k = 0; k < sizeof(people) / sizeof(people[0]); k++) {
		struct speed one = measure(people[k], 1, budget);
		struct speed two = measure(people[k], 2, budget);

		printf("%6d  %8.1f  %10.1f  %8.1f  %8.1f  %7.2f\n", people[k],
		       one.rate / 1e6, one.contacts / 1e6, one.busy / 1e6,
		       two.rate / 1e6, two.rate / one.rate);
		fflush(stdout);
	}
	return 0;
}
