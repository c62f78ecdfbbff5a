#include "maths/handling.h"

#include <math.h>

static const double LEVEL_MEMORY = 8 * 7; /* days to half the weight */
static const double PROFILE_MEMORY = 26 * 7;
static const double PSEUDO_CONTACTS = 60;
static const double BUSY = 50; /* contacts a day */
static const double SPIKE = 8; /* times the level */

/* A cell's contacts, 0 when its handling time is not known. */
static double contacts(const double *aht, const double *handled, int i)
{
	return aht[i] > 0 && handled[i] > 0 ? handled[i] : 0;
}

/* Remembered mean, values held within a factor of the one before. */
static double level_of(const struct day_matrix *m, const double *aht,
		       const double *handled, double about)
{
	double sum = 0, weight = 0;

	for (int i = 0; i < m->past * m->slots; i++) {
		double w = contacts(aht, handled, i);
		if (!(w > 0) || !m->open[i])
			continue;
		w *= exp2((i / m->slots - m->past) / LEVEL_MEMORY);
		double x = fmin(fmax(aht[i], about / SPIKE), about * SPIKE);
		sum += w * x;
		weight += w;
	}
	return weight > 0 ? sum / weight : NAN;
}

/* A level that spikes do not move: the mean of logs. */
static double typical(const struct day_matrix *m, const double *aht,
		      const double *handled)
{
	double sum = 0, weight = 0;

	for (int i = 0; i < m->past * m->slots; i++) {
		double w = contacts(aht, handled, i);
		if (!(w > 0) || !m->open[i])
			continue;
		sum += w * log(aht[i]);
		weight += w;
	}
	return weight > 0 ? exp(sum / weight) : NAN;
}

static bool is_busy(const struct day_matrix *m, const double *aht,
		    const double *handled)
{
	double sum = 0;
	int days = 0;

	for (int r = 0; r < m->past; r++) {
		double day = 0;
		for (int s = 0; s < m->slots; s++)
			day += contacts(aht, handled, r * m->slots + s);
		sum += day;
		days += day > 0;
	}
	return days > 0 && sum / days >= BUSY;
}

/* Slots against the day, in contacts remembered. */
static void learn_profile(struct handling *h, struct arena *a,
			  const struct day_matrix *m, const double *aht,
			  const double *handled)
{
	double *time = arena_new(a, double, m->slots);
	double *count = arena_new(a, double, m->slots), all = 0, sum = 0;

	for (int i = 0; i < m->past * m->slots; i++) {
		double n = contacts(aht, handled, i);
		if (!(n > 0) || !m->open[i])
			continue;
		n *= exp2((i / m->slots - m->past) / PROFILE_MEMORY);
		double x =
			fmin(fmax(aht[i], h->level / SPIKE), h->level * SPIKE);
		time[i % m->slots] += n * x;
		count[i % m->slots] += n;
		sum += n * x;
		all += n;
	}
	for (int s = 0; s < m->slots; s++)
		h->profile[s] = (time[s] + PSEUDO_CONTACTS * sum / all) /
				(count[s] + PSEUDO_CONTACTS) * all / sum;
}

struct handling handling_learn(struct arena *a, const struct day_matrix *m,
			       const double *aht, const double *handled)
{
	struct handling h = { .profile = arena_new(a, double, m->slots) };
	double about = typical(m, aht, handled);

	for (int s = 0; s < m->slots; s++)
		h.profile[s] = 1;
	h.level = level_of(m, aht, handled, about);
	if (!isnan(h.level) && is_busy(m, aht, handled))
		learn_profile(&h, a, m, aht, handled);
	return h;
}
