#include "formats/site_list.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/field.h"
#include "formats/i18n.h"
#include "formats/input.h"
#include "formats/plan_files.h"
#include "formats/value.h"
#include "formats/word.h"

static bool take(struct lists *l, const struct list_file *file,
		 const struct input *in)
{
	l->file = file;
	return csv_open(l->a, in, &l->csv, l->e) == RC_OK &&
	       csv_schema(l->csv, file->columns, file->n, file->required,
			  l->column, l->e) == RC_OK;
}

bool lists_take(struct lists *l, const struct list_given *given)
{
	if (!take(l, given->list, &given->in))
		return false;
	csv_places(l->csv, given->at);
	return true;
}

bool lists_open(struct lists *l, const struct list_file *file)
{
	const char *path = input_path(l->a, l->dir, file->file);
	struct input in;

	if (l->given && l->given->list == file)
		return lists_take(l, l->given);
	return input_exists(path) &&
	       input_read(l->a, path, &in, l->e) == RC_OK && take(l, file, &in);
}

const char *lists_field(const struct lists *l, int k)
{
	const char *s = csv_field(l->csv, l->column[k]);
	size_t len;

	s += strspn(s, " \t");
	len = strlen(s);
	while (len > 0 && (s[len - 1] == ' ' || s[len - 1] == '\t'))
		len--;
	return s[len] == '\0' ? s : arena_strndup(l->a, s, len);
}

struct place lists_place(const struct lists *l, int k)
{
	return csv_place(l->csv, l->column[k]);
}

bool lists_bad(const struct lists *l, int k, const char *text)
{
	fail_at(l->e, lists_place(l, k), RC_DATA, _("%s \"%s\": expected %s"),
		l->file->columns[k], text_quote(l->a, lists_field(l, k)), text);
	return false;
}

/* --- days --- */

static bool day_of(const struct lists *l, int k, int *day)
{
	const char *s = lists_field(l, k);

	*day = DATE_NONE;
	return s[0] == '\0' || value_date(s, day) ||
	       lists_bad(l, k, _("a date, like 2026-11-23"));
}

bool lists_days(const struct lists *l, int from, int until, int *first,
		int *end)
{
	bool good = day_of(l, from, first);

	good &= day_of(l, until, end);
	if (*end == DATE_NONE)
		return good;
	++*end;
	if (!good || *first == DATE_NONE || *first < *end)
		return good;
	return lists_bad(l, until,
			 arena_printf(l->a, _("%s or later, which is \"%s\""),
				      lists_field(l, from),
				      l->file->columns[from]));
}

bool lists_range(const struct lists *l, int from, int until, int *first,
		 int *end)
{
	if (!lists_days(l, from, until, first, end))
		return false;
	if (*first == DATE_NONE)
		return lists_bad(l, from, _("a date, like 2026-11-23"));
	if (*end == DATE_NONE)
		*end = *first + 1;
	return true;
}

bool lists_day(const struct lists *l, int k, int *day)
{
	return day_of(l, k, day);
}

bool lists_instant(const struct lists *l, int k, bool end, int64_t *utc,
		   bool *whole)
{
	const char *s = lists_field(l, k);
	enum zone_kind kind = ZONE_UNIQUE;
	bool has_offset = false;
	int day;

	*whole = value_date(s, &day);
	if (*whole) {
		*utc = zone_day_begin(l->s->zone, end ? day + 1 : day);
		return true;
	}
	if (!zone_parse(l->s->zone, s, utc, &kind, &has_offset))
		return lists_bad(l, k,
				 _("a date or a time, like 2026-11-23 or "
				   "2026-11-23T08:30"));
	if (kind != ZONE_GAP || has_offset)
		return true;
	return lists_bad(l, k,
			 _("a time that exists: the clocks jump over this "
			   "one"));
}

/* --- names --- */

bool lists_word(const struct lists *l, int k, const char *const words[], int n,
		int *index)
{
	const char *s = lists_field(l, k);

	for (int i = 0; i < n; i++) {
		if (strcmp(words[i], s) == 0) {
			*index = i;
			return true;
		}
	}
	if (n > 0 || !l->site_bad)
		schema_unknown(l->e, lists_place(l, k), l->file->columns[k], s,
			       words, n);
	return false;
}

/* A list of thousands with a wrong column is not searched for each row. */
bool lists_agent(const struct lists *l, int k, int *agent)
{
	enum { ENOUGH = 2000 };
	const char *s = lists_field(l, k);

	*agent = name_index_find(&l->ids, s);
	if (*agent >= 0)
		return true;
	if (!l->agents_bad)
		schema_unknown(l->e, lists_place(l, k), l->file->columns[k], s,
			       l->ids.names,
			       l->ids.n < ENOUGH ? l->ids.n : ENOUGH);
	return false;
}

bool lists_queue(const struct lists *l, int k, int *queue)
{
	const char *s = lists_field(l, k);

	*queue = -1;
	if (s[0] == '\0' || strcmp(s, "all") == 0)
		return true;
	return lists_word(l, k, l->reader->queues.v, l->reader->queues.n,
			  queue);
}

/* One word of a set: a template's key, code or set, or a duty's code. */
static bool add_shifts(const struct lists *l, const char *word, shift_set *set)
{
	const struct site *s = l->s;
	shift_set more = 0;
	int shift, start, paid;

	for (int i = 0; i < s->n_shifts; i++)
		if (strcmp(s->shifts[i].code, word) == 0)
			more = (shift_set)1 << i;
	if (more == 0 && !reader_find_shifts(l->reader, word, &more)) {
		if (!shift_from_code(s, word, &shift, &start, &paid))
			return false;
		more = (shift_set)1 << shift;
	}
	*set |= more;
	return true;
}

bool lists_shifts(const struct lists *l, int k, shift_set *set)
{
	const char *s = lists_field(l, k);

	*set = ~(shift_set)0;
	if (s[0] == '\0' || strcmp(s, "any") == 0)
		return true;
	*set = 0;
	for (const char *p = s; *p;) {
		size_t n = strcspn(p, "|");
		if (!add_shifts(l, arena_strndup(l->a, p, n), set))
			return lists_bad(l, k,
					 _("shifts by key or code, joined "
					   "by |"));
		p += n + (p[n] == '|');
	}
	return true;
}

/* --- values --- */

bool lists_number(const struct lists *l, int k, double min, double max,
		  double otherwise, double *x)
{
	const struct field f = {
		.name = l->file->columns[k],
		.type = FIELD_NUMBER,
		.min = min,
		.max = max,
	};
	const char *s = lists_field(l, k);

	*x = otherwise;
	if (s[0] == '\0' || field_parse(&f, s, x))
		return true;
	field_fails(l->e, lists_place(l, k), &f, s);
	return false;
}

bool lists_lag(const struct lists *l, int k, int most, int *first, int *last)
{
	const char *s = lists_field(l, k);
	int used = 0;

	*first = *last = 0;
	if (!*s)
		return true;
	if (sscanf(s, "%2d-%2d%n", first, last, &used) != 2) {
		used = 0;
		(void)sscanf(s, "%2d%n", first, &used);
		*last = *first;
	}
	if (used > 0 && !s[used] && *first >= 0 && *first <= *last &&
	    *last <= most)
		return true;
	return lists_bad(l, k,
			 arena_printf(l->e->arena,
				      _("days after which contacts come, like "
					"2 or 1-5, at most %d"),
				      most));
}

bool lists_text(const struct lists *l, int k, const char **text)
{
	enum { LONGEST = 200 };

	*text = lists_field(l, k);
	if (text_is_plain(*text) && strlen(*text) <= LONGEST)
		return true;
	lists_bad(l, k,
		  _("a text of one line without control characters, at most "
		    "200 bytes"));
	*text = "";
	return false;
}

bool lists_window(const struct lists *l, int k, struct window *w)
{
	const char *s = lists_field(l, k);

	return s[0] == '\0' || value_window(s, w) ||
	       lists_bad(l, k, _("two times that differ, like 08:00-16:00"));
}

bool lists_price(const struct lists *l, int k, double *price)
{
	const char *s = lists_field(l, k);

	return s[0] == '\0' || reader_price(l->reader, s, price) ||
	       lists_bad(l, k, _("an amount above 0, or low, medium or high"));
}
