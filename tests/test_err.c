#include "check.h"

#include "base/err.h"

static enum rc third(struct err *e, int *steps)
{
	++*steps;
	TRY(fail(e, RC_DATA, "step %d", *steps));
	++*steps;
	return RC_OK;
}

static void try_passes_a_failure_up(void **state)
{
	struct arena *a = arena_open();
	struct err e = err_new(a);
	int steps = 0;

	(void)state;
	assert_int_equal(third(&e, &steps), RC_DATA);
	assert_int_equal(steps, 1);
	assert_int_equal(e.n, 1);
	assert_string_equal(e.list[0].text, "step 1");
	assert_null(e.list[0].place.file);
	arena_close(a);
}

static void the_first_error_decides_the_status(void **state)
{
	struct arena *a = arena_open();
	struct err e = err_new(a);

	(void)state;
	warn_at(&e, (struct place){ 0 }, "odd");
	assert_int_equal(e.rc, RC_OK);
	assert_int_equal(fail(&e, RC_DATA, "bad"), RC_DATA);
	assert_int_equal(fail(&e, RC_IO, "worse"), RC_IO);
	assert_int_equal(e.rc, RC_DATA);
	assert_int_equal(e.errors, 2);
	assert_int_equal(e.warnings, 1);
	arena_close(a);
}

static void places_outlive_the_reader(void **state)
{
	struct arena *a = arena_open();
	struct err e = err_new(a);
	char path[] = "site.yaml";

	(void)state;
	fail_at(&e, (struct place){ path, 14, 9 }, RC_DATA, "%d h", 52);
	path[0] = '?';
	assert_string_equal(e.list[0].place.file, "site.yaml");
	assert_int_equal(e.list[0].place.line, 14);
	assert_int_equal(e.list[0].place.column, 9);
	arena_close(a);
}

static void a_flood_in_one_file_does_not_hide_another(void **state)
{
	struct arena *a = arena_open();
	struct err e = err_new(a);

	(void)state;
	for (int i = 1; i <= ERR_KEEP + 381; i++)
		fail_at(&e, (struct place){ "a.csv", i, 1 }, RC_DATA, "bad");
	for (int i = 1; i <= ERR_KEEP + 10; i++)
		warn_at(&e, (struct place){ "b.csv", i, 1 }, "odd");
	fail_at(&e, (struct place){ "b.csv", 99, 1 }, RC_DATA, "bad");
	assert_int_equal(e.errors, ERR_KEEP + 382);
	assert_int_equal(e.warnings, ERR_KEEP + 10);
	assert_int_equal(e.n, ERR_KEEP + ERR_KEEP + 1);
	assert_int_equal(e.dropped, 381 + 10);
	assert_int_equal(e.list[e.n - 1].place.line, 99);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(try_passes_a_failure_up),
		cmocka_unit_test(the_first_error_decides_the_status),
		cmocka_unit_test(places_outlive_the_reader),
		cmocka_unit_test(a_flood_in_one_file_does_not_hide_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
