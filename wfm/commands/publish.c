/* wfm publish - freeze the period: from now on it is carried into the next. */
#include "commands/pipeline.h"
#include "commands/verdict.h"
#include "formats/i18n.h"

static const struct argp argp = {
	.doc = N_("Freeze the period's forecast, requirement and roster in "
		  "published/NN.  What is published is carried into later "
		  "periods; a draft never is.  A roster that breaks hard rules "
		  "is refused unless waivers.csv allows it."),
	.argp_domain = "wfm",
};

static enum rc copy(struct pipeline *p, const char *to, const char *name)
{
	struct session *s = p->session;
	struct input in;

	TRY(input_read(s->arena, input_path(s->arena, p->w.folder, name), &in,
		       s->err));
	return output_add(p->out, input_path(s->arena, to, name), in.data,
			  in.len, s->err);
}

static enum rc freeze(struct pipeline *p, int number)
{
	static const char *const files[] = { "forecast.csv", "requirement.csv",
					     "roster.csv", "manifest.json" };
	struct arena *a = p->session->arena;
	const char *to =
		arena_printf(a, "%s/published/%02d", p->w.folder, number);

	TRY(output_folder(to, p->session->err));
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		TRY(copy(p, to, files[i]));
	TRY(output_commit(p->out, p->session->err));
	p->session->output = NULL;
	fprintf(p->session->out, _("Published as number %d: %s\n"), number, to);
	return RC_OK;
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct options o;
	struct pipeline p;

	options_parse(s, &argp, OPTIONS_PERIOD, &o, argc, argv, NULL);
	TRY(pipeline_open(s, &o, &p));
	TRY(workspace_lock(&p.w, s->err));
	TRY(pipeline_forecast(&p, WANT_READ));
	TRY(pipeline_staff(&p, WANT_READ));
	TRY(pipeline_schedule(&p, WANT_READ));
	TRY(pipeline_judge(&p));
	if (p.breaches.hard) {
		verdict_print_breaches(&p);
		return fail(s->err, RC_NO,
			    _("not published: %d hard rules are broken; "
			      "waivers.csv can allow them"),
			    p.breaches.hard);
	}
	return freeze(&p, workspace_published(&p.w) + 1);
}

const struct command command_publish = {
	.name = "publish",
	.summary = N_("freeze the period, to be carried into the next"),
	.run = run,
};
