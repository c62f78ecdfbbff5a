#include "maths/members_root.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "maths/members_total.h"

/* What all three need: roots of the learned rows and weekday profiles. */

static double from_root(double z, double variance)
{
	return fmax(z * z + variance - 0.25, 0);
}

/*
 * profile[7 * slots]: weighted means of the roots per weekday, weights halved
 * every half_life days, over rows [from, until).  What a weekday never showed
 * is taken from the mean of all days.
 */
static double *profiles(struct arena *work, const struct training *t, int from,
			int until, double half_life)
{
	int slots = t->m->slots;
	double *sum = arena_new(work, double, 8 * slots);
	double *weight = arena_new(work, double, 8 * slots);

	double whole[7] = { 0 }; /* weights of whole rows, by weekday */
	for (int r = from; r < until; r++) {
		const double *z = training_roots(t, r);
		double w = exp2((r - until) / half_life);
		int own = t->m->weekday[r] * slots;
		if (t->whole[r])
			whole[t->m->weekday[r]] += w;
		for (int s = 0; t->whole[r] && s < slots; s++)
			sum[own + s] += w * z[s];
		for (int s = 0; t->use[r] && !t->whole[r] && s < slots; s++) {
			if (isnan(z[s]))
				continue;
			sum[own + s] += w * z[s];
			weight[own + s] += w;
		}
	}
	for (int i = 0; i < 7 * slots; i++) {
		weight[i] += whole[i / slots];
		sum[7 * slots + i % slots] += sum[i];
		weight[7 * slots + i % slots] += weight[i];
	}
	for (int i = 8 * slots - 1; i >= 0; i--) {
		double any = sum[7 * slots + i % slots];
		sum[i] = weight[i] > 0	 ? sum[i] / weight[i]
			 : i < 7 * slots ? any
					 : 0.5; /* no calls */
	}
	return sum;
}

/*
 * The day as a multiple of its profile: least squares through 0 over the
 * slots that are known.  NaN when none is, or all are 0.
 */
static double day_scale(const double *z, const double *profile, int slots,
			double *weight)
{
	double top = 0, bottom = 0;

	for (int s = 0; s < slots; s++)
		if (!isnan(z[s])) {
			top += z[s] * profile[s];
			bottom += profile[s] * profile[s];
		}
	*weight = bottom;
	return bottom > 0 ? top / bottom : NAN;
}

/* --- smoothed profile --- */

static const double LEVEL_GAIN = 0.15, OWN_GAIN = 0.10, OTHER_GAIN = 0.03,
		    VARIANCE_GAIN = 0.03;

struct smoothing {
	int slots;
	double level;
	double *profile;  /* [7 * slots] without what all learned */
	double *shared;	  /* [slots] what all weekdays learned */
	double *own;	  /* [slots] the profile of the day at hand */
	double *variance; /* [slots] of a root around its forecast */
	double square;	  /* of a day's scale around the level */
	int days;	  /* learned from */
};

static const double *profile_of(struct smoothing *e, int weekday)
{
	for (int s = 0; s < e->slots; s++)
		e->own[s] = e->profile[weekday * e->slots + s] + e->shared[s];
	return e->own;
}

static void learn_day(struct smoothing *e, const double *z, int weekday)
{
	const double *own = profile_of(e, weekday);
	double *apart = e->profile + weekday * e->slots, unused;
	double scale = day_scale(z, own, e->slots, &unused);

	if (isnan(scale))
		return;
	double before = e->level;
	double moved = members_bend(scale - before, e->square, e->days);
	double gain = fmax(VARIANCE_GAIN, 1.0 / ++e->days);
	e->level += LEVEL_GAIN * moved;
	e->square += gain * ((scale - before) * (scale - before) - e->square);
	for (int s = 0; s < e->slots; s++) {
		if (isnan(z[s]))
			continue;
		double missed = z[s] - before * own[s];
		double shape = (z[s] - e->level * own[s]) / e->level;
		e->variance[s] += gain * (missed * missed - e->variance[s]);
		e->shared[s] += OTHER_GAIN * shape;
		apart[s] += (OWN_GAIN - OTHER_GAIN) * shape;
	}
}

void members_smoothed(struct arena *work, const struct training *t,
		      double *mean)
{
	struct smoothing e = { .slots = t->m->slots, .level = 1 };
	int start = t->first, seen = 0;

	while (start < t->origin && seen < 28)
		seen += t->use[start++];
	e.profile = profiles(work, t, t->first, start, 1e9);
	e.shared = arena_new(work, double, e.slots);
	e.own = arena_new(work, double, e.slots);
	e.variance = arena_new(work, double, e.slots);
	for (int r = t->first; r < t->origin; r++)
		if (t->use[r])
			learn_day(&e, training_roots(t, r), t->m->weekday[r]);
	for (int r = t->origin; r < t->until; r++) {
		const double *own = profile_of(&e, t->m->weekday[r]);
		for (int s = 0; s < e.slots; s++)
			*mean++ = from_root(e.level * fmax(own[s], 0),
					    e.variance[s]);
	}
}

/* --- long memory --- */

static const double PROFILE_MEMORY = 40 * 7;
enum { EFFECT_DAYS = 12 * 7, LEAST_PAIRS = 14 };

/* Effects u = scale - 1 of the last days, NaN: not known, and how much of
 * each is counting noise. */
struct effects {
	int n;
	double *u, *noise;
};

static struct effects last_effects(struct arena *work, const struct training *t,
				   const double *profile)
{
	int from = t->origin - EFFECT_DAYS < t->first ? t->first
						      : t->origin - EFFECT_DAYS;
	int n = t->origin - from, slots = t->m->slots;
	struct effects e = { n, arena_new(work, double, n),
			     arena_new(work, double, n) };

	for (int i = 0; i < n; i++) {
		const double *own = profile + t->m->weekday[from + i] * slots;
		double weight = 0;
		e.u[i] = NAN;
		if (t->use[from + i])
			e.u[i] = day_scale(training_roots(t, from + i), own,
					   slots, &weight) -
				 1;
		e.noise[i] = 0.25 / weight;
	}
	return e;
}

/* An AR(1): variance, and correlation of successive days that are known. */
struct signal {
	double phi, variance;
};

static struct signal moments(const struct effects *e)
{
	double square = 0, product = 0, noise = 0, last = NAN;
	int days = 0, pairs = 0;

	for (int i = 0; i < e->n; i++) {
		double u = e->u[i];
		if (isnan(u))
			continue;
		square += u * u;
		noise += e->noise[i];
		days++;
		product += isnan(last) ? 0 : u * last;
		pairs += !isnan(last);
		last = u;
	}
	if (pairs < LEAST_PAIRS)
		return (struct signal){ 0, 0 };
	double variance = fmax((square - noise) / days, 1e-8);
	double phi = product / pairs / variance;
	return (struct signal){ fmin(fmax(phi, 0), 0.97), variance };
}

/* Kalman filter: the effect of the last day, as expected after it. */
static double last_effect(const struct effects *e, struct signal s)
{
	double state = 0, doubt = s.variance;

	for (int i = 0; i < e->n; i++) {
		state *= s.phi;
		doubt = s.phi * s.phi * doubt +
			(1 - s.phi * s.phi) * s.variance;
		if (isnan(e->u[i]))
			continue;
		double gain = doubt / (doubt + e->noise[i]);
		state += gain * (e->u[i] - state);
		doubt *= 1 - gain;
	}
	return state;
}

/* variance[slots] of roots around their profile, lately. */
static double *root_variance(struct arena *work, const struct training *t,
			     const double *profile)
{
	int slots = t->m->slots;
	double *sum = arena_new(work, double, slots);
	double *weight = arena_new(work, double, slots);

	double whole = 0;
	for (int r = t->first; r < t->origin; r++) {
		const double *z = training_roots(t, r);
		const double *own = profile + t->m->weekday[r] * slots;
		double w = exp2((r - t->origin) / PROFILE_MEMORY);
		whole += t->whole[r] ? w : 0;
		for (int s = 0; t->whole[r] && s < slots; s++)
			sum[s] += w * (z[s] - own[s]) * (z[s] - own[s]);
		for (int s = 0; t->use[r] && !t->whole[r] && s < slots; s++) {
			if (isnan(z[s]))
				continue;
			sum[s] += w * (z[s] - own[s]) * (z[s] - own[s]);
			weight[s] += w;
		}
	}
	for (int s = 0; s < slots; s++)
		weight[s] += whole;
	for (int s = 0; s < slots; s++)
		sum[s] = weight[s] > 0 ? sum[s] / weight[s] : 0.25;
	return sum;
}

/* The long memory's profile and what roots scatter around it. */
static const struct training_shapes *learn_roots(struct arena *work,
						 const struct training *t)
{
	struct training_shapes *of = t->shapes;

	if (!of->profile) {
		of->profile =
			profiles(work, t, t->first, t->origin, PROFILE_MEMORY);
		of->variance = root_variance(work, t, of->profile);
	}
	return of;
}

void members_long_memory(struct arena *work, const struct training *t,
			 double *mean)
{
	int slots = t->m->slots;
	const double *profile = learn_roots(work, t)->profile;
	const double *variance = learn_roots(work, t)->variance;
	struct effects e = last_effects(work, t, profile);
	struct signal ar = moments(&e);
	double now = last_effect(&e, ar);

	for (int r = t->origin; r < t->until; r++) {
		double scale = 1 + now * pow(ar.phi, r - t->origin + 1);
		for (int s = 0; s < slots; s++)
			*mean++ = from_root(
				scale * profile[t->m->weekday[r] * slots + s],
				variance[s]);
	}
}

/* --- main patterns --- */

enum { PATTERNS = 5, PATTERN_DAYS = 52 * 7, SWEEPS = 15 };
static const double SCORE_MEMORY = 26 * 7;

static double dot(const double *x, const double *y, int n)
{
	double sum = 0;

	for (int i = 0; i < n; i++)
		sum += x[i] * y[i];
	return sum;
}

/* Gram-Schmidt over k vectors of n; what depends on earlier ones becomes 0. */
static void orthonormalise(double *v, int k, int n)
{
	for (int i = 0; i < k; i++) {
		double *x = v + i * n, before = sqrt(dot(x, x, n));
		for (int twice = 0; twice < 2; twice++)
			for (int j = 0; j < i; j++) {
				double part = dot(x, v + j * n, n);
				for (int s = 0; s < n; s++)
					x[s] -= part * v[j * n + s];
			}
		double length = sqrt(dot(x, x, n));
		double by = length > 1e-9 * before ? 1 / length : 0;
		for (int s = 0; s < n; s++)
			x[s] *= by;
	}
}

/* Leading eigenvectors of gram [n * n] by orthogonal iteration. */
static double *leading(struct arena *work, const double *gram, int n, int k)
{
	double *v = arena_new(work, double, k *n);
	double *next = arena_new(work, double, k *n);

	for (int i = 0; i < k; i++)
		for (int s = 0; s < n; s++)
			v[i * n + s] = cos((i + 0.5) * (s + 0.5) * 3.14159 / n);
	orthonormalise(v, k, n);
	for (int sweep = 0; sweep < SWEEPS; sweep++) {
		for (int i = 0; i < k; i++)
			for (int s = 0; s < n; s++)
				next[i * n + s] =
					dot(gram + s * n, v + i * n, n);
		memcpy(v, next, (size_t)(k * n) * sizeof(*v));
		orthonormalise(v, k, n);
	}
	return v;
}

/* z[n * slots] of the days used, what is missing by the weekday's profile; a
 * row of 0 follows. */
static int root_rows(const struct training *t, int from, const double *profile,
		     double *z, int *row)
{
	int slots = t->m->slots, n = 0;

	for (int r = from; r < t->origin; r++) {
		if (!t->use[r])
			continue;
		const double *x = training_roots(t, r);
		for (int s = 0; s < slots; s++)
			z[n * slots + s] =
				isnan(x[s])
					? profile[t->m->weekday[r] * slots + s]
					: x[s];
		row[n++] = r;
	}
	return n;
}

/* Four rows at a time: the sums are read and written a quarter as often. */
static double *gram_of(struct arena *work, const double *z, int n, int slots)
{
	double *gram = arena_new(work, double, slots *slots);

	for (int i = 0; i < n; i += 4) {
		const double *row[4];
		for (int j = 0; j < 4; j++)
			row[j] = z + (i + j < n ? i + j : n) * slots;
		for (int s = 0; s < slots; s++) {
			double *to = gram + s * slots;
			for (int k = 0; k <= s; k++)
				to[k] += row[0][s] * row[0][k] +
					 row[1][s] * row[1][k] +
					 row[2][s] * row[2][k] +
					 row[3][s] * row[3][k];
		}
	}
	for (int s = 0; s < slots; s++)
		for (int k = 0; k < s; k++)
			gram[k * slots + s] = gram[s * slots + k];
	return gram;
}

/* One score's weekday means and AR(1) of what they miss. */
struct score {
	double mean[7];
	double phi, last;
};

static struct score learn_score(const struct training *t, const double *score,
				const int *row, int n)
{
	struct score of = { .phi = 0 };
	double weight[7] = { 0 }, sum = 0, all = 0, square = 0, product = 0;

	for (int i = 0; i < n; i++) {
		double w = exp2((row[i] - t->origin) / SCORE_MEMORY);
		of.mean[t->m->weekday[row[i]]] += w * score[i];
		weight[t->m->weekday[row[i]]] += w;
		sum += w * score[i];
		all += w;
	}
	for (int w = 0; w < 7; w++)
		of.mean[w] = weight[w] > 0 ? of.mean[w] / weight[w] : sum / all;
	for (int i = 0; i < n; i++) {
		double w = exp2((row[i] - t->origin) / SCORE_MEMORY);
		double now = score[i] - of.mean[t->m->weekday[row[i]]];
		square += w * now * now;
		product += i > 0 ? w * now * of.last : 0;
		of.last = now;
	}
	of.phi = square > 0 ? fmin(fmax(product / square, 0), 0.97) : 0;
	return of;
}

void members_patterns(struct arena *work, const struct training *t,
		      double *mean)
{
	int slots = t->m->slots, k = slots < PATTERNS ? slots : PATTERNS;
	int from = t->origin - PATTERN_DAYS < t->first
			   ? t->first
			   : t->origin - PATTERN_DAYS;
	double *z = arena_new(work, double, (t->origin - from + 1) * slots);
	int *row = arena_new(work, int, t->origin - from);
	const double *profile = learn_roots(work, t)->profile;
	const double *variance = learn_roots(work, t)->variance;
	int n = root_rows(t, from, profile, z, row);
	const double *v = leading(work, gram_of(work, z, n, slots), slots, k);
	double *score = arena_new(work, double, n);
	double *out = arena_new(work, double, (t->until - t->origin) * slots);

	for (int p = 0; p < k; p++) {
		for (int i = 0; i < n; i++) {
			score[i] = 0;
			for (int s = 0; s < slots; s++)
				score[i] += z[i * slots + s] * v[p * slots + s];
		}
		struct score of = learn_score(t, score, row, n);
		for (int r = t->origin; r < t->until; r++) {
			double x = of.mean[t->m->weekday[r]] +
				   of.last * pow(of.phi, r - t->origin + 1);
			for (int s = 0; s < slots; s++)
				out[(r - t->origin) * slots + s] +=
					x * v[p * slots + s];
		}
	}
	for (int i = 0; i < (t->until - t->origin) * slots; i++)
		mean[i] = from_root(fmax(out[i], 0), variance[i % slots]);
}
