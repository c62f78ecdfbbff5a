/*
 * forecast - from the workload of the past to the workload ahead.
 *
 * Works on a day x slot matrix in local time.  Special days by name, closed
 * hours from opening times, outages left out.  Every model is back-tested on
 * rolling origins beside the planner's baseline (mean of the last same
 * weekdays), which wins when it wins.
 */
#ifndef MATHS_FORECAST_H
#define MATHS_FORECAST_H

#include "base/arena.h"
#include "base/err.h"
#include "model/site.h"
#include "model/workload.h"

struct forecast_options {
	int as_of;     /* use only days before this one; DATE_NONE: all */
	bool backtest; /* measure; false: forecast only */
	int threads;
};

/* One model's errors in the rolling back-test of one queue. */
struct forecast_score {
	const char *model;    /* "mean of last 4", "level and profile", ... */
	double wape_interval; /* sum |error| / sum actual, shares */
	double wape_day;
	double bias;		 /* sum error / sum actual */
	double cover80, cover95; /* share of intervals inside; NAN unknown */
	bool chosen, baseline;
};

/* What a special day, event or calendar feature does, as a factor. */
struct forecast_effect {
	const char *name;
	double factor, low, high; /* 1.2 = +20 %, with its 95 % range */
	int seen;		  /* days it was learned from */
};

struct forecast_queue {
	int queue;
	int days_used, days_left_out;
	const char *const
		*left_out; /* [n_left_out] "2026-03-02: outage", ... */
	int n_left_out;
	struct forecast_score *scores; /* [n_scores] */
	int n_scores;
	double floor_wape; /* interval WAPE of pure Poisson noise */
	struct forecast_effect *effects;
	int n_effects;
};

struct forecast {
	struct workload ahead;	       /* calls, aht, variance filled */
	struct forecast_queue *queues; /* [site.n_queues] */
	int origins, horizon_days;     /* of the back-test */
};

/* ahead: the grid to fill, first day after as_of or the history's end. */
MUST_CHECK enum rc
forecast_from_history(struct arena *a, const struct site *site,
		      const struct workload *history, struct grid ahead,
		      struct forecast_options options,
		      struct forecast *forecast, struct err *e);

#endif
