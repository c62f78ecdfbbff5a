#include "maths/outage.h"

#include <math.h>

enum { SILENCE = 14, FEW_RECORDS = 100, LEAST_SEEN = 3 };

static const double IMPOSSIBLE = 20; /* expected contacts in a zero run */
static const double GAIN = 0.2;	     /* of the running mean */

static void forget_row(struct day_matrix *m, int r)
{
	for (int s = 0; s < m->slots; s++)
		m->calls[r * m->slots + s] = NAN;
}

/* Known calls of a row; NaN when nothing is known. */
static double row_calls(const struct day_matrix *m, int r)
{
	double sum = 0;
	int known = 0;

	for (int s = 0; s < m->slots; s++) {
		double y = m->calls[r * m->slots + s];
		sum += isnan(y) ? 0 : y;
		known += !isnan(y);
	}
	return known > 0 ? sum : NAN;
}

static void remove_start(struct outages *o, struct day_matrix *m)
{
	int first = 0;

	while (first < m->past && !(row_calls(m, first) > 0))
		first++;
	if (first == m->past)
		return; /* all zero: believed */
	for (int r = 0; r < first; r++) {
		if (!isnan(row_calls(m, r)))
			o->why[r] = LEFT_OUT_BEFORE;
		forget_row(m, r);
	}
}

static void remove_partial_day(struct outages *o, struct day_matrix *m)
{
	int r = m->past - 1, last = m->slots - 1;

	if (r < 0)
		return;
	while (last >= 0 && !m->open[r * m->slots + last])
		last--;
	if (last < 0 || !isnan(m->calls[r * m->slots + last]))
		return;
	forget_row(m, r);
	m->past--;
	o->why[r] = LEFT_OUT_PARTIAL;
}

/* How often a slot is recorded, missing on a recorded day, and zero. */
struct census {
	int known, missing, zero;
	double sum;
};

static struct census take_census(const struct day_matrix *m)
{
	struct census c = { 0 };

	for (int r = 0; r < m->past; r++) {
		if (isnan(row_calls(m, r)))
			continue;
		for (int i = r * m->slots; i < (r + 1) * m->slots; i++) {
			if (!m->open[i])
				continue;
			bool known = !isnan(m->calls[i]);
			c.known += known;
			c.missing += !known;
			c.zero += known && m->calls[i] <= 0;
			c.sum += known ? m->calls[i] : 0;
		}
	}
	return c;
}

/*
 * With k recorded intervals and a mean so small that e^-mean of them should
 * be zero, ten or more were to be expected, and none is there.
 */
static void fill_zeros(struct outages *o, struct day_matrix *m)
{
	struct census c = take_census(m);

	if (c.zero > 0 || c.known < FEW_RECORDS || c.missing * 50 < c.known)
		return;
	double mean = c.sum / (c.known + c.missing);
	if (exp(-mean) * c.known < 10)
		return;
	for (int r = 0; r < m->past; r++) {
		bool recorded = !isnan(row_calls(m, r));
		for (int i = r * m->slots; i < (r + 1) * m->slots; i++)
			if (recorded && m->open[i] && isnan(m->calls[i]))
				m->calls[i] = 0;
	}
	o->no_zeros = true;
}

/*
 * Running means of what a weekday's slots bring, zeros of outages included:
 * what is zero every Saturday is soon taken for granted.
 */
struct usual {
	double *mean; /* [7 * slots] */
	int *seen;
};

static void learn(struct usual *u, int i, double y)
{
	int n = ++u->seen[i];

	u->mean[i] += (y - u->mean[i]) * fmax(GAIN, 1.0 / n);
}

static void learn_row(struct usual *u, const struct day_matrix *m, int r)
{
	for (int s = 0; s < m->slots; s++) {
		double y = m->calls[r * m->slots + s];
		if (!isnan(y))
			learn(u, m->weekday[r] * m->slots + s, y);
	}
}

static double usual_calls(const struct usual *u, int i)
{
	return u->seen[i] >= LEAST_SEEN ? u->mean[i] : 0;
}

/* The run of zeros from slot s on: its end, and what it should have had. */
static int zero_run(const struct day_matrix *m, int r, int s,
		    const struct usual *u, double *expected)
{
	*expected = 0;
	for (; s < m->slots; s++) {
		double y = m->calls[r * m->slots + s];
		if (!(y <= 0))
			break;
		*expected += usual_calls(u, m->weekday[r] * m->slots + s);
	}
	return s;
}

static bool remove_zero_runs(struct day_matrix *m, int r, const struct usual *u)
{
	bool found = false;
	double expected;

	for (int s = 0; s < m->slots; s++) {
		int end = zero_run(m, r, s, u, &expected);
		for (int k = s; expected > IMPOSSIBLE && k < end; k++) {
			m->calls[r * m->slots + k] = NAN;
			found = true;
		}
		s = end;
	}
	return found;
}

/* The row after which nothing comes any more; past when it goes on. */
static int silent_from(const struct day_matrix *m)
{
	int last = m->past - 1, open = 0;

	while (last >= 0 && !(row_calls(m, last) > 0)) {
		open += !isnan(row_calls(m, last));
		last--;
	}
	return open >= SILENCE ? last + 1 : m->past;
}

static void remove_outages(struct outages *o, struct day_matrix *m,
			   struct arena *a)
{
	int silent = silent_from(m);
	struct usual u = { arena_new(a, double, 7 * m->slots),
			   arena_new(a, int, 7 * m->slots) };
	struct day_matrix raw = *m;

	raw.calls =
		arena_copy(a, m->calls, m->past * m->slots, sizeof(*m->calls));
	for (int r = 0; r < silent; r++) {
		if (m->special[r] >= 0)
			continue;
		if (remove_zero_runs(m, r, &u))
			o->why[r] = LEFT_OUT_OUTAGE;
		learn_row(&u, &raw, r);
	}
	o->silent_from = silent;
}

/* Open days of the queue's life of which too little is recorded. */
static void mark_missing(struct outages *o, const struct day_matrix *m)
{
	bool alive = false;

	for (int r = 0; r < m->past; r++) {
		alive |= m->state[r] == DAY_ORDINARY;
		if (alive && m->state[r] == DAY_MISSING &&
		    o->why[r] == LEFT_OUT_NOT)
			o->why[r] = LEFT_OUT_MISSING;
	}
}

struct outages outage_remove(struct arena *a, struct day_matrix *m)
{
	struct outages o = { .why = arena_new(a, enum left_out, m->days) };

	fill_zeros(&o, m);
	remove_start(&o, m);
	remove_partial_day(&o, m);
	remove_outages(&o, m, a);
	daymatrix_classify(a, m);
	mark_missing(&o, m);
	return o;
}
