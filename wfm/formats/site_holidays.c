/*
 * holidays of site.yaml: rules that become special days of every year.
 */
#include "formats/site_holidays.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/i18n.h"
#include "formats/site_schema.h"
#include "formats/value.h"
#include "formats/word.h"

enum { MOST = 64 };

/* ---- the words of a rule ---- */

static const char *text_of(const struct conf *c)
{
	return c->kind == CONF_TEXT ? c->text : "";
}

static void not_allowed(void *reader, const struct conf *c, const char *key,
			const char *expected)
{
	struct site_reader *r = reader;

	(void)fail_at(r->err, c->place, RC_DATA, _("%s \"%s\": expected %s"),
		      key, text_quote(r->arena, text_of(c)), expected);
}

/* A second way to say the day is a problem. */
static void set_kind(void *reader, const struct conf *c,
		     struct holiday_entry *h, enum holiday_kind kind)
{
	struct site_reader *r = reader;

	if (h->kinds++)
		(void)fail_at(r->err, c->place, RC_DATA,
			      _("a holiday has one of date, weekday, easter, "
				"orthodox_easter, after and bridge"));
	h->rule.kind = kind;
}

static bool two_digits(const char *s, int *x)
{
	if (!isdigit((unsigned char)s[0]) || !isdigit((unsigned char)s[1]))
		return false;
	*x = 10 * (s[0] - '0') + s[1] - '0';
	return true;
}

/* "12-25" */
static void read_date(void *reader, const struct conf *c, void *into)
{
	struct holiday_entry *h = into;
	const char *s = text_of(c);

	set_kind(reader, c, h, HOLIDAY_FIXED);
	if (strlen(s) != 5 || s[2] != '-' || !two_digits(s, &h->rule.month) ||
	    !two_digits(s + 3, &h->rule.day) ||
	    !date_is_valid((struct civil){ 2000, h->rule.month, h->rule.day }))
		not_allowed(reader, c, "date", _("month and day, like 12-25"));
}

static bool month_of(const char *word, int *month)
{
	static const char *const months[] = {
		"january",   "february", "march",    "april",
		"may",	     "june",	 "july",     "august",
		"september", "october",	 "november", "december"
	};

	for (int m = 0; m < 12; m++)
		if (word_equal(word, months[m])) {
			*month = m + 1;
			return true;
		}
	return false;
}

static bool nth_of(const char *word, int *nth)
{
	static const char *const words[] = { "last",   "1st",	 "2nd",
					     "3rd",    "4th",	 "5th",
					     "first",  "second", "third",
					     "fourth", "fifth" };

	for (int k = 0; k < 11; k++)
		if (word_equal(word, words[k])) {
			*nth = k == 0 ? -1 : (k - 1) % 5 + 1;
			return true;
		}
	return false;
}

/* "4th thursday of november", "last monday of may" */
static void read_weekday(void *reader, const struct conf *c, void *into)
{
	struct holiday_entry *h = into;
	char nth[16], weekday[16], month[16], more;

	set_kind(reader, c, h, HOLIDAY_WEEKDAY);
	if (sscanf(text_of(c), "%15s %15s of %15s %c", nth, weekday, month,
		   &more) != 3 ||
	    !nth_of(nth, &h->rule.nth) ||
	    !date_parse_weekday(weekday, &h->rule.weekday) ||
	    !month_of(month, &h->rule.month))
		not_allowed(reader, c, "weekday",
			    _("like 4th thursday of november or last monday of "
			      "may"));
}

static bool days_of(const char *s, int *days)
{
	return value_int(*s == '+' ? s + 1 : s, days) && *days >= -366 &&
	       *days <= 366;
}

static void read_easter(void *reader, const struct conf *c, void *into)
{
	struct holiday_entry *h = into;

	set_kind(reader, c, h, HOLIDAY_EASTER);
	if (!days_of(text_of(c), &h->rule.offset))
		not_allowed(reader, c, "easter",
			    _("days after Easter Sunday, like 1 or -2"));
}

static void read_orthodox(void *reader, const struct conf *c, void *into)
{
	struct holiday_entry *h = into;

	set_kind(reader, c, h, HOLIDAY_ORTHODOX);
	if (!days_of(text_of(c), &h->rule.offset))
		not_allowed(reader, c, "orthodox_easter",
			    _("days after Orthodox Easter, like 1 or -2"));
}

/* The index of an earlier holiday; "1 day after" is written days: 1. */
static void read_after(void *reader, const struct conf *c, void *into)
{
	struct site_reader *r = reader;
	struct holiday_entry *h = into;
	struct name_list known = { .n = 0 };

	set_kind(reader, c, h, HOLIDAY_AFTER);
	for (int k = 0; k < r->n_holidays; k++)
		if (r->holidays[k].rule.kind != HOLIDAY_BRIDGE)
			names_add(r->arena, &known, r->holidays[k].id);
	h->rule.after =
		reader_find(r, &known, _("earlier holiday in \"after\":"),
			    text_of(c), c->place);
	for (int k = 0; h->rule.after >= 0 && k < r->n_holidays; k++)
		if (!strcmp(r->holidays[k].id, known.v[h->rule.after])) {
			h->rule.after = k;
			break;
		}
}

static void read_bridge(void *reader, const struct conf *c, void *into)
{
	bool yes = true;

	if (!value_flag(text_of(c), &yes)) {
		not_allowed(reader, c, "bridge", _("yes or no"));
		return;
	}
	if (yes)
		set_kind(reader, c, into, HOLIDAY_BRIDGE);
}

/* "monday", "nearest", "next", "also monday", ... */
static void read_weekend(void *reader, const struct conf *c, void *into)
{
	static const char *const words[] = { "keep", "monday", "nearest",
					     "next" };
	struct holiday_entry *h = into;
	const char *s = text_of(c);

	h->rule.also = text_starts(s, "also ");
	if (h->rule.also)
		s += strlen("also ");
	for (int k = 0; k < 4; k++)
		if (word_equal(s, words[k])) {
			h->rule.move = (enum holiday_move)k;
			return;
		}
	not_allowed(reader, c, "on_weekend",
		    _("keep, monday, nearest, next, or also and one of them"));
}

/* "" holiday hours, "normal", "closed", "10:00-18:00". */
static void read_hours(void *reader, const struct conf *c, void *into)
{
	struct site_reader *r = reader;
	struct holiday_entry *h = into;
	struct window w;

	h->day.holiday = !word_equal(text_of(c), "normal");
	if (!h->day.holiday)
		return;
	h->day.has_hours = true;
	if (word_equal(text_of(c), "closed"))
		return;
	if (!value_window(text_of(c), &w))
		not_allowed(reader, c, "hours",
			    _("normal, closed, or a window like 10:00-18:00"));
	else
		h->day.hours = (struct opening_day){
			arena_copy(r->arena, &w, 1, sizeof(w)), 1
		};
}

static void read_like(void *reader, const struct conf *c, void *into)
{
	struct holiday_entry *h = into;

	(void)reader;
	h->day.place = c->place; /* where an unknown name is said */
	if (!date_parse_weekday(text_of(c), &h->day.like_weekday))
		h->day.like = text_of(c);
}

#define AT(member) offsetof(struct holiday_entry, member)
#define OWN(key, reader, text)                                                 \
	{                                                                      \
		.name = key, .type = FIELD_OWN, .own = reader, .example = text \
	}

static const struct field holiday_fields[] = {
	{ .name = "name",
	  .type = FIELD_TEXT,
	  .offset = AT(day.name),
	  .example = "Christmas Day" },
	OWN("date", read_date, "12-25"),
	OWN("weekday", read_weekday, "4th thursday of november"),
	OWN("easter", read_easter, "-2"),
	OWN("orthodox_easter", read_orthodox, "1"),
	OWN("after", read_after, "christmas"),
	{ .name = "days",
	  .type = FIELD_INT,
	  .offset = AT(days),
	  .min = -366,
	  .max = 366,
	  .example = "-1" },
	OWN("bridge", read_bridge, "yes"),
	OWN("on_weekend", read_weekend, "also next"),
	OWN("hours", read_hours, "closed"),
	OWN("like", read_like, "sunday"),
	{ .name = "pays",
	  .type = FIELD_FLAG,
	  .offset = AT(pays),
	  .example = "yes" },
	{ .name = "from",
	  .type = FIELD_INT,
	  .offset = AT(rule.from),
	  .min = 1900,
	  .max = 2099,
	  .example = "2024" },
	{ .name = "until",
	  .type = FIELD_INT,
	  .offset = AT(last),
	  .min = 1900,
	  .max = 2099,
	  .example = "2030" },
};
const struct schema holiday_schema = { "holidays.ID", holiday_fields,
				       FIELDS(holiday_fields), NULL };

static void read_one(struct site_reader *r, const struct conf_entry *entry)
{
	struct holiday_entry *h = &r->holidays[r->n_holidays];
	int before = r->err->errors;

	*h = (struct holiday_entry){ .id = entry->key,
				     .days = RULE_NO_MAX,
				     .last = 2099,
				     .rule = { .from = 1900 },
				     .pays = true,
				     .day = { .name = entry->key,
					      .holiday = true,
					      .like_weekday = -1,
					      .place = entry->place } };
	schema_read(&holiday_schema, entry->value, h, r, r->err);
	if (r->err->errors > before)
		return;
	if (!h->kinds)
		(void)fail_at(r->err, entry->place, RC_DATA,
			      _("holiday \"%s\": which day? One of date, "
				"weekday, easter, orthodox_easter, after or "
				"bridge is needed"),
			      h->id);
	else if ((h->rule.kind == HOLIDAY_AFTER) != (h->days != RULE_NO_MAX))
		(void)fail_at(r->err, entry->place, RC_DATA,
			      _("holiday \"%s\": after and days belong "
				"together"),
			      h->id);
	if (h->rule.kind == HOLIDAY_AFTER)
		h->rule.offset = h->days;
	h->rule.until = h->last + 1;
	h->day.pays = h->pays;
	if (r->err->errors == before)
		r->n_holidays++;
}

void site_read_holidays(void *reader, const struct conf *c, void *site)
{
	struct site_reader *r = reader;
	struct reader_ids ids = reader_ids(r, c, "holidays", MOST);

	(void)site;
	r->holidays = arena_new(r->arena, struct holiday_entry, ids.n + 1);
	for (int i = 0; i < ids.n; i++)
		read_one(r, ids.entries[i]);
}

/* ---- the days of the years ---- */

struct expanding {
	struct special_day *list; /* [n] */
	int n, room;
	struct site_reader *r;
};

static bool is_taken(void *ctx, int day)
{
	const struct expanding *x = ctx;

	for (int i = 0; i < x->n; i++)
		if (x->list[i].day == day)
			return true;
	return false;
}

/* What is there already, by hand or by an earlier rule, stays. */
static void add(struct expanding *x, const struct holiday_entry *h, int day)
{
	struct special_day d = h->day;

	if (day == DATE_NONE || is_taken(x, day))
		return;
	d.day = day;
	x->list = arena_grow(x->r->arena, x->list, x->n, &x->room, sizeof(d));
	x->list[x->n++] = d;
}

static void add_year(struct expanding *x, const struct holiday_rule *rules,
		     int year)
{
	const struct site_reader *r = x->r;
	days_set weekend = r->site->weekend;
	int days[MOST];

	/* All days of their own first, then those that move beside them. */
	for (int k = 0; k < r->n_holidays; k++) {
		days[k] = holiday_day(rules, k, year);
		if (days[k] != DATE_NONE &&
		    holiday_moved(&rules[k], days[k], weekend, NULL, NULL) ==
			    days[k])
			add(x, &r->holidays[k], days[k]);
	}
	for (int k = 0; k < r->n_holidays; k++) {
		if (days[k] == DATE_NONE)
			continue;
		int moved =
			holiday_moved(&rules[k], days[k], weekend, is_taken, x);
		if (moved == days[k])
			continue;
		if (rules[k].also)
			add(x, &r->holidays[k], days[k]);
		add(x, &r->holidays[k], moved);
	}
}

static void add_bridges(struct expanding *x, const struct holiday_entry *h)
{
	int n = x->n;

	for (int i = 0; i < n; i++) {
		const struct special_day *d = &x->list[i];
		int year = date_civil(d->day).year;
		if (d->holiday && year >= h->rule.from && year < h->rule.until)
			add(x, h, holiday_bridge(d->day, x->r->site->weekend));
	}
}

struct special_day *site_expand_holidays(struct site_reader *r,
					 struct special_day *list, int *n)
{
	struct expanding x = { list, *n, *n, r };
	struct holiday_rule rules[MOST];

	for (int k = 0; k < r->n_holidays; k++)
		rules[k] = r->holidays[k].rule;
	if (!r->n_holidays)
		return list;
	for (int year = HOLIDAYS_FROM; year <= HOLIDAYS_LAST; year++)
		add_year(&x, rules, year);
	for (int k = 0; k < r->n_holidays; k++)
		if (rules[k].kind == HOLIDAY_BRIDGE)
			add_bridges(&x, &r->holidays[k]);
	*n = x.n;
	return x.list;
}
