#include "commands/erlang_input.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "formats/acd_value.h"
#include "formats/i18n.h"
#include "formats/level_words.h"
#include "formats/value.h"

enum { KEY_FIRST = 0x200 };

enum kind {
	NUMBER,
	WHOLE,
	SECONDS,
	MINUTES, /* bare ones are minutes; seconds inside */
	PERCENT,
	LARGE_PERCENT, /* 0.8 is a mistake for 80 */
	HANDLING,      /* seconds, or a list of them */
	WORD
};

static const struct {
	const char *name, *arg, *doc;
	enum kind kind;
	double min, max;   /* in the unit of the command line */
	bool above, below; /* the limits themselves are not allowed */
	double preset;	   /* as inside */
} options[ERLANG_OPTIONS] = {
	[ERLANG_CALLS] = { "calls", N_("N"), N_("contacts in an interval"),
			   NUMBER, 0, 1e12, false, false, 0 },
	[ERLANG_LOAD] = { "load", N_("ERLANGS"), N_("load, instead of --calls"),
			  NUMBER, 0, 1e7, false, false, 0 },
	[ERLANG_INTERVAL] = { "interval", N_("TIME"),
			      N_("length of an interval; default 30 min"),
			      MINUTES, 1, 44640, false, false, 1800 },
	[ERLANG_AHT] = { "aht", N_("TIME"),
			 N_("handling time; of chat a list: with one, two, ... "
			    "contacts held"),
			 HANDLING, 0, 1e7, true, false, 0 },
	[ERLANG_AGENTS] = { "agents", N_("N"), N_("people on the phones"),
			    NUMBER, 0, 1e8, false, false, 0 },
	[ERLANG_LEVEL] = { "service-level", N_("PERCENT"),
			   N_("share in time; default 80, none when only "
			      "--asa or --max-abandon is given"),
			   LARGE_PERCENT, 0, 100, true, true, 0.8 },
	[ERLANG_WITHIN] = { "within", N_("TIME"),
			    N_("what \"in time\" is; default 20 s"), SECONDS, 0,
			    1e9, false, false, 20 },
	[ERLANG_ASA] = { "asa", N_("TIME"),
			 N_("mean wait of the answered, at most"), SECONDS, 0,
			 1e9, true, false, 0 },
	[ERLANG_MAX_ABANDON] = { "max-abandon", N_("PERCENT"),
				 N_("share that hangs up, at most"), PERCENT, 0,
				 100, true, false, 0 },
	[ERLANG_MAX_OCCUPANCY] = { "max-occupancy", N_("PERCENT"),
				   N_("share of their time that people are "
				      "busy, at most"),
				   LARGE_PERCENT, 0, 100, true, false, 0 },
	[ERLANG_PATIENCE] = { "patience", N_("TIME"),
			      N_("mean time before a caller hangs up (Erlang "
				 "A); default: nobody does (Erlang C)"),
			      SECONDS, 0, 1e9, true, false, 0 },
	[ERLANG_ABANDONS] = { "abandons", N_("HOW"),
			      N_("in the service level they hurt (default), "
				 "are ignored (ignore), short ones are left "
				 "out (exshort) or count as in time (count)"),
			      WORD, 0, 0, false, false, 0 },
	[ERLANG_SHRINKAGE] = { "shrinkage", N_("PERCENT"),
			       N_("share of paid time not on the phones"),
			       LARGE_PERCENT, 0, 95, false, false, 0 },
	[ERLANG_LINES] = { "lines", N_("N"),
			   N_("lines into the house, those waiting "
			      "included"),
			   WHOLE, 1, 1e6, false, false, INFINITY },
	[ERLANG_BLOCKING] = { "blocking", N_("PERCENT"),
			      N_("share that finds no line, at most; default "
				 "0.1 of trunks, 1 of lines and traffic"),
			      PERCENT, 0, 100, true, true, 0 },
	[ERLANG_REDIAL] = { "redial", N_("PERCENT"),
			    N_("share of the blocked and of those who hung "
			       "up that call again"),
			    PERCENT, 0, 100, false, false, 0 },
	[ERLANG_CONCURRENCY] = { "concurrency", N_("N"),
				 N_("contacts at a time; default 3"), WHOLE, 1,
				 ERLANG_SLOTS, false, false, 3 },
	[ERLANG_SPREAD] = { "spread", N_("PERCENT"),
			    N_("standard deviation of handling times, of "
			       "their mean; default 100"),
			    PERCENT, 0, 1000, false, false, 1 },
	[ERLANG_ARRIVAL_SPREAD] = { "arrival-spread", N_("PERCENT"),
				    N_("the same of the times between calls; "
				       "default 100"),
				    PERCENT, 0, 1000, false, false, 1 },
	[ERLANG_LOAD_SPREAD] = { "load-spread", N_("PERCENT"),
				 N_("the same of the load itself, which is "
				    "not known for sure; needs --patience"),
				 PERCENT, 0, 300, false, false, 0 },
};

bool erlang_input_key(int key, enum erlang_option *option)
{
	if (key < KEY_FIRST || key >= KEY_FIRST + ERLANG_OPTIONS)
		return false;
	*option = (enum erlang_option)(key - KEY_FIRST);
	return true;
}

void erlang_input_options(struct argp_option entries[ERLANG_OPTIONS])
{
	for (int k = 0; k < ERLANG_OPTIONS; k++)
		entries[k] = (struct argp_option){
			.name = options[k].name,
			.key = KEY_FIRST + k,
			.arg = options[k].arg,
			.doc = options[k].doc,
		};
}

/* --- one value --- */

/* "80/20": 80 % within 20 s, unless --within says other. */
static void split_level(struct arena *a, struct erlang_input *in)
{
	const char *text = in->text[ERLANG_LEVEL];
	const char *slash = text ? strchr(text, '/') : NULL;

	if (!slash || in->text[ERLANG_WITHIN])
		return;
	in->text[ERLANG_WITHIN] = slash + 1;
	in->text[ERLANG_LEVEL] = arena_strndup(a, text, (size_t)(slash - text));
}

static bool read_percent(const char *s, double *x)
{
	if (value_share(s, x)) {
		*x *= 100;
		return true;
	}
	return value_number(s, x);
}

static bool read_time(const char *s, double unit, double *seconds)
{
	if (value_span(s, seconds))
		return true;
	/* 3:20 is minutes and seconds, of --interval nobody knows */
	if (strchr(s, ':'))
		return unit == 1 && acd_duration(s, ACD_POINT, seconds);
	if (!value_number(s, seconds) && !text_double(s, seconds))
		return false;
	*seconds *= unit;
	return true;
}

static bool inside(enum erlang_option k, double x)
{
	double min = options[k].min, max = options[k].max;

	return (options[k].above ? x > min : x >= min) &&
	       (options[k].below ? x < max : x <= max);
}

static const char *unit_of(enum erlang_option k)
{
	switch (options[k].kind) {
	case SECONDS:
	case HANDLING: return " s";
	case MINUTES: return " min";
	case PERCENT:
	case LARGE_PERCENT: return " %";
	default: return "";
	}
}

static enum rc refuse(const struct erlang_input *in, enum erlang_option k,
		      struct err *e)
{
	const char *text =
		in->text[k][0] ? text_quote(e->arena, in->text[k]) : "\"\"";
	double x;

	if (options[k].kind == LARGE_PERCENT && value_number(text, &x) &&
	    x > 0 && x < 1)
		return fail(e, RC_USAGE,
			    _("--%s %s: in per cent; did you mean %g, or "
			      "\"%g%%\"?"),
			    options[k].name, text, 100 * x, x);
	return fail(e, RC_USAGE, _("--%s %s: allowed is %s %g, %s %g%s"),
		    options[k].name, text,
		    options[k].above ? _("above") : _("at least"),
		    options[k].min,
		    options[k].below ? _("below") : _("at most"),
		    options[k].max, unit_of(k));
}

/* "240,300,380": the same number of seconds for those not said. */
static bool read_handling(struct arena *a, struct erlang_input *in)
{
	char *list = arena_strdup(a, in->text[ERLANG_AHT]);
	char *rest = list;

	in->n_aht = 0;
	for (char *word; (word = strsep(&rest, ","));) {
		double seconds;

		if (in->n_aht == ERLANG_SLOTS ||
		    !read_time(word, 1, &seconds) ||
		    !inside(ERLANG_AHT, seconds))
			return false;
		in->aht[in->n_aht++] = seconds;
	}
	in->x[ERLANG_AHT] = in->aht[0];
	return true;
}

static bool read_number(const char *s, enum erlang_option k, double *x)
{
	switch (options[k].kind) {
	case NUMBER: return value_number(s, x) || text_double(s, x);
	case WHOLE:
		return (value_number(s, x) || text_double(s, x)) &&
		       *x == rint(*x);
	case SECONDS: return read_time(s, 1, x);
	case MINUTES:
		if (!read_time(s, 60, x))
			return false;
		*x /= 60;
		return true;
	case PERCENT: return read_percent(s, x);
	case LARGE_PERCENT:
		return read_percent(s, x) &&
		       (strchr(s, '%') || *x >= 1 || *x == 0);
	default: return false;
	}
}

static enum rc read_one(struct arena *a, enum erlang_option k,
			struct erlang_input *in, struct err *e)
{
	const char *s = in->text[k];
	double x;

	if (options[k].kind == WORD)
		return level_parse(s, &in->counting)
			       ? RC_OK
			       : fail(e, RC_USAGE,
				      _("--%s %s: allowed is hurt, ignore, "
					"exshort, count, virtual"),
				      options[k].name, text_quote(e->arena, s));
	if (options[k].kind == HANDLING)
		return read_handling(a, in) ? RC_OK : refuse(in, k, e);
	if (!read_number(s, k, &x) || !inside(k, x))
		return refuse(in, k, e);
	if (options[k].kind == PERCENT || options[k].kind == LARGE_PERCENT)
		x /= 100;
	in->x[k] = options[k].kind == MINUTES ? 60 * x : x;
	return RC_OK;
}

/* --- all of them --- */

/* --load says what --calls does. */
static bool is_missing(const struct erlang_input *in, int k)
{
	return !in->text[k] && !(k == ERLANG_CALLS && in->text[ERLANG_LOAD]);
}

static enum rc check_given(const char *verb, unsigned needs, unsigned takes,
			   const struct erlang_input *in, struct err *e)
{
	enum rc rc = RC_OK;

	for (int k = 0; k < ERLANG_OPTIONS; k++) {
		if (needs & 1u << k && is_missing(in, k))
			rc = fail(e, RC_USAGE, _("%s needs --%s%s"), verb,
				  options[k].name,
				  k == ERLANG_CALLS ? _(" or --load") : "");
		if (in->text[k] && !((needs | takes) & 1u << k))
			rc = fail(e, RC_USAGE, _("%s has no use for --%s"),
				  verb, options[k].name);
	}
	if (in->text[ERLANG_CALLS] && !in->text[ERLANG_AHT] &&
	    !(needs & ERLANG_BIT(AHT)))
		rc = fail(e, RC_USAGE, _("--calls need --%s"),
			  options[ERLANG_AHT].name);
	if (in->text[ERLANG_CALLS] && in->text[ERLANG_LOAD])
		rc = fail(e, RC_USAGE,
			  _("--calls and --load say the same; give one"));
	return rc;
}

enum rc erlang_input_read(struct arena *a, const char *verb, unsigned needs,
			  unsigned takes, struct erlang_input *in,
			  struct err *e)
{
	enum rc rc;

	if ((needs | takes) & ERLANG_BIT(CALLS))
		takes |= ERLANG_BIT(LOAD) | ERLANG_BIT(INTERVAL);
	split_level(a, in);
	rc = check_given(verb, needs, takes, in, e);
	for (int k = 0; k < ERLANG_OPTIONS; k++) {
		enum rc one = RC_OK;

		in->x[k] = options[k].preset;
		if (in->text[k])
			one = read_one(a, (enum erlang_option)k, in, e);
		rc = rc == RC_OK ? one : rc;
	}
	if (rc != RC_OK)
		return rc;
	in->load = in->text[ERLANG_LOAD]
			   ? in->x[ERLANG_LOAD]
			   : in->x[ERLANG_CALLS] * in->x[ERLANG_AHT] /
				     in->x[ERLANG_INTERVAL];
	if (in->load <= options[ERLANG_LOAD].max)
		return RC_OK;
	return fail(e, RC_DATA,
		    _("a load of %g erlangs; allowed is at most %g"), in->load,
		    options[ERLANG_LOAD].max);
}
