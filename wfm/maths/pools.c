#include "maths/pools.h"

#include <math.h>

#include "base/text.h"
#include "maths/goal.h"
#include "maths/ratio.h"
#include "maths/staffing_day.h"

enum { SETS = 32 }; /* the sets that most people have */

static bool waits(const struct queue *q)
{
	return q->channel == CHANNEL_VOICE || q->channel == CHANNEL_CHAT;
}

uint64_t pool_skills(const struct site *site, int agent, int day)
{
	uint64_t set = 0;

	for (int q = 0; q < site->n_queues; q++)
		if (waits(&site->queues[q]) &&
		    agent_speed(&site->agents[agent], site->queues[q].skill,
				day) > 0)
			set |= (uint64_t)1 << q;
	return set;
}

static int size_of(uint64_t set)
{
	int n = 0;

	for (; set; set &= set - 1)
		n++;
	return n;
}

static void count_set(struct pool_needs *p, uint64_t set)
{
	int at = 0;

	if (size_of(set) < 2)
		return;
	while (at < p->n && p->list[at].queues != set)
		at++;
	if (at == SETS)
		return;
	if (at == p->n)
		p->list[p->n++] = (struct pool_need){ .queues = set };
	p->list[at].people++;
}

/* By size, then by value: few. */
static void sort_sets(struct pool_needs *p)
{
	for (int k = 1; k < p->n; k++) {
		struct pool_need one = p->list[k];
		int at = k;
		for (;
		     at > 0 &&
		     (size_of(p->list[at - 1].queues) > size_of(one.queues) ||
		      (size_of(p->list[at - 1].queues) == size_of(one.queues) &&
		       p->list[at - 1].queues > one.queues));
		     at--)
			p->list[at] = p->list[at - 1];
		p->list[at] = one;
	}
}

static const char *name_of(struct arena *a, const struct site *site,
			   uint64_t set)
{
	struct text t = text_new(a);

	for (int q = 0; q < site->n_queues; q++)
		if (set >> q & 1)
			text_addf(&t, "%s%s", t.len ? "+" : "",
				  site->queues[q].id);
	return t.data;
}

/* All contacts of a pool in an interval: their load in people, mean handling
 * time of a contact and how many one person holds. */
struct pooled {
	double load, aht, slots;
};

static struct pooled pooled_at(const struct site *site,
			       const struct workload *w, uint64_t set, int t)
{
	struct pooled x = { 0, 0, 0 };
	double calls = 0, work = 0;

	for (int q = 0; q < site->n_queues; q++) {
		double load = workload_load(w, q, t);
		int slots = site->queues[q].concurrency > 1
				    ? site->queues[q].concurrency
				    : 1;
		if (!(set >> q & 1) || !(load > 0))
			continue;
		x.load += load / slots;
		calls += w->calls[q * w->grid.n + t];
		work += load;
	}
	if (calls > 0) {
		x.aht = work * w->grid.interval / calls;
		x.slots = work / x.load;
	}
	return x;
}

/* The member that asks for most decides. */
double pool_need_at(const struct site *site, const struct workload *w,
		    uint64_t set, int t)
{
	struct pooled x = pooled_at(site, w, set, t);
	double most = 0;

	for (int q = 0; q < site->n_queues; q++) {
		if (!(set >> q & 1) || !(workload_load(w, q, t) > 0))
			continue;
		const struct service_goal goal =
			staffing_goal(&site->queues[q]);
		double agents =
			goal_fraction(&goal, x.load * x.slots, x.aht).amount /
			x.slots;
		most = fmax(most, agents);
	}
	return most;
}

struct pool_needs pools_of_workload(struct arena *a, const struct site *site,
				    const struct workload *ahead, int end)
{
	struct pool_needs p = { arena_new(a, struct pool_need, SETS), 0 };
	int day = ahead->grid.first_day, n = ahead->grid.n;
	double shrinkage = site_shrinkage(site);

	for (int i = 0; i < site->n_agents; i++)
		count_set(&p, pool_skills(site, i, day));
	sort_sets(&p);
	for (int k = 0; k < p.n; k++) {
		struct pool_need *pool = &p.list[k];
		pool->name = name_of(a, site, pool->queues);
		pool->net = arena_new(a, double, n);
		pool->gross = arena_new(a, double, n);
		for (int t = 0; t < end && t < n; t++) {
			pool->net[t] =
				pool_need_at(site, ahead, pool->queues, t);
			pool->gross[t] = ratio_gross(pool->net[t], shrinkage);
		}
	}
	return p;
}
