#include "maths/staffing_why.h"

#include <math.h>

/* Erlangs or callers that count as a difference. */
static const double FELT = 0.05;

const char *staffing_why_key(enum staffing_why why)
{
	static const char *const keys[] = {
		[WHY_SAME] = "",	   [WHY_CLOSED] = "",
		[WHY_MINIMUM] = "minimum", [WHY_SURE] = "confidence",
		[WHY_SUM] = "sum",	   [WHY_DEFERRED] = "deferred",
		[WHY_IDLE] = "idle",	   [WHY_GOING_ON] = "going_on",
		[WHY_WAITING] = "waiting", [WHY_LEAVING] = "leaving",
		[WHY_SHORT] = "short",	   [WHY_BUILDING] = "building",
		[WHY_EASED] = "eased",	   [WHY_METHOD] = "method",
	};

	return keys[why];
}

struct reasons {
	const struct queue *q;
	const struct requirement_row *row;
	const struct transient_count *count;
	bool sure;
	int end;
};

static enum staffing_why more(const struct reasons *x, int t, double load,
			      double carried)
{
	const double *net = x->row->net;

	if (carried > load + FELT)
		return WHY_GOING_ON;
	if (t > 0 && x->count[t - 1].queue > FELT)
		return WHY_WAITING;
	if (t + 1 < x->end && net[t + 1] < net[t])
		return WHY_LEAVING;
	return WHY_SHORT;
}

/* load: offered in interval t; carried: in progress, its mean. */
static enum staffing_why reason(const struct reasons *x, int t, double load,
				double carried)
{
	double ours = ceil(x->row->net[t] - 1e-9);
	double sheet = ceil(x->row->plain[t] - 1e-9);
	const char *binding = x->row->binding[t];

	if (!(ours > 0 || sheet > 0))
		return WHY_CLOSED;
	if (x->q->channel == CHANNEL_EMAIL || x->q->channel == CHANNEL_OUTBOUND)
		return ours == sheet			     ? WHY_SAME
		       : x->row->idle && x->row->idle[t] > 0 ? WHY_IDLE
							     : WHY_DEFERRED;
	if (ours == sheet)
		return WHY_SAME;
	/* "minimum", "maximum" */
	if (binding[0] == 'm')
		return WHY_MINIMUM;
	if (x->sure && ours > sheet)
		return WHY_SURE;
	if (x->q->goal.over != OVER_INTERVAL && x->q->goal.share > 0)
		return WHY_SUM;
	if (!x->count)
		return WHY_METHOD;
	if (ours > sheet)
		return more(x, t, load, carried);
	return carried < load - FELT ? WHY_BUILDING : WHY_EASED;
}

void staffing_why(const struct site *site, const struct workload *ahead,
		  const struct requirement_row *row,
		  const struct transient_count *count, bool sure, int end,
		  enum staffing_why *why)
{
	const struct reasons x = { &site->queues[row->queue], row, count, sure,
				   end };
	size_t at = (size_t)row->queue * (size_t)ahead->grid.n;
	double seconds = ahead->grid.interval, before = 0;

	for (int t = 0; t < end; t++) {
		double calls = ahead->calls[at + t], aht = ahead->aht[at + t];
		double load = 0, carried = 0;

		if (calls > 0 && aht > 0) {
			double after = transient_load(before, calls / seconds,
						      aht, seconds);
			load = calls * aht / seconds;
			carried = load - (after - before) * aht / seconds;
			before = after;
		} else if (!(row->net[t] > 0)) {
			before = 0;
		}
		why[t] = reason(&x, t, load, carried);
	}
}
