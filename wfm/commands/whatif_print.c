#include "commands/whatif_print.h"

#include <math.h>

#include "base/date.h"
#include "commands/sideways.h"
#include "formats/i18n.h"
#include "formats/say.h"

/* --- one scenario, side by side --- */

static const struct table_column both_columns[] = {
	{ "scenario", NULL, NULL, TABLE_TEXT, 0 },
	{ "contacts", N_("contacts"), NULL, TABLE_NUMBER, 0 },
	{ "required", N_("required"), "h", TABLE_NUMBER, 1 },
	{ "fte_required", N_("required"), "FTE", TABLE_NUMBER, 1 },
	{ "fte_employed", N_("employed"), "FTE", TABLE_NUMBER, 1 },
	{ "scheduled", N_("scheduled"), "h", TABLE_NUMBER, 1 },
	{ "short_hours", N_("short"), "h", TABLE_NUMBER, 1 },
	{ "over_hours", N_("over"), "h", TABLE_NUMBER, 1 },
	{ "short_intervals", N_("short intervals"), NULL, TABLE_NUMBER, 0 },
	{ "level", N_("service level"), NULL, TABLE_SHARE, 1 },
	{ "occupancy", N_("occupancy"), NULL, TABLE_SHARE, 1 },
	{ "cost", N_("cost in all"), NULL, TABLE_NUMBER, 0 },
	{ "pay", N_("pay"), NULL, TABLE_NUMBER, 0 },
	{ "overtime", N_("overtime"), NULL, TABLE_NUMBER, 0 },
	{ "service", N_("price of short and over"), NULL, TABLE_NUMBER, 0 },
	{ "cover", N_("heads per shift"), NULL, TABLE_NUMBER, 0 },
	{ "rules", N_("soft rules broken"), NULL, TABLE_NUMBER, 0 },
	{ "wishes", N_("wishes refused"), NULL, TABLE_NUMBER, 0 },
	{ "fairness", N_("unfairness"), NULL, TABLE_NUMBER, 0 },
	{ "hard", N_("hard rules broken"), NULL, TABLE_NUMBER, 0 },
	{ "not_planned", N_("people not planned"), NULL, TABLE_NUMBER, 0 },
};
enum {
	BOTH_COLUMNS = sizeof(both_columns) / sizeof(both_columns[0]),
	FIGURES = BOTH_COLUMNS - 1,
	FIRST_PART = 12 /* from overtime on: 0 on both sides is not shown */
};

static void figures_of(const struct outcome *o, double x[static FIGURES])
{
	const double all[FIGURES] = {
		o->site.contacts, o->site.required,
		o->fte_required,  o->fte_employed,
		o->scheduled,	  o->short_hours,
		o->over_hours,	  o->site.short_intervals,
		o->site.level,	  o->site.occupancy,
		o->cost.total,	  o->cost.pay,
		o->cost.overtime, o->cost.service,
		o->cost.cover,	  o->cost.rules,
		o->cost.wishes,	  o->cost.fairness,
		o->hard,	  o->conflicts,
	};

	for (int k = 0; k < FIGURES; k++)
		x[k] = all[k];
}

static void print_both(const struct pipeline *p, const struct trial *list)
{
	struct table t = table_new(p->session->arena, "whatif", both_columns,
				   BOTH_COLUMNS);
	double x[2][FIGURES];

	for (int k = 0; k < 2; k++)
		figures_of(&list[k].outcome, x[k]);
	for (int f = FIRST_PART; f < FIGURES; f++)
		if (x[0][f] == 0 && x[1][f] == 0)
			x[0][f] = x[1][f] = NAN;
	for (int k = 0; k < 2; k++) {
		table_text(&t, k ? _("changed") : _("as planned"));
		for (int f = 0; f < FIGURES; f++)
			table_number(&t, x[k][f]);
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

/* --- many --- */

/* "+281", with a star where the solver and not the change may have made it. */
static const char *change_of(struct arena *a, const struct whatif *w, int k,
			     bool *starred)
{
	bool within;
	double by = outcome_difference(&w->list[0].outcome, &w->list[k].outcome,
				       &within);

	if (k == 0)
		return "";
	within = within && w->reschedule;
	*starred |= within;
	return arena_printf(a, "%8s%s", say_signed(a, by, 0),
			    within ? "*" : "");
}

static void print_many(const struct pipeline *p, const struct whatif *w)
{
	static const struct table_column columns[] = {
		{ "scenario", N_("what if"), NULL, TABLE_TEXT, 0 },
		{ "required", N_("hours"), NULL, TABLE_NUMBER, 0 },
		{ "fte_required", N_("FTE"), NULL, TABLE_NUMBER, 1 },
		{ "level", N_("service"), NULL, TABLE_SHARE, 1 },
		{ "occupancy", N_("busy"), NULL, TABLE_SHARE, 0 },
		{ "short_intervals", N_("short"), NULL, TABLE_NUMBER, 0 },
		{ "lost", N_("lost"), NULL, TABLE_NUMBER, 0 },
		{ "cost", N_("cost"), NULL, TABLE_NUMBER, 0 },
		{ "difference", N_("  change"), NULL, TABLE_TEXT, 0 },
	};
	struct arena *a = p->session->arena;
	struct table t = table_new(a, "whatif", columns, 9);
	bool starred = false;

	for (int k = 0; k < w->n; k++) {
		const struct outcome *o = &w->list[k].outcome;

		table_text(&t, k ? w->list[k].label : _("as planned"));
		table_number(&t, o->site.required);
		table_number(&t, o->fte_required);
		table_number(&t, o->site.level);
		table_number(&t, o->site.occupancy);
		table_number(&t, o->site.short_intervals);
		table_number(&t, w->list[k].cut - w->list[k].moved);
		table_number(&t, o->cost.total);
		table_text(&t, change_of(a, w, k, &starred));
	}
	print_table(p->session, &p->options, &t);
	if (starred)
		fputs(_("* within solver error: smaller than what both may be "
			"above the best possible\n"),
		      p->session->out);
}

/* --- what was done --- */

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
	FILE *out = p->session->out;

	if (!x->n_added)
		return;
	fputs(_("Added:"), out);
	for (int k = 0; k < x->n_added; k++)
		fprintf(out, " %s", x->added[k]);
	fputs(reschedule ? "\n"
			 : _("; they have no duties yet, --reschedule plans "
			     "them\n"),
	      out);
}

/* What became of contacts, and what does not come out even. */
static void print_contacts(FILE *out, const struct trial *x)
{
	if (x->cut > 0)
		fprintf(out,
			_("Of %.0f contacts in time that is closed now %.0f "
			  "come at another time, %.0f are lost.\n"),
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

/* Did an earlier scenario already count so? */
static bool is_known(const struct whatif *w, int k, int q)
{
	for (int j = 0; j < k; j++)
		if (text_equal(w->list[j].definitions[q],
			       w->list[k].definitions[q]))
			return true;
	return false;
}

static void print_definitions(const struct pipeline *p, const struct whatif *w)
{
	FILE *out = p->session->out;

	for (int q = 0; q < p->w.site.n_queues; q++) {
		const char *before = w->list[0].definitions[q];

		if (before)
			fprintf(out, _("Service level of %s: %s.\n"),
				p->w.site.queues[q].id, before);
		for (int k = 1; k < w->n; k++)
			if (!is_known(w, k, q))
				fprintf(out,
					_("Service level of %s, changed: "
					  "%s.\n"),
					p->w.site.queues[q].id,
					w->list[k].definitions[q]);
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

static void print_one(const struct pipeline *p, const struct whatif *w)
{
	FILE *out = p->session->out;

	print_both(p, w->list);
	if (p->w.site.n_queues > 1)
		print_queues(p, w->list);
	fputc('\n', out);
	print_removed(p, &w->list[1]);
	print_added(p, &w->list[1], w->reschedule);
	print_contacts(out, &w->list[1]);
	if (w->reschedule)
		print_error(p, &w->list[0], &w->list[1]);
}

static void print_all(const struct pipeline *p, const struct whatif *w)
{
	const struct trial *most = most_removed(w->list, w->n);

	print_many(p, w);
	fputc('\n', p->session->out);
	print_removed(p, most);
	print_added(p, &w->list[w->n - 1], w->reschedule);
}

void whatif_print(const struct pipeline *p, const struct whatif *w)
{
	struct arena *a = p->session->arena;
	FILE *out = p->session->out;

	if (!print_for_people(&p->options)) {
		whatif_print_rows(p, w);
		return;
	}
	fprintf(out, "%s, %s\n", say_text(a, p->w.site.name),
		say_period(a, p->w.first_day, p->w.days));
	if (*w->common)
		fprintf(out, _("What if: %s\n"), say_text(a, w->common));
	fputc('\n', out);
	if (w->n == 2)
		print_one(p, w);
	else
		print_all(p, w);
	print_definitions(p, w);
	if (!w->list[0].outcome.judged)
		fputs(_("There is no roster yet: only what is required is "
			"known.  `wfm plan` makes one.\n"),
		      out);
}
