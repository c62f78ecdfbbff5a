/* Breaks handed on, against every move of one or two of them. */
#include "check.h"

#include <math.h>
#include <string.h>

#include "made_centre.h"
#include "optimise/relay.h"
#include "optimise/respond.h"
#include "optimise/start.h"

struct move { /* of one break */
	struct change to;
	int pause;
};

struct scene {
	struct arena *arena;
	struct plan *plan;
	struct responder *responder;
	struct draft *draft;
};

static struct scene scene_new(int people, int queues, uint64_t seed)
{
	struct scene s = { .arena = arena_open() };
	struct made *m =
		made_centre(s.arena, (struct made_options){ .people = people,
							    .queues = queues,
							    .weeks = 1,
							    .interval = 900,
							    .ratio = 0.95,
							    .seed = seed });

	s.plan = plan_new(s.arena, &m->period, &m->req);
	s.responder =
		responder_new(s.arena, s.plan, pricers_new(s.arena, s.plan));
	s.draft = draft_new(s.arena, s.plan, draft_rules(s.arena, s.plan),
			    share_new(s.arena, s.plan));
	start_roster(s.draft, s.responder, seed,
		     arena_new(s.arena, bool, people));
	draft_recount(s.draft);
	return s;
}

static void scene_close(struct scene *s)
{
	responder_close(s->responder);
	draft_close(s->draft);
	arena_close(s->arena);
}

/* Every other place of every break, long ones by one interval alone. */
static int moves_of(const struct scene *s, int day, struct move *list)
{
	int n = 0;

	for (int i = 0; i < s->plan->n_workers; i++) {
		const struct placed *now = draft_at(s->draft, i, day);
		if (now->option == DUTY_OFF)
			continue;
		const struct option *o = plan_option(
			s->plan,
			&s->plan->workers[i].menu[day].list[now->option]);
		for (int k = 0; k < o->n_pauses; k++)
			for (int c = 0; c < o->pauses[k].n; c++) {
				struct placed to = *now;
				int by = o->pauses[k].at[c] - now->at[k];
				to.at[k] = (int16_t)o->pauses[k].at[c];
				if (by != 0 && duty_fits(o, to.at) &&
				    (o->pauses[k].length == 1 || abs(by) == 1))
					list[n++] =
						(struct move){ { i, day, to },
							       k };
			}
	}
	return n;
}

static double try_all(struct draft *d, int n, const struct change *changes)
{
	double money = draft_try(d, n, changes);

	if (money < HUGE_VAL)
		draft_undo(d);
	return money;
}

static double least_of_pairs(const struct scene *s, int day)
{
	struct move *list = arena_new(s->arena, struct move, 2000);
	int n = moves_of(s, day, list);
	double least = 0;

	for (int a = 0; a < n; a++) {
		struct change c[2] = { list[a].to };
		least = fmin(least, try_all(s->draft, 1, c));
		for (int b = 0; b < a; b++) {
			if (list[b].to.worker == list[a].to.worker)
				continue;
			c[1] = list[b].to;
			least = fmin(least, try_all(s->draft, 2, c));
		}
	}
	return least;
}

static void no_two_breaks_are_better_elsewhere(void **state)
{
	double saved = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 3; seed++) {
		struct scene s = scene_new(14, 1, seed);
		struct relay *r = relay_new(s.arena, s.plan);
		for (int day = 0; day < 7; day++) {
			const struct change *before;
			double cost = s.draft->cost;
			relay_day(r, s.draft, day, 0, &before);
			saved += cost - s.draft->cost;
			double least = least_of_pairs(&s, day);
			CHECK(least > -2e-6, "day %d: %g could be saved", day,
			      least);
		}
		scene_close(&s);
	}
	assert_true(saved > 10);
}

/* Only breaks move, nobody's rules break, what was before comes back. */
static void only_breaks_move_and_can_go_back(void **state)
{
	(void)state;
	struct scene s = scene_new(40, 3, 5);
	struct relay *r = relay_new(s.arena, s.plan);
	size_t n = (size_t)s.plan->n_workers * 7;
	struct placed *was = arena_copy(s.arena, s.draft->placed, n,
					sizeof(*s.draft->placed));
	double cost = s.draft->cost;
	int changed = 0;

	for (int day = 0; day < 7; day++) {
		const struct change *before;
		int k = relay_day(r, s.draft, day, 11, &before);
		double now = s.draft->cost;
		changed += k;
		for (size_t j = 0; j < n; j++)
			assert_int_equal(s.draft->placed[j].option,
					 was[j].option);
		for (int i = 0; i < s.plan->n_workers; i++)
			assert_true(draft_is_legal(s.draft, i));
		draft_recount(s.draft);
		CHECK_NEAR(s.draft->cost, now, 1e-6);
		while (k > 0) {
			assert_true(draft_try(s.draft, 1, &before[--k]) <
				    HUGE_VAL);
			draft_keep(s.draft);
		}
		CHECK_NEAR(s.draft->cost, cost, 1e-6);
		assert_memory_equal(s.draft->placed, was, n * sizeof(*was));
	}
	assert_true(changed > 0);
	scene_close(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_two_breaks_are_better_elsewhere),
		cmocka_unit_test(only_breaks_move_and_can_go_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
