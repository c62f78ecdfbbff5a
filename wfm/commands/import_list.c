#include "commands/import_list.h"

#include <string.h>

#include "base/text.h"
#include "commands/print.h"
#include "formats/i18n.h"
#include "formats/list_import.h"
#include "formats/workspace.h"

/* "team West, hours 38.5": what there is to say of a row, or of how it
 * differs from another. */
static const char *said(struct arena *a, const struct list_file *list,
			const struct incoming_row *row,
			const struct incoming_row *other)
{
	struct text t = text_new(a);

	for (int k = 1; k < list->n; k++) {
		const char *x = row->fields[k];

		if (other ? list_same(x, other->fields[k]) : !*x)
			continue;
		text_addf(&t, "%s%s %s", t.len ? ", " : "", list->columns[k],
			  *x ? x : "-");
	}
	return t.data;
}

static void print_changes(struct session *s, const struct options *o,
			  const struct list_import *x)
{
	static const struct table_column columns[] = {
		{ "change", N_("change"), NULL, TABLE_TEXT, 0 },
		{ "agent", N_("who"), NULL, TABLE_TEXT, 0 },
		{ "is", N_("is"), NULL, TABLE_TEXT, 0 },
		{ "was", N_("was"), NULL, TABLE_TEXT, 0 },
	};
	static const char *const words[] = { "added", "changed", "removed" };
	struct table t = table_new(s->arena, x->kind->name, columns, 4);
	const struct list_file *list = x->rows.list;

	for (int i = 0; i < x->n; i++) {
		const struct list_difference *d = &x->list[i];

		table_text(&t, words[d->change]);
		table_text(&t, (d->is ? d->is : d->was)->fields[0]);
		table_text(&t,
			   d->is ? said(s->arena, list, d->is, d->was) : NULL);
		table_text(&t,
			   d->was ? said(s->arena, list, d->was, d->is) : NULL);
	}
	if (x->n || !print_for_people(o))
		print_table(s, o, &t);
}

static void print_counts(struct session *s, const struct list_import *x,
			 const struct list_choices *c)
{
	fprintf(s->out,
		_("%d added, %d changed, %d removed, %d as they were.\n"),
		x->count[LIST_ADDED], x->count[LIST_CHANGED],
		x->count[LIST_REMOVED], x->same);
	if (x->others)
		fprintf(s->out,
			_("%d lines of %s are not in the file and stay; "
			  "--replace removes them.\n"),
			x->others, x->path);
	if (c->dry || !x->n)
		fputs(_("Nothing was written.\n"), s->out);
	else
		fprintf(s->out, _("Written to %s.\n"), x->path);
}

static enum rc write_list(struct session *s, const struct list_import *x)
{
	struct text t = text_new(s->arena);

	list_import_write(&t, x);
	TRY(output_begin(s->arena, &s->output, s->err));
	TRY(output_add(s->output, x->path, t.data, t.len, s->err));
	TRY(output_commit(s->output, s->err));
	s->output = NULL;
	return RC_OK;
}

enum rc import_list(struct session *s, const struct options *o,
		    const char *kind, const char *file, struct list_choices c)
{
	const struct list_kind *which =
		strcmp(kind, list_agents.name) ? &list_requests : &list_agents;
	struct workspace w = { .arena = s->arena };
	struct list_import x;

	TRY(workspace_find(s->arena, s->site, &w.dir, s->err));
	if (!c.dry)
		TRY(workspace_lock(&w, s->err));
	TRY(list_import(s->arena, w.dir, which, file, c.sheet, c.replace, &x,
			s->err));
	if (!c.dry && x.n)
		TRY(write_list(s, &x));
	print_changes(s, o, &x);
	if (print_for_people(o))
		print_counts(s, &x, &c);
	return RC_OK;
}
