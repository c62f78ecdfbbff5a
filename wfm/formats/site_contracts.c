/*
 * Contracts in site.yaml: hours and shifts; their rules are site_rules.c.
 */
#include "formats/site_reader.h"

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/site_schema.h"
#include "formats/value.h"
#include "formats/word.h"

/* Minutes that a window has at most. */
static int minutes_of(const struct value_hours *h)
{
	const int day = 1440;

	return h->over == OVER_CALENDAR_WEEK	? 7 * day * h->length
	       : h->over == OVER_CALENDAR_MONTH ? 31 * day
						: 366 * day;
}

static void read_hours(void *reader, const struct conf *c, void *into)
{
	struct site_reader *r = reader;
	struct contract *contract = into;
	const char *text = c->kind == CONF_TEXT ? c->text : "";
	struct value_hours h;

	contract->hours_over = OVER_CALENDAR_WEEK;
	contract->hours_length = 1;
	contract->max_minutes = RULE_NO_MAX;
	if (word_equal(text, "any"))
		return;
	if (!value_hours(text, &h) || !h.has_window || h.min > minutes_of(&h) ||
	    (h.max != RULE_NO_MAX && h.max > minutes_of(&h))) {
		fail_at(r->err, c->place, RC_DATA,
			_("hours \"%s\": expected hours of a week, some "
			  "weeks, a month or the period, like 40 per week, "
			  "20-25 per week, 160 per month, or any"),
			text_quote(r->arena, text));
		return;
	}
	contract->min_minutes = h.min;
	contract->max_minutes = h.max;
	contract->hours_over = h.over;
	contract->hours_length = h.length;
}

static void read_shifts(void *reader, const struct conf *c, void *into)
{
	struct site_reader *r = reader;
	shift_set *shifts = into;
	int n;
	const struct conf **words =
		schema_words(r->arena, c, "shifts", &n, r->err);

	*shifts = 0;
	for (int i = 0; i < n; i++)
		*shifts |= reader_shifts(r, words[i]->text, words[i]->place);
}

#define AT(member) offsetof(struct contract, member)

static const struct field contract_fields[] = {
	{ .name = "name",
	  .type = FIELD_TEXT,
	  .offset = AT(name),
	  .example = "Full time" },
	{ .name = "hours",
	  .type = FIELD_OWN,
	  .own = read_hours,
	  .required = true,
	  .example = "40 per week" },
	{ .name = "contract_day",
	  .type = FIELD_MINUTES,
	  .offset = AT(day_minutes),
	  .min = 1,
	  .max = 1440,
	  .example = "8 h" },
	{ .name = "shifts",
	  .type = FIELD_OWN,
	  .offset = AT(shifts),
	  .own = read_shifts,
	  .example = "[day]" },
	{ .name = "rules",
	  .type = FIELD_OWN,
	  .own = site_read_rules,
	  .example = "[{days in a row: at most 6}]" },
};
const struct schema contract_schema = { "contracts.NAME", contract_fields,
					FIELDS(contract_fields), NULL };
#undef AT

/* Working days of a week: a rule says so, or five. */
static int days_of_week(const struct contract *c)
{
	for (int i = 0; i < c->n_rules; i++) {
		const struct rule *rule = &c->rules[i];
		if (rule->count == COUNT_DAYS &&
		    rule->over == OVER_CALENDAR_WEEK && rule->length == 1 &&
		    rule->days == DAYS_ALL && rule->shifts == ~(shift_set)0 &&
		    rule->max >= 1 && rule->max <= 7)
			return rule->max;
	}
	return 5;
}

/* The paid time of one day of leave, where it is not said. */
static int contract_day(const struct contract *c)
{
	int days = days_of_week(c), minutes = c->max_minutes;

	if (minutes >= RULE_NO_MAX)
		minutes = c->min_minutes;
	if (minutes == 0 || c->hours_over == OVER_PERIOD)
		return 480;
	if (c->hours_over == OVER_CALENDAR_MONTH)
		minutes = minutes * 12 / 52;
	else
		minutes /= c->hours_length;
	minutes = (minutes + days / 2) / days;
	return minutes < 1440 ? minutes : 1440;
}

static void read_contract(struct site_reader *r, const struct conf_entry *entry,
			  struct contract *c)
{
	*c = (struct contract){
		.id = entry->key,
		.name = entry->key,
		.shifts = ~(shift_set)0,
		.place = entry->place,
	};
	if (r->site->n_shifts < SHIFT_MAX)
		c->shifts = ((shift_set)1 << r->site->n_shifts) - 1;
	names_add(r->arena, &r->contracts, c->id);
	schema_read(&contract_schema, entry->value, c, r, r->err);
	if (c->day_minutes == 0)
		c->day_minutes = contract_day(c);
}

void site_read_contracts(void *reader, const struct conf *c, void *site)
{
	struct site_reader *r = reader;
	struct reader_ids ids = reader_ids(r, c, "contracts", 1000);
	struct contract *contracts =
		arena_new(r->arena, struct contract, ids.n);

	(void)site;
	for (int i = 0; i < ids.n; i++)
		read_contract(r, ids.entries[i], &contracts[i]);
	r->site->contracts = contracts;
	r->site->n_contracts = ids.n;
}
