/*
 * value - the words in which planners write times, spans, shares and sets.
 *
 * One grammar for site.yaml and for every csv.  Each reader takes a whole
 * text, blanks around it and between words ignored, words in any case; a
 * false answer leaves the result alone.  Ranges are the caller's business.
 * Where two ends are joined, "-", an en dash or "to" will do.  Numbers are
 * decimal, with a point, without sign or exponent unless said otherwise.
 */
#ifndef FORMATS_VALUE_H
#define FORMATS_VALUE_H

#include <stdbool.h>

#include "model/contract.h"
#include "model/window.h"

bool value_flag(const char *s, bool *x);      /* yes no true false */
bool value_int(const char *s, int *x);	      /* 12, -3 */
bool value_number(const char *s, double *x);  /* 12.5, -3 */
bool value_share(const char *s, double *x);   /* 80% is 0.8 */
bool value_change(const char *s, double *x);  /* +10% is 0.1; a sign must be */
bool value_date(const char *s, int *day);     /* 2026-11-23 */
bool value_time(const char *s, int *minutes); /* 07:00 .. 24:00 */

/* "20 s", "15 min", "8 h", "1 h 30", "1 h 30 min", "1.5 h", "2 days". */
bool value_span(const char *s, double *seconds);
/* A span, or one of open hours: "8 open hours", "2 open days" of 24 h. */
bool value_deadline(const char *s, double *seconds, bool *open_hours);
/* "40", "40 per hour", "40 per agent-hour": an amount of money. */
bool value_money(const char *s, double *x);

/* "07:00-22:00"; over midnight "22:00-06:00".  Equal ends are no window. */
bool value_window(const char *s, struct window *w);
/* "mon-fri", "sat, sun", "fri-mon", "holiday", "all" (which has both). */
bool value_days(const char *s, days_set *days);

struct value_steps {
	int first, last;
	int step;	/* 0: not said */
	bool unlimited; /* an "every" without a last one */
};
/* "07:00-10:00 every 30 min", "13:30", "13:30 every 30 min": minutes after
 * midnight; the last start is before midnight. */
bool value_starts(const char *s, struct value_steps *x);
/* "8 h", "4-6 h every 30 min": minutes. */
bool value_lengths(const char *s, struct value_steps *x);
/* "3 h to 5 h after start", "3-5 h": minutes. */
bool value_after_start(const char *s, struct window *w);

struct value_hours {
	int min, max; /* paid minutes */
	enum over over;
	int length;	 /* weeks; else 1 */
	bool has_window; /* "per ..." was said */
};
/* "40 per week", "20-25 h per week", "at most 20 per 2 weeks", "160 per
 * month", "38.5". */
bool value_hours(const char *s, struct value_hours *x);

/* What is to be at least, at most or exactly; numbers, or spans in minutes.
 * "5" and "exactly 5", "at least 2", "at most 6", "2-4", "at least 2, at
 * most 4".  max is RULE_NO_MAX when there is none. */
struct value_bounds {
	int min, max;
};
bool value_counts(const char *s, struct value_bounds *x);
bool value_spans(const char *s, struct value_bounds *x, bool bare_hours);

#endif
