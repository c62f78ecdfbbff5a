/*
 * Breaks, shifts and sets of shifts in site.yaml.
 */
#include "formats/site_reader.h"

#include <string.h>

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/site_schema.h"
#include "formats/value.h"
#include "formats/word.h"

/* --- breaks --- */

static const char *text_of(const struct conf *c)
{
	return c->kind == CONF_TEXT ? c->text : "";
}

static void not_allowed(struct site_reader *r, const struct conf *c,
			const char *key, const char *expected)
{
	fail_at(r->err, c->place, RC_DATA, _("%s \"%s\": expected %s"), key,
		text_quote(r->arena, text_of(c)), expected);
}

static void read_break_starts(void *reader, const struct conf *c, void *into)
{
	struct shift_break *b = into;
	struct window w;

	if (word_equal(text_of(c), "anywhere"))
		return;
	if (!value_after_start(text_of(c), &w) || w.until > 1440) {
		not_allowed(reader, c, "starts",
			    _("a span after the start of the duty, like 3 h "
			      "to 5 h after start, or anywhere"));
		return;
	}
	b->earliest = w.from;
	b->latest = w.until;
}

#define AT(member) offsetof(struct shift_break, member)

static const struct field break_fields[] = {
	{ .name = "name",
	  .type = FIELD_TEXT,
	  .offset = AT(name),
	  .example = "Lunch" },
	{ .name = "length",
	  .type = FIELD_MINUTES,
	  .offset = AT(length),
	  .min = 1,
	  .max = 720,
	  .required = true,
	  .example = "30 min" },
	{ .name = "paid",
	  .type = FIELD_FLAG,
	  .offset = AT(paid),
	  .example = "no" },
	{ .name = "starts",
	  .type = FIELD_OWN,
	  .own = read_break_starts,
	  .example = "3 h to 5 h after start" },
};
const struct schema break_schema = { "breaks.NAME", break_fields,
				     FIELDS(break_fields), NULL };
#undef AT

static int add_break(struct site_reader *r, struct shift_break b)
{
	r->breaks = arena_grow(r->arena, r->breaks, r->site->n_breaks,
			       &r->breaks_room, sizeof(b));
	r->breaks[r->site->n_breaks] = b;
	r->site->breaks = r->breaks;
	return r->site->n_breaks++;
}

void site_read_breaks(void *reader, const struct conf *c, void *site)
{
	struct site_reader *r = reader;
	struct reader_ids ids = reader_ids(r, c, "breaks", 1000);

	(void)site;
	for (int i = 0; i < ids.n; i++) {
		const struct conf_entry *entry = ids.entries[i];
		struct shift_break b = {
			.id = entry->key,
			.name = entry->key,
			.earliest = -1,
			.latest = -1,
			.place = entry->place,
		};
		if (site_absence_type(r->site, b.id) >= 0)
			fail_at(r->err, entry->place, RC_DATA,
				_("break \"%s\": an absence has this name; "
				  "roster.csv could not tell them apart"),
				b.id);
		schema_read(&break_schema, entry->value, &b, r, r->err);
		add_break(r, b);
	}
}

static int find_break(const struct site_reader *r, const char *id)
{
	for (int i = 0; i < r->site->n_breaks; i++)
		if (strcmp(r->breaks[i].id, id) == 0)
			return i;
	return -1;
}

/*
 * A break by its key.  "rest2", where only "rest" is described, is one more
 * like it; its place follows from the order of the shift's breaks.
 */
static int need_break(struct site_reader *r, const struct conf *word)
{
	struct name_list known = { .n = 0 };
	const char *id = word->text;
	size_t len = strlen(id);
	int i = find_break(r, id);

	if (i >= 0)
		return i;
	while (len > 0 && id[len - 1] >= '0' && id[len - 1] <= '9')
		len--;
	i = find_break(r, arena_strndup(r->arena, id, len));
	if (i >= 0 && field_is_id(id)) {
		struct shift_break b = r->breaks[i];
		b.id = id;
		b.earliest = b.latest = -1;
		return add_break(r, b);
	}
	for (i = 0; i < r->site->n_breaks; i++)
		names_add(r->arena, &known, r->breaks[i].id);
	return reader_find(r, &known, _("break"), id, word->place);
}

/* --- shifts --- */

static void read_start(void *reader, const struct conf *c, void *into)
{
	struct shift *s = into;
	struct value_steps x;

	if (!value_starts(text_of(c), &x)) {
		not_allowed(reader, c, "start",
			    _("a time before midnight or a range of them that "
			      "does not pass midnight, like 07:00-10:00 every "
			      "30 min"));
		return;
	}
	s->first = x.first;
	s->last = x.last;
	if (x.step > 0)
		s->step = x.step;
	if (x.unlimited)
		s->last = -1; /* until closing time: close_starts */
	else
		s->last -= (s->last - s->first) % s->step;
}

static void read_paid(void *reader, const struct conf *c, void *into)
{
	struct shift *s = into;
	struct value_steps x;

	if (!value_lengths(text_of(c), &x) || x.last > 1440) {
		not_allowed(reader, c, "paid",
			    _("a span up to 24 h or a range of them, like 8 h "
			      "or 4-6 h every 30 min"));
		return;
	}
	if (x.step > 0)
		s->paid_step = x.step;
	s->min_paid = x.first;
	s->max_paid = x.last - (x.last - x.first) % s->paid_step;
}

static void read_shift_breaks(void *reader, const struct conf *c, void *into)
{
	struct site_reader *r = reader;
	struct shift *s = into;
	int n;
	const struct conf **words =
		schema_words(r->arena, c, "breaks", &n, r->err);
	int *breaks = arena_new(r->arena, int, n > 0 ? n : 0);

	s->breaks = breaks;
	for (int i = 0; i < n; i++) {
		int k = need_break(r, words[i]);
		for (int j = 0; j < s->n_breaks; j++)
			if (k == breaks[j])
				fail_at(r->err, words[i]->place, RC_DATA,
					_("breaks \"%s\": is there twice; call "
					  "one of them %s2"),
					words[i]->text, words[i]->text);
		if (k >= 0)
			breaks[s->n_breaks++] = k;
	}
}

static void read_split(void *reader, const struct conf *c, void *into)
{
	struct window *split = into;

	if (!value_after_start(text_of(c), split) || split->from < 1 ||
	    split->until == split->from || split->until > 1440)
		not_allowed(reader, c, "split",
			    _("when the gap begins and ends, like 4 h to 7 h "
			      "after start"));
}

static void read_shift_queues(void *reader, const struct conf *c, void *into)
{
	struct site_reader *r = reader;
	uint64_t *queues = into;
	int n;
	const struct conf **words =
		schema_words(r->arena, c, "queues", &n, r->err);

	for (int i = 0; i < n; i++) {
		int q = reader_find(r, &r->queues, _("queue"), words[i]->text,
				    words[i]->place);
		if (q >= 0)
			*queues |= (uint64_t)1 << q;
	}
}

#define AT(member) offsetof(struct shift, member)

static const struct field shift_fields[] = {
	{ .name = "name",
	  .type = FIELD_TEXT,
	  .offset = AT(name),
	  .example = "Day" },
	{ .name = "code",
	  .type = FIELD_ID,
	  .offset = AT(code),
	  .example = "D" },
	{ .name = "start",
	  .type = FIELD_OWN,
	  .own = read_start,
	  .required = true,
	  .example = "07:00-10:00 every 30 min" },
	{ .name = "days",
	  .type = FIELD_DAYS,
	  .offset = AT(days),
	  .example = "mon-fri" },
	{ .name = "paid",
	  .type = FIELD_OWN,
	  .own = read_paid,
	  .required = true,
	  .example = "8 h" },
	{ .name = "breaks",
	  .type = FIELD_OWN,
	  .own = read_shift_breaks,
	  .example = "[lunch]" },
	{ .name = "min_gap",
	  .type = FIELD_MINUTES,
	  .offset = AT(min_gap),
	  .min = 0,
	  .max = 720,
	  .example = "1 h" },
	{ .name = "on_call",
	  .type = FIELD_FLAG,
	  .offset = AT(on_call),
	  .example = "no" },
	{ .name = "split",
	  .type = FIELD_OWN,
	  .offset = AT(split),
	  .own = read_split,
	  .example = "4 h to 7 h after start" },
	{ .name = "queues",
	  .type = FIELD_OWN,
	  .offset = AT(queues),
	  .own = read_shift_queues,
	  .example = "[sales]" },
};
const struct schema shift_schema = { "shifts.NAME", shift_fields,
				     FIELDS(shift_fields), NULL };
#undef AT

/* Minutes from start to end of the shortest or longest duty. */
static int span_of(const struct site_reader *r, const struct shift *s, int paid)
{
	int span = paid + s->split.until - s->split.from;

	for (int i = 0; i < s->n_breaks; i++)
		if (!r->breaks[s->breaks[i]].paid)
			span += r->breaks[s->breaks[i]].length;
	return span;
}

/* Latest closing time on any day of the shift, of any queue it may serve. */
static int closing_time(const struct site *site, const struct shift *s)
{
	int latest = 0;

	for (int q = 0; q < site->n_queues; q++) {
		if (s->queues != 0 && !(s->queues >> q & 1))
			continue;
		for (int d = 0; d < 7; d++) {
			const struct opening_day *day =
				&site->queues[q].hours.day[d];
			if (s->days & 1 << d && day->n > 0 &&
			    day->windows[day->n - 1].until > latest)
				latest = day->windows[day->n - 1].until;
		}
	}
	return latest;
}

/* "13:30 every 30 min": as long as the duty ends by closing time. */
static void close_starts(const struct site_reader *r, struct shift *s)
{
	int last = closing_time(r->site, s) - span_of(r, s, s->max_paid);

	if (last > 1439)
		last = 1439;
	if (last < s->first)
		last = s->first;
	s->last = last - (last - s->first) % s->step;
}

/* Breaks, their gaps and a split have room in the shortest duty. */
static void check_room(struct site_reader *r, const struct conf *c,
		       const struct shift *s)
{
	int span = span_of(r, s, s->min_paid), need = s->min_gap;

	if (span_of(r, s, s->max_paid) > 1440)
		fail_at(r->err, conf_get(c, "paid")->place, RC_DATA,
			_("paid: with its breaks a duty would last longer "
			  "than 24 h"));
	for (int i = 0; i < s->n_breaks; i++)
		need += r->breaks[s->breaks[i]].length + s->min_gap;
	if (need > span)
		fail_at(r->err, c->place, RC_DATA,
			_("breaks and the gaps between them need %d min, the "
			  "duty has %d min"),
			need, span);
	if (s->split.until > 0 && s->split.until >= span)
		fail_at(r->err, conf_get(c, "split")->place, RC_DATA,
			_("split: ends after the duty, which lasts %d min"),
			span);
}

static void read_shift(struct site_reader *r, const struct conf_entry *entry,
		       struct shift *s)
{
	int errors = r->err->errors;

	*s = (struct shift){
		.id = entry->key,
		.code = entry->key,
		.name = entry->key,
		.days = DAYS_ALL,
		.step = r->site->interval / 60,
		.paid_step = r->site->interval / 60,
		.place = entry->place,
	};
	names_add(r->arena, &r->shifts, s->id);
	schema_read(&shift_schema, entry->value, s, r, r->err);
	if (r->err->errors > errors)
		return;
	if (s->last < 0)
		close_starts(r, s);
	check_room(r, entry->value, s);
}

/* Would "D0830" be read as shift s, whose code is "D"? */
static bool may_be_read_as(const struct shift *s, const char *code)
{
	size_t len = strlen(s->code);

	if (strncmp(code, s->code, len) != 0)
		return false;
	code += len;
	if (s->first != s->last) {
		if (strspn(code, "0123456789") != 4)
			return false;
		code += 4;
	}
	return s->min_paid != s->max_paid ? code[0] == '-' : code[0] == '\0';
}

/* A code in roster.csv means one thing. */
static void check_codes(struct site_reader *r, const struct shift *shifts,
			int n)
{
	for (int i = 0; i < n; i++) {
		const struct shift *s = &shifts[i];
		if (strcmp(s->code, "off") == 0 ||
		    strcmp(s->code, "leave") == 0 ||
		    site_absence_type(r->site, s->code) >= 0)
			fail_at(r->err, s->place, RC_DATA,
				_("shift \"%s\": its code \"%s\" has another "
				  "meaning in a roster"),
				s->id, s->code);
		for (int k = 0; k < n; k++) {
			if (k == i ||
			    (k > i && strcmp(shifts[k].code, s->code) == 0))
				continue;
			if (strcmp(shifts[k].code, s->code) == 0 ||
			    strcmp(shifts[k].id, s->code) == 0 ||
			    may_be_read_as(&shifts[k], s->code))
				fail_at(r->err, s->place, RC_DATA,
					_("shift \"%s\": its code \"%s\" could "
					  "also be shift \"%s\" on line %d"),
					s->id, s->code, shifts[k].id,
					shifts[k].place.line);
		}
	}
}

void site_read_shifts(void *reader, const struct conf *c, void *site)
{
	struct site_reader *r = reader;
	struct reader_ids ids = reader_ids(r, c, "shifts", SHIFT_MAX);
	struct shift *shifts = arena_new(r->arena, struct shift, ids.n);

	(void)site;
	for (int i = 0; i < ids.n; i++)
		read_shift(r, ids.entries[i], &shifts[i]);
	r->site->shifts = shifts;
	r->site->n_shifts = ids.n;
	check_codes(r, shifts, ids.n);
}

/* --- sets of shifts --- */

/* Words with which the name of a rule begins. */
static bool is_rule_word(const char *id)
{
	static const char *const words[] = { "all",	 "any",	   "days",
					     "daily",	 "free",   "hours",
					     "longest",	 "off",	   "rest",
					     "same",	 "start",  "weekend",
					     "weekends", "weekly", "whole" };
	days_set days;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (word_equal(id, words[i]))
			return true;
	return value_days(id, &days);
}

static void read_shift_set(struct site_reader *r,
			   const struct conf_entry *entry,
			   struct shift_set_name *set)
{
	int n;
	const struct conf **words =
		schema_words(r->arena, entry->value, entry->key, &n, r->err);

	*set = (struct shift_set_name){ .id = entry->key };
	for (int i = 0; i < n; i++)
		set->set |= reader_shifts(r, words[i]->text, words[i]->place);
	if (is_rule_word(entry->key) || names_find(&r->shifts, entry->key) >= 0)
		fail_at(r->err, entry->place, RC_DATA,
			_("shift_sets \"%s\": the name is a shift or has a "
			  "meaning in rules; choose another"),
			entry->key);
}

void site_read_shift_sets(void *reader, const struct conf *c, void *site)
{
	struct site_reader *r = reader;
	struct reader_ids ids = reader_ids(r, c, "shift_sets", 1000);

	(void)site;
	r->sets = arena_new(r->arena, struct shift_set_name, ids.n);
	for (int i = 0; i < ids.n; i++) {
		read_shift_set(r, ids.entries[i], &r->sets[i]);
		r->n_sets = i + 1;
	}
}
