#include "maths/mixture.h"

#include <math.h>

#include "maths/gauss.h"
#include "maths/special.h"

/* Sums over panels, each weighted with the calls at that load. */
struct blend {
	double calls;				 /* 1 */
	double waiting, abandoned, wait, waited; /* waited: asa x answered */
	double in_time, early, late, after, answered, offered_late;
};
enum { BLEND = sizeof(struct blend) / sizeof(double) };

struct mixture {
	struct patience_queue q;
	double within, shape; /* 1 / cv^2 */
};

static void add_at(struct blend *b, const struct mixture *m, double u,
		   double width)
{
	struct patience_queue q = m->q;
	struct patience_service s;
	double w;

	/* Gamma density in u = ln(load / mean), times the calls e^u. */
	w = width * exp(u - m->shape * exp_excess(-u));
	if (w == 0)
		return;
	q.load *= exp(u);
	s = patience_service(q, m->within);
	b->calls += w;
	b->waiting += w * s.waiting;
	b->abandoned += w * s.abandoned;
	b->wait += w * s.wait;
	b->waited += s.answered > 0 ? w * s.asa * s.answered : 0;
	b->in_time += w * s.in_time;
	b->early += w * s.early;
	b->late += w * s.late;
	b->after += w * s.after;
	b->answered += w * s.answered;
	b->offered_late += w * s.offered_late;
}

static struct blend panel(const struct mixture *m, double from, double to)
{
	double half = (to - from) / 2, middle = (to + from) / 2;
	struct blend b = { .calls = 0 };

	for (int i = 0; i < GAUSS_NODES; i++)
		add_at(&b, m, middle + half * gauss_node[i],
		       half * gauss_weight[i]);
	return b;
}

static struct blend plus(struct blend a, struct blend b)
{
	a.calls += b.calls;
	a.waiting += b.waiting;
	a.abandoned += b.abandoned;
	a.wait += b.wait;
	a.waited += b.waited;
	a.in_time += b.in_time;
	a.early += b.early;
	a.late += b.late;
	a.after += b.after;
	a.answered += b.answered;
	a.offered_late += b.offered_late;
	return a;
}

static double disagreement(const struct blend *a, const struct blend *b)
{
	return fabs(a->in_time - b->in_time) + fabs(a->late - b->late) +
	       fabs(a->abandoned - b->abandoned) + fabs(a->calls - b->calls);
}

static struct blend integral(const struct mixture *m, double from, double to,
			     struct blend whole, double allowed, int depth)
{
	double middle = (from + to) / 2;
	struct blend left = panel(m, from, middle);
	struct blend right = panel(m, middle, to);
	struct blend both = plus(left, right);

	if (depth == 0 || disagreement(&both, &whole) <= allowed)
		return both;
	left = integral(m, from, middle, left, allowed, depth - 1);
	right = integral(m, middle, to, right, allowed, depth - 1);
	return plus(left, right);
}

/* Where e^(u - shape (e^u - 1 - u)) is below 1e-19 of its peak, to a side. */
static double end_of(double shape, double sign)
{
	double step = fmin(1 / sqrt(shape), 1), u = 0;

	while (u - shape * exp_excess(-u) > -46)
		u += sign * step;
	return u;
}

static struct patience_service mean_of(const struct blend *b,
				       struct patience_queue q)
{
	double calls = b->calls;
	struct patience_service s = {
		.waiting = b->waiting / calls,
		.abandoned = b->abandoned / calls,
		.answered = b->answered / calls,
		.wait = b->wait / calls,
		.asa = b->waited / b->answered,
		.in_time = b->in_time / calls,
		.early = b->early / calls,
		.late = b->late / calls,
		.after = b->after / calls,
		.offered_in_time = 1 - b->offered_late / calls,
		.offered_late = b->offered_late / calls,
	};

	s.queue = q.load * s.wait / q.aht;
	s.occupancy = q.load * s.answered / q.agents;
	return s;
}

struct patience_service mixture_service(struct patience_queue q, double cv,
					double within)
{
	struct mixture m = { q, within, 1 / (cv * cv) };
	double from, to, width;
	struct blend sum = { .calls = 0 };

	if (cv < 1e-8 || q.load <= 0 || q.agents <= 0)
		return patience_service(q, within);
	from = end_of(m.shape, -1);
	to = end_of(m.shape, 1);
	width = to - from;
	for (int i = 0; i < 8; i++) {
		double a = from + width * i / 8, b = from + width * (i + 1) / 8;

		sum = plus(sum, integral(&m, a, b, panel(&m, a, b),
					 1e-13 / sqrt(m.shape), 20));
	}
	return mean_of(&sum, q);
}

static bool is_enough(const struct service_goal *goal, struct patience_queue q,
		      double cv)
{
	struct patience_service s = mixture_service(q, cv, goal->within);

	return goal_missed_by(goal, q, &s) == GOAL_NONE;
}

/* From the agents for the mean load, to the side that needs it. */
struct goal_answer mixture_agents(const struct service_goal *goal, double load,
				  double aht, double cv)
{
	struct goal_answer known = goal_agents(goal, load, aht);
	double few = -1, enough = -1, step = 1 + floor(cv * load / 4);
	struct patience_queue q = goal_queue(goal, known.amount, load, aht);
	struct patience_service s;

	if (load <= 0 || isinf(known.amount))
		return known;
	if (isinf(q.patience) || !(cv >= 0 && cv <= 10))
		return (struct goal_answer){ INFINITY, GOAL_IMPOSSIBLE };
	while (few < 0 || enough < 0 || enough - few > 1) {
		if (is_enough(goal, q, cv))
			enough = q.agents;
		else
			few = q.agents;
		if (enough == 0)
			return (struct goal_answer){ 0, GOAL_NONE };
		if (enough < 0)
			q.agents += step *= 2;
		else if (few < 0)
			q.agents = fmax(q.agents - (step *= 2), 0);
		else
			q.agents = floor((few + enough) / 2);
	}
	q.agents = few;
	s = mixture_service(q, cv, goal->within);
	return (struct goal_answer){ enough, goal_missed_by(goal, q, &s) };
}
