/*
 * xlsx_sheets - the sheets of a plan's workbook, one file each.
 *
 * For xlsx.c and xlsx_*.c only.  All sheets exist before any is filled, so
 * that each may refer to the others.
 */
#ifndef FORMATS_XLSX_SHEETS_H
#define FORMATS_XLSX_SHEETS_H

#include "formats/plan_view.h"
#include "formats/xlsx_book.h"

/* One entry of the list of shift codes. */
struct xlsx_code {
	const char *code, *folded;
	int shift;	/* template, or -1 */
	int kind;	/* its colour: template + 1, 0 none, see below */
	int start, end; /* minutes after midnight, -1 none */
	int paid;	/* minutes */
	bool duty;
	bool credit;	   /* pays a contract day */
	const char *marks; /* of a duty without a template, else NULL */
};
enum { XLSX_KIND_OFF = -1, XLSX_KIND_LEAVE = -2 };

struct xlsx {
	struct arena *a;
	const struct plan_view *v;
	struct book *book;
	struct book_sheet *roster, *coverage, *people, *issues, *shifts,
		*intervals, *about, *plan;
	struct book_sheet *whatif, *sums; /* NULL without a queue of calls */
	struct book_sheet **days;	  /* [period.days] */

	struct plan_person *figures; /* [site.n_agents] */
	int *shown;		     /* [n_shown] agents on the roster */
	int n_shown;
	int *row_of; /* [site.n_agents] row on the roster, -1 */
	struct xlsx_code *codes;
	int n_codes;
	int *interval_row;  /* [n_rows * grid.n] row on Intervals, -1 */
	int *site_row;	    /* [grid.n] the same for all queues together */
	const char **marks; /* see xlsx_marks */
	bool overnight;	    /* some duty goes on into the next day */
	bool live;	    /* cells of the day sheets are formulas */
};

/* Where things are on the Roster (and, as planned, on Plan). */
enum {
	XLSX_ROSTER_ROW = 5, /* first person */
	XLSX_ROSTER_NAME = 0,
	XLSX_ROSTER_TEAM = 1,
	XLSX_ROSTER_CONTRACT = 2, /* Plan: hours of a contract day */
	XLSX_ROSTER_DAY = 3	  /* first day */
};
int xlsx_roster_hours(const struct xlsx *x); /* column of the hours */

/* plan_code, but for duties of no template #0830 instead of ?0830, since
 * look-ups take ? for any character. */
const char *xlsx_code(const struct xlsx *x, int agent, int day);
const char *xlsx_duty_code(const struct xlsx *x, const struct duty *d);

/*
 * Marks, two letters an interval from the day's first on: w works, b break,
 * l unpaid break, m meeting or training, a absent, g gap, o on call; then how
 * many twelfths of the interval are work, A none to M all.
 */
enum { XLSX_NO_MARK = '.' }; /* DUTY_NO_MARK */
/* More cells than that are written as planned, and those of changed codes
 * hatched; the sums follow all the same. */
enum { XLSX_LIVE_CELLS = 500000 };
void xlsx_find_marks(struct xlsx *x); /* after the codes */
/* As planned: of the k-th person shown, a duty that starts on day d; -1 is
 * the day before the period, of which only day 0 is kept. */
const char *xlsx_marks(const struct xlsx *x, int k, int d);
char xlsx_mark(const struct xlsx *x, int k, int d, int interval);
/* Of the standard day of a code; of a cell of the period. */
const char *xlsx_code_marks(const struct xlsx *x, const struct xlsx_code *c);
const char *xlsx_duty_marks(const struct xlsx *x, const struct cell *c,
			    int day);
/* Intervals of day d; 0 of day -1. */
int xlsx_day_length(const struct xlsx *x, int d);

/* Times of day at which anybody is wanted, or might be by any code. */
struct plan_slots xlsx_slots(const struct xlsx *x);

/* Columns of the sheet Plan: marks as planned, and of the present code. */
int xlsx_planned_column(const struct xlsx *x, int d);
int xlsx_now_column(const struct xlsx *x, int d);
void xlsx_write_marks(struct xlsx *x);
/* The code now on the Roster, without a lock's "!". */
const char *xlsx_plain_code(const struct xlsx *x, int row, int d);
/* People at work in an interval of day d now, parts counted, as a formula;
 * weighted by their speed for a row of the requirement, row -1 heads. */
const char *xlsx_working(const struct xlsx *x, int row, int d, int interval);
double *xlsx_working_planned(struct xlsx *x, int row); /* [intervals] */

void xlsx_codes(struct xlsx *x); /* fills codes */
void xlsx_roster(struct xlsx *x);
void xlsx_plan(struct xlsx *x);
void xlsx_coverage(struct xlsx *x);
void xlsx_people(struct xlsx *x);
void xlsx_issues(struct xlsx *x);
void xlsx_day(struct xlsx *x, int d);
void xlsx_shifts(struct xlsx *x);
void xlsx_intervals(struct xlsx *x); /* fills interval_row */
/* Handling time of a row's queues, weighted by contacts; NAN none. */
double xlsx_interval_aht(const struct plan_view *v, int row, int t);
void xlsx_about(struct xlsx *x);
bool xlsx_has_whatif(struct xlsx *x);
void xlsx_whatif(struct xlsx *x);

/* Columns of the sheet Intervals. */
enum {
	XLSX_INTERVAL_QUEUE = 0,
	XLSX_INTERVAL_REQUIRED = 5,
	XLSX_INTERVAL_SCHEDULED,
	XLSX_INTERVAL_BALANCE,
	XLSX_INTERVAL_MISSING,
	XLSX_INTERVAL_OVER,
	XLSX_INTERVAL_LABEL = 11
};

/* A sheet's first two lines. */
void xlsx_title(struct xlsx *x, struct book_sheet *s, const char *what,
		const char *note);

#endif
