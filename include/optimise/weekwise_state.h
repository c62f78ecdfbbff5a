/*
 * weekwise_state - what the files of weekwise share.
 *
 *	weekwise.c         the programme; the draft changes
 *	weekwise_tours.c   tours as columns, generated
 *	weekwise_dive.c    the relaxed optimum, made whole
 *
 * Nobody else needs it.
 */
#ifndef OPTIMISE_WEEKWISE_STATE_H
#define OPTIMISE_WEEKWISE_STATE_H

#include "optimise/implicit.h"
#include "optimise/weekwise.h"

enum { WEEKWISE_FREE = -2 }; /* nothing is decided: no option, no length */

struct tour {		     /* x_ij */
	int person;	     /* index in people */
	const int16_t *pick; /* [days] */
	int column;
	bool is_out; /* disagrees with what is fixed */
};

struct weekwise {
	struct arena *arena;
	struct draft *draft;
	const struct plan *plan;
	const struct bound *bound;
	struct pricer *const *pricers;
	struct pricing_space *space;
	struct random *random;
	struct effort *effort;
	const int *people; /* [n_people] workers */
	int n_people;
	const int *open_days; /* [n_open] that may change */
	int n_open;
	bool *is_open; /* [days] */
	struct implicit programme;
	struct tour *tours;
	int n_tours, tours_room;
	double *there;	/* [n_kinds * n] heads as the first basis has them */
	double *prefix; /* [n_kinds * (ticks + 1)] prices of one more */
	double *latest; /* [ticks + 1] the programme's, of a kind */
	double gain;	/* what the relaxed optimum saves */
	/* What is fixed: [n_people * days], WEEKWISE_FREE: nothing. */
	int *length; /* minutes, 0: off */
	int *block;  /* of starts */
	int *option;
	/* A tour under way. */
	double *room; /* costs of a person's choices */
	const double **cost;
	double *off;
	int16_t *pick;
	struct placed *days;
	int *group; /* [days] */
	struct change *changes;
};

static inline const struct menu *weekwise_menu(const struct weekwise *w,
					       int person, int day)
{
	return &w->plan->workers[w->people[person]].menu[day];
}

static inline const struct choice *
weekwise_choice(const struct weekwise *w, int person, int day, int option)
{
	return option == DUTY_OFF
		       ? NULL
		       : &weekwise_menu(w, person, day)->list[option];
}

/* Paid minutes of a person's day, 0: off. */
static inline int weekwise_length(const struct weekwise *w, int person, int day,
				  int option)
{
	const struct choice *c = weekwise_choice(w, person, day, option);

	return c ? plan_option(w->plan, c)->paid : 0;
}

/* About when a person's day begins: which two hours of the plan, -1: off. */
static inline int weekwise_block(const struct weekwise *w, int person, int day,
				 int option)
{
	const struct choice *c = weekwise_choice(w, person, day, option);
	int ticks = 7200 / w->plan->ticks.seconds;

	return c ? plan_option(w->plan, c)->start / (ticks > 0 ? ticks : 1)
		 : -1;
}

/* Does it agree with what is fixed? */
bool weekwise_allows(const struct weekwise *w, int person, int day, int option);

/* The tours of the roster, basic at first, and those of the bound. */
void weekwise_add_known(struct weekwise *w);
/* Tours until little is gained, or of one round; false: the solver gave up. */
bool weekwise_generate(struct weekwise *w);
bool weekwise_add_tours(struct weekwise *w);
/* The days of a tour, breaks at present prices; duties that stay keep theirs.
 */
void weekwise_place(const struct weekwise *w, int person, const int16_t *pick,
		    struct placed *days);

/* Tours and breaks are whole afterwards; false: there is less than worth to
 * gain, or the effort is over. */
bool weekwise_dive(struct weekwise *w, double worth);

#endif
