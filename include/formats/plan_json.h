/*
 * plan_json - json_from_plan: a finished plan for other programs.
 *
 * One document, schema "wfm.plan/1": the site and period; cost, bound and
 * gap; per requirement row and interval what is forecast, required, scheduled
 * and expected of service; per person and day the shift.  Instants carry
 * their offset.  What the audience may not see is left out.
 */
#ifndef FORMATS_PLAN_JSON_H
#define FORMATS_PLAN_JSON_H

#include "base/text.h"
#include "formats/plan_view.h"

void json_from_plan(struct text *out, const struct plan_view *v);

#endif
