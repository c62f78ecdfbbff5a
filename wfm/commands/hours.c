/* wfm hours - paid hours by person, day and kind for payroll. */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "commands/print.h"
#include "formats/i18n.h"
#include "formats/say.h"
#include "maths/pay.h"

struct own {
	bool by_day, money;
};

enum { KEY_BY = 'b', KEY_MONEY = 'm' };

static const struct argp_option own_options[] = {
	{ "by", KEY_BY, N_("WHAT"), 0,
	  N_("person (default): one line a person and kind; day: one a day "
	     "too"),
	  0 },
	{ "money", KEY_MONEY, NULL, 0, N_("add what each line pays"), 0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct own *own = state->input;

	switch (key) {
	case KEY_BY:
		own->by_day = !strcmp(arg, "day");
		if (!own->by_day && strcmp(arg, "person"))
			argp_error(state, _("--by %s: person or day"), arg);
		return 0;
	case KEY_MONEY: own->money = true; return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = own_options,
	.parser = parse,
	.doc = N_("Hours by kind (basic, premiums, overtime, absences) of any "
		  "run of days: as worked, else as published, else of the "
		  "draft.  Nights are split at midnight; premium hours are "
		  "in the basic hours too."),
	.argp_domain = "wfm",
};

/* Adds line b to a when both go into one row of the table. */
static bool merge(const struct own *own, struct pay_line *a,
		  const struct pay_line *b)
{
	if (a->agent != b->agent || a->type != b->type ||
	    strcmp(a->kind, b->kind) || (own->by_day && a->day != b->day))
		return false;
	a->minutes += b->minutes;
	a->money += b->money;
	return true;
}

/* Lines of one person come together; the kinds of a person are few. */
static int add_up(const struct own *own, const struct pay_lines *all,
		  struct pay_line *sums)
{
	int n = 0;

	for (int i = 0; i < all->n; i++) {
		const struct pay_line *line = &all->lines[i];
		int k = n - 1;

		while (k >= 0 && sums[k].agent == line->agent &&
		       !merge(own, &sums[k], line))
			k--;
		if (k < 0 || sums[k].agent != line->agent)
			sums[n++] = *line;
	}
	return n;
}

/* A premium and an absence may have one name, so the type stands beside it. */
static const char *type_key(enum pay_type type)
{
	switch (type) {
	case PAY_BASIC: return N_("worked");
	case PAY_PREMIUM: return N_("premium");
	case PAY_OVERTIME: return N_("overtime");
	case PAY_ABSENCE: return N_("absence");
	}
	return "";
}

static void add_row(struct table *t, const struct own *own, bool people,
		    const struct site *site, const struct pay_line *line)
{
	const char *type = type_key(line->type);
	char date[11];

	table_text(t, site->agents[line->agent].id);
	table_text(t, site->agents[line->agent].name);
	if (own->by_day || !people)
		table_text(t, own->by_day ? date_format(line->day, date) : "");
	table_text(t, people ? _(type) : type);
	table_text(t, line->kind);
	table_number(t, line->minutes / 60.0);
	if (own->money)
		table_number(t, line->money);
}

/* Programs always find the column of the day; people when it says something. */
static struct table hours_table(struct session *s, const struct own *own,
				bool people, const struct site *site,
				const struct pay_line *lines, int n)
{
	static const struct table_column all[] = {
		{ "agent", N_("id"), NULL, TABLE_TEXT, 0 },
		{ "name", N_("name"), NULL, TABLE_TEXT, 0 },
		{ "date", N_("day"), NULL, TABLE_TEXT, 0 },
		{ "type", N_("type"), NULL, TABLE_TEXT, 0 },
		{ "kind", N_("kind"), NULL, TABLE_TEXT, 0 },
		{ "hours", N_("hours"), "h", TABLE_NUMBER, 2 },
		{ "money", N_("money"), NULL, TABLE_NUMBER, 2 },
	};
	struct table_column *columns = arena_copy(
		s->arena, all, sizeof(all) / sizeof(*all), sizeof(*all));
	int wanted = own->money ? 7 : 6;

	if (people && !own->by_day) {
		memmove(columns + 2, all + 3, 4 * sizeof(*all));
		wanted--;
	}
	struct table t = table_new(s->arena, "hours", columns, wanted);
	for (int i = 0; i < n; i++)
		add_row(&t, own, people, site, &lines[i]);
	return t;
}

static bool is_planned(const struct roster *r, int day)
{
	for (int i = 0; i < r->agents; i++)
		if (roster_cell(r, i, day)->kind != CELL_NONE)
			return true;
	return false;
}

/* Days that no roster holds are no days off. */
static void warn_of_gaps(struct session *s, const struct workspace *w,
			 const struct roster *all)
{
	int first = 0, missing = 0;

	for (int day = w->first_day; day < w->first_day + w->days; day++)
		if (!is_planned(all, day) && !missing++)
			first = day;
	if (missing)
		warn_at(s->err, (struct place){ 0 },
			_("no roster for %d of the %d days; the first is %s"),
			missing, w->days, say_long_day(s->arena, first));
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct own own = { 0 };
	struct options o;
	struct workspace w;
	struct roster all;
	const char *dir;
	int taken, drafted;

	options_parse(s, &argp, OPTIONS_PERIOD | OPTIONS_FORMAT, &o, argc, argv,
		      &own);
	TRY(workspace_find(s->arena, s->site, &dir, s->err));
	TRY(workspace_open(s->arena, dir, o.period, &w, s->err));
	/* The duty of the evening before has hours after midnight. */
	TRY(workspace_rosters(&w, w.first_day - 8, w.days + 8, &all, &taken,
			      &drafted, s->err));
	if (!taken)
		return fail(s->err, RC_NOINPUT,
			    _("no roster holds any of these days; `wfm plan` "
			      "makes one"));
	if (drafted)
		warn_at(s->err, (struct place){ 0 },
			_("hours of a draft: not published yet"));
	struct pay_lines lines =
		pay_of_roster(s->arena, &w.site, &all, w.first_day, w.days);
	struct pay_line *sums = arena_new(s->arena, struct pay_line, lines.n);
	int n = add_up(&own, &lines, sums);
	warn_of_gaps(s, &w, &all);
	struct table t =
		hours_table(s, &own, print_for_people(&o), &w.site, sums, n);
	print_table(s, &o, &t);
	return RC_OK;
}

const struct command command_hours = {
	.name = "hours",
	.summary = N_("paid hours by person, day and kind, for payroll"),
	.run = run,
};
