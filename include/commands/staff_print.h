/*
 * staff_print - what is required, and what another way would have said.
 */
#ifndef COMMANDS_STAFF_PRINT_H
#define COMMANDS_STAFF_PRINT_H

#include "commands/pipeline.h"

/* For people a story; for programs the table by queue and day.  skills: with
 * a simulation of the site's mix of skills. */
void staff_print(const struct pipeline *p, bool skills);

/* Every interval: service, callers waiting, the sheet's people, and why. */
void staff_print_intervals(const struct pipeline *p);

/* The need of every queue by day: pictures for people, rows for programs. */
void staff_print_days(const struct pipeline *p);

/* Person hours of one row on the days [from, until), by one of its columns. */
double staff_hours(const struct requirement *r, const double *x, int from,
		   int until);
/* The same as a sheet has it, which rounds up, gross of shrinkage. */
double staff_sheet_hours(const struct requirement *r,
			 const struct requirement_row *row, int from, int until,
			 double shrinkage);

#endif
