/*
 * duty_state - what the files of duty share.
 *
 *	duty.c         ticks, options
 *	duty_made.c    an option as a duty of a roster; its pay
 *	duty_breaks.c  places of breaks
 *
 * Nobody else needs it.
 */
#ifndef OPTIMISE_DUTY_STATE_H
#define OPTIMISE_DUTY_STATE_H

#include "optimise/duty.h"

/* Places of a break that are looked at, at most. */
enum { DUTY_PLACES = 512 };

static inline int tick_of(const struct ticks *ticks, int64_t utc)
{
	return (int)((utc - ticks->start) / ticks->seconds);
}

static inline int64_t utc_of(const struct ticks *ticks, int tick)
{
	return ticks->start + (int64_t)tick * ticks->seconds;
}

static inline bool meets(struct piece a, int from, int until)
{
	return a.from < until && from < a.until;
}

/* Can no two breaks of the option meet? */
bool duty_is_apart(const struct option *o);

/* Pay, and what breaks take off it; their places are known. */
void duty_price(struct arena *a, const struct period *p,
		const struct ticks *ticks, struct option *o,
		const struct person *who);

#endif
