#include "commands/acd_arguments.h"

#include <string.h>

#include "base/text.h"
#include "formats/acd_time.h"
#include "formats/acd_value.h"
#include "formats/i18n.h"

enum {
	KEY_ACD = 0x300,
	KEY_DATES,
	KEY_DECIMAL,
	KEY_ZONE,
	KEY_INTERVAL,
	KEY_SPREAD,
	KEY_MISSING,
	KEY_SKIP,
	KEY_QUEUE,
	KEY_COLUMN
};

static const struct argp_option options[] = {
	{ "acd", KEY_ACD, N_("NAME"), 0,
	  N_("what wrote the files: ipfx, teleopti and calabrio have no "
	     "header; others are known by theirs"),
	  1 },
	{ "dates", KEY_DATES, N_("ORDER"), 0,
	  N_("dmy, mdy or ymd, when the dates do not prove it"), 1 },
	{ "decimal", KEY_DECIMAL, N_("MARK"), 0,
	  N_(". or , when the numbers do not prove it"), 1 },
	{ "zone", KEY_ZONE, N_("ZONE"), 0,
	  N_("of times without offset, e.g. UTC; default: the site's"), 1 },
	{ "interval", KEY_INTERVAL, N_("MINUTES"), 0,
	  N_("length of the rows, when their starts do not show it"), 1 },
	{ "spread", KEY_SPREAD, NULL, 0,
	  N_("divide rows that are longer than the site's interval"), 1 },
	{ "missing", KEY_MISSING, N_("WHAT"), 0,
	  N_("open intervals that a file leaves out are unknown (default) or "
	     "zero"),
	  1 },
	{ "skip-unknown", KEY_SKIP, NULL, 0,
	  N_("leave out names that are no queue of the site"), 1 },
	{ "queue", KEY_QUEUE, N_("NAME"), 0,
	  N_("the queue of files that name none"), 1 },
	{ "column", KEY_COLUMN, N_("MEANING=NAME"), 0,
	  N_("a column that is not known by its name, e.g. offered=Incoming; "
	     "several may be given"),
	  1 },
	{ 0 },
};

static unsigned date_order(struct argp_state *state, const char *arg)
{
	static const struct {
		const char *name;
		unsigned order;
	} orders[] = { { "dmy", ACD_DMY },
		       { "mdy", ACD_MDY },
		       { "ymd", ACD_YMD } };

	for (size_t i = 0; i < sizeof(orders) / sizeof(*orders); i++)
		if (!strcmp(arg, orders[i].name))
			return orders[i].order;
	argp_error(state, _("--dates %s: allowed is dmy, mdy, ymd"), arg);
	return 0;
}

static unsigned decimal_mark(struct argp_state *state, const char *arg)
{
	if (strcmp(arg, ".") && strcmp(arg, ","))
		argp_error(state, _("--decimal %s: allowed is . or ,"), arg);
	return *arg == ',' ? ACD_COMMA : ACD_POINT;
}

static int interval(struct argp_state *state, const char *arg)
{
	int64_t x;

	if (!text_int(arg, &x) || x < 5 || x > 60 || 60 % x != 0) {
		argp_error(state,
			   _("--interval %s: allowed is 5, 6, 10, 12, 15, 20, "
			     "30 or 60 minutes"),
			   arg);
		return 0;
	}
	return (int)x * 60;
}

static void add_column(struct argp_state *state, struct acd_arguments *a,
		       const char *arg)
{
	const int most = (int)(sizeof(a->columns) / sizeof(*a->columns));

	if (a->options.n_columns == most)
		argp_error(state, _("--column: at most %d of them"), most);
	else
		a->columns[a->options.n_columns++] = arg;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct acd_arguments *a = state->input;
	struct acd_options *o = &a->options;

	switch (key) {
	case KEY_ACD: o->format = arg; return 0;
	case KEY_DATES: o->dates = date_order(state, arg); return 0;
	case KEY_DECIMAL: o->mark = decimal_mark(state, arg); return 0;
	case KEY_ZONE: a->zone = arg; return 0;
	case KEY_INTERVAL: o->interval = interval(state, arg); return 0;
	case KEY_SPREAD: o->spread = true; return 0;
	case KEY_MISSING:
		o->zero = !strcmp(arg, "zero");
		if (!o->zero && strcmp(arg, "unknown"))
			argp_error(state,
				   _("--missing %s: allowed is unknown, zero"),
				   arg);
		return 0;
	case KEY_SKIP: o->skip_unknown = true; return 0;
	case KEY_QUEUE: o->queue = arg; return 0;
	case KEY_COLUMN: add_column(state, a, arg); return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

const struct argp acd_arguments_argp = {
	.options = options,
	.parser = parse,
	.argp_domain = "wfm",
};

enum rc acd_arguments_finish(struct session *s, struct acd_arguments *a)
{
	a->options.columns = a->columns;
	if (!a->zone)
		return RC_OK;
	return zone_load(s->arena, NULL, a->zone, &a->options.zone, s->err);
}
