/* The tables of a simulation: by day, by interval, by person. */
#include "commands/simulate_print.h"

#include <math.h>

#include "base/date.h"
#include "commands/print.h"
#include "formats/i18n.h"
#include "formats/say.h"

/* Columns of queues in days and intervals; the second is date or start. */
struct columns {
	struct table_column v[24];
	int n;
};

static void add_column(struct columns *c, const char *key, const char *heading,
		       enum table_kind kind, int decimals)
{
	c->v[c->n++] =
		(struct table_column){ key, heading, NULL, kind, decimals };
}

/* Worth a column: a caller or two at midnight is none. */
static bool has_backlog(const struct simulate_view *v)
{
	const struct sim_centre *c = v->s->centre;

	for (int k = 0; k < c->n_queues * c->days; k++) {
		bool deferred = c->queues[k / c->days].deferred;
		double waiting = simulate_mean(v, v->s->days[k].backlog);

		if (waiting >= (deferred ? 0.05 : 1))
			return true;
	}
	return false;
}

/* For people, as much as eighty columns hold. */
static struct table_column *people_columns(const struct simulate_view *v,
					   struct columns *c)
{
	add_column(c, "contacts", N_("offered"), TABLE_NUMBER, 0);
	add_column(c, "level", N_("service"), TABLE_SHARE, 1);
	add_column(c, "level_half", N_("+/-"), TABLE_SHARE, 1);
	add_column(c, "missed", N_("missed"), TABLE_SHARE, 0);
	add_column(c, "asa", N_("ASA s"), TABLE_NUMBER, 0);
	add_column(c, "abandoned", N_("hung up"), TABLE_SHARE, 1);
	add_column(c, "occupancy", N_("busy"), TABLE_SHARE, 0);
	if (has_backlog(v))
		add_column(c, "backlog", N_("backlog"), TABLE_NUMBER, 1);
	return c->v;
}

static struct table_column *program_columns(struct columns *c)
{
	add_column(c, "contacts", "", TABLE_NUMBER, 2);
	add_column(c, "level", "", TABLE_SHARE, 3);
	add_column(c, "level_half", "", TABLE_SHARE, 3);
	add_column(c, "missed", "", TABLE_SHARE, 2);
	add_column(c, "asa", "", TABLE_NUMBER, 2);
	add_column(c, "abandoned", "", TABLE_SHARE, 3);
	add_column(c, "occupancy", "", TABLE_SHARE, 3);
	add_column(c, "backlog", "", TABLE_NUMBER, 2);
	add_column(c, "left", "", TABLE_NUMBER, 2);
	add_column(c, "erlang", "", TABLE_SHARE, 3);
	add_column(c, "definition", "", TABLE_TEXT, 0);
	add_column(c, "asa_half", "", TABLE_NUMBER, 2);
	add_column(c, "abandoned_half", "", TABLE_SHARE, 3);
	add_column(c, "occupancy_half", "", TABLE_SHARE, 3);
	add_column(c, "redials", "", TABLE_NUMBER, 2);
	add_column(c, "blocked", "", TABLE_NUMBER, 2);
	return c->v;
}

static struct table sums_table(const struct simulate_view *v, const char *key,
			       const char *heading)
{
	struct arena *a = v->p->session->arena;
	struct columns *c = arena_new(a, struct columns, 1);

	add_column(c, "queue", N_("queue"), TABLE_TEXT, 0);
	add_column(c, key, heading, TABLE_TEXT, 0);
	if (print_for_people(&v->p->options))
		people_columns(v, c);
	else
		program_columns(c);
	return table_new(a, "simulate", c->v, c->n);
}

/* The figures of one queue over intervals [begin, end). */
static void add_sum(struct table *t, const struct simulate_view *v, int q,
		    const struct sim_sum *sum, int begin, int end)
{
	bool people = print_for_people(&v->p->options);
	struct sim_estimate e[SIM_METRICS];

	for (int m = 0; m < SIM_METRICS; m++)
		e[m] = sim_estimate(sum, m, v->s->replications);
	table_number(t, simulate_mean(v, sum->offered));
	table_number(t, e[SIM_LEVEL].value);
	table_number(t, e[SIM_LEVEL].half);
	table_number(t, sim_risk(sum));
	table_number(t, e[SIM_ASA].value);
	table_number(t, e[SIM_ABANDONED].value);
	table_number(t, e[SIM_OCCUPANCY].value);
	if (!people || has_backlog(v))
		table_number(t, simulate_mean(v, sum->backlog));
	if (people)
		return;
	table_number(t, simulate_mean(v, sum->left));
	table_number(t, simulate_expected(v, q, begin, end));
	table_text(t, simulate_definition_key(v, q));
	table_number(t, e[SIM_ASA].half);
	table_number(t, e[SIM_ABANDONED].half);
	table_number(t, e[SIM_OCCUPANCY].half);
	table_number(t, simulate_mean(v, sum->redials));
	table_number(t, simulate_mean(v, sum->blocked));
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

static struct table day_table(const struct simulate_view *v)
{
	const struct sim_centre *c = v->s->centre;
	struct table t = sums_table(v, "date", N_("day"));
	bool people = print_for_people(&v->p->options);

	for (int q = 0; q < c->n_queues; q++) {
		for (int d = 0; d < c->days; d++) {
			table_text(&t, simulate_queue(v, q)->id);
			table_text(&t, day_text(v, d));
			add_sum(&t, v, q, &v->s->days[q * c->days + d],
				c->day_begin[d], c->day_begin[d + 1]);
		}
		table_text(&t, simulate_queue(v, q)->id);
		table_text(&t, people ? _("all") : "all");
		add_sum(&t, v, q, &v->s->queues[q], 0, c->n);
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
	const struct sim_centre *c = v->s->centre;
	struct table t = sums_table(v, "start", N_("start"));

	for (int q = 0; q < c->n_queues; q++)
		for (int k = 0; k < c->n; k++) {
			const struct sim_sum *sum = &v->s->cells[q * c->n + k];

			if (sum->offered == 0 && sum->backlog == 0)
				continue;
			table_text(&t, simulate_queue(v, q)->id);
			table_text(&t, interval_start(v, k));
			add_sum(&t, v, q, sum, k, k + 1);
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
		table_number(&t, simulate_mean(v, s->contacts));
		table_number(&t, simulate_mean(v, s->staffed) / 3600);
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
