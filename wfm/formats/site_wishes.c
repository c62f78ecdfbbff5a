/*
 * requests.csv, cover.csv, activities.csv, balances.csv, waivers.csv.
 */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/field.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"
#include "formats/site_lists.h"
#include "formats/value.h"

enum { RQ_AGENT, RQ_FROM, RQ_WISH, RQ_WHAT, RQ_UNTIL, RQ_WEIGHT, RQ_COLUMNS };
static const char *const request_columns[RQ_COLUMNS] = { "agent", "from",
							 "wish",  "what",
							 "until", "weight" };
const struct list_file requests_list = { "requests.csv", request_columns,
					 RQ_COLUMNS, RQ_WHAT + 1 };

/* A code with its start, "D0830": the template, from that start on. */
static bool read_duty(const struct lists *l, const char *code,
		      struct request *r)
{
	int shift, start, paid;

	if (strchr(code, '|') ||
	    !shift_from_code(l->s, code, &shift, &start, &paid) ||
	    l->s->shifts[shift].first == l->s->shifts[shift].last)
		return false;
	const struct shift *t = &l->s->shifts[shift];
	int span = paid + t->split.until - t->split.from;
	for (int i = 0; i < t->n_breaks; i++)
		if (!l->s->breaks[t->breaks[i]].paid)
			span += l->s->breaks[t->breaks[i]].length;
	r->shifts = (shift_set)1 << shift;
	r->window = (struct window){ start, start + span };
	return true;
}

/* "off", "work", a window, a duty's code, or templates. */
static bool read_what(const struct lists *l, struct request *r)
{
	const char *s = lists_field(l, RQ_WHAT);

	r->shifts = ~(shift_set)0;
	r->off = strcmp(s, "off") == 0;
	if (r->off || strcmp(s, "work") == 0 || value_window(s, &r->window))
		return true;
	if (*s == '\0')
		return lists_bad(l, RQ_WHAT,
				 _("off, work, shifts, or a window like "
				   "08:00-16:00"));
	return read_duty(l, s, r) || lists_shifts(l, RQ_WHAT, &r->shifts);
}

static bool read_request(const struct lists *l, struct request *r)
{
	static const char *const wishes[] = { "want", "avoid" };
	int wish = 0;
	bool good = lists_agent(l, RQ_AGENT, &r->agent);

	r->place = lists_place(l, RQ_AGENT);
	r->weight = l->reader->prices.medium;
	good &= lists_range(l, RQ_FROM, RQ_UNTIL, &r->from, &r->until);
	good &= lists_word(l, RQ_WISH, wishes, 2, &wish);
	r->wish = (enum wish)wish;
	good &= read_what(l, r);
	good &= lists_price(l, RQ_WEIGHT, &r->weight);
	return good;
}

void lists_requests(struct lists *l)
{
	struct request *list = NULL;
	int n = 0, room = 0;

	if (!lists_open(l, &requests_list))
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
const struct list_file cover_list = { "cover.csv", cover_columns, CV_COLUMNS,
				      CV_DAYS + 1 };

static bool is_whole(double x)
{
	return x == floor(x);
}

/* What a head too few or too many costs; "hard": it must not be. */
static bool read_cover_price(const struct lists *l, int k, double otherwise,
			     double *price, bool *hard)
{
	*price = otherwise;
	*hard = strcmp(lists_field(l, k), "hard") == 0;
	return *hard || lists_price(l, k, price);
}

static bool read_heads(const struct lists *l, struct cover *c)
{
	const struct site_prices *prices = &l->reader->prices;
	double min, want, max;
	bool good = lists_number(l, CV_MIN, 0, 1e6, 0, &min);

	good &= lists_number(l, CV_WANT, 0, 1e6, min, &want);
	good &= lists_number(l, CV_MAX, 0, 1e6, RULE_NO_MAX, &max);
	good &= read_cover_price(l, CV_UNDER, prices->high, &c->under_price,
				 &c->hard_min);
	good &= read_cover_price(l, CV_OVER, prices->low, &c->over_price,
				 &c->hard_max);
	c->min = (int)min;
	c->want = (int)want;
	c->max = (int)max;
	if (good && (!is_whole(min) || !is_whole(want) || !is_whole(max)))
		return lists_bad(l, CV_MIN, _("whole numbers of heads"));
	if (good && min > want)
		return lists_bad(l, CV_WANT, _("no less than \"min\""));
	if (good && want > max)
		return lists_bad(l, CV_MAX,
				 _("no less than \"min\" and \"want\""));
	return good;
}

static bool read_place_of_work(const struct lists *l, struct cover *c)
{
	const struct name_list *skills = &l->reader->skills;
	bool has_shift = *lists_field(l, CV_SHIFT) != '\0';
	bool has_window = *lists_field(l, CV_WINDOW) != '\0';
	bool good = true;

	c->skill = -1;
	if (*lists_field(l, CV_SKILL))
		good = lists_word(l, CV_SKILL, skills->v, skills->n, &c->skill);
	if (has_shift == has_window)
		return lists_bad(l, has_shift ? CV_SHIFT : CV_WINDOW,
				 _("either \"shift\" or \"window\""));
	if (has_shift)
		return lists_shifts(l, CV_SHIFT, &c->shifts) && good;
	return lists_window(l, CV_WINDOW, &c->window) && good;
}

static bool read_cover(const struct lists *l, struct cover *c)
{
	bool good = lists_days(l, CV_FROM, CV_UNTIL, &c->from, &c->until);

	c->place = lists_place(l, CV_DAYS);
	if (!value_days(lists_field(l, CV_DAYS), &c->days))
		good = lists_bad(l, CV_DAYS, _("days, like mon-fri or all"));
	good &= read_place_of_work(l, c);
	return read_heads(l, c) && good;
}

void lists_cover(struct lists *l)
{
	struct cover *list = NULL;
	int n = 0, room = 0;

	if (!lists_open(l, &cover_list))
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
const struct list_file activities_list = { "activities.csv", activity_columns,
					   AC_COLUMNS, AC_LENGTH + 1 };

static bool read_flag(const struct lists *l, int k, bool otherwise, bool *x)
{
	*x = otherwise;
	if (!*lists_field(l, k) || value_flag(lists_field(l, k), x))
		return true;
	return lists_bad(l, k, _("yes or no"));
}

/* In roster.csv the word must mean this activity only. */
static bool is_activity_id(const struct lists *l, const char *id)
{
	static const char *const words[] = { "work", "gap",   "on_call",
					     "off",  "leave", "meeting" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(id, words[i]) == 0)
			return false;
	for (int i = 0; i < l->s->n_breaks; i++)
		if (strcmp(id, l->s->breaks[i].id) == 0)
			return false;
	return field_is_id(id) && site_absence_type(l->s, id) < 0;
}

static bool read_activity(const struct lists *l, struct activity *x)
{
	double seconds = 0;
	bool good = lists_text(l, AC_NAME, &x->name);

	x->place = lists_place(l, AC_ID);
	x->id = lists_field(l, AC_ID);
	if (!is_activity_id(l, x->id))
		good = lists_bad(l, AC_ID,
				 _("letters, digits, _ . and -, and no break, "
				   "absence or word of roster.csv"));
	x->agent = -1;
	x->window = (struct window){ 0, 1440 };
	good &= lists_range(l, AC_FROM, AC_UNTIL, &x->from, &x->until);
	if (!value_span(lists_field(l, AC_LENGTH), &seconds) || seconds < 300 ||
	    seconds > 86400)
		good = lists_bad(l, AC_LENGTH,
				 _("a span from 5 min to 24 h, like 1 h"));
	x->length = (int)(seconds / 60);
	if (*lists_field(l, AC_AGENT))
		good &= lists_agent(l, AC_AGENT, &x->agent);
	if (*lists_field(l, AC_TEAM))
		good &= lists_text(l, AC_TEAM, &x->team);
	good &= lists_window(l, AC_WINDOW, &x->window);
	good &= read_flag(l, AC_PAID, true, &x->paid);
	good &= read_flag(l, AC_TOGETHER, false, &x->together);
	return good;
}

void lists_activities(struct lists *l)
{
	struct activity *list = NULL;
	int n = 0, room = 0;

	if (!lists_open(l, &activities_list))
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
const struct list_file balances_list = { "balances.csv", balance_columns,
					 BA_COLUMNS, BA_VALUE + 1 };

void lists_balances(struct lists *l)
{
	static const char *const kinds[] = { "nights", "weekends", "holidays",
					     "unpopular", "refused", "hours" };
	struct balance *list = NULL;
	int n = 0, room = 0, kind = 0;

	if (!lists_open(l, &balances_list))
		return;
	while (csv_next(l->csv, l->e)) {
		struct balance b = { .place = lists_place(l, BA_AGENT) };
		bool good = lists_agent(l, BA_AGENT, &b.agent);

		good &= lists_word(l, BA_WHAT, kinds, 6, &kind);
		good &= lists_number(l, BA_VALUE, -1e6, 1e6, 0, &b.value);
		good &= lists_day(l, BA_AS_OF, &b.as_of);
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
const struct list_file waivers_list = { "waivers.csv", waiver_columns,
					WV_COLUMNS, WV_COLUMNS };

/* Names of all rules of contracts and persons, once each. */
static struct name_list rule_names(const struct lists *l)
{
	struct name_list names = { .n = 0 };
	const struct site *s = l->s;

	for (int c = 0; c < s->n_contracts; c++)
		for (int i = 0; i < s->contracts[c].n_rules; i++)
			if (names_find(&names, s->contracts[c].rules[i].name) <
			    0)
				names_add(l->a, &names,
					  s->contracts[c].rules[i].name);
	for (int a = 0; a < s->n_agents; a++)
		for (int i = 0; i < s->agents[a].n_exceptions; i++) {
			const char *name =
				s->agents[a].exceptions[i].rule->name;
			if (names_find(&names, name) < 0)
				names_add(l->a, &names, name);
		}
	return names;
}

void lists_waivers(struct lists *l)
{
	struct waiver *list = NULL;
	int n = 0, room = 0, rule = 0;

	if (!lists_open(l, &waivers_list))
		return;
	struct name_list names = rule_names(l);
	while (csv_next(l->csv, l->e)) {
		struct waiver w = { .place = lists_place(l, WV_AGENT) };
		bool good = lists_agent(l, WV_AGENT, &w.agent);

		good &= lists_word(l, WV_RULE, names.v, names.n, &rule);
		good &= lists_days(l, WV_FROM, WV_UNTIL, &w.from, &w.until);
		good &= lists_text(l, WV_WHY, &w.why);
		good &= lists_text(l, WV_BY, &w.by);
		if (!good)
			continue;
		w.rule = names.v[rule];
		list = arena_grow(l->a, list, n, &room, sizeof(w));
		list[n++] = w;
	}
	l->s->waivers = list;
	l->s->n_waivers = n;
}
