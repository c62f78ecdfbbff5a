/*
 * site_reader - site.yaml on its way to a struct site.
 *
 * The parts of site_files share it: each reads its own noun, adds problems
 * to err and goes on.  Names become indexes through the find functions, which
 * say what is not known.  Sections are read in an order in which each refers
 * only to those before it.
 */
#ifndef FORMATS_SITE_READER_H
#define FORMATS_SITE_READER_H

#include "formats/conf.h"
#include "formats/schema.h"
#include "maths/holiday.h"
#include "model/site.h"

struct name_list {
	const char **v; /* [n] */
	int n, room;
};

struct shift_set_name {
	const char *id;
	shift_set set;
};

/* What shortfall, surplus and the words low, medium, high are worth. */
struct site_prices {
	double short_price, over_price, fairness, refused;
	double low, medium, high;
};

/* A holiday by rule; day is what each of its days is like. */
struct holiday_entry {
	const char *id;
	struct holiday_rule rule;
	struct special_day day;
	int kinds;	/* ways in which its day was said */
	int days, last; /* as written: days after, last year */
	bool pays;
};

struct site_reader {
	struct arena *arena;
	struct err *err;
	struct site *site;
	struct site_prices prices;
	struct name_list queues, skills, shifts, contracts;
	struct shift_break *breaks; /* [site.n_breaks] */
	int breaks_room;
	struct holiday_entry *holidays; /* [n_holidays] */
	int n_holidays;
	struct shift_set_name *sets; /* [n_sets] */
	int n_sets;
};

/* --- names --- */

void names_add(struct arena *a, struct name_list *list, const char *name);
int names_find(const struct name_list *list, const char *name);
/* Index, or -1 and a problem. */
int reader_find(struct site_reader *r, const struct name_list *list,
		const char *what, const char *word, struct place at);
/* A set of templates by set name, shift key, or either with a plural s;
 * false when there is none. */
bool reader_find_shifts(const struct site_reader *r, const char *word,
			shift_set *set);
/* As above; 0 and a problem when there is none. */
shift_set reader_shifts(struct site_reader *r, const char *word,
			struct place at);
/* low, medium, high or an amount; false when it is none of them. */
bool reader_price(const struct site_reader *r, const char *text, double *price);

/* The entries of a map whose keys become ids, at most so many; keys that
 * cannot be ids are problems and left out. */
struct reader_ids {
	const struct conf_entry **entries; /* [n] */
	int n;
};
struct reader_ids reader_ids(struct site_reader *r, const struct conf *map,
			     const char *what, int most);

/* --- the sections --- */

/* How contacts of a queue behave (site_contacts.c); into: struct queue. */
void site_read_patience(void *reader, const struct conf *c, void *queue);
void site_read_levels(void *reader, const struct conf *c, void *queue);
void site_read_spread(void *reader, const struct conf *c, void *queue);
/* Queues may stand below: names become bits once all are read. */
void site_read_blend(void *reader, const struct conf *c, void *queue);
void site_find_blends(struct site_reader *r, const struct conf *map,
		      struct queue *queues);

void site_read_hours(void *reader, const struct conf *c, void *opening);
void site_read_unpopular(void *reader, const struct conf *c, void *opening);
void site_read_queues(void *reader, const struct conf *c, void *site);
void site_read_skills(void *reader, const struct conf *c, void *site);
void site_read_shrinkage(void *reader, const struct conf *c, void *site);
void site_read_absences(void *reader, const struct conf *c, void *site);
void site_read_breaks(void *reader, const struct conf *c, void *site);
void site_read_shifts(void *reader, const struct conf *c, void *site);
void site_read_shift_sets(void *reader, const struct conf *c, void *site);
void site_read_contracts(void *reader, const struct conf *c, void *site);
void site_read_rules(void *reader, const struct conf *c, void *contract);
void site_read_pay(void *reader, const struct conf *c, void *site);
void site_read_holidays(void *reader, const struct conf *c, void *site);

/* One rule, its name and value as in site.yaml; false after a problem. */
bool site_read_rule(struct site_reader *r, const char *name, struct place at,
		    const struct conf *value, struct rule *rule);

#endif
