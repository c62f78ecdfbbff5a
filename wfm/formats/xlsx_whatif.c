/* xlsx: the sheet What-if: other calls, handling times, goals and people. */
#include "formats/xlsx_sheets.h"

#include <math.h>

#include "formats/i18n.h"
#include "formats/say.h"
#include "formats/xlsx_erlang.h"
#include "maths/erlang.h"

/* Rows of what people may change, in the second column. */
enum { QUEUE = 4, DAY, CONTACTS, AHT, SHARE, WITHIN, PEOPLE, INPUTS };
enum { INPUT = 2 }; /* their column */
enum { HEAD = 13, FIRST = 15, CHART_HIGH = 400 };

/* The table: the time, what is planned, what would be, the difference. */
enum { TIME, NOW, THEN = 6, MORE = 13 };
enum {
	HAS_CONTACTS,
	HAS_AHT,
	HAS_PEOPLE,
	HAS_NEED,
	HAS_LEVEL,
	HAS_ASA,
	HAS_BUSY
};

/* The sheet of sums: lists, then for each time the loads and their sums. */
enum {
	STEPS,
	QUEUES,
	SHARES,
	WITHINS,
	DAYS,
	COUNT,
	LOAD_NOW,
	LOAD_THEN,
	BLOCKS
};
enum { BLOCK = XLSX_ERLANG_C + XLSX_ERLANG_NEED };

/* A column of figures, summed up over the day. */
struct side {
	int column;
	double contacts, hours, need, peak, level, short_hours;
};

struct whatif {
	struct xlsx *x;
	struct book_sheet *s, *sums;
	int *rows; /* [n] requirement rows of voice queues */
	int n;
	int row, day; /* those that are shown first */
	int n_times;
	double change, share, within;
	struct side now, then;
};

static const struct goal *goal_of(const struct whatif *w, int k)
{
	const struct plan_view *v = w->x->v;

	return &v->site->queues[v->requirement->rows[w->rows[k]].queue].goal;
}

static void find_queues(struct whatif *w)
{
	const struct requirement *r = w->x->v->requirement;

	w->rows = arena_new(w->x->a, int, r->n_rows);
	for (int k = 0; k < r->n_rows; k++) {
		const struct queue *q =
			&w->x->v->site->queues[r->rows[k].queue];

		if (r->rows[k].queue >= 0 && q->channel == CHANNEL_VOICE &&
		    q->goal.share > 0)
			w->rows[w->n++] = k;
	}
}

/* The day on which the queue has most to do. */
static int busiest_day(const struct whatif *w)
{
	const struct plan_view *v = w->x->v;
	const struct grid *g = &v->requirement->grid;
	double most = -1;
	int best = 0;

	for (int d = 0; d < v->period->days; d++) {
		double sum = 0;

		for (int t = g->day_begin[d]; t < g->day_begin[d + 1]; t++)
			sum += plan_contacts(v, w->row, t);
		if (sum > most) {
			most = sum;
			best = d;
		}
	}
	return best;
}

/* --- the lists --- */

static void define(struct whatif *w, const char *name, int column, int n)
{
	book_define(w->x->book, name, w->sums,
		    (struct book_range){ 0, column, n - 1, column });
}

static void write_lists(struct whatif *w)
{
	const struct plan_view *v = w->x->v;

	xlsx_erlang_steps(w->x->a, w->x->book, w->sums, 0, STEPS);
	for (int k = 0; k < w->n; k++) {
		book_text(w->sums, k, QUEUES, BOOK_TEXT,
			  plan_row_name(w->x->a, v, w->rows[k]));
		book_number(w->sums, k, SHARES, BOOK_SHARE,
			    goal_of(w, k)->share);
		book_number(w->sums, k, WITHINS, BOOK_COUNT,
			    goal_of(w, k)->within);
	}
	for (int d = 0; d < v->period->days; d++)
		book_date(w->sums, d, DAYS, BOOK_DATE,
			  v->period->first_day + d);
	define(w, "WhatIfQueues", QUEUES, w->n);
	define(w, "WhatIfShares", SHARES, w->n);
	define(w, "WhatIfWithin", WITHINS, w->n);
	define(w, "WhatIfDays", DAYS, v->period->days);
}

/* --- what may be changed --- */

static const char *input(const struct whatif *w, int row)
{
	return book_fixed(w->x->a, row, INPUT);
}

static void label(struct whatif *w, int row, const char *what)
{
	book_text(w->s, row, 0, BOOK_TEXT, what);
	book_blank(w->s, row, 1, BOOK_TEXT);
}

static void goal_formula(struct whatif *w, int row, int style, const char *of,
			 double value)
{
	book_formula(w->s, row, INPUT, style + BOOK_INPUT,
		     arena_printf(w->x->a, "SUMPRODUCT((WhatIfQueues=%s)*%s)",
				  input(w, QUEUE), of),
		     value);
}

static void write_inputs(struct whatif *w)
{
	const struct plan_view *v = w->x->v;
	const struct book_range queue = { QUEUE, INPUT, QUEUE, INPUT };
	const struct book_range day = { DAY, INPUT, DAY, INPUT };

	book_blank(w->s, QUEUE - 1, 0, BOOK_HEAD);
	book_text(w->s, QUEUE - 1, 1, BOOK_HEAD, _("Change these"));
	book_blank(w->s, QUEUE - 1, INPUT, BOOK_HEAD);
	label(w, QUEUE, _("Queue"));
	label(w, DAY, _("Day"));
	label(w, CONTACTS, _("Contacts, more or fewer"));
	label(w, AHT, _("AHT, seconds more or fewer"));
	label(w, SHARE, _("Goal: share answered"));
	label(w, WITHIN, _("Goal: within seconds"));
	label(w, PEOPLE, _("People, more or fewer"));
	book_text(w->s, QUEUE, INPUT, BOOK_TEXT + BOOK_INPUT,
		  plan_row_name(w->x->a, v, w->row));
	book_date(w->s, DAY, INPUT, BOOK_DATE + BOOK_INPUT,
		  v->period->first_day + w->day);
	book_number(w->s, CONTACTS, INPUT, BOOK_PERCENT + BOOK_INPUT,
		    w->change);
	book_number(w->s, AHT, INPUT, BOOK_SIGNED + BOOK_INPUT, 0);
	goal_formula(w, SHARE, BOOK_SHARE, "WhatIfShares", w->share);
	goal_formula(w, WITHIN, BOOK_COUNT, "WhatIfWithin", w->within);
	book_number(w->s, PEOPLE, INPUT, BOOK_SIGNED + BOOK_INPUT, 0);
	book_choice(w->s, queue, "WhatIfQueues", _("Unknown queue"),
		    _("Choose a queue of the list."));
	book_choice(w->s, day, "WhatIfDays", _("Unknown day"),
		    _("Choose a day of the list."));
}

/* --- through the day --- */

/* What Intervals has at a time of the day that is chosen: the mean of two
 * where the clock goes back. */
static const char *planned(const struct whatif *w, int row, const char *of)
{
	return arena_printf(
		w->x->a,
		"SUMPRODUCT((IntervalQueue=%s)*(IntervalDay=%s)*"
		"(IntervalStart=%s)*%s)/MAX(1,%s!%s)",
		input(w, QUEUE), input(w, DAY), book_fixed(w->x->a, row, TIME),
		of, book_quoted(w->sums), book_fixed(w->x->a, row, COUNT));
}

struct moment {
	int n; /* intervals */
	double contacts, aht, people;
};

static struct moment moment_at(const struct whatif *w, int slot)
{
	const struct plan_view *v = w->x->v;
	const struct grid *g = &v->requirement->grid;
	struct moment m = { 0 };

	for (int t = g->day_begin[w->day]; t < g->day_begin[w->day + 1]; t++) {
		double aht;

		if (plan_slot(v, t) != slot ||
		    w->x->interval_row[w->row * g->n + t] < 0)
			continue;
		aht = xlsx_interval_aht(v, w->row, t);
		m.n++;
		m.contacts += plan_contacts(v, w->row, t);
		m.aht += isnan(aht) ? 0 : aht;
		m.people += v->coverage->scheduled[(size_t)w->row * g->n + t];
	}
	if (m.n > 1) {
		m.contacts /= m.n;
		m.aht /= m.n;
		m.people /= m.n;
	}
	return m;
}

static const char *cell(const struct whatif *w, int row, int column)
{
	return book_fixed(w->x->a, row, column);
}

/* The same, as the sheet of sums names it. */
static const char *far_cell(const struct whatif *w, int row, int column)
{
	return arena_printf(w->x->a, "%s!%s", book_quoted(w->s),
			    cell(w, row, column));
}

static void write_level(struct whatif *w, struct side *side, int row,
			const struct xlsx_erlang *q, const char *chance,
			const struct moment *m)
{
	struct arena *a = w->x->a;
	const char *people = cell(w, row, side->column + HAS_PEOPLE);
	const char *contacts = cell(w, row, side->column + HAS_CONTACTS);
	int column = side->column + HAS_LEVEL;
	double level = xlsx_erlang_level_value(q, m->people);
	const char *formula =
		arena_printf(a, "IF(%s>0,%s,\"\")", contacts,
			     xlsx_erlang_level(a, q, people, chance));

	if (m->contacts > 0)
		book_formula(w->s, row, column, BOOK_SHARE, formula, level);
	else
		book_formula_text(w->s, row, column, BOOK_SHARE, formula, "");
	side->level += m->contacts > 0 ? m->contacts * level : 0;
}

/* How long they wait: a number, "no end", or nothing where nobody calls. */
static void write_wait(struct whatif *w, int row, const struct xlsx_erlang *q,
		       const char *c, const struct moment *m)
{
	struct arena *a = w->x->a;
	const char *people = cell(w, row, THEN + HAS_PEOPLE);
	const char *wait = arena_printf(
		a, "IF(%s<=0,\"\",IF(%s>%s,%s*%s/(%s-%s),\"%s\"))", q->load,
		people, q->load, c, q->aht, people, q->load, _("no end"));
	int column = THEN + HAS_ASA;

	if (q->a > 0 && m->people > q->a)
		book_formula(w->s, row, column, BOOK_ONE, wait,
			     erlang_c_asa(m->people, q->a, q->t));
	else
		book_formula_text(w->s, row, column, BOOK_ONE, wait,
				  q->a > 0 ? _("no end") : "");
}

static void write_busy(struct whatif *w, int row, const struct xlsx_erlang *q,
		       const struct moment *m)
{
	const char *people = cell(w, row, THEN + HAS_PEOPLE);

	book_formula(w->s, row, THEN + HAS_BUSY, BOOK_SHARE,
		     arena_printf(w->x->a, "IF(%s>0,MIN(1,%s/%s),0)", people,
				  q->load, people),
		     m->people > 0 ? fmin(1, q->a / m->people) : 0);
}

/* Load, service and people needed of one side; its contacts, AHT and people
 * are there. */
static void write_side(struct whatif *w, struct side *side, int row,
		       const struct moment *m)
{
	struct arena *a = w->x->a;
	bool then = side->column == THEN;
	int load = then ? LOAD_THEN : LOAD_NOW;
	int block = BLOCKS + (then ? BLOCK : 0);
	const char *contacts = far_cell(w, row, side->column + HAS_CONTACTS);
	const char *aht = far_cell(w, row, side->column + HAS_AHT);
	double seconds = w->x->v->requirement->grid.interval, need;
	struct xlsx_erlang q = {
		.load = arena_printf(a, "%s!%s", book_quoted(w->sums),
				     cell(w, row, load)),
		.aht = aht,
		.share = arena_printf(a, "%s!%s", book_quoted(w->s),
				      input(w, SHARE)),
		.within = arena_printf(a, "%s!%s", book_quoted(w->s),
				       input(w, WITHIN)),
		.a = m->contacts * m->aht / seconds,
		.t = m->aht,
		.goal = w->share,
		.wait = w->within
	};
	const char *c, *fewest;

	book_formula(w->sums, row, load, BOOK_HOURS,
		     arena_printf(a, "%s*%s/%s", contacts, aht,
				  say_plain(a, seconds, 0)),
		     q.a);
	c = xlsx_erlang_c(a, w->sums, row, block, &q,
			  far_cell(w, row, side->column + HAS_PEOPLE),
			  m->people);
	write_level(w, side, row, &q, c, m);
	fewest = xlsx_erlang_need(a, w->sums, row, block + XLSX_ERLANG_C, &q,
				  &need);
	book_formula(w->s, row, side->column + HAS_NEED, BOOK_COUNT, fewest,
		     need);
	if (then) {
		write_wait(w, row, &q, c, m);
		write_busy(w, row, &q, m);
	}
	side->contacts += m->contacts;
	side->hours += m->people;
	side->need += need;
	side->peak = fmax(side->peak, need);
	side->short_hours += need > m->people ? need - m->people : 0;
}

static void write_now(struct whatif *w, int row, const struct moment *m)
{
	book_formula(w->sums, row, COUNT, BOOK_COUNT,
		     arena_printf(w->x->a,
				  "SUMPRODUCT((IntervalQueue=%s!%s)*"
				  "(IntervalDay=%s!%s)*(IntervalStart=%s))",
				  book_quoted(w->s), input(w, QUEUE),
				  book_quoted(w->s), input(w, DAY),
				  far_cell(w, row, TIME)),
		     m->n);
	book_formula(w->s, row, NOW + HAS_CONTACTS, BOOK_ONE,
		     planned(w, row, "IntervalContacts"), m->contacts);
	book_formula(w->s, row, NOW + HAS_AHT, BOOK_COUNT,
		     planned(w, row, "IntervalAht"), m->aht);
	book_formula(w->s, row, NOW + HAS_PEOPLE, BOOK_ONE,
		     planned(w, row, "IntervalScheduled"), m->people);
	write_side(w, &w->now, row, m);
}

static void write_then(struct whatif *w, int row, const struct moment *now)
{
	struct arena *a = w->x->a;
	struct moment m = *now;

	m.contacts *= 1 + w->change;
	book_formula(w->s, row, THEN + HAS_CONTACTS, BOOK_ONE,
		     arena_printf(a, "MAX(0,%s*(1+%s))",
				  cell(w, row, NOW + HAS_CONTACTS),
				  input(w, CONTACTS)),
		     m.contacts);
	book_formula(w->s, row, THEN + HAS_AHT, BOOK_COUNT,
		     arena_printf(a, "IF(%s>0,MAX(1,%s+%s),0)",
				  cell(w, row, NOW + HAS_AHT),
				  cell(w, row, NOW + HAS_AHT), input(w, AHT)),
		     m.aht > 0 ? fmax(1, m.aht) : 0);
	book_formula(w->s, row, THEN + HAS_PEOPLE, BOOK_ONE,
		     arena_printf(a, "IF(%s>0,MAX(0,%s+%s),0)",
				  cell(w, row, NOW + HAS_PEOPLE),
				  cell(w, row, NOW + HAS_PEOPLE),
				  input(w, PEOPLE)),
		     m.people);
	write_side(w, &w->then, row, &m);
}

static void write_time(struct whatif *w, int k)
{
	struct plan_slots slots = plan_slots(w->x->v);
	int row = FIRST + k;
	struct moment m = moment_at(w, slots.first + k);
	double before = w->now.need, after = w->then.need;

	book_number(w->s, row, TIME, BOOK_TIME,
		    (slots.first + k) * slots.minutes / 1440.0);
	write_now(w, row, &m);
	write_then(w, row, &m);
	before = w->now.need - before;
	after = w->then.need - after;
	book_formula(w->s, row, MORE, BOOK_SIGNED,
		     arena_printf(w->x->a, "%s-%s",
				  cell(w, row, THEN + HAS_NEED),
				  cell(w, row, NOW + HAS_NEED)),
		     after - before);
}

static void write_heads(struct whatif *w)
{
	static const char *const heads[] = { N_("Contacts"), N_("AHT (s)"),
					     N_("People"),   N_("Needed"),
					     N_("Service"),  N_("Wait (s)"),
					     N_("Busy") };

	book_text(w->s, HEAD + 1, TIME, BOOK_HEAD, _("Time"));
	book_text(w->s, HEAD, NOW, BOOK_HEAD, _("As planned"));
	book_text(w->s, HEAD, THEN, BOOK_HEAD, _("What if"));
	book_blank(w->s, HEAD, TIME, BOOK_HEAD);
	for (int k = NOW + 1; k <= MORE; k++)
		if (k != THEN)
			book_blank(w->s, HEAD, k, BOOK_HEAD);
	for (int k = 0; k <= HAS_LEVEL; k++)
		book_text(w->s, HEAD + 1, NOW + k, BOOK_HEAD, _(heads[k]));
	for (int k = 0; k <= HAS_BUSY; k++)
		book_text(w->s, HEAD + 1, THEN + k, BOOK_HEAD, _(heads[k]));
	book_text(w->s, HEAD + 1, MORE, BOOK_HEAD, _("More needed"));
	book_height(w->s, HEAD + 1, 28);
}

/* --- the day as a whole --- */

enum { SUM_LABEL = 4, SUM_NOW = 6, SUM_THEN = 7, SUM_MORE = 8 };

static const char *times(const struct whatif *w, int column)
{
	return book_area(w->x->a,
			 (struct book_range){ FIRST, column,
					      FIRST + w->n_times - 1, column });
}

static void write_sum(struct whatif *w, int row, int style, const char *what,
		      const char *now, double x, const char *then, double y)
{
	struct arena *a = w->x->a;

	book_text(w->s, row, SUM_LABEL, BOOK_TEXT, what);
	book_blank(w->s, row, SUM_LABEL + 1, BOOK_TEXT);
	book_formula(w->s, row, SUM_NOW, style, now, x);
	book_formula(w->s, row, SUM_THEN, style, then, y);
	book_formula(w->s, row, SUM_MORE,
		     style == BOOK_SHARE ? BOOK_PERCENT : BOOK_SIGNED,
		     arena_printf(a, "%s-%s", book_cell(a, row, SUM_THEN),
				  book_cell(a, row, SUM_NOW)),
		     y - x);
}

static const char *formula_of(const struct whatif *w, const struct side *side,
			      const char *function, int column)
{
	return arena_printf(w->x->a, "%s(%s)", function,
			    times(w, side->column + column));
}

/* "SUM(C15:C74)*0.25" */
static const char *hours_of(const struct whatif *w, const struct side *side,
			    int column)
{
	return arena_printf(
		w->x->a, "SUM(%s)*%s/3600", times(w, side->column + column),
		say_plain(w->x->a, w->x->v->requirement->grid.interval, 0));
}

static const char *short_of(const struct whatif *w, const struct side *side)
{
	const char *need = times(w, side->column + HAS_NEED);
	const char *people = times(w, side->column + HAS_PEOPLE);

	return arena_printf(
		w->x->a, "SUMPRODUCT((%s>%s)*(%s-%s))*%s/3600", need, people,
		need, people,
		say_plain(w->x->a, w->x->v->requirement->grid.interval, 0));
}

static const char *level_of(const struct whatif *w, const struct side *side)
{
	const char *contacts = times(w, side->column + HAS_CONTACTS);

	return arena_printf(
		w->x->a, "IF(SUM(%s)>0,SUMPRODUCT(%s,%s)/SUM(%s),1)", contacts,
		contacts, times(w, side->column + HAS_LEVEL), contacts);
}

static double level_value(const struct side *s)
{
	return s->contacts > 0 ? s->level / s->contacts : 1;
}

static void write_sums(struct whatif *w)
{
	static const char *const heads[] = { N_("As planned"), N_("What if"),
					     N_("Difference") };
	struct side *now = &w->now, *then = &w->then;
	double h = plan_interval_hours(w->x->v);

	book_text(w->s, QUEUE - 1, SUM_LABEL, BOOK_HEAD, _("The day"));
	book_blank(w->s, QUEUE - 1, SUM_LABEL + 1, BOOK_HEAD);
	for (int k = 0; k < 3; k++)
		book_text(w->s, QUEUE - 1, SUM_NOW + k, BOOK_HEAD, _(heads[k]));
	write_sum(w, 4, BOOK_COUNT, _("Contacts"),
		  formula_of(w, now, "SUM", HAS_CONTACTS), now->contacts,
		  formula_of(w, then, "SUM", HAS_CONTACTS), then->contacts);
	write_sum(w, 5, BOOK_ONE, _("Person hours there"),
		  hours_of(w, now, HAS_PEOPLE), now->hours * h,
		  hours_of(w, then, HAS_PEOPLE), then->hours * h);
	write_sum(w, 6, BOOK_ONE, _("Person hours needed"),
		  hours_of(w, now, HAS_NEED), now->need * h,
		  hours_of(w, then, HAS_NEED), then->need * h);
	write_sum(w, 7, BOOK_ONE, _("Person hours missing"), short_of(w, now),
		  now->short_hours * h, short_of(w, then),
		  then->short_hours * h);
	write_sum(w, 8, BOOK_COUNT, _("Most needed at once"),
		  formula_of(w, now, "MAX", HAS_NEED), now->peak,
		  formula_of(w, then, "MAX", HAS_NEED), then->peak);
	write_sum(w, 9, BOOK_SHARE, _("Service level"), level_of(w, now),
		  level_value(now), level_of(w, then), level_value(then));
}

static struct book_range column(const struct whatif *w, int k)
{
	return (struct book_range){ FIRST, k, FIRST + w->n_times - 1, k };
}

static void draw(struct whatif *w)
{
	const struct book_chart chart = {
		.title = _("People through the day"),
		.x_title = _("time"),
		.y_title = _("people"),
		.description = _("People needed as planned and in the what-if, "
				 "and people on the queue in the what-if; the "
				 "numbers are in the table beside."),
		.data = w->s,
		.labels = column(w, TIME),
		.series = { { _("needed as planned"), column(w, NOW + HAS_NEED),
			      0x7F7F7F, true },
			    { _("needed, what if"), column(w, THEN + HAS_NEED),
			      0xC05A00, true },
			    { _("on the queue, what if"),
			      column(w, THEN + HAS_PEOPLE), 0x1F5FA8, false } },
		.n_series = 3,
		.width = 620,
		.height = CHART_HIGH,
		.every = w->n_times / 12 + 1,
		.times = true
	};
	struct book_range level = column(w, NOW + HAS_LEVEL);

	if (w->n_times == 0)
		return;
	book_chart(w->s, QUEUE - 1, MORE + 1, &chart);
	for (int k = 0; k < 2; k++) {
		const char *first = book_cell(w->x->a, level.row, level.column);

		book_when(
			w->s, level,
			arena_printf(w->x->a, "AND(ISNUMBER(%s),%s<%s)", first,
				     first, input(w, SHARE)),
			(struct book_look){ 0xFBD5A6, 0x7A3E00, false, true });
		level = column(w, THEN + HAS_LEVEL);
	}
}

bool xlsx_has_whatif(struct xlsx *x)
{
	struct whatif w = { .x = x };

	find_queues(&w);
	return w.n > 0;
}

void xlsx_whatif(struct xlsx *x)
{
	struct plan_slots slots = plan_slots(x->v);
	struct whatif w = { .x = x,
			    .s = x->whatif,
			    .sums = x->sums,
			    .n_times = slots.end - slots.first,
			    .change = 0.1,
			    .now = { .column = NOW },
			    .then = { .column = THEN } };

	find_queues(&w);
	w.row = w.rows[0];
	w.day = busiest_day(&w);
	w.share = goal_of(&w, 0)->share;
	w.within = goal_of(&w, 0)->within;
	xlsx_title(
		x, w.s, _("What if"),
		_("Change the framed cells.  Plain Erlang C for one queue of "
		  "calls: nobody hangs up, each interval by itself, "
		  "shrinkage not added; the plan's own requirement knows "
		  "more and may differ."));
	write_lists(&w);
	write_inputs(&w);
	write_heads(&w);
	for (int k = 0; k < w.n_times; k++)
		write_time(&w, k);
	if (w.n_times > 0)
		write_sums(&w);
	draw(&w);
	book_width(w.s, 0, 0, 9);
	book_width(w.s, 1, 1, 17);
	book_width(w.s, INPUT, INPUT, 17);
	book_width(w.s, INPUT + 1, MORE, 10.5);
	book_freeze(w.s, FIRST, 1);
	book_zoom(w.s, 90);
}
