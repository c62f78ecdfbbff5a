/*
 * import_list - people or wishes of a table or workbook into the site.
 */
#ifndef COMMANDS_IMPORT_LIST_H
#define COMMANDS_IMPORT_LIST_H

#include <stdbool.h>

#include "commands/options.h"

struct list_choices {
	const char *sheet; /* of a workbook, or NULL */
	bool replace;	   /* the table is all there is */
	bool dry;
};

/* kind: "agents" or "requests". */
MUST_CHECK enum rc import_list(struct session *s, const struct options *o,
			       const char *kind, const char *file,
			       struct list_choices c);

#endif
