/* The door to GLPK: right answers, and every trap handled. */
#include "check.h"

#include <math.h>

#include "optimise/lp.h"

static struct err fresh(struct arena *a)
{
	return err_new(a);
}

/* maximise 3x + 2y, x + y <= 4, x + 3y <= 9, x <= 3: x 3, y 1, value 11. */
static struct lp *textbook(void)
{
	struct lp *lp = lp_open(0);
	const int both[] = { 0, 1 };
	const double x[] = { 1, 1 }, y[] = { 1, 3 };

	lp_add_row(lp, -HUGE_VAL, 4);
	lp_add_row(lp, -HUGE_VAL, 9);
	lp_add_column(lp, -3, 0, 3, 2, both, x);
	lp_add_column(lp, -2, 0, HUGE_VAL, 2, both, y);
	return lp;
}

static void solves_a_textbook_problem(void **state)
{
	struct arena *a = arena_open();
	struct err e = fresh(a);
	struct lp *lp = textbook();
	enum lp_found found;

	(void)state;
	assert_int_equal(lp_solve(lp, (struct lp_limits){ 0 }, &found, &e), 0);
	assert_int_equal(found, LP_OPTIMAL);
	CHECK_NEAR(lp_value(lp), -11, 1e-9);
	CHECK_NEAR(lp_column(lp, 0), 3, 1e-9);
	CHECK_NEAR(lp_column(lp, 1), 1, 1e-9);
	/* Complementary slackness: only the first row binds, at price -2. */
	CHECK_NEAR(lp_price(lp, 0), -2, 1e-9);
	CHECK_NEAR(lp_price(lp, 1), 0, 1e-9);
	lp_close(lp);
	arena_close(a);
}

static void goes_on_from_the_last_basis(void **state)
{
	struct arena *a = arena_open();
	struct err e = fresh(a);
	struct lp *lp = textbook();
	enum lp_found found;

	(void)state;
	assert_int_equal(lp_solve(lp, (struct lp_limits){ 0 }, &found, &e), 0);
	lp_set_bounds(lp, 0, 0, 0);
	assert_int_equal(lp_solve(lp, (struct lp_limits){ .method = LP_DUAL },
				  &found, &e),
			 0);
	assert_int_equal(found, LP_OPTIMAL);
	CHECK_NEAR(lp_value(lp), -6, 1e-9); /* y = 3 */
	lp_close(lp);
	arena_close(a);
}

static void takes_a_row_over_columns_that_are_there(void **state)
{
	struct arena *a = arena_open();
	struct err e = fresh(a);
	struct lp *lp = textbook();
	const int both[] = { 1, 0 };
	const double value[] = { 2, 1 }, odd[] = { 1, NAN };
	enum lp_found found;

	(void)state;
	assert_int_equal(lp_solve(lp, (struct lp_limits){ 0 }, &found, &e), 0);
	/* x + 2y <= 4 */
	assert_int_equal(lp_add_row_of(lp, -HUGE_VAL, 4, 2, both, value), 2);
	assert_int_equal(lp_solve(lp, (struct lp_limits){ .method = LP_DUAL },
				  &found, &e),
			 0);
	assert_int_equal(found, LP_OPTIMAL);
	CHECK_NEAR(lp_value(lp), -10, 1e-9); /* x 3, y 1/2 */
	assert_int_equal(lp_add_row_of(lp, 0, 1, 2, both, odd), -1);
	assert_int_not_equal(lp_solve(lp, (struct lp_limits){ 0 }, &found, &e),
			     0);
	lp_close(lp);
	arena_close(a);
}

static void adds_up_an_entry_given_twice(void **state)
{
	struct arena *a = arena_open();
	struct err e = fresh(a);
	struct lp *lp = lp_open(0);
	const int twice[] = { 0, 0 };
	const double ones[] = { 1, 1 };
	enum lp_found found;

	(void)state;
	lp_add_row(lp, 6, HUGE_VAL);
	lp_add_column(lp, 1, 0, HUGE_VAL, 2, twice, ones);
	assert_int_equal(lp_solve(lp, (struct lp_limits){ 0 }, &found, &e), 0);
	CHECK_NEAR(lp_value(lp), 3, 1e-9);
	lp_close(lp);
	arena_close(a);
}

static void refuses_what_is_no_number(void **state)
{
	const double bad[] = { NAN, HUGE_VAL, -HUGE_VAL };
	struct arena *a = arena_open();
	const int row[] = { 0 };
	enum lp_found found;

	(void)state;
	for (int k = 0; k < 3; k++) {
		struct err e = fresh(a);
		struct lp *lp = lp_open(0);
		lp_add_row(lp, 0, 1);
		assert_int_equal(lp_add_column(lp, 1, 0, 1, 1, row, &bad[k]),
				 -1);
		assert_int_equal(
			lp_solve(lp, (struct lp_limits){ 0 }, &found, &e),
			RC_INTERNAL);
		lp_close(lp);
	}
	arena_close(a);
}

static void lives_through_a_bad_row_number(void **state)
{
	struct arena *a = arena_open();
	struct err e = fresh(a);
	struct lp *lp = textbook(), *other = textbook(), *next;
	const int bad[] = { 99 };
	const double one[] = { 1 };
	enum lp_found found;

	(void)state;
	assert_int_equal(lp_add_column(lp, 1, 0, 1, 1, bad, one), -1);
	assert_int_equal(lp_solve(lp, (struct lp_limits){ 0 }, &found, &e),
			 RC_INTERNAL);
	/* The thread's environment is gone, the other program with it. */
	assert_int_equal(lp_solve(other, (struct lp_limits){ 0 }, &found, &e),
			 RC_INTERNAL);
	next = textbook();
	assert_int_equal(lp_solve(next, (struct lp_limits){ 0 }, &found, &e),
			 RC_OK);
	CHECK_NEAR(lp_value(next), -11, 1e-9);
	lp_close(lp);
	lp_close(other);
	lp_close(next);
	arena_close(a);
}

static void runs_out_of_memory_politely(void **state)
{
	struct arena *a = arena_open();
	struct err e = fresh(a);
	struct lp *lp = lp_open(1);
	const int row[] = { 0 };
	const double one[] = { 1 };
	enum lp_found found;
	int added = 0;

	(void)state;
	lp_add_row(lp, 0, 1);
	while (added < 100000 && lp_add_column(lp, 1, 0, 1, 1, row, one) >= 0)
		added++;
	assert_true(added < 100000);
	assert_int_equal(lp_solve(lp, (struct lp_limits){ 0 }, &found, &e),
			 RC_INTERNAL);
	lp_close(lp);
	lp = textbook();
	assert_int_equal(lp_solve(lp, (struct lp_limits){ 0 }, &found, &e),
			 RC_OK);
	lp_close(lp);
	arena_close(a);
}

static bool at_once(void *ctx)
{
	++*(int *)ctx;
	return true;
}

static void stops_between_slices(void **state)
{
	struct arena *a = arena_open();
	struct err e = fresh(a);
	struct lp *lp = textbook();
	enum lp_found found;
	int asked = 0;

	(void)state;
	assert_int_equal(lp_solve(lp,
				  (struct lp_limits){ .slice = 1,
						      .stop = at_once,
						      .ctx = &asked },
				  &found, &e),
			 0);
	assert_int_equal(asked, 1);
	assert_int_not_equal(found, LP_OPTIMAL);
	assert_int_equal(lp_solve(lp, (struct lp_limits){ 0 }, &found, &e), 0);
	assert_int_equal(found, LP_OPTIMAL);
	lp_close(lp);
	arena_close(a);
}

static void tells_infeasible_from_unbounded(void **state)
{
	struct arena *a = arena_open();
	struct err e = fresh(a);
	const int row[] = { 0 };
	const double one[] = { 1 };
	struct lp *lp = lp_open(0);
	enum lp_found found;

	(void)state;
	lp_add_row(lp, 2, HUGE_VAL);
	lp_add_column(lp, 1, 0, 1, 1, row, one);
	assert_int_equal(lp_solve(lp, (struct lp_limits){ 0 }, &found, &e), 0);
	assert_int_equal(found, LP_INFEASIBLE);
	lp_close(lp);
	lp = lp_open(0);
	lp_add_row(lp, 2, HUGE_VAL);
	lp_add_column(lp, -1, 0, HUGE_VAL, 1, row, one);
	assert_int_equal(lp_solve(lp, (struct lp_limits){ 0 }, &found, &e), 0);
	assert_int_equal(found, LP_UNBOUNDED);
	lp_close(lp);
	arena_close(a);
}

static void deletes_columns_and_keeps_the_rest(void **state)
{
	struct arena *a = arena_open();
	struct err e = fresh(a);
	struct lp *lp = textbook();
	const int first[] = { 0 };
	enum lp_found found;

	(void)state;
	lp_delete_columns(lp, 1, first);
	assert_int_equal(lp_columns(lp), 1);
	assert_int_equal(lp_solve(lp, (struct lp_limits){ 0 }, &found, &e), 0);
	CHECK_NEAR(lp_column(lp, 0), 3, 1e-9);
	lp_close(lp);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(solves_a_textbook_problem),
		cmocka_unit_test(goes_on_from_the_last_basis),
		cmocka_unit_test(takes_a_row_over_columns_that_are_there),
		cmocka_unit_test(adds_up_an_entry_given_twice),
		cmocka_unit_test(refuses_what_is_no_number),
		cmocka_unit_test(lives_through_a_bad_row_number),
		cmocka_unit_test(runs_out_of_memory_politely),
		cmocka_unit_test(stops_between_slices),
		cmocka_unit_test(tells_infeasible_from_unbounded),
		cmocka_unit_test(deletes_columns_and_keeps_the_rest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
