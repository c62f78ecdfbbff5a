/* Weeks of parties anew, against the volume bound and the judges. */
#include "check.h"

#include <math.h>
#include <string.h>

#include "drafted.h"
#include "optimise/bound.h"
#include "optimise/weeks.h"
#include "optimise/weekwise.h"

struct scene {
	struct drafted of;
	struct bound *bound;
	double least; /* no roster costs less */
	struct effort effort;
	struct schedule_options options;
};

static void scene_begin(struct scene *s, int people, int queues, int weeks,
			uint64_t seed)
{
	s->of = drafted_new((struct made_options){ .people = people,
						   .queues = queues,
						   .weeks = weeks,
						   .interval = 900,
						   .ratio = 0.95,
						   .seed = seed });
	s->options = (struct schedule_options){ .seed = 1, .threads = 1 };
	s->bound = bound_new(s->of.arena, s->of.plan, s->of.pricers, 1);
	bound_begin(s->bound, s->of.draft->crowd);
	s->effort = effort_new(&s->options, 2000);
	s->least = bound_climb(s->bound, s->of.draft->cost, &s->effort, 1);
	s->effort = effort_new(&s->options, 1e6);
}

static void scene_end(struct scene *s)
{
	bound_close(s->bound);
	drafted_close(&s->of);
}

/* The first n people, these days. */
static struct party party_on(const struct scene *s, int n, const int *days,
			     int n_days)
{
	int *people = arena_new(s->of.arena, int, n);

	for (int k = 0; k < n; k++)
		people[k] = k;
	return (struct party){ people, n, days, n_days };
}

static struct party party_of(const struct scene *s, int n, int from, int until)
{
	int *days = arena_new(s->of.arena, int, until - from);

	for (int day = from; day < until; day++)
		days[day - from] = day;
	return party_on(s, n, days, until - from);
}

static bool make_anew_for(struct scene *s, struct party party, double worth,
			  double *gain)
{
	struct random random = random_stream(1, 1);

	return weekwise(s->of.draft, s->bound, s->of.pricers, party, worth,
			&random, &s->effort, gain);
}

static bool make_anew(struct scene *s, struct party party)
{
	double gain;

	return make_anew_for(s, party, 0, &gain);
}

static void only_these_days_change(const int *days, int n_days)
{
	struct scene s;
	scene_begin(&s, 20, 1, 2, 2);
	size_t n = (size_t)s.of.plan->n_workers * 14;
	struct placed *was = arena_copy(s.of.arena, s.of.draft->placed, n,
					sizeof(*s.of.draft->placed));
	double before = s.of.draft->cost, judged = drafted_judge(&s.of);
	assert_true(make_anew(&s, party_on(&s, 8, days, n_days)));
	double change = s.of.draft->cost - before;
	CHECK(fabs(drafted_judge(&s.of) - judged - change) < 1e-6,
	      "%g, by the judge %g", change, drafted_judge(&s.of) - judged);
	int changed = 0;
	for (size_t k = 0; k < n; k++) {
		bool free = false;
		for (int j = 0; j < n_days; j++)
			free = free || (k / 14 < 8 && (int)(k % 14) == days[j]);
		bool same = memcmp(&was[k], &s.of.draft->placed[k],
				   sizeof(*was)) == 0;
		assert_true(free || same);
		changed += !same;
	}
	assert_true(changed > 0 && s.effort.work > 0);
	for (int i = 0; i < s.of.plan->n_workers; i++)
		assert_true(draft_is_legal(s.of.draft, i));
	scene_end(&s);
}

static void a_party_changes_and_all_else_stays(void **state)
{
	(void)state;
	only_these_days_change((int[]){ 7, 8, 9, 10, 11, 12, 13 }, 7);
	only_these_days_change((int[]){ 2, 5, 11 }, 3);
}

static void all_at_once_gain_half_of_what_the_bound_leaves(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 4; seed++) {
		struct scene s;
		scene_begin(&s, 20, seed < 4 ? 1 : 3, 1, seed);
		double first = s.of.draft->cost;
		assert_true(make_anew(&s, party_of(&s, 20, 0, 7)));
		double left = s.of.draft->cost - s.least;
		CHECK(left > -1e-5 && left < 0.5 * (first - s.least),
		      "seed %d: %f, then %f, bound %f", (int)seed, first,
		      s.of.draft->cost, s.least);
		scene_end(&s);
	}
}

/* With more people open there is no less to gain, with all of them what the
 * bound leaves. */
static void larger_parties_gain_no_less_up_to_the_bound(void **state)
{
	(void)state;
	struct scene s;
	double before = 0, gain = 0;

	scene_begin(&s, 14, 1, 1, 5);
	assert_true(make_anew(&s, party_of(&s, 14, 0, 7)));
	double cost = s.of.draft->cost;
	for (int n = 2; n <= 14; n += 2) {
		assert_false(make_anew_for(&s, party_of(&s, n, 0, 7), HUGE_VAL,
					   &gain));
		CHECK(gain > before - 0.01, "%d gain %f, fewer %f", n, gain,
		      before);
		before = gain;
	}
	assert_true(s.of.draft->cost == cost);
	double left = cost - s.least;
	CHECK(gain < left + 1e-3 && gain > 0.95 * left,
	      "gain %f, bound %f below", gain, left);
	scene_end(&s);
}

/* Some of which are not in a row. */
static void more_days_gain_no_less(void **state)
{
	(void)state;
	static const int days[4][4] = {
		{ 5 }, { 1, 5 }, { 1, 3, 5 }, { 1, 3, 5, 6 }
	};
	struct scene s;
	double before = 0, gain = 0;

	scene_begin(&s, 14, 1, 1, 5);
	for (int n = 1; n <= 4; n++) {
		assert_false(make_anew_for(&s, party_on(&s, 14, days[n - 1], n),
					   HUGE_VAL, &gain));
		CHECK(gain > before, "%d gain %f, fewer %f", n, gain, before);
		before = gain;
	}
	assert_false(
		make_anew_for(&s, party_of(&s, 14, 0, 7), HUGE_VAL, &gain));
	CHECK(gain > before, "all gain %f, four %f", gain, before);
	scene_end(&s);
}

/* Within reach alone: the same draft, or one that costs no more than that. */
static void a_round_ends_within_its_reach(void **state)
{
	(void)state;
	struct scene s;
	scene_begin(&s, 12, 1, 1, 4);
	struct weeks *w = weeks_new(s.of.draft, s.bound, s.of.pricers, 1, 1);
	static const struct extent all = { 1, 7, false },
				   half = { 0.5, 7, false },
				   days = { 1, 3, false }, two = { 1, 2, true };
	double guess = weeks_work(w, all);
	assert_true(weeks_work(w, half) < guess);
	assert_true(weeks_work(w, days) < guess);
	for (int k = 0; k < 6; k++) {
		double before = s.of.draft->cost, reach = k % 2 ? 5 : 0;
		weeks_round(w,
			    k == 0   ? all
			    : k == 1 ? half
			    : k < 4  ? days
				     : two,
			    reach, &s.effort);
		CHECK(s.of.draft->cost <= before + reach, "%f, then %f", before,
		      s.of.draft->cost);
	}
	CHECK(weeks_work(w, all) > 0.02 * guess &&
		      weeks_work(w, all) < 50 * guess,
	      "guess %f, then %f", guess, weeks_work(w, all));
	weeks_close(w);
	scene_end(&s);
}

/* Else those who go on until the work is done would never end. */
static void a_round_without_anybody_to_plan_costs_work(void **state)
{
	(void)state;
	struct scene s;
	scene_begin(&s, 4, 1, 1, 1);
	struct weeks *w = weeks_new(s.of.draft, s.bound, s.of.pricers, 1, 1);
	for (int i = 0; i < s.of.plan->n_workers; i++)
		s.of.draft->verdict[i].hard = 1;
	weeks_round(w, (struct extent){ 0.5, 7, false }, 0, &s.effort);
	assert_true(s.effort.work > 0);
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
		scene_begin(&s, 12, 2, 1, 3);
		double before = s.of.draft->cost;
		s.options.threads = threads;
		struct weeks *w =
			weeks_new(s.of.draft, s.bound, s.of.pricers, 4, 7);
		weeks_round(w, (struct extent){ 1, 7, false }, 0, &s.effort);
		weeks_round(w, (struct extent){ 0.5, 7, false }, 3, &s.effort);
		cost[threads - 1] = s.of.draft->cost;
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
		cmocka_unit_test(larger_parties_gain_no_less_up_to_the_bound),
		cmocka_unit_test(more_days_gain_no_less),
		cmocka_unit_test(a_round_ends_within_its_reach),
		cmocka_unit_test(a_round_without_anybody_to_plan_costs_work),
		cmocka_unit_test(rounds_do_not_depend_on_threads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
