/*
 * Rules of a contract in site.yaml: "days in a row: at most 6".
 */
#include "formats/site_reader.h"

#include <string.h>

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/rule_name.h"
#include "formats/site_schema.h"
#include "formats/value.h"
#include "formats/word.h"

/* --- values --- */

/* A value written as a map: its parts as they stand in the file. */
struct parts {
	const struct conf *least, *most, *exactly, *not_then, *price;
};

static void keep(void *reader, const struct conf *c, void *into)
{
	const struct conf **part = into;

	(void)reader;
	*part = c;
}

#define PART(key, member, text)                                                \
	{                                                                      \
		.name = key, .type = FIELD_OWN,                                \
		.offset = offsetof(struct parts, member), .own = keep,         \
		.example = text                                                \
	}

static const struct field rule_fields[] = {
	PART("at least", least, "2"),  PART("at most", most, "4"),
	PART("exactly", exactly, "2"), PART("not", not_then, "early"),
	PART("price", price, "15"),
};
const struct schema rule_schema = { "rules.NAME", rule_fields,
				    FIELDS(rule_fields), NULL };

static const char *text_of(const struct conf *c)
{
	return c->kind == CONF_TEXT ? c->text : "";
}

/* What a value of this kind looks like. */
static const char *expected(enum rule_value value)
{
	switch (value) {
	case RULE_COUNTS:
	case RULE_DAYS_OFF:
		return _("a whole number: at least 2, at most 6, 2-4, or 5, "
			 "which is exactly 5; or never");
	case RULE_SPANS:
		return _("a span of time: at least 11 h, at most 2 h 30");
	case RULE_HOURS: return _("hours: at most 160, at least 30 h");
	case RULE_FLAG: return _("yes, no or off");
	case RULE_FOLLOWS: break;
	}
	return _("what may not follow: not early, not early or day, not any; "
		 "or allowed");
}

static bool not_allowed(struct site_reader *r, const struct rule *rule,
			const struct conf *c, enum rule_value value)
{
	fail_at(r->err, c->place, RC_DATA, _("%s \"%s\": expected %s"),
		text_quote(r->arena, rule->name),
		text_quote(r->arena, text_of(c)), expected(value));
	return false;
}

static bool read_bounds(const char *text, enum rule_value value,
			struct value_bounds *b)
{
	if (value == RULE_SPANS || value == RULE_HOURS)
		return value_spans(text, b, value == RULE_HOURS);
	return value_counts(text, b);
}

/* One part of a map, a single quantity. */
static bool read_part(struct site_reader *r, const struct rule *rule,
		      const struct conf *c, enum rule_value value, int *x)
{
	struct value_bounds b;

	if (!c)
		return true;
	if (!read_bounds(text_of(c), value, &b) || b.min != b.max)
		return not_allowed(r, rule, c, value);
	*x = b.min;
	return true;
}

static bool read_parts(struct site_reader *r, const struct conf *c,
		       const struct parts *parts, struct rule *rule,
		       enum rule_value value)
{
	if (!parts->least && !parts->most && !parts->exactly)
		return not_allowed(r, rule, c, value);
	if (parts->exactly && (parts->least || parts->most)) {
		fail_at(r->err, parts->exactly->place, RC_DATA,
			_("exactly: with at least or at most it says two "
			  "things"));
		return false;
	}
	if (!read_part(r, rule, parts->least, value, &rule->min) ||
	    !read_part(r, rule, parts->most, value, &rule->max) ||
	    !read_part(r, rule, parts->exactly, value, &rule->min))
		return false;
	if (parts->exactly)
		rule->max = rule->min;
	if (rule->min <= rule->max)
		return true;
	fail_at(r->err, parts->least->place, RC_DATA,
		_("at least \"%s\" is above at most \"%s\" on line %d"),
		text_quote(r->arena, text_of(parts->least)),
		text_quote(r->arena, text_of(parts->most)),
		parts->most->place.line);
	return false;
}

static bool read_amounts(struct site_reader *r, const struct conf *c,
			 const struct parts *parts, struct rule *rule,
			 enum rule_value value)
{
	struct value_bounds b;

	if (c->kind == CONF_MAP)
		return read_parts(r, c, parts, rule, value);
	if (value == RULE_COUNTS && word_equal(text_of(c), "never")) {
		rule->max = 0;
		return true;
	}
	if (!read_bounds(text_of(c), value, &b))
		return not_allowed(r, rule, c, value);
	rule->min = b.min;
	rule->max = b.max;
	return true;
}

/* yes; no is the same as off. */
static bool read_yes(struct site_reader *r, const struct conf *c,
		     struct rule *rule)
{
	bool yes = true;

	if (c->kind != CONF_MAP && !value_flag(text_of(c), &yes))
		return not_allowed(r, rule, c, RULE_FLAG);
	rule->max = 0;
	if (!yes)
		rule->strength = RULE_OFF;
	return true;
}

/* "early", "early or day", [early, day], "any". */
static bool read_successors(struct site_reader *r, const struct conf *c,
			    const char *text, struct rule *rule)
{
	struct conf as_text = { .kind = CONF_TEXT, .place = c->place };
	struct text words = text_new(r->arena);
	int n;

	for (const char *s = text; s && *s; s++) {
		bool is_or = strncmp(s, " or ", 4) == 0;
		text_add_char(&words, is_or ? ',' : *s);
		s += is_or ? 3 : 0;
	}
	as_text.text = words.data;
	const struct conf **list =
		schema_words(r->arena, text ? &as_text : c, "not", &n, r->err);
	for (int i = 0; i < n; i++)
		rule->then |= word_equal(list[i]->text, "any")
				      ? ~(shift_set)0
				      : reader_shifts(r, list[i]->text,
						      list[i]->place);
	return n > 0;
}

/* "off" would be read as a day off by some and as no rule by others. */
static bool read_follows(struct site_reader *r, const struct conf *c,
			 const struct parts *parts, struct rule *rule)
{
	const char *text = text_of(c);

	rule->max = 0;
	if (c->kind == CONF_MAP) {
		if (!parts->not_then)
			return not_allowed(r, rule, c, RULE_FOLLOWS);
		return read_successors(r, parts->not_then,
				       parts->not_then->kind == CONF_TEXT
					       ? parts->not_then->text
					       : NULL,
				       rule);
	}
	if (word_equal(text, "allowed")) {
		rule->strength = RULE_OFF;
		return true;
	}
	if (word_equal(text, "off")) {
		fail_at(r->err, c->place, RC_DATA,
			_("%s \"off\": write \"not any\" for a day off after "
			  "it, or \"allowed\" for no rule"),
			rule->name);
		return false;
	}
	if (strncmp(text, "not ", 4) != 0)
		return not_allowed(r, rule, c, RULE_FOLLOWS);
	return read_successors(r, c, text + 4, rule);
}

static bool read_price(struct site_reader *r, const struct parts *parts,
		       struct rule *rule)
{
	if (!parts->price)
		return true;
	rule->strength = RULE_SOFT;
	if (reader_price(r, text_of(parts->price), &rule->price))
		return true;
	fail_at(r->err, parts->price->place, RC_DATA,
		_("price \"%s\": expected an amount above 0, or low, medium or "
		  "high"),
		text_quote(r->arena, text_of(parts->price)));
	return false;
}

/* --- what is possible at all --- */

static int days_of(const struct rule *rule)
{
	switch (rule->over) {
	case OVER_CALENDAR_WEEK: return 7 * rule->length;
	case OVER_CALENDAR_MONTH: return 31;
	case OVER_ROLLING: return rule->length;
	case OVER_RUN:
	case OVER_PERIOD: break;
	}
	return 366;
}

/* The most that the rule's count can be; a larger minimum is a mistake. */
static int possible(const struct rule *rule)
{
	int days = days_of(rule);

	switch (rule->count) {
	case COUNT_DAYS:
	case COUNT_RUN:
	case COUNT_RUN_OFF: return days;
	case COUNT_WEEKENDS:
	case COUNT_FREE_WEEKENDS:
	case COUNT_RUN_WEEKENDS: return (days + 6) / 7;
	case COUNT_OFF_AFTER: return 7;
	case COUNT_MINUTES:
	case COUNT_LONG_REST: return 1440 * days;
	case COUNT_REST:
	case COUNT_REST_AFTER: return 1440 * 31;
	case COUNT_START_SPREAD:
	case COUNT_START_CHANGE: return 1440;
	case COUNT_KINDS:
	case COUNT_SEQUENCE:
	case COUNT_TOGETHER:
	case COUNT_ROTATION:
	case COUNT_RUN_LONG_WEEKS:
	case COUNT_CLOCK_MINUTES:
	case COUNT_CLOCK_STARTS:
	case COUNT_FOLLOWS:
	case COUNT_SPLIT_WEEKENDS:
	case COUNT_MIXED_WEEKENDS: break;
	}
	return RULE_NO_MAX;
}

/* Days off are counted as days that are not worked. */
static void turn_days_off(struct rule *rule)
{
	int days = days_of(rule), min = rule->min, max = rule->max;

	rule->min = max < days ? days - max : 0;
	rule->max = days - min;
}

/* Counts of which only the most, or the least, is asked. */
static bool check_side(struct site_reader *r, const struct conf *c,
		       const struct rule *rule)
{
	switch (rule->count) {
	case COUNT_START_SPREAD:
	case COUNT_START_CHANGE:
	case COUNT_KINDS:
	case COUNT_SEQUENCE:
	case COUNT_RUN_LONG_WEEKS:
	case COUNT_CLOCK_MINUTES:
	case COUNT_CLOCK_STARTS:
		if (rule->min == 0 && rule->max < RULE_NO_MAX)
			return true;
		fail_at(r->err, c->place, RC_DATA,
			_("%s: only \"at most\" can be asked of it"),
			rule->name);
		return false;
	case COUNT_OFF_AFTER:
		if (rule->max >= RULE_NO_MAX)
			return true;
		fail_at(r->err, c->place, RC_DATA,
			_("%s: only \"at least\" can be asked of it"),
			rule->name);
		return false;
	default: return true;
	}
}

static bool check_possible(struct site_reader *r, const struct conf *c,
			   struct rule *rule)
{
	bool in_minutes = rule->count == COUNT_MINUTES ||
			  rule->count == COUNT_LONG_REST ||
			  rule->count == COUNT_REST ||
			  rule->count == COUNT_REST_AFTER ||
			  rule->count == COUNT_START_SPREAD;
	int most = possible(rule);

	if (rule->min <= most)
		return true;
	fail_at(r->err, c->place, RC_DATA,
		in_minutes ? _("%s: so much is not possible; at most %d h")
			   : _("%s: so much is not possible; at most %d"),
		rule->name, in_minutes ? most / 60 : most);
	return false;
}

/* --- rules --- */

static bool find_shifts(const void *reader, const char *word, shift_set *set)
{
	return reader_find_shifts(reader, word, set);
}

static bool read_name(struct site_reader *r, const char *name, struct place at,
		      struct rule *rule, enum rule_value *value)
{
	const struct rule_words words = {
		.find = find_shifts,
		.ctx = r,
		.weekend = r->site->weekend,
	};
	int n = 0;

	if (rule_name_read(r->arena, name, &words, rule, value))
		return true;
	while (rule_name_examples[n])
		n++;
	schema_unknown(r->err, at, _("rule"), name, rule_name_examples, n);
	return false;
}

static bool read_value(struct site_reader *r, const struct conf *c,
		       struct rule *rule, enum rule_value value)
{
	struct parts parts = { .least = NULL };

	if (c->kind == CONF_MAP &&
	    !schema_read(&rule_schema, c, &parts, r, r->err))
		return false;
	if (value == RULE_FOLLOWS)
		return read_follows(r, c, &parts, rule) &&
		       read_price(r, &parts, rule);
	if (word_equal(text_of(c), "off")) {
		rule->strength = RULE_OFF;
		return true;
	}
	if (value == RULE_FLAG)
		return read_yes(r, c, rule) && read_price(r, &parts, rule);
	if (!read_amounts(r, c, &parts, rule, value) ||
	    !check_side(r, c, rule) || !check_possible(r, c, rule))
		return false;
	if (value == RULE_DAYS_OFF)
		turn_days_off(rule);
	return read_price(r, &parts, rule);
}

bool site_read_rule(struct site_reader *r, const char *name, struct place at,
		    const struct conf *value, struct rule *rule)
{
	enum rule_value kind;

	if (!read_name(r, name, at, rule, &kind))
		return false;
	rule->place = at;
	return read_value(r, value, rule, kind);
}

/* A list of maps of one rule each, or one map of all. */
void site_read_rules(void *reader, const struct conf *c, void *into)
{
	struct site_reader *r = reader;
	struct contract *contract = into;
	struct rule *rules = NULL;
	int n = 0, room = 0;

	if (c->kind == CONF_TEXT) {
		fail_at(r->err, c->place, RC_DATA,
			_("rules: expected a list, like [{days in a row: at "
			  "most 6}]"));
		return;
	}
	for (int i = 0; i < c->n; i++) {
		const struct conf *map =
			c->kind == CONF_MAP ? c : c->entries[i].value;
		if (map->kind != CONF_MAP) {
			fail_at(r->err, map->place, RC_DATA,
				_("rules: expected a rule and its value, like "
				  "days in a row: at most 6"));
			continue;
		}
		for (int k = 0; k < map->n; k++) {
			const struct conf_entry *x = &map->entries[k];
			rules = arena_grow(r->arena, rules, n, &room,
					   sizeof(*rules));
			if (site_read_rule(r, x->key, x->place, x->value,
					   &rules[n]))
				n++;
		}
		if (map == c)
			break;
	}
	contract->rules = rules;
	contract->n_rules = n;
}
