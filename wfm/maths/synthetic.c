#include "maths/synthetic.h"

#include <math.h>

#include "base/date.h"
#include "base/random.h"
#include "base/text.h"

/* Hazard rate of the standard normal, phi(x) / (1 - Phi(x)). */
static double hazard(double x)
{
	const double root_pi_2 = 1.2533141373155002512; /* sqrt(pi / 2) */

	if (x > 30)
		return x + 1 / x;
	return exp(-x * x / 2) / (root_pi_2 * erfc(x / sqrt(2.0)));
}

struct queueing {
	double delayed; /* share that waits */
	double lost;	/* share of these that hang up */
};

static struct queueing queueing(double load, double agents, double aht,
				double patience)
{
	double beta = (agents - load) / sqrt(load);
	double r = sqrt(aht / patience); /* sqrt(theta / mu) */

	return (struct queueing){
		1 / (1 + r * hazard(beta / r) / hazard(-beta)),
		fmin(1,
		     fmax(0, r * (hazard(beta / r) - beta / r) / sqrt(load))),
	};
}

double synthetic_abandonment(double load, double agents, double aht,
			     double patience)
{
	struct queueing q = queueing(load, agents, aht, patience);

	return q.delayed * q.lost;
}

/* The day's shape at an hour of the wall clock, not normalised. */
static double shape(const struct synthetic_queue *q, double hour)
{
	double y = q->base;

	for (int i = 0; i < 2; i++) {
		double x = (hour - q->peaks[i].hour) / q->peaks[i].width;

		y += q->peaks[i].height * exp(-x * x);
	}
	return y;
}

/* The 15th and the last day of the month, brought back to a Friday. */
static bool is_pay_day(int day)
{
	int weekday = date_weekday(day);
	int until = weekday == FRIDAY ? day + 2 : day;

	if (weekday > FRIDAY)
		return false;
	for (int d = day; d <= until; d++) {
		struct civil c = date_civil(d);

		if (c.day == 15 || c.day == date_days_in_month(c.year, c.month))
			return true;
	}
	return false;
}

static double special_factor(const struct synthetic *s, const char *queue,
			     const struct special_day *day)
{
	if (!day)
		return 1;
	for (int i = 0; i < s->n_specials; i++) {
		const struct synthetic_special *x = &s->specials[i];

		if (text_equal(x->name, day->name) &&
		    (!x->queue || text_equal(x->queue, queue)))
			return x->factor;
	}
	return 1;
}

/* Expected contacts of a day, its own effect left out. */
static double day_mean(const struct site *site, const struct synthetic *s,
		       const struct synthetic_queue *q, const struct grid *g,
		       int day)
{
	const double turn = 6.28318530717958647693;
	double years = (g->first_day + g->days - 1 - day) / 365.25;
	double phase = turn * (date_day_of_year(day) - q->season_peak) / 365.25;
	double mean = q->contacts * pow(1 + q->growth, -years);

	mean *= 1 + q->season * cos(phase);
	mean *= q->weekday[date_weekday(day)];
	if (is_pay_day(day))
		mean *= q->pay_day;
	return mean * special_factor(s, q->queue, site_special_day(site, day));
}

/* What events do to one interval: 0 in an outage, more after it. */
static double event_factor(const struct site *site,
			   const struct synthetic_queue *q, int queue,
			   const struct grid *g, int t)
{
	int64_t at = grid_time(g, t);
	double factor = 1;

	for (int i = 0; i < site->n_events; i++) {
		const struct event *e = &site->events[i];

		if (e->queue != queue && e->queue != -1)
			continue;
		if (at >= e->from && at < e->until)
			factor *= e->outage ? 0 : q->event;
		else if (e->outage && at >= e->until && at < e->until + 3600)
			factor *= 1.4; /* who was cut off calls again */
	}
	return factor;
}

/* Minutes of the wall clock in the middle of an interval, as hours. */
static double middle_hour(const struct grid *g, int t)
{
	return (g->wall[t] + g->interval / 120.0) / 60;
}

/* Seconds that the answered have waited.  Whoever waits does so for
 * lost x patience on average, answered or not, at last. */
static double waits(struct queueing s, double patience, double calls,
		    double abandoned, struct random *r)
{
	double each = s.lost * patience;
	double n = (double)random_poisson(r, s.delayed * calls) - abandoned;

	return n > 0 ? round(each * random_gamma(r, n)) : 0;
}

/* Abandoned, handled, waits and handling time of one interval's contacts. */
static void serve(const struct synthetic_queue *q, double patience,
		  double expected, struct random *r, struct random *waiting,
		  struct workload *w, int i, double hour)
{
	double aht = q->aht * (1 + q->aht_tilt * (hour - 14) / 12);
	double load = fmax(expected * aht / w->grid.interval, 0.05);
	double came = fmax(w->calls[i] * aht / w->grid.interval, 0.05);
	double agents = fmax(1, load + q->quality * sqrt(load));
	struct queueing s = { 0, 0 };
	double lost;

	if (patience > 0)
		s = queueing(came, agents, aht, patience);
	lost = s.delayed * s.lost;
	w->abandoned[i] = fmin(w->calls[i],
			       (double)random_poisson(r, lost * w->calls[i]));
	w->handled[i] = w->calls[i] - w->abandoned[i];
	w->wait_s[i] =
		waits(s, patience, w->calls[i], w->abandoned[i], waiting);
	if (w->handled[i] > 0)
		w->aht[i] =
			round(10 * random_lognormal(
					   r, aht,
					   q->aht_cv / sqrt(w->handled[i]))) /
			10;
}

static void fill_day(const struct site *site, const struct synthetic *s,
		     const struct synthetic_queue *q, int queue,
		     const double *open, struct workload *w, int d)
{
	const struct grid *g = &w->grid;
	int day = g->first_day + d;
	uint64_t number = (uint64_t)queue << 32 | (uint32_t)day;
	struct random r = random_stream(s->seed, number);
	struct random waiting = random_stream(s->seed + 1, number);
	double gamma = 1 / (q->day_cv * q->day_cv), whole = 0;
	double mean = day_mean(site, s, q, g, day);
	double effect = random_gamma(&r, gamma) / gamma;

	for (int t = g->day_begin[d]; t < g->day_begin[d + 1]; t++)
		whole += open[t] * shape(q, middle_hour(g, t));
	for (int t = g->day_begin[d]; t < g->day_begin[d + 1]; t++) {
		int i = queue * g->n + t;
		double hour = middle_hour(g, t);
		double share = open[t] * shape(q, hour) / whole;
		double expected = mean * share;

		if (open[t] <= 0)
			continue;
		w->calls[i] = (double)random_negative_binomial(
			&r,
			expected * effect * event_factor(site, q, queue, g, t),
			q->spread);
		serve(q, site->queues[queue].patience, expected, &r, &waiting,
		      w, i, hour);
	}
}

struct workload synthetic_history(struct arena *a, const struct site *site,
				  const struct synthetic *s, struct grid grid)
{
	struct workload w = workload_new(a, grid, site->n_queues);
	int cells = site->n_queues * grid.n;
	double *open = arena_new(a, double, grid.n);

	w.handled = arena_new(a, double, cells);
	w.abandoned = arena_new(a, double, cells);
	w.wait_s = arena_new(a, double, cells);
	for (int i = 0; i < cells; i++)
		w.calls[i] = w.aht[i] = w.handled[i] = w.abandoned[i] =
			w.wait_s[i] = NAN;
	for (int k = 0; k < s->n_queues; k++) {
		int queue = site_queue(site, s->queues[k].queue);

		if (queue < 0)
			continue;
		site_open(site, &site->queues[queue], &grid, open);
		for (int d = 0; d < grid.days; d++)
			fill_day(site, s, &s->queues[k], queue, open, &w, d);
	}
	return w;
}
