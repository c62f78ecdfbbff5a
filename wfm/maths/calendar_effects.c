#include "maths/calendar_effects.h"

#include <math.h>

#include "base/date.h"
#include "maths/ridge.h"
#include "maths/stats.h"

enum { MAX_HARMONICS = 4, MAX_TERMS = 32, PASSES = 3 };

static const double LEVEL_SD = 0.03; /* from knot to knot */
static const double FEATURE_SD = 0.05;
static const double SEASON_SD = 0.05; /* of the k-th harmonic: / k */
static const double HUBER = 2.5;      /* spreads */

/* Days of the month, from 1, or from -1 backwards; both ends included. */
static const struct month_days {
	const char *name;
	int first, last;
} month_days[] = {
	{ "1st of the month", 1, 1 },
	{ "2nd of the month", 2, 2 },
	{ "3rd of the month", 3, 3 },
	{ "4th and 5th of the month", 4, 5 },
	{ "6th to 8th of the month", 6, 8 },
	{ "14th of the month", 14, 14 },
	{ "15th of the month", 15, 15 },
	{ "16th of the month", 16, 16 },
	{ "17th and 18th of the month", 17, 18 },
	{ "last day of the month", -1, -1 },
	{ "last day but one of the month", -2, -2 },
	{ "3rd and 4th last day of the month", -4, -3 },
};

enum {
	MONTH_DAYS = sizeof(month_days) / sizeof(month_days[0]),
	BEFORE_HOLIDAY = MONTH_DAYS,
	AFTER_HOLIDAY,
	MONDAY_AFTER_HOLIDAY,
	FEATURES
};

static const char *feature_name(int f)
{
	static const char *const around[] = { "day before a holiday",
					      "day after a holiday",
					      "Monday after a holiday" };

	return f < MONTH_DAYS ? month_days[f].name : around[f - MONTH_DAYS];
}

static bool in_month_days(struct month_days d, struct civil c)
{
	int back = c.day - date_days_in_month(c.year, c.month) - 1;
	int day = d.first > 0 ? c.day : back;

	return day >= d.first && day <= d.last;
}

/* The next open or holiday row in a direction; -1 when there is none near. */
static int neighbour(const struct day_matrix *m, int r, int direction)
{
	for (int k = 1; k <= 4; k++) {
		int other = r + k * direction;
		if (other < 0 || other >= m->days)
			return -1;
		if (m->holiday[other] || m->state[other] != DAY_CLOSED)
			return other;
	}
	return -1;
}

static bool is_holiday(const struct day_matrix *m, int r)
{
	return r >= 0 && m->holiday[r];
}

static bool has_feature(const struct day_matrix *m, int r, int f)
{
	if (f < MONTH_DAYS)
		return in_month_days(month_days[f],
				     date_civil(m->first_day + r));
	if (m->holiday[r])
		return false;
	if (f == BEFORE_HOLIDAY)
		return is_holiday(m, neighbour(m, r, 1));
	return is_holiday(m, neighbour(m, r, -1)) &&
	       (m->weekday[r] == MONDAY) == (f == MONDAY_AFTER_HOLIDAY);
}

/* Where the coefficients lie. */
struct layout {
	int first, origin;
	int knots, spacing;
	int harmonics;
	int level, season, features, n;
};

static struct layout lay_out(int first, int origin)
{
	struct layout l = { .first = first, .origin = origin };
	int span = origin - first;

	l.spacing = span > 400 ? 91 : 28;
	l.knots = (span + l.spacing - 1) / l.spacing + 1;
	l.harmonics = span <= 400 ? 0 : span < 694 ? 2 : MAX_HARMONICS;
	l.level = 7;
	l.season = l.level + l.knots;
	l.features = l.season + 2 * l.harmonics;
	l.n = l.features + FEATURES;
	return l;
}

/* The terms of one row: an index and a value each. */
struct terms {
	int n;
	int index[MAX_TERMS];
	double value[MAX_TERMS];
};

static void add_term(struct terms *t, int index, double value)
{
	t->index[t->n] = index;
	t->value[t->n++] = value;
}

/* Knots count backwards from the origin; beyond it the last one holds. */
static void add_level(struct terms *t, const struct layout *l, int r)
{
	double back =
		r < l->origin ? (double)(l->origin - 1 - r) / l->spacing : 0;
	int k = (int)back;

	if (k >= l->knots - 1) {
		add_term(t, l->level + l->knots - 1, 1);
		return;
	}
	add_term(t, l->level + k, 1 - (back - k));
	if (back > k)
		add_term(t, l->level + k + 1, back - k);
}

static void add_season(struct terms *t, const struct layout *l, int day)
{
	const double turn = 8 * atan(1);

	for (int k = 1; k <= l->harmonics; k++) {
		double angle = fmod(turn * k * (day / 365.2425), turn);
		add_term(t, l->season + 2 * k - 2, sin(angle));
		add_term(t, l->season + 2 * k - 1, cos(angle));
	}
}

static void add_features(struct terms *t, const struct layout *l,
			 const struct day_matrix *m, int r)
{
	for (int f = 0; f < FEATURES; f++)
		if (has_feature(m, r, f))
			add_term(t, l->features + f, 1);
}

static struct terms row_terms(const struct layout *l,
			      const struct day_matrix *m, int r)
{
	struct terms t = { .n = 0 };

	add_term(&t, m->weekday[r], 1);
	add_level(&t, l, r);
	add_season(&t, l, m->first_day + r);
	add_features(&t, l, m, r);
	return t;
}

static double inner(const struct terms *t, const double *b, int from)
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
	int *row;
	struct terms *terms;
	double *y, *weight, *residual;
};

static struct sample collect(struct arena *a, const struct day_matrix *m,
			     const bool *use, const struct layout *l)
{
	int room = l->origin - l->first;
	struct sample s = {
		.row = arena_new(a, int, room),
		.terms = arena_new(a, struct terms, room),
		.y = arena_new(a, double, room),
		.weight = arena_new(a, double, room),
		.residual = arena_new(a, double, room),
	};

	for (int r = l->first; r < l->origin; r++) {
		if (!use[r] || !(m->total[r] > 0))
			continue;
		s.row[s.n] = r;
		s.terms[s.n] = row_terms(l, m, r);
		s.y[s.n] = log(m->total[r]);
		s.weight[s.n++] = m->total[r];
	}
	double mean = stats_mean(s.weight, s.n);
	for (int i = 0; i < s.n; i++)
		s.weight[i] /= mean;
	return s;
}

static void add_priors(struct ridge *ridge, const struct layout *l, int days)
{
	double grown = days < 182 ? days / 182.0 : 1;
	double feature = 1 / (FEATURE_SD * FEATURE_SD * grown);

	for (int w = 0; w < 7; w++)
		ridge_penalise(ridge, w, -1, 1e-6);
	ridge_penalise(ridge, l->level, -1, 1e-6);
	for (int k = 1; k < l->knots; k++)
		ridge_penalise(ridge, l->level + k, l->level + k - 1,
			       1 / (LEVEL_SD * LEVEL_SD));
	for (int k = 0; k < 2 * l->harmonics; k++) {
		int harmonic = k / 2 + 1;
		ridge_penalise(ridge, l->season + k, -1,
			       harmonic * harmonic / (SEASON_SD * SEASON_SD));
	}
	for (int f = 0; f < FEATURES; f++)
		ridge_penalise(ridge, l->features + f, -1, feature);
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
	add_priors(ridge, l, s->n);
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
		.level = arena_new(a, double, until),
		.spread = NAN,
	};

	for (int r = 0; r < until; r++)
		c.factor[r] = 1;
	return c;
}

static void report(struct calendar_effects *c, struct arena *a,
		   const struct ridge *ridge, const struct layout *l,
		   const struct day_matrix *m, const struct sample *s)
{
	double *variance = arena_new(a, double, l->n);

	ridge_variance(ridge, variance);
	c->effects = arena_new(a, struct calendar_effect, FEATURES);
	c->n = FEATURES;
	for (int f = 0; f < FEATURES; f++) {
		c->effects[f] = (struct calendar_effect){
			.name = feature_name(f),
			.log = ridge->right[l->features + f],
			.sd = sqrt(variance[l->features + f]),
		};
		for (int i = 0; i < s->n; i++)
			c->effects[f].seen += has_feature(m, s->row[i], f);
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
	struct layout l = lay_out(first, origin);
	struct sample s = collect(a, m, use, &l);
	if (s.n < CALENDAR_MIN_DAYS)
		return c;
	struct ridge ridge = ridge_new(a, l.n);
	c.spread = 0.1;
	for (int pass = 0; pass < PASSES && !isnan(c.spread); pass++)
		c.spread = fit(&ridge, a, &s, &l, c.spread, pass == 0);
	if (isnan(c.spread))
		return nothing(a, until);
	for (int r = 0; r < until; r++) {
		struct terms t = row_terms(&l, m, r);
		struct terms level = { .n = 0 };
		add_level(&level, &l, r);
		c.factor[r] = exp(inner(&t, ridge.right, l.season));
		c.level[r] = inner(&level, ridge.right, 0);
	}
	report(&c, a, &ridge, &l, m, &s);
	return c;
}
