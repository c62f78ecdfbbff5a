/*
 * acd_fold - records of any label and length become the site's queues and
 * intervals.
 *
 * Internal to acd.  A cell that a label fills only in part, while its queue
 * was open, is incomplete: what is not known is not taken for nothing.
 */
#ifndef FORMATS_ACD_FOLD_H
#define FORMATS_ACD_FOLD_H

#include "formats/acd_record.h"

enum acd_state { ACD_CELL_NONE, ACD_CELL_FULL, ACD_CELL_PART };

/* [queues * grid.n] as in workload; work in seconds on worked contacts. */
struct acd_cells {
	struct grid grid;
	int queues;
	unsigned char *state; /* enum acd_state */
	double *offered, *handled, *abandoned, *work, *worked;
	double *in_target, *target, *short_abandoned, *wait; /* or NULL */
	int incomplete;
};

/*
 * records: by label, then time, then key; no two of a label overlap.  Their
 * intervals are set.  The grid spans their days.
 */
MUST_CHECK enum rc acd_fold(struct arena *a, const struct site *site,
			    const struct acd_labels *labels,
			    struct acd_record *const *records, int n,
			    const struct acd_options *o,
			    const struct acd_file *files,
			    struct acd_cells *cells, struct err *e);

#endif
