/* xlsx: a sheet a day: who does what in each interval. */
#include "formats/xlsx_sheets.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/say.h"

enum { NAME, SHIFT, START, END, TIMES }; /* columns */
enum { HEAD = 3, FIRST };

/* One person's row; k: as shown on the roster. */
struct worker {
	int k;
	int64_t begin; /* first instant of the day at work; INT64_MAX none */
	const struct duty *duty;  /* that starts on the day, or NULL */
	const char *before, *now; /* cells of the marks */
};

struct day {
	struct xlsx *x;
	struct book_sheet *s;
	int d, civil;
	int begin, end; /* intervals that are shown */
	struct worker *workers;
	int n;
	struct text formula;
};

/* The duty that a person starts on a civil day, also before the period. */
static const struct duty *duty_on(const struct plan_view *v, int agent,
				  int civil)
{
	const struct roster *r =
		civil < v->roster->first_day ? v->period->past : v->roster;
	const struct cell *c;

	if (!r || civil < r->first_day || civil >= r->first_day + r->days)
		return NULL;
	c = roster_cell(r, agent, civil);
	return c->kind == CELL_DUTY ? &c->duty : NULL;
}

static struct worker worker_of(const struct day *d, int k)
{
	const struct plan_view *v = d->x->v;
	const struct grid *g = &v->requirement->grid;
	int agent = d->x->shown[k];
	int64_t from = grid_time(g, g->day_begin[d->d]);
	const struct duty *before = duty_on(v, agent, d->civil - 1);
	const char *plan = book_quoted(d->x->plan);
	int row = XLSX_ROSTER_ROW + k;
	struct worker w = { .k = k,
			    .begin = INT64_MAX,
			    .duty = duty_on(v, agent, d->civil) };

	w.now = arena_printf(
		d->x->a, "%s!%s", plan,
		book_cell(d->x->a, row, xlsx_now_column(d->x, d->d)));
	w.before = arena_printf(
		d->x->a, "%s!%s", plan,
		book_cell(d->x->a, row, xlsx_now_column(d->x, d->d - 1)));
	if (before && before->end > from)
		w.begin = before->start > from ? before->start : from;
	else if (w.duty)
		w.begin = w.duty->start;
	return w;
}

/* Who works first stands first; who does not, last. */
static int by_begin(const void *x, const void *y)
{
	const struct worker *a = x, *b = y;

	return a->begin != b->begin
		       ? (a->begin > b->begin) - (a->begin < b->begin)
		       : a->k - b->k;
}

/* --- the sheet --- */

static const char *clock_of(const struct day *d, int64_t utc)
{
	const struct grid *g = &d->x->v->requirement->grid;

	return say_time(d->x->a, zone_wall(g->zone, utc).seconds / 60);
}

/* When the duty of the code now on the roster starts or ends. */
static void write_clock(struct day *d, const struct worker *w, int row,
			int column, const char *planned, const char *list)
{
	struct xlsx *x = d->x;
	int there = XLSX_ROSTER_ROW + w->k;
	const char *code = xlsx_plain_code(x, there, d->d);

	book_formula_text(
		d->s, row, column, BOOK_CENTRE,
		arena_printf(x->a,
			     "IF(%s=%s!%s,\"%s\",IFERROR(INDEX(%s,MATCH(%s,"
			     "ShiftCodes,0))&\"\",\"\"))",
			     code, book_quoted(x->plan),
			     book_cell(x->a, there, XLSX_ROSTER_DAY + d->d),
			     planned, list, code),
		planned);
}

/* The letter of an interval in the marks of the code now on the roster; good
 * until the next one. */
static const char *mark_formula(struct day *d, const struct worker *w,
				int interval)
{
	struct text *t = &d->formula;

	t->len = 0;
	if (d->x->overnight)
		text_addf(t,
			  "LEFT(SUBSTITUTE(MID(%s,%d,1)&MID(%s,%d,1),\".\","
			  "\"\"),1)",
			  w->before,
			  2 * (xlsx_day_length(d->x, d->d - 1) + interval) + 1,
			  w->now, 2 * interval + 1);
	else
		text_addf(t, "SUBSTITUTE(MID(%s,%d,1),\".\",\"\")", w->now,
			  2 * interval + 1);
	return t->data;
}

static void write_mark(struct day *d, const struct worker *w, int row,
		       int column, int interval, char mark)
{
	const char letter[2] = { mark == XLSX_NO_MARK ? '\0' : mark, '\0' };

	if (d->x->live)
		book_formula_text(d->s, row, column, BOOK_MARK,
				  mark_formula(d, w, interval), letter);
	else if (*letter)
		book_text(d->s, row, column, BOOK_MARK, letter);
}

/* Where the marks do not follow, a word says that they should. */
static void write_changed(struct day *d, const struct worker *w, int row)
{
	struct xlsx *x = d->x;
	int there = XLSX_ROSTER_ROW + w->k;

	book_formula_text(
		d->s, row, TIMES + d->end - d->begin, BOOK_NOTE,
		arena_printf(x->a, "IF(%s=%s!%s,\"\",\"%s\")",
			     xlsx_plain_code(x, there, d->d),
			     book_quoted(x->plan),
			     book_cell(x->a, there, XLSX_ROSTER_DAY + d->d),
			     _("changed")),
		"");
}

static void write_worker(struct day *d, const struct worker *w, int row,
			 int *working)
{
	struct xlsx *x = d->x;
	const struct grid *g = &x->v->requirement->grid;
	const char *code = xlsx_code(x, x->shown[w->k], d->civil);

	book_text(d->s, row, NAME, BOOK_TEXT,
		  x->v->site->agents[x->shown[w->k]].name);
	book_formula_text(d->s, row, SHIFT, BOOK_CENTRE,
			  arena_printf(x->a, "%s!%s&\"\"",
				       book_quoted(x->roster),
				       book_cell(x->a, XLSX_ROSTER_ROW + w->k,
						 XLSX_ROSTER_DAY + d->d)),
			  code);
	write_clock(d, w, row, START,
		    w->duty ? clock_of(d, w->duty->start) : "", "ShiftStarts");
	write_clock(d, w, row, END, w->duty ? clock_of(d, w->duty->end) : "",
		    "ShiftEnds");
	for (int t = d->begin; t < d->end; t++) {
		int interval = t - g->day_begin[d->d];
		char mark = xlsx_mark(x, w->k, d->d, interval);

		working[t - d->begin] += mark == 'w';
		write_mark(d, w, row, TIMES + t - d->begin, interval, mark);
	}
	if (!x->live)
		write_changed(d, w, row);
}

static void write_head(struct day *d)
{
	static const char *const heads[] = { N_("Name"), N_("Shift"),
					     N_("Starts"), N_("Ends") };
	const struct grid *g = &d->x->v->requirement->grid;

	xlsx_title(d->x, d->s, say_date(d->x->a, d->civil),
		   _("w works, b break, l unpaid break, m meeting or training, "
		     "a absent, g gap, o on call: what fills most of the "
		     "interval.  As planned while the code on the roster is, "
		     "else the code's standard day."));
	for (int k = 0; k < TIMES; k++)
		book_text(d->s, HEAD, k, BOOK_HEAD, _(heads[k]));
	for (int t = d->begin; t < d->end; t++)
		book_number(d->s, HEAD, TIMES + t - d->begin, BOOK_TURNED,
			    g->wall[t] / 1440.0);
	book_height(d->s, HEAD, 34);
}

static void write_sum(struct day *d, int row, int k, int working)
{
	struct arena *a = d->x->a;
	int column = TIMES + k, t = d->begin + k;
	int last = FIRST + (d->n > 0 ? d->n - 1 : 0);
	const struct book_range all = { FIRST, column, last, column };
	const struct plan_view *v = d->x->v;
	const char *intervals = book_quoted(d->x->intervals);
	int there = d->x->site_row[t];
	double scheduled = plan_scheduled(v, t), required = plan_required(v, t);

	book_formula(d->s, row, column, BOOK_SMALL + BOOK_TOTAL,
		     arena_printf(a, "COUNTIF(%s,\"w\")", book_area(a, all)),
		     working);
	if (there < 0) {
		book_number(d->s, row + 1, column, BOOK_SMALL, 0);
		book_number(d->s, row + 2, column, BOOK_SMALL, 0);
	} else {
		book_formula(d->s, row + 1, column, BOOK_SMALL,
			     arena_printf(a, "%s!%s", intervals,
					  book_cell(a, there,
						    XLSX_INTERVAL_SCHEDULED)),
			     scheduled);
		book_formula(d->s, row + 2, column, BOOK_SMALL,
			     arena_printf(a, "%s!%s", intervals,
					  book_cell(a, there,
						    XLSX_INTERVAL_REQUIRED)),
			     required);
	}
	book_formula(d->s, row + 3, column, BOOK_SMALL_SIGNED,
		     arena_printf(a, "%s-%s", book_cell(a, row + 1, column),
				  book_cell(a, row + 2, column)),
		     there < 0 ? 0 : scheduled - required);
}

static void write_sums(struct day *d, int row, const int *working)
{
	static const char *const names[] = { N_("Cells marked w"),
					     N_("People scheduled"),
					     N_("People required"),
					     N_("Over/under") };
	int n = d->end - d->begin;

	for (int k = 0; k < 4; k++)
		book_text(d->s, row + k, NAME, BOOK_TEXT + (k ? 0 : BOOK_TOTAL),
			  _(names[k]));
	for (int k = 0; k < n; k++)
		write_sum(d, row, k, working[k]);
	if (n > 0)
		book_scale(d->s,
			   (struct book_range){ row + 3, TIMES, row + 3,
						TIMES + n - 1 },
			   -4, 4);
}

static void colour_marks(struct day *d)
{
	static const struct {
		char mark;
		struct book_look look;
	} looks[] = {
		{ 'w', { 0x9CC3E6, 0x4F86B8, false, false } },
		{ 'b', { 0xFFF1B8, 0x6B5900, false, false } },
		{ 'l', { 0xFBD5A6, 0x7A3E00, false, false } },
		{ 'm', { 0xDCC8EE, 0x4B2A73, false, false } },
		{ 'a', { 0xF2F2F2, 0x404040, true, false } },
		{ 'g', { 0xF2F2F2, 0x767676, false, false } },
		{ 'o', { 0xCFEBD9, 0x1E5B36, false, false } },
	};
	struct book_range r = { FIRST, TIMES, FIRST + d->n - 1,
				TIMES + d->end - d->begin - 1 };

	if (d->n == 0 || d->end <= d->begin)
		return;
	if (!d->x->live)
		book_when(
			d->s, r,
			arena_printf(
				d->x->a, "$%s<>\"\"",
				book_cell(d->x->a, r.row, r.last_column + 1)),
			(struct book_look){ 0xFFFFFF, 0x7F7F7F, true, false });
	for (size_t k = 0; k < sizeof(looks) / sizeof(*looks); k++)
		book_when(d->s, r,
			  arena_printf(d->x->a, "%s=\"%c\"",
				       book_cell(d->x->a, r.row, r.column),
				       looks[k].mark),
			  looks[k].look);
}

static void find_day(struct day *d, int k)
{
	const struct plan_view *v = d->x->v;
	const struct grid *g = &v->requirement->grid;
	struct plan_slots slots = xlsx_slots(d->x);

	d->s = d->x->days[k];
	d->d = k;
	d->formula = text_new(d->x->a);
	d->civil = v->period->first_day + k;
	d->begin = g->day_begin[k];
	d->end = g->day_begin[k + 1];
	while (d->begin < d->end && plan_slot(v, d->begin) < slots.first)
		d->begin++;
	while (d->end > d->begin && plan_slot(v, d->end - 1) >= slots.end)
		d->end--;
	d->n = d->x->n_shown;
	d->workers = arena_new(d->x->a, struct worker, d->n);
	for (int i = 0; i < d->n; i++)
		d->workers[i] = worker_of(d, i);
	if (d->n > 0)
		qsort(d->workers, (size_t)d->n, sizeof(*d->workers), by_begin);
}

void xlsx_day(struct xlsx *x, int k)
{
	struct day d = { .x = x };
	int *working;

	find_day(&d, k);
	working = arena_new(x->a, int, d.end - d.begin);
	write_head(&d);
	for (int i = 0; i < d.n; i++)
		write_worker(&d, &d.workers[i], FIRST + i, working);
	write_sums(&d, FIRST + d.n + 1, working);
	colour_marks(&d);
	book_width(d.s, NAME, NAME, 24);
	book_width(d.s, SHIFT, SHIFT, 10);
	book_width(d.s, START, END, 7);
	book_width(d.s, TIMES, TIMES + d.end - d.begin - 1, 2.4);
	book_freeze(d.s, FIRST, TIMES);
	book_zoom(d.s, 85);
}
