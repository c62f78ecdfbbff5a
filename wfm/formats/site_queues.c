/*
 * Queues and skills of site.yaml.
 */
#include "formats/site_reader.h"

#include <limits.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/i18n.h"
#include "formats/site_schema.h"
#include "formats/value.h"

/* --- goals --- */

static void read_within(void *reader, const struct conf *c, void *into)
{
	struct site_reader *r = reader;
	struct goal *goal = into;
	double x;
	bool open;

	if (c->kind == CONF_TEXT && value_deadline(c->text, &x, &open) &&
	    x <= 90 * 86400) {
		goal->within = x;
		goal->open_hours = open;
		return;
	}
	fail_at(r->err, c->place, RC_DATA,
		_("within \"%s\": expected a span of time from 0 s to 90 "
		  "days, like 20 s or 8 open hours"),
		text_quote(r->arena, c->text ? c->text : ""));
}

#define AT(member) offsetof(struct goal, member)

static const struct field goal_fields[] = {
	{ .name = "share",
	  .type = FIELD_SHARE,
	  .offset = AT(share),
	  .min = 0.01,
	  .max = 1,
	  .required = true,
	  .example = "80%" },
	{ .name = "within",
	  .type = FIELD_OWN,
	  .own = read_within,
	  .required = true,
	  .example = "20 s" },
	{ .name = "over",
	  .type = FIELD_CHOICE,
	  .offset = AT(over),
	  .words = "interval|day|week|month",
	  .example = "interval" },
	{ .name = "abandons",
	  .type = FIELD_CHOICE,
	  .offset = AT(abandons),
	  .words = "hurt|ignore|exshort|count",
	  .example = "hurt" },
};
const struct schema goal_schema = { "service_level", goal_fields,
				    FIELDS(goal_fields), NULL };

/* A map, or the trade's short form "80/20": 80% within 20 s. */
static void read_goal(void *reader, const struct conf *c, void *into)
{
	struct site_reader *r = reader;
	struct goal *goal = into;
	int share, within;
	char *slash = c->kind == CONF_TEXT ? strchr(c->text, '/') : NULL;

	goal->place = c->place;
	if (c->kind != CONF_TEXT) {
		schema_read(&goal_schema, c, goal, r, r->err);
		return;
	}
	if (slash &&
	    value_int(
		    arena_strndup(r->arena, c->text, (size_t)(slash - c->text)),
		    &share) &&
	    value_int(slash + 1, &within) && share >= 1 && share <= 99 &&
	    within >= 0) {
		goal->share = share / 100.0;
		goal->within = within;
		return;
	}
	fail_at(r->err, c->place, RC_DATA,
		_("service_level \"%s\": expected a share and a time, like "
		  "{share: 80%%, within: 20 s} or 80/20"),
		text_quote(r->arena, c->text));
}

static void read_occupancy(void *reader, const struct conf *c, void *into)
{
	static const struct field share = {
		.name = "max_occupancy",
		.type = FIELD_SHARE,
		.offset = AT(max_occupancy),
		.min = 0.01,
		.max = 1,
		.example = "88%",
	};
	struct site_reader *r = reader;
	struct goal *goal = into;
	const char *text = c->kind == CONF_TEXT ? c->text : "";

	if (field_parse(&share, text, goal))
		goal->occupancy_text = text;
	else
		field_fails(r->err, c->place, &share, text);
}

#undef AT

/* --- names in the switch's files --- */

#define AT(member) offsetof(struct acd_name, member)

static const struct field acd_fields[] = {
	{ .name = "name",
	  .type = FIELD_TEXT,
	  .offset = AT(name),
	  .required = true,
	  .example = "VDN 3001" },
	{ .name = "from",
	  .type = FIELD_DATE,
	  .offset = AT(from),
	  .example = "2025-01-01" },
	{ .name = "until",
	  .type = FIELD_UNTIL,
	  .offset = AT(until),
	  .example = "2026-06-01" },
	{ .name = "share",
	  .type = FIELD_SHARE,
	  .offset = AT(share),
	  .min = 0.001,
	  .max = 1,
	  .example = "60%" },
};
const struct schema acd_schema = { "acd", acd_fields, FIELDS(acd_fields),
				   NULL };
#undef AT

static void read_acd_name(struct site_reader *r, const struct conf *c,
			  struct queue *q, struct acd_name *names)
{
	struct acd_name *name = &names[q->acds];

	*name = (struct acd_name){
		.from = DATE_NONE,
		.until = DATE_NONE,
		.share = 1,
		.place = c->place,
	};
	if (c->kind == CONF_TEXT && c->text[0])
		name->name = c->text;
	else if (!schema_read(&acd_schema, c, name, r, r->err))
		return;
	if (name->from != DATE_NONE && name->until != DATE_NONE &&
	    name->until <= name->from) {
		fail_at(r->err, c->place, RC_DATA,
			_("acd \"%s\": until is before from"),
			text_quote(r->arena, name->name));
		return;
	}
	q->acds++;
}

static void read_acd(void *reader, const struct conf *c, void *queue)
{
	struct site_reader *r = reader;
	struct queue *q = queue;
	int n = c->kind == CONF_LIST ? c->n : 1;
	struct acd_name *names = arena_new(r->arena, struct acd_name, n);

	q->acd = names;
	for (int i = 0; i < n; i++)
		read_acd_name(r, c->kind == CONF_LIST ? c->entries[i].value : c,
			      q, names);
}

/* --- queues --- */

#define AT(member) offsetof(struct queue, member)

static const struct field queue_fields[] = {
	{ .name = "name",
	  .type = FIELD_TEXT,
	  .offset = AT(name),
	  .example = "Sales UK" },
	{ .name = "channel",
	  .type = FIELD_CHOICE,
	  .offset = AT(channel),
	  .words = "voice|chat|email|outbound",
	  .example = "voice" },
	{ .name = "hours",
	  .type = FIELD_OWN,
	  .offset = AT(hours),
	  .own = site_read_hours,
	  .required = true,
	  .example = "08:00-20:00" },
	{ .name = "service_level",
	  .type = FIELD_OWN,
	  .offset = AT(goal),
	  .own = read_goal,
	  .example = "{share: 80%, within: 20 s}" },
	{ .name = "asa",
	  .type = FIELD_SECONDS,
	  .offset = AT(goal.asa),
	  .min = 1,
	  .max = 86400,
	  .example = "30 s" },
	{ .name = "max_abandon",
	  .type = FIELD_SHARE,
	  .offset = AT(goal.max_abandon),
	  .min = 0.001,
	  .max = 1,
	  .example = "5%" },
	{ .name = "max_occupancy",
	  .type = FIELD_OWN,
	  .offset = AT(goal),
	  .own = read_occupancy,
	  .example = "88%" },
	{ .name = "patience",
	  .type = FIELD_OWN,
	  .own = site_read_patience,
	  .example = "2 min" },
	{ .name = "redial",
	  .type = FIELD_SHARE,
	  .offset = AT(redial),
	  .min = 0.01,
	  .max = 0.95,
	  .example = "40%" },
	{ .name = "redial_after",
	  .type = FIELD_SECONDS,
	  .offset = AT(redial_after),
	  .min = 10,
	  .max = 86400,
	  .example = "10 min" },
	{ .name = "lines",
	  .type = FIELD_INT,
	  .offset = AT(lines),
	  .min = 1,
	  .max = 10000,
	  .example = "60" },
	{ .name = "minimum",
	  .type = FIELD_INT,
	  .offset = AT(minimum),
	  .min = 0,
	  .max = 100000,
	  .example = "2" },
	{ .name = "maximum",
	  .type = FIELD_INT,
	  .offset = AT(maximum),
	  .min = 1,
	  .max = 100000,
	  .example = "40" },
	{ .name = "concurrency",
	  .type = FIELD_INT,
	  .offset = AT(concurrency),
	  .min = 1,
	  .max = 20,
	  .example = "3" },
	{ .name = "levels",
	  .type = FIELD_OWN,
	  .own = site_read_levels,
	  .example = "[100%, 120%, 150%]" },
	{ .name = "spread",
	  .type = FIELD_OWN,
	  .own = site_read_spread,
	  .example = "80%" },
	{ .name = "blend",
	  .type = FIELD_OWN,
	  .own = site_read_blend,
	  .example = "[sales]" },
	{ .name = "stint",
	  .type = FIELD_MINUTES,
	  .offset = AT(stint),
	  .min = 0,
	  .max = 1440,
	  .example = "1 h" },
	{ .name = "short",
	  .type = FIELD_MONEY,
	  .offset = AT(short_price),
	  .min = 0,
	  .max = 1e9,
	  .example = "40 per agent-hour" },
	{ .name = "over",
	  .type = FIELD_MONEY,
	  .offset = AT(over_price),
	  .min = 0,
	  .max = 1e9,
	  .example = "10 per agent-hour" },
	{ .name = "aht",
	  .type = FIELD_SECONDS,
	  .offset = AT(aht),
	  .min = 1,
	  .max = 86400,
	  .example = "300 s" },
	{ .name = "like",
	  .type = FIELD_TEXT,
	  .offset = AT(like),
	  .example = "sales" },
	{ .name = "like_share",
	  .type = FIELD_SHARE,
	  .offset = AT(like_share),
	  .min = 0.0001,
	  .max = 100,
	  .example = "40%" },
	{ .name = "acd",
	  .type = FIELD_OWN,
	  .own = read_acd,
	  .example = "[Sales_UK]" },
};
const struct schema queue_schema = { "queues.NAME", queue_fields,
				     FIELDS(queue_fields), NULL };
#undef AT

static bool is_deferred(const struct queue *q)
{
	return q->channel == CHANNEL_EMAIL || q->channel == CHANNEL_OUTBOUND;
}

static void check_key(struct site_reader *r, const struct conf *c,
		      const char *key, bool good, const char *text)
{
	const struct conf *value = conf_get(c, key);

	if (value && !good)
		fail_at(r->err, value->place, RC_DATA, "%s: %s", key, text);
}

/* What belongs to one channel only, and keys that contradict each other. */
static void check_queue(struct site_reader *r, const struct conf *c,
			const struct queue *q)
{
	const struct conf *min = conf_get(c, "minimum"),
			  *max = conf_get(c, "maximum");

	check_key(r, c, "concurrency",
		  q->channel == CHANNEL_CHAT || q->concurrency == 1,
		  _("only a chat is held with several at a time"));
	check_key(r, c, "patience", !is_deferred(q),
		  _("nobody waits on the line here"));
	check_key(r, c, "max_abandon",
		  conf_get(c, "patience") && !is_deferred(q),
		  _("needs patience: without it nobody hangs up"));
	check_key(r, c, "redial", !is_deferred(q),
		  _("nobody waits on the line here"));
	check_key(r, c, "redial_after", !is_deferred(q),
		  _("nobody waits on the line here"));
	check_key(r, c, "lines", !is_deferred(q),
		  _("nobody waits on the line here"));
	check_key(r, c, "blend", is_deferred(q),
		  _("it is email and outbound that others do in between"));
	check_key(r, c, "levels", q->n_levels <= q->concurrency,
		  _("more levels than contacts at a time (concurrency)"));
	check_key(r, c, "service_level",
		  is_deferred(q) || q->goal.share <= 0.999 + 1e-12,
		  _("at most 99.9% can be promised of people who wait"));
	check_key(r, c, "service_level", is_deferred(q) || !q->goal.open_hours,
		  _("a deadline in open hours is for email and outbound"));
	if (min && max && q->maximum > 0 && q->minimum > q->maximum)
		fail_at(r->err, min->place, RC_DATA,
			_("minimum %d is above maximum %d on line %d"),
			q->minimum, q->maximum, max->place.line);
}

static void read_queue(struct site_reader *r, const struct conf_entry *entry,
		       struct queue *q)
{
	*q = (struct queue){
		.id = entry->key,
		.name = entry->key,
		.short_price = r->prices.short_price,
		.over_price = r->prices.over_price,
		.concurrency = 1,
		.redial_after = 600,
		.goal = { .place = entry->place },
		.skill = r->skills.n,
		.place = entry->place,
	};
	names_add(r->arena, &r->queues, q->id);
	names_add(r->arena, &r->skills, q->id);
	schema_read(&queue_schema, entry->value, q, r, r->err);
	if (!conf_get(conf_get(entry->value, "service_level"), "over"))
		q->goal.over = is_deferred(q) ? OVER_DAY : OVER_INTERVAL;
	check_queue(r, entry->value, q);
}

static void check_like(struct site_reader *r, const struct conf *map)
{
	for (int i = 0; i < r->site->n_queues; i++) {
		const struct queue *q = &r->site->queues[i];
		if (!q->like)
			continue;
		const struct conf *c = conf_get(conf_get(map, q->id), "like");
		if (strcmp(q->like, q->id) == 0)
			fail_at(r->err, c->place, RC_DATA,
				_("like \"%s\": expected another queue"),
				q->id);
		else
			reader_find(r, &r->queues, _("queue"), q->like,
				    c->place);
	}
}

static bool overlap(const struct acd_name *x, const struct acd_name *y)
{
	int x_until = x->until == DATE_NONE ? INT_MAX : x->until;
	int y_until = y->until == DATE_NONE ? INT_MAX : y->until;

	return x->from < y_until && y->from < x_until;
}

/* One name at one time may be shared, but not given away twice. */
static void check_acd(struct site_reader *r, const struct queue *q,
		      const struct acd_name *name)
{
	for (int i = 0; i < r->site->n_queues; i++) {
		const struct queue *p = &r->site->queues[i];
		for (int k = 0; k < p->acds; k++) {
			const struct acd_name *other = &p->acd[k];
			if (other == name && p == q)
				return;
			if (strcmp(other->name, name->name) == 0 &&
			    overlap(other, name) &&
			    other->share + name->share > 1 + 1e-9)
				fail_at(r->err, name->place, RC_DATA,
					_("acd \"%s\" is queue \"%s\" at the "
					  "same time, line %d; shares of it "
					  "add up to at most 100%%"),
					text_quote(r->arena, name->name), p->id,
					other->place.line);
		}
	}
}

void site_read_queues(void *reader, const struct conf *c, void *into)
{
	struct site_reader *r = reader;
	struct reader_ids ids = reader_ids(r, c, "queues", SITE_MAX_QUEUES);
	struct queue *queues = arena_new(r->arena, struct queue, ids.n);
	struct skill *skills = arena_new(r->arena, struct skill, ids.n);

	(void)into;
	for (int i = 0; i < ids.n; i++) {
		read_queue(r, ids.entries[i], &queues[i]);
		skills[i] = (struct skill){ queues[i].id, i };
	}
	r->site->queues = queues;
	r->site->n_queues = ids.n;
	r->site->skills = skills;
	r->site->n_skills = ids.n;
	check_like(r, c);
	site_find_blends(r, c, queues);
	for (int i = 0; i < ids.n; i++)
		for (int k = 0; k < queues[i].acds; k++)
			check_acd(r, &queues[i], &queues[i].acd[k]);
}

/* Licences, which are skills without a queue. */
void site_read_skills(void *reader, const struct conf *c, void *into)
{
	struct site_reader *r = reader;
	int n;
	const struct conf **words =
		schema_words(r->arena, c, "skills", &n, r->err);
	int old = r->site->n_skills;
	struct skill *skills =
		arena_new(r->arena, struct skill, old + (n > 0 ? n : 0));

	(void)into;
	for (int i = 0; i < old; i++)
		skills[i] = r->site->skills[i];
	r->site->skills = skills;
	for (int i = 0; i < n; i++) {
		const char *id = words[i]->text;
		if (!field_is_id(id)) {
			fail_at(r->err, words[i]->place, RC_DATA,
				_("skill \"%s\": expected letters, digits, _ . "
				  "and -"),
				text_quote(r->arena, id));
		} else if (names_find(&r->skills, id) >= 0) {
			fail_at(r->err, words[i]->place, RC_DATA,
				_("skill \"%s\" is there already; each queue "
				  "is a skill"),
				id);
		} else {
			names_add(r->arena, &r->skills, id);
			skills[r->site->n_skills++] = (struct skill){ id, -1 };
		}
	}
}
