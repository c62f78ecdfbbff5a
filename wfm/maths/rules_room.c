#include "base/text.h"
#include "maths/cover.h"
#include "maths/rules_judging.h"

struct room {
	struct arena *arena;
	const struct period *period;
	struct breaches found;
	int space;
};

static void add(struct room *x, struct breach b)
{
	b.agent = -1;
	b.hard = !b.rule || b.rule->strength == RULE_HARD;
	b.until = b.day + 1;
	x->found.list = arena_grow(x->arena, x->found.list, x->found.n,
				   &x->space, sizeof(b));
	x->found.list[x->found.n++] = b;
	x->found.hard += b.hard;
	x->found.price += b.price;
}

static void judge_seats(struct room *x, const struct roster *r)
{
	const struct site *site = x->period->site;

	for (int d = 0; d < x->period->days; d++) {
		int day = x->period->first_day + d;
		struct span span = { zone_day_begin(site->zone, day),
				     zone_day_begin(site->zone, day + 1) };
		struct cover_heads h =
			cover_on_duty(x->arena, x->period, r, -1, day, span, 0);
		if (h.most <= site->max_seats)
			continue;
		add(x, (struct breach){
			       .day = day,
			       .name = "seats",
			       .what = arena_printf(
				       x->arena,
				       "%s at once in the room on %s, %s",
				       say_count(x->arena, h.most, "person",
						 "people"),
				       say_day(x->arena, day),
				       say_count(x->arena, site->max_seats,
						 "seat", "seats")),
			       .value = h.most,
			       .limit = site->max_seats,
			       .amount = h.most - site->max_seats,
			       .place = site->place });
	}
}

/* "night, late" or "09:00-17:00": what a line of cover.csv is about. */
static const char *say_line(struct room *x, const struct cover *line)
{
	const struct site *site = x->period->site;
	const char *text = NULL;

	if (!line->shifts)
		return arena_printf(
			x->arena, "%02d:%02d-%02d:%02d", line->window.from / 60,
			line->window.from % 60, line->window.until / 60,
			line->window.until % 60);
	for (int k = 0; k < site->n_shifts; k++)
		if (line->shifts >> k & 1)
			text = text ? arena_printf(x->arena, "%s, %s", text,
						   site->shifts[k].name)
				    : site->shifts[k].name;
	return text ? text : "no shift";
}

static void judge_line(struct room *x, const struct cover_day *c, int value,
		       int limit, const char *bound)
{
	const struct cover *line = &x->period->site->cover[c->line];
	int amount = value > limit ? value - limit : limit - value;

	add(x, (struct breach){
		       .day = c->day,
		       .name = "cover",
		       .what = arena_printf(
			       x->arena, "%s for %s on %s, at %s %d asked",
			       say_count(x->arena, value, "head", "heads"),
			       say_line(x, line), say_day(x->arena, c->day),
			       bound, limit),
		       .value = value,
		       .limit = limit,
		       .amount = amount,
		       .place = line->place });
}

static void judge_cover(struct room *x, const struct roster *r)
{
	struct cover_days all = cover_of_roster(x->arena, x->period, r);

	for (int k = 0; k < all.n; k++) {
		const struct cover_day *c = &all.list[k];
		const struct cover *line = &x->period->site->cover[c->line];
		if (line->hard_min && c->least < line->min)
			judge_line(x, c, c->least, line->min, "least");
		if (line->hard_max && c->most > line->max)
			judge_line(x, c, c->most, line->max, "most");
	}
}

/* ---- teams that work or are off together ---- */

static const struct rule *together(const struct person *who)
{
	for (int k = 0; k < who->n_rules; k++)
		if (who->rules[k].count == COUNT_TOGETHER)
			return &who->rules[k];
	return NULL;
}

static bool is_waived(const struct site *s, int agent, const struct rule *r)
{
	for (int k = 0; k < s->n_waivers; k++)
		if (s->waivers[k].agent == agent &&
		    text_equal(s->waivers[k].rule, r->name))
			return true;
	return false;
}

/* The member of a team with the rule on a day, or NULL. */
static const struct rule *member(const struct room *x, int agent, int d,
				 const char *team)
{
	const struct person *who = &x->period->people[agent];
	const struct agent_term *term = who->days[d].term;
	const struct rule *r = together(who);

	if (!r || !term || who->days[d].absence >= 0 ||
	    (team ? !text_equal(term->team, team) : !term->team) ||
	    is_waived(x->period->site, agent, r))
		return NULL;
	return r;
}

static void judge_team(struct room *x, const struct roster *r, int first, int d)
{
	const struct site *s = x->period->site;
	int day = x->period->first_day + d, work = 0, off = 0;
	const char *team = x->period->people[first].days[d].term->team;
	const struct rule *rule = NULL;

	for (int i = 0; i < s->n_agents; i++) {
		const struct rule *own = member(x, i, d, team);
		const struct cell *c = roster_cell(r, i, day);
		if (!own || c->kind == CELL_NONE || c->kind == CELL_ABSENT)
			continue;
		if (i < first)
			return; /* judged already */
		if (!rule || own->strength == RULE_HARD ||
		    (rule->strength == RULE_SOFT && own->price > rule->price))
			rule = own;
		work += c->kind == CELL_DUTY;
		off += c->kind == CELL_OFF;
	}
	int apart = work < off ? work : off;
	if (apart > 0)
		add(x, (struct breach){
			       .day = day,
			       .rule = rule,
			       .name = rule->name,
			       .what = arena_printf(
				       x->arena,
				       "of team %s %d at work and %d off on %s",
				       team, work, off, say_day(x->arena, day)),
			       .value = apart,
			       .amount = apart,
			       .price = rule->strength == RULE_SOFT
						? apart * rule->price
						: 0,
			       .place = rule->place });
}

static void judge_teams(struct room *x, const struct roster *r)
{
	for (int d = 0; d < x->period->days; d++)
		for (int i = 0; i < x->period->site->n_agents; i++) {
			const struct cell *c =
				roster_cell(r, i, x->period->first_day + d);
			if (member(x, i, d, NULL) && c->kind != CELL_NONE &&
			    c->kind != CELL_ABSENT)
				judge_team(x, r, i, d);
		}
}

struct breaches rules_judge_room(struct arena *a, const struct period *p,
				 const struct roster *r)
{
	struct room x = { .arena = a, .period = p };

	if (p->site->max_seats > 0)
		judge_seats(&x, r);
	judge_cover(&x, r);
	judge_teams(&x, r);
	return x.found;
}
