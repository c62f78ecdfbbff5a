#include "maths/ensemble.h"

#include <math.h>
#include <string.h>

#include "maths/members.h"
#include "maths/negbin.h"
#include "maths/stats.h"

enum { MAX_MEMBERS = 16, MOST_CHECKED = 2000 };

/* Contacts in a slot that are but rounding. */
static const double NOTHING = 1e-9;
static const double VETO = 1.25, BETTER = 0.95;

static struct accuracy all_horizons(const struct backtest *b,
				    const double *forecast)
{
	struct accuracy sum = { 0 };

	for (int h = 0; h < BACKTEST_HORIZONS; h++) {
		struct accuracy part = backtest_accuracy(b, forecast, h);
		accuracy_add(&sum, &part);
	}
	return sum;
}

static struct accuracy member_accuracy(struct arena *a,
				       const struct backtest *b, int i)
{
	return all_horizons(b, backtest_blend(a, b, 1u << i));
}

/* Members that may speak with so many days to learn from. */
static unsigned eligible(int usable)
{
	unsigned set = 0;

	for (int i = 0; i < members_count(); i++)
		if (!members_get(i)->baseline &&
		    usable >= members_get(i)->least_days)
			set |= 1u << i;
	return set;
}

static unsigned veto(struct arena *a, const struct backtest *b, unsigned set)
{
	double error[MAX_MEMBERS], sorted[MAX_MEMBERS];
	int n = 0;

	for (int i = 0; i < b->members; i++)
		if (set >> i & 1) {
			error[i] = member_accuracy(a, b, i).absolute;
			sorted[n++] = error[i];
		}
	double median = stats_median(sorted, n);
	for (int i = 0; i < b->members; i++)
		if (set >> i & 1 && error[i] > VETO * median)
			set &= ~(1u << i);
	return set;
}

/*
 * The best baseline, when it is better than the blend; else -1.  It must be
 * so in squared errors too: the smallest absolute error of a sparse queue
 * belongs to whoever says none will come.
 */
static int better_baseline(struct arena *a, const struct backtest *b,
			   const struct accuracy *blend)
{
	double best = BETTER * blend->absolute;
	int found = -1;

	for (int i = 0; i < b->members; i++) {
		if (!members_get(i)->baseline)
			continue;
		struct accuracy its = member_accuracy(a, b, i);
		if (its.absolute < best && its.squared < blend->squared) {
			best = its.absolute;
			found = i;
		}
	}
	return found;
}

struct ensemble ensemble_choose(struct arena *a, const struct day_matrix *m,
				int horizon)
{
	struct ensemble e = { .baseline = -1 };
	struct training t = training_new(a, m, m->past, m->past, false);

	e.members = eligible(t.usable);
	e.test = backtest_run(a, m, horizon);
	if (e.members && e.test.n > 0)
		e.members = veto(a, &e.test, e.members);
	e.blend = backtest_blend(a, &e.test, e.members);
	e.chosen = e.blend;
	struct accuracy blend = all_horizons(&e.test, e.blend);
	if (e.test.n > 0)
		e.baseline = better_baseline(a, &e.test, &blend);
	if (e.baseline >= 0)
		e.chosen = backtest_blend(a, &e.test, 1u << e.baseline);
	e.scatter = scatter_fit(a, &e.test, e.chosen);
	return e;
}

struct ensemble ensemble_untested(struct arena *a, const struct day_matrix *m)
{
	struct training t = training_new(a, m, m->past, m->past, false);
	struct ensemble e = { .members = eligible(t.usable),
			      .baseline = -1,
			      .test = { .m = m } };

	e.scatter = scatter_fit(a, &e.test, NULL);
	return e;
}

static void add_member(double *sum, struct arena *a, const struct training *t,
		       int i, double weight)
{
	int slots = t->m->slots, n = (t->until - t->origin) * slots;
	double *mean = arena_new(a, double, n);

	members_get(i)->forecast(a, t, mean);
	for (int k = 0; k < n; k++)
		sum[k] += weight * mean[k] *
			  (members_get(i)->baseline
				   ? 1
				   : t->calendar.factor[t->origin + k / slots]);
}

struct ensemble_forecast ensemble_forecast(struct arena *a,
					   const struct ensemble *e,
					   const struct day_matrix *m)
{
	struct ensemble_forecast f = {
		.training = training_new(a, m, m->past, m->days, true),
		.mean = arena_new(a, double, m->days * m->slots),
	};
	unsigned set = e->baseline >= 0 ? 1u << e->baseline : e->members;
	double weight = 1.0 / __builtin_popcount(set ? set : 1);
	double *ahead = f.mean + m->past * m->slots;

	for (int i = 0; i < members_count(); i++)
		if (set >> i & 1)
			add_member(ahead, a, &f.training, i, weight);
	f.effects = special_effects_learn(a, &f.training);
	special_effects_apply(&f.effects, &f.training, ahead);
	for (int i = m->past * m->slots; i < m->days * m->slots; i++)
		if (!m->open[i] || f.mean[i] < NOTHING)
			f.mean[i] = 0;
	return f;
}

void ensemble_coverage(const struct ensemble *e, int horizon, double *cover80,
		       double *cover95)
{
	const struct backtest *b = &e->test;
	int slots = b->m->slots;
	int stride = 1 + b->n * slots / MOST_CHECKED, n = 0;
	double in80 = 0, in95 = 0;

	for (int i = 0; i < b->n * slots; i += stride) {
		const struct trial *t = &b->trials[i / slots];
		double y = b->m->calls[t->row * slots + i % slots];
		if (backtest_horizon(t->lead) != horizon || isnan(y))
			continue;
		double mean = e->chosen[i];
		double variance = scatter_variance(&e->scatter, t->lead, mean);
		in80 += negbin_covers(0.80, y, mean, variance);
		in95 += negbin_covers(0.95, y, mean, variance);
		n++;
	}
	*cover80 = n > 0 ? in80 / n : NAN;
	*cover95 = n > 0 ? in95 / n : NAN;
}

double ensemble_floor(const struct ensemble *e, int horizon)
{
	const struct backtest *b = &e->test;
	struct accuracy sum = { 0 };
	int slots = b->m->slots;

	for (int k = 0; k < b->n; k++) {
		const struct trial *t = &b->trials[k];
		const double *y = b->m->calls + t->row * slots;
		if (horizon >= 0 && backtest_horizon(t->lead) != horizon)
			continue;
		accuracy_add_day(&sum, y, e->chosen + k * slots, slots);
		accuracy_add_floor(&sum, y, e->chosen + k * slots, slots);
	}
	return accuracy_floor(&sum);
}
