/*
 * queue - one line of waiting contacts: channel, opening hours, goal.
 */
#ifndef MODEL_QUEUE_H
#define MODEL_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "model/window.h"

enum channel {
	CHANNEL_VOICE,
	CHANNEL_CHAT,
	CHANNEL_EMAIL,	 /* deferred work with a deadline, also back office */
	CHANNEL_OUTBOUND /* lists with a quota; deferred work as well */
};

/* What a service level does with people who hang up (features.md 7.1).
 * A answered, A_t answered within t, B abandoned, B_t abandoned within t. */
enum abandons {
	ABANDONS_HURT,	  /* A_t / (A + B), the default */
	ABANDONS_IGNORE,  /* A_t / A */
	ABANDONS_EXSHORT, /* A_t / (A + B - B_t) */
	ABANDONS_COUNT	  /* (A_t + B_t) / (A + B) */
};

enum goal_over { OVER_INTERVAL, OVER_DAY, OVER_WEEK, OVER_MONTH };

struct goal {
	double share;	     /* 0..1, 0: no service level asked */
	double within;	     /* seconds; deferred work: deadline */
	bool open_hours;     /* the deadline counts open hours only */
	enum goal_over over; /* the time over which share must hold */
	enum abandons abandons;
	double asa;		    /* seconds, 0: none */
	double max_abandon;	    /* share of offered, 0: none */
	double max_occupancy;	    /* 0..1, 0: none */
	const char *occupancy_text; /* as written, for exact decimals */
	struct place place;
};

/* Opening hours: windows by weekday 0..6, NULL or n = 0: closed.  [7] is a
 * special day that is a holiday: windows NULL: not said, open as its weekday;
 * not NULL and n = 0: closed. */
struct opening {
	struct opening_day {
		const struct window *windows; /* [n] ascending, disjoint */
		int n;
	} day[8];
};

/* A queue's name in the switch's files, with the dates it was used. */
struct acd_name {
	const char *name;
	int from, until; /* civil days, [from, until); DATE_NONE: open */
	double share;	 /* part of these contacts that is ours, (0, 1] */
	struct place place;
};

struct queue {
	const char *id;	  /* key in site.yaml, queue in every csv */
	const char *name; /* for people; defaults to id */
	enum channel channel;
	struct opening hours;
	struct goal goal;
	double patience;       /* mean seconds before hanging up; 0: for ever */
	bool patience_learned; /* from the history, before it is used */
	double redial; /* share of those turned away who call again, 0..1 */
	double redial_after; /* mean seconds until then */
	int lines;	     /* contacts at once, waiting or served; 0: any */
	/* [n_levels] a contact's time, of its handling time, while its person
	 * holds 1, 2, ...; the last holds beyond.  NULL: always 1. */
	const double *levels;
	int n_levels;
	double spread; /* of handling times, standard deviation / mean,
			  lognormal; 0: exponential */
	bool spread_learned;
	int minimum;	    /* people present in every open interval */
	int maximum;	    /* 0: none */
	int concurrency;    /* contacts at a time, chat; else 1 */
	int stint;	    /* minutes at a time of who serves others too; 0 */
	double short_price; /* money per agent-hour below the requirement */
	double over_price;  /* money per agent-hour above it */
	/* Deferred work: bit per queue whose people do it while nobody calls */
	uint64_t blend;
	double aht;	   /* seconds to assume without history; 0: none */
	const char *like;  /* analog queue for a new one, or NULL */
	double like_share; /* contacts expected of its; 0: not said, all */
	int skill;	   /* index in site.skills */
	const struct acd_name *acd; /* [acds] */
	int acds;
	struct place place;
};

#endif
