/*
 * schedule [-s SEEDS] [-f FIRST] [-t THREADS] [-T SECONDS] [-w] [-v] [-l FILE]
 *	[CASE...]
 *
 * Plans made-up centres (tests/made_centre.h) within a time each and prints
 * one table: cost, proven bound, difference, gap, memory, target.  CASE is a
 * line of the table (its first column) or a part of its name; all are planned
 * when none is said.  Every run is a process of its own, so that memory is
 * that of the run.
 *
 * Time is processor time of the planning thread, which takes its part of the
 * threads' work: the wall time of an idle machine with as many cores, whatever
 * else runs.  -w takes wall time, -T another limit than the case's own.
 *
 * -l writes the first wanted case as a programme for other solvers instead.
 *
 * gap %   of what can be decided, as the program prints it (DESIGN 11)
 * of all  of all money but the base pay of full-time people, as the targets
 *         were measured
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../made_centre.h"
#include "optimise/compact.h"
#include "optimise/schedule.h"

struct bench {
	const char *name;
	struct made_options made;
	double seconds, target; /* target: per cent, of all */
};

static const struct bench cases[] = {
	{ "30-people", { 30, 1, 1, 900, 0.83, 0, false, 0 }, 30, 1.0 },
	{ "100-people-10s", { 100, 1, 1, 900, 0.83, 0, false, 0 }, 10, 0.35 },
	{ "100-people", { 100, 1, 1, 900, 0.83, 0, false, 0 }, 60, 0.2 },
	{ "300-people", { 300, 1, 1, 900, 0.83, 0, false, 0 }, 60, 0.08 },
	{ "1000-people-20s", { 1000, 1, 1, 900, 0.83, 0, false, 0 }, 20, 0.25 },
	{ "1000-people", { 1000, 1, 1, 900, 0.83, 0, false, 0 }, 60, 0.08 },
	{ "100-nights", { 100, 1, 1, 900, 0.83, 0, true, 0 }, 60, 0.3 },
	{ "100-tight", { 100, 1, 1, 900, 0.98, 0, false, 0 }, 60, 2.0 },
	{ "100-three-queues", { 100, 3, 1, 900, 0.83, 0, false, 0 }, 60, 0.6 },
	{ "100-month", { 100, 1, 4, 900, 0.83, 0, false, 5 }, 120, 1.0 },
};
enum { CASES = sizeof(cases) / sizeof(*cases) };

struct settings {
	int first, seeds, threads;
	double seconds; /* 0: the case's own */
	bool wall, verbose;
	const char *programme; /* a file, or NULL */
};

/* What a run says, through a pipe. */
struct outcome {
	bool done;
	double seconds, first; /* until the first legal roster */
	double cost, bound, gap, of_all, megabytes;
	int hard, set_aside;
};

struct watch {
	clockid_t clock;
	double began, first;
	bool verbose;
};

static double seconds(void *ctx)
{
	const struct watch *w = ctx;
	struct timespec now;

	clock_gettime(w->clock, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static void tell(void *ctx, const struct schedule_progress *p)
{
	struct watch *w = ctx;

	if (w->first == 0)
		w->first = seconds(w) - w->began;
	if (w->verbose)
		fprintf(stderr,
			"%7.2f s  cost %10.2f  bound %10.2f  gap %6.2f %%  "
			"%s\n",
			p->seconds, p->cost, p->bound, 100 * p->gap, p->phase);
}

static double base_pay(const struct made *m, int weeks)
{
	double pay = 0;

	for (int i = 0; i < m->site.n_agents; i++)
		if (m->site.agents[i].terms[0].contract < 4)
			pay += 40 * m->site.pay.base * weeks;
	return pay;
}

static struct outcome plan(const struct bench *b, int seed,
			   const struct settings *s)
{
	struct arena *a = arena_open();
	struct err e = err_new(a);
	struct made_options o = b->made;
	struct watch watch = { .verbose = s->verbose };
	struct outcome out = { .done = false };
	struct schedule_result r;

	o.seed = (uint64_t)seed;
	watch.clock = s->wall ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID;
	struct made *m = made_centre(a, o);
	watch.began = seconds(&watch);
	if (roster_from_requirement(
		    a, &m->period, &m->req,
		    (struct schedule_options){
			    .seed = 1,
			    .threads = s->threads,
			    .seconds = s->seconds > 0 ? s->seconds : b->seconds,
			    .clock = seconds,
			    .progress = tell,
			    .ctx = &watch },
		    &r, &e) != RC_OK) {
		fprintf(stderr, "%s: %s\n", b->name, e.list[0].text);
		return out;
	}
	struct rusage use;
	getrusage(RUSAGE_SELF, &use);
	out = (struct outcome){ .done = true,
				.seconds = seconds(&watch) - watch.began,
				.first = watch.first,
				.cost = r.cost.total,
				.bound = r.bound,
				.gap = 100 * r.gap,
				.of_all = 100 * (r.cost.total - r.bound) /
					  (r.cost.total - base_pay(m, o.weeks)),
				.megabytes = (double)use.ru_maxrss / 1024,
				.hard = r.cost.hard_breaches,
				.set_aside = r.n_conflicts };
	arena_close(a);
	return out;
}

/* The same in a process of its own. */
static struct outcome run(const struct bench *b, int seed,
			  const struct settings *s)
{
	struct outcome out = { .done = false };
	int ends[2];

	fflush(NULL);
	if (pipe(ends) != 0)
		return out;
	pid_t child = fork();
	if (child == 0) {
		out = plan(b, seed, s);
		_exit(write(ends[1], &out, sizeof(out)) != sizeof(out));
	}
	close(ends[1]);
	if (child < 0 || read(ends[0], &out, sizeof(out)) != sizeof(out))
		out.done = false;
	close(ends[0]);
	if (child > 0)
		waitpid(child, NULL, 0);
	return out;
}

static void print_case(const struct bench *b, const struct settings *s)
{
	struct outcome sum = { .done = true };
	double worst = 0;

	for (int seed = s->first; seed < s->first + s->seeds; seed++) {
		struct outcome o = run(b, seed, s);
		if (!o.done || o.hard > 0) {
			printf("%-17s seed %d: no legal roster\n", b->name,
			       seed);
			return;
		}
		sum.seconds += o.seconds / s->seeds;
		sum.cost += o.cost / s->seeds;
		sum.bound += o.bound / s->seeds;
		sum.gap += o.gap / s->seeds;
		sum.of_all += o.of_all / s->seeds;
		worst = fmax(worst, o.of_all);
		sum.first = fmax(sum.first, o.first);
		sum.megabytes = fmax(sum.megabytes, o.megabytes);
		sum.set_aside += o.set_aside;
	}
	printf("%-17s %4.0f %9.1f %9.1f %7.1f %6.2f %6.2f %6.2f %6.2f %5.2f "
	       "%4.0f\n",
	       b->name, sum.seconds, sum.cost, sum.bound, sum.cost - sum.bound,
	       sum.gap, sum.of_all, worst, b->target, sum.first, sum.megabytes);
	fflush(stdout);
}

static int write_programme(const struct bench *b, const struct settings *s)
{
	struct arena *a = arena_open();
	struct err e = err_new(a);
	struct made_options o = b->made;

	o.seed = (uint64_t)s->first;
	struct made *m = made_centre(a, o);
	struct compact c = compact_new(a, &m->period, &m->req);
	enum rc rc = lp_write(c.lp, s->programme, false, &e);
	if (rc != RC_OK)
		fprintf(stderr, "%s\n", e.list[0].text);
	printf("%d rows, %d columns, %d whole, %d kinds of rules left out\n",
	       c.rows, c.columns, c.whole, c.n_left_out);
	lp_close(c.lp);
	arena_close(a);
	return rc;
}

static bool is_wanted(const char *name, int n, char **wanted)
{
	for (int k = 0; k < n; k++)
		if (strstr(name, wanted[k]))
			return true;
	return n == 0;
}

int main(int argc, char **argv)
{
	struct settings s = { .first = 1, .seeds = 2, .threads = 2 };

	for (int c; (c = getopt(argc, argv, "s:f:t:T:wvl:")) != -1;)
		switch (c) {
		case 's': s.seeds = atoi(optarg); break;
		case 'f': s.first = atoi(optarg); break;
		case 'T': s.seconds = atof(optarg); break;
		case 't': s.threads = atoi(optarg); break;
		case 'w': s.wall = true; break;
		case 'v': s.verbose = true; break;
		case 'l': s.programme = optarg; break;
		default: return 64;
		}
	for (int k = 0; s.programme && k < CASES; k++)
		if (is_wanted(cases[k].name, argc - optind, argv + optind))
			return write_programme(&cases[k], &s);
	printf("mean of %d seeds, %d threads, %s time; differ in money\n",
	       s.seeds, s.threads, s.wall ? "wall" : "processor");
	printf("%-17s %4s %9s %9s %7s %6s %6s %6s %6s %5s %4s\n", "case", "s",
	       "cost", "bound", "differ", "gap %", "of all", "worst", "target",
	       "first", "MB");
	for (int k = 0; k < CASES; k++)
		if (is_wanted(cases[k].name, argc - optind, argv + optind))
			print_case(&cases[k], &s);
	return 0;
}
