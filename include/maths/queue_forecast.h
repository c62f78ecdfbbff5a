/*
 * queue_forecast - one queue forecast from its own history.
 *
 * The caller owns every array, so that queues can be done on several threads
 * with an arena each.
 */
#ifndef MATHS_QUEUE_FORECAST_H
#define MATHS_QUEUE_FORECAST_H

#include "maths/ensemble.h"
#include "maths/forecast.h"
#include "maths/outage.h"

/* What all queues share. */
struct forecast_inputs {
	const struct site *site;
	const struct workload *history;
	const struct grid *all; /* first day of history to last one ahead */
	const struct grid *ahead;
	int until;   /* civil day: only records before it */
	bool scores; /* report the back-test */
	bool untested;
};

struct queue_forecast {
	double *calls, *aht; /* [ahead.n], 0 where closed; aht NaN: unknown */
	struct scatter scatter;
	int lead;   /* of ahead's first day */
	int usable; /* days learned from, at most two years */
	bool plain; /* back-tested; nothing is known of it alone */
	int first_slot, slots, past; /* of its day matrix */
	double day_mean;	     /* contacts on a usable day */
	enum left_out *why;	     /* [all.days] */
	int silent_from;	     /* row, or -1 */
	bool no_zeros;
	int spikes;    /* single slots left out */
	int shift_row; /* where the level jumped, or -1 */
	double shift;  /* by this factor */
	int origins, horizon;
	struct forecast_queue *report; /* made by forecast_report_new */
};

/* Its day matrix, cleaned, and what was taken out. */
struct queue_records {
	struct day_matrix m;
	struct outages outages;
	int spikes;
};

struct queue_records queue_forecast_records(const struct forecast_inputs *in,
					    int queue, struct arena *work);

/* All in work, which the caller may empty: only numbers go into out. */
void queue_forecast_make(const struct forecast_inputs *in, int queue,
			 struct arena *work, struct queue_forecast *out);

#endif
