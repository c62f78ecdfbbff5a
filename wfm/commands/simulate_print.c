#include "commands/simulate_print.h"

#include <math.h>
#include <stdlib.h>

#include "base/date.h"
#include "commands/print.h"
#include "commands/view.h"
#include "formats/i18n.h"
#include "formats/level_words.h"
#include "formats/say.h"
#include "formats/terminal.h"

static const struct queue *queue_of(const struct simulate_view *v, int q)
{
	return &v->p->w.site.queues[q];
}

static double mean(const struct simulate_view *v, double sum)
{
	return sum / v->s->replications;
}

/* --- tables --- */

/* What Erlang expected of the same roster, over intervals [begin, end). */
static double expected(const struct simulate_view *v,
		       const struct plan_view *plan, int q, int begin, int end)
{
	const struct requirement *r = &v->p->requirement;

	for (int k = 0; k < r->n_rows; k++)
		if (r->rows[k].queue == q)
			return plan_level(plan, k, begin, end);
	return NAN;
}

static void add_sum(struct table *t, const struct simulate_view *v,
		    const struct sim_sum *sum)
{
	struct sim_estimate e[SIM_METRICS];

	for (int m = 0; m < SIM_METRICS; m++)
		e[m] = sim_estimate(sum, m, v->s->replications);
	table_number(t, mean(v, sum->offered));
	table_number(t, e[SIM_LEVEL].value);
	table_number(t, e[SIM_LEVEL].half);
	table_number(t, sim_risk(sum));
	table_number(t, e[SIM_ASA].value);
	table_number(t, e[SIM_ABANDONED].value);
	table_number(t, e[SIM_OCCUPANCY].value);
	table_number(t, mean(v, sum->backlog));
}

/* Programs get two columns more than people. */
static void add_more(struct table *t, const struct simulate_view *v,
		     const struct sim_sum *sum, double level)
{
	if (print_for_people(&v->p->options))
		return;
	table_number(t, mean(v, sum->left));
	table_number(t, level);
}

#define SUM_COLUMNS                                                            \
	{ "contacts", N_("contacts"), NULL, TABLE_NUMBER, 0 },                 \
		{ "level", N_("service"), NULL, TABLE_SHARE, 1 },              \
		{ "level_half", N_("+/-"), NULL, TABLE_SHARE, 1 },             \
		{ "missed", N_("missed"), NULL, TABLE_SHARE, 0 },         \
		{ "asa", N_("ASA"), "s", TABLE_NUMBER, 0 },                    \
		{ "abandoned", N_("hung up"), NULL, TABLE_SHARE, 1 },          \
		{ "occupancy", N_("busy"), NULL, TABLE_SHARE, 1 },             \
		{ "backlog", N_("waiting"), NULL, TABLE_NUMBER, 1 },           \
		{ "left", N_("left"), NULL, TABLE_NUMBER, 2 },                 \
	{                                                                      \
		"erlang", N_("by Erlang"), NULL, TABLE_SHARE, 1                \
	}

static const char *day_text(const struct simulate_view *v, int d)
{
	struct arena *a = v->p->session->arena;
	int day = v->p->w.first_day + d;
	char iso[11];

	if (print_for_people(&v->p->options))
		return say_short_day(a, day);
	date_format(day, iso);
	return arena_strdup(a, iso);
}

static int n_columns(const struct simulate_view *v, int all)
{
	return print_for_people(&v->p->options) ? all - 2 : all;
}

static struct table day_table(const struct simulate_view *v)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "date", N_("day"), NULL, TABLE_TEXT, 0 },
		SUM_COLUMNS,
	};
	const struct sim_centre *c = v->s->centre;
	struct table t = table_new(v->p->session->arena, "simulate", columns,
				   n_columns(v, 12));
	struct plan_view plan = view_of_pipeline(v->p, AUDIENCE_MANAGER);
	bool people = print_for_people(&v->p->options);

	for (int q = 0; q < c->n_queues; q++) {
		for (int d = 0; d < c->days; d++) {
			const struct sim_sum *sum =
				&v->s->days[q * c->days + d];

			table_text(&t, queue_of(v, q)->id);
			table_text(&t, day_text(v, d));
			add_sum(&t, v, sum);
			add_more(&t, v, sum,
				 expected(v, &plan, q, c->day_begin[d],
					  c->day_begin[d + 1]));
		}
		table_text(&t, queue_of(v, q)->id);
		table_text(&t, people ? _("all") : "all");
		add_sum(&t, v, &v->s->queues[q]);
		add_more(&t, v, &v->s->queues[q],
			 expected(v, &plan, q, 0, c->n));
	}
	return t;
}

/* "Mon 23 08:00" for people; programs get the instant. */
static const char *interval_start(const struct simulate_view *v, int t)
{
	struct arena *a = v->p->session->arena;
	const struct grid *g = &v->p->period.grid;
	char when[33];

	if (!print_for_people(&v->p->options))
		return arena_strdup(
			a, zone_format(g->zone, grid_time(g, t), when));
	return arena_printf(a, "%s %s",
			    say_short_day(a, g->first_day + grid_day(g, t)),
			    say_start(a, g, t));
}

static struct table interval_table(const struct simulate_view *v)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "start", N_("start"), NULL, TABLE_TEXT, 0 },
		SUM_COLUMNS,
	};
	struct arena *a = v->p->session->arena;
	const struct sim_centre *c = v->s->centre;
	struct table t = table_new(a, "simulate", columns, n_columns(v, 12));
	struct plan_view plan = view_of_pipeline(v->p, AUDIENCE_MANAGER);

	for (int q = 0; q < c->n_queues; q++)
		for (int k = 0; k < c->n; k++) {
			const struct sim_sum *sum = &v->s->cells[q * c->n + k];

			if (sum->offered == 0 && sum->backlog == 0)
				continue;
			table_text(&t, queue_of(v, q)->id);
			table_text(&t, interval_start(v, k));
			add_sum(&t, v, sum);
			add_more(&t, v, sum, expected(v, &plan, q, k, k + 1));
		}
	return t;
}

static struct table people_table(const struct simulate_view *v)
{
	static const struct table_column columns[] = {
		{ "agent", N_("who"), NULL, TABLE_TEXT, 0 },
		{ "name", N_("name"), NULL, TABLE_TEXT, 0 },
		{ "contacts", N_("contacts"), NULL, TABLE_NUMBER, 1 },
		{ "hours", N_("on the phones"), "h", TABLE_NUMBER, 1 },
		{ "contacts_per_hour", N_("an hour"), NULL, TABLE_NUMBER, 1 },
		{ "occupancy", N_("busy"), NULL, TABLE_SHARE, 1 },
	};
	struct table t =
		table_new(v->p->session->arena, "simulate_people", columns, 6);

	for (int i = 0; i < v->s->centre->n_agents; i++) {
		const struct sim_person *s = &v->s->people[i];
		bool there = s->staffed > 0;

		table_text(&t, v->p->w.site.agents[i].id);
		table_text(&t, v->p->w.site.agents[i].name);
		table_number(&t, mean(v, s->contacts));
		table_number(&t, mean(v, s->staffed) / 3600);
		table_number(&t, there ? 3600 * s->contacts / s->staffed : NAN);
		table_number(&t, there ? s->busy / s->staffed : NAN);
	}
	return t;
}

void simulate_print_table(const struct simulate_view *v, enum simulate_by by)
{
	struct table t = by == SIMULATE_BY_DAY	      ? day_table(v)
			 : by == SIMULATE_BY_INTERVAL ? interval_table(v)
						      : people_table(v);

	print_table(v->p->session, &v->p->options, &t);
}

/* --- the map --- */

/* Columns of a map: wall clock from the first contact to the last of any
 * day, so many intervals in one. */
struct map {
	int first, n, each;
};

static int slot_of(const struct simulate_view *v, int t)
{
	const struct grid *g = &v->p->period.grid;

	return g->wall[t] * 60 / g->interval;
}

static struct map map_of(const struct simulate_view *v, int q)
{
	const struct sim_centre *c = v->s->centre;
	int first = -1, last = -1, hour = 3600 / v->p->period.grid.interval;
	int room = v->p->options.columns - 10;
	struct map m = { 0, 0, 1 };

	for (int t = 0; t < c->n; t++) {
		if (v->s->cells[q * c->n + t].offered == 0)
			continue;
		if (first < 0 || slot_of(v, t) < first)
			first = slot_of(v, t);
		if (slot_of(v, t) > last)
			last = slot_of(v, t);
	}
	if (first < 0)
		return m;
	m.first = first / hour * hour;
	while ((last - m.first) / m.each + 1 > room && m.each < hour)
		m.each *= 2;
	if (m.each > hour)
		m.each = hour;
	m.n = (last - m.first) / m.each + 1;
	return m;
}

static void add_hours(struct text *out, const struct simulate_view *v,
		      struct map m)
{
	int interval = v->p->period.grid.interval, printed = 0;

	text_add(out, "          ");
	for (int k = 0; k < m.n; k++) {
		int seconds = (m.first + k * m.each) * interval;

		if (seconds % 3600 == 0 && k >= printed) {
			text_addf(out, "%02d", seconds / 3600);
			printed = k + 3;
		} else if (k >= printed - 1) {
			text_add_char(out, ' ');
		}
	}
	text_add_char(out, '\n');
}

static void add_map_day(struct text *out, const struct simulate_view *v, int q,
			int d, struct map m)
{
	const struct sim_centre *c = v->s->centre;
	const struct options *o = &v->p->options;
	struct arena *a = v->p->session->arena;
	struct sim_ratio *sums = arena_new(a, struct sim_ratio, m.n);
	const char *day = say_short_day(a, v->p->w.first_day + d);

	for (int t = c->day_begin[d]; t < c->day_begin[d + 1]; t++) {
		const struct sim_ratio *r =
			&v->s->cells[q * c->n + t].metric[SIM_LEVEL];
		int k = (slot_of(v, t) - m.first) / m.each;

		if (slot_of(v, t) < m.first || k >= m.n)
			continue;
		sums[k].x += r->x;
		sums[k].y += r->y;
	}
	text_addf(out, "  %s%*s", day, 8 - text_width(day), "");
	for (int k = 0; k < m.n; k++)
		terminal_level(out, sums[k].y > 0 ? sums[k].x / sums[k].y : NAN,
			       c->queues[q].share,
			       (struct terminal_style){ !o->ascii, o->color,
							o->columns });
	text_add_char(out, '\n');
}

/* "done within 8 h" for work that waits. */
static const char *definition(const struct simulate_view *v, int q)
{
	const struct sim_queue *own = &v->s->centre->queues[q];
	struct arena *a = v->p->session->arena;

	if (!own->deferred)
		return level_words(a, own->counting, own->within);
	return arena_printf(a,
			    own->open_hours ? _("done within %g open hours")
					    : _("done within %g hours"),
			    own->within / 3600);
}

void simulate_print_map(const struct simulate_view *v)
{
	struct text out = text_new(v->p->session->arena);

	for (int q = 0; q < v->s->centre->n_queues; q++) {
		double goal = v->s->centre->queues[q].share;
		struct map m = map_of(v, q);

		if (m.n == 0 || goal <= 0)
			continue;
		text_addf(&out,
			  _("\n%s: %s; . keeps the goal of %g %%, a "
			    "digit is the tens of the service\n"),
			  queue_of(v, q)->id, definition(v, q), 100 * goal);
		add_hours(&out, v, m);
		for (int d = 0; d < v->s->centre->days; d++)
			add_map_day(&out, v, q, d, m);
	}
	fwrite(out.data ? out.data : "", 1, out.len, v->p->session->out);
}

/* --- what is at risk --- */

struct risk {
	int queue, begin, end; /* intervals */
	double missed;	       /* the most of any */
	double late;	       /* contacts outside the goal's time, a run */
	double x, y;
};

struct risk_list {
	struct arena *arena;
	struct risk *v;
	int n, room;
};

static void add_risk(struct risk_list *l, const struct simulate_view *v, int q,
		     int begin, int end, const struct sim_sum *sum)
{
	const struct sim_ratio *level = &sum->metric[SIM_LEVEL];
	const struct grid *g = &v->p->period.grid;
	struct risk *last = l->n > 0 ? &l->v[l->n - 1] : NULL;
	double missed = sim_risk(sum);

	if (!(missed > v->risk))
		return;
	if (!last || last->queue != q || last->end != begin ||
	    grid_day(g, last->begin) != grid_day(g, begin)) {
		l->v = arena_grow(l->arena, l->v, l->n, &l->room,
				  sizeof(*l->v));
		last = &l->v[l->n++];
		*last = (struct risk){ .queue = q, .begin = begin };
	}
	last->end = end;
	last->missed = fmax(last->missed, missed);
	last->x += level->x;
	last->y += level->y;
	last->late = mean(v, last->y - last->x);
}

/* The stretches of time over which a goal is held: intervals or days. */
static struct risk_list risks_of(const struct simulate_view *v)
{
	const struct sim_centre *c = v->s->centre;
	struct risk_list l = { .arena = v->p->session->arena };

	for (int q = 0; q < c->n_queues; q++) {
		enum goal_over over = queue_of(v, q)->goal.over;

		for (int t = 0; t < c->n && over == OVER_INTERVAL; t++)
			add_risk(&l, v, q, t, t + 1,
				 &v->s->cells[q * c->n + t]);
		for (int d = 0; d < c->days && over == OVER_DAY; d++)
			add_risk(&l, v, q, c->day_begin[d], c->day_begin[d + 1],
				 &v->s->days[q * c->days + d]);
	}
	return l;
}

static int compare_risks(const void *a, const void *b)
{
	const struct risk *x = a, *y = b;

	if (x->late != y->late)
		return x->late > y->late ? -1 : 1;
	if (x->queue != y->queue)
		return x->queue < y->queue ? -1 : 1;
	return (x->begin > y->begin) - (x->begin < y->begin);
}

void simulate_print_risks(const struct simulate_view *v)
{
	enum { MOST = 12 };
	struct arena *a = v->p->session->arena;
	const struct grid *g = &v->p->period.grid;
	struct risk_list l = risks_of(v);
	FILE *out = v->p->session->out;

	if (l.n == 0) {
		fprintf(out,
			_("\nNo interval misses its goal on more than %g %% of "
			  "the runs.\n"),
			100 * v->risk);
		return;
	}
	qsort(l.v, (size_t)l.n, sizeof(*l.v), compare_risks);
	fprintf(out,
		_("\nAt risk: the goal is missed on more than %g %% of "
		  "the runs; worst first\n"),
		100 * v->risk);
	for (int k = 0; k < l.n && k < MOST; k++) {
		const struct risk *r = &l.v[k];

		fprintf(out,
			_("  %s %s %s: %s served in time, %.1f contacts late; "
			  "missed on %s\n"),
			queue_of(v, r->queue)->id,
			say_short_day(a, v->p->w.first_day +
						 grid_day(g, r->begin)),
			queue_of(v, r->queue)->goal.over == OVER_DAY
				? _("all day")
				: say_times(a, g, r->begin, r->end),
			say_share(a, r->x / r->y, 0), r->late,
			say_share(a, r->missed, 0));
	}
	if (l.n > MOST)
		fprintf(out, _("  and %d more stretches\n"), l.n - MOST);
}

/* --- in a few lines --- */

void simulate_print_summary(const struct simulate_view *v)
{
	struct arena *a = v->p->session->arena;
	const struct sim_centre *c = v->s->centre;
	struct plan_view plan = view_of_pipeline(v->p, AUDIENCE_MANAGER);
	FILE *out = v->p->session->out;

	fputc('\n', out);
	for (int q = 0; q < c->n_queues; q++) {
		struct sim_estimate e = sim_estimate(
			&v->s->queues[q], SIM_LEVEL, v->s->replications);
		double erlang = expected(v, &plan, q, 0, c->n);

		if (isnan(e.value))
			continue;
		fprintf(out, _("%s: %s +/- %s %s"), queue_of(v, q)->id,
			say_share(a, e.value, 1), say_share(a, e.half, 1),
			definition(v, q));
		if (!isnan(erlang))
			fprintf(out, _("; Erlang expected %s"),
				say_share(a, erlang, 1));
		fputs(".\n", out);
	}
	fprintf(out,
		_("%d runs, 95 %% confidence; %s of the person-days "
		  "missing.\n"),
		v->s->replications, say_share(a, c->missing, 1));
}
