#include "formats/value_scan.h"

#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "formats/word.h"

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void skip_blanks(struct scan *c)
{
	while (*c->s == ' ' || *c->s == '\t')
		c->s++;
}

bool scan_end(struct scan *c)
{
	skip_blanks(c);
	return *c->s == '\0';
}

bool scan_char(struct scan *c, char x)
{
	skip_blanks(c);
	if (*c->s != x || x == '\0')
		return false;
	c->s++;
	return true;
}

bool scan_word(struct scan *c, const char *word)
{
	int len = 0;

	skip_blanks(c);
	while (word[len] && word_lower(c->s[len]) == word[len])
		len++;
	if (word[len] || is_letter(c->s[len]))
		return false;
	c->s += len;
	return true;
}

bool scan_any_word(struct scan *c, char word[static 16])
{
	int len = 0;

	skip_blanks(c);
	for (; is_letter(c->s[len]) && len < 16; len++)
		word[len] = word_lower(c->s[len]);
	if (len == 0 || len == 16)
		return false;
	word[len] = '\0';
	c->s += len;
	return true;
}

bool scan_to(struct scan *c)
{
	static const char en_dash[] = "\xE2\x80\x93";

	if (scan_char(c, '-') || scan_word(c, "to"))
		return true;
	if (!text_starts(c->s, en_dash))
		return false;
	c->s += strlen(en_dash);
	return true;
}

bool scan_number(struct scan *c, double *x)
{
	char digits[32];
	size_t n;

	skip_blanks(c);
	n = strspn(c->s, "0123456789");
	if (n > 0 && c->s[n] == '.' && is_digit(c->s[n + 1]))
		n += 1 + strspn(c->s + n + 1, "0123456789");
	if (n == 0 || n >= sizeof(digits))
		return false;
	memcpy(digits, c->s, n);
	digits[n] = '\0';
	if (!text_double(digits, x))
		return false;
	c->s += n;
	return true;
}

/* H:MM or HH:MM up to 24:00. */
bool scan_time(struct scan *c, int *minutes)
{
	int hour = 0, n = 0;

	skip_blanks(c);
	const char *s = c->s;
	for (; n < 2 && is_digit(s[n]); n++)
		hour = 10 * hour + (s[n] - '0');
	if (n == 0 || s[n] != ':' || !is_digit(s[n + 1]) ||
	    !is_digit(s[n + 2]) || is_digit(s[n + 3]))
		return false;
	int minute = 10 * (s[n + 1] - '0') + (s[n + 2] - '0');
	if (minute > 59 || 60 * hour + minute > 1440)
		return false;
	*minutes = 60 * hour + minute;
	c->s += n + 3;
	return true;
}

/* --- spans of time --- */

/* Seconds of the unit that comes next, 0 when none does. */
static double scan_unit(struct scan *c)
{
	static const struct {
		const char *word;
		double seconds;
	} units[] = {
		{ "s", 1 },	  { "sec", 1 },	     { "secs", 1 },
		{ "second", 1 },  { "seconds", 1 },  { "min", 60 },
		{ "mins", 60 },	  { "minute", 60 },  { "minutes", 60 },
		{ "h", 3600 },	  { "hr", 3600 },    { "hrs", 3600 },
		{ "hour", 3600 }, { "hours", 3600 }, { "d", 86400 },
		{ "day", 86400 }, { "days", 86400 },
	};
	struct scan before = *c;
	char word[16];

	if (!scan_any_word(c, word))
		return 0;
	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (strcmp(word, units[i].word) == 0)
			return units[i].seconds;
	*c = before;
	return 0;
}

/*
 * Units get smaller from part to part and only a single part has decimals.
 * After hours a last number without a unit is minutes: "1 h 30".
 */
bool scan_span(struct scan *c, struct scan_span *x)
{
	struct scan start = *c;
	double number, unit, last;

	*x = (struct scan_span){ .seconds = 0 };
	if (!scan_number(c, &number))
		return false;
	x->unit = last = scan_unit(c);
	x->bare = last == 0;
	x->seconds = x->bare ? number : number * last;
	bool whole = number == floor(number);
	struct scan here = *c;
	while (last > 1 && scan_number(c, &number)) {
		unit = scan_unit(c);
		if (unit == 0 && last == 3600 && number < 60)
			unit = 60;
		if (unit == 0 || unit >= last || !whole ||
		    number != floor(number)) {
			*c = start;
			return false;
		}
		x->seconds += number * unit;
		last = unit;
		here = *c;
	}
	*c = here;
	return true;
}

bool scan_spans(struct scan *c, double *min, double *max)
{
	struct scan_span first, second;

	if (!scan_span(c, &first))
		return false;
	if (!scan_to(c)) {
		*min = *max = first.seconds;
		return !first.bare;
	}
	if (!scan_span(c, &second) || second.bare)
		return false;
	*min = first.bare ? first.seconds * second.unit : first.seconds;
	*max = second.seconds;
	return true;
}

bool scan_minutes(double seconds, int *minutes)
{
	double x = round(seconds / 60);

	if (x > INT_MAX / 2 || fabs(seconds - 60 * x) > 1e-6 * (1 + x))
		return false;
	*minutes = (int)x;
	return true;
}
