/*
 * agent - a person: dated terms, skills, availability, wishes, pay.
 *
 * Dates are civil days, half open [from, until), DATE_NONE where open.
 * Indexes point into struct site.
 */
#ifndef MODEL_AGENT_H
#define MODEL_AGENT_H

#include <stdbool.h>

#include "base/err.h"
#include "model/shift.h"
#include "model/window.h"

struct agent_term { /* one line of agents.csv */
	const char *team;
	int contract; /* index */
	int min_minutes,
		max_minutes; /* per contract window; own or contract's */
	int from, until;
	struct place place;
};

struct agent_skill {  /* skills.csv */
	int skill;    /* index in site.skills */
	int priority; /* 1 first choice .. 9 */
	double speed; /* 1 average, 0.8 a beginner: contacts per hour */
	int from, until;
	struct place place;
};

enum availability_kind { AVAILABLE_CAN, AVAILABLE_CANNOT, AVAILABLE_FIXED };

struct availability { /* availability.csv */
	days_set days;
	struct window window; /* 0..1440: the whole day */
	int from, until;
	enum availability_kind kind; /* can: only then on these days;
					fixed: a duty exactly there */
	struct place place;
};

enum wish { WISH_WANT, WISH_AVOID };

struct request { /* requests.csv */
	int agent;
	int from, until;      /* days wished for */
	bool off;	      /* the wish is about a day off */
	shift_set shifts;     /* templates wished; ~0 any */
	struct window window; /* duty inside it; 0..0: any time */
	enum wish wish;
	double weight; /* money if not granted, per day; > 0 */
	struct place place;
};

struct agent_rate { /* pay.csv */
	int from;
	double rate; /* money per paid hour */
};

struct rule_exception {		 /* a rule that is other for this person */
	const struct rule *rule; /* replaces the contract's rule of that name */
	int from, until;
};

struct agent {
	const char *id; /* [A-Za-z0-9_.-]{1,64}, unique; used in file names */
	const char *name;
	const struct agent_term *terms; /* [n_terms] by from */
	const struct agent_skill *skills;
	const struct availability *availability;
	const struct agent_rate *rates; /* by from */
	const struct rule_exception *exceptions;
	int n_terms, n_skills, n_availability, n_rates, n_exceptions;
	struct place place;
};

/* The term in force on a day, NULL when not employed. */
const struct agent_term *agent_term(const struct agent *a, int day);
/* Speed in a skill on a day, 0 when not skilled. */
double agent_speed(const struct agent *a, int skill, int day);
/* Money per paid hour on a day: last rate at or before it, else base. */
double agent_rate(const struct agent *a, int day, double base);

#endif
