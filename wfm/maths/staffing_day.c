#include "maths/staffing_day.h"

#include <math.h>

#include "maths/staffing.h"

struct day {
	const struct queue *q;
	const struct grid *g;
	const double *calls, *aht;
	double *net;
	int begin, end; /* intervals */
};

/* Contacts answered in time in interval t by so many people. */
static double in_time(const struct day *d, int t, double people)
{
	struct service s = staffing_service(d->q, d->calls[t], d->aht[t],
					    d->g->interval, people);

	return isnan(s.level) ? 0 : s.level * d->calls[t];
}

/* What the goal asks for without its share over the day. */
static double least(const struct day *d, int t)
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

static void staff_day(struct arena *a, const struct day *d)
{
	int n = d->end - d->begin;
	double *gain = arena_new(a, double, n);
	double calls = 0, good = 0;

	for (int k = 0; k < n; k++) {
		int t = d->begin + k;

		if (!(d->calls[t] > 0))
			continue;
		d->net[t] = fmax(least(d, t), d->q->minimum);
		calls += d->calls[t];
		good += in_time(d, t, d->net[t]);
		gain[k] =
			in_time(d, t, d->net[t] + 1) - in_time(d, t, d->net[t]);
	}
	while (good < d->q->goal.share * calls) {
		int best = 0;

		for (int k = 1; k < n; k++)
			if (gain[k] > gain[best])
				best = k;
		int t = d->begin + best;
		if (gain[best] <= 1e-12 * calls)
			return; /* nothing left to win */
		good += gain[best];
		d->net[t] += 1;
		gain[best] =
			in_time(d, t, d->net[t] + 1) - in_time(d, t, d->net[t]);
	}
}

void staffing_over_days(struct arena *a, const struct queue *q,
			const struct grid *g, const double *calls,
			const double *aht, double *net)
{
	for (int i = 0; i < g->days; i++) {
		const struct day d = { q,
				       g,
				       calls,
				       aht,
				       net,
				       g->day_begin[i],
				       g->day_begin[i + 1] };

		staff_day(a, &d);
	}
}
