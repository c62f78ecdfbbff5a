/*
 * contract - what law and deal allow: hours, shifts, rules.
 *
 * A rule is one bounded counter: what is counted, over which window, least,
 * most, and whether a breach is forbidden or has a price.  The source of this
 * shape is Legrain and Omer, GERAD G-2023-02: seven generic bounded
 * constraints cover the public rostering benchmarks.
 */
#ifndef MODEL_CONTRACT_H
#define MODEL_CONTRACT_H

#include <stdbool.h>

#include "base/err.h"
#include "model/shift.h"
#include "model/window.h"

enum count {
	COUNT_DAYS,	    /* days with a duty (of set shifts, on set days) */
	COUNT_MINUTES,	    /* paid minutes, credits included */
	COUNT_RUN,	    /* consecutive days with a duty of set shifts */
	COUNT_RUN_OFF,	    /* consecutive days without a duty */
	COUNT_WEEKENDS,	    /* weekends with a duty */
	COUNT_RUN_WEEKENDS, /* consecutive weekends with a duty */
	COUNT_REST,	    /* minutes from a duty's end to the next start */
	COUNT_LONG_REST,    /* longest rest that lies in the window, minutes */
	COUNT_REST_AFTER, /* rest after the last duty of a run of set shifts */
	COUNT_FOLLOWS, /* duties of set then the day after a duty of set shifts
			*/
	COUNT_SPLIT_WEEKENDS, /* weekends of which only a part is worked */
	COUNT_MIXED_WEEKENDS, /* weekends with different templates */
	COUNT_START_SPREAD,  /* latest less earliest start in a week, minutes */
	COUNT_START_CHANGE,  /* starts of two days in a row apart, minutes */
	COUNT_KINDS,	     /* different templates in the window */
	COUNT_SEQUENCE,	     /* the steps, day after day */
	COUNT_ROTATION,	     /* duties that are none of their week's step */
	COUNT_FREE_WEEKENDS, /* weekends without a duty */
	COUNT_RUN_LONG_WEEKS, /* consecutive weeks of more minutes than above */
	COUNT_OFF_AFTER, /* days off in the week after one with such a duty */
	COUNT_CLOCK_MINUTES, /* paid minutes in any length hours */
	COUNT_CLOCK_STARTS,  /* duties that begin in any length hours */
	COUNT_TOGETHER	     /* people of a team at work while others are off */
};

enum over {
	OVER_RUN,	    /* no window: runs, rests, successions */
	OVER_CALENDAR_WEEK, /* from the site's week start; length = weeks */
	OVER_CALENDAR_MONTH,
	OVER_PERIOD, /* the whole horizon that is planned */
	OVER_ROLLING /* any length days in a row */
};

enum { RULE_STEPS = 7 }; /* of a sequence, at most */

enum strength { RULE_HARD, RULE_SOFT, RULE_OFF };

struct rule {
	const char *name; /* as written: "days in a row" */
	enum count count;
	enum over over;
	int length; /* weeks (calendar) or days (rolling); COUNT_REST_AFTER:
		       days of the shortest run; COUNT_CLOCK_*: hours;
		       COUNT_SEQUENCE, COUNT_ROTATION: steps; else 1 */
	shift_set shifts; /* counted templates; ~0: all */
	shift_set then;	  /* COUNT_FOLLOWS: the forbidden successors */
	days_set days;	  /* counted days; DAYS_ALL: all */
	int above;	  /* COUNT_RUN_LONG_WEEKS: minutes */
	bool whole_day;	  /* COUNT_LONG_REST: holds one from midnight on */
	const shift_set *steps; /* [length] COUNT_SEQUENCE: a duty of these on
				   each day, COUNT_ROTATION: in each week; 0:
				   none then */
	int min, max; /* in the unit of count; min 0, max RULE_NO_MAX: none */
	enum strength strength;
	double price; /* soft: money per unit of breach (minutes: per hour) */
	struct place place;
};
enum { RULE_NO_MAX = 1000000000 };

struct contract {
	const char *id;
	const char *name;
	/* Paid minutes per window, credited absence included.  Most contracts
	 * have min = max; flexible ones a range.  Full weeks. */
	int min_minutes, max_minutes;
	enum over hours_over; /* OVER_CALENDAR_WEEK, _MONTH or OVER_PERIOD */
	int hours_length;     /* weeks; 1 */
	int day_minutes;      /* "contract day": credit of one day of leave */
	shift_set shifts;     /* templates its people may work */
	const struct rule *rules; /* [n_rules] */
	int n_rules;
	struct place place;
};

#endif
