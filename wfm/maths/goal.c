#include "maths/goal.h"

#include <math.h>
#include <stddef.h>

#include "maths/erlang.h"
#include "maths/ratio.h"
#include "maths/root.h"

/* How much a wish may be missed, relative, and still count as fulfilled. */
static const double slack = 1e-12;

const char *goal_key(enum goal_wish wish)
{
	static const char *const key[GOAL_WISHES] = {
		[GOAL_NONE] = "none",
		[GOAL_STABLE] = "stable",
		[GOAL_SERVICE] = "service",
		[GOAL_ASA] = "asa",
		[GOAL_ABANDONED] = "abandoned",
		[GOAL_OCCUPANCY] = "occupancy",
		[GOAL_MINIMUM] = "minimum",
		[GOAL_IMPOSSIBLE] = "impossible",
	};

	return key[wish];
}

const char *goal_fault(const struct service_goal *goal)
{
	if (!(goal->share >= 0 && goal->share < 1))
		return "share: at least 0 and below 1";
	if (!(goal->within >= 0))
		return "within: 0 s or more";
	if (!(goal->asa >= 0))
		return "asa: 0 s or more";
	if (!(goal->abandoned >= 0))
		return "abandoned: 0 or more";
	if (!(goal->occupancy >= 0))
		return "occupancy: 0 or more";
	if (!(goal->patience >= 0))
		return "patience: 0 s or more";
	return goal->minimum < 0 ? "minimum: 0 or more" : NULL;
}

struct patience_queue goal_queue(const struct service_goal *goal, double agents,
				 double load, double aht)
{
	return (struct patience_queue){
		.agents = agents,
		.load = load,
		.aht = aht,
		.patience = goal->patience > 0 ? goal->patience : INFINITY,
	};
}

static bool hangs_up(const struct service_goal *goal)
{
	return goal->patience > 0 && !isinf(goal->patience);
}

static bool is_wished(const struct service_goal *goal, enum goal_wish wish)
{
	switch (wish) {
	case GOAL_STABLE: return !hangs_up(goal);
	case GOAL_SERVICE: return goal->share > 0;
	case GOAL_ASA: return goal->asa > 0;
	case GOAL_ABANDONED: return goal->abandoned > 0 && hangs_up(goal);
	case GOAL_OCCUPANCY: return goal->occupancy > 0;
	case GOAL_MINIMUM: return goal->minimum > 0;
	case GOAL_NONE:
	case GOAL_IMPOSSIBLE: break;
	}
	return false;
}

/* Measured on the smaller of level and shortfall, where it is sharper. */
static double service_excess(double share, double level, double shortfall)
{
	return share < 0.5 ? log(share / level) : log(shortfall / (1 - share));
}

static bool is_served(double share, double level, double shortfall)
{
	return share < 0.5 ? level >= share * (1 - slack)
			   : shortfall <= (1 - share) * (1 + slack);
}

/*
 * How far a wish is missed: ln(what is / what is allowed), above 0 when
 * missed.  It falls with agents and rises with load.
 */
static double excess(const struct service_goal *goal, enum goal_wish wish,
		     struct patience_queue q, const struct patience_service *s)
{
	switch (wish) {
	case GOAL_STABLE: return q.load < q.agents ? -INFINITY : INFINITY;
	case GOAL_SERVICE:
		return service_excess(goal->share,
				      patience_level(s, goal->counting),
				      patience_shortfall(s, goal->counting));
	case GOAL_ASA: return log(s->asa / goal->asa);
	case GOAL_ABANDONED: return log(s->abandoned / goal->abandoned);
	case GOAL_OCCUPANCY: return log(s->occupancy / goal->occupancy);
	case GOAL_MINIMUM: return log(goal->minimum / q.agents);
	case GOAL_NONE:
	case GOAL_IMPOSSIBLE: break;
	}
	return -INFINITY;
}

static bool misses(const struct service_goal *goal, enum goal_wish wish,
		   struct patience_queue q, const struct patience_service *s)
{
	if (!is_wished(goal, wish))
		return false;
	if (wish == GOAL_MINIMUM)
		return !ratio_covers(q.agents, goal->minimum);
	if (wish == GOAL_SERVICE)
		return !is_served(goal->share,
				  patience_level(s, goal->counting),
				  patience_shortfall(s, goal->counting));
	if (wish == GOAL_OCCUPANCY && q.agents > 0)
		return !ratio_covers(q.agents,
				     q.load * s->answered / goal->occupancy);
	return excess(goal, wish, q, s) > slack;
}

enum goal_wish goal_missed_by(const struct service_goal *goal,
			      struct patience_queue q,
			      const struct patience_service *s)
{
	enum goal_wish wish = q.load > 0 ? GOAL_STABLE : GOAL_MINIMUM;

	while (wish < GOAL_IMPOSSIBLE && !misses(goal, wish, q, s))
		wish++;
	return wish < GOAL_IMPOSSIBLE ? wish : GOAL_NONE;
}

enum goal_wish goal_missed(const struct service_goal *goal, double agents,
			   double load, double aht)
{
	struct patience_queue q = goal_queue(goal, agents, load, aht);
	struct patience_service s = patience_service(q, goal->within);

	return goal_missed_by(goal, q, &s);
}

/* One wish as a function of the agents, or of the load, for the root. */
struct search {
	const struct service_goal *goal;
	enum goal_wish wish;
	struct patience_queue q;
};

static double excess_at(const struct search *k, struct patience_queue q)
{
	struct patience_service s = patience_service(q, k->goal->within);

	return excess(k->goal, k->wish, q, &s);
}

static double excess_of_agents(double agents, const void *context)
{
	const struct search *k = context;
	struct patience_queue q = k->q;

	q.agents = agents;
	return excess_at(k, q);
}

static double excess_of_load(double load, const void *context)
{
	const struct search *k = context;
	struct patience_queue q = k->q;

	q.load = load;
	return excess_at(k, q);
}

/*
 * About how many a large centre would need: while all wait, calls n / a of
 * them are served, after patience x ln(a / n) seconds.
 */
static double fluid_agents(const struct service_goal *goal, double load)
{
	double share = 0;

	if (goal->share > 0)
		share = fmax(goal->share, exp(-goal->within / goal->patience));
	if (goal->abandoned > 0)
		share = fmax(share, 1 - goal->abandoned);
	if (goal->occupancy > 0)
		share = fmax(share, 1 / goal->occupancy);
	return fmax(load * share, goal->minimum);
}

/* The root of one wish from a guess, in steps of growing width to its side;
 * below 0 when the wish holds with nobody there, 0 when with hardly anybody. */
static double root_near(const struct search *k, double guess)
{
	const double hardly = 1e-9;
	double step = 1 + sqrt(k->q.load) / 4, n = guess, last = guess;
	bool up = excess_of_agents(n, k) > 0;

	do {
		last = n;
		if (!up && n == 0)
			return -1;
		n = up ? n + step : fmax(n - step, 0);
		step *= 3;
	} while ((excess_of_agents(n, k) > (n == 0 ? slack : 0)) == up);
	if (n == 0 && excess_of_agents(hardly, k) <= 0)
		return 0;
	return root_between(fmin(last, n), fmax(last, n), excess_of_agents, k);
}

/* The fractional agents that one wish asks for, or as root_near. */
static double agents_for(const struct service_goal *goal, enum goal_wish wish,
			 struct patience_queue q)
{
	struct search k = { goal, wish, q };
	bool patient = !hangs_up(goal);

	if (wish == GOAL_STABLE)
		return q.load;
	if (wish == GOAL_MINIMUM)
		return goal->minimum;
	if (wish == GOAL_OCCUPANCY && patient)
		return fmax(q.load / goal->occupancy, q.load);
	return root_near(&k, patient ? q.load : fluid_agents(goal, q.load));
}

/* The wish that asks for most agents among those that q misses, or among
 * all, and how many. */
static struct goal_answer greatest(const struct service_goal *goal,
				   struct patience_queue q, bool only_missed)
{
	struct patience_service s = patience_service(q, goal->within);
	struct goal_answer most = { -1, GOAL_NONE };

	for (enum goal_wish w = GOAL_STABLE; w < GOAL_IMPOSSIBLE; w++) {
		double n;

		if (!is_wished(goal, w) ||
		    (only_missed && !misses(goal, w, q, &s)))
			continue;
		n = agents_for(goal, w, q);
		if (n > most.amount)
			most = (struct goal_answer){ n, w };
	}
	most.amount = fmax(most.amount, 0);
	return most;
}

/* What one agent less would miss; only a tie needs the fractions. */
static enum goal_wish binding(const struct service_goal *goal,
			      struct patience_queue q)
{
	struct patience_service s = patience_service(q, goal->within);
	enum goal_wish found = GOAL_NONE;
	int n = 0;

	for (enum goal_wish w = GOAL_STABLE; w < GOAL_IMPOSSIBLE; w++)
		if (misses(goal, w, q, &s)) {
			found = w;
			n++;
		}
	return n > 1 ? greatest(goal, q, true).binding : found;
}

/*
 * Erlang C: from the fewest agents that are stable, few enough hours busy
 * and at least the minimum, one agent at a time, 1/B following by its
 * recursion (erlang.h).
 */
static double walk(const struct service_goal *goal, struct patience_queue q)
{
	double slow = goal->asa > 0 ? goal->asa * (1 + slack) : INFINITY;
	double n = fmax(floor(q.load) + 1, goal->minimum), r;

	if (goal->occupancy > 0)
		n = fmax(n, ratio_ceil(q.load / goal->occupancy));
	r = erlang_b_reciprocal(n, q.load);
	for (;; n++) {
		double spare = n - q.load;
		double waiting = n / (q.load + spare * r);
		double late = waiting * exp(-spare * goal->within / q.aht);

		if (is_served(goal->share, 1 - late, late) &&
		    waiting * q.aht / spare <= slow)
			return n;
		r = 1 + (n + 1) / q.load * r;
	}
}

/* The worst of all wishes, above 0 exactly when one is missed. */
static double worst_excess(double agents, const void *context)
{
	const struct search *k = context;
	struct patience_queue q = k->q;
	struct patience_service s;
	double worst = -INFINITY;
	bool missed = false;

	q.agents = agents;
	s = patience_service(q, k->goal->within);
	for (enum goal_wish w = GOAL_STABLE; w < GOAL_IMPOSSIBLE; w++)
		if (is_wished(k->goal, w)) {
			worst = fmax(worst, excess(k->goal, w, q, &s));
			missed = missed || misses(k->goal, w, q, &s);
		}
	return missed ? fmax(worst, slack) : fmin(worst, 0);
}

/* Erlang A. */
static double search_agents(const struct service_goal *goal,
			    struct patience_queue q)
{
	struct search k = { goal, GOAL_NONE, q };

	return root_whole(fluid_agents(goal, q.load), worst_excess, &k);
}

static bool is_possible(const struct service_goal *goal, double load,
			double aht)
{
	return !goal_fault(goal) && load >= 0 && load < INFINITY &&
	       (aht > 0 || load == 0);
}

static struct goal_answer without_load(const struct service_goal *goal)
{
	return (struct goal_answer){ goal->minimum, goal->minimum > 0
							    ? GOAL_MINIMUM
							    : GOAL_NONE };
}

struct goal_answer goal_agents(const struct service_goal *goal, double load,
			       double aht)
{
	struct patience_queue q = goal_queue(goal, 0, load, aht);
	double n;

	if (!is_possible(goal, load, aht))
		return (struct goal_answer){ INFINITY, GOAL_IMPOSSIBLE };
	if (load <= 0)
		return without_load(goal);
	n = hangs_up(goal) ? search_agents(goal, q) : walk(goal, q);
	q.agents = n - 1;
	return (struct goal_answer){ n, n > 0 ? binding(goal, q) : GOAL_NONE };
}

struct goal_answer goal_fraction(const struct service_goal *goal, double load,
				 double aht)
{
	if (!is_possible(goal, load, aht))
		return (struct goal_answer){ INFINITY, GOAL_IMPOSSIBLE };
	if (load <= 0)
		return without_load(goal);
	return greatest(goal, goal_queue(goal, 0, load, aht), false);
}

/* The load at which one wish is just fulfilled. */
static double load_for(const struct service_goal *goal, enum goal_wish wish,
		       struct patience_queue q)
{
	struct search k = { goal, wish, q };
	double most = q.agents;

	if (wish == GOAL_STABLE)
		return q.agents;
	if (wish == GOAL_OCCUPANCY && !hangs_up(goal))
		return q.agents * fmin(goal->occupancy, 1);
	while (hangs_up(goal) && excess_of_load(most, &k) <= 0) {
		if (most > GOAL_LOAD_MOST)
			return INFINITY;
		most *= 2;
	}
	return root_between(0, most, excess_of_load, &k);
}

struct goal_answer goal_load(const struct service_goal *goal, double agents,
			     double aht)
{
	struct goal_answer least = { INFINITY, GOAL_NONE };
	struct patience_queue q = goal_queue(goal, agents, 0, aht);

	if (!is_possible(goal, 0, aht))
		return (struct goal_answer){ 0, GOAL_IMPOSSIBLE };
	if (agents <= 0 || !ratio_covers(agents, goal->minimum))
		return (struct goal_answer){ 0, GOAL_MINIMUM };
	for (enum goal_wish w = GOAL_STABLE; w < GOAL_MINIMUM; w++) {
		double load =
			is_wished(goal, w) ? load_for(goal, w, q) : INFINITY;

		if (load < least.amount)
			least = (struct goal_answer){ load, w };
	}
	return least;
}
