/*
 * scratch - a folder of its own for a test that needs files.
 *
 *	struct scratch s = scratch_open();
 *	scratch_write(&s, "agents.csv", "id,name\n");
 *	... scratch_path(&s, "agents.csv") ...
 *	scratch_close(&s);
 *
 * Each function ends the test when the system fails it.
 */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

#include "base/arena.h"

struct scratch {
	struct arena *arena;
	char *dir;
};

static inline struct scratch scratch_open(void)
{
	const char *tmp = getenv("TMPDIR");
	struct scratch s = { .arena = arena_open() };

	s.dir = arena_printf(s.arena, "%s/wfm-test-XXXXXX", tmp ? tmp : "/tmp");
	assert_non_null(mkdtemp(s.dir));
	return s;
}

static inline const char *scratch_path(const struct scratch *s,
				       const char *name)
{
	return arena_printf(s->arena, "%s/%s", s->dir, name);
}

static inline void scratch_write_bytes(const struct scratch *s,
				       const char *name, const char *data,
				       size_t len)
{
	FILE *f = fopen(scratch_path(s, name), "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(data, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

static inline void scratch_write(const struct scratch *s, const char *name,
				 const char *text)
{
	scratch_write_bytes(s, name, text, strlen(text));
}

/* The whole file as text, NULL when there is none. */
static inline const char *scratch_read(const struct scratch *s,
				       const char *name)
{
	FILE *f = fopen(scratch_path(s, name), "rb");
	struct stat st;

	if (!f)
		return NULL;
	assert_int_equal(fstat(fileno(f), &st), 0);
	char *data = arena_new(s->arena, char, st.st_size + 1);
	assert_int_equal(fread(data, 1, (size_t)st.st_size, f), st.st_size);
	fclose(f);
	return data;
}

/* How many files, folders and links are in the folder. */
static inline int scratch_count(const struct scratch *s)
{
	DIR *dir = opendir(s->dir);
	int n = 0;

	assert_non_null(dir);
	for (struct dirent *d; (d = readdir(dir));)
		if (strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0)
			n++;
	closedir(dir);
	return n;
}

static inline void scratch_remove(struct arena *a, const char *path)
{
	DIR *dir = opendir(path);

	for (struct dirent *d; dir && (d = readdir(dir));) {
		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		const char *inner = arena_printf(a, "%s/%s", path, d->d_name);
		if (unlink(inner) < 0)
			scratch_remove(a, inner);
	}
	if (dir)
		closedir(dir);
	rmdir(path);
}

static inline void scratch_close(struct scratch *s)
{
	scratch_remove(s->arena, s->dir);
	arena_close(s->arena);
}

#endif
