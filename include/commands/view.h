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

#endif
