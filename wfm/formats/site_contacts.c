/*
 * How contacts behave, in queues of site.yaml: patience, the spread of handling
 * times, chats beside each other.
 */
#include "formats/site_reader.h"

#include <string.h>

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/site_schema.h"
#include "formats/value.h"

static bool is_word(const struct conf *c, const char *word)
{
	return c->kind == CONF_TEXT && text_equal(c->text, word);
}

static const char *quoted(const struct site_reader *r, const struct conf *c)
{
	return text_quote(r->arena, c->kind == CONF_TEXT ? c->text : "");
}

void site_read_patience(void *reader, const struct conf *c, void *queue)
{
	struct site_reader *r = reader;
	struct queue *q = queue;
	double x;

	if (is_word(c, "from history"))
		q->patience_learned = true;
	else if (c->kind == CONF_TEXT && value_span(c->text, &x) && x >= 1 &&
		 x <= 86400)
		q->patience = x;
	else
		fail_at(r->err, c->place, RC_DATA,
			_("patience \"%s\": expected a span of time from 1 s "
			  "to 24 h, like 2 min, or \"from history\""),
			quoted(r, c));
}

void site_read_spread(void *reader, const struct conf *c, void *queue)
{
	struct site_reader *r = reader;
	struct queue *q = queue;
	double x;

	if (is_word(c, "exponential"))
		q->spread = 0;
	else if (is_word(c, "from history"))
		q->spread_learned = true;
	else if (c->kind == CONF_TEXT && value_share(c->text, &x) &&
		 x >= 0.01 && x <= 10)
		q->spread = x;
	else
		fail_at(r->err, c->place, RC_DATA,
			_("spread \"%s\": expected a share from 1%% to 1000%%, "
			  "like 80%%, \"exponential\" or \"from history\""),
			quoted(r, c));
}

void site_read_levels(void *reader, const struct conf *c, void *queue)
{
	enum { MOST = 20 };
	struct site_reader *r = reader;
	struct queue *q = queue;
	int n;
	const struct conf **words =
		schema_words(r->arena, c, "levels", &n, r->err);
	double *x = arena_new(r->arena, double, MOST);

	if (n > MOST)
		fail_at(r->err, c->place, RC_DATA,
			_("levels: %d shares, at most %d are read"), n, MOST);
	for (int i = 0; i < n && n <= MOST; i++)
		if (!value_share(words[i]->text, &x[i]) || !(x[i] >= 0.1) ||
		    !(x[i] <= 10))
			return (void)fail_at(
				r->err, words[i]->place, RC_DATA,
				_("levels \"%s\": expected a share from 10%% "
				  "to 1000%%, like 120%%"),
				text_quote(r->arena, words[i]->text));
	if (n < 1 || n > MOST)
		return;
	q->levels = x;
	q->n_levels = n;
}

/* --- who does it in between --- */

void site_read_blend(void *reader, const struct conf *c, void *queue)
{
	(void)reader;
	(void)c;
	(void)queue;
}

static bool is_live(const struct queue *q)
{
	return q->channel == CHANNEL_VOICE || q->channel == CHANNEL_CHAT;
}

static void blend_with(struct site_reader *r, struct queue *q,
		       const struct conf *word)
{
	int with = names_find(&r->queues, word->text);

	if (with >= 0 && is_live(&r->site->queues[with]))
		q->blend |= (uint64_t)1 << with;
	else
		fail_at(r->err, word->place, RC_DATA,
			_("blend \"%s\": expected a queue of voice or chat"),
			text_quote(r->arena, word->text));
}

void site_find_blends(struct site_reader *r, const struct conf *map,
		      struct queue *queues)
{
	for (int i = 0; i < r->site->n_queues; i++) {
		const struct conf *c =
			conf_get(conf_get(map, queues[i].id), "blend");
		int n = 0;

		if (!c || is_live(&queues[i]))
			continue;
		const struct conf **words =
			schema_words(r->arena, c, "blend", &n, r->err);
		for (int k = 0; k < n; k++)
			blend_with(r, &queues[i], words[k]);
	}
}
