#include "formats/change_range.h"

#include <math.h>

#include "formats/i18n.h"

struct quantity {
	double x;
	bool has_sign;
	enum unit unit;
};

static bool is_points(struct scan *c)
{
	static const char *const words[] = { "pt", "pts", "pp", "point",
					     "points" };

	for (size_t k = 0; k < sizeof(words) / sizeof(*words); k++)
		if (scan_word(c, words[k]))
			return true;
	return false;
}

static bool scan_quantity(struct scan *c, struct quantity *q)
{
	bool minus = scan_char(c, '-'), plus = !minus && scan_char(c, '+');
	struct scan_span span;

	if (!scan_span(c, &span))
		return false;
	*q = (struct quantity){ minus ? -span.seconds : span.seconds,
				minus || plus,
				span.bare ? UNIT_NONE : UNIT_SECONDS };
	if (!span.bare)
		return true;
	if (scan_char(c, '%'))
		q->unit = UNIT_PERCENT;
	else if (is_points(c))
		q->unit = UNIT_POINTS;
	return true;
}

/* A 0 needs no unit. */
static bool same_unit(struct quantity a, struct quantity b)
{
	return a.unit == b.unit || (a.x == 0 && a.unit == UNIT_NONE) ||
	       (b.x == 0 && b.unit == UNIT_NONE);
}

static bool is_range(struct scan *c)
{
	struct scan before = *c;

	if (scan_char(c, '.') && scan_char(c, '.'))
		return true;
	*c = before;
	return false;
}

bool change_range_scan(struct scan *c, int most, struct change_range *r,
		       const char **why)
{
	struct quantity from, to, step;

	*why = NULL;
	if (!scan_quantity(c, &from))
		return false;
	*r = (struct change_range){ from.has_sign, from.unit, from.x, 0, 1 };
	if (!is_range(c))
		return true;
	*why = N_("a range is FROM..TO/STEP");
	if (!scan_quantity(c, &to) || !scan_char(c, '/') ||
	    !scan_quantity(c, &step) || step.x == 0)
		return false;
	*why = N_("both ends and the step need the same unit");
	if (!same_unit(from, to) || !same_unit(to, step) ||
	    !same_unit(from, step))
		return false;
	double steps = floor(fabs(to.x - from.x) / fabs(step.x) + 1e-9);
	*why = N_("a range may have 200 values");
	if (!(steps < most))
		return false;
	*why = NULL;
	r->relative = from.has_sign || to.has_sign;
	r->unit = step.unit;
	r->by = copysign(step.x, to.x - from.x);
	r->n = (int)steps + 1;
	return true;
}

/* Decimals that add up: -0.1 + 2 x 0.05 is 0. */
double change_range_value(const struct change_range *r, int k)
{
	double x = r->from + k * r->by;

	return k == 0 ? x : rint(x * 1e9) / 1e9 + 0.0;
}

void change_range_write(struct text *out, const struct change_range *r, int k)
{
	static const char *const units[] = { "", "%", "pt", "s" };
	double x = change_range_value(r, k);

	if (r->relative && x >= 0)
		text_add_char(out, '+');
	text_add_rounded(out, x, 9);
	text_add(out, units[r->unit]);
}
