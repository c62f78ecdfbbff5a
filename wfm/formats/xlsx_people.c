/* xlsx: the sheet People: hours, fairness and, for HR, pay. */
#include "formats/xlsx_sheets.h"

#include "base/date.h"
#include "formats/i18n.h"
#include "formats/say.h"

enum { HEAD = 3, FIRST };

/* What a column shows of a person. */
enum what {
	ID,
	NAME,
	TEAM,
	CONTRACT,
	HOURS,
	CREDIT,
	LEAST,
	MOST,
	OFF_BY,
	DUTIES,
	NIGHTS,
	WEEKENDS,
	WEEKEND_DAYS,
	OVERTIME,
	PREMIUM, /* one column each */
	WISHED,
	GRANTED,
	PAY
};

struct column {
	enum what what;
	int premium;
	const char *heading;
};

struct columns {
	struct column *list;
	int n, room;
};

static void add(struct xlsx *x, struct columns *c, enum what what, int premium,
		const char *heading)
{
	c->list = arena_grow(x->a, c->list, c->n, &c->room, sizeof(*c->list));
	c->list[c->n++] = (struct column){ what, premium, heading };
}

static struct columns columns_of(struct xlsx *x)
{
	const struct plan_view *v = x->v;
	struct columns c = { NULL, 0, 0 };
	bool manager = v->audience != AUDIENCE_TEAM;

	add(x, &c, ID, 0, _("Id"));
	add(x, &c, NAME, 0, _("Name"));
	add(x, &c, TEAM, 0, _("Team"));
	if (manager)
		add(x, &c, CONTRACT, 0, _("Contract"));
	add(x, &c, HOURS, 0, _("Hours"));
	if (manager) {
		add(x, &c, CREDIT, 0, _("of these, absence"));
		add(x, &c, LEAST, 0, _("Contract least"));
		add(x, &c, MOST, 0, _("Contract most"));
		add(x, &c, OFF_BY, 0, _("Off contract"));
	}
	add(x, &c, DUTIES, 0, _("Duties"));
	add(x, &c, NIGHTS, 0, _("Nights"));
	add(x, &c, WEEKENDS, 0, _("Weekends"));
	add(x, &c, WEEKEND_DAYS, 0, _("Weekend days"));
	if (manager) {
		add(x, &c, OVERTIME, 0, _("Overtime (h)"));
		for (int k = 0; k < v->site->pay.n_premiums; k++)
			add(x, &c, PREMIUM, k,
			    arena_printf(x->a, "%s (h)",
					 v->site->pay.premiums[k].id));
		add(x, &c, WISHED, 0, _("Days wished"));
		add(x, &c, GRANTED, 0, _("Days granted"));
	}
	if (v->audience == AUDIENCE_HR)
		add(x, &c, PAY, 0,
		    arena_printf(x->a, _("Pay (%s)"), v->site->currency));
	return c;
}

static int column_of(const struct columns *c, enum what what)
{
	for (int k = 0; k < c->n; k++)
		if (c->list[k].what == what)
			return k;
	return -1;
}

static const char *text_of(const struct xlsx *x, enum what what, int agent)
{
	const struct agent_term *t = plan_term(x->v, agent);
	const struct agent *who = &x->v->site->agents[agent];

	switch (what) {
	case ID: return who->id;
	case NAME: return who->name;
	case TEAM: return plan_team(x->v, agent);
	default: break;
	}
	return t ? x->v->site->contracts[t->contract].name : "";
}

static double number_of(const struct plan_person *p, const struct column *c)
{
	switch (c->what) {
	case HOURS: return p->paid / 60.0;
	case CREDIT: return p->credit / 60.0;
	case LEAST: return p->min_due / 60.0;
	case MOST: return p->max_due / 60.0;
	case DUTIES: return p->duties;
	case NIGHTS: return p->nights;
	case WEEKENDS: return p->weekends;
	case WEEKEND_DAYS: return p->weekend_days;
	case OVERTIME: return p->overtime / 60.0;
	case PREMIUM: return p->premiums[c->premium] / 60.0;
	case WISHED: return p->wished;
	case GRANTED: return p->granted;
	case PAY: return p->money;
	default: return 0;
	}
}

static int style_of(enum what what)
{
	switch (what) {
	case ID:
	case NAME:
	case TEAM:
	case CONTRACT: return BOOK_TEXT;
	case DUTIES:
	case NIGHTS:
	case WEEKENDS:
	case WEEKEND_DAYS:
	case WISHED:
	case GRANTED: return BOOK_COUNT;
	case OFF_BY: return BOOK_SIGNED;
	case PAY: return BOOK_MONEY;
	default: return BOOK_HOURS;
	}
}

static double off_by(const struct plan_person *p)
{
	double over = (p->paid - p->max_due) / 60.0;
	double under = (p->min_due - p->paid) / 60.0;

	return (over > 0 ? over : 0) - (under > 0 ? under : 0);
}

static void write_off_by(struct xlsx *x, const struct columns *c, int row,
			 int column, const struct plan_person *p)
{
	const char *hours = book_cell(x->a, row, column_of(c, HOURS));
	const char *least = book_cell(x->a, row, column_of(c, LEAST));
	const char *most = book_cell(x->a, row, column_of(c, MOST));

	book_formula(x->people, row, column, BOOK_SIGNED,
		     arena_printf(x->a, "MAX(0,%s-%s)-MAX(0,%s-%s)", hours,
				  most, least, hours),
		     off_by(p));
}

/* Duties on days [from, until) of a row of the roster. */
static const char *duties_on(struct xlsx *x, int row, int from, int until)
{
	const struct book_range r = { row, XLSX_ROSTER_DAY + from, row,
				      XLSX_ROSTER_DAY + until - 1 };

	return arena_printf(x->a,
			    "SUMPRODUCT(SUMIF(ShiftCodes,TRIM(SUBSTITUTE("
			    "%s!%s,\"!\",\"\")),ShiftDuty))",
			    book_quoted(x->roster), book_area(x->a, r));
}

static bool is_weekend(const struct xlsx *x, int d)
{
	return x->v->site->weekend >>
		       date_weekday(x->v->period->first_day + d) &
	       1;
}

/* Duties; those on weekend days, or runs of them with any. */
static const char *count_formula(struct xlsx *x, int row, enum what what)
{
	int days = x->v->period->days;
	const char *sum = NULL;

	if (what == DUTIES)
		return duties_on(x, row, 0, days);
	for (int d = 0, end; d < days; d = end) {
		const char *part;

		for (end = d + 1; end < days; end++)
			if (is_weekend(x, end) != is_weekend(x, d))
				break;
		if (!is_weekend(x, d))
			continue;
		part = duties_on(x, row, d, end);
		if (what == WEEKENDS)
			part = arena_printf(x->a, "MIN(1,%s)", part);
		sum = sum ? arena_printf(x->a, "%s+%s", sum, part) : part;
	}
	return sum ? sum : "0";
}

static void write_person(struct xlsx *x, const struct columns *c, int k)
{
	int agent = x->shown[k], row = FIRST + k;
	const struct plan_person *p = &x->figures[agent];

	for (int i = 0; i < c->n; i++) {
		enum what what = c->list[i].what;
		double value = number_of(p, &c->list[i]);
		int style = style_of(what);

		if (style == BOOK_TEXT)
			book_text(x->people, row, i, style,
				  text_of(x, what, agent));
		else if (what == HOURS)
			book_formula(
				x->people, row, i, style,
				arena_printf(x->a, "%s!%s",
					     book_quoted(x->roster),
					     book_cell(x->a, x->row_of[agent],
						       xlsx_roster_hours(x))),
				value);
		else if (what == DUTIES || what == WEEKENDS ||
			 what == WEEKEND_DAYS)
			book_formula(x->people, row, i, style,
				     count_formula(x, x->row_of[agent], what),
				     value);
		else if (what == OFF_BY)
			write_off_by(x, c, row, i, p);
		else
			book_number(x->people, row, i, style, value);
	}
}

static void write_total(struct xlsx *x, const struct columns *c)
{
	int row = FIRST + x->n_shown;

	book_text(x->people, row, 0, BOOK_TEXT + BOOK_TOTAL, _("All"));
	for (int i = 1; i < c->n; i++) {
		struct book_range r = { FIRST, i, row - 1, i };
		int style = style_of(c->list[i].what) + BOOK_TOTAL;
		double sum = 0;

		if (style == BOOK_TEXT + BOOK_TOTAL) {
			book_blank(x->people, row, i, style);
			continue;
		}
		for (int k = 0; k < x->n_shown; k++) {
			const struct plan_person *p = &x->figures[x->shown[k]];

			sum += c->list[i].what == OFF_BY
				       ? off_by(p)
				       : number_of(p, &c->list[i]);
		}
		book_formula(x->people, row, i, style,
			     arena_printf(x->a, "SUM(%s)", book_area(x->a, r)),
			     sum);
	}
}

static void bars(struct xlsx *x, const struct columns *c, enum what what,
		 uint32_t colour)
{
	int column = column_of(c, what);

	if (column >= 0 && x->n_shown > 0)
		book_bars(x->people,
			  (struct book_range){ FIRST, column,
					       FIRST + x->n_shown - 1, column },
			  colour);
}

void xlsx_people(struct xlsx *x)
{
	struct columns c = columns_of(x);

	xlsx_title(x, x->people, _("People"),
		   _("Hours are paid hours; they, duties and weekends follow "
		     "the roster, the rest is the plan's.  A night is a duty "
		     "with three hours or more between 23:00 and 06:00."));
	for (int k = 0; k < c.n; k++)
		book_text(x->people, HEAD, k, BOOK_HEAD, c.list[k].heading);
	book_height(x->people, HEAD, 30);
	for (int k = 0; k < x->n_shown; k++)
		write_person(x, &c, k);
	if (x->n_shown > 0) {
		write_total(x, &c);
		book_filter(x->people,
			    (struct book_range){ HEAD, 0, HEAD + x->n_shown,
						 c.n - 1 });
	}
	bars(x, &c, NIGHTS, 0xB7A3DA);
	bars(x, &c, WEEKENDS, 0x9CC3E6);
	bars(x, &c, WEEKEND_DAYS, 0x9CC3E6);
	book_width(x->people, 0, 0, 10);
	book_width(x->people, 1, 1, 24);
	book_width(x->people, 2, c.n - 1, 11);
	book_freeze(x->people, FIRST, 2);
}
