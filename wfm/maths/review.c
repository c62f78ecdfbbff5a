#include "maths/review.h"

#include <math.h>

#include "maths/staffing.h"
#include "maths/staffing_day.h"

static double at(const double *x, int s)
{
	return x ? x[s] : (double)NAN;
}

static void add_contacts(struct review *to, const struct review_day *d, int s)
{
	double calls = at(d->calls, s), aht = at(d->aht, s);
	double mean = at(d->forecast, s), mean_aht = at(d->forecast_aht, s);
	double handled = at(d->handled, s);
	double timed = isnan(handled) ? calls : handled;

	if (isnan(calls))
		return;
	to->recorded++;
	to->came += calls;
	if (timed > 0 && aht > 0) {
		to->came_timed += timed;
		to->came_work += timed * aht;
	}
	if (isnan(mean))
		return;
	to->foreseen++;
	to->forecast += mean;
	if (mean > 0 && mean_aht > 0) {
		to->forecast_timed += mean;
		to->forecast_work += mean * mean_aht;
	}
}

static void add_people(struct review *to, const struct review_day *d, int s)
{
	double hours = d->interval / 3600.0;

	if (d->required) {
		to->needed++;
		to->required += hours * d->required[s];
	}
	if (d->scheduled) {
		to->manned++;
		to->scheduled += hours * d->scheduled[s];
	}
}

/* What the level is divided by (patience.h), and what is above it. */
static void parts(enum service_level counting, const struct review_day *d,
		  int s, double *in_time, double *of)
{
	double calls = at(d->calls, s), early = at(d->short_abandoned, s);

	*in_time = at(d->in_target, s);
	*of = calls;
	if (counting == SL_ANSWERED)
		*of = at(d->handled, s);
	else if (counting == SL_EXSHORT)
		*of = calls - early;
	else if (counting == SL_ABOK)
		*in_time += early;
}

static void add_counted(struct review *to, const struct service_goal *goal,
			const struct review_day *d, int s)
{
	double in_time, of, target = at(d->target, s);

	parts(goal->counting, d, s, &in_time, &of);
	if (isnan(in_time) || !(of > 0))
		return;
	to->counted += in_time;
	to->counted_of += of;
	if (target > 0)
		to->target = target;
}

static void add_expected(struct review *to, const struct review_day *d, int s)
{
	double calls = at(d->calls, s), aht = at(d->aht, s);
	double people = d->present * at(d->scheduled, s);

	if (!(aht > 0))
		aht = at(d->forecast_aht, s);
	if (!(calls > 0) || !(aht > 0) || isnan(people))
		return;
	double level =
		staffing_service(d->queue, calls, aht, d->interval, people)
			.level;
	if (isnan(level))
		return;
	to->expected += calls * level;
	to->expected_of += calls;
}

static bool has_level(const struct queue *q, const struct service_goal *goal)
{
	return goal->share > 0 &&
	       (q->channel == CHANNEL_VOICE || q->channel == CHANNEL_CHAT);
}

void review_add_day(struct review *to, const struct review_day *d)
{
	const struct service_goal goal = staffing_goal(d->queue);
	bool level = has_level(d->queue, &goal);

	if (d->calls && d->forecast)
		accuracy_add_day(&to->sums, d->calls, d->forecast, d->slots);
	to->intervals += d->slots;
	for (int s = 0; s < d->slots; s++) {
		add_contacts(to, d, s);
		add_people(to, d, s);
		if (!level)
			continue;
		add_counted(to, &goal, d, s);
		add_expected(to, d, s);
	}
}

void review_add(struct review *to, const struct review *other)
{
	accuracy_add(&to->sums, &other->sums);
	to->forecast += other->forecast;
	to->came += other->came;
	to->forecast_timed += other->forecast_timed;
	to->forecast_work += other->forecast_work;
	to->came_timed += other->came_timed;
	to->came_work += other->came_work;
	to->intervals += other->intervals;
	to->recorded += other->recorded;
	to->foreseen += other->foreseen;
	to->needed += other->needed;
	to->manned += other->manned;
	to->required += other->required;
	to->scheduled += other->scheduled;
	to->counted += other->counted;
	to->counted_of += other->counted_of;
	to->expected += other->expected;
	to->expected_of += other->expected_of;
	if (other->target > 0)
		to->target = other->target;
}

static double ratio(double part, double of)
{
	return of > 0 ? part / of : (double)NAN;
}

double review_forecast_aht(const struct review *r)
{
	return ratio(r->forecast_work, r->forecast_timed);
}

double review_aht(const struct review *r)
{
	return ratio(r->came_work, r->came_timed);
}

double review_level(const struct review *r, enum review_source *source)
{
	*source = r->counted_of > 0    ? REVIEW_COUNTED
		  : r->expected_of > 0 ? REVIEW_EXPECTED
				       : REVIEW_UNKNOWN;
	return *source == REVIEW_COUNTED ? ratio(r->counted, r->counted_of)
					 : ratio(r->expected, r->expected_of);
}
