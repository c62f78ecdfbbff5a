/*
 * manifest - what wfm last wrote into a period, and from what.
 *
 * weeks/PERIOD/manifest.json, written last.  For each stage: the hashes of
 * the files it read, of the product it wrote, and the options that matter.
 * From it follows which stage is stale (an input changed) and which product
 * was corrected by hand (it differs from what was written).
 */
#ifndef FORMATS_MANIFEST_H
#define FORMATS_MANIFEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "formats/input.h"

enum stage { STAGE_FORECAST, STAGE_STAFF, STAGE_SCHEDULE, STAGES };

struct manifest_file {
	const char *name; /* relative to the site folder */
	uint64_t hash;	  /* text_hash of its bytes; 0: it was not there */
};

struct manifest_stage {
	bool done;
	const char *options;		    /* "--seed 7", canonical; "" none */
	uint64_t product;		    /* hash of the product as written */
	const struct manifest_file *inputs; /* [n] */
	int n;
};

struct manifest_figure { /* what a page or a later run wants to know */
	const char *key;
	double value;
};

struct manifest {
	const char *version; /* of wfm */
	struct manifest_stage stages[STAGES];
	struct manifest_figure
		*figures; /* [n_figures] by key: cost, bound, gap */
	int n_figures;
	const char *stopped; /* why the solver stopped, or "" */
};

void manifest_write(struct text *out, const struct manifest *m);
MUST_CHECK enum rc manifest_read(struct arena *a, const struct input *in,
				 struct manifest *m, struct err *e);

#endif
