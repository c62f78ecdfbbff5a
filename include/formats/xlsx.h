/*
 * xlsx - a finished plan as a workbook for the people who work with it.
 *
 *	Roster	   people x days: shift codes from a list, colours by template;
 *		   hours and heads per day follow when a code is changed
 *	Coverage   days x times: over and under around zero, and a chart, for
 *		   each queue
 *	People	   hours, contract, weekends, nights, premiums; pay for HR
 *	Issues	   broken rules and short stretches, linked to their cells
 *	Mon 23 Nov one sheet a day: who does what in each interval
 *	What-if	   other calls, handling times, goals, people: Erlang C live
 *	Shifts	   every code with its times and hours, source of the list
 *	Intervals  the numbers behind Coverage, one row an interval
 *	About	   where it all comes from, costs, definitions
 *	Plan, Sums hidden: codes and hours as planned, sums of What-if
 *
 * What each audience sees: formats/plan_view.h.  Prints on landscape pages.
 * No function that only the newest Excel has; each formula holds its true
 * value; the same plan gives the same bytes.
 */
#ifndef FORMATS_XLSX_H
#define FORMATS_XLSX_H

#include "base/arena.h"
#include "base/err.h"
#include "formats/plan_view.h"

/*
 * Writes to a temporary path (output_reserve), reads the file back and
 * compares sheets, rows and cells before it says RC_OK.
 */
MUST_CHECK enum rc xlsx_from_plan(struct arena *a, const struct plan_view *v,
				  const char *temporary, struct err *e);

#endif
