/*
 * calculator_rows - what the families of calculator share; not for others.
 */
#ifndef MATHS_CALCULATOR_ROWS_H
#define MATHS_CALCULATOR_ROWS_H

#include <math.h>

#include "maths/calculator.h"
#include "maths/goal.h"

struct calculator_family {
	const struct calculator *row;
	int n;
};

extern const struct calculator_family calculator_calls;	 /* B, C, A, lines */
extern const struct calculator_family calculator_others; /* chat, rules, day */

static inline double number(const struct calculator_input *in,
			    enum calculator_key key)
{
	return in->number[key];
}

/* What is not given is `otherwise`. */
static inline double optional(const struct calculator_input *in,
			      enum calculator_key key, double otherwise)
{
	return isnan(in->number[key]) ? otherwise : in->number[key];
}

static inline struct calculator_answer answer(double value)
{
	return (struct calculator_answer){ .value = value };
}

static inline struct calculator_answer doubtful(double value, const char *what,
						const char *reason)
{
	return (struct calculator_answer){ .value = value,
					   .what = what,
					   .reason = reason };
}

/* The figures of a queue; levels are counted up by their definition. */
enum {
	FIGURE_WAITING,
	FIGURE_ABANDONED,
	FIGURE_WAIT,
	FIGURE_ASA,
	FIGURE_QUEUE,
	FIGURE_OCCUPANCY,
	FIGURE_EARLY,
	FIGURE_LEVEL
};

double calculator_figure(const struct patience_service *s, int figure);

/* The goal given by target, t, max_asa, max_ab, max_occ, patience, min_n. */
struct service_goal calculator_goal(const struct calculator_input *in,
				    enum service_level counting);

/*
 * The table.  What each row needs and may have is spelled with the columns'
 * names; a metric that exists for every definition of the service level has
 * five rows.
 */
#define N (1u << CALC_N)
#define A (1u << CALC_A)
#define AHT (1u << CALC_AHT)
#define T (1u << CALC_T)
#define PATIENCE (1u << CALC_PATIENCE)
#define K (1u << CALC_K)
#define P (1u << CALC_P)
#define TARGET (1u << CALC_TARGET)
#define MAX_OCC (1u << CALC_MAX_OCC)
#define MAX_AB (1u << CALC_MAX_AB)
#define MAX_ASA (1u << CALC_MAX_ASA)
#define MIN_N (1u << CALC_MIN_N)
#define CA2 (1u << CALC_CA2)
#define CS2 (1u << CALC_CS2)
#define CV (1u << CALC_CV)
#define THETA_OVER_MU (1u << CALC_THETA_OVER_MU)
#define LAMBDA (1u << CALC_LAMBDA_PER_S)
#define MU (1u << CALC_MU_PER_S)
#define THETA (1u << CALC_THETA_PER_S)
#define DT (1u << CALC_DT)
#define M0 (1u << CALC_M0)
#define RATES (1u << CALC_RATES)
#define SLOTS (1u << CALC_SLOTS)
#define GOALS (T | TARGET | MAX_OCC | MAX_AB | MAX_ASA | MIN_N)

/* clang-format off */
#define EACH_LEVEL(model, metric, whole, needs, allows, run, base) \
	{ model, metric "_offered", whole, needs, allows, run, \
	  (base) + SL_OFFERED }, \
	{ model, metric "_answered", whole, needs, allows, run, \
	  (base) + SL_ANSWERED }, \
	{ model, metric "_exshort", whole, needs, allows, run, \
	  (base) + SL_EXSHORT }, \
	{ model, metric "_abok", whole, needs, allows, run, \
	  (base) + SL_ABOK }, \
	{ model, metric "_virtual", whole, needs, allows, run, \
	  (base) + SL_VIRTUAL }

/* The figures of a queue with patience. */
#define EACH_FIGURE(model, needs, allows, run) \
	{ model, "pw", false, needs, allows, run, FIGURE_WAITING }, \
	{ model, "pab", false, needs, allows, run, FIGURE_ABANDONED }, \
	{ model, "ew", false, needs, allows, run, FIGURE_WAIT }, \
	{ model, "asa", false, needs, allows, run, FIGURE_ASA }, \
	{ model, "queue", false, needs, allows, run, FIGURE_QUEUE }, \
	{ model, "occ", false, needs, allows, run, FIGURE_OCCUPANCY }, \
	{ model, "ab_in", false, (needs) | T, allows, run, FIGURE_EARLY }, \
	EACH_LEVEL(model, "sl", false, (needs) | T, allows, run, FIGURE_LEVEL)
/* clang-format on */

#endif
