/*
 * move - another duty or break on one worker's day, and about what it saves.
 *
 * The estimate lifts the day's own duty: an interval it fills costs what the
 * crowd would lose without it, another what one more adds.  When duties fill
 * whole intervals and the worker's scale is 1 the estimate is exact but for
 * the rules, which draft_try knows.
 */
#ifndef OPTIMISE_MOVE_H
#define OPTIMISE_MOVE_H

#include "optimise/draft.h"

struct mover;

struct mover *mover_new(struct arena *a, struct draft *d);

/* Another choice (or DUTY_OFF) with the best breaks for it, put into *to. */
double move_day(struct mover *m, int worker, int day, int option,
		struct placed *to);

/* A break at its place-th candidate; HUGE_VAL when it does not fit. */
double move_pause(struct mover *m, int worker, int day, int pause, int place,
		  struct placed *to);

#endif
