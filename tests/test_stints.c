/* Stints: the path against every sequence, a roster against laws and chance. */
#include "check.h"

#include <math.h>
#include <string.h>

#include "made_centre.h"
#include "maths/coverage.h"
#include "optimise/schedule.h"
#include "optimise/stint_path.h"
#include "optimise/stints.h"

enum { TICKS = 9, QUEUES = 3, STINT = 60 };

/* ---- the path ---- */

static bool are_long_enough(const int *of, int n, const struct stint_queue *q)
{
	for (int k = 0, from = 0; k < n; k++)
		if (k == n - 1 || of[k + 1] != of[k]) {
			int least = q[of[k]].least < n ? q[of[k]].least : n;
			if (k + 1 - from < least)
				return false;
			from = k + 1;
		}
	return true;
}

static double cheapest_of_all(int n, int m, const struct stint_queue *q)
{
	double best = HUGE_VAL;
	int of[TICKS], all = 1;

	for (int k = 0; k < n; k++)
		all *= m;
	for (int x = 0; x < all; x++) {
		double sum = 0;
		for (int k = 0, y = x; k < n; k++, y /= m) {
			of[k] = y % m;
			sum += q[of[k]].prefix[k + 1] - q[of[k]].prefix[k];
		}
		if (are_long_enough(of, n, q))
			best = fmin(best, sum);
	}
	return best;
}

static void path_is_the_cheapest_sequence(void **state)
{
	struct arena *a = arena_open();
	struct random random = random_stream(7, 1);

	(void)state;
	for (int turn = 0; turn < 200; turn++) {
		int n = 1 + random_below(&random, TICKS);
		int m = 1 + random_below(&random, QUEUES);
		double prefix[QUEUES][TICKS + 1] = { { 0 } };
		struct stint_queue q[QUEUES];
		int16_t of[TICKS];
		int same[TICKS];

		for (int j = 0; j < m; j++) {
			for (int k = 0; k < n; k++)
				prefix[j][k + 1] = prefix[j][k] +
						   random_below(&random, 20) -
						   10;
			q[j] = (struct stint_queue){
				prefix[j], 1 + random_below(&random, 4)
			};
		}
		double cost = stint_path(a, n, m, q, of), sum = 0;
		for (int k = 0; k < n; k++) {
			same[k] = of[k];
			sum += prefix[of[k]][k + 1] - prefix[of[k]][k];
		}
		CHECK_NEAR(cost, cheapest_of_all(n, m, q), 1e-9);
		CHECK_NEAR(cost, sum, 1e-9);
		CHECK(are_long_enough(same, n, q), "turn %d: a short stint",
		      turn);
	}
	arena_close(a);
}

/* ---- a roster ---- */

struct week {
	struct arena *a;
	struct made *m;
	struct roster roster; /* nobody told */
};

static struct week week_new(uint64_t seed)
{
	struct week w = { .a = arena_open() };
	struct schedule_result result;
	struct err e = err_new(w.a);

	w.m = made_centre(w.a, (struct made_options){ .people = 14,
						      .queues = QUEUES,
						      .weeks = 1,
						      .interval = 1800,
						      .ratio = 0.9,
						      .seed = seed });
	CHECK(roster_from_requirement(
		      w.a, &w.m->period, &w.m->req,
		      (struct schedule_options){
			      .seed = 1, .threads = 1, .work_limit = 40 },
		      &result, &e) == RC_OK,
	      "%s", e.n ? e.list[0].text : "");
	w.roster = result.roster;
	for (int q = 0; q < QUEUES; q++)
		((struct queue *)(uintptr_t)w.m->site.queues)[q].stint = STINT;
	return w;
}

static double cost_of(const struct week *w, const struct roster *r)
{
	return coverage_of_roster(w->a, &w->m->period, &w->m->req, r).cost;
}

static bool can_serve(const struct week *w, int agent, int queue, int day)
{
	const struct site *s = &w->m->site;

	return agent_speed(&s->agents[agent], s->queues[queue].skill, day) > 0;
}

static int queues_of(const struct week *w, int agent, int day)
{
	int n = 0;

	for (int q = 0; q < QUEUES; q++)
		n += can_serve(w, agent, q, day);
	return n;
}

/* Minutes of a stretch from segment k on; *n: its segments. */
static int64_t stretch_of(const struct duty *d, int k, int *n)
{
	*n = 1;
	while (k + *n < d->n && d->segments[k + *n].kind == SEGMENT_WORK)
		++*n;
	return (d->segments[k + *n - 1].end - d->segments[k].start) / 60;
}

static void check_duty(const struct week *w, int agent, int day,
		       const struct duty *was, const struct duty *is)
{
	int n;

	CHECK(is->start == was->start && is->end == was->end &&
		      is->paid == was->paid,
	      "another duty");
	for (int k = 0; k < is->n; k++) {
		const struct segment *g = &is->segments[k];
		if (g->kind != SEGMENT_WORK)
			continue;
		CHECK(g->queue >= 0 ? can_serve(w, agent, g->queue, day)
				    : queues_of(w, agent, day) < 2,
		      "agent %d on queue %d", agent, g->queue);
	}
	for (int k = 0; k < is->n; k += n) {
		n = 1;
		if (is->segments[k].kind != SEGMENT_WORK)
			continue;
		int64_t whole = stretch_of(is, k, &n);
		for (int j = k; j < k + n; j++) {
			const struct segment *g = &is->segments[j];
			CHECK((g->end - g->start) / 60 >=
				      (whole < STINT ? whole : STINT),
			      "a stint of %d minutes",
			      (int)((g->end - g->start) / 60));
		}
	}
}

static void only_stints_are_put_and_none_is_short(void **state)
{
	for (uint64_t seed = 1; seed <= 3; seed++) {
		struct week w = week_new(seed);
		struct roster r = roster_copy(w.a, &w.roster);
		int told = stints_tell(w.a, &w.m->period, &w.m->req,
				       w.m->period.first_day, seed, &r);

		(void)state;
		CHECK(told > 0, "nobody is told");
		for (int i = 0; i < r.agents; i++)
			for (int d = 0; d < r.days; d++) {
				int day = r.first_day + d;
				struct cell *is = roster_cell(&r, i, day);
				struct cell *was =
					roster_cell(&w.roster, i, day);
				CHECK(is->kind == was->kind, "another cell");
				if (is->kind == CELL_DUTY)
					check_duty(&w, i, day, &was->duty,
						   &is->duty);
			}
		CHECK(cost_of(&w, &r) >= cost_of(&w, &w.roster) - 1e-6,
		      "stints cost less than none");
		arena_close(w.a);
	}
}

/* Each stretch on one queue, any: stints as well. */
static struct roster by_chance(const struct week *w, struct random *random)
{
	struct roster r = roster_copy(w->a, &w->roster);

	for (int i = 0; i < r.agents; i++)
		for (int d = 0; d < r.days; d++) {
			int day = r.first_day + d, q;
			struct cell *c = roster_cell(&r, i, day);
			if (c->kind != CELL_DUTY || queues_of(w, i, day) < 2)
				continue;
			struct segment *g =
				(struct segment *)(uintptr_t)c->duty.segments;
			for (int k = 0; k < c->duty.n; k++) {
				if (g[k].kind != SEGMENT_WORK)
					continue;
				do
					q = random_below(random, QUEUES);
				while (!can_serve(w, i, q, day));
				g[k].queue = q;
			}
		}
	return r;
}

static void stints_left_to_chance_never_cost_less(void **state)
{
	struct week w = week_new(4);
	struct random random = random_stream(9, 2);
	struct roster told = roster_copy(w.a, &w.roster);

	(void)state;
	stints_tell(w.a, &w.m->period, &w.m->req, w.m->period.first_day, 1,
		    &told);
	double cost = cost_of(&w, &told);
	for (int k = 0; k < 300; k++) {
		struct roster r = by_chance(&w, &random);
		CHECK(cost <= cost_of(&w, &r) + 1e-6, "try %d costs less", k);
	}
	arena_close(w.a);
}

static void locked_and_earlier_days_stay(void **state)
{
	struct week w = week_new(5);
	struct roster r = roster_copy(w.a, &w.roster);
	int from = r.first_day + 3;

	(void)state;
	for (int i = 0; i < r.agents; i++)
		roster_cell(&r, i, from + 1)->locked = true;
	stints_tell(w.a, &w.m->period, &w.m->req, from, 1, &r);
	for (int i = 0; i < r.agents; i++)
		for (int d = 0; d < r.days; d++) {
			int day = r.first_day + d;
			const struct cell *c = roster_cell(&r, i, day);
			bool stays = day < from || day == from + 1;
			for (int k = 0; c->kind == CELL_DUTY && k < c->duty.n;
			     k++)
				CHECK(!stays || c->duty.segments[k].queue < 0,
				      "day %d is told", d);
		}
	arena_close(w.a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(path_is_the_cheapest_sequence),
		cmocka_unit_test(only_stints_are_put_and_none_is_short),
		cmocka_unit_test(stints_left_to_chance_never_cost_less),
		cmocka_unit_test(locked_and_earlier_days_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
