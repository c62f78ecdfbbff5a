/* Weeks of parties anew, against the volume bound and the judges. */
#include "check.h"

#include <math.h>
#include <string.h>

#include "made_centre.h"
#include "optimise/bound.h"
#include "optimise/respond.h"
#include "optimise/start.h"
#include "optimise/weeks.h"
#include "optimise/weekwise.h"

struct scene {
	struct arena *arena;
	struct made *made;
	struct plan *plan;
	struct pricer **pricers;
	struct responder *responder;
	struct draft *draft;
	struct bound *bound;
	double least; /* no roster costs less */
	struct effort effort;
	struct schedule_options options;
};

static void scene_begin(struct scene *s, int people, int weeks, uint64_t seed)
{
	struct arena *a = s->arena = arena_open();

	s->options = (struct schedule_options){ .seed = 1, .threads = 1 };
	s->made = made_centre(a, (struct made_options){ .people = people,
							.queues = 1,
							.weeks = weeks,
							.interval = 900,
							.ratio = 0.95,
							.seed = seed });
	s->plan = plan_new(a, &s->made->period, &s->made->req);
	s->pricers = pricers_new(a, s->plan);
	s->responder = responder_new(a, s->plan, s->pricers);
	s->draft = draft_new(a, s->plan, draft_rules(a, s->plan),
			     share_new(a, s->plan));
	start_roster(s->draft, s->responder, seed,
		     arena_new(a, bool, s->plan->n_workers));
	draft_recount(s->draft);
	s->bound = bound_new(a, s->plan, s->pricers, 1);
	bound_begin(s->bound, s->draft->crowd);
	s->effort = effort_new(&s->options, 2000);
	s->least = bound_climb(s->bound, s->draft->cost, &s->effort, 1);
	s->effort = effort_new(&s->options, 1e6);
}

static void scene_end(struct scene *s)
{
	bound_close(s->bound);
	responder_close(s->responder);
	draft_close(s->draft);
	arena_close(s->arena);
}

static double cost_by_judge(const struct scene *s)
{
	struct roster r = draft_roster(s->arena, s->draft);

	return objective_of_roster(s->arena, &s->made->period, &s->made->req,
				   &r)
		.total;
}

/* The first n people, these days. */
static struct party party_of(const struct scene *s, int n, int from, int until)
{
	int *people = arena_new(s->arena, int, n);

	for (int k = 0; k < n; k++)
		people[k] = k;
	return (struct party){ people, n, from, until };
}

static bool make_anew(struct scene *s, struct party party)
{
	struct random random = random_stream(1, 1);

	return weekwise(s->draft, s->bound, s->pricers, party, &random,
			&s->effort);
}

static void a_party_changes_and_all_else_stays(void **state)
{
	(void)state;
	struct scene s;
	scene_begin(&s, 20, 2, 2);
	size_t n = (size_t)s.plan->n_workers * 14;
	struct placed *was = arena_copy(s.arena, s.draft->placed, n,
					sizeof(*s.draft->placed));
	double before = s.draft->cost, judged = cost_by_judge(&s);
	assert_true(make_anew(&s, party_of(&s, 8, 7, 14)));
	double change = s.draft->cost - before;
	CHECK(fabs(cost_by_judge(&s) - judged - change) < 1e-6,
	      "%g, by the judge %g", change, cost_by_judge(&s) - judged);
	int changed = 0;
	for (size_t k = 0; k < n; k++) {
		bool free = k / 14 < 8 && k % 14 >= 7;
		bool same =
			memcmp(&was[k], &s.draft->placed[k], sizeof(*was)) == 0;
		assert_true(free || same);
		changed += !same;
	}
	assert_true(changed > 0 && s.effort.work > 0);
	for (int i = 0; i < s.plan->n_workers; i++)
		assert_true(draft_is_legal(s.draft, i));
	scene_end(&s);
}

static void all_at_once_gain_half_of_what_the_bound_leaves(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 3; seed++) {
		struct scene s;
		scene_begin(&s, 20, 1, seed);
		double first = s.draft->cost;
		assert_true(make_anew(&s, party_of(&s, 20, 0, 7)));
		double left = s.draft->cost - s.least;
		CHECK(left > -1e-5 && left < 0.5 * (first - s.least),
		      "seed %d: %f, then %f, bound %f", (int)seed, first,
		      s.draft->cost, s.least);
		scene_end(&s);
	}
}

/* Within reach alone: the same draft, or one that costs no more than that. */
static void a_round_ends_within_its_reach(void **state)
{
	(void)state;
	struct scene s;
	scene_begin(&s, 12, 1, 4);
	struct weeks *w = weeks_new(s.draft, s.bound, s.pricers, 1, 1);
	static const struct extent all = { 1, 7 }, half = { 0.5, 7 },
				   days = { 1, 3 };
	double guess = weeks_work(w, all);
	assert_true(weeks_work(w, half) < guess);
	assert_true(weeks_work(w, days) < guess);
	for (int k = 0; k < 4; k++) {
		double before = s.draft->cost, reach = k % 2 ? 5 : 0;
		weeks_round(w,
			    k == 0   ? all
			    : k == 1 ? half
				     : days,
			    reach, &s.effort);
		CHECK(s.draft->cost <= before + reach, "%f, then %f", before,
		      s.draft->cost);
	}
	CHECK(weeks_work(w, all) > 0.02 * guess &&
		      weeks_work(w, all) < 50 * guess,
	      "guess %f, then %f", guess, weeks_work(w, all));
	weeks_close(w);
	scene_end(&s);
}

/* Random numbers and threads: the same roster. */
static void rounds_do_not_depend_on_threads(void **state)
{
	double cost[2];

	(void)state;
	for (int threads = 1; threads <= 2; threads++) {
		struct scene s;
		scene_begin(&s, 12, 1, 3);
		double before = s.draft->cost;
		s.options.threads = threads;
		struct weeks *w = weeks_new(s.draft, s.bound, s.pricers, 4, 7);
		weeks_round(w, (struct extent){ 1, 7 }, 0, &s.effort);
		weeks_round(w, (struct extent){ 0.5, 7 }, 3, &s.effort);
		cost[threads - 1] = s.draft->cost;
		assert_true(cost[threads - 1] < before);
		weeks_close(w);
		scene_end(&s);
	}
	assert_true(cost[0] == cost[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_party_changes_and_all_else_stays),
		cmocka_unit_test(
			all_at_once_gain_half_of_what_the_bound_leaves),
		cmocka_unit_test(a_round_ends_within_its_reach),
		cmocka_unit_test(rounds_do_not_depend_on_threads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
