/*
 * feed_files - who reads which calendar file.
 *
 * feeds/calendars.csv of a site, private: folder,for,kind,id,file,state.  A
 * file's name is a token that nobody can guess, 128 random bits; it stays
 * while its owner does and is never given out again.
 */
#ifndef FORMATS_FEED_FILES_H
#define FORMATS_FEED_FILES_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "formats/input.h"
#include "formats/plan_view.h"

enum feed_kind { FEED_PERSON, FEED_TEAM };

struct feed_file {
	const char *folder;	/* absolute */
	enum audience audience; /* for whom it is written */
	enum feed_kind kind;
	const char *id;	  /* of the person, or the team's name */
	const char *file; /* "0f3a....ics" */
	bool revoked;	  /* its file holds no event any more */
};

struct feed_files {
	struct feed_file *list; /* [n] */
	int n, room;
};

MUST_CHECK enum rc feed_files_read(struct arena *a, const struct input *in,
				   struct feed_files *files, struct err *e);
void feed_files_write(struct text *out, const struct feed_files *files);

/* The one in force, else the last revoked, else NULL. */
struct feed_file *feed_files_find(const struct feed_files *files,
				  struct feed_file like);
/* A new file for like; RC_INTERNAL when there are no random numbers. */
MUST_CHECK enum rc feed_files_issue(struct arena *a, struct feed_files *files,
				    struct feed_file like, struct err *e);

#endif
