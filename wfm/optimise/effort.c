#include "optimise/effort.h"

#include <math.h>
#include <string.h>

static const double OPTIMAL = 0.005; /* money: less than is ever printed */

static double now(const struct effort *e)
{
	return e->options->clock ? e->options->clock(e->options->ctx) : 0;
}

struct effort effort_new(const struct schedule_options *options, double limit)
{
	struct effort e = { .options = options,
			    .limit = limit,
			    .cost = HUGE_VAL,
			    .bound = -HUGE_VAL };

	e.began = now(&e);
	return e;
}

double effort_gap(const struct effort *e)
{
	double changeable = e->cost - e->fixed;

	return changeable > 0 && isfinite(changeable)
		       ? (e->cost - e->bound) / changeable
		       : 0;
}

bool effort_stop(void *effort)
{
	struct effort *e = effort;
	const struct schedule_options *o = e->options;

	if (e->stopped)
		return true;
	if (o->stop && o->stop(o->ctx))
		e->stopped = "interrupted";
	else if (o->clock && o->seconds > 0 && now(e) - e->began >= o->seconds)
		e->stopped = "time limit";
	else if (isfinite(e->bound) && isfinite(e->cost) &&
		 e->cost - e->bound < OPTIMAL)
		e->stopped = "optimal";
	else if (o->gap > 0 && isfinite(e->bound) && isfinite(e->cost) &&
		 effort_gap(e) <= o->gap)
		e->stopped = "gap";
	return e->stopped != NULL;
}

void effort_recost(struct effort *e, double cost)
{
	e->cost = cost;
	if (e->stopped && (strcmp(e->stopped, "optimal") == 0 ||
			   strcmp(e->stopped, "gap") == 0))
		e->stopped = NULL;
}

bool effort_spend(struct effort *e, double units)
{
	e->work += units;
	if (!effort_stop(e) && e->work >= e->limit)
		e->stopped = "work limit";
	return e->stopped != NULL;
}

double effort_part(const struct effort *e)
{
	const struct schedule_options *o = e->options;
	double part = e->work / e->limit;

	if (o->clock && o->seconds > 0)
		part = fmax(part, (now(e) - e->began) / o->seconds);
	return part;
}

bool effort_is_over(const struct effort *e, double share)
{
	return e->stopped || effort_part(e) >= share;
}

void effort_tell(struct effort *e, const char *phase)
{
	struct schedule_progress p = { now(e) - e->began, e->cost, e->bound,
				       effort_gap(e), phase };

	if (e->options->progress)
		e->options->progress(e->options->ctx, &p);
}
