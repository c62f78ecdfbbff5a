/* The map of a simulation's service, and what is at risk. */
#include "commands/simulate_print.h"

#include <math.h>
#include <stdlib.h>

#include "commands/print.h"
#include "formats/i18n.h"
#include "formats/say.h"
#include "formats/terminal.h"

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
		struct sim_ratio r = sim_level(&v->s->cells[q * c->n + t]);
		int k = (slot_of(v, t) - m.first) / m.each;

		if (slot_of(v, t) < m.first || k >= m.n)
			continue;
		sums[k].x += r.x;
		sums[k].y += r.y;
	}
	text_addf(out, "  %s%*s", day, 8 - text_width(day), "");
	for (int k = 0; k < m.n; k++)
		terminal_level(out, sums[k].y > 0 ? sums[k].x / sums[k].y : NAN,
			       c->queues[q].share,
			       (struct terminal_style){ !o->ascii, o->color,
							o->columns });
	text_add_char(out, '\n');
}

void simulate_print_map(const struct simulate_view *v)
{
	for (int q = 0; q < v->s->centre->n_queues; q++) {
		struct text out = text_new(v->p->session->arena);
		double goal = v->s->centre->queues[q].share;
		struct map m = map_of(v, q);

		if (m.n == 0 || goal <= 0)
			continue;
		fputc('\n', v->p->session->out);
		simulate_say(v, arena_printf(v->p->session->arena,
					     _("%s: %s; . keeps the goal of %g "
					       "%%, a digit is the tens of the "
					       "service"),
					     simulate_queue(v, q)->id,
					     simulate_definition(v, q),
					     100 * goal));
		add_hours(&out, v, m);
		for (int d = 0; d < v->s->centre->days; d++)
			add_map_day(&out, v, q, d, m);
		fwrite(out.data, 1, out.len, v->p->session->out);
	}
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
	struct sim_ratio level = sim_level(sum);
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
	last->x += level.x;
	last->y += level.y;
	last->late = simulate_mean(v, last->y - last->x);
}

/* The stretches of time over which a goal is held: intervals or days. */
static struct risk_list risks_of(const struct simulate_view *v)
{
	const struct sim_centre *c = v->s->centre;
	struct risk_list l = { .arena = v->p->session->arena };

	for (int q = 0; q < c->n_queues; q++) {
		enum goal_over over = simulate_queue(v, q)->goal.over;

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
			_("  %s %s %s: %s in time, %.1f contacts late, missed "
			  "on %s\n"),
			simulate_queue(v, r->queue)->id,
			say_short_day(a, v->p->w.first_day +
						 grid_day(g, r->begin)),
			simulate_queue(v, r->queue)->goal.over == OVER_DAY
				? _("all day")
				: say_times(a, g, r->begin, r->end),
			say_share(a, r->x / r->y, 0), r->late,
			say_share(a, r->missed, 0));
	}
	if (l.n > MOST)
		fprintf(out, _("  and %d more stretches\n"), l.n - MOST);
}
