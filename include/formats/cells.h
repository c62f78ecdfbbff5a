/*
 * cells - values of csv fields, checked, with every problem at its place.
 *
 * Each answers whether the field was good; a bad one is reported to e and
 * leaves the value alone.
 */
#ifndef FORMATS_CELLS_H
#define FORMATS_CELLS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/zone.h"
#include "formats/csv.h"

/* Says "name: "value"; allowed is ..." at the field; answers false. */
bool cell_bad(const struct csv *csv, int column, const char *name,
	      const char *allowed, struct err *e);

/* A number in [min, max]; an empty field is NAN when may_be_empty. */
bool cell_number(const struct csv *csv, int column, const char *name,
		 double min, double max, bool may_be_empty, double *x,
		 struct err *e);

/* An instant, with an offset or as wall time of zone.  A wall time in a gap
 * is refused. */
bool cell_instant(const struct csv *csv, int column, const char *name,
		  const struct zone *zone, int64_t *utc, struct err *e);

/* A day, "2026-11-23". */
bool cell_day(const struct csv *csv, int column, const char *name, int *day,
	      struct err *e);

/* One of n keys: its index; otherwise "did you mean". */
bool cell_key(const struct csv *csv, int column, const char *name,
	      const char *const keys[], int n, int *index, struct err *e);

/* Keys of a site as an array for cell_key. */
struct site;
const char **cells_queues(struct arena *a, const struct site *s);
const char **cells_agents(struct arena *a, const struct site *s);

#endif
