#include "maths/cover.h"

#include <stdlib.h>

#include "base/date.h"

/* People come and go. */
struct change {
	int64_t at;
	int people;
};

struct changes {
	struct arena *arena;
	struct change *list;
	int n, room;
};

static int by_time(const void *left, const void *right)
{
	const struct change *a = left, *b = right;

	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	return a->people - b->people;
}

static void add_change(struct changes *c, int64_t at, int people)
{
	c->list =
		arena_grow(c->arena, c->list, c->n, &c->room, sizeof(*c->list));
	c->list[c->n++] = (struct change){ at, people };
}

static bool is_on_duty(const struct segment *s)
{
	return s->kind == SEGMENT_WORK || s->kind == SEGMENT_BREAK ||
	       s->kind == SEGMENT_ACTIVITY;
}

static void add_duty(struct changes *c, const struct duty *duty,
		     struct span span)
{
	for (int k = 0; k < duty->n; k++) {
		const struct segment *s = &duty->segments[k];
		int64_t from = s->start > span.from ? s->start : span.from;
		int64_t until = s->end < span.until ? s->end : span.until;
		if (!is_on_duty(s) || from >= until)
			continue;
		add_change(c, from, 1);
		add_change(c, until, -1);
	}
}

static bool has_skill(const struct site *site, int skill, int agent, int day)
{
	return skill < 0 || agent_speed(&site->agents[agent], skill, day) > 0;
}

static void add_people(struct changes *c, const struct period *p,
		       const struct roster *r, int skill, int day,
		       struct span span)
{
	for (int i = 0; i < p->site->n_agents; i++)
		for (int d = day - 1; d <= day + 1; d++) {
			const struct cell *cell = period_cell(p, r, i, d);
			if (cell && cell->kind == CELL_DUTY &&
			    has_skill(p->site, skill, i, d))
				add_duty(c, &cell->duty, span);
		}
}

/* The same number of people for a while. */
static void see(struct cover_heads *h, int heads, int want, int64_t seconds)
{
	if (seconds <= 0)
		return;
	if (heads < h->least)
		h->least = heads;
	if (heads > h->most)
		h->most = heads;
	if (heads < want)
		h->under_want += (want - heads) * (double)seconds / 3600;
	else
		h->over_want += (heads - want) * (double)seconds / 3600;
}

struct cover_heads cover_on_duty(struct arena *a, const struct period *p,
				 const struct roster *r, int skill, int day,
				 struct span span, int want)
{
	struct changes c = { .arena = a };
	struct cover_heads h = { .least = RULE_NO_MAX };
	int64_t at = span.from;
	int heads = 0;

	add_people(&c, p, r, skill, day, span);
	if (c.n > 0)
		qsort(c.list, (size_t)c.n, sizeof(*c.list), by_time);
	for (int k = 0; k < c.n; k++) {
		see(&h, heads, want, c.list[k].at - at);
		heads += c.list[k].people;
		at = c.list[k].at;
	}
	see(&h, heads, want, span.until - at);
	return h;
}

bool cover_counts(const struct site *site, const struct cover *line, int agent,
		  int day, const struct duty *duty)
{
	return duty->shift >= 0 && (line->shifts >> duty->shift & 1) &&
	       has_skill(site, line->skill, agent, day);
}

static int duties_of(const struct period *p, const struct roster *r,
		     const struct cover *line, int day)
{
	int n = 0;

	for (int i = 0; i < p->site->n_agents; i++) {
		const struct cell *c = roster_cell(r, i, day);
		n += c && c->kind == CELL_DUTY &&
		     cover_counts(p->site, line, i, day, &c->duty);
	}
	return n;
}

static struct cover_heads heads_of(struct arena *a, const struct period *p,
				   const struct roster *r,
				   const struct cover *line, int day)
{
	if (line->shifts) {
		int n = duties_of(p, r, line, day);
		struct cover_heads h = { .least = n, .most = n };
		if (n < line->want)
			h.under_want = line->want - n;
		else
			h.over_want = n - line->want;
		return h;
	}
	struct span span = { grid_wall(&p->grid, day, line->window.from),
			     grid_wall(&p->grid, day, line->window.until) };
	return cover_on_duty(a, p, r, line->skill, day, span, line->want);
}

static bool line_holds(const struct period *p, const struct cover *line,
		       int day)
{
	return (line->from == DATE_NONE || line->from <= day) &&
	       (line->until == DATE_NONE || day < line->until) &&
	       (line->days & site_day_kind(p->site, day));
}

struct cover_days cover_of_roster(struct arena *a, const struct period *p,
				  const struct roster *r)
{
	struct cover_days all = { NULL, 0 };
	int room = 0;

	for (int k = 0; k < p->site->n_cover; k++)
		for (int d = 0; d < p->days; d++) {
			const struct cover *line = &p->site->cover[k];
			int day = p->first_day + d;
			if (!line_holds(p, line, day))
				continue;
			struct cover_heads h = heads_of(a, p, r, line, day);
			all.list = arena_grow(a, all.list, all.n, &room,
					      sizeof(*all.list));
			all.list[all.n++] = (struct cover_day){
				.line = k,
				.day = day,
				.least = h.least,
				.most = h.most,
				.under_want = h.under_want,
				.over_want = h.over_want,
				.price = line->under_price * h.under_want +
					 line->over_price * h.over_want
			};
		}
	return all;
}
