#include "formats/acd_read.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "formats/i18n.h"
#include "formats/queue_log.h"

void acd_reject(struct acd_reading *m, int file, int line, const char *reason,
		const char *raw)
{
	struct acd_report *r = m->report;

	r->rejects = arena_grow(m->arena, r->rejects, r->n_rejects,
				&m->room_rejects, sizeof(*r->rejects));
	r->rejects[r->n_rejects++] = (struct acd_reject){
		{ r->files[file].path, line, 0 }, reason, raw
	};
	r->files[file].bad++;
}

/* In the doubled hour rows come in order of appearance, or against it. */
struct doubled {
	struct acd_record **list; /* [n] records of it, as they came */
	int n, room;
	int forward, backward; /* steps between rows */
	int64_t last;
};

static void see_order(struct acd_reading *m, struct doubled *d,
		      struct acd_record *x)
{
	if (d->last) {
		d->forward += x->utc > d->last;
		d->backward += x->utc < d->last;
	}
	d->last = x->utc;
	if (x->later == 0)
		return;
	d->list =
		arena_grow(m->arena, d->list, d->n, &d->room, sizeof(*d->list));
	d->list[d->n++] = x;
}

static int64_t second_of(const struct acd_record *x)
{
	return x->utc + x->later;
}

/* By label, key and time, then as they came. */
static int by_wall(const void *x, const void *y)
{
	const struct acd_record *a = *(struct acd_record *const *)x;
	const struct acd_record *b = *(struct acd_record *const *)y;

	if (a->label != b->label)
		return a->label < b->label ? -1 : 1;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	if (second_of(a) != second_of(b))
		return second_of(a) < second_of(b) ? -1 : 1;
	return a->line < b->line ? -1 : a->line > b->line;
}

/* Of two rows for one wall time the first is the first hour. */
static void resolve_doubled(const struct doubled *d)
{
	bool backwards = d->backward > d->forward;

	if (d->n > 1)
		qsort(d->list, (size_t)d->n, sizeof(struct acd_record *),
		      by_wall);
	for (int k = 0, next; k < d->n; k = next) {
		const struct acd_record *x = d->list[k];

		for (next = k + 1; next < d->n; next++)
			if (d->list[next]->label != x->label ||
			    d->list[next]->key != x->key ||
			    second_of(d->list[next]) != second_of(x))
				break;
		if (next - k < 2)
			continue;
		for (int i = k; i < next; i++)
			if ((i > k) != backwards)
				d->list[i]->utc = second_of(d->list[i]);
	}
}

static int gcd(int a, int b)
{
	return b == 0 ? a : gcd(b, a % b);
}

/* The longest step on which all starts lie, seconds; *n of them. */
static int step_of(const struct acd_record *list, int rows, int *n)
{
	int step = 3600;

	*n = 0;
	for (int i = 0; i < rows; i++) {
		if (list[i].interval)
			continue;
		step = gcd(step, (int)(((list[i].utc % 3600) + 3600) % 3600));
		*n += i == 0 || list[i].utc != list[i - 1].utc;
	}
	return step;
}

/*
 * Where rows do not say how long they are, their starts do.  A few starts on
 * the hour prove nothing: they may be all that there was.
 */
static enum rc set_interval(struct acd_reading *m, struct acd_file *f,
			    struct acd_record *list, int rows)
{
	enum { ENOUGH = 8 };
	struct place at = { .file = f->path };
	int n, step = step_of(list, rows, &n);

	if (m->o->interval)
		step = m->o->interval;
	else if (n > 0 && step < 300)
		return fail_at(m->e, at, RC_DATA,
			       _("rows start at odd times: not a table of "
				 "intervals of 5 to 60 minutes"));
	else if (n > 0 && n < ENOUGH && step > m->site->interval &&
		 step % m->site->interval == 0)
		return fail_at(m->e, at, RC_DATA,
			       _("too few rows to tell how long an interval "
				 "is; --interval says how many minutes"));
	f->interval = 3600;
	for (int i = 0; i < rows; i++) {
		if (list[i].interval == 0)
			list[i].interval = (short)step;
		if (list[i].interval < f->interval)
			f->interval = list[i].interval;
	}
	return RC_OK;
}

bool acd_is_hopeless(const struct acd_file *f)
{
	return f->bad > 0 && 100 * (int64_t)f->bad > f->rows;
}

static void read_row(struct acd_reading *m, struct acd_reader *r,
		     const struct csv *csv, struct acd_file *f,
		     struct acd_record *list, int *n, struct doubled *d)
{
	size_t len;
	int data = 0, sums = 0;

	for (int g = 0; g < r->layout->n_groups; g++) {
		struct acd_record *x = &list[*n];
		enum acd_row row = acd_record_read(r, csv, g, x);

		sums += row == ACD_ROW_SUM;
		if (row == ACD_ROW_BAD) {
			const char *raw = csv_raw(csv, &len);

			*n -= data; /* of other channels of this row */
			acd_reject(m, r->file, csv_line(csv),
				   arena_strdup(m->arena, r->reason),
				   arena_strndup(m->arena, raw, len));
			return;
		}
		if (row != ACD_ROW_DATA)
			continue;
		data++;
		++*n;
	}
	f->sums += sums > 0;
	f->empty += sums == 0 && data == 0;
	for (int i = *n - data; i < *n; i++) {
		see_order(m, d, &list[i]);
		m->labels.list[list[i].label].rows++;
		m->labels.list[list[i].label].contacts += list[i].offered;
	}
}

/* Rows into list, which has room for all of them. */
static enum rc read_rows(struct acd_reading *m, const struct input *in,
			 struct acd_reader *r, struct acd_file *f,
			 struct acd_record *list, int *n)
{
	enum { ENOUGH = 100 }; /* bad rows to see that it is another file */
	struct doubled d = { 0 };
	struct csv *csv;
	int before = m->e->errors;

	TRY(csv_open_rows(m->arena, in, r->layout->delimiter, &csv, m->e));
	csv_reuse(csv);
	for (int i = 0; i < r->layout->skip && csv_next(csv, m->e); i++)
		;
	while (!(f->bad >= ENOUGH && acd_is_hopeless(f)) && csv_next(csv, m->e))
		read_row(m, r, csv, f, list, n, &d);
	if (m->e->errors > before)
		return RC_DATA;
	if (acd_is_hopeless(f))
		return RC_OK;
	resolve_doubled(&d);
	return set_interval(m, f, list, *n);
}

static void keep(struct acd_reading *m, struct acd_record *list, int n)
{
	if (m->n + n > m->room) {
		struct acd_record **more =
			arena_new(m->work, struct acd_record *, m->n + n);
		if (m->n > 0)
			memcpy(more, m->records, (size_t)m->n * sizeof(*more));
		m->records = more;
		m->room = m->n + n;
	}
	for (int i = 0; i < n; i++)
		m->records[m->n++] = &list[i];
}

enum rc acd_read(struct acd_reading *m, const struct input *in, int file)
{
	struct acd_file *f = &m->report->files[file];
	struct acd_layout layout;
	struct acd_style style;
	struct input table;
	int n = 0;

	*f = (struct acd_file){ .path = in->path,
				.first = INT_MAX,
				.last = INT_MIN };
	bool events = !m->o->format && queue_log_is(in);
	if (events) {
		TRY(queue_log_table(m, in, file, &table));
		in = &table;
	}
	TRY(acd_layout_find(m->arena, in, m->o, &layout, m->e));
	f->title = events	   ? _("Asterisk queue_log")
		   : layout.format ? layout.format->title
				   : _("table");
	f->unused = layout.unused;
	f->n_unused = layout.n_unused;
	TRY(acd_style_prove(m->arena, in, &layout, m->o, &style, m->e));
	f->rows = events ? f->rows : style.rows;
	f->dates = style.dates;
	f->mark = style.mark;
	struct acd_reader r =
		acd_reader_new(m->work, &layout, &style,
			       m->o->zone ? m->o->zone : m->site->zone);
	r.queue = m->o->queue;
	r.labels = &m->labels;
	r.file = file;
	struct acd_record *list =
		arena_new(m->work, struct acd_record,
			  (size_t)style.rows * (size_t)layout.n_groups + 1);
	TRY(read_rows(m, in, &r, f, list, &n));
	keep(m, list, n);
	return RC_OK;
}
