#include "formats/html.h"
void html_from_plan(struct text *out, const struct plan_view *v)
{
	(void)v;
	text_add(out, "<!doctype html>\n");
}
