#include "maths/scatter.h"

#include <math.h>

static const double CELL_CUT = 2.6, DAY_CUT = 5; /* standard deviations */
static const double FURTHER = 1.3; /* tau2 beyond what was tested */

/* Pairs of mean and squared error. */
struct errors {
	int n;
	double *mean, *square;
};

static struct errors errors_new(struct arena *a, int n)
{
	return (struct errors){ 0, arena_new(a, double, n),
				arena_new(a, double, n) };
}

static void add(struct errors *e, double mean, double error)
{
	e->mean[e->n] = mean;
	e->square[e->n++] = error * error;
}

static void add_day(struct errors *cells, struct errors *days, const double *y,
		    const double *forecast, int slots)
{
	double mean = 0, error = 0;

	for (int s = 0; s < slots; s++) {
		if (isnan(y[s]))
			continue;
		add(cells, forecast[s], y[s] - forecast[s]);
		mean += forecast[s];
		error += y[s] - forecast[s];
	}
	add(days, mean, error);
}

/* What was not tested is a little worse than the horizon before. */
static void extend(struct scatter *to, int horizon)
{
	to->cell[horizon] = to->cell[horizon - 1];
	to->day[horizon] = to->day[horizon - 1];
	to->cell[horizon].tau2 *= FURTHER;
	to->day[horizon].tau2 *= FURTHER;
}

static void fit_horizon(struct scatter *to, struct arena *work,
			const struct backtest *b, const double *chosen,
			int horizon)
{
	int slots = b->m->slots, origins = 0, last = -1;
	struct errors cells = errors_new(work, b->n * slots);
	struct errors days = errors_new(work, b->n);

	for (int k = 0; k < b->n; k++) {
		const struct trial *t = &b->trials[k];
		if (backtest_horizon(t->lead) != horizon)
			continue;
		add_day(&cells, &days, b->m->calls + t->row * slots,
			chosen + k * slots, slots);
		origins += t->origin != last;
		last = t->origin;
	}
	if (days.n == 0 && horizon > 0) {
		extend(to, horizon);
		return;
	}
	double few = 1 + 2.0 / (origins > 0 ? origins : 2);
	to->cell[horizon] =
		dispersion_fit(cells.mean, cells.square, cells.n, CELL_CUT);
	to->day[horizon] =
		dispersion_fit(days.mean, days.square, days.n, DAY_CUT);
	to->day[horizon].psi *= few;
	to->day[horizon].tau2 *= few;
}

struct scatter scatter_fit(struct arena *work, const struct backtest *b,
			   const double *chosen)
{
	struct scatter s;

	for (int h = 0; h < BACKTEST_HORIZONS; h++)
		fit_horizon(&s, work, b, chosen, h);
	return s;
}

static double variance(struct dispersion d, int lead, double mean)
{
	if (lead > backtest_last_lead(BACKTEST_HORIZONS - 1))
		d.tau2 *= FURTHER;
	return dispersion_variance(d, mean);
}

double scatter_variance(const struct scatter *s, int lead, double mean)
{
	return variance(s->cell[backtest_horizon(lead)], lead, mean);
}

double scatter_day_variance(const struct scatter *s, int lead, double mean)
{
	return variance(s->day[backtest_horizon(lead)], lead, mean);
}
