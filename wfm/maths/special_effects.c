#include "maths/special_effects.h"

#include <math.h>
#include <string.h>

enum { SIDE = 4, REACH = 70 }; /* days on a side; how far away */

static const double PSEUDO_CALLS = 40;
static const double OWN_SD = 0.7;     /* of a name's log ratio around 0 */
static const double LIKE_SD = 0.2;    /* around its analog's */
static const double DAY_SPREAD = 0.1; /* of a log ratio, when not known */

/* Adds the rows like r in one direction; returns how many. */
static int add_neighbours(const struct training *t, int r, int direction,
			  double *sum, double *seen)
{
	int found = 0, slots = t->m->slots;

	for (int k = 1; k <= REACH && found < SIDE; k++) {
		int other = r + k * direction;
		if (other < 0 || other >= t->origin)
			break;
		if (!t->use[other] || t->m->weekday[other] != t->m->weekday[r])
			continue;
		const double *x = training_row(t, other);
		for (int s = 0; s < slots; s++)
			if (!isnan(x[s])) {
				sum[s] += x[s];
				seen[s]++;
			}
		found++;
	}
	return found;
}

/* expected[slots] of row r had it been ordinary; NaN where unknown. */
static bool expect(struct arena *work, const struct training *t, int r,
		   double *expected)
{
	int slots = t->m->slots;
	double *seen = arena_new(work, double, slots);

	memset(expected, 0, (size_t)slots * sizeof(*expected));
	int found = add_neighbours(t, r, -1, expected, seen) +
		    add_neighbours(t, r, 1, expected, seen);
	for (int s = 0; s < slots; s++)
		expected[s] *= t->calendar.factor[r] / seen[s];
	return found > 0;
}

/* What was seen of one name: sums over its days. */
struct tally {
	double logs;	  /* sum of log ratios of days, weighted */
	double weight;	  /* 1 / variance */
	double *observed; /* [slots] */
	double *expected; /* [slots] */
	int seen;
};

static double day_variance(const struct training *t, double calls)
{
	double spread =
		isnan(t->calendar.spread) ? DAY_SPREAD : t->calendar.spread;

	return spread * spread + 1 / (calls + 1);
}

/*
 * A day whose log ratio is the name's effect times x (1, but for events of
 * other volumes than usual): weighted least squares through 0.
 */
static void tally_day(struct tally *of, const struct training *t, double x,
		      const double *y, const double *expected)
{
	double seen = 0, hoped = 0;

	for (int s = 0; s < t->m->slots; s++) {
		if (isnan(y[s]) || isnan(expected[s]))
			continue;
		of->observed[s] += y[s];
		of->expected[s] += expected[s];
		seen += y[s];
		hoped += expected[s];
	}
	if (!(hoped > 0))
		return;
	double weight = 1 / day_variance(t, fmin(seen, hoped));
	of->logs += weight * x * log((seen + 0.5) / (hoped + 0.5));
	of->weight += weight * x * x;
	of->seen++;
}

static struct tally *new_tallies(struct arena *work, int n, int slots)
{
	struct tally *tallies = arena_new(work, struct tally, n);

	for (int k = 0; k < n; k++) {
		tallies[k].observed = arena_new(work, double, slots);
		tallies[k].expected = arena_new(work, double, slots);
	}
	return tallies;
}

/* Log ratio of each special day to its weekday, NaN on other days. */
static double *day_ratios(struct arena *work, const struct training *t)
{
	const struct day_matrix *m = t->m;
	double *ratio = arena_new(work, double, t->origin);
	double *expected = arena_new(work, double, m->slots);

	for (int r = 0; r < t->origin; r++) {
		ratio[r] = NAN;
		if (m->state[r] != DAY_SPECIAL || !expect(work, t, r, expected))
			continue;
		struct tally of = *new_tallies(work, 1, m->slots);
		tally_day(&of, t, 1, m->calls + r * m->slots, expected);
		if (of.seen > 0)
			ratio[r] = of.logs / of.weight;
	}
	return ratio;
}

static struct tally *tally_special_days(struct arena *work,
					const struct training *t,
					const struct tilt *tilt)
{
	const struct day_matrix *m = t->m;
	struct tally *tallies = new_tallies(work, m->n_kinds, m->slots);
	double *expected = arena_new(work, double, m->slots);

	for (int r = 0; r < t->origin; r++) {
		if (m->state[r] != DAY_SPECIAL || !expect(work, t, r, expected))
			continue;
		for (int s = 0; s < m->slots; s++)
			expected[s] *= tilt_factor(tilt, m, r);
		tally_day(&tallies[m->special[r]], t, 1,
			  m->calls + r * m->slots, expected);
	}
	return tallies;
}

static struct special_effect posterior(const struct tally *of, double prior,
				       double sd)
{
	double weight = of->weight + 1 / (sd * sd);

	return (struct special_effect){
		.log = (of->logs + prior / (sd * sd)) / weight,
		.sd = sqrt(1 / weight),
		.seen = of->seen,
	};
}

/* Mean effect of the holidays seen, drawn to 0 by two pseudo names. */
static double usual_holiday(const struct day_matrix *m,
			    const struct tally *tallies)
{
	double sum = 0;
	int names = 0;

	for (int k = 0; k < m->n_kinds; k++)
		if (m->kinds[k].holiday && tallies[k].seen > 0) {
			sum += tallies[k].logs / tallies[k].weight;
			names++;
		}
	return sum / (names + 2);
}

static struct special_effect day_effect(const struct day_matrix *m,
					const struct tally *tallies, int k,
					double usual)
{
	int like = m->kinds[k].like;

	if (like >= 0 && tallies[like].seen > 0)
		return posterior(&tallies[k],
				 posterior(&tallies[like], 0, OWN_SD).log,
				 LIKE_SD);
	if (m->kinds[k].like_weekday)
		return posterior(&tallies[k], 0, LIKE_SD);
	if (tallies[k].seen == 0 && m->kinds[k].holiday)
		return posterior(&tallies[k], usual, OWN_SD);
	return posterior(&tallies[k], 0, OWN_SD);
}

/* Slots follow the analog's shape until a name has its own. */
static void slot_factors(const struct day_matrix *m,
			 const struct tally *tallies, int k,
			 const struct special_effects *e, double *factor)
{
	const struct tally *of = &tallies[k];
	int like = m->kinds[k].like;

	if (of->seen == 0 && like >= 0)
		of = &tallies[like];
	for (int s = 0; s < m->slots; s++)
		factor[s] =
			(of->observed[s] + PSEUDO_CALLS * exp(e->days[k].log)) /
			(of->expected[s] + PSEUDO_CALLS);
}

/* Days of event cells: what was recorded against what was to be expected. */
static struct tally *tally_events(struct arena *work, const struct training *t)
{
	const struct day_matrix *m = t->m;
	int slots = m->slots;
	struct tally *tallies = new_tallies(work, m->n_events, slots);
	double *expected = arena_new(work, double, slots);
	double *y = arena_new(work, double, slots);

	for (int r = 0; m->event && r < t->origin; r++)
		for (int s = 0; s < slots; s++) {
			int kind = m->event[r * slots + s];
			if (kind < 0 ||
			    (s > 0 && m->event[r * slots + s - 1] == kind))
				continue;
			if (m->special[r] >= 0 || !expect(work, t, r, expected))
				continue;
			for (int k = 0; k < slots; k++)
				y[k] = m->event[r * slots + k] == kind
					       ? m->recorded[r * slots + k]
					       : NAN;
			tally_day(&tallies[kind], t,
				  daymatrix_amount(m, r * slots + s), y,
				  expected);
		}
	return tallies;
}

static void learn_events(struct special_effects *e, struct arena *work,
			 const struct training *t)
{
	const struct day_matrix *m = t->m;
	const struct tally *tallies = tally_events(work, t);

	for (int k = 0; k < m->n_events; k++) {
		e->events[k] = posterior(&tallies[k], 0, OWN_SD);
		if (!isnan(m->events[k].given))
			e->events[k] = (struct special_effect){
				log(m->events[k].given), 0, tallies[k].seen
			};
		else if (tallies[k].seen == 0)
			e->events[k].log = 0;
	}
}

struct special_effects special_effects_learn(struct arena *a,
					     const struct training *t)
{
	const struct day_matrix *m = t->m;
	struct special_effects e = {
		.days = arena_new(a, struct special_effect, m->n_kinds),
		.events = arena_new(a, struct special_effect, m->n_events),
		.factor = arena_new(a, double, m->n_kinds * m->slots),
	};
	e.tilt = tilt_learn(a, t, day_ratios(a, t));
	const struct tally *tallies = tally_special_days(a, t, &e.tilt);
	double usual = usual_holiday(m, tallies);

	for (int k = 0; k < m->n_kinds; k++) {
		e.days[k] = day_effect(m, tallies, k, usual);
		slot_factors(m, tallies, k, &e, e.factor + k * m->slots);
	}
	learn_events(&e, a, t);
	return e;
}

void special_effects_apply(const struct special_effects *e,
			   const struct training *t, double *mean)
{
	const struct day_matrix *m = t->m;

	for (int r = t->origin; r < t->until; r++)
		for (int s = 0; s < m->slots; s++) {
			int cell = r * m->slots + s;
			double *to = &mean[(r - t->origin) * m->slots + s];
			if (m->special[r] >= 0)
				*to *= e->factor[m->special[r] * m->slots + s] *
				       tilt_factor(&e->tilt, m, r);
			if (m->event && m->event[cell] >= 0)
				*to *= exp(e->events[m->event[cell]].log *
					   daymatrix_amount(m, cell));
		}
}
