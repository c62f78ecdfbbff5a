/*
 * site - a contact centre as its folder describes it.
 *
 * Everything in site.yaml and in the planner's and HR's csv and ics files,
 * checked and cross-referenced: names are indexes here.  Read by
 * formats/site_files.h.  Immutable after that.
 */
#ifndef MODEL_SITE_H
#define MODEL_SITE_H

#include <stdbool.h>

#include "base/zone.h"
#include "model/absence.h"
#include "model/agent.h"
#include "model/contract.h"
#include "model/grid.h"
#include "model/queue.h"
#include "model/shift.h"

struct skill {
	const char *id; /* a queue's id, or a licence: supervisor, first_aid */
	int queue;	/* index, or -1 for a licence */
};

/* A dated day that is not like its weekday (special_days.csv or .ics).
 * Closing, forecasting and pay are kept apart. */
struct special_day {
	int day;
	const char *name; /* effects are pooled by name over the years */
	bool has_hours;	  /* hours given: windows (n 0: closed) replace those
			     of every queue; else the queue's holiday hours
			     when it has them and the day is a holiday */
	struct opening_day hours;
	bool holiday; /* counts as "holiday" in opening hours and day sets */
	int like_weekday; /* forecast like this weekday, or -1 */
	const char
		*like; /* forecast like the special day of this name, or NULL */
	bool pays;     /* holiday premium is due */
	struct place place;
};

struct premium {
	const char *id; /* evening, sunday, holiday, ... */
	days_set days;	/* DAYS_HOLIDAY: days whose special day pays */
	struct window window;
	double add;    /* share of the rate, 0.5 = +50 % */
	bool by_shift; /* the whole duty by its start; else by the hour,
			  split at midnight */
};

struct pay {
	double base; /* money per hour when pay.csv has no rate */
	const struct premium *premiums; /* [n_premiums] */
	int n_premiums;
	bool stack_max;	     /* highest premium only; else they add up */
	int overtime_after;  /* paid minutes per week, 0: no overtime */
	double overtime_add; /* share */
	int overtime_max;    /* minutes per week allowed, 0: none */
	struct place place;
};

struct shrinkage {
	const char *id;
	double share;	  /* 0..1; parts add up */
	const char *text; /* as written, for exact decimals */
};

/* Heads asked for a shift code or window and day (cover.csv). */
struct cover {
	int from, until; /* days [from, until) */
	days_set days;
	shift_set shifts; /* 0: by window instead */
	struct window window;
	int skill;			/* index, or -1: anybody */
	int min, want, max;		/* heads; max RULE_NO_MAX: none */
	double under_price, over_price; /* money per head and day (or hour) */
	bool hard_min, hard_max;
	struct place place;
};

/* Meetings and training to be placed (activities.csv). */
struct activity {
	const char *id, *name;
	int agent;	  /* index, or -1 with team */
	const char *team; /* or NULL */
	int from, until;  /* days within which */
	struct window window;
	int length; /* minutes */
	bool paid;
	bool together; /* all at the same time */
	struct place place;
};

/* Promotions, mailings, outages (events.csv). */
struct event {
	int queue; /* index, -1: all */
	int64_t from, until;
	const char *name; /* effects are pooled by name */
	bool outage;	  /* history is not to be learned from */
	double effect;	  /* expected +0.2 = +20 %; NAN: learn it */
	double volume;	  /* letters sent, people reached; NAN: not said */
	struct place place;
};

/* What moves a day's contacts more the larger it is (drivers.csv): letters
 * sent, orders, degrees.  A row is one day. */
struct driver {
	int queue; /* index, -1: all */
	int day;   /* civil day on which contacts come */
	const char *name;
	double value; /* 0 on days without a row */
	struct place place;
};

/* Corrections to a forecast (adjustments.csv), reapplied on each run. */
struct adjustment {
	int queue;	 /* index, -1: all */
	int from, until; /* days */
	struct window window;
	double calls_factor, aht_factor; /* 1: no change */
	double calls_total; /* total of the range given from outside, or NAN */
	const char *by, *why;
	struct place place;
};

struct backlog { /* open deferred work at the period's start */
	int queue;
	double contacts;
	int64_t due;
	struct place place;
};

/* Contacts that took so long (handling_times.csv), for simulation. */
struct handling_time {
	int queue;
	double seconds, contacts;
	struct place place;
};

struct balance { /* opening fairness and hour balances */
	int agent;
	const char *what; /* nights, weekends, holidays, hours, refused */
	double value;
	int as_of;
	struct place place;
};

/* A dated permission to break one rule (waivers.csv). */
struct waiver {
	int agent;
	const char *rule; /* rule name */
	int from, until;
	const char *why, *by;
	struct place place;
};

/* What it costs to change a day of a roster that people know already. */
struct change_terms {
	double price;	     /* money per day of a person that changes */
	double breaks_price; /* the same duty with other breaks */
	int notice;	     /* minutes; 0: none */
	double late_price;   /* a day that begins within the notice */
};

/* How people's calendars are written. */
struct feed_terms {
	bool local;	/* times in the site's zone, else in UTC */
	bool breaks;	/* as events of their own, else as notes */
	bool cancelled; /* what went stays, called off; else it is left out */
	int alarm;	/* minutes before a shift, 0: none */
	int refresh;	/* minutes until a subscriber looks again */
	const char *organizer; /* e-mail address, or NULL */
};

struct site {
	const char *name, *currency;
	const struct zone *zone;
	int interval;	   /* seconds */
	int week_start;	   /* weekday */
	days_set weekend;  /* e.g. Saturday, Sunday */
	int period_days;   /* default length of a period */
	int period_from;   /* first day named by the site, or DATE_NONE */
	bool edges_exempt; /* runs touching the horizon are not judged (sb24) */
	struct opening unpopular; /* hours that nobody likes to work */
	int max_seats;		  /* people in the room at once, 0: any */
	double over_price;	  /* default of queues, money per agent-hour */
	double fairness_price; /* money per unit of spread, 0: not balanced */
	double refused_price; /* the same for refused wishes, 0: not balanced */

	const struct queue *queues;
	const struct skill *skills;
	const struct shift_break *breaks;
	const struct shift *shifts;
	const struct contract *contracts;
	const struct absence_type *absence_types;
	const struct shrinkage *shrinkage;
	int n_queues, n_skills, n_breaks, n_shifts, n_contracts,
		n_absence_types, n_shrinkage;
	struct pay pay;
	struct change_terms changes;
	struct feed_terms calendars;

	const struct agent *agents;
	const struct absence *absences;
	const struct request *requests;
	const struct special_day *special_days; /* by day */
	const struct cover *cover;
	const struct activity *activities;
	const struct event *events;
	const struct driver *drivers;
	const struct adjustment *adjustments;
	const struct backlog *backlog;
	const struct handling_time *handling_times; /* by queue, seconds */
	const struct balance *balances;
	const struct waiver *waivers;
	int n_agents, n_absences, n_requests, n_special_days, n_cover,
		n_activities, n_events, n_drivers, n_adjustments, n_backlog,
		n_balances, n_waivers, n_handling_times;
	struct place place; /* site.yaml */
};

/* A site has at most 64 queues, so that sets of them are bits. */
enum { SITE_MAX_QUEUES = 64 };
/* Names of drivers, so that a day has a bounded number of terms. */
enum { SITE_MAX_DRIVERS = 16 };

/* The special day on a civil day, or NULL. */
const struct special_day *site_special_day(const struct site *s, int day);
/* The day's bit: its weekday, plus DAYS_HOLIDAY on a holiday. */
days_set site_day_kind(const struct site *s, int day);
/* The first day of the week that holds a civil day. */
int site_week_begin(const struct site *s, int day);
/* When a queue is open on a civil day. */
struct opening_day site_opening(const struct site *s, const struct queue *q,
				int day);
/* Index by key, -1 when there is none. */
bool site_has_stints(const struct site *s); /* some queue asks for them */
int site_queue(const struct site *s, const char *id);
int site_agent(const struct site *s, const char *id);
int site_shift(const struct site *s, const char *id);
int site_contract(const struct site *s, const char *id);
int site_skill(const struct site *s, const char *id);
int site_absence_type(const struct site *s, const char *code);
/* All parts added up. */
double site_shrinkage(const struct site *s);
/* open[grid.n]: share of each interval that the queue is open, 0..1. */
void site_open(const struct site *s, const struct queue *q,
	       const struct grid *g, double *open);

#endif
