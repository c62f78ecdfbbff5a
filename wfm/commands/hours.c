/* wfm hours - paid hours by person, day and kind for payroll. */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "commands/print.h"
#include "formats/i18n.h"
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
	if (a->agent != b->agent || strcmp(a->kind, b->kind) ||
	    (own->by_day && a->day != b->day))
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

static struct table hours_table(struct session *s, const struct own *own,
				const struct site *site,
				const struct pay_line *lines, int n)
{
	static const struct table_column columns[] = {
		{ "agent", N_("id"), NULL, TABLE_TEXT, 0 },
		{ "name", N_("name"), NULL, TABLE_TEXT, 0 },
		{ "date", N_("day"), NULL, TABLE_TEXT, 0 },
		{ "kind", N_("kind"), NULL, TABLE_TEXT, 0 },
		{ "hours", N_("hours"), "h", TABLE_NUMBER, 2 },
		{ "money", N_("money"), NULL, TABLE_NUMBER, 2 },
	};
	struct table t =
		table_new(s->arena, "hours", columns, own->money ? 6 : 5);
	char date[11];

	for (int i = 0; i < n; i++) {
		table_text(&t, site->agents[lines[i].agent].id);
		table_text(&t, site->agents[lines[i].agent].name);
		table_text(&t, own->by_day
				       ? arena_strdup(s->arena,
						      date_format(lines[i].day,
								  date))
				       : "");
		table_text(&t, lines[i].kind);
		table_number(&t, lines[i].minutes / 60.0);
		if (own->money)
			table_number(&t, lines[i].money);
	}
	return t;
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
	struct table t = hours_table(s, &own, &w.site, sums, n);
	print_table(s, &o, &t);
	return RC_OK;
}

const struct command command_hours = {
	.name = "hours",
	.summary = N_("paid hours by person, day and kind, for payroll"),
	.run = run,
};
