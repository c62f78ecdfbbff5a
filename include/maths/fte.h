/*
 * fte - people and hours as full-time equivalents.
 *
 * One FTE is the paid time of a full week: the most that any contract of the
 * site asks for in a week, 40 hours where no contract counts by the week.
 * Shrinkage is not part of it: hours are those to be scheduled.
 */
#ifndef MATHS_FTE_H
#define MATHS_FTE_H

#include "model/site.h"

/* Paid minutes of one FTE a week, > 0. */
double fte_week(const struct site *s);

/*
 * What a term is of an FTE: the middle of its least and most minutes.  days:
 * length of the period, for contracts whose hours are those of a period.
 */
double fte_of_term(const struct site *s, const struct agent_term *term,
		   int days);

/* Everybody's FTE on the days [first_day, first_day + days), on average. */
double fte_of_people(const struct site *s, int first_day, int days);

/* Person hours on so many days as FTE. */
double fte_of_hours(const struct site *s, double hours, int days);

#endif
