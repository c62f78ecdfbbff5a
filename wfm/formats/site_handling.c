/*
 * handling_times.csv: how long single contacts took.
 */
#include "formats/site_lists.h"

#include <stdlib.h>

#include "formats/i18n.h"

enum { HT_QUEUE, HT_SECONDS, HT_CONTACTS, HT_COLUMNS };
static const char *const columns[HT_COLUMNS] = { "queue", "seconds",
						 "contacts" };
const struct list_file handling_times_list = { "handling_times.csv", columns,
					       HT_COLUMNS, HT_CONTACTS };

static int compare(const void *a, const void *b)
{
	const struct handling_time *x = a, *y = b;

	if (x->queue != y->queue)
		return x->queue < y->queue ? -1 : 1;
	if (x->seconds != y->seconds)
		return x->seconds < y->seconds ? -1 : 1;
	return (x->place.line > y->place.line) -
	       (x->place.line < y->place.line);
}

static bool read_row(const struct lists *l, struct handling_time *h)
{
	bool good = lists_queue(l, HT_QUEUE, &h->queue);

	if (good && h->queue < 0)
		good = lists_bad(l, HT_QUEUE, _("one queue"));
	good &= lists_number(l, HT_SECONDS, 0, 1e6, 0, &h->seconds);
	good &= lists_number(l, HT_CONTACTS, 0, 1e9, 1, &h->contacts);
	h->place = lists_place(l, HT_QUEUE);
	return good;
}

/* Contacts that took no time at all say nothing of those that did. */
static void check_totals(const struct lists *l,
			 const struct handling_time *list, int n)
{
	for (int k = 0, first; k < n; k = first) {
		double work = 0;

		for (first = k; first < n && list[first].queue == list[k].queue;
		     first++)
			work += list[first].seconds * list[first].contacts;
		if (!(work > 0))
			fail_at(l->e, list[k].place, RC_DATA,
				_("seconds: no contact of \"%s\" took any "
				  "time; at least one must"),
				l->s->queues[list[k].queue].id);
	}
}

void lists_handling_times(struct lists *l)
{
	struct handling_time *list = NULL, h;
	int n = 0, room = 0;

	if (!lists_open(l, &handling_times_list))
		return;
	while (csv_next(l->csv, l->e)) {
		if (!read_row(l, &h))
			continue;
		list = arena_grow(l->a, list, n, &room, sizeof(h));
		list[n++] = h;
	}
	if (n > 0)
		qsort(list, (size_t)n, sizeof(*list), compare);
	check_totals(l, list, n);
	l->s->handling_times = list;
	l->s->n_handling_times = n;
}
