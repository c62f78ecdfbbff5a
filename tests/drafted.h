/* drafted - a made-up centre with a first roster, for tests of what betters it.
 */
#ifndef TESTS_DRAFTED_H
#define TESTS_DRAFTED_H

#include "made_centre.h"
#include "optimise/respond.h"
#include "optimise/start.h"

struct drafted {
	struct arena *arena;
	struct made *made;
	struct plan *plan;
	struct pricer **pricers;
	struct responder *responder;
	struct draft *draft;
};

static inline struct drafted drafted_new(struct made_options o)
{
	struct arena *a = arena_open();
	struct drafted s = { .arena = a, .made = made_centre(a, o) };

	s.plan = plan_new(a, &s.made->period, &s.made->req);
	s.pricers = pricers_new(a, s.plan);
	s.responder = responder_new(a, s.plan, s.pricers);
	s.draft = draft_new(a, s.plan, draft_rules(a, s.plan),
			    share_new(a, s.plan));
	start_roster(s.draft, s.responder, o.seed,
		     arena_new(a, bool, s.plan->n_workers));
	draft_recount(s.draft);
	return s;
}

static inline void drafted_close(struct drafted *s)
{
	responder_close(s->responder);
	draft_close(s->draft);
	arena_close(s->arena);
}

/* Money of the draft, by those who know nothing of it. */
static inline double drafted_judge(const struct drafted *s)
{
	struct roster r = draft_roster(s->arena, s->draft);

	return objective_of_roster(s->arena, &s->made->period, &s->made->req,
				   &r)
		.total;
}

#endif
