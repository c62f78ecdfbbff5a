/*
 * regular - rules of a worker that need more memory than a count, as automata
 * for pricing.
 *
 * Exactly as maths/rules.h judges them, hard or with a price:
 *
 *	LONG_REST	calendar windows, soft ones of many lengths only from
 *			below, by the hour or four; any days where hard
 *	REST_AFTER
 *	SPLIT_WEEKENDS, MIXED_WEEKENDS, SEQUENCE, ROTATION	each one
 *	RUN	of some shifts or days; longest of a calendar window, at least
 *	RUN_OFF	longest of a calendar window, at least
 *	FREE_WEEKENDS, WEEKENDS in any days
 *	RUN_WEEKENDS	at most
 *	KINDS, START_SPREAD	calendar windows
 *	OFF_AFTER
 *	DAYS	in any 14 days or fewer
 *
 * Left to the judge, because they would need too many states: hours by the
 * clock, in any days, and weeks over so many hours in a row (a sum of minutes
 * each); and any rule whose automaton is larger than there is room for: of
 * counts in any days pricing_tally then takes windows one after the other.
 */
#ifndef OPTIMISE_REGULAR_H
#define OPTIMISE_REGULAR_H

#include "optimise/automaton.h"

/* All that fit into so many states together, smallest first; NULL: none.
 * taken[n_rules] of the person's rules, those that are in it exactly. */
const struct automaton *regular_new(struct arena *a, const struct plan *p,
				    const struct worker *w, int most,
				    bool *taken);

#endif
