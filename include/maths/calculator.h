/*
 * calculator - the formulas by name: a model, a metric and parameters in, one
 * number out.
 *
 * The names are those of the test vectors and of a table that
 * users fill in a spreadsheet: a row names a model and a metric and gives
 * the parameters that it needs; others are ignored.  A row that cannot be
 * computed says which parameter is to blame and why.
 *
 * Units: a erlangs; aht, t, patience seconds; rates per second; p, target
 * shares 0..1 unless the model says otherwise (halfin_whitt and garnett take
 * beta in p, halfin_whitt beta takes the chance to wait in target).
 *
 * Pure; mt_m_ct takes its work space from the arena lent.
 */
#ifndef MATHS_CALCULATOR_H
#define MATHS_CALCULATOR_H

#include <stdbool.h>

#include "base/arena.h"
#include "maths/transient.h"

/* Numbers; the first eight are columns of the table, the others keys of its
 * column `extra`. */
enum calculator_key {
	CALC_N,	       /* agents or lines */
	CALC_A,	       /* offered load, erlangs */
	CALC_AHT,      /* seconds */
	CALC_T,	       /* seconds: within, or the moment asked for */
	CALC_PATIENCE, /* seconds */
	CALC_K,	       /* lines in all, or contacts per agent */
	CALC_P,	       /* retry or redial share, percentile, shrinkage, beta */
	CALC_TARGET,   /* service level, blocking or chance to wait */
	CALC_MAX_OCC,
	CALC_MAX_AB,
	CALC_MAX_ASA, /* seconds */
	CALC_MIN_N,   /* agents */
	CALC_CA2,
	CALC_CS2,
	CALC_CV,
	CALC_THETA_OVER_MU,
	CALC_LAMBDA_PER_S,
	CALC_MU_PER_S,
	CALC_THETA_PER_S,
	CALC_DT, /* seconds */
	CALC_M0, /* calls in progress at time 0 */
	/* Lists. */
	CALC_RATES, /* rates_per_chat_per_s, rates_per_s: numbers */
	CALC_SLOTS, /* slots_dur_lambda_c: seconds, calls per second, agents */
	CALC_KEYS
};

/* "n", ..., "max_occ", ...; for CALC_RATES "rates_per_s". */
const char *calculator_key_name(enum calculator_key key);

/* The key of a column or of a word in `extra`, or CALC_KEYS: unknown.  Both
 * names of CALC_RATES are known. */
enum calculator_key calculator_key_find(const char *name);

struct calculator_input {
	double number[CALC_RATES];	    /* by key; NAN = not given */
	const double *rates;		    /* [n_rates] */
	const struct transient_step *slots; /* [n_slots] */
	int n_rates, n_slots;
	struct arena *arena; /* lent, for mt_m_ct */
};

/* Nothing given. */
struct calculator_input calculator_input_new(struct arena *a);

struct calculator_answer {
	double value;	    /* NAN when there is none */
	bool whole;	    /* a count: print it as an integer */
	const char *what;   /* the parameter to blame, or NULL */
	const char *reason; /* why there is no value, or why to doubt it; NULL
			     * when all is well */
};

struct calculator {
	const char *model, *metric;
	bool whole;
	unsigned needs;	 /* bit 1 << key for each parameter it must have */
	unsigned allows; /* and for each it may have */
	struct calculator_answer (*run)(const struct calculator_input *in,
					int variant);
	int variant;
};

/* All there are, model by model: i in [0, calculator_count()). */
int calculator_count(void);
const struct calculator *calculator_at(int i);

/* NULL if there is none of that name. */
const struct calculator *calculator_find(const char *model, const char *metric);

/* Checks the parameters and computes.  A queue that grows for ever has an
 * answer (chance to wait 1, level 0, waits INFINITY). */
struct calculator_answer calculator_run(const struct calculator *c,
					const struct calculator_input *in);

#endif
