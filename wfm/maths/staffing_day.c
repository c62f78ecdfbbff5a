#include "maths/staffing_day.h"

#include <math.h>

#include "base/date.h"
#include "maths/staffing.h"
#include "maths/staffing_exact.h"
#include "maths/staffing_walk.h"

struct stretch {
	const struct queue *q;
	const struct grid *g;
	const double *calls, *aht;
	double *net;
	int begin, end; /* intervals */
};

/* Contacts answered in time in interval t by so many people. */
static double in_time(const struct stretch *d, int t, double people)
{
	struct service s = staffing_service(d->q, d->calls[t], d->aht[t],
					    d->g->interval, people);

	return isnan(s.level) ? 0 : s.level * d->calls[t];
}

/* What the goal asks for without its share over the day. */
static double least(const struct stretch *d, int t)
{
	struct service_goal goal = staffing_goal(d->q);
	double load = d->calls[t] * d->aht[t] / d->g->interval;

	goal.share = 0;
	if (!(load > 0))
		return 0;
	struct goal_answer answer = goal_agents(&goal, load, d->aht[t]);
	return ceil(answer.amount /
		    (d->q->concurrency > 1 ? d->q->concurrency : 1));
}

/* Contacts that one more than so many people answer in time. */
static double gain_at(const struct stretch *d, int t, double people)
{
	return in_time(d, t, people + 1) - in_time(d, t, people);
}

/* What each interval by itself would need for the share. */
static double alone(const struct stretch *d, int t, double share)
{
	struct service_goal goal = staffing_goal(d->q);
	double load = d->calls[t] * d->aht[t] / d->g->interval;

	goal.share = share;
	struct goal_answer answer = goal_agents(&goal, load, d->aht[t]);
	return ceil(answer.amount /
		    (d->q->concurrency > 1 ? d->q->concurrency : 1));
}

/*
 * The fewest from whom on each further person helps less than the one before:
 * few people among impatient callers help the more the more they are, and an
 * interval is not given up for that.  Bisected, for gains rise and then fall.
 */
static double fewest(const struct stretch *d, int t, double share)
{
	double low = fmax(least(d, t), d->q->minimum);
	double high = fmax(alone(d, t, share), low);

	while (high > low) {
		double middle = floor((low + high) / 2);

		if (gain_at(d, t, middle + 1) <= gain_at(d, t, middle))
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* By formulas, so that `share` of the calls are answered in time. */
static void staff_stretch(struct arena *a, const struct stretch *d,
			  double share)
{
	int n = d->end - d->begin;
	double *gain = arena_new(a, double, n);
	double calls = 0, good = 0;

	for (int k = 0; k < n; k++) {
		int t = d->begin + k;

		if (!(d->calls[t] > 0))
			continue;
		d->net[t] = fewest(d, t, share);
		calls += d->calls[t];
		good += in_time(d, t, d->net[t]);
		gain[k] = gain_at(d, t, d->net[t]);
	}
	while (good < share * calls) {
		int best = 0;

		for (int k = 1; k < n; k++)
			if (gain[k] > gain[best])
				best = k;
		int t = d->begin + best;
		if (gain[best] <= 1e-12 * calls)
			return; /* nothing left to win */
		good += gain[best];
		d->net[t] += 1;
		gain[best] = gain_at(d, t, d->net[t]);
	}
}

/* ---- by the exact queue ---- */

/* So many intervals before the stretch are walked too: what comes over. */
enum { BEFORE = 8, HALVINGS = 9 };

/* The share in time by the exact queue, with the people that stand. */
static double exact_level(struct arena *a, const struct stretch *d)
{
	int from = d->begin > BEFORE ? d->begin - BEFORE : 0;
	int n = d->end - from;
	struct transient_count *count = arena_new(a, struct transient_count, n);
	struct transient_count sum = { 0 };

	staffing_walk(a, d->q, d->g->interval, n, d->calls + from,
		      d->aht + from, d->net + from, count);
	for (int k = d->begin - from; k < n; k++)
		if (d->calls[from + k] > 0)
			sum = transient_sum(sum, count[k]);
	return transient_level(sum);
}

static bool is_exact(const struct stretch *d)
{
	if (d->q->concurrency > 1)
		return false;
	for (int t = d->begin; t < d->end; t++)
		if (d->net[t] > STAFFING_EXACT_LOAD)
			return false;
	return true;
}

static bool keeps(struct arena *scratch, const struct stretch *d, double share)
{
	staff_stretch(scratch, d, share);
	bool kept = exact_level(scratch, d) >= d->q->goal.share;
	arena_empty(scratch);
	return kept;
}

/* The least share by formulas that the exact queue keeps the goal with. */
static void staff_exactly(const struct stretch *d)
{
	struct arena *scratch = arena_open();
	double share = d->q->goal.share;
	double low = fmax(0, 2 * share - 1), high = (share + 1) / 2;

	while (high < 1 - 1e-4 && !keeps(scratch, d, high)) {
		low = high;
		high = (high + 1) / 2;
	}
	for (int k = 0; k < HALVINGS; k++) {
		double middle = (low + high) / 2;
		if (keeps(scratch, d, middle))
			high = middle;
		else
			low = middle;
	}
	staff_stretch(scratch, d, high);
	arena_close(scratch);
}

bool staffing_together(const struct site *site, enum goal_over over, int a,
		       int b)
{
	struct civil x = date_civil(a), y = date_civil(b);

	switch (over) {
	case OVER_WEEK:
		return site_week_begin(site, a) == site_week_begin(site, b);
	case OVER_MONTH: return x.year == y.year && x.month == y.month;
	default: return a == b;
	}
}

void staffing_over_days(struct arena *a, const struct site *site,
			const struct queue *q, const struct grid *g, bool exact,
			const double *calls, const double *aht, double *net)
{
	for (int i = 0, end; i < g->days; i = end) {
		for (end = i + 1; end < g->days; end++)
			if (!staffing_together(site, q->goal.over,
					       g->first_day + i,
					       g->first_day + end))
				break;
		const struct stretch d = { q,
					   g,
					   calls,
					   aht,
					   net,
					   g->day_begin[i],
					   g->day_begin[end] };

		staff_stretch(a, &d, q->goal.share);
		if (exact && is_exact(&d))
			staff_exactly(&d);
	}
}
