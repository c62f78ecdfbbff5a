/*
 * change_range - one quantity of a change, or a range of them: "+10%",
 * "-10%..+20%/5%".
 *
 * Private to wfm/formats/change*.c.
 */
#ifndef FORMATS_CHANGE_RANGE_H
#define FORMATS_CHANGE_RANGE_H

#include <stdbool.h>

#include "base/text.h"
#include "formats/value_scan.h"

enum unit { UNIT_NONE, UNIT_PERCENT, UNIT_POINTS, UNIT_SECONDS };

struct change_range {
	bool relative; /* any end has a sign */
	enum unit unit;
	double from, by; /* by 0: no range */
	int n;
};

/* False: no quantity, or ends whose units differ, or a step of 0 or none;
 * *why then says it, or is NULL.  More steps than `most` is one too. */
bool change_range_scan(struct scan *c, int most, struct change_range *r,
		       const char **why);

double change_range_value(const struct change_range *r, int k);

/* The k-th as a planner would write it. */
void change_range_write(struct text *out, const struct change_range *r, int k);

#endif
