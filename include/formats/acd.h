/*
 * acd - what a telephone switch recorded becomes history.
 *
 * Any table of text whose columns are known (formats/acd_table.h) or named by
 * the user: , ; tab or | between fields, lines above the header, sums below
 * the rows, decimal point or comma, many ways to write times.  Nothing that
 * can be read in two ways is guessed: either the whole file allows one
 * reading only, or the user must say which, and the message names the option.
 *
 *	read	each file row by row; bad rows are put aside with the
 *		reason; a file with more than 1 % of them is refused
 *	name	the switch's names become queues (acd: lists of site.yaml):
 *		several names add up, one name can be shared out, names can end
 *		and begin on a date; unknown names are refused
 *	fold	5, 10, 15, 20, 30 or 60 minutes become the site's interval by
 *		adding up; an interval of which an open part is missing stays
 *		unrecorded; longer intervals are refused, or spread evenly
 *	merge	each interval replaces what the history had, so that a
 *		second import of a file changes nothing
 *
 * Within one import rows of different names add up, and of two files that
 * have the same name and interval the later one counts.  Names that one queue
 * adds up must therefore be imported together.
 *
 * Local times without offset: in the doubled hour the first row of a name is
 * the first hour and the second row the second (the other way round in files
 * that run backwards); in the missing hour a row with contacts is bad.
 *
 * Missing and zero are different: "-", "N/A" and nothing are not recorded.
 * offered = handled + abandoned + left otherwise, handled = offered -
 * abandoned - left, abandoned = offered - handled - left, each when it is
 * missing itself and the result is not negative.  Handling time is the given
 * mean or total, else the sum of talk, hold and after-call work; means are
 * weighted by handled contacts.
 */
#ifndef FORMATS_ACD_H
#define FORMATS_ACD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "formats/input.h"
#include "model/site.h"
#include "model/workload.h"

struct acd_options {
	const char *format; /* id of acd_formats, NULL: by the header */
	unsigned dates;	    /* ACD_YMD, _DMY or _MDY, 0: must prove itself */
	unsigned mark;	    /* ACD_POINT or _COMMA, 0: likewise */
	const struct zone *zone; /* of times without offset, NULL: the site's */
	int interval;		 /* of the files, seconds, 0: by their times */
	bool spread;		 /* longer intervals are spread evenly */
	bool zero;		 /* open intervals that a file leaves out had no
				    contacts (files that only list calls) */
	bool skip_unknown;	 /* unknown names are left out */
	const char *queue;	 /* the name in files that name none, or NULL */
	/* "offered=Angeboten", "aht=none": [n_columns], before all tables */
	const char *const *columns;
	int n_columns;
};

struct acd_file {
	const char *path, *title; /* title of the format */
	int rows;		  /* below the header */
	int used, empty, sums;	  /* empty: nothing recorded */
	int repeated;		  /* same interval with the same values */
	int bad;
	int foreign;	 /* of unknown names, or outside a name's dates */
	int interval;	 /* seconds; the shortest */
	int first, last; /* days; first > last: no row used */
	unsigned dates;	 /* the reading that was used, 0: no such field */
	unsigned mark;
	const char *const *unused; /* [n_unused] columns without meaning */
	int n_unused;
};

struct acd_reject {
	struct place place;
	const char *reason, *raw; /* raw: the row as written */
};

struct acd_unknown {
	const char *name;
	int rows;
	double contacts;
	const char *near; /* a queue's id it may mean, or NULL */
};

struct acd_change {
	int queue;
	int64_t start;
	double before, after; /* contacts offered */
};
enum { ACD_CHANGES = 10 }; /* kept of each import */

struct acd_report {
	struct acd_file *files; /* [n_files] */
	int n_files;
	struct acd_reject *rejects; /* [n_rejects] by file and line */
	int n_rejects;
	struct acd_unknown *unknown; /* [n_unknown] by first appearance */
	int n_unknown;
	struct acd_change *changes;   /* [min(n_changed, ACD_CHANGES)] */
	int n_new, n_same, n_changed; /* intervals against the history */
	int n_incomplete;	      /* left out: an open part is missing */
	int first, last;	      /* days of the import */
};

/*
 * old: the history so far, or NULL.  merged spans the days of both, with
 * handled and abandoned filled (NAN where not known).  On an error the report
 * is filled as far as it goes; rejects are errors of e when they are why a
 * file is refused.
 */
MUST_CHECK enum rc acd_import(struct arena *a, const struct site *site,
			      const struct input *files, int n_files,
			      const struct acd_options *options,
			      const struct workload *old,
			      struct workload *merged,
			      struct acd_report *report, struct err *e);

/* rejected.csv: file,line,reason,raw. */
void acd_write_rejects(struct text *out, const struct acd_report *report);

/*
 * The names in files and what they hold, before there is a site: those of
 * struct acd_unknown, near NULL, and the shortest interval.  interval and zone
 * of site are used, its queues are not.
 */
struct acd_survey {
	const struct acd_unknown *names; /* [n] by first appearance */
	int n;
	int interval; /* seconds */
};
MUST_CHECK enum rc acd_survey(struct arena *a, const struct site *site,
			      const struct input *files, int n_files,
			      const struct acd_options *options,
			      struct acd_survey *survey, struct err *e);

#endif
