#include "maths/intraday.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static const double lengths[] = { 1.5, 3, 6, 12, 24 };
enum { N_LENGTHS = sizeof(lengths) / sizeof(lengths[0]) };

static const double poisson = 0.25; /* variance of sqrt(N), N not small */

/* As if so many days more had shown the mean spread, no drift, and the
 * covariance of the formula. */
static const double SPREAD_DAYS = 200, DRIFT_DAYS = 60, FORMULA_DAYS = 400;
static const double DRIFT_HALF_LIFE = 20, WEEKDAY_HALF_LIFE = 40; /* days */
static const double CUT = 3;					  /* spreads */

double intraday_residual(double calls, double forecast)
{
	return sqrt(calls + 0.25) - sqrt(forecast + 0.25);
}

/* --- learning --- */

/* Sums of products of residuals that lie lag slots apart, and their number. */
struct lags {
	int n;
	double *sum, *count;
};

static struct lags lag_products(struct arena *work, const double *r, int days,
				int slots)
{
	struct lags l = { slots, arena_new(work, double, slots + 1),
			  arena_new(work, double, slots + 1) };

	for (int d = 0; d < days; d++, r += slots)
		for (int i = 0; i < slots; i++)
			for (int j = i; j < slots; j++) {
				double x = r[i] * r[j];

				if (isnan(x))
					continue;
				l.sum[j - i] += x;
				l.count[j - i]++;
			}
	return l;
}

/* Weighted least squares of mean products on 1 and e, both not negative. */
struct fit {
	double w, e, ee, y, ey, yy; /* weighted sums over lags >= 1 */
};

static struct fit fit_sums(const struct lags *l, double length)
{
	struct fit f = { 0 };

	for (int k = 1; k < l->n; k++) {
		double w = l->count[k], e = exp(-k / length);
		double y = w > 0 ? l->sum[k] / w : 0;

		f.w += w;
		f.e += w * e;
		f.ee += w * e * e;
		f.y += w * y;
		f.ey += w * e * y;
		f.yy += w * y * y;
	}
	return f;
}

static double misfit(const struct fit *f, double day, double near)
{
	return f->yy - 2 * day * f->y - 2 * near * f->ey + day * day * f->w +
	       2 * day * near * f->e + near * near * f->ee;
}

/* Returns the misfit. */
static double fit_two(const struct fit *f, double *day, double *near)
{
	double det = f->w * f->ee - f->e * f->e;

	*day = *near = 0;
	if (!(f->w > 0))
		return 0;
	if (det > 1e-12 * f->w * f->ee) {
		*day = (f->ee * f->y - f->e * f->ey) / det;
		*near = (f->w * f->ey - f->e * f->y) / det;
		if (*day >= 0 && *near >= 0)
			return misfit(f, *day, *near);
	}
	double flat = fmax(0, f->y / f->w);
	double steep = f->ee > 0 ? fmax(0, f->ey / f->ee) : 0;
	bool is_flat = misfit(f, flat, 0) <= misfit(f, 0, steep);

	*day = is_flat ? flat : 0;
	*near = is_flat ? 0 : steep;
	return misfit(f, *day, *near);
}

static double formula(const struct intraday *p, int i, int j)
{
	return p->day + p->near * exp(-abs(i - j) / p->length) +
	       (i == j ? p->own : 0);
}

static struct intraday fit_formula(struct arena *work, const double *r,
				   int days, int slots)
{
	struct lags l = lag_products(work, r, days, slots);
	struct intraday best = { .own = poisson, .length = lengths[0] };
	double least = INFINITY;

	if (slots == 0 || !(l.count[0] > 0))
		return best;
	for (int k = 0; k < N_LENGTHS; k++) {
		struct fit f = fit_sums(&l, lengths[k]);
		struct intraday p = { .length = lengths[k] };
		double off = fit_two(&f, &p.day, &p.near);

		if (off < least) {
			least = off;
			best = p;
		}
	}
	/* Counts scatter by themselves at least by a part of Poisson's. */
	best.own = fmax(l.sum[0] / l.count[0] - best.day - best.near,
			0.1 * poisson);
	return best;
}

/* What each slot's residuals are like: mean square and number. */
struct slots {
	int n;
	double *square, *count, usual; /* mean square of all */
};

static struct slots look_at_slots(struct arena *work, const double *r, int days,
				  int slots)
{
	struct slots of = { slots, arena_new(work, double, slots + 1),
			    arena_new(work, double, slots + 1), 0 };
	double sum = 0, count = 0;

	for (int i = 0; i < days * slots; i++)
		if (!isnan(r[i])) {
			of.square[i % slots] += r[i] * r[i];
			of.count[i % slots]++;
		}
	for (int s = 0; s < slots; s++) {
		sum += of.square[s];
		count += of.count[s];
		if (of.count[s] > 0)
			of.square[s] /= of.count[s];
	}
	of.usual = count > 0 ? sum / count : 0;
	return of;
}

/* A slot's spread as a multiple of the mean one, with few days near 1. */
static double relative_spread(const struct slots *of, int s)
{
	double n = of->count[s];

	if (!(of->usual > 0))
		return 1;
	return sqrt((n * of->square[s] / of->usual + SPREAD_DAYS) /
		    (n + SPREAD_DAYS));
}

/* Residuals in units of their slot's relative spread, large ones cut. */
static double *even_out(struct arena *work, const struct slots *of,
			const double *spread, const double *r, int days)
{
	double *even = arena_new(work, double, days * of->n + 1);

	for (int i = 0; i < days * of->n; i++) {
		int s = i % of->n;
		double most = CUT * sqrt(of->square[s]);

		even[i] = isnan(r[i])
				  ? r[i]
				  : fmax(-most, fmin(most, r[i])) / spread[s];
	}
	return even;
}

/* drift[slots]: what forecasts missed lately, on average. */
static double *recent_drift(struct arena *work, const double *r, int days,
			    int slots)
{
	double *drift = arena_new(work, double, slots + 1);

	for (int s = 0; s < slots; s++) {
		double sum = 0, weight = 0;

		for (int d = 0; d < days; d++) {
			double w = exp2((d - days) / DRIFT_HALF_LIFE);
			double x = r[d * slots + s];

			sum += isnan(x) ? 0 : w * x;
			weight += isnan(x) ? 0 : w;
		}
		drift[s] = sum / (weight + DRIFT_DAYS);
	}
	return drift;
}

/* --- what is missed on one weekday and not on others --- */

/* rest[days * slots]: r less drift. */
static double *less_drift(struct arena *work, const double *r,
			  const double *drift, int days, int slots)
{
	double *rest = arena_new(work, double, days *slots + 1);

	for (int i = 0; i < days * slots; i++)
		rest[i] = r[i] - drift[i % slots];
	return rest;
}

/* A weekday's rows in one slot: mean, the variance it has by chance, and of how
 * many rows it is (weights: fewer than there are). */
struct weekday {
	double mean, chance, rows;
};

/* back: days from the weekday's last row to today, 1 to 7. */
static struct weekday look_at_weekday(const double *rest, int days, int slots,
				      int s, int back)
{
	double sum = 0, weight = 0, squared = 0, square = 0;

	for (int d = days - back; d >= 0; d -= 7) {
		double x = rest[d * slots + s];
		double w = exp2((d - days) / WEEKDAY_HALF_LIFE);

		if (isnan(x))
			continue;
		sum += w * x;
		square += w * x * x;
		weight += w;
		squared += w * w;
	}
	if (!(weight > 0) || weight * weight < 1.5 * squared)
		return (struct weekday){ 0, 0, 0 };
	struct weekday of = { sum / weight, 0, weight * weight / squared };
	double within = square / weight - of.mean * of.mean;
	of.chance = fmax(within, 0) / (of.rows - 1);
	return of;
}

/* How far weekdays truly differ, in variances of a slot: what their means
 * differ beyond chance. */
static double weekday_variance(const double *rest, const struct slots *of,
			       int days)
{
	double sum = 0;
	int n = 0;

	for (int back = 1; back <= 7; back++)
		for (int s = 0; s < of->n; s++) {
			struct weekday w =
				look_at_weekday(rest, days, of->n, s, back);
			if (!(w.rows > 0) || !(of->square[s] > 0))
				continue;
			sum += (w.mean * w.mean - w.chance) / of->square[s];
			n++;
		}
	return n > 0 ? fmax(sum / n, 0) : 0;
}

/* Adds what today's weekday is missed by, as far as it is not chance
 * (empirical Bayes). */
static void add_weekday(struct arena *work, double *drift,
			const struct slots *of, const double *r, int days)
{
	const double *rest = less_drift(work, r, drift, days, of->n);
	double real = weekday_variance(rest, of, days);

	for (int s = 0; s < of->n; s++) {
		struct weekday w = look_at_weekday(rest, days, of->n, s, 7);
		if (w.rows > 0)
			drift[s] += w.mean * real / (real + 1 / w.rows);
	}
}

/*
 * covariance[slots * slots]: mean products of the slots, and the formula's as
 * of FORMULA_DAYS days.  Positive definite whatever is missing, being a sum of
 * such, scaled.
 */
static double *blend(struct arena *work, const struct intraday *p,
		     const struct slots *of, const double *spread,
		     const double *even, int days)
{
	int n = of->n;
	double *c = arena_new(work, double, n *n + 1);

	for (int d = 0; d < days; d++, even += n)
		for (int i = 0; i < n; i++)
			for (int j = 0; j < n && !isnan(even[i]); j++)
				c[i * n + j] +=
					isnan(even[j]) ? 0 : even[i] * even[j];
	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++)
			c[i * n + j] = spread[i] * spread[j] *
				       (c[i * n + j] +
					FORMULA_DAYS * formula(p, i, j)) /
				       sqrt((of->count[i] + FORMULA_DAYS) *
					    (of->count[j] + FORMULA_DAYS));
	return c;
}

struct intraday intraday_learn(struct arena *work, const double *residual,
			       int days, int slots)
{
	struct slots of = look_at_slots(work, residual, days, slots);
	double *spread = arena_new(work, double, slots + 1);

	for (int s = 0; s < slots; s++)
		spread[s] = relative_spread(&of, s);
	const double *even = even_out(work, &of, spread, residual, days);
	struct intraday p = fit_formula(work, even, days, slots);

	p.covariance = blend(work, &p, &of, spread, even, days);
	double *drift = recent_drift(work, residual, days, slots);
	add_weekday(work, drift, &of, residual, days);
	p.drift = drift;
	return p;
}

/* --- updating --- */

/* The slots that are known, the factor of their covariance, and their
 * residuals, solved. */
struct known {
	const struct intraday *p;
	int slots, n;
	int *slot;
	double *factor, *weight, *work;
};

static double covariance(const struct known *k, int i, int j)
{
	return k->p->covariance ? k->p->covariance[i * k->slots + j]
				: formula(k->p, i, j);
}

static double drift(const struct known *k, int s)
{
	return k->p->drift && k->n > 0 ? k->p->drift[s] : 0;
}

static bool is_alive(double forecast)
{
	return forecast > 0;
}

static struct known look_back(struct arena *work, const struct intraday *p,
			      const double *forecast, const double *calls,
			      int slots)
{
	struct known k = { .p = p,
			   .slots = slots,
			   .slot = arena_new(work, int, slots) };

	for (int s = 0; s < slots; s++)
		if (is_alive(forecast[s]) && !isnan(calls[s]))
			k.slot[k.n++] = s;
	k.factor = arena_new(work, double, k.n *k.n + 1);
	k.weight = arena_new(work, double, k.n + 1);
	k.work = arena_new(work, double, k.n + 1);
	for (int i = 0; i < k.n; i++) {
		int s = k.slot[i];

		double most = CUT * sqrt(covariance(&k, s, s));

		k.weight[i] = fmax(-most,
				   fmin(most, intraday_residual(calls[s],
								forecast[s]))) -
			      drift(&k, s);
		for (int j = 0; j < k.n; j++)
			k.factor[i * k.n + j] = covariance(&k, s, k.slot[j]);
	}
	return k;
}

static void factorise(struct known *k)
{
	size_t n = (size_t)k->n;
	gsl_matrix_view m = gsl_matrix_view_array(k->factor, n, n);
	gsl_vector_view w = gsl_vector_view_array(k->weight, n);

	/* own > 0 on the diagonal: positive definite. */
	gsl_linalg_cholesky_decomp1(&m.matrix);
	gsl_linalg_cholesky_svx(&m.matrix, &w.vector);
}

/* Conditional mean of the residual of slot s; *explained: by how much less it
 * varies than it did. */
static double conditional(struct known *k, int s, double *explained)
{
	size_t n = (size_t)k->n;
	double mean = drift(k, s), less = 0;

	*explained = 0;
	if (k->n == 0)
		return 0;
	for (int i = 0; i < k->n; i++) {
		k->work[i] = covariance(k, s, k->slot[i]);
		mean += k->work[i] * k->weight[i];
	}
	gsl_matrix_view m = gsl_matrix_view_array(k->factor, n, n);
	gsl_vector_view w = gsl_vector_view_array(k->work, n);
	gsl_linalg_cholesky_svx(&m.matrix, &w.vector);
	for (int i = 0; i < k->n; i++)
		less += k->work[i] * covariance(k, s, k->slot[i]);
	*explained = less;
	return mean;
}

/* Back from roots: E z^2 = (E z)^2 + var z, less what it was before. */
static void from_root(double forecast, double shift, double before,
		      double explained, double *mean, double *variance)
{
	double z = sqrt(forecast + 0.25);
	double left = before - explained;

	*mean = fmax(0, forecast + 2 * z * shift + shift * shift - explained);
	z = fmax(0, z + shift);
	*variance = fmax(*mean, 4 * z * z * left + 2 * left * left);
}

void intraday_update(struct arena *work, const struct intraday *p,
		     const double *forecast, const double *calls, int slots,
		     double *mean, double *variance)
{
	struct known k = look_back(work, p, forecast, calls, slots);

	if (k.n)
		factorise(&k);
	for (int s = 0; s < slots; s++) {
		double explained, shift;

		mean[s] = isnan(calls[s]) ? forecast[s] : calls[s];
		variance[s] = 0;
		if (!isnan(calls[s]) || !is_alive(forecast[s]))
			continue;
		shift = conditional(&k, s, &explained);
		from_root(forecast[s], shift, covariance(&k, s, s), explained,
			  &mean[s], &variance[s]);
	}
}
