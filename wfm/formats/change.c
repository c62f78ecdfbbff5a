#include "formats/change.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "formats/change_range.h"
#include "formats/i18n.h"
#include "formats/value.h"

enum { MOST_PEOPLE = 1000 };

/* One change while it is read. */
struct reading {
	struct arena *arena;
	const struct site *site;
	const char *text;
	struct err *err;
	struct scan scan;	   /* the rest of the value */
	struct change_range range; /* n 0: the change has none */
	const char *tail;	   /* what follows the range */
	const char *why;	   /* more than "not allowed", or NULL */
	struct change change;
};

/* --- values --- */

/* Turns the k-th value of the range into how and amount; false: not allowed. */
static bool set_calls(const struct change_range *r, double x, struct change *c)
{
	if (r->unit == UNIT_PERCENT && r->relative) {
		c->how = CHANGE_BY_FACTOR;
		c->amount = 1 + x / 100;
		return c->amount >= 0 && c->amount <= 1000;
	}
	c->how = CHANGE_TO;
	c->amount = x;
	return r->unit == UNIT_NONE && !r->relative && x <= 1e12;
}

static bool set_aht(const struct change_range *r, double x, struct change *c)
{
	if (r->unit == UNIT_PERCENT && r->relative) {
		c->how = CHANGE_BY_FACTOR;
		c->amount = 1 + x / 100;
		return c->amount > 0 && c->amount <= 1000;
	}
	c->how = r->relative ? CHANGE_BY : CHANGE_TO;
	c->amount = x;
	return r->unit == UNIT_SECONDS && (r->relative || x > 0) &&
	       fabs(x) <= 1e7;
}

/* Points more or less, or the new share. */
static bool set_share(const struct change_range *r, double x, struct change *c)
{
	c->how = r->relative ? CHANGE_BY : CHANGE_TO;
	c->amount = x / 100;
	return r->unit == (r->relative ? UNIT_POINTS : UNIT_PERCENT);
}

static bool set_agents(const struct change_range *r, double x, struct change *c)
{
	c->how = CHANGE_BY;
	c->amount = x;
	return r->unit == UNIT_NONE && r->relative && x == rint(x) &&
	       fabs(x) <= MOST_PEOPLE;
}

static bool set_fte(const struct change_range *r, double x, struct change *c)
{
	c->how = CHANGE_BY;
	c->amount = x;
	return r->unit == UNIT_NONE && r->relative && fabs(x) <= MOST_PEOPLE;
}

/* Takes the quantity or range; the rest is the tail. */
static bool read_range(struct reading *r)
{
	if (!change_range_scan(&r->scan, CHANGE_STEPS_MOST, &r->range, &r->why))
		return false;
	r->tail = r->scan.s;
	return true;
}

static bool read_amount(struct reading *r)
{
	return read_range(r) && scan_end(&r->scan);
}

/* "80/20": per cent within seconds. */
static bool read_sheet_level(struct reading *r)
{
	if (r->range.n != 1 || r->range.unit != UNIT_NONE ||
	    r->range.relative || !scan_char(&r->scan, '/') ||
	    !scan_number(&r->scan, &r->change.within))
		return false;
	r->range.unit = UNIT_PERCENT;
	r->tail = r->scan.s;
	return scan_end(&r->scan) && r->change.within > 0;
}

static bool read_level(struct reading *r)
{
	struct scan_span span;

	if (!read_range(r))
		return false;
	if (scan_end(&r->scan))
		return true;
	if (!scan_word(&r->scan, "in") && !scan_word(&r->scan, "within"))
		return read_sheet_level(r);
	if (!scan_span(&r->scan, &span) || span.bare || !(span.seconds > 0))
		return false;
	r->change.within = span.seconds;
	return scan_end(&r->scan);
}

static const char *nearest(const struct reading *r, const char *word,
			   const char **ids, int n)
{
	const char *near = text_nearest(word, ids, n);
	struct text t = text_new(r->arena);

	if (near)
		return arena_printf(r->arena, _("did you mean \"%s\"?"), near);
	text_add(&t, _("there is "));
	for (int k = 0; k < n; k++)
		text_addf(&t, "%s%s", k ? ", " : "",
			  text_quote(r->arena, ids[k]));
	return n ? t.data : _("there is none");
}

static bool read_contract(struct reading *r, const char *id)
{
	const struct site *s = r->site;
	const char **ids = arena_new(r->arena, const char *, s->n_contracts);

	r->change.contract = site_contract(s, id);
	if (r->change.contract >= 0)
		return true;
	for (int k = 0; k < s->n_contracts; k++)
		ids[k] = s->contracts[k].id;
	r->why = arena_printf(r->arena, _("no contract \"%s\"; %s"),
			      text_quote(r->arena, id),
			      nearest(r, id, ids, s->n_contracts));
	return false;
}

static bool read_agents(struct reading *r)
{
	if (!read_range(r))
		return false;
	if (!scan_char(&r->scan, ':'))
		return scan_end(&r->scan);
	return read_contract(r, r->scan.s + strspn(r->scan.s, " "));
}

/* "60%", up to all. */
static bool read_kept(struct reading *r)
{
	double x;

	if (!scan_number(&r->scan, &x) || !scan_char(&r->scan, '%') || x > 100)
		return false;
	r->change.kept = x / 100;
	return true;
}

/* "lost" or "60% to mon", after the colon. */
static bool read_return(struct reading *r)
{
	days_set to;

	if (scan_word(&r->scan, "lost"))
		return scan_end(&r->scan);
	if (!read_kept(r) || !scan_word(&r->scan, "to") ||
	    !value_days(r->scan.s, &to))
		return false;
	for (int d = 0; d < 7; d++)
		if (to == 1 << d)
			r->change.to = d;
	if (to != 1 << r->change.to)
		return false;
	r->why = N_("contacts cannot come again on a day that is closed too");
	return !(to & r->change.days);
}

static bool read_closed(struct reading *r)
{
	size_t n = strcspn(r->scan.s, ":");
	const char *days = arena_strndup(r->arena, r->scan.s, n);

	r->why = NULL;
	if (!value_days(days, &r->change.days))
		return false;
	r->scan.s += n;
	return !scan_char(&r->scan, ':') || read_return(r);
}

static bool read_window(struct scan *c, struct window *w)
{
	if (!scan_time(c, &w->from) || !scan_to(c) ||
	    !scan_time(c, &w->until) || w->from == 1440 || w->from == w->until)
		return false;
	if (w->until < w->from)
		w->until += 1440;
	return true;
}

static bool read_hours(struct reading *r)
{
	size_t n = strcspn(r->scan.s, "0123456789");
	const char *days = arena_strndup(r->arena, r->scan.s, n);

	if (days[strspn(days, " ")] && !value_days(days, &r->change.days))
		return false;
	r->scan.s += n;
	if (!read_window(&r->scan, &r->change.hours))
		return false;
	if (!scan_char(&r->scan, ':'))
		return scan_end(&r->scan);
	if (scan_word(&r->scan, "lost"))
		return scan_end(&r->scan);
	r->change.to = CHANGE_TO_SAME_DAY;
	return read_kept(r) && scan_word(&r->scan, "kept") &&
	       scan_end(&r->scan);
}

/* --- what can be changed --- */

static const struct what {
	const char *key;
	enum change_kind kind;
	bool of_queue; /* QUEUE. may stand before it */
	bool (*read)(struct reading *r);
	bool (*set)(const struct change_range *r, double x, struct change *c);
	const char *allowed;
} whats[] = {
	{ "calls", CHANGE_CALLS, true, read_amount, set_calls,
	  N_("+10%, -5%, or the contacts of the period: 12000") },
	{ "aht", CHANGE_AHT, true, read_amount, set_aht,
	  N_("+20s, -5%, or the new time: 240 s") },
	{ "shrinkage", CHANGE_SHRINKAGE, false, read_amount, set_share,
	  N_("points more or less: +2pt, or the new share: 30%") },
	{ "service_level", CHANGE_LEVEL, true, read_level, set_share,
	  N_("90% in 15 s, 90%, 90/15, or points more or less: +5pt") },
	{ "hours", CHANGE_HOURS, true, read_hours, NULL,
	  N_("09:00-17:00, sat-sun 10:00-16:00, 09:00-17:00: 50% kept") },
	{ "closed", CHANGE_CLOSED, true, read_closed, NULL,
	  N_("sun, sat-sun, holiday, sun: lost, sun: 60% to mon") },
	{ "agents", CHANGE_AGENTS, false, read_agents, set_agents,
	  N_("-4, +2, -4:full_time; at most 1000") },
	{ "fte", CHANGE_FTE, false, read_amount, set_fte,
	  N_("-3.5, +2; at most 1000") },
};
enum { WHATS = sizeof(whats) / sizeof(whats[0]) };

/* --- the whole --- */

static const char *quoted(const struct reading *r)
{
	return text_quote(r->arena, r->text);
}

static const struct what *find_what(struct reading *r, const char *key)
{
	const char *keys[WHATS];
	struct text all = text_new(r->arena);

	for (int k = 0; k < WHATS; k++) {
		if (text_equal(whats[k].key, key))
			return &whats[k];
		keys[k] = whats[k].key;
		text_addf(&all, "%s%s", k ? ", " : "", whats[k].key);
	}
	const char *near = text_nearest(key, keys, WHATS);
	key = text_quote(r->arena, key);
	if (near)
		(void)fail(r->err, RC_USAGE,
			   _("\"%s\": nothing called \"%s\" can be changed; "
			     "did you mean \"%s\"?"),
			   quoted(r), key, near);
	else
		(void)fail(r->err, RC_USAGE,
			   _("\"%s\": nothing called \"%s\" can be changed; "
			     "there is %s"),
			   quoted(r), key, all.data);
	return NULL;
}

static bool find_queue(struct reading *r, const char *id)
{
	const struct site *s = r->site;
	const char **ids = arena_new(r->arena, const char *, s->n_queues);

	r->change.queue = site_queue(s, id);
	if (r->change.queue >= 0)
		return true;
	for (int k = 0; k < s->n_queues; k++)
		ids[k] = s->queues[k].id;
	(void)fail(r->err, RC_USAGE, _("\"%s\": no queue \"%s\"; %s"),
		   quoted(r), text_quote(r->arena, id),
		   nearest(r, id, ids, s->n_queues));
	return false;
}

/* "sales.calls": the queue, if any, and what. */
static const struct what *read_left(struct reading *r, const char *left)
{
	const char *dot = strrchr(left, '.');
	const struct what *what = find_what(r, dot ? dot + 1 : left);
	bool known = !dot || find_queue(r, arena_strndup(r->arena, left,
							 (size_t)(dot - left)));

	if (!what || !known)
		return NULL;
	if (!dot || what->of_queue)
		return what;
	(void)fail(r->err, RC_USAGE,
		   _("\"%s\": %s belongs to the whole site; leave the queue "
		     "out"),
		   quoted(r), what->key);
	return NULL;
}

static const char *step_text(const struct reading *r, const char *left, int k)
{
	struct text t = text_new(r->arena);

	if (r->range.n <= 1)
		return r->text;
	text_addf(&t, "%s=", left);
	change_range_write(&t, &r->range, k);
	text_add(&t, r->tail);
	return t.data;
}

static bool make_steps(struct reading *r, const struct what *what,
		       const char *left, struct change_steps *steps)
{
	int n = what->set ? r->range.n : 1;

	*steps = (struct change_steps){ arena_new(r->arena, struct change, n),
					n };
	for (int k = 0; k < n; k++) {
		struct change *c = &steps->list[k];

		*c = r->change;
		c->text = step_text(r, left, k);
		if (what->set &&
		    !what->set(&r->range, change_range_value(&r->range, k), c))
			return false;
	}
	return true;
}

enum rc change_parse(struct arena *a, const struct site *s, const char *text,
		     struct change_steps *steps, struct err *e)
{
	struct reading r = { .arena = a, .site = s, .text = text, .err = e };
	const char *equals = strchr(text, '=');
	const struct what *what;

	if (!equals)
		return fail(e, RC_USAGE,
			    _("\"%s\": a change is written WHAT=VALUE, as in "
			      "calls=+10%%"),
			    quoted(&r));
	const char *left = arena_strndup(a, text, (size_t)(equals - text));
	r.change = (struct change){ .queue = -1, .contract = -1 };
	r.scan.s = equals + 1;
	what = read_left(&r, left);
	if (!what)
		return RC_USAGE;
	r.change.kind = what->kind;
	if (what->read(&r) && make_steps(&r, what, left, steps))
		return RC_OK;
	if (r.why)
		return fail(e, RC_USAGE, _("\"%s\": %s"), quoted(&r), _(r.why));
	return fail(e, RC_USAGE, _("\"%s\": not understood; allowed is %s"),
		    quoted(&r), _(what->allowed));
}
