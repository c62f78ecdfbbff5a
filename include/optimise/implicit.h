/*
 * implicit - a linear programme of duties whose breaks are counted, not placed.
 *
 * Duties of one option by people alike on the phone make a group.  Where
 * windows of breaks do not meet, any place of one break goes with any of the
 * next, so that it is enough to count how many breaks begin where; duties of
 * several lengths with breaks in the same window w share it:
 *
 *	minimise  sum of what columns cost + sum_rt f_rt(heads_rt)
 *	subject   sum_j b_wj = duties with a break in w       for window w
 *	          heads = what stands + duties - breaks       on queues (hall.h)
 *
 * A column is a duty or several of one person; its owner adds rows of his own.
 * The curves f are cut into stretches of equal slope.
 *
 * Sources: Bechtold and Jacobs, Implicit modeling of flexible break assignments
 * in optimal shift scheduling, Management Science 36 (1990); Aykin, Optimal
 * shift scheduling with multiple break windows, ibid. 42 (1996).
 */
#ifndef OPTIMISE_IMPLICIT_H
#define OPTIMISE_IMPLICIT_H

#include <stdbool.h>

#include "base/random.h"
#include "optimise/crowd.h"
#include "optimise/effort.h"
#include "optimise/hall.h"
#include "optimise/lp.h"
#include "optimise/plan.h"

struct implicit_window { /* of one break, of people alike */
	const struct choice *choice;
	const struct pause *pause;
	int start;   /* tick that its places count from */
	double rate; /* of pay, 0 where places of breaks do not change it */
	int row;     /* of the programme */
	int first;   /* column of the first place */
};

/* Heads that a column puts there in intervals [from, until). */
struct implicit_presence {
	int column, kind, row; /* kind -1: taken by a row of the requirement */
	int from, until;
	double heads;
};

struct implicit_group {
	const struct choice *choice;
	const struct option *option;
	double rate; /* of pay, 0 where places of breaks do not change it */
	int window[DUTY_PAUSES];
};

struct implicit {
	struct arena *arena;
	const struct plan *plan;
	struct lp *lp;
	struct implicit_window *windows;
	int n_windows, windows_room;
	struct implicit_group *groups;
	int n_groups, groups_room;
	struct hall hall;
	struct implicit_presence *log; /* where people are divided */
	int n_log, log_room;
	struct random random;
	double trifle;	 /* money put on each column by chance, at most */
	double *trifles; /* [columns] what was put on each */
	int n_trifles, trifles_room;
	/* A column under way. */
	int *row, n_entries, row_room, value_room;
	double *entry;
	enum lp_status *status; /* of all columns, until implicit_begin */
	int n_status, status_room;
};

/* Queues that a presence is on. */
static inline uint64_t implicit_queues(const struct implicit *m,
				       const struct implicit_presence *at)
{
	return at->kind < 0 ? m->plan->req->rows[at->row].queues
			    : m->plan->kinds[at->kind].queues;
}

/* An empty programme over these sets, whose rows are not there yet. */
struct implicit implicit_open(struct arena *a, struct hall hall);
void implicit_close(struct implicit *m);

void implicit_add_rows(struct implicit *m); /* of the hall */
/* Stretches of the curves, basic where heads end: heads with all breaks of
 * groups in their first places. */
void implicit_add_curves(struct implicit *m, const double *there);

/* The group of a duty, new ones with rows and breaks; -1: breaks have places
 * of their own, or nobody is covered. */
int implicit_group(struct implicit *m, const struct choice *c, double rate);
/* The same, -1 where there is none yet. */
int implicit_known_group(const struct implicit *m, const struct choice *c,
			 double rate);
/* What the breaks of a group's duty in these places take off the pay. */
double implicit_pay(const struct implicit *m, int group, const int16_t *at);

/* The first places of a group's breaks. */
void implicit_first(const struct implicit *m, int group, int16_t *at);

/* A column under way: a value in a row; heads in a set; a duty, breaks as
 * placed where it has no group.  It is done; its number. */
void implicit_enter(struct implicit *m, int row, double value);
void implicit_enter_set(struct implicit *m, const struct hall_set *s, int from,
			int until, double heads);
void implicit_enter_duty(struct implicit *m, const struct choice *c, int group,
			 const int16_t *at);
int implicit_finish(struct implicit *m, double cost, enum lp_status status);

/* The first solve begins at the columns' statuses. */
void implicit_begin(struct implicit *m);
/* Adds sets of queues on which there are more heads than people who serve
 * them; false: there are none. */
bool implicit_tighten(struct implicit *m);
/* True: the optimum is there, and all sets hold.  Work is added to the effort.
 */
bool implicit_solve(struct implicit *m, enum lp_method method,
		    struct effort *effort);
/* Money of the reached intervals when nobody is there, left out of values. */
double implicit_constant(const struct implicit *m);
/* The optimum's value without trifles. */
double implicit_money(const struct implicit *m);
/* What a roster costs in the reached intervals, as values count: above what
 * they cost when nobody is there. */
double implicit_value(const struct implicit *m, const struct crowd *crowd);
/* What one more of a kind costs at the optimum, summed over ticks:
 * prefix[ticks.n + 1]. */
void implicit_prices(const struct implicit *m, int kind, double *prefix);

/*
 * Duties are whole: fixes breaks, some after the other, until they are too.
 * False: it costs more than limit, or the effort is over.
 */
bool implicit_dive_breaks(struct implicit *m, double limit,
			  struct effort *effort);

/* Breaks of windows are handed out, one place after the other. */
struct implicit_hand {
	int place, left;
};
struct implicit_hand *implicit_hands(const struct implicit *m);
void implicit_hand_out(const struct implicit *m, struct implicit_hand *hands,
		       int group, int16_t *at);

#endif
