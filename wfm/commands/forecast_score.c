#include "commands/forecast_score.h"

#include <math.h>

#include "base/date.h"
#include "commands/pipeline.h"
#include "commands/print.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"
#include "maths/track_record.h"

enum source { OURS, OUTSIDE, SOURCES };

struct scoring {
	struct session *s;
	const struct options *o;
	struct workspace w;
	struct track_record *records; /* [SOURCES * queues] */
	int found, days;
};

static bool is_asked_for(const struct scoring *k,
			 const struct workspace_period *p)
{
	if (!k->o->period.week && !k->o->period.from)
		return true;
	return p->first_day < k->w.first_day + k->w.days &&
	       k->w.first_day < p->first_day + p->days;
}

static enum rc add_publication(struct scoring *k,
			       const struct workspace_period *p)
{
	struct arena *a = k->s->arena;
	const struct site *site = &k->w.site;
	const char *folder =
		arena_printf(a, "%s/published/%02d", p->folder, p->published);
	struct workspace then = { .arena = a };
	struct workload ahead;
	struct input in;

	TRY(input_read(a, input_path(a, folder, "manifest.json"), &in,
		       k->s->err));
	TRY(manifest_read(a, &in, &then.manifest, k->s->err));
	TRY(input_read(a, input_path(a, folder, "forecast.csv"), &in,
		       k->s->err));
	struct grid g = grid_new(a, site->zone, p->first_day, p->days + 1,
				 site->interval);
	TRY(forecast_read(a, site, g, &in, &ahead, k->s->err));
	then.first_day = p->first_day;
	int known = pipeline_known_before(&then);
	enum source from = pipeline_is_outside(&then) ? OUTSIDE : OURS;
	for (int q = 0; q < site->n_queues; q++)
		track_record_add(a, &k->records[from * site->n_queues + q],
				 &ahead, &k->w.history, q, p->days, known);
	k->found++;
	return RC_OK;
}

static enum rc add_all(struct scoring *k)
{
	struct workspace_periods p = workspace_periods(k->s->arena, k->w.dir);

	for (int i = 0; i < p.n; i++)
		if (p.list[i].published && is_asked_for(k, &p.list[i]))
			TRY(add_publication(k, &p.list[i]));
	if (!k->found)
		return fail(k->s->err, RC_NOINPUT,
			    _("no forecast was published here; `wfm publish` "
			      "does it"));
	return RC_OK;
}

/* lead < 0: all. */
static void add_row(struct scoring *k, struct table *t, int q, enum source from,
		    const struct track *r, int lead)
{
	bool people = print_for_people(k->o);

	k->days += r->sums.days;
	if (!r->sums.days)
		return;
	table_text(t, k->w.site.queues[q].id);
	table_text(t, from == OURS ? "wfm" : people ? _("outside") : "outside");
	table_number(t, lead < 0 ? (double)NAN : backtest_first_lead(lead));
	table_number(t, lead < 0 ? (double)NAN : backtest_last_lead(lead));
	table_number(t, r->sums.days);
	table_number(t, r->sums.actual);
	table_number(t, accuracy_wape(&r->sums));
	table_number(t, accuracy_day_wape(&r->sums));
	table_number(t, accuracy_bias(&r->sums));
	table_number(t, track_cover80(r));
	table_number(t, track_cover95(r));
}

static struct table score_table(struct scoring *k)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "source", N_("source"), NULL, TABLE_TEXT, 0 },
		{ "first_lead", N_("ahead"), NULL, TABLE_NUMBER, 0 },
		{ "last_lead", N_("to"), "days", TABLE_NUMBER, 0 },
		{ "days", N_("days"), NULL, TABLE_NUMBER, 0 },
		{ "calls", N_("came"), NULL, TABLE_NUMBER, 0 },
		{ "wape_interval", N_("interval"), NULL, TABLE_SHARE, 1 },
		{ "wape_day", N_("day"), NULL, TABLE_SHARE, 1 },
		{ "bias", N_("bias"), NULL, TABLE_SHARE, 1 },
		{ "cover80", N_("in 80 %"), NULL, TABLE_SHARE, 0 },
		{ "cover95", N_("in 95 %"), NULL, TABLE_SHARE, 0 },
	};
	struct table t = table_new(k->s->arena, "score", columns, 11);
	int queues = k->w.site.n_queues;

	for (int i = 0; i < SOURCES * queues; i++) {
		const struct track_record *r = &k->records[i];
		struct track all = track_record_all(r);
		enum source from = i / queues ? OUTSIDE : OURS;

		add_row(k, &t, i % queues, from, &all, -1);
		for (int h = 0; h < BACKTEST_HORIZONS; h++)
			add_row(k, &t, i % queues, from, &r->leads[h], h);
	}
	return t;
}

enum rc forecast_score(struct session *s, const struct options *o)
{
	struct scoring k = { .s = s, .o = o };
	const char *dir;

	TRY(workspace_find(s->arena, s->site, &dir, s->err));
	TRY(workspace_open(s->arena, dir, o->period, &k.w, s->err));
	TRY(workspace_history(&k.w, s->err));
	k.records = arena_new(s->arena, struct track_record,
			      SOURCES * k.w.site.n_queues);
	TRY(add_all(&k));
	struct table t = score_table(&k);
	if (!k.days)
		return fail(s->err, RC_NOINPUT,
			    _("nothing of what was forecast is in history.csv "
			      "yet; `wfm import history` reads it"));
	print_table(s, o, &t);
	return RC_OK;
}
