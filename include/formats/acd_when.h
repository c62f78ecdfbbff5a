/*
 * acd_when - when the interval of a row begins and how long it is.
 *
 * Internal to acd.  From date and time, from both in one, from UTC or seconds
 * since 1970; the length from an end, from minutes, or not at all.  Half days
 * that stand only at the end ("8:00-8:30AM") are found for the start.
 */
#ifndef FORMATS_ACD_WHEN_H
#define FORMATS_ACD_WHEN_H

#include "formats/acd_layout.h"
#include "formats/acd_time.h"

/* Texts of one row, NULL where the file has no such column. */
struct acd_when_texts {
	const char *utc, *start, *date, *time, *until, *minutes;
};

struct acd_when {
	int64_t utc, later; /* as in acd_record */
	int interval;	    /* seconds, 0: not said */
	bool gap;	    /* a wall time that does not exist */
};

/* What the rows before told of their day; start with acd_whens_new. */
struct acd_whens {
	const struct acd_style *style;
	const struct zone *zone; /* of times without offset */
	struct acd_same_day start;
	char date[ACD_FIELD]; /* the last one that was read, and its day */
	int date_day;
	int day, offset; /* the last one without a change of the clocks */
};
struct acd_whens acd_whens_new(const struct acd_style *style,
			       const struct zone *zone);

/* NULL, or what is wrong (lives in a). */
const char *acd_when_read(struct arena *a, struct acd_whens *whens,
			  const struct acd_when_texts *texts,
			  struct acd_when *when);

#endif
