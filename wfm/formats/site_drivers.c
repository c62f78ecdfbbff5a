/* drivers.csv: what moves contacts day by day. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "formats/i18n.h"
#include "formats/site_lists.h"
#include "formats/value.h"

enum { QUEUE, DATE, NAME, VALUE, LAG, COLUMNS };
static const char *const columns[COLUMNS] = { "queue", "date", "name", "value",
					      "lag" };
const struct list_file drivers_list = { "drivers.csv", columns, COLUMNS,
					VALUE + 1 };

enum { MOST_LAG = 60 };

static bool read_driver(const struct lists *l, struct driver *d, int *first,
			int *last)
{
	bool good = lists_queue(l, QUEUE, &d->queue);

	d->place = lists_place(l, QUEUE);
	if (!value_date(lists_field(l, DATE), &d->day))
		good = lists_bad(l, DATE, _("a date, like 2026-11-23"));
	good &= lists_text(l, NAME, &d->name);
	if (!*d->name)
		good = lists_bad(l, NAME, _("a name"));
	good &= lists_number(l, VALUE, -1e12, 1e12, NAN, &d->value);
	if (isnan(d->value) && !*lists_field(l, VALUE))
		good = lists_bad(l, VALUE, _("a number"));
	return lists_lag(l, LAG, MOST_LAG, first, last) && good;
}

struct drivers {
	struct lists *l;
	struct driver *list;
	int n, room;
	struct name_list names;
};

/* Each day after has an effect of its own, so a name of its own. */
static void add(struct drivers *x, struct driver d, int lag)
{
	d.day += lag;
	if (lag > 0)
		d.name = arena_printf(x->l->a, "%s +%d d", d.name, lag);
	if (names_find(&x->names, d.name) < 0) {
		names_add(x->l->a, &x->names, d.name);
		if (x->names.n == SITE_MAX_DRIVERS + 1)
			(void)fail_at(x->l->e, d.place, RC_DATA,
				      _("name: more than %d drivers, each day "
					"of a lag counted, are not possible"),
				      SITE_MAX_DRIVERS);
	}
	x->list = arena_grow(x->l->a, x->list, x->n, &x->room, sizeof(d));
	x->list[x->n++] = d;
}

static int by_name(const void *a, const void *b)
{
	const struct driver *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	if (order)
		return order;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->queue != y->queue)
		return x->queue < y->queue ? -1 : 1;
	return x->place.line - y->place.line;
}

static void check_once(const struct drivers *x)
{
	for (int i = 1; i < x->n; i++) {
		const struct driver *a = &x->list[i - 1], *b = &x->list[i];

		if (a->day == b->day && a->queue == b->queue &&
		    strcmp(a->name, b->name) == 0)
			(void)fail_at(x->l->e, b->place, RC_DATA,
				      _("\"%s\" has a value for this day on "
					"line %d already"),
				      b->name, a->place.line);
	}
}

void lists_drivers(struct lists *l)
{
	struct drivers x = { .l = l };
	struct driver d;
	int first, last;

	if (!lists_open(l, &drivers_list))
		return;
	while (csv_next(l->csv, l->e))
		if (read_driver(l, &d, &first, &last))
			for (int lag = first; lag <= last; lag++)
				add(&x, d, lag);
	if (x.n > 1)
		qsort(x.list, (size_t)x.n, sizeof(d), by_name);
	check_once(&x);
	l->s->drivers = x.list;
	l->s->n_drivers = x.n;
}
