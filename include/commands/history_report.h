/*
 * history_report - what an import did, and what is odd about the history.
 */
#ifndef COMMANDS_HISTORY_REPORT_H
#define COMMANDS_HISTORY_REPORT_H

#include "commands/options.h"
#include "formats/acd.h"
#include "maths/audit.h"

/* For people: files, changes, names left out, a table of queues, findings
 * (at most `most` of each kind).  For programs the table alone. */
void history_report(struct session *s, const struct options *o,
		    const struct site *site, const struct acd_report *report,
		    const struct audit *audit, int most);

#endif
