#include "commands/history_report.h"

#include <math.h>

#include "base/date.h"
#include "commands/print.h"
#include "formats/i18n.h"
#include "formats/say.h"

/* --- files --- */

static const char *count(struct arena *a, double n)
{
	return say_number(a, n, 0);
}

/* "; 3 bad" when there are any. */
static void add_count(struct session *s, int n, const char *what)
{
	if (n > 0)
		fprintf(s->out, ", %s %s", count(s->arena, n), what);
}

static void print_file(struct session *s, const struct acd_file *f)
{
	struct arena *a = s->arena;

	fprintf(s->out, _("%s: %s, %d min, %s rows"), say_text(a, f->path),
		f->title, f->interval / 60, count(a, f->rows));
	if (f->first <= f->last)
		fprintf(s->out, ", %s",
			say_period(a, f->first, f->last - f->first + 1));
	fputc('\n', s->out);
	fprintf(s->out, _("  used %s"), count(a, f->used));
	add_count(s, f->empty, _("empty"));
	add_count(s, f->sums, _("sums"));
	add_count(s, f->repeated, _("repeated"));
	add_count(s, f->foreign, _("of no queue"));
	add_count(s, f->bad, _("put into rejected.csv"));
	fputc('\n', s->out);
	for (int i = 0; i < f->n_unused; i++)
		fprintf(s->out, "%s%s", i ? ", " : _("  columns not read: "),
			say_text(a, f->unused[i]));
	if (f->n_unused)
		fputc('\n', s->out);
}

static const char *when(struct arena *a, const struct site *site, int64_t utc)
{
	struct wall w = zone_wall(site->zone, utc);

	return arena_printf(a, "%s %s", say_date(a, w.day),
			    say_time(a, w.seconds / 60));
}

static void print_changes(struct session *s, const struct site *site,
			  const struct acd_report *r)
{
	struct arena *a = s->arena;

	fprintf(s->out, _("Intervals: %s new, %s as before, %s changed"),
		count(a, r->n_new), count(a, r->n_same),
		count(a, r->n_changed));
	if (r->n_incomplete)
		fprintf(s->out, _(", %s left out (a part is missing)"),
			count(a, r->n_incomplete));
	fputc('\n', s->out);
	for (int i = 0; i < r->n_changed && i < ACD_CHANGES; i++) {
		const struct acd_change *c = &r->changes[i];

		fprintf(s->out, "  %s %s: %s -> %s\n",
			site->queues[c->queue].id, when(a, site, c->start),
			say_plain(a, c->before, 1), say_plain(a, c->after, 1));
	}
	if (r->n_changed > ACD_CHANGES)
		fprintf(s->out, _("  and %d more\n"),
			r->n_changed - ACD_CHANGES);
}

static void print_unknown(struct session *s, const struct acd_report *r)
{
	for (int i = 0; i < r->n_unknown; i++)
		fprintf(s->out, _("Left out: \"%s\", %s rows, %s contacts\n"),
			say_text(s->arena, r->unknown[i].name),
			count(s->arena, r->unknown[i].rows),
			count(s->arena, r->unknown[i].contacts));
}

/* --- the history --- */

static struct table queue_table(struct session *s, const struct site *site,
				const struct audit *audit, bool people)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "first", N_("from"), NULL, TABLE_TEXT, 0 },
		{ "days", N_("days"), NULL, TABLE_NUMBER, 0 },
		{ "contacts", N_("contacts"), NULL, TABLE_NUMBER, 0 },
		{ "aht", N_("AHT"), "s", TABLE_NUMBER, 0 },
		{ "gaps", N_("gaps"), NULL, TABLE_NUMBER, 0 },
		{ "outages", N_("outages"), NULL, TABLE_NUMBER, 0 },
		{ "mismatches", N_("o<>h+a"), NULL, TABLE_NUMBER, 0 },
		{ "spikes", N_("spikes"), NULL, TABLE_NUMBER, 0 },
		/* where there is room */
		{ "last", N_("until"), NULL, TABLE_TEXT, 0 },
	};
	struct table t =
		table_new(s->arena, "history", columns, people ? 9 : 10);
	char date[11];

	for (int q = 0; q < site->n_queues; q++) {
		const struct audit_queue *x = &audit->queues[q];
		bool any = x->first <= x->last;

		table_text(&t, site->queues[q].id);
		table_text(&t, any ? arena_strdup(s->arena,
						  date_format(x->first, date))
				   : NULL);
		table_number(&t, x->days);
		table_number(&t, x->contacts);
		table_number(&t, x->aht);
		table_number(&t, x->found[AUDIT_GAP]);
		table_number(&t, x->found[AUDIT_OUTAGE]);
		table_number(&t, x->found[AUDIT_MISMATCH]);
		table_number(&t, x->found[AUDIT_SPIKE]);
		if (!people)
			table_text(&t, any ? date_format(x->last, date) : NULL);
	}
	return t;
}

static const char *kind_title(enum audit_kind kind)
{
	switch (kind) {
	case AUDIT_GAP: return _("Gaps in open hours");
	case AUDIT_OUTAGE: return _("Zeros that look like an outage");
	case AUDIT_MISMATCH: return _("Offered is not handled + abandoned");
	case AUDIT_SPIKE: return _("Handling times far from usual");
	case AUDIT_CLOCK: return _("Days on which the clocks change");
	case AUDIT_KINDS: break;
	}
	return "";
}

static void print_finding(struct session *s, const struct site *site,
			  const struct audit_finding *f)
{
	struct arena *a = s->arena;
	const char *from = when(a, site, f->from);

	if (f->kind == AUDIT_CLOCK) {
		fprintf(s->out, _("  %s has %s hours\n"),
			say_date(a, zone_wall(site->zone, f->from).day),
			say_plain(a, f->amount, f->amount != floor(f->amount)));
		return;
	}
	fprintf(s->out, "  %s %s", site->queues[f->queue].id, from);
	if (f->kind == AUDIT_GAP || f->kind == AUDIT_OUTAGE)
		fprintf(s->out, _(" - %s, about %s contacts\n"),
			when(a, site, f->until), count(a, f->amount));
	else if (f->kind == AUDIT_MISMATCH)
		fprintf(s->out, _(": %s contacts\n"), count(a, f->amount));
	else
		fprintf(s->out, ": %s s\n", count(a, f->amount));
}

static void print_kind(struct session *s, const struct site *site,
		       const struct audit *audit, enum audit_kind kind,
		       int most)
{
	int n = 0;

	for (int i = 0; i < audit->n; i++) {
		if (audit->list[i].kind != kind)
			continue;
		if (n == 0)
			fprintf(s->out, "%s:\n", kind_title(kind));
		if (n++ < most)
			print_finding(s, site, &audit->list[i]);
	}
	if (n > most)
		fprintf(s->out, _("  and %d more; --all lists them\n"),
			n - most);
}

void history_report(struct session *s, const struct options *o,
		    const struct site *site, const struct acd_report *report,
		    const struct audit *audit, int most)
{
	struct table t = queue_table(s, site, audit, print_for_people(o));

	if (!print_for_people(o)) {
		print_table(s, o, &t);
		return;
	}
	for (int i = 0; i < report->n_files; i++)
		print_file(s, &report->files[i]);
	print_changes(s, site, report);
	print_unknown(s, report);
	fputc('\n', s->out);
	print_table(s, o, &t);
	for (int k = 0; k < AUDIT_KINDS; k++)
		print_kind(s, site, audit, (enum audit_kind)k, most);
}
