/*
 * whatif_csv - the table that wfm whatif --format csv prints, read back.
 *
 * Of each scenario the line of all queues.  Other columns are ignored, those
 * named in whatif_csv.c must be there.
 */
#ifndef FORMATS_WHATIF_CSV_H
#define FORMATS_WHATIF_CSV_H

#include "formats/input.h"
#include "formats/plan_view.h"

/* *list: [*n] */
MUST_CHECK enum rc whatif_read(struct arena *a, const struct input *in,
			       const struct plan_scenario **list, int *n,
			       struct err *e);

#endif
