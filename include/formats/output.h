/*
 * output - the one place that writes files: old file or new file, never half.
 *
 * Files of one run form a set.  Each is written to a temporary file in the
 * target's folder (mode 0600, O_EXCL, never through a symbolic link), synced,
 * and nothing is renamed before output_commit, which renames all of them in
 * order and syncs the folders; output_drop removes the temporaries.  When a
 * rename fails, those before it are taken back.  Main drops an open set when
 * a signal ends the program.  Temporaries are called .wfm-PID-N.tmp; the
 * first file of a set in a folder removes those of dead processes there.
 * A target that is a symbolic link, a folder or a device is refused, and so
 * is the same file twice.
 * Errors name file and cause: RC_CREATE (cannot be created), RC_IO (write).
 */
#ifndef FORMATS_OUTPUT_H
#define FORMATS_OUTPUT_H

#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"

struct output;

MUST_CHECK enum rc output_begin(struct arena *a, struct output **o,
				struct err *e);

/* Adds a whole file.  path "-" is standard output, written at commit. */
MUST_CHECK enum rc output_add(struct output *o, const char *path,
			      const char *data, size_t len, struct err *e);

/*
 * For libraries that write files themselves: a temporary path in the target's
 * folder, an empty file that the library truncates and that commit will
 * rename to path.  The caller has written, checked and closed it before
 * output_commit.
 */
MUST_CHECK enum rc output_reserve(struct output *o, const char *path,
				  const char **temporary, struct err *e);

/* Files added from now on may be read by the group, or by all: what a web
 * server hands out. */
enum output_readers { OUTPUT_OWNER, OUTPUT_GROUP, OUTPUT_ALL };
void output_readers(struct output *o, enum output_readers who);

/* A file that commit removes (a calendar of someone who left). */
MUST_CHECK enum rc output_remove(struct output *o, const char *path,
				 struct err *e);

/*
 * Standard output first, then the files in order, all or none.  After a
 * failure the set is dropped.
 */
MUST_CHECK enum rc output_commit(struct output *o, struct err *e);
/* Undoes what is not committed; may be called from a signal handler. */
void output_drop(struct output *o); /* NULL is fine */

/* Makes a folder (0700) and its parents where missing. */
MUST_CHECK enum rc output_folder(const char *path, struct err *e);

#endif
