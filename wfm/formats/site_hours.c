/*
 * Opening hours of a queue in site.yaml.
 */
#include "formats/site_reader.h"

#include <stdlib.h>

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/value.h"
#include "formats/word.h"

static int by_from(const void *a, const void *b)
{
	const struct window *x = a, *y = b;

	return (x->from > y->from) - (x->from < y->from);
}

/* "closed", "always", or windows; false after a problem. */
static bool read_windows(struct site_reader *r, const char *key,
			 const struct conf *c, struct opening_day *day)
{
	struct window *w;
	int n;
	const struct conf **words = schema_words(r->arena, c, key, &n, r->err);

	if (n < 0)
		return false;
	w = arena_new(r->arena, struct window, n);
	*day = (struct opening_day){ .windows = w };
	if (n == 1 && word_equal(words[0]->text, "closed"))
		return true;
	for (int i = 0; i < n; i++) {
		if (word_equal(words[i]->text, "always")) {
			w[i] = (struct window){ 0, 1440 };
		} else if (!value_window(words[i]->text, &w[i])) {
			fail_at(r->err, words[i]->place, RC_DATA,
				_("%s \"%s\": expected two times that differ, "
				  "like 07:00-22:00, or closed, or always"),
				key, text_quote(r->arena, words[i]->text));
			return false;
		}
	}
	qsort(w, (size_t)n, sizeof(*w), by_from);
	for (int i = 1; i < n; i++) {
		if (w[i].from < w[i - 1].until) {
			fail_at(r->err, c->place, RC_DATA,
				_("%s: the windows of a day overlap"), key);
			return false;
		}
	}
	day->n = n;
	return true;
}

static void read_hours_of_days(struct site_reader *r, const char *key,
			       const struct conf_entry *entry,
			       struct opening *hours, int *seen)
{
	struct opening_day day;
	days_set set;

	if (!value_days(entry->key, &set)) {
		fail_at(r->err, entry->place, RC_DATA,
			_("%s \"%s\": expected days, like mon-fri, sat, "
			  "holiday or all"),
			key, text_quote(r->arena, entry->key));
		return;
	}
	if (set & *seen) {
		fail_at(r->err, entry->place, RC_DATA,
			_("%s \"%s\": a day that has its hours already"), key,
			text_quote(r->arena, entry->key));
		return;
	}
	*seen |= set;
	if (!read_windows(r, key, entry->value, &day))
		return;
	for (int d = 0; d < 8; d++)
		if (set & 1 << d)
			hours->day[d] = day;
}

/* One text is for the seven weekdays; holidays are then as their weekday. */
static void read_opening(struct site_reader *reader, const char *key,
			 const struct conf *c, struct opening *hours)
{
	struct opening_day day;
	int seen = 0;

	if (c->kind == CONF_MAP) {
		for (int i = 0; i < c->n; i++)
			read_hours_of_days(reader, key, &c->entries[i], hours,
					   &seen);
		return;
	}
	if (read_windows(reader, key, c, &day))
		for (int d = 0; d < 7; d++)
			hours->day[d] = day;
}

void site_read_hours(void *reader, const struct conf *c, void *into)
{
	read_opening(reader, "hours", c, into);
}

void site_read_unpopular(void *reader, const struct conf *c, void *into)
{
	read_opening(reader, "unpopular", c, into);
}
