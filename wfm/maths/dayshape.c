#include "maths/dayshape.h"

#include <math.h>

static const double MEMORY = 52 * 7, RECENT = 3 * 7; /* days to half */

/*
 * Weighted sums of observed and expected contacts per cell, and of squared
 * weights, which say how much chance is left in them.
 */
struct cells {
	int n;
	double *observed, *expected, *noise;
};

static struct cells cells_new(struct arena *a, int n)
{
	return (struct cells){ n, arena_new(a, double, n),
			       arena_new(a, double, n),
			       arena_new(a, double, n) };
}

/* What the whole rows of a weekday weigh: times base it is what they were
 * expected to be. */
struct weights {
	double total, squared;
};

/*
 * Gathers the rows into 7 * slots cells (pooled: slots cells), each held
 * against its day's total spread by base[7 * slots].
 */
static struct cells gather(struct arena *a, const struct training *t,
			   const double *base, double half_life, bool pooled)
{
	int slots = t->m->slots;
	struct cells c = cells_new(a, pooled ? slots : 7 * slots);
	struct weights whole[7] = { { 0, 0 } };

	for (int r = t->first; r < t->origin; r++) {
		double total = training_total(t, r);
		if (!t->use[r] || !(total > 0))
			continue;
		const double *x = training_row(t, r);
		int own = t->m->weekday[r] * slots, to = pooled ? 0 : own;
		double w = exp2((r - t->origin) / half_life);
		if (t->whole[r]) {
			for (int s = 0; s < slots; s++)
				c.observed[to + s] += w * x[s];
			whole[t->m->weekday[r]].total += w * total;
			whole[t->m->weekday[r]].squared += w * w * total;
			continue;
		}
		for (int s = 0; s < slots; s++) {
			if (isnan(x[s]))
				continue;
			double expected = total * base[own + s];
			c.observed[to + s] += w * x[s];
			c.expected[to + s] += w * expected;
			c.noise[to + s] += w * w * expected;
		}
	}
	for (int i = 0; i < 7 * slots; i++) {
		int to = pooled ? i % slots : i;
		c.expected[to] += whole[i / slots].total * base[i];
		c.noise[to] += whole[i / slots].squared * base[i];
	}
	return c;
}

/* Relative variance that chance alone gives to observed / expected. */
static double chance(const struct cells *c, int i)
{
	return c->noise[i] / (c->expected[i] * c->expected[i]);
}

/* Variance of the true ratios around 1: what chance does not explain. */
static double real_variance(const struct cells *c)
{
	double sum = 0, weight = 0;

	for (int i = 0; i < c->n; i++) {
		if (!(c->expected[i] > 0))
			continue;
		double off = c->observed[i] / c->expected[i] - 1;
		double w = 1 / (chance(c, i) + 0.01);
		sum += w * w * (off * off - chance(c, i));
		weight += w * w;
	}
	return weight > 0 && sum > 0 ? sum / weight : 0;
}

/* ratio[n] of observed to expected, drawn to 1. */
static double *ratios(struct arena *a, const struct cells *c)
{
	double *ratio = arena_new(a, double, c->n);
	double real = real_variance(c);

	for (int i = 0; i < c->n; i++) {
		ratio[i] = 1;
		if (!(c->expected[i] > 0) || !(real > 0))
			continue;
		double off = c->observed[i] / c->expected[i] - 1;
		ratio[i] += off * real / (real + chance(c, i));
	}
	return ratio;
}

static void normalise(double *share, int slots)
{
	for (int w = 0; w < 7; w++) {
		double *own = share + w * slots, sum = 0;
		for (int s = 0; s < slots; s++)
			sum += own[s];
		for (int s = 0; s < slots; s++)
			own[s] = sum > 0 ? own[s] / sum : 1.0 / slots;
	}
}

static double *learn(struct arena *work, const struct training *t)
{
	int slots = t->m->slots, n = 7 * slots;
	double *share = arena_new(work, double, n);

	for (int i = 0; i < n; i++)
		share[i] = 1.0 / slots;
	struct cells all = gather(work, t, share, MEMORY, true);
	for (int i = 0; i < n; i++) {
		int s = i % slots;
		share[i] = all.expected[s] > 0
				   ? all.observed[s] / all.expected[s]
				   : 0;
	}
	normalise(share, slots);
	struct cells own = gather(work, t, share, MEMORY, false);
	const double *weekday = ratios(work, &own);
	for (int i = 0; i < n; i++)
		share[i] *= weekday[i];
	struct cells late = gather(work, t, share, RECENT, true);
	const double *change = ratios(work, &late);
	for (int i = 0; i < n; i++)
		share[i] *= change[i % slots];
	normalise(share, slots);
	return share;
}

const double *dayshape_learn(struct arena *work, const struct training *t)
{
	if (!t->shapes->share)
		t->shapes->share = learn(work, t);
	return t->shapes->share;
}
