#include "maths/forecast_report.h"

#include <math.h>

#include "maths/calendar_terms.h"
#include "maths/members.h"

enum { MOST_FEATURES = CALENDAR_CYCLE + CALENDAR_FEATURES + 1 };

struct forecast_queue forecast_report_new(struct arena *a,
					  const struct site *site, int queue,
					  int days_ahead)
{
	int scores = members_count() + 1;
	int effects = site->n_special_days + site->n_events + site->n_drivers +
		      MOST_FEATURES;
	struct forecast_queue q = {
		.queue = queue,
		.like = -1,
		.floor_wape = NAN,
		.scores = arena_new(a, struct forecast_score, scores),
		.effects = arena_new(a, struct forecast_effect, effects),
		.day_calls = arena_new(a, double, days_ahead),
		.day_variance = arena_new(a, double, days_ahead),
	};

	for (int i = 0; i < scores; i++)
		q.scores[i].horizons = arena_new(a, struct forecast_horizon,
						 BACKTEST_HORIZONS);
	return q;
}

static struct forecast_horizon horizon_of(const struct accuracy *a, int h)
{
	return (struct forecast_horizon){
		.first_lead = backtest_first_lead(h),
		.last_lead = backtest_last_lead(h),
		.wape_interval = accuracy_wape(a),
		.wape_day = accuracy_day_wape(a),
		.bias = accuracy_bias(a),
		.cover80 = NAN,
		.cover95 = NAN,
		.floor = NAN,
		.days = a->days,
	};
}

/* Fills the errors of one model from its tested forecasts. */
static void score(struct forecast_score *to, const struct backtest *b,
		  const double *forecast)
{
	struct accuracy all = { 0 };

	to->n_horizons = 0;
	for (int h = 0; h < BACKTEST_HORIZONS; h++) {
		struct accuracy a = backtest_accuracy(b, forecast, h);
		accuracy_add(&all, &a);
		if (a.days > 0)
			to->horizons[to->n_horizons++] = horizon_of(&a, h);
	}
	to->wape_interval = accuracy_wape(&all);
	to->wape_day = accuracy_day_wape(&all);
	to->bias = accuracy_bias(&all);
	to->cover80 = to->cover95 = NAN;
}

/* Coverage and the floor are known of what is forecast alone. */
static void add_coverage(struct forecast_score *to, const struct ensemble *e)
{
	double in80 = 0, in95 = 0;
	int days = 0;

	for (int k = 0; k < to->n_horizons; k++) {
		struct forecast_horizon *h = &to->horizons[k];
		ensemble_coverage(e, backtest_horizon(h->first_lead),
				  &h->cover80, &h->cover95);
		h->floor = ensemble_floor(e, backtest_horizon(h->first_lead));
		in80 += h->days * h->cover80;
		in95 += h->days * h->cover95;
		days += h->days;
	}
	to->cover80 = in80 / days;
	to->cover95 = in95 / days;
}

void forecast_report_scores(struct forecast_queue *to, struct arena *work,
			    const struct ensemble *e)
{
	const struct backtest *b = &e->test;
	int members = members_count();

	to->n_scores = b->n > 0 ? members + 1 : 0;
	if (b->n == 0)
		return;
	for (int i = 0; i < members; i++) {
		struct forecast_score *s = &to->scores[i];
		score(s, b, backtest_blend(work, b, 1u << i));
		s->model = members_get(i)->name;
		s->baseline = members_get(i)->baseline;
		s->chosen = e->baseline >= 0 ? e->baseline == i
					     : e->members >> i & 1;
	}
	struct forecast_score *blend = &to->scores[members];
	score(blend, b, e->blend);
	blend->model = "mean of the members";
	blend->blend = true;
	blend->chosen = e->baseline < 0;
	add_coverage(e->baseline < 0 ? blend : &to->scores[e->baseline], e);
	to->floor_wape = ensemble_floor(e, -1);
}

static void add_effect(struct forecast_queue *to, const char *name, double log,
		       double sd, int seen, bool calendar)
{
	to->effects[to->n_effects++] = (struct forecast_effect){
		.name = name,
		.factor = exp(log),
		.low = exp(log - 1.96 * sd),
		.high = exp(log + 1.96 * sd),
		.seen = seen,
		.calendar = calendar,
	};
}

/* The cycle of a month has 31 days: only those that surely differ from 1. */
static bool is_worth_saying(const struct calendar_effect *c)
{
	return c->seen > 0 && fabs(c->log) > 1.96 * c->sd;
}

static bool day_ahead(const struct day_matrix *m, int kind)
{
	for (int r = m->past; r < m->days; r++)
		if (m->special[r] == kind && m->state[r] != DAY_CLOSED)
			return true;
	return false;
}

static bool event_ahead(const struct day_matrix *m, int kind)
{
	for (int i = m->past * m->slots; i < m->days * m->slots; i++)
		if (m->event[i] == kind)
			return true;
	return false;
}

void forecast_report_effects(struct forecast_queue *to,
			     const struct ensemble *e,
			     const struct ensemble_forecast *f)
{
	const struct day_matrix *m = f->training.m;
	const struct calendar_effects *c = &f->training.calendar;

	to->n_effects = 0;
	for (int i = 0; i < c->n && e->baseline < 0; i++)
		if (is_worth_saying(&c->effects[i]))
			add_effect(to, c->effects[i].name, c->effects[i].log,
				   c->effects[i].sd, c->effects[i].seen, true);
	if (c->growth_sd > 0 && e->baseline < 0)
		add_effect(to, "growth in a year", c->growth, c->growth_sd,
			   f->training.origin - c->first, true);
	for (int k = 0; k < c->n_drivers && e->baseline < 0; k++)
		add_effect(to, c->drivers[k].name, c->drivers[k].log,
			   c->drivers[k].sd, c->drivers[k].seen, false);
	for (int k = 0; k < m->n_kinds; k++) {
		struct special_effect d = f->effects.days[k];
		if (d.seen > 0 || day_ahead(m, k))
			add_effect(to, m->kinds[k].name, d.log, d.sd, d.seen,
				   false);
	}
	for (int k = 0; k < m->n_events; k++) {
		struct special_effect v = f->effects.events[k];
		if (v.seen > 0 || event_ahead(m, k))
			add_effect(to, m->events[k].name, v.log, v.sd, v.seen,
				   false);
	}
}
