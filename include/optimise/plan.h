/*
 * plan - the period as the optimiser sees it: options, people, prices.
 *
 * Sets
 *	t   intervals of the requirement          r  its rows (queues, pools)
 *	o   options: template, start, length      k  kinds: people alike on the
 *	i   workers                                  phone but for their pace
 *
 * A kind is a set of queues with relative speeds; somebody of kind k and
 * scale s counts as s people of that kind.  What cannot be decided (duties
 * carried in over the edge of the period, locked cells) is supply that stands
 * from the beginning.
 */
#ifndef OPTIMISE_PLAN_H
#define OPTIMISE_PLAN_H

#include "base/arena.h"
#include "model/period.h"
#include "model/requirement.h"
#include "optimise/duty.h"

struct kind {
	const double *speed; /* [n_queues] 0: not skilled; the largest is 1 */
	uint64_t queues;
};

struct choice { /* an option open to a worker on a day */
	int option;
	int kind; /* -1: covers nobody */
	double scale;
	double cost;  /* wishes, changes, and pay with the cheapest breaks */
	bool refused; /* some wish of the day */
	const int16_t *kept; /* breaks that people know, others have a price;
				NULL: any are welcome */
};

struct menu {			   /* a worker's day */
	const struct choice *list; /* [n] */
	int n;
	bool may_off;		   /* no duty is allowed */
	double off_cost;	   /* wishes, changes */
	bool off_refused;	   /* some wish of the day */
	enum cell_kind without;	   /* the cell when there is no duty */
	const struct cell *locked; /* the cell as it stands, or NULL */
	double rate;		   /* money per paid hour */
};

struct day_work { /* a day as rules see it */
	bool known, worked, absent;
	int shift;
	int64_t from, until;
	int paid;			/* minutes */
	int credit;			/* minutes, absence */
	int absence;			/* type, when absent */
	bool night, unpopular, refused; /* as maths/fairness.h has them */
};

struct hours {		 /* a window of contract hours */
	int from, until; /* days of the period */
	int min, max;	 /* minutes, credit included */
	int credit;
};

enum { PLAN_PAST = 63 }; /* days of history looked at */

struct worker {
	int agent;
	const struct person *who;
	bool planned;		   /* false: set aside, cells stay CELL_NONE */
	struct menu *menu;	   /* [days] */
	const struct hours *hours; /* [n_hours] */
	int n_hours;
	const struct day_work *past; /* [PLAN_PAST], last is yesterday */
	bool has_past;
};

struct plan {
	struct arena *arena;
	const struct period *period;
	const struct requirement *req;
	struct ticks ticks;
	int days, n;	 /* days of the period, intervals of the requirement */
	uint64_t queues; /* in some row */
	struct option *options; /* [n_options] those of all first, by day */
	int n_options, options_room;
	int *day_options;   /* [days + 1] where a day's begin */
	struct kind *kinds; /* [n_kinds] */
	int n_kinds, kinds_room;
	struct stand *stands; /* [n_stands] what supply is made of */
	int n_stands, stands_room;
	struct worker *workers; /* [n_workers] by agent */
	int n_workers;
	double *supply; /* [n_kinds * n] ticks of people that stand already */
};

struct plan *plan_new(struct arena *a, const struct period *p,
		      const struct requirement *req);

/* The duty that a choice and places of breaks make. */
static inline const struct option *plan_option(const struct plan *p,
					       const struct choice *c)
{
	return &p->options[c->option];
}

/* Intervals that a duty fills at least in part: reached[n]. */
void plan_reach(const struct plan *p, const struct option *o, bool *reached);

/* A duty, breaks as placed, comes (sign 1) or goes (-1): there[n_kinds * n]. */
void plan_note(const struct plan *p, const struct choice *c, const int16_t *at,
	       double sign, double *there);

/*
 * Money of a choice of the menu against summed prices of one more of its kind,
 * prefix[ticks.n + 1] (not looked at where it covers nobody), breaks in their
 * best places: at, if not NULL, gets them, but for a given duty.
 */
double plan_price(const struct plan *p, const struct menu *m,
		  const struct choice *c, const double *prefix, int16_t *at);

/* Does any waiver of the worker name the rule? */
bool plan_waives(const struct plan *p, const struct worker *w,
		 const struct rule *r);

/* Those who are planned and have a choice, into open[n_workers]; their number.
 */
int plan_open(const struct plan *p, int *open);

/* Queues that a shift serves, -1: an unknown one. */
uint64_t plan_shift_queues(const struct site *s, int shift);

/*
 * Somebody on these queues on a civil day: kind, -1 when skilled for none, and
 * scale.  For duties that are no option's: the kind may be a new one, and
 * plan_spread must follow before heads are counted.
 */
int plan_kind(struct plan *p, int agent, int day, uint64_t queues,
	      double *scale);
void plan_spread(struct plan *p); /* supply, for all kinds known */

/* at[]: where the breaks of a duty are as an option of the plan; false when
 * the option could not have them there. */
bool plan_breaks(const struct plan *p, const struct option *o,
		 const struct duty *duty, int16_t *at);

#endif
