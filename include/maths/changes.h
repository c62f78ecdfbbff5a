/*
 * changes - what it costs to change a roster that people know already.
 *
 * A day of a person differs when it was and is a duty or a day off and now is
 * the other one, or a duty of another template, start or end: the site's
 * price per day, or its late price when the day begins within the notice of
 * the day on which the change is made known.  The same duty with other breaks
 * has a smaller price.  Absence is nobody's choice: days that were or are
 * absent, or were not planned, cost nothing.
 *
 * Without a roster to keep every change is free.
 */
#ifndef MATHS_CHANGES_H
#define MATHS_CHANGES_H

#include "model/period.h"

/* Money for an agent's cell on a civil day, breaks left aside. */
double changes_of_day(const struct period *p, int agent, int day,
		      const struct cell *cell);

/* Money for other breaks within the same duty, 0 for any other cell. */
double changes_of_breaks(const struct period *p, int agent, int day,
			 const struct cell *cell);

/* The duty to be kept on a civil day, or NULL. */
const struct duty *changes_kept_duty(const struct period *p, int agent,
				     int day);

#endif
