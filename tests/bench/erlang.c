/*
 * bench/erlang - how fast the queueing mathematics is, beside a plain O(n)
 * reference written here and run in the same minute on the same machine.
 *
 * Each line: what, our time, the reference's, and how many times faster.
 * Both must give the same answer, or the program says so and fails.
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "maths/erlang.h"
#include "maths/goal.h"
#include "maths/transient.h"

static double seconds_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* What is timed: a number from a number. */
typedef double work(double size);

/* Seconds a call: the best of five rounds of at least 20 ms or one call. */
static double time_of(work *f, double size, double *answer)
{
	double best = INFINITY;

	for (int round = 0; round < 5; round++) {
		double begin = seconds_now(), now;
		int calls = 0;

		do {
			*answer = f(size);
			calls++;
			now = seconds_now();
		} while (now - begin < 0.02);
		best = fmin(best, (now - begin) / calls);
	}
	return best;
}

static bool compare(const char *what, work *ours, work *plain, double size,
		    double tolerance)
{
	double a, b;
	double mine = time_of(ours, size, &a),
	       theirs = time_of(plain, size, &b);

	printf("%-34s %12.2f us %14.2f us %9.1f x", what, 1e6 * mine,
	       1e6 * theirs, theirs / mine);
	if (fabs(a - b) <= tolerance * fabs(b)) {
		printf("\n");
		return true;
	}
	printf("  DIFFERENT: %.17g, %.17g\n", a, b);
	return false;
}

/* Required agents, 80/20, AHT 300, callers who never hang up. */

static const struct service_goal eighty20 = { .share = 0.8, .within = 20 };

static double agents(double load)
{
	return goal_agents(&eighty20, load, 300).amount;
}

/* One recursion for 1/B from no line upward, stop at the goal. */
static double plain_agents(double load)
{
	double r = 1;

	for (double n = 1;; n++) {
		double spare = n - load;

		r = 1 + n / load * r;
		if (spare > 0 &&
		    n / (load + spare * r) * exp(-spare * 20 / 300) <= 0.2)
			return n;
	}
}

/* Erlang A at load agents, patience 180: share answered in 20 s. */

static double impatient(double load)
{
	struct patience_queue q = { load, load, 300, 180 };

	return patience_service(q, 20).in_time;
}

/* Weights of all states; waits by the sum of departures (lines.h), its
 * first term x^(c+1) as a logarithm lest it underflows. */
static double plain_level(double agents_there, double load)
{
	double theta = 300 / 180., x = exp(-20 / 180.);
	double c = agents_there / theta, beyond = 0, free = 0, served = 0;
	double w = 1, sum, log_term = -(c + 1) * 20 / 180.;

	for (double k = agents_there; k >= 1 && w > 1e-20; k--) {
		w *= k / load;
		free += w;
	}
	sum = free;
	w = 1;
	for (double j = 0; w > 1e-20 * sum; j++) {
		beyond += exp(log_term);
		sum += w;
		served += w * c / (c + j + 1) * (1 - fmin(beyond, 1));
		w *= load / (agents_there + (j + 1) * theta);
		log_term += log((1 - x) * (c + 1 + j) / (j + 1));
	}
	return (free + served) / sum;
}

static double plain_impatient(double load)
{
	return plain_level(load, load);
}

/* Required agents with patience 180; the plain way halves, where its sums
 * do not overflow. */

static const struct service_goal patient20 = { .share = 0.8,
					       .within = 20,
					       .patience = 180 };

static double impatient_agents(double load)
{
	return goal_agents(&patient20, load, 300).amount;
}

static double plain_impatient_agents(double load)
{
	double few = floor(0.88 * load), enough = ceil(1.1 * load);

	while (enough - few > 1) {
		double middle = floor((few + enough) / 2);

		if (plain_level(middle, load) >= 0.8)
			enough = middle;
		else
			few = middle;
	}
	return enough;
}

/*
 * A day of 24 hours, 48 half hours, peak 200 erlangs, 80/20 staff by Erlang
 * C, AHT 300; with the service level in 20 s, which the plain way leaves out.
 */

enum { SLOTS = 48 };

static void plan(struct transient_step step[SLOTS], double peak)
{
	for (int i = 0; i < SLOTS; i++) {
		double h = (i + 0.5) / 4, a = (h - 2.5) / 1.4;
		double b = (h - 7.5) / 1.8;
		double load =
			peak * (0.25 + 0.75 * exp(-a * a) + 0.55 * exp(-b * b));

		step[i] = (struct transient_step){ 1800, load / 300,
						   (int)agents(load) };
	}
}

static struct arena *arena;

/* The backlogs at the ends of all half hours, added up. */
static double run_day(double peak, enum staff_drop drop)
{
	struct transient_queue q = { 300, INFINITY, 20, SL_OFFERED, drop };
	struct transient_step step[SLOTS];
	struct transient_count c[SLOTS];
	double backlog = 0;

	arena_empty(arena);
	plan(step, peak);
	transient_run(transient_open(arena, q), step, SLOTS, 0, c);
	for (int i = 0; i < SLOTS; i++)
		backlog += c[i].queue;
	return backlog;
}

static double a_day(double peak)
{
	return run_day(peak, DROP_FINISH);
}

static double a_day_cut(double peak)
{
	return run_day(peak, DROP_CUT);
}

/* Runge-Kutta of order four on all states, in steps near the longest that
 * are stable; busy = min(agents, calls). */
enum { STATES = 700 };

static void slope(const double *p, double *d, double rate, int c)
{
	for (int i = 0; i < STATES; i++) {
		double out = rate + (i < c ? i : c) / 300.;
		double up = i > 0 ? rate * p[i - 1] : 0;
		double down = i + 1 < STATES ? (i + 1 < c ? i + 1 : c) / 300. *
						       p[i + 1]
					     : 0;

		d[i] = up + down - out * p[i];
	}
}

static double plain_day(double peak)
{
	static double p[STATES], q[STATES], k[4][STATES];
	struct transient_step step[SLOTS];
	double calls = 0;

	plan(step, peak);
	for (int i = 0; i < STATES; i++)
		p[i] = i == 0;
	for (int s = 0; s < SLOTS; s++) {
		double fastest = step[s].rate + step[s].agents / 300.;
		int n = (int)ceil(1800 * fastest / 1.2);
		double h = 1800. / n;

		for (int i = 0; i < n; i++) {
			slope(p, k[0], step[s].rate, step[s].agents);
			for (int part = 1; part < 4; part++) {
				double f = part < 3 ? h / 2 : h;

				for (int j = 0; j < STATES; j++)
					q[j] = p[j] + f * k[part - 1][j];
				slope(q, k[part], step[s].rate, step[s].agents);
			}
			for (int j = 0; j < STATES; j++)
				p[j] += h / 6 *
					(k[0][j] + 2 * k[1][j] + 2 * k[2][j] +
					 k[3][j]);
		}
		for (int j = step[s].agents; j < STATES; j++)
			calls += (j - step[s].agents) * p[j];
	}
	return calls;
}

int main(void)
{
	bool same = true;

	arena = arena_open();
	printf("%-34s %15s %17s\n", "", "wfm", "plain O(n)");
	same &= compare("agents 80/20, 10^2 erlangs", agents, plain_agents, 1e2,
			0);
	same &= compare("agents 80/20, 10^4 erlangs", agents, plain_agents, 1e4,
			0);
	same &= compare("agents 80/20, 10^6 erlangs", agents, plain_agents, 1e6,
			0);
	same &= compare("Erlang A, 10^2 erlangs", impatient, plain_impatient,
			1e2, 1e-10);
	same &= compare("Erlang A, 10^5 erlangs", impatient, plain_impatient,
			1e5, 1e-10);
	same &= compare("agents 80/20 patience, 10^5", impatient_agents,
			plain_impatient_agents, 1e5, 0);
	same &= compare("day, 200 erlangs, cut (backlog)", a_day_cut, plain_day,
			200, 1e-6);
	printf("%-34s", "day, 200 erlangs, calls finished");
	double unused, t = time_of(a_day, 200, &unused);
	printf(" %12.2f us\n", 1e6 * t);
	arena_close(arena);
	return same ? EXIT_SUCCESS : EXIT_FAILURE;
}
