/*
 * agents.csv, skills.csv, availability.csv, pay.csv: people and what they can.
 */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/field.h"
#include "formats/i18n.h"
#include "formats/input.h"
#include "formats/site_lists.h"
#include "formats/value.h"

enum { ID, NAME, CONTRACT, TEAM, HOURS, FROM, UNTIL, AGENT_COLUMNS };
static const char *const agent_columns[AGENT_COLUMNS] = {
	"id", "name", "contract", "team", "hours", "from", "until"
};
const struct list_file agents_list = { "agents.csv", agent_columns,
				       AGENT_COLUMNS, CONTRACT + 1 };

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
				 _("hours of the contract's week or month, "
				   "like 38.5 or 20-25"));
	t->min_minutes = hours.min;
	t->max_minutes = hours.max;
	return true;
}

static bool read_term(const struct lists *l, struct agent_term *t)
{
	const struct name_list *contracts = &l->reader->contracts;
	bool good = lists_text(l, TEAM, &t->team);

	t->place = lists_place(l, ID);
	good &= lists_days(l, FROM, UNTIL, &t->from, &t->until);
	if (!lists_word(l, CONTRACT, contracts->v, contracts->n, &t->contract))
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
	int known = name_index_add(l->a, &l->ids, id);

	if (known < l->s->n_agents) {
		if (name[0] != '\0')
			l->agents[known].name = name;
		return &l->agents[known];
	}
	l->agents = arena_grow(l->a, l->agents, l->s->n_agents, room,
			       sizeof(*l->agents));
	l->agents[l->s->n_agents] = (struct agent){
		.id = id,
		.name = name[0] != '\0' ? name : id,
		.place = lists_place(l, ID),
	};
	l->s->agents = l->agents;
	return &l->agents[l->s->n_agents++];
}

static void read_agent(struct lists *l, int *room)
{
	struct agent_term t = { 0 };
	const char *name, *id = lists_field(l, ID);
	bool good = field_is_id(id);

	if (!good)
		lists_bad(l, ID,
			  _("letters, digits, _ . and -, at most 64, no dot "
			    "first"));
	good &= lists_text(l, NAME, &name);
	good &= read_term(l, &t);
	if (good)
		add_term(l, agent_of(l, room, id, name), t);
}

void lists_agents(struct lists *l)
{
	int room = 0;

	if (!lists_open(l, &agents_list))
		return;
	while (csv_next(l->csv, l->e))
		read_agent(l, &room);
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
const struct list_file skills_list = { "skills.csv", skill_columns,
				       SKILL_COLUMNS, SKILL + 1 };

static bool read_skill(const struct lists *l, int *agent, struct agent_skill *k)
{
	const struct name_list *skills = &l->reader->skills;
	double priority = 1;
	bool good = lists_agent(l, SKILL_AGENT, agent);

	good &= lists_word(l, SKILL, skills->v, skills->n, &k->skill);
	good &= lists_number(l, PRIORITY, 1, 9, 1, &priority);
	good &= lists_number(l, SPEED, 0.05, 5, 1, &k->speed);
	good &= lists_days(l, SKILL_FROM, SKILL_UNTIL, &k->from, &k->until);
	k->priority = (int)priority;
	k->place = lists_place(l, SKILL_AGENT);
	if (good && priority != k->priority)
		return lists_bad(l, PRIORITY, _("a whole number from 1 to 9"));
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

	if (!lists_open(l, &skills_list))
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
const struct list_file availability_list = { "availability.csv",
					     availability_columns, AV_COLUMNS,
					     AV_KIND + 1 };

static bool read_availability(const struct lists *l, int *agent,
			      struct availability *v)
{
	static const char *const kinds[] = { "can", "cannot", "fixed" };
	int kind = 0;
	bool good = lists_agent(l, AV_AGENT, agent);

	v->window = (struct window){ 0, 1440 };
	if (!value_days(lists_field(l, AV_DAYS), &v->days))
		good = lists_bad(l, AV_DAYS,
				 _("days, like mon-fri or sat,sun or all"));
	good &= lists_window(l, AV_WINDOW, &v->window);
	good &= lists_word(l, AV_KIND, kinds, 3, &kind);
	good &= lists_days(l, AV_FROM, AV_UNTIL, &v->from, &v->until);
	if (good && kind == AVAILABLE_FIXED && !*lists_field(l, AV_WINDOW))
		good = lists_bad(l, AV_WINDOW,
				 _("the duty's window, like 08:00-16:30"));
	v->kind = (enum availability_kind)kind;
	v->place = lists_place(l, AV_AGENT);
	return good;
}

void lists_availability(struct lists *l)
{
	int agent, *room = rooms(l);
	struct availability v;

	if (!lists_open(l, &availability_list))
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
const struct list_file pay_list = { "pay.csv", rate_columns, RATE_COLUMNS,
				    RATE + 1 };

void lists_rates(struct lists *l)
{
	int *room = rooms(l);

	if (!lists_open(l, &pay_list))
		return;
	const char *path = input_path(l->a, l->dir, pay_list.file);
	if (!input_is_private(path))
		warn_at(l->e, (struct place){ .file = path },
			_("others may read what people earn; chmod 600"));
	while (csv_next(l->csv, l->e)) {
		struct agent_rate r;
		int agent;
		bool good = lists_agent(l, RATE_AGENT, &agent);

		good &= lists_number(l, RATE, 0, 1e6, NAN, &r.rate);
		good &= lists_day(l, RATE_FROM, &r.from);
		if (good && isnan(r.rate))
			good = lists_bad(l, RATE, _("an amount of money"));
		if (!good)
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
