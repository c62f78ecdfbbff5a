/*
 * quick - the numbers and instants of files of millions of rows.
 *
 * The same answers as text_double and zone_parse, faster for what such files
 * are full of: short decimals, and times of the day of the row before.
 */
#ifndef FORMATS_QUICK_H
#define FORMATS_QUICK_H

#include <stdbool.h>

#include "base/zone.h"

bool quick_number(const char *s, double *x);

/* What text_add_rounded(x, 3) writes, not ended, and its length; 0 for
 * numbers that are not short enough. */
enum { QUICK_MOST = 20 };
int quick_write(char to[static QUICK_MOST], double x);

/* What was found out about the last day; start with quick_times_new. */
struct quick_times {
	const struct zone *zone;
	char date[10];
	int day;
	bool known;   /* date and day are set */
	bool uniform; /* one offset from midnight to midnight */
	int offset;   /* seconds, when uniform */
};

struct quick_times quick_times_new(const struct zone *zone);
/* kind and has_offset as zone_parse tells them. */
bool quick_instant(struct quick_times *q, const char *s, int64_t *utc,
		   enum zone_kind *kind, bool *has_offset);

#endif
