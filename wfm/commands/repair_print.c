#include "commands/repair_print.h"

#include <math.h>

#include "commands/print.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"
#include "formats/say.h"

static struct arena *arena_of(const struct repair_story *s)
{
	return s->pipeline->session->arena;
}

static const struct site *site_of(const struct repair_story *s)
{
	return &s->pipeline->w.site;
}

static const char *clock_of(const struct repair_story *s, int64_t utc)
{
	return say_time(arena_of(s),
			zone_wall(site_of(s)->zone, utc).seconds / 60);
}

static const char *money(const struct repair_story *s, double x)
{
	return say_money(arena_of(s), site_of(s)->currency, x);
}

/* ---- names of offers ---- */

const char *repair_offer_name(const struct pipeline *p,
			      const struct repair_offer *o)
{
	struct arena *a = p->session->arena;
	const char *id = p->w.site.agents[o->agent].id;
	int minutes = o->minutes < 0 ? -o->minutes : o->minutes;

	switch (o->kind) {
	case OFFER_STAY: return arena_printf(a, "stay:%s:%d", id, minutes);
	case OFFER_COME: return arena_printf(a, "come:%s:%d", id, minutes);
	case OFFER_LEAVE: return arena_printf(a, "go:%s:%d", id, minutes);
	case OFFER_CALL: break;
	}
	return arena_printf(a, "call:%s:%s", id,
			    shift_code(a, &p->w.site, &o->duty));
}

static const char *offer_words(const struct repair_story *s,
			       const struct repair_offer *o)
{
	struct arena *a = arena_of(s);
	const char *start = clock_of(s, o->duty.start);
	const char *end = clock_of(s, o->duty.end);

	switch (o->kind) {
	case OFFER_STAY: return arena_printf(a, _("stays until %s"), end);
	case OFFER_COME: return arena_printf(a, _("comes at %s"), start);
	case OFFER_LEAVE: return arena_printf(a, _("goes at %s"), end);
	case OFFER_CALL: break;
	}
	return arena_printf(a, _("off: works %s-%s"), start, end);
}

/* Of the night before and the night after the shorter one, in hours. */
static double least_rest(const struct repair_offer *o)
{
	int least = o->rest_before;

	if (least < 0 || (o->rest_after >= 0 && o->rest_after < least))
		least = o->rest_after;
	return least < 0 ? NAN : least / 60.0;
}

/* ---- tables ---- */

/* Of one person and kind the best only, when a few are shown to people. */
static bool is_best(const struct repair_story *s, int k)
{
	for (int i = 0; i < k; i++)
		if (s->offers[i].agent == s->offers[k].agent &&
		    s->offers[i].kind == s->offers[k].kind)
			return false;
	return true;
}

static void print_offers(const struct repair_story *s)
{
	static const struct table_column columns[] = {
		{ "offer", N_("--accept"), NULL, TABLE_TEXT, 0 },
		{ "what", N_("what"), NULL, TABLE_TEXT, 0 },
		{ "hours", N_("paid (h)"), NULL, TABLE_NUMBER, 1 },
		{ "saves", N_("saves"), NULL, TABLE_NUMBER, 0 },
		{ "pays", N_("pays"), NULL, TABLE_NUMBER, 0 },
		{ "net", N_("net"), NULL, TABLE_NUMBER, 0 },
		{ "rest", N_("rest (h)"), NULL, TABLE_NUMBER, 1 },
	};
	const struct pipeline *p = s->pipeline;
	struct table t = table_new(arena_of(s), "repair", columns, 7);
	bool people = print_for_people(&p->options);
	int shown = 0;

	for (int k = 0; k < s->n_offers; k++) {
		const struct repair_offer *o = &s->offers[k];
		if (people && (shown == s->show || !is_best(s, k)))
			continue;
		shown++;
		table_text(&t, repair_offer_name(p, o));
		table_text(&t, offer_words(s, o));
		table_number(&t, o->minutes / 60.0);
		table_number(&t, o->saves);
		table_number(&t, o->pays);
		table_number(&t, o->net);
		table_number(&t, least_rest(o));
	}
	print_table(p->session, &p->options, &t);
}

static const char *piece_name(const struct repair_story *s,
			      const struct repair_move *m)
{
	if (m->kind == SEGMENT_BREAK)
		return site_of(s)->breaks[m->what].name;
	return m->what >= 0 ? site_of(s)->activities[m->what].name
			    : _("activity");
}

static void print_moves(const struct repair_story *s)
{
	static const struct table_column columns[] = {
		{ "agent", N_("who"), NULL, TABLE_TEXT, 0 },
		{ "piece", N_("what"), NULL, TABLE_TEXT, 0 },
		{ "was", N_("was at"), NULL, TABLE_TEXT, 0 },
		{ "start", N_("now at"), NULL, TABLE_TEXT, 0 },
		{ "saves", N_("saves"), NULL, TABLE_NUMBER, 0 },
	};
	const struct pipeline *p = s->pipeline;
	struct table t = table_new(arena_of(s), "moves", columns, 5);

	for (int k = 0; k < s->n_moves; k++) {
		const struct repair_move *m = &s->moves[k];
		table_text(&t, site_of(s)->agents[m->agent].id);
		table_text(&t, piece_name(s, m));
		table_text(&t, clock_of(s, m->was));
		table_text(&t, clock_of(s, m->start));
		table_number(&t, m->saves);
	}
	print_table(p->session, &p->options, &t);
}

/* ---- the story ---- */

static void print_absent(const struct repair_story *s)
{
	FILE *out = s->pipeline->session->out;
	int day = zone_wall(site_of(s)->zone, s->now).day, n = 0;

	fprintf(out, _("%s, %s"), say_date(arena_of(s), day),
		clock_of(s, s->now));
	for (int i = 0; i < site_of(s)->n_agents; i++)
		if (s->absent[i])
			fprintf(out, "%s%s", n++ ? ", " : _("; missing: "),
				site_of(s)->agents[i].name);
	fputs("\n\n", out);
}

static void print_money(const struct repair_story *s)
{
	FILE *out = s->pipeline->session->out;

	fprintf(out, _("Service lost and people too many: %s as planned"),
		money(s, s->cost_before));
	if (fabs(s->cost_absent - s->cost_before) >= 0.005)
		fprintf(out, _(",\n  %s with people missing"),
			money(s, s->cost_absent));
	if (s->n_moves)
		fprintf(out, _(", %s with breaks moved"),
			money(s, s->cost_moved));
	if (s->n_accepted)
		fprintf(out, _(", %s with what was agreed"),
			money(s, s->cost_accepted));
	fputs(".\n", out);
}

void repair_print(const struct repair_story *s)
{
	FILE *out = s->pipeline->session->out;

	if (!print_for_people(&s->pipeline->options)) {
		print_offers(s);
		return;
	}
	print_absent(s);
	print_money(s);
	if (s->n_moves) {
		fputs(_("\nMoved, so tell them:\n\n"), out);
		print_moves(s);
	}
	if (!s->n_offers) {
		fputs(_("\nNobody could be asked who would help.\n"), out);
		return;
	}
	if (!s->show)
		return;
	fputs(_("\nTo be asked, the best of each first (each by itself):\n\n"),
	      out);
	print_offers(s);
}
