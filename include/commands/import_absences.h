/*
 * import_absences - leave of a calendar, table or workbook into the site.
 */
#ifndef COMMANDS_IMPORT_ABSENCES_H
#define COMMANDS_IMPORT_ABSENCES_H

#include "commands/options.h"

struct absence_choices {
	const char *agent; /* whose calendar it is, or NULL */
	const char *code;  /* of events that name no kind, or NULL */
	const char *name;  /* of the file in absences/; NULL: from the input */
	const char *sheet; /* of a workbook, or NULL */
	bool tentative, free, dry;
};

MUST_CHECK enum rc import_absences(struct session *s, const struct options *o,
				   const char *file, struct absence_choices c);

#endif
