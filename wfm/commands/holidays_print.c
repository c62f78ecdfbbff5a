#include "commands/holidays_print.h"

#include <string.h>

#include "base/date.h"
#include "commands/print.h"
#include "formats/i18n.h"
#include "formats/ics_put.h"
#include "formats/say.h"
#include "formats/site_files.h"
#include "formats/workspace.h"

/* As special_days.csv writes it. */
static const char *hours_of(struct arena *a, const struct special_day *d)
{
	if (!d->holiday)
		return "normal";
	if (!d->has_hours)
		return "";
	if (d->hours.n == 0)
		return "closed";
	return arena_printf(a, "%s-%s", say_time(a, d->hours.windows[0].from),
			    say_time(a, d->hours.windows[0].until));
}

static const char *like_of(const struct special_day *d)
{
	if (d->like_weekday >= 0)
		return date_weekday_key(d->like_weekday);
	return d->like ? d->like : "";
}

static void add_day(struct table *t, struct arena *a,
		    const struct special_day *d, bool people)
{
	char date[11];

	table_text(t, people ? say_long_day(a, d->day)
			     : arena_strdup(a, date_format(d->day, date)));
	table_text(t, d->name);
	table_text(t, hours_of(a, d));
	table_text(t, like_of(d));
	table_text(t, d->pays ? "holiday" : "normal");
	if (people)
		table_text(t, d->place.file
				      ? arena_printf(a, "%s:%d", d->place.file,
						     d->place.line)
				      : NULL);
}

/* A whole day each, of which other programs and special_days.ics make the
 * same; equal input gives equal bytes. */
static void put_day(struct text *out, const struct special_day *d)
{
	struct arena *a = out->arena;
	uint64_t hash = text_hash(d->name, strlen(d->name));

	ics_put(out, "BEGIN", "VEVENT");
	ics_put(out, "UID",
		arena_printf(a, "wfm-%s-%016llx", ics_day_text(a, d->day),
			     (unsigned long long)hash));
	ics_put(out, "DTSTAMP",
		arena_printf(a, "%04d0101T000000Z", date_civil(d->day).year));
	ics_put(out, "DTSTART;VALUE=DATE", ics_day_text(a, d->day));
	ics_put(out, "DTEND;VALUE=DATE", ics_day_text(a, d->day + 1));
	ics_put_text(out, "SUMMARY", d->name);
	ics_put(out, "TRANSP", "TRANSPARENT");
	ics_put(out, "END", "VEVENT");
}

static bool is_of(const struct special_day *d, int year)
{
	return date_civil(d->day).year == year;
}

enum rc holidays_calendar(struct session *s, int year)
{
	struct text out = text_new(s->arena);
	struct site site;
	const char *dir;

	TRY(workspace_find(s->arena, s->site, &dir, s->err));
	TRY(site_load(s->arena, dir, &site, s->err));
	ics_put(&out, "BEGIN", "VCALENDAR");
	ics_put(&out, "VERSION", "2.0");
	ics_put(&out, "PRODID", "-//wfm//special days//EN");
	for (int i = 0; i < site.n_special_days; i++)
		if (is_of(&site.special_days[i], year) &&
		    site.special_days[i].holiday)
			put_day(&out, &site.special_days[i]);
	ics_put(&out, "END", "VCALENDAR");
	fwrite(out.data, 1, out.len, s->out);
	return RC_OK;
}

enum rc holidays_print(struct session *s, const struct options *o, int year)
{
	static const struct table_column columns[] = {
		{ "date", N_("day"), NULL, TABLE_TEXT, 0 },
		{ "name", N_("name"), NULL, TABLE_TEXT, 0 },
		{ "hours", N_("hours"), NULL, TABLE_TEXT, 0 },
		{ "like", N_("like"), NULL, TABLE_TEXT, 0 },
		{ "pay", N_("pay"), NULL, TABLE_TEXT, 0 },
		{ "place", N_("set at"), NULL, TABLE_TEXT, 0 },
	};
	bool people = print_for_people(o);
	struct table t =
		table_new(s->arena, "holidays", columns, people ? 6 : 5);
	struct site site;
	const char *dir;

	TRY(workspace_find(s->arena, s->site, &dir, s->err));
	TRY(site_load(s->arena, dir, &site, s->err));
	for (int i = 0; i < site.n_special_days; i++)
		if (is_of(&site.special_days[i], year))
			add_day(&t, s->arena, &site.special_days[i], people);
	print_table(s, o, &t);
	return RC_OK;
}
