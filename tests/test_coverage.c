#include "check.h"

#include <glpk.h>

#include "base/random.h"
#include "maths/allotment.h"
#include "maths/coverage.h"
#include "small_pattern.h"

static struct arena *arena;

enum { MOST = 5 };

/* A random problem: groups with skills in some of the queues; a row a queue
 * and rows for sets of queues. */
struct puzzle {
	int queues, rows;
	uint64_t skills[MOST], sets[2 * MOST];
	double amount[MOST], speed[MOST][MOST];
	int first[MOST + 1];
	int queue_of[MOST * MOST];
	struct allotment_option options[MOST * MOST];
	int members[MOST][2 * MOST], n_members[MOST];
	struct curve curve[2 * MOST];
	const struct curve *curves[2 * MOST];
	struct allotment_problem problem;
};

static struct curve random_curve(struct random *rng)
{
	struct curve c = { .n = random_below(rng, 4) };
	double *worth = arena_new(arena, double, c.n);
	double at = 1 + random_below(rng, 20);

	c.under = at;
	c.first = random_below(rng, 4);
	for (int k = 0; k < c.n; k++) {
		at -= random_below(rng, 8);
		worth[k] = at;
	}
	c.worth = worth;
	c.over = at > 0 ? random_below(rng, 5) : -at + random_below(rng, 3);
	return c;
}

static void add_options(struct puzzle *z, int g, int *n)
{
	z->first[g] = *n;
	for (int q = 0; q < z->queues; q++) {
		if (!(z->skills[g] >> q & 1))
			continue;
		z->queue_of[*n] = q;
		z->options[(*n)++] = (struct allotment_option){
			z->speed[g][q], z->members[q], z->n_members[q]
		};
	}
	z->first[g + 1] = *n;
}

static void random_puzzle(struct random *rng, struct puzzle *z, bool speeds,
			  bool pools, bool fractions)
{
	int groups = 1 + random_below(rng, 4), n = 0;

	memset(z, 0, sizeof(*z));
	z->queues = 1 + random_below(rng, 3);
	for (int q = 0; q < z->queues; q++)
		z->sets[z->rows++] = (uint64_t)1 << q;
	for (int k = 0; pools && k < 3; k++)
		z->sets[z->rows++] =
			(uint64_t)random_below(rng, 1 << z->queues);
	for (int r = 0; r < z->rows; r++) {
		z->curve[r] = random_curve(rng);
		z->curves[r] = &z->curve[r];
		for (int q = 0; q < z->queues; q++)
			if (z->sets[r] >> q & 1)
				z->members[q][z->n_members[q]++] = r;
	}
	for (int g = 0; g < groups; g++) {
		z->skills[g] =
			1 + (uint64_t)random_below(rng, (1 << z->queues) - 1);
		z->amount[g] = random_below(rng, 4);
		if (fractions)
			z->amount[g] += random_uniform(rng);
		for (int q = 0; q < MOST; q++)
			z->speed[g][q] =
				speeds ? 0.5 + random_below(rng, 4) * 0.25 : 1;
		add_options(z, g, &n);
	}
	z->problem =
		(struct allotment_problem){ groups,   z->rows,	  z->amount,
					    z->first, z->options, z->curves };
}

static double solve(const struct puzzle *z, double *given)
{
	struct allotment *w = allotment_new(arena, MOST, 2 * MOST, MOST * MOST);

	return allotment_solve(w, &z->problem, given);
}

/* All ways to send whole heads of group g on, to whom is left. */
static double brute_force(const struct puzzle *z, int option, int left,
			  double *x)
{
	int g = 0;

	if (option == z->first[z->problem.n_groups]) {
		double cost = 0;
		for (int r = 0; r < z->rows; r++) {
			double sum = 0;
			for (int q = 0; q < z->queues; q++)
				if (z->sets[r] >> q & 1)
					sum += x[q];
			cost += curve_cost(&z->curve[r], sum);
		}
		return cost;
	}
	while (z->first[g + 1] <= option)
		g++;
	if (option == z->first[g])
		left = (int)z->amount[g];
	bool last = option + 1 == z->first[g + 1];
	double best = INFINITY;
	for (int k = last ? left : 0; k <= left; k++) {
		x[z->queue_of[option]] += k;
		best = fmin(best, brute_force(z, option + 1, left - k, x));
		x[z->queue_of[option]] -= k;
	}
	return best;
}

/* Whole heads and no pools: some best allotment is whole. */
static void agrees_with_trying_everything(void **state)
{
	(void)state;
	struct random rng = random_stream(11, 1);
	struct puzzle z;

	for (int round = 0; round < 3000; round++) {
		double given[2 * MOST], x[MOST] = { 0 };
		random_puzzle(&rng, &z, false, false, false);
		CHECK_NEAR(solve(&z, given), brute_force(&z, 0, 0, x), 1e-9);
	}
}

/* A column of a piece of a curve in the row of that curve. */
static void add_piece(glp_prob *lp, int row, double length, double cost)
{
	int j = glp_add_cols(lp, 1);
	int rows[] = { 0, row };
	double values[] = { 0, -1 };

	if (length < 0)
		glp_set_col_bnds(lp, j, GLP_LO, 0, 0);
	else if (length == 0)
		glp_set_col_bnds(lp, j, GLP_FX, 0, 0);
	else
		glp_set_col_bnds(lp, j, GLP_DB, 0, length);
	glp_set_obj_coef(lp, j, cost);
	glp_set_mat_col(lp, j, 1, rows, values);
}

/* The same as a linear programme of the textbook, a column a piece. */
static double by_linear_programme(const struct puzzle *z)
{
	glp_prob *lp = glp_create_prob();
	glp_smcp parameters;
	int groups = z->problem.n_groups;
	double constant = 0;

	glp_add_rows(lp, groups + z->rows);
	for (int g = 0; g < groups; g++) {
		glp_set_row_bnds(lp, 1 + g, GLP_FX, z->amount[g], z->amount[g]);
		for (int o = z->first[g]; o < z->first[g + 1]; o++) {
			int rows[2 * MOST] = { 0, 1 + g }, n = 1;
			double values[2 * MOST] = { 0, 1 };
			for (int k = 0; k < z->options[o].n_rows; k++) {
				n++;
				rows[n] = 1 + groups + z->options[o].rows[k];
				values[n] = z->options[o].speed;
			}
			int j = glp_add_cols(lp, 1);
			glp_set_col_bnds(lp, j, GLP_LO, 0, 0);
			glp_set_mat_col(lp, j, n, rows, values);
		}
	}
	for (int r = 0; r < z->rows; r++) {
		const struct curve *c = &z->curve[r];
		glp_set_row_bnds(lp, 1 + groups + r, GLP_FX, 0, 0);
		constant += curve_cost(c, 0);
		add_piece(lp, 1 + groups + r, c->first, -c->under);
		for (int k = 0; k < c->n; k++)
			add_piece(lp, 1 + groups + r, 1, -c->worth[k]);
		add_piece(lp, 1 + groups + r, -1, c->over);
	}
	glp_init_smcp(&parameters);
	parameters.msg_lev = GLP_MSG_OFF;
	assert_int_equal(glp_simplex(lp, &parameters), 0);
	assert_int_equal(glp_get_status(lp), GLP_OPT);
	double cost = glp_get_obj_val(lp) + constant;
	glp_delete_prob(lp);
	return cost;
}

/* Speeds, fractions, pools that overlap: the general case. */
static void agrees_with_the_linear_programme(void **state)
{
	(void)state;
	struct random rng = random_stream(11, 2);
	struct puzzle z;

	for (int round = 0; round < 3000; round++) {
		double given[2 * MOST];
		random_puzzle(&rng, &z, round & 1, round & 2, round & 4);
		CHECK_NEAR(solve(&z, given), by_linear_programme(&z), 1e-6);
	}
}

static void nobody_is_counted_twice(void **state)
{
	(void)state;
	struct random rng = random_stream(11, 3);
	struct puzzle z;

	for (int round = 0; round < 500; round++) {
		double given[2 * MOST], sum = 0, people = 0;
		random_puzzle(&rng, &z, false, true, true);
		solve(&z, given);
		for (int q = 0; q < z.queues; q++)
			sum += given[q];
		for (int g = 0; g < z.problem.n_groups; g++)
			people += z.amount[g];
		CHECK_NEAR(sum, people, 1e-9);
	}
}

/* More people never cost more than the price of idling. */
static void one_more_head_is_worth_no_more_than_the_one_before(void **state)
{
	(void)state;
	struct random rng = random_stream(11, 4);
	struct puzzle z;

	for (int round = 0; round < 500; round++) {
		double given[2 * MOST], cost[4];
		random_puzzle(&rng, &z, true, true, false);
		for (int k = 0; k < 4; k++) {
			z.amount[0] = k;
			cost[k] = solve(&z, given);
		}
		assert_true(cost[0] - 2 * cost[1] + cost[2] >= -1e-9);
		assert_true(cost[1] - 2 * cost[2] + cost[3] >= -1e-9);
	}
}

static struct requirement needs(const struct small *s, int rows)
{
	struct requirement r = requirement_new(arena, s->period.grid, rows);

	for (int k = 0; k < rows; k++) {
		r.rows[k].queue = k;
		r.rows[k].queues = (uint64_t)1 << k;
	}
	return r;
}

/* One person, 8:00 to 16:30, lunch 12:00 to 12:30, half-hour intervals. */
static void people_are_present_while_they_work(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct small_case c = small_pattern(s, "D......");
	struct requirement req = needs(s, 1);
	struct coverage v =
		coverage_of_roster(arena, c.period, &req, &c.roster);

	for (int t = 0; t < 48; t++) {
		bool there = t >= 16 && t < 33 && t != 24;
		CHECK_NEAR(v.people[t], there, 1e-12);
		CHECK_NEAR(v.scheduled[t], there, 1e-12);
	}
	CHECK_NEAR(v.over_hours, 8, 1e-9);
	CHECK_NEAR(v.short_hours, 0, 1e-12);
}

/* The grid is of half hours; a duty from 8:10 fills two thirds of one. */
static void parts_of_intervals_count_in_part(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct small_case c = small_pattern(s, "S......");
	struct requirement req = needs(s, 1);
	struct duty *d = &roster_cell(&c.roster, 0, s->monday)->duty;

	*d = small_duty(s, SHORT, 0, 490, 240);
	req.rows[0].gross[16] = 1;
	req.rows[0].curve[16] = (struct curve){ .under = 30, .first = 1 };
	struct coverage v =
		coverage_of_roster(arena, c.period, &req, &c.roster);
	CHECK_NEAR(v.people[16], 2.0 / 3, 1e-12);
	CHECK_NEAR(v.people[24], 1.0 / 3, 1e-12);
	CHECK_NEAR(v.cost, 10, 1e-9);
	CHECK_NEAR(v.short_hours, 0.5 / 3, 1e-9);
}

static void the_night_before_covers_the_morning(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct small_case c = small_pattern(s, "N|......N");
	struct requirement req = needs(s, 1);
	struct coverage v =
		coverage_of_roster(arena, c.period, &req, &c.roster);

	CHECK_NEAR(v.people[0], 1, 1e-12);
	CHECK_NEAR(v.people[11], 1, 1e-12);
	CHECK_NEAR(v.people[12], 0, 1e-12);
	CHECK_NEAR(v.people[7 * 48], 1, 1e-12);
}

/* Ana can do both, Ben only chat; each queue needs one: nobody is short. With
 * Ana at speed 0.5 in sales half a head is missing there. */
static void skills_and_speeds_decide_who_serves_whom(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct small_case c = small_pattern(s, "S......");

	small_put(s, &c.roster, 1, 0, SHORT);
	s->agents[1].n_skills = 1;
	s->agent_skills[1][0].skill = CHAT;
	struct requirement req = needs(s, 2);
	for (int k = 0; k < 2; k++) {
		req.rows[k].gross[20] = 1;
		req.rows[k].curve[20] = (struct curve){ 12, 1, 0, NULL, 5 };
	}
	struct coverage v =
		coverage_of_roster(arena, c.period, &req, &c.roster);
	CHECK_NEAR(v.scheduled[20], 1, 1e-12);
	CHECK_NEAR(v.scheduled[req.grid.n + 20], 1, 1e-12);
	CHECK_NEAR(v.cost, 0, 1e-12);
	s->agent_skills[0][0].speed = 0.5;
	v = coverage_of_roster(arena, c.period, &req, &c.roster);
	CHECK_NEAR(v.scheduled[20], 0.5, 1e-12);
	CHECK_NEAR(v.cost, 6, 1e-9);
	/* A shift for chat only leaves sales alone, with two in chat. */
	s->shifts[SHORT].queues = 1 << CHAT;
	v = coverage_of_roster(arena, c.period, &req, &c.roster);
	CHECK_NEAR(v.cost, 12 + 5, 1e-9);
	CHECK_NEAR(v.people[20], 2, 1e-12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_trying_everything),
		cmocka_unit_test(agrees_with_the_linear_programme),
		cmocka_unit_test(nobody_is_counted_twice),
		cmocka_unit_test(
			one_more_head_is_worth_no_more_than_the_one_before),
		cmocka_unit_test(people_are_present_while_they_work),
		cmocka_unit_test(parts_of_intervals_count_in_part),
		cmocka_unit_test(the_night_before_covers_the_morning),
		cmocka_unit_test(skills_and_speeds_decide_who_serves_whom),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
