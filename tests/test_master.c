/* The master problem's value, from above, against L(z), from below. */
#include "check.h"

#include <math.h>

#include "made_centre.h"
#include "optimise/master.h"
#include "optimise/start.h"

struct solved {
	double volume, bound, value, roster;
};

static struct solved solve_made(struct arena *a, int people, int queues,
				uint64_t seed)
{
	struct made_options o = { .people = people,
				  .queues = queues,
				  .weeks = 1,
				  .interval = 1800,
				  .ratio = 0.9,
				  .seed = seed };
	struct made *m = made_centre(a, o);
	struct schedule_options options = { .seed = seed, .threads = 1 };
	struct effort effort = effort_new(&options, 20000);
	struct solved s;

	struct plan *p = plan_new(a, &m->period, &m->req);
	struct share *share = share_new(a, p);
	struct pricer **pricers = pricers_new(a, p);
	bool *legal = arena_new(a, bool, p->n_workers);
	struct responder *r = responder_new(a, p, pricers);
	struct draft *d = draft_new(a, p, draft_rules(a, p), share);
	start_roster(d, r, seed, legal);
	draft_recount(d);
	struct bound *b = bound_new(a, p, pricers, 1);
	bound_begin(b, d->crowd);
	s.volume = bound_climb(b, d->cost, &effort, 0.1);
	s.value = master_solve(a, p, share, d, b, &effort, 1);
	s.bound = bound_value(b);
	s.roster = d->cost;
	bound_close(b);
	responder_close(r);
	draft_close(d);
	return s;
}

/*
 * The linear programme over some tours costs no less than over all of them,
 * L(z) no more; when no tour helps any more the two are one (strong duality).
 * A row left out would put the value below the bound.
 */
static void meets_the_lagrangian_bound(void **state)
{
	(void)state;
	for (int queues = 1; queues <= 3; queues++)
		for (uint64_t seed = 1; seed <= 1 + (queues < 3); seed++) {
			struct arena *a = arena_open();
			struct solved s = solve_made(a, 6, queues, seed);
			assert_true(isfinite(s.value));
			CHECK_NEAR(s.value, s.bound, 1e-4 * fabs(s.value));
			assert_true(s.bound >= s.volume);
			assert_true(s.bound <= s.roster);
			assert_true(s.value <= s.roster + 1e-6);
			arena_close(a);
		}
}

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
		cmocka_unit_test(meets_the_lagrangian_bound),
		cmocka_unit_test(people_alike_share_a_pricer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
