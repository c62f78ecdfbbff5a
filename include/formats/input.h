/*
 * input - whole files into memory, with limits.
 */
#ifndef FORMATS_INPUT_H
#define FORMATS_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

struct input {
	const char *path; /* as given; "-" is standard input */
	const char *data; /* [len], and a final 0 that does not count */
	size_t len;
};

enum { INPUT_MAX_MIB = 1024 };

/*
 * Reads path whole; a folder, a device (it may never end), more than
 * INPUT_MAX_MIB: RC_DATA; missing or unreadable: RC_NOINPUT.
 */
MUST_CHECK enum rc input_read(struct arena *a, const char *path,
			      struct input *in, struct err *e);
/* There is something of that name, or it cannot be told: then reading says. */
bool input_exists(const char *path);
/* Nobody but the owner may read it (or it is not there). */
bool input_is_private(const char *path);

/* dir/name, just name in "."; name must not climb out of dir (it is ours, not
 * a user's). */
const char *input_path(struct arena *a, const char *dir, const char *name);

#endif
