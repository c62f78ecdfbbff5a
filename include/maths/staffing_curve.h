/*
 * staffing_curve - what each head is worth against a fractional need.
 *
 * With gross people needed, the cost of having x is
 *
 *	short (gross - x)		below gross,
 *	2 short	on what is missing below 0.9 gross (service collapses there),
 *	over (x - gross)		above it;
 *
 * convex and piecewise linear, taken at whole heads x = 0, 1, 2, ...
 */
#ifndef MATHS_STAFFING_CURVE_H
#define MATHS_STAFFING_CURVE_H

#include "base/arena.h"
#include "model/requirement.h"

/* short_price, over_price >= 0: money per head and interval. */
struct curve staffing_curve(struct arena *a, double gross, double short_price,
			    double over_price);

#endif
