#include "check.h"
#include "scratch.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "formats/input.h"

static void reads_a_file_whole(void **state)
{
	struct scratch s = scratch_open();
	struct err e = err_new(s.arena);
	struct input in;

	(void)state;
	scratch_write_bytes(&s, "x", "a\0b\n", 4);
	assert_int_equal(input_read(s.arena, scratch_path(&s, "x"), &in, &e),
			 RC_OK);
	assert_int_equal(in.len, 4);
	assert_memory_equal(in.data, "a\0b\n", 5);
	scratch_write(&s, "x", "");
	assert_int_equal(input_read(s.arena, scratch_path(&s, "x"), &in, &e),
			 RC_OK);
	assert_int_equal(in.len, 0);
	assert_string_equal(in.data, "");
	scratch_close(&s);
}

/* Standard input is a pipe into which a child writes 1 MiB in odd pieces. */
static void reads_a_pipe_to_its_end(void **state)
{
	enum { TOTAL = 1 << 20, PIECE = 777 };
	struct scratch s = scratch_open();
	struct err e = err_new(s.arena);
	struct input in;
	int ends[2], old = dup(STDIN_FILENO);

	(void)state;
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		char piece[PIECE];
		memset(piece, 'x', PIECE);
		for (int left = TOTAL; left > 0; left -= PIECE)
			if (write(ends[1], piece,
				  (size_t)(left < PIECE ? left : PIECE)) < 0)
				_exit(1);
		_exit(0);
	}
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	close(ends[0]);
	assert_int_equal(input_read(s.arena, "-", &in, &e), RC_OK);
	assert_int_equal(in.len, TOTAL);
	assert_int_equal(strspn(in.data, "x"), TOTAL);
	waitpid(child, NULL, 0);
	dup2(old, STDIN_FILENO);
	close(old);
	scratch_close(&s);
}

static void refuses_what_is_no_file(void **state)
{
	static const struct {
		const char *path;
		enum rc rc;
	} cases[] = {
		{ "/", RC_DATA },
		{ "/dev/zero", RC_DATA },
		{ "/nowhere/at/all", RC_NOINPUT },
	};
	struct scratch s = scratch_open();
	struct input in;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct err e = err_new(s.arena);
		assert_int_equal(input_read(s.arena, cases[i].path, &in, &e),
				 cases[i].rc);
		assert_int_equal(e.rc, cases[i].rc);
		assert_int_equal(e.n, 1);
		assert_string_equal(e.list[0].place.file, cases[i].path);
		assert_int_equal(in.len, 0);
	}
	scratch_close(&s);
}

/* Nobody writes into it: reading would wait for ever. */
static void refuses_a_pipe_that_lies_in_a_folder(void **state)
{
	struct scratch s = scratch_open();
	struct err e = err_new(s.arena);
	struct input in;

	(void)state;
	assert_int_equal(mkfifo(scratch_path(&s, "pipe"), 0600), 0);
	assert_int_equal(input_read(s.arena, scratch_path(&s, "pipe"), &in, &e),
			 RC_DATA);
	scratch_close(&s);
}

/* A file with a hole: large, but no disk is used. */
static void refuses_a_file_that_is_too_large(void **state)
{
	struct scratch s = scratch_open();
	struct err e = err_new(s.arena);
	struct input in;

	(void)state;
	scratch_write(&s, "x", "");
	if (truncate(scratch_path(&s, "x"), ((off_t)INPUT_MAX_MIB << 20) + 1) <
	    0)
		skip();
	assert_int_equal(input_read(s.arena, scratch_path(&s, "x"), &in, &e),
			 RC_DATA);
	assert_non_null(strstr(e.list[0].text, "1024 MiB"));
	scratch_close(&s);
}

static void tells_whether_a_file_is_there(void **state)
{
	struct scratch s = scratch_open();

	(void)state;
	scratch_write(&s, "x", "");
	assert_true(input_exists(scratch_path(&s, "x")));
	assert_false(input_exists(scratch_path(&s, "y")));
	assert_false(input_exists(scratch_path(&s, "x/y")));
	assert_int_equal(chmod(scratch_path(&s, "x"), 0600), 0);
	assert_true(input_is_private(scratch_path(&s, "x")));
	assert_int_equal(chmod(scratch_path(&s, "x"), 0604), 0);
	assert_false(input_is_private(scratch_path(&s, "x")));
	scratch_close(&s);
}

static void joins_folder_and_name(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	assert_string_equal(input_path(a, "site", "a.csv"), "site/a.csv");
	assert_string_equal(input_path(a, "site/", "a.csv"), "site/a.csv");
	assert_string_equal(input_path(a, ".", "weeks/a..csv"), "weeks/a..csv");
	assert_string_equal(input_path(a, "/", "a.csv"), "/a.csv");
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_a_file_whole),
		cmocka_unit_test(reads_a_pipe_to_its_end),
		cmocka_unit_test(refuses_what_is_no_file),
		cmocka_unit_test(refuses_a_pipe_that_lies_in_a_folder),
		cmocka_unit_test(refuses_a_file_that_is_too_large),
		cmocka_unit_test(tells_whether_a_file_is_there),
		cmocka_unit_test(joins_folder_and_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
