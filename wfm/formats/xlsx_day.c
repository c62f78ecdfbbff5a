/* xlsx: a sheet a day: who does what in each interval. */
#include "formats/xlsx_sheets.h"

#include <stdlib.h>

#include "formats/i18n.h"
#include "formats/say.h"

enum { NAME, SHIFT, START, END, TIMES }; /* columns */
enum { HEAD = 3, FIRST };

/* A person with work on this day, from yesterday's duty or today's. */
struct worker {
	int agent;
	int64_t begin; /* first instant of the day at work */
	const struct duty *duties[2];
	int n;
};

struct day {
	struct xlsx *x;
	struct book_sheet *s;
	int civil, begin, end; /* intervals that are shown */
	int64_t from, until;   /* instants of the whole day */
	struct worker *workers;
	int n;
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

static void take_worker(struct day *d, int agent)
{
	struct worker w = { .agent = agent };

	for (int k = d->civil - 1; k <= d->civil; k++) {
		const struct duty *duty = duty_on(d->x->v, agent, k);

		if (!duty || duty->end <= d->from || duty->start >= d->until)
			continue;
		if (w.n == 0)
			w.begin = duty->start > d->from ? duty->start : d->from;
		w.duties[w.n++] = duty;
	}
	if (w.n > 0)
		d->workers[d->n++] = w;
}

static int by_begin(const void *x, const void *y)
{
	const struct worker *a = x, *b = y;

	return a->begin != b->begin
		       ? (a->begin > b->begin) - (a->begin < b->begin)
		       : a->agent - b->agent;
}

/* --- marks --- */

static const char marks[] = "wblmago";
enum { WORK, BREAK, LUNCH, MEETING, ABSENT, GAP, ON_CALL, MARKS };

static int mark_of_segment(const struct site *s, const struct segment *g)
{
	switch (g->kind) {
	case SEGMENT_WORK: return WORK;
	case SEGMENT_BREAK: return s->breaks[g->what].paid ? BREAK : LUNCH;
	case SEGMENT_ACTIVITY: return MEETING;
	case SEGMENT_ABSENCE: return ABSENT;
	case SEGMENT_GAP: return GAP;
	case SEGMENT_ON_CALL: return ON_CALL;
	}
	return WORK;
}

static void add_seconds(const struct site *s, const struct duty *duty,
			int64_t from, int64_t until, int64_t seconds[MARKS])
{
	for (int k = 0; k < duty->n; k++) {
		const struct segment *g = &duty->segments[k];
		int64_t low = g->start > from ? g->start : from;
		int64_t high = g->end < until ? g->end : until;

		if (high > low)
			seconds[mark_of_segment(s, g)] += high - low;
	}
}

/* What fills most of the interval; in doubt not work, -1 nothing. */
static int mark_of(const struct day *d, const struct worker *w, int t)
{
	const struct grid *g = &d->x->v->requirement->grid;
	int64_t seconds[MARKS] = { 0 };
	int best = -1;

	for (int k = 0; k < w->n; k++)
		add_seconds(d->x->v->site, w->duties[k], grid_time(g, t),
			    grid_time(g, t + 1), seconds);
	for (int k = 0; k < MARKS; k++)
		if (seconds[k] > 0 && (best < 0 || seconds[k] >= seconds[best]))
			best = k;
	return best;
}

/* --- the sheet --- */

static const char *clock_of(const struct day *d, int64_t utc)
{
	const struct grid *g = &d->x->v->requirement->grid;

	return say_time(d->x->a, zone_wall(g->zone, utc).seconds / 60);
}

static void write_worker(struct day *d, const struct worker *w, int row,
			 int *working)
{
	const struct site *s = d->x->v->site;
	const struct duty *last = w->duties[w->n - 1];

	book_text(d->s, row, NAME, BOOK_TEXT, s->agents[w->agent].name);
	book_text(d->s, row, SHIFT, BOOK_CENTRE, xlsx_duty_code(d->x, last));
	book_text(d->s, row, START, BOOK_CENTRE, clock_of(d, last->start));
	book_text(d->s, row, END, BOOK_CENTRE, clock_of(d, last->end));
	for (int t = d->begin; t < d->end; t++) {
		int mark = mark_of(d, w, t);
		const char letter[2] = { mark < 0 ? '\0' : marks[mark], '\0' };

		if (mark < 0)
			continue;
		working[t - d->begin] += mark == WORK;
		book_text(d->s, row, TIMES + t - d->begin, BOOK_MARK, letter);
	}
}

static void write_head(struct day *d)
{
	static const char *const heads[] = { N_("Name"), N_("Shift"),
					     N_("Starts"), N_("Ends") };
	const struct grid *g = &d->x->v->requirement->grid;

	xlsx_title(d->x, d->s, say_date(d->x->a, d->civil),
		   _("w works, b break, l unpaid break, m meeting or training, "
		     "a absent, g gap, o on call: what fills most of the "
		     "interval."));
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
	double scheduled = plan_scheduled(d->x->v, t);
	double required = plan_required(d->x->v, t);

	book_formula(d->s, row, column, BOOK_SMALL + BOOK_TOTAL,
		     arena_printf(a, "COUNTIF(%s,\"w\")", book_area(a, all)),
		     working);
	book_number(d->s, row + 1, column, BOOK_SMALL, scheduled);
	book_number(d->s, row + 2, column, BOOK_SMALL, required);
	book_formula(d->s, row + 3, column, BOOK_SMALL_SIGNED,
		     arena_printf(a, "%s-%s", book_cell(a, row + 1, column),
				  book_cell(a, row + 2, column)),
		     scheduled - required);
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
	struct plan_slots slots = plan_slots(v);

	d->s = d->x->days[k];
	d->civil = v->period->first_day + k;
	d->from = grid_time(g, g->day_begin[k]);
	d->until = grid_time(g, g->day_begin[k + 1]);
	d->begin = g->day_begin[k];
	d->end = g->day_begin[k + 1];
	while (d->begin < d->end && plan_slot(v, d->begin) < slots.first)
		d->begin++;
	while (d->end > d->begin && plan_slot(v, d->end - 1) >= slots.end)
		d->end--;
	d->workers = arena_new(d->x->a, struct worker, v->site->n_agents);
	for (int i = 0; i < v->site->n_agents; i++)
		take_worker(d, i);
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
	book_width(d.s, TIMES, TIMES + d.end - d.begin, 2.4);
	book_freeze(d.s, FIRST, TIMES);
	book_zoom(d.s, 85);
}
