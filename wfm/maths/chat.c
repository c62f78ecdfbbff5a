#include "maths/chat.h"

#include <math.h>

/* Contacts ending per second when m are held, spread evenly. */
static double ending(const struct chat_queue *q, double m)
{
	double each = floor(m / q->agents), more = m - each * q->agents;
	int level = (int)each;
	double rate = 0;

	if (level > 0)
		rate += (q->agents - more) * each * q->rate[level - 1];
	if (more > 0)
		rate += more * (each + 1) * q->rate[level];
	return rate;
}

double chat_capacity(struct chat_queue q)
{
	return q.agents * q.slots * q.rate[q.slots - 1];
}

/*
 * Over the states with a free slot: their weights, and contacts held, in
 * units of the weight of the last of them.  Rates that fall with the level
 * can make two humps: below a valley, true weights are 1e-250^valley of those
 * carried; above a mountain all is scaled down, and `steep` is set.
 */
struct below {
	double weight, held;
	bool steep;
};

static const double huge = 1e250;

/* Some state below m may weigh more than the one above it. */
static bool may_rise(const struct chat_queue *q, double m)
{
	for (int level = 1; level * q->agents <= m; level++)
		if (ending(q, level * q->agents) >= q->arrivals)
			return true;
	return ending(q, m) >= q->arrivals;
}

static void scale_down(struct below *b, double *weight)
{
	*weight /= huge;
	b->weight /= huge;
	b->held /= huge;
	b->steep = true;
}

/* From the last downward, until what is left no longer counts. */
static struct below sum_below(const struct chat_queue *q)
{
	double top = q->agents * q->slots - 1, weight = 1;
	struct below b = { 1, top, false };
	int valley = 0;

	for (double m = top; m >= 1; m--) {
		weight *= ending(q, m) / q->arrivals;
		if (weight < 1e-18 * b.weight && !may_rise(q, m))
			break;
		if (weight < 1 / huge) {
			weight *= huge;
			valley++;
		} else if (weight > 1 && valley > 0) {
			weight /= huge;
			valley--;
		}
		if (valley > 0)
			continue;
		b.weight += weight;
		b.held += weight * (m - 1);
		if (weight > huge)
			scale_down(&b, &weight);
	}
	return b;
}

static struct chat_service quiet(struct chat_queue q)
{
	struct patience_queue none = { q.agents, 0, 1, q.patience };

	return (struct chat_service){ .wait = patience_service(none, 0),
				      .duration = 1 / q.rate[0] };
}

struct chat_service chat_service(struct chat_queue q, double within)
{
	struct patience_queue line = { .load = q.arrivals,
				       .aht = 1,
				       .patience = q.patience };
	struct chat_service s = { .duration = 0 };
	struct below b;

	if (q.arrivals <= 0)
		return quiet(q);
	if (q.agents <= 0) {
		s.wait = patience_service(line, within);
		return s;
	}
	line.agents = chat_capacity(q);
	b = sum_below(&q);
	s.wait = patience_behind(line, within, b.steep ? INFINITY : b.weight);
	s.held = q.agents * q.slots * s.wait.waiting +
		 (1 - s.wait.waiting) * (b.held / b.weight);
	s.each = s.held / q.agents;
	s.duration = s.held / (q.arrivals * s.wait.answered);
	return s;
}

double chat_waiting_formula(struct chat_queue q)
{
	double spare = chat_capacity(q) - q.arrivals;
	struct below b;

	if (q.arrivals <= 0)
		return 0;
	if (q.agents <= 0)
		return 1;
	b = sum_below(&q);
	return b.steep ? 0 : q.arrivals / (q.arrivals + spare * b.weight);
}

static bool is_enough(const struct service_goal *goal, struct chat_queue q,
		      double agents)
{
	struct chat_service s;
	struct patience_queue line = { .load = q.arrivals };

	q.agents = agents;
	line.agents = agents > 0 ? chat_capacity(q) : 0;
	s = chat_service(q, goal->within);
	return goal_missed_by(goal, line, &s.wait) == GOAL_NONE;
}

/* Fewest agents in (few, enough]. */
static double halve(const struct service_goal *goal, struct chat_queue q,
		    double few, double enough)
{
	while (enough - few > 1) {
		double middle = floor((few + enough) / 2);

		if (is_enough(goal, q, middle))
			enough = middle;
		else
			few = middle;
	}
	return enough;
}

/* What one agent less would miss first. */
static enum goal_wish binding(const struct service_goal *goal,
			      struct chat_queue q)
{
	struct patience_queue line = { .load = q.arrivals };
	struct chat_service s = chat_service(q, goal->within);

	line.agents = q.agents > 0 ? chat_capacity(q) : 0;
	return goal_missed_by(goal, line, &s.wait);
}

struct goal_answer chat_agents(const struct service_goal *goal,
			       struct chat_queue q)
{
	struct service_goal wishes = *goal;
	struct goal_answer a = { goal->minimum, GOAL_MINIMUM };
	double few = -1, enough = 1;

	if (goal_fault(goal) || !(q.arrivals >= 0 && q.arrivals < INFINITY))
		return (struct goal_answer){ INFINITY, GOAL_IMPOSSIBLE };
	q.patience = goal->patience > 0 ? goal->patience : INFINITY;
	wishes.minimum = 0;
	if (!is_enough(&wishes, q, 0)) {
		for (few = 0; !is_enough(&wishes, q, enough); enough *= 2)
			few = enough;
		enough = halve(&wishes, q, few, enough);
		if (enough > a.amount) {
			q.agents = enough - 1;
			return (struct goal_answer){ enough,
						     binding(&wishes, q) };
		}
	}
	if (a.amount == 0)
		a.binding = GOAL_NONE;
	return a;
}
