/* Heads divided among queues by a linear programme, against share's own way. */
#include "check.h"

#include <math.h>

#include "drafted.h"
#include "optimise/implicit.h"

static struct drafted scene(int people, int queues, uint64_t seed)
{
	return drafted_new((struct made_options){ .people = people,
						  .queues = queues,
						  .weeks = 1,
						  .interval = 1800,
						  .ratio = 0.95,
						  .seed = seed });
}

/* Many people of some kinds and nobody of others, in halves, so that there are
 * too many on one queue while others are short: there[n_kinds * n]. */
static double *draw_heads(const struct drafted *s, struct random *random)
{
	const struct plan *p = s->plan;
	size_t size = (size_t)p->n_kinds * p->n;
	double *there = arena_new(s->arena, double, size);

	for (size_t k = 0; k < size; k++)
		there[k] = random_below(random, 2)
				   ? 0.5 * random_below(random, 24)
				   : 0;
	return there;
}

/* Money of these heads, each interval divided by itself. */
static double by_share(const struct drafted *s, const double *there)
{
	const struct plan *p = s->plan;
	const struct share *share = s->draft->share;
	double ticks[64], sum = 0;

	for (int part = 0; part < share_parts(share); part++) {
		int n;
		const int *kinds = share_kinds(share, part, &n);
		for (int t = 0; t < p->n; t++) {
			for (int k = 0; k < n; k++)
				ticks[k] = p->ticks.per *
					   there[(size_t)kinds[k] * p->n + t];
			sum += share_cost(share, part, t, ticks);
		}
	}
	return sum;
}

/* Nobody but these people, in every interval. */
static struct implicit programme(const struct drafted *s, const double *there)
{
	const struct plan *p = s->plan;
	bool *reached = arena_new(s->arena, bool, p->n);

	for (int t = 0; t < p->n; t++)
		reached[t] = true;
	struct implicit m =
		implicit_open(s->arena, hall_new(s->arena, p, s->draft->share,
						 reached, there));
	m.trifle = 0;
	implicit_add_rows(&m);
	implicit_add_curves(&m, there);
	implicit_begin(&m);
	return m;
}

static double by_programme(const struct drafted *s, const double *there)
{
	struct schedule_options options = { .threads = 1 };
	struct effort effort = effort_new(&options, 1e6);
	struct implicit m = programme(s, there);

	assert_true(implicit_solve(&m, LP_PRIMAL, &effort));
	double value = lp_value(m.lp) + implicit_constant(&m);
	implicit_close(&m);
	return value;
}

static void people_are_divided_as_share_divides_them(void **state)
{
	(void)state;
	for (int queues = 1; queues <= 4; queues++)
		for (uint64_t seed = 1; seed <= 3; seed++) {
			struct drafted s = scene(12, queues, seed);
			struct random random = random_stream(seed, 3);
			assert_true(hall_fits(s.plan, s.draft->share));
			const double *there = draw_heads(&s, &random);
			CHECK_NEAR(by_programme(&s, there), by_share(&s, there),
				   1e-6);
			drafted_close(&s);
		}
}

/* With rows for all queues alone people serve what they cannot. */
static void without_rows_of_sets_it_would_cost_less(void **state)
{
	(void)state;
	struct drafted s = scene(24, 3, 2);
	struct random random = random_stream(1, 3);
	const double *there = draw_heads(&s, &random);
	struct err e = err_new(s.arena);
	struct implicit m = programme(&s, there);
	enum lp_found found;

	assert_int_equal(m.hall.n, 1);
	assert_int_equal(lp_solve(m.lp, (struct lp_limits){ 0 }, &found, &e),
			 RC_OK);
	double value = lp_value(m.lp) + implicit_constant(&m);
	CHECK(value < by_share(&s, there) - 1, "%f, by share %f", value,
	      by_share(&s, there));
	assert_true(implicit_tighten(&m));
	assert_true(m.hall.n > 1 && !m.hall.sets[1].whole);
	implicit_close(&m);
	drafted_close(&s);
}

/* A second language slows some people down: who does what then matters. */
static void uneven_people_do_not_fit(void **state)
{
	(void)state;
	struct drafted s = scene(12, 3, 1);
	struct plan *p = s.plan;
	for (int k = 0; k < p->n_kinds; k++)
		if (p->kinds[k].queues & (p->kinds[k].queues - 1)) {
			double *speed = arena_copy(s.arena, p->kinds[k].speed,
						   3, sizeof(*speed));
			for (int q = 0; q < 3; q++)
				if (speed[q] > 0) {
					speed[q] = 0.8;
					break;
				}
			p->kinds[k].speed = speed;
		}
	assert_false(hall_fits(p, share_new(s.arena, p)));
	drafted_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_are_divided_as_share_divides_them),
		cmocka_unit_test(without_rows_of_sets_it_would_cost_less),
		cmocka_unit_test(uneven_people_do_not_fit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
