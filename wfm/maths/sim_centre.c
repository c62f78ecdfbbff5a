#include "maths/sim_centre.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

/* --- queues --- */

static const enum service_level counting_of[] = {
	[ABANDONS_HURT] = SL_OFFERED,
	[ABANDONS_IGNORE] = SL_ANSWERED,
	[ABANDONS_EXSHORT] = SL_EXSHORT,
	[ABANDONS_COUNT] = SL_ABOK,
};

struct span_list {
	struct arena *arena;
	struct sim_span *v;
	int n, room;
};

/* Windows come by start; those that touch are one. */
static void add_span(struct span_list *l, double from, double until)
{
	struct sim_span *last = l->n > 0 ? &l->v[l->n - 1] : NULL;

	if (from < 0)
		from = 0;
	if (until <= from)
		return;
	if (last && from <= last->until) {
		last->until = fmax(last->until, until);
		return;
	}
	l->v = arena_grow(l->arena, l->v, l->n, &l->room, sizeof(*l->v));
	l->v[l->n++] = (struct sim_span){ from, until };
}

/* Opening hours from the night before the period to the end of its grid. */
static struct span_list open_spans(struct arena *a, const struct period *p,
				   const struct queue *q)
{
	const struct grid *g = &p->grid;
	struct span_list l = { .arena = a };

	for (int day = p->first_day - 1; day < p->first_day + g->days; day++) {
		struct opening_day hours = site_opening(p->site, q, day);

		for (int k = 0; k < hours.n; k++)
			add_span(&l,
				 (double)(grid_wall(g, day,
						    hours.windows[k].from) -
					  g->start),
				 (double)(grid_wall(g, day,
						    hours.windows[k].until) -
					  g->start));
	}
	return l;
}

static bool is_deferred(const struct queue *q)
{
	return q->channel == CHANNEL_EMAIL || q->channel == CHANNEL_OUTBOUND;
}

static void set_backlog(const struct period *p, int queue, struct sim_queue *q)
{
	q->backlog_due = INFINITY;
	for (int k = 0; k < p->site->n_backlog && q->deferred; k++) {
		const struct backlog *b = &p->site->backlog[k];

		if (b->queue != queue)
			continue;
		q->backlog += b->contacts;
		q->backlog_due =
			fmin(q->backlog_due, (double)(b->due - p->grid.start));
	}
}

static struct sim_queue queue_of_site(struct arena *a, const struct period *p,
				      int queue)
{
	const struct queue *from = &p->site->queues[queue];
	struct span_list open = open_spans(a, p, from);
	struct sim_queue q = {
		.deferred = is_deferred(from),
		.slots = from->channel == CHANNEL_CHAT && from->concurrency > 1
				 ? from->concurrency
				 : 1,
		.patience = from->patience > 0 ? from->patience : INFINITY,
		.within = from->goal.within,
		.open_hours = from->goal.open_hours,
		.counting = counting_of[from->goal.abandons],
		.share = from->goal.share,
		.open = open.v,
		.n_open = open.n,
	};

	set_backlog(p, queue, &q);
	return q;
}

/* --- contacts --- */

/* Slope of v / m over m by least squares, none below 0; all of the excess
 * where the means do not differ. */
static double level_variance(const double *mean, const double *variance, int n)
{
	double count = 0, x = 0, y = 0, xx = 0, xy = 0;

	for (int t = 0; t < n; t++) {
		double ratio = variance[t] / mean[t];

		if (!(mean[t] > 0) || !(ratio >= 1))
			continue;
		count++;
		x += mean[t];
		y += ratio - 1;
		xx += mean[t] * mean[t];
		xy += mean[t] * (ratio - 1);
	}
	if (count == 0)
		return 0;
	double spread = xx - x * x / count;
	if (spread < 1e-9 * xx)
		return y / x;
	double slope = (xy - x * y / count) / spread;
	if (y < slope * x) /* psi would be below 1 */
		slope = xy / xx;
	return fmax(slope, 0);
}

double sim_spread(const double *mean, const double *variance, int n,
		  double *own)
{
	double day = 0;

	for (int t = 0; t < n; t++)
		own[t] = 0;
	if (!variance)
		return 0;
	day = level_variance(mean, variance, n);
	for (int t = 0; t < n; t++) {
		double excess = variance[t] / (mean[t] * mean[t]) - 1 / mean[t];

		if (mean[t] > 0 && excess > 0)
			own[t] = fmax(0, (1 + excess) / (1 + day) - 1);
		if (own[t] < 1e-9)
			own[t] = 0;
	}
	return day;
}

/* Handling time where none is expected, for backlog: the queue's mean. */
static double usual_aht(const struct queue *q, const double *calls,
			const double *aht, int n)
{
	double sum = 0, work = 0;

	for (int t = 0; t < n; t++)
		if (calls[t] > 0 && aht[t] > 0) {
			sum += calls[t];
			work += calls[t] * aht[t];
		}
	return sum > 0 ? work / sum : q->aht > 0 ? q->aht : 1;
}

static void set_contacts(struct arena *a, const struct period *p,
			 const struct workload *ahead, bool poisson,
			 struct sim_centre *c)
{
	int cells = c->n_queues * c->n, all = ahead->grid.n;
	double *calls = arena_new(a, double, cells);
	double *aht = arena_new(a, double, cells);
	double *own = arena_new(a, double, cells);
	double *day = arena_new(a, double, c->n_queues * c->days);

	for (int q = 0; q < c->n_queues; q++) {
		const double *variance =
			ahead->variance ? ahead->variance + q * all : NULL;
		const double *from = ahead->calls + q * all;
		double usual;

		memcpy(calls + q * c->n, from, (size_t)c->n * sizeof(*calls));
		memcpy(aht + q * c->n, ahead->aht + q * all,
		       (size_t)c->n * sizeof(*aht));
		usual = usual_aht(&p->site->queues[q], from, aht + q * c->n,
				  c->n);
		for (int t = 0; t < c->n; t++)
			if (!(aht[q * c->n + t] >= 0))
				aht[q * c->n + t] = usual;
		for (int d = 0; d < c->days && variance && !poisson; d++)
			day[q * c->days + d] = sim_spread(
				from + c->day_begin[d],
				variance + c->day_begin[d],
				c->day_begin[d + 1] - c->day_begin[d],
				own + q * c->n + c->day_begin[d]);
	}
	c->calls = calls;
	c->aht = aht;
	c->interval_spread = own;
	c->day_spread = day;
}

/* --- people --- */

struct cast {
	struct arena *arena;
	const struct period *period;
	struct sim_profile *profiles;
	struct sim_ability *abilities;
	struct sim_change *changes;
	int n_profiles, n_abilities, n_changes;
	int profile_room, ability_room, change_room;
};

static const struct agent_skill *skill_on(const struct agent *g, int skill,
					  int day)
{
	const struct agent_skill *found = NULL;

	for (int k = 0; k < g->n_skills; k++) {
		const struct agent_skill *s = &g->skills[k];

		if (s->skill == skill &&
		    (s->from == DATE_NONE || s->from <= day) &&
		    (s->until == DATE_NONE || day < s->until) &&
		    (!found || s->from >= found->from))
			found = s;
	}
	return found;
}

static int profile_of(struct cast *c, const int *priority)
{
	size_t n = (size_t)c->period->site->n_queues;

	for (int k = 0; k < c->n_profiles; k++)
		if (!memcmp(c->profiles[k].priority, priority,
			    n * sizeof(*priority)))
			return k;
	c->profiles = arena_grow(c->arena, c->profiles, c->n_profiles,
				 &c->profile_room, sizeof(*c->profiles));
	c->profiles[c->n_profiles] = (struct sim_profile){ arena_copy(
		c->arena, priority, n, sizeof(*priority)) };
	return c->n_profiles++;
}

static int ability_of(struct cast *c, int profile, const double *speed)
{
	int n = c->period->site->n_queues;

	for (int k = 0; k < c->n_abilities; k++) {
		int q = 0;

		while (q < n && c->abilities[k].speed[q] == speed[q])
			q++;
		if (q == n && c->abilities[k].profile == profile)
			return k;
	}
	c->abilities = arena_grow(c->arena, c->abilities, c->n_abilities,
				  &c->ability_room, sizeof(*c->abilities));
	c->abilities[c->n_abilities] = (struct sim_ability){
		profile, arena_copy(c->arena, speed, (size_t)n, sizeof(*speed))
	};
	return c->n_abilities++;
}

/* What the agent can take on a segment of work; -1: nothing. */
static int segment_ability(struct cast *c, int agent, int day,
			   const struct duty *duty, const struct segment *s)
{
	const struct site *site = c->period->site;
	int priority[SITE_MAX_QUEUES] = { 0 };
	double speed[SITE_MAX_QUEUES] = { 0 };
	uint64_t queues =
		s->queue >= 0 ? (uint64_t)1 << s->queue : ~UINT64_C(0);
	bool any = false;

	if (duty->shift >= 0 && site->shifts[duty->shift].queues)
		queues &= site->shifts[duty->shift].queues;
	for (int q = 0; q < site->n_queues; q++) {
		const struct agent_skill *k = skill_on(
			&site->agents[agent], site->queues[q].skill, day);

		if (!k || !(k->speed > 0) || !(queues >> q & 1))
			continue;
		priority[q] = k->priority < 1	? 1
			      : k->priority > 9 ? 9
						: k->priority;
		speed[q] = k->speed;
		any = true;
	}
	return any ? ability_of(c, profile_of(c, priority), speed) : -1;
}

static void add_change(struct cast *c, struct sim_change change)
{
	c->changes = arena_grow(c->arena, c->changes, c->n_changes,
				&c->change_room, sizeof(*c->changes));
	c->changes[c->n_changes++] = change;
}

static void add_duty(struct cast *c, int agent, int day, int number,
		     const struct duty *duty)
{
	int64_t start = c->period->grid.start;

	for (int k = 0; k < duty->n; k++) {
		const struct segment *s = &duty->segments[k];
		bool more = k + 1 < duty->n &&
			    duty->segments[k + 1].kind == SEGMENT_WORK &&
			    duty->segments[k + 1].start == s->end;

		/* What was over before the period is not played. */
		if (s->kind != SEGMENT_WORK || s->end <= start)
			continue;
		add_change(c, (struct sim_change){
				      (double)(s->start - start), agent,
				      segment_ability(c, agent, day, duty, s),
				      number });
		if (!more)
			add_change(c, (struct sim_change){
					      (double)(s->end - start), agent,
					      -1, number });
	}
}

static int compare_changes(const void *a, const void *b)
{
	const struct sim_change *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->agent != y->agent)
		return x->agent < y->agent ? -1 : 1;
	return (x->ability > y->ability) - (x->ability < y->ability);
}

static void set_people(struct arena *a, const struct period *p,
		       const struct roster *r, struct sim_centre *c)
{
	struct cast cast = { .arena = a, .period = p };
	int days = p->days + 1;

	for (int i = 0; i < p->site->n_agents; i++)
		for (int d = -1; d < p->days; d++) {
			const struct cell *cell =
				period_cell(p, r, i, p->first_day + d);

			if (cell && cell->kind == CELL_DUTY)
				add_duty(&cast, i, p->first_day + d,
					 i * days + d + 1, &cell->duty);
		}
	if (cast.n_changes > 0)
		qsort(cast.changes, (size_t)cast.n_changes,
		      sizeof(*cast.changes), compare_changes);
	c->profiles = cast.profiles;
	c->abilities = cast.abilities;
	c->changes = cast.changes;
	c->n_profiles = cast.n_profiles;
	c->n_abilities = cast.n_abilities;
	c->n_changes = cast.n_changes;
	c->n_agents = p->site->n_agents;
	c->n_duties = c->n_agents * days;
}

struct sim_centre sim_centre_of_roster(struct arena *a, const struct period *p,
				       const struct roster *r,
				       const struct workload *ahead,
				       struct sim_options options)
{
	struct sim_queue *queues =
		arena_new(a, struct sim_queue, p->site->n_queues);
	struct sim_centre c = {
		.n_queues = p->site->n_queues,
		.n = p->grid.day_begin[p->days],
		.interval = p->grid.interval,
		.days = p->days,
		.day_begin = p->grid.day_begin,
		.queues = queues,
		.missing = options.missing,
	};

	for (int q = 0; q < c.n_queues; q++)
		queues[q] = queue_of_site(a, p, q);
	set_contacts(a, p, ahead, options.poisson, &c);
	set_people(a, p, r, &c);
	return c;
}
