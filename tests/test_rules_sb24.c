#include "check.h"

#include "base/random.h"
#include "small_pattern.h"

/*
 * The rules of the public employee shift scheduling instances
 * (schedulingbenchmarks.org), counted on letters alone, against the judge
 * with exempt edges: a second opinion on everything at once.
 */
static struct arena *arena;

struct limits {
	int most_late;	      /* duties of the late shift */
	int least, top;	      /* minutes */
	int run_max, run_min; /* days worked in a row */
	int off_min;	      /* days off in a row */
	int weekends;	      /* worked */
};

static struct limits random_limits(struct random *rng, int days)
{
	struct limits x = { .most_late = random_below(rng, days / 2),
			    .least = 480 * random_below(rng, days / 2),
			    .run_max = 2 + random_below(rng, 5),
			    .run_min = 1 + random_below(rng, 3),
			    .off_min = 1 + random_below(rng, 3),
			    .weekends = random_below(rng, days / 7 + 1) };

	x.top = x.least + 480 * random_below(rng, days / 2);
	return x;
}

static bool works(const char *w, int d)
{
	return w[d] == 'D' || w[d] == 'L';
}

/* Too long or too short runs; those at either edge are never too short. */
static int count_runs(const char *w, int days, const struct limits *x)
{
	int broken = 0;

	for (int begin = 0, end; begin < days; begin = end) {
		for (end = begin + 1;
		     end < days && works(w, end) == works(w, begin);)
			end++;
		bool inside = begin > 0 && end < days;
		int n = end - begin;
		if (works(w, begin))
			broken += (n > x->run_max) + (inside && n < x->run_min);
		else
			broken += inside && n < x->off_min;
	}
	return broken;
}

static int count_all(const char *w, int days, const struct limits *x)
{
	int late = 0, minutes = 0, weekends = 0;
	int broken = count_runs(w, days, x);

	for (int d = 0; d < days; d++) {
		late += w[d] == 'L';
		minutes += works(w, d) ? 480 : 0;
		broken += d > 0 && w[d - 1] == 'L' && w[d] == 'D';
		if (d % 7 == 5)
			weekends += works(w, d) ||
				    (d + 1 < days && works(w, d + 1));
	}
	return broken + (late > x->most_late) + (minutes > x->top) +
	       (minutes < x->least) + (weekends > x->weekends);
}

static struct rule rule_of(enum count count, enum over over, int min, int max)
{
	return (struct rule){ .name = "it",
			      .count = count,
			      .over = over,
			      .length = 1,
			      .shifts = ~(shift_set)0,
			      .days = DAYS_ALL,
			      .min = min,
			      .max = max };
}

static void set_rules(struct small *s, const struct limits *x)
{
	s->rules[0] = rule_of(COUNT_FOLLOWS, OVER_RUN, 0, 0);
	s->rules[0].shifts = 1 << LATE;
	s->rules[0].then = 1 << DAY;
	s->rules[1] = rule_of(COUNT_DAYS, OVER_PERIOD, 0, x->most_late);
	s->rules[1].shifts = 1 << LATE;
	s->rules[2] = rule_of(COUNT_RUN, OVER_RUN, x->run_min, x->run_max);
	s->rules[3] = rule_of(COUNT_RUN_OFF, OVER_RUN, x->off_min, RULE_NO_MAX);
	s->rules[4] = rule_of(COUNT_WEEKENDS, OVER_PERIOD, 0, x->weekends);
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = 5;
	s->contracts[0].hours_over = OVER_PERIOD;
	s->terms[0][0].min_minutes = x->least;
	s->terms[0][0].max_minutes = x->top;
}

static void counts_what_the_public_instances_count(void **state)
{
	(void)state;
	static const char letters[] = "DL.";
	struct small *s = small_new(arena, "Europe/London");
	struct random rng = random_stream(24, 1);
	int legal = 0;

	s->site.edges_exempt = true;
	for (int round = 0; round < 3000; round++) {
		char pattern[32] = "";
		int days = 7 * (1 + random_below(&rng, 4));
		struct limits x = random_limits(&rng, days);
		for (int d = 0; d < days; d++)
			pattern[d] = d > 0 && random_below(&rng, 2)
					     ? pattern[d - 1]
					     : letters[random_below(&rng, 3)];
		set_rules(s, &x);
		struct small_case c = small_pattern(s, pattern);
		int hard =
			rules_judge_person(arena, c.period, &c.roster, 0).hard;
		int expected = count_all(pattern, days, &x);
		CHECK(hard == expected, "%s: %d rules broken, expected %d",
		      pattern, hard, expected);
		legal += hard == 0;
	}
	assert_in_range(legal, 30, 2000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_what_the_public_instances_count),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
