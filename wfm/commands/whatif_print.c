#include "commands/whatif_print.h"

#include <math.h>

#include "base/date.h"
#include "commands/sideways.h"
#include "formats/i18n.h"
#include "formats/say.h"

/* --- for programs: everything, a row for each scenario and queue --- */

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

static void print_full(const struct pipeline *p, const struct trial *list,
		       int n, bool reschedule)
{
	struct table t = table_new(p->session->arena, "whatif", full_columns,
				   FULL_COLUMNS);

	for (int k = 0; k < n; k++)
		put_trial(&t, p, &list[0], &list[k], reschedule);
	print_table(p->session, &p->options, &t);
}

/* --- for people: one scenario, side by side --- */

static void print_both(const struct pipeline *p, const struct trial *list)
{
	static const struct table_column columns[] = {
		{ "scenario", NULL, NULL, TABLE_TEXT, 0 },
		{ "contacts", N_("contacts"), NULL, TABLE_NUMBER, 0 },
		{ "required", N_("required"), "h", TABLE_NUMBER, 1 },
		{ "fte_required", N_("required"), "FTE", TABLE_NUMBER, 1 },
		{ "fte_employed", N_("employed"), "FTE", TABLE_NUMBER, 1 },
		{ "scheduled", N_("scheduled"), "h", TABLE_NUMBER, 1 },
		{ "short_hours", N_("short"), "h", TABLE_NUMBER, 1 },
		{ "over_hours", N_("over"), "h", TABLE_NUMBER, 1 },
		{ "short_intervals", N_("short intervals"), NULL, TABLE_NUMBER,
		  0 },
		{ "level", N_("service level"), NULL, TABLE_SHARE, 1 },
		{ "occupancy", N_("occupancy"), NULL, TABLE_SHARE, 1 },
		{ "pay", N_("pay"), NULL, TABLE_NUMBER, 0 },
		{ "overtime", N_("overtime"), NULL, TABLE_NUMBER, 0 },
		{ "service", N_("price of short and over"), NULL, TABLE_NUMBER,
		  0 },
		{ "cover", N_("heads per shift"), NULL, TABLE_NUMBER, 0 },
		{ "rules", N_("soft rules broken"), NULL, TABLE_NUMBER, 0 },
		{ "wishes", N_("wishes refused"), NULL, TABLE_NUMBER, 0 },
		{ "fairness", N_("unfairness"), NULL, TABLE_NUMBER, 0 },
		{ "cost", N_("cost in all"), NULL, TABLE_NUMBER, 0 },
		{ "hard", N_("hard rules broken"), NULL, TABLE_NUMBER, 0 },
	};
	enum { N = sizeof(columns) / sizeof(columns[0]) };
	struct table t = table_new(p->session->arena, "whatif", columns, N);

	for (int k = 0; k < 2; k++) {
		const struct outcome *o = &list[k].outcome;
		const double figures[] = {
			o->site.contacts, o->site.required,
			o->fte_required,  o->fte_employed,
			o->scheduled,	  o->short_hours,
			o->over_hours,	  o->site.short_intervals,
			o->site.level,	  o->site.occupancy,
			o->cost.pay,	  o->cost.overtime,
			o->cost.service,  o->cost.cover,
			o->cost.rules,	  o->cost.wishes,
			o->cost.fairness, o->cost.total,
			o->hard,
		};

		table_text(&t, k ? _("changed") : _("as planned"));
		for (int f = 0; f < N - 1; f++)
			table_number(&t, figures[f]);
	}
	print_sideways(p->session, &p->options, &t, true);
}

static void print_queues(const struct pipeline *p, const struct trial *list)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "which", N_("inputs"), NULL, TABLE_TEXT, 0 },
		{ "contacts", N_("contacts"), NULL, TABLE_NUMBER, 0 },
		{ "required", N_("required"), "h", TABLE_NUMBER, 1 },
		{ "level", N_("service"), NULL, TABLE_SHARE, 1 },
		{ "occupancy", N_("occupancy"), NULL, TABLE_SHARE, 1 },
		{ "short_intervals", N_("short intervals"), NULL, TABLE_NUMBER,
		  0 },
	};
	struct table t = table_new(p->session->arena, "whatif", columns, 7);

	for (int q = 0; q < p->w.site.n_queues; q++)
		for (int k = 0; k < 2; k++) {
			const struct outcome_line *line =
				&list[k].outcome.queues[q];

			table_text(&t, k ? "" : p->w.site.queues[q].id);
			table_text(&t, k ? _("changed") : _("as planned"));
			table_number(&t, line->contacts);
			table_number(&t, line->required);
			table_number(&t, line->level);
			table_number(&t, line->occupancy);
			table_number(&t, line->short_intervals);
		}
	fputc('\n', p->session->out);
	print_table(p->session, &p->options, &t);
}

/* --- for people: many --- */

static void print_many(const struct pipeline *p, const struct trial *list,
		       int n, bool reschedule)
{
	static const struct table_column columns[] = {
		{ "scenario", N_("scenario"), NULL, TABLE_TEXT, 0 },
		{ "required", N_("required"), "h", TABLE_NUMBER, 0 },
		{ "fte_required", N_("required"), "FTE", TABLE_NUMBER, 1 },
		{ "level", N_("service"), NULL, TABLE_SHARE, 1 },
		{ "occupancy", N_("occup."), NULL, TABLE_SHARE, 0 },
		{ "short_intervals", N_("short"), NULL, TABLE_NUMBER, 0 },
		{ "cost", N_("cost"), NULL, TABLE_NUMBER, 0 },
		{ "difference", N_("change"), NULL, TABLE_TEXT, 0 },
	};
	struct arena *a = p->session->arena;
	struct table t = table_new(a, "whatif", columns, 8);

	for (int k = 0; k < n; k++) {
		const struct outcome *o = &list[k].outcome;
		bool within;
		double by = outcome_difference(&list[0].outcome, o, &within);

		table_text(&t, k ? list[k].name : _("as planned"));
		table_number(&t, o->site.required);
		table_number(&t, o->fte_required);
		table_number(&t, o->site.level);
		table_number(&t, o->site.occupancy);
		table_number(&t, o->site.short_intervals);
		table_number(&t, o->cost.total);
		table_text(&t, k == 0		      ? ""
			       : reschedule && within ? _("within solver error")
						      : say_signed(a, by, 0));
	}
	print_table(p->session, &p->options, &t);
}

/* --- for people: what was done --- */

static void print_removed(const struct pipeline *p, const struct trial *x)
{
	FILE *out = p->session->out;

	if (!x->n_removed)
		return;
	fprintf(out,
		ngettext("Removed, the latest to join first (then by id): %d "
			 "person\n",
			 "Removed, the latest to join first (then by id): %d "
			 "people\n",
			 (unsigned long)x->n_removed),
		x->n_removed);
	for (int k = 0; k < x->n_removed; k++) {
		const struct agent *who = &p->w.site.agents[x->removed[k]];
		const struct agent_term *term = &who->terms[0];

		fprintf(out, "  %s  %s", who->id,
			say_text(p->session->arena, who->name));
		if (term->from != DATE_NONE)
			fprintf(out, _(", joined %s"),
				say_date(p->session->arena, term->from));
		fputc('\n', out);
	}
}

static void print_added(const struct pipeline *p, const struct trial *x,
			bool reschedule)
{
	if (!x->n_added)
		return;
	fprintf(p->session->out, _("Added: %s%s.\n"),
		joined(p->session->arena, x->added, x->n_added),
		reschedule ? ""
			   : _("; they have no duties yet: --reschedule plans "
			       "them"));
}

static void print_contacts(FILE *out, const struct trial *x)
{
	if (x->cut > 0)
		fprintf(out,
			_("Of %.0f contacts of time that is closed now %.0f "
			  "come at another time and %.0f are lost.\n"),
			x->cut, x->moved, x->cut - x->moved);
	if (x->empty_hours > 0)
		fprintf(out,
			_("%.1f queue hours are newly open; nothing is "
			  "forecast for them.\n"),
			x->empty_hours);
	if (x->fte_left > 0)
		fprintf(out,
			_("%.2f FTE are left that no whole person makes "
			  "up.\n"),
			x->fte_left);
}

static void print_error(const struct pipeline *p, const struct trial *base,
			const struct trial *x)
{
	FILE *out = p->session->out;
	double first = outcome_slack(&base->outcome);
	double second = outcome_slack(&x->outcome);
	bool within;

	(void)outcome_difference(&base->outcome, &x->outcome, &within);
	if (isnan(first) || isnan(second))
		return;
	fprintf(out,
		_("Both were solved again and may be above the best possible "
		  "by %.0f and %.0f: "),
		first, second);
	fputs(within ? _("the difference in cost is within solver error.\n")
		     : _("the difference in cost is real.\n"),
	      out);
}

/* Of the plan as it is (before NULL), or where another one differs from it. */
static void print_definitions(const struct pipeline *p,
			      const struct trial *before, const struct trial *x)
{
	FILE *out = p->session->out;

	for (int q = 0; q < p->w.site.n_queues; q++) {
		const char *words = x->definitions[q];

		if (!words ||
		    (before && text_equal(before->definitions[q], words)))
			continue;
		if (before)
			fprintf(out, "%s: ", x->name);
		fprintf(out, _("service level of %s: %s.\n"),
			p->w.site.queues[q].id, words);
	}
}

/* The same people go in most scenarios of a table: name them once. */
static const struct trial *most_removed(const struct trial *list, int n)
{
	const struct trial *most = &list[0];

	for (int k = 1; k < n; k++)
		if (list[k].n_removed > most->n_removed)
			most = &list[k];
	return most;
}

static void print_one(const struct pipeline *p, const struct trial *list,
		      bool reschedule)
{
	FILE *out = p->session->out;

	fprintf(out, _("What if: %s\n"), list[1].name);
	print_both(p, list);
	if (p->w.site.n_queues > 1)
		print_queues(p, list);
	fputc('\n', out);
	print_removed(p, &list[1]);
	print_added(p, &list[1], reschedule);
	print_contacts(out, &list[1]);
	if (reschedule)
		print_error(p, &list[0], &list[1]);
	print_definitions(p, NULL, &list[0]);
	print_definitions(p, &list[0], &list[1]);
}

static void print_table_of(const struct pipeline *p, const struct trial *list,
			   int n, bool reschedule)
{
	const struct trial *most = most_removed(list, n);

	print_many(p, list, n, reschedule);
	fputc('\n', p->session->out);
	if (most->n_removed)
		fprintf(p->session->out, "%s:\n", most->name);
	print_removed(p, most);
	for (int k = 1; k < n; k++)
		if (list[k].cut > 0 || list[k].fte_left > 0) {
			fprintf(p->session->out, "%s:\n", list[k].name);
			print_contacts(p->session->out, &list[k]);
		}
	print_definitions(p, NULL, &list[0]);
	for (int k = 1; k < n; k++)
		print_definitions(p, &list[0], &list[k]);
}

void whatif_print(const struct pipeline *p, const struct trial *list, int n,
		  bool reschedule)
{
	if (!print_for_people(&p->options)) {
		print_full(p, list, n, reschedule);
		return;
	}
	if (n == 2)
		print_one(p, list, reschedule);
	else
		print_table_of(p, list, n, reschedule);
	if (!list[0].outcome.judged)
		fputs(_("There is no roster yet: only what is required is "
			"known.  `wfm plan` makes one.\n"),
		      p->session->out);
}
