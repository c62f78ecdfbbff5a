#include "maths/ratio.h"

#include <math.h>

static int64_t common_divisor(int64_t a, int64_t b)
{
	while (b != 0) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

static struct ratio reduced(int64_t over, int64_t under)
{
	int64_t d = common_divisor(over, under);

	return (struct ratio){ over / d, under / d };
}

/* Digits with at most one point among them; sets how many follow it. */
static const char *read_digits(const char *s, int64_t *value, int *decimals)
{
	bool point = false;
	int digits = 0;

	*value = 0;
	*decimals = 0;
	for (; (*s >= '0' && *s <= '9') || (*s == '.' && !point); s++) {
		if (*s == '.') {
			point = true;
			continue;
		}
		*value = *value * 10 + (*s - '0');
		*decimals += point;
		if (++digits > 18)
			return 0;
	}
	return digits == 0 || (point && *decimals == 0) ? 0 : s;
}

bool ratio_parse(const char *text, struct ratio *r)
{
	int64_t value, under = 1;
	int decimals;
	const char *end = read_digits(text, &value, &decimals);

	if (!end)
		return false;
	if (end[0] == '%' || (end[0] == ' ' && end[1] == '%')) {
		decimals += 2;
		end += end[0] == '%' ? 1 : 2;
	}
	if (*end != '\0' || decimals > 18)
		return false;
	while (decimals-- > 0)
		under *= 10;
	*r = reduced(value, under);
	return true;
}

double ratio_value(struct ratio r)
{
	return (double)r.over / (double)r.under;
}

struct ratio ratio_rest(struct ratio r)
{
	return (struct ratio){ r.under - r.over, r.under };
}

static bool product(int64_t a, int64_t b, int64_t *c)
{
	if (b != 0 && a > INT64_MAX / b)
		return false;
	*c = a * b;
	return true;
}

bool ratio_ceil_quotient(struct ratio a, struct ratio b, int64_t *whole)
{
	struct ratio over, under;
	int64_t p, q;

	if (b.over == 0)
		return false;
	over = reduced(a.over, b.over);
	under = reduced(a.under, b.under);
	if (!product(over.over, under.under, &p) ||
	    !product(over.under, under.over, &q))
		return false;
	*whole = p / q + (p % q != 0);
	return true;
}

static double allowance(double x)
{
	return 1e-9 + 1e-15 * fabs(x);
}

double ratio_ceil(double x)
{
	return isinf(x) ? x : ceil(x - allowance(x)) + 0.0;
}

bool ratio_covers(double have, double need)
{
	return have >= need - allowance(need);
}

double ratio_gross(double net, double shrinkage)
{
	if (net <= 0)
		return 0;
	return shrinkage >= 1 ? INFINITY : net / (1 - shrinkage);
}
