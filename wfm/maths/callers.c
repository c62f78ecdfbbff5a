#include "maths/callers.h"

#include <math.h>

#include "maths/patience.h"

enum { SETS = 20, HOURS = 24, CLASSES = 4, KINDS = HOURS * CLASSES };

/* Student's t with 19 degrees of freedom, 97.5 %. */
static const double t_quantile = 2.093;

/* Half width from the estimates that leave out one set of days each. */
static double jackknife(const double *without)
{
	double mean = 0, square = 0;

	for (int k = 0; k < SETS; k++)
		mean += without[k] / SETS;
	for (int k = 0; k < SETS; k++)
		square += (without[k] - mean) * (without[k] - mean);
	return t_quantile * sqrt(square * (SETS - 1) / SETS);
}

/* --- patience --- */

/* Intervals of one hour of the day that had about as many contacts. */
struct kind {
	double intervals, offered, abandoned, waited, work;
};

struct waits {
	struct kind kinds[KINDS];
	double waited[SETS], abandoned[SETS]; /* by set of days */
};

static bool has_waits(const struct workload *h, int i)
{
	return h->calls[i] > 0 && h->abandoned[i] >= 0 && h->wait_s[i] >= 0;
}

static int hour_of(const struct grid *g, int t)
{
	return g->wall[t] / 60 % HOURS;
}

/* Mean contacts of an interval of each hour. */
static void usual_calls(const struct workload *h, int queue, double mean[HOURS])
{
	const struct grid *g = &h->grid;
	double n[HOURS] = { 0 }, sum[HOURS] = { 0 };

	for (int t = 0; t < g->n; t++)
		if (has_waits(h, queue * g->n + t)) {
			n[hour_of(g, t)]++;
			sum[hour_of(g, t)] += h->calls[queue * g->n + t];
		}
	for (int k = 0; k < HOURS; k++)
		mean[k] = sum[k] / n[k];
}

/* People hang up when more come than usual: a mean over all would hide it. */
static int class_of(double calls, double usual)
{
	return calls < 0.85 * usual  ? 0
	       : calls < usual	     ? 1
	       : calls < 1.2 * usual ? 2
				     : 3;
}

static void add_waits(const struct workload *h, int queue, struct waits *w)
{
	const struct grid *g = &h->grid;
	double usual[HOURS];

	usual_calls(h, queue, usual);
	for (int d = 0; d < g->days; d++)
		for (int t = g->day_begin[d]; t < g->day_begin[d + 1]; t++) {
			int i = queue * g->n + t, hour = hour_of(g, t);
			int class = class_of(h->calls[i], usual[hour]);
			struct kind *kind = &w->kinds[CLASSES * hour + class];

			if (!has_waits(h, i))
				continue;
			kind->intervals++;
			kind->offered += h->calls[i];
			kind->abandoned += h->abandoned[i];
			kind->waited += h->wait_s[i];
			if (h->aht[i] > 0)
				kind->work += h->calls[i] * h->aht[i];
			w->waited[d % SETS] += h->wait_s[i];
			w->abandoned[d % SETS] += h->abandoned[i];
		}
}

/* Erlang A that loses this share. */
static struct patience_service losing(double share, double load, double aht,
				      double patience)
{
	double few = 0, many = 3 * load + 20;

	for (int k = 0; k < 30; k++) {
		double n = (few + many) / 2;
		struct patience_queue q = { n, load, aht, patience };

		if (patience_service(q, 0).abandoned > share)
			few = n;
		else
			many = n;
	}
	return patience_service(
		(struct patience_queue){ many, load, aht, patience }, 0);
}

/* Seconds that all who hung up had waited, with this patience. */
static double time_of_gone(const struct waits *w, double interval,
			   double patience)
{
	double sum = 0;

	for (int k = 0; k < KINDS; k++) {
		const struct kind *h = &w->kinds[k];
		double calls = h->offered / h->intervals;
		double aht = h->work / h->offered;

		if (!(h->abandoned > 0) || !(h->work > 0) ||
		    h->abandoned >= h->offered)
			continue;
		struct patience_service s =
			losing(h->abandoned / h->offered,
			       calls * aht / interval, aht, patience);
		double each = (s.wait - s.answered * s.asa) / s.abandoned;

		sum += h->abandoned * fmax(0, each);
	}
	return sum;
}

/* All waiting is abandoned x patience: a fixed point, since the gone waited
 * the longer the more patient they are, but always less than that. */
static double solve_patience(const struct waits *w, double interval,
			     double waited, double abandoned)
{
	double low = waited / abandoned, high = 40 * low + 1;

	for (int k = 0; k < 14; k++) {
		double p = sqrt(low * high);

		if (waited + time_of_gone(w, interval, p) > p * abandoned)
			low = p;
		else
			high = p;
	}
	return sqrt(low * high);
}

static void learn_patience(const struct workload *h, int queue,
			   struct callers *c)
{
	struct waits w = { 0 };
	double waited = 0, abandoned = 0, offered = 0, without[SETS];

	if (!h->wait_s || !h->abandoned)
		return;
	add_waits(h, queue, &w);
	for (int k = 0; k < KINDS; k++) {
		waited += w.kinds[k].waited;
		abandoned += w.kinds[k].abandoned;
		offered += w.kinds[k].offered;
	}
	c->abandoned = abandoned;
	c->share = offered > 0 ? abandoned / offered : NAN;
	if (abandoned < CALLERS_LEAST || !(waited > 0) || abandoned >= offered)
		return;
	for (int k = 0; k < SETS; k++)
		without[k] =
			(waited - w.waited[k]) / (abandoned - w.abandoned[k]);
	c->patience.value =
		solve_patience(&w, h->grid.interval, waited, abandoned);
	c->gone = c->patience.value - waited / abandoned;
	c->patience.half =
		jackknife(without) * c->patience.value / (waited / abandoned);
}

/* --- handling times --- */

/* Of pairs x = 1/n + 1/m, y = squared difference, weight 1/x^2. */
struct line {
	double pairs, w, wx, wxx, wy, wxy;
};

static void add_line(struct line *to, const struct line *l, double sign)
{
	to->pairs += sign * l->pairs;
	to->w += sign * l->w;
	to->wx += sign * l->wx;
	to->wxx += sign * l->wxx;
	to->wy += sign * l->wy;
	to->wxy += sign * l->wxy;
}

/* The slope; what the day changes is not below 0. */
static double variance_of(const struct line *l)
{
	double spread = l->w * l->wxx - l->wx * l->wx;
	double slope = (l->w * l->wxy - l->wx * l->wy) / spread;

	if (!(spread > 1e-9 * l->w * l->wxx) || l->wy < slope * l->wx)
		slope = l->wxy / l->wxx;
	return fmax(0, slope);
}

static bool is_timed(const struct workload *h, int i)
{
	const double *n = h->handled ? h->handled : h->calls;

	return h->aht[i] > 0 && n[i] >= 1;
}

static void add_pairs(const struct workload *h, int queue,
		      struct line sets[SETS], double *contacts, double *work)
{
	const double *n = h->handled ? h->handled : h->calls;
	const struct grid *g = &h->grid;

	for (int d = 0; d < g->days; d++)
		for (int t = g->day_begin[d]; t < g->day_begin[d + 1]; t++) {
			int i = queue * g->n + t;

			if (!is_timed(h, i))
				continue;
			*contacts += n[i];
			*work += n[i] * h->aht[i];
			if (t + 1 == g->day_begin[d + 1] || !is_timed(h, i + 1))
				continue;
			double x = 1 / n[i] + 1 / n[i + 1];
			double y = h->aht[i] - h->aht[i + 1], w = 1 / (x * x);
			struct line one = {
				1, w, w * x, w * x * x, w * y * y, w * x * y * y
			};

			add_line(&sets[d % SETS], &one, 1);
		}
}

static void learn_spread(const struct workload *h, int queue, struct callers *c)
{
	struct line sets[SETS] = { { 0 } }, all = { 0 };
	double without[SETS], contacts = 0, work = 0;

	add_pairs(h, queue, sets, &contacts, &work);
	for (int k = 0; k < SETS; k++)
		add_line(&all, &sets[k], 1);
	if (all.pairs < CALLERS_LEAST || h->grid.days < SETS)
		return;
	double mean = work / contacts;
	for (int k = 0; k < SETS; k++) {
		struct line rest = all;

		add_line(&rest, &sets[k], -1);
		without[k] = sqrt(variance_of(&rest)) / mean;
	}
	c->spread.value = sqrt(variance_of(&all)) / mean;
	c->spread.half = jackknife(without);
}

struct callers callers_learn(const struct workload *history, int queue)
{
	struct callers c = { .share = NAN,
			     .gone = NAN,
			     .patience = { NAN, NAN },
			     .spread = { NAN, NAN } };

	learn_patience(history, queue, &c);
	learn_spread(history, queue, &c);
	return c;
}
