/*
 * zone - local civil time <-> UTC from the system's zone files (TZif).
 *
 * An instant is int64_t UTC seconds since 1970-01-01T00:00Z, without leap
 * seconds.  A zone is immutable after zone_load and may be shared between
 * threads.  Transitions come from the file's version 2+ block, later ones
 * from its POSIX footer.  Reads files itself because libical, glib and ICU
 * each get zones or gaps wrong and libc's zone is global state.
 *
 * Source: RFC 8536 (TZif); RFC 5545, 3.3.5 for gap and overlap.
 */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

struct zone;

/*
 * Reads dir/name; dir NULL is /usr/share/zoneinfo.  name is an IANA name such
 * as "Europe/London"; one that could climb out of dir, is no zone file or
 * does not exist is RC_DATA (with the nearest existing name, when close);
 * RC_NOINPUT when dir cannot be read.  Files with leap seconds are refused.
 */
MUST_CHECK enum rc zone_load(struct arena *a, const char *dir, const char *name,
			     const struct zone **zone, struct err *e);
const char *zone_name(const struct zone *z);

/* A zone that somebody else describes: seconds east of UTC before its first
 * change, and changes [n], ascending, each to another offset. */
struct zone_change;
const struct zone *zone_told(struct arena *a, const char *name, int before,
			     const struct zone_change *changes, int n);

/* Seconds east of UTC in force at an instant. */
int zone_offset(const struct zone *z, int64_t utc);

/* The first instant after utc at which the offset changes; INT64_MAX: none. */
int64_t zone_next_change(const struct zone *z, int64_t utc);

enum zone_kind { ZONE_UNIQUE, ZONE_OVERLAP, ZONE_GAP };

/*
 * The instants of a wall clock time.  seconds may be outside 0..86399 (it is
 * civil arithmetic: 86400 is next midnight).
 * UNIQUE: first == last.  OVERLAP: first and last occurrence.  GAP: the time
 * does not exist; first == last is it read with the offset before the gap
 * (RFC 5545), which lies after the gap.
 */
struct zone_instants {
	enum zone_kind kind;
	int64_t first, last;
};
struct zone_instants zone_utc(const struct zone *z, int day, int seconds);

/* The wall clock at an instant of the years 1..9999. */
struct wall {
	int day;     /* base/date.h */
	int seconds; /* since civil midnight, 0..86399 */
	int offset;  /* seconds east of UTC */
};
struct wall zone_wall(const struct zone *z, int64_t utc);

/*
 * Where the day begins: its first instant.  Midnight may lie in a gap, then
 * it is the change; a day that a zone skipped is empty and begins where the
 * next one does.
 */
int64_t zone_day_begin(const struct zone *z, int day);

/*
 * "2026-10-25T01:30+01:00" (seconds only when not 0, those of an old offset
 * as well); returns buf.
 */
char *zone_format(const struct zone *z, int64_t utc, char buf[static 33]);

/*
 * Reads "2026-10-25T01:30[:00]" or with a blank for the T, with "Z",
 * "+01:00" or nothing.  Without an offset it is a wall time of z, and kind
 * says whether it was unique; *utc is then its first occurrence.
 */
bool zone_parse(const struct zone *z, const char *s, int64_t *utc,
		enum zone_kind *kind, bool *has_offset);

#endif
