/*
 * absences.csv, absences.ics and absences/ID.ics: who is away when.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/i18n.h"
#include "formats/ics.h"
#include "formats/input.h"
#include "formats/site_lists.h"
#include "formats/word.h"

enum { AGENT, START, END, CODE, STATUS, COLUMNS };
static const char *const columns[COLUMNS] = { "agent", "start", "end", "code",
					      "status" };
const struct list_file absences_list = { "absences.csv", columns, COLUMNS,
					 CODE + 1 };

/* Calendars are expanded this far around the days that people can mean. */
enum { HORIZON_FROM = 0, HORIZON_UNTIL = 29220 }; /* 1970 to 2050 */

struct absences {
	struct lists *l;
	struct absence *list;
	int n, room;
	int ignored; /* tentative, cancelled or free-time events */
};

static void add(struct absences *x, struct absence a)
{
	x->list = arena_grow(x->l->a, x->list, x->n, &x->room, sizeof(a));
	x->list[x->n++] = a;
}

static bool read_status(const struct lists *l, bool *approved)
{
	static const char *const keys[] = { "approved", "requested",
					    "refused" };
	int k = 0;

	if (*lists_field(l, STATUS) && !lists_word(l, STATUS, keys, 3, &k))
		return false;
	*approved = k == 0;
	return true;
}

static bool read_type(const struct lists *l, int *type)
{
	const struct site *s = l->s;
	const char **keys = arena_new(l->a, const char *, s->n_absence_types);

	for (int i = 0; i < s->n_absence_types; i++)
		keys[i] = s->absence_types[i].code;
	return lists_word(l, CODE, keys, s->n_absence_types, type);
}

static void read_row(struct absences *x)
{
	const struct lists *l = x->l;
	struct absence a = { .place = lists_place(l, AGENT) };
	bool start_whole, end_whole;
	bool good = lists_agent(l, AGENT, &a.agent);

	good &= lists_instant(l, START, false, &a.from, &start_whole);
	good &= lists_instant(l, END, true, &a.until, &end_whole);
	good &= read_type(l, &a.type);
	good &= read_status(l, &a.approved);
	if (!good)
		return;
	a.whole_days = start_whole && end_whole;
	if (a.until <= a.from)
		lists_bad(l, END, _("a time after its start"));
	else
		add(x, a);
}

/* Is word a whole word of text, in any case? */
static bool has_word(struct arena *a, const char *text, const char *word)
{
	const char *in = text_fold(a, text), *what = text_fold(a, word);
	size_t n = strlen(what);

	for (const char *p = in; n && (p = strstr(p, what)); p++) {
		bool left = p == in || !strchr("abcdefghijklmnopqrstuvwxyz"
					       "0123456789_",
					       p[-1]);
		bool right = !p[n] || !strchr("abcdefghijklmnopqrstuvwxyz"
					      "0123456789_",
					      p[n]);

		if (left && right)
			return true;
	}
	return false;
}

/* X-WFM-AGENT, else the one person whose id or name the summary holds. */
static bool find_agent(const struct absences *x, const struct ics_event *ev,
		       int *agent)
{
	const struct site *s = x->l->s;
	int found = 0;

	if (*ev->agent) {
		*agent = name_index_find(&x->l->ids, ev->agent);
		found = *agent >= 0;
	} else {
		for (int i = 0; i < s->n_agents; i++) {
			if (!has_word(x->l->a, ev->summary, s->agents[i].id) &&
			    !has_word(x->l->a, ev->summary, s->agents[i].name))
				continue;
			*agent = i;
			found++;
		}
	}
	if (found == 1)
		return true;
	(void)fail_at(x->l->e, ev->place, RC_DATA,
		      found ? _("the event \"%s\" names several people; "
				"X-WFM-AGENT can say whose it is")
			    : _("the event \"%s\" names nobody of agents.csv; "
				"X-WFM-AGENT can say whose it is"),
		      text_quote(x->l->a, ev->summary));
	return false;
}

/* The code that categories or summary name; else the site's first. */
static int find_type(const struct absences *x, const struct ics_event *ev)
{
	const struct site *s = x->l->s;

	for (int i = 0; i < s->n_absence_types; i++) {
		const struct absence_type *t = &s->absence_types[i];

		if (has_word(x->l->a, ev->categories, t->code) ||
		    has_word(x->l->a, ev->summary, t->code) ||
		    has_word(x->l->a, ev->summary, t->name))
			return i;
	}
	return 0;
}

static void read_event(struct absences *x, const struct ics_event *ev,
		       int agent)
{
	if (ev->status != ICS_CONFIRMED || ev->transparent) {
		x->ignored++;
		return;
	}
	if (agent < 0 && !find_agent(x, ev, &agent))
		return;
	add(x, (struct absence){ .agent = agent,
				 .type = find_type(x, ev),
				 .from = ev->start,
				 .until = ev->end,
				 .whole_days = ev->whole_days,
				 .approved = true,
				 .place = ev->place });
}

/* agent -1: each event says whose it is. */
static void read_calendar(struct absences *x, const char *path, int agent)
{
	struct lists *l = x->l;
	struct ics_events events;
	struct input in;
	int before = x->ignored;

	if (!l->s->n_absence_types) {
		(void)fail_at(l->e, (struct place){ path, 0, 0 }, RC_DATA,
			      _("site.yaml names no absences: code"));
		return;
	}
	if (input_read(l->a, path, &in, l->e) != RC_OK ||
	    ics_read(l->a, &in, l->s->zone, HORIZON_FROM, HORIZON_UNTIL,
		     &events, l->e) != RC_OK)
		return;
	for (int i = 0; i < events.n; i++)
		read_event(x, &events.list[i], agent);
	if (x->ignored > before)
		note_at(l->e, (struct place){ path, 0, 0 },
			_("%d tentative, cancelled or free-time events are "
			  "not taken as absence"),
			x->ignored - before);
}

static int is_calendar(const struct dirent *f)
{
	size_t n = strlen(f->d_name);

	return n > 4 && strcmp(f->d_name + n - 4, ".ics") == 0;
}

/* In the order of bytes, whatever the locale. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

struct name_list site_calendar_files(struct arena *a, const char *dir)
{
	struct name_list list = { .n = 0 };
	struct dirent **files;
	int n = scandir(input_path(a, dir, "absences"), &files, is_calendar,
			by_name);

	for (int i = 0; i < n; i++) {
		names_add(a, &list,
			  arena_printf(a, "absences/%s", files[i]->d_name));
		free(files[i]);
	}
	if (n >= 0)
		free(files);
	return list;
}

/* absences/ID.ics: one person's calendar each. */
static void read_folder(struct absences *x)
{
	struct lists *l = x->l;
	struct name_list files = site_calendar_files(l->a, l->dir);

	for (int i = 0; i < files.n; i++) {
		const char *name = strchr(files.v[i], '/') + 1;
		const char *path = input_path(l->a, l->dir, files.v[i]);
		int agent = name_index_find(
			&l->ids, arena_strndup(l->a, name, strlen(name) - 4));

		if (agent >= 0)
			read_calendar(x, path, agent);
		else
			fail_at(l->e, (struct place){ .file = path }, RC_DATA,
				_("the file's name is no id of agents.csv"));
	}
}

void lists_absences(struct lists *l)
{
	struct absences x = { .l = l };
	const char *ics = input_path(l->a, l->dir, "absences.ics");

	if (lists_open(l, &absences_list))
		while (csv_next(l->csv, l->e))
			read_row(&x);
	if (input_exists(ics))
		read_calendar(&x, ics, -1);
	read_folder(&x);
	l->s->absences = x.list;
	l->s->n_absences = x.n;
}
