#include "maths/rules_judging.h"

/*
 * A run is of links: days, or weekends.
 */
struct link {
	struct day_range days;
	bool in;     /* part of a run */
	bool blind;  /* holds an unknown day */
	bool absent; /* holds an absent day */
	bool before; /* before the period (its duties, when it has some) */
};

struct chain {
	struct link *links; /* [n] */
	int n;
};

static struct link link_of(const struct judging *j, const struct rule *r,
			   struct day_range days)
{
	int first = j->period->first_day;
	struct link x = { .days = days };
	int last = -1;

	for (int day = days.from; day < days.until; day++) {
		enum day_state state = judging_day(j, day).state;
		bool in = r->count == COUNT_RUN_OFF
				  ? state == DAY_OFF || state == DAY_ABSENT
				  : judging_counts(j, r, day);
		x.in = x.in || in;
		x.blind = x.blind || state == DAY_UNKNOWN;
		x.absent = x.absent || state == DAY_ABSENT;
		if (in)
			last = day;
	}
	x.before = (x.in ? last + 1 : days.until) <= first;
	return x;
}

static struct chain chain_of_days(struct judging *j, const struct rule *r)
{
	struct chain c = { arena_new(j->arena, struct link,
				     j->known.until - j->known.from),
			   0 };

	for (int day = j->known.from; day < j->known.until; day++)
		if (r->count == COUNT_RUN_OFF ||
		    (judging_day(j, day).kind & r->days))
			c.links[c.n++] = link_of(
				j, r, (struct day_range){ day, day + 1 });
	return c;
}

static struct chain chain_of_weekends(struct judging *j, const struct rule *r)
{
	struct chain c = { NULL, 0 };
	int room = 0;

	for (struct day_range x = judging_weekend(j, j->known.from);
	     x.from < x.until && x.from < j->known.until;
	     x = judging_weekend(j, x.until)) {
		c.links = arena_grow(j->arena, c.links, c.n, &room,
				     sizeof(*c.links));
		c.links[c.n++] = link_of(j, r, x);
	}
	return c;
}

/* A calendar week of more minutes than are asked for; one that is so by the
 * days before the period alone belongs to these. */
static struct link link_of_week(const struct judging *j, const struct rule *r,
				struct day_range week)
{
	struct link x = { .days = week };
	int minutes = 0, before = 0;

	for (int day = week.from; day < week.until; day++) {
		struct day_fact f = judging_day(j, day);
		minutes += f.credit + (f.state == DAY_DUTY ? f.duty->paid : 0);
		x.blind = x.blind || f.state == DAY_UNKNOWN;
		if (day < j->period->first_day)
			before = minutes;
	}
	x.in = minutes > r->above;
	x.before = before > r->above || week.until <= j->period->first_day;
	return x;
}

static struct chain chain_of_weeks(struct judging *j, const struct rule *r)
{
	int from = site_week_begin(j->period->site, j->known.from);
	struct chain c = { arena_new(j->arena, struct link,
				     (j->known.until - from) / 7 + 1),
			   0 };

	for (int week = from; week < j->known.until; week += 7)
		c.links[c.n++] = link_of_week(
			j, r, (struct day_range){ week, week + 7 });
	return c;
}

static struct chain chain_of(struct judging *j, const struct rule *r)
{
	switch (r->count) {
	case COUNT_RUN_WEEKENDS: return chain_of_weekends(j, r);
	case COUNT_RUN_LONG_WEEKS: return chain_of_weeks(j, r);
	default: return chain_of_days(j, r);
	}
}

static const char *say_links(struct arena *a, const struct rule *r, int n)
{
	switch (r->count) {
	case COUNT_RUN_WEEKENDS:
		return say_count(a, n, "weekend in a row", "weekends in a row");
	case COUNT_RUN_LONG_WEEKS:
		return say_count(a, n, "long week in a row",
				 "long weeks in a row");
	case COUNT_RUN_OFF:
		return say_count(a, n, "day off in a row", "days off in a row");
	default: return say_count(a, n, "day in a row", "days in a row");
	}
}

static void too_long(struct judging *j, const struct rule *r,
		     struct day_range days, int length, int before)
{
	int most = r->max > before ? r->max : before;

	if (length > most)
		judging_breach(
			j, r,
			(struct measured){ days, length, most, length - most },
			"%s, %s, at most %d asked",
			say_links(j->arena, r, length),
			say_days(j->arena, days), most);
}

static void too_short(struct judging *j, const struct rule *r,
		      struct day_range days, int length)
{
	if (length < r->min)
		judging_breach(j, r,
			       (struct measured){ days, length, r->min,
						  r->min - length },
			       "%s, %s, at least %d asked",
			       say_links(j->arena, r, length),
			       say_days(j->arena, days), r->min);
}

/* A maximal run, links [from, until) of a chain. */
struct run {
	int from, until;
};

static struct run next_run(const struct chain *c, int at, int end)
{
	struct run x;

	for (x.from = at; x.from < end && !c->links[x.from].in;)
		x.from++;
	for (x.until = x.from; x.until < end && c->links[x.until].in;)
		x.until++;
	return x;
}

static int links_before(const struct chain *c, struct run x)
{
	int n = 0;

	for (int k = x.from; k < x.until; k++)
		n += c->links[k].before;
	return n;
}

static bool holds_absence(const struct chain *c, struct run x)
{
	for (int k = x.from; k < x.until; k++)
		if (c->links[k].absent)
			return true;
	return false;
}

/* Its length is known, and the period has to do with it: the run ends in the
 * period or just before it. */
static bool min_is_judged(const struct rule *r, const struct chain *c,
			  struct run x)
{
	if (x.from == 0 || x.until == c->n)
		return false;
	const struct link *left = &c->links[x.from - 1];
	const struct link *right = &c->links[x.until];
	if (left->blind || right->blind || right->before)
		return false;
	return r->count == COUNT_RUN_OFF || (!left->absent && !right->absent);
}

static void judge_run(struct judging *j, const struct rule *r,
		      const struct chain *c, struct run x)
{
	struct day_range days = { c->links[x.from].days.from,
				  c->links[x.until - 1].days.until };
	int length = x.until - x.from;
	int before = links_before(c, x);

	if (r->count == COUNT_RUN_OFF && holds_absence(c, x))
		return;
	if (before < length)
		too_long(j, r, days, length, before);
	if (min_is_judged(r, c, x))
		too_short(j, r, days, length);
}

/* The links that lie in a window, and whether all of it is known. */
static struct run links_in(const struct judging *j, const struct chain *c,
			   struct day_range w, bool *known)
{
	struct run in = { 0, 0 };

	while (in.from < c->n && c->links[in.from].days.from < w.from)
		in.from++;
	in.until = in.from;
	*known = w.from >= j->known.from && w.until <= j->known.until;
	while (in.until < c->n && c->links[in.until].days.until <= w.until) {
		const struct link *x = &c->links[in.until++];
		*known = *known && !x->blind && !x->absent;
	}
	return in;
}

static void judge_window(struct judging *j, const struct rule *r,
			 const struct chain *c, struct day_range w)
{
	bool known;
	struct run in = links_in(j, c, w, &known);
	struct run longest = { in.from, in.from };

	for (struct run x = next_run(c, in.from, in.until); x.from < x.until;
	     x = next_run(c, x.until, in.until)) {
		bool skip = r->count == COUNT_RUN_OFF && holds_absence(c, x);
		if (!skip && x.until - x.from > longest.until - longest.from)
			longest = x;
	}
	int length = longest.until - longest.from;
	too_long(j, r, w, length, links_before(c, longest));
	if (known)
		too_short(j, r, w, length);
}

void rules_runs(struct judging *j, const struct rule *r)
{
	struct chain c = chain_of(j, r);

	if (r->over == OVER_RUN) {
		for (struct run x = next_run(&c, 0, c.n); x.from < x.until;
		     x = next_run(&c, x.until, c.n))
			judge_run(j, r, &c, x);
		return;
	}
	for (struct day_range w = judging_first(j, r); w.from < w.until;
	     w = judging_next(j, r, w))
		judge_window(j, r, &c, w);
}
