#include "maths/members_total.h"

#include <math.h>

#include "maths/dayshape.h"
#include "maths/stats.h"

static const double INDEX_MEMORY = 16 * 7, LONG_MEMORY = 52 * 7; /* days */
static const double MOMENT_MEMORY = 12 * 7;
static const double LEVEL_GAIN = 0.15;
static const double CUT = 2; /* spreads by which one day can be off */
enum { SPREAD_DAYS = 14 };   /* before so many nothing is cut */
/* Of log totals: records that jump between 1 and millions have no mean. */
static const double MOST_VARIANCE = 2;

double members_bend(double error, double variance, int days)
{
	return days < SPREAD_DAYS ? error
				  : stats_cut(error, CUT * sqrt(variance));
}

/* Weight of a day back days ago whose weight halves every half_life. */
static double memory(int back, double half_life)
{
	return exp2(-back / half_life);
}

/* How usual log totals and the level around them are forecast. */
struct totals {
	double usual[7];
	double level, stays; /* level times stays^(h - 1), h days ahead */
	double variance;     /* of a log total: the mean of a lognormal */
};

static double log_total(const struct training *t, int r)
{
	return log(training_total(t, r) + 0.5);
}

static bool has_total(const struct training *t, int r)
{
	return !isnan(training_total(t, r));
}

/* Weighted mean per weekday; one never seen takes the mean of the others. */
static void find_usual(struct totals *of, const struct training *t,
		       double half_life)
{
	double weight[7] = { 0 }, sum = 0, all = 0;

	for (int r = t->first; r < t->origin; r++) {
		if (!has_total(t, r))
			continue;
		double w = memory(t->origin - r, half_life);
		of->usual[t->m->weekday[r]] += w * log_total(t, r);
		weight[t->m->weekday[r]] += w;
	}
	for (int w = 0; w < 7; w++) {
		sum += of->usual[w];
		all += weight[w];
	}
	for (int w = 0; w < 7; w++)
		of->usual[w] = weight[w] > 0 ? of->usual[w] / weight[w]
			       : all > 0     ? sum / all
					     : -INFINITY;
}

static double deviation(const struct totals *of, const struct training *t,
			int r)
{
	return log_total(t, r) - of->usual[t->m->weekday[r]];
}

static void spread(struct arena *work, const struct training *t,
		   const struct totals *of, double *mean)
{
	int slots = t->m->slots;
	const double *share = dayshape_learn(work, t);
	double level = of->level;
	double excess = fmin(of->variance, MOST_VARIANCE) / 2;

	for (int r = t->origin; r < t->until; r++) {
		int w = t->m->weekday[r];
		double log_mean = of->usual[w] + level + excess;
		double total = fmax(exp(log_mean) - 0.5, 0);
		for (int s = 0; s < slots; s++)
			*mean++ = total * share[w * slots + s];
		level *= of->stays;
	}
}

void members_staying_level(struct arena *work, const struct training *t,
			   double *mean)
{
	struct totals of = { .stays = 1 };
	double squares = 0, weight = 0;
	int days = 0;

	find_usual(&of, t, INDEX_MEMORY);
	for (int r = t->first; r < t->origin; r++) {
		if (!has_total(t, r))
			continue;
		double error = deviation(&of, t, r) - of.level;
		double w = memory(t->origin - r, INDEX_MEMORY);
		of.level += LEVEL_GAIN *
			    members_bend(error, squares / weight, days++);
		squares += w * error * error;
		weight += w;
	}
	of.variance = weight > 0 ? squares / weight : 0;
	spread(work, t, &of, mean);
}

/* An AR(1) signal of variance signal in white noise. */
struct signal {
	double phi, signal, noise;
};

/*
 * Autocovariances c0 = signal + noise, c1 = signal phi, c2 = signal phi^2 of
 * successive days with a total (gaps are few and looked through).
 */
static struct signal learn_signal(const struct totals *of,
				  const struct training *t)
{
	double sum[3] = { 0 }, weight = 0, last[2] = { NAN, NAN };

	for (int r = t->first; r < t->origin; r++) {
		if (!has_total(t, r))
			continue;
		double u = deviation(of, t, r);
		double w = memory(t->origin - r, MOMENT_MEMORY);
		sum[0] += w * u * u;
		sum[1] += isnan(last[0]) ? 0 : w * u * last[0];
		sum[2] += isnan(last[1]) ? 0 : w * u * last[1];
		weight += w;
		last[1] = last[0];
		last[0] = u;
	}
	struct signal s = { 0, 0, 1 };
	if (!(sum[0] > 0))
		return s;
	double all = sum[0] / weight;
	s.phi = sum[1] > 0 ? fmin(fmax(sum[2] / sum[1], 0), 0.98) : 0;
	s.signal = s.phi > 0.05 ? fmin(sum[1] / weight / s.phi, all) : 0;
	s.noise = fmax(all - s.signal, 0.05 * all);
	return s;
}

/* The level of the day at origin, expected from all days before. */
static double filter(const struct totals *of, const struct training *t,
		     struct signal s)
{
	double level = 0, doubt = s.signal;

	for (int r = t->first; r < t->origin; r++) {
		if (has_total(t, r)) {
			double gain = doubt / (doubt + s.noise);
			double error = deviation(of, t, r) - level;
			level += gain * members_bend(error, doubt + s.noise,
						     SPREAD_DAYS);
			doubt *= 1 - gain;
		}
		level *= s.phi;
		doubt = s.phi * s.phi * doubt + (1 - s.phi * s.phi) * s.signal;
	}
	return level;
}

static double mean_square(const struct totals *of, const struct training *t)
{
	double sum = 0, weight = 0;

	for (int r = t->first; r < t->origin; r++) {
		if (!has_total(t, r))
			continue;
		double w = memory(t->origin - r, LONG_MEMORY);
		sum += w * deviation(of, t, r) * deviation(of, t, r);
		weight += w;
	}
	return weight > 0 ? sum / weight : 0;
}

void members_returning_level(struct arena *work, const struct training *t,
			     double *mean)
{
	struct totals of = { .stays = 1 };

	find_usual(&of, t, LONG_MEMORY);
	struct signal s = learn_signal(&of, t);
	of.level = filter(&of, t, s);
	of.stays = s.phi;
	of.variance = mean_square(&of, t);
	spread(work, t, &of, mean);
}
