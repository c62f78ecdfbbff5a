/*
 * forecast_centre - a site of a few queues with a simulated history, and what
 * holds of every forecast.
 */
#ifndef TESTS_FORECAST_CENTRE_H
#define TESTS_FORECAST_CENTRE_H

#include <string.h>

#include <gsl/gsl_errno.h>

#include "base/arena.h"
#include "base/zone.h"
#include "check.h"
#include "maths/forecast.h"
#include "simulated.h"

static struct arena *arena;
static const struct zone *london;

enum { MAX_QUEUES = 4, INTERVAL = 1800 };

/* A site of n queues, Monday to Saturday 8 to 20, Sunday 10 to 18. */
struct centre {
	struct site site;
	struct queue queues[MAX_QUEUES];
	struct workload history;
	struct grid ahead;
	struct err err;
};

static const struct window week_window = { 480, 1200 },
			   sunday_window = { 600, 1080 };

static inline void open_queue(struct queue *q, const char *id)
{
	*q = (struct queue){ .id = id, .aht = 240 };
	for (int d = 0; d < 7; d++)
		q->hours.day[d] = (struct opening_day){
			d == SUNDAY ? &sunday_window : &week_window, 1
		};
}

/* History of some days up to the end of 2025-09-30, then days_ahead. */
static inline struct centre *centre_new(int queues, int days, int days_ahead)
{
	static const char *const ids[] = { "sales", "help", "chat", "extra" };
	struct centre *c = arena_new(arena, struct centre, 1);
	int end = sim_day(2025, 10, 1);

	for (int q = 0; q < queues; q++)
		open_queue(&c->queues[q], ids[q]);
	c->site = (struct site){ .zone = london,
				 .interval = INTERVAL,
				 .queues = c->queues,
				 .n_queues = queues };
	c->err = err_new(arena);
	struct grid g = grid_new(arena, london, end - days, days, INTERVAL);
	c->history = workload_new(arena, g, queues);
	c->ahead = grid_new(arena, london, end, days_ahead, INTERVAL);
	return c;
}

static inline bool is_open(const struct grid *g, int t)
{
	bool sunday = date_weekday(g->first_day + grid_day(g, t)) == SUNDAY;
	struct window w = sunday ? sunday_window : week_window;

	return g->wall[t] >= w.from && g->wall[t] < w.until;
}

static inline double truth(const struct grid *g, int t, double base)
{
	int weekday = date_weekday(g->first_day + grid_day(g, t));

	return base * sim_weekday[weekday] *
	       (1 + 0.5 * sin(g->wall[t] / 120.0));
}

static inline void simulate(struct centre *c, int q, double base, uint64_t seed)
{
	const struct grid *g = &c->history.grid;
	struct random r = random_stream(seed, 17);
	double day = 1;

	for (int t = 0; t < g->n; t++) {
		if (t == g->day_begin[grid_day(g, t)])
			day = random_lognormal(&r, 1, 0.06);
		int i = q * g->n + t;
		c->history.calls[i] = NAN;
		c->history.aht[i] = NAN;
		if (!is_open(g, t))
			continue;
		c->history.calls[i] =
			(double)random_poisson(&r, truth(g, t, base) * day);
		c->history.aht[i] = 200 + 100 * random_uniform(&r);
	}
}

static inline struct forecast run(struct centre *c, int as_of, int threads)
{
	struct forecast f;
	struct forecast_options o = { .as_of = as_of,
				      .backtest = true,
				      .threads = threads };
	enum rc rc = forecast_from_history(arena, &c->site, &c->history,
					   c->ahead, o, &f, &c->err);

	if (rc != RC_OK)
		fail_msg("%s", c->err.list[0].text);
	return f;
}

static inline double calls_of(const struct forecast *f, int q)
{
	double sum = 0;

	for (int t = 0; t < f->ahead.grid.n; t++)
		sum += f->ahead.calls[q * f->ahead.grid.n + t];
	return sum;
}

static inline double truth_of(const struct grid *g, double base)
{
	double sum = 0;

	for (int t = 0; t < g->n; t++)
		sum += is_open(g, t) ? truth(g, t, base) : 0;
	return sum;
}

/* Whatever was asked: numbers, none negative, nothing while closed. */
static inline void check_sane(const struct centre *c, const struct forecast *f)
{
	const struct workload *w = &f->ahead;

	for (int i = 0; i < w->queues * w->grid.n; i++) {
		int t = i % w->grid.n;
		assert_true(isfinite(w->calls[i]) && w->calls[i] >= 0);
		assert_true(isfinite(w->aht[i]) && w->aht[i] >= 0);
		assert_true(isfinite(w->variance[i]) && w->variance[i] >= 0);
		assert_true(w->calls[i] == 0 || w->variance[i] >= w->calls[i]);
		if (!is_open(&w->grid, t))
			assert_true(w->calls[i] == 0);
	}
	for (int q = 0; q < c->site.n_queues; q++) {
		const struct forecast_queue *r = &f->queues[q];
		for (int d = 0; d < w->grid.days; d++) {
			double sum = 0;
			for (int t = w->grid.day_begin[d];
			     t < w->grid.day_begin[d + 1]; t++)
				sum += w->calls[q * w->grid.n + t];
			CHECK_NEAR(r->day_calls[d], sum, 1e-9 * (1 + sum));
			assert_true(isfinite(r->day_variance[d]) &&
				    r->day_variance[d] >= 0);
		}
	}
}

static inline bool same_bytes(const struct forecast *a,
			      const struct forecast *b, int qa, int qb)
{
	size_t n = (size_t)a->ahead.grid.n;

	return memcmp(a->ahead.calls + qa * n, b->ahead.calls + qb * n,
		      n * sizeof(double)) == 0 &&
	       memcmp(a->ahead.aht + qa * n, b->ahead.aht + qb * n,
		      n * sizeof(double)) == 0 &&
	       memcmp(a->ahead.variance + qa * n, b->ahead.variance + qb * n,
		      n * sizeof(double)) == 0;
}

static inline bool centre_begin(void)
{
	gsl_set_error_handler_off();
	arena = arena_open();
	struct err e = err_new(arena);

	return zone_load(arena, NULL, "Europe/London", &london, &e) == RC_OK;
}

#endif
