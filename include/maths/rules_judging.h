/*
 * rules_judging - one person's days under judgement.  Private to rules.
 *
 * What all rule functions share: the person's days, known and unknown, from
 * the past roster to the end of the period; the windows of a rule; and the
 * list of breaches they add to.
 */
#ifndef MATHS_RULES_JUDGING_H
#define MATHS_RULES_JUDGING_H

#include "maths/rules.h"

enum day_state { DAY_UNKNOWN, DAY_OFF, DAY_ABSENT, DAY_DUTY };

struct day_fact {
	enum day_state state;
	days_set kind;		 /* weekday and holiday bits */
	const struct duty *duty; /* DAY_DUTY */
	int credit;		 /* minutes */
	int absence;		 /* DAY_ABSENT: type */
};

struct judging {
	struct arena *arena;
	const struct period *period;
	const struct roster *roster;
	const struct person *person;
	const struct agent *agent;
	struct day_range known;	      /* past and period */
	const struct day_fact *facts; /* [known] */
	struct breach *list;	      /* [n] */
	int n, room;
};

/* Facts of a day; outside of what is known DAY_UNKNOWN. */
struct day_fact judging_day(const struct judging *j, int day);
/* Has the day a duty that the rule counts? */
bool judging_counts(const struct judging *j, const struct rule *r, int day);
int judging_period_end(const struct judging *j);
/* The start of a day's duty in minutes after midnight, by the clock. */
int judging_start(const struct judging *j, int day);

/*
 * The rule's windows that are judged, one after the other:
 *	for (struct day_range w = judging_first(j, r); w.from < w.until;
 *	     w = judging_next(j, r, w))
 */
struct day_range judging_first(const struct judging *j, const struct rule *r);
struct day_range judging_next(const struct judging *j, const struct rule *r,
			      struct day_range w);

/* Has the window no unknown day? */
bool judging_is_known(const struct judging *j, struct day_range w);

/* The weekend that holds a day, or the next one; empty when weeks have none. */
struct day_range judging_weekend(const struct judging *j, int day);

/* A breach of a rule, what as printf writes it. */
struct measured {
	struct day_range days;
	int value, limit;
	double amount;
};
void judging_breach(struct judging *j, const struct rule *r, struct measured m,
		    const char *format, ...)
	__attribute__((format(printf, 4, 5)));
/* A hard breach of the structure, amount 1 or what m says. */
void judging_fault(struct judging *j, const char *name, struct place place,
		   struct measured m, const char *format, ...)
	__attribute__((format(printf, 5, 6)));
/* Not forbidden, but to be known. */
void judging_remark(struct judging *j, const char *name, struct place place,
		    struct measured m, const char *format, ...)
	__attribute__((format(printf, 5, 6)));

/* Words: "9 h 30 min"; "Tue 24 Nov"; "Mon 23 Nov to Sun 29 Nov"; "22:00";
 * "3 days", "1 day". */
const char *say_minutes(struct arena *a, int minutes);
const char *say_day(struct arena *a, int day);
const char *say_days(struct arena *a, struct day_range days);
const char *say_clock(struct arena *a, const struct zone *z, int64_t utc);
const char *say_count(struct arena *a, int n, const char *one,
		      const char *many);

/* One function per group of rule kinds; rules.c has the table. */
void rules_sums(struct judging *j, const struct rule *r);
void rules_events(struct judging *j, const struct rule *r);
void rules_spread(struct judging *j, const struct rule *r);
void rules_start_change(struct judging *j, const struct rule *r);
void rules_rotation(struct judging *j, const struct rule *r);
void rules_kinds(struct judging *j, const struct rule *r);
void rules_off_after(struct judging *j, const struct rule *r);
void rules_clock(struct judging *j, const struct rule *r);
void rules_free_weekends(struct judging *j, const struct rule *r);
void rules_runs(struct judging *j, const struct rule *r);
void rules_rest(struct judging *j, const struct rule *r);
void rules_rest_after(struct judging *j, const struct rule *r);
void rules_long_rest(struct judging *j, const struct rule *r);
void rules_structure(struct judging *j);
void rules_hours(struct judging *j);
void rules_activities(struct judging *j);
void rules_stints(struct judging *j);

/* What concerns nobody alone: seats, heads asked for. */
struct breaches rules_judge_room(struct arena *a, const struct period *p,
				 const struct roster *r);

#endif
