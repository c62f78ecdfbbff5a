/*
 * duty_marks - what a duty does in an interval, as one letter.
 *
 * w works, b break, l unpaid break, m meeting or training, a absent, g gap of
 * a split duty, o on call, or DUTY_NO_MARK: what fills most of the interval,
 * in doubt not work.
 */
#ifndef FORMATS_DUTY_MARKS_H
#define FORMATS_DUTY_MARKS_H

#include "model/roster.h"
#include "model/site.h"

enum { DUTY_NO_MARK = '.', DUTY_PARTS = 12 };

char duty_letter(const struct site *s, const struct segment *g);

/* In [from, until); *work: how many twelfths of it are work. */
char duty_mark(const struct site *s, const struct duty *d, int64_t from,
	       int64_t until, int *work);

#endif
