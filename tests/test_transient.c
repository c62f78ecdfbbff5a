/* The day that changes: against equilibrium, ODE, simulation and laws. */
#include "maths/transient.h"

#include <stdbool.h>
#include <stdlib.h>

#include "maths/goal.h"
#include "near.h"

static struct transient_queue some_queue(double patience, enum staff_drop drop)
{
	return (struct transient_queue){ .aht = 180,
					 .patience = patience,
					 .within = 20,
					 .counting = SL_OFFERED,
					 .drop = drop };
}

/* Six quarters of an hour: up, down, a hole, closing. */
static const struct transient_step day[] = {
	{ 900, 0.02, 5 },  { 900, 0.05, 9 }, { 900, 0.045, 12 },
	{ 900, 0.045, 6 }, { 900, 0.03, 9 }, { 900, 0.01, 2 },
};
enum { DAY = sizeof(day) / sizeof(*day) };

static void a_long_time_is_equilibrium(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	for (int counting = 0; counting < SL_DEFINITIONS; counting++)
		for (int patient = 0; patient < 2; patient++) {
			struct transient_queue q = some_queue(
				patient ? INFINITY : 120, DROP_FINISH);
			struct transient_step s[] = { { 30000, 0.06, 16 },
						      { 1000, 0.06, 16 } };
			struct patience_queue p = { 16, 0.06 * 180, 180,
						    q.patience };
			struct patience_service e = patience_service(p, 20);
			struct transient_count c[2];

			q.counting = (enum service_level)counting;
			transient_run(transient_open(a, q), s, 2, 0, c);
			CHECK_NEAR(transient_level(c[1]),
				   patience_level(&e, q.counting), 1e-9);
			CHECK_NEAR(c[1].queue, e.queue, 1e-8);
			CHECK_NEAR(c[1].all_busy, e.waiting, 1e-9);
			CHECK_NEAR(c[1].waited / c[1].offered, e.wait, 1e-8);
			CHECK_NEAR(c[1].busy / c[1].staffed, e.occupancy, 1e-9);
			CHECK_CLOSE(c[1].abandoned / c[1].offered, e.abandoned,
				    1e-10);
			assert_true(c[1].lost < 1e-11);
		}
	arena_close(a);
}

/* Agents without end: M(t)/M/infinity has a Poisson number in the house. */
static void agents_without_end_are_the_offered_load(void **state)
{
	struct arena *a = arena_open();
	const double rate[] = { 0.1, 0.3, 0.2, 0.05 };
	struct transient_step s[4];
	struct transient_count c[4];
	double load = 0;

	(void)state;
	for (int i = 0; i < 4; i++)
		s[i] = (struct transient_step){ 700, rate[i], 500 };
	transient_run(transient_open(a, some_queue(INFINITY, DROP_CUT)), s, 4,
		      0, c);
	for (int i = 0; i < 4; i++) {
		load = transient_load(load, rate[i], 180, 700);
		CHECK_NEAR(c[i].system, load, 1e-11);
		CHECK_NEAR(transient_level(c[i]), 1, 1e-12);
	}
	arena_close(a);
}

/*
 * The same chain by the classical Runge-Kutta rule, on a dense grid of
 * (talking, waiting): nothing in common with the code but the rates.
 */
enum { TALK = 14, WAIT = 90 };

struct grid {
	double p[TALK][WAIT];
};

static void flow(const struct grid *g, struct grid *d, int agents, double rate,
		 double mu, double theta)
{
	for (int s = 0; s < TALK; s++)
		for (int q = 0; q < WAIT; q++)
			d->p[s][q] = 0;
	for (int s = 0; s < TALK; s++)
		for (int q = 0; q < WAIT - 1; q++) {
			double p = g->p[s][q];
			bool direct = s < agents && q == 0;
			bool next = s <= agents && q > 0;

			if (p == 0)
				continue;
			d->p[s][q] -= p * (rate + s * mu + q * theta);
			d->p[s + direct][q + !direct] += p * rate;
			if (s > 0)
				d->p[s - !next][q - next] += p * s * mu;
			if (q > 0)
				d->p[s][q - 1] += p * q * theta;
		}
}

static void mix(const struct grid *a, const struct grid *b, double h,
		struct grid *sum)
{
	for (int s = 0; s < TALK; s++)
		for (int q = 0; q < WAIT; q++)
			sum->p[s][q] = a->p[s][q] + h * b->p[s][q];
}

/* Adds h/6 of the four slopes, in place. */
static void runge_kutta(struct grid *g, struct grid k[4], int agents,
			double rate, double mu, double theta, double h)
{
	struct grid *m = &k[3];

	flow(g, &k[0], agents, rate, mu, theta);
	mix(g, &k[0], h / 2, m);
	flow(m, &k[1], agents, rate, mu, theta);
	mix(g, &k[1], h / 2, m);
	flow(m, &k[2], agents, rate, mu, theta);
	mix(g, &k[2], h, m);
	mix(&k[0], &k[1], 2, &k[0]);
	mix(&k[0], &k[2], 2, &k[0]);
	flow(m, &k[1], agents, rate, mu, theta);
	mix(&k[0], &k[1], 1, &k[0]);
	mix(g, &k[0], h / 6, g);
}

/* More agents take callers; fewer stay, or cut their callers off. */
static void restaff(struct grid *g, int agents, enum staff_drop drop)
{
	for (int s = 0; s < TALK; s++)
		for (int q = 0; q < WAIT; q++) {
			int calls = s + q;
			int talk = calls < agents ? calls : agents;
			double p = g->p[s][q];

			if (drop == DROP_FINISH && talk < s)
				talk = s;
			if (talk == s || p == 0)
				continue;
			g->p[s][q] = 0;
			if (calls - talk < WAIT)
				g->p[talk][calls - talk] += p;
		}
}

static void compare(const struct grid *g, struct transient_count c, int agents)
{
	double queue = 0, system = 0, busy = 0;

	for (int s = 0; s < TALK; s++)
		for (int q = 0; q < WAIT; q++) {
			queue += q * g->p[s][q];
			system += (q + s) * g->p[s][q];
			busy += s + q >= agents ? g->p[s][q] : 0;
		}
	CHECK_NEAR(c.queue, queue, 1e-7);
	CHECK_NEAR(c.system, system, 1e-7);
	CHECK_NEAR(c.all_busy, busy, 1e-7);
}

static void agrees_with_runge_kutta(void **state)
{
	struct arena *a = arena_open();
	struct grid *k = calloc(5, sizeof(*k)), *g = k + 4;
	struct transient_count c[DAY];

	(void)state;
	for (int drop = 0; drop < 2; drop++) {
		enum staff_drop rule = (enum staff_drop)drop;

		transient_run(transient_open(a, some_queue(150, rule)), day,
			      DAY, 0, c);
		mix(g, g, -1, g);
		g->p[0][0] = 1;
		for (int i = 0; i < DAY; i++) {
			restaff(g, day[i].agents, rule);
			for (int j = 0; j < 450; j++)
				runge_kutta(g, k, day[i].agents, day[i].rate,
					    1 / 180., 1 / 150., 2);
			compare(g, c[i], day[i].agents);
		}
	}
	free(k);
	arena_close(a);
}

/* One simulated day, call by call. */
struct call {
	double arrives, patience;
};

struct simulated {
	double offered, good, late, abandoned, waited;
};

struct house {
	struct call line[400]; /* waiting */
	int waiting, talking, agents;
	uint64_t *dice;
	struct simulated *step; /* [DAY + 1], the last after closing */
	double theta, within;
};

static double exponential(uint64_t *dice, double rate)
{
	return rate > 0 ? -log(1 - near_random(dice)) / rate : INFINITY;
}

static int step_of(double t)
{
	return t < 900 * DAY ? (int)(t / 900) : DAY;
}

static void leave_line(struct house *h, int i, double t, bool answered)
{
	struct call c = h->line[i];
	struct simulated *s = &h->step[step_of(c.arrives)];

	if (answered && t - c.arrives <= h->within)
		s->good++;
	if (t - c.arrives > h->within)
		s->late++;
	if (!answered)
		h->step[step_of(t)].abandoned++;
	for (h->waiting--; i < h->waiting; i++)
		h->line[i] = h->line[i + 1];
}

static void serve(struct house *h, double t)
{
	while (h->waiting > 0 && h->talking < h->agents) {
		leave_line(h, 0, t, true);
		h->talking++;
	}
}

/* From t to the next event or edge; returns when that is. */
static double happen(struct house *h, double t, double edge, double rate)
{
	double next = exponential(h->dice, rate + h->talking / 180.);
	int first = -1;

	next += t;
	for (int i = 0; i < h->waiting; i++)
		if (h->line[i].arrives + h->line[i].patience < next) {
			next = h->line[i].arrives + h->line[i].patience;
			first = i;
		}
	for (int i = 0; i < h->waiting; i++)
		h->step[step_of(t)].waited += fmin(next, edge) - t;
	if (next > edge)
		return edge;
	if (first >= 0) {
		leave_line(h, first, next, false);
	} else if (near_random(h->dice) * (rate + h->talking / 180.) < rate) {
		h->line[h->waiting++] =
			(struct call){ next, exponential(h->dice, h->theta) };
		h->step[step_of(next)].offered++;
	} else {
		h->talking--;
	}
	serve(h, next);
	return next;
}

/* With DROP_FINISH; those waiting at the end are still looked after by the
 * last agents. */
static void simulate(struct house *h)
{
	double t = 0;

	h->waiting = h->talking = 0;
	for (int i = 0; i < DAY; i++) {
		h->agents = day[i].agents;
		serve(h, t);
		while (t < 900 * (i + 1))
			t = happen(h, t, 900 * (i + 1), day[i].rate);
	}
	while (h->waiting > 0)
		t = happen(h, t, INFINITY, 0);
}

/*
 * Within 4.5 standard errors; calls of a day hang together, so the spread is
 * taken between days in batches of 500.
 */
struct batch {
	double sum, square;
};

static void add_batch(struct batch *b, double x)
{
	b->sum += x;
	b->square += x * x;
}

static void check_batch(struct batch b, int n, double want)
{
	double mean = b.sum / n, variance = b.square / n - mean * mean;

	CHECK_CLOSE(mean, want, 4.5 * sqrt(variance / (n - 1)) + 1e-9);
}

static void agrees_with_simulation(void **state)
{
	enum { BATCHES = 40, DAYS = 500 };
	struct arena *a = arena_open();
	struct transient_count c[DAY];
	uint64_t dice = 2026;
	static struct house h;

	(void)state;
	for (int patient = 0; patient < 2; patient++) {
		struct batch good[DAY] = { { 0, 0 } }, late[DAY] = { { 0, 0 } };
		struct batch waited[DAY] = { { 0, 0 } };
		struct batch gone[DAY] = { { 0, 0 } };
		double patience = patient ? INFINITY : 90;

		for (int i = 0; i < BATCHES; i++) {
			struct simulated s[DAY + 1] = { { 0 } };

			h = (struct house){ .dice = &dice,
					    .step = s,
					    .theta = 1 / patience,
					    .within = 20 };
			for (int k = 0; k < DAYS; k++)
				simulate(&h);
			for (int k = 0; k < DAY; k++) {
				add_batch(&good[k], s[k].good / DAYS);
				add_batch(&late[k], s[k].late / DAYS);
				add_batch(&waited[k], s[k].waited / DAYS);
				add_batch(&gone[k], s[k].abandoned / DAYS);
			}
		}
		struct transient_queue q = some_queue(patience, DROP_FINISH);
		transient_run(transient_open(a, q), day, DAY, 0, c);
		for (int k = 0; k < DAY; k++) {
			check_batch(waited[k], BATCHES, c[k].waited);
			check_batch(gone[k], BATCHES, c[k].abandoned);
		}
		q.counting = SL_ABOK; /* offered - still waiting */
		transient_run(transient_open(a, q), day, DAY, 0, c);
		for (int k = 0; k < DAY; k++)
			check_batch(late[k], BATCHES, c[k].offered - c[k].good);
		q.counting = SL_OFFERED;
		transient_run(transient_open(a, q), day, DAY, 0, c);
		for (int k = 0; k < DAY; k++)
			check_batch(good[k], BATCHES, c[k].good);
	}
	arena_close(a);
}

/* Who comes, goes: at the end of a step there are those of its beginning,
 * plus calls, less hang-ups, less calls ended. */
static void calls_are_conserved(void **state)
{
	struct arena *a = arena_open();
	struct transient_count c[DAY];

	(void)state;
	for (int drop = 0; drop < 2; drop++)
		for (int p = 0; p < 2; p++) {
			double before = 0;
			struct transient_queue q = some_queue(
				p ? INFINITY : 70, (enum staff_drop)drop);

			transient_run(transient_open(a, q), day, DAY, 0, c);
			for (int i = 0; i < DAY; i++) {
				CHECK_CLOSE(before + c[i].offered -
						    c[i].abandoned -
						    c[i].busy / 180,
					    c[i].system, 1e-10);
				before = c[i].system;
				assert_true(c[i].lost < 1e-11);
			}
		}
	arena_close(a);
}

/* A step cut in two is the same step; so is one looked at from earlier. */
static void steps_may_be_cut(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	for (int counting = 0; counting < SL_DEFINITIONS; counting++) {
		struct transient_queue q = some_queue(80, DROP_FINISH);
		struct transient_step parts[2 * DAY];
		struct transient_count c[DAY], h[2 * DAY];

		q.counting = (enum service_level)counting;
		for (int i = 0; i < DAY; i++) {
			parts[2 * i] = parts[2 * i + 1] = day[i];
			parts[2 * i].seconds = 17 + 140. * i;
			parts[2 * i + 1].seconds -= parts[2 * i].seconds;
		}
		transient_run(transient_open(a, q), day, DAY, 0, c);
		transient_run(transient_open(a, q), parts, 2 * DAY, 0, h);
		for (int i = 0; i < DAY; i++) {
			struct transient_count s =
				transient_sum(h[2 * i], h[2 * i + 1]);

			CHECK_NEAR(s.good, c[i].good, 1e-9);
			CHECK_NEAR(s.counted, c[i].counted, 1e-9);
			CHECK_NEAR(s.waited, c[i].waited, 1e-10);
			CHECK_NEAR(s.abandoned, c[i].abandoned, 1e-10);
			CHECK_NEAR(s.system, c[i].system, 1e-10);
		}
	}
	arena_close(a);
}

/* One step at a time, looking ahead, is the day at once. */
static void steps_may_be_taken_one_by_one(void **state)
{
	struct arena *a = arena_open();
	struct transient_queue q = some_queue(INFINITY, DROP_FINISH);
	struct transient *t = transient_open(a, q), *try = transient_open(a, q);
	struct transient_count all[DAY], one, again;

	(void)state;
	transient_run(transient_open(a, q), day, DAY, 0, all);
	for (int i = 0; i < DAY; i++) {
		transient_copy(try, t);
		transient_run(try, day + i, 1, DAY - 1 - i, &again);
		transient_run(t, day + i, 1, DAY - 1 - i, &one);
		CHECK_SAME(one.good, again.good);
		CHECK_NEAR(one.good, all[i].good, 1e-13);
		CHECK_NEAR(one.system, all[i].system, 1e-13);
	}
	arena_close(a);
}

static void one_more_agent_never_hurts(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	for (int drop = 0; drop < 2; drop++)
		for (int k = 0; k < DAY; k++) {
			struct transient_queue q =
				some_queue(200, (enum staff_drop)drop);
			struct transient_step more[DAY];
			struct transient_count c[DAY], m[DAY];

			for (int i = 0; i < DAY; i++) {
				more[i] = day[i];
				more[i].agents += i == k;
			}
			transient_run(transient_open(a, q), day, DAY, 0, c);
			transient_run(transient_open(a, q), more, DAY, 0, m);
			for (int i = 0; i < DAY; i++) {
				CHECK_ORDER(c[i].good, m[i].good);
				CHECK_ORDER(m[i].waited, c[i].waited);
			}
		}
	arena_close(a);
}

/* Finishing a call is more work done than cutting it off. */
static void finishing_is_never_worse_than_cutting(void **state)
{
	struct arena *a = arena_open();
	struct transient_count f[DAY], c[DAY];

	(void)state;
	transient_run(transient_open(a, some_queue(INFINITY, DROP_FINISH)), day,
		      DAY, 0, f);
	transient_run(transient_open(a, some_queue(INFINITY, DROP_CUT)), day,
		      DAY, 0, c);
	for (int i = 0; i < DAY; i++) {
		CHECK_ORDER(f[i].system, c[i].system);
		CHECK_ORDER(f[i].queue, c[i].queue);
	}
	arena_close(a);
}

static void a_given_start_is_kept(void **state)
{
	struct arena *a = arena_open();
	struct transient *t = transient_open(a, some_queue(INFINITY, DROP_CUT));
	struct transient_step s = { 1e-9, 0, 6 };
	struct transient_count c;
	double share[21] = { 0 };

	(void)state;
	share[20] = 0.5;
	share[4] = 0.5;
	transient_start(t, 21, share);
	transient_run(t, &s, 1, 0, &c);
	CHECK_NEAR(c.system, 12, 1e-9);
	CHECK_NEAR(c.queue, 7, 1e-9);
	CHECK_NEAR(c.all_busy, 0.5, 1e-9);
	/* Nobody comes and nobody is there to answer: they stay. */
	s = (struct transient_step){ 5000, 0, 0 };
	transient_run(t, &s, 1, 0, &c);
	CHECK_NEAR(c.system, 12, 1e-9);
	CHECK_SAME(transient_level(c), 1);
	arena_close(a);
}

/* A backlog without hang-ups grows by what is not served, exactly. */
static void overload_is_a_backlog(void **state)
{
	struct arena *a = arena_open();
	struct transient_queue q = some_queue(INFINITY, DROP_FINISH);
	struct transient_step s = { 7200, 0.5, 20 };
	struct transient_count c;

	(void)state;
	transient_run(transient_open(a, q), &s, 1, 0, &c);
	CHECK_NEAR(c.queue, 0.5 * 7200 - c.busy / 180 - 20, 1e-3);
	CHECK_NEAR(c.all_busy, 1, 1e-9);
	assert_true(transient_level(c) < 0.02);
	assert_true(c.lost < 1e-10);
	arena_close(a);
}

/*
 * The report's table, 80/20 by Erlang C on the mean of each half hour and on
 * its peak, rows cut at the edges: agent-slots and level of the day.  The
 * prototype looked at the agents of the arrival only, hence 0.002.
 */
static double table_load(double hours, double base)
{
	double a = (hours - 2.5) / 1.4, b = (hours - 7.5) / 1.8;

	return base * (0.25 + 0.75 * exp(-a * a) + 0.55 * exp(-b * b));
}

enum { PIECES = 10, SLOTS = 24 };

static int plan(struct transient_step *step, double base, double aht, bool peak)
{
	struct service_goal g = { .share = 0.8, .within = 20 };
	int sum = 0;

	for (int i = 0; i < SLOTS; i++) {
		double mean = 0, most = 0, load;

		for (int j = 0; j < PIECES; j++) {
			load = table_load((i + (j + 0.5) / PIECES) / 2, base);
			mean += load / PIECES;
			step[i * PIECES + j].rate = load / aht;
			step[i * PIECES + j].seconds = 1800. / PIECES;
		}
		for (int j = 0; j <= 100; j++)
			most = fmax(most, table_load((i + j / 100.) / 2, base));
		load = peak ? most : mean;
		for (int j = 0; j < PIECES; j++)
			step[i * PIECES + j].agents =
				(int)goal_agents(&g, load, aht).amount;
		sum += step[i * PIECES].agents;
	}
	return sum;
}

static void agrees_with_the_table_of_the_report(void **state)
{
	static const struct {
		double base, aht;
		int mean, peak;
		double mean_level, peak_level, worst;
	} row[] = {
		{ 40, 180, 638, 684, 0.824, 0.915, 0.735 },
		{ 40, 600, 654, 706, 0.800, 0.905, 0.511 },
		{ 40, 1800, 659, 713, 0.746, 0.858, 0.225 },
		{ 200, 180, 2809, 3048, 0.714, 0.953, 0.306 },
		{ 200, 600, 2877, 3121, 0.675, 0.919, 0.134 },
		{ 200, 1800, 2908, 3152, 0.575, 0.777, 0.003 },
	};
	struct arena *a = arena_open();

	(void)state;
	for (int k = 0; k < 12; k++) {
		struct transient_queue q = { row[k / 2].aht, INFINITY, 20,
					     SL_OFFERED, DROP_CUT };
		struct transient_step s[SLOTS * PIECES];
		struct transient_count c[SLOTS * PIECES], sum = { 0 };
		int n = plan(s, row[k / 2].base, row[k / 2].aht, k % 2);
		double worst = 1;

		transient_run(transient_open(a, q), s, SLOTS * PIECES, 0, c);
		for (int i = 0; i < SLOTS; i++) {
			struct transient_count slot = { 0 };

			for (int j = 0; j < PIECES; j++)
				slot = transient_sum(slot, c[i * PIECES + j]);
			worst = fmin(worst, transient_level(slot));
			sum = transient_sum(sum, slot);
		}
		CHECK_CLOSE(n, k % 2 ? row[k / 2].peak : row[k / 2].mean, 1);
		CHECK_CLOSE(transient_level(sum),
			    k % 2 ? row[k / 2].peak_level
				  : row[k / 2].mean_level,
			    0.0025);
		if (k % 2 == 0)
			CHECK_CLOSE(worst, row[k / 2].worst, 0.005);
	}
	arena_close(a);
}

static void extremes_give_numbers(void **state)
{
	static const struct transient_step hard[] = {
		{ 600, 0, 0 },	  { 600, 1e-6, 1 }, { 600, 0.2, 0 },
		{ 1, 0.1, 30 },	  { 600, 0.2, 40 }, { 600, 0, 1 },
		{ 0.001, 5, 40 }, { 600, 0, 0 },
	};
	enum { N = sizeof(hard) / sizeof(*hard) };
	static const double patience[] = { 0.5, 60, 1e9, INFINITY };
	struct arena *a = arena_open();

	(void)state;
	for (int p = 0; p < 4; p++)
		for (int drop = 0; drop < 2; drop++)
			for (int w = 0; w < 3; w++) {
				struct transient_queue q = some_queue(
					patience[p], (enum staff_drop)drop);
				struct transient_count c[N];

				q.within = w * w * 80;
				transient_run(transient_open(a, q), hard, N, 0,
					      c);
				for (int i = 0; i < N; i++) {
					double level = transient_level(c[i]);

					assert_true(level >= -1e-12 &&
						    level <= 1 + 1e-9);
					assert_true(c[i].queue >= 0 &&
						    c[i].queue < 300);
					assert_true(c[i].lost < 1e-9);
				}
			}
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_long_time_is_equilibrium),
		cmocka_unit_test(agents_without_end_are_the_offered_load),
		cmocka_unit_test(agrees_with_runge_kutta),
		cmocka_unit_test(agrees_with_simulation),
		cmocka_unit_test(calls_are_conserved),
		cmocka_unit_test(steps_may_be_cut),
		cmocka_unit_test(steps_may_be_taken_one_by_one),
		cmocka_unit_test(one_more_agent_never_hurts),
		cmocka_unit_test(finishing_is_never_worse_than_cutting),
		cmocka_unit_test(a_given_start_is_kept),
		cmocka_unit_test(overload_is_a_backlog),
		cmocka_unit_test(agrees_with_the_table_of_the_report),
		cmocka_unit_test(extremes_give_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
