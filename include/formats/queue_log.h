/*
 * queue_log - the log of Asterisk's queues, one event a line, as a table of
 * intervals.
 *
 *	epoch|callid|queue|agent|event|parameters...
 *
 * A call counts in the interval in which it entered its queue
 * (ENTERQUEUE): answered when CONNECT follows, with its wait; talk is what
 * COMPLETEAGENT, COMPLETECALLER or a transfer says; abandoned at ABANDON, and
 * left otherwise (EXITWITHTIMEOUT, EXITWITHKEY, EXITEMPTY).  Each queue has a
 * row for each interval between the first and the last event, 0 where nobody
 * called: a log leaves nothing out.  The first and the last interval of the
 * log, which may be cut, and those of calls that are still open at its end
 * have no row.  There is no after-call work in it.
 *
 * Internal to acd.  Source: Asterisk documentation, Queue Logs.
 */
#ifndef FORMATS_QUEUE_LOG_H
#define FORMATS_QUEUE_LOG_H

#include "formats/acd_read.h"

/* Do the first lines look like one? */
bool queue_log_is(const struct input *in);

/*
 * The table, which acd reads: queue, start (seconds since 1970), offered,
 * handled, abandoned, flow out, talk time, wait, all sums.  Lines that cannot
 * be read are put aside as of the file; more than one in a hundred is RC_DATA.
 */
MUST_CHECK enum rc queue_log_table(struct acd_reading *m,
				   const struct input *in, int file,
				   struct input *table);

#endif
