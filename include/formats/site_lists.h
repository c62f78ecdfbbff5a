/*
 * site_lists - the csv lists of a site folder into a struct site that already
 * holds what site.yaml says.
 *
 * Every problem of every list is reported in one pass.  A list that is not
 * there is empty.  Columns: formats/site_files.h.
 */
#ifndef FORMATS_SITE_LISTS_H
#define FORMATS_SITE_LISTS_H

#include "base/arena.h"
#include "base/err.h"
#include "formats/csv.h"
#include "model/site.h"

MUST_CHECK enum rc site_lists_read(struct arena *a, const char *dir,
				   struct site *site, struct err *e);

/* What the readers of the single lists share. */
struct lists {
	struct arena *a;
	const char *dir;
	struct site *s;
	struct agent
		*agents; /* [s.n_agents], growing while agents.csv is read */
	struct err *e;
	/* the list being read */
	struct csv *csv;
	int column[16];
	const char *const *names; /* of the columns */
};

/*
 * Opens dir/file and finds its columns; false when it is not there or its
 * header is wrong (then reported).
 */
bool lists_open(struct lists *l, const char *file, const char *const names[],
		int n, int required);

/* The field of the k-th column of the schema. */
const char *lists_field(const struct lists *l, int k);
struct place lists_place(const struct lists *l, int k);
/* Reports "name: "value": text" and returns false. */
bool lists_bad(const struct lists *l, int k, const char *text);

/* Days [from, until): from inclusive, until inclusive as written; empty is
 * DATE_NONE.  until -1: there is no such column, one day. */
bool lists_days(const struct lists *l, int from, int until, int *first,
		int *end);
bool lists_agent(const struct lists *l, int k, int *agent);
/* "all" or empty is -1. */
bool lists_queue(const struct lists *l, int k, int *queue);
bool lists_number(const struct lists *l, int k, double min, double max,
		  double otherwise, double *x);
/* A text for people: plain characters, at most 200. */
bool lists_text(const struct lists *l, int k, const char **text);
/* An instant: a time, or a date meaning its first instant (end: the end of
 * that day); whole says it was a date. */
bool lists_instant(const struct lists *l, int k, bool end, int64_t *utc,
		   bool *whole);
/* "early|late", "D0830": templates by key, code or full code; "" and "any"
 * are all. */
bool lists_shifts(const struct lists *l, int k, shift_set *set);

/* The single lists, in the order in which they need each other. */
void lists_agents(struct lists *l);
void lists_skills(struct lists *l);
void lists_availability(struct lists *l);
void lists_rates(struct lists *l);
void lists_absences(struct lists *l);
void lists_requests(struct lists *l);
void lists_special_days(struct lists *l);
void lists_events(struct lists *l);
void lists_adjustments(struct lists *l);
void lists_cover(struct lists *l);
void lists_activities(struct lists *l);
void lists_backlog(struct lists *l);
void lists_balances(struct lists *l);
void lists_waivers(struct lists *l);

#endif
