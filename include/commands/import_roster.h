/*
 * import_roster - a roster corrected by hand becomes the period's draft.
 *
 * It is compared with the draft, judged, and written as roster.csv without a
 * record in the manifest: from then on it counts as corrected by hand.
 */
#ifndef COMMANDS_IMPORT_ROSTER_H
#define COMMANDS_IMPORT_ROSTER_H

#include <stdbool.h>

#include "commands/options.h"

/* dry: say it all, write nothing.  RC_NO when it breaks a hard rule. */
MUST_CHECK enum rc import_roster(struct session *s, const struct options *o,
				 const char *path, bool dry);

#endif
