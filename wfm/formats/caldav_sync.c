#include "formats/caldav_sync.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "formats/csv.h"
#include "formats/feed.h"
#include "formats/field.h"
#include "formats/i18n.h"
#include "formats/name_index.h"

enum { URL, AGENT, OBJECT, ETAG, HASH, COLUMNS };
static const char *const columns[COLUMNS] = { "url", "agent", "object", "etag",
					      "hash" };

/* What a server holds of ours. */
struct held {
	const char *url, *agent, *object, *etag;
	uint64_t hash; /* of what was sent */
	bool gone;
};

struct sync {
	struct arena *a;
	struct feeds *feeds;
	struct caldav *c;
	struct feed feed;
	struct held *list;
	int n, room;
	struct name_index objects; /* of list by url and object */
	struct name_index made;	   /* calendars known to be there */
	struct caldav_done *done;
	struct err *e;
};

/* --- the file --- */

static const char *key_of(struct arena *a, const char *url, const char *object)
{
	return arena_printf(a, "%s %s", url, object);
}

static void hold(struct sync *s, struct held h)
{
	s->list = arena_grow(s->a, s->list, s->n, &s->room, sizeof(h));
	s->list[s->n++] = h;
	name_index_add(s->a, &s->objects, key_of(s->a, h.url, h.object));
}

static bool good_row(const struct held *h, const char *hash)
{
	return caldav_is_url(h->url) && field_is_id(h->agent) &&
	       field_is_id(h->object) && *h->etag && text_is_plain(h->etag) &&
	       strlen(hash) == 16 &&
	       strspn(hash, "0123456789abcdef") == strlen(hash);
}

static enum rc read_held(struct sync *s, const char *path)
{
	int column[COLUMNS], before = s->e->errors;
	struct input in;
	struct csv *csv;

	if (!input_exists(path))
		return RC_OK;
	TRY(input_read(s->a, path, &in, s->e));
	TRY(csv_open(s->a, &in, &csv, s->e));
	TRY(csv_schema(csv, columns, COLUMNS, COLUMNS, column, s->e));
	while (csv_next(csv, s->e)) {
		const char *hash = csv_field(csv, column[HASH]);
		struct held h = {
			.url = csv_field(csv, column[URL]),
			.agent = csv_field(csv, column[AGENT]),
			.object = csv_field(csv, column[OBJECT]),
			.etag = csv_field(csv, column[ETAG]),
			.hash = strtoull(hash, NULL, 16),
		};

		if (!good_row(&h, hash))
			(void)fail_at(s->e, csv_place(csv, column[URL]),
				      RC_DATA,
				      _("this is no object of a server; "
					"remove the file to look at the "
					"server anew"));
		else if (name_index_find(&s->objects,
					 key_of(s->a, h.url, h.object)) < 0)
			hold(s, h);
	}
	return s->e->errors > before ? RC_DATA : RC_OK;
}

static void write_held(struct text *out, const struct sync *s)
{
	csv_write_names(out, columns, COLUMNS);
	for (int i = 0; i < s->n; i++) {
		const struct held *h = &s->list[i];

		if (h->gone)
			continue;
		csv_write(out, h->url, false);
		csv_write(out, h->agent, false);
		csv_write(out, h->object, false);
		csv_write(out, h->etag, false);
		csv_write(out,
			  arena_printf(out->arena, "%016llx",
				       (unsigned long long)h->hash),
			  true);
	}
}

/* --- one object --- */

static const char *path_of(const struct sync *s, const struct held *h)
{
	return arena_printf(s->a, "%s/%s.ics", h->agent, h->object);
}

static void overruled(struct sync *s, const struct held *h, const char *what)
{
	s->done->overruled++;
	warn_at(s->e,
		(struct place){ .file = arena_printf(s->a, "%s%s",
						     caldav_url(s->c),
						     path_of(s, h)) },
		_("%s; it is now as the roster has it"), what);
}

/* The same line "NAME:value" in both, whatever else a server rewrote. */
static bool same_line(const char *x, const char *y, const char *name)
{
	const char *p = strstr(x, name), *q = strstr(y, name);

	return p && q && strcspn(p + 1, "\r\n") == strcspn(q + 1, "\r\n") &&
	       !strncmp(p, q, strcspn(p + 1, "\r\n") + 1);
}

/* Is it what we send?  DTSTAMP and SEQUENCE name one state of an event, its
 * times are there to see a change by hand. */
static bool is_ours(const char *theirs, const char *body)
{
	return same_line(theirs, body, "\nDTSTAMP:") &&
	       same_line(theirs, body, "\nSEQUENCE:") &&
	       same_line(theirs, body, "\nDTSTART") &&
	       same_line(theirs, body, "\nDTEND");
}

/* Not as we left it: take it for done, or overrule what was done there. */
static enum rc settle(struct sync *s, struct held *h, const char *body)
{
	enum caldav_found found;
	const char *theirs;

	TRY(caldav_get(s->c, path_of(s, h), &theirs, &h->etag, &found, s->e));
	if (found == CALDAV_DONE && is_ours(theirs, body))
		return RC_OK;
	bool removed = found == CALDAV_GONE;
	if (removed)
		h->etag = NULL;
	TRY(caldav_put(s->c, path_of(s, h), body, &h->etag, &found, s->e));
	if (found != CALDAV_DONE)
		return fail_at(s->e, (struct place){ .file = caldav_url(s->c) },
			       RC_IO,
			       _("%s changes while we write it; try again"),
			       path_of(s, h));
	overruled(s, h,
		  removed ? _("was removed there") : _("was changed there"));
	return RC_OK;
}

static enum rc no_place(struct sync *s, const struct held *h)
{
	return fail_at(s->e, (struct place){ .file = caldav_url(s->c) },
		       RC_CREATE,
		       _("there is no calendar %s and none can be made; the "
			 "address must be a folder of this user's calendars"),
		       h->agent);
}

static enum rc make_calendar(struct sync *s, const char *agent)
{
	const struct site *site = s->feeds->site;
	int n = s->made.n, k = site_agent(site, agent);
	enum caldav_found found;

	if (name_index_add(s->a, &s->made, agent) < n)
		return RC_OK;
	return caldav_make(s->c, arena_printf(s->a, "%s/", agent),
			   k >= 0 ? site->agents[k].name : agent, &found, s->e);
}

static enum rc send(struct sync *s, struct held *h, const char *body,
		    uint64_t hash)
{
	bool is_new = !h->etag;
	enum caldav_found found;

	if (is_new)
		TRY(make_calendar(s, h->agent));
	TRY(caldav_put(s->c, path_of(s, h), body, &h->etag, &found, s->e));
	if (found == CALDAV_CONFLICT || (found == CALDAV_GONE && is_new))
		return no_place(s, h);
	if (found != CALDAV_DONE)
		TRY(settle(s, h, body));
	h->hash = hash;
	if (is_new)
		s->done->created++;
	else
		s->done->updated++;
	return RC_OK;
}

static enum rc withdraw(struct sync *s, struct held *h)
{
	enum caldav_found found;
	const char *theirs;

	TRY(caldav_delete(s->c, path_of(s, h), h->etag, &found, s->e));
	if (found == CALDAV_CHANGED) {
		TRY(caldav_get(s->c, path_of(s, h), &theirs, &h->etag, &found,
			       s->e));
		if (found == CALDAV_DONE) {
			TRY(caldav_delete(s->c, path_of(s, h), h->etag, &found,
					  s->e));
			overruled(s, h, _("was changed there"));
		}
	}
	if (found == CALDAV_CHANGED || found == CALDAV_CONFLICT)
		return fail_at(s->e, (struct place){ .file = caldav_url(s->c) },
			       RC_IO, _("%s cannot be removed"), path_of(s, h));
	h->gone = true;
	s->done->removed++;
	return RC_OK;
}

static enum rc sync_event(struct sync *s, const struct agenda_event *ev,
			  bool wanted)
{
	char date[11];
	const char *object = arena_printf(s->a, "%s-%s-%s", ev->agent,
					  date_format(ev->day, date), ev->slot);
	int i = name_index_find(&s->objects,
				key_of(s->a, caldav_url(s->c), object));
	struct text body = text_new(s->a);

	if (!wanted)
		return i >= 0 ? withdraw(s, &s->list[i]) : RC_OK;
	s->feed.events = &ev;
	s->feed.n = 1;
	feed_write(&body, &s->feed);
	uint64_t hash = text_hash(body.data, body.len);
	if (i >= 0 && s->list[i].hash == hash) {
		s->done->same++;
		return RC_OK;
	}
	if (i >= 0)
		return send(s, &s->list[i], body.data, hash);
	struct held h = { .url = caldav_url(s->c),
			  .agent = ev->agent,
			  .object = object };
	TRY(send(s, &h, body.data, hash));
	hold(s, h);
	return RC_OK;
}

static enum rc sync_all(struct sync *s)
{
	const struct feeds *f = s->feeds;
	int after = feeds_last_day(f) - FEED_PERSON_DAYS;

	for (int i = 0; i < s->n; i++)
		if (!strcmp(s->list[i].url, caldav_url(s->c)))
			name_index_add(s->a, &s->made, s->list[i].agent);
	for (int i = 0; i < f->ledger.n; i++) {
		const struct agenda_event *ev = &f->ledger.list[i];
		bool works = site_agent(f->site, ev->agent) >= 0;

		if (ev->day > after || !works)
			TRY(sync_event(s, ev,
				       works &&
					       (!ev->cancelled ||
						f->site->calendars.cancelled)));
	}
	return RC_OK;
}

enum rc caldav_sync(struct feeds *f, struct caldav *c, enum audience audience,
		    const char *version, struct output *o,
		    struct caldav_done *done, struct err *e)
{
	struct sync s = { .a = f->a,
			  .feeds = f,
			  .c = c,
			  .feed = { .site = f->site,
				    .version = version,
				    .audience = audience,
				    .object = true },
			  .done = done,
			  .e = e };
	const char *path = input_path(f->a, input_path(f->a, f->dir, "feeds"),
				      "caldav.csv");
	struct text t = text_new(f->a);

	*done = (struct caldav_done){ 0 };
	TRY(read_held(&s, path));
	enum rc rc = sync_all(&s);
	write_held(&t, &s);
	TRY(output_add(o, path, t.data, t.len, e));
	TRY(output_commit(o, e));
	return rc;
}
