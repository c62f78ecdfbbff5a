/*
 * staffing_deferred - people for work that may wait: e-mail, back office,
 * outbound lists.
 *
 * Work that comes and the site's backlog of it are done by their deadlines, in
 * open intervals, at the smoothest rate (maths/deferred.h) beyond what can be
 * done in the idle time of others (maths/idle.h).
 */
#ifndef MATHS_STAFFING_DEFERRED_H
#define MATHS_STAFFING_DEFERRED_H

#include "base/arena.h"
#include "model/requirement.h"
#include "model/site.h"

struct staffing_work {
	const struct site *site;
	int queue;
	const struct grid *g;
	const double *open;  /* [n] share of each interval, 0..1 */
	const double *calls; /* [n] to staff for */
	const double *mean;  /* [n] that are expected, for the plain answer */
	const double *aht;   /* [n] */
	const double *idle;  /* [n] people others have left for it, >= 0 */
};

/* plain, net, idle and binding of a row. */
void staffing_deferred(struct arena *a, const struct staffing_work *w,
		       struct requirement_row *row);

#endif
