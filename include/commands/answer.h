/*
 * answer - a few figures with their names: one row of a table that grows.
 */
#ifndef COMMANDS_ANSWER_H
#define COMMANDS_ANSWER_H

#include "commands/print.h"

enum { ANSWER_MOST = 24 };

struct answer {
	struct table_column columns[ANSWER_MOST];
	union table_cell cells[ANSWER_MOST];
	int n;
};

/* key for programs, heading for people (N_()), unit or NULL. */
void answer_number(struct answer *a, const char *key, const char *heading,
		   const char *unit, int decimals, double x);
void answer_share(struct answer *a, const char *key, const char *heading,
		  double x);
/* text must live as long as the answer. */
void answer_text(struct answer *a, const char *key, const char *heading,
		 const char *text);

/* Down the page for people, one row for programs. */
void answer_print(struct session *s, const struct options *o, const char *name,
		  const struct answer *a);

#endif
