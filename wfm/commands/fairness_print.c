#include "commands/fairness_print.h"

#include "commands/print.h"
#include "formats/i18n.h"
#include "maths/fairness.h"

static const struct table_column columns[] = {
	{ "agent", N_("who"), NULL, TABLE_TEXT, 0 },
	{ "contract", N_("contract"), NULL, TABLE_TEXT, 0 },
	{ "what", N_("what"), NULL, TABLE_TEXT, 0 },
	{ "before", N_("before"), NULL, TABLE_NUMBER, 0 },
	{ "period", N_("period"), NULL, TABLE_NUMBER, 0 },
	{ "after", N_("after"), NULL, TABLE_NUMBER, 0 },
	{ "share", N_("fair share"), NULL, TABLE_NUMBER, 0 },
	{ "apart", N_("apart"), NULL, TABLE_NUMBER, 0 },
};
enum { COLUMNS = sizeof(columns) / sizeof(*columns) };

static const char *word_of(enum load kind)
{
	static const char *const words[] = { N_("nights"), N_("weekends"),
					     N_("holidays"),
					     N_("unpopular hours"),
					     N_("wishes refused") };

	return _(words[kind]);
}

/* Is there any load of a kind at all? */
static bool has_any(const struct fairness_ledger *l, enum load kind)
{
	for (int k = 0; k < l->n; k++)
		if (l->list[k].kind == kind &&
		    (l->list[k].before != 0 || l->list[k].after != 0))
			return true;
	return false;
}

static void add_row(struct table *t, const struct site *site,
		    const struct fairness_entry *e, bool people)
{
	table_text(t, site->agents[e->agent].id);
	table_text(t, site->contracts[e->group].id);
	table_text(t, people ? word_of(e->kind) : fairness_name(e->kind));
	table_number(t, e->before);
	table_number(t, e->after - e->before);
	table_number(t, e->after);
	table_number(t, e->share);
	table_number(t, e->after - e->share);
}

void fairness_print(const struct pipeline *p)
{
	struct arena *a = p->session->arena;
	struct fairness_ledger l =
		fairness_ledger(a, &p->period, &p->result.roster);
	struct table t = table_new(a, "fairness", columns, COLUMNS);
	bool people = print_for_people(&p->options);

	for (int k = 0; k < l.n; k++)
		if (!people || has_any(&l, l.list[k].kind))
			add_row(&t, &p->w.site, &l.list[k], people);
	print_table(p->session, &p->options, &t);
	if (people)
		fputs(_("The fair share is the median of those on the same "
			"contract.\n"),
		      p->session->out);
}
