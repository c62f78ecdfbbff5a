#include "formats/site_lists.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/cells.h"
#include "formats/i18n.h"
#include "formats/input.h"
#include "formats/plan_files.h"
#include "formats/value.h"

bool lists_open(struct lists *l, const char *file, const char *const names[],
		int n, int required)
{
	const char *path = input_path(l->a, l->dir, file);
	struct input in;

	l->names = names;
	return input_exists(path) &&
	       input_read(l->a, path, &in, l->e) == RC_OK &&
	       csv_open(l->a, &in, &l->csv, l->e) == RC_OK &&
	       csv_schema(l->csv, names, n, required, l->column, l->e) == RC_OK;
}

const char *lists_field(const struct lists *l, int k)
{
	return csv_field(l->csv, l->column[k]);
}

struct place lists_place(const struct lists *l, int k)
{
	return csv_place(l->csv, l->column[k]);
}

bool lists_bad(const struct lists *l, int k, const char *text)
{
	(void)fail_at(l->e, lists_place(l, k), RC_DATA, "%s: \"%s\": %s",
		      l->names[k], text_quote(l->a, lists_field(l, k)), text);
	return false;
}

static bool day_of(const struct lists *l, int k, int otherwise, int *day)
{
	const char *s = lists_field(l, k);

	*day = otherwise;
	if (!*s || value_date(s, day))
		return true;
	return lists_bad(l, k, _("a day is written 2026-11-23"));
}

bool lists_days(const struct lists *l, int from, int until, int *first,
		int *end)
{
	bool good = day_of(l, from, DATE_NONE, first);

	if (until < 0 || l->column[until] < 0) {
		*end = *first == DATE_NONE ? DATE_NONE : *first + 1;
		return good;
	}
	good &= day_of(l, until, DATE_NONE, end);
	if (good && *first != DATE_NONE && *end != DATE_NONE && *end < *first)
		return lists_bad(l, until, _("before the day it starts"));
	if (*end != DATE_NONE)
		++*end;
	return good;
}

bool lists_agent(const struct lists *l, int k, int *agent)
{
	return cell_key(l->csv, l->column[k], l->names[k],
			cells_agents(l->a, l->s), l->s->n_agents, agent, l->e);
}

bool lists_queue(const struct lists *l, int k, int *queue)
{
	const char *s = lists_field(l, k);

	*queue = -1;
	if (!*s || !strcmp(s, "all"))
		return true;
	return cell_key(l->csv, l->column[k], l->names[k],
			cells_queues(l->a, l->s), l->s->n_queues, queue, l->e);
}

bool lists_number(const struct lists *l, int k, double min, double max,
		  double otherwise, double *x)
{
	*x = otherwise;
	if (!*lists_field(l, k))
		return true;
	return cell_number(l->csv, l->column[k], l->names[k], min, max, false,
			   x, l->e);
}

bool lists_text(const struct lists *l, int k, const char **text)
{
	const char *s = lists_field(l, k);

	*text = "";
	if (!text_is_plain(s))
		return lists_bad(l, k, _("control characters are not allowed"));
	if (strlen(s) > 200)
		return lists_bad(l, k, _("at most 200 bytes are allowed"));
	*text = arena_strdup(l->a, s);
	return true;
}

bool lists_instant(const struct lists *l, int k, bool end, int64_t *utc,
		   bool *whole)
{
	int day;

	*whole = value_date(lists_field(l, k), &day);
	if (*whole) {
		*utc = zone_day_begin(l->s->zone, end ? day + 1 : day);
		return true;
	}
	return cell_instant(l->csv, l->column[k], l->names[k], l->s->zone, utc,
			    l->e);
}

/* One word of a set: a template's key or code, or a duty's code. */
static bool add_shift(const struct site *s, const char *word, shift_set *set)
{
	int shift, start, paid;

	for (int i = 0; i < s->n_shifts; i++)
		if (!strcmp(s->shifts[i].id, word) ||
		    !strcmp(s->shifts[i].code, word)) {
			*set |= (shift_set)1 << i;
			return true;
		}
	if (!shift_from_code(s, word, &shift, &start, &paid))
		return false;
	*set |= (shift_set)1 << shift;
	return true;
}

bool lists_shifts(const struct lists *l, int k, shift_set *set)
{
	const char *s = lists_field(l, k);

	*set = ~(shift_set)0;
	if (!*s || !strcmp(s, "any"))
		return true;
	*set = 0;
	for (const char *p = s; *p;) {
		size_t n = strcspn(p, "|");
		char *word = arena_strndup(l->a, p, n);

		if (!add_shift(l->s, word, set))
			return lists_bad(l, k,
					 _("templates by key or code, joined "
					   "by |"));
		p += n + (p[n] == '|');
	}
	return true;
}

enum rc site_lists_read(struct arena *a, const char *dir, struct site *site,
			struct err *e)
{
	struct lists l = { .a = a, .dir = dir, .s = site, .e = e };
	int before = e->errors;

	lists_agents(&l);
	lists_skills(&l);
	lists_availability(&l);
	lists_rates(&l);
	lists_absences(&l);
	lists_requests(&l);
	lists_special_days(&l);
	lists_events(&l);
	lists_adjustments(&l);
	lists_cover(&l);
	lists_activities(&l);
	lists_backlog(&l);
	lists_balances(&l);
	lists_waivers(&l);
	return e->errors > before ? RC_DATA : RC_OK;
}
