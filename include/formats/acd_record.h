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
#include "formats/csv.h"

/* NAN: not recorded. */
struct acd_record {
	int64_t utc;
	int64_t later; /* a wall time that is there twice: the second; else
			  utc */
	uint64_t key;  /* of the columns that split an interval, else 0 */
	int label;
	int file, line;
	int interval; /* seconds, 0: the row does not say */
	double offered, handled, abandoned;
	/* Seconds of work on how many contacts. */
	double work, worked;
	double in_target, target, short_abandoned, wait;
};

enum acd_row {
	ACD_ROW_DATA,
	ACD_ROW_EMPTY, /* nothing recorded */
	ACD_ROW_SUM,   /* a line of sums, or the header again */
	ACD_ROW_BAD
};

struct acd_reader {
	struct arena *arena; /* for reasons */
	const struct acd_layout *layout;
	const struct acd_style *style;
	const struct zone *zone; /* of times without offset */
	const char *queue;	 /* of files that name none */
	struct acd_labels *labels;
	int file;
	const char *reason; /* of the last bad row */
};

/* The current row's record of one group of columns (0 .. n_groups - 1). */
enum acd_row acd_record_read(struct acd_reader *r, const struct csv *csv,
			     int group, struct acd_record *record);

#endif
