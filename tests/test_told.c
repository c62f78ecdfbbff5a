/* Tours and stints together: against brute force, the path, and laws. */
#include "check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "made_centre.h"
#include "optimise/stint_path.h"
#include "optimise/stints.h"
#include "optimise/stretch.h"
#include "planned.h"
#include "small_site.h"

enum { FIRST = 480, SLOTS = 10, PEOPLE = 3, STINT = 60, WAYS = 200 };

/* ---- a morning that can be counted out ---- */

/* Each works once, 2 to 3 h from 8:00-10:00; half hours, two queues. */
struct morning {
	struct small *small;
	struct period *period;
	struct requirement req;
};

static void morning_demand(struct arena *a, struct morning *m, struct random *r)
{
	m->req = requirement_new(a, m->period->grid, 2);
	for (int q = 0; q < 2; q++) {
		m->req.rows[q].queue = q;
		m->req.rows[q].queues = (uint64_t)1 << q;
		for (int t = 0; t < m->req.grid.n; t++) {
			int k = (m->req.grid.wall[t] - FIRST) / 30;
			int need =
				k >= 0 && k < SLOTS &&
						grid_day(&m->req.grid, t) == 0
					? random_below(r, 3)
					: 0;
			m->req.rows[q].gross[t] = need;
			m->req.rows[q].curve[t] =
				(struct curve){ 10 + random_below(r, 20), need,
						0, NULL, 1 };
		}
	}
}

static struct morning morning_new(struct arena *a, uint64_t seed)
{
	struct random r = random_stream(seed, 8);
	struct morning m = { .small = small_new(a, "Europe/London") };
	struct small *s = m.small;

	s->shifts[0] = s->shifts[SHORT];
	s->shifts[0].last = 600;
	s->shifts[0].step = 30;
	s->shifts[0].min_paid = 120;
	s->shifts[0].max_paid = 180;
	s->shifts[0].paid_step = 30;
	s->site.n_shifts = 1;
	s->site.n_agents = PEOPLE;
	s->site.pay.base = 0;
	s->contracts[0].hours_over = OVER_PERIOD;
	for (int i = 0; i < PEOPLE; i++) {
		s->terms[i][0].min_minutes = 120;
		s->terms[i][0].max_minutes = 180;
	}
	s->queues[SALES].stint = s->queues[CHAT].stint = STINT;
	m.period = small_period(s, 1, NULL);
	morning_demand(a, &m, &r);
	return m;
}

struct way { /* of a person: queue of each slot, -1 not there */
	int8_t queue[SLOTS];
};

/* All sequences of stints from slot k on, until the end of the duty. */
static void cut_rest(struct way w, int k, int end, struct way *list, int *n)
{
	if (k == end)
		list[(*n)++] = w;
	for (int until = k + 2; until <= end; until++)
		for (int q = 0; q < 2; q++) {
			struct way next = w;
			if (k > 0 && w.queue[k - 1] == q)
				continue;
			for (int t = k; t < until; t++)
				next.queue[t] = (int8_t)q;
			cut_rest(next, until, end, list, n);
		}
}

static int list_ways(struct way *list)
{
	int n = 0;

	for (int start = 0; start <= 4; start++)
		for (int length = 4; length <= 6; length++) {
			struct way w;
			memset(w.queue, -1, sizeof(w.queue));
			cut_rest(w, start, start + length, list, &n);
		}
	return n;
}

static double money(const struct morning *m, int first,
		    const struct way *const *way)
{
	double sum = 0;

	for (int k = 0; k < SLOTS; k++) {
		int heads[2] = { 0 };
		for (int i = 0; i < PEOPLE; i++)
			if (way[i]->queue[k] >= 0)
				heads[way[i]->queue[k]]++;
		for (int q = 0; q < 2; q++)
			sum += curve_cost(&m->req.rows[q].curve[first + k],
					  heads[q]);
	}
	return sum;
}

/* People are alike: each set of ways once. */
static double by_force(const struct morning *m)
{
	struct way list[WAYS];
	int n = list_ways(list), first = 0;
	double best = HUGE_VAL;

	while (m->req.grid.wall[first] != FIRST)
		first++;
	for (int i = 0; i < n; i++)
		for (int j = i; j < n; j++)
			for (int k = j; k < n; k++) {
				const struct way *way[PEOPLE] = { &list[i],
								  &list[j],
								  &list[k] };
				best = fmin(best, money(m, first, way));
			}
	return best;
}

static void mornings_cost_what_brute_force_says(void **state)
{
	uint64_t most = getenv("WFM_LONG") ? 50 : 10;

	(void)state;
	for (uint64_t seed = 1; seed <= most; seed++) {
		struct arena *a = arena_open();
		struct morning m = morning_new(a, seed);
		double best = by_force(&m);
		struct schedule_result r = plan(a, m.period, &m.req, 1, 100);

		CHECK_NEAR(r.cost.total, best, 1e-6);
		CHECK(r.bound <= best + 1e-6, "seed %d: bound %f above %f",
		      (int)seed, r.bound, best);
		CHECK(r.bound >= -1e-6, "seed %d: bound %f below nothing",
		      (int)seed, r.bound);
		arena_close(a);
	}
}

/* ---- a stretch ---- */

static void crowd_by_lot(struct crowd *c, const struct plan *known,
			 struct random *r)
{
	for (int k = 0; k < 60; k++) {
		int from = random_below(r, known->ticks.n);
		struct piece piece = { from, from + 1 };
		crowd_note(c, 1, random_below(r, known->n_kinds), 1, &piece, 1);
	}
	crowd_apply(c);
}

/* The path's cost from prices read off the crowd one by one. */
static double by_path(struct arena *a, struct crowd *c, const struct posts *p,
		      int from, int until)
{
	struct stint_queue q[8];
	int16_t *of = arena_new(a, int16_t, until - from + 1);

	for (int j = 0; j < p->n; j++) {
		double *prefix = arena_new(a, double, until - from + 1);
		for (int k = from; k < until; k++)
			prefix[k - from + 1] =
				prefix[k - from] +
				p->list[j].speed *
					crowd_up(c, p->list[j].kind, k);
		q[j] = (struct stint_queue){ prefix, p->list[j].least };
	}
	return stint_path(a, until - from, p->n, q, of);
}

static void stretches_cost_what_the_path_says(void **state)
{
	struct arena *a = arena_open();
	struct random r = random_stream(4, 4);
	struct morning m = morning_new(a, 3);
	struct plan *p = plan_new(a, m.period, &m.req);
	const struct posts *posts;
	struct plan *known = stretch_plan(a, p, &posts);
	struct crowd *c = crowd_new(a, known, share_new(a, known));
	struct stretches *s = stretches_new(a, known, posts, p->n_kinds, 12);
	struct piece all = { 0, known->ticks.n };
	int8_t post[12];

	(void)state;
	assert_int_equal(known->ticks.per, 1);
	assert_int_equal(posts[0].n, 2);
	for (int turn = 0; turn < 20; turn++) {
		crowd_by_lot(c, known, &r);
		stretches_price(s, c, all, 0, NULL);
		for (int k = 0; k < 50; k++) {
			int from = random_below(&r, 30);
			int until = from + 1 + random_below(&r, 12);
			double sum = 0;
			CHECK_NEAR(stretch_cost(s, 0, from, until),
				   by_path(a, c, &posts[0], from, until), 1e-9);
			stretch_cut(s, 0, from, until, post);
			for (int j = from; j < until; j++)
				sum += crowd_up(
					c, posts[0].list[post[j - from]].kind,
					j);
			CHECK_NEAR(sum, stretch_cost(s, 0, from, until), 1e-9);
		}
	}
	stretches_close(s);
	arena_close(a);
}

/* ---- a week ---- */

static struct made *week_new(struct arena *a)
{
	struct made *m = made_centre(a, (struct made_options){ .people = 14,
							       .queues = 3,
							       .weeks = 1,
							       .interval = 1800,
							       .ratio = 0.9,
							       .seed = 2 });

	for (int q = 0; q < 3; q++)
		((struct queue *)(uintptr_t)m->site.queues)[q].stint = STINT;
	return m;
}

/* Stints that end before their time with work on another queue beside. */
static int short_stints(const struct duty *d)
{
	int n = 0;

	for (int k = 0; k < d->n; k++) {
		const struct segment *g = &d->segments[k];
		bool other = (k > 0 && g[-1].kind == SEGMENT_WORK) ||
			     (k + 1 < d->n && g[1].kind == SEGMENT_WORK);
		n += g->kind == SEGMENT_WORK && other &&
		     g->end - g->start < STINT * 60;
	}
	return n;
}

static void rosters_keep_rules_and_stints(void **state)
{
	struct arena *a = arena_open();
	struct made *m = week_new(a);
	struct schedule_result r = plan(a, &m->period, &m->req, 1, 60);
	int told = 0;

	(void)state;
	assert_int_equal(r.cost.hard_breaches, 0);
	CHECK(r.bound <= r.cost.total, "bound %f above %f", r.bound,
	      r.cost.total);
	for (int k = 0; k < r.roster.agents * r.roster.days; k++) {
		const struct cell *c = &r.roster.cells[k];
		if (c->kind != CELL_DUTY)
			continue;
		CHECK(short_stints(&c->duty) == 0, "a short stint");
		for (int j = 0; j < c->duty.n; j++)
			told += c->duty.segments[j].queue >= 0;
	}
	CHECK(told > 0, "nobody is told");
	arena_close(a);
}

static bool same_cells(const struct cell *a, const struct cell *b)
{
	if (a->kind != b->kind ||
	    (a->kind == CELL_DUTY && a->duty.n != b->duty.n))
		return false;
	for (int k = 0; a->kind == CELL_DUTY && k < a->duty.n; k++) {
		const struct segment *g = &a->duty.segments[k];
		const struct segment *h = &b->duty.segments[k];
		if (g->kind != h->kind || g->queue != h->queue ||
		    g->start != h->start || g->end != h->end)
			return false;
	}
	return true;
}

static void threads_do_not_matter(void **state)
{
	struct arena *a = arena_open();
	struct made *m = week_new(a);
	struct schedule_result one = plan(a, &m->period, &m->req, 1, 60);
	struct schedule_result two = plan(a, &m->period, &m->req, 2, 60);

	(void)state;
	for (int k = 0; k < one.roster.agents * one.roster.days; k++)
		CHECK(same_cells(&one.roster.cells[k], &two.roster.cells[k]),
		      "cell %d", k);
	arena_close(a);
}

/* ---- a meeting is put in ---- */

static void put_meeting(struct arena *a, struct duty *d)
{
	struct segment *list = arena_new(a, struct segment, d->n + 1);

	memcpy(list, d->segments, (size_t)d->n * sizeof(*list));
	list[d->n] = list[d->n - 1];
	list[d->n].kind = SEGMENT_ACTIVITY;
	list[d->n - 1].end = list[d->n].start = list[d->n].end - 1800;
	d->segments = list;
	d->n++;
}

static void only_those_who_meet_are_told_anew(void **state)
{
	struct arena *a = arena_open();
	struct made *m = week_new(a);
	struct schedule_result r = plan(a, &m->period, &m->req, 1, 20);
	int from = r.roster.first_day, met = -1;
	struct roster is = stints_untold(a, &r.roster, from);

	(void)state;
	for (int k = 0; k < is.agents * is.days; k++) {
		struct cell *c = &is.cells[k];
		for (int j = 0; c->kind == CELL_DUTY && j < c->duty.n; j++)
			CHECK(c->duty.segments[j].queue < 0, "still told");
		if (c->kind == CELL_DUTY && met < 0) {
			met = k;
			put_meeting(a, &c->duty);
		}
	}
	stints_restore(&r.roster, &is);
	for (int k = 0; k < is.agents * is.days; k++)
		CHECK(same_cells(&is.cells[k], &r.roster.cells[k]) ==
			      (k != met),
		      "cell %d", k);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mornings_cost_what_brute_force_says),
		cmocka_unit_test(stretches_cost_what_the_path_says),
		cmocka_unit_test(rosters_keep_rules_and_stints),
		cmocka_unit_test(threads_do_not_matter),
		cmocka_unit_test(only_those_who_meet_are_told_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
