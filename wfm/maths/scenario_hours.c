/* Opening hours changed, and what becomes of the contacts. */
#include <math.h>

#include "base/date.h"
#include "maths/scenario_work.h"

static const struct window no_window; /* of a holiday that is closed */

static struct opening opening_of(struct arena *a, const struct opening *was,
				 const struct change *c)
{
	struct window *window = arena_copy(a, &c->hours, 1, sizeof(c->hours));
	struct opening now = *was;

	for (int d = 0; d < 8; d++) {
		bool named = c->days & 1 << d;

		if (c->kind == CHANGE_CLOSED && named)
			now.day[d] = (struct opening_day){ &no_window, 0 };
		if (c->kind == CHANGE_HOURS &&
		    (named || (c->days == 0 && d < 7 && was->day[d].n > 0)))
			now.day[d] = (struct opening_day){ window, 1 };
	}
	return now;
}

static double day_calls(const struct scenario_work *w, int queue, int day)
{
	const struct grid *g = &w->ahead.grid;
	double sum = 0;

	for (int t = g->day_begin[day]; t < g->day_begin[day + 1]; t++)
		sum += w->ahead.calls[queue * g->n + t];
	return sum;
}

/* The day on which contacts cut on a day come again, or -1. */
static int day_of_return(const struct scenario_work *w, const struct change *c,
			 int queue, int day)
{
	int days = w->out->inputs.days;

	if (c->to == CHANGE_TO_SAME_DAY)
		return day_calls(w, queue, day) > 0 ? day : -1;
	for (int k = 1; k <= days; k++) {
		int d = (day + k) % days;

		if (date_weekday(w->out->inputs.first_day + d) == c->to &&
		    day_calls(w, queue, d) > 0)
			return d;
	}
	return -1;
}

/* Spreads contacts over a day as those that it has. */
static void put_in(struct scenario_work *w, int queue, int day, double contacts)
{
	const struct grid *g = &w->ahead.grid;
	double factor = 1 + contacts / day_calls(w, queue, day);

	for (int t = g->day_begin[day]; t < g->day_begin[day + 1]; t++)
		scenario_set_calls(w, queue, t,
				   factor * w->ahead.calls[queue * g->n + t]);
}

/* Takes contacts out of what is open no more; gone[days] gets them. */
static void take_out(struct scenario_work *w, int queue, const double *was,
		     const double *now, double *gone)
{
	const struct grid *g = &w->ahead.grid;

	for (int t = 0; t < g->n; t++) {
		double calls = w->ahead.calls[queue * g->n + t];
		int day = grid_day(g, t);

		if (was[t] > 0 && now[t] < was[t]) {
			scenario_set_calls(w, queue, t,
					   calls * now[t] / was[t]);
			gone[day] += calls - calls * now[t] / was[t];
		}
		if (now[t] > was[t] && t < scenario_intervals(w))
			w->out->empty_hours +=
				(now[t] - was[t]) * g->interval / 3600;
	}
}

static void reopen(struct scenario_work *w, const struct change *c, int q)
{
	const struct grid *g = &w->ahead.grid;
	double *was = arena_new(w->arena, double, g->n);
	double *now = arena_new(w->arena, double, g->n);
	double *gone = arena_new(w->arena, double, g->days);

	site_open(&w->site, &w->queues[q], g, was);
	w->queues[q].hours = opening_of(w->arena, &w->queues[q].hours, c);
	site_open(&w->site, &w->queues[q], g, now);
	take_out(w, q, was, now, gone);
	for (int d = 0; d < w->out->inputs.days; d++) {
		int to = c->kept > 0 ? day_of_return(w, c, q, d) : -1;

		w->out->cut += gone[d];
		if (to < 0 || !(gone[d] > 0))
			continue;
		put_in(w, q, to, c->kept * gone[d]);
		w->out->moved += c->kept * gone[d];
	}
}

void scenario_open(struct scenario_work *w, const struct change *c)
{
	int begin, end;

	scenario_queues(w, c, &begin, &end);
	for (int q = begin; q < end; q++)
		reopen(w, c, q);
}
