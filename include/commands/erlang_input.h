/*
 * erlang_input - the options of wfm erlang, read and checked.
 *
 * Shares are per cent on the command line and 0..1 here; times may carry
 * units ("20 s", "3 min"), bare ones are seconds, of --interval minutes.
 */
#ifndef COMMANDS_ERLANG_INPUT_H
#define COMMANDS_ERLANG_INPUT_H

#include <argp.h>
#include <stdbool.h>

#include "base/err.h"
#include "maths/goal.h"

enum erlang_option {
	ERLANG_CALLS,
	ERLANG_LOAD,
	ERLANG_INTERVAL,
	ERLANG_AHT,
	ERLANG_AGENTS,
	ERLANG_LEVEL,
	ERLANG_WITHIN,
	ERLANG_ASA,
	ERLANG_MAX_ABANDON,
	ERLANG_MAX_OCCUPANCY,
	ERLANG_PATIENCE,
	ERLANG_ABANDONS,
	ERLANG_SHRINKAGE,
	ERLANG_LINES,
	ERLANG_BLOCKING,
	ERLANG_REDIAL,
	ERLANG_CONCURRENCY,
	ERLANG_SPREAD,
	ERLANG_ARRIVAL_SPREAD,
	ERLANG_LOAD_SPREAD,
	ERLANG_OPTIONS
};

/* Sets of options are bits. */
#define ERLANG_BIT(option) (1u << ERLANG_##option)

enum { ERLANG_SLOTS = 16 };

struct erlang_input {
	const char *text[ERLANG_OPTIONS]; /* as given; NULL: not */
	double x[ERLANG_OPTIONS];	  /* default or 0 when not given */
	enum service_level counting;
	double aht[ERLANG_SLOTS]; /* [n_aht] by contacts held at a time */
	int n_aht;
	double load; /* erlangs, from --load or --calls, --interval, --aht */
};

/* Is the option of argp's key, and which? */
bool erlang_input_key(int key, enum erlang_option *option);
/* Entries for argp, [ERLANG_OPTIONS]. */
void erlang_input_options(struct argp_option options[ERLANG_OPTIONS]);

static inline bool erlang_given(const struct erlang_input *in,
				enum erlang_option option)
{
	return in->text[option] != NULL;
}

/*
 * Reads all texts: every bad value, every option that is missing (needs;
 * --calls stands for --calls or --load) or of no use (not in takes) is a
 * problem (RC_USAGE), and so is a load above 10^7 erlangs (RC_DATA).
 */
MUST_CHECK enum rc erlang_input_read(struct arena *a, const char *verb,
				     unsigned needs, unsigned takes,
				     struct erlang_input *in, struct err *e);

#endif
