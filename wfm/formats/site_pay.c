/*
 * Pay in site.yaml: the base rate, premiums by name, overtime.
 */
#include "formats/site_reader.h"

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/site_schema.h"
#include "formats/value.h"
#include "formats/word.h"

/* --- premiums --- */

#define AT(member) offsetof(struct premium, member)

static const struct field premium_fields[] = {
	{ .name = "days",
	  .type = FIELD_DAYS,
	  .offset = AT(days),
	  .example = "mon-fri" },
	{ .name = "from",
	  .type = FIELD_TIME,
	  .offset = AT(window.from),
	  .example = "20:00" },
	{ .name = "until",
	  .type = FIELD_TIME,
	  .offset = AT(window.until),
	  .example = "24:00" },
	{ .name = "add",
	  .type = FIELD_SHARE,
	  .offset = AT(add),
	  .min = 0,
	  .max = 10,
	  .required = true,
	  .example = "50%" },
	{ .name = "by",
	  .type = FIELD_FLAG,
	  .offset = AT(by_shift),
	  .words = "hour|shift",
	  .example = "hour" },
};
const struct schema premium_schema = { "pay.PREMIUM", premium_fields,
				       FIELDS(premium_fields), NULL };
#undef AT

/* The days that a premium's name says: sunday, holiday, weekend; else all. */
static days_set days_of_name(const struct site *site, const char *id)
{
	days_set days;

	if (word_equal(id, "weekend"))
		return site->weekend;
	return value_days(id, &days) ? days : DAYS_ALL;
}

static void check_window(struct site_reader *r, const struct conf *c,
			 struct premium *p)
{
	if (p->window.from == p->window.until || p->window.from == 1440) {
		fail_at(r->err, c->place, RC_DATA,
			_("from and until: expected two times that differ"));
		return;
	}
	if (p->window.until < p->window.from)
		p->window.until += 1440;
}

struct pay_reader {
	struct site_reader *r;
	struct premium *premiums; /* [n] */
	int n, room;
};

static void read_premium(void *ctx, const struct conf_entry *entry, void *into)
{
	struct pay_reader *pay = ctx;
	struct site_reader *r = pay->r;
	struct premium p = {
		.id = entry->key,
		.days = days_of_name(r->site, entry->key),
		.window = { 0, 1440 },
	};

	(void)into;
	if (!field_is_id(entry->key)) {
		fail_at(r->err, entry->place, RC_DATA,
			_("premium \"%s\": expected letters, digits, _ . "
			  "and -"),
			text_quote(r->arena, entry->key));
		return;
	}
	if (!schema_read(&premium_schema, entry->value, &p, r, r->err))
		return;
	check_window(r, entry->value, &p);
	pay->premiums = arena_grow(r->arena, pay->premiums, pay->n, &pay->room,
				   sizeof(p));
	pay->premiums[pay->n++] = p;
}

/* --- overtime --- */

static void read_after(void *ctx, const struct conf *c, void *into)
{
	struct pay_reader *pay = ctx;
	struct site_reader *r = pay->r;
	const char *text = c->kind == CONF_TEXT ? c->text : "";
	struct value_hours h;

	if (value_hours(text, &h) && h.min == h.max && h.min > 0 &&
	    h.min <= 7 * 1440 && h.over == OVER_CALENDAR_WEEK &&
	    h.length == 1) {
		*(int *)into = h.min;
		return;
	}
	fail_at(r->err, c->place, RC_DATA,
		_("after \"%s\": expected hours of a week, like 40 h per "
		  "week"),
		text_quote(r->arena, text));
}

#define AT(member) offsetof(struct pay, member)

static const struct field overtime_fields[] = {
	{ .name = "after",
	  .type = FIELD_OWN,
	  .offset = AT(overtime_after),
	  .own = read_after,
	  .required = true,
	  .example = "40 h per week" },
	{ .name = "add",
	  .type = FIELD_SHARE,
	  .offset = AT(overtime_add),
	  .min = 0,
	  .max = 10,
	  .required = true,
	  .example = "50%" },
	{ .name = "at_most",
	  .type = FIELD_MINUTES,
	  .offset = AT(overtime_max),
	  .min = 0,
	  .max = 10080,
	  .example = "4 h" },
};
const struct schema overtime_schema = { "pay.overtime", overtime_fields,
					FIELDS(overtime_fields), NULL };

static void read_overtime(void *ctx, const struct conf *c, void *into)
{
	struct pay_reader *pay = ctx;

	schema_read(&overtime_schema, c, into, pay, pay->r->err);
}

static const struct field pay_fields[] = {
	{ .name = "base",
	  .type = FIELD_MONEY,
	  .offset = AT(base),
	  .min = 0,
	  .max = 1e6,
	  .example = "16.23" },
	{ .name = "overtime",
	  .type = FIELD_OWN,
	  .own = read_overtime,
	  .example = "{after: 40 h per week, add: 50%}" },
	{ .name = "stack",
	  .type = FIELD_FLAG,
	  .offset = AT(stack_max),
	  .words = "sum|highest",
	  .example = "sum" },
};
const struct schema pay_schema = { "pay", pay_fields, FIELDS(pay_fields),
				   read_premium };
#undef AT

void site_read_pay(void *reader, const struct conf *c, void *site)
{
	struct site_reader *r = reader;
	struct pay_reader pay = { .r = r };

	(void)site;
	r->site->pay.place = c->place;
	schema_read(&pay_schema, c, &r->site->pay, &pay, r->err);
	r->site->pay.premiums = pay.premiums;
	r->site->pay.n_premiums = pay.n;
}
