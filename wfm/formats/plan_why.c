#include "formats/plan_why.h"

#include <stdlib.h>

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/say.h"

/* After their number. */
static const char *const words[LACK_KINDS] = {
	[LACK_THERE] = N_("at work on it"),
	[LACK_ELSEWHERE] = N_("on other queues"),
	[LACK_PAUSING] = N_("on a break"),
	[LACK_MEETING] = N_("in a meeting or training"),
	[LACK_ABSENT] = N_("absent"),
	[LACK_LOCKED] = N_("locked"),
	[LACK_UNAVAILABLE] = N_("not available"),
	[LACK_OTHER_TIME] = N_("on duty at another time"),
	[LACK_NO_SHIFT] = N_("without a shift then"),
	[LACK_HOURS] = N_("have used up their hours"),
	[LACK_REST] = N_("resting"),
	[LACK_DAYS] = N_("at their limit of days"),
	[LACK_RULE] = N_("kept by other rules"),
	[LACK_UNPLANNED] = N_("not planned"),
	[LACK_SEAT] = N_("without a seat"),
	[LACK_FREE] = N_("free"),
};

static const char *say_lack(struct arena *a, const struct lack_count *n,
			    const char *skilled, const char *nobody)
{
	struct text t = text_new(a);
	const char *sep = ": ";

	if (n->skilled == 0)
		return nobody;
	text_addf(&t, "%d %s", n->skilled, skilled);
	for (int k = 0; k < LACK_KINDS; k++) {
		if (n->by[k] == 0)
			continue;
		text_addf(&t, "%s%d %s", sep, n->by[k], _(words[k]));
		sep = ", ";
	}
	return t.data;
}

static int worst_interval(const struct plan_view *v,
			  const struct plan_stretch *s)
{
	int worst = s->begin;

	for (int t = s->begin; t < s->end; t++)
		if (plan_row_balance(v, s->row, t) <
		    plan_row_balance(v, s->row, worst) - 1e-9)
			worst = t;
	return worst;
}

static bool tells(const struct plan_view *v)
{
	return v->lacking && v->audience != AUDIENCE_TEAM;
}

const char *plan_why(struct arena *a, const struct plan_view *v,
		     const struct plan_stretch *stretch)
{
	if (!tells(v))
		return NULL;
	struct lack_count n = lacking_people(v->lacking, stretch->row,
					     worst_interval(v, stretch));
	return say_lack(a, &n, _("have the skill"),
			_("nobody employed then has the skill"));
}

static const char *name_line(struct arena *a, const struct plan_view *v,
			     const struct cover *line)
{
	const struct site *s = v->site;
	struct text t = text_new(a);

	if (!line->shifts)
		text_addf(&t, "%s-%s", say_time(a, line->window.from),
			  say_time(a, line->window.until));
	for (int k = 0; k < s->n_shifts; k++)
		if (line->shifts >> k & 1)
			text_addf(&t, "%s%s", t.len ? ", " : "",
				  s->shifts[k].name);
	if (line->skill >= 0)
		text_addf(&t, " (%s)", s->skills[line->skill].id);
	return t.data;
}

static int by_missing(const void *x, const void *y)
{
	const struct plan_gap *a = x, *b = y;

	if (a->missing > b->missing || a->missing < b->missing)
		return a->missing > b->missing ? -1 : 1;
	return a->day.day != b->day.day ? a->day.day - b->day.day
					: a->day.line - b->day.line;
}

struct plan_gaps plan_gaps(struct arena *a, const struct plan_view *v)
{
	struct cover_days all = cover_of_roster(a, v->period, v->roster);
	struct plan_gaps g = { arena_new(a, struct plan_gap, all.n), 0 };

	for (int k = 0; k < all.n; k++) {
		const struct cover_day *c = &all.list[k];
		if (c->under_want > 1e-9)
			g.list[g.n++] = (struct plan_gap){
				*c, c->under_want,
				name_line(a, v, &v->site->cover[c->line])
			};
	}
	if (g.n > 1)
		qsort(g.list, (size_t)g.n, sizeof(*g.list), by_missing);
	return g;
}

const char *plan_why_heads(struct arena *a, const struct plan_view *v,
			   const struct plan_gap *gap)
{
	if (!tells(v))
		return NULL;
	struct lack_count n = lacking_heads(v->lacking, &gap->day);
	return say_lack(a, &n, _("could be asked"),
			_("nobody employed then could be asked"));
}
