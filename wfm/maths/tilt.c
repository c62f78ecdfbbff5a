#include "maths/tilt.h"

#include <math.h>

enum { YEAR = 364 };

static const double SLOPE_SD = 0.3;
static const double SCATTER = 0.2; /* of a holiday's log ratio by itself */

/* A holiday that is not told to be like a certain weekday. */
static bool is_free(const struct day_matrix *m, int r)
{
	const struct special_kind *kind;

	if (m->special[r] < 0)
		return false;
	kind = &m->kinds[m->special[r]];
	return kind->holiday && !kind->like_weekday;
}

/* Mean totals of the last year's weekdays over the mean of those means. */
static void find_sizes(struct tilt *to, const struct training *t)
{
	double mean[7] = { 0 }, sum = 0;
	int days[7] = { 0 }, seen = 0;

	for (int r = t->origin > YEAR ? t->origin - YEAR : 0; r < t->origin;
	     r++)
		if (t->use[r]) {
			mean[t->m->weekday[r]] += training_total(t, r);
			days[t->m->weekday[r]]++;
		}
	for (int w = 0; w < 7; w++)
		if (mean[w] > 0) {
			mean[w] /= days[w];
			sum += mean[w];
			seen++;
		}
	for (int w = 0; w < 7; w++)
		to->log_size[w] = mean[w] > 0 ? log(mean[w] / sum * seen) : 0;
}

/* Sums over the days of each name. */
struct name {
	double size, ratio;
	int days;
};

static struct name *sum_names(struct arena *work, const struct training *t,
			      const double *ratio, const struct tilt *tilt)
{
	struct name *names = arena_new(work, struct name, t->m->n_kinds);

	for (int r = 0; r < t->origin; r++) {
		if (isnan(ratio[r]) || !is_free(t->m, r))
			continue;
		struct name *of = &names[t->m->special[r]];
		of->size += tilt->log_size[t->m->weekday[r]];
		of->ratio += ratio[r];
		of->days++;
	}
	return names;
}

struct tilt tilt_learn(struct arena *work, const struct training *t,
		       const double *ratio)
{
	struct tilt tilt = { .slope = 0 };
	double square = SCATTER * SCATTER / (SLOPE_SD * SLOPE_SD), product = 0;

	find_sizes(&tilt, t);
	const struct name *names = sum_names(work, t, ratio, &tilt);
	for (int r = 0; r < t->origin; r++) {
		if (isnan(ratio[r]) || !is_free(t->m, r))
			continue;
		const struct name *of = &names[t->m->special[r]];
		double x =
			tilt.log_size[t->m->weekday[r]] - of->size / of->days;
		square += x * x;
		product += x * (ratio[r] - of->ratio / of->days);
	}
	tilt.slope = fmax(-1, fmin(0, product / square));
	return tilt;
}

double tilt_factor(const struct tilt *tilt, const struct day_matrix *m, int r)
{
	return is_free(m, r) ? exp(tilt->slope * tilt->log_size[m->weekday[r]])
			     : 1;
}
