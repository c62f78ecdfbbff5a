#include "commands/diff_print.h"

#include <math.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/zone.h"
#include "commands/print.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"
#include "formats/say.h"
#include "model/period_credit.h"

struct difference diff_of(const struct pipeline *p, struct roster *old,
			  struct roster *now, bool covered)
{
	struct arena *a = p->session->arena;
	struct difference d = { .pipeline = p, .covered = covered };

	period_credit(&p->period, old);
	period_credit(&p->period, now);
	d.roster = roster_diff(a, old, now);
	if (!covered)
		return d;
	struct coverage was =
		coverage_of_roster(a, &p->period, &p->requirement, old);
	struct coverage is =
		coverage_of_roster(a, &p->period, &p->requirement, now);
	d.coverage = coverage_diff(a, &p->requirement, &was, &is);
	return d;
}

static struct arena *arena_of(const struct difference *d)
{
	return d->pipeline->session->arena;
}

static const struct site *site_of(const struct difference *d)
{
	return &d->pipeline->w.site;
}

static bool for_people(const struct difference *d)
{
	return print_for_people(&d->pipeline->options);
}

/* --- words --- */

/* As a wide table has it: "D0830!", "off", "holiday", "". */
static const char *code_of(const struct difference *d, const struct cell *c)
{
	const struct site *s = site_of(d);
	const char *code = "";

	switch (c->kind) {
	case CELL_NONE: break;
	case CELL_OFF: code = "off"; break;
	case CELL_DUTY: code = shift_code(arena_of(d), s, &c->duty); break;
	case CELL_ABSENT: code = s->absence_types[c->absence].code; break;
	}
	return c->locked ? arena_printf(arena_of(d), "%s!", code) : code;
}

static const char *span(const struct difference *d, int64_t start, int64_t end)
{
	int from = zone_wall(site_of(d)->zone, start).seconds / 60;
	int until = zone_wall(site_of(d)->zone, end).seconds / 60;

	return arena_printf(arena_of(d), "%s-%s", say_time(arena_of(d), from),
			    say_time(arena_of(d), until));
}

static const char *duty_span(const struct difference *d, const struct duty *u)
{
	return span(d, u->start, u->end);
}

static const char *piece_name(const struct difference *d,
			      const struct segment *g)
{
	const struct site *s = site_of(d);

	if (g->kind == SEGMENT_BREAK)
		return s->breaks[g->what].name;
	if (g->kind == SEGMENT_ACTIVITY && g->what >= 0)
		return s->activities[g->what].name;
	return g->kind == SEGMENT_GAP ? _("gap") : _("activity");
}

/* The next segment that is not plain work on all queues, or NULL. */
static const struct segment *next_piece(const struct duty *u, int *i)
{
	while (*i < u->n) {
		const struct segment *g = &u->segments[(*i)++];

		if (g->kind != SEGMENT_WORK || g->queue >= 0)
			return g;
	}
	return NULL;
}

/* "lunch 12:00-12:30 becomes 12:30-13:00", for every piece that moved. */
static const char *inside_words(const struct difference *d,
				const struct duty *old, const struct duty *now)
{
	struct text t = text_new(arena_of(d));
	int i = 0, k = 0;

	for (;;) {
		const struct segment *was = next_piece(old, &i);
		const struct segment *is = next_piece(now, &k);

		if (!was && !is)
			return t.len ? t.data : _("other queues");
		if (!was || !is || was->kind != is->kind ||
		    was->what != is->what)
			return _("other breaks or activities");
		if (was->start == is->start && was->end == is->end)
			continue;
		text_add(&t, t.len ? ", " : "");
		text_addf(&t, _("%s %s becomes %s"), piece_name(d, was),
			  span(d, was->start, was->end),
			  span(d, is->start, is->end));
	}
}

static const char *duty_words(const struct difference *d,
			      const struct cell *old, const struct cell *now)
{
	struct arena *a = arena_of(d);
	const char *was = duty_span(d, &old->duty);

	switch (now->kind) {
	case CELL_OFF: return arena_printf(a, _("free instead of %s"), was);
	case CELL_ABSENT:
		return arena_printf(a, _("absent instead of %s"), was);
	case CELL_NONE:
		return arena_printf(a, _("not planned instead of %s"), was);
	case CELL_DUTY: break;
	}
	if (old->duty.start == now->duty.start &&
	    old->duty.end == now->duty.end)
		return _("another shift at the same time");
	return arena_printf(a, _("%s becomes %s"), was,
			    duty_span(d, &now->duty));
}

static const char *day_words(const struct difference *d, const struct cell *old,
			     const struct cell *now)
{
	if (old->kind == CELL_DUTY)
		return duty_words(d, old, now);
	switch (now->kind) {
	case CELL_DUTY:
		return arena_printf(arena_of(d), _("works %s"),
				    duty_span(d, &now->duty));
	case CELL_OFF: return _("a day off");
	case CELL_ABSENT: return _("absent");
	case CELL_NONE: break;
	}
	return _("not planned");
}

static const char *words(const struct difference *d, const struct day_diff *x)
{
	struct text t = text_new(arena_of(d));

	if (x->differs & DIFFERS_DAY)
		text_add(&t, day_words(d, x->old, x->now));
	if (x->differs & DIFFERS_INSIDE)
		text_add(&t, inside_words(d, &x->old->duty, &x->now->duty));
	if (x->differs & DIFFERS_LOCK)
		text_addf(&t, "%s%s", t.len ? "; " : "",
			  x->now->locked ? _("now locked")
					 : _("no longer locked"));
	return t.data;
}

/* For programs: "day", "inside", "lock", joined by "+". */
static const char *keys(const struct difference *d, const struct day_diff *x)
{
	static const char *const names[] = { "day", "inside", "lock" };
	struct text t = text_new(arena_of(d));

	for (int k = 0; k < 3; k++)
		if (x->differs >> k & 1)
			text_addf(&t, "%s%s", t.len ? "+" : "", names[k]);
	return t.data;
}

static const char *day_text(const struct difference *d, int day)
{
	char date[11];

	if (for_people(d))
		return say_short_day(arena_of(d), day);
	return arena_strdup(arena_of(d), date_format(day, date));
}

/* --- tables --- */

static void print_days(const struct difference *d)
{
	static const struct table_column people[] = {
		{ "agent", N_("who"), NULL, TABLE_TEXT, 0 },
		{ "date", N_("day"), NULL, TABLE_TEXT, 0 },
		{ "old", N_("before"), NULL, TABLE_TEXT, 0 },
		{ "new", N_("now"), NULL, TABLE_TEXT, 0 },
		{ "what", N_("what"), NULL, TABLE_TEXT, 0 },
		{ "hours", N_("paid"), "h", TABLE_NUMBER, 2 },
	};
	static const struct table_column programs[] = {
		{ "agent", NULL, NULL, TABLE_TEXT, 0 },
		{ "date", NULL, NULL, TABLE_TEXT, 0 },
		{ "old", NULL, NULL, TABLE_TEXT, 0 },
		{ "new", NULL, NULL, TABLE_TEXT, 0 },
		{ "differs", NULL, NULL, TABLE_TEXT, 0 },
		{ "hours", NULL, "h", TABLE_NUMBER, 2 },
	};
	bool plain = for_people(d);
	struct table t =
		table_new(arena_of(d), "diff", plain ? people : programs, 6);

	for (int i = 0; i < d->roster.n_days; i++) {
		const struct day_diff *x = &d->roster.days[i];

		table_text(&t, site_of(d)->agents[x->agent].id);
		table_text(&t, day_text(d, x->day));
		table_text(&t, code_of(d, x->old));
		table_text(&t, code_of(d, x->now));
		table_text(&t, plain ? words(d, x) : keys(d, x));
		table_number(&t, x->minutes / 60.0);
	}
	print_table(d->pipeline->session, &d->pipeline->options, &t);
}

static void print_persons(const struct difference *d)
{
	static const struct table_column columns[] = {
		{ "agent", N_("who"), NULL, TABLE_TEXT, 0 },
		{ "name", N_("name"), NULL, TABLE_TEXT, 0 },
		{ "days", N_("days"), NULL, TABLE_NUMBER, 0 },
		{ "old_hours", N_("paid before"), "h", TABLE_NUMBER, 2 },
		{ "new_hours", N_("paid now"), "h", TABLE_NUMBER, 2 },
	};
	struct table t = table_new(arena_of(d), "diff_people", columns, 5);

	for (int i = 0; i < d->roster.n_people; i++) {
		const struct person_diff *x = &d->roster.people[i];

		table_text(&t, site_of(d)->agents[x->agent].id);
		table_text(&t, site_of(d)->agents[x->agent].name);
		table_number(&t, x->days);
		table_number(&t, x->old_minutes / 60.0);
		table_number(&t, x->minutes / 60.0);
	}
	print_table(d->pipeline->session, &d->pipeline->options, &t);
}

static void print_queues(const struct difference *d)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "old_short", N_("short was"), "h", TABLE_NUMBER, 1 },
		{ "new_short", N_("now"), "h", TABLE_NUMBER, 1 },
		{ "old_over", N_("over was"), "h", TABLE_NUMBER, 1 },
		{ "new_over", N_("now"), "h", TABLE_NUMBER, 1 },
	};
	struct table t = table_new(arena_of(d), "diff_queues", columns, 5);

	for (int k = 0; k < d->coverage.n_rows; k++) {
		const struct row_diff *x = &d->coverage.rows[k];

		table_text(&t, d->pipeline->requirement.rows[k].name);
		table_number(&t, x->old_short);
		table_number(&t, x->now_short);
		table_number(&t, x->old_over);
		table_number(&t, x->now_over);
	}
	print_table(d->pipeline->session, &d->pipeline->options, &t);
}

/* For people "09:00-10:30", for programs the instant with its offset. */
static const char *times_text(const struct difference *d,
			      const struct stretch_diff *x)
{
	const struct grid *g = &d->pipeline->requirement.grid;
	char from[33], until[33];

	if (for_people(d))
		return say_times(arena_of(d), g, x->begin, x->end);
	return arena_printf(arena_of(d), "%s/%s",
			    zone_format(g->zone, grid_time(g, x->begin), from),
			    zone_format(g->zone, grid_time(g, x->end), until));
}

static void print_intervals(const struct difference *d)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "date", N_("day"), NULL, TABLE_TEXT, 0 },
		{ "time", N_("time"), NULL, TABLE_TEXT, 0 },
		{ "heads", N_("heads"), NULL, TABLE_NUMBER, 1 },
		{ "hours", N_("sum"), "h", TABLE_NUMBER, 1 },
		{ "old_short", N_("short was"), "h", TABLE_NUMBER, 1 },
		{ "new_short", N_("now"), "h", TABLE_NUMBER, 1 },
	};
	const struct requirement *req = &d->pipeline->requirement;
	struct table t = table_new(arena_of(d), "diff_intervals", columns, 7);

	for (int i = 0; i < d->coverage.n; i++) {
		const struct stretch_diff *x = &d->coverage.stretches[i];

		table_text(&t, req->rows[x->row].name);
		table_text(&t,
			   day_text(d, req->grid.first_day +
					       grid_day(&req->grid, x->begin)));
		table_text(&t, times_text(d, x));
		table_number(&t, x->heads);
		table_number(&t, x->hours);
		table_number(&t, x->old_short);
		table_number(&t, x->now_short);
	}
	print_table(d->pipeline->session, &d->pipeline->options, &t);
}

/* --- */

static void print_summary(const struct difference *d)
{
	FILE *out = d->pipeline->session->out;
	int minutes = 0;

	for (int i = 0; i < d->roster.n_days; i++)
		minutes += d->roster.days[i].minutes;
	if (!d->roster.n_days) {
		fputs(_("The rosters are the same.\n"), out);
		return;
	}
	fprintf(out, _("%d days of %d people differ; paid hours %s.\n\n"),
		d->roster.n_days, d->roster.n_people,
		say_signed(arena_of(d), minutes / 60.0, 2));
}

static void print_all(const struct difference *d)
{
	FILE *out = d->pipeline->session->out;

	print_summary(d);
	if (!d->roster.n_days)
		return;
	print_days(d);
	if (!d->covered)
		return;
	fputs(d->coverage.n ? "\n" : _("\nThe coverage stays the same.\n"),
	      out);
	if (!d->coverage.n)
		return;
	print_queues(d);
	fputc('\n', out);
	print_intervals(d);
}

void diff_print(const struct difference *d, enum diff_by by)
{
	switch (by) {
	case DIFF_ALL:
		if (for_people(d))
			print_all(d);
		else
			print_days(d);
		return;
	case DIFF_DAY: print_days(d); return;
	case DIFF_PERSON: print_persons(d); return;
	case DIFF_QUEUE: print_queues(d); return;
	case DIFF_INTERVAL: print_intervals(d); return;
	}
}
