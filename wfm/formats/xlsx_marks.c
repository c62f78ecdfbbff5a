/*
 * xlsx: what each person does in each interval, two letters an interval: what
 * fills most of it, and how much of it is work, A nothing to M all.
 *
 * The marks of a duty are a text from the first interval of its day on, to
 * the end of the day after where it goes on into that.  The sheet Plan holds
 * those that are planned and beside them, as a formula, those of the code
 * that is on the Roster now: the planned ones while it is the planned code,
 * else the standard day of that code.  Day sheets and Intervals read these.
 */
#include "formats/xlsx_sheets.h"

#include <string.h>

#include "base/date.h"
#include "formats/duty_marks.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"
#include "formats/roster_wide.h"

enum { NO_WORK = 'A' };

/* The marks of n intervals from an instant on, without the empty end. */
static const char *marks_of(struct arena *a, const struct site *s,
			    const struct duty *d, int64_t from, int interval,
			    int n)
{
	char *marks = arena_new(a, char, 2 * n + 1);
	int len = 0, work;

	for (int k = 0; k < n; k++) {
		int64_t at = from + (int64_t)k * interval;

		if (at >= d->end)
			break;
		marks[2 * k] = duty_mark(s, d, at, at + interval, &work);
		marks[2 * k + 1] = (char)(NO_WORK + work);
		if (marks[2 * k] != XLSX_NO_MARK)
			len = 2 * k + 2;
	}
	marks[len] = '\0';
	return marks;
}

/* --- as planned --- */

int xlsx_day_length(const struct xlsx *x, int d)
{
	const struct grid *g = &x->v->requirement->grid;

	return d < 0 ? 0 : g->day_begin[d + 1] - g->day_begin[d];
}

static const char *marks_of_cell(const struct xlsx *x, const struct cell *c,
				 int d)
{
	const struct grid *g = &x->v->requirement->grid;
	int from = d < 0 ? 0 : d;
	int until = d + 2 < x->v->period->days ? d + 2 : x->v->period->days;

	if (!c || c->kind != CELL_DUTY)
		return "";
	return marks_of(x->a, x->v->site, &c->duty,
			grid_time(g, g->day_begin[from]), g->interval,
			g->day_begin[until] - g->day_begin[from]);
}

/* The cell of a day, also of the day before the period. */
static const struct cell *cell_of(const struct plan_view *v, int agent, int d)
{
	int civil = v->period->first_day + d;

	if (d >= 0)
		return roster_cell(v->roster, agent, civil);
	return v->period->past ? roster_cell(v->period->past, agent, civil)
			       : NULL;
}

const char *xlsx_marks(const struct xlsx *x, int k, int d)
{
	return x->marks[(size_t)k * (x->v->period->days + 1) + d + 1];
}

static char at(const char *marks, int k)
{
	return 2 * k < (int)strlen(marks) ? marks[2 * k] : XLSX_NO_MARK;
}

char xlsx_mark(const struct xlsx *x, int k, int d, int interval)
{
	char before = at(xlsx_marks(x, k, d - 1),
			 xlsx_day_length(x, d - 1) + interval);

	return before != XLSX_NO_MARK ? before
				      : at(xlsx_marks(x, k, d), interval);
}

void xlsx_find_marks(struct xlsx *x)
{
	int days = x->v->period->days;

	x->marks =
		arena_new(x->a, const char *, (size_t)x->n_shown *(days + 1));
	for (int k = 0; k < x->n_shown; k++)
		for (int d = -1; d < days; d++) {
			const char *marks = marks_of_cell(
				x, cell_of(x->v, x->shown[k], d), d);

			x->marks[(size_t)k * (days + 1) + d + 1] = marks;
			x->overnight |=
				(int)strlen(marks) > 2 * xlsx_day_length(x, d);
		}
	for (int k = 0; k < x->n_codes; k++)
		x->overnight |= x->codes[k].end > 1440;
	struct plan_slots slots = xlsx_slots(x);
	x->live = (int64_t)x->n_shown * days * (slots.end - slots.first) <=
		  XLSX_LIVE_CELLS;
}

/* --- the standard day of a code --- */

/* A day in or before the period on whose clock nothing changes. */
static int plain_day(const struct xlsx *x)
{
	const struct zone *z = x->v->site->zone;
	int day = x->v->period->first_day;

	for (int tries = 0; tries < 60; tries++, day--)
		if (zone_utc(z, day + 2, 0).first - zone_utc(z, day, 0).first ==
		    2 * 86400)
			break;
	return day;
}

const char *xlsx_code_marks(const struct xlsx *x, const struct xlsx_code *c)
{
	const struct site *s = x->v->site;
	int interval = x->v->requirement->grid.interval;
	int n = 2 * 86400 / interval, day = plain_day(x);
	struct duty d;

	if (!c->duty)
		return "";
	if (c->shift < 0)
		return c->marks ? c->marks : "";
	d = duty_standard(x->a, s, day, c->shift, c->start, c->paid);
	return marks_of(x->a, s, &d, zone_utc(s->zone, day, 0).first, interval,
			n);
}

const char *xlsx_duty_marks(const struct xlsx *x, const struct cell *c, int day)
{
	int d = day - x->v->period->first_day;

	return d >= 0 && d < x->v->period->days ? marks_of_cell(x, c, d) : "";
}

/* --- on the sheet Plan --- */

struct plan_slots xlsx_slots(const struct xlsx *x)
{
	struct plan_slots s = plan_slots(x->v);
	int all = 1440 / s.minutes;

	for (int k = 0; k < x->n_codes; k++) {
		int first = x->codes[k].start / s.minutes;
		int end = (x->codes[k].end + s.minutes - 1) / s.minutes;

		if (x->codes[k].shift < 0)
			continue;
		if (end > all)
			return (struct plan_slots){ s.minutes, 0, all };
		s.first = first < s.first ? first : s.first;
		s.end = end > s.end ? end : s.end;
	}
	return s;
}

static int days_of(const struct xlsx *x)
{
	return x->v->period->days;
}

int xlsx_planned_column(const struct xlsx *x, int d)
{
	return XLSX_ROSTER_DAY + 2 * days_of(x) + d;
}

int xlsx_now_column(const struct xlsx *x, int d)
{
	return XLSX_ROSTER_DAY + 3 * days_of(x) + 1 + d;
}

static int member_column(const struct xlsx *x, int row)
{
	return xlsx_now_column(x, days_of(x)) + row;
}

static int code_column(const struct xlsx *x)
{
	return member_column(x, x->v->requirement->n_rows);
}

const char *xlsx_plain_code(const struct xlsx *x, int row, int d)
{
	return arena_printf(x->a, "TRIM(SUBSTITUTE(%s!%s,\"!\",\"\"))",
			    book_quoted(x->roster),
			    book_cell(x->a, row, XLSX_ROSTER_DAY + d));
}

/* The standard day, by the clock of day d: an hour of it may be missing or
 * there twice. */
static const char *on_day(const struct xlsx *x, int d, const char *marks)
{
	const struct grid *g = &x->v->requirement->grid;
	int plain = 86400 / g->interval, n = xlsx_day_length(x, d), k = 0;
	int first = g->day_begin[d];

	if (n == plain)
		return marks;
	while (k < n && g->wall[first + k] == k * g->interval / 60)
		k++;
	if (n < plain)
		return arena_printf(x->a, "LEFT(%s,%d)&MID(%s,%d,999)", marks,
				    2 * k, marks, 2 * (k + plain - n) + 1);
	return arena_printf(x->a, "LEFT(%s,%d)&MID(%s,%d,999)", marks, 2 * k,
			    marks, 2 * (k - (n - plain)) + 1);
}

static void write_now(struct xlsx *x, int row, int k, int d)
{
	const char *code = xlsx_plain_code(x, row, d);
	const char *marks = arena_printf(
		x->a, "INDEX(ShiftMarks,MATCH(%s,ShiftCodes,0))", code);

	book_formula_text(
		x->plan, row, xlsx_now_column(x, d), BOOK_TEXT,
		arena_printf(x->a, "IF(%s=%s,%s&\"\",IFERROR(%s&\"\",\"\"))",
			     code, book_cell(x->a, row, XLSX_ROSTER_DAY + d),
			     book_cell(x->a, row, xlsx_planned_column(x, d)),
			     on_day(x, d, marks)),
		xlsx_marks(x, k, d));
}

/* How much of a head the person is for a row, 0 when not skilled. */
static double weight_of(const struct xlsx *x, int agent, int row)
{
	const struct plan_view *v = x->v;
	double most = 0;

	for (int q = 0; q < v->site->n_queues; q++) {
		if (!(v->requirement->rows[row].queues >> q & 1))
			continue;
		for (int d = 0; d < days_of(x); d++) {
			double speed = agent_speed(&v->site->agents[agent],
						   v->site->queues[q].skill,
						   v->period->first_day + d);

			most = speed > most ? speed : most;
		}
	}
	return most;
}

static void write_codes(struct xlsx *x)
{
	int column = code_column(x);

	for (int k = 0; k < x->n_codes; k++)
		book_text(x->plan, XLSX_ROSTER_ROW + k, column, BOOK_TEXT,
			  xlsx_code_marks(x, &x->codes[k]));
	book_define(x->book, "ShiftMarks", x->plan,
		    (struct book_range){ XLSX_ROSTER_ROW, column,
					 XLSX_ROSTER_ROW + x->n_codes - 1,
					 column });
}

void xlsx_write_marks(struct xlsx *x)
{
	for (int k = 0; k < x->n_shown; k++) {
		int row = XLSX_ROSTER_ROW + k;

		book_text(x->plan, row, xlsx_now_column(x, -1), BOOK_TEXT,
			  xlsx_marks(x, k, -1));
		for (int d = 0; d < days_of(x); d++) {
			book_text(x->plan, row, xlsx_planned_column(x, d),
				  BOOK_TEXT, xlsx_marks(x, k, d));
			write_now(x, row, k, d);
		}
		for (int r = 0; r < x->v->requirement->n_rows; r++)
			book_number(x->plan, row, member_column(x, r),
				    BOOK_HOURS, weight_of(x, x->shown[k], r));
	}
	write_codes(x);
}

/* --- counted --- */

static struct book_range people(const struct xlsx *x, int column)
{
	int last = x->n_shown > 0 ? x->n_shown - 1 : 0;

	return (struct book_range){ XLSX_ROSTER_ROW, column,
				    XLSX_ROSTER_ROW + last, column };
}

/* Twelfths of heads in the interval that stands at a place of the marks. */
static const char *count_of(const struct xlsx *x, int row, int d, int interval)
{
	const char *marks =
		book_area_of(x->plan, people(x, xlsx_now_column(x, d)));
	const char *weight =
		row < 0 ? ""
			: arena_printf(
				  x->a, "*%s",
				  book_area_of(
					  x->plan,
					  people(x, member_column(x, row))));

	return arena_printf(x->a, "SUMPRODUCT((CODE(MID(%s,%d,1)&\"A\")-65)%s)",
			    marks, 2 * interval + 2, weight);
}

const char *xlsx_working(const struct xlsx *x, int row, int d, int interval)
{
	const char *now = count_of(x, row, d, interval);

	if (!x->overnight)
		return arena_printf(x->a, "%s/12", now);
	return arena_printf(
		x->a, "(%s+%s)/12", now,
		count_of(x, row, d - 1, xlsx_day_length(x, d - 1) + interval));
}

double *xlsx_working_planned(struct xlsx *x, int row)
{
	const struct grid *g = &x->v->requirement->grid;
	int n = plan_intervals(x->v);
	double *sum = arena_new(x->a, double, n);

	for (int k = 0; k < x->n_shown; k++) {
		double weight = row < 0 ? 1 : weight_of(x, x->shown[k], row);

		for (int d = -1; d < days_of(x) && weight > 0; d++) {
			const char *marks = xlsx_marks(x, k, d);
			int first = d < 0 ? 0 : g->day_begin[d];

			for (int t = 0; marks[2 * t] && first + t < n; t++)
				sum[first + t] += weight *
						  (marks[2 * t + 1] - NO_WORK) /
						  DUTY_PARTS;
		}
	}
	return sum;
}
