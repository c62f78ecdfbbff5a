/* pipeline: the requirement, and how it is to be worked out. */
#include "commands/pipeline.h"

#include <string.h>

#include "base/text.h"
#include "commands/pipeline_stage.h"
#include "formats/plan_files.h"

bool pipeline_method(const char *name, enum staffing_method *method)
{
	static const char *const names[] = { [STAFFING_PLAIN] = "plain",
					     [STAFFING_LOAD] = "load",
					     [STAFFING_EXACT] = "exact" };

	for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++)
		if (text_equal(name, names[k])) {
			*method = (enum staffing_method)k;
			return true;
		}
	return false;
}

void pipeline_staffing(struct pipeline *p, enum staffing_method method,
		       double confidence)
{
	struct text t = text_new(p->session->arena);

	p->staffing =
		(struct staffing_options){ method, confidence, p->w.days };
	text_add(&t, method == STAFFING_PLAIN  ? "--method plain"
		     : method == STAFFING_LOAD ? "--method load"
					       : "");
	if (confidence > 0)
		text_addf(&t, "%s--confidence %g", t.len ? " " : "",
			  100 * confidence);
	p->staffing_text = t.len ? t.data : "";
}

/* The way the requirement was made last time holds until told otherwise. */
void pipeline_recall_staffing(struct pipeline *p)
{
	const char *then = p->w.manifest.stages[STAGE_STAFF].options;
	const char *confidence = then ? strstr(then, "--confidence ") : NULL;
	double percent = 0;

	if (confidence)
		text_double(confidence + strlen("--confidence "), &percent);
	pipeline_staffing(p,
			  !then				   ? STAFFING_EXACT
			  : strstr(then, "--method plain") ? STAFFING_PLAIN
			  : strstr(then, "--method load")  ? STAFFING_LOAD
							   : STAFFING_EXACT,
			  percent / 100);
}

static enum rc make_requirement(struct pipeline *p, enum want want)
{
	struct session *s = p->session;
	struct text t = text_new(s->arena);

	TRY(requirement_from_workload(s->arena, &p->w.site, &p->forecast.ahead,
				      p->staffing, &p->requirement, s->err));
	requirement_write(&t, &p->requirement);
	p->requirement_made = true;
	return pipeline_put(p, STAGE_STAFF, want, p->staffing_text, &t);
}

enum rc pipeline_staff(struct pipeline *p, enum want want)
{
	struct input in;
	bool make;

	TRY(pipeline_decide(p, STAGE_STAFF, want, p->staffing_text,
			    p->forecast_made, &make));
	if (make)
		return make_requirement(p, want);
	TRY(pipeline_read(p, STAGE_STAFF, &in));
	return requirement_read(p->session->arena, &p->w.site, pipeline_grid(p),
				&in, &p->requirement, p->session->err);
}
