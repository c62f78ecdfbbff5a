#include "commands/delivery.h"

#include <string.h>

#include "commands/view.h"
#include "formats/roster_ics.h"
#include "formats/html.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"
#include "formats/plan_json.h"
#include "formats/table.h"
#include "formats/xlsx.h"

static bool is_stdout(const char *folder)
{
	return strcmp(folder, "-") == 0;
}

static enum rc add(struct pipeline *p, const char *folder, const char *name,
		   const struct text *t)
{
	const char *path =
		is_stdout(folder) ? folder
				  : input_path(p->session->arena, folder, name);

	return output_add(p->out, path, t->data, t->len, p->session->err);
}

static bool has_events(const struct roster *r, int agent)
{
	for (int d = 0; d < r->days; d++) {
		enum cell_kind kind =
			roster_cell(r, agent, r->first_day + d)->kind;

		if (kind == CELL_DUTY || kind == CELL_ABSENT)
			return true;
	}
	return false;
}

static enum rc deliver_ics(struct pipeline *p, const char *folder)
{
	struct arena *a = p->session->arena;
	const struct site *s = &p->w.site;
	const char *calendars = input_path(a, folder, "calendars");
	const struct calendar_options options = {
		.stamp = p->period.grid.start,
		.draft = workspace_publication(&p->w) == 0,
		.version = PACKAGE_VERSION,
	};

	TRY(output_folder(calendars, p->session->err));
	for (int i = 0; i < s->n_agents; i++) {
		struct text t = text_new(a);

		if (!has_events(&p->result.roster, i))
			continue;
		ics_from_roster(&t, s, &p->result.roster, i, options);
		TRY(add(p, calendars,
			arena_printf(a, "%s.ics", s->agents[i].id), &t));
	}
	return RC_OK;
}

/* Ids, codes and times alone: no text that a spreadsheet would run. */
static enum rc deliver_csv(struct pipeline *p, const char *folder)
{
	struct text t = text_new(p->session->arena);

	roster_write(&t, &p->w.site, &p->result.roster);
	return add(p, folder, "tidy.csv", &t);
}

static enum rc deliver_page(struct pipeline *p, const struct plan_view *v,
			    const char *folder)
{
	struct text t = text_new(p->session->arena);

	html_from_plan(&t, v);
	return add(p, folder, "plan.html", &t);
}

static enum rc deliver_json(struct pipeline *p, const struct plan_view *v,
			    const char *folder)
{
	struct text t = text_new(p->session->arena);

	json_from_plan(&t, v);
	return add(p, folder, "plan.json", &t);
}

static enum rc deliver_xlsx(struct pipeline *p, const struct plan_view *v,
			    const char *folder)
{
	struct session *s = p->session;
	const char *temporary;

	TRY(output_reserve(p->out, input_path(s->arena, folder, "roster.xlsx"),
			   &temporary, s->err));
	return xlsx_from_plan(s->arena, v, temporary, s->err);
}

enum rc deliver(struct pipeline *p, int what, enum audience audience,
		const char *folder)
{
	struct plan_view v = view_of_pipeline(p, audience);

	if (!folder)
		folder = p->w.folder;
	if (!is_stdout(folder))
		TRY(output_folder(folder, p->session->err));
	if (what & DELIVER_XLSX)
		TRY(deliver_xlsx(p, &v, folder));
	if (what & DELIVER_HTML)
		TRY(deliver_page(p, &v, folder));
	if (what & DELIVER_ICS)
		TRY(deliver_ics(p, folder));
	if (what & DELIVER_CSV)
		TRY(deliver_csv(p, folder));
	if (what & DELIVER_JSON)
		TRY(deliver_json(p, &v, folder));
	return RC_OK;
}
