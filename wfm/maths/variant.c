#include "maths/variant.h"

#include <math.h>

#include "maths/mixture.h"

static const double MOST = 1e9; /* erlangs and people */

struct variant variant_none(void)
{
	return (struct variant){ .cv2 = { 1, 1 }, .lines = INFINITY };
}

static bool is_general(const struct variant *v)
{
	return v->cv2.arrivals != 1 || v->cv2.handling != 1;
}

static bool has_house(const struct variant *v)
{
	return isfinite(v->lines) || v->redial > 0;
}

/* Waits of Erlang C, stretched. */
static struct patience_service
general(struct patience_queue q, struct erlang_variability cv2, double within)
{
	struct patience_service s = patience_service(q, within);

	s.wait = s.asa = erlang_g_asa(q.agents, q.load, q.aht, cv2);
	s.late = s.after = s.offered_late =
		erlang_g_longer(q.agents, q.load, q.aht, within, cv2);
	s.in_time = s.offered_in_time = 1 - s.late;
	s.queue = q.load > 0 ? q.load * s.wait / q.aht : 0;
	return s;
}

struct lines_service variant_service(struct patience_queue q,
				     const struct variant *v, double within)
{
	struct lines_service s = { .offered = q.load };

	if (has_house(v))
		return lines_redial(
			(struct lines_queue){ q, v->lines }, within,
			(struct lines_redial){ v->redial, v->redial });
	s.accepted = v->load_cv > 0  ? mixture_service(q, v->load_cv, within)
		     : is_general(v) ? general(q, v->cv2, within)
				     : patience_service(q, within);
	return s;
}

enum goal_wish variant_missed(const struct service_goal *goal, double agents,
			      double load, double aht, const struct variant *v)
{
	struct patience_queue q = goal_queue(goal, agents, load, aht);
	struct lines_service s = variant_service(q, v, goal->within);

	/* What the agents are offered is what found a line. */
	q.load = s.offered * (1 - s.blocked);
	return goal_missed_by(goal, q, &s.accepted);
}

struct goal_answer variant_agents(const struct service_goal *goal, double load,
				  double aht, const struct variant *v)
{
	double few = -1, enough = -1, step = 1;
	struct goal_answer known = goal_agents(goal, load, aht);

	if (v->load_cv > 0)
		return mixture_agents(goal, load, aht, v->load_cv);
	if (!(has_house(v) || is_general(v)) || load <= 0 ||
	    isinf(known.amount))
		return known;
	for (double n = fmin(known.amount, v->lines);
	     enough < 0 || enough - few > 1;) {
		if (variant_missed(goal, n, load, aht, v) == GOAL_NONE)
			enough = n;
		else
			few = n;
		if (few >= fmin(v->lines, MOST))
			return (struct goal_answer){ INFINITY,
						     GOAL_IMPOSSIBLE };
		if (enough < 0)
			n = fmin(n + (step *= 2), v->lines);
		else if (few < 0 && enough > 0)
			n = fmax(n - (step *= 2), 0);
		else
			n = floor((few + enough) / 2);
	}
	return (struct goal_answer){
		enough, enough > 0
				? variant_missed(goal, enough - 1, load, aht, v)
				: GOAL_NONE
	};
}

struct goal_answer variant_load(const struct service_goal *goal, double agents,
				double aht, const struct variant *v)
{
	struct goal_answer known = goal_load(goal, agents, aht);
	double low = 0, high = fmin(known.amount, MOST);

	if (!(v->load_cv > 0 || has_house(v) || is_general(v)) ||
	    known.amount <= 0)
		return known;
	while (variant_missed(goal, agents, high, aht, v) == GOAL_NONE) {
		if (high >= MOST)
			return (struct goal_answer){ INFINITY, GOAL_NONE };
		low = high;
		high *= 2;
	}
	while (high - low > 1e-12 * high) {
		double middle = low + (high - low) / 2;

		if (variant_missed(goal, agents, middle, aht, v) == GOAL_NONE)
			low = middle;
		else
			high = middle;
	}
	return (struct goal_answer){ low, variant_missed(goal, agents, high,
							 aht, v) };
}
