#include "formats/feeds.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "formats/feed.h"
#include "formats/i18n.h"

static const char *path_of(const struct feeds *f, const char *name)
{
	return input_path(f->a, input_path(f->a, f->dir, "feeds"), name);
}

enum rc feeds_open(struct arena *a, const char *dir, const struct site *site,
		   struct feeds *f, struct err *e)
{
	struct input in;

	*f = (struct feeds){ .a = a, .dir = dir, .site = site };
	const char *events = path_of(f, "events.csv");
	const char *files = path_of(f, "calendars.csv");
	enum rc rc = RC_OK, rc2 = RC_OK;
	if (input_exists(events)) {
		TRY(input_read(a, events, &in, e));
		rc = ledger_read(a, &in, &f->ledger, e);
	}
	if (input_exists(files)) {
		TRY(input_read(a, files, &in, e));
		rc2 = feed_files_read(a, &in, &f->files, e);
	}
	return rc ? rc : rc2;
}

/* Adds a file when its bytes are not there already. */
static enum rc add_changed(const struct feeds *f, struct output *o,
			   const char *path, const struct text *t,
			   bool *changed, struct err *e)
{
	struct err quiet = err_new(f->a);
	struct input in;

	*changed = !input_exists(path) ||
		   input_read(f->a, path, &in, &quiet) != RC_OK ||
		   in.len != t->len || memcmp(in.data, t->data, t->len) != 0;
	return *changed ? output_add(o, path, t->data, t->len, e) : RC_OK;
}

enum rc feeds_save(const struct feeds *f, struct output *o, struct err *e)
{
	struct text events = text_new(f->a), files = text_new(f->a);
	bool changed;

	ledger_write(&events, &f->ledger);
	feed_files_write(&files, &f->files);
	TRY(output_folder(input_path(f->a, f->dir, "feeds"), e));
	TRY(add_changed(f, o, path_of(f, "events.csv"), &events, &changed, e));
	return add_changed(f, o, path_of(f, "calendars.csv"), &files, &changed,
			   e);
}

int feeds_last_day(const struct feeds *f)
{
	int last = DATE_MIN;

	for (int i = 0; i < f->ledger.n; i++)
		if (!f->ledger.list[i].cancelled &&
		    f->ledger.list[i].day > last)
			last = f->ledger.list[i].day;
	return last;
}

/* The first of the person's events; the ledger is sorted by agent. */
static int first_of(const struct agenda *ledger, const char *agent)
{
	int low = 0, high = ledger->n;

	while (low < high) {
		int middle = (low + high) / 2;

		if (strcmp(ledger->list[middle].agent, agent) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

int feeds_events(const struct feeds *f, const char *agent, int after,
		 const struct agenda_event **list)
{
	int n = 0;

	for (int i = first_of(&f->ledger, agent);
	     i < f->ledger.n && !strcmp(f->ledger.list[i].agent, agent); i++) {
		const struct agenda_event *ev = &f->ledger.list[i];

		if (ev->day > after &&
		    (!ev->cancelled || f->site->calendars.cancelled))
			list[n++] = ev;
	}
	return n;
}

struct filling {
	struct feeds *feeds;
	struct output *o;
	struct feed feed; /* what all files share */
	const char *folder;
	const struct agenda_event **events; /* [ledger.n] */
	int last;			    /* day */
	struct feeds_written *written;
	struct err *e;
};

static enum rc write_file(struct filling *x, const char *folder,
			  const char *file)
{
	struct feeds *f = x->feeds;
	struct text t = text_new(f->a);
	bool changed;

	feed_write(&t, &x->feed);
	TRY(add_changed(f, x->o, input_path(f->a, folder, file), &t, &changed,
			x->e));
	x->written->files++;
	x->written->written += changed;
	if (t.len > (size_t)x->written->bytes_most)
		x->written->bytes_most = (int)t.len;
	return RC_OK;
}

/* The file in force, made when there never was one; revoked stays so. */
static enum rc file_of(struct filling *x, enum feed_kind kind, const char *id,
		       const struct feed_file **file)
{
	struct feed_files *files = &x->feeds->files;
	const struct feed_file like = { .folder = x->folder,
					.audience = x->feed.audience,
					.kind = kind,
					.id = id };

	*file = feed_files_find(files, like);
	if (*file)
		return RC_OK;
	TRY(feed_files_issue(x->feeds->a, files, like, x->e));
	*file = &files->list[files->n - 1];
	return RC_OK;
}

static enum rc write_person(struct filling *x, const struct agent *agent)
{
	struct arena *a = x->feeds->a;
	const struct feed_file *file;

	TRY(file_of(x, FEED_PERSON, agent->id, &file));
	if (file->revoked)
		return RC_OK;
	x->feed.name =
		arena_printf(a, _("%s \xe2\x80\x93 shifts"), agent->name);
	x->feed.several = false;
	x->feed.events = x->events;
	x->feed.n = feeds_events(x->feeds, agent->id,
				 x->last - FEED_PERSON_DAYS, x->events);
	x->written->people++;
	x->written->events += x->feed.n;
	return write_file(x, x->folder, file->file);
}

static bool is_in(const struct agent *agent, int day, const char *team)
{
	const struct agent_term *term = agent_term(agent, day);

	return term && term->team && !strcmp(term->team, team);
}

static int by_time(const void *a, const void *b)
{
	const struct agenda_event *x = *(const struct agenda_event *const *)a;
	const struct agenda_event *y = *(const struct agenda_event *const *)b;
	int agent = strcmp(x->agent, y->agent);

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return agent ? agent : strcmp(x->slot, y->slot);
}

/* Shifts and leave of all who were in the team on the day; no breaks. */
static int team_events(struct filling *x, const char *team)
{
	const struct site *s = x->feed.site;
	int n = 0;

	for (int i = 0; i < s->n_agents; i++) {
		const struct agenda_event **own = x->events + n;
		int found = feeds_events(x->feeds, s->agents[i].id,
					 x->last - FEED_TEAM_DAYS, own);

		for (int k = 0; k < found; k++)
			if (agenda_kind(own[k]->slot) != AGENDA_BREAK &&
			    is_in(&s->agents[i], own[k]->day, team))
				x->events[n++] = own[k];
	}
	if (n)
		qsort(x->events, (size_t)n, sizeof(*x->events), by_time);
	return n;
}

static enum rc write_team(struct filling *x, const char *team)
{
	const struct feed_file *file;

	TRY(file_of(x, FEED_TEAM, team, &file));
	if (file->revoked)
		return RC_OK;
	x->feed.name =
		arena_printf(x->feeds->a, _("%s \xe2\x80\x93 shifts"), team);
	x->feed.several = true;
	x->feed.events = x->events;
	x->feed.n = team_events(x, team);
	x->written->teams++;
	return write_file(x, x->folder, file->file);
}

/* Was the team met before agent i, term t? */
static bool is_known(const struct site *s, int i, int t, const char *team)
{
	for (int k = 0; k <= i; k++)
		for (int u = 0; u < (k == i ? t : s->agents[k].n_terms); u++)
			if (s->agents[k].terms[u].team &&
			    !strcmp(s->agents[k].terms[u].team, team))
				return true;
	return false;
}

static enum rc write_teams(struct filling *x)
{
	const struct site *s = x->feed.site;

	for (int i = 0; i < s->n_agents; i++)
		for (int t = 0; t < s->agents[i].n_terms; t++) {
			const char *team = s->agents[i].terms[t].team;

			if (team && *team && !is_known(s, i, t, team))
				TRY(write_team(x, team));
		}
	return RC_OK;
}

static enum rc empty_file(struct filling *x, const struct feed_file *file)
{
	x->feed.name = NULL;
	x->feed.n = 0;
	return write_file(x, file->folder, file->file);
}

/* Who is in agents.csv no more reads an empty calendar from now on. */
static enum rc empty_those_who_left(struct filling *x)
{
	const struct feed_files *files = &x->feeds->files;

	for (int i = 0; i < files->n; i++) {
		struct feed_file *file = &files->list[i];

		if (file->revoked || file->kind != FEED_PERSON ||
		    strcmp(file->folder, x->folder) != 0 ||
		    site_agent(x->feed.site, file->id) >= 0)
			continue;
		file->revoked = true;
		TRY(empty_file(x, file));
	}
	return RC_OK;
}

static struct filling filling(struct feeds *f, struct output *o,
			      const char *version,
			      struct feeds_written *written, struct err *e)
{
	*written = (struct feeds_written){ 0 };
	return (struct filling){
		.feeds = f,
		.o = o,
		.feed = { .site = f->site, .version = version },
		.events = arena_new(f->a, const struct agenda_event *,
				    f->ledger.n),
		.last = feeds_last_day(f),
		.written = written,
		.e = e,
	};
}

enum rc feeds_fill(struct feeds *f, struct output *o, const char *folder,
		   enum audience audience, const char *version,
		   struct feeds_written *written, struct err *e)
{
	struct filling x = filling(f, o, version, written, e);

	x.folder = folder;
	x.feed.audience = audience;
	for (int i = 0; i < f->site->n_agents; i++)
		TRY(write_person(&x, &f->site->agents[i]));
	TRY(write_teams(&x));
	return empty_those_who_left(&x);
}

enum rc feeds_revoke(struct feeds *f, struct output *o, const char *id,
		     bool renew, const char *version, int *n, struct err *e)
{
	struct feeds_written written;
	struct filling x = filling(f, o, version, &written, e);
	int files = f->files.n;

	*n = 0;
	for (int i = 0; i < files; i++) {
		struct feed_file *file = &f->files.list[i];

		if (strcmp(file->id, id) != 0)
			continue;
		if (!file->revoked) {
			file->revoked = true;
			TRY(empty_file(&x, file));
			++*n;
		} else if (!renew ||
			   feed_files_find(&f->files, *file) != file) {
			continue;
		}
		struct feed_file like = *file;
		if (renew)
			TRY(feed_files_issue(f->a, &f->files, like, e));
	}
	return RC_OK;
}
