#include "commands/staff_print.h"

#include <math.h>
#include <string.h>

#include "commands/print.h"
#include "formats/i18n.h"
#include "formats/level_words.h"
#include "formats/say.h"
#include "maths/fte.h"
#include "maths/skill_mix.h"
#include "maths/staffing_check.h"
#include "maths/staffing_day.h"

enum { REPLICATIONS = 40 };

static struct arena *arena_of(const struct pipeline *p)
{
	return p->session->arena;
}

/* ---- totals ---- */

static double fte(const struct pipeline *p, double h)
{
	return fte_of_hours(&p->w.site, h, p->w.days);
}

static const char *binding_words(const char *key)
{
	static const struct {
		const char *key, *words;
	} all[] = {
		{ "service", N_("service level") },
		{ "asa", N_("mean wait") },
		{ "abandoned", N_("hanging up") },
		{ "occupancy", N_("occupancy") },
		{ "stable", N_("the load itself") },
		{ "load", N_("deadline") },
		{ "idle", N_("idle time") },
		{ "minimum", N_("minimum") },
		{ "maximum", N_("maximum") },
	};

	for (size_t k = 0; k < sizeof(all) / sizeof(*all); k++)
		if (text_equal(all[k].key, key))
			return _(all[k].words);
	return key;
}

static int binding_count(const struct requirement_row *row, int end,
			 const char *key)
{
	int n = 0;

	for (int t = 0; t < end; t++)
		n += text_equal(row->binding[t], key);
	return n;
}

/* The wish that decides most intervals, and in how many of them. */
static const char *decided_by(const struct pipeline *p,
			      const struct requirement_row *row)
{
	int end = p->requirement.grid.day_begin[p->w.days], most = 0, all = 0;
	const char *key = NULL;

	for (int t = 0; t < end; t++) {
		if (!row->binding[t][0])
			continue;
		int n = key && text_equal(key, row->binding[t])
				? 0
				: binding_count(row, end, row->binding[t]);
		all++;
		if (n > most) {
			most = n;
			key = row->binding[t];
		}
	}
	if (!key || most == all)
		return key ? binding_words(key) : NULL;
	return arena_printf(arena_of(p), "%s %s", binding_words(key),
			    say_share(arena_of(p), (double)most / all, 0));
}

static void add_sum(struct table *t, const struct pipeline *p, const char *name,
		    const double sum[3], const char *decided)
{
	table_text(t, name);
	table_number(t, sum[0]);
	table_number(t, sum[1]);
	table_number(t, fte(p, sum[1]));
	table_number(t, fte(p, sum[2]));
	table_text(t, decided);
}

static void print_totals(const struct pipeline *p)
{
	static const struct table_column columns[] = {
		{ "row", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "net", N_("on the phones"), "h", TABLE_NUMBER, 1 },
		{ "gross", N_("to schedule"), "h", TABLE_NUMBER, 1 },
		{ "fte", N_("FTE"), NULL, TABLE_NUMBER, 1 },
		{ "plain_fte", N_("sheet"), NULL, TABLE_NUMBER, 1 },
		{ "binding", N_("decided by"), NULL, TABLE_TEXT, 0 },
	};
	const struct requirement *r = &p->requirement;
	double shrinkage = site_shrinkage(&p->w.site), all[3] = { 0 };
	struct table t = table_new(arena_of(p), "staff_sums", columns, 6);

	for (int k = 0; k < r->n_rows; k++) {
		const struct requirement_row *row = &r->rows[k];
		if (row->queue < 0)
			continue;
		const double sum[3] = {
			staff_hours(r, row->net, 0, p->w.days),
			staff_hours(r, row->gross, 0, p->w.days),
			staff_sheet_hours(r, row, 0, p->w.days, shrinkage)
		};
		for (int i = 0; i < 3; i++)
			all[i] += sum[i];
		add_sum(&t, p, row->name, sum, decided_by(p, row));
	}
	table_total(&t);
	add_sum(&t, p, _("all"), all, NULL);
	fputc('\n', p->session->out);
	print_table(p->session, &p->options, &t);
	fprintf(p->session->out,
		_("\nTo schedule: %s h, %s FTE of %g h a week; shrinkage "
		  "%s.\n"),
		say_number(arena_of(p), all[1], 1),
		say_number(arena_of(p), fte(p, all[1]), 1),
		fte_week(&p->w.site) / 60,
		say_share(arena_of(p), shrinkage, 1));
	fprintf(p->session->out,
		_("A sheet that takes each interval by itself, rounded up: %s "
		  "h, %s FTE.\n"),
		say_number(arena_of(p), all[2], 1),
		say_number(arena_of(p), fte(p, all[2]), 1));
}

/* Deferred work that needs nobody more. */
static void print_idle(const struct pipeline *p)
{
	const struct requirement *r = &p->requirement;

	for (int k = 0; k < r->n_rows; k++) {
		const struct requirement_row *row = &r->rows[k];
		double used = row->idle && p->w.site.queues[row->queue].blend
				      ? staff_hours(r, row->idle, 0, p->w.days)
				      : 0;
		if (used > 0)
			fprintf(p->session->out,
				_("%s: %s h are done in the idle time of those "
				  "who answer callers.\n"),
				row->name, say_number(arena_of(p), used, 1));
	}
}

/* ---- held against the exact queue ---- */

static struct staffing_check check(const struct pipeline *p,
				   struct arena *scratch, int row, bool plain)
{
	const struct requirement_row *r = &p->requirement.rows[row];

	return staffing_check(scratch, &p->w.site, &p->forecast.ahead, r->queue,
			      p->requirement.grid.day_begin[p->w.days],
			      plain ? r->plain : r->net);
}

static const char *worst_words(const struct pipeline *p,
			       const struct staffing_check *c)
{
	const struct grid *g = &p->requirement.grid;
	struct arena *a = arena_of(p);

	if (c->worst < 0 || !c->missed)
		return NULL;
	int day = g->first_day + grid_day(g, c->worst);
	return arena_printf(a, "%s %s", say_short_day(a, day),
			    say_start(a, g, c->worst));
}

static void add_check(struct table *t, const struct pipeline *p, int row,
		      const struct staffing_check *ours,
		      const struct staffing_check *plain)
{
	table_text(t, p->requirement.rows[row].name);
	table_number(t, ours->asked);
	table_number(t, ours->missed);
	table_number(t, plain->missed);
	table_text(t, worst_words(p, plain));
	table_number(t, plain->missed ? plain->level : NAN);
	table_number(t, ours->chance);
	table_number(t, plain->chance);
}

static void print_checks(const struct pipeline *p)
{
	static const struct table_column columns[] = {
		{ "row", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "asked", N_("goals"), NULL, TABLE_NUMBER, 0 },
		{ "missed", N_("missed"), NULL, TABLE_NUMBER, 0 },
		{ "plain_missed", N_("sheet misses"), NULL, TABLE_NUMBER, 0 },
		{ "plain_worst", N_("worst"), NULL, TABLE_TEXT, 0 },
		{ "plain_level", N_("service"), NULL, TABLE_SHARE, 0 },
		{ "chance", N_("too many"), NULL, TABLE_SHARE, 0 },
		{ "plain_chance", N_("sheet"), NULL, TABLE_SHARE, 0 },
	};
	struct table t = table_new(arena_of(p), "staff_check", columns, 8);
	struct arena *scratch = arena_open();

	for (int k = 0; k < p->requirement.n_rows; k++) {
		if (p->requirement.rows[k].queue < 0)
			continue;
		struct staffing_check ours = check(p, scratch, k, false);
		struct staffing_check plain = check(p, scratch, k, true);
		arena_empty(scratch);
		if (ours.asked && plain.asked)
			add_check(&t, p, k, &ours, &plain);
	}
	arena_close(scratch);
	if (!table_rows(&t))
		return;
	fputs(_("\nGoals missed on the forecast, by the exact queue; and how "
		"often more calls come\nthan the people can carry within the "
		"goal:\n\n"),
	      p->session->out);
	print_table(p->session, &p->options, &t);
}

static void print_goals(const struct pipeline *p)
{
	FILE *out = p->session->out;

	fputc('\n', out);
	for (int q = 0; q < p->w.site.n_queues; q++) {
		const struct queue *queue = &p->w.site.queues[q];
		const struct service_goal goal = staffing_goal(queue);

		if (!(goal.share > 0) || queue->channel == CHANNEL_EMAIL ||
		    queue->channel == CHANNEL_OUTBOUND)
			continue;
		fprintf(out, _("%s: %s %s.\n"), queue->id,
			say_share(arena_of(p), goal.share, 0),
			level_words(arena_of(p), goal.counting, goal.within));
	}
}

/* ---- people who can do several ---- */

static double apart(const struct pipeline *p, uint64_t set)
{
	const struct requirement *r = &p->requirement;
	double sum = 0;

	for (int k = 0; k < r->n_rows; k++)
		if (r->rows[k].queue >= 0 && set >> r->rows[k].queue & 1)
			sum += staff_hours(r, r->rows[k].plain, 0, p->w.days);
	return sum;
}

static void print_pools(const struct pipeline *p)
{
	static const struct table_column columns[] = {
		{ "row", N_("together"), NULL, TABLE_TEXT, 0 },
		{ "net", N_("on the phones"), "h", TABLE_NUMBER, 1 },
		{ "apart", N_("apart"), "h", TABLE_NUMBER, 1 },
		{ "less", N_("less"), NULL, TABLE_SHARE, 0 },
	};
	const struct requirement *r = &p->requirement;
	struct table t = table_new(arena_of(p), "staff_pools", columns, 4);

	for (int k = 0; k < r->n_pools; k++) {
		double net = staff_hours(r, r->pools[k].plain, 0, p->w.days);
		double each = apart(p, r->pools[k].queues);
		table_text(&t, r->pools[k].name);
		table_number(&t, net);
		table_number(&t, each);
		table_number(&t, each > 0 ? 1 - net / each : NAN);
	}
	if (!table_rows(&t))
		return;
	fputs(_("\nIf everybody could do all of these, by plain intervals "
		"(not to be added):\n\n"),
	      p->session->out);
	print_table(p->session, &p->options, &t);
}

/* Many queues by the first of them. */
static const char *short_name(const struct pipeline *p,
			      const struct skill_mix *m)
{
	enum { WIDEST = 40 };
	int n = 0;

	for (uint64_t set = m->queues; set; set &= set - 1)
		n++;
	if (strlen(m->name) <= WIDEST)
		return m->name;
	return arena_printf(arena_of(p), _("%s and %d more queues"),
			    p->w.site.queues[__builtin_ctzll(m->queues)].id,
			    n - 1);
}

static void print_mix(const struct pipeline *p, const struct skill_mix *m)
{
	FILE *out = p->session->out;
	struct arena *a = arena_of(p);

	fprintf(out, _("\n%s, %d groups of skills, simulated %d times:\n"),
		short_name(p, m), m->groups, REPLICATIONS);
	if (isnan(m->needed)) {
		fprintf(out,
			_("even half as many people again of this mix leave %s "
			  "at %s: more must be able to do it.\n"),
			p->w.site.queues[m->short_queue].id,
			say_share(a, m->level, 1));
		return;
	}
	fprintf(out,
		_("%s h on the phones keep every goal on each day, or over its "
		  "weeks;\napart %s h, if everybody could do everything %s "
		  "h.\n"),
		say_number(a, m->needed, 1), say_number(a, m->apart, 1),
		say_number(a, m->all_skilled, 1));
}

static void print_mixes(const struct pipeline *p)
{
	struct skill_mixes all = skill_mixes_of(
		arena_of(p), &p->w.site, &p->forecast.ahead, &p->requirement,
		(struct skill_mix_options){ .days = p->w.days,
					    .seed = 1,
					    .threads = p->options.threads,
					    .replications = REPLICATIONS });

	if (!all.n)
		fputs(_("\nNobody is skilled for two queues that wait.\n"),
		      p->session->out);
	for (int k = 0; k < all.n; k++)
		print_mix(p, &all.list[k]);
}

void staff_print(const struct pipeline *p, bool skills)
{
	staff_print_days(p);
	if (!print_for_people(&p->options))
		return;
	print_totals(p);
	print_idle(p);
	print_checks(p);
	print_goals(p);
	print_pools(p);
	if (skills)
		print_mixes(p);
}
