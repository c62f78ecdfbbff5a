/*
 * duty - one way to work on one day, and where its breaks go.
 *
 * The plan's time is cut into ticks: the greatest common divisor of the
 * interval and of all starts, lengths and windows, so that every duty and
 * break begins and ends on a tick.  An option is a template with a start and
 * a paid length; its breaks are still open.  A placed duty is an option with
 * the tick of each break.
 *
 * Breaks.  The price of the people present is constant within an interval, so
 * the price of a break is piecewise linear in its start and least where the
 * break begins or ends with an interval, or at an end of its window: these are
 * the candidates.  Breaks keep the template's order, its least gap between two
 * and to both ends.  The best places follow from a recursion over breaks:
 *
 *	best_k(s) = save_k(s) + max { best_(k-1)(r) : r + len_(k-1) + gap <= s }
 *
 * where save_k(s) is what being away in [s, s + len_k) saves.  Every window is
 * walked once; this is exact for overlapping windows too.
 */
#ifndef OPTIMISE_DUTY_H
#define OPTIMISE_DUTY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/period.h"

enum {
	DUTY_PAUSES = 8,  /* breaks in a duty at most */
	DUTY_PIECES = 24, /* stretches of work in a duty at most */
	DUTY_OFF = -1	  /* instead of an option: a day off */
};

/* The plan's time line. */
struct ticks {
	int64_t start; /* UTC of tick 0: the first instant of the grid */
	int seconds;   /* of a tick */
	int per;       /* ticks in an interval */
	int n;	       /* ticks of the plan, day after the last included */
};

struct piece { /* [from, until) in ticks */
	int from, until;
};

struct pause {	  /* a break of an option */
	int what; /* index in site.breaks */
	int length;
	bool paid;
	int n;		   /* candidates */
	const int *at;	   /* [n] ticks after the duty's start, ascending */
	const double *pay; /* [n] what it takes off the pay at rate 1 */
};

struct option {
	int day;   /* of the period */
	int shift; /* template */
	int start, end;
	int64_t from, until;	    /* the same in UTC */
	int paid;		    /* minutes */
	const struct pause *pauses; /* [n_pauses] in order */
	int n_pauses;
	bool apart; /* windows of breaks cannot meet: each for itself */
	int gap;    /* least ticks between two breaks and to both ends */
	const struct piece *away; /* [n_away] split gap, part-day absence */
	int n_away;
	bool night, unpopular; /* as maths/fairness.h has them */
	bool idle;	  /* covers nobody: on call, or counted elsewhere */
	double pay;	  /* money at rate 1 but for what the breaks take off */
	double least_pay; /* with the cheapest places of breaks */
	const struct duty *given; /* locked: this very duty */
};

/* A day of somebody's tour. */
struct placed {
	int option; /* index, or DUTY_OFF */
	int16_t at[DUTY_PAUSES];
};

/* Ticks fine enough for every template, span and locked duty of a period. */
struct ticks duty_ticks(const struct period *p);

/* All duties that templates allow on a day of the period. */
struct option *duty_options(struct arena *a, const struct period *p,
			    const struct ticks *ticks, int day, int *n);

/* The same option for somebody who is away in some spans of it. */
struct option duty_with_holes(struct arena *a, const struct period *p,
			      const struct ticks *ticks, const struct option *o,
			      const struct person *who);

/* A locked duty as an option. */
struct option duty_given(const struct period *p, const struct ticks *ticks,
			 int day, const struct duty *duty);

/*
 * The least of  sum of prices while at work - rate * pay taken off  over all
 * places of breaks; prefix[n + 1] are summed prices.  at, if not NULL, gets
 * the places.  HUGE_VAL when the breaks do not fit.
 */
double duty_value(const struct option *o, const double *prefix, double rate,
		  int16_t *at);

/* Do places of the break leave the pay as it is? */
bool duty_pause_is_flat(const struct pause *p);

/* Do these places keep windows, order and gaps? */
bool duty_fits(const struct option *o, const int16_t *at);

/* Stretches at work, in order; returns their number. */
int duty_pieces(const struct option *o, const int16_t *at,
		struct piece piece[static DUTY_PIECES]);

/* Adds the part of each interval that a duty fills, times scale, to heads[n];
 * per: ticks of an interval. */
void duty_heads(const struct option *o, const int16_t *at, double scale,
		int per, int n, double *heads);

/* Pay at rate 1 with the breaks there. */
double duty_pay(const struct option *o, const int16_t *at);

/* The duty as a roster holds it, segments and all. */
struct duty duty_made(struct arena *a, const struct period *p,
		      const struct ticks *ticks, const struct option *o,
		      const struct person *who, const int16_t *at);

#endif
