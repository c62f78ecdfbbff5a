#include "formats/ics_zone.h"

#include <stdlib.h>

#include "formats/ics_put.h"

enum { YEAR = 366 * 86400 };

static const char *offset_text(struct arena *a, int offset)
{
	int s = abs(offset);

	return arena_printf(a, s % 60 ? "%c%02d%02d%02d" : "%c%02d%02d",
			    offset < 0 ? '-' : '+', s / 3600, s / 60 % 60,
			    s % 60);
}

/* What is in force from an instant; begins in the clock of before. */
static void put_observance(struct text *out, const char *kind, int64_t at,
			   int before, int offset)
{
	struct arena *a = out->arena;
	int64_t wall = at + before, day = wall / 86400 - (wall % 86400 < 0);

	ics_put(out, "BEGIN", kind);
	ics_put(out, "DTSTART",
		ics_wall_text(a, (int)day, (int)(wall - day * 86400)));
	ics_put(out, "TZOFFSETFROM", offset_text(a, before));
	ics_put(out, "TZOFFSETTO", offset_text(a, offset));
	ics_put(out, "END", kind);
}

/* The change before an instant, or 1970 where there is none for years. */
static int64_t change_before(const struct zone *z, int64_t at)
{
	int64_t found = 0;

	for (int64_t t = at - 2 * (int64_t)YEAR; t < at;) {
		t = zone_next_change(z, t);
		if (t <= at)
			found = t;
	}
	return found;
}

void ics_put_zone(struct text *out, const struct zone *z, int64_t from,
		  int64_t until)
{
	int64_t at = change_before(z, from);

	ics_put(out, "BEGIN", "VTIMEZONE");
	ics_put(out, "TZID", zone_name(z));
	while (at < until) {
		int64_t next = zone_next_change(z, at);
		int offset = zone_offset(z, at);
		int before = at ? zone_offset(z, at - 1) : offset;
		bool summer = offset > before;

		put_observance(out, summer ? "DAYLIGHT" : "STANDARD", at,
			       before, offset);
		at = next;
	}
	ics_put(out, "END", "VTIMEZONE");
}

bool ics_has_wall(const struct zone *z, int64_t utc)
{
	struct wall w = zone_wall(z, utc);

	return zone_utc(z, w.day, w.seconds).first == utc;
}
