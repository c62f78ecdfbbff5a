/* Every interval: what it needs, what a sheet would say, and why. */
#include "commands/staff_print.h"

#include <math.h>

#include "commands/print.h"
#include "formats/i18n.h"
#include "formats/say.h"
#include "maths/staffing_check.h"
#include "maths/staffing_why.h"

static const char *why_words(enum staffing_why why)
{
	static const char *const words[] = {
		[WHY_SAME] = NULL,
		[WHY_CLOSED] = NULL,
		[WHY_MINIMUM] = N_("fixed staff"),
		[WHY_SURE] = N_("more may come"),
		[WHY_SUM] = N_("helps the sum most"),
		[WHY_DEFERRED] = N_("can wait"),
		[WHY_IDLE] = N_("others when idle"),
		[WHY_GOING_ON] = N_("calls from before"),
		[WHY_WAITING] = N_("callers waiting"),
		[WHY_LEAVING] = N_("fewer come after"),
		[WHY_SHORT] = N_("sheet falls short"),
		[WHY_BUILDING] = N_("load builds up"),
		[WHY_EASED] = N_("room around it"),
		[WHY_METHOD] = N_("load in progress"),
	};

	return words[why] ? _(words[why]) : "";
}

struct part {
	const struct pipeline *p;
	const struct requirement_row *row;
	int end;
	struct staffing_check ours, plain;
	enum staffing_why *why; /* [end]; NULL for a pool */
};

static struct part part_of(struct arena *a, const struct pipeline *p,
			   const struct requirement_row *row)
{
	struct part x = { .p = p,
			  .row = row,
			  .end = p->requirement.grid.day_begin[p->w.days] };

	if (row->queue < 0)
		return x;
	x.ours = staffing_check(a, &p->w.site, &p->forecast.ahead, row->queue,
				x.end, row->net);
	x.plain = staffing_check(a, &p->w.site, &p->forecast.ahead, row->queue,
				 x.end, row->plain);
	x.why = arena_new(a, enum staffing_why, x.end);
	staffing_why(&p->w.site, &p->forecast.ahead, row, x.ours.count,
		     p->staffing.confidence > 0, x.end, x.why);
	return x;
}

static double calls_at(const struct part *x, int t)
{
	const struct workload *w = &x->p->forecast.ahead;

	return x->row->queue < 0
		       ? NAN
		       : w->calls[(size_t)x->row->queue * w->grid.n + t];
}

static bool is_closed(const struct part *x, int t)
{
	return !(x->row->net[t] > 0 || x->row->plain[t] > 0 ||
		 calls_at(x, t) > 0);
}

static double level_at(const struct transient_count *c, int t)
{
	return c && c[t].counted > 0 ? transient_level(c[t]) : NAN;
}

static double share(double x, double of)
{
	return of > 0 ? x / of : NAN;
}

static void add_counts(struct table *t, const struct transient_count *c)
{
	const struct transient_count none = { .queue = NAN };

	c = c ? c : &none;
	table_number(t, share(c->waited, c->offered));
	table_number(t, share(c->abandoned, c->offered));
	/* Those who left and finish their call are busy, but not there. */
	table_number(t, share(fmin(c->busy, c->staffed), c->staffed));
	table_number(t, c->queue);
}

/* ---- for programs ---- */

static void add_row(struct table *table, const struct part *x, int t)
{
	const struct grid *g = &x->p->requirement.grid;
	const struct workload *w = &x->p->forecast.ahead;
	char start[33];

	table_text(table, x->row->name);
	table_text(table,
		   arena_printf(table->arena, "%s",
				zone_format(g->zone, grid_time(g, t), start)));
	table_number(table, calls_at(x, t));
	table_number(table, x->row->queue < 0
				    ? NAN
				    : workload_load(w, x->row->queue, t));
	table_number(table, x->row->net[t]);
	table_number(table, x->row->gross[t]);
	table_number(table, x->row->plain[t]);
	table_number(table, x->row->idle ? x->row->idle[t] : NAN);
	table_text(table, x->row->binding[t]);
	table_number(table, level_at(x->ours.count, t));
	add_counts(table, x->ours.count ? &x->ours.count[t] : NULL);
	table_number(table, level_at(x->plain.count, t));
	table_number(table, x->plain.count ? x->plain.count[t].queue : NAN);
	table_text(table, x->why ? staffing_why_key(x->why[t]) : "");
}

static const struct table_column program_columns[] = {
	{ "row", N_("queue"), NULL, TABLE_TEXT, 0 },
	{ "start", N_("start"), NULL, TABLE_TEXT, 0 },
	{ "calls", N_("calls"), NULL, TABLE_NUMBER, 2 },
	{ "load", N_("load"), "erlangs", TABLE_NUMBER, 3 },
	{ "net", N_("on the phones"), NULL, TABLE_NUMBER, 3 },
	{ "gross", N_("to schedule"), NULL, TABLE_NUMBER, 3 },
	{ "plain", N_("sheet"), NULL, TABLE_NUMBER, 3 },
	{ "idle", N_("others when idle"), NULL, TABLE_NUMBER, 3 },
	{ "binding", N_("decided by"), NULL, TABLE_TEXT, 0 },
	{ "level", N_("service"), NULL, TABLE_SHARE, 2 },
	{ "wait", N_("mean wait"), "s", TABLE_NUMBER, 1 },
	{ "abandon", N_("hang up"), NULL, TABLE_SHARE, 2 },
	{ "occupancy", N_("busy"), NULL, TABLE_SHARE, 2 },
	{ "backlog", N_("waiting after"), NULL, TABLE_NUMBER, 2 },
	{ "plain_level", N_("sheet: service"), NULL, TABLE_SHARE, 2 },
	{ "plain_backlog", N_("sheet: waiting"), NULL, TABLE_NUMBER, 2 },
	{ "why", N_("why"), NULL, TABLE_TEXT, 0 },
};

enum { PROGRAM_COLUMNS = sizeof(program_columns) / sizeof(*program_columns) };

static void print_rows(const struct pipeline *p, struct arena *scratch)
{
	const struct requirement *r = &p->requirement;
	struct table table = table_new(p->session->arena, "staff_intervals",
				       program_columns, PROGRAM_COLUMNS);

	for (int k = 0; k < r->n_rows + r->n_pools; k++) {
		struct part x = part_of(
			scratch, p,
			k < r->n_rows ? &r->rows[k] : &r->pools[k - r->n_rows]);
		for (int t = 0; t < x.end; t++)
			if (!is_closed(&x, t))
				add_row(&table, &x, t);
		arena_empty(scratch);
	}
	print_table(p->session, &p->options, &table);
}

/* ---- for people ---- */

static const struct table_column people_columns[] = {
	{ "start", N_("start"), NULL, TABLE_TEXT, 0 },
	{ "calls", N_("calls"), NULL, TABLE_NUMBER, 1 },
	{ "net", N_("people"), NULL, TABLE_NUMBER, 1 },
	{ "plain", N_("sheet"), NULL, TABLE_NUMBER, 0 },
	{ "level", N_("service"), NULL, TABLE_SHARE, 0 },
	{ "plain_level", N_("sheet's"), NULL, TABLE_SHARE, 0 },
	{ "backlog", N_("waiting"), NULL, TABLE_NUMBER, 1 },
	{ "why", N_("why"), NULL, TABLE_TEXT, 0 },
};

enum { PEOPLE_COLUMNS = sizeof(people_columns) / sizeof(*people_columns) };

static void add_line(struct table *table, const struct part *x, int t)
{
	struct arena *a = table->arena;
	const struct grid *g = &x->p->requirement.grid;

	table_text(table,
		   arena_printf(a, "%s %s",
				say_short_day(a, g->first_day + grid_day(g, t)),
				say_start(a, g, t)));
	table_number(table, calls_at(x, t));
	table_number(table, x->row->net[t]);
	table_number(table, ceil(x->row->plain[t] - 1e-9));
	table_number(table, level_at(x->ours.count, t));
	table_number(table, level_at(x->plain.count, t));
	table_number(table, x->ours.count ? x->ours.count[t].queue : NAN);
	table_text(table, x->why ? why_words(x->why[t]) : "");
}

static void print_queue(const struct part *x)
{
	struct arena *a = x->p->session->arena;
	struct table table =
		table_new(a, "staff_intervals", people_columns, PEOPLE_COLUMNS);

	for (int t = 0; t < x->end; t++)
		if (!is_closed(x, t))
			add_line(&table, x, t);
	if (!table_rows(&table))
		return;
	fprintf(x->p->session->out, "%s\n\n", say_text(a, x->row->name));
	print_table(x->p->session, &x->p->options, &table);
	fputc('\n', x->p->session->out);
}

void staff_print_intervals(const struct pipeline *p)
{
	struct arena *scratch = arena_open();
	bool people = print_for_people(&p->options);

	if (!people)
		print_rows(p, scratch);
	for (int k = 0; people && k < p->requirement.n_rows; k++) {
		struct part x = part_of(scratch, p, &p->requirement.rows[k]);
		print_queue(&x);
		arena_empty(scratch);
	}
	arena_close(scratch);
	if (people)
		fputs(_("people: on the phones.  sheet: each interval by "
			"itself, rounded up.  Service and\ncallers waiting at "
			"the end of the interval by the exact queue.\n"),
		      p->session->out);
}
