/* People who go and people who come. */
#include <math.h>

#include "base/date.h"
#include "base/text.h"
#include "maths/fte.h"
#include "maths/scenario_work.h"

#define ENOUGH 1e-9 /* of an FTE: decimals that do not quite add up */

/* The first term in force in the period, NULL when there is none. */
static const struct agent_term *term_of(const struct scenario_work *w,
					int agent)
{
	const struct scenario_inputs *in = &w->out->inputs;

	for (int d = 0; d < in->days; d++) {
		const struct agent_term *term =
			agent_term(&w->agents[agent], in->first_day + d);

		if (term)
			return term;
	}
	return NULL;
}

static double fte_of(const struct scenario_work *w, int agent)
{
	return fte_of_term(&w->site, term_of(w, agent), w->out->inputs.days);
}

/* Terms are by first day; DATE_NONE, since ever, is the least int. */
static int joined(const struct agent *a)
{
	return a->terms[0].from;
}

static bool goes_before(const struct agent *a, const struct agent *b)
{
	const char *x = a->id, *y = b->id;

	if (joined(a) != joined(b))
		return joined(a) > joined(b);
	while (*x && *x == *y) {
		x++;
		y++;
	}
	return (unsigned char)*x < (unsigned char)*y;
}

/* Somebody without hours would fit in any number of times. */
static bool fits(double fte, double most)
{
	return isinf(most) || (fte > ENOUGH && fte <= most + ENOUGH);
}

/*
 * The latest to join who has the contract (-1: any) and is at most so much of
 * an FTE; of the agents [0, n).  -1 when there is nobody.
 */
static int latest(const struct scenario_work *w, int n, int contract,
		  double most)
{
	int found = -1;

	for (int i = 0; i < n; i++) {
		const struct agent_term *term = term_of(w, i);

		if (!term || (contract >= 0 && term->contract != contract) ||
		    !fits(fte_of(w, i), most))
			continue;
		if (found < 0 || goes_before(&w->agents[i], &w->agents[found]))
			found = i;
	}
	return found;
}

/* --- going --- */

static void clear_cells(struct roster *r, int agent)
{
	for (int d = 0; d < r->days; d++)
		*roster_cell(r, agent, r->first_day + d) =
			(struct cell){ .kind = CELL_NONE };
}

static void drop_absences(struct scenario_work *w, int agent)
{
	const struct absence *from = w->site.absences;
	struct absence *left =
		arena_new(w->arena, struct absence, w->site.n_absences);
	int n = 0;

	for (int k = 0; k < w->site.n_absences; k++)
		if (from[k].agent != agent)
			left[n++] = from[k];
	w->site.absences = left;
	w->site.n_absences = n;
}

static void drop_requests(struct scenario_work *w, int agent)
{
	const struct request *from = w->site.requests;
	struct request *left =
		arena_new(w->arena, struct request, w->site.n_requests);
	int n = 0;

	for (int k = 0; k < w->site.n_requests; k++)
		if (from[k].agent != agent)
			left[n++] = from[k];
	w->site.requests = left;
	w->site.n_requests = n;
}

static void drop_activities(struct scenario_work *w, int agent)
{
	const struct activity *from = w->site.activities;
	struct activity *left =
		arena_new(w->arena, struct activity, w->site.n_activities);
	int n = 0;

	for (int k = 0; k < w->site.n_activities; k++)
		if (from[k].agent != agent)
			left[n++] = from[k];
	w->site.activities = left;
	w->site.n_activities = n;
}

static void remove_agent(struct scenario_work *w, int agent)
{
	w->agents[agent].n_terms = 0;
	w->agents[agent].n_availability = 0;
	clear_cells(&w->roster, agent);
	clear_cells(&w->locked, agent);
	drop_absences(w, agent);
	drop_requests(w, agent);
	drop_activities(w, agent);
	w->removed = arena_grow(w->arena, w->removed, w->out->n_removed,
				&w->removed_room, sizeof(*w->removed));
	w->removed[w->out->n_removed++] = agent;
}

/* --- coming --- */

static const char *new_id(const struct scenario_work *w, int *number)
{
	const char *id;

	do
		id = arena_printf(w->arena, "new%d", ++*number);
	while (site_agent(&w->site, id) >= 0);
	return id;
}

static struct agent like(const struct scenario_work *w, int agent)
{
	struct agent_term *term =
		arena_copy(w->arena, term_of(w, agent), 1, sizeof(*term));
	struct agent a = w->agents[agent];

	term->from = w->out->inputs.first_day;
	term->until = DATE_NONE;
	a.terms = term;
	a.n_terms = 1;
	a.n_availability = a.n_exceptions = 0;
	a.availability = NULL;
	a.exceptions = NULL;
	return a;
}

static void add_agent(struct scenario_work *w, int agent)
{
	int number = w->out->n_added;
	struct agent a = like(w, agent);

	a.id = new_id(w, &number);
	a.name = a.id;
	w->added = arena_grow(w->arena, w->added, w->out->n_added,
			      &w->added_room, sizeof(*w->added));
	w->added[w->out->n_added++] = w->site.n_agents;
	w->agents = arena_grow(w->arena, w->agents, w->site.n_agents,
			       &w->agents_room, sizeof(*w->agents));
	w->agents[w->site.n_agents++] = a;
	w->site.agents = w->agents;
}

/* --- by heads, by FTE --- */

static const char *contract_of(const struct scenario_work *w,
			       const struct change *c)
{
	return c->contract < 0
		       ? "people"
		       : arena_printf(w->arena, "people with contract \"%s\"",
				      w->site.contracts[c->contract].id);
}

static enum rc change_heads(struct scenario_work *w, const struct change *c,
			    struct err *e)
{
	int n = (int)fabs(c->amount), base = w->out->inputs.site->n_agents;

	for (int k = 0; k < n; k++) {
		int who = latest(w, base, c->contract, INFINITY);

		if (who >= 0 && c->amount < 0)
			remove_agent(w, who);
		else if (who >= 0)
			add_agent(w, who);
		else if (c->amount < 0)
			return fail(e, RC_DATA,
				    "\"%s\": there are only %d %s in the "
				    "period",
				    text_quote(e->arena, c->text), k,
				    contract_of(w, c));
		else
			return fail(e, RC_DATA,
				    "\"%s\": there are no %s whom new ones "
				    "could be like",
				    text_quote(e->arena, c->text),
				    contract_of(w, c));
	}
	return RC_OK;
}

static enum rc change_fte(struct scenario_work *w, const struct change *c,
			  struct err *e)
{
	const struct scenario_inputs *in = &w->out->inputs;
	double most = fte_of_people(&w->site, in->first_day, in->days);
	double left = fabs(c->amount);
	int who;

	if (c->amount < 0 && left > most + ENOUGH)
		return fail(e, RC_DATA,
			    "\"%s\": the people of the period are %.2f FTE",
			    text_quote(e->arena, c->text), most);
	while (left > ENOUGH &&
	       (who = latest(w, in->site->n_agents, -1, left)) >= 0) {
		left -= fte_of(w, who);
		if (c->amount < 0)
			remove_agent(w, who);
		else
			add_agent(w, who);
	}
	w->out->fte_left += left > ENOUGH ? left : 0;
	return RC_OK;
}

enum rc scenario_people(struct scenario_work *w, const struct change *c,
			struct err *e)
{
	return c->kind == CHANGE_FTE ? change_fte(w, c, e)
				     : change_heads(w, c, e);
}
