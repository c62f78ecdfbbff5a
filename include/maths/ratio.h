/*
 * ratio - rounding up quotients of numbers that people write in decimals.
 *
 * 21 agents and 30 % shrinkage are 30 people, but 21 / 0.7 in doubles is
 * 30.000000000000004 and its ceiling 31.  Two ways out:
 *
 * Exact, for numbers still at hand as text: struct ratio holds what was
 * written, and quotients of ratios are rounded up in integers.
 *
 * By rule, for numbers that were computed (a load of calls x aht / interval
 * has no text): ratio_ceil takes off 1e-9 + 1e-15 x before it rounds up.
 * A double computed from decimals by a few operations is off by some 4e-16
 * x, less than is taken off.  A true quotient just above a whole number,
 * which the rule would wrongly round down, is above it by at least 1 / d, d
 * the product of the denominators; with a cap in whole per cent and a load
 * with 6 decimals that is 1e-8.  Where it is less than 1e-9, what is missing
 * is less than a billionth of a person.
 */
#ifndef MATHS_RATIO_H
#define MATHS_RATIO_H

#include <stdbool.h>
#include <stdint.h>

struct ratio {
	int64_t over, under; /* over / under in lowest terms, under > 0 */
};

/* Reads "0.85", "42.5", "85%", "12.5 %": at most 18 digits, no exponent,
 * >= 0.  False leaves *r alone. */
bool ratio_parse(const char *text, struct ratio *r);

double ratio_value(struct ratio r);

/* 1 - r, for shares: r <= 1. */
struct ratio ratio_rest(struct ratio r);

/* The least whole number >= a / b, exactly.  False when b is 0 or the whole
 * numbers involved do not fit: then the rule has to do. */
bool ratio_ceil_quotient(struct ratio a, struct ratio b, int64_t *whole);

/* The least whole number >= x by the rule above. */
double ratio_ceil(double x);

/* True if have >= need by the same rule. */
bool ratio_covers(double have, double need);

/* People to be on the roster so that `net` are at work: net / (1 -
 * shrinkage), not rounded.  INFINITY when shrinkage >= 1 and net > 0. */
double ratio_gross(double net, double shrinkage);

#endif
