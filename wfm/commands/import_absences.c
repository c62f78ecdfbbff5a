#include "commands/import_absences.h"

#include <string.h>

#include "base/text.h"
#include "commands/print.h"
#include "formats/absence_import.h"
#include "formats/field.h"
#include "formats/i18n.h"
#include "formats/output.h"
#include "formats/site_files.h"

/* How far around the period a calendar is read: carried-in weeks before,
 * whatever people plan of leave after. */
enum { DAYS_BEFORE = 35, DAYS_AFTER = 400 };

/* "leave" of "in/leave.ics"; what a name cannot hold becomes "-". */
static const char *name_of(struct arena *a, const char *file)
{
	const char *slash = strrchr(file, '/');
	char *name = arena_strdup(a, slash ? slash + 1 : file);
	char *dot = strrchr(name, '.');
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

	if (dot && dot != name)
		*dot = '\0';
	for (char *s = name; *s; s++)
		if (!strchr(allowed, *s))
			*s = '-';
	return strlen(name) > 60 ? arena_strndup(a, name, 60) : name;
}

static enum rc choose(struct session *s, const struct site *site,
		      const char *file, struct absence_choices *c,
		      struct absence_calendar *how)
{
	if (!c->name)
		c->name = name_of(s->arena, file);
	if (!field_is_id(c->name))
		return fail(s->err, RC_USAGE,
			    _("--name %s: letters, digits, _ and - name where "
			      "it is kept"),
			    text_quote(s->arena, c->name));
	how->agent = c->agent ? site_agent(site, c->agent) : -1;
	if (c->agent && how->agent < 0)
		return fail(s->err, RC_USAGE,
			    _("--agent %s: nobody of agents.csv"),
			    text_quote(s->arena, c->agent));
	how->type = c->code ? site_absence_type(site, c->code) : 0;
	if (how->type < 0)
		return fail(s->err, RC_USAGE,
			    _("--code %s: no absence of site.yaml"),
			    text_quote(s->arena, c->code));
	how->tentative = c->tentative;
	how->free = c->free;
	return RC_OK;
}

static void print_changes(struct session *s, const struct options *o,
			  const struct site *site,
			  const struct absence_import *x)
{
	static const struct table_column columns[] = {
		{ "change", N_("change"), NULL, TABLE_TEXT, 0 },
		{ "agent", N_("who"), NULL, TABLE_TEXT, 0 },
		{ "days", N_("days"), NULL, TABLE_TEXT, 0 },
		{ "code", N_("code"), NULL, TABLE_TEXT, 0 },
		{ "was", N_("was"), NULL, TABLE_TEXT, 0 },
	};
	static const char *const words[] = { "same", "added", "changed",
					     "removed" };
	struct table t = table_new(s->arena, "absences", columns, 5);

	for (int i = 0; i < x->n; i++) {
		const struct absence_difference *d = &x->list[i];
		bool changed = d->change == ABSENCE_CHANGED;

		table_text(&t, words[d->change]);
		table_text(&t, site->agents[d->is.agent].id);
		table_text(&t, absence_span(s->arena, site, &d->is));
		table_text(&t, site->absence_types[d->is.type].code);
		table_text(
			&t,
			changed ? arena_printf(
					  s->arena, "%s %s",
					  absence_span(s->arena, site, &d->was),
					  site->absence_types[d->was.type].code)
				: NULL);
	}
	if (x->n || !print_for_people(o))
		print_table(s, o, &t);
}

/* Counts always, so that nothing read is never taken for success. */
static void print_counts(struct session *s, const struct site *site,
			 const struct absence_import *x,
			 struct absence_calendar how, bool dry)
{
	fprintf(s->out,
		_("%d added, %d changed, %d removed, %d as they were.\n"),
		x->count[ABSENCE_ADDED], x->count[ABSENCE_CHANGED],
		x->count[ABSENCE_REMOVED], x->count[ABSENCE_SAME]);
	if (x->rows.ignored)
		fprintf(s->out,
			_("%d events are cancelled, tentative or leave people "
			  "free, and were not taken; --tentative and --free "
			  "take them.\n"),
			x->rows.ignored);
	if (x->rows.unnamed)
		fprintf(s->out,
			_("%d events name no kind of absence and count as %s; "
			  "--code says another, words of site.yaml teach "
			  "more.\n"),
			x->rows.unnamed, site->absence_types[how.type].code);
	if (dry)
		fputs(_("Nothing was written.\n"), s->out);
	else
		fprintf(s->out, _("Written to %s.\n"), x->path);
}

static enum rc write_rows(struct session *s, const char *dir,
			  const struct site *site,
			  const struct absence_import *x)
{
	struct text t = text_new(s->arena);

	absence_import_write(&t, site, x);
	TRY(output_folder(input_path(s->arena, dir, "absences"), s->err));
	TRY(output_begin(s->arena, &s->output, s->err));
	TRY(output_add(s->output, x->path, t.data, t.len, s->err));
	TRY(output_commit(s->output, s->err));
	s->output = NULL;
	return RC_OK;
}

enum rc import_absences(struct session *s, const struct options *o,
			const char *file, struct absence_choices c)
{
	struct absence_calendar how = { 0 };
	struct absence_import x;
	struct workspace w;
	const char *dir;

	TRY(workspace_find(s->arena, s->site, &dir, s->err));
	TRY(workspace_open(s->arena, dir, o->period, &w, s->err));
	if (!c.dry)
		TRY(workspace_lock(&w, s->err));
	TRY(choose(s, &w.site, file, &c, &how));
	how.from = w.first_day - DAYS_BEFORE;
	how.until = w.first_day + w.days + DAYS_AFTER;
	TRY(absence_import(s->arena, dir, &w.site, file, c.sheet, c.name, how,
			   &x, s->err));
	if (!c.dry)
		TRY(write_rows(s, dir, &w.site, &x));
	print_changes(s, o, &w.site, &x);
	if (print_for_people(o))
		print_counts(s, &w.site, &x, how, c.dry);
	return RC_OK;
}
