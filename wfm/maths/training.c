#include "maths/training.h"

#include <math.h>
#include <stdlib.h>

#include "maths/calendar_terms.h"
#include "maths/levelshift.h"
#include "maths/stats.h"

enum { NEIGHBOURS = 4, SHIFT_RUN = 5 };

static const double OUTLIER_SPREADS = 4;
static const double LEAST_SPREAD = 0.03;

const double *training_row(const struct training *t, int r)
{
	return t->x + r * t->m->slots;
}

const double *training_roots(const struct training *t, int r)
{
	return t->root + r * t->m->slots;
}

double training_total(const struct training *t, int r)
{
	return t->total[r];
}

static bool candidate(const struct day_matrix *m, int r)
{
	return m->state[r] == DAY_ORDINARY && !isnan(m->total[r]);
}

/* Log total less the median of the nearest same weekdays, NaN: too few. */
static double deviation(const struct day_matrix *m, const int *rows, int n,
			int i)
{
	double near[2 * NEIGHBOURS];
	int count = 0;
	int low = i - NEIGHBOURS < 0 ? 0 : i - NEIGHBOURS;
	int high = i + NEIGHBOURS >= n ? n - 1 : i + NEIGHBOURS;

	for (int k = low; k <= high; k++)
		if (k != i)
			near[count++] = log(m->total[rows[k]] + 0.5);
	if (count < NEIGHBOURS)
		return NAN;
	return log(m->total[rows[i]] + 0.5) - stats_median(near, count);
}

/* deviation[origin] of each candidate day from its own weekday. */
static double *deviations(struct arena *a, const struct day_matrix *m,
			  int origin)
{
	double *d = arena_new(a, double, origin);
	int *rows = arena_new(a, int, origin);

	for (int r = 0; r < origin; r++)
		d[r] = NAN;
	for (int w = 0; w < 7; w++) {
		int n = 0;
		for (int r = 0; r < origin; r++)
			if (m->weekday[r] == w && candidate(m, r))
				rows[n++] = r;
		for (int i = 0; i < n; i++)
			d[rows[i]] = deviation(m, rows, n, i);
	}
	return d;
}

/* Where the run of deviations beyond limit on one side ends that begins at r.
 */
static int run_end(const double *d, int origin, int r, double limit)
{
	int k = r;

	while (k < origin && (isnan(d[k]) ||
			      (fabs(d[k]) > limit && (d[k] > 0) == (d[r] > 0))))
		k++;
	return k;
}

static void leave_out_outliers(struct training *t, struct arena *a,
			       const struct day_matrix *level)
{
	double *d = deviations(a, level, t->origin);
	struct calendar_kinds kinds =
		calendar_kinds_learn(a, t->m, t->use, t->origin);
	double *scratch = arena_copy(a, d, t->origin, sizeof(*d));
	double limit = OUTLIER_SPREADS *
		       fmax(stats_spread(scratch, t->origin), LEAST_SPREAD);

	for (int r = 0; r < t->origin; r++) {
		if (!(fabs(d[r]) > limit))
			continue;
		int end = run_end(d, t->origin, r, limit);
		if (stats_count(d + r, end - r) < SHIFT_RUN)
			t->use[r] = calendar_near_holiday(&kinds, r);
		else
			r = end - 1;
	}
}

static void divide(struct training *t)
{
	const struct day_matrix *m = t->m;

	for (int r = 0; r < t->origin; r++) {
		const double *calls = m->calls + r * m->slots;
		double *x = t->x + r * m->slots;
		double factor = t->use[r] ? t->calendar.factor[r] : NAN;
		for (int s = 0; s < m->slots; s++)
			x[s] = calls[s] / factor;
		t->total[r] = m->total[r] / factor;
		t->usable += t->use[r] && r >= t->first;
	}
}

/* A jump of the level among totals; those before it are moved. */
static struct levelshift rebase_totals(struct arena *a, double *total,
				       const int *weekday, int n)
{
	double *log_total = arena_new(a, double, n);

	for (int r = 0; r < n; r++)
		log_total[r] = log(total[r] + 0.5);
	struct levelshift shift = levelshift_find(a, log_total, weekday, n);
	for (int r = 0; r < shift.at; r++)
		total[r] *= exp(shift.change);
	return shift;
}

/* Moves what lies before a jump of the level to the new one. */
static void rebase(struct training *t, struct arena *a)
{
	struct levelshift shift =
		rebase_totals(a, t->total, t->m->weekday, t->origin);

	if (shift.at < 0)
		return;
	t->shift_row = shift.at;
	t->shift = exp(shift.change);
	for (int i = 0; i < shift.at * t->m->slots; i++)
		t->x[i] *= t->shift;
}

/* The matrix with day totals moved to the level of the last ones: neither
 * outliers nor calendar effects are to be mixed up with a jump. */
static struct day_matrix on_one_level(struct arena *a,
				      const struct day_matrix *m, int origin)
{
	struct day_matrix level = *m;

	level.total = arena_copy(a, m->total, m->days, sizeof(*m->total));
	for (int r = 0; r < origin; r++)
		if (!candidate(m, r))
			level.total[r] = NAN;
	rebase_totals(a, level.total, m->weekday, origin);
	for (int r = 0; r < origin; r++)
		if (!candidate(m, r))
			level.total[r] = m->total[r];
	return level;
}

static void take_roots(struct training *t, struct arena *a)
{
	int slots = t->m->slots;

	t->root = arena_new(a, double, t->origin *slots);
	t->whole = arena_new(a, bool, t->origin);
	for (int r = t->first; r < t->origin; r++) {
		if (!t->use[r])
			continue;
		int known = 0;
		for (int i = r * slots; i < (r + 1) * slots; i++) {
			t->root[i] = sqrt(t->x[i] + 0.25);
			known += !isnan(t->x[i]);
		}
		t->whole[r] = known == slots;
	}
}

struct training training_new(struct arena *a, const struct day_matrix *m,
			     int origin, int until, bool calendar)
{
	struct training t = { .m = m,
			      .origin = origin,
			      .until = until,
			      .shift_row = -1,
			      .shift = 1 };

	t.first = origin > TRAINING_DAYS ? origin - TRAINING_DAYS : 0;
	t.use = arena_new(a, bool, origin);
	t.x = arena_new(a, double, origin * m->slots);
	t.total = arena_new(a, double, origin);
	for (int r = 0; r < origin; r++)
		t.use[r] = candidate(m, r);
	struct day_matrix level = on_one_level(a, m, origin);
	leave_out_outliers(&t, a, &level);
	t.calendar = calendar_effects_learn(a, &level, t.use,
					    calendar ? origin : 0, until);
	divide(&t);
	rebase(&t, a);
	take_roots(&t, a);
	t.shapes = arena_new(a, struct training_shapes, 1);
	return t;
}
