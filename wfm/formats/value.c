#include "formats/value.h"

#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/value_scan.h"

bool value_flag(const char *s, bool *x)
{
	struct scan c = { s };
	char word[16];

	if (!scan_any_word(&c, word) || !scan_end(&c))
		return false;
	bool yes = strcmp(word, "yes") == 0 || strcmp(word, "true") == 0;
	if (!yes && strcmp(word, "no") != 0 && strcmp(word, "false") != 0)
		return false;
	*x = yes;
	return true;
}

/* A number with or without a sign; *sign is 0 when there was none. */
static bool signed_number(struct scan *c, double *x, int *sign)
{
	*sign = scan_char(c, '-') ? -1 : scan_char(c, '+') ? 1 : 0;
	if (!scan_number(c, x))
		return false;
	if (*sign < 0)
		*x = -*x;
	return true;
}

bool value_number(const char *s, double *x)
{
	struct scan c = { s };
	double y;
	int sign;

	if (!signed_number(&c, &y, &sign) || !scan_end(&c))
		return false;
	*x = y;
	return true;
}

bool value_int(const char *s, int *x)
{
	double y;

	if (!value_number(s, &y) || y != floor(y) || fabs(y) > INT_MAX ||
	    strchr(s, '.'))
		return false;
	*x = (int)y;
	return true;
}

bool value_share(const char *s, double *x)
{
	struct scan c = { s };
	double y;

	if (!scan_number(&c, &y) || !scan_char(&c, '%') || !scan_end(&c))
		return false;
	*x = y / 100;
	return true;
}

bool value_change(const char *s, double *x)
{
	struct scan c = { s };
	double y;
	int sign;

	if (!signed_number(&c, &y, &sign) || sign == 0 || !scan_char(&c, '%') ||
	    !scan_end(&c))
		return false;
	*x = y / 100;
	return true;
}

bool value_date(const char *s, int *day)
{
	char date[11];

	s += strspn(s, " ");
	size_t len = strcspn(s, " ");
	if (len != 10 || s[len + strspn(s + len, " ")] != '\0')
		return false;
	memcpy(date, s, 10);
	date[10] = '\0';
	return date_parse(date, day);
}

bool value_time(const char *s, int *minutes)
{
	struct scan c = { s };
	int x;

	if (!scan_time(&c, &x) || !scan_end(&c))
		return false;
	*minutes = x;
	return true;
}

bool value_span(const char *s, double *seconds)
{
	struct scan c = { s };
	struct scan_span x;

	if (!scan_span(&c, &x) || x.bare || !scan_end(&c))
		return false;
	*seconds = x.seconds;
	return true;
}

bool value_deadline(const char *s, double *seconds, bool *open_hours)
{
	struct scan c = { s };
	double x;

	if (value_span(s, seconds)) {
		*open_hours = false;
		return true;
	}
	if (!scan_number(&c, &x) || !scan_word(&c, "open"))
		return false;
	if (scan_word(&c, "days") || scan_word(&c, "day"))
		x *= 24;
	else if (!scan_word(&c, "hours") && !scan_word(&c, "hour") &&
		 !scan_word(&c, "h"))
		return false;
	if (!scan_end(&c))
		return false;
	*seconds = 3600 * x;
	*open_hours = true;
	return true;
}

bool value_money(const char *s, double *x)
{
	struct scan c = { s };
	double y;

	if (!scan_number(&c, &y))
		return false;
	if (scan_word(&c, "per")) {
		if (scan_word(&c, "agent") && !scan_char(&c, '-'))
			return false;
		if (!scan_word(&c, "hour") && !scan_word(&c, "h"))
			return false;
	}
	if (!scan_end(&c))
		return false;
	*x = y;
	return true;
}

bool value_window(const char *s, struct window *w)
{
	struct scan c = { s };
	int from, until;

	if (!scan_time(&c, &from) || !scan_to(&c) || !scan_time(&c, &until) ||
	    !scan_end(&c) || from == 1440 || from == until)
		return false;
	if (until < from)
		until += 1440;
	*w = (struct window){ from, until };
	return true;
}

/* --- days --- */

/* Monday, mon, Mondays; 7 is a holiday. */
static bool scan_day(struct scan *c, int *day)
{
	char word[16];
	struct scan before = *c;

	if (!scan_any_word(c, word))
		return false;
	if (strcmp(word, "holiday") == 0 || strcmp(word, "holidays") == 0) {
		*day = 7;
		return true;
	}
	size_t len = strlen(word);
	if (len > 4 && word[len - 1] == 's')
		word[len - 1] = '\0';
	if (date_parse_weekday(word, day))
		return true;
	*c = before;
	return false;
}

/* One day or a run of them, which may go on from Sunday to Monday. */
static bool scan_days(struct scan *c, int *set)
{
	int first, last;

	if (scan_word(c, "all") || scan_word(c, "daily")) {
		*set |= DAYS_ALL;
		return true;
	}
	if (!scan_day(c, &first))
		return false;
	last = first;
	if (scan_to(c) && (first == 7 || !scan_day(c, &last) || last == 7))
		return false;
	for (int d = first;; d = (d + 1) % 7) {
		*set |= 1 << d;
		if (d == last)
			return true;
	}
}

bool value_days(const char *s, days_set *days)
{
	struct scan c = { s };
	int set = 0;

	do
		if (!scan_days(&c, &set))
			return false;
	while (scan_char(&c, ',') || scan_word(&c, "and"));
	if (!scan_end(&c))
		return false;
	*days = (days_set)set;
	return true;
}
