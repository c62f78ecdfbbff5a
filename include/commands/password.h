/*
 * password - from a private file or from a command; never from the command
 * line or the environment, where others can read it.
 */
#ifndef COMMANDS_PASSWORD_H
#define COMMANDS_PASSWORD_H

#include "base/arena.h"
#include "base/err.h"

/* One of file and command, or neither: NULL.  The first line counts. */
MUST_CHECK enum rc password_read(struct arena *a, const char *file,
				 const char *command, const char **password,
				 struct err *e);

#endif
