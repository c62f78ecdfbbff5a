/*
 * sample - two centres that come with the program, to try and to test with.
 *
 * day	  Riverside: three queues, 70 people, a week with a public holiday
 * night  Harbour: one queue that never closes, 12 people, the week in which
 *	  the clocks go back
 *
 * Their texts lie in data/sample and data/sample-night and are part of the
 * program; their history is made by maths/synthetic.h and ends on the Sunday
 * before the week to plan.
 */
#ifndef FORMATS_SAMPLE_H
#define FORMATS_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "maths/synthetic.h"
#include "model/site.h"
#include "model/workload.h"

struct sample_file {
	const char *sample; /* "day", "night" */
	const char *path;   /* below the site's folder: "site.yaml" */
	const char *data;   /* a text */
};

/* All files of all samples, made from data/ at build time; sample NULL ends
 * them. */
extern const struct sample_file sample_files[];

/* Names of the samples, NULL at the end. */
extern const char *const sample_names[];

/* File k = 0, 1, ... of a sample; NULL after the last, or when there is no
 * such sample. */
const struct sample_file *sample_file(const char *sample, int k);

/* How a sample's past is made; site is the one that its files describe. */
struct sample_past {
	const char *sample;
	struct synthetic synthetic;
	const char *first, *last; /* days of the history */
};
extern const struct sample_past sample_pasts[2];

/* Two years of history. */
struct workload sample_history(struct arena *a, const char *sample,
			       const struct site *site);

#endif
