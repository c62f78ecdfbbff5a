/*
 * Branch and cut over the tours of a part, by GLPK.  A tour whose reduced
 * cost at the programme's optimum is not less than what the roster may still
 * save is in no cheaper roster: it is left out.
 */
#include "optimise/codes_part.h"

#include <math.h>
#include <string.h>

enum { MANY = 4000 }; /* tours; more are not tried */

static int leave_out(struct part *p, double room)
{
	int left = 0;

	for (int k = 0; k < p->n_in; k++) {
		if (p->in[k].dead)
			continue;
		if (part_reduced(p, k) < room - 1e-6) {
			left++;
			continue;
		}
		p->in[k].out = true;
		lp_set_bounds(p->lp, p->first + k, 0, 0);
	}
	return left;
}

static void take_in(struct part *p)
{
	for (int k = 0; k < p->n_in; k++)
		if (p->in[k].out) {
			p->in[k].out = false;
			lp_set_bounds(p->lp, p->first + k, 0, HUGE_VAL);
		}
}

static double read_roster(const struct part *p, int *roster)
{
	int n = 0;

	memcpy(roster, p->codes->best,
	       (size_t)p->codes->n_workers * sizeof(*roster));
	for (int k = 0; k < p->n_in; k++)
		if (lp_whole_column(p->lp, p->first + k) > 0.5) {
			roster[p->worker[p->in[k].slot]] = p->in[k].column;
			n++;
		}
	return n == p->n ? codes_roster_cost(p->codes, roster, NULL) : HUGE_VAL;
}

double part_branch(struct part *p, double limit, int nodes, int *roster,
		   bool *proven)
{
	struct codes *c = p->codes;
	struct err e = err_new(p->arena);
	enum lp_found found = LP_NOTHING;
	double cost = HUGE_VAL;
	int n = leave_out(p, limit - p->value), before = lp_iterations(p->lp);
	double *start = arena_new(p->arena, double, p->first + p->n_in);
	struct lp_whole whole = { .from = c->whole ? 0 : p->first,
				  .nodes = nodes,
				  .start = start,
				  .stop = effort_stop,
				  .ctx = c->effort };

	part_start(p, start);

	if (n <= MANY && lp_solve_whole(p->lp, whole, &found, &e) == RC_OK &&
	    (found == LP_OPTIMAL || found == LP_FEASIBLE))
		cost = read_roster(p, roster);
	*proven = found == LP_OPTIMAL || found == LP_INFEASIBLE;
	/* With cuts and the tree, an iteration takes so much longer. */
	effort_spend(c->effort,
		     8.0 * (lp_iterations(p->lp) - before) * part_iteration(p));
	take_in(p);
	return cost < limit ? cost : HUGE_VAL;
}
