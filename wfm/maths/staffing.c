#include "maths/staffing.h"

#include <assert.h>
#include <math.h>

#include "maths/goal.h"
#include "maths/idle.h"
#include "maths/negbin.h"
#include "maths/pools.h"
#include "maths/ratio.h"
#include "maths/staffing_curve.h"
#include "maths/staffing_day.h"
#include "maths/staffing_deferred.h"
#include "maths/staffing_exact.h"
#include "maths/transient.h"

static const enum service_level counting_of[] = {
	[ABANDONS_HURT] = SL_OFFERED,
	[ABANDONS_IGNORE] = SL_ANSWERED,
	[ABANDONS_EXSHORT] = SL_EXSHORT,
	[ABANDONS_COUNT] = SL_ABOK,
};

struct service_goal staffing_goal(const struct queue *q)
{
	return (struct service_goal){
		.share = q->goal.share,
		.within = q->goal.within,
		.counting = counting_of[q->goal.abandons],
		.asa = q->goal.asa,
		.abandoned = q->goal.max_abandon,
		.occupancy = q->goal.max_occupancy,
		.patience = q->patience,
	};
}

static bool is_deferred(const struct queue *q)
{
	return q->channel == CHANNEL_EMAIL || q->channel == CHANNEL_OUTBOUND;
}

/* Contacts that one person serves at once. */
static int slots(const struct queue *q)
{
	return q->concurrency > 1 ? q->concurrency : 1;
}

struct service staffing_service(const struct queue *q, double calls, double aht,
				double interval, double people)
{
	double load = calls * aht / interval;
	const struct service_goal goal = staffing_goal(q);

	if (!(load > 0))
		return (struct service){ NAN, NAN, NAN, 0 };
	if (is_deferred(q))
		return (struct service){ NAN, NAN, NAN,
					 people > 0 ? fmin(1, load / people)
						    : 1 };
	struct patience_service s = patience_service(
		goal_queue(&goal, people * slots(q), load, aht), goal.within);
	return (struct service){ patience_level(&s, goal.counting), s.asa,
				 s.abandoned, s.occupancy };
}

/* Calls to staff for: the mean, or so many that a day in ten has more. */
static double calls_to_carry(const struct workload *w, int at,
			     double confidence)
{
	double calls = w->calls[at];

	if (confidence <= 0 || !w->variance || !(w->variance[at] > 0) ||
	    !(calls > 0))
		return calls;
	return negbin_quantile(confidence, calls, w->variance[at]);
}

/* The whole workload so; itself when the mean is asked for. */
static struct workload carried(struct arena *a, const struct workload *ahead,
			       double confidence)
{
	struct workload w = *ahead;
	int cells = w.queues * w.grid.n;

	if (confidence <= 0)
		return w;
	w.calls = arena_new(a, double, cells);
	for (int k = 0; k < cells; k++)
		w.calls[k] = calls_to_carry(ahead, k, confidence);
	return w;
}

/* One queue and everything its row is made from. */
struct staffed {
	const struct site *site;
	const struct queue *q;
	const struct workload *ahead;
	int queue;
	bool blended;	    /* its people do other work as well */
	int end;	    /* intervals from here on are not asked for */
	double *open;	    /* [n] share of each interval, 0 from end on */
	double *calls;	    /* [n] to staff for */
	const double *mean; /* [n] that are expected */
	double *aht;
	struct requirement_row *row;
};

/* One interval as if it lasted for ever: people, and what decides. */
static double lasting(const struct staffed *s, int t, double calls,
		      const char **binding)
{
	const struct service_goal goal = staffing_goal(s->q);
	double load = calls * s->aht[t] / s->ahead->grid.interval;

	*binding = "";
	if (!(load > 0))
		return 0;
	struct goal_answer answer = goal_fraction(&goal, load, s->aht[t]);
	*binding = goal_key(answer.binding);
	return answer.amount / slots(s->q);
}

/* The plain answer, that of a sheet on the mean forecast beside it. */
static void plain_interval(const struct staffed *s, int t)
{
	const char *binding;

	s->row->plain[t] = lasting(s, t, s->mean[t], &binding);
	s->row->net[t] = lasting(s, t, s->calls[t], &s->row->binding[t]);
}

/*
 * The plain answer for the load that is there rather than the load that
 * comes: calls in progress of a centre with people without end, on average
 * over the interval.
 */
static void load_row(const struct staffed *s)
{
	const struct service_goal goal = staffing_goal(s->q);
	double seconds = s->ahead->grid.interval, before = 0;

	for (int t = 0; t < s->ahead->grid.n; t++) {
		double aht = s->aht[t], calls = s->calls[t];
		if (s->open[t] <= 0) {
			before = 0;
			continue;
		}
		if (!(calls > 0 && aht > 0))
			continue;
		double after =
			transient_load(before, calls / seconds, aht, seconds);
		/* m' = rate - m / aht, integrated over the interval */
		double mean = (calls - (after - before)) * aht / seconds;
		before = after;
		s->row->net[t] =
			goal_fraction(&goal, mean, aht).amount / slots(s->q);
	}
}

/*
 * Above so many people those who go are taken to leave at once, which is
 * several times faster to walk through; a last pass lets them finish and adds
 * whom an interval lacks then (impatient callers who are sent back to the
 * queue hang up, so that leaving at once is not always the worse).
 */
static const double FINISH_MOST = 100;

/* The run of open intervals [begin, end) by the exact queue. */
static void exact_run(struct arena *scratch, const struct staffed *s, int begin,
		      int end)
{
	const struct service_goal goal = staffing_goal(s->q);
	int n = end - begin;
	int *agents = arena_new(scratch, int, n);
	double most = 0;

	for (int i = 0; i < n; i++) {
		double net = s->row->net[begin + i];

		if (net > STAFFING_EXACT_LOAD)
			return;
		most = fmax(most, net);
		agents[i] = (int)ceil(net - 1e-9);
	}
	double seconds = s->ahead->grid.interval;
	const double *calls = s->calls + begin, *aht = s->aht + begin;
	bool large = most > FINISH_MOST;
	staffing_exact(scratch, &goal, large ? DROP_CUT : DROP_FINISH, n, 1,
		       seconds, calls, aht, s->q->minimum, agents);
	if (large)
		staffing_mend(scratch, &goal, DROP_FINISH, n, 1, seconds, calls,
			      aht, agents);
	for (int i = 0; i < n; i++)
		s->row->net[begin + i] = agents[i];
}

/* Voice queues whose goal holds in each interval; others stay plain. */
static void exact_row(const struct staffed *s)
{
	struct arena *scratch = arena_open();
	int n = s->ahead->grid.n;

	for (int t = 0; t < n;) {
		int end = t;

		while (end < n && s->open[end] > 0)
			end++;
		if (end > t)
			exact_run(scratch, s, t, end);
		arena_empty(scratch);
		t = end + 1;
	}
	arena_close(scratch);
}

/* Minimum and maximum staff, and nobody outside opening hours. */
static void limit_interval(const struct staffed *s, int t)
{
	double *net = &s->row->net[t];

	if (s->open[t] <= 0) {
		*net = s->row->plain[t] = 0;
		s->row->binding[t] = "";
		return;
	}
	if (*net < s->q->minimum) {
		*net = s->q->minimum;
		s->row->binding[t] = "minimum";
	}
	if (s->q->maximum > 0 && *net > s->q->maximum) {
		*net = s->q->maximum;
		s->row->binding[t] = "maximum";
	}
}

/* Who must work too much is of some use while calls come, of none when it is
 * closed: then one too many costs what one too few does. */
static void price_row(struct arena *a, const struct staffed *s)
{
	double shrinkage = site_shrinkage(s->site);
	double hours = s->ahead->grid.interval / 3600.0;
	double closed = fmax(s->q->over_price, s->q->short_price);

	for (int t = 0; t < s->end; t++) {
		double gross = ratio_gross(s->row->net[t], shrinkage);
		double over = s->open[t] > 0 ? s->q->over_price : closed;

		s->row->gross[t] = gross;
		s->row->curve[t] = staffing_curve(
			a, gross, hours * s->q->short_price, hours * over);
	}
}

/* Deferred work, beyond what others do of it in their idle time. */
static void deferred_row(struct arena *a, const struct staffed *s,
			 struct idle *others)
{
	double *idle = arena_new(a, double, s->ahead->grid.n);

	idle_of(others, s->queue, idle);
	staffing_deferred(a,
			  &(struct staffing_work){
				  s->site, s->queue, &s->ahead->grid, s->open,
				  s->calls, s->mean, s->aht, idle },
			  s->row);
	idle_take(others, s->queue, s->row->idle);
}

/* others: those who answer callers; they come before deferred queues. */
static void staff_queue(struct arena *a, const struct staffed *s,
			enum staffing_method method, struct idle *others)
{
	const struct grid *g = &s->ahead->grid;

	if (is_deferred(s->q)) {
		deferred_row(a, s, others);
	} else {
		for (int t = 0; t < g->n; t++)
			plain_interval(s, t);
		if (s->q->goal.over != OVER_INTERVAL && s->q->goal.share > 0)
			staffing_over_days(a, s->site, s->q, g,
					   method == STAFFING_EXACT, s->calls,
					   s->aht, s->row->net);
		else if (method == STAFFING_EXACT && slots(s->q) == 1)
			exact_row(s);
		else if (method == STAFFING_LOAD)
			load_row(s);
	}
	for (int t = 0; t < g->n; t++)
		limit_interval(s, t);
	price_row(a, s);
	if (!is_deferred(s->q) && s->blended)
		idle_add(others, s->queue, s->row->net, s->calls, s->aht,
			 method == STAFFING_EXACT);
}

/* A forecast that nobody can be staffed for is said before it is used. */
static enum rc check_workload(const struct site *site, const struct workload *w,
			      struct err *e)
{
	enum { MOST = 10000000 };

	for (int q = 0; q < w->queues; q++)
		for (int t = 0; t < w->grid.n; t++) {
			double calls = w->calls[q * w->grid.n + t];
			double load = workload_load(w, q, t);
			char when[33];

			if (!(calls > 0) || (load >= 0 && load <= MOST))
				continue;
			return fail(e, RC_DATA,
				    "forecast: queue \"%s\", %s: %g contacts "
				    "of %g s; the load must be 0 to %d erlangs",
				    site->queues[q].id,
				    zone_format(w->grid.zone,
						grid_time(&w->grid, t), when),
				    calls, w->aht[q * w->grid.n + t], MOST);
		}
	return RC_OK;
}

static enum rc check_goal(const struct queue *q, struct err *e)
{
	const struct service_goal goal = staffing_goal(q);
	const char *fault = is_deferred(q) ? NULL : goal_fault(&goal);

	if (!fault)
		return RC_OK;
	return fail_at(e, q->goal.place, RC_DATA,
		       "queue \"%s\": the goal cannot be kept: %s", q->id,
		       fault);
}

/* See days of struct staffing_options. */
static int end_of(const struct site *site, const struct grid *g, int days)
{
	int first = 1440, t;

	if (days <= 0 || days >= g->days)
		return g->n;
	for (int i = 0; i < site->n_shifts; i++)
		if (site->shifts[i].first % 1440 < first)
			first = site->shifts[i].first % 1440;
	t = g->day_begin[days];
	while (t < g->day_begin[days + 1] && g->wall[t] < first)
		t++;
	return t;
}

/* Beside the queues: what those that share people would need together. */
static void add_pools(struct arena *a, const struct site *site,
		      const struct workload *ahead, double confidence, int end,
		      struct requirement *req)
{
	struct workload w = carried(a, ahead, confidence);
	struct pool_needs p = pools_of_workload(a, site, &w, end);
	struct pool_needs mean =
		confidence > 0 ? pools_of_workload(a, site, ahead, end) : p;

	req->pools = requirement_new(a, req->grid, p.n).rows;
	req->n_pools = p.n;
	for (int k = 0; k < p.n; k++) {
		struct requirement_row *row = &req->pools[k];
		row->name = p.list[k].name;
		row->queues = p.list[k].queues;
		row->net = p.list[k].net;
		row->plain = mean.list[k].net;
		row->gross = p.list[k].gross;
		for (int t = 0; t < req->grid.n; t++)
			row->binding[t] = row->net[t] > 0 ? "pool" : "";
	}
}

/* Queues that wait whose people do deferred work in between. */
static uint64_t blended(const struct site *site)
{
	uint64_t set = 0;

	for (int q = 0; q < site->n_queues; q++)
		set |= site->queues[q].blend;
	return set;
}

static struct staffed staffed_of(struct arena *a, const struct site *site,
				 const struct workload *ahead,
				 struct staffing_options options, int q,
				 struct requirement_row *row)
{
	const struct grid *g = &ahead->grid;
	struct staffed s = {
		.site = site,
		.q = &site->queues[q],
		.queue = q,
		.ahead = ahead,
		.blended = blended(site) >> q & 1,
		.end = end_of(site, g, options.days),
		.open = arena_new(a, double, g->n),
		.calls = arena_new(a, double, g->n),
		.mean = ahead->calls + (size_t)q * (size_t)g->n,
		.aht = ahead->aht + (size_t)q * (size_t)g->n,
		.row = row,
	};

	row->name = site->queues[q].id;
	row->queue = q;
	row->queues = (uint64_t)1 << q;
	site_open(site, s.q, g, s.open);
	for (int t = s.end; t < g->n; t++)
		s.open[t] = 0;
	for (int t = 0; t < s.end; t++)
		s.calls[t] =
			calls_to_carry(ahead, q * g->n + t, options.confidence);
	return s;
}

enum rc requirement_from_workload(struct arena *a, const struct site *site,
				  const struct workload *ahead,
				  struct staffing_options options,
				  struct requirement *req, struct err *e)
{
	const struct grid *g = &ahead->grid;
	struct idle *others = idle_new(a, site, g);

	TRY(check_workload(site, ahead, e));
	for (int q = 0; q < site->n_queues; q++)
		TRY(check_goal(&site->queues[q], e));
	*req = requirement_new(a, *g, site->n_queues);
	for (int deferred = 0; deferred < 2; deferred++)
		for (int q = 0; q < site->n_queues; q++) {
			if (is_deferred(&site->queues[q]) != deferred)
				continue;
			struct staffed s = staffed_of(a, site, ahead, options,
						      q, &req->rows[q]);
			staff_queue(a, &s, options.method, others);
		}
	add_pools(a, site, ahead, options.confidence,
		  end_of(site, g, options.days), req);
	return RC_OK;
}
