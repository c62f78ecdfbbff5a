/*
 * shift - templates of duties: when they may start, how long, which breaks.
 *
 * A duty of a template starts at any of its starts on an allowed weekday and
 * has any of its paid lengths.  Its span is paid time plus its unpaid breaks.
 * A duty belongs to the day on which it starts; its length is elapsed time.
 */
#ifndef MODEL_SHIFT_H
#define MODEL_SHIFT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "model/window.h"

struct shift_break {
	const char *id; /* key in site.yaml */
	const char *name;
	int length; /* minutes */
	bool paid;
	/* Earliest and latest start, minutes after the duty's start; both
	 * -1: anywhere, but not in the first and last hour. */
	int earliest, latest;
	struct place place;
};

struct shift {
	const char *id;	  /* key in site.yaml */
	const char *code; /* default: the key; start and length follow it */
	const char *name;
	days_set days;
	int first, last, step; /* starts, minutes after midnight; step > 0 */
	int min_paid, max_paid, paid_step; /* minutes; step > 0 */
	const int *breaks; /* [n_breaks] indexes of site.breaks, in order */
	int n_breaks;
	int min_gap;  /* minutes between two breaks, and to both ends; >= 0 */
	bool on_call; /* pays and rests count, nobody is covered */
	struct window
		split;	 /* an unpaid gap, minutes after start; until 0: none */
	uint64_t queues; /* bit per queue this duty may serve; 0: all skilled */
	struct place place;
};

/* Sets of shift templates are bits; a site has at most 64 templates. */
typedef uint64_t shift_set;
enum { SHIFT_MAX = 64 };

#endif
