#include "maths/calendar_effects.h"

#include <math.h>

#include "maths/calendar_terms.h"
#include "maths/ridge.h"
#include "maths/stats.h"

enum {
	PASSES = 3,
	FEATURES = CALENDAR_CYCLE + CALENDAR_FEATURES,
	YEAR = 364, /* days: whole weeks */
	HALF_YEAR = 182
};

static const double LEVEL_SD = 0.03;  /* from knot to knot */
static const double FEATURE_SD = 0.2; /* in half a year, else less */

static const double DRIVER_SD = 0.3;   /* of its usual value */
static const double CYCLE_SD = 0.2;    /* of a day of the month */
static const double CYCLE_STEP = 0.03; /* from one to the next */
static const double SEASON_SD = 0.05;  /* of the k-th harmonic: / k */
static const double GROWTH_SD = 0.05;  /* a year */
static const double HUBER = 1.345;     /* spreads */

/* Where the coefficients lie. */
struct layout {
	int first, origin;
	int knots, spacing;
	int harmonics;
	int level, season, trend, features, drivers; /* trend -1: none */
	int n_drivers, n;
};

static struct layout lay_out(int first, int origin, int drivers)
{
	struct layout l = { .first = first,
			    .origin = origin,
			    .n_drivers = drivers };
	int span = origin - first;

	l.spacing = span > 400 ? 91 : 28;
	l.knots = (span + l.spacing - 1) / l.spacing + 1;
	l.harmonics = span <= 400 ? 0 : span < 694 ? 2 : CALENDAR_HARMONICS;
	l.level = 7;
	l.season = l.level + l.knots;
	l.features = l.season + 2 * l.harmonics;
	l.trend = l.harmonics > 0 ? l.features++ : -1;
	l.drivers = l.features + FEATURES;
	l.n = l.drivers + drivers;
	return l;
}

/* Knots count backwards from the origin; beyond it the last one holds. */
static void add_level(struct calendar_terms *t, const struct layout *l, int r)
{
	double back =
		r < l->origin ? (double)(l->origin - 1 - r) / l->spacing : 0;
	int k = (int)back;

	if (k >= l->knots - 1) {
		calendar_add(t, l->level + l->knots - 1, 1);
		return;
	}
	calendar_add(t, l->level + k, 1 - (back - k));
	if (back > k)
		calendar_add(t, l->level + k + 1, back - k);
}

static struct calendar_terms row_terms(const struct layout *l,
				       const struct calendar_kinds *k, int r)
{
	struct calendar_terms t = { .n = 0 };

	calendar_add(&t, k->m->weekday[r], 1);
	add_level(&t, l, r);
	calendar_add_season(&t, k->m->first_day + r, l->harmonics, l->season);
	if (l->trend >= 0)
		calendar_add(&t, l->trend, (r - l->origin) / (double)YEAR);
	calendar_add_features(&t, k, r, l->features);
	calendar_add_drivers(&t, k->m, r, l->drivers);
	return t;
}

static double inner(const struct calendar_terms *t, const double *b, int from)
{
	double sum = 0;

	for (int i = 0; i < t->n; i++)
		if (t->index[i] >= from)
			sum += t->value[i] * b[t->index[i]];
	return sum;
}

/* The days that count, with what is known of each. */
struct sample {
	int n;
	struct calendar_terms *terms;
	double *y, *weight, *residual;
};

static struct sample collect(struct arena *a, const struct calendar_kinds *k,
			     const bool *use, const struct layout *l)
{
	const struct day_matrix *m = k->m;
	int room = l->origin - l->first;
	struct sample s = {
		.terms = arena_new(a, struct calendar_terms, room),
		.y = arena_new(a, double, room),
		.weight = arena_new(a, double, room),
		.residual = arena_new(a, double, room),
	};

	for (int r = l->first; r < l->origin; r++) {
		if (!use[r] || !(m->total[r] > 0))
			continue;
		s.terms[s.n] = row_terms(l, k, r);
		s.y[s.n] = log(m->total[r]);
		s.weight[s.n++] = m->total[r];
	}
	double mean = stats_mean(s.weight, s.n);
	for (int i = 0; i < s.n; i++)
		s.weight[i] /= mean;
	return s;
}

static double precision(double sd)
{
	return 1 / (sd * sd);
}

/* A short history saw each kind of day once or twice, and what else happened
 * then besides. */
static double feature_sd(const struct layout *l)
{
	return FEATURE_SD * fmin(1, (double)(l->origin - l->first) / HALF_YEAR);
}

static void add_priors(struct ridge *ridge, const struct layout *l)
{
	for (int w = 0; w < 7; w++)
		ridge_penalise(ridge, w, -1, 1e-6);
	ridge_penalise(ridge, l->level, -1, 1e-6);
	for (int k = 1; k < l->knots; k++)
		ridge_penalise(ridge, l->level + k, l->level + k - 1,
			       precision(LEVEL_SD));
	for (int k = 0; k < 2 * l->harmonics; k++)
		ridge_penalise(ridge, l->season + k, -1,
			       precision(SEASON_SD / (k / 2 + 1)));
	if (l->trend >= 0)
		ridge_penalise(ridge, l->trend, -1, precision(GROWTH_SD));
	for (int d = 0; d < CALENDAR_CYCLE; d++) {
		int next = (d + 1) % CALENDAR_CYCLE;
		ridge_penalise(ridge, l->features + d, -1, precision(CYCLE_SD));
		ridge_penalise(ridge, l->features + d, l->features + next,
			       precision(CYCLE_STEP));
	}
	for (int f = CALENDAR_CYCLE; f < FEATURES; f++)
		ridge_penalise(ridge, l->features + f, -1,
			       precision(feature_sd(l)));
	for (int k = 0; k < l->n_drivers; k++)
		ridge_penalise(ridge, l->drivers + k, -1, precision(DRIVER_SD));
}

static double huber_weight(double residual, double spread)
{
	double size = fabs(residual) / (HUBER * spread);

	return size > 1 ? 1 / size : 1;
}

/* One pass of weighted least squares; leaves residuals, returns spread. */
static double fit(struct ridge *ridge, struct arena *a, struct sample *s,
		  const struct layout *l, double spread, bool first)
{
	double *scratch = arena_new(a, double, s->n);

	ridge_clear(ridge);
	for (int i = 0; i < s->n; i++) {
		double w = s->weight[i] / (spread * spread);
		if (!first)
			w *= huber_weight(s->residual[i] * sqrt(s->weight[i]),
					  spread);
		ridge_add(ridge, s->terms[i].n, s->terms[i].index,
			  s->terms[i].value, s->y[i], w);
	}
	add_priors(ridge, l);
	if (!ridge_solve(ridge))
		return NAN;
	for (int i = 0; i < s->n; i++) {
		s->residual[i] = s->y[i] - inner(&s->terms[i], ridge->right, 0);
		scratch[i] = s->residual[i] * sqrt(s->weight[i]);
	}
	double now = stats_spread(scratch, s->n);
	return now > 0.005 ? now : 0.005;
}

static struct calendar_effects nothing(struct arena *a, int until)
{
	struct calendar_effects c = {
		.factor = arena_new(a, double, until),
		.spread = NAN,
	};

	for (int r = 0; r < until; r++)
		c.factor[r] = 1;
	return c;
}

static bool has_term(const struct calendar_terms *t, int index)
{
	for (int i = 0; i < t->n; i++)
		if (t->index[i] == index)
			return true;
	return false;
}

/* Coefficient index of the regression, and the days that tell of it. */
static struct calendar_effect effect_of(const char *name, int index,
					const struct ridge *ridge,
					const double *variance,
					const struct sample *s)
{
	struct calendar_effect e = { .name = name,
				     .log = ridge->right[index],
				     .sd = sqrt(variance[index]) };

	for (int i = 0; i < s->n; i++)
		e.seen += has_term(&s->terms[i], index);
	return e;
}

static void report(struct calendar_effects *c, struct arena *a,
		   const struct day_matrix *m, const struct ridge *ridge,
		   const struct layout *l, const struct sample *s)
{
	double *variance = arena_new(a, double, l->n);

	ridge_variance(ridge, variance);
	if (l->trend >= 0)
		c->growth_sd = sqrt(variance[l->trend]);
	c->effects = arena_new(a, struct calendar_effect, FEATURES);
	c->n = FEATURES;
	for (int f = 0; f < FEATURES; f++)
		c->effects[f] = effect_of(calendar_name(f), l->features + f,
					  ridge, variance, s);
	c->drivers = arena_new(a, struct calendar_effect, l->n_drivers);
	c->n_drivers = l->n_drivers;
	for (int k = 0; k < l->n_drivers; k++)
		c->drivers[k] = effect_of(m->drivers[k].name, l->drivers + k,
					  ridge, variance, s);
}

/* What the calendar makes of each row; growth goes on beyond the origin. */
static void fill_factors(struct calendar_effects *c, const struct layout *l,
			 const struct calendar_kinds *k, const double *b,
			 int until)
{
	if (l->trend >= 0)
		c->growth = b[l->trend];
	for (int r = 0; r < until; r++) {
		struct calendar_terms t = row_terms(l, k, r);
		c->factor[r] = exp(inner(&t, b, l->season));
	}
}

struct calendar_effects calendar_effects_learn(struct arena *a,
					       const struct day_matrix *m,
					       const bool *use, int origin,
					       int until)
{
	struct calendar_effects c = nothing(a, until);
	int first = 0;

	while (first < origin && !(use[first] && m->total[first] > 0))
		first++;
	struct layout l = lay_out(first, origin, m->n_drivers);
	c.first = first;
	struct calendar_kinds kinds = calendar_kinds_learn(a, m, use, origin);
	struct sample s = collect(a, &kinds, use, &l);
	if (s.n < CALENDAR_MIN_DAYS)
		return c;
	struct ridge ridge = ridge_new(a, l.n);
	c.spread = 0.1;
	for (int pass = 0; pass < PASSES && !isnan(c.spread); pass++)
		c.spread = fit(&ridge, a, &s, &l, c.spread, pass == 0);
	if (isnan(c.spread))
		return nothing(a, until);
	fill_factors(&c, &l, &kinds, ridge.right, until);
	report(&c, a, m, &ridge, &l, &s);
	return c;
}
