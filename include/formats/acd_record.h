/*
 * acd_record - one row of an export, understood.
 *
 * Internal to acd.  A row gives one record, a wide row one per channel; or it
 * says why not.
 */
#ifndef FORMATS_ACD_RECORD_H
#define FORMATS_ACD_RECORD_H

#include "formats/acd_labels.h"
#include "formats/acd_layout.h"
#include "formats/acd_when.h"
#include "formats/csv.h"

/* NAN: not recorded. */
struct acd_rare {
	double in_target, target, short_abandoned, wait;
};
/* There are millions of them at once. */
struct acd_record {
	int64_t utc;
	uint64_t key; /* of the columns that split an interval, else 0 */
	double offered, handled, abandoned;
	double work;		     /* seconds, on acd_worked() contacts */
	const struct acd_rare *rare; /* NULL: nothing of it */
	int label, line;
	int later; /* seconds to the second instant of a wall time that is
		      there twice, else 0 */
	short file;
	short interval; /* seconds, 0: the row does not say */
};
/* The contacts that work is about. */
double acd_worked(const struct acd_record *x);
struct acd_rare acd_rare_of(const struct acd_record *x);

enum acd_row {
	ACD_ROW_DATA,
	ACD_ROW_EMPTY, /* nothing recorded */
	ACD_ROW_SUM,   /* a line of sums, or the header again */
	ACD_ROW_BAD
};

struct acd_reader {
	struct arena *arena; /* for reasons and what is rare */
	const struct acd_layout *layout;
	const struct acd_style *style;
	const char *queue; /* of files that name none */
	struct acd_whens whens;
	int column[ACD_ROLES]; /* the first of a role, or -1 */
	struct acd_labels *labels;
	int file;
	const char *reason; /* of the last bad row */
};

struct acd_reader acd_reader_new(struct arena *a,
				 const struct acd_layout *layout,
				 const struct acd_style *style,
				 const struct zone *zone);

/* The current row's record of one group of columns (0 .. n_groups - 1). */
enum acd_row acd_record_read(struct acd_reader *r, const struct csv *csv,
			     int group, struct acd_record *record);

#endif
