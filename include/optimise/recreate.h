/*
 * recreate - ruin and recreate, led by the prices of the bound.
 *
 * At the best prices z the distance of a roster from the bound is a sum of
 * terms none of which is negative:
 *
 *	cost - L(z) = sum_i e_i + sum_rt e_rt
 *	e_i   what worker i's tour costs above his cheapest one
 *	e_rt  what a row's people cost above the best number of them
 *
 * Best responses alone end where no one worker can move.  A try therefore
 * takes a few workers, rather those of large e_i, and gives each the best
 * tour against
 *
 *	part z + (1 - part) what one more is worth at present
 *
 * so that they go where they belong in the long run; then again with a
 * smaller part, at last with none.  Breaks of everybody else follow where a
 * day changed (relay.h): most of the distance is heads too many and too few in
 * single intervals.  When the roster costs more afterwards, by more than the
 * heat allows, it is put back.  Between two such tries others give one person
 * another duty on one day, which costs little to try.
 *
 * WAYS independent runs of tries make a round, each with its own random
 * numbers and its own draft, so that threads do not matter; the next round
 * goes on from what the better one found, and from what the other found where
 * that still helps.
 *
 * Source of the scheme: Schrimpf, Schneider, Stamm-Wilbrandt, Dueck, Record
 * breaking optimization results using the ruin and recreate principle,
 * Journal of Computational Physics 159 (2000).
 */
#ifndef OPTIMISE_RECREATE_H
#define OPTIMISE_RECREATE_H

#include "optimise/bound.h"
#include "optimise/draft.h"
#include "optimise/effort.h"

/* Until the heat's share of the effort is used; the draft gets no worse. */
void recreate(struct draft *d, struct bound *b, struct pricer *const *pricers,
	      struct effort *effort, struct heat heat);

#endif
