#include "formats/list_import.h"

#include <string.h>

#include "base/text.h"
#include "formats/csv.h"
#include "formats/i18n.h"
#include "formats/site_files.h"

/* Columns of agents_list and requests_list. */
static const int agent_key[] = { 0, 5 };	 /* id, from */
static const int request_key[] = { 0, 1, 4, 2 }; /* agent, from, until, wish */

const struct list_kind list_agents = { "agents",  &incoming_agents,
				       agent_key, 2,
				       5,	  true };
const struct list_kind list_requests = { "requests",  &incoming_requests,
					 request_key, 4,
					 -1,	      false };

/* One import while it is made. */
struct merging {
	struct arena *a;
	const struct list_kind *kind;
	struct incoming old, new;
	struct name_index owners;	/* of old */
	int *first, *next;		/* old rows by owner, -1 at the end */
	const struct incoming_row **is; /* [old.n] taken by, NULL: nothing */
	bool *done;			/* [new.n] */
	bool *named;			/* [owners.n] by the table */
	struct list_import *to;
	struct err *e;
};

bool list_same(const char *a, const char *b)
{
	double x, y;

	return !strcmp(a, b) ||
	       (text_double(a, &x) && text_double(b, &y) && x == y);
}

static const char *owner(const struct merging *m,
			 const struct incoming_row *row)
{
	return row->fields[m->kind->key[0]];
}

/* The first old row of the new one's owner, -1 when there is none. */
static int first_of(const struct merging *m, const struct incoming_row *row)
{
	int k = name_index_find(&m->owners, owner(m, row));

	return k < 0 ? -1 : m->first[k];
}

/* --- the old file --- */

static enum rc read_old(struct merging *m, const char *path)
{
	const struct list_file *list = m->kind->form->list;
	int before = m->e->errors;
	struct input in;
	struct csv *csv;
	int of[LIST_MAX_COLUMNS];

	m->old = (struct incoming){ .list = list };
	if (!input_exists(path))
		return RC_OK;
	TRY(input_read(m->a, path, &in, m->e));
	TRY(csv_open(m->a, &in, &csv, m->e));
	TRY(csv_schema(csv, list->columns, list->n, list->required, of, m->e));
	for (int i = 0; i < csv_columns(csv); i++)
		for (int k = 0; k < list->n; k++)
			if (of[k] == i)
				m->to->columns[m->to->n_columns++] = k;
	while (csv_next(csv, m->e)) {
		const char **fields = arena_new(m->a, const char *, list->n);
		struct place *at = arena_new(m->a, struct place, list->n);

		for (int k = 0; k < list->n; k++) {
			fields[k] = csv_field(csv, of[k]);
			at[k] = csv_place(csv, of[k]);
		}
		incoming_add(m->a, &m->old,
			     (struct incoming_row){ fields, at });
	}
	return m->e->errors > before ? RC_DATA : RC_OK;
}

static void index_old(struct merging *m)
{
	int *last = arena_new(m->a, int, m->old.n);

	m->first = arena_new(m->a, int, m->old.n);
	m->next = arena_new(m->a, int, m->old.n);
	m->is = arena_new(m->a, const struct incoming_row *, m->old.n);
	for (int i = 0; i < m->old.n; i++) {
		int n = m->owners.n;
		int k = name_index_add(m->a, &m->owners,
				       owner(m, &m->old.rows[i]));

		if (k == n)
			m->first[k] = i;
		else
			m->next[last[k]] = i;
		last[k] = i;
		m->next[i] = -1;
	}
	m->named = arena_new(m->a, bool, m->owners.n);
	m->done = arena_new(m->a, bool, m->new.n);
}

/* --- the new rows: what they do not say --- */

/* Do the key's columns that the table has agree? */
static bool same_key(const struct merging *m, const struct incoming_row *x,
		     const struct incoming_row *y, bool only_told)
{
	for (int i = 0; i < m->kind->n_key; i++) {
		int k = m->kind->key[i];

		if ((!only_told || m->new.has[k]) &&
		    !list_same(x->fields[k], y->fields[k]))
			return false;
	}
	return true;
}

/* The old row from which row takes what its table has no column for. */
static int source_of(const struct merging *m, const struct incoming_row *row)
{
	int first = first_of(m, row), last = -1;

	for (int i = first; i >= 0; i = m->next[i]) {
		if (same_key(m, row, &m->old.rows[i], true))
			return i;
		last = i;
	}
	return m->kind->whole ? last : -1;
}

static void complete(struct merging *m, struct incoming_row *row)
{
	int dated = m->kind->dated, source = source_of(m, row);
	int first = first_of(m, row);

	if (dated >= 0 && !m->new.has[dated] && first >= 0 &&
	    m->next[first] >= 0) {
		(void)fail_at(m->e, row->at[0], RC_DATA,
			      _("\"%s\" has several lines in time in %s; a "
				"column \"%s\" must say which is meant"),
			      text_quote(m->a, owner(m, row)), m->to->path,
			      m->new.list->columns[dated]);
		return;
	}
	for (int k = 0; k < m->new.list->n &&source >= 0; k++)
		if (!m->new.has[k])
			row->fields[k] = m->old.rows[source].fields[k];
}

/* --- what is what --- */

static bool same_row(const struct merging *m, const struct incoming_row *x,
		     const struct incoming_row *y)
{
	for (int k = 0; k < m->new.list->n; k++)
		if (!list_same(x->fields[k], y->fields[k]))
			return false;
	return true;
}

enum likeness { LIKE_EQUAL, LIKE_KEY, LIKE_OWNER };

/* Old rows not taken yet that are like the row in this way. */
static int like(const struct merging *m, const struct incoming_row *row,
		enum likeness how)
{
	for (int i = first_of(m, row); i >= 0; i = m->next[i])
		if (!m->is[i] && (how == LIKE_OWNER ||
				  (how == LIKE_KEY &&
				   same_key(m, row, &m->old.rows[i], false)) ||
				  same_row(m, row, &m->old.rows[i])))
			return i;
	return -1;
}

/* Equal rows first, then those of one key, then, of people, what is left. */
static void match(struct merging *m)
{
	enum likeness last = m->kind->whole ? LIKE_OWNER : LIKE_KEY;

	for (int how = LIKE_EQUAL; how <= (int)last; how++)
		for (int i = 0; i < m->new.n; i++) {
			const struct incoming_row *row = &m->new.rows[i];
			int k = m->done[i] ? -1
					   : like(m, row, (enum likeness)how);

			if (k < 0)
				continue;
			m->is[k] = row;
			m->done[i] = true;
		}
	for (int i = 0; i < m->new.n; i++) {
		int k = name_index_find(&m->owners, owner(m, &m->new.rows[i]));

		if (k >= 0)
			m->named[k] = true;
	}
}

static void note(struct merging *m, struct list_difference d)
{
	struct list_import *to = m->to;

	to->count[d.change]++;
	to->list = arena_grow(m->a, to->list, to->n, &to->room, sizeof(d));
	to->list[to->n++] = d;
}

static void keep_old(struct merging *m, int i, bool replace)
{
	const struct incoming_row *was = &m->old.rows[i], *is = m->is[i];
	int k = name_index_find(&m->owners, owner(m, was));

	if (!is && (replace || (m->kind->whole && m->named[k]))) {
		note(m, (struct list_difference){ LIST_REMOVED, was, NULL });
		return;
	}
	if (!is)
		m->to->others++;
	else if (same_row(m, was, is))
		m->to->same++;
	else
		note(m, (struct list_difference){ LIST_CHANGED, was, is });
	incoming_add(m->a, &m->to->rows, is ? *is : *was);
}

/* A wish told twice is one wish. */
static bool is_double(const struct merging *m, struct name_index *told,
		      const struct incoming_row *row)
{
	struct text t = text_new(m->a);
	int n = told->n;

	if (m->kind->whole)
		return false;
	for (int k = 0; k < m->new.list->n; k++)
		text_addf(&t, "%s\n", row->fields[k]);
	return name_index_add(m->a, told, t.data) < n;
}

static void put_together(struct merging *m, bool replace)
{
	struct name_index told = { 0 };

	m->to->rows = (struct incoming){ .list = m->new.list };
	for (int i = 0; i < m->old.n; i++)
		keep_old(m, i, replace);
	for (int i = 0; i < m->new.n; i++) {
		const struct incoming_row *row = &m->new.rows[i];

		if (is_double(m, &told, row) || m->done[i])
			continue;
		note(m, (struct list_difference){ LIST_ADDED, NULL, row });
		incoming_add(m->a, &m->to->rows, *row);
	}
}

/* The file's columns in its order, then others that a row fills. */
static void add_columns(struct list_import *x)
{
	bool old = x->n_columns > 0;

	for (int k = 0; k < x->rows.list->n; k++) {
		bool there = false, filled = k < x->rows.list->required || !old;

		for (int i = 0; i < x->n_columns; i++)
			there |= x->columns[i] == k;
		for (int i = 0; i < x->rows.n; i++)
			filled |= *x->rows.rows[i].fields[k];
		if (!there && filled)
			x->columns[x->n_columns++] = k;
	}
}

enum rc list_import(struct arena *a, const char *dir,
		    const struct list_kind *kind, const char *file,
		    const char *sheet, bool replace, struct list_import *to,
		    struct err *e)
{
	struct merging m = { .a = a, .kind = kind, .to = to, .e = e };
	int before = e->errors;
	struct input in;
	struct site site;

	*to = (struct list_import){
		.kind = kind, .path = input_path(a, dir, kind->form->list->file)
	};
	TRY(input_read(a, file, &in, e));
	TRY(incoming_read(a, &in, sheet, kind->form, &m.new, e));
	TRY(read_old(&m, to->path));
	index_old(&m);
	for (int i = 0; i < m.new.n; i++)
		complete(&m, &m.new.rows[i]);
	if (e->errors > before)
		return RC_DATA;
	match(&m);
	put_together(&m, replace);
	add_columns(to);
	struct list_given given = incoming_given(a, &to->rows, to->path);

	return site_load_with(a, dir, &given, &site, e);
}

void list_import_write(struct text *out, const struct list_import *x)
{
	int n = x->n_columns;

	for (int i = 0; i < n; i++)
		csv_write(out, x->rows.list->columns[x->columns[i]],
			  i == n - 1);
	for (int r = 0; r < x->rows.n; r++)
		for (int i = 0; i < n; i++)
			csv_write(out, x->rows.rows[r].fields[x->columns[i]],
				  i == n - 1);
}
