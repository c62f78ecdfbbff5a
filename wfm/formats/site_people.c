/*
 * agents.csv, skills.csv, availability.csv, pay.csv: people and what they can.
 */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/cells.h"
#include "formats/i18n.h"
#include "formats/site_lists.h"
#include "formats/value.h"

enum { ID, NAME, CONTRACT, TEAM, HOURS, FROM, UNTIL, AGENT_COLUMNS };
static const char *const agent_columns[AGENT_COLUMNS] = {
	"id", "name", "contract", "team", "hours", "from", "until"
};

/* Ids are parts of file names: no path, no hidden file, no blank. */
static bool is_id(const char *s)
{
	size_t n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			     "abcdefghijklmnopqrstuvwxyz0123456789_.-");

	return n > 0 && n <= 64 && !s[n] && *s != '.';
}

static bool read_contract(const struct lists *l, int *contract)
{
	const struct site *s = l->s;
	const char **keys = arena_new(l->a, const char *, s->n_contracts);

	for (int i = 0; i < s->n_contracts; i++)
		keys[i] = s->contracts[i].id;
	return cell_key(l->csv, l->column[CONTRACT], "contract", keys,
			s->n_contracts, contract, l->e);
}

/* Own hours, "38.5" or "20-25", else the contract's. */
static bool read_hours(const struct lists *l, struct agent_term *t)
{
	const char *s = lists_field(l, HOURS);
	struct value_hours hours;

	t->min_minutes = l->s->contracts[t->contract].min_minutes;
	t->max_minutes = l->s->contracts[t->contract].max_minutes;
	if (!*s)
		return true;
	if (!value_hours(s, &hours) || hours.has_window ||
	    hours.max > 60 * 24 * 31)
		return lists_bad(l, HOURS,
				 _("hours such as 38.5 or 20-25, per window "
				   "of the contract"));
	t->min_minutes = hours.min;
	t->max_minutes = hours.max;
	return true;
}

static bool read_term(const struct lists *l, struct agent_term *t)
{
	bool good = lists_text(l, TEAM, &t->team);

	t->place = lists_place(l, ID);
	good &= lists_days(l, FROM, UNTIL, &t->from, &t->until);
	/* A line may be open at its end whatever its start. */
	if (l->column[UNTIL] < 0 || !*lists_field(l, UNTIL))
		t->until = DATE_NONE;
	if (!read_contract(l, &t->contract))
		return false;
	return read_hours(l, t) && good;
}

static bool overlap(const struct agent_term *a, const struct agent_term *b)
{
	int a_from = a->from, b_from = b->from; /* DATE_NONE is the least */

	return (b->until == DATE_NONE || a_from < b->until) &&
	       (a->until == DATE_NONE || b_from < a->until);
}

static void add_term(struct lists *l, struct agent *a, struct agent_term t)
{
	struct agent_term *terms;
	int at = a->n_terms;

	for (int i = 0; i < a->n_terms; i++)
		if (overlap(&a->terms[i], &t)) {
			(void)fail_at(l->e, t.place, RC_DATA,
				      _("agent \"%s\" is already on line %d; "
					"lines of one person must not overlap "
					"in time"),
				      text_quote(l->a, a->id),
				      a->terms[i].place.line);
			return;
		}
	terms = arena_new(l->a, struct agent_term, a->n_terms + 1);
	if (a->n_terms)
		memcpy(terms, a->terms, (size_t)a->n_terms * sizeof(*terms));
	for (; at > 0 && terms[at - 1].from > t.from; at--)
		terms[at] = terms[at - 1];
	terms[at] = t;
	a->terms = terms;
	a->n_terms++;
}

static struct agent *agent_of(struct lists *l, int *room, const char *id,
			      const char *name)
{
	int known = site_agent(l->s, id);

	if (known >= 0)
		return &l->agents[known];
	l->agents = arena_grow(l->a, l->agents, l->s->n_agents, room,
			       sizeof(*l->agents));
	l->agents[l->s->n_agents] = (struct agent){
		.id = arena_strdup(l->a, id),
		.name = name,
		.place = lists_place(l, ID),
	};
	l->s->agents = l->agents;
	return &l->agents[l->s->n_agents++];
}

void lists_agents(struct lists *l)
{
	int room = 0;

	if (!lists_open(l, "agents.csv", agent_columns, AGENT_COLUMNS,
			CONTRACT + 1))
		return;
	while (csv_next(l->csv, l->e)) {
		struct agent_term t = { 0 };
		const char *name, *id = lists_field(l, ID);
		bool good = true;

		if (!is_id(id))
			good = lists_bad(l, ID,
					 _("letters, digits, _ . - are "
					   "allowed, 1 to 64 of them, the "
					   "first no point"));
		good &= lists_text(l, NAME, &name);
		good &= read_term(l, &t);
		if (good)
			add_term(l, agent_of(l, &room, id, *name ? name : id),
				 t);
	}
}

enum {
	SKILL_AGENT,
	SKILL,
	PRIORITY,
	SPEED,
	SKILL_FROM,
	SKILL_UNTIL,
	SKILL_COLUMNS
};
static const char *const skill_columns[SKILL_COLUMNS] = { "agent",    "skill",
							  "priority", "speed",
							  "from",     "until" };

static bool read_skill(const struct lists *l, int *agent, struct agent_skill *k)
{
	const char **keys = arena_new(l->a, const char *, l->s->n_skills);
	double priority = 1;
	bool good = lists_agent(l, SKILL_AGENT, agent);

	for (int i = 0; i < l->s->n_skills; i++)
		keys[i] = l->s->skills[i].id;
	good &= cell_key(l->csv, l->column[SKILL], "skill", keys,
			 l->s->n_skills, &k->skill, l->e);
	good &= lists_number(l, PRIORITY, 1, 9, 1, &priority);
	good &= lists_number(l, SPEED, 0.05, 5, 1, &k->speed);
	good &= lists_days(l, SKILL_FROM, SKILL_UNTIL, &k->from, &k->until);
	if (l->column[SKILL_UNTIL] < 0 || !*lists_field(l, SKILL_UNTIL))
		k->until = DATE_NONE;
	k->priority = (int)priority;
	k->place = lists_place(l, SKILL_AGENT);
	return good;
}

/* Rooms of the growing arrays inside the agents. */
static int *rooms(const struct lists *l)
{
	return arena_new(l->a, int, l->s->n_agents);
}

void lists_skills(struct lists *l)
{
	int agent, *room = rooms(l);
	struct agent_skill k;

	if (!lists_open(l, "skills.csv", skill_columns, SKILL_COLUMNS,
			SKILL + 1))
		return;
	while (csv_next(l->csv, l->e)) {
		if (!read_skill(l, &agent, &k))
			continue;
		struct agent *a = &l->agents[agent];
		struct agent_skill *list =
			arena_grow(l->a, (void *)a->skills, a->n_skills,
				   &room[agent], sizeof(k));
		list[a->n_skills++] = k;
		a->skills = list;
	}
}

enum { AV_AGENT, AV_DAYS, AV_KIND, AV_WINDOW, AV_FROM, AV_UNTIL, AV_COLUMNS };
static const char *const availability_columns[AV_COLUMNS] = {
	"agent", "days", "kind", "window", "from", "until"
};

static bool read_availability(const struct lists *l, int *agent,
			      struct availability *v)
{
	static const char *const kinds[] = { "can", "cannot", "fixed" };
	const char *window = lists_field(l, AV_WINDOW);
	int kind = 0;
	bool good = lists_agent(l, AV_AGENT, agent);

	v->window = (struct window){ 0, 1440 };
	if (!value_days(lists_field(l, AV_DAYS), &v->days))
		good = lists_bad(l, AV_DAYS,
				 _("days such as mon-fri, sat,sun, all"));
	if (*window && !value_window(window, &v->window))
		good = lists_bad(l, AV_WINDOW,
				 _("a window such as 08:00-16:00"));
	good &= cell_key(l->csv, l->column[AV_KIND], "kind", kinds, 3, &kind,
			 l->e);
	good &= lists_days(l, AV_FROM, AV_UNTIL, &v->from, &v->until);
	if (l->column[AV_UNTIL] < 0 || !*lists_field(l, AV_UNTIL))
		v->until = DATE_NONE;
	if (good && kind == AVAILABLE_FIXED && !*window)
		good = lists_bad(l, AV_WINDOW,
				 _("a fixed duty needs its window"));
	v->kind = (enum availability_kind)kind;
	v->place = lists_place(l, AV_AGENT);
	return good;
}

void lists_availability(struct lists *l)
{
	int agent, *room = rooms(l);
	struct availability v;

	if (!lists_open(l, "availability.csv", availability_columns, AV_COLUMNS,
			AV_KIND + 1))
		return;
	while (csv_next(l->csv, l->e)) {
		if (!read_availability(l, &agent, &v))
			continue;
		struct agent *a = &l->agents[agent];
		struct availability *list =
			arena_grow(l->a, (void *)a->availability,
				   a->n_availability, &room[agent], sizeof(v));
		list[a->n_availability++] = v;
		a->availability = list;
	}
}

enum { RATE_AGENT, RATE, RATE_FROM, RATE_COLUMNS };
static const char *const rate_columns[RATE_COLUMNS] = { "agent", "rate",
							"from" };

void lists_rates(struct lists *l)
{
	int *room = rooms(l);

	if (!lists_open(l, "pay.csv", rate_columns, RATE_COLUMNS, RATE + 1))
		return;
	while (csv_next(l->csv, l->e)) {
		struct agent_rate r;
		int agent, end;
		bool good = lists_agent(l, RATE_AGENT, &agent);

		good &= lists_number(l, RATE, 0, 1e6, NAN, &r.rate);
		good &= lists_days(l, RATE_FROM, -1, &r.from, &end);
		if (!good || isnan(r.rate))
			continue;
		struct agent *a = &l->agents[agent];
		struct agent_rate *list =
			arena_grow(l->a, (void *)a->rates, a->n_rates,
				   &room[agent], sizeof(r));
		int at = a->n_rates++;
		for (; at > 0 && list[at - 1].from > r.from; at--)
			list[at] = list[at - 1];
		list[at] = r;
		a->rates = list;
	}
}
