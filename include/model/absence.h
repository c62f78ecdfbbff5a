/*
 * absence - leave, sickness, training: what takes a person off the plan.
 */
#ifndef MODEL_ABSENCE_H
#define MODEL_ABSENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum credit { CREDIT_NONE, CREDIT_CONTRACT_DAY, CREDIT_HOURS };

struct absence_type {
	const char *code; /* key in site.yaml: holiday, sick, ... */
	const char *name;
	bool paid;
	bool private;	    /* shown as "absent" to all but HR */
	enum credit credit; /* towards contract hours; part days pro rata */
	struct place place;
	const char *words; /* "PTO, vacation": mean it in calendars; NULL */
};

struct absence {
	int agent;
	int type;	     /* index in site.absence_types */
	int64_t from, until; /* UTC */
	bool whole_days;     /* from and until are local midnights */
	bool approved;	     /* only approved absence binds */
	const char *key;     /* by which an import knows it again, or "" */
	struct place place;
};

#endif
