/*
 * ics_rule - a recurrence rule's parts, and whether libical may see it.
 *
 * One rule can keep libical busy for ever or make it cut a count silently, so
 * only DAILY, WEEKLY, MONTHLY and YEARLY, COUNT and INTERVAL up to
 * ICS_MAX_RULE, and no times of day are let through.
 *
 * Source: RFC 5545, 3.3.10.
 */
#ifndef FORMATS_ICS_RULE_H
#define FORMATS_ICS_RULE_H

#include "base/arena.h"
#include "base/err.h"
#include "formats/ics_lines.h"

enum { ICS_MAX_RULE = 10000 };

/* The value of a key of KEY=VALUE;..., "" when absent. */
const char *ics_rule_part(struct arena *a, const char *rule, const char *key);

/* Of an RRULE line. */
MUST_CHECK enum rc ics_rule_check(struct arena *a, const struct ics_line *line,
				  struct err *e);

#endif
