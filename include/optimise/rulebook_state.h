/*
 * rulebook_state - the rules made ready, and what a day is to them.
 *
 *	rulebook.c        made ready; what others ask of windows
 *	rulebook_judge.c  a tour's days judged by them
 */
#ifndef OPTIMISE_RULEBOOK_STATE_H
#define OPTIMISE_RULEBOOK_STATE_H

#include "optimise/rulebook.h"

struct span_days { /* [from, until) in days of the period, any sign */
	int from, until;
};

struct sum {		 /* a window: base + what days [from, until) count */
	int from, until; /* days of the period */
	struct span_days all; /* the whole window */
	bool sure;	      /* all its days are known */
	int base;
	int min, max;
};

struct weekend {
	int from, until;    /* days of the period, may begin in the past */
	bool known, absent; /* all days are; some day is */
	bool before;	    /* worked in the past */
};

struct line { /* a rule made ready */
	const struct rule *rule;
	struct sum *sums; /* [n_sums] */
	int n_sums;
	struct weekend *weekends; /* [n_weekends] */
	int n_weekends;
	bool *counts; /* [PLAN_PAST + days] the day's kind is in rule.days */
};

struct rulebook {
	const struct plan *plan;
	const struct worker *worker;
	struct line *lines; /* [n] */
	int n;
	bool whole;
	int first_day, days;
	int rest; /* least hard rest between duties of any kind, minutes */
	const bool *unknown; /* [days] not employed */
	const bool *absent;  /* [days] */
};

/* A day before those that the worker remembers. */
static inline const struct cell *older(const struct rulebook *b, int d)
{
	const struct period *p = b->plan->period;

	return d < -PLAN_PAST && b->worker->has_past
		       ? roster_cell(p->past, b->worker->agent,
				     b->first_day + d)
		       : NULL;
}

static inline bool is_known(const struct rulebook *b, int d)
{
	if (d >= b->days)
		return false;
	if (d < -PLAN_PAST) {
		const struct cell *c = older(b, d);
		return c && c->kind != CELL_NONE;
	}
	if (d < 0)
		return b->worker->past[PLAN_PAST + d].known;
	return !b->unknown[d];
}

static inline bool is_absent(const struct rulebook *b, int d)
{
	if (!is_known(b, d))
		return false;
	if (d < -PLAN_PAST)
		return older(b, d)->kind == CELL_ABSENT;
	return d < 0 ? b->worker->past[PLAN_PAST + d].absent : b->absent[d];
}

static inline bool counts(const struct line *l, const struct day_work *day,
			  int d)
{
	if (!day->worked || !l->counts[PLAN_PAST + d])
		return false;
	return l->rule->shifts == ~(shift_set)0 ||
	       (day->shift >= 0 && (l->rule->shifts >> day->shift & 1));
}

static inline bool covers_all(const struct line *l)
{
	return l->rule->shifts == ~(shift_set)0 && l->rule->days == DAYS_ALL;
}

static inline int value_of(const struct line *l, const struct day_work *day,
			   int d)
{
	int value = 0;

	if (l->rule->count == COUNT_MINUTES && covers_all(l))
		value += day->credit;
	if (!counts(l, day, d))
		return value;
	return value + (l->rule->count == COUNT_MINUTES ? day->paid : 1);
}

static inline bool weekend_worked(const struct line *l, const struct weekend *w,
				  const struct day_work *days)
{
	for (int d = w->from; d < w->until; d++)
		if (counts(l, &days[d], d))
			return true;
	return false;
}

#endif
