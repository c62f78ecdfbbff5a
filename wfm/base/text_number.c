/*
 * Numbers as text.  Neither direction lets libc see or write a decimal
 * point, the one thing in a number that depends on the locale: what is read
 * is handed to strtod as digits and exponent ("12.5" as "125e-1"), and of
 * what is printed only digits and exponent are taken.
 */
#include "base/text.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* --- reading --- */

/* The exponent after e; huge ones are cut to what surely is out of range. */
static bool read_exponent(const char *s, long *exponent)
{
	enum { HUGE_EXPONENT = 100000000 };
	bool negative = *s == '-';

	if (*s == '-' || *s == '+')
		s++;
	if (!is_digit(*s))
		return false;
	for (*exponent = 0; is_digit(*s); s++)
		if (*exponent < HUGE_EXPONENT)
			*exponent = 10 * *exponent + (*s - '0');
	if (negative)
		*exponent = -*exponent;
	return *s == '\0';
}

/*
 * Significant digits of a decimal.  800 are kept; a double's rounding never
 * depends on more than 767 and on whether anything follows, so that a
 * non-zero rest is kept as one more digit 1.
 */
struct digits {
	char text[802];
	int n;
	long exponent; /* value = text as an integer x 10^exponent */
	bool rest;
};

static void take_digit(struct digits *d, char c, bool fraction)
{
	enum { KEEP = 800 };

	if (d->n == 0 && c == '0') {
		d->exponent -= fraction;
	} else if (d->n < KEEP) {
		d->text[d->n++] = c;
		d->exponent -= fraction;
	} else {
		d->rest = d->rest || c != '0';
		d->exponent += !fraction;
	}
}

/* Reads digits, point, exponent; false unless they are all of s. */
static bool read_digits(const char *s, struct digits *d)
{
	long exponent = 0;

	if (!is_digit(*s))
		return false;
	while (is_digit(*s))
		take_digit(d, *s++, false);
	if (*s == '.') {
		if (!is_digit(*++s))
			return false;
		while (is_digit(*s))
			take_digit(d, *s++, true);
	}
	if (*s == 'e' || *s == 'E') {
		if (!read_exponent(s + 1, &exponent))
			return false;
	} else if (*s != '\0') {
		return false;
	}
	d->exponent += exponent;
	return true;
}

/*
 * Up to 15 digits and a power of ten up to 22 are exact doubles, so that one
 * operation rounds as strtod does.  (Clinger, How to read floating point
 * numbers accurately, PLDI 1990.)
 */
static bool is_easy(const struct digits *d)
{
	return FLT_EVAL_METHOD == 0 && !d->rest && d->n <= 15 &&
	       d->exponent >= -22 && d->exponent <= 22;
}

static double easy_value(const struct digits *d)
{
	static const double power[] = { 1e0,  1e1,  1e2,  1e3,	1e4,  1e5,
					1e6,  1e7,  1e8,  1e9,	1e10, 1e11,
					1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
					1e18, 1e19, 1e20, 1e21, 1e22 };
	int64_t whole = 0;

	for (int i = 0; i < d->n; i++)
		whole = 10 * whole + (d->text[i] - '0');
	return d->exponent < 0 ? (double)whole / power[-d->exponent]
			       : (double)whole * power[d->exponent];
}

static double digits_value(struct digits *d)
{
	char number[sizeof(d->text) + 24];

	if (d->n == 0)
		return 0;
	if (is_easy(d))
		return easy_value(d);
	if (d->rest) {
		d->text[d->n++] = '1';
		d->exponent--;
	}
	snprintf(number, sizeof(number), "%.*se%ld", d->n, d->text,
		 d->exponent);
	return strtod(number, NULL);
}

bool text_double(const char *s, double *x)
{
	struct digits d;
	bool negative = *s == '-';

	/* Not the text: clearing it would cost more than reading. */
	d.n = 0;
	d.exponent = 0;
	d.rest = false;
	if (*s == '-' || *s == '+')
		s++;
	if (!read_digits(s, &d))
		return false;
	double value = digits_value(&d);
	if (isinf(value) || (value == 0 && d.n > 0))
		return false;
	*x = negative ? -value : value;
	return true;
}

bool text_int(const char *s, int64_t *x)
{
	bool negative = *s == '-';
	int64_t value = 0;

	if (*s == '-' || *s == '+')
		s++;
	if (!is_digit(*s))
		return false;
	for (; is_digit(*s); s++) {
		int digit = negative ? -(*s - '0') : *s - '0';
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, digit, &value))
			return false;
	}
	if (*s != '\0')
		return false;
	*x = value;
	return true;
}

/* --- writing --- */

/* 0.d1d2...dn x 10^point, without leading or trailing zeros; n = 0 is 0. */
struct decimal {
	bool negative;
	char digit[18];
	int n, point;
};

static void drop_trailing_zeros(struct decimal *d)
{
	while (d->n > 0 && d->digit[d->n - 1] == '0')
		d->n--;
}

/* |x| in n digits, correctly rounded by printf. */
static void decimal_of(double x, int n, struct decimal *d)
{
	char text[48];
	const char *s = text;

	snprintf(text, sizeof(text), "%.*e", n - 1, x);
	d->n = 0;
	for (; *s != 'e'; s++)
		if (is_digit(*s))
			d->digit[d->n++] = *s;
	d->point = (int)strtol(s + 1, NULL, 10) + 1;
	drop_trailing_zeros(d);
}

static bool reads_back(const struct decimal *d, double x)
{
	char text[48];

	snprintf(text, sizeof(text), "%.*se%d", d->n, d->digit,
		 d->point - d->n);
	return strtod(text, NULL) == x;
}

/* Whole numbers below 10^15 show all their digits. */
static struct decimal decimal_of_whole(int64_t x)
{
	struct decimal d = { .n = 0 };

	for (int64_t rest = x; rest > 0; rest /= 10)
		d.n++;
	d.point = d.n;
	for (int i = d.n - 1; i >= 0; i--, x /= 10)
		d.digit[i] = (char)('0' + x % 10);
	drop_trailing_zeros(&d);
	return d;
}

/*
 * The shortest decimal that reads back as x.  Up to 15 digits survive any
 * normal double, so a shorter one shows as trailing zeros of the 15.
 */
static struct decimal shortest(double x)
{
	struct decimal d = { .negative = signbit(x) };

	x = fabs(x);
	if (x == 0)
		return d;
	if (x < 1e15 && x == floor(x)) {
		bool negative = d.negative;
		d = decimal_of_whole((int64_t)x);
		d.negative = negative;
		return d;
	}
	for (int n = isnormal(x) ? 15 : 1; n <= 17; n++) {
		decimal_of(x, n, &d);
		if (reads_back(&d, x))
			break;
	}
	return d;
}

/* Half away from zero, in decimal. */
static void round_decimal(struct decimal *d, int decimals)
{
	int keep = d->point + decimals;

	if (keep >= d->n)
		return;
	if (keep < 0) {
		d->n = 0;
		return;
	}
	bool up = d->digit[keep] >= '5';
	for (d->n = keep; up && d->n > 0; d->n--) {
		if (d->digit[d->n - 1] != '9') {
			d->digit[d->n - 1]++;
			return;
		}
	}
	if (up) { /* 0.99 became 1 */
		d->digit[0] = '1';
		d->n = 1;
		d->point++;
	}
	drop_trailing_zeros(d);
}

static char digit_at(const struct decimal *d, int i)
{
	return i >= 0 && i < d->n ? d->digit[i] : '0';
}

static void add_plain(struct text *t, const struct decimal *d)
{
	if (d->point <= 0)
		text_add_char(t, '0');
	for (int i = 0; i < d->point; i++)
		text_add_char(t, digit_at(d, i));
	if (d->n > d->point)
		text_add_char(t, '.');
	for (int i = d->point; i < d->n; i++)
		text_add_char(t, digit_at(d, i));
}

static void add_decimal(struct text *t, const struct decimal *d)
{
	if (d->n == 0) {
		text_add(t, "0");
		return;
	}
	if (d->negative)
		text_add_char(t, '-');
	if (d->point > -6 && d->point <= 17) {
		add_plain(t, d);
		return;
	}
	text_add_char(t, d->digit[0]);
	if (d->n > 1)
		text_add_char(t, '.');
	text_add_bytes(t, d->digit + 1, (size_t)(d->n - 1));
	text_addf(t, "e%d", d->point - 1);
}

/* NaN and infinity never leave wfm as numbers; in a message they must show. */
static bool add_not_finite(struct text *t, double x)
{
	if (isfinite(x))
		return false;
	text_add(t, isnan(x) ? "nan" : x < 0 ? "-inf" : "inf");
	return true;
}

void text_add_number(struct text *t, double x)
{
	if (add_not_finite(t, x))
		return;
	struct decimal d = shortest(x);
	add_decimal(t, &d);
}

void text_add_rounded(struct text *t, double x, int decimals)
{
	assert(decimals >= 0);
	if (add_not_finite(t, x))
		return;
	struct decimal d = shortest(x);
	round_decimal(&d, decimals);
	add_decimal(t, &d);
}
