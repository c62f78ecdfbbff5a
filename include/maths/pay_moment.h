/*
 * pay_moment - what a stretch of paid time is worth.  Private to pay.
 */
#ifndef MATHS_PAY_MOMENT_H
#define MATHS_PAY_MOMENT_H

#include "model/period.h"

/* From `at` until `next` nothing changes: neither the local day nor any
 * premium. */
struct moment {
	int64_t at, next;
	int day;	 /* local */
	uint64_t counts; /* bit per premium that is paid */
	double add;	 /* share, of all premiums that are paid */
};

/* The moment of a duty that begins at an instant, ending by `end`. */
struct moment pay_moment(const struct site *site, const struct duty *duty,
			 int64_t at, int64_t end);

/* Does the segment pay?  Is it paid for work, not for absence? */
bool pay_is_paid(const struct site *site, const struct segment *s);
bool pay_is_worked(const struct site *site, const struct segment *s);

/* Money per hour of a duty. */
double pay_rate(const struct site *site, const struct agent *agent,
		const struct duty *duty);

/* Seconds worked in the week that begins on a day before overtime starts. */
int64_t pay_regular(const struct site *site, const struct roster *r, int agent,
		    int week);

#endif
