#include "commands/feeds_print.h"

#include <math.h>

#include "base/date.h"
#include "formats/i18n.h"

void feeds_print_change(struct session *s, const struct ledger_change *c)
{
	fprintf(s->out,
		_("Events: %d new, %d moved, %d with other words, %d removed, "
		  "%d unchanged.\n"),
		c->added, c->moved, c->reworded, c->removed, c->kept);
}

void feeds_print_written(struct session *s, const struct feeds_written *w)
{
	enum { MANY = 1000000 }; /* what some subscribers refuse */

	fprintf(s->out,
		_("Calendars: %d people, %d teams; %d of %d files written, %d "
		  "events for people.\n"),
		w->people, w->teams, w->written, w->files, w->events);
	if (w->bytes_most > MANY)
		warn_at(s->err, (struct place){ 0 },
			_("a calendar has %d bytes; above %d some programs "
			  "refuse to subscribe to it"),
			w->bytes_most, MANY);
}

void feeds_print_served(struct session *s, const struct caldav_done *d,
			bool whole)
{
	fprintf(s->out,
		_("Server: %d created, %d updated, %d removed, %d as they "
		  "were%s\n"),
		d->created, d->updated, d->removed, d->same,
		whole ? "." : _("; not finished, run it again."));
}

static double events_of(const struct feeds *f, const struct feed_file *file,
			const struct agenda_event **room)
{
	int after = feeds_last_day(f) - FEED_PERSON_DAYS;

	return file->revoked ? 0 : feeds_events(f, file->id, after, room);
}

void feeds_print_list(struct session *s, const struct options *o,
		      const struct feeds *f)
{
	static const struct table_column columns[] = {
		{ "id", N_("of"), NULL, TABLE_TEXT, 0 },
		{ "kind", N_("kind"), NULL, TABLE_TEXT, 0 },
		{ "for", N_("for"), NULL, TABLE_TEXT, 0 },
		{ "state", N_("state"), NULL, TABLE_TEXT, 0 },
		{ "events", N_("events"), NULL, TABLE_NUMBER, 0 },
		{ "file", N_("file"), NULL, TABLE_TEXT, 0 },
		{ "folder", N_("folder"), NULL, TABLE_TEXT, 0 },
	};
	static const char *const whom[] = { "team", "manager", "hr" };
	struct table t = table_new(s->arena, "calendars", columns, 7);
	const struct agenda_event **events =
		arena_new(s->arena, const struct agenda_event *, f->ledger.n);

	for (int i = 0; i < f->files.n; i++) {
		const struct feed_file *file = &f->files.list[i];
		bool person = file->kind == FEED_PERSON;

		table_text(&t, file->id);
		table_text(&t, person ? "person" : "team");
		table_text(&t, whom[file->audience]);
		table_text(&t, file->revoked ? "revoked" : "active");
		table_number(&t, person ? events_of(f, file, events) : NAN);
		table_text(&t, file->file);
		table_text(&t, file->folder);
	}
	if (table_rows(&t) || !print_for_people(o))
		print_table(s, o, &t);
	else
		fputs(_("No calendars yet; `wfm publish FOLDER` writes "
			"them.\n"),
		      s->out);
}
