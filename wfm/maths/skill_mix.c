#include "maths/skill_mix.h"

#include <math.h>

#include "base/text.h"
#include "maths/sim_demand.h"
#include "maths/sim_groups.h"
#include "maths/simulate.h"

#define MOST 1.5   /* times what the queues need apart */
#define CLOSE 0.01 /* the factor is found to this */

enum { GROUPS = 64 };

struct mixing {
	struct arena *arena;
	const struct site *site;
	const struct workload *ahead;
	const struct requirement *req;
	struct skill_mix_options o;
	uint64_t sets[GROUPS]; /* [n] skills of each group */
	double share[GROUPS];  /* of the people */
	int n, end;
	uint64_t tied;
};

static int day_of(const struct mixing *x)
{
	return x->ahead->grid.first_day;
}

/* ---- groups ---- */

static uint64_t tied_to(const struct mixing *x, uint64_t set)
{
	uint64_t before;

	do {
		before = set;
		for (int i = 0; i < x->site->n_agents; i++) {
			uint64_t own = pool_skills(x->site, i, day_of(x));
			if (own & set)
				set |= own;
		}
	} while (set != before);
	return set;
}

static void add_person(struct mixing *x, uint64_t set, double weight)
{
	int at = 0;

	while (at < x->n && x->sets[at] != set)
		at++;
	if (at == GROUPS)
		at--; /* the rest joins the last */
	if (at == x->n) {
		x->sets[x->n] = set;
		x->share[x->n++] = 0;
	}
	x->share[at] += weight;
}

/* Weighted by hours due. */
static void gather(struct mixing *x)
{
	double sum = 0;

	x->n = 0;
	for (int i = 0; i < x->site->n_agents; i++) {
		const struct agent_term *term =
			agent_term(&x->site->agents[i], day_of(x));
		uint64_t own = pool_skills(x->site, i, day_of(x)) & x->tied;
		if (!term || !own)
			continue;
		double weight = term->min_minutes + term->max_minutes + 1.0;
		add_person(x, own, weight);
		sum += weight;
	}
	for (int g = 0; g < x->n; g++)
		x->share[g] /= sum;
}

/* ---- a trial ---- */

/* People whom the tied queues need apart in interval t. */
static double apart_at(const struct mixing *x, int t)
{
	double sum = 0;

	for (int k = 0; k < x->req->n_rows; k++)
		if (x->req->rows[k].queue >= 0 &&
		    x->tied >> x->req->rows[k].queue & 1)
			sum += x->req->rows[k].net[t];
	return sum;
}

static double hours_apart(const struct mixing *x)
{
	double sum = 0;

	for (int t = 0; t < x->end; t++)
		sum += apart_at(x, t);
	return sum * x->ahead->grid.interval / 3600;
}

static struct sim_group group_of(struct arena *a, const struct mixing *x, int g,
				 double f)
{
	int *priority = arena_new(a, int, x->site->n_queues);
	double *heads = arena_new(a, double, x->end);

	for (int q = 0; q < x->site->n_queues; q++)
		priority[q] = x->sets[g] >> q & 1;
	for (int t = 0; t < x->end; t++)
		heads[t] = f * x->share[g] * apart_at(x, t);
	return (struct sim_group){ priority, heads, 1 };
}

/* Only tied queues are called. */
static struct sim_centre demand_of(struct arena *a, const struct mixing *x)
{
	struct sim_centre c =
		sim_demand(a, x->site, x->ahead, x->o.days, false);
	double *calls = arena_copy(a, c.calls, (size_t)c.n_queues * (size_t)c.n,
				   sizeof(*calls));

	for (int q = 0; q < c.n_queues; q++)
		for (int t = 0; !(x->tied >> q & 1) && t < c.n; t++)
			calls[q * c.n + t] = 0;
	c.calls = calls;
	return c;
}

/* Level of a queue on its worst day, or over the whole where its goal is one
 * over weeks or months; NAN: nobody came. */
static double level_of(const struct mixing *x, const struct simulation *s,
		       int q)
{
	enum goal_over over = x->site->queues[q].goal.over;
	double worst = NAN;

	if (over == OVER_WEEK || over == OVER_MONTH)
		return sim_estimate(&s->queues[q], SIM_LEVEL, s->replications)
			.value;
	for (int d = 0; d < s->centre->days; d++)
		worst = fmin(worst,
			     sim_estimate(&s->days[q * s->centre->days + d],
					  SIM_LEVEL, s->replications)
				     .value);
	return worst;
}

/* Least level - goal of the tied queues with f times the people. */
static double spare_at(const struct mixing *x, double f, int *queue,
		       double *level)
{
	struct arena *a = arena_open();
	struct sim_group *groups = arena_new(a, struct sim_group, x->n);
	struct sim_centre demand = demand_of(a, x);
	double least = HUGE_VAL;

	for (int g = 0; g < x->n; g++)
		groups[g] = group_of(a, x, g, f);
	struct sim_centre c = sim_centre_of_groups(a, &demand, groups, x->n);
	struct simulation s = simulate(
		a, &c,
		(struct simulate_options){ .seed = x->o.seed,
					   .threads = x->o.threads,
					   .replications = x->o.replications });
	for (int q = 0; q < c.n_queues; q++) {
		double goal = x->site->queues[q].goal.share;
		double there = level_of(x, &s, q);

		if (!(x->tied >> q & 1) || goal <= 0 || isnan(there) ||
		    there - goal >= least)
			continue;
		least = there - goal;
		*queue = q;
		*level = there;
	}
	arena_close(a);
	return least;
}

/* The larger people, the better: bisected. */
static void look_for_factor(const struct mixing *x, struct skill_mix *m)
{
	double low = fmin(0.5, 0.9 * m->all_skilled / m->apart), high = MOST;
	int queue = -1;
	double level = NAN;

	m->short_queue = -1;
	m->needed = NAN;
	if (spare_at(x, high, &queue, &level) < 0) {
		m->short_queue = queue;
		m->level = level;
		return;
	}
	while (high - low > CLOSE) {
		double middle = (low + high) / 2, there = NAN;
		if (spare_at(x, middle, &queue, &there) >= 0) {
			high = middle;
			level = there;
		} else {
			low = middle;
		}
	}
	m->needed = high * m->apart;
	m->level = level;
}

static const char *name_of(const struct mixing *x)
{
	struct text t = text_new(x->arena);

	for (int q = 0; q < x->site->n_queues; q++)
		if (x->tied >> q & 1)
			text_addf(&t, "%s%s", t.len ? "+" : "",
				  x->site->queues[q].id);
	return t.data;
}

/* Everybody does everything: the need of the pool, whoever is skilled. */
static double hours_together(const struct mixing *x)
{
	double sum = 0;

	for (int t = 0; t < x->end; t++)
		sum += pool_need_at(x->site, x->ahead, x->tied, t);
	return sum * x->ahead->grid.interval / 3600;
}

struct skill_mixes skill_mixes_of(struct arena *a, const struct site *site,
				  const struct workload *ahead,
				  const struct requirement *req,
				  struct skill_mix_options o)
{
	struct skill_mixes all = {
		arena_new(a, struct skill_mix, site->n_queues), 0
	};
	struct mixing x = { .arena = a,
			    .site = site,
			    .ahead = ahead,
			    .req = req,
			    .o = o,
			    .end = ahead->grid.day_begin[o.days] };
	uint64_t done = 0;

	for (int q = 0; q < site->n_queues; q++) {
		x.tied = done >> q & 1 ? 0 : tied_to(&x, (uint64_t)1 << q);
		done |= x.tied;
		if (!(x.tied & (x.tied - 1)))
			continue;
		gather(&x);
		struct skill_mix m = { .queues = x.tied,
				       .name = name_of(&x),
				       .groups = x.n,
				       .apart = hours_apart(&x),
				       .all_skilled = hours_together(&x) };
		if (x.n && m.apart > 0) {
			look_for_factor(&x, &m);
			all.list[all.n++] = m;
		}
	}
	return all;
}
