/*
 * site_list - one list of a site folder while it is read.
 *
 * For site_*.c and absence_import.c only.
 */
#ifndef FORMATS_SITE_LIST_H
#define FORMATS_SITE_LIST_H

#include "base/arena.h"
#include "base/err.h"
#include "formats/csv.h"
#include "formats/name_index.h"
#include "formats/site_reader.h"
#include "model/site.h"

/* One list: its file and columns, the required ones first. */
struct list_file {
	const char *file;
	const char *const *columns; /* [n] */
	int n, required;
};

/* What is to be read in the place of a list's file: exactly its columns. */
struct list_given {
	const struct list_file *list;
	struct input in;
	const struct place *at; /* [row][list->n] where it comes from */
};

/* What the readers of the single lists share. */
struct lists {
	struct arena *a;
	const char *dir;
	struct site *s;
	struct site_reader *reader; /* of site.yaml */
	struct agent
		*agents; /* [s.n_agents], growing while agents.csv is read */
	struct name_index ids;	   /* of agents */
	bool site_bad, agents_bad; /* then unknown names may follow from it */
	struct err *e;
	const struct list_given *given; /* or NULL */
	/* the list being read */
	const struct list_file *file;
	struct csv *csv;
	int column[16];
};

/*
 * Opens the file and finds its columns; false when it is not there or its
 * header is wrong (then reported).
 */
bool lists_open(struct lists *l, const struct list_file *file);
/* The same of a table that is in memory. */
bool lists_take(struct lists *l, const struct list_given *given);

/* The field of the file's k-th column, blanks around it taken off. */
const char *lists_field(const struct lists *l, int k);
struct place lists_place(const struct lists *l, int k);
/* Reports "name: "value": text" and returns false. */
bool lists_bad(const struct lists *l, int k, const char *text);

/* Days [from, until), DATE_NONE where empty; until is inclusive as written. */
bool lists_days(const struct lists *l, int from, int until, int *first,
		int *end);
/* As above, but from must be said, and an empty until is one day. */
bool lists_range(const struct lists *l, int from, int until, int *first,
		 int *end);
/* One day, DATE_NONE when empty. */
bool lists_day(const struct lists *l, int k, int *day);
bool lists_agent(const struct lists *l, int k, int *agent);
/* One of n words; otherwise "did you mean". */
bool lists_word(const struct lists *l, int k, const char *const words[], int n,
		int *index);
/* An empty field is the value it had. */
bool lists_window(const struct lists *l, int k, struct window *w);
bool lists_price(const struct lists *l, int k, double *price);
/* "all" or empty is -1. */
bool lists_queue(const struct lists *l, int k, int *queue);
bool lists_number(const struct lists *l, int k, double min, double max,
		  double otherwise, double *x);
/* "3" or "1-5": days after which contacts come, at most `most`; empty 0. */
bool lists_lag(const struct lists *l, int k, int most, int *first, int *last);
/* A text for people: plain characters, at most 200. */
bool lists_text(const struct lists *l, int k, const char **text);
/* An instant: a time, or a date meaning its first instant (end: the end of
 * that day); whole says it was a date. */
bool lists_instant(const struct lists *l, int k, bool end, int64_t *utc,
		   bool *whole);
/* "early|late", "D0830": templates by key, set, code or full code; "" and
 * "any" are all. */
bool lists_shifts(const struct lists *l, int k, shift_set *set);

#endif
