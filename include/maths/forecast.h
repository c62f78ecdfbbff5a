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
	bool untested; /* nothing is back-tested: no choice among models, ranges
			  of chance alone, each queue for itself */
	int threads;
};

/* A model's errors for one stretch of the horizon. */
struct forecast_horizon {
	int first_lead, last_lead; /* days ahead, 1: the first */
	double wape_interval;	   /* sum |error| / sum actual, shares */
	double wape_day;
	double bias;		 /* sum error / sum actual */
	double cover80, cover95; /* share of intervals inside; NAN unknown */
	double floor; /* interval WAPE of pure Poisson noise, or NAN */
	int days;     /* tested */
};

/* One model's errors in the rolling back-test of one queue. */
struct forecast_score {
	const char *model;    /* "mean of last 4", "level and profile", ... */
	double wape_interval; /* over all horizons */
	double wape_day;
	double bias;
	double cover80, cover95;
	bool chosen;   /* is the forecast, or a part of its mean */
	bool baseline; /* what a planner would do by hand */
	bool blend;    /* the mean of the chosen members */
	struct forecast_horizon *horizons; /* [n_horizons] with trials */
	int n_horizons;
};

/* What a special day, event or calendar feature does, as a factor. */
struct forecast_effect {
	const char *name;
	double factor, low, high; /* 1.2 = +20 %, with its 95 % range */
	int seen;		  /* days it was learned from */
	bool calendar;		  /* a feature; else a named day or event */
};

/* What a forecast rests on. */
enum forecast_basis {
	FORECAST_OWN,	 /* the queue's own history */
	FORECAST_LIKE,	 /* the analog queue's, at the level of own days */
	FORECAST_OTHERS, /* all other queues', at the level of own days */
	FORECAST_NOTHING /* no history and no analog: 0 everywhere */
};

struct forecast_queue {
	int queue;
	enum forecast_basis basis;
	int like; /* FORECAST_LIKE: the analog, index; else -1 */
	int days_used, days_left_out;
	const char *const
		*left_out; /* [n_left_out] "2026-03-02: outage", ... */
	int n_left_out;
	struct forecast_score *scores; /* [n_scores] baselines, members, blend;
					  none without back-test */
	int n_scores;
	double floor_wape; /* interval WAPE of pure Poisson noise, or NAN */
	struct forecast_effect *effects;
	int n_effects;
	/* Day totals: their variance is not the sum of the intervals', since
	 * the intervals of a day err together. */
	double *day_calls, *day_variance; /* [ahead.grid.days] */
};

/* What bringing queues and their sum together did (reconcile.h): contacts ahead
 * of the queues forecast apart, of their sum forecast as one, and now. */
struct forecast_together {
	int queues; /* brought together; 0: none, and the rest is 0 */
	double apart, site, together;
};

struct forecast {
	struct workload ahead;		 /* calls, aht, variance filled */
	struct forecast_queue *queues;	 /* [site.n_queues] */
	const struct adjusted *adjusted; /* [n_adjusted], adjust.h */
	int n_adjusted;
	int origins, horizon_days; /* of the back-test, the most of any */
	struct forecast_together together;
};

/*
 * ahead: the grid to fill; its interval must be the history's.  Only history
 * before as_of and before ahead's first day is looked at, so adding later
 * records changes nothing.
 *
 * Stated answers to odd histories, never NaN: a queue without any history
 * takes the shape and level of its analog (like), else 0 with a warning; one
 * of less than two weeks takes the analog's shape, else that of all other
 * queues, at the level of its own days.  All zero stays 0.  A handling time
 * that was never recorded is the queue's aht, else the mean of the other
 * queues; with neither, and contacts to come, it is RC_DATA.
 *
 * The planner's corrections (adjustments.csv) are the last step: factors, or
 * totals spread over the learned shape.
 */
MUST_CHECK enum rc
forecast_from_history(struct arena *a, const struct site *site,
		      const struct workload *history, struct grid ahead,
		      struct forecast_options options,
		      struct forecast *forecast, struct err *e);

#endif
