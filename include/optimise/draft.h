/*
 * draft - a roster while it is worked on: everybody's days, and its cost.
 *
 *	cost = crowd (rows of the requirement)
 *	     + sum over people and days of pay and wishes
 *	     + sum over people of soft rules and overtime
 *	     + what is asked of the room: heads of cover.csv, fairness
 *	     + what no decision changes
 *
 * A change is tried, which gives its money exactly, and then kept or undone.
 */
#ifndef OPTIMISE_DRAFT_H
#define OPTIMISE_DRAFT_H

#include "optimise/crowd.h"
#include "optimise/crews.h"
#include "optimise/fair.h"
#include "optimise/heads.h"
#include "optimise/plan.h"
#include "optimise/rulebook.h"

enum { DRAFT_CHANGES = 400 };

struct change { /* option: index in the worker's menu, or DUTY_OFF */
	int worker, day;
	struct placed to;
};

struct draft {
	const struct plan *plan;
	struct rulebook *const *rules; /* [n_workers] */
	const struct share *share;
	struct crowd *crowd;
	bool apart; /* the crowd is counted elsewhere: this one stays empty */
	struct fair *fair;	 /* or NULL */
	struct crews *crews;	 /* or NULL */
	struct heads *heads;	 /* or NULL */
	struct arena *scratch;	 /* for the judge of rare rules */
	struct roster shown;	 /* a roster for that judge */
	struct placed *placed;	 /* [n_workers * days] option: see above */
	struct day_work *work;	 /* [n_workers * (PLAN_PAST + days)] */
	struct verdict *verdict; /* [n_workers] */
	double cost;
	double people_cost; /* pay, wishes, soft rules */
	/* a change under trial */
	struct change *undo; /* [DRAFT_CHANGES] */
	struct verdict *undo_verdict;
	int n_undo;
	double trial, trial_people;
};

/* Rulebooks of all workers. */
struct rulebook **draft_rules(struct arena *a, const struct plan *p);
/* Everybody has days off where that is allowed, else the first choice. */
struct draft *draft_new(struct arena *a, const struct plan *p,
			struct rulebook *const *rules,
			const struct share *share);
void draft_close(struct draft *d); /* its scratch memory; NULL is fine */
void draft_copy(struct draft *to, const struct draft *from);
/* Cost from scratch. */
void draft_recount(struct draft *d);

static inline struct placed *draft_at(const struct draft *d, int worker,
				      int day)
{
	return &d->placed[(size_t)worker * d->plan->days + day];
}

static inline struct day_work *draft_work(const struct draft *d, int worker)
{
	return &d->work[(size_t)worker * (PLAN_PAST + d->plan->days) +
			PLAN_PAST];
}

/* Does the worker keep hard rules? */
bool draft_is_legal(const struct draft *d, int worker);

/*
 * Changes of one worker after the other.  Returns the money by which the cost
 * changes; HUGE_VAL when a rule that was kept is broken (nothing is tried
 * then).  Otherwise draft_keep or draft_undo must follow.
 */
double draft_try(struct draft *d, int n, const struct change *changes);
void draft_keep(struct draft *d);
void draft_undo(struct draft *d);

/* What the judges would call its cost: without penalties. */
double draft_money(const struct draft *d);

/* Pay and wishes of a day as placed. */
double draft_day_cost(const struct draft *d, int worker, int day,
		      const struct placed *placed);

/* The cells of a roster. */
struct roster draft_roster(struct arena *a, const struct draft *d);

#endif
