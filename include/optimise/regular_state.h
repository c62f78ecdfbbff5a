/*
 * regular_state - a rule and the days it looks at, between the files that say
 * what each kind of rule remembers:
 *
 *	regular.c	    which rules, together
 *	regular_rest.c	    long rests, rests after
 *	regular_weekends.c  weekends
 *	regular_runs.c	    runs, longest runs, sums over any days
 *	regular_shifts.c    which shifts, when they start
 *
 * Nobody else needs it.
 */
#ifndef OPTIMISE_REGULAR_STATE_H
#define OPTIMISE_REGULAR_STATE_H

#include <math.h>

#include "optimise/pricing_state.h"
#include "optimise/regular.h"

struct regular {
	const struct plan *plan;
	const struct worker *worker;
	const struct rule *rule;
	int first, days;
	double price;	   /* of a unit; HUGE_VAL: hard */
	int grain;	   /* minutes by which soft long rests are told apart */
	const bool *kind;  /* [-PLAN_PAST .. days - 1] is in rule.days */
	const bool *known; /* the same range: without a duty, */
	const bool *absent;		/* what the day is */
	const int64_t *midnight;	/* [-PLAN_PAST .. days + AHEAD], UTC */
	const struct day_range *window; /* [-PLAN_PAST .. days - 1] days of
					   the period, or NULL */
	const struct weekend_due **due; /* [days] regular_weekends.c */
	const int *low; /* regular_rest.c: [days] what windows ask */
};

enum { REGULAR_AHEAD = 62 };

/* What a kind of rule remembers. */
struct regular_kind {
	/* False: not this rule. */
	bool (*ready)(struct arena *a, struct regular *x);
	/* A day, before the period as well; its price, 0 before. */
	double (*day)(const struct regular *x, struct memory *m, int d,
		      const struct day_work *w);
	/* What of a duty it looks at, beside whether it counts. */
	bool shift, from, until;
};

extern const struct regular_kind regular_long_rest, regular_any_rest,
	regular_rest_after, regular_split, regular_mixed, regular_weekends,
	regular_run_weekends, regular_run, regular_longest, regular_any_days,
	regular_kinds, regular_spread, regular_sequence, regular_rotation,
	regular_off_after;

static inline bool regular_counts(const struct regular *x,
				  const struct day_work *w, int d)
{
	const struct rule *r = x->rule;

	return w->worked && x->kind[d] &&
	       (r->shifts == ~(shift_set)0 ||
		(w->shift >= 0 && (r->shifts >> w->shift & 1)));
}

/* Is a day the last of its window, or of the period? */
static inline bool regular_closes(const struct regular *x, int d)
{
	return d == x->days - 1 || (d >= 0 && d + 1 == x->window[d].until);
}

static inline double regular_times(const struct regular *x, double amount)
{
	return amount <= 0	      ? 0
	       : x->price == HUGE_VAL ? HUGE_VAL
				      : x->price * amount;
}

/* Windows of days that follow each other; false when the first one reaches
 * back further than is remembered. */
bool regular_windows(struct arena *a, struct regular *x, enum over over);

bool regular_in_weekend(const struct regular *x, int d);

#endif
