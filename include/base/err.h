/*
 * err - did it work?  Exit statuses, places in files, and a list of problems.
 *
 * A function that can fail returns enum rc, is marked MUST_CHECK and takes
 * struct err last.  It adds each problem where it is found; readers go on to
 * find every problem of a file in one pass and return the rc at the end.
 * Only main prints.  "Infeasible" or "understaffed" are findings, hence data
 * in a result, never an rc.
 *
 * A problem is printed as  file:line:column: text  (what is known of the
 * place), text naming the thing, its value and what is allowed.  Text from
 * users' data passes through text_quote (base/text.h) first.  At most
 * ERR_KEEP problems per file and severity are kept; the rest is counted
 * ("and 381 more").
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdarg.h>
#include <stdbool.h>

#include "base/arena.h"

#define MUST_CHECK __attribute__((warn_unused_result))

enum rc {		 /* the value is the exit status, as in <sysexits.h> */
	  RC_OK = 0,	 /* done; a time limit reached is done */
	  RC_NO = 1,	 /* the answer is no: a rule broken, a goal missed */
	  RC_USAGE = 64, /* wrong command line */
	  RC_DATA = 65,	 /* bad input */
	  RC_NOINPUT = 66,     /* input missing or unreadable */
	  RC_INTERNAL = 70,    /* our fault, or a library's */
	  RC_MEMORY = 71,      /* out of memory */
	  RC_CREATE = 73,      /* output cannot be created */
	  RC_IO = 74,	       /* error while reading or writing */
	  RC_LOCKED = 75,      /* another run holds the folder */
	  RC_INTERRUPTED = 130 /* stopped by a signal; best so far written */
};

/*
 * Where a value was written; line and column count from 1, 0 = not known.
 * Of a cell of a workbook, file is "hr.xlsx:Staff" and column is below 0:
 * line 7, column -3 is shown as hr.xlsx:Staff!C7.
 */
struct place {
	const char *file; /* path as the user gave it, or NULL */
	int line;
	int column;
};

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

struct problem {
	enum severity severity;
	struct place place;
	const char *text;
};

enum { ERR_KEEP = 100 };

struct err {
	struct arena *arena;  /* owns the texts */
	struct problem *list; /* [n] in the order found */
	int n, room;
	int errors, warnings; /* counted, kept or not */
	int dropped;	      /* beyond ERR_KEEP */
	enum rc rc;	      /* of the first error, RC_OK when none */
};

struct err err_new(struct arena *a);

/* Adds an error and returns rc, so that "return fail(e, RC_DATA, ...)". */
enum rc fail(struct err *e, enum rc rc, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
enum rc fail_at(struct err *e, struct place at, enum rc rc, const char *format,
		...) __attribute__((format(printf, 4, 5)));

/* The work goes on, but the user should know. */
void warn_at(struct err *e, struct place at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void note_at(struct err *e, struct place at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Passes a failure up. */
#define TRY(call)                                                              \
	do {                                                                   \
		enum rc try_rc_ = (call);                                      \
		if (try_rc_ != RC_OK)                                          \
			return try_rc_;                                        \
	} while (0)

#endif
