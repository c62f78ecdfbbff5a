#include "maths/calendar_terms.h"

#include <assert.h>
#include <math.h>

#include "base/date.h"

enum { GAP = 4 }; /* days between two working days that are looked through */

static const double WORKING = 0.6; /* of the busiest weekday */
static const double QUIET = 0.5;   /* of an ordinary day */

static const char *const names[CALENDAR_CYCLE + CALENDAR_FEATURES] = {
	"1st of the month",
	"2nd of the month",
	"3rd of the month",
	"4th of the month",
	"5th of the month",
	"6th of the month",
	"7th of the month",
	"8th of the month",
	"9th of the month",
	"10th of the month",
	"11th of the month",
	"12th of the month",
	"13th of the month",
	"14th of the month",
	"15th of the month",
	"16th of the month",
	"17th of the month",
	"18th of the month",
	"19th of the month",
	"20th of the month",
	"21st of the month",
	"22nd of the month",
	"23rd of the month",
	"24th of the month",
	"25th of the month",
	"26th of the month",
	"27th of the month",
	"28th of the month",
	"29th of the month",
	"30th of the month",
	"31st of the month",
	"last day of the month",
	"last day but one of the month",
	"3rd and 4th last day of the month",
	"day before a holiday",
	"day after a holiday",
	"Monday after a holiday",
	"2nd day after a holiday",
	"3rd day after a holiday",
};

enum {
	LAST,
	LAST_BUT_ONE,
	NEARLY_LAST,
	BEFORE,
	AFTER,
	MONDAY_AFTER,
	SECOND,
	THIRD
};

const char *calendar_name(int feature)
{
	return names[feature];
}

/* --- what kind of day --- */

static void find_working(struct calendar_kinds *k, const bool *use, int origin)
{
	const struct day_matrix *m = k->m;
	double sum[7] = { 0 }, most = 0;
	int days[7] = { 0 };

	for (int r = 0; r < origin; r++)
		if (use[r] && !isnan(m->total[r])) {
			sum[m->weekday[r]] += m->total[r];
			days[m->weekday[r]]++;
		}
	for (int w = 0; w < 7; w++) {
		sum[w] /= days[w] > 0 ? days[w] : 1;
		most = fmax(most, sum[w]);
	}
	for (int w = 0; w < 7; w++)
		k->working[w] = days[w] > 0 && sum[w] >= WORKING * most;
}

/* quiet[n_kinds]: names whose days brought little. */
static bool *quiet_kinds(struct arena *a, const struct day_matrix *m,
			 const bool *use, int origin)
{
	bool *quiet = arena_new(a, bool, m->n_kinds);
	double *sum = arena_new(a, double, m->n_kinds), usual = 0;
	int *days = arena_new(a, int, m->n_kinds), usual_days = 0;

	for (int r = 0; r < origin; r++) {
		if (isnan(m->total[r]))
			continue;
		if (use[r]) {
			usual += m->total[r];
			usual_days++;
		} else if (m->special[r] >= 0) {
			sum[m->special[r]] += m->total[r];
			days[m->special[r]]++;
		}
	}
	for (int k = 0; k < m->n_kinds; k++)
		quiet[k] = days[k] > 0 && usual_days > 0 &&
			   sum[k] / days[k] < QUIET * usual / usual_days;
	return quiet;
}

struct calendar_kinds calendar_kinds_learn(struct arena *a,
					   const struct day_matrix *m,
					   const bool *use, int origin)
{
	struct calendar_kinds k = { .m = m };
	const bool *kinds = quiet_kinds(a, m, use, origin);
	bool *quiet = arena_new(a, bool, m->days);

	find_working(&k, use, origin);
	for (int r = 0; r < m->days; r++)
		quiet[r] = m->holiday[r] &&
			   (m->state[r] == DAY_CLOSED ||
			    (m->special[r] >= 0 && kinds[m->special[r]]));
	k.quiet = quiet;
	return k;
}

static bool is_working(const struct calendar_kinds *k, int r)
{
	return !k->m->holiday[r] && k->m->state[r] != DAY_CLOSED &&
	       k->working[k->m->weekday[r]];
}

/* The next open or holiday row in a direction; -1 when there is none near. */
static int neighbour(const struct day_matrix *m, int r, int direction)
{
	for (int k = 1; k <= GAP; k++) {
		int other = r + k * direction;
		if (other < 0 || other >= m->days)
			return -1;
		if (m->holiday[other] || m->state[other] != DAY_CLOSED)
			return other;
	}
	return -1;
}

static bool is_quiet(const struct calendar_kinds *k, int r)
{
	return r >= 0 && k->quiet[r];
}

/* How many open days after a quiet holiday, 0: none near. */
static int days_after(const struct calendar_kinds *k, int r)
{
	for (int days = 1; days <= 3; days++) {
		r = neighbour(k->m, r, -1);
		if (r < 0)
			return 0;
		if (k->m->holiday[r])
			return k->quiet[r] ? days : 0;
	}
	return 0;
}

bool calendar_near_holiday(const struct calendar_kinds *k, int r)
{
	return !k->m->holiday[r] &&
	       (is_quiet(k, neighbour(k->m, r, 1)) || days_after(k, r) > 0);
}

/* --- terms --- */

void calendar_add(struct calendar_terms *t, int index, double value)
{
	assert(t->n < (int)(sizeof(t->index) / sizeof(t->index[0])));
	t->index[t->n] = index;
	t->value[t->n++] = value;
}

static void add_cycle(struct calendar_terms *t, const struct calendar_kinds *k,
		      int r, int base)
{
	int between[GAP], n = 0;

	for (int b = r - 1; is_working(k, r) && b >= 0 && n < GAP; b--) {
		if (is_working(k, b))
			break;
		between[n++] = k->m->date[b] - 1;
	}
	calendar_add(t, base + k->m->date[r] - 1, n > 0 ? 0.5 : 1);
	for (int i = 0; i < n; i++)
		calendar_add(t, base + between[i], 0.5 / n);
}

static void add_month_end(struct calendar_terms *t, int left, int base)
{
	if (left == 0)
		calendar_add(t, base + LAST, 1);
	else if (left == 1)
		calendar_add(t, base + LAST_BUT_ONE, 1);
	else if (left <= 3)
		calendar_add(t, base + NEARLY_LAST, 1);
}

static void add_around_holidays(struct calendar_terms *t,
				const struct calendar_kinds *k, int r, int base)
{
	static const int after[] = { -1, AFTER, SECOND, THIRD };

	if (k->m->holiday[r])
		return;
	if (is_quiet(k, neighbour(k->m, r, 1)))
		calendar_add(t, base + BEFORE, 1);
	int days = days_after(k, r);
	if (days == 1 && k->m->weekday[r] == MONDAY)
		calendar_add(t, base + MONDAY_AFTER, 1);
	else if (days > 0)
		calendar_add(t, base + after[days], 1);
}

void calendar_add_features(struct calendar_terms *t,
			   const struct calendar_kinds *k, int r, int base)
{
	add_cycle(t, k, r, base);
	add_month_end(t, k->m->date_left[r], base + CALENDAR_CYCLE);
	add_around_holidays(t, k, r, base + CALENDAR_CYCLE);
}

void calendar_add_drivers(struct calendar_terms *t, const struct day_matrix *m,
			  int r, int base)
{
	for (int k = 0; k < m->n_drivers; k++)
		if (m->driver[k * m->days + r] != 0)
			calendar_add(t, base + k, m->driver[k * m->days + r]);
}

void calendar_add_season(struct calendar_terms *t, int day, int harmonics,
			 int base)
{
	const double turn = 8 * atan(1);

	if (harmonics == 0)
		return;
	double angle = fmod(turn * (day / 365.2425), turn);
	double s = sin(angle), c = cos(angle), sine = s, cosine = c;
	for (int k = 1; k <= harmonics; k++) {
		double next = sine * c + cosine * s;
		calendar_add(t, base + 2 * k - 2, sine);
		calendar_add(t, base + 2 * k - 1, cosine);
		cosine = cosine * c - sine * s;
		sine = next;
	}
}
