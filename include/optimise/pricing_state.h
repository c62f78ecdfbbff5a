/*
 * pricing_state - what pricing remembers of a worker's days.  Between the
 * files that make it (pricing_state.c, pricing_tally.c, pricing_pair.c,
 * pricing_alike.c, regular.c) and the recursion over it (pricing.c); nobody
 * else needs it.
 */
#ifndef OPTIMISE_PRICING_STATE_H
#define OPTIMISE_PRICING_STATE_H

#include "optimise/automaton.h"
#include "optimise/pricing.h"

enum {
	TALLIES = 4,	  /* counters in the state at most */
	LETTER = TALLIES, /* behind what a choice adds to them */
	ROWS = 100,	  /* of the automaton at most */
	FEW_ROWS = 12,	  /* where every rule is asked for by name */
	SMALL = 2,	  /* rows that cost less than to try without them */
	CLASSES = 64,	/* of a day at most; more are merged, cheapest first */
	STATES = 20000, /* (run, tallies) at most */
	MANY_STATES = 600000, /* where every rule is asked for by name, */
	MANY_DAYS = 42	      /* and up to so many days; fewer beyond */
};

/* A bounded counter; windows follow each other without overlap. */
struct tally {
	int size;    /* counts 0..size-1 */
	int stride;  /* in the index of states */
	bool strict; /* beyond size-1: no way; else it stays there */
	bool weekends;
	const struct rule *rule; /* NULL: all paid time */
	int first;		 /* count at the period's start */
	const double **end; /* [days] price of a count after the day, [size], or
			       NULL */
	bool *reset;	    /* [days] the window ends with the day */
	const int *low;	    /* [days] counts below after the day are lost */
	const uint8_t *weekend; /* [days] 0 no, 1 first day, 2 later day */
};

struct bundle {
	int16_t add[TALLIES + 1]; /* counts of a choice; weekends: see tally;
				     its letter */
	int16_t in, out;
};

/* Cells [from, until) that add the same to all counts. */
struct adding {
	int from, until;
};

struct day {
	struct bundle *cells; /* [n_cells] */
	int n_cells;
	struct adding *adding; /* [n_adding] */
	int n_adding;
	const int16_t *cell_of; /* [menu.n] */
	int n;			/* choices */
	bool may_off;
	bool away; /* absent or not employed: runs are not judged over it */
	int n_in, n_out;
	const int16_t *tag; /* [n_out] of the automaton; NULL without one */
	const double *pair; /* [n_out of the day before * n_in] */
	/* Where prices are 0 or never and the sets of classes that may come
	 * before a column lie within each other: the classes so ordered that
	 * each set is the first upto[j] of them; NULL elsewhere. */
	const int16_t *order; /* [n_out of the day before] */
	const int16_t *upto;  /* [n_in] */
};

struct pricer {
	int days;
	/* Lengths 1.. of each, saturated; one more state of days off: a run
	 * that holds absence or begins nobody knows when, never too short. */
	int off_states, work_states;
	const double *work_step, *off_step; /* [length] price of reaching it */
	const double *work_stop, *off_stop; /* [length] of ending there */
	bool has_away; /* some day is: of work only longest runs are judged,
			  of days off only shortest ones */
	bool fresh;    /* no past: the first day begins a run */
	bool exempt;   /* a run from the first day on may be short */
	int free_run;  /* runs that cannot pass it are alike, 0: none */
	int first_run;
	struct tally tally[TALLIES];
	int n_tallies, n_index; /* product of sizes, of the automaton too */
	const struct automaton *automaton; /* rules of more memory, or NULL */
	int stride;			   /* of its rows in the index */
	const bool *taken;		   /* [n_rules] are in it, or NULL */
	const struct pricer *plain; /* without it and starts: asked first, since
				       most of its best tours keep them */
	bool merged; /* classes too many: tags of some are lost */
	bool starts; /* how far starts change is in the pairs */
	int loads;   /* tally of weekends in the period, -1: none */
	int most_states;
	int classes;	 /* of any day, at most */
	bool past_class; /* yesterday's duty is class 1 of the first day */
	struct day *day;
	const struct dense *dense; /* the same over tables, or NULL */
};

/* The run after a day off, or a duty, on day d; price: of ending a run and of
 * going on with one. */
int pricing_run_off(const struct pricer *q, int run, int d, double *price);
int pricing_run_work(const struct pricer *q, int run, int d, double *price);

/* The rows of the automaton on both sides of a day; false: never. */
static inline bool pricing_recall(const struct pricer *q, int d, int *row,
				  int letter, double *price)
{
	const struct automaton_day *day = &q->automaton->day[d];
	int at = *row * day->letters + letter;

	*row = day->to[at];
	*price = day->price[at];
	return *row >= 0;
}

static inline bool pricing_recall_off(const struct pricer *q, int d, int *row,
				      int tag, double *price)
{
	const struct automaton_day *day = &q->automaton->day[d];
	int at = *row * day->tags + tag;

	*row = day->off_to[at];
	*price = day->off_price[at];
	return *row >= 0;
}

/* The tag of a class of the day before. */
static inline int pricing_tag(const struct pricer *q, int d, int class)
{
	return d > 0 ? q->day[d - 1].tag[class] : 0;
}

/* Rules of one sort that a worker is held to; at starts with 0. */
const struct rule *pricing_rule(const struct plan *p, const struct worker *w,
				enum count count, int *at);
/* Does it count every duty on every day? */
bool pricing_counts_all(const struct plan *p, const struct rule *r);
/* Is the rule's set of days and shifts met? */
bool pricing_counts(const struct plan *p, const struct rule *r, int shift,
		    int civil_day);
double pricing_price(const struct rule *r); /* HUGE_VAL: hard */
double pricing_times(double price, int n);  /* 0 for n <= 0 */

/* pricing_tally.c: hours, counters over windows, weekends to be shared. */
int pricing_unit(const struct plan *p, const struct worker *w);
void pricing_add_tallies(struct arena *a, struct pricer *q,
			 const struct plan *p, const struct worker *w, int unit,
			 const bool *counted);
/* pricing_minutes.c: rules of hours, overtime. */
void pricing_add_minutes(struct arena *a, struct pricer *q,
			 const struct plan *p, const struct worker *w,
			 int unit);
struct tally *pricing_tally(struct arena *a, struct pricer *q, int days,
			    int size); /* NULL: no room */
/* When the days' bundles are known. */
void pricing_set_low(struct arena *a, struct pricer *q);

/* pricing_pair.c: classes of duties, bundles of choices.  Does some rule ask
 * when duties of two days in a row begin? */
bool pricing_starts_matter(const struct plan *p, const struct worker *w);
void pricing_add_days(struct arena *a, struct pricer *q, const struct plan *p,
		      const struct worker *w, int unit);

static inline int max_int(int a, int b)
{
	return a > b ? a : b;
}

#endif
