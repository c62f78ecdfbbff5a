/* The optimiser's quick rulebook against the judge, on random tours. */
#include "check.h"

#include <math.h>
#include <string.h>

#include "base/random.h"
#include "maths/rules.h"
#include "optimise/rulebook.h"
#include "small_site.h"

enum { PAST = 80 };

static const enum count counts[] = { COUNT_DAYS,    COUNT_MINUTES,  COUNT_RUN,
				     COUNT_RUN_OFF, COUNT_WEEKENDS, COUNT_REST,
				     COUNT_FOLLOWS };

static struct rule random_rule(struct random *r)
{
	static const enum over overs[] = { OVER_CALENDAR_WEEK,
					   OVER_CALENDAR_MONTH, OVER_PERIOD,
					   OVER_ROLLING };
	struct rule x = { .name = "rule",
			  .count = counts[random_below(r, 7)],
			  .length = 1,
			  .shifts = ~(shift_set)0,
			  .days = DAYS_ALL,
			  .max = RULE_NO_MAX };
	bool window = x.count == COUNT_DAYS || x.count == COUNT_MINUTES ||
		      x.count == COUNT_WEEKENDS;
	int scale = x.count == COUNT_MINUTES ? 480 : 1;

	x.over = window ? overs[random_below(r, 4)] : OVER_RUN;
	if (x.over == OVER_ROLLING)
		x.length = x.count == COUNT_WEEKENDS ? 14
			   : random_below(r, 4)	     ? 3 + random_below(r, 8)
						     : 70 + random_below(r, 8);
	if (x.over == OVER_CALENDAR_WEEK)
		x.length = 1 + random_below(r, 2);
	if (random_below(r, 3) == 0 && x.count != COUNT_RUN_OFF)
		x.shifts = 1 + (shift_set)random_below(r, 15);
	if (random_below(r, 4) == 0 &&
	    (x.count == COUNT_DAYS || x.count == COUNT_RUN))
		x.days = 0x60;
	if (x.count == COUNT_REST)
		x.min = 60 * (8 + random_below(r, 30));
	else if (x.count == COUNT_FOLLOWS) {
		x.shifts = 1 + (shift_set)random_below(r, 15);
		x.then = 1 + (shift_set)random_below(r, 15);
		x.max = 0;
	} else if (random_below(r, 2))
		x.min = scale * (1 + random_below(r, 4));
	else
		x.max = scale * (1 + random_below(r, 4));
	x.strength = random_below(r, 2) ? RULE_HARD : RULE_SOFT;
	x.price = 1 + random_below(r, 9);
	return x;
}

static struct roster *random_past(struct small *s, struct random *r)
{
	struct roster *past = arena_new(s->arena, struct roster, 1);

	*past = roster_new(s->arena, s->monday - PAST, PAST, 2);
	for (int d = 0; d < PAST; d++) {
		struct cell *c = roster_cell(past, 0, s->monday - PAST + d);
		int kind = random_below(r, 10);
		c->kind = kind < 5   ? CELL_DUTY
			  : kind < 9 ? CELL_OFF
				     : CELL_ABSENT;
		c->absence = kind < 9 ? -1 : HOLIDAY;
		c->credit = kind < 9 ? 0 : 480;
		if (c->kind != CELL_DUTY)
			continue;
		struct segment *g = arena_new(s->arena, struct segment, 1);
		int64_t from = small_time(s, d - PAST, 1320);
		c->duty = (struct duty){
			NIGHT, from, from + 8 * 3600, 480, g, 1
		};
		*g = (struct segment){ SEGMENT_WORK, -1, -1, from,
				       from + 8 * 3600 };
	}
	return past;
}

/* A tour that need not be legal: cells and what rules see of them. */
static void random_tour(struct small *s, const struct plan *p, struct random *r,
			struct roster *roster, struct day_work *days)
{
	const struct worker *w = &p->workers[0];

	memcpy(days, w->past, PLAN_PAST * sizeof(*days));
	days += PLAN_PAST;
	for (int d = 0; d < p->days; d++) {
		const struct menu *m = &w->menu[d];
		struct cell *c = roster_cell(roster, 0, s->monday + d);
		int16_t at[DUTY_PAUSES];
		*c = (struct cell){ .kind = m->without, .absence = -1 };
		days[d].credit = w->who->days[d].credit;
		if (m->without == CELL_ABSENT) {
			c->absence = w->who->days[d].absence;
			c->credit = w->who->days[d].credit;
		}
		if (m->n == 0 || random_below(r, 3) == 0)
			continue;
		const struct option *o =
			plan_option(p, &m->list[random_below(r, m->n)]);
		duty_value(o, NULL, 0, at);
		c->kind = CELL_DUTY;
		c->duty = duty_made(s->arena, p->period, &p->ticks, o, w->who,
				    at);
		days[d].worked = true;
		days[d].shift = o->shift;
		days[d].from = o->from;
		days[d].until = o->until;
		days[d].paid = o->paid;
	}
}

static void agree_once(uint64_t seed)
{
	struct arena *a = arena_open();
	struct random r = random_stream(seed, 9);
	struct small *s = small_new(a, "Europe/London");
	int days = 5 + random_below(&r, 20);
	struct day_work *work = arena_new(a, struct day_work, PLAN_PAST + days);
	struct requirement req;

	s->rules[0] = random_rule(&r);
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = 1;
	s->terms[0][0].min_minutes = 480;
	s->terms[0][0].max_minutes = RULE_NO_MAX;
	s->site.n_agents = 2;
	if (random_below(&r, 3) == 0)
		small_leave(s, 0, random_below(&r, 2) ? HOLIDAY : UNPAID, 2,
			    3 + random_below(&r, 3));
	s->site.edges_exempt = random_below(&r, 4) == 0;
	small_period(s, days, random_below(&r, 4) ? random_past(s, &r) : NULL);
	req = requirement_new(a, s->period.grid, 0);
	struct plan *p = plan_new(a, &s->period, &req);
	struct rulebook *b = rulebook_new(a, p, &p->workers[0]);
	for (int k = 0; k < 5; k++) {
		struct roster roster = roster_new(a, s->monday, days, 2);
		memset(work, 0, (size_t)(PLAN_PAST + days) * sizeof(*work));
		random_tour(s, p, &r, &roster, work);
		struct verdict v = rulebook_judge(b, work + PLAN_PAST);
		struct breaches j =
			rules_judge_person(a, &s->period, &roster, 0);
		const char *what = j.n > 0 ? j.list[j.n - 1].what : "";
		CHECK(fabs(v.price - j.price) < 1e-6,
		      "seed %d: count %d over %d length %d min %d max %d: "
		      "price "
		      "%f, the judge %f (%s)",
		      (int)seed, s->rules[0].count, s->rules[0].over,
		      s->rules[0].length, s->rules[0].min, s->rules[0].max,
		      v.price, j.price, what);
		CHECK((v.hard > 1e-9) == (j.hard > 0),
		      "seed %d: count %d over %d length %d min %d max %d: hard "
		      "%f, the judge %d (%s)",
		      (int)seed, s->rules[0].count, s->rules[0].over,
		      s->rules[0].length, s->rules[0].min, s->rules[0].max,
		      v.hard, j.hard, what);
	}
	arena_close(a);
}

static void agrees_with_the_judge(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 1500; seed++)
		agree_once(seed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_judge),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
