/*
 * change - the words in which planners ask what-ifs: "sales.calls=+10%".
 *
 *	[QUEUE.]calls=+10%		contacts; or 12000: all in the period
 *	[QUEUE.]aht=+20s		handling time; -5%; 240 s
 *	shrinkage=+2pt			points of paid time; 30%: the new share
 *	[QUEUE.]service_level=90% in 15 s	90%; 90/15; +5pt
 *	[QUEUE.]hours=09:00-17:00	of open weekdays; sat-sun 10:00-16:00;
 *					09:00-17:00: 50% kept
 *	[QUEUE.]closed=sun		sun: lost; sun: 60% to mon
 *	agents=-4:full_time		-4; +2
 *	fte=-3.5
 *
 * Numbers may be ranges with a step: calls=-10%..+20%/5%,
 * agents=-8..0/2:full_time.  Both ends are in it if the step meets them.
 * What each change does is in maths/scenario.h.
 */
#ifndef FORMATS_CHANGE_H
#define FORMATS_CHANGE_H

#include "maths/scenario.h"

enum { CHANGE_STEPS_MOST = 200 };

struct change_steps {
	struct change *list; /* [n] in order; 1 when there is no range */
	int n;
};

/*
 * Adds a problem (RC_USAGE) that names the change, what is wrong and what is
 * allowed; the caller goes on to the next one, so that all are reported.
 */
MUST_CHECK enum rc change_parse(struct arena *a, const struct site *s,
				const char *text, struct change_steps *steps,
				struct err *e);

#endif
