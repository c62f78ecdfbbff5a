/*
 * fairness - are nights, weekends and holidays shared alike?
 *
 * Everybody has a load of each kind: their opening balance (balances.csv, of
 * that name) plus what the period gives them:
 *	nights	  duties with at least 3 hours between 23:00 and 06:00
 *	weekends  weekends with a duty, of the days in the period
 *	holidays  duties on days that are holidays
 * People are compared with those of the same contract (the first in force in
 * the period).  The spread of a group and kind is the sum of the distances
 * from the group's median load: the least there is over all common values.
 * So it is min over m of the sum of |load - m|, which a linear programme
 * has with a free variable m and two rows a person, and a local search with
 * one sorted list.  It costs site.fairness_price per unit.
 *
 * Night time: Directive 2003/88/EC, article 2 (4), three hours of it.
 */
#ifndef MATHS_FAIRNESS_H
#define MATHS_FAIRNESS_H

#include "base/arena.h"
#include "model/period.h"

enum load { LOAD_NIGHTS, LOAD_WEEKENDS, LOAD_HOLIDAYS, LOAD_KINDS };

/* "nights", "weekends", "holidays": the word in balances.csv. */
const char *fairness_name(enum load kind);

/* Night duty? */
bool fairness_is_night(const struct site *site, const struct duty *duty);

/* The latest opening balance of an agent as of the period's first day. */
double fairness_balance(const struct period *p, int agent, enum load kind);

/* What the roster gives one agent in the period, without balances. */
struct fairness_load {
	int count[LOAD_KINDS];
};
struct fairness_load fairness_of_agent(const struct period *p,
				       const struct roster *r, int agent);

/* The group an agent is compared with: a contract's index; -1 when not
 * employed in the period. */
int fairness_group(const struct period *p, int agent);

/* Spread of one group and kind, and of all of them. */
double fairness_spread(struct arena *a, const struct period *p,
		       const struct roster *r, int group, enum load kind);
double fairness_of_roster(struct arena *a, const struct period *p,
			  const struct roster *r);

#endif
