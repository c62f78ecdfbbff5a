/* wfm review - last week against its plan, and the month so far. */
#include <math.h>

#include "base/date.h"
#include "commands/print.h"
#include "commands/review_plans.h"
#include "formats/i18n.h"
#include "formats/level_words.h"
#include "formats/say.h"
#include "maths/staffing_day.h"

static const struct argp argp = {
	.doc = N_(
		"Hold a period against what came: contacts, handling time, "
		"people required and scheduled, service level; by day, whole, "
		"and the month to date.  Default: the last whole week of the "
		"history."),
	.argp_domain = "wfm",
};

struct run {
	struct session *s;
	struct options o;
	struct workspace w;
	struct review_plans plans;
	bool people;
	int recorded; /* intervals of the period */
};

/* The last run of days of the usual length that the history holds whole. */
static int last_whole_period(const struct workspace *w)
{
	const struct grid *g = &w->history.grid;
	int end = g->first_day + g->days;
	int back = (date_weekday(end) - w->site.week_start + 7) % 7;

	return end - back - w->days;
}

static enum rc open_period(struct run *r)
{
	struct session *s = r->s;
	struct period_choice choice = r->o.period;
	bool last = !choice.from &&
		    (!choice.week || text_equal(choice.week, "last"));
	struct workspace first;
	const char *dir;
	char day[11];

	TRY(workspace_find(s->arena, s->site, &dir, s->err));
	if (last)
		choice.week = NULL;
	TRY(workspace_open(s->arena, dir, choice, &first, s->err));
	TRY(workspace_history(&first, s->err));
	r->w = first;
	if (!last)
		return workspace_callers(&r->w, s->err);
	choice.from = date_format(last_whole_period(&first), day);
	TRY(workspace_open(s->arena, dir, choice, &r->w, s->err));
	r->w.history = first.history;
	r->w.history_read = true;
	return workspace_callers(&r->w, s->err);
}

static void add_level(struct table *t, const struct run *r, int q,
		      const struct review *x)
{
	static const char *const sources[] = {
		[REVIEW_UNKNOWN] = "",
		[REVIEW_COUNTED] = "counted",
		[REVIEW_EXPECTED] = "expected",
	};
	const struct service_goal goal = staffing_goal(&r->w.site.queues[q]);
	enum review_source source;
	double level = review_level(x, &source);
	bool counted = source == REVIEW_COUNTED && x->target > 0;

	table_number(t, level);
	if (r->people)
		return;
	table_text(t, sources[source]);
	table_text(t, source == REVIEW_UNKNOWN
			      ? NULL
			      : level_words(t->arena, goal.counting,
					    counted ? x->target : goal.within));
}

/* A sum that lacks intervals would only mislead beside one that does not. */
static double whole_sum(double sum, int known, int of)
{
	return known && known == of ? sum : (double)NAN;
}

static void add_row(struct table *t, const struct run *r, int q,
		    const char *span, const struct review *x)
{
	table_text(t, r->w.site.queues[q].id);
	table_text(t, span);
	table_number(t, whole_sum(x->forecast, x->foreseen, x->recorded));
	table_number(t, x->recorded ? x->came : (double)NAN);
	table_number(t, accuracy_bias(&x->sums));
	table_number(t, review_forecast_aht(x));
	table_number(t, review_aht(x));
	table_number(t, whole_sum(x->required, x->needed, x->intervals));
	table_number(t, whole_sum(x->scheduled, x->manned, x->intervals));
	add_level(t, r, q, x);
	if (r->people)
		return;
	table_number(t, accuracy_wape(&x->sums));
	table_number(t, accuracy_day_wape(&x->sums));
	table_number(t, x->recorded);
}

static const char *day_word(const struct run *r, int day)
{
	struct arena *a = r->s->arena;
	char iso[11];

	return r->people ? say_short_day(a, day)
			 : arena_strdup(a, date_format(day, iso));
}

/* The days of the period, their sum, and the month up to its last day. */
static enum rc add_queue(struct run *r, struct table *t, int q,
			 struct review *whole)
{
	int first = r->w.first_day, until = first + r->w.days;
	int month = until - date_civil(until - 1).day;
	struct review to_date = { 0 };

	for (int day = month < first ? month : first; day < until; day++) {
		struct review one = { 0 };

		TRY(review_plans_add(&r->plans, &one, q, day, r->s->err));
		if (day >= month)
			review_add(&to_date, &one);
		if (day < first)
			continue;
		review_add(whole, &one);
		add_row(t, r, q, day_word(r, day), &one);
	}
	add_row(t, r, q, r->people ? _("period") : "period", whole);
	add_row(t, r, q, r->people ? _("month") : "month", &to_date);
	r->recorded += whole->recorded;
	return RC_OK;
}

static struct table empty_table(const struct run *r)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "span", N_("day"), NULL, TABLE_TEXT, 0 },
		{ "forecast", N_("forecast"), NULL, TABLE_NUMBER, 0 },
		{ "calls", N_("came"), NULL, TABLE_NUMBER, 0 },
		{ "bias", N_("error"), NULL, TABLE_SHARE, 1 },
		{ "aht_forecast", N_("AHT"), "s", TABLE_NUMBER, 0 },
		{ "aht", N_("was"), "s", TABLE_NUMBER, 0 },
		{ "required", N_("need"), "h", TABLE_NUMBER, 1 },
		{ "scheduled", N_("had"), "h", TABLE_NUMBER, 1 },
		{ "level", N_("service"), NULL, TABLE_SHARE, 1 },
		{ "level_source", N_("from"), NULL, TABLE_TEXT, 0 },
		{ "definition", N_("definition"), NULL, TABLE_TEXT, 0 },
		{ "wape_interval", N_("WAPE interval"), NULL, TABLE_SHARE, 1 },
		{ "wape_day", N_("WAPE day"), NULL, TABLE_SHARE, 1 },
		{ "recorded", N_("intervals recorded"), NULL, TABLE_NUMBER, 0 },
	};

	enum { PEOPLE = 10, ALL = sizeof(columns) / sizeof(columns[0]) };
	struct arena *a = r->s->arena;
	struct table_column *c = arena_copy(a, columns, ALL, sizeof(*c));

	/* Eighty columns have no room for units; a line below says them. */
	for (int i = 0; r->people && i < PEOPLE; i++)
		c[i].unit = NULL;
	return table_new(a, "review", c, r->people ? PEOPLE : ALL);
}

/* For people: what the service level of each queue counts, and who says it. */
static void print_definition(const struct run *r, int q,
			     const struct review *whole)
{
	const struct queue *queue = &r->w.site.queues[q];
	const struct service_goal goal = staffing_goal(queue);
	enum review_source source;
	bool known;

	review_level(whole, &source);
	known = source == REVIEW_COUNTED && whole->target > 0;
	if (source == REVIEW_UNKNOWN)
		return;
	fprintf(r->s->out, "%s: %s;\n  %s\n", queue->id,
		level_words(r->s->arena, goal.counting,
			    known ? whole->target : goal.within),
		source == REVIEW_COUNTED
			? _("counted by the switch")
			: _("expected of the people scheduled (Erlang A)"));
}

static enum rc review(struct run *r)
{
	struct session *s = r->s;
	const struct site *site = &r->w.site;
	struct table t = empty_table(r);
	struct review *whole =
		arena_new(s->arena, struct review, site->n_queues);
	const char *period = say_period(s->arena, r->w.first_day, r->w.days);

	for (int q = 0; q < site->n_queues; q++)
		TRY(add_queue(r, &t, q, &whole[q]));
	if (!r->recorded)
		return fail(s->err, RC_NOINPUT,
			    _("history.csv holds nothing of %s; `wfm import "
			      "history` reads it"),
			    period);
	if (r->people)
		fprintf(s->out, "%s, %s\n\n", site->name, period);
	print_table(s, &r->o, &t);
	if (r->people)
		fputs(_("\nAHT forecast and what it was, in seconds; hours of "
			"people needed and had.\n"),
		      s->out);
	for (int q = 0; r->people && q < site->n_queues; q++)
		print_definition(r, q, &whole[q]);
	return RC_OK;
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct run r = { .s = s };

	options_parse(s, &argp, OPTIONS_PERIOD | OPTIONS_FORMAT, &r.o, argc,
		      argv, NULL);
	TRY(open_period(&r));
	r.people = print_for_people(&r.o);
	r.plans = review_plans_of(&r.w);
	return review(&r);
}

const struct command command_review = {
	.name = "review",
	.summary = N_("last week against its plan, and the month to date"),
	.run = run,
};
