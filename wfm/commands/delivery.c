#include "commands/delivery.h"

#include <string.h>

#include "commands/view.h"
#include "formats/feed.h"
#include "formats/feeds.h"
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

/* The ledger's numbers for what it knows; it is not written. */
static enum rc number_events(struct pipeline *p, struct feeds *f)
{
	struct session *s = p->session;
	struct agenda agenda = { 0 };

	TRY(feeds_open(s->arena, p->w.dir, &p->w.site, f, s->err));
	for (int i = 0; i < p->w.site.n_agents; i++)
		agenda_of_roster(s->arena, &p->w.site, &p->result.roster, i,
				 p->w.site.calendars.breaks, &agenda);
	ledger_take(s->arena, &f->ledger, &agenda, p->w.first_day,
		    p->w.first_day + p->w.days, p->period.grid.start);
	return RC_OK;
}

/* The person's events of the period, out of all that are known. */
static int in_period(const struct pipeline *p, const struct agenda_event **ev,
		     int n)
{
	int kept = 0;

	for (int i = 0; i < n; i++)
		if (ev[i]->day < p->w.first_day + p->w.days)
			ev[kept++] = ev[i];
	return kept;
}

static enum rc deliver_ics(struct pipeline *p, enum audience audience,
			   const char *folder)
{
	struct arena *a = p->session->arena;
	const struct site *s = &p->w.site;
	const char *calendars = input_path(a, folder, "calendars");
	struct feeds f;
	struct feed feed = {
		.site = s,
		.version = PACKAGE_VERSION,
		.audience = audience,
		.draft = workspace_publication(&p->w) == 0,
	};

	TRY(output_folder(calendars, p->session->err));
	TRY(number_events(p, &f));
	const struct agenda_event **events =
		arena_new(a, const struct agenda_event *, f.ledger.n);
	feed.events = events;
	for (int i = 0; i < s->n_agents; i++) {
		struct text t = text_new(a);

		feed.n = in_period(p, events,
				   feeds_events(&f, s->agents[i].id,
						p->w.first_day - 1, events));
		if (!feed.n)
			continue;
		feed.name = arena_printf(
			a,
			feed.draft ? _("%s \xe2\x80\x93 shifts (draft)")
				   : _("%s \xe2\x80\x93 shifts"),
			s->agents[i].name);
		feed_write(&t, &feed);
		TRY(add(p, calendars,
			arena_printf(a, "%s.ics", s->agents[i].id), &t));
	}
	return RC_OK;
}

/* Ids, codes and times alone: no text that a spreadsheet would run. */
static enum rc deliver_csv(struct pipeline *p, enum audience audience,
			   const char *folder)
{
	struct text t = text_new(p->session->arena);

	if (audience == AUDIENCE_HR)
		roster_write(&t, &p->w.site, &p->result.roster);
	else
		roster_write_veiled(&t, &p->w.site, &p->result.roster,
				    audience == AUDIENCE_TEAM);
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
		TRY(view_compare(p, &v));
	if (what & DELIVER_HTML)
		TRY(deliver_page(p, &v, folder));
	if (what & DELIVER_ICS)
		TRY(deliver_ics(p, audience, folder));
	if (what & DELIVER_CSV)
		TRY(deliver_csv(p, audience, folder));
	if (what & DELIVER_JSON)
		TRY(deliver_json(p, &v, folder));
	return RC_OK;
}
