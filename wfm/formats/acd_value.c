#include "formats/acd_value.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "formats/quick.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool acd_trim(const char *s, char buf[static ACD_FIELD])
{
	size_t len = strlen(s);

	while (len > 0 && (s[0] == ' ' || s[0] == '\t')) {
		s++;
		len--;
	}
	while (len > 1 && s[0] == '\xc2' && s[1] == '\xa0') {
		s += 2;
		len -= 2;
	}
	while (len > 0 && (s[len - 1] == ' ' || s[len - 1] == '\t'))
		len--;
	while (len > 1 && s[len - 2] == '\xc2' && s[len - 1] == '\xa0')
		len -= 2;
	if (len >= ACD_FIELD)
		return false;
	memcpy(buf, s, len);
	buf[len] = '\0';
	return true;
}

bool acd_missing(const char *s)
{
	static const char *const words[] = { "",   "-",	   "--",   "n/a",
					     "na", "#n/a", "null", "none" };
	char buf[ACD_FIELD];

	if (*s && !strchr(" \t\xc2-#nN", *s)) /* what they begin with */
		return false;
	if (!acd_trim(s, buf))
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasecmp(buf, words[i]) == 0)
			return true;
	return false;
}

char *acd_plain_name(const char *s, char *buf, int size)
{
	int n = 0;

	for (; *s && n < size - 1; s++) {
		unsigned char c = (unsigned char)*s;

		if (isalnum(c) || c >= 0x80)
			buf[n++] = (char)tolower(c);
	}
	buf[n] = '\0';
	return buf;
}

/* --- numbers --- */

/* A separator of thousands that is no decimal mark: its bytes, or 0. */
static int blank_separator(const char *s)
{
	if (*s == ' ' || *s == '\'')
		return 1;
	if (strncmp(s, "\xc2\xa0", 2) == 0) /* no-break space */
		return 2;
	if (strncmp(s, "\xe2\x80\xaf", 3) == 0 || /* narrow one */
	    strncmp(s, "\xe2\x80\x99", 3) == 0)	  /* right quote */
		return 3;
	return 0;
}

static bool three_digits(const char *s)
{
	return is_digit(s[0]) && is_digit(s[1]) && is_digit(s[2]) &&
	       !is_digit(s[3]);
}

/*
 * The number as text_double wants it, read with this decimal mark; the other
 * mark separates thousands.
 */
static bool canonical(const char *s, char mark, char out[static ACD_FIELD])
{
	char other = mark == '.' ? ',' : '.';
	int n = 0, whole = 0;
	bool grouped = false;

	if (*s == '-' || *s == '+')
		out[n++] = *s++;
	if (*s == mark)
		out[n++] = '0';
	char first = *s;
	while (*s && *s != mark && *s != 'e' && *s != 'E') {
		int skip = *s == other ? 1 : blank_separator(s);

		if (skip &&
		    (whole == 0 || first == '0' || (!grouped && whole > 3) ||
		     !three_digits(s + skip)))
			return false;
		grouped = grouped || skip;
		s += skip;
		if (!is_digit(*s))
			return false;
		for (; is_digit(*s); whole++)
			out[n++] = *s++;
	}
	if (*s == mark) {
		out[n++] = '.';
		for (s++; is_digit(*s);)
			out[n++] = *s++;
	}
	for (; *s; s++) /* an exponent: text_double checks it */
		out[n++] = *s;
	out[n] = '\0';
	return true;
}

bool acd_is_simple(const char *s, bool *whole)
{
	enum { MOST = 15 };
	int n = 0;

	*whole = true;
	for (; is_digit(*s); s++)
		n++;
	if (*s == '.' && n > 0 && is_digit(s[1])) {
		*whole = false;
		for (s++; is_digit(*s); s++)
			n++;
	}
	return *s == '\0' && n > 0 && n <= MOST;
}

static bool read_number(const char *s, char mark, double *x)
{
	char buf[ACD_FIELD], out[ACD_FIELD + 2];
	bool whole;

	if (acd_is_simple(s, &whole) && (whole || mark == '.'))
		return quick_number(s, x);
	return acd_trim(s, buf) && strlen(buf) < ACD_FIELD - 1 &&
	       canonical(buf, mark, out) && text_double(out, x);
}

unsigned acd_number_readings(const char *s)
{
	double point, comma;
	unsigned set = 0;
	bool whole;

	if (acd_is_simple(s, &whole) && whole)
		return ACD_MARKS;
	if (read_number(s, '.', &point))
		set |= ACD_POINT;
	if (read_number(s, ',', &comma))
		set |= ACD_COMMA;
	return set;
}

bool acd_number(const char *s, unsigned mark, double *x)
{
	return read_number(s, mark == ACD_COMMA ? ',' : '.', x);
}

/* --- durations --- */

bool acd_is_clocklike(const char *s)
{
	return strchr(s, ':') != NULL;
}

bool acd_duration(const char *s, unsigned mark, double *seconds)
{
	char buf[ACD_FIELD];
	double sum = 0, part;
	char *field = buf;

	if (!acd_is_clocklike(s))
		return acd_number(s, mark, seconds);
	if (!acd_trim(s, buf))
		return false;
	for (int n = 0;; n++) {
		char *colon = strchr(field, ':');

		if (colon)
			*colon = '\0';
		if (n > 2 || (*field == '\0' && (n > 0 || !colon)))
			return false;
		if (!is_digit(*field) && *field)
			return false;
		part = 0;
		if (*field && !acd_number(field, mark, &part))
			return false;
		if ((n > 0 && part >= 60) || (colon && part != floor(part)))
			return false;
		sum = 60 * sum + part;
		if (!colon)
			break;
		field = colon + 1;
	}
	*seconds = sum;
	return true;
}
