#include "commands/verdict.h"

#include <math.h>
#include <stdio.h>

#include "base/date.h"
#include "commands/interrupt.h"
#include "commands/print.h"
#include "formats/i18n.h"
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

enum rc verdict_rc(const struct pipeline *p)
{
	if (interrupted())
		return RC_INTERRUPTED;
	return p->breaches.hard || p->result.n_conflicts ? RC_NO : RC_OK;
}
