#include "maths/calculator.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "maths/calculator_rows.h"

/* What a parameter may be; least and most included unless `above`. */
struct range {
	const char *name;
	double least, most;
	bool above, whole;
	const char *text;
};

static const struct range range[CALC_KEYS] = {
	[CALC_N] = { "n", 0, 1e8, false, false, "0 to 10^8" },
	[CALC_A] = { "a", 0, 1e7, false, false, "0 to 10^7 erlangs" },
	[CALC_AHT] = { "aht", 0, 1e9, true, false, "above 0 s" },
	[CALC_T] = { "t", 0, 1e9, false, false, "0 s or more" },
	[CALC_PATIENCE] = { "patience", 0, 1e12, true, false, "above 0 s" },
	[CALC_K] = { "k", 1, 1e7, false, true, "whole, 1 to 10^7" },
	[CALC_P] = { "p", 0, 1, false, false, "0 to 1" },
	[CALC_TARGET] = { "target", 0, 1 - 1e-15, true, false,
			  "above 0 and below 1" },
	[CALC_MAX_OCC] = { "max_occ", 0, 1, true, false, "above 0, at most 1" },
	[CALC_MAX_AB] = { "max_ab", 0, 1, true, false, "above 0, at most 1" },
	[CALC_MAX_ASA] = { "max_asa", 0, 1e9, true, false, "above 0 s" },
	[CALC_MIN_N] = { "min_n", 0, 1e8, false, true, "whole, 0 to 10^8" },
	[CALC_CA2] = { "ca2", 0, 1e6, false, false, "0 to 10^6" },
	[CALC_CS2] = { "cs2", 0, 1e6, false, false, "0 to 10^6" },
	[CALC_CV] = { "cv", 0, 10, false, false, "0 to 10" },
	[CALC_THETA_OVER_MU] = { "theta_over_mu", 0, 1e9, true, false,
				 "above 0" },
	[CALC_LAMBDA_PER_S] = { "lambda_per_s", 0, 1e6, false, false,
				"0 to 10^6" },
	[CALC_MU_PER_S] = { "mu_per_s", 0, 1e6, true, false, "above 0" },
	[CALC_THETA_PER_S] = { "theta_per_s", 0, 1e6, false, false,
			       "0 to 10^6" },
	[CALC_DT] = { "dt", 0, 1e9, true, false, "above 0 s" },
	[CALC_M0] = { "m0", 0, 1e9, false, false, "0 or more" },
	[CALC_RATES] = { "rates_per_s", 0, 0, false, false, "" },
	[CALC_SLOTS] = { "slots_dur_lambda_c", 0, 0, false, false, "" },
};

const char *calculator_key_name(enum calculator_key key)
{
	return range[key].name;
}

enum calculator_key calculator_key_find(const char *name)
{
	enum calculator_key key = CALC_N;

	if (strcmp(name, "rates_per_chat_per_s") == 0)
		return CALC_RATES;
	while (key < CALC_KEYS && strcmp(range[key].name, name) != 0)
		key++;
	return key;
}

struct calculator_input calculator_input_new(struct arena *a)
{
	struct calculator_input in = { .arena = a };

	for (int i = 0; i < CALC_RATES; i++)
		in.number[i] = NAN;
	return in;
}

int calculator_count(void)
{
	return calculator_calls.n + calculator_others.n;
}

const struct calculator *calculator_at(int i)
{
	return i < calculator_calls.n
		       ? &calculator_calls.row[i]
		       : &calculator_others.row[i - calculator_calls.n];
}

const struct calculator *calculator_find(const char *model, const char *metric)
{
	for (int i = 0; i < calculator_count(); i++) {
		const struct calculator *c = calculator_at(i);

		if (strcmp(c->model, model) == 0 &&
		    strcmp(c->metric, metric) == 0)
			return c;
	}
	return NULL;
}

struct service_goal calculator_goal(const struct calculator_input *in,
				    enum service_level counting)
{
	return (struct service_goal){
		.share = optional(in, CALC_TARGET, 0),
		.within = optional(in, CALC_T, 0),
		.counting = counting,
		.asa = optional(in, CALC_MAX_ASA, 0),
		.abandoned = optional(in, CALC_MAX_AB, 0),
		.occupancy = optional(in, CALC_MAX_OCC, 0),
		.patience = optional(in, CALC_PATIENCE, 0),
		.minimum = (int)optional(in, CALC_MIN_N, 0),
	};
}

double calculator_figure(const struct patience_service *s, int figure)
{
	switch (figure) {
	case FIGURE_WAITING: return s->waiting;
	case FIGURE_ABANDONED: return s->abandoned;
	case FIGURE_WAIT: return s->wait;
	case FIGURE_ASA: return s->asa;
	case FIGURE_QUEUE: return s->queue;
	case FIGURE_OCCUPANCY: return s->occupancy;
	case FIGURE_EARLY: return s->early;
	default:
		return patience_level(
			s, (enum service_level)(figure - FIGURE_LEVEL));
	}
}

static struct calculator_answer refuse(enum calculator_key key,
				       const char *reason)
{
	return (struct calculator_answer){ NAN, false, range[key].name,
					   reason };
}

static bool is_given(const struct calculator_input *in, enum calculator_key key)
{
	if (key == CALC_RATES)
		return in->n_rates > 0;
	if (key == CALC_SLOTS)
		return in->n_slots > 0;
	return !isnan(in->number[key]);
}

/* beta, where others have a share. */
static bool is_beta(const struct calculator *c, enum calculator_key key)
{
	return key == CALC_P && (strcmp(c->model, "halfin_whitt") == 0 ||
				 strcmp(c->model, "garnett") == 0);
}

/* Models whose states are counted cannot take a fraction of an agent. */
static bool must_be_whole(const struct calculator *c, enum calculator_key key)
{
	return range[key].whole ||
	       (key == CALC_N && (c->needs & (1u << CALC_K)) != 0);
}

/* What is wrong with a number, or NULL. */
static const char *fault(const struct calculator *c, enum calculator_key key,
			 double x)
{
	const struct range *r = &range[key];
	bool inside = r->above ? x > r->least : x >= r->least;

	if (is_beta(c, key))
		return fabs(x) <= 1e6 ? NULL : "-10^6 to 10^6";
	if (!inside || x > r->most)
		return r->text;
	return must_be_whole(c, key) && x != floor(x) ? "a whole number" : NULL;
}

/* The first parameter at fault, or a value of NULL reason. */
static struct calculator_answer check(const struct calculator *c,
				      const struct calculator_input *in)
{
	for (enum calculator_key key = 0; key < CALC_KEYS; key++) {
		unsigned bit = 1u << key;

		if (!((c->needs | c->allows) & bit))
			continue;
		if (!is_given(in, key)) {
			if (c->needs & bit)
				return refuse(key, "is missing");
			continue;
		}
		if (key < CALC_RATES && fault(c, key, in->number[key]))
			return refuse(key, fault(c, key, in->number[key]));
	}
	if ((c->allows & (1u << CALC_T)) && is_given(in, CALC_TARGET) &&
	    (c->allows & (1u << CALC_TARGET)) && !is_given(in, CALC_T))
		return refuse(CALC_T, "is missing");
	return (struct calculator_answer){ .reason = NULL };
}

/* Only what the row takes. */
static struct calculator_input selected(const struct calculator *c,
					const struct calculator_input *in)
{
	struct calculator_input out = *in;

	for (int key = 0; key < CALC_RATES; key++)
		if (!((c->needs | c->allows) & (1u << key)))
			out.number[key] = NAN;
	return out;
}

struct calculator_answer calculator_run(const struct calculator *c,
					const struct calculator_input *in)
{
	struct calculator_input mine = selected(c, in);
	struct calculator_answer a = check(c, in);

	if (a.reason)
		return a;
	a = c->run(&mine, c->variant);
	a.whole = c->whole;
	if (c->whole && isinf(a.value)) {
		a.value = NAN;
		a.reason = "no number is enough";
	}
	return a;
}
