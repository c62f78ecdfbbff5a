/*
 * weeks - weeks of parties of people anew (weekwise.h), two parties at a time.
 *
 * A round: WAYS parties and days are drawn by chance, each planned anew on a
 * copy of the draft and a thread of its own, days swept after it (daywise.h).
 * Where all found something cheaper it is put together (merge.h), else the
 * better roster is taken, also when it is dearer by no more than a reach: it is
 * another valley, to be searched by others.
 *
 * One day may give hours of a week to any other: a few days that are drawn
 * apart are soon done and gain more for the time than those in a row.
 *
 * How many people make a good party shows itself: with too few the relaxed
 * programme has nothing to gain, with too many the dive loses more than that.
 */
#ifndef OPTIMISE_WEEKS_H
#define OPTIMISE_WEEKS_H

#include "optimise/bound.h"
#include "optimise/draft.h"
#include "optimise/effort.h"

struct weeks;

/* A plan that fits (implicit.h); stream: of random numbers. */
struct weeks *weeks_new(struct draft *d, const struct bound *b,
			struct pricer *const *pricers, uint64_t seed,
			uint64_t stream);
void weeks_close(struct weeks *w); /* NULL is fine */

struct extent {
	double part; /* of all people, in a party */
	int days;    /* a calendar week from 7 on */
	bool apart;  /* fewer days: any of a week, else in a row */
};

/* Work units of a round: as the last one went, else a guess. */
double weeks_work(const struct weeks *w, struct extent extent);
void weeks_round(struct weeks *w, struct extent extent, double reach,
		 struct effort *effort);
/* Part of all people that makes a good party, as rounds went so far. */
double weeks_part(const struct weeks *w);

#endif
