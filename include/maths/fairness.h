/*
 * fairness - is what nobody likes shared alike, over the weeks?
 *
 * Everybody has a load of each kind:
 *	nights	  duties with at least 3 hours between 23:00 and 06:00
 *	weekends  weekends with a duty
 *	holidays  duties on days that are holidays
 *	unpopular duties with at least 2 hours in site.unpopular
 *	refused	  days with a wish that is not granted
 * It is what was before plus what the period gives.  Before is the latest line
 * of balances.csv up to the period, plus what the rosters published or worked
 * gave from its date on; a line without a date is all there was before.  With
 * no line it is what these rosters gave in the weeks that are carried in.
 *
 * People are compared with those of the same contract (the first in force in
 * the period).  The spread of a group and kind is the sum of the distances
 * from the group's median load: the least there is over all common values.
 * So it is min over m of the sum of |load - m|, which a linear programme
 * has with a free variable m and two rows a person, and a local search with
 * one sorted list.  It costs site.fairness_price per unit, of refused wishes
 * site.refused_price.
 *
 * Night time: Directive 2003/88/EC, article 2 (4), three hours of it.
 */
#ifndef MATHS_FAIRNESS_H
#define MATHS_FAIRNESS_H

#include "base/arena.h"
#include "model/period.h"

enum load {
	LOAD_NIGHTS,
	LOAD_WEEKENDS,
	LOAD_HOLIDAYS,
	LOAD_UNPOPULAR,
	LOAD_REFUSED,
	LOAD_KINDS
};

/* "nights", "weekends", ...: the word in balances.csv. */
const char *fairness_name(enum load kind);

/* Night duty?  Unpopular duty? */
bool fairness_is_night(const struct site *site, const struct duty *duty);
bool fairness_is_unpopular(const struct site *site, const struct duty *duty);

/* Is a wish of the day not granted by a cell? */
bool fairness_refuses(const struct period *p, int agent, int day,
		      const struct cell *cell);

/* What was before the period. */
double fairness_balance(const struct period *p, int agent, enum load kind);

/* What the roster gives one agent in the period, without that. */
struct fairness_load {
	int count[LOAD_KINDS];
};
struct fairness_load fairness_of_agent(const struct period *p,
				       const struct roster *r, int agent);

/* The group an agent is compared with: a contract's index; -1 when not
 * employed in the period. */
int fairness_group(const struct period *p, int agent);

/*
 * The ledger: each person's load of each kind, carried in, given by the roster
 * and after it; and the fair share, the median of those he is compared with,
 * which people of one group share.  By person, then kind; those who are not
 * employed in the period are left out.
 */
struct fairness_entry {
	int agent, group;
	enum load kind;
	double before, after; /* after - before: the period's */
	double share;
};
struct fairness_ledger {
	struct fairness_entry *list; /* [n] */
	int n;
};
struct fairness_ledger fairness_ledger(struct arena *a, const struct period *p,
				       const struct roster *r);

/* Sum of the distances from the median; loads are sorted. */
double fairness_spread(double *loads, int n);

/* Money of one unit of spread; is any kind balanced? */
double fairness_price(const struct site *site, enum load kind);
bool fairness_is_asked(const struct site *site);

/* Money of the spread of all groups and kinds. */
double fairness_of_roster(struct arena *a, const struct period *p,
			  const struct roster *r);

#endif
