/*
 * acd_layout - how one export is laid out: where its header is, which column
 * means what, which reading of dates and numbers the whole file allows.
 *
 * Internal to acd; tested on its own.
 */
#ifndef FORMATS_ACD_LAYOUT_H
#define FORMATS_ACD_LAYOUT_H

#include "formats/acd.h"
#include "formats/acd_table.h"

/* A column that is read; several of one role and group add up. */
struct acd_column {
	int at; /* 0-based place in the row */
	enum acd_role role;
	int group;
	int rank; /* of the word that gave it its meaning, 0 best */
};

struct acd_layout {
	const struct acd_format *format; /* NULL: common words only */
	char delimiter;
	int skip;		   /* rows before the data, header included */
	int columns;		   /* in a row */
	int line;		   /* of the header, 0: none */
	const char *const *header; /* [columns] as written, NULL: none */
	struct acd_column *use;	   /* [n_use] */
	int n_use;
	/* Wide files: a row has several channels.  groups[0] is "". */
	const char *groups[10];
	int n_groups;
	const char *queue, *date; /* from above the header, or NULL */
	int dash; /* column with a "-" between start and end, or -1 */
	const char *const *unused; /* [n_unused] names without meaning */
	int n_unused;
};

/* Finds header and columns; says what is missing and what was found. */
MUST_CHECK enum rc acd_layout_find(struct arena *a, const struct input *in,
				   const struct acd_options *o,
				   struct acd_layout *layout, struct err *e);
bool acd_layout_has(const struct acd_layout *layout, enum acd_role role);

/* What all rows together allow. */
struct acd_style {
	unsigned dates; /* one reading; 0: the file has no such field */
	unsigned mark;	/* one reading */
	bool hours;	/* whole numbers as times are hours */
	int rows;
};

/* Reads the whole file once; more than one reading left is an error that
 * names the option, no reading left is one that names two lines. */
MUST_CHECK enum rc acd_style_prove(struct arena *a, const struct input *in,
				   const struct acd_layout *layout,
				   const struct acd_options *o,
				   struct acd_style *style, struct err *e);

#endif
