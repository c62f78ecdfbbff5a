/* wfm plan - from the history to the workbook: the main job. */
#include <string.h>

#include "commands/delivery.h"
#include "commands/interrupt.h"
#include "commands/pipeline.h"
#include "commands/print.h"
#include "commands/verdict.h"
#include "commands/view.h"
#include "formats/i18n.h"
#include "formats/terminal.h"

static const struct argp argp = {
	.doc = N_("Plan the period: forecast, staff, schedule, check and "
		  "export.  Starts at the first stage that is stale; what was "
		  "corrected by hand is kept."),
	.argp_domain = "wfm",
};

static void print_story(const struct pipeline *p)
{
	struct session *s = p->session;
	struct plan_view v = view_of_pipeline(p, AUDIENCE_MANAGER);
	struct text out = text_new(s->arena);

	terminal_story(&out, s->arena, &v,
		       (struct terminal_style){
			       .utf8 = !p->options.ascii,
			       .colour = p->options.color,
			       .columns = p->options.columns,
		       });
	fwrite(out.data, 1, out.len, s->out);
}

/* The products side by side, as many as a line takes. */
static void print_names(FILE *out, int columns, bool roster)
{
	static const char *const names[] = { "roster.xlsx", "plan.html",
					     "calendars/*.ics", "roster.csv",
					     "plan.json" };
	int used = 0;

	for (int i = 0; i < 5; i++) {
		int n = text_width(names[i]) + 2;

		if (i == 3 && !roster)
			continue;
		if (used && columns > 0 && used + n > columns) {
			fputc('\n', out);
			used = 0;
		}
		fprintf(out, "  %s", names[i]);
		used += n;
	}
	fputc('\n', out);
}

/* Where the new files lie, and what to do next. */
static void print_files(const struct pipeline *p, const char *folder)
{
	FILE *out = p->session->out;

	fprintf(out, _("\nWritten to %s:\n"), folder ? folder : p->w.folder);
	print_names(out, p->options.columns, !folder);
	if (folder)
		fprintf(out, _("The plan itself is in %s.\n"), p->w.folder);
	if (p->result.n_conflicts || p->breaches.hard)
		fputs(_("`wfm check` lists what is broken.\n"), out);
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct options o;
	struct pipeline p;

	options_parse(s, &argp,
		      OPTIONS_PERIOD | OPTIONS_SOLVE | OPTIONS_WRITE |
			      OPTIONS_FORMAT,
		      &o, argc, argv, NULL);
	const char *folder = o.output;
	if (folder && !strcmp(folder, "-"))
		return fail(s->err, RC_USAGE,
			    _("-o names the folder of the exports; `wfm export "
			      "csv -o -` writes to standard output"));
	o.output = NULL; /* of plan it names the folder of the exports */
	TRY(pipeline_open(s, &o, &p));
	TRY(workspace_lock(&p.w, s->err));
	interrupt_listen();
	TRY(pipeline_forecast(&p, WANT_FRESH));
	TRY(pipeline_staff(&p, WANT_FRESH));
	TRY(pipeline_schedule(&p, WANT_FRESH));
	TRY(pipeline_judge(&p));
	TRY(deliver(&p, DELIVER_ALL & ~DELIVER_CSV, AUDIENCE_MANAGER, folder));
	TRY(pipeline_commit(&p));
	if (print_for_people(&o)) {
		print_story(&p);
		print_files(&p, folder);
	} else {
		verdict_print(&p);
	}
	return verdict_rc(&p);
}

const struct command command_plan = {
	.name = "plan",
	.summary = N_("all of it, then check, and export: the main job"),
	.run = run,
};
