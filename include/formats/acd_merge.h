/*
 * acd_merge - the cells of an import into the history so far.
 *
 * Internal to acd.  A full cell replaces what was there, a part one does not.
 */
#ifndef FORMATS_ACD_MERGE_H
#define FORMATS_ACD_MERGE_H

#include "formats/acd_fold.h"

/* Counts and examples go to the report. */
struct workload acd_merge(struct arena *a, const struct site *site,
			  const struct acd_cells *cells,
			  const struct workload *old,
			  struct acd_report *report);

#endif
