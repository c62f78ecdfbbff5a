/* What the bound's prices say of duties, against all places of breaks. */
#include "check.h"

#include <math.h>

#include "drafted.h"
#include "optimise/bound.h"

struct scene {
	struct drafted of;
	struct bound *bound;
	int dearer; /* duties that cost more because of what breaks do to pay */
};

static void scene_begin(struct scene *s)
{
	struct made_options made = { .people = 6,
				     .queues = 1,
				     .weeks = 1,
				     .interval = 900,
				     .ratio = 0.95,
				     .nights = true,
				     .seed = 1 };
	struct schedule_options options = { .seed = 1, .threads = 1 };
	struct effort effort = effort_new(&options, 100);

	*s = (struct scene){ .of = drafted_new(made) };
	s->bound = bound_new(s->of.arena, s->of.plan, s->of.pricers, 1);
	bound_begin(s->bound, s->of.draft->crowd);
	bound_climb(s->bound, s->of.draft->cost, &effort, 1);
}

static void scene_end(struct scene *s)
{
	bound_close(s->bound);
	drafted_close(&s->of);
}

static double presence(const struct option *o, const int16_t *at,
		       const double *prefix)
{
	struct piece pieces[DUTY_PIECES];
	double sum = 0;

	int n = duty_pieces(o, at, pieces);
	for (int k = 0; k < n; k++)
		sum += prefix[pieces[k].until] - prefix[pieces[k].from];
	return sum;
}

/* The least of all places, breaks from the k-th on still open. */
static double least(const struct option *o, int k, int16_t *at,
		    const double *prefix, double rate)
{
	double best = HUGE_VAL;

	if (k == o->n_pauses && !duty_fits(o, at))
		return HUGE_VAL;
	if (k == o->n_pauses)
		return presence(o, at, prefix) +
		       rate * (duty_pay(o, at) - o->least_pay);
	for (int j = 0; j < o->pauses[k].n; j++) {
		at[k] = (int16_t)o->pauses[k].at[j];
		best = fmin(best, least(o, k + 1, at, prefix, rate));
	}
	return best;
}

static void compare(struct scene *s, const struct menu *m,
		    const struct choice *c)
{
	const struct option *o = plan_option(s->of.plan, c);
	const double *prefix = bound_prices(s->bound, c->kind);
	int16_t at[DUTY_PAUSES];
	double rate = m->rate / c->scale;
	double best = least(o, 0, at, prefix, rate);

	CHECK_NEAR(bound_option(s->bound, c->kind, c->option), best, 1e-9);
	s->dearer += best > least(o, 0, at, prefix, 0) + 1e-6;
}

/* Lunch is paid at night prices or not: where it lies is worth money. */
static void breaks_go_where_presence_and_pay_cost_least(void **state)
{
	(void)state;
	struct scene s;
	scene_begin(&s);
	const struct plan *p = s.of.plan;
	for (int i = 0; i < p->n_workers; i++)
		for (int day = 0; day < p->days; day++) {
			const struct menu *m = &p->workers[i].menu[day];
			for (int k = 0; k < m->n; k++)
				compare(&s, m, &m->list[k]);
		}
	assert_true(s.dearer > 0);
	scene_end(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(breaks_go_where_presence_and_pay_cost_least),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
