/* wfm staff - forecast -> requirement.csv. */
#include <math.h>

#include "commands/pipeline.h"
#include "commands/print.h"
#include "formats/i18n.h"
#include "formats/say.h"
#include "maths/fte.h"

struct own {
	bool plain;
	double confidence;
};

enum { KEY_METHOD = 'm', KEY_CONFIDENCE = 'c' };

static const struct argp_option own_options[] = {
	{ "method", KEY_METHOD, N_("METHOD"), 0,
	  N_("plain: each interval as if it lasted for ever; exact (default): "
	     "checked against the queue that changes with time"),
	  0 },
	{ "confidence", KEY_CONFIDENCE, N_("PERCENT"), 0,
	  N_("keep the goal on so many days of 100, not on the mean day"), 0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct own *own = state->input;
	double x;

	switch (key) {
	case KEY_METHOD:
		own->plain = text_equal(arg, "plain");
		if (!own->plain && !text_equal(arg, "exact"))
			argp_error(state, _("--method %s: plain or exact"),
				   arg);
		return 0;
	case KEY_CONFIDENCE:
		if (!text_double(arg, &x) || x < 50 || x > 99.9)
			argp_error(state,
				   _("--confidence %s: allowed is 50 to 99.9"),
				   arg);
		own->confidence = x / 100;
		return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = own_options,
	.parser = parse,
	.doc = N_("Work out how many people each interval needs for the goals "
		  "of the site, from the forecast."),
	.argp_domain = "wfm",
};

/* Person hours of one row on one day, by one of its columns. */
static double hours(const struct requirement *r, const double *x, int day)
{
	double sum = 0;

	for (int t = r->grid.day_begin[day]; t < r->grid.day_begin[day + 1];
	     t++)
		sum += x[t];
	return sum * r->grid.interval / 3600;
}

static double peak(const struct requirement *r, const double *x, int day)
{
	double most = 0;

	for (int t = r->grid.day_begin[day]; t < r->grid.day_begin[day + 1];
	     t++)
		most = fmax(most, x[t]);
	return most;
}

static struct table day_table(const struct pipeline *p)
{
	static const struct table_column columns[] = {
		{ "row", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "date", N_("day"), NULL, TABLE_TEXT, 0 },
		{ "net", N_("on the phones"), "h", TABLE_NUMBER, 1 },
		{ "gross", N_("to schedule"), "h", TABLE_NUMBER, 1 },
		{ "plain", N_("plain sheet"), "h", TABLE_NUMBER, 1 },
		{ "peak", N_("peak people"), NULL, TABLE_NUMBER, 1 },
	};
	struct arena *a = p->session->arena;
	const struct requirement *r = &p->requirement;
	struct table t = table_new(a, "staff", columns, 6);

	for (int k = 0; k < r->n_rows; k++)
		for (int d = 0; d < p->w.days; d++) {
			table_text(&t, r->rows[k].name);
			table_text(&t, say_short_day(a, p->w.first_day + d));
			table_number(&t, hours(r, r->rows[k].net, d));
			table_number(&t, hours(r, r->rows[k].gross, d));
			table_number(&t, hours(r, r->rows[k].plain, d));
			table_number(&t, peak(r, r->rows[k].gross, d));
		}
	return t;
}

static void print_total(const struct pipeline *p)
{
	const struct requirement *r = &p->requirement;
	double gross = 0;

	for (int k = 0; k < r->n_rows; k++)
		for (int d = 0; d < p->w.days && r->rows[k].queue >= 0; d++)
			gross += hours(r, r->rows[k].gross, d);
	fprintf(p->session->out,
		_("\nTo schedule: %.1f hours, %.1f FTE of %g hours a week; "
		  "shrinkage %.1f %%.\n"),
		gross, fte_of_hours(&p->w.site, gross, p->w.days),
		fte_week(&p->w.site) / 60, 100 * site_shrinkage(&p->w.site));
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
	pipeline_staffing(&p, own.plain ? STAFFING_PLAIN : STAFFING_EXACT,
			  own.confidence);
	/* -o names the requirement, never the forecast before it. */
	TRY(pipeline_forecast(&p, WANT_FRESH));
	TRY(pipeline_staff(&p, WANT_MADE));
	struct table t = day_table(&p);
	if (!text_equal(o.output, "-"))
		print_table(s, &o, &t);
	if (print_for_people(&o) && !text_equal(o.output, "-"))
		print_total(&p);
	return pipeline_commit(&p);
}

const struct command command_staff = {
	.name = "staff",
	.summary = N_("forecast -> the people each interval needs"),
	.run = run,
};
