#include "check.h"
#include "scratch.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "formats/output.h"

struct bench {
	struct scratch s;
	struct err e;
	struct output *o;
};

static struct bench begin(void)
{
	struct bench b = { .s = scratch_open() };

	b.e = err_new(b.s.arena);
	assert_int_equal(output_begin(b.s.arena, &b.o, &b.e), RC_OK);
	return b;
}

static enum rc add(struct bench *b, const char *name, const char *text)
{
	return output_add(b->o, scratch_path(&b->s, name), text, strlen(text),
			  &b->e);
}

static void end(struct bench *b)
{
	output_drop(b->o);
	scratch_close(&b->s);
}

static void nothing_appears_before_commit(void **state)
{
	struct bench b = begin();

	(void)state;
	scratch_write(&b.s, "old", "1");
	assert_int_equal(add(&b, "old", "2"), RC_OK);
	assert_int_equal(add(&b, "new", "3"), RC_OK);
	assert_string_equal(scratch_read(&b.s, "old"), "1");
	assert_null(scratch_read(&b.s, "new"));
	assert_int_equal(output_commit(b.o, &b.e), RC_OK);
	assert_string_equal(scratch_read(&b.s, "old"), "2");
	assert_string_equal(scratch_read(&b.s, "new"), "3");
	assert_int_equal(scratch_count(&b.s), 2);
	end(&b);
}

static void a_dropped_set_leaves_no_trace(void **state)
{
	struct bench b = begin();
	const char *temporary;

	(void)state;
	scratch_write(&b.s, "old", "1");
	assert_int_equal(add(&b, "old", "2"), RC_OK);
	assert_int_equal(add(&b, "new", "3"), RC_OK);
	assert_int_equal(output_reserve(b.o, scratch_path(&b.s, "book"),
					&temporary, &b.e),
			 RC_OK);
	assert_int_equal(output_remove(b.o, scratch_path(&b.s, "old2"), &b.e),
			 RC_OK);
	output_drop(b.o);
	assert_int_equal(scratch_count(&b.s), 1);
	assert_string_equal(scratch_read(&b.s, "old"), "1");
	output_drop(NULL);
	end(&b);
}

/* The third target becomes a folder while the run is at work. */
static void a_failing_rename_takes_the_others_back(void **state)
{
	struct bench b = begin();

	(void)state;
	scratch_write(&b.s, "old", "1");
	scratch_write(&b.s, "gone", "9");
	assert_int_equal(add(&b, "old", "2"), RC_OK);
	assert_int_equal(add(&b, "new", "3"), RC_OK);
	assert_int_equal(output_remove(b.o, scratch_path(&b.s, "gone"), &b.e),
			 RC_OK);
	assert_int_equal(add(&b, "late", "4"), RC_OK);
	assert_int_equal(mkdir(scratch_path(&b.s, "late"), 0700), 0);
	assert_int_equal(output_commit(b.o, &b.e), RC_CREATE);
	assert_string_equal(b.e.list[0].place.file, scratch_path(&b.s, "late"));
	assert_string_equal(scratch_read(&b.s, "old"), "1");
	assert_string_equal(scratch_read(&b.s, "gone"), "9");
	assert_null(scratch_read(&b.s, "new"));
	assert_int_equal(scratch_count(&b.s), 3);
	end(&b);
}

static void removes_what_it_is_told_to(void **state)
{
	struct bench b = begin();

	(void)state;
	scratch_write(&b.s, "ana.ics", "1");
	assert_int_equal(
		output_remove(b.o, scratch_path(&b.s, "ana.ics"), &b.e), RC_OK);
	assert_int_equal(
		output_remove(b.o, scratch_path(&b.s, "bob.ics"), &b.e), RC_OK);
	assert_int_equal(output_commit(b.o, &b.e), RC_OK);
	assert_int_equal(scratch_count(&b.s), 0);
	end(&b);
}

static void only_the_owner_can_read(void **state)
{
	struct bench b = begin();
	mode_t mask = umask(0);
	const char *temporary;
	struct stat st;

	(void)state;
	assert_int_equal(add(&b, "a", "1"), RC_OK);
	assert_int_equal(
		output_reserve(b.o, scratch_path(&b.s, "b"), &temporary, &b.e),
		RC_OK);
	FILE *f = fopen(temporary, "wb");
	assert_non_null(f);
	fputs("2", f);
	fclose(f);
	assert_int_equal(output_commit(b.o, &b.e), RC_OK);
	assert_int_equal(stat(scratch_path(&b.s, "a"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(stat(scratch_path(&b.s, "b"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_string_equal(scratch_read(&b.s, "b"), "2");
	assert_int_equal(
		output_folder(scratch_path(&b.s, "weeks/1/published"), &b.e),
		RC_OK);
	assert_int_equal(stat(scratch_path(&b.s, "weeks/1"), &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	umask(mask);
	end(&b);
}

static void follows_no_link(void **state)
{
	struct bench b = begin();

	(void)state;
	scratch_write(&b.s, "canary", "alive");
	assert_int_equal(symlink("canary", scratch_path(&b.s, "link")), 0);
	assert_int_equal(symlink("nowhere", scratch_path(&b.s, "hang")), 0);
	assert_int_equal(add(&b, "link", "dead"), RC_CREATE);
	assert_int_equal(add(&b, "hang", "dead"), RC_CREATE);
	assert_non_null(strstr(b.e.list[0].text, "symbolic link"));
	output_drop(b.o);
	assert_string_equal(scratch_read(&b.s, "canary"), "alive");
	assert_int_equal(scratch_count(&b.s), 3);
	end(&b);
}

static void refuses_what_is_no_plain_file(void **state)
{
	struct bench b = begin();

	(void)state;
	assert_int_equal(mkfifo(scratch_path(&b.s, "fifo"), 0600), 0);
	assert_int_equal(mkdir(scratch_path(&b.s, "folder"), 0700), 0);
	assert_int_equal(add(&b, "fifo", "1"), RC_CREATE);
	assert_int_equal(add(&b, "folder", "1"), RC_CREATE);
	assert_int_equal(add(&b, "folder/", "1"), RC_CREATE);
	assert_int_equal(add(&b, "missing/a", "1"), RC_CREATE);
	assert_int_equal(b.e.errors, 4);
	assert_int_equal(output_folder(scratch_path(&b.s, "fifo/x"), &b.e),
			 RC_CREATE);
	end(&b);
}

static void writes_no_file_twice(void **state)
{
	struct bench b = begin();

	(void)state;
	assert_int_equal(add(&b, "a", "1"), RC_OK);
	assert_int_equal(add(&b, "./a", "2"), RC_CREATE);
	assert_int_equal(add(&b, "a", "2"), RC_CREATE);
	assert_int_equal(output_commit(b.o, &b.e), RC_OK);
	assert_string_equal(scratch_read(&b.s, "a"), "1");
	end(&b);
}

/* Root may write anywhere, so it becomes nobody for a moment. */
static void says_when_a_folder_is_closed(void **state)
{
	struct bench b = begin();
	bool root = geteuid() == 0;

	(void)state;
	assert_int_equal(chmod(b.s.dir, root ? 0755 : 0500), 0);
	if (root && seteuid(65534) < 0)
		skip();
	enum rc rc = add(&b, "a", "1");
	if (root)
		assert_int_equal(seteuid(0), 0);
	assert_int_equal(chmod(b.s.dir, 0700), 0);
	assert_int_equal(rc, RC_CREATE);
	assert_int_equal(scratch_count(&b.s), 0);
	end(&b);
}

/* A file size limit of 1000 bytes stands for a full disk. */
static void a_full_disk_keeps_the_old_file(void **state)
{
	enum { LEN = 5000 };
	struct bench b = begin();
	struct rlimit old, small;
	char *data = arena_new(b.s.arena, char, LEN + 1);

	(void)state;
	memset(data, 'x', LEN);
	scratch_write(&b.s, "a", "1");
	scratch_write(&b.s, "b", "1");
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = old;
	small.rlim_cur = 1000;
	assert_int_equal(add(&b, "a", "2"), RC_OK);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	enum rc rc = add(&b, "b", data);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_int_equal(rc, RC_IO);
	output_drop(b.o);
	assert_string_equal(scratch_read(&b.s, "a"), "1");
	assert_string_equal(scratch_read(&b.s, "b"), "1");
	assert_int_equal(scratch_count(&b.s), 2);
	end(&b);
}

static void sweeps_up_after_the_dead_only(void **state)
{
	struct bench b = begin();
	pid_t child = fork();

	(void)state;
	if (child == 0) {
		raise(SIGKILL);
		_exit(0);
	}
	waitpid(child, NULL, 0);
	const char *dead = arena_printf(b.s.arena, ".wfm-%d-1.tmp", child);
	const char *alive = arena_printf(b.s.arena, ".wfm-%d-1.tmp", getppid());
	scratch_write(&b.s, dead, "");
	scratch_write(&b.s, alive, "");
	scratch_write(&b.s, ".wfm-notes.tmp", "mine");
	scratch_write(&b.s, arena_printf(b.s.arena, "%s.old", dead), "mine");
	assert_int_equal(add(&b, "a", "1"), RC_OK);
	assert_int_equal(output_commit(b.o, &b.e), RC_OK);
	assert_null(scratch_read(&b.s, dead));
	assert_non_null(scratch_read(&b.s, alive));
	assert_int_equal(scratch_count(&b.s), 4);
	end(&b);
}

/* Standard output that cannot be written: the files stay as they are. */
static void standard_output_is_part_of_the_set(void **state)
{
	struct bench b = begin();
	int old;

	(void)state;
	if (access("/dev/full", W_OK) != 0)
		skip();
	fflush(stdout);
	old = dup(STDOUT_FILENO);
	int full = open("/dev/full", O_WRONLY);
	dup2(full, STDOUT_FILENO);
	scratch_write(&b.s, "a", "1");
	assert_int_equal(add(&b, "a", "2"), RC_OK);
	assert_int_equal(output_add(b.o, "-", "data\n", 5, &b.e), RC_OK);
	enum rc rc = output_commit(b.o, &b.e);
	clearerr(stdout);
	dup2(old, STDOUT_FILENO);
	close(old);
	close(full);
	assert_int_equal(rc, RC_IO);
	assert_string_equal(scratch_read(&b.s, "a"), "1");
	assert_int_equal(scratch_count(&b.s), 1);
	end(&b);
}

static const char *filled(struct arena *a, char c)
{
	enum { LEN = 100000 };
	char *data = arena_new(a, char, LEN + 1);

	memset(data, c, LEN);
	return data;
}

/* One round after the other writes 'a's, 'b's ... and is killed somewhere. */
static void a_killed_run_leaves_no_torn_file(void **state)
{
	struct bench b = begin();

	(void)state;
	scratch_write(&b.s, "x", filled(b.s.arena, 'a'));
	for (int round = 1; round < 60; round++) {
		pid_t child = fork();
		if (child == 0) {
			struct err e = err_new(b.s.arena);
			for (int k = 0;; k++) {
				struct output *o;
				const char *data =
					filled(b.s.arena, (char)('a' + k % 26));
				if (output_begin(b.s.arena, &o, &e) != RC_OK ||
				    output_add(o, scratch_path(&b.s, "x"), data,
					       strlen(data), &e) != RC_OK ||
				    output_commit(o, &e) != RC_OK)
					_exit(1);
			}
		}
		usleep((useconds_t)(round * 7919 % 5000));
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		const char *x = scratch_read(&b.s, "x");
		assert_non_null(x);
		assert_int_equal(strlen(x), 100000);
		assert_int_equal(strspn(x, (char[]){ x[0], '\0' }), 100000);
	}
	assert_int_equal(add(&b, "y", "1"), RC_OK);
	assert_int_equal(output_commit(b.o, &b.e), RC_OK);
	assert_int_equal(scratch_count(&b.s), 2);
	end(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_appears_before_commit),
		cmocka_unit_test(a_dropped_set_leaves_no_trace),
		cmocka_unit_test(a_failing_rename_takes_the_others_back),
		cmocka_unit_test(removes_what_it_is_told_to),
		cmocka_unit_test(only_the_owner_can_read),
		cmocka_unit_test(follows_no_link),
		cmocka_unit_test(refuses_what_is_no_plain_file),
		cmocka_unit_test(writes_no_file_twice),
		cmocka_unit_test(says_when_a_folder_is_closed),
		cmocka_unit_test(a_full_disk_keeps_the_old_file),
		cmocka_unit_test(sweeps_up_after_the_dead_only),
		cmocka_unit_test(standard_output_is_part_of_the_set),
		cmocka_unit_test(a_killed_run_leaves_no_torn_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
