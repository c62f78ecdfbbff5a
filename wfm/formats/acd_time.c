#include "formats/acd_time.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/acd_value.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* --- days --- */

/* Three parts of a date: value and digits of each; a month's name has 0. */
struct parts {
	int value[3], digits[3];
	char separator; /* 0: none */
};

static int month_of_name(const char *s)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	if (!isalpha((unsigned char)*s))
		return 0;
	for (int m = 0; m < 12; m++)
		if (strncasecmp(s, months + 3 * (size_t)m, 3) == 0)
			return m + 1;
	return 0;
}

/* One part from s; returns what follows it, or NULL. */
static const char *take_part(const char *s, struct parts *p, int i)
{
	int month = month_of_name(s);

	if (month) {
		p->value[i] = month;
		p->digits[i] = 0;
		while (isalpha((unsigned char)*s))
			s++;
		return s;
	}
	for (; is_digit(*s) && p->digits[i] < 5; s++, p->digits[i]++)
		p->value[i] = 10 * p->value[i] + (*s - '0');
	return p->digits[i] >= 1 && p->digits[i] <= 4 ? s : NULL;
}

/* The parts of len characters, with one separator between them. */
static bool split_date(const char *s, struct parts *p)
{
	*p = (struct parts){ 0 };
	for (int i = 0; i < 3; i++) {
		if (!(s = take_part(s, p, i)))
			return false;
		if (i == 2)
			return *s == '\0';
		if (!*s || !strchr("-/.", *s) ||
		    (p->separator && *s != p->separator))
			return false;
		p->separator = *s++;
	}
	return false;
}

/* Eight digits in a row, cut where the order asks. */
static bool split_eight(const char *s, unsigned order, struct parts *p)
{
	const int ymd[3] = { 4, 2, 2 }, other[3] = { 2, 2, 4 };
	const int *cut = order == ACD_YMD ? ymd : other;

	*p = (struct parts){ 0 };
	if (strlen(s) != 8 || strspn(s, "0123456789") != 8)
		return false;
	for (int i = 0; i < 3; i++)
		for (; p->digits[i] < cut[i]; p->digits[i]++)
			p->value[i] = 10 * p->value[i] + (*s++ - '0');
	return true;
}

static bool day_of_parts(const struct parts *p, unsigned order, int *day)
{
	int y = order == ACD_YMD ? 0 : 2;
	int m = order == ACD_MDY ? 0 : 1;
	int d = 3 - y - m;
	struct civil c = { p->value[y], p->value[m], p->value[d] };

	for (int i = 0; i < 3; i++)
		if (i != y && p->digits[i] > 2)
			return false;
	if (p->digits[y] != 2 && p->digits[y] != 4)
		return false;
	for (int i = 0; i < 3; i++)
		if (p->digits[i] == 0 && i != m)
			return false;
	/* Nobody writes 26/03/02; 26-03-02 is met. */
	if (order == ACD_YMD && p->digits[y] == 2 && p->separator != '-')
		return false;
	if (p->digits[y] == 2)
		c.year += c.year < 70 ? 2000 : 1900;
	if (c.year < 1970 || c.year > 2200 || !date_is_valid(c))
		return false;
	*day = date_from_civil(c);
	return true;
}

static bool read_date(const char *s, unsigned order, int *day)
{
	char buf[ACD_FIELD];
	struct parts p;

	return acd_trim(s, buf) &&
	       (split_eight(buf, order, &p) || split_date(buf, &p)) &&
	       day_of_parts(&p, order, day);
}

unsigned acd_date_readings(const char *s)
{
	unsigned set = 0;
	int day;

	for (unsigned order = ACD_YMD; order <= ACD_MDY; order *= 2)
		if (read_date(s, order, &day))
			set |= order;
	return set;
}

bool acd_date(const char *s, unsigned order, int *day)
{
	return read_date(s, order, day);
}

/* --- clocks --- */

/* Takes "am", "p.m.", "A" off the end of buf. */
static enum acd_half take_half(char *buf)
{
	size_t len = strlen(buf);
	enum acd_half half;

	while (len > 0 && buf[len - 1] == '.')
		len--;
	if (len > 0 && (buf[len - 1] | 0x20) == 'm')
		len--;
	while (len > 0 && buf[len - 1] == '.')
		len--;
	if (len == 0 || !strchr("aApP", buf[len - 1]))
		return ACD_HALF_NONE;
	half = (buf[--len] | 0x20) == 'a' ? ACD_AM : ACD_PM;
	while (len > 0 && buf[len - 1] == ' ')
		len--;
	buf[len] = '\0';
	return half;
}

/* Seconds of hh:mm or hh:mm:ss below 24:00 at *s, which moves behind it. */
static int plain_clock(const char **s)
{
	int seconds = 0, n = 0;
	const char *p = *s;

	for (;; p++) {
		if (!is_digit(p[0]) || !is_digit(p[1]))
			return -1;
		int part = 10 * (p[0] - '0') + (p[1] - '0');
		if (part > (n == 0 ? 23 : 59))
			return -1;
		seconds = 60 * seconds + part;
		p += 2;
		if (++n == 3 || *p != ':')
			break;
	}
	*s = p;
	return n < 2 ? -1 : n == 2 ? 60 * seconds : seconds;
}

int acd_clock_number(const char *s)
{
	char buf[ACD_FIELD];
	int64_t x;

	if (strchr(s, ':'))
		return -1;
	if (!acd_trim(s, buf) || strspn(buf, "0123456789") != strlen(buf) ||
	    strlen(buf) > 4 || !text_int(buf, &x))
		return -1;
	return (int)x;
}

/* Two digits, or one where short_ok; moves on. -1 when there are none. */
static int take_two(const char **s, bool short_ok)
{
	int x;

	if (!is_digit(**s))
		return -1;
	x = *(*s)++ - '0';
	if (is_digit(**s))
		return 10 * x + (*(*s)++ - '0');
	return short_ok ? x : -1;
}

/* h:mm[:ss[.fff]]; fractions of a second are dropped. */
static bool colon_clock(const char *s, int *seconds)
{
	int h = take_two(&s, true), m, sec = 0;

	if (h < 0 || *s++ != ':' || (m = take_two(&s, false)) < 0)
		return false;
	if (*s == ':') {
		s++;
		if ((sec = take_two(&s, false)) < 0)
			return false;
		if (*s == '.' && is_digit(s[1]))
			for (s++; is_digit(*s);)
				s++;
	}
	if (*s || m > 59 || sec > 59 || h > 24 || (h == 24 && m + sec > 0))
		return false;
	*seconds = 3600 * h + 60 * m + sec;
	return true;
}

/* hhmm, hmm, mm as a number; or hours. */
static bool number_clock(const char *s, bool hours, int *seconds)
{
	int x = acd_clock_number(s);

	if (x < 0 || x > 2400 || (!hours && x % 100 > 59) || (hours && x > 24))
		return false;
	*seconds = hours ? 3600 * x : 3600 * (x / 100) + 60 * (x % 100);
	return true;
}

static bool fraction_clock(const char *s, int *seconds)
{
	double x;

	if (!strchr(s, '.') || !acd_number(s, ACD_POINT, &x) || x < 0 || x >= 1)
		return false;
	*seconds = 60 * (int)lround(x * 1440);
	return true;
}

static bool apply_half(struct acd_clock *c)
{
	if (c->half == ACD_HALF_NONE)
		return true;
	if (c->seconds < 3600 || c->seconds >= 13 * 3600)
		return false; /* "0:30 PM", "13:00 PM" */
	c->seconds %= 12 * 3600;
	if (c->half == ACD_PM)
		c->seconds += 12 * 3600;
	return true;
}

bool acd_clock(const char *s, bool hours, struct acd_clock *c)
{
	char buf[ACD_FIELD];

	const char *rest = s;

	*c = (struct acd_clock){ .seconds = plain_clock(&rest) };
	if (c->seconds >= 0 && *rest == '\0')
		return true;
	if (!acd_trim(s, buf))
		return false;
	c->half = take_half(buf);
	if (!colon_clock(buf, &c->seconds) &&
	    !number_clock(buf, hours || c->half, &c->seconds) &&
	    !(c->half && number_clock(buf, false, &c->seconds)) &&
	    !fraction_clock(buf, &c->seconds))
		return false;
	return apply_half(c);
}

/* --- date and time in one --- */

/* Seconds or milliseconds since 1970. */
static bool epoch_stamp(const char *s, struct acd_stamp *stamp)
{
	size_t len = strlen(s);
	int64_t x;

	if ((len != 10 && len != 13) || strspn(s, "0123456789") != len ||
	    !text_int(s, &x))
		return false;
	if (len == 13)
		x /= 1000;
	*stamp = (struct acd_stamp){ (int)(x / 86400), (int)(x % 86400), true,
				     0 };
	return true;
}

/* Takes Z, UTC, +01:00, +0100, +01 off the end of a clock text. */
static bool take_offset(char *clock, struct acd_stamp *stamp)
{
	size_t len = strlen(clock);
	char *sign = strpbrk(clock, "+-");
	int h, m = 0;

	if (len > 0 && (clock[len - 1] == 'Z' || clock[len - 1] == 'z')) {
		clock[len - 1] = '\0';
		stamp->has_offset = true;
	} else if (len > 3 && (strcasecmp(clock + len - 3, "utc") == 0 ||
			       strcasecmp(clock + len - 3, "gmt") == 0)) {
		clock[len - 3] = '\0';
		stamp->has_offset = true;
	}
	if (!sign)
		return true;
	const char *s = sign + 1;
	if (stamp->has_offset || (h = take_two(&s, false)) < 0 || h > 14)
		return false;
	if (*s == ':')
		s++;
	if (*s && ((m = take_two(&s, false)) < 0 || m > 59 || *s))
		return false;
	stamp->has_offset = true;
	stamp->offset = (*sign == '-' ? -1 : 1) * (3600 * h + 60 * m);
	*sign = '\0';
	return true;
}

/* Where the time begins: behind a T or the first blank after the date. */
static char *split_stamp(char *buf)
{
	for (char *s = buf; *s; s++)
		if (*s == ' ' || (*s == 'T' && s > buf && is_digit(s[-1]) &&
				  is_digit(s[1]))) {
			*s++ = '\0';
			while (*s == ' ')
				s++;
			return s;
		}
	return NULL;
}

bool acd_stamp(const char *s, unsigned order, struct acd_stamp *stamp)
{
	char buf[ACD_FIELD];
	struct acd_clock c;
	char *clock;

	*stamp = (struct acd_stamp){ 0 };
	if (!acd_trim(s, buf))
		return false;
	if (epoch_stamp(buf, stamp))
		return true;
	if (!(clock = split_stamp(buf)) || !take_offset(clock, stamp) ||
	    !acd_clock(clock, false, &c) || !read_date(buf, order, &stamp->day))
		return false;
	stamp->seconds = c.seconds;
	return true;
}

unsigned acd_stamp_readings(const char *s)
{
	struct acd_stamp stamp;
	unsigned set = 0;

	for (unsigned order = ACD_YMD; order <= ACD_MDY; order *= 2)
		if (acd_stamp(s, order, &stamp))
			set |= order;
	return set;
}

/* --- the day of the row before --- */

void acd_day_learn(struct acd_same_day *d, const char *s, int day)
{
	struct acd_stamp unused;
	int n = 0;

	while (s[n] && s[n] != ' ' &&
	       !(s[n] == 'T' && n > 0 && is_digit(s[n - 1]) &&
		 is_digit(s[n + 1])))
		n++;
	d->len = 0;
	if (n == 0 || s[n] == '\0' || n + 1 >= ACD_FIELD)
		return;
	memcpy(d->head, s, (size_t)n + 1);
	d->len = n + 1;
	d->day = day;
	if (!acd_stamp_again(d, s, &unused))
		d->len = 0;
}

/* Past Z, +01:00 or +0100; what is not one of them stays. */
static const char *plain_offset(const char *s, struct acd_stamp *stamp)
{
	const char *p = s + 1;
	int h, m;

	stamp->has_offset = *s == 'Z';
	if (*s != '+' && *s != '-')
		return stamp->has_offset ? p : s;
	if ((h = take_two(&p, false)) < 0 || h > 14)
		return s;
	p += *p == ':';
	if ((m = take_two(&p, false)) < 0 || m > 59)
		return s;
	stamp->has_offset = true;
	stamp->offset = (*s == '-' ? -1 : 1) * (3600 * h + 60 * m);
	return p;
}

bool acd_stamp_again(const struct acd_same_day *d, const char *s,
		     struct acd_stamp *stamp)
{
	const char *rest = s + d->len;

	if (d->len == 0 || strncmp(s, d->head, (size_t)d->len) != 0)
		return false;
	*stamp = (struct acd_stamp){ .day = d->day,
				     .seconds = plain_clock(&rest) };
	if (*rest == '.' && rest == s + d->len + 8 && is_digit(rest[1]))
		for (rest++; is_digit(*rest);)
			rest++;
	rest = plain_offset(rest, stamp);
	return stamp->seconds >= 0 && *rest == '\0';
}
