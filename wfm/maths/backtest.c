#include "maths/backtest.h"

#include <math.h>
#include <string.h>

#include "maths/members.h"
#include "maths/training.h"

enum {
	WEEKLY_ORIGINS = 8,
	WEEKLY_REACH = 28,
	FAR_ORIGINS = 4,
	FAR_STEP = 28,
	FAR_REACH = 91,
	LONG_HISTORY = 400,
	LEAST_DAYS = 14,
	FEW_ORIGINS = 3
};

int backtest_horizon(int lead)
{
	return lead <= 1 ? 0 : lead <= 7 ? 1 : lead <= 28 ? 2 : 3;
}

int backtest_first_lead(int horizon)
{
	static const int first[] = { 1, 2, 8, 29 };

	return first[horizon];
}

int backtest_last_lead(int horizon)
{
	static const int last[] = { 1, 7, 28, FAR_REACH };

	return last[horizon];
}

struct making {
	struct backtest *b;
	struct arena *a, *work;
	struct trial *trials;
	double *forecast;
	int trial_room, forecast_room;
	int least_days; /* usable ones at an origin */
};

/* Room for one more trial; its forecasts. */
static double *add_trial(struct making *mk, struct trial trial)
{
	struct backtest *b = mk->b;
	size_t block = (size_t)(b->members * b->m->slots) * sizeof(double);

	mk->trials = arena_grow(mk->a, mk->trials, b->n, &mk->trial_room,
				sizeof(*mk->trials));
	mk->forecast = arena_grow(mk->a, mk->forecast, b->n, &mk->forecast_room,
				  block);
	mk->trials[b->n] = trial;
	return mk->forecast +
	       (size_t)b->n++ * (size_t)(b->members * b->m->slots);
}

/* All members' forecasts, one after the other: [members][rows * slots]. */
static double *all_members(struct making *mk, const struct training *t)
{
	int slots = t->m->slots, n = (t->until - t->origin) * slots;
	double *all = arena_new(mk->work, double, mk->b->members *n);

	for (int i = 0; i < mk->b->members; i++) {
		double *mean = all + i * n;
		members_get(i)->forecast(mk->work, t, mean);
		for (int k = 0; !members_get(i)->baseline && k < n; k++)
			mean[k] *= t->calendar.factor[t->origin + k / slots];
	}
	return all;
}

static void try_origin(struct making *mk, int origin, int reach)
{
	const struct day_matrix *m = mk->b->m;
	int until = origin + reach < m->past ? origin + reach : m->past;
	struct training t =
		training_new(mk->work, m, origin, until, true);

	if (t.usable < mk->least_days)
		return;
	int slots = m->slots, n = (until - origin) * slots;
	const double *all = all_members(mk, &t);
	for (int r = origin; r < until; r++) {
		if (m->state[r] != DAY_ORDINARY)
			continue;
		double *to = add_trial(
			mk, (struct trial){ r, r - origin + 1, origin });
		for (int i = 0; i < mk->b->members; i++)
			memcpy(to + i * slots,
			       all + i * n + (r - origin) * slots,
			       (size_t)slots * sizeof(*to));
	}
	mk->b->origins++;
	if (reach > mk->b->horizon)
		mk->b->horizon = reach;
}

/*
 * Usable days an origin must have.  Where the forecast will know the calendar
 * and three origins do, origins that do not would only mislead.
 */
static int least_days(const struct day_matrix *m)
{
	int days = 0;

	for (int r = 0; r < m->past - 7 * FEW_ORIGINS; r++)
		days += m->state[r] == DAY_ORDINARY;
	return days >= CALENDAR_MIN_DAYS ? CALENDAR_MIN_DAYS : LEAST_DAYS;
}

struct backtest backtest_run(struct arena *a, const struct day_matrix *m,
			     int horizon)
{
	struct backtest b = { .m = m, .members = members_count() };
	struct making mk = { .b = &b,
			     .a = a,
			     .least_days = least_days(m) };

	mk.work = arena_open();
	for (int i = FAR_ORIGINS - 1; i >= 0; i--) {
		if (m->past < LONG_HISTORY || horizon <= WEEKLY_REACH)
			break;
		try_origin(&mk, m->past - FAR_REACH - i * FAR_STEP,
			   horizon < FAR_REACH ? horizon : FAR_REACH);
		arena_empty(mk.work);
	}
	for (int i = WEEKLY_ORIGINS; i > 0 && m->past > 0; i--) {
		if (m->past - 7 * i > 0)
			try_origin(&mk, m->past - 7 * i, WEEKLY_REACH);
		arena_empty(mk.work);
	}
	arena_close(mk.work);
	b.trials = mk.trials;
	b.forecast = mk.forecast;
	return b;
}

double *backtest_blend(struct arena *a, const struct backtest *b,
		       unsigned members)
{
	int slots = b->m->slots;
	double *blend = arena_new(a, double, b->n *slots);
	int count = __builtin_popcount(members);

	for (int k = 0; k < b->n; k++)
		for (int i = 0; i < b->members; i++) {
			const double *f =
				b->forecast + (k * b->members + i) * slots;
			for (int s = 0; members >> i & 1 && s < slots; s++)
				blend[k * slots + s] += f[s] / count;
		}
	return blend;
}

struct accuracy backtest_accuracy(const struct backtest *b,
				  const double *forecast, int horizon)
{
	struct accuracy sum = { 0 };
	int slots = b->m->slots;

	for (int k = 0; k < b->n; k++) {
		const struct trial *t = &b->trials[k];
		if (backtest_horizon(t->lead) == horizon)
			accuracy_add_day(&sum, b->m->calls + t->row * slots,
					 forecast + k * slots, slots);
	}
	return sum;
}
