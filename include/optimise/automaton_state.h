/*
 * automaton_state - an automaton while it is made: automaton.c finds states,
 * automaton_rows.c rows, letters and tags.  Nobody else needs it.
 */
#ifndef OPTIMISE_AUTOMATON_STATE_H
#define OPTIMISE_AUTOMATON_STATE_H

#include "optimise/automaton.h"

enum { NEVER = -1 };

/* A day while it is made: memories before it, and what it does to them. */
struct layer {
	struct memory *memory; /* [n] */
	int n, room;
	int *slot; /* [slots] hash of memories, number + 1 */
	int slots;
	int letters;
	int *choice;	 /* [letters] one of each */
	int16_t *letter; /* [menu.n] */
	int *to;	 /* [n * (letters + 1)], a day off last */
	double *price;
	int *class;	   /* [n] states of equal future; NEVER: has none */
	int classes, *one; /* [classes] a memory of each */
	int *row, rows;	   /* [classes] */
	int *first;	   /* [rows] a class of each */
	int *off_class;	   /* [rows * (letters of the day before + 1)] */
};

struct making {
	struct arena *arena; /* scratch */
	const struct worker *worker;
	const struct remembering *rule;
	struct layer *layer; /* [days + 1] */
	int days, most;
};

/* Rows of the layers of states; NULL when they are more than most. */
const struct automaton *automaton_of_layers(struct arena *a, struct making *m);

/* Equal arcs of two memories of a layer: the first n of them. */
bool automaton_same_arcs(const struct layer *l, int s, int t, int n);

#endif
