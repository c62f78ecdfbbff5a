/*
 * exceptions.csv: rules that are other for one person.
 */
#include "formats/i18n.h"
#include "formats/site_lists.h"
#include "formats/word.h"

enum { AGENT, RULE, VALUE, PRICE, FROM, UNTIL, COLUMNS };
static const char *const columns[COLUMNS] = { "agent", "rule", "value",
					      "price", "from", "until" };
const struct list_file exceptions_list = { "exceptions.csv", columns, COLUMNS,
					   VALUE + 1 };

/* A rule is known to contracts by the name it has there. */
static const char *name_of(const struct site *s, const char *name)
{
	for (int c = 0; c < s->n_contracts; c++)
		for (int i = 0; i < s->contracts[c].n_rules; i++)
			if (word_equal(s->contracts[c].rules[i].name, name))
				return s->contracts[c].rules[i].name;
	return name;
}

static bool read_rule(struct lists *l, struct rule *rule)
{
	const struct conf value = {
		.kind = CONF_TEXT,
		.text = lists_field(l, VALUE),
		.place = lists_place(l, VALUE),
	};

	if (!site_read_rule(l->reader, lists_field(l, RULE),
			    lists_place(l, RULE), &value, rule))
		return false;
	rule->name = name_of(l->s, rule->name);
	if (!*lists_field(l, PRICE))
		return true;
	if (rule->strength == RULE_OFF)
		return lists_bad(l, PRICE, _("nothing: the rule is off"));
	rule->strength = RULE_SOFT;
	return lists_price(l, PRICE, &rule->price);
}

static void add(struct lists *l, struct agent *a, const struct rule *rule,
		struct rule_exception x, int *room)
{
	struct rule_exception *list = arena_grow(
		l->a, (void *)a->exceptions, a->n_exceptions, room, sizeof(x));

	x.rule = arena_copy(l->a, rule, 1, sizeof(*rule));
	list[a->n_exceptions++] = x;
	a->exceptions = list;
}

void lists_exceptions(struct lists *l)
{
	int *room = arena_new(l->a, int, l->s->n_agents);

	if (!lists_open(l, &exceptions_list))
		return;
	while (csv_next(l->csv, l->e)) {
		struct rule_exception x;
		struct rule rule;
		int agent;
		bool good = lists_agent(l, AGENT, &agent);

		good &= read_rule(l, &rule);
		good &= lists_days(l, FROM, UNTIL, &x.from, &x.until);
		if (good)
			add(l, &l->agents[agent], &rule, x, &room[agent]);
	}
}
