/*
 * roster_reader - a roster's workbook while it is read.
 *
 * For roster_workbook.c and roster_days.c only; others see roster_file.h.
 */
#ifndef FORMATS_ROSTER_READER_H
#define FORMATS_ROSTER_READER_H

#include "formats/sheet.h"
#include "model/roster.h"
#include "model/site.h"

struct roster_reader {
	struct arena *a;
	const struct site *s;
	const char *path, *sheet;
	const struct roster *base;
	struct roster *r;
	struct err *e;

	struct sheets sheets;
	struct sheet_table roster, plan;
	int head;     /* row of the days */
	int *day_of;  /* [SHEET_MAX_COLUMN] civil day, DATE_NONE */
	int *seen_at; /* [n_agents] row + 1 in which the person was found */
	const char **folded; /* [n_agents] names, to compare with */
	bool people;	     /* the first of them was found */
	bool sums;	     /* below the first row without a name after that */
};

/*
 * The day sheets: breaks that were moved there.  They count where the code on
 * the Roster is the base's, else an error names both cells.  Breaks may be
 * moved within their duty, not added, dropped or made longer; meetings and
 * absence stay.
 */
MUST_CHECK enum rc roster_days_read(struct roster_reader *r);

#endif
