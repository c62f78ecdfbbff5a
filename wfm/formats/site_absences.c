/*
 * absences.csv and .ics, absences/ID.ics and absences/NAME.csv: who is away
 * when.
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

enum { AGENT, START, END, CODE, STATUS, KEY, COLUMNS };
static const char *const columns[COLUMNS] = { "agent", "start",	 "end",
					      "code",  "status", "key" };
const struct list_file absences_list = { "absences.csv", columns, COLUMNS,
					 CODE + 1 };

/* Calendars are expanded this far around the days that people can mean. */
enum { HORIZON_FROM = 0, HORIZON_UNTIL = 29220 }; /* 1970 to 2050 */

static void add(const struct lists *l, struct absence_rows *to,
		struct absence a)
{
	to->list = arena_grow(l->a, to->list, to->n, &to->room, sizeof(a));
	to->list[to->n++] = a;
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

static void read_row(const struct lists *l, struct absence_rows *to)
{
	struct absence a = { .place = lists_place(l, AGENT),
			     .key = lists_field(l, KEY) };
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
		add(l, to, a);
}

void absences_of_table(const struct lists *l, struct absence_rows *to)
{
	while (csv_next(l->csv, l->e))
		read_row(l, to);
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

/* X-WFM-AGENT, else the one person whose id or name the summary holds.  The
 * summary is not shown: it may say what is nobody's business. */
static bool find_agent(const struct lists *l, const struct ics_event *ev,
		       int *agent)
{
	const struct site *s = l->s;
	int found = 0;

	if (*ev->agent) {
		*agent = name_index_find(&l->ids, ev->agent);
		found = *agent >= 0;
	} else {
		for (int i = 0; i < s->n_agents; i++) {
			if (!has_word(l->a, ev->summary, s->agents[i].id) &&
			    !has_word(l->a, ev->summary, s->agents[i].name))
				continue;
			*agent = i;
			found++;
		}
	}
	if (found == 1)
		return true;
	(void)fail_at(l->e, ev->place, RC_DATA,
		      found ? _("the event names several people; X-WFM-AGENT "
				"can say whose it is")
			    : _("the event names nobody of agents.csv; "
				"X-WFM-AGENT can say whose it is"));
	return false;
}

static bool means(const struct lists *l, const struct ics_event *ev,
		  const char *word)
{
	return has_word(l->a, ev->categories, word) ||
	       has_word(l->a, ev->summary, word);
}

/* One of "PTO, vacation"? */
static bool means_any(const struct lists *l, const struct ics_event *ev,
		      const char *words)
{
	while (*words) {
		size_t n = strcspn(words, ",");

		while (n && *words == ' ')
			words++, n--;
		if (n && means(l, ev, arena_strndup(l->a, words, n)))
			return true;
		words += n + (words[n] == ',');
	}
	return false;
}

/* The kind whose code, name or words categories or summary hold, or -1. */
static int find_type(const struct lists *l, const struct ics_event *ev)
{
	const struct site *s = l->s;

	for (int i = 0; i < s->n_absence_types; i++) {
		const struct absence_type *t = &s->absence_types[i];

		if (means(l, ev, t->code) || means(l, ev, t->name))
			return i;
		if (t->words && means_any(l, ev, t->words))
			return i;
	}
	return -1;
}

/* Of its UID only a hash is kept; of a rule each occurrence is one. */
static const char *key_of(const struct lists *l, const struct ics_event *ev)
{
	const char *name = arena_printf(l->a, "%s %lld", ev->uid,
					(long long)ev->occurrence);

	return *ev->uid ? arena_printf(l->a, "%016llx",
				       (unsigned long long)text_hash(
					       name, strlen(name)))
			: "";
}

static void read_event(const struct lists *l, const struct ics_event *ev,
		       struct absence_calendar how, struct absence_rows *to)
{
	if (ev->status == ICS_CANCELLED || (ev->transparent && !how.free) ||
	    (ev->status == ICS_TENTATIVE && !how.tentative)) {
		to->ignored++;
		return;
	}
	int agent = how.agent, type = find_type(l, ev);
	if (agent < 0 && !find_agent(l, ev, &agent))
		return;
	to->unnamed += type < 0;
	add(l, to,
	    (struct absence){ .agent = agent,
			      .type = type < 0 ? how.type : type,
			      .from = ev->start,
			      .until = ev->end,
			      .whole_days = ev->whole_days,
			      .approved = true,
			      .key = key_of(l, ev),
			      .place = ev->place });
}

void absences_of_calendar(const struct lists *l, const struct input *in,
			  struct absence_calendar how, struct absence_rows *to)
{
	struct ics_events events;

	if (!l->s->n_absence_types) {
		(void)fail_at(l->e, (struct place){ in->path, 0, 0 }, RC_DATA,
			      _("site.yaml names no absences: code"));
		return;
	}
	if (ics_read(l->a, in, l->s->zone, how.from, how.until, &events,
		     l->e) != RC_OK)
		return;
	for (int i = 0; i < events.n; i++)
		read_event(l, &events.list[i], how, to);
}

/* agent -1: each event says whose it is. */
static void read_calendar(const struct lists *l, const char *path, int agent,
			  struct absence_rows *to)
{
	const struct absence_calendar how = { .agent = agent,
					      .from = HORIZON_FROM,
					      .until = HORIZON_UNTIL };
	struct input in;
	int before = to->ignored;

	if (input_read(l->a, path, &in, l->e) == RC_OK)
		absences_of_calendar(l, &in, how, to);
	if (to->ignored > before)
		note_at(l->e, (struct place){ path, 0, 0 },
			_("%d tentative, cancelled or free-time events are "
			  "not taken as absence"),
			to->ignored - before);
}

static bool ends(const char *name, const char *how)
{
	size_t n = strlen(name);

	return n > 4 && strcmp(name + n - 4, how) == 0;
}

static int is_list(const struct dirent *f)
{
	return f->d_name[0] != '.' &&
	       (ends(f->d_name, ".ics") || ends(f->d_name, ".csv"));
}

/* In the order of bytes, whatever the locale. */
static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

struct name_list site_absence_files(struct arena *a, const char *dir)
{
	struct name_list list = { .n = 0 };
	struct dirent **files;
	int n = scandir(input_path(a, dir, "absences"), &files, is_list,
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

/* absences/ID.ics: one person's calendar. */
static void read_own_calendar(const struct lists *l, const char *file,
			      struct absence_rows *to)
{
	const char *name = strchr(file, '/') + 1;
	const char *path = input_path(l->a, l->dir, file);
	int agent = name_index_find(
		&l->ids, arena_strndup(l->a, name, strlen(name) - 4));

	if (agent >= 0)
		read_calendar(l, path, agent, to);
	else
		fail_at(l->e, (struct place){ .file = path }, RC_DATA,
			_("the file's name is no id of agents.csv"));
}

/* absences/NAME.csv: what an import wrote. */
static void read_imported(struct lists *l, const char *file,
			  struct absence_rows *to)
{
	struct list_file list = absences_list;

	list.file = file;
	if (lists_open(l, &list))
		absences_of_table(l, to);
	l->file = &absences_list;
}

void lists_absences(struct lists *l)
{
	struct absence_rows x = { 0 };
	const char *ics = input_path(l->a, l->dir, "absences.ics");
	struct name_list files = site_absence_files(l->a, l->dir);

	if (lists_open(l, &absences_list))
		absences_of_table(l, &x);
	if (input_exists(ics))
		read_calendar(l, ics, -1, &x);
	for (int i = 0; i < files.n; i++)
		if (ends(files.v[i], ".ics"))
			read_own_calendar(l, files.v[i], &x);
		else
			read_imported(l, files.v[i], &x);
	l->s->absences = x.list;
	l->s->n_absences = x.n;
}
