#include "commands/trial.h"

#include <math.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/pool.h"
#include "formats/i18n.h"
#include "formats/level_words.h"
#include "maths/staffing_day.h"

struct batch {
	const struct pipeline *base;
	struct scenario_inputs inputs;
	struct requirement requirement; /* of the plan as it is */
	struct trial *list;
	int n;
	bool reschedule, show;
	struct arena **space; /* [threads] work space, emptied by each trial */
	atomic_int done;
};

static struct scenario_inputs inputs_of(const struct pipeline *p)
{
	return (struct scenario_inputs){
		.site = &p->w.site,
		.first_day = p->w.first_day,
		.days = p->w.days,
		.ahead = &p->forecast.ahead,
		.roster = p->result.roster.days ? &p->result.roster : NULL,
		.past = p->period.past,
		.locked = p->period.fixed,
	};
}

/* Solving again never ends above the roster that exists, if that is legal. */
static enum rc solve_again(struct pipeline *p)
{
	struct cost before;

	TRY(pipeline_solve(p));
	if (!p->start)
		return RC_OK;
	before = objective_of_roster(p->session->arena, &p->period,
				     &p->requirement, p->start);
	if (before.hard_breaches == 0 && before.total < p->result.cost.total)
		p->result.roster = *p->start;
	return RC_OK;
}

/* The roster to be judged: solved, as it stands, or nobody works. */
static enum rc find_roster(const struct batch *b, struct pipeline *p,
			   const struct roster *r)
{
	struct arena *a = p->session->arena;

	p->start = r;
	p->result = (struct schedule_result){ .bound = NAN };
	if (b->reschedule)
		return solve_again(p);
	p->result.roster = r ? *r
			     : roster_new(a, p->w.first_day, p->w.days,
					  p->w.site.n_agents);
	return RC_OK;
}

static const char *definition_of(struct arena *a, const struct queue *q)
{
	struct service_goal goal = staffing_goal(q);
	bool waits = q->channel == CHANNEL_VOICE || q->channel == CHANNEL_CHAT;

	return goal.share > 0 && waits
		       ? level_words(a, goal.counting, goal.within)
		       : NULL;
}

/* What outlives the work space. */
static void keep(struct trial *t, const struct scenario *s)
{
	const struct site *site = s->inputs.site;

	t->name = arena_strdup(t->arena, s->name);
	t->removed = arena_copy(t->arena, s->removed, (size_t)s->n_removed,
				sizeof(*s->removed));
	t->n_removed = s->n_removed;
	t->added = arena_new(t->arena, const char *, s->n_added);
	t->n_added = s->n_added;
	for (int k = 0; k < s->n_added; k++)
		t->added[k] =
			arena_strdup(t->arena, site->agents[s->added[k]].id);
	t->fte_left = s->fte_left;
	t->cut = s->cut;
	t->moved = s->moved;
	t->empty_hours = s->empty_hours;
	t->definitions = arena_new(t->arena, const char *, site->n_queues);
	for (int q = 0; q < site->n_queues; q++)
		t->definitions[q] = definition_of(t->arena, &site->queues[q]);
}

/* People who come or go change nothing in what is required. */
static bool needs_the_same(const struct trial *t)
{
	for (int k = 0; k < t->n; k++)
		if (t->changes[k].kind != CHANGE_AGENTS &&
		    t->changes[k].kind != CHANGE_FTE)
			return false;
	return true;
}

static enum rc find_requirement(const struct batch *b, const struct trial *t,
				struct pipeline *p)
{
	if (needs_the_same(t)) {
		p->requirement = b->requirement;
		return RC_OK;
	}
	return requirement_from_workload(p->session->arena, &p->w.site,
					 &p->forecast.ahead, p->staffing,
					 &p->requirement, p->session->err);
}

static enum rc attempt(const struct batch *b, struct trial *t,
		       struct arena *space)
{
	struct session session = *b->base->session;
	struct pipeline p = *b->base;
	struct scenario s;

	session.arena = space;
	session.err = &t->err;
	p.session = &session;
	p.quiet = true;
	p.options.threads = 1;
	TRY(scenario_apply(space, &b->inputs, t->changes, t->n, &s, &t->err));
	p.w.site = *s.inputs.site;
	p.forecast.ahead = *s.inputs.ahead;
	TRY(period_new(space, &p.w.site, p.w.first_day, p.w.days, s.inputs.past,
		       s.inputs.locked, &p.period, &t->err));
	TRY(find_requirement(b, t, &p));
	TRY(find_roster(b, &p, s.inputs.roster));
	TRY(pipeline_judge(&p));
	t->outcome = outcome_of_pipeline(t->arena, &p,
					 b->reschedule || s.inputs.roster);
	keep(t, &s);
	return RC_OK;
}

static void run_one(void *ctx, int i, int worker)
{
	struct batch *b = ctx;
	struct trial *t = &b->list[i];

	t->arena = arena_open();
	t->err = err_new(t->arena);
	arena_empty(b->space[worker]);
	t->rc = attempt(b, t, b->space[worker]);
	int done = atomic_fetch_add(&b->done, 1) + 1;
	if (b->show)
		fprintf(stderr, _("\r%d of %d%s"), done, b->n,
			done == b->n ? "\n" : "");
}

static void pass_on(const struct err *from, struct err *to)
{
	for (int k = 0; k < from->n; k++) {
		const struct problem *p = &from->list[k];

		if (p->severity == SEVERITY_ERROR)
			(void)fail_at(to, p->place, from->rc, "%s", p->text);
	}
}

/* The first failure and its problems. */
static enum rc check(const struct trial *list, int n, struct err *e)
{
	for (int k = 0; k < n; k++)
		if (list[k].rc != RC_OK) {
			pass_on(&list[k].err, e);
			return list[k].rc;
		}
	return RC_OK;
}

enum rc trial_run(const struct pipeline *base, struct trial *list, int n,
		  bool reschedule)
{
	int threads = base->options.threads < n ? base->options.threads : n;
	struct batch b = { .base = base,
			   .inputs = inputs_of(base),
			   .list = list,
			   .n = n,
			   .reschedule = reschedule,
			   .show = reschedule && isatty(STDERR_FILENO) };

	TRY(requirement_from_workload(base->session->arena, &base->w.site,
				      &base->forecast.ahead, base->staffing,
				      &b.requirement, base->session->err));
	b.space = arena_new(base->session->arena, struct arena *, threads);
	for (int k = 0; k < threads; k++)
		b.space[k] = arena_open();
	pool_run(threads, n, run_one, &b);
	for (int k = 0; k < threads; k++)
		arena_close(b.space[k]);
	return check(list, n, base->session->err);
}

void trial_close(struct trial *list, int n)
{
	for (int k = 0; k < n; k++)
		arena_close(list[k].arena);
}
