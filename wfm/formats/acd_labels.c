#include "formats/acd_labels.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/text.h"

struct acd_labels acd_labels_new(struct arena *a)
{
	return (struct acd_labels){ .arena = a, .last = -1 };
}

/* --- the table --- */

/* The slot of a text: where it is, or the free one where it belongs. */
static int *slot_of(const struct acd_labels *labels, const char *text)
{
	uint64_t at = text_hash(text, strlen(text));

	for (;; at++) {
		int *slot = &labels->table[at % (uint64_t)labels->slots];

		if (*slot == 0 ||
		    text_equal(labels->list[*slot - 1].text, text))
			return slot;
	}
}

/* At most half full. */
static void make_room(struct acd_labels *labels)
{
	if (2 * (labels->n + 1) < labels->slots)
		return;
	labels->slots = labels->slots ? 2 * labels->slots : 64;
	labels->table = arena_new(labels->arena, int, labels->slots);
	for (int i = 0; i < labels->n; i++)
		*slot_of(labels, labels->list[i].text) = i + 1;
}

/* The part of s without blanks around it. */
static const char *trimmed(const char *s, int *len)
{
	size_t n;

	s += strspn(s, " \t");
	for (n = strlen(s); n > 0 && strchr(" \t", s[n - 1]); n--)
		;
	*len = (int)n;
	return s;
}

static void add_label(struct acd_labels *labels, const char *text, int queue,
		      int media)
{
	struct acd_label label = {
		.text = arena_strdup(labels->arena, text),
		.queue = arena_strndup(labels->arena, text, (size_t)queue),
	};

	if (media > 0)
		label.media = label.text + queue + 1;
	labels->list = arena_grow(labels->arena, labels->list, labels->n,
				  &labels->room, sizeof(*labels->list));
	labels->list[labels->n++] = label;
}

static int find_label(struct acd_labels *labels, const char *queue,
		      const char *media)
{
	char buf[256];
	const char *text = buf;
	int q, m;

	queue = trimmed(queue, &q);
	media = trimmed(media, &m);
	if (q + m + 2 <= (int)sizeof(buf))
		snprintf(buf, sizeof(buf), "%.*s%s%.*s", q, queue, m ? ":" : "",
			 m, media);
	else
		text = arena_printf(labels->arena, "%.*s%s%.*s", q, queue,
				    m ? ":" : "", m, media);
	make_room(labels);
	int *slot = slot_of(labels, text);
	if (*slot == 0) {
		add_label(labels, text, q, m);
		*slot = labels->n;
	}
	return *slot - 1;
}

int acd_labels_find(struct acd_labels *labels, const char *queue,
		    const char *media)
{
	if (!media)
		media = "";
	if (labels->last >= 0 && strcmp(queue, labels->last_queue) == 0 &&
	    strcmp(media, labels->last_media) == 0)
		return labels->last;
	int found = find_label(labels, queue, media);
	labels->last = -1;
	if (strlen(queue) < sizeof(labels->last_queue) &&
	    strlen(media) < sizeof(labels->last_media)) {
		strcpy(labels->last_queue, queue);
		strcpy(labels->last_media, media);
		labels->last = found;
	}
	return found;
}

/* --- whose they are --- */

struct mapping {
	struct arena *arena;
	const struct site *site;
	struct acd_target *list;
	int n, room;
};

static void add_target(struct mapping *m, int queue, int from, int until,
		       double share)
{
	m->list =
		arena_grow(m->arena, m->list, m->n, &m->room, sizeof(*m->list));
	m->list[m->n++] = (struct acd_target){ queue, from, until, share };
}

static bool is_text(struct mapping *m, const char *x, const char *folded)
{
	return x && text_equal(text_fold(m->arena, x), folded);
}

/* The queues that list a text; else the one that has it as id or name. */
static void find_targets(struct mapping *m, const char *text)
{
	const char *folded = text_fold(m->arena, text);

	m->list = NULL;
	m->n = m->room = 0;
	for (int q = 0; q < m->site->n_queues; q++) {
		const struct queue *queue = &m->site->queues[q];

		for (int i = 0; i < queue->acds; i++)
			if (is_text(m, queue->acd[i].name, folded))
				add_target(m, q, queue->acd[i].from,
					   queue->acd[i].until,
					   queue->acd[i].share);
	}
	for (int q = 0; m->n == 0 && q < m->site->n_queues; q++)
		if (is_text(m, m->site->queues[q].id, folded) ||
		    is_text(m, m->site->queues[q].name, folded))
			add_target(m, q, DATE_NONE, DATE_NONE, 1);
}

static bool is_calls(const char *media)
{
	static const char *const words[] = { "voice", "call", "calls", "phone",
					     "inbound" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcasecmp(media, words[i]) == 0)
			return true;
	return false;
}

/* Has no other label of the same queue any rows? */
static bool only_medium(const struct acd_labels *labels, int k)
{
	for (int i = 0; i < labels->n; i++)
		if (i != k && labels->list[i].rows > 0 &&
		    text_equal(labels->list[i].queue, labels->list[k].queue))
			return false;
	return true;
}

void acd_labels_map(struct acd_labels *labels, const struct site *site)
{
	struct mapping m = { .arena = labels->arena, .site = site };

	for (int k = 0; k < labels->n; k++) {
		struct acd_label *label = &labels->list[k];

		if (label->rows == 0)
			continue;
		find_targets(&m, label->text);
		if (m.n == 0 && label->media &&
		    (is_calls(label->media) || only_medium(labels, k)))
			find_targets(&m, label->queue);
		label->targets = m.list;
		label->n_targets = m.n;
	}
}

bool acd_target_holds(const struct acd_target *target, int day)
{
	return (target->from == DATE_NONE || day >= target->from) &&
	       (target->until == DATE_NONE || day < target->until);
}

double acd_label_share(const struct acd_label *label, int day)
{
	double sum = 0;

	for (int i = 0; i < label->n_targets; i++)
		if (acd_target_holds(&label->targets[i], day))
			sum += label->targets[i].share;
	return sum;
}
