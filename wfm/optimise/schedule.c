/*
 * schedule - the way from a requirement to a roster.
 *
 *	plan     options, people, rules, made ready once
 *	start    a first legal roster
 *	bound    prices and a proven bound
 *	dive     prices' own tours, made whole
 *	weeks    many people's weeks anew at once, as an integer programme
 *	sweep    everybody's duties of one day anew, as another
 *	recreate a few people's tours anew, led by prices; who does what
 *	told     tours and stints anew together, where people stay at a queue
 *	polish   the last sweep, elsewhere
 *	judge    rules, coverage and cost from scratch, by others
 */
#include "optimise/schedule.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "maths/rules.h"
#include "optimise/bound.h"
#include "optimise/codes.h"
#include "optimise/conflict.h"
#include "optimise/dive.h"
#include "optimise/hall.h"
#include "optimise/polish.h"
#include "optimise/recreate.h"
#include "optimise/start.h"
#include "optimise/sweep.h"
#include "optimise/told_search.h"
#include "optimise/weeks.h"

/*
 * Default work for 70 people and a week, some 16 s on a core of 2026; with
 * the root of people times days.
 */
static const double DEFAULT_WORK = 15000;

/* Shares of the work at which phases end. */
static const double PRICES_END = 0.12, CLIMB_END = 0.3, DUTIES_END = 0.3,
		    POLISH_END = 0.97;

/* The same where the work done is half of it already. */
static const double CLIMB_AGAIN = 0.6;

enum {
	LARGE = 400, /* people, or more: many */
	TURNS = 12,  /* of weeks, days and people anew */
	SPAN = 3,    /* days anew, where it is not the week */
	FEW = 2	     /* the same, any of a week */
};
static const double PARTY_LEFT = 0.6; /* of what is left, for weeks anew */
static const double ROUNDS = 0.8;     /* of a turn, for more rounds */
static const double REACH = 0.5;      /* of the gap, for another valley */
static const double HOT = 0.1, COLD = 0.005; /* of the worth of a head */

struct run {
	struct arena *arena;
	const struct period *period;
	const struct requirement *req;
	const struct schedule_options *options;
	struct schedule_result *result;
	struct plan *plan;
	struct rulebook **rules;
	struct share *share;
	struct pricer **pricers;
	struct responder *responder;
	struct draft *draft;
	struct bound *bound;
	struct told *told; /* or NULL */
	double proven;	   /* bound on the draft's cost */
	struct effort effort;
	double constant; /* in the judge's cost, not in the draft's */
	int rounds;	 /* of work, each as much as all before */
};

static enum rc check_grids(const struct period *p,
			   const struct requirement *req, struct err *e)
{
	if (req->grid.start != p->grid.start ||
	    req->grid.interval != p->grid.interval)
		return fail(e, RC_INTERNAL,
			    "requirement and period begin or step "
			    "differently");
	return RC_OK;
}

static void prepare(struct run *x)
{
	struct plan *p = plan_new(x->arena, x->period, x->req);

	x->plan = p;
	x->rules = draft_rules(x->arena, p);
	x->share = share_new(x->arena, p);
	x->pricers = pricers_new(x->arena, p);
	x->responder = responder_new(x->arena, p, x->pricers);
}

/* Over a long period pricing leaves out weekends, for want of room: for who
 * finds no tour without them there is more. */
static bool start_again(struct run *x, int worker)
{
	const struct worker *w = &x->plan->workers[worker];
	struct random random = random_stream(x->options->seed, 5);
	const bool *no_days = arena_new(x->arena, bool, w->who->n_rules);

	x->pricers[worker] = pricer_with(x->arena, x->plan, w, no_days);
	respond(x->responder, x->draft, worker, 0, &random);
	return start_mend(x->draft, x->responder, worker, &random);
}

/* Those whose rules leave no tour are named and set aside. */
static void start(struct run *x)
{
	struct plan *p = x->plan;
	bool *legal = arena_new(x->arena, bool, p->n_workers);

	x->draft = draft_new(x->arena, p, x->rules, x->share);
	start_roster(x->draft, x->responder, x->options->seed, legal);
	for (int i = 0; i < p->n_workers; i++)
		if (p->workers[i].planned && !legal[i] && !start_again(x, i)) {
			conflict_name(x->arena, p, i, x->result);
			p->workers[i].planned = false;
		}
	if (x->options->start)
		start_from_roster(x->draft, x->options->start);
	draft_recount(x->draft);
	x->effort.cost = x->draft->cost;
	effort_tell(&x->effort, "start");
	polish_respond(x->draft, x->responder, &x->effort);
}

/* What the judge's cost holds besides the draft's. */
static void measure(struct run *x)
{
	struct roster r = draft_roster(x->arena, x->draft);
	struct cost cost = objective_of_roster(x->arena, x->period, x->req, &r);

	x->constant = cost.total - draft_money(x->draft);
	x->effort.cost = x->draft->cost;
	x->effort.fixed = cost.fixed_pay - x->constant;
	effort_tell(&x->effort, "start");
}

/* A roster from the tours behind the bound; the better one stays. */
static void dive_once(struct run *x, double part)
{
	struct draft *try = draft_new(x->arena, x->plan, x->rules, x->share);

	draft_copy(try, x->draft);
	dive(x->arena, try, x->bound, x->responder, &x->effort, part);
	polish_respond(try, x->responder, &x->effort);
	if (try->cost < x->draft->cost)
		draft_copy(x->draft, try);
	x->effort.cost = x->draft->cost;
	draft_close(try);
	effort_tell(&x->effort, "dive");
}

static bool tell(struct run *x)
{
	x->told = told_search(x->arena, x->draft, x->pricers, &x->effort);
	return x->told != NULL;
}

static struct extent party_extent(const struct weeks *w)
{
	return (struct extent){ weeks_part(w), 7, false };
}

/* Work units until the share of the effort. */
static double work_left(const struct run *x, double until)
{
	double now = effort_part(&x->effort);

	return (until - now) * x->effort.work / now;
}

/*
 * What can be made anew at once in what is left: everybody's week at first,
 * when that leaves time for others; then by turns a party's week and
 * everybody's next few days.  No part: nothing.
 */
static struct extent extent_of(const struct run *x, const struct weeks *w,
			       int turn, double until)
{
	static const struct extent all = { 1, 7, false },
				   span = { 1, SPAN, false },
				   none = { 0, 0, false };
	double left = work_left(x, until);

	if (w && turn == 0 && weeks_work(w, all) < PARTY_LEFT * left)
		return all;
	if (w && turn % 2 == 0 &&
	    weeks_work(w, party_extent(w)) < PARTY_LEFT * left)
		return party_extent(w);
	return w && weeks_work(w, span) < left ? span : none;
}

/* Everybody's duties of a few days, any of a week: where that takes little of a
 * turn, one round after the other. */
static void more_rounds(struct run *x, struct weeks *weeks, double until)
{
	static const struct extent few = { 1, FEW, true };
	double now = effort_part(&x->effort);
	double end = now + ROUNDS * (until - now);

	while (weeks_work(weeks, few) < work_left(x, end) &&
	       !effort_is_over(&x->effort, end))
		weeks_round(weeks, few, 0, &x->effort);
}

/*
 * A turn: weeks anew, days anew, people anew from where that led, until the
 * share of the effort.  What came out is kept when it is cheaper.
 */
static void refine_once(struct run *x, struct weeks *weeks,
			struct extent extent, int turn, struct draft *best,
			struct heat heat)
{
	double begin = effort_part(&x->effort);
	double reach = REACH * (x->effort.cost - x->effort.bound);

	if (extent.part > 0) {
		weeks_round(weeks, extent, reach, &x->effort);
		heat.share += effort_part(&x->effort) - begin;
	}
	if (weeks && turn > 0)
		more_rounds(x, weeks, heat.share);
	begin = effort_part(&x->effort);
	if (weeks)
		sweep(x->draft, heat.share - (heat.share - begin) / 2,
		      heat.stream, &x->effort);
	heat.stream += 10;
	recreate(x->draft, x->bound, x->pricers, &x->effort, heat);
	if (x->draft->cost < best->cost)
		draft_copy(best, x->draft);
	else
		draft_copy(x->draft, best);
}

/* Turns, ever colder. */
static void refine(struct run *x, double scale, double until)
{
	uint64_t stream = 10000 * (1 + (uint64_t)x->rounds);
	struct draft *best = draft_new(x->arena, x->plan, x->rules, x->share);
	struct weeks *weeks = NULL;

	if (hall_fits(x->plan, x->share))
		weeks = weeks_new(x->draft, x->bound, x->pricers,
				  x->options->seed, stream);
	draft_copy(best, x->draft);
	double begin = effort_part(&x->effort);
	int turns = weeks ? TURNS : 1;
	double turn = (until - begin) / turns;
	for (int k = 0; k < turns && !effort_is_over(&x->effort, until); k++) {
		double now = effort_part(&x->effort);
		struct extent extent = extent_of(x, weeks, k, until);
		double from = (now - begin) / (until - begin);
		double then = fmin(1, from + turn / (until - begin));
		refine_once(x, weeks, extent, k, best,
			    (struct heat){ HOT * scale * pow(COLD / HOT, from),
					   HOT * scale * pow(COLD / HOT, then),
					   fmin(until, now + turn),
					   stream + 100 + 20 * (uint64_t)k });
	}
	draft_close(best);
	weeks_close(weeks);
}

/* Where weekends are shared alike, and with many people, prices need longer. */
static double climb_end(const struct run *x)
{
	if (x->rounds > 0)
		return CLIMB_AGAIN;
	return x->period->site->fairness_price > 0 || x->plan->n_workers > LARGE
		       ? CLIMB_END
		       : PRICES_END;
}

static void improve_by_interval(struct run *x)
{
	/* A person more or less weighs more among few. */
	double scale = polish_scale(x->plan) *
		       fmax(1, 20.0 / (x->plan->n_workers + 1));

	if (!x->bound) {
		x->bound = bound_new(x->arena, x->plan, x->pricers,
				     x->options->threads);
		bound_begin(x->bound, x->draft->crowd);
	}
	bound_climb(x->bound, x->draft->cost, &x->effort, climb_end(x));
	dive_once(x, 0.12);
	refine(x, scale, stretch_is_asked(x->plan) ? DUTIES_END : POLISH_END);
	if (!tell(x) &&
	    polish_settle(x->arena, x->draft, x->responder, &x->effort) &&
	    !x->effort.stopped)
		x->effort.stopped = "work limit";
	x->proven = bound_value(x->bound);
}

/* Where nothing is asked of intervals, days are enough to think of. */
static void improve(struct run *x)
{
	if (codes_fit(x->plan, x->rules, x->draft))
		x->proven = codes_improve(x->arena, x->plan, x->rules, x->draft,
					  &x->effort);
	else
		improve_by_interval(x);
}

/* A gap is asked for and no limit: as much work again, from where it stands;
 * not with stints, whose search begins anew each time. */
static bool goes_on(struct run *x)
{
	const struct schedule_options *o = x->options;

	if (o->gap <= 0 || o->work_limit > 0 || (o->clock && o->seconds > 0) ||
	    x->told || !x->effort.stopped ||
	    strcmp(x->effort.stopped, "work limit") != 0)
		return false;
	x->effort.stopped = NULL;
	x->effort.limit *= 2;
	x->rounds++;
	return !effort_stop(&x->effort);
}

/* The roster, judged by those who know nothing of all this. */
static enum rc finish(struct run *x, struct err *e)
{
	struct schedule_result *result = x->result;

	result->roster = draft_roster(x->arena, x->draft);
	if (x->told)
		told_fill(x->arena, x->told, &result->roster);
	result->cost = objective_of_roster(x->arena, x->period, x->req,
					   &result->roster);
	result->bound = x->proven + x->constant + fair_least(x->draft->fair);
	result->gap = objective_gap(&result->cost, result->bound);
	result->stopped = x->effort.stopped;
	result->work = x->effort.work;
	double thought = x->told ? told_money(x->told) : draft_money(x->draft);
	double differ = result->cost.total - thought - x->constant;
	if (fabs(differ) > 1e-5 * (1 + fabs(result->cost.total)))
		return fail(e, RC_INTERNAL,
			    "the roster costs %.6f more than the optimiser "
			    "thought",
			    differ);
	return RC_OK;
}

static double work_limit(const struct period *p,
			 const struct schedule_options *options)
{
	double size = (double)p->site->n_agents * p->days / (70 * 7);

	if (options->work_limit > 0)
		return options->work_limit;
	if (options->clock && options->seconds > 0)
		return HUGE_VAL;
	return DEFAULT_WORK * sqrt(size > 0.1 ? size : 0.1);
}

enum rc roster_from_requirement(struct arena *a, const struct period *p,
				const struct requirement *req,
				struct schedule_options options,
				struct schedule_result *result, struct err *e)
{
	struct run x = { .arena = a,
			 .period = p,
			 .req = req,
			 .options = &options,
			 .result = result };

	*result = (struct schedule_result){ .conflicts = NULL };
	TRY(check_grids(p, req, e));
	x.effort = effort_new(&options, work_limit(p, &options));
	prepare(&x);
	start(&x);
	measure(&x);
	do
		improve(&x);
	while (goes_on(&x));
	enum rc rc = finish(&x, e);
	bound_close(x.bound);
	responder_close(x.responder);
	draft_close(x.draft);
	told_close(x.told);
	return rc;
}
