#include "commands/import_roster.h"

#include "commands/diff_print.h"
#include "commands/print.h"
#include "commands/rosters.h"
#include "commands/verdict.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"

/* What there is to judge with: without a requirement only the rules. */
static enum rc judge(struct pipeline *p, bool covered)
{
	/* Its own locks hold from now on, not those of the draft before. */
	p->period.fixed = NULL;
	if (covered)
		return pipeline_judge(p);
	p->breaches =
		rules_judge(p->session->arena, &p->period, &p->result.roster);
	return RC_OK;
}

static enum rc write_roster(struct pipeline *p)
{
	struct text t = text_new(p->session->arena);

	roster_write(&t, &p->w.site, &p->result.roster);
	TRY(output_folder(p->w.folder, p->session->err));
	TRY(output_add(p->out, workspace_product(&p->w, STAGE_SCHEDULE), t.data,
		       t.len, p->session->err));
	return pipeline_commit(p);
}

static void print_judgement(const struct pipeline *p, bool covered, bool dry)
{
	FILE *out = p->session->out;

	if (p->breaches.n) {
		fputc('\n', out);
		verdict_print_breaches(p);
	}
	fprintf(out, _("\n%d hard rules broken"), p->breaches.hard);
	if (covered)
		fprintf(out,
			_("; short %.1f hours, over %.1f hours; cost %.2f"),
			p->coverage.short_hours, p->coverage.over_hours,
			p->result.cost.total);
	fputs(".\n", out);
	if (dry)
		fputs(_("Nothing was written.\n"), out);
	else
		fprintf(out,
			_("Written to %s; it counts as corrected by "
			  "hand.\n"),
			workspace_product(&p->w, STAGE_SCHEDULE));
}

/* The draft as it is, or a roster that says nothing. */
static enum rc read_draft(struct pipeline *p, struct roster *draft)
{
	if (input_exists(workspace_product(&p->w, STAGE_SCHEDULE)))
		return rosters_read(p, "draft", NULL, draft);
	*draft = roster_new(p->session->arena, p->w.first_day, p->w.days,
			    p->w.site.n_agents);
	return RC_OK;
}

enum rc import_roster(struct session *s, const struct options *o,
		      const char *path, bool dry)
{
	struct pipeline p;
	struct roster draft, now;

	TRY(pipeline_open(s, o, &p));
	if (!dry)
		TRY(workspace_lock(&p.w, s->err));
	bool covered = input_exists(workspace_product(&p.w, STAGE_FORECAST)) &&
		       input_exists(workspace_product(&p.w, STAGE_STAFF));
	if (covered) {
		TRY(pipeline_forecast(&p, WANT_READ));
		TRY(pipeline_staff(&p, WANT_READ));
	}
	TRY(read_draft(&p, &draft));
	TRY(rosters_read(&p, path, &draft, &now));
	TRY(pipeline_roster(&p, &now));
	struct difference d = diff_of(&p, &draft, &now, covered);
	TRY(judge(&p, covered));
	diff_print(&d, DIFF_ALL);
	if (!dry && d.roster.n_days)
		TRY(write_roster(&p));
	if (print_for_people(o) && d.roster.n_days)
		print_judgement(&p, covered, dry);
	return p.breaches.hard ? RC_NO : RC_OK;
}
