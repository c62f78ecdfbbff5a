/*
 * schedule PEOPLE [QUEUES [RATIO [SEED [WEEKS [INTERVAL [WORK [THREADS]]]]]]]
 *
 * Plans a made-up centre (tests/made_centre.h) and prints one line: time, cost,
 * proven bound, gap, memory.  Needs nothing but the library.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "../made_centre.h"
#include "optimise/schedule.h"

static double seconds(void *ctx)
{
	struct timespec now;

	(void)ctx;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void tell(void *ctx, const struct schedule_progress *p)
{
	(void)ctx;
	fprintf(stderr,
		"%7.2f s  cost %10.2f  bound %10.2f  gap %6.2f %%  %s\n",
		p->seconds, p->cost, p->bound, 100 * p->gap, p->phase);
}

static double number(int argc, char **argv, int k, double otherwise)
{
	return k < argc ? atof(argv[k]) : otherwise;
}

int main(int argc, char **argv)
{
	struct arena *a = arena_open();
	struct err e = err_new(a);
	struct made_options o = {
		.people = (int)number(argc, argv, 1, 100),
		.queues = (int)number(argc, argv, 2, 1),
		.ratio = number(argc, argv, 3, 0.83),
		.seed = (uint64_t)number(argc, argv, 4, 1),
		.weeks = (int)number(argc, argv, 5, 1),
		.interval = (int)number(argc, argv, 6, 900),
	};
	struct schedule_options options = {
		.seed = 1,
		.threads = (int)number(argc, argv, 8, 2),
		.work_limit = number(argc, argv, 7, 0),
		.clock = seconds,
		.progress = tell,
	};
	struct schedule_result result;
	struct made *m = made_centre(a, o);
	double began = seconds(NULL);

	if (roster_from_requirement(a, &m->period, &m->req, options, &result,
				    &e) != RC_OK) {
		fprintf(stderr, "%s\n", e.list[0].text);
		return 1;
	}
	struct rusage use;
	getrusage(RUSAGE_SELF, &use);
	printf("people %d queues %d ratio %.2f seed %d weeks %d: %.1f s, cost "
	       "%.2f, bound %.2f, gap %.2f %%, hard %d, set aside %d, work "
	       "%.0f, %ld MB, %s\n",
	       o.people, o.queues, o.ratio, (int)o.seed, o.weeks,
	       seconds(NULL) - began, result.cost.total, result.bound,
	       100 * result.gap, result.cost.hard_breaches, result.n_conflicts,
	       result.work, use.ru_maxrss / 1024, result.stopped);
	for (int k = 0; k < result.n_conflicts; k++)
		for (int j = 0; j < result.conflicts[k].n; j++)
			printf("person %d: %s\n", result.conflicts[k].agent,
			       result.conflicts[k].reasons[j]);
	arena_close(a);
	return 0;
}
