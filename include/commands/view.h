/*
 * view - a judged pipeline as what the outputs show.
 */
#ifndef COMMANDS_VIEW_H
#define COMMANDS_VIEW_H

#include "commands/pipeline.h"
#include "formats/plan_view.h"

/* After pipeline_judge; lives in the session's arena. */
struct plan_view view_of_pipeline(const struct pipeline *p,
				  enum audience audience);

/* What differs from the last publication, or the one before when the view is
 * of that; and the what-if of the period's folder (whatif.csv), if any. */
MUST_CHECK enum rc view_compare(struct pipeline *p, struct plan_view *v);

#endif
