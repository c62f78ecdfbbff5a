/*
 * pay - what paid time costs, and hours by kind for payroll.
 *
 * Paid time of a duty is its span less unpaid breaks, gaps, unpaid activities
 * and unpaid absence; it is elapsed time, so the night of 25 hours pays one
 * more.  The rate is that of the day on which the duty starts.
 *
 * Premiums fall on the paid time worked (not absent) inside their window and
 * day set, split at local midnight (by_shift: on the whole duty by its
 * start); they add up, or the highest counts (of equal ones the first), as
 * the site says.
 *
 * Overtime is what lies above the weekly threshold: the last hours worked of
 * a week are paid so.  A week holds the duties that start in it, and its
 * paid absence counts towards the threshold.
 */
#ifndef MATHS_PAY_H
#define MATHS_PAY_H

#include "base/arena.h"
#include "model/period.h"

/* Paid minutes of a duty, from its segments. */
int pay_minutes(const struct site *site, const struct duty *duty);

/* Money for one duty of one agent, premiums included, overtime not. */
double pay_of_duty(const struct site *site, const struct agent *agent,
		   const struct duty *duty);

/* Money that overtime adds to the pay of the duties of one agent in a roster
 * (minutes x rate x overtime_add; the minutes themselves are in pay_of_duty).
 * Only duties of the roster count towards its weeks. */
double pay_of_overtime(const struct site *site, const struct roster *roster,
		       int agent);

/*
 * Hours by kind, one line per agent, civil day and kind (nights are split at
 * midnight).  kind: "basic", a premium's id, "overtime", or an absence code.
 * A premium hour is in "basic" too, its own line has the addition only; an
 * overtime hour is in "overtime" only, with base and addition.  Hence basic,
 * overtime and absences add up to the paid minutes.
 */
enum pay_type { PAY_BASIC, PAY_PREMIUM, PAY_OVERTIME, PAY_ABSENCE };

struct pay_line {
	int agent, day;
	enum pay_type type; /* a premium and leave may both be "holiday" */
	const char *kind;
	int minutes;
	double money;
};
struct pay_lines {
	struct pay_line *lines; /* [n] by agent, day, order of kinds */
	int n;
};
/* first_day, days: any cut-off inside roster (duties of the day before it
 * give their part after midnight; whole weeks of the roster decide what is
 * overtime). */
struct pay_lines pay_of_roster(struct arena *a, const struct site *site,
			       const struct roster *roster, int first_day,
			       int days);

#endif
