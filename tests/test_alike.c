/* One pricer for many, against one for each. */
#include "check.h"

#include "made_centre.h"
#include "optimise/pricing.h"

static void random_prices(struct random *random, const struct plan *p,
			  const struct worker *w, const double **cost,
			  double *off)
{
	for (int d = 0; d < p->days; d++) {
		double *list = arena_new(p->arena, double, w->menu[d].n);
		off[d] = random_uniform(random);
		for (int k = 0; k < w->menu[d].n; k++)
			list[k] = random_uniform(random);
		cost[d] = list;
	}
}

/* Overtime from 20 hours on; every third person earns more. */
static void pay_differently(struct arena *a, struct site *site)
{
	struct agent *agents = arena_copy(
		a, site->agents, (size_t)site->n_agents, sizeof(*site->agents));
	struct agent_rate *more = arena_new(a, struct agent_rate, 1);

	*more = (struct agent_rate){ DATE_MIN, 9 };
	for (int i = 0; i < site->n_agents; i += 3) {
		agents[i].rates = more;
		agents[i].n_rates = 1;
	}
	site->agents = agents;
	site->pay.overtime_after = 1200;
	site->pay.overtime_add = 0.5;
}

/* One pricer for people alike says what each one's own would say. */
static void people_alike_share_a_pricer(void **state)
{
	struct arena *a = arena_open();
	struct made_options o = { .people = 60,
				  .queues = 2,
				  .weeks = 1,
				  .interval = 1800,
				  .ratio = 0.9,
				  .seed = 3 };
	struct made *m = made_centre(a, o);
	pay_differently(a, &m->site);
	struct plan *p = plan_new(a, &m->period, &m->req);
	struct pricer **shared = pricers_new(a, p);
	struct pricing_space *space = pricing_space_new();
	struct random random = random_stream(3, 1);
	const double *cost[7];
	double off[7];
	int16_t pick[7];
	int known = 0;

	(void)state;
	for (int i = 0; i < p->n_workers; i++) {
		const struct worker *w = &p->workers[i];
		random_prices(&random, p, w, cost, off);
		assert_true(
			pricer_best(shared[i], space, cost, off, pick, NULL) ==
			pricer_best(pricer_new(a, p, w), space, cost, off, pick,
				    NULL));
		for (int j = 0; j < i; j++)
			if (shared[j] == shared[i]) {
				known++;
				break;
			}
	}
	assert_in_range(known, 10, 40); /* 48 sorts but for availability */
	pricing_space_close(space);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_alike_share_a_pricer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
