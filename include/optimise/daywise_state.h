/*
 * daywise_state - what the files of daywise share.
 *
 *	daywise.c         who may do what; the draft changes
 *	daywise_rows.c    rows and columns of the programme
 *	daywise_dive.c    its relaxed optimum, made whole
 *
 * Nobody else needs it.
 */
#ifndef OPTIMISE_DAYWISE_STATE_H
#define OPTIMISE_DAYWISE_STATE_H

#include "optimise/daywise.h"
#include "optimise/lp.h"

struct candidate {   /* x_ik */
	int person;  /* index in people */
	int option;  /* of the menu, or DUTY_OFF */
	int group;   /* -1: breaks stay at .at, or nobody is covered */
	double cost; /* money, beside the crowd and a group's breaks */
	int column;
	int16_t at[DUTY_PAUSES];
};

struct group { /* duties alike, but for their people */
	const struct choice *choice;
	const struct option *option;
	double rate; /* of pay, 0 where places of breaks do not change it */
	int row[DUTY_PAUSES]; /* of the programme */
	int first[DUTY_PAUSES];
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
	struct group *groups;
	int n_groups, groups_room;
	int from, until; /* intervals */
	/* The programme. */
	struct lp *lp;
	int *line;    /* [n_rows] where its intervals begin in the programme */
	int *line_of; /* [n_kinds] */
	double *factor; /* [n_kinds] of a head on its line */
	double *prefix; /* [n_kinds * (ticks + 1)] worth of one more */
	bool *is_fixed; /* [n_people] in the dive */
	double limit;	/* cost of the roster as it is, as it counts */
	/* A column under way. */
	int *row, n_entries, row_room, value_room;
	double *entry;
	enum lp_status *status;
	int n_status, status_room;
};

/* Can anybody be on a row of the requirement? */
bool daywise_is_served(const struct plan *p, int row);
void daywise_rows(struct daywise *w);
/* x and b are whole in the programme; false: nothing cheaper was found. */
bool daywise_dive(struct daywise *w, double worth);

/* What a group's break in a place takes off the pay. */
static inline double daywise_pay(const struct group *g, int pause, int place)
{
	return g->rate > 0 ? g->rate * g->option->pauses[pause].pay[place] : 0;
}

static inline const struct choice *daywise_choice(const struct daywise *w,
						  const struct candidate *c)
{
	int i = w->people[c->person];

	return c->option == DUTY_OFF
		       ? NULL
		       : &w->plan->workers[i].menu[w->day].list[c->option];
}

#endif
