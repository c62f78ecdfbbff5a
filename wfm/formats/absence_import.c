#include "formats/absence_import.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "formats/csv.h"
#include "formats/i18n.h"
#include "formats/incoming.h"

/* --- what is given --- */

static bool is_calendar(const struct input *in)
{
	size_t skip =
		in->len >= 3 && !memcmp(in->data, "\xef\xbb\xbf", 3) ? 3 : 0;

	while (skip < in->len && strchr("\r\n\t ", in->data[skip]))
		skip++;
	return in->len - skip >= 15 &&
	       !strncasecmp(in->data + skip, "BEGIN:VCALENDAR", 15);
}

static enum rc read_new(struct lists *l, const char *file, const char *sheet,
			struct absence_calendar *how, struct absence_rows *rows)
{
	struct err *e = l->e;
	int before = e->errors;
	struct incoming table;
	struct list_given given;
	struct input in;

	TRY(input_read(l->a, file, &in, e));
	if (is_calendar(&in)) {
		absences_of_calendar(l, &in, *how, rows);
		return e->errors > before ? RC_DATA : RC_OK;
	}
	how->from = DATE_MIN; /* a table says all there is */
	how->until = DATE_MAX;
	TRY(incoming_read(l->a, &in, sheet, &incoming_absences, &table, e));
	given = incoming_given(l->a, &table, file);
	if (lists_take(l, &given))
		absences_of_table(l, rows);
	return e->errors > before ? RC_DATA : RC_OK;
}

/* --- what changed --- */

static int by_person(const void *a, const void *b)
{
	const struct absence *x = a, *y = b;

	if (x->agent != y->agent)
		return x->agent < y->agent ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->until != y->until)
		return x->until < y->until ? -1 : 1;
	return x->type != y->type ? x->type - y->type : strcmp(x->key, y->key);
}

static bool same(const struct absence *x, const struct absence *y)
{
	return x->agent == y->agent && x->from == y->from &&
	       x->until == y->until && x->type == y->type &&
	       x->whole_days == y->whole_days && x->approved == y->approved;
}

static void note(struct arena *a, struct absence_import *to,
		 struct absence_difference d)
{
	to->count[d.change]++;
	to->list = arena_grow(a, to->list, to->n, &to->room, sizeof(d));
	to->list[to->n++] = d;
}

static const char *same_name(struct arena *a, const struct absence *x)
{
	return arena_printf(a, "%d %lld %lld %d %d", x->agent,
			    (long long)x->from, (long long)x->until, x->type,
			    x->approved);
}

struct comparison {
	struct arena *a;
	struct absence_import *to;
	const struct absence *old; /* [n] in the days that were read */
	int n;
	bool *matched;		  /* [n] */
	struct name_index values; /* of old */
	struct name_index keys;
	int *of_value, *of_key; /* the first of old */
};

/* The old row with this name that nothing matched yet, or -1. */
static int find(const struct comparison *c, const struct name_index *names,
		const int *first, const char *name)
{
	int k = name_index_find(names, name);

	return k >= 0 && !c->matched[first[k]] ? first[k] : -1;
}

static void index_old(struct comparison *c)
{
	c->matched = arena_new(c->a, bool, c->n);
	c->of_value = arena_new(c->a, int, c->n);
	c->of_key = arena_new(c->a, int, c->n);
	for (int i = 0; i < c->n; i++) {
		int n = c->values.n;
		int k = name_index_add(c->a, &c->values,
				       same_name(c->a, &c->old[i]));

		if (k == n)
			c->of_value[k] = i;
		n = c->keys.n;
		k = *c->old[i].key
			    ? name_index_add(c->a, &c->keys, c->old[i].key)
			    : -1;
		if (k == n)
			c->of_key[k] = i;
	}
}

static void compare(struct comparison *c)
{
	const struct absence_rows *rows = &c->to->rows;
	bool *done = arena_new(c->a, bool, rows->n);

	index_old(c);
	for (int i = 0; i < rows->n; i++) {
		int k = find(c, &c->values, c->of_value,
			     same_name(c->a, &rows->list[i]));

		if (k < 0)
			continue;
		done[i] = c->matched[k] = true;
		c->to->count[ABSENCE_SAME]++;
	}
	for (int i = 0; i < rows->n; i++) {
		const struct absence *x = &rows->list[i];
		int k = done[i] ? -1 : find(c, &c->keys, c->of_key, x->key);

		if (done[i])
			continue;
		if (k >= 0)
			c->matched[k] = true;
		note(c->a, c->to,
		     (struct absence_difference){
			     .change = k >= 0 ? ABSENCE_CHANGED : ABSENCE_ADDED,
			     .was = k >= 0 ? c->old[k] : *x,
			     .is = *x });
	}
	for (int k = 0; k < c->n; k++)
		if (!c->matched[k])
			note(c->a, c->to,
			     (struct absence_difference){
				     .change = ABSENCE_REMOVED,
				     .was = c->old[k],
				     .is = c->old[k] });
}

static int by_change_time(const void *a, const void *b)
{
	const struct absence_difference *x = a, *y = b;

	return by_person(&x->is, &y->is);
}

/* Equal rows once: two calendars of a person may hold the same leave. */
static void sort_rows(struct absence_rows *rows)
{
	int n = 0;

	if (!rows->n)
		return;
	qsort(rows->list, (size_t)rows->n, sizeof(*rows->list), by_person);
	for (int i = 0; i < rows->n; i++)
		if (!n || !same(&rows->list[i], &rows->list[n - 1]))
			rows->list[n++] = rows->list[i];
	rows->n = n;
}

/* Rows of the same file before: those to be compared, the others stay. */
static void take_old(struct arena *a, const struct site *s,
		     struct absence_calendar how, struct comparison *c,
		     struct absence_rows *stays)
{
	int64_t from = how.from == DATE_MIN ? INT64_MIN
					    : zone_day_begin(s->zone, how.from);
	int64_t until = how.until == DATE_MAX
				? INT64_MAX
				: zone_day_begin(s->zone, how.until);
	struct absence *old = arena_new(a, struct absence, s->n_absences);

	for (int i = 0; i < s->n_absences; i++) {
		const struct absence *x = &s->absences[i];

		if (!x->place.file || strcmp(x->place.file, c->to->path) != 0)
			continue;
		if (x->until > from && x->from < until) {
			old[c->n++] = *x;
			continue;
		}
		stays->list = arena_grow(a, stays->list, stays->n, &stays->room,
					 sizeof(*x));
		stays->list[stays->n++] = *x;
	}
	c->old = old;
}

enum rc absence_import(struct arena *a, const char *dir,
		       const struct site *site, const char *file,
		       const char *sheet, const char *name,
		       struct absence_calendar how, struct absence_import *to,
		       struct err *e)
{
	struct site copy = *site;
	struct lists l = { .a = a, .dir = dir, .s = &copy, .e = e };
	struct comparison c = { .a = a, .to = to };
	struct absence_rows stays = { 0 };

	*to = (struct absence_import){
		.path = input_path(a, dir,
				   arena_printf(a, "absences/%s.csv", name)),
	};
	for (int i = 0; i < site->n_agents; i++)
		name_index_add(a, &l.ids, site->agents[i].id);
	TRY(read_new(&l, file, sheet, &how, &to->rows));
	sort_rows(&to->rows);
	take_old(a, site, how, &c, &stays);
	compare(&c);
	for (int i = 0; i < stays.n; i++) {
		to->rows.list =
			arena_grow(a, to->rows.list, to->rows.n, &to->rows.room,
				   sizeof(struct absence));
		to->rows.list[to->rows.n++] = stays.list[i];
	}
	sort_rows(&to->rows);
	if (to->n)
		qsort(to->list, (size_t)to->n, sizeof(*to->list),
		      by_change_time);
	return RC_OK;
}

/* --- the file --- */

/* First and last day of whole days, else the instants, as csv has them. */
static void ends_of(struct arena *a, const struct site *s,
		    const struct absence *x, const char **start,
		    const char **end)
{
	char buf[33], date[11];

	if (!x->whole_days) {
		*start = arena_strdup(a, zone_format(s->zone, x->from, buf));
		*end = arena_strdup(a, zone_format(s->zone, x->until, buf));
		return;
	}
	*start = arena_strdup(
		a, date_format(zone_wall(s->zone, x->from).day, date));
	*end = arena_strdup(
		a, date_format(zone_wall(s->zone, x->until - 1).day, date));
}

const char *absence_span(struct arena *a, const struct site *s,
			 const struct absence *x)
{
	const char *start, *end;

	ends_of(a, s, x, &start, &end);
	return strcmp(start, end) ? arena_printf(a, _("%s to %s"), start, end)
				  : start;
}

void absence_import_write(struct text *out, const struct site *s,
			  const struct absence_import *x)
{
	csv_write_names(out, absences_list.columns, absences_list.n);
	for (int i = 0; i < x->rows.n; i++) {
		const struct absence *row = &x->rows.list[i];
		const char *start, *end;

		ends_of(out->arena, s, row, &start, &end);
		csv_write(out, s->agents[row->agent].id, false);
		csv_write(out, start, false);
		csv_write(out, end, false);
		csv_write(out, s->absence_types[row->type].code, false);
		csv_write(out, row->approved ? "approved" : "requested", false);
		csv_write(out, row->key, true);
	}
}
