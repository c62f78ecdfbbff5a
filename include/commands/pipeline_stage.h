/*
 * pipeline_stage - what the stages of a pipeline share.
 *
 * For pipeline*.c only.
 */
#ifndef COMMANDS_PIPELINE_STAGE_H
#define COMMANDS_PIPELINE_STAGE_H

#include "commands/pipeline.h"
#include "formats/input.h"

/* How a stage was made last time holds until told otherwise. */
void pipeline_recall_forecast(struct pipeline *p);
void pipeline_recall_staffing(struct pipeline *p);

/* The period's intervals, and those of the day after it. */
struct grid pipeline_grid(const struct pipeline *p);

/*
 * Shall the stage be made?  made_before: its input was made by this run.
 * A hand correction is never undone without --force.
 */
MUST_CHECK enum rc pipeline_decide(struct pipeline *p, enum stage s,
				   enum want want, const char *options,
				   bool made_before, bool *make);

/* A product into the output set: its usual place, or where -o says. */
MUST_CHECK enum rc pipeline_put(struct pipeline *p, enum stage s,
				enum want want, const char *options,
				const struct text *t);
bool pipeline_to_elsewhere(const struct pipeline *p, enum want want);

MUST_CHECK enum rc pipeline_read(struct pipeline *p, enum stage s,
				 struct input *in);

#endif
