/*
 * daywise_state - what the files of daywise share.
 *
 *	daywise.c         who may do what; the draft changes
 *	daywise_rows.c    the programme
 *	daywise_dive.c    its relaxed optimum, made whole
 *
 * Nobody else needs it.
 */
#ifndef OPTIMISE_DAYWISE_STATE_H
#define OPTIMISE_DAYWISE_STATE_H

#include "optimise/daywise.h"
#include "optimise/implicit.h"

struct candidate {   /* x_ik */
	int person;  /* index in people */
	int option;  /* of the menu, or DUTY_OFF */
	int group;   /* of the programme; -1: breaks stay at .at */
	double cost; /* money, beside the crowd */
	int column;
	int16_t at[DUTY_PAUSES];
};

struct daywise {
	struct arena *arena;
	struct draft *draft;
	const struct plan *plan;
	struct random *random;
	struct effort *effort;
	int day;
	int *people; /* [n_people] workers */
	int *begin;  /* [n_people + 1] where their candidates begin */
	int n_people;
	struct candidate *candidates;
	int n_candidates, candidates_room;
	struct implicit programme;
	double *prefix; /* [n_kinds * (ticks + 1)] worth of one more */
	bool *is_fixed; /* [n_people] in the dive */
	double limit;	/* cost of the roster as it is, as it counts */
};

/* Rows and columns, those of the roster basic. */
void daywise_rows(struct daywise *w);
/* x and b are whole in the programme; false: nothing cheaper was found. */
bool daywise_dive(struct daywise *w, double worth);

static inline const struct choice *daywise_choice(const struct daywise *w,
						  const struct candidate *c)
{
	int i = w->people[c->person];

	return c->option == DUTY_OFF
		       ? NULL
		       : &w->plan->workers[i].menu[w->day].list[c->option];
}

#endif
