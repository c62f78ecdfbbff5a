/* wfm forecast - history -> forecast.csv, with the back-test that chose. */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "commands/forecast_leads.h"
#include "commands/forecast_score.h"
#include "commands/forecast_shape.h"
#include "commands/forecast_tables.h"
#include "commands/forecast_update.h"
#include "commands/holidays_print.h"
#include "commands/pipeline.h"
#include "commands/print.h"
#include "formats/callers_words.h"
#include "formats/i18n.h"

/* A longer period is shown by week. */
enum { MOST_SINGLE_DAYS = 42 };

enum {
	KEY_AS_OF = 0x200,
	KEY_FORECAST,
	KEY_SCORE,
	KEY_UPDATE,
	KEY_HOLIDAYS,
	KEY_ICS
};

struct own {
	bool backtest, score, ics;
	const char *as_of, *file, *today;
	int as_of_day;
	int holidays; /* year, 0: a forecast */
};

static const struct argp_option own_options[] = {
	{ "backtest", 'b', NULL, 0,
	  N_("evaluate only, without writing the forecast"), 0 },
	{ "as-of", KEY_AS_OF, N_("DATE"), 0,
	  N_("use only what was known before that day; the period starts there "
	     "unless given"),
	  0 },
	{ "forecast", KEY_FORECAST, N_("FILE"), 0,
	  N_("take the forecast from FILE as it is"), 0 },
	{ "update", KEY_UPDATE, N_("TODAY.csv"), 0,
	  N_("forecast the rest of today from its intervals so far"), 0 },
	{ "score", KEY_SCORE, NULL, 0,
	  N_("compare what was published with what came; nothing is written"),
	  0 },
	{ "holidays", KEY_HOLIDAYS, N_("YEAR"), 0,
	  N_("list the special days of a year, by rule or by hand; nothing is "
	     "forecast"),
	  0 },
	{ "ics", KEY_ICS, NULL, 0,
	  N_("with --holidays: as a calendar, on standard output"), 0 },
	{ 0 },
};

static void check_together(const struct own *own, struct argp_state *state)
{
	int how = own->score + (own->file != NULL) + (own->today != NULL) +
		  (own->as_of || own->backtest);

	if (how > 1)
		argp_error(state, _("--forecast, --score and --update go with "
				    "none of each other, nor with --as-of or "
				    "--backtest"));
	if (own->ics && !own->holidays)
		argp_error(state, _("--ics goes with --holidays"));
}

static int year_of(const char *arg, struct argp_state *state)
{
	int64_t year = 0;

	if (!text_int(arg, &year) || year < 1900 || year > 2100)
		argp_error(state, _("--holidays %s: a year, like 2027"), arg);
	return (int)year;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct own *own = state->input;

	switch (key) {
	case 'b': own->backtest = true; return 0;
	case KEY_AS_OF:
		if (!date_parse(arg, &own->as_of_day))
			argp_error(state,
				   _("--as-of %s: a day is written "
				     "2026-12-14"),
				   arg);
		own->as_of = arg;
		return 0;
	case KEY_FORECAST: own->file = arg; return 0;
	case KEY_SCORE: own->score = true; return 0;
	case KEY_UPDATE: own->today = arg; return 0;
	case KEY_ICS: own->ics = true; return 0;
	case KEY_HOLIDAYS: own->holidays = year_of(arg, state); return 0;
	case ARGP_KEY_END: check_together(own, state); return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = own_options,
	.parser = parse,
	.doc = N_("Forecast contacts and handling time of the period from the "
		  "history, and say how well each model would have done."),
	.argp_domain = "wfm",
};

/* What was learned from: days used, days left out and why. */
static void print_history(const struct pipeline *p)
{
	FILE *out = p->session->out;

	for (int q = 0; q < p->w.site.n_queues; q++) {
		const struct forecast_queue *f = &p->forecast.queues[q];

		fprintf(out, _("%s: %d days of history, %d left out"),
			p->w.site.queues[q].name, f->days_used,
			f->days_left_out);
		if (f->floor_wape > 0)
			fprintf(out, _("; pure chance alone gives %.1f %%"),
				100 * f->floor_wape);
		fputc('\n', out);
		for (int i = 0; i < f->n_left_out && i < 3; i++)
			fprintf(out, "  %s\n", f->left_out[i]);
		if (f->n_left_out > 3)
			fprintf(out, _("  and %d more\n"), f->n_left_out - 3);
	}
}

/* What the forecast of all queues as one did to them. */
static void print_together(const struct pipeline *p)
{
	const struct forecast_together *of = &p->forecast.together;

	if (of->queues > 0)
		fprintf(p->session->out,
			_("%d queues brought together with their sum: %.0f "
			  "contacts each for itself, %.0f as one, now %.0f\n"),
			of->queues, of->apart, of->site, of->together);
}

/* How callers behaved; deferred work has none who could hang up. */
static void print_callers(const struct pipeline *p)
{
	struct arena *a = p->session->arena;

	for (int q = 0; q < p->w.site.n_queues && p->w.history_read; q++) {
		const struct queue *queue = &p->w.site.queues[q];
		struct callers c = callers_learn(&p->w.history, q);
		const char *spread = callers_spread(a, &c);

		if (queue->channel == CHANNEL_EMAIL ||
		    queue->channel == CHANNEL_OUTBOUND)
			fprintf(p->session->out, "%s: %s\n", queue->name,
				*spread ? spread : _("nothing known"));
		else
			fprintf(p->session->out, "%s: %s%s%s\n", queue->name,
				callers_patience(a, &c, &p->w.history),
				*spread ? "; " : "", spread);
	}
}

static void print_if_any(const struct pipeline *p, struct table t)
{
	if (!table_rows(&t))
		return;
	fputc('\n', p->session->out);
	print_table(p->session, &p->options, &t);
}

/* For people: what it rests on, what it is worth, then the forecast. */
static void print_story(const struct pipeline *p, bool backtest)
{
	bool long_one = p->w.days > MOST_SINGLE_DAYS;
	struct table days =
		long_one ? forecast_week_table(p) : forecast_day_table(p);

	if (p->forecast.queues) {
		print_history(p);
		print_together(p);
		print_callers(p);
		print_if_any(p, forecast_backtest_table(p));
		if (backtest)
			print_if_any(p, forecast_lead_table(p));
		print_if_any(p, forecast_horizon_table(p));
		print_if_any(p, forecast_effect_table(p));
		print_if_any(p, forecast_correction_table(p));
		fputc('\n', p->session->out);
	}
	forecast_shape_print(p);
	fputc('\n', p->session->out);
	print_table(p->session, &p->options, &days);
}

static void print_rows(const struct pipeline *p, bool backtest)
{
	struct table t =
		backtest ? forecast_backtest_table(p) : forecast_day_table(p);

	print_table(p->session, &p->options, &t);
}

/* The period starts on the day asked about, unless it is given. */
static void choose_period(const struct own *own, struct options *o)
{
	if (own->as_of && !o->period.week && !o->period.from)
		o->period.from = own->as_of;
}

static enum rc check_as_of(const struct pipeline *p, const struct own *own)
{
	if (!own->as_of || own->as_of_day <= p->w.first_day)
		return RC_OK;
	return fail(p->session->err, RC_USAGE,
		    _("--as-of %s is after the first day of the period; a "
		      "forecast uses nothing of its own days"),
		    own->as_of);
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct own own = { .as_of_day = DATE_NONE };
	struct options o;
	struct pipeline p;

	options_parse(s, &argp, OPTIONS_PERIOD | OPTIONS_WRITE | OPTIONS_FORMAT,
		      &o, argc, argv, &own);
	if (own.ics)
		return holidays_calendar(s, own.holidays);
	if (own.holidays)
		return holidays_print(s, &o, own.holidays);
	if (own.score)
		return forecast_score(s, &o);
	if (own.today)
		return forecast_update(s, &o, own.today);
	choose_period(&own, &o);
	TRY(pipeline_open(s, &o, &p));
	TRY(check_as_of(&p, &own));
	p.as_of = own.as_of_day;
	p.outside = own.file;
	if (own.backtest) /* nothing is committed, so nothing is in the way */
		p.options.output = "-";
	TRY(workspace_lock(&p.w, s->err));
	TRY(pipeline_forecast(&p, WANT_MADE));
	if (text_equal(o.output, "-") && !own.backtest)
		; /* the forecast itself goes there, and nothing else */
	else if (print_for_people(&o))
		print_story(&p, own.backtest);
	else
		print_rows(&p, own.backtest);
	return own.backtest ? RC_OK : pipeline_commit(&p);
}

const struct command command_forecast = {
	.name = "forecast",
	.summary = N_("history -> forecast, with the back-test that chose it"),
	.run = run,
};
