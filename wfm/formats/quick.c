#include "formats/quick.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * At most 15 digits make an integer that a double holds, and so does 10 to
 * their number: the one division rounds as reading the decimal would.
 */
bool quick_number(const char *s, double *x)
{
	static const double power[] = { 1e0,  1e1,  1e2,  1e3, 1e4,  1e5,
					1e6,  1e7,  1e8,  1e9, 1e10, 1e11,
					1e12, 1e13, 1e14, 1e15 };
	enum { MOST = 15 };
	const char *p = s;
	int64_t digits = 0;
	int n = 0, decimals = 0;

	for (; is_digit(*p) && n <= MOST; p++, n++)
		digits = 10 * digits + (*p - '0');
	if (n == 0)
		return text_double(s, x);
	if (p[0] == '.' && is_digit(p[1]))
		for (p++; is_digit(*p) && n <= MOST; p++, n++, decimals++)
			digits = 10 * digits + (*p - '0');
	if (*p != '\0' || n > MOST)
		return text_double(s, x);
	*x = (double)digits / power[decimals];
	return true;
}

/* A decimal of at most 15 digits that reads back as x is the shortest one. */
int quick_write(char to[static QUICK_MOST], double x)
{
	char digit[QUICK_MOST];
	int n = 0, decimals = 3, len = 0;

	if (!(x >= 0 && x < 1e9))
		return 0;
	int64_t thousandths = (int64_t)(1000 * x + 0.5);
	if ((double)thousandths / 1000 != x)
		return 0;
	for (; decimals > 0 && thousandths % 10 == 0; decimals--)
		thousandths /= 10;
	do {
		digit[n++] = (char)('0' + thousandths % 10);
		thousandths /= 10;
	} while (thousandths > 0 || n <= decimals);
	while (n > 0) {
		to[len++] = digit[--n];
		if (n == decimals && n > 0)
			to[len++] = '.';
	}
	return len;
}

/* --- instants --- */

struct quick_times quick_times_new(const struct zone *zone)
{
	return (struct quick_times){ .zone = zone };
}

static int two(const char *s)
{
	return is_digit(s[0]) && is_digit(s[1])
		       ? 10 * (s[0] - '0') + (s[1] - '0')
		       : -1;
}

/* The day of the date at s, from the row before when it is the same. */
static bool find_day(struct quick_times *q, const char *s)
{
	enum { DAY = 86400 };
	char date[11];

	if (q->known && memcmp(s, q->date, sizeof(q->date)) == 0)
		return true;
	memcpy(date, s, 10);
	date[10] = '\0';
	q->known = date_parse(date, &q->day) && q->day > DATE_MIN + 1 &&
		   q->day < DATE_MAX - 1;
	if (!q->known)
		return false;
	memcpy(q->date, date, sizeof(q->date));
	int64_t begin = zone_day_begin(q->zone, q->day);
	q->offset = zone_offset(q->zone, begin);
	q->uniform = begin + q->offset == (int64_t)DAY * q->day &&
		     zone_next_change(q->zone, begin) >= begin + 2 * DAY &&
		     zone_offset(q->zone, begin - DAY) == q->offset;
	return true;
}

/* "", "Z" or "+01:00" to seconds; false: let zone_parse see. */
static bool find_offset(const struct quick_times *q, const char *s, int *offset,
			bool *has_offset)
{
	*has_offset = s[0] != '\0';
	if (!*has_offset) {
		*offset = q->offset;
		return q->uniform;
	}
	*offset = 0;
	if (s[0] == 'Z')
		return s[1] == '\0';
	if ((s[0] != '+' && s[0] != '-') || strlen(s) != 6 || s[3] != ':')
		return false;
	int hours = two(s + 1), minutes = two(s + 4);
	if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
		return false;
	*offset = 60 * (60 * hours + minutes);
	if (s[0] == '-')
		*offset = -*offset;
	return true;
}

bool quick_instant(struct quick_times *q, const char *s, int64_t *utc,
		   enum zone_kind *kind, bool *has_offset)
{
	int hour, minute, offset;

	if (strnlen(s, 16) < 16 || s[10] != 'T' || s[13] != ':' ||
	    (hour = two(s + 11)) < 0 || hour > 23 ||
	    (minute = two(s + 14)) < 0 || minute > 59 || !find_day(q, s) ||
	    !find_offset(q, s + 16, &offset, has_offset))
		return zone_parse(q->zone, s, utc, kind, has_offset);
	*utc = (int64_t)86400 * q->day + 3600 * hour + 60 * minute - offset;
	*kind = ZONE_UNIQUE;
	return true;
}
