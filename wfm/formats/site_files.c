#include "formats/site_files.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/i18n.h"
#include "formats/input.h"
#include "formats/site_lists.h"
#include "formats/site_reader.h"
#include "formats/site_schema.h"
#include "formats/value.h"

/* --- site --- */

static void read_zone(void *reader, const struct conf *c, void *into)
{
	struct site_reader *r = reader;
	struct err own = err_new(r->arena);

	if (c->kind == CONF_TEXT &&
	    zone_load(r->arena, NULL, c->text, into, &own) == RC_OK)
		return;
	fail_at(r->err, c->place, RC_DATA, "time_zone: %s",
		own.n > 0 ? own.list[0].text
			  : _("expected a name like Europe/London"));
}

static void read_interval(void *reader, const struct conf *c, void *seconds)
{
	static const int allowed[] = { 300, 600, 900, 1200, 1800, 3600 };
	struct site_reader *r = reader;
	double x;

	if (c->kind == CONF_TEXT && value_span(c->text, &x))
		for (size_t i = 0; i < sizeof(allowed) / sizeof(*allowed); i++)
			if (x == allowed[i]) {
				*(int *)seconds = allowed[i];
				return;
			}
	fail_at(r->err, c->place, RC_DATA,
		_("interval \"%s\": expected 5, 10, 15, 20, 30 or 60 min"),
		text_quote(r->arena, c->text ? c->text : ""));
}

static void read_weekday(void *reader, const struct conf *c, void *weekday)
{
	struct site_reader *r = reader;
	days_set set;

	if (c->kind == CONF_TEXT && value_days(c->text, &set))
		for (int d = MONDAY; d <= SUNDAY; d++)
			if (set == 1 << d) {
				*(int *)weekday = d;
				return;
			}
	fail_at(r->err, c->place, RC_DATA,
		_("week_starts \"%s\": expected a day of the week, like "
		  "monday"),
		text_quote(r->arena, c->text ? c->text : ""));
}

/* [sat, sun] or sat-sun; at least one day, not all, no holidays. */
static void read_weekend(void *reader, const struct conf *c, void *into)
{
	struct site_reader *r = reader;
	int n, all = 0;
	const struct conf **words =
		schema_words(r->arena, c, "weekend", &n, r->err);

	for (int i = 0; i < n; i++) {
		days_set set;
		if (!value_days(words[i]->text, &set) || set >= DAYS_WEEK) {
			fail_at(r->err, words[i]->place, RC_DATA,
				_("weekend \"%s\": expected days of the week, "
				  "like [sat, sun]"),
				text_quote(r->arena, words[i]->text));
			return;
		}
		all |= set;
	}
	if (n > 0 && all < DAYS_WEEK)
		*(days_set *)into = (days_set)all;
	else if (n >= 0)
		fail_at(r->err, c->place, RC_DATA,
			_("weekend: expected some days of the week, not all"));
}

#define AT(member) offsetof(struct site, member)

static const struct field site_fields[] = {
	{ .name = "name",
	  .type = FIELD_TEXT,
	  .offset = AT(name),
	  .example = "Riverside" },
	{ .name = "time_zone",
	  .type = FIELD_OWN,
	  .offset = AT(zone),
	  .own = read_zone,
	  .required = true,
	  .example = "Europe/London" },
	{ .name = "interval",
	  .type = FIELD_OWN,
	  .offset = AT(interval),
	  .own = read_interval,
	  .example = "15 min" },
	{ .name = "week_starts",
	  .type = FIELD_OWN,
	  .offset = AT(week_start),
	  .own = read_weekday,
	  .example = "monday" },
	{ .name = "weekend",
	  .type = FIELD_OWN,
	  .offset = AT(weekend),
	  .own = read_weekend,
	  .example = "[sat, sun]" },
	{ .name = "currency",
	  .type = FIELD_TEXT,
	  .offset = AT(currency),
	  .example = "GBP" },
	{ .name = "max_seats",
	  .type = FIELD_INT,
	  .offset = AT(max_seats),
	  .min = 1,
	  .max = 100000,
	  .example = "120" },
	{ .name = "unpopular",
	  .type = FIELD_OWN,
	  .offset = AT(unpopular),
	  .own = site_read_unpopular,
	  .example = "{mon-fri: 18:00-24:00, sat-sun: always}" },
	{ .name = "edges",
	  .type = FIELD_FLAG,
	  .offset = AT(edges_exempt),
	  .words = "history|exempt",
	  .example = "history" },
};
const struct schema site_schema = { "site", site_fields, FIELDS(site_fields),
				    NULL };

static const struct field period_fields[] = {
	{ .name = "from",
	  .type = FIELD_DATE,
	  .offset = AT(period_from),
	  .example = "2026-12-14" },
	{ .name = "days",
	  .type = FIELD_INT,
	  .offset = AT(period_days),
	  .min = 1,
	  .max = GRID_MOST_PERIOD,
	  .example = "28" },
};
const struct schema period_schema = { "period", period_fields,
				      FIELDS(period_fields), NULL };

#undef AT
#define AT(member) offsetof(struct site_prices, member)
#define PRICE(key, place, least, text)                                         \
	{                                                                      \
		.name = key, .type = FIELD_MONEY, .offset = AT(place),         \
		.min = least, .max = 1e9, .example = text                      \
	}

static const struct field prices_fields[] = {
	PRICE("short", short_price, 0, "40 per agent-hour"),
	PRICE("over", over_price, 0, "10 per agent-hour"),
	PRICE("fairness", fairness, 0, "5"),
	PRICE("refused", refused, 0, "5"),
	PRICE("low", low, 0.01, "5"),
	PRICE("medium", medium, 0.01, "15"),
	PRICE("high", high, 0.01, "50"),
};
const struct schema prices_schema = { "prices", prices_fields,
				      FIELDS(prices_fields), NULL };

#undef AT
#define AT(member) offsetof(struct change_terms, member)

static const struct field changes_fields[] = {
	PRICE("price", price, 0, "15"),
	PRICE("breaks", breaks_price, 0, "2"),
	{ .name = "notice",
	  .type = FIELD_MINUTES,
	  .offset = AT(notice),
	  .min = 0,
	  .max = 366 * 1440,
	  .example = "7 days" },
	PRICE("late", late_price, 0, "45"),
};
const struct schema changes_schema = { "changes", changes_fields,
				       FIELDS(changes_fields), NULL };

#undef AT
#define AT(member) offsetof(struct feed_terms, member)

static const struct field calendars_fields[] = {
	{ .name = "times",
	  .type = FIELD_FLAG,
	  .offset = AT(local),
	  .words = "utc|local",
	  .example = "utc" },
	{ .name = "breaks",
	  .type = FIELD_FLAG,
	  .offset = AT(breaks),
	  .words = "notes|events",
	  .example = "notes" },
	{ .name = "cancelled",
	  .type = FIELD_FLAG,
	  .offset = AT(cancelled),
	  .words = "omit|include",
	  .example = "omit" },
	{ .name = "alarm",
	  .type = FIELD_MINUTES,
	  .offset = AT(alarm),
	  .min = 0,
	  .max = 10080,
	  .example = "60 min" },
	{ .name = "refresh",
	  .type = FIELD_MINUTES,
	  .offset = AT(refresh),
	  .min = 5,
	  .max = 10080,
	  .example = "6 h" },
	{ .name = "organizer",
	  .type = FIELD_TEXT,
	  .offset = AT(organizer),
	  .example = "planning@example.org" },
};
const struct schema calendars_schema = { "calendars", calendars_fields,
					 FIELDS(calendars_fields), NULL };

/* --- sections that are one schema, or a few lines --- */

static void read_site(void *reader, const struct conf *c, void *site)
{
	struct site_reader *r = reader;

	schema_read(&site_schema, c, site, r, r->err);
}

static void read_period(void *reader, const struct conf *c, void *site)
{
	struct site_reader *r = reader;

	schema_read(&period_schema, c, site, r, r->err);
}

static void read_prices(void *reader, const struct conf *c, void *into)
{
	struct site_reader *r = reader;

	(void)into;
	schema_read(&prices_schema, c, &r->prices, r, r->err);
}

/* Late changes cost as much as others unless said otherwise. */
static void read_changes(void *reader, const struct conf *c, void *into)
{
	struct site_reader *r = reader;
	struct change_terms *terms = &((struct site *)into)->changes;

	terms->late_price = -1;
	schema_read(&changes_schema, c, terms, r, r->err);
	if (terms->late_price < 0)
		terms->late_price = terms->price;
}

/* It becomes a line of a calendar that nothing escapes, so: strictly. */
static bool is_address(const char *s)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	size_t n = strcspn(s, "@");

	return n && s[n] == '@' && s[n + 1] && strlen(s) < 255 &&
	       !s[n + 1 +
		  strspn(s + n + 1,
			 "abcdefghijklmnopqrstuvwxyz"
			 "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-")] &&
	       strspn(s, letters) + strspn(s + strspn(s, letters),
					   "abcdefghijklmnopqrstuvwxyz"
					   "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
					   "0123456789.-_+%") ==
		       n;
}

static void read_calendars(void *reader, const struct conf *c, void *into)
{
	struct site_reader *r = reader;
	struct feed_terms *terms = &((struct site *)into)->calendars;
	const struct conf *address = conf_get(c, "organizer");

	schema_read(&calendars_schema, c, terms, r, r->err);
	if (terms->organizer && address && !is_address(terms->organizer))
		fail_at(r->err, address->place, RC_DATA,
			_("organizer: \"%s\"; allowed is an address like "
			  "planning@example.org"),
			text_quote(r->arena, terms->organizer));
}

/* Sections are read in this order, whatever the order in the file: each
 * refers only to those before it. */
#define SECTION(key, reader, needed)                                           \
	{                                                                      \
		.name = key, .type = FIELD_OWN, .own = reader,                 \
		.required = needed                                             \
	}

static const struct field yaml_fields[] = {
	SECTION("site", read_site, true),
	SECTION("period", read_period, false),
	SECTION("prices", read_prices, false),
	SECTION("queues", site_read_queues, false),
	SECTION("skills", site_read_skills, false),
	SECTION("shrinkage", site_read_shrinkage, false),
	SECTION("absences", site_read_absences, false),
	SECTION("breaks", site_read_breaks, false),
	SECTION("shifts", site_read_shifts, false),
	SECTION("shift_sets", site_read_shift_sets, false),
	SECTION("contracts", site_read_contracts, false),
	SECTION("pay", site_read_pay, false),
	SECTION("changes", read_changes, false),
	SECTION("holidays", site_read_holidays, false),
	SECTION("calendars", read_calendars, false),
};
const struct schema yaml_schema = { "site.yaml", yaml_fields,
				    FIELDS(yaml_fields), NULL };

const struct schema *const site_schemas[] = {
	&yaml_schema,
	&site_schema,
	&period_schema,
	&prices_schema,
	&queue_schema,
	&goal_schema,
	&acd_schema,
	&absence_schema,
	&break_schema,
	&shift_schema,
	&contract_schema,
	&rule_schema,
	&pay_schema,
	&premium_schema,
	&overtime_schema,
	&changes_schema,
	&calendars_schema,
	&holiday_schema,
	NULL,
};

/* --- the folder --- */

static void set_defaults(struct site_reader *r)
{
	*r->site = (struct site){
		.name = "",
		.currency = "",
		.interval = 900,
		.week_start = MONDAY,
		.weekend = 1 << SATURDAY | 1 << SUNDAY,
		.period_days = 7,
		.period_from = DATE_NONE,
		.pay = { .base = 1 },
		.changes = { .price = 15, .breaks_price = 2, .late_price = 15 },
		.calendars = { .refresh = 360 },
	};
	r->prices = (struct site_prices){
		.short_price = 40,
		.over_price = 10,
		.low = 5,
		.medium = 15,
		.high = 50,
	};
}

/* False when there is no tree to read from. */
static bool read_yaml(struct site_reader *r, const char *dir)
{
	const char *path = input_path(r->arena, dir, "site.yaml");
	const struct conf *root = NULL;
	struct input in;

	r->site->place = (struct place){ .file = path, .line = 1 };
	if (input_read(r->arena, path, &in, r->err) != RC_OK ||
	    (conf_read(r->arena, &in, &root, r->err) != RC_OK && !root))
		return false;
	schema_read(&yaml_schema, root, r->site, r, r->err);
	r->site->over_price = r->prices.over_price;
	r->site->fairness_price = r->prices.fairness;
	r->site->refused_price = r->prices.refused;
	return root->kind == CONF_MAP;
}

/* So that times in the other files can be checked all the same. */
static bool need_zone(struct site_reader *r)
{
	struct err own = err_new(r->arena);

	return r->site->zone ||
	       zone_load(r->arena, NULL, "UTC", &r->site->zone, &own) == RC_OK;
}

enum rc site_load(struct arena *a, const char *dir, struct site *site,
		  struct err *e)
{
	return site_load_with(a, dir, NULL, site, e);
}

enum rc site_load_with(struct arena *a, const char *dir,
		       const struct list_given *given, struct site *site,
		       struct err *e)
{
	struct site_reader r = { .arena = a, .err = e, .site = site };
	int errors = e->errors;

	set_defaults(&r);
	if (!read_yaml(&r, dir) || !need_zone(&r))
		return e->rc;
	if (site_lists_read(&r, dir, given) != RC_OK)
		return e->rc;
	return e->errors == errors ? RC_OK : e->rc;
}

struct site_inputs site_input_files(struct arena *a, const char *dir)
{
	struct name_list found = { .n = 0 };
	struct name_list absences = site_absence_files(a, dir);

	names_add(a, &found, "site.yaml");
	for (int i = 0; site_list_files[i]; i++)
		names_add(a, &found, site_list_files[i]->file);
	names_add(a, &found, "special_days.ics");
	names_add(a, &found, "absences.ics");
	for (int i = 0; i < absences.n; i++)
		names_add(a, &found, absences.v[i]);
	struct site_inputs inputs = { .names = found.v };
	for (int i = 0; i < found.n; i++)
		if (input_exists(input_path(a, dir, found.v[i])))
			inputs.names[inputs.n++] = found.v[i];
	return inputs;
}
