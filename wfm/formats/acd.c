#include "formats/acd.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "formats/acd_fold.h"
#include "formats/acd_merge.h"
#include "formats/acd_read.h"
#include "formats/csv.h"
#include "formats/i18n.h"

/* By label, time and key; of the same three by file and line. */
static int by_time(const void *x, const void *y)
{
	const struct acd_record *a = *(struct acd_record *const *)x;
	const struct acd_record *b = *(struct acd_record *const *)y;

	if (a->label != b->label)
		return a->label < b->label ? -1 : 1;
	if (a->utc != b->utc)
		return a->utc < b->utc ? -1 : 1;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	if (a->file != b->file)
		return a->file < b->file ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}

static bool equal(double a, double b)
{
	return a == b || (a != a && b != b);
}

static bool same_values(const struct acd_record *a, const struct acd_record *b)
{
	struct acd_rare x = acd_rare_of(a), y = acd_rare_of(b);

	return a->interval == b->interval && equal(a->offered, b->offered) &&
	       equal(a->handled, b->handled) &&
	       equal(a->abandoned, b->abandoned) && equal(a->work, b->work) &&
	       equal(x.in_target, y.in_target) && equal(x.target, y.target) &&
	       equal(x.short_abandoned, y.short_abandoned) &&
	       equal(x.wait, y.wait);
}

/* Row b is for the same interval as a, which came before it. */
static void settle_pair(struct acd_reading *m, struct acd_record **kept,
			struct acd_record *b)
{
	struct acd_record *a = *kept;

	if (same_values(a, b)) {
		m->report->files[b->file].repeated++;
	} else if (a->file != b->file) {
		m->report->files[a->file].repeated++;
		*kept = b;
	} else {
		acd_reject(m, b->file, b->line,
			   arena_printf(m->arena,
					_("the same interval as line %d, with "
					  "other values"),
					a->line),
			   "");
	}
}

static bool in_order(struct acd_record *const *list, int n)
{
	for (int i = 1; i < n; i++)
		if (by_time(&list[i - 1], &list[i]) > 0)
			return false;
	return true;
}

/*
 * By label first, which keeps the order of each; files list queue by queue or
 * time by time, so that little is left to sort.
 */
static void sort_records(struct acd_reading *m)
{
	struct acd_record **sorted =
		arena_new(m->work, struct acd_record *, m->n);
	int *at = arena_new(m->work, int, m->labels.n + 1);

	for (int i = 0; i < m->n; i++)
		at[m->records[i]->label + 1]++;
	for (int k = 0; k < m->labels.n; k++)
		at[k + 1] += at[k];
	for (int i = 0; i < m->n; i++)
		sorted[at[m->records[i]->label]++] = m->records[i];
	for (int k = 0, begin = 0; k < m->labels.n; begin = at[k++])
		if (!in_order(sorted + begin, at[k] - begin))
			qsort(sorted + begin, (size_t)(at[k] - begin),
			      sizeof(*sorted), by_time);
	m->records = sorted;
	m->room = m->n;
}

/* Leaves one record for each label, time and key. */
static void drop_repeated(struct acd_reading *m)
{
	int n = 0;

	if (!in_order(m->records, m->n))
		sort_records(m);
	for (int i = 0; i < m->n; i++) {
		struct acd_record *x = m->records[i];
		struct acd_record *last = n > 0 ? m->records[n - 1] : NULL;

		if (last && last->label == x->label && last->utc == x->utc &&
		    last->key == x->key)
			settle_pair(m, &m->records[n - 1], x);
		else
			m->records[n++] = x;
	}
	m->n = n;
}

/* Files that are refused: their bad rows are the errors. */
static enum rc refuse_hopeless(struct acd_reading *m)
{
	const struct acd_report *r = m->report;
	enum rc rc = RC_OK;

	for (int i = 0; i < r->n_files; i++) {
		const struct acd_file *f = &r->files[i];

		if (!acd_is_hopeless(f))
			continue;
		for (int k = 0; k < r->n_rejects; k++)
			if (r->rejects[k].place.file == f->path)
				fail_at(m->e, r->rejects[k].place, RC_DATA,
					"%s", r->rejects[k].reason);
		rc = fail_at(m->e, (struct place){ .file = f->path }, RC_DATA,
			     _("more than 1 %% of %d rows cannot be read: "
			       "nothing is imported"),
			     f->rows);
	}
	return rc;
}

static int by_place(const void *x, const void *y)
{
	const struct acd_reject *a = x, *b = y;

	return a->place.line < b->place.line ? -1
					     : a->place.line > b->place.line;
}

/* Rejects by file and line; those of one file came together or at the end. */
static void sort_rejects(struct acd_report *r)
{
	int n = 0;

	for (int i = 0; i < r->n_files; i++) {
		int begin = n;

		for (int k = n; k < r->n_rejects; k++)
			if (r->rejects[k].place.file == r->files[i].path) {
				struct acd_reject x = r->rejects[k];

				r->rejects[k] = r->rejects[n];
				r->rejects[n++] = x;
			}
		if (n - begin > 1)
			qsort(r->rejects + begin, (size_t)(n - begin),
			      sizeof(*r->rejects), by_place);
	}
}

/* Two rows of one label that cover the same minutes would count twice. */
static enum rc check_overlap(const struct acd_reading *m)
{
	enum rc rc = RC_OK;

	for (int i = 1; i < m->n; i++) {
		const struct acd_record *a = m->records[i - 1];
		const struct acd_record *b = m->records[i];
		const struct acd_file *f = &m->report->files[b->file];

		if (a->label == b->label && a->utc < b->utc &&
		    a->utc + a->interval > b->utc)
			rc = fail_at(m->e,
				     (struct place){ f->path, b->line, 0 },
				     RC_DATA,
				     _("begins within the interval of %s:%d, "
				       "which has %d minutes"),
				     m->report->files[a->file].path, a->line,
				     a->interval / 60);
	}
	return rc;
}

/* --- names --- */

static void list_unknown(struct acd_reading *m, const struct acd_label *label)
{
	struct acd_report *r = m->report;
	const char **ids = arena_new(m->arena, const char *, m->site->n_queues);

	for (int q = 0; q < m->site->n_queues; q++)
		ids[q] = m->site->queues[q].id;
	r->unknown = arena_grow(m->arena, r->unknown, r->n_unknown,
				&m->room_unknown, sizeof(*r->unknown));
	r->unknown[r->n_unknown++] =
		(struct acd_unknown){ label->text, label->rows, label->contacts,
				      text_nearest(label->queue, ids,
						   m->site->n_queues) };
}

static enum rc refuse_unknown(struct acd_reading *m,
			      const struct acd_unknown *u)
{
	const char *name = text_quote(m->arena, u->name);
	struct place at = { .file = m->report->files[0].path };

	if (m->report->n_files > 1)
		at.file = NULL;
	if (u->near)
		return fail_at(m->e, at, RC_DATA,
			       _("\"%s\" (%d rows, %.0f contacts) is no queue "
				 "of the site; did you mean \"%s\"? Name it in "
				 "a queue's acd list, or --skip-unknown"),
			       name, u->rows, u->contacts, u->near);
	return fail_at(m->e, at, RC_DATA,
		       _("\"%s\" (%d rows, %.0f contacts) is no queue of the "
			 "site; name it in a queue's acd list, or "
			 "--skip-unknown"),
		       name, u->rows, u->contacts);
}

static enum rc map_labels(struct acd_reading *m)
{
	enum rc rc = RC_OK;

	acd_labels_map(&m->labels, m->site);
	for (int i = 0; i < m->labels.n; i++)
		if (m->labels.list[i].rows > 0 &&
		    m->labels.list[i].n_targets == 0)
			list_unknown(m, &m->labels.list[i]);
	for (int i = 0; i < m->report->n_unknown && !m->o->skip_unknown; i++)
		rc = refuse_unknown(m, &m->report->unknown[i]);
	return rc;
}

/* Counts what each file gave; drops what is nobody's on its day. */
static void drop_foreign(struct acd_reading *m)
{
	int n = 0;

	for (int i = 0; i < m->n; i++) {
		struct acd_record *x = m->records[i];
		struct acd_file *f = &m->report->files[x->file];
		int day = zone_wall(m->site->zone, x->utc).day;

		if (acd_label_share(&m->labels.list[x->label], day) <= 0) {
			f->foreign++;
			continue;
		}
		f->used++;
		f->first = day < f->first ? day : f->first;
		f->last = day > f->last ? day : f->last;
		m->records[n++] = x;
	}
	m->n = n;
}

static enum rc find_days(struct acd_reading *m)
{
	struct acd_report *r = m->report;

	r->first = INT_MAX;
	r->last = INT_MIN;
	for (int i = 0; i < r->n_files; i++) {
		const struct acd_file *f = &r->files[i];

		r->first = f->first < r->first ? f->first : r->first;
		r->last = f->last > r->last ? f->last : r->last;
	}
	if (m->n == 0)
		return fail(m->e, RC_DATA, _("no row gives any contacts"));
	if (r->last - r->first > 366 * 30)
		return fail(m->e, RC_DATA,
			    _("the rows span %d days; at most 30 years are "
			      "read"),
			    r->last - r->first + 1);
	return RC_OK;
}

static enum rc check_options(const struct acd_options *o, struct err *e)
{
	enum rc rc = RC_OK;

	if (o->format && !acd_format(o->format))
		rc = fail(e, RC_USAGE, _("unknown format \"%s\""),
			  text_quote(e->arena, o->format));
	for (int i = 0; i < o->n_columns; i++) {
		const char *equals = strchr(o->columns[i], '=');
		const char *key =
			equals ? arena_strndup(e->arena, o->columns[i],
					       (size_t)(equals - o->columns[i]))
			       : "";

		if (acd_role_by_key(key) == ACD_NOTHING)
			rc = fail(e, RC_USAGE,
				  _("--column %s: MEANING=NAME is expected; "
				    "meanings are queue, start, date, time, "
				    "offered, handled, abandoned, aht, talk, "
				    "hold, acw, ..."),
				  text_quote(e->arena, o->columns[i]));
	}
	return rc;
}

/* All files, their bad rows and repeated ones settled. */
static enum rc read_all(struct acd_reading *m, const struct input *files,
			int n_files)
{
	enum rc rc;

	*m->report = (struct acd_report){ .n_files = n_files };
	m->report->files = arena_new(m->arena, struct acd_file, n_files);
	TRY(check_options(m->o, m->e));
	rc = RC_OK;
	for (int i = 0; i < n_files; i++) {
		enum rc found = acd_read(m, &files[i], i);

		rc = rc ? rc : found;
	}
	drop_repeated(m);
	sort_rejects(m->report);
	enum rc hopeless = refuse_hopeless(m);
	return rc ? rc : hopeless;
}

/* What a survey finds, while the records are there. */
static enum rc survey_of(struct acd_reading *m, const struct input *files,
			 int n_files, struct acd_survey *survey)
{
	const struct acd_report *report = m->report;

	TRY(read_all(m, files, n_files));
	for (int i = 0; i < m->labels.n; i++)
		if (m->labels.list[i].rows > 0)
			list_unknown(m, &m->labels.list[i]);
	*survey =
		(struct acd_survey){ report->unknown, report->n_unknown, 3600 };
	for (int i = 0; i < n_files; i++)
		if (report->files[i].interval < survey->interval)
			survey->interval = report->files[i].interval;
	if (survey->n == 0)
		return fail(m->e, RC_DATA, _("no row gives any contacts"));
	return RC_OK;
}

enum rc acd_survey(struct arena *a, const struct site *site,
		   const struct input *files, int n_files,
		   const struct acd_options *options, struct acd_survey *survey,
		   struct err *e)
{
	const struct site nobody = { .zone = site->zone,
				     .interval = site->interval };
	struct acd_report report;
	struct acd_reading m = { .arena = a,
				 .work = arena_open(),
				 .site = &nobody,
				 .o = options,
				 .report = &report,
				 .labels = acd_labels_new(a),
				 .e = e };
	enum rc rc = survey_of(&m, files, n_files, survey);

	arena_close(m.work);
	return rc;
}

/* The records of all files, and then the cells that they make. */
static enum rc cells_of(struct acd_reading *m, struct arena *a,
			const struct input *files, int n_files,
			struct acd_cells *cells)
{
	enum rc rc = read_all(m, files, n_files);

	if (rc == RC_USAGE)
		return rc;
	enum rc unknown = map_labels(m);
	if (rc || unknown)
		return rc ? rc : unknown;
	drop_foreign(m);
	TRY(check_overlap(m));
	TRY(find_days(m));
	return acd_fold(a, m->site, &m->labels, m->records, m->n, m->o,
			m->report->files, cells, m->e);
}

enum rc acd_import(struct arena *a, const struct site *site,
		   const struct input *files, int n_files,
		   const struct acd_options *options,
		   const struct workload *old, struct workload *merged,
		   struct acd_report *report, struct err *e)
{
	struct acd_reading m = { .arena = a,
				 .work = arena_open(),
				 .site = site,
				 .o = options,
				 .report = report,
				 .labels = acd_labels_new(a),
				 .e = e };
	struct arena *folded = arena_open();
	struct acd_cells cells;
	enum rc rc = cells_of(&m, folded, files, n_files, &cells);

	arena_close(m.work); /* before the history is made */
	if (rc == RC_OK) {
		report->n_incomplete = cells.incomplete;
		*merged = acd_merge(a, site, &cells, old, report);
	}
	arena_close(folded);
	return rc;
}

void acd_write_rejects(struct text *out, const struct acd_report *report)
{
	text_add(out, "file,line,reason,raw\n");
	for (int i = 0; i < report->n_rejects; i++) {
		const struct acd_reject *r = &report->rejects[i];

		csv_write(out, r->place.file, false);
		csv_write_number(out, r->place.line, false);
		csv_write(out, r->reason, false);
		csv_write(out, r->raw, true);
	}
}
