#include "maths/spike.h"

#include <math.h>

#include "maths/stats.h"

enum { LEAST_SEEN = 4, LEAST_SLOTS = 8, SAMPLE = 5000 };

static const double GAIN = 0.15;    /* of the running mean */
static const double TOO_FAR = 6;    /* spreads */
static const double LEAST_OFF = 10; /* contacts: small counts are never odd */

/* Running means per weekday and slot, and how often they were fed. */
struct usual {
	double *mean; /* [7 * slots] */
	int *seen;
};

static void learn_row(struct usual *u, const struct day_matrix *m, int r)
{
	for (int s = 0; s < m->slots; s++) {
		double y = m->calls[r * m->slots + s];
		int i = m->weekday[r] * m->slots + s;
		if (isnan(y))
			continue;
		double gain = fmax(GAIN, 1.0 / ++u->seen[i]);
		u->mean[i] += gain * (y - u->mean[i]);
	}
}

/* How row r compares with the usual, by its median slot; NaN: not known. */
static double row_scale(const struct usual *u, const struct day_matrix *m,
			int r, double *scratch)
{
	int n = 0;

	for (int s = 0; s < m->slots; s++) {
		double y = m->calls[r * m->slots + s];
		int i = m->weekday[r] * m->slots + s;
		if (!isnan(y) && u->seen[i] >= LEAST_SEEN && u->mean[i] >= 1)
			scratch[n++] = y / u->mean[i];
	}
	return n >= LEAST_SLOTS ? stats_median(scratch, n) : NAN;
}

/* residual[slots] of row r in units of a Poisson spread. */
static void residuals(const struct usual *u, const struct day_matrix *m, int r,
		      double scale, double *residual)
{
	for (int s = 0; s < m->slots; s++) {
		int i = m->weekday[r] * m->slots + s;
		double mean = scale * u->mean[i];
		double off = m->calls[r * m->slots + s] - mean;
		residual[s] =
			u->seen[i] >= LEAST_SEEN ? off / sqrt(mean + 1) : NAN;
	}
}

/* All residuals, NaN where not known. */
static double *all_residuals(struct arena *work, const struct day_matrix *m)
{
	int slots = m->slots;
	double *residual = arena_new(work, double, m->past *slots);
	double *scratch = arena_new(work, double, slots);
	struct usual u = { arena_new(work, double, 7 * slots),
			   arena_new(work, int, 7 * slots) };

	for (int r = 0; r < m->past; r++) {
		double scale = NAN;
		if (m->state[r] == DAY_ORDINARY)
			scale = row_scale(&u, m, r, scratch);
		residuals(&u, m, r, scale, residual + r * slots);
		if (m->state[r] == DAY_ORDINARY)
			learn_row(&u, m, r);
	}
	return residual;
}

int spike_remove(struct arena *work, struct day_matrix *m)
{
	int n = m->past * m->slots, stride = 1 + n / SAMPLE, taken = 0, k = 0;
	const double *residual = all_residuals(work, m);
	double *sample = arena_new(work, double, n / stride + 1);

	for (int i = 0; i < n; i += stride)
		sample[k++] = residual[i];
	double limit = TOO_FAR * stats_spread(sample, k);
	for (int i = 0; i < n; i++) {
		double y = m->calls[i];
		/* off = residual sqrt(mean + 1) and mean = y - off */
		if (isnan(residual[i]) || !(fabs(residual[i]) > limit))
			continue;
		double half = residual[i] / 2;
		double off = residual[i] * (sqrt(half * half + y + 1) - half);
		if (fabs(off) < LEAST_OFF)
			continue;
		m->calls[i] = NAN;
		taken++;
	}
	if (taken > 0)
		daymatrix_classify(work, m);
	return taken;
}
