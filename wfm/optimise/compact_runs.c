/* Runs of days as rows: the longest and the shortest. */
#include "optimise/compact_state.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "optimise/pricing_state.h"
#include "optimise/rulebook.h"

/* Days in turn that a run could have: of the period, and of the past. */
struct day_row {
	int *day; /* [n] days of the period, of the past below 0 */
	int n;
};

static bool is_counted_day(const struct person_rules *x, const struct rule *r,
			   int d)
{
	return r->count == COUNT_RUN_OFF ||
	       (r->days &
		site_day_kind(x->plan->period->site, writing_first_day(x) + d));
}

static struct day_row days_of(struct person_rules *x, const struct rule *r)
{
	struct day_row row = {
		arena_new(x->w->work, int, PLAN_PAST + x->plan->days), 0
	};

	for (int d = -PLAN_PAST; d < x->plan->days; d++)
		if (is_counted_day(x, r, d))
			row.day[row.n++] = d;
	return row;
}

enum known { KNOWN_OPEN, KNOWN_GOES, KNOWN_ENDS, KNOWN_NOT };

/* What is fixed of a day for a run. */
static enum known known_of(const struct person_rules *x, const struct rule *r,
			   int d)
{
	const struct worker *w = x->worker;
	bool off = r->count == COUNT_RUN_OFF;

	if (d >= 0) {
		const struct menu *m = &w->menu[d];
		if (m->without == CELL_NONE && m->may_off)
			return KNOWN_NOT;
		if (m->without == CELL_ABSENT && m->may_off)
			return KNOWN_NOT;
		return KNOWN_OPEN;
	}
	const struct day_work *past = &w->past[PLAN_PAST + d];
	if (!past->known || past->absent)
		return KNOWN_NOT;
	if (off)
		return past->worked ? KNOWN_ENDS : KNOWN_GOES;
	return past->worked && pricing_counts(x->plan, r, past->shift,
					      writing_first_day(x) + d)
		       ? KNOWN_GOES
		       : KNOWN_ENDS;
}

/* The day's part in a run into a row; returns what is fixed of it. */
static double add_link(struct person_rules *x, int row, const struct rule *r,
		       int d, double value)
{
	if (d < 0)
		return known_of(x, r, d) == KNOWN_GOES ? value : 0;
	if (r->count != COUNT_RUN_OFF) {
		writing_counted(x, row, r, d, d + 1, false);
		return 0;
	}
	writing_add_day(x->w, row, x->i, d, -value);
	return value;
}

static void shift_row(struct writing *w, int row, double fixed)
{
	w->lower[row] -= fixed;
	w->upper[row] -= fixed;
}

/* No max + 1 in a row; of a run too long each day more is one such row. */
static void write_longest(struct person_rules *x, const struct rule *r,
			  const struct day_row *days)
{
	for (int last = 0; last < days->n; last++) {
		bool judged = days->day[last] >= 0 && last >= r->max;
		for (int k = 0; judged && k <= r->max; k++)
			judged = known_of(x, r, days->day[last - k]) !=
					 KNOWN_ENDS &&
				 known_of(x, r, days->day[last - k]) !=
					 KNOWN_NOT;
		if (!judged)
			continue;
		int row = writing_most(x, r, r->max, 1);
		double fixed = 0;
		for (int k = 0; k <= r->max; k++)
			fixed += add_link(x, row, r, days->day[last - k], 1);
		shift_row(x->w, row, fixed);
	}
}

/* A row of "1 - link" and "link": each that is as the pattern says adds 1. */
static double add_pattern(struct person_rules *x, int row, const struct rule *r,
			  int d, bool goes)
{
	enum known known = known_of(x, r, d);

	if (known != KNOWN_OPEN)
		return (known == KNOWN_GOES) == goes;
	bool work = (r->count == COUNT_RUN_OFF) != goes;
	const struct menu *m = &x->worker->menu[d];
	const int *duty = writing_day(x->w, x->i, d);
	for (int k = 0; k < m->n; k++) {
		const struct option *o = plan_option(x->plan, &m->list[k]);
		if (r->count == COUNT_RUN_OFF ||
		    pricing_counts(x->plan, r, o->shift,
				   writing_first_day(x) + d))
			writing_term(x->w, row, duty[k], work ? 1 : -1);
	}
	return work ? 0 : 1;
}

/* Exactly `length` in a row is too short by min - length. */
static void write_shortest(struct person_rules *x, const struct rule *r,
			   const struct day_row *days, int at, int length)
{
	double fixed = 0;
	int row;

	for (int k = -1; k <= length; k++) {
		enum known known = known_of(x, r, days->day[at + k]);
		bool goes = k >= 0 && k < length;
		if (known == KNOWN_NOT ||
		    (known != KNOWN_OPEN && (known == KNOWN_GOES) != goes))
			return;
	}
	if (days->day[at + length] < 0)
		return;
	row = writing_row(x->w, -HUGE_VAL, length + 1);
	if (r->strength == RULE_SOFT)
		writing_term(x->w, row,
			     writing_column(x->w, r->price * (r->min - length),
					    1, NULL),
			     -1);
	for (int k = -1; k <= length; k++)
		fixed += add_pattern(x, row, r, days->day[at + k],
				     k >= 0 && k < length);
	shift_row(x->w, row, fixed);
}

/* A run of days off that holds absence is not judged, however long. */
static bool is_ever_away(const struct person_rules *x)
{
	for (int d = 0; d < x->plan->days; d++)
		if (x->worker->menu[d].without == CELL_ABSENT)
			return true;
	for (int h = 0; h < PLAN_PAST; h++)
		if (x->worker->past[h].absent)
			return true;
	return false;
}

void compact_runs(struct person_rules *x, const struct rule *r)
{
	struct day_row days = days_of(x, r);

	if (r->max < x->plan->days + PLAN_PAST) {
		if (r->count == COUNT_RUN_OFF && is_ever_away(x))
			writing_leave_out(x->w, "the longest runs of days off "
						"of people who are absent");
		else
			write_longest(x, r, &days);
	}
	for (int length = 1; length < r->min; length++)
		for (int at = 1; at + length < days.n; at++)
			write_shortest(x, r, &days, at, length);
}
