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

/* Texts of one row, NULL where the file has no such column. */
struct acd_when_texts {
	const char *utc, *start, *date, *time, *until, *minutes;
};

struct acd_when {
	int64_t utc, later; /* as in acd_record */
	int interval;	    /* seconds, 0: not said */
	bool gap;	    /* a wall time that does not exist */
};

/* NULL, or what is wrong (lives in a). */
const char *acd_when_read(struct arena *a, const struct acd_when_texts *texts,
			  const struct acd_style *style,
			  const struct zone *zone, struct acd_when *when);

#endif
