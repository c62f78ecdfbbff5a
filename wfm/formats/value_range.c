/*
 * The part of value that knows about ranges: starts, lengths, hours of a
 * contract, bounds of a rule.
 */
#include "formats/value.h"

#include <math.h>

#include "formats/value_scan.h"

/* "every 30 min", when it is there; false when it is malformed. */
static bool scan_every(struct scan *c, int *step)
{
	struct scan_span x;

	*step = 0;
	if (!scan_word(c, "every"))
		return true;
	return scan_span(c, &x) && !x.bare && scan_minutes(x.seconds, step) &&
	       *step > 0;
}

/* The last of first, first + step, ... that is not above last. */
static void align_last(struct value_steps *x)
{
	if (x->step > 0)
		x->last -= (x->last - x->first) % x->step;
}

bool value_starts(const char *s, struct value_steps *x)
{
	struct scan c = { s };
	struct value_steps y = { 0 };

	if (!scan_time(&c, &y.first))
		return false;
	y.last = y.first;
	bool range = scan_to(&c);
	if (range && !scan_time(&c, &y.last))
		return false;
	if (!scan_every(&c, &y.step) || !scan_end(&c) || y.last < y.first ||
	    y.first == 1440)
		return false;
	y.unlimited = !range && y.step > 0;
	align_last(&y);
	if (y.last == 1440)
		return false;
	*x = y;
	return true;
}

bool value_lengths(const char *s, struct value_steps *x)
{
	struct scan c = { s };
	struct value_steps y = { 0 };
	double min, max;

	if (!scan_spans(&c, &min, &max) || !scan_minutes(min, &y.first) ||
	    !scan_minutes(max, &y.last) || !scan_every(&c, &y.step) ||
	    !scan_end(&c) || y.last < y.first || y.first == 0)
		return false;
	align_last(&y);
	*x = y;
	return true;
}

bool value_after_start(const char *s, struct window *w)
{
	struct scan c = { s };
	double from, until;
	struct window x;

	if (!scan_spans(&c, &from, &until) || !scan_minutes(from, &x.from) ||
	    !scan_minutes(until, &x.until))
		return false;
	if (scan_word(&c, "after") && !scan_word(&c, "start"))
		return false;
	if (!scan_end(&c) || x.until < x.from)
		return false;
	*w = x;
	return true;
}

/* --- bounds --- */

/* What bounds are made of: whole numbers, or spans in minutes. */
struct quantity {
	bool span;
	bool bare_hours; /* a number without a unit is hours */
};

static bool scan_quantity(struct scan *c, struct quantity q,
			  struct scan_span *x)
{
	if (q.span)
		return scan_span(c, x);
	*x = (struct scan_span){ .bare = true };
	return scan_number(c, &x->seconds);
}

static bool to_int(struct quantity q, struct scan_span x, int *value)
{
	if (q.span && x.bare && !q.bare_hours)
		return false;
	if (q.span)
		return scan_minutes(x.bare ? x.seconds * 3600 : x.seconds,
				    value);
	if (x.seconds != floor(x.seconds) || x.seconds >= RULE_NO_MAX)
		return false;
	*value = (int)x.seconds;
	return true;
}

/* "5" or "2-4"; in "4-6 h" the 4 is hours as well. */
static bool scan_range(struct scan *c, struct quantity q,
		       struct value_bounds *x)
{
	struct scan_span first, second;

	if (!scan_quantity(c, q, &first))
		return false;
	second = first;
	if (scan_to(c)) {
		if (!scan_quantity(c, q, &second))
			return false;
		if (first.bare && !second.bare) {
			first.seconds *= second.unit;
			first.bare = false;
		}
	}
	return to_int(q, first, &x->min) && to_int(q, second, &x->max);
}

static bool scan_one(struct scan *c, struct quantity q, int *value)
{
	struct scan_span x;

	return scan_quantity(c, q, &x) && to_int(q, x, value);
}

/* "at least 2", "at most 4", both, or a range. */
static bool scan_bounds(struct scan *c, struct quantity q,
			struct value_bounds *x)
{
	bool least = false, most = false;

	*x = (struct value_bounds){ 0, RULE_NO_MAX };
	if (scan_word(c, "exactly")) {
		if (!scan_one(c, q, &x->min))
			return false;
		x->max = x->min;
		return true;
	}
	while (scan_word(c, "at")) {
		bool is_most = scan_word(c, "most");
		if (!is_most && !scan_word(c, "least"))
			return false;
		if (is_most ? most : least)
			return false;
		if (!scan_one(c, q, is_most ? &x->max : &x->min))
			return false;
		*(is_most ? &most : &least) = true;
		if (!scan_char(c, ',') && !scan_word(c, "and"))
			return true;
	}
	return !least && !most && scan_range(c, q, x);
}

static bool whole_bounds(const char *s, struct quantity q,
			 struct value_bounds *x)
{
	struct scan c = { s };
	struct value_bounds y;

	if (!scan_bounds(&c, q, &y) || !scan_end(&c) || y.min > y.max)
		return false;
	*x = y;
	return true;
}

bool value_counts(const char *s, struct value_bounds *x)
{
	return whole_bounds(s, (struct quantity){ .span = false }, x);
}

bool value_spans(const char *s, struct value_bounds *x, bool bare_hours)
{
	return whole_bounds(
		s, (struct quantity){ .span = true, .bare_hours = bare_hours },
		x);
}

/* --- hours of a contract --- */

/* "week", "2 weeks", "month", "period". */
static bool scan_hours_window(struct scan *c, struct value_hours *x)
{
	double weeks = 1;

	x->length = 1;
	x->has_window = true;
	if (scan_word(c, "month")) {
		x->over = OVER_CALENDAR_MONTH;
		return true;
	}
	if (scan_word(c, "period")) {
		x->over = OVER_PERIOD;
		return true;
	}
	scan_number(c, &weeks);
	if (weeks != floor(weeks) || weeks < 1 || weeks > 53 ||
	    (!scan_word(c, "weeks") && !scan_word(c, "week")))
		return false;
	x->over = OVER_CALENDAR_WEEK;
	x->length = (int)weeks;
	return true;
}

bool value_hours(const char *s, struct value_hours *x)
{
	const struct quantity hours = { .span = true, .bare_hours = true };
	struct scan c = { s };
	struct value_hours y = { .over = OVER_CALENDAR_WEEK, .length = 1 };
	struct value_bounds b;

	if (!scan_bounds(&c, hours, &b) || b.min > b.max)
		return false;
	if (scan_word(&c, "per") && !scan_hours_window(&c, &y))
		return false;
	if (!scan_end(&c))
		return false;
	y.min = b.min;
	y.max = b.max;
	*x = y;
	return true;
}
