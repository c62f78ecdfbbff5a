/* A day anew, against the volume bound and the judges. */
#include "check.h"

#include <math.h>
#include <string.h>

#include "drafted.h"
#include "optimise/bound.h"
#include "optimise/daywise.h"
#include "optimise/sweep.h"

static struct drafted scene(int people, int queues, uint64_t seed)
{
	return drafted_new((struct made_options){ .people = people,
						  .queues = queues,
						  .weeks = 1,
						  .interval = 900,
						  .ratio = 0.95,
						  .seed = seed });
}

/* Money by the judges falls as the draft says; other days stay. */
static void check_day(struct drafted *s, int day, struct random *random,
		      double *saved)
{
	size_t n = (size_t)s->plan->n_workers * 7;
	struct placed *was = arena_copy(s->arena, s->draft->placed, n,
					sizeof(*s->draft->placed));
	double before = s->draft->cost, judged = drafted_judge(s);
	struct schedule_options options = { .threads = 1 };
	struct effort effort = effort_new(&options, 1e6);
	bool better = daywise(s->draft, day, 0.01, random, &effort);
	double change = s->draft->cost - before;

	CHECK(better == (change < 0), "day %d: %g", day, change);
	CHECK(fabs(drafted_judge(s) - judged - change) < 1e-6,
	      "day %d: %g, by the judge %g", day, change,
	      drafted_judge(s) - judged);
	for (size_t k = 0; k < n; k++)
		if ((int)(k % 7) != day)
			assert_memory_equal(&was[k], &s->draft->placed[k],
					    sizeof(*was));
	assert_true(effort.work > 0);
	*saved -= change;
}

static void a_day_gets_cheaper_and_others_stay(void **state)
{
	(void)state;
	for (uint64_t seed = 2; seed <= 5; seed++) {
		struct drafted s = scene(20, seed < 4 ? 1 : 3, seed);
		struct random random = random_stream(1, 1);
		double saved = 0;
		for (int day = 0; day < 7; day++)
			check_day(&s, day, &random, &saved);
		CHECK(saved > 10, "seed %d: %g saved", (int)seed, saved);
		for (int i = 0; i < s.plan->n_workers; i++)
			assert_true(draft_is_legal(s.draft, i));
		drafted_close(&s);
	}
}

/* The option with its breaks where they are. */
static int stiff_option(struct plan *p, const struct option *o,
			const int16_t *at)
{
	struct pause *pauses = arena_copy(p->arena, o->pauses, o->n_pauses,
					  sizeof(*o->pauses));

	for (int k = 0; k < o->n_pauses; k++) {
		while (*pauses[k].at != at[k]) {
			pauses[k].at++;
			pauses[k].pay++;
		}
		pauses[k].n = 1;
	}
	p->options[p->n_options] = *o;
	p->options[p->n_options].pauses = pauses;
	return p->n_options++;
}

/* The plan with all days but one as the draft has them. */
static struct plan *stiff_plan(const struct drafted *s, int day)
{
	struct plan *p = arena_copy(s->arena, s->plan, 1, sizeof(*p));

	p->options = arena_new(s->arena, struct option,
			       p->n_options + p->n_workers * 7);
	memcpy(p->options, s->plan->options,
	       (size_t)p->n_options * sizeof(*p->options));
	p->workers = arena_copy(s->arena, p->workers, p->n_workers,
				sizeof(*p->workers));
	for (int i = 0; i < p->n_workers; i++) {
		struct menu *m = p->workers[i].menu = arena_copy(
			s->arena, s->plan->workers[i].menu, 7, sizeof(*m));
		for (int d = 0; d < 7; d++) {
			const struct placed *at = draft_at(s->draft, i, d);
			bool off = at->option == DUTY_OFF;
			if (d == day)
				continue;
			if (!off) {
				struct choice *c = arena_copy(
					s->arena, &m[d].list[at->option], 1,
					sizeof(*c));
				c->option = stiff_option(p, plan_option(p, c),
							 at->at);
				m[d].list = c;
			}
			m[d].n = !off;
			m[d].may_off = off;
		}
	}
	return p;
}

/* No roster with these other days costs less, by the volume method. */
static double least_by_prices(const struct drafted *s, int day)
{
	struct plan *p = stiff_plan(s, day);
	struct schedule_options options = { .threads = 1 };
	struct effort effort = effort_new(&options, 3000);
	struct bound *b = bound_new(s->arena, p, pricers_new(s->arena, p), 1);

	bound_begin(b, s->draft->crowd);
	double least = bound_climb(b, s->draft->cost, &effort, 1);
	bound_close(b);
	return least;
}

static void a_few_dives_gain_most_of_what_the_bound_leaves(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 5; seed++) {
		struct drafted s = scene(20, seed < 4 ? 1 : 3, seed);
		struct random random = random_stream(seed, 2);
		double first = s.draft->cost;
		struct schedule_options options = { .threads = 1 };
		struct effort effort = effort_new(&options, 1e6);
		int day = (int)seed - 1;
		double least = least_by_prices(&s, day);
		for (int k = 0; k < 10; k++)
			daywise(s.draft, day, 0, &random, &effort);
		double cost = s.draft->cost;
		CHECK(cost > least - 1e-5 &&
			      first - cost > 0.6 * (first - least),
		      "seed %d: %f, then %f, bound %f", (int)seed, first, cost,
		      least);
		drafted_close(&s);
	}
}

/* Random numbers and threads: the same roster. */
static void sweeps_do_not_depend_on_threads(void **state)
{
	double cost[2];

	(void)state;
	for (int threads = 1; threads <= 2; threads++) {
		struct schedule_options options = { .seed = 4,
						    .threads = threads };
		struct drafted s = scene(25, 1, 3);
		struct effort effort = effort_new(&options, 400);
		double before = s.draft->cost;
		sweep(s.draft, 0.5, 7, &effort);
		cost[threads - 1] = s.draft->cost;
		assert_true(cost[threads - 1] < before);
		drafted_close(&s);
	}
	assert_true(cost[0] == cost[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_day_gets_cheaper_and_others_stay),
		cmocka_unit_test(
			a_few_dives_gain_most_of_what_the_bound_leaves),
		cmocka_unit_test(sweeps_do_not_depend_on_threads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
