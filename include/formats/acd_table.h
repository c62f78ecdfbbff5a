/*
 * acd_table - what the columns of the usual switches mean.
 *
 * Two tables in acd_table.c.  The words: a column's name, whoever wrote it,
 * and its meaning; one entry each.  The formats: files without a header, whose
 * columns have places instead of names, and files whose names mean something
 * else than usual; one entry each.  Names are compared by acd_plain_name.
 *
 * Where the names come from: vendors' manuals and exports listed in the
 * project's notes on file formats; Teleopti's order of columns is that of its
 * table queue_logg.
 */
#ifndef FORMATS_ACD_TABLE_H
#define FORMATS_ACD_TABLE_H

#include <stdbool.h>

enum acd_role {
	ACD_NOTHING,
	ACD_QUEUE,
	ACD_MEDIA, /* voice, chat: one name may be several queues */
	ACD_KEY,   /* splits a queue's interval into several rows */
	ACD_DATE,
	ACD_TIME,  /* wall clock of the start; or "8:00-8:30AM" */
	ACD_START, /* date and time */
	ACD_START_UTC,
	ACD_UNTIL,   /* wall clock or date and time of the end */
	ACD_MINUTES, /* length of the interval */
	ACD_OFFERED,
	ACD_HANDLED,
	ACD_ABANDONED,
	ACD_LEFT, /* left the queue otherwise: overflow, dequeued */
	ACD_AHT,  /* seconds, mean per handled contact */
	ACD_TALK, /* mean parts of it */
	ACD_HOLD,
	ACD_WRAP,
	ACD_HANDLE_TOTAL, /* seconds, sum over contacts */
	ACD_TALK_TOTAL,
	ACD_HOLD_TOTAL,
	ACD_WRAP_TOTAL,
	ACD_WAIT,	/* mean wait of answered contacts */
	ACD_WAIT_TOTAL, /* its sum */
	ACD_IN_TARGET,	/* contacts answered within the target */
	ACD_TARGET,	/* seconds */
	ACD_SHORT,	/* abandoned so soon that they may not count */
	ACD_ROLES
};

struct acd_word {
	const char *name; /* plain */
	enum acd_role role;
};

struct acd_format {
	const char *id;	   /* for --format */
	const char *title; /* for people */
	bool headerless;   /* words[k] is column k; must be declared */
	/* Not headerless: a file is of this format when it has all of these
	 * columns; what is not named here is read by the common words. */
	const struct acd_word *words; /* [n] name NULL: nothing (headerless) */
	int n;
	double scale; /* of durations: 0.001 when in milliseconds, else 0 */
};

extern const struct acd_format acd_formats[];
extern const int acd_n_formats;

/* The format of that id, or NULL. */
const struct acd_format *acd_format(const char *id);

/* The format that a header (plain names, [n]) has all columns of, the one
 * with most columns; NULL when there is none. */
const struct acd_format *acd_format_of(const char *const names[], int n);

/* Meaning of a plain name in a format (NULL: the common words).  rank is 0
 * for a format's own words, else the place among the common ones, from 1. */
enum acd_role acd_role_of(const struct acd_format *format, const char *name,
			  int *rank);

/*
 * Wide files have columns of several channels in one row: "WebChat Offered".
 * The channel's word at the start of a plain name, moving *name past it; NULL
 * when there is none.
 */
const char *acd_channel_prefix(const char **name);

/* The role that --column names: "offered", "talk_total", ...; or NOTHING. */
enum acd_role acd_role_by_key(const char *key);
const char *acd_role_key(enum acd_role role);

/* Counts and durations: numbers whose decimal mark matters. */
bool acd_role_is_count(enum acd_role role);
bool acd_role_is_duration(enum acd_role role);

/* Lines above the header: "Split/Skill: 12". */
bool acd_preamble_queue(const char *name); /* plain */
bool acd_preamble_date(const char *name);
/* First field of a line of sums. */
bool acd_is_total(const char *field);

#endif
