#include "base/date.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int date_days_in_month(int year, int month)
{
	static const signed char days[] = { 31, 28, 31, 30, 31, 30,
					    31, 31, 30, 31, 30, 31 };

	assert(month >= 1 && month <= 12);
	return days[month - 1] + (month == 2 && is_leap(year));
}

bool date_is_valid(struct civil c)
{
	return c.year >= 1 && c.year <= 9999 && c.month >= 1 && c.month <= 12 &&
	       c.day >= 1 && c.day <= date_days_in_month(c.year, c.month);
}

/*
 * Years are counted from March, so that the leap day is the last of its
 * year and the days before month m (0 = March) are (153 m + 2) / 5.
 * 0000-03-01 is day -719468.
 */
enum { MARCH_0000 = -719468, DAYS_IN_400_YEARS = 146097 };

int date_from_civil(struct civil c)
{
	assert(date_is_valid(c));
	int month = (c.month + 9) % 12;
	int year = c.year - (c.month <= 2);
	int leaps = year / 4 - year / 100 + year / 400;

	return MARCH_0000 + 365 * year + leaps + (153 * month + 2) / 5 + c.day -
	       1;
}

struct civil date_civil(int day)
{
	assert(day >= DATE_MIN && day <= DATE_MAX);
	int since = day - MARCH_0000;
	int era = since / DAYS_IN_400_YEARS;
	int of_era = since % DAYS_IN_400_YEARS;
	/* Take out the leap days before it, and 365 days make a year. */
	int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) /
		   365;
	int of_year = of_era - (365 * year + year / 4 - year / 100);
	int month = (5 * of_year + 2) / 153;

	return (struct civil){
		.year = 400 * era + year + (month >= 10),
		.month = (month + 2) % 12 + 1,
		.day = of_year - (153 * month + 2) / 5 + 1,
	};
}

/* 1970-01-01 was a Thursday. */
int date_weekday(int day)
{
	int w = (day % 7 + THURSDAY) % 7;

	return w < 0 ? w + 7 : w;
}

int date_day_of_year(int day)
{
	int year = date_civil(day).year;

	return day - date_from_civil((struct civil){ year, 1, 1 }) + 1;
}

/* The Monday of week 1, the week with 4 January (ISO 8601). */
static int first_week(int year)
{
	int day = date_from_civil((struct civil){ year, 1, 4 });

	return day - date_weekday(day);
}

/* A week belongs to the year of its Thursday. */
struct iso_week date_week(int day)
{
	int monday = day - date_weekday(day);
	int thursday = monday + THURSDAY;
	int year = thursday > DATE_MAX ? 10000 : date_civil(thursday).year;

	if (year > 9999)
		return (struct iso_week){ 10000, 1 };
	return (struct iso_week){ year, (monday - first_week(year)) / 7 + 1 };
}

int date_from_week(struct iso_week w)
{
	return first_week(w.year) + 7 * (w.week - 1);
}

/* The anonymous Gregorian algorithm (Nature, 20 April 1876; Meeus,
 * Astronomical Algorithms, ch. 8), with its letters. */
int date_easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
	int h = (19 * a + b - d - g + 15) % 30;
	int i = c / 4, k = c % 4;
	int l = (32 + 2 * e + 2 * i - h - k) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;

	return date_from_civil((struct civil){ year, n / 31, n % 31 + 1 });
}

/* Meeus, ch. 8, Julian calendar; 13 days behind from 1900 to 2099. */
int date_orthodox_easter(int year)
{
	int a = year % 4, b = year % 7, c = year % 19;
	int d = (19 * c + 15) % 30;
	int e = (2 * a + 4 * b - d + 34) % 7;
	int n = d + e + 114;

	return date_from_civil((struct civil){ year, n / 31, n % 31 + 1 }) + 13;
}

/* Reads exactly n digits; -1 when there are not. */
static int digits(const char *s, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = 10 * value + (s[i] - '0');
	}
	return value;
}

bool date_parse(const char *s, int *day)
{
	if (strnlen(s, 11) != 10 || s[4] != '-' || s[7] != '-')
		return false;
	struct civil c = { digits(s, 4), digits(s + 5, 2), digits(s + 8, 2) };
	if (!date_is_valid(c))
		return false;
	*day = date_from_civil(c);
	return true;
}

static void put_digits(char *at, int n, int value)
{
	while (n-- > 0) {
		at[n] = (char)('0' + value % 10);
		value /= 10;
	}
}

char *date_format(int day, char buf[static 11])
{
	struct civil c = date_civil(day);

	put_digits(buf, 4, c.year);
	put_digits(buf + 5, 2, c.month);
	put_digits(buf + 8, 2, c.day);
	buf[4] = buf[7] = '-';
	buf[10] = '\0';
	return buf;
}

static const char *const weekdays[][2] = {
	{ "mon", "monday" },   { "tue", "tuesday" }, { "wed", "wednesday" },
	{ "thu", "thursday" }, { "fri", "friday" },  { "sat", "saturday" },
	{ "sun", "sunday" },
};

const char *date_weekday_key(int weekday)
{
	assert(weekday >= MONDAY && weekday <= SUNDAY);
	return weekdays[weekday][0];
}

bool date_parse_weekday(const char *s, int *weekday)
{
	for (int w = MONDAY; w <= SUNDAY; w++) {
		if (strcasecmp(s, weekdays[w][0]) != 0 &&
		    strcasecmp(s, weekdays[w][1]) != 0)
			continue;
		*weekday = w;
		return true;
	}
	return false;
}
