/*
 * plan_view - what a finished plan shows, and to whom.
 *
 * Everything the outputs (terminal, workbook, page) need, gathered once and
 * only read after that.  The figures that several outputs print are worked
 * out here, so that no two of them can disagree.
 *
 * Rows are requirement rows.  Queues may share people, so the site's need is
 * not the sum of all rows: totals run over the top rows, those whose queues
 * are not a true part of another row's.  Required is gross (shrinkage in),
 * over and under are scheduled - required, hours are person hours.
 *
 * Only the period's own intervals are shown, t in [0, plan_intervals); the
 * extra day that a grid carries for duties over midnight is not.
 */
#ifndef FORMATS_PLAN_VIEW_H
#define FORMATS_PLAN_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "maths/coverage.h"
#include "maths/forecast.h"
#include "maths/objective.h"
#include "maths/pay.h"
#include "maths/roster_diff.h"
#include "maths/rules.h"
#include "optimise/schedule.h"

/*
 * Who reads: the team sees no pay, no absence code, no refused wish and
 * nobody's broken rule; the manager sees cost totals too, and the codes of
 * absences that are not private; HR sees pay and all codes.
 */
struct lacking;

enum audience { AUDIENCE_TEAM, AUDIENCE_MANAGER, AUDIENCE_HR };

struct plan_input {
	const char *name; /* path relative to the site folder */
	const char *hash; /* of its bytes, as text */
};

/* One line of a what-if that was asked of this plan; NAN not known. */
struct plan_scenario {
	const char *name;
	double contacts, required, fte, level, short_hours, over_hours, cost,
		difference; /* of cost to the plan's */
};

struct plan_view {
	enum audience audience;
	const struct site *site;
	const struct period *period;
	const struct forecast *forecast; /* ahead begins with the period */
	const struct requirement *requirement;
	const struct roster *roster;
	const struct coverage *coverage;
	const struct cost *cost;
	const struct pay_lines *pay;
	const struct breaches *breaches;
	/* Expected service level of the people scheduled, by the queue's own
	 * definition, 0..1: level[row * requirement.grid.n + t].  NAN: closed,
	 * no contacts, or not known. */
	const double *level;

	struct lacking *lacking; /* why it is short; NULL: not to be told */

	bool solved;	     /* false: the roster was not made by the solver */
	double bound, gap;   /* gap as maths/objective.h; NAN not known */
	const char *stopped; /* as struct schedule_result, or NULL */
	const struct schedule_conflict *conflicts; /* [n_conflicts] */
	int n_conflicts;

	const struct plan_input *inputs; /* [n_inputs] */
	int n_inputs;
	const char *version; /* of wfm */
	uint64_t seed;
	int publication; /* 0: a draft */

	/* What differs from publication number `since`; NULL: none before. */
	const struct roster_diff *changes;
	int since;
	const struct plan_scenario *scenarios; /* [n_scenarios] */
	int n_scenarios;
};

/* One past the last interval of the period. */
int plan_intervals(const struct plan_view *v);

/* People of the whole site in interval t.  Short and over do not cancel out
 * between queues. */
double plan_required(const struct plan_view *v, int t);
double plan_scheduled(const struct plan_view *v, int t);
double plan_short(const struct plan_view *v, int t);
double plan_over(const struct plan_view *v, int t);
/* -short where anybody is missing, else over. */
double plan_balance(const struct plan_view *v, int t);

/* Is one row's set of queues a true part of another's?  Of no other's? */
bool plan_row_inside(const struct plan_view *v, int part, int whole);
bool plan_row_is_top(const struct plan_view *v, int row);

/* Contacts forecast for a row, all its queues (row -1: the site). */
double plan_contacts(const struct plan_view *v, int row, int t);

/* Scheduled - required of one row. */
double plan_row_balance(const struct plan_view *v, int row, int t);

/* Level of [begin, end), weighted by contacts; row -1: all single queues.
 * NAN where no level is known. */
double plan_level(const struct plan_view *v, int row, int begin, int end);

/* What people call a row: its queues' names, joined by " + ". */
const char *plan_row_name(struct arena *a, const struct plan_view *v, int row);

/*
 * How far off the forecast was in its back-test (WAPE), and the planner's
 * baseline beside it: queues weighted by the contacts ahead.  NAN: not tested.
 */
struct plan_accuracy {
	double interval, day;
	double baseline_interval, baseline_day;
};
struct plan_accuracy plan_accuracy(const struct plan_view *v);

/* Hours of one interval. */
double plan_interval_hours(const struct plan_view *v);

/* Days [first, first + n) of the period, added up. */
struct plan_total {
	int first, n;
	int begin, end; /* intervals */
	double contacts;
	double required, scheduled; /* person hours */
	double short_hours, over_hours;
	double peak;  /* most people required in one interval */
	double level; /* contact-weighted; NAN */
	int duties;   /* that start on these days */
	int absent;   /* whole days of absence */
};
struct plan_total plan_total(const struct plan_view *v, int first, int n);

/*
 * A run of intervals of one day in which a row lacks PLAN_SHORT people or
 * more, so that rounding would show one.
 */
#define PLAN_SHORT 0.5
struct plan_stretch {
	int row;
	int begin, end; /* intervals */
	double worst;	/* people missing in its worst interval */
	double hours;	/* person hours missing */
	double contacts;
	double level; /* contact-weighted; NAN */
};
struct plan_stretches {
	struct plan_stretch *list; /* [n] by time, then row */
	int n;
};
struct plan_stretches plan_stretches(struct arena *a,
				     const struct plan_view *v);
/* The same, most hours first. */
struct plan_stretches plan_worst_stretches(struct arena *a,
					   const struct plan_view *v);

/*
 * One person's period.  A night is a duty with three hours or more between
 * 23:00 and 06:00 local time; a weekend is a run of the site's weekend days,
 * worked when any of them is.
 */
struct plan_person {
	int agent;
	int duties, nights, weekends, weekend_days, absent;
	bool shown;	      /* employed or in the roster on any day */
	int paid;	      /* minutes, credited absence included */
	int credit;	      /* of these, absence */
	int min_due, max_due; /* minutes the contract asks */
	int overtime;	      /* minutes */
	const int *premiums;  /* [site.pay.n_premiums] minutes */
	int wished, granted;  /* days with a wish; of these, all granted */
	double money;	      /* pay with premiums */
};
struct plan_person *plan_people(struct arena *a, const struct plan_view *v);

/*
 * What a cell of the roster shows this audience: a shift code, "off",
 * "leave" or an absence code, "" where nothing is planned.
 */
const char *plan_code(struct arena *a, const struct plan_view *v, int agent,
		      int day);
const char *plan_cell_code(struct arena *a, const struct plan_view *v,
			   const struct cell *c);
/* "site.yaml:31": the file without the folders of whoever planned; "" when
 * nothing is known. */
const char *plan_place(struct arena *a, struct place p);
/* May this audience know the absence type by name? */
bool plan_shows_absence(const struct plan_view *v, int type);

/* The person's team on the first day with one, "" when none. */
const char *plan_team(const struct plan_view *v, int agent);
/* The term in force on the first employed day of the period, or NULL. */
const struct agent_term *plan_term(const struct plan_view *v, int agent);

/*
 * Times of day, for maps and grids: slot s of a day holds the
 * intervals that begin at wall time [s * interval, (s + 1) * interval); two
 * of them where the clock goes back, none where it skips.  first and end
 * enclose all that is required or scheduled on any day.
 */
struct plan_slots {
	int minutes; /* of a slot */
	int first, end;
};
struct plan_slots plan_slots(const struct plan_view *v);
int plan_slot(const struct plan_view *v, int t);

/*
 * Days x columns of the clock: each the lowest value of the intervals that
 * begin in its minutes, NAN where there is none or nobody is required or
 * scheduled.  Columns are as fine as `most` of them allow; hours stay whole.
 */
struct plan_map {
	int days, columns;
	int first;     /* minutes after midnight at which column 0 begins */
	int minutes;   /* of a column */
	double *value; /* [days * columns] */
};

/* Balance, people; row -1: the site. */
struct plan_map plan_balance_map(struct arena *a, const struct plan_view *v,
				 int row, int most);
/* Service level, 0..1. */
struct plan_map plan_level_map(struct arena *a, const struct plan_view *v,
			       int row, int most);
/* The column that holds interval t; may lie outside. */
int plan_map_column(const struct plan_map *m, const struct plan_view *v, int t);
double plan_map_at(const struct plan_map *m, int day, int column);

#endif
