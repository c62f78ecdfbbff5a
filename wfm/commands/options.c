#include "commands/options.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/text.h"
#include "formats/i18n.h"

enum {
	KEY_WEEK = 'w',
	KEY_FROM = 0x100,
	KEY_DAYS,
	KEY_WEEKS,
	KEY_TIME,
	KEY_WORK,
	KEY_GAP,
	KEY_SEED,
	KEY_THREADS,
	KEY_FORCE,
	KEY_FORMAT,
	KEY_OUTPUT = 'o'
};

static const struct argp_option period_options[] = {
	{ "week", KEY_WEEK, N_("WEEK"), 0,
	  N_("the period: 2026-W51, next or last; default: the one after the "
	     "last published, else after the history"),
	  1 },
	{ "from", KEY_FROM, N_("DATE"), 0, N_("first day of the period"), 1 },
	{ "days", KEY_DAYS, N_("N"), 0, N_("its length, 1 to 460 days"), 1 },
	{ "weeks", KEY_WEEKS, N_("N"), 0, N_("the same in weeks"), 1 },
	{ 0 },
};

static const struct argp_option solve_options[] = {
	{ "time-limit", KEY_TIME, N_("SECONDS"), 0,
	  N_("stop the solver after this time"), 2 },
	{ "work-limit", KEY_WORK, N_("N"), 0,
	  N_("stop it after this work, whatever the machine"), 2 },
	{ "gap", KEY_GAP, N_("PERCENT"), 0,
	  N_("stop it when this close to the bound"), 2 },
	{ "seed", KEY_SEED, N_("N"), 0, N_("seed of random numbers"), 2 },
	{ "threads", KEY_THREADS, N_("N"), 0,
	  N_("threads to use; the result does not depend on it"), 2 },
	{ 0 },
};

static const struct argp_option write_options[] = {
	{ "force", KEY_FORCE, NULL, 0,
	  N_("make it anew, also what was corrected by hand"), 3 },
	{ "output", KEY_OUTPUT, N_("FILE"), 0,
	  N_("write the product here, or the exports into this folder; - is "
	     "standard output"),
	  3 },
	{ 0 },
};

static const struct argp_option format_options[] = {
	{ "format", KEY_FORMAT, N_("FORMAT"), 0, N_("table, csv or json"), 4 },
	{ 0 },
};

static double number(struct argp_state *state, const char *name,
		     const char *arg, double min, double max)
{
	double x;

	if (!text_double(arg, &x) || !(x >= min && x <= max))
		argp_error(state, _("--%s %s: allowed is %g to %g"), name, arg,
			   min, max);
	return x;
}

static int integer(struct argp_state *state, const char *name, const char *arg,
		   int min, int max)
{
	int64_t n;

	if (!text_int(arg, &n) || n < min || n > max) {
		argp_error(state, _("--%s %s: allowed is %d to %d"), name, arg,
			   min, max);
		return min;
	}
	return (int)n;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *o = state->input;

	switch (key) {
	case KEY_WEEK: o->period.week = arg; return 0;
	case KEY_FROM: o->period.from = arg; return 0;
	case KEY_DAYS:
		o->period.days =
			integer(state, "days", arg, 1, GRID_MOST_PERIOD);
		return 0;
	case KEY_WEEKS:
		o->period.days = 7 * integer(state, "weeks", arg, 1,
					     GRID_MOST_PERIOD / 7);
		return 0;
	case KEY_TIME:
		o->seconds = number(state, "time-limit", arg, 0.1, 1e6);
		return 0;
	case KEY_WORK:
		o->work = number(state, "work-limit", arg, 0.01, 1e9);
		return 0;
	case KEY_GAP:
		o->gap = number(state, "gap", arg, 0, 100) / 100;
		return 0;
	case KEY_SEED:
		o->seed = (uint64_t)integer(state, "seed", arg, 0, 2147483647);
		return 0;
	case KEY_THREADS:
		o->threads = integer(state, "threads", arg, 1, 256);
		return 0;
	case KEY_FORCE: o->force = true; return 0;
	case KEY_OUTPUT: o->output = arg; return 0;
	case KEY_FORMAT:
		if (strcmp(arg, "table") && strcmp(arg, "csv") &&
		    strcmp(arg, "json"))
			argp_error(state,
				   _("--format %s: allowed is table, csv, "
				     "json"),
				   arg);
		o->format = arg;
		return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

#define GROUP(list)                                                            \
	{                                                                      \
		.options = list, .parser = parse, .argp_domain = "wfm"         \
	}
static const struct argp groups_argp[] = {
	GROUP(period_options),
	GROUP(solve_options),
	GROUP(write_options),
	GROUP(format_options),
};
enum { N_GROUPS = sizeof(groups_argp) / sizeof(groups_argp[0]) };

struct inputs {
	void *own;
	bool has_own;
	struct options *shared;
	int groups; /* how many */
	struct session *session;
};

/* Hands each child parser its own input; does nothing else. */
static error_t parse_nothing(int key, char *arg, struct argp_state *state)
{
	const struct inputs *in = state->input;
	int child = 0;

	(void)arg;
	if (key != ARGP_KEY_INIT)
		return ARGP_ERR_UNKNOWN;
	if (in->has_own)
		state->child_inputs[child++] = in->own;
	for (int i = 0; i < in->groups; i++)
		state->child_inputs[child++] = in->shared;
	state->child_inputs[child] = in->session;
	return 0;
}

/* What the terminal can show, when standard output is one. */
static void look_at_terminal(struct options *o)
{
	struct winsize size;
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");

	o->columns = 80;
	o->ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	if (!isatty(STDOUT_FILENO))
		return;
	o->color = !(no_color && *no_color) && term && strcmp(term, "dumb");
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40)
		o->columns = size.ws_col;
}

static int cores(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > 8 ? 8 : (int)n;
}

void options_parse(struct session *s, const struct argp *own, int groups,
		   struct options *o, int argc, char **argv, void *input)
{
	struct argp_child children[N_GROUPS + 3] = { 0 };
	struct inputs in = { input, own != NULL, o, 0, s };
	int n = 0;

	*o = (struct options){ .format = "table", .seed = 1 };
	if (own)
		children[n++] = (struct argp_child){ own, 0, NULL, 0 };
	for (int g = 0; g < N_GROUPS; g++)
		if (groups & 1 << g) {
			children[n++] = (struct argp_child){ &groups_argp[g], 0,
							     NULL, 0 };
			in.groups++;
		}
	children[n] = (struct argp_child){ &command_common, 0, NULL, 0 };
	const struct argp all = {
		.parser = parse_nothing,
		.children = children,
		.argp_domain = "wfm",
	};
	argp_parse(&all, argc, argv, 0, NULL, &in);
	if (!o->threads)
		o->threads = cores();
	look_at_terminal(o);
}
