/*
 * automaton - a rule about a worker's days as a finite automaton with prices.
 *
 * A rule says what it remembers and what a day does to that.  All memories
 * that the choices of the days can lead to, layer by layer, are its states;
 * those from which the rest of the period looks the same are one state.
 *
 *	state before day d  --letter of the duty, or none-->  state after
 *
 * Letters are choices that do the same to every state.  Where two states
 * differ only in what a day off makes of them (rests: how long ago the duty
 * ended) they are one row, and the duty's tag tells them apart: pricing knows
 * the last duty's class anyway, so that such states cost it nothing on days of
 * work.
 *
 * Source: G. Pesant, A regular language membership constraint for finite
 * sequences of variables (CP 2004); M.-C. Cote, B. Gendron, L.-M. Rousseau,
 * Grammar-based column generation for personalized multi-activity shift
 * scheduling (2013), for prices on its arcs.
 */
#ifndef OPTIMISE_AUTOMATON_H
#define OPTIMISE_AUTOMATON_H

#include "optimise/plan.h"

enum { MEMORY_WORDS = 4 };

struct memory {
	int word[MEMORY_WORDS];
};

/* What a rule remembers; prices are money, HUGE_VAL: never.  What is judged
 * at the end of the period is part of its last day. */
struct remembering {
	const void *of;
	/* Before the first day. */
	struct memory (*begin)(const void *of);
	/* Duties of a day with equal letters are the same to the rule. */
	uint64_t (*letter)(const void *of, int day, int choice);
	double (*work)(const void *of, struct memory *m, int day, int choice);
	double (*off)(const void *of, struct memory *m, int day);
};

struct automaton_day {
	int n;	     /* rows before the day */
	int letters; /* of duties */
	int tags;    /* of the day before; 0: none of note, or no duty */
	const int16_t *letter; /* [menu.n] of each choice */
	const int16_t *tag;    /* [menu.n], for the next day */
	const int16_t *to;     /* [n * letters] row after; -1: never */
	const double *price;   /* [n * letters] */
	const int16_t *off_to; /* [n * tags] */
	const double *off_price;
	/* Rows from which every future costs no more than from row r:
	 * better[first_better[r]] .. better[first_better[r + 1] - 1]. */
	const int16_t *first_better; /* [n + 1] */
	const int16_t *better;
};

struct automaton {
	int days;
	int size;			 /* rows of a day, at most */
	const struct automaton_day *day; /* [days] */
};

/* NULL when rows are more than most, or when no choice of days is allowed. */
const struct automaton *automaton_new(struct arena *a, const struct worker *w,
				      int days, const struct remembering *rule,
				      int most);

/* Nothing that the choices could do is forbidden or has a price. */
bool automaton_is_idle(const struct worker *w, const struct automaton *x);

const struct automaton *automaton_copy(struct arena *a, const struct worker *w,
				       const struct automaton *x);

/* Both at once; NULL when that has more than most rows. */
const struct automaton *automaton_both(struct arena *a, const struct worker *w,
				       const struct automaton *one,
				       const struct automaton *two, int most);

#endif
