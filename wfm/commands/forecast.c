/* wfm forecast - history -> forecast.csv, with the back-test that chose. */
#include <math.h>

#include "commands/pipeline.h"
#include "commands/print.h"
#include "formats/i18n.h"
#include "formats/say.h"

struct own {
	bool backtest;
};

static const struct argp_option own_options[] = {
	{ "backtest", 'b', NULL, 0,
	  N_("evaluate only, without writing the forecast"), 0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct own *own = state->input;

	(void)arg;
	if (key != 'b')
		return ARGP_ERR_UNKNOWN;
	own->backtest = true;
	return 0;
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

static struct table backtest_table(const struct pipeline *p)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "model", N_("model"), NULL, TABLE_TEXT, 0 },
		{ "wape_interval", N_("WAPE interval"), NULL, TABLE_SHARE, 1 },
		{ "wape_day", N_("WAPE day"), NULL, TABLE_SHARE, 1 },
		{ "bias", N_("bias"), NULL, TABLE_SHARE, 1 },
		{ "cover80", N_("in 80 %"), NULL, TABLE_SHARE, 0 },
		{ "chosen", N_("chosen"), NULL, TABLE_TEXT, 0 },
	};
	struct table t = table_new(p->session->arena, "backtest", columns, 7);

	for (int q = 0; q < p->w.site.n_queues; q++) {
		const struct forecast_queue *f = &p->forecast.queues[q];

		for (int i = 0; i < f->n_scores; i++) {
			const struct forecast_score *s = &f->scores[i];

			table_text(&t, p->w.site.queues[q].id);
			table_text(&t, s->model);
			table_number(&t, s->wape_interval);
			table_number(&t, s->wape_day);
			table_number(&t, s->bias);
			table_number(&t, s->cover80);
			table_text(&t, s->chosen     ? _("yes")
				       : s->baseline ? _("baseline")
						     : "");
		}
	}
	return t;
}

/* A day of the month that may as well do nothing is not worth a line. */
static bool is_notable(const struct forecast_effect *x)
{
	return !x->calendar || x->low > 1 || x->high < 1;
}

/* What special days, events and days of the month do, in per cent. */
static struct table effect_table(const struct pipeline *p)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "effect", N_("special day or event"), NULL, TABLE_TEXT, 0 },
		{ "change", N_("change"), NULL, TABLE_SHARE, 0 },
		{ "low", N_("from"), NULL, TABLE_SHARE, 0 },
		{ "high", N_("to"), NULL, TABLE_SHARE, 0 },
		{ "seen", N_("days seen"), NULL, TABLE_NUMBER, 0 },
	};
	struct table t = table_new(p->session->arena, "effects", columns, 6);

	for (int q = 0; q < p->w.site.n_queues; q++) {
		const struct forecast_queue *f = &p->forecast.queues[q];

		for (int i = 0; i < f->n_effects; i++) {
			const struct forecast_effect *x = &f->effects[i];

			if (!is_notable(x))
				continue;
			table_text(&t, p->w.site.queues[q].id);
			table_text(&t, x->name);
			table_number(&t, x->factor - 1);
			table_number(&t, x->low - 1);
			table_number(&t, x->high - 1);
			table_number(&t, x->seen);
		}
	}
	return t;
}

static struct table day_table(const struct pipeline *p)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "date", N_("day"), NULL, TABLE_TEXT, 0 },
		{ "calls", N_("contacts"), NULL, TABLE_NUMBER, 0 },
		{ "aht", N_("AHT"), "s", TABLE_NUMBER, 0 },
		{ "hours", N_("work"), "h", TABLE_NUMBER, 1 },
	};
	struct arena *a = p->session->arena;
	const struct workload *w = &p->forecast.ahead;
	struct table t = table_new(a, "forecast", columns, 5);

	for (int q = 0; q < p->w.site.n_queues; q++)
		for (int d = 0; d < p->w.days; d++) {
			double calls = 0, seconds = 0;

			for (int i = w->grid.day_begin[d];
			     i < w->grid.day_begin[d + 1]; i++) {
				int at = q * w->grid.n + i;

				if (!(w->calls[at] > 0))
					continue;
				calls += w->calls[at];
				seconds += w->calls[at] * w->aht[at];
			}
			table_text(&t, p->w.site.queues[q].id);
			table_text(&t, say_short_day(a, p->w.first_day + d));
			table_number(&t, calls);
			table_number(&t, calls > 0 ? seconds / calls : NAN);
			table_number(&t, seconds / 3600);
		}
	return t;
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct own own = { 0 };
	struct options o;
	struct pipeline p;

	options_parse(s, &argp, OPTIONS_PERIOD | OPTIONS_WRITE | OPTIONS_FORMAT,
		      &o, argc, argv, &own);
	TRY(pipeline_open(s, &o, &p));
	TRY(workspace_lock(&p.w, s->err));
	TRY(pipeline_forecast(&p, WANT_MADE));
	bool people = print_for_people(&o);
	struct table days = day_table(&p), tests = backtest_table(&p);
	struct table effects = effect_table(&p);

	if (people && !text_equal(o.output, "-")) {
		print_history(&p);
		fputc('\n', s->out);
		print_table(s, &o, &tests);
		fputc('\n', s->out);
		if (table_rows(&effects))
			print_table(s, &o, &effects), fputc('\n', s->out);
		print_table(s, &o, &days);
	} else if (!people) {
		print_table(s, &o, own.backtest ? &tests : &days);
	}
	return own.backtest ? RC_OK : pipeline_commit(&p);
}

const struct command command_forecast = {
	.name = "forecast",
	.summary = N_("history -> forecast, with the back-test that chose it"),
	.run = run,
};
