/*
 * site_lists - the lists of a site folder into a struct site that already
 * holds what site.yaml says.
 *
 * Every problem of every list is reported in one pass; a name that is unknown
 * only because the file that defines it is broken is none.  A list that is not
 * there is empty.  Columns: formats/site_files.h.
 */
#ifndef FORMATS_SITE_LISTS_H
#define FORMATS_SITE_LISTS_H

#include "formats/site_list.h"

/* given: NULL when all lists are read from their files. */
MUST_CHECK enum rc site_lists_read(struct site_reader *r, const char *dir,
				   const struct list_given *given);

extern const struct list_file *const site_list_files[]; /* NULL at the end */

/* The single lists, in the order in which they need each other. */
void lists_agents(struct lists *l);
void lists_skills(struct lists *l);
void lists_availability(struct lists *l);
void lists_rates(struct lists *l);
void lists_exceptions(struct lists *l);
void lists_absences(struct lists *l);
void lists_requests(struct lists *l);
void lists_special_days(struct lists *l);
void lists_events(struct lists *l);
void lists_drivers(struct lists *l);
void lists_adjustments(struct lists *l);
void lists_cover(struct lists *l);
void lists_activities(struct lists *l);
void lists_backlog(struct lists *l);
void lists_handling_times(struct lists *l);
void lists_balances(struct lists *l);
void lists_waivers(struct lists *l);

/* absences/ID.ics, one person's calendar each, and absences/NAME.csv, which an
 * import wrote: paths below dir, sorted. */
struct name_list site_absence_files(struct arena *a, const char *dir);

struct absence_rows {
	struct absence *list; /* [n] */
	int n, room;
	int ignored; /* tentative, cancelled or free-time events */
	int unnamed; /* events that name no kind of absence */
};

/* How the events of a calendar become absence. */
struct absence_calendar {
	int agent;	      /* whose they are; -1: each says it */
	int type;	      /* of those that name none */
	int from, until;      /* days to be expanded */
	bool tentative, free; /* taken as well */
};

/* The rows of the table that is open. */
void absences_of_table(const struct lists *l, struct absence_rows *to);
void absences_of_calendar(const struct lists *l, const struct input *in,
			  struct absence_calendar how, struct absence_rows *to);

extern const struct list_file agents_list, skills_list, availability_list,
	exceptions_list, pay_list, absences_list, requests_list,
	special_days_list, events_list, drivers_list, adjustments_list,
	backlog_list, cover_list, activities_list, balances_list, waivers_list,
	handling_times_list;

#endif
