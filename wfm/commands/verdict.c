#include "commands/verdict.h"

#include <math.h>
#include <stdio.h>

#include "base/date.h"
#include "commands/interrupt.h"
#include "commands/print.h"
#include "commands/view.h"
#include "formats/i18n.h"
#include "formats/plan_why.h"
#include "formats/say.h"

static struct table cost_table(const struct pipeline *p)
{
	static const struct table_column columns[] = {
		{ "part", N_("cost"), NULL, TABLE_TEXT, 0 },
		{ "money", N_("money"), NULL, TABLE_NUMBER, 2 },
	};
	const struct cost *c = &p->result.cost;
	const struct {
		const char *key, *word;
		double money;
	} parts[] = {
		{ "pay", _("pay"), c->pay },
		{ "overtime", _("overtime"), c->overtime },
		{ "service", _("short and over"), c->service },
		{ "cover", _("heads per shift"), c->cover },
		{ "rules", _("soft rules broken"), c->rules },
		{ "wishes", _("wishes refused"), c->wishes },
		{ "fairness", _("unfairness"), c->fairness },
		{ "changes", _("changes"), c->changes },
	};
	struct table t = table_new(p->session->arena, "schedule", columns, 2);
	bool people = print_for_people(&p->options);

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (people && parts[i].money == 0 && i > 0)
			continue;
		table_text(&t, people ? parts[i].word : parts[i].key);
		table_number(&t, parts[i].money);
	}
	if (!people) {
		table_text(&t, "fixed_pay");
		table_number(&t, c->fixed_pay);
		table_text(&t, "bound");
		table_number(&t, p->result.bound);
		table_text(&t, "gap");
		table_number(&t, p->result.gap);
	}
	table_total(&t);
	table_text(&t, people ? _("total") : "total");
	table_number(&t, c->total);
	return t;
}

static void print_gap(const struct pipeline *p)
{
	const struct schedule_result *r = &p->result;
	FILE *out = p->session->out;

	if (isnan(r->bound)) {
		fputs(_("No bound is known for this roster.\n"), out);
		return;
	}
	fprintf(out, _("No legal roster costs less than %.2f: "), r->bound);
	if (r->cost.total - r->bound < 0.005)
		fputs(_("this one is the best possible"), out);
	else
		fprintf(out,
			_("this one is at most %.2f above\nthe best possible, "
			  "%.2f %% of what can vary"),
			r->cost.total - r->bound, 100 * r->gap);
	if (p->roster_made)
		fprintf(out, _("; %.1f s, stopped by %s"), p->solve_seconds,
			_(r->stopped));
	fputs(".\n", out);
}

static void print_place(FILE *out, const struct place *at)
{
	if (at->file)
		fprintf(out, " (%s:%d)", at->file, at->line);
}

/* People set aside, each with the rules and lines that contradict. */
static void print_conflicts(const struct pipeline *p)
{
	const struct schedule_result *r = &p->result;
	FILE *out = p->session->out;

	for (int i = 0; i < r->n_conflicts; i++) {
		const struct schedule_conflict *c = &r->conflicts[i];
		const struct agent *who = &p->w.site.agents[c->agent];

		fprintf(out,
			_("Not planned: %s (%s), because these "
			  "contradict each other:\n"),
			who->name, who->id);
		for (int k = 0; k < c->n; k++) {
			fprintf(out, "  %s", c->reasons[k]);
			print_place(out, &c->places[k]);
			fputc('\n', out);
		}
	}
}

void verdict_print(const struct pipeline *p)
{
	struct table t = cost_table(p);

	print_table(p->session, &p->options, &t);
	if (!print_for_people(&p->options))
		return;
	fputc('\n', p->session->out);
	print_gap(p);
	print_conflicts(p);
}

static const char *strength_key(const struct breach *b)
{
	if (b->waived)
		return N_("waived");
	if (b->hard)
		return N_("hard");
	return b->price > 0 ? N_("soft") : N_("note");
}

static const char *breach_day(struct arena *a, bool people, int day)
{
	char date[11];

	return people ? say_short_day(a, day)
		      : arena_strdup(a, date_format(day, date));
}

void verdict_print_breaches(const struct pipeline *p)
{
	static const struct table_column columns[] = {
		{ "agent", N_("who"), NULL, TABLE_TEXT, 0 },
		{ "date", N_("day"), NULL, TABLE_TEXT, 0 },
		{ "strength", N_("rule"), NULL, TABLE_TEXT, 0 },
		{ "what", N_("what"), NULL, TABLE_TEXT, 0 },
		{ "price", N_("price"), NULL, TABLE_NUMBER, 2 },
		{ "place", N_("set at"), NULL, TABLE_TEXT, 0 },
	};
	struct arena *a = p->session->arena;
	struct table t = table_new(a, "breaches", columns, 6);
	bool people = print_for_people(&p->options);

	for (int i = 0; i < p->breaches.n; i++) {
		const struct breach *b = &p->breaches.list[i];
		const char *strength = strength_key(b);

		table_text(&t, b->agent >= 0 ? p->w.site.agents[b->agent].id
			       : people	     ? _("all")
					     : "all");
		table_text(&t, breach_day(a, people, b->day));
		table_text(&t, people ? _(strength) : strength);
		table_text(&t, b->what);
		table_number(&t, b->hard ? NAN : b->price);
		table_text(&t, b->place.file
				       ? arena_printf(a, "%s:%d", b->place.file,
						      b->place.line)
				       : NULL);
	}
	print_table(p->session, &p->options, &t);
}

static void print_why(const struct pipeline *p, const char *what,
		      const char *why)
{
	fprintf(p->session->out, "  %s\n", what);
	if (why)
		fprintf(p->session->out, "    %s\n", why);
}

static void print_stretches(const struct pipeline *p, const struct plan_view *v,
			    const struct plan_stretches *s, int most)
{
	struct arena *a = p->session->arena;
	const struct grid *g = &v->requirement->grid;

	for (int k = 0; k < s->n && k < most; k++) {
		const struct plan_stretch *w = &s->list[k];
		int day = v->period->first_day + grid_day(g, w->begin);

		print_why(p,
			  arena_printf(a, _("%s %s %s, %s missing"),
				       say_text(a, plan_row_name(a, v, w->row)),
				       say_long_day(a, day),
				       say_times(a, g, w->begin, w->end),
				       say_number(a, w->worst, 1)),
			  plan_why(a, v, w));
	}
	if (s->n > most)
		fprintf(p->session->out, _("  and %d more stretches\n"),
			s->n - most);
}

static void print_gaps(const struct pipeline *p, const struct plan_view *v,
		       const struct plan_gaps *gaps, int most)
{
	struct arena *a = p->session->arena;

	for (int k = 0; k < gaps->n && k < most; k++) {
		const struct plan_gap *g = &gaps->list[k];
		const struct cover *line = &v->site->cover[g->day.line];

		print_why(p,
			  arena_printf(a,
				       line->shifts
					       ? _("%s on %s, %s heads missing")
					       : _("%s on %s, %s head hours "
						   "missing"),
				       say_text(a, g->what),
				       say_long_day(a, g->day.day),
				       say_number(a, g->missing,
						  line->shifts ? 0 : 1)),
			  plan_why_heads(a, v, g));
	}
	if (gaps->n > most)
		fprintf(p->session->out, _("  and %d more lines and days\n"),
			gaps->n - most);
}

void verdict_print_short(const struct pipeline *p, int most)
{
	struct arena *a = p->session->arena;
	struct plan_view v = view_of_pipeline(p, AUDIENCE_MANAGER);
	struct plan_stretches worst = plan_worst_stretches(a, &v);
	struct plan_gaps gaps = plan_gaps(a, &v);

	if (worst.n + gaps.n == 0)
		return;
	fputs(_("Where it is short, and those with the skill:\n"),
	      p->session->out);
	print_stretches(p, &v, &worst, most);
	print_gaps(p, &v, &gaps, most);
}

enum rc verdict_rc(const struct pipeline *p)
{
	if (interrupted())
		return RC_INTERRUPTED;
	return p->breaches.hard || p->result.n_conflicts ? RC_NO : RC_OK;
}
