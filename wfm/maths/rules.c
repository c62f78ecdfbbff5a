#include "maths/rules.h"

#include "maths/rules_judging.h"

/* Judged for all at once. */
static void rules_of_the_room(struct judging *j, const struct rule *r)
{
	(void)j;
	(void)r;
}

/* One function a rule kind. */
static void (*const kinds[])(struct judging *, const struct rule *) = {
	[COUNT_DAYS] = rules_sums,
	[COUNT_MINUTES] = rules_sums,
	[COUNT_RUN] = rules_runs,
	[COUNT_RUN_OFF] = rules_runs,
	[COUNT_WEEKENDS] = rules_sums,
	[COUNT_RUN_WEEKENDS] = rules_runs,
	[COUNT_REST] = rules_rest,
	[COUNT_LONG_REST] = rules_long_rest,
	[COUNT_REST_AFTER] = rules_rest_after,
	[COUNT_FOLLOWS] = rules_events,
	[COUNT_SPLIT_WEEKENDS] = rules_events,
	[COUNT_MIXED_WEEKENDS] = rules_events,
	[COUNT_START_SPREAD] = rules_spread,
	[COUNT_START_CHANGE] = rules_start_change,
	[COUNT_KINDS] = rules_kinds,
	[COUNT_SEQUENCE] = rules_events,
	[COUNT_ROTATION] = rules_rotation,
	[COUNT_FREE_WEEKENDS] = rules_free_weekends,
	[COUNT_RUN_LONG_WEEKS] = rules_runs,
	[COUNT_OFF_AFTER] = rules_off_after,
	[COUNT_CLOCK_MINUTES] = rules_clock,
	[COUNT_CLOCK_STARTS] = rules_clock,
	[COUNT_TOGETHER] = rules_of_the_room,
};

static struct day_fact fact_of_cell(const struct cell *c, days_set kind)
{
	struct day_fact f = { .kind = kind, .absence = -1 };

	switch (c->kind) {
	case CELL_NONE: break;
	case CELL_OFF: f.state = DAY_OFF; break;
	case CELL_DUTY:
		f.state = DAY_DUTY;
		f.duty = &c->duty;
		break;
	case CELL_ABSENT:
		f.state = DAY_ABSENT;
		f.absence = c->absence;
		f.credit = c->credit;
		break;
	}
	return f;
}

/* The period knows better than the roster who is absent with what credit. */
static struct day_fact fact_of_period(const struct judging *j, int day,
				      struct day_fact f)
{
	const struct person_day *d =
		&j->person->days[day - j->period->first_day];

	if (f.state == DAY_DUTY || d->absence < 0)
		return f;
	f.state = d->term ? DAY_ABSENT : DAY_UNKNOWN;
	f.absence = d->absence;
	f.credit = d->credit;
	return f;
}

static struct day_fact fact_of(const struct judging *j, int day)
{
	const struct cell *c =
		period_cell(j->period, j->roster, j->person->agent, day);
	days_set kind = site_day_kind(j->period->site, day);
	struct day_fact f = { .kind = kind, .absence = -1 };

	if (c)
		f = fact_of_cell(c, kind);
	return day < j->period->first_day ? f : fact_of_period(j, day, f);
}

static int known_from(const struct period *p)
{
	if (p->site->edges_exempt || !p->past ||
	    p->past->first_day > p->first_day)
		return p->first_day;
	return p->past->first_day;
}

static void gather(struct judging *j)
{
	struct day_fact *facts;

	j->known = (struct day_range){ known_from(j->period),
				       judging_period_end(j) };
	facts = arena_new(j->arena, struct day_fact,
			  j->known.until - j->known.from);
	for (int day = j->known.from; day < j->known.until; day++)
		facts[day - j->known.from] = fact_of(j, day);
	j->facts = facts;
}

/* By day; of one day in the order found.  Lists are short. */
static void sort(struct breach *list, int n)
{
	for (int k = 1; k < n; k++) {
		struct breach b = list[k];
		int at = k;
		for (; at > 0 && list[at - 1].day > b.day; at--)
			list[at] = list[at - 1];
		list[at] = b;
	}
}

struct breaches rules_judge_person(struct arena *a, const struct period *p,
				   const struct roster *r, int agent)
{
	struct judging j = { .arena = a,
			     .period = p,
			     .roster = r,
			     .person = &p->people[agent],
			     .agent = &p->site->agents[agent] };
	struct breaches all = { NULL, 0, 0, 0 };

	gather(&j);
	rules_structure(&j);
	rules_hours(&j);
	rules_activities(&j);
	rules_stints(&j);
	for (int k = 0; k < j.person->n_rules; k++)
		kinds[j.person->rules[k].count](&j, &j.person->rules[k]);
	sort(j.list, j.n);
	all.list = j.list;
	all.n = j.n;
	for (int k = 0; k < j.n; k++) {
		all.hard += j.list[k].hard && !j.list[k].waived;
		all.price += j.list[k].price;
	}
	return all;
}

static void append(struct arena *a, struct breaches *all, int *room,
		   struct breaches more)
{
	for (int k = 0; k < more.n; k++) {
		all->list = arena_grow(a, all->list, all->n, room,
				       sizeof(*all->list));
		all->list[all->n++] = more.list[k];
	}
	all->hard += more.hard;
	all->price += more.price;
}

struct breaches rules_judge(struct arena *a, const struct period *p,
			    const struct roster *r)
{
	struct breaches all = { NULL, 0, 0, 0 };
	int room = 0;

	append(a, &all, &room, rules_judge_room(a, p, r));
	for (int i = 0; i < p->site->n_agents; i++)
		append(a, &all, &room, rules_judge_person(a, p, r, i));
	return all;
}

const char *rules_sentence(struct arena *a, const struct site *site,
			   const struct breach *b)
{
	const char *who =
		b->agent < 0 ? site->name : site->agents[b->agent].name;

	return arena_printf(a, "%s: %s (%s%s)", who, b->what, b->name,
			    b->waived ? "; waived" : "");
}
