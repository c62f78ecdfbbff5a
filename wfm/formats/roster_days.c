/* roster_file: the day sheets of a workbook, on which breaks were moved. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/zone.h"
#include "formats/duty_marks.h"
#include "formats/i18n.h"
#include "formats/roster_reader.h"
#include "formats/say.h"

enum { HEAD = 3, FIRST = 4, TIMES = 4, MOST = 100 * 12 };

/* One day's sheet. */
struct day {
	struct roster_reader *r;
	const char *sheet;
	struct sheet_table cells;
	int civil;
	int64_t begin;	/* the day's first instant */
	int n;		/* intervals, columns from TIMES on */
	int64_t *start; /* [n] of each interval */
};

/* One person's row of it. */
struct row {
	int agent, at;			      /* at: row of the sheet */
	const struct sheet_cell *marks[MOST]; /* NULL: the cell is empty */
	int edited;			      /* the first column changed, -1 */
};

static int interval_of(const struct day *d)
{
	return d->r->s->interval;
}

static struct cell *cell_on(const struct roster *of, int agent, int civil)
{
	if (civil < of->first_day || civil >= of->first_day + of->days)
		return NULL;
	return roster_cell(of, agent, civil);
}

/* --- what is where --- */

/* Columns are intervals in order, headed by their time of day. */
static bool find_times(struct day *d)
{
	const struct sheet_table *t = &d->cells;
	int64_t end = zone_utc(d->r->s->zone, d->civil + 1, 0).first, at;

	d->begin = at = zone_utc(d->r->s->zone, d->civil, 0).first;
	d->start = arena_new(d->r->a, int64_t, MOST);
	for (int i = 0; i < t->n && t->cells[i].row <= HEAD; i++) {
		const struct sheet_cell *c = &t->cells[i];
		double x;
		int minute;

		if (c->row < HEAD || c->column != TIMES + d->n ||
		    d->n == MOST || !c->is_number ||
		    !text_double(c->text, &x) || x < 0 || x >= 1)
			continue;
		minute = (int)(x * 1440 + 0.5);
		while (at < end &&
		       zone_wall(d->r->s->zone, at).seconds / 60 != minute)
			at += interval_of(d);
		if (at >= end)
			return false;
		d->start[d->n++] = at;
		at += interval_of(d);
	}
	return d->n > 0;
}

/* The person of that name; -1 nobody, -2 several. */
static int person_of(const struct day *d, const char *name)
{
	const char *wanted = text_fold(d->r->a, text_trim(d->r->a, name));
	int found = -1;

	for (int i = 0; i < d->r->s->n_agents; i++)
		if (!strcmp(d->r->folded[i], wanted))
			found = found == -1 ? i : -2;
	return found;
}

/* --- what differs --- */

static char mark_of(const struct day *d, const struct roster *of, int agent,
		    int k)
{
	char found = DUTY_NO_MARK;
	int work;

	for (int back = 1; back >= 0 && found == DUTY_NO_MARK; back--) {
		const struct cell *c = cell_on(of, agent, d->civil - back);

		if (c && c->kind == CELL_DUTY)
			found = duty_mark(d->r->s, &c->duty, d->start[k],
					  d->start[k] + interval_of(d), &work);
	}
	return found;
}

static char written(const struct day *d, const struct sheet_cell *c)
{
	const char *s =
		c ? text_fold(d->r->a, text_trim(d->r->a, c->text)) : "";

	return s[0] && s[1] ? '?' : s[0] ? s[0] : DUTY_NO_MARK;
}

/* Formulas follow the roster by themselves, so only what was written over
 * them counts; what the plan had is no correction either. */
static bool is_edit(const struct day *d, const struct row *row, int k)
{
	const struct sheet_cell *c = row->marks[k];
	char now = written(d, c);

	if (c && c->is_formula)
		return false;
	return now != mark_of(d, d->r->r, row->agent, k) &&
	       now != mark_of(d, d->r->base, row->agent, k);
}

/* --- moving breaks --- */

static bool complain(const struct day *d, const struct row *row, int k,
		     const char *what)
{
	struct place at = { d->r->path, row->at + 1, TIMES + k + 1 };

	(void)fail_at(d->r->e, at, RC_DATA, "%s: %s",
		      sheet_cell_name(d->r->a, d->sheet, row->at, TIMES + k),
		      what);
	return false;
}

/* A run of one letter b or l: columns [begin, end). */
struct run {
	char letter;
	int begin, end;
};

static int runs_of(const char *marks, int n, struct run *runs)
{
	int found = 0;

	for (int k = 0, end; k < n; k = end) {
		for (end = k + 1; end < n && marks[end] == marks[k]; end++)
			;
		if (marks[k] == 'b' || marks[k] == 'l')
			runs[found++] = (struct run){ marks[k], k, end };
	}
	return found;
}

/* The k-th run of a letter, NULL when there is none. */
static const struct run *run_number(const struct run *runs, int n, char letter,
				    int k)
{
	for (int i = 0; i < n; i++)
		if (runs[i].letter == letter && k-- == 0)
			return &runs[i];
	return NULL;
}

static int by_start(const void *x, const void *y)
{
	const struct segment *a = x, *b = y;

	return (a->start > b->start) - (a->start < b->start);
}

static int queue_at(const struct duty *d, int64_t at)
{
	int queue = -1;

	for (int k = 0; k < d->n; k++)
		if (d->segments[k].kind == SEGMENT_WORK &&
		    (d->segments[k].start <= at || k == 0))
			queue = d->segments[k].queue;
	return queue;
}

/* All but work, in order, with work between; false when two overlap. */
static bool fill(const struct day *d, struct duty *duty, struct segment *fixed,
		 int n)
{
	struct segment *all = arena_new(d->r->a, struct segment, 2 * n + 1);
	int64_t at = duty->start;
	int found = 0;

	if (n > 0)
		qsort(fixed, (size_t)n, sizeof(*fixed), by_start);
	for (int k = 0; k <= n; k++) {
		int64_t next = k < n ? fixed[k].start : duty->end;

		if (next < at || next > duty->end)
			return false;
		if (next > at)
			all[found++] = (struct segment){ SEGMENT_WORK, -1,
							 queue_at(duty, at), at,
							 next };
		if (k == n)
			break;
		all[found++] = fixed[k];
		at = fixed[k].end;
	}
	duty->segments = all;
	duty->n = found;
	return at <= duty->end;
}

/* Moves each break to the run that is its own by number and letter. */
static bool move_breaks(const struct day *d, struct duty *duty,
			const struct run *was, int n_was, const struct run *is,
			int n_is)
{
	struct segment *fixed = arena_new(d->r->a, struct segment, duty->n + 1);
	int n = 0, next[2] = { 0, 0 };

	for (int k = 0; k < duty->n; k++) {
		struct segment g = duty->segments[k];
		char letter = duty_letter(d->r->s, &g);
		int which = letter == 'l';
		const struct run *from, *to;

		if (g.kind == SEGMENT_WORK)
			continue;
		fixed[n++] = g;
		if (g.kind != SEGMENT_BREAK || g.end <= d->start[0] ||
		    g.start >= d->start[d->n - 1] + interval_of(d))
			continue;
		from = run_number(was, n_was, letter, next[which]);
		to = run_number(is, n_is, letter, next[which]++);
		if (!from || !to ||
		    from->end - from->begin != to->end - to->begin)
			return false;
		fixed[n - 1].start +=
			d->start[to->begin] - d->start[from->begin];
		fixed[n - 1].end = fixed[n - 1].start + (g.end - g.start);
	}
	return fill(d, duty, fixed, n);
}

static bool same_number(const struct run *was, int n_was, const struct run *is,
			int n_is, char letter)
{
	int n = 0;

	for (int k = 0; k < n_was; k++)
		n += was[k].letter == letter;
	for (int k = 0; k < n_is; k++)
		n -= is[k].letter == letter;
	return n == 0;
}

/* The duty that is to be corrected: the one that lies in the interval. */
static struct cell *duty_at(const struct day *d, const struct row *row, int k)
{
	for (int back = 0; back <= 1; back++) {
		struct cell *c = cell_on(d->r->r, row->agent, d->civil - back);

		if (c && c->kind == CELL_DUTY && c->duty.start <= d->start[k] &&
		    c->duty.end > d->start[k])
			return c;
	}
	return NULL;
}

static bool is_base(const struct day *d, const struct cell *c, int agent)
{
	for (int back = 0; back <= 1; back++)
		if (cell_on(d->r->r, agent, d->civil - back) == c) {
			const struct cell *base =
				cell_on(d->r->base, agent, d->civil - back);

			return base && base->kind == CELL_DUTY &&
			       base->duty.segments == c->duty.segments;
		}
	return false;
}

/* Roster!F12, where the code of a cell's day stands. */
static const char *code_cell(const struct day *d, int agent,
			     const struct cell *c)
{
	int civil = cell_on(d->r->r, agent, d->civil) == c ? d->civil
							   : d->civil - 1;

	for (int k = 0; k < SHEET_MAX_COLUMN; k++)
		if (d->r->day_of[k] == civil)
			return sheet_cell_name(d->r->a, d->r->sheet,
					       d->r->seen_at[agent] - 1, k);
	return d->r->sheet;
}

static void correct(struct day *d, struct row *row)
{
	struct cell *c = duty_at(d, row, row->edited);
	char *was = arena_new(d->r->a, char, d->n + 1);
	char *is = arena_new(d->r->a, char, d->n + 1);
	struct run *old = arena_new(d->r->a, struct run, d->n);
	struct run *new = arena_new(d->r->a, struct run, d->n);
	struct duty moved;
	int n_old, n_new;

	if (!c) {
		complain(d, row, row->edited,
			 _("outside any duty; its code on the Roster says "
			   "when somebody works"));
		return;
	}
	if (!is_base(d, c, row->agent)) {
		complain(d, row, row->edited,
			 arena_printf(d->r->a,
				      _("changed, and so is the code in %s; "
					"its breaks are placed anew, so take "
					"one of them back"),
				      code_cell(d, row->agent, c)));
		return;
	}
	for (int k = 0; k < d->n; k++) {
		bool inside = duty_at(d, row, k) == c;

		was[k] = inside ? mark_of(d, d->r->r, row->agent, k)
				: DUTY_NO_MARK;
		is[k] = was[k];
		if (!inside || !is_edit(d, row, k))
			continue;
		is[k] = written(d, row->marks[k]);
		if (!strchr("wbl", is[k]) || !strchr("wbl", was[k])) {
			complain(d, row, k,
				 _("only w, b and l may be moved about: a "
				   "break within its duty"));
			return;
		}
	}
	n_old = runs_of(was, d->n, old);
	n_new = runs_of(is, d->n, new);
	moved = c->duty;
	if (!same_number(old, n_old, new, n_new, 'b') ||
	    !same_number(old, n_old, new, n_new, 'l') ||
	    !move_breaks(d, &moved, old, n_old, new, n_new)) {
		complain(d, row, row->edited,
			 _("breaks may be moved, but must stay as many and as "
			   "long as they are"));
		return;
	}
	c->duty = moved;
}

/* --- the sheets --- */

/* Where the marks are no formulas, as in large workbooks, nobody can tell a
 * correction from an older plan. */
static bool is_live(const struct day *d)
{
	for (int i = 0; i < d->cells.n; i++)
		if (d->cells.cells[i].row >= FIRST &&
		    d->cells.cells[i].column >= TIMES &&
		    d->cells.cells[i].is_formula)
			return true;
	return false;
}

static void read_row(struct day *d, struct row *row, const char *name)
{
	row->edited = -1;
	row->agent = person_of(d, name);
	if (row->agent == -1 || (row->agent >= 0 && !d->r->seen_at[row->agent]))
		return;
	if (row->agent == -2)
		return; /* namesakes: the sheet does not tell them apart */
	for (int k = d->n - 1; k >= 0; k--)
		if (is_edit(d, row, k))
			row->edited = k;
	if (row->edited >= 0)
		correct(d, row);
}

static void read_rows(struct day *d)
{
	const struct sheet_table *t = &d->cells;
	struct row row;

	for (int i = 0, end; i < t->n; i = end) {
		const struct sheet_cell *first = &t->cells[i];

		memset(&row, 0, sizeof(row));
		row.at = first->row;
		for (end = i; end < t->n && t->cells[end].row == row.at;
		     end++) {
			int k = t->cells[end].column - TIMES;

			if (k >= 0 && k < d->n)
				row.marks[k] = &t->cells[end];
		}
		if (row.at < FIRST)
			continue;
		if (first->column != 0 ||
		    row.at > t->cells[i ? i - 1 : 0].row + 1)
			return; /* the sums below */
		read_row(d, &row, first->text);
	}
}

static int sheet_of(const struct roster_reader *r, int civil)
{
	const char *name = say_long_day(r->a, civil);

	for (int k = 0; k < r->sheets.n; k++)
		if (text_equal(r->sheets.list[k].name, name))
			return k;
	return -1;
}

enum rc roster_days_read(struct roster_reader *r)
{
	for (int k = 0; k < r->base->days; k++) {
		struct day d = { .r = r, .civil = r->base->first_day + k };
		int sheet = sheet_of(r, d.civil);

		if (sheet < 0)
			continue;
		d.sheet = r->sheets.list[sheet].name;
		TRY(sheet_cells(r->a, r->path, &r->sheets, sheet, &d.cells,
				r->e));
		if (is_live(&d) && find_times(&d))
			read_rows(&d);
	}
	return RC_OK;
}
