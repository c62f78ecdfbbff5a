/*
 * requests.csv, cover.csv, activities.csv, balances.csv, waivers.csv.
 */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/cells.h"
#include "formats/i18n.h"
#include "formats/site_lists.h"
#include "formats/value.h"

enum { RQ_AGENT, RQ_FROM, RQ_WISH, RQ_WHAT, RQ_UNTIL, RQ_WEIGHT, RQ_COLUMNS };
static const char *const request_columns[RQ_COLUMNS] = { "agent", "from",
							 "wish",  "what",
							 "until", "weight" };

/* "off", "work", a window, or templates. */
static bool read_what(const struct lists *l, struct request *r)
{
	const char *s = lists_field(l, RQ_WHAT);

	r->shifts = ~(shift_set)0;
	r->off = !strcmp(s, "off");
	if (r->off || !strcmp(s, "work") || value_window(s, &r->window))
		return true;
	return lists_shifts(l, RQ_WHAT, &r->shifts);
}

static bool read_request(const struct lists *l, struct request *r)
{
	static const char *const wishes[] = { "want", "avoid" };
	int wish = 0;
	bool good = lists_agent(l, RQ_AGENT, &r->agent);

	r->place = lists_place(l, RQ_AGENT);
	good &= lists_days(l, RQ_FROM,
			   *lists_field(l, RQ_UNTIL) ? RQ_UNTIL : -1, &r->from,
			   &r->until);
	if (good && r->from == DATE_NONE)
		good = lists_bad(l, RQ_FROM, _("a day is needed"));
	good &= cell_key(l->csv, l->column[RQ_WISH], "wish", wishes, 2, &wish,
			 l->e);
	r->wish = (enum wish)wish;
	good &= read_what(l, r);
	good &= lists_number(l, RQ_WEIGHT, 0.01, 1e6, 10, &r->weight);
	return good;
}

void lists_requests(struct lists *l)
{
	struct request *list = NULL;
	int n = 0, room = 0;

	if (!lists_open(l, "requests.csv", request_columns, RQ_COLUMNS,
			RQ_WHAT + 1))
		return;
	while (csv_next(l->csv, l->e)) {
		struct request r = { 0 };

		if (!read_request(l, &r))
			continue;
		list = arena_grow(l->a, list, n, &room, sizeof(r));
		list[n++] = r;
	}
	l->s->requests = list;
	l->s->n_requests = n;
}

enum {
	CV_DAYS,
	CV_SHIFT,
	CV_WINDOW,
	CV_SKILL,
	CV_MIN,
	CV_WANT,
	CV_MAX,
	CV_UNDER,
	CV_OVER,
	CV_FROM,
	CV_UNTIL,
	CV_COLUMNS
};
static const char *const cover_columns[CV_COLUMNS] = {
	"days", "shift", "window", "skill", "min",  "want",
	"max",	"under", "over",   "from",  "until"
};

static bool read_heads(const struct lists *l, struct cover *c)
{
	double min, want, max;
	bool good = lists_number(l, CV_MIN, 0, 1e6, 0, &min);

	good &= lists_number(l, CV_WANT, 0, 1e6, min, &want);
	good &= lists_number(l, CV_MAX, 0, 1e6, RULE_NO_MAX, &max);
	if (good && (min > want || want > max))
		good = lists_bad(l, CV_MIN,
				 _("min, want and max must not fall"));
	good &= lists_number(l, CV_UNDER, 0, 1e6, 100, &c->under_price);
	good &= lists_number(l, CV_OVER, 0, 1e6, 1, &c->over_price);
	c->min = (int)min;
	c->want = (int)want;
	c->max = (int)max;
	return good;
}

static bool read_place_of_work(const struct lists *l, struct cover *c)
{
	const char *shift = lists_field(l, CV_SHIFT);
	const char *window = lists_field(l, CV_WINDOW);
	const char *skill = lists_field(l, CV_SKILL);

	c->skill = -1;
	if (*skill && (c->skill = site_skill(l->s, skill)) < 0)
		return lists_bad(l, CV_SKILL, _("no skill of the site"));
	if (*shift && !*window)
		return lists_shifts(l, CV_SHIFT, &c->shifts);
	if (!*shift && value_window(window, &c->window))
		return true;
	return lists_bad(l, CV_WINDOW,
			 _("either shift or a window such as 08:00-16:00 is "
			   "needed"));
}

static bool read_cover(const struct lists *l, struct cover *c)
{
	bool good = lists_days(l, CV_FROM, CV_UNTIL, &c->from, &c->until);

	c->place = lists_place(l, CV_DAYS);
	if (l->column[CV_UNTIL] < 0 || !*lists_field(l, CV_UNTIL))
		c->until = DATE_NONE;
	if (!value_days(lists_field(l, CV_DAYS), &c->days))
		good = lists_bad(l, CV_DAYS, _("days such as mon-fri, all"));
	good &= read_place_of_work(l, c);
	return read_heads(l, c) && good;
}

void lists_cover(struct lists *l)
{
	struct cover *list = NULL;
	int n = 0, room = 0;

	if (!lists_open(l, "cover.csv", cover_columns, CV_COLUMNS, CV_DAYS + 1))
		return;
	while (csv_next(l->csv, l->e)) {
		struct cover c = { 0 };

		if (!read_cover(l, &c))
			continue;
		list = arena_grow(l->a, list, n, &room, sizeof(c));
		list[n++] = c;
	}
	l->s->cover = list;
	l->s->n_cover = n;
}

enum {
	AC_ID,
	AC_NAME,
	AC_FROM,
	AC_UNTIL,
	AC_LENGTH,
	AC_AGENT,
	AC_TEAM,
	AC_WINDOW,
	AC_PAID,
	AC_TOGETHER,
	AC_COLUMNS
};
static const char *const activity_columns[AC_COLUMNS] = {
	"id",	 "name", "from",   "until", "length",
	"agent", "team", "window", "paid",  "together"
};

static bool read_flag(const struct lists *l, int k, bool otherwise, bool *x)
{
	*x = otherwise;
	if (!*lists_field(l, k) || value_flag(lists_field(l, k), x))
		return true;
	return lists_bad(l, k, _("yes or no"));
}

static bool read_activity(const struct lists *l, struct activity *x)
{
	const char *window = lists_field(l, AC_WINDOW);
	double seconds = 0;
	const char *id;
	bool good =
		lists_text(l, AC_ID, &id) && lists_text(l, AC_NAME, &x->name);

	x->place = lists_place(l, AC_ID);
	x->id = id;
	x->agent = -1;
	x->window = (struct window){ 0, 1440 };
	good &= lists_days(l, AC_FROM, AC_UNTIL, &x->from, &x->until);
	if (!value_span(lists_field(l, AC_LENGTH), &seconds) || seconds < 300 ||
	    seconds > 86400)
		good = lists_bad(l, AC_LENGTH, _("5 min to 24 h"));
	x->length = (int)(seconds / 60);
	if (*lists_field(l, AC_AGENT))
		good &= lists_agent(l, AC_AGENT, &x->agent);
	if (*lists_field(l, AC_TEAM))
		good &= lists_text(l, AC_TEAM, &x->team);
	if (*window && !value_window(window, &x->window))
		good = lists_bad(l, AC_WINDOW,
				 _("a window such as 09:00-11:00"));
	good &= read_flag(l, AC_PAID, true, &x->paid);
	good &= read_flag(l, AC_TOGETHER, false, &x->together);
	return good;
}

void lists_activities(struct lists *l)
{
	struct activity *list = NULL;
	int n = 0, room = 0;

	if (!lists_open(l, "activities.csv", activity_columns, AC_COLUMNS,
			AC_LENGTH + 1))
		return;
	while (csv_next(l->csv, l->e)) {
		struct activity x = { 0 };

		if (!read_activity(l, &x))
			continue;
		list = arena_grow(l->a, list, n, &room, sizeof(x));
		list[n++] = x;
	}
	l->s->activities = list;
	l->s->n_activities = n;
}

enum { BA_AGENT, BA_WHAT, BA_VALUE, BA_AS_OF, BA_COLUMNS };
static const char *const balance_columns[BA_COLUMNS] = { "agent", "what",
							 "value", "as_of" };

void lists_balances(struct lists *l)
{
	static const char *const kinds[] = { "nights", "weekends", "holidays",
					     "hours", "refused" };
	struct balance *list = NULL;
	int n = 0, room = 0, kind, end;

	if (!lists_open(l, "balances.csv", balance_columns, BA_COLUMNS,
			BA_VALUE + 1))
		return;
	while (csv_next(l->csv, l->e)) {
		struct balance b = { .place = lists_place(l, BA_AGENT) };
		bool good = lists_agent(l, BA_AGENT, &b.agent);

		good &= cell_key(l->csv, l->column[BA_WHAT], "what", kinds, 5,
				 &kind, l->e);
		good &= lists_number(l, BA_VALUE, -1e6, 1e6, 0, &b.value);
		good &= lists_days(l, BA_AS_OF, -1, &b.as_of, &end);
		if (!good)
			continue;
		b.what = kinds[kind];
		list = arena_grow(l->a, list, n, &room, sizeof(b));
		list[n++] = b;
	}
	l->s->balances = list;
	l->s->n_balances = n;
}

enum { WV_AGENT, WV_RULE, WV_FROM, WV_UNTIL, WV_WHY, WV_BY, WV_COLUMNS };
static const char *const waiver_columns[WV_COLUMNS] = { "agent", "rule", "from",
							"until", "why",	 "by" };

/* The rule of any contract by that name. */
static bool is_rule(const struct site *s, const char *name)
{
	for (int c = 0; c < s->n_contracts; c++)
		for (int i = 0; i < s->contracts[c].n_rules; i++)
			if (!strcmp(s->contracts[c].rules[i].name, name))
				return true;
	return false;
}

void lists_waivers(struct lists *l)
{
	struct waiver *list = NULL;
	int n = 0, room = 0;

	if (!lists_open(l, "waivers.csv", waiver_columns, WV_COLUMNS,
			WV_COLUMNS))
		return;
	while (csv_next(l->csv, l->e)) {
		struct waiver w = { .place = lists_place(l, WV_AGENT) };
		bool good = lists_agent(l, WV_AGENT, &w.agent);

		good &= lists_text(l, WV_RULE, &w.rule);
		if (!is_rule(l->s, w.rule))
			good = lists_bad(l, WV_RULE,
					 _("no rule of any contract"));
		good &= lists_days(l, WV_FROM, WV_UNTIL, &w.from, &w.until);
		good &= lists_text(l, WV_WHY, &w.why);
		good &= lists_text(l, WV_BY, &w.by);
		if (!good)
			continue;
		list = arena_grow(l->a, list, n, &room, sizeof(w));
		list[n++] = w;
	}
	l->s->waivers = list;
	l->s->n_waivers = n;
}
