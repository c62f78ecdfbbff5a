/* What-ifs for programs: a row for every scenario and queue. */
#include <math.h>

#include "base/text.h"
#include "commands/whatif_print.h"
#include "commands/print.h"
#include "formats/table.h"

static const struct table_column full_columns[] = {
	{ "scenario", NULL, NULL, TABLE_TEXT, 0 },
	{ "queue", NULL, NULL, TABLE_TEXT, 0 },
	{ "contacts", NULL, NULL, TABLE_NUMBER, 2 },
	{ "required", NULL, "h", TABLE_NUMBER, 2 },
	{ "level", NULL, NULL, TABLE_SHARE, 3 },
	{ "level_definition", NULL, NULL, TABLE_TEXT, 0 },
	{ "occupancy", NULL, NULL, TABLE_SHARE, 3 },
	{ "short_intervals", NULL, NULL, TABLE_NUMBER, 0 },
	{ "fte_required", NULL, "FTE", TABLE_NUMBER, 3 },
	{ "fte_employed", NULL, "FTE", TABLE_NUMBER, 3 },
	{ "scheduled", NULL, "h", TABLE_NUMBER, 2 },
	{ "short_hours", NULL, "h", TABLE_NUMBER, 2 },
	{ "over_hours", NULL, "h", TABLE_NUMBER, 2 },
	{ "pay", NULL, NULL, TABLE_NUMBER, 2 },
	{ "overtime", NULL, NULL, TABLE_NUMBER, 2 },
	{ "service", NULL, NULL, TABLE_NUMBER, 2 },
	{ "cover", NULL, NULL, TABLE_NUMBER, 2 },
	{ "rules", NULL, NULL, TABLE_NUMBER, 2 },
	{ "wishes", NULL, NULL, TABLE_NUMBER, 2 },
	{ "fairness", NULL, NULL, TABLE_NUMBER, 2 },
	{ "cost", NULL, NULL, TABLE_NUMBER, 2 },
	{ "difference", NULL, NULL, TABLE_NUMBER, 2 },
	{ "bound", NULL, NULL, TABLE_NUMBER, 2 },
	{ "within_solver_error", NULL, NULL, TABLE_TEXT, 0 },
	{ "hard_breaches", NULL, NULL, TABLE_NUMBER, 0 },
	{ "not_planned", NULL, NULL, TABLE_NUMBER, 0 },
	{ "removed", NULL, NULL, TABLE_TEXT, 0 },
	{ "added", NULL, NULL, TABLE_TEXT, 0 },
	{ "fte_left", NULL, "FTE", TABLE_NUMBER, 3 },
	{ "cut", NULL, NULL, TABLE_NUMBER, 2 },
	{ "moved", NULL, NULL, TABLE_NUMBER, 2 },
	{ "empty_hours", NULL, "h", TABLE_NUMBER, 2 },
};
enum { FULL_COLUMNS = sizeof(full_columns) / sizeof(full_columns[0]) };

static void put_line(struct table *t, const char *scenario, const char *queue,
		     const struct outcome_line *line, const char *definition)
{
	table_text(t, scenario);
	table_text(t, queue);
	table_number(t, line->contacts);
	table_number(t, line->required);
	table_number(t, line->level);
	table_text(t, definition);
	table_number(t, line->occupancy);
	table_number(t, line->short_intervals);
}

/* What only the whole site has; of a queue unknown. */
static void put_nothing(struct table *t)
{
	while (t->n_cells % FULL_COLUMNS)
		if (full_columns[t->n_cells % FULL_COLUMNS].kind == TABLE_TEXT)
			table_text(t, NULL);
		else
			table_number(t, NAN);
}

static void put_cost(struct table *t, const struct outcome *base,
		     const struct outcome *o, bool reschedule)
{
	const struct cost *c = &o->cost;
	const double parts[] = { c->pay,   c->overtime, c->service,  c->cover,
				 c->rules, c->wishes,	c->fairness, c->total };
	bool within;
	double by = outcome_difference(base, o, &within);

	for (size_t k = 0; k < sizeof(parts) / sizeof(*parts); k++)
		table_number(t, parts[k]);
	table_number(t, by);
	table_number(t, o->bound);
	table_text(t, !reschedule ? NULL : within ? "yes" : "no");
}

static const char *ids_of(const struct pipeline *p, const struct trial *t)
{
	struct text ids = text_new(p->session->arena);

	text_add(&ids, "");
	for (int k = 0; k < t->n_removed; k++)
		text_addf(&ids, "%s%s", k ? " " : "",
			  p->w.site.agents[t->removed[k]].id);
	return ids.data;
}

static const char *joined(struct arena *a, const char *const list[], int n)
{
	struct text all = text_new(a);

	text_add(&all, "");
	for (int k = 0; k < n; k++)
		text_addf(&all, "%s%s", k ? " " : "", list[k]);
	return all.data;
}

static void put_people(struct table *t, const struct pipeline *p,
		       const struct trial *x)
{
	table_number(t, x->outcome.hard);
	table_number(t, x->outcome.conflicts);
	table_text(t, ids_of(p, x));
	table_text(t, joined(t->arena, x->added, x->n_added));
	table_number(t, x->fte_left);
	table_number(t, x->cut);
	table_number(t, x->moved);
	table_number(t, x->empty_hours);
}

static void put_trial(struct table *t, const struct pipeline *p,
		      const struct trial *base, const struct trial *x,
		      bool reschedule)
{
	const struct outcome *o = &x->outcome;
	const char *name = x->n ? x->name : "base";

	put_line(t, name, "all", &o->site, NULL);
	table_number(t, o->fte_required);
	table_number(t, o->fte_employed);
	table_number(t, o->scheduled);
	table_number(t, o->short_hours);
	table_number(t, o->over_hours);
	put_cost(t, &base->outcome, o, reschedule);
	put_people(t, p, x);
	for (int q = 0; q < p->w.site.n_queues; q++) {
		put_line(t, name, p->w.site.queues[q].id, &o->queues[q],
			 x->definitions[q]);
		put_nothing(t);
	}
}

void whatif_print_rows(const struct pipeline *p, const struct whatif *w)
{
	struct table t = table_new(p->session->arena, "whatif", full_columns,
				   FULL_COLUMNS);

	for (int k = 0; k < w->n; k++)
		put_trial(&t, p, &w->list[0], &w->list[k], w->reschedule);
	print_table(p->session, &p->options, &t);
}
