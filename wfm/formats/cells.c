#include "formats/cells.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/i18n.h"
#include "formats/quick.h"
#include "model/site.h"

bool cell_bad(const struct csv *csv, int column, const char *name,
	      const char *allowed, struct err *e)
{
	const char *value = text_quote(e->arena, csv_field(csv, column));

	(void)fail_at(e, csv_place(csv, column), RC_DATA,
		      _("%s: \"%s\"; allowed is %s"), name, value, allowed);
	return false;
}

bool cell_number(const struct csv *csv, int column, const char *name,
		 double min, double max, bool may_be_empty, double *x,
		 struct err *e)
{
	const char *s = csv_field(csv, column);
	double value;

	if (!*s && may_be_empty) {
		*x = NAN;
		return true;
	}
	if (!quick_number(s, &value) || !(value >= min && value <= max))
		return cell_bad(csv, column, name,
				arena_printf(e->arena,
					     _("a number from %g to %g"), min,
					     max),
				e);
	*x = value;
	return true;
}

bool cell_instant(const struct csv *csv, int column, const char *name,
		  const struct zone *zone, int64_t *utc, struct err *e)
{
	enum zone_kind kind;
	bool has_offset;

	if (!zone_parse(zone, csv_field(csv, column), utc, &kind, &has_offset))
		return cell_bad(csv, column, name, "2026-10-25T01:30+01:00", e);
	if (kind == ZONE_GAP && !has_offset)
		return cell_bad(
			csv, column, name,
			_("a time that exists: the clocks skip this one"), e);
	return true;
}

bool cell_day(const struct csv *csv, int column, const char *name, int *day,
	      struct err *e)
{
	if (!date_parse(csv_field(csv, column), day))
		return cell_bad(csv, column, name,
				_("a day such as 2026-11-23"), e);
	return true;
}

bool cell_key(const struct csv *csv, int column, const char *name,
	      const char *const keys[], int n, int *index, struct err *e)
{
	const char *s = csv_field(csv, column);

	for (int i = 0; i < n; i++)
		if (!strcmp(keys[i], s)) {
			*index = i;
			return true;
		}
	const char *near = text_nearest(s, keys, n);
	const char *value = text_quote(e->arena, s);
	if (near)
		(void)fail_at(e, csv_place(csv, column), RC_DATA,
			      _("%s: \"%s\" is not known; did you mean "
				"\"%s\"?"),
			      name, value, near);
	else
		(void)fail_at(e, csv_place(csv, column), RC_DATA,
			      _("%s: \"%s\" is not known"), name, value);
	return false;
}

const char **cells_queues(struct arena *a, const struct site *s)
{
	const char **keys = arena_new(a, const char *, s->n_queues);

	for (int i = 0; i < s->n_queues; i++)
		keys[i] = s->queues[i].id;
	return keys;
}

const char **cells_agents(struct arena *a, const struct site *s)
{
	const char **keys = arena_new(a, const char *, s->n_agents);

	for (int i = 0; i < s->n_agents; i++)
		keys[i] = s->agents[i].id;
	return keys;
}
