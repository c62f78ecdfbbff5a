/*
 * cover - heads on duty, held against cover.csv.
 *
 * A line that names shifts counts the duties of those shifts that start on
 * the day.  A line with a window counts, at each moment of it, the people on
 * duty: from start to end of their duties, breaks and activities included,
 * gaps, absence and on call not; duties of the day before that go on count.
 * With a skill only people who have it on the day of their duty count.
 *
 * Fewer than `want` cost under_price each, more cost over_price each, per
 * head and day, with a window per head and hour.  min and max bind only where
 * they are hard: then a head too few or too many, at any moment of the
 * window, is a breach.
 */
#ifndef MATHS_COVER_H
#define MATHS_COVER_H

#include "base/arena.h"
#include "model/period.h"

struct cover_day {
	int line;		      /* index in site.cover */
	int day;		      /* civil */
	int least, most;	      /* heads, at any moment */
	double under_want, over_want; /* heads, with a window head hours */
	double price;		      /* money */
};

struct cover_days {
	struct cover_day *list; /* [n] by line, day */
	int n;
};

/* Each line on each of its days in the period. */
struct cover_days cover_of_roster(struct arena *a, const struct period *p,
				  const struct roster *r);

/* Fewest and most people on duty at any moment of [from, until), which is a
 * part of a civil day and the next; skill -1: anybody.  Also the integrals
 * of what is below and above want, in head hours. */
struct cover_heads {
	int least, most;
	double under_want, over_want;
};
struct cover_heads cover_on_duty(struct arena *a, const struct period *p,
				 const struct roster *r, int skill, int day,
				 struct span span, int want);

/* Does this duty of an agent count for a line that names shifts? */
bool cover_counts(const struct site *site, const struct cover *line, int agent,
		  int day, const struct duty *duty);

#endif
