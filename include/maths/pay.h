/*
 * pay - what paid time costs, and hours by kind for payroll.
 *
 * Paid time of a duty is its span less unpaid breaks, gaps and unpaid absence.
 * Premiums fall on the hours worked inside their window and day set, split
 * at local midnight (by_shift: on the whole duty by its start); they add up,
 * or the highest counts, as the site says.  Overtime is what lies above the
 * weekly threshold, last hours of the week first paid so.
 */
#ifndef MATHS_PAY_H
#define MATHS_PAY_H

#include "base/arena.h"
#include "model/period.h"

/* Money for one duty of one agent, premiums included, overtime not. */
double pay_of_duty(const struct site *site, const struct agent *agent,
		   const struct duty *duty);

/* Paid minutes of a duty, from its segments. */
int pay_minutes(const struct site *site, const struct duty *duty);

/*
 * Hours by kind, one line per agent, civil day and kind (nights are split at
 * midnight).  kind: "basic", a premium's id, "overtime", or an absence code.
 * A premium hour is in "basic" too; overtime is not.
 */
struct pay_line {
	int agent, day;
	const char *kind;
	int minutes;
	double money;
};
struct pay_lines {
	struct pay_line *lines; /* [n] by agent, day, order of kinds */
	int n;
};
/* first_day, days: any cut-off inside roster (duties of the day before it
 * give their part after midnight). */
struct pay_lines pay_of_roster(struct arena *a, const struct site *site,
			       const struct roster *roster, int first_day,
			       int days);

#endif
