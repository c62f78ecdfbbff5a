#include "base/zone.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/zone_table.h"

enum { DAY = 86400 };

const char *zone_name(const struct zone *z)
{
	return z->name;
}

const struct zone *zone_told(struct arena *a, const char *name, int before,
			     const struct zone_change *changes, int n)
{
	struct zone *z = arena_new(a, struct zone, 1);

	*z = (struct zone){ .name = arena_strdup(a, name),
			    .before = before,
			    .changes = changes,
			    .n = n,
			    .repeats = INT64_MAX };
	return z;
}

/* --- looking up --- */

/* Seconds (whole periods) by which t is moved into the table. */
static int64_t periods_before(const struct zone *z, int64_t t)
{
	const int64_t period = (int64_t)ZONE_PERIOD_DAYS * DAY;

	assert(t < INT64_MAX / 2);
	if (t < z->repeats)
		return 0;
	return ((t - z->repeats) / period + 1) * period;
}

/* How many changes have happened at an instant within the table. */
static int changes_until(const struct zone *z, int64_t utc)
{
	int low = 0, high = z->n;

	while (low < high) {
		int middle = low + (high - low) / 2;
		if (z->changes[middle].at <= utc)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The offset after the first k changes. */
static int offset_after(const struct zone *z, int k)
{
	return k == 0 ? z->before : z->changes[k - 1].offset;
}

int zone_offset(const struct zone *z, int64_t utc)
{
	return offset_after(z, changes_until(z, utc - periods_before(z, utc)));
}

int64_t zone_next_change(const struct zone *z, int64_t utc)
{
	int64_t moved = periods_before(z, utc);
	int k = changes_until(z, utc - moved);

	return k < z->n ? z->changes[k].at + moved : INT64_MAX;
}

/* --- wall clock to instant --- */

/*
 * The k-th stretch of constant offset lies between change k - 1 and change
 * k; a wall time belongs to it when the instant it would mean there does.
 */
static bool lies_in(const struct zone *z, int k, int64_t utc)
{
	return (k == 0 || z->changes[k - 1].at <= utc) &&
	       (k == z->n || utc < z->changes[k].at);
}

/*
 * The wall time of a GAP is jumped over by change k: before it, it has not
 * come yet; after it, it has gone.
 */
static int change_over(const struct zone *z, int64_t local, int from, int to)
{
	int k = from;

	while (k + 1 < to && local >= z->changes[k].at + z->changes[k].offset)
		k++;
	return k;
}

/* Offsets lie within 26 hours: so do the stretches that local can mean. */
static struct zone_instants instants(const struct zone *z, int64_t local,
				     int *gap)
{
	enum { FARTHEST = 26 * 3600 };
	int from = changes_until(z, local - FARTHEST);
	int to = changes_until(z, local + FARTHEST);
	struct zone_instants found = { .kind = ZONE_GAP };

	for (int k = from; k <= to; k++) {
		int64_t utc = local - offset_after(z, k);
		if (!lies_in(z, k, utc))
			continue;
		if (found.kind == ZONE_GAP)
			found = (struct zone_instants){ ZONE_UNIQUE, utc, utc };
		else
			found = (struct zone_instants){ ZONE_OVERLAP,
							found.first, utc };
	}
	if (found.kind != ZONE_GAP)
		return found;
	*gap = change_over(z, local, from, to);
	found.first = found.last = local - offset_after(z, *gap);
	return found;
}

struct zone_instants zone_utc(const struct zone *z, int day, int seconds)
{
	int64_t local = (int64_t)day * DAY + seconds;
	int64_t moved = periods_before(z, local);
	int gap;
	struct zone_instants found = instants(z, local - moved, &gap);

	found.first += moved;
	found.last += moved;
	return found;
}

int64_t zone_day_begin(const struct zone *z, int day)
{
	int64_t local = (int64_t)day * DAY;
	int64_t moved = periods_before(z, local);
	int gap;
	struct zone_instants found = instants(z, local - moved, &gap);

	if (found.kind == ZONE_GAP)
		return z->changes[gap].at + moved;
	return found.first + moved;
}

struct wall zone_wall(const struct zone *z, int64_t utc)
{
	int offset = zone_offset(z, utc);
	int64_t local = utc + offset;
	int64_t day = local / DAY - (local % DAY < 0);

	assert(day >= DATE_MIN && day <= DATE_MAX);
	return (struct wall){
		.day = (int)day,
		.seconds = (int)(local - day * DAY),
		.offset = offset,
	};
}

/* --- text --- */

/* "hh:mm", and ":ss" when there are any; returns the end. */
static char *put_time(char *at, int seconds)
{
	const int parts[] = { seconds / 3600, seconds / 60 % 60, seconds % 60 };
	int n = parts[2] != 0 ? 3 : 2;

	for (int i = 0; i < n; i++) {
		if (i > 0)
			*at++ = ':';
		*at++ = (char)('0' + parts[i] / 10 % 10);
		*at++ = (char)('0' + parts[i] % 10);
	}
	*at = '\0';
	return at;
}

char *zone_format(const struct zone *z, int64_t utc, char buf[static 33])
{
	struct wall w = zone_wall(z, utc);
	char *at = date_format(w.day, buf) + 10;

	*at++ = 'T';
	at = put_time(at, w.seconds);
	*at++ = w.offset < 0 ? '-' : '+';
	put_time(at, w.offset < 0 ? -w.offset : w.offset);
	return buf;
}

/* Two digits below limit, or -1. */
static int two_digits(const char *s, int limit)
{
	if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
		return -1;
	int n = 10 * (s[0] - '0') + (s[1] - '0');
	return n < limit ? n : -1;
}

/* "hh:mm[:ss]"; moves *s behind it. */
static bool read_time(const char **s, int *seconds)
{
	int hours = two_digits(*s, 24), minutes, rest = 0;

	if (hours < 0 || (*s)[2] != ':')
		return false;
	if ((minutes = two_digits(*s + 3, 60)) < 0)
		return false;
	*s += 5;
	if (**s == ':') {
		if ((rest = two_digits(*s + 1, 60)) < 0)
			return false;
		*s += 3;
	}
	*seconds = hours * 3600 + minutes * 60 + rest;
	return true;
}

/* "Z", "+01:00", "-03:30" or nothing. */
static bool read_offset(const char *s, int *offset, bool *has_offset)
{
	char sign = *s;

	*offset = 0;
	*has_offset = sign != '\0';
	if (sign == '\0')
		return true;
	s++;
	if (sign == 'Z')
		return *s == '\0';
	if ((sign != '+' && sign != '-') || !read_time(&s, offset))
		return false;
	if (sign == '-')
		*offset = -*offset;
	return *s == '\0';
}

bool zone_parse(const struct zone *z, const char *s, int64_t *utc,
		enum zone_kind *kind, bool *has_offset)
{
	struct zone_instants found = { .kind = ZONE_UNIQUE };
	char date[11];
	int day, seconds, offset;
	bool with_offset;

	if (strnlen(s, 11) < 11 || (s[10] != 'T' && s[10] != ' '))
		return false;
	memcpy(date, s, 10);
	date[10] = '\0';
	s += 11;
	/* A day away from the ends, so that any zone's wall clock is valid. */
	if (!date_parse(date, &day) || day <= DATE_MIN + 1 ||
	    day >= DATE_MAX - 1 || !read_time(&s, &seconds) ||
	    !read_offset(s, &offset, &with_offset))
		return false;
	if (with_offset)
		found.first = (int64_t)day * DAY + seconds - offset;
	else
		found = zone_utc(z, day, seconds);
	*utc = found.first;
	*kind = found.kind;
	*has_offset = with_offset;
	return true;
}
