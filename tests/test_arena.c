#include "check.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"

static void hands_out_zeroed_aligned_space(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (size_t n = 0; n < 3000; n += 7) {
			unsigned char *p = arena_alloc(a, n, 1);
			assert_int_equal((uintptr_t)p % 8, 0);
			for (size_t i = 0; i < n; i++)
				assert_int_equal(p[i], 0);
			memset(p, 0xFF, n);
		}
		arena_empty(a);
	}
	arena_close(a);
}

/* Each thing is filled with its own number; none may disturb another. */
static void things_do_not_overlap(void **state)
{
	enum { N = 2000 };
	struct arena *a = arena_open();
	uint32_t *things[N];

	(void)state;
	for (uint32_t i = 0; i < N; i++) {
		uint32_t len = 1 + i * 37 % 50 + (i % 97 == 0) * 40000;
		things[i] = arena_new(a, uint32_t, len + 1);
		things[i][0] = len;
		for (uint32_t k = 1; k <= len; k++)
			things[i][k] = i;
	}
	for (uint32_t i = 0; i < N; i++)
		for (uint32_t k = 1; k <= things[i][0]; k++)
			assert_int_equal(things[i][k], i);
	arena_close(a);
}

static void nothing_is_a_valid_pointer(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	assert_non_null(arena_new(a, double, 0));
	assert_non_null(arena_copy(a, NULL, 0, 8));
	arena_close(a);
	arena_close(NULL);
}

static void copies_and_prints(void **state)
{
	struct arena *a = arena_open();
	char word[] = "word";

	(void)state;
	char *copy = arena_strdup(a, word);
	word[0] = 'X';
	assert_string_equal(copy, "word");
	assert_string_equal(arena_strndup(a, "words", 4), "word");
	assert_string_equal(arena_strndup(a, "wo", 4), "wo");
	assert_string_equal(arena_printf(a, "%d-%s", 7, copy), "7-word");
	const double xs[] = { 1, 2, 3 };
	const double *ys = arena_copy(a, xs, 3, sizeof(*xs));
	assert_memory_equal(xs, ys, sizeof(xs));
	arena_close(a);
}

static void an_array_grows(void **state)
{
	struct arena *a = arena_open();
	int *v = NULL, n = 0, room = 0;

	(void)state;
	for (int i = 0; i < 10000; i++) {
		v = arena_grow(a, v, n, &room, sizeof(*v));
		v[n++] = i;
	}
	for (int i = 0; i < n; i++)
		assert_int_equal(v[i], i);
	arena_close(a);
}

static void counts_what_it_hands_out(void **state)
{
	struct arena *a = arena_open();

	(void)state;
	assert_int_equal(arena_used(a), 0);
	arena_new(a, char, 1000);
	assert_in_range(arena_used(a), 1000, 1016);
	arena_empty(a);
	assert_int_equal(arena_used(a), 0);
	arena_close(a);
}

/* More bytes than a size_t can say. */
static void too_much_ends_the_program_with_71(void **state)
{
	static struct arena *volatile a; /* in reach, so that it is no leak */
	int status;

	(void)state;
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		a = arena_open();
		arena_alloc(a, SIZE_MAX / 2, 4);
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 71);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hands_out_zeroed_aligned_space),
		cmocka_unit_test(things_do_not_overlap),
		cmocka_unit_test(nothing_is_a_valid_pointer),
		cmocka_unit_test(copies_and_prints),
		cmocka_unit_test(an_array_grows),
		cmocka_unit_test(counts_what_it_hands_out),
		cmocka_unit_test(too_much_ends_the_program_with_71),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
