/* xlsx: the sheets Roster and, hidden, Plan. */
#include "formats/xlsx_sheets.h"

#include <string.h>

#include "base/text.h"

#include "base/date.h"
#include "formats/i18n.h"
#include "formats/say.h"

enum { HOLIDAYS = 2, WEEKDAYS = 3, DATES = 4 };
enum { FORTNIGHT = 14 }; /* days on a printed page */

static int days_of(const struct xlsx *x)
{
	return x->v->period->days;
}

static int civil(const struct xlsx *x, int d)
{
	return x->v->period->first_day + d;
}

int xlsx_roster_hours(const struct xlsx *x)
{
	return XLSX_ROSTER_DAY + days_of(x);
}

static bool sees_contracts(const struct xlsx *x)
{
	return x->v->audience != AUDIENCE_TEAM;
}

static int last_row(const struct xlsx *x)
{
	return XLSX_ROSTER_ROW + (x->n_shown > 0 ? x->n_shown - 1 : 0);
}

/* The days of one person's row. */
static struct book_range week(const struct xlsx *x, int row)
{
	return (struct book_range){ row, XLSX_ROSTER_DAY, row,
				    xlsx_roster_hours(x) - 1 };
}

static struct book_range body(const struct xlsx *x)
{
	return (struct book_range){ XLSX_ROSTER_ROW, XLSX_ROSTER_DAY,
				    last_row(x), xlsx_roster_hours(x) - 1 };
}

static double planned_hours(const struct xlsx *x, int agent, int d)
{
	const struct cell *c = roster_cell(x->v->roster, agent, civil(x, d));

	return (c->credit + (c->kind == CELL_DUTY ? c->duty.paid : 0)) / 60.0;
}

/* --- Plan --- */

static double day_hours(const struct xlsx *x, int agent)
{
	const struct agent_term *t = plan_term(x->v, agent);

	return t ? x->v->site->contracts[t->contract].day_minutes / 60.0 : 0;
}

void xlsx_plan(struct xlsx *x)
{
	xlsx_title(x, x->plan, _("As planned"),
		   _("Codes and hours that the roster's formulas compare "
		     "with; same rows as there."));
	for (int k = 0; k < x->n_shown; k++) {
		int agent = x->shown[k], row = XLSX_ROSTER_ROW + k;

		book_text(x->plan, row, XLSX_ROSTER_NAME, BOOK_TEXT,
			  x->v->site->agents[agent].id);
		book_number(x->plan, row, XLSX_ROSTER_CONTRACT, BOOK_HOURS,
			    day_hours(x, agent));
		for (int d = 0; d < days_of(x); d++) {
			book_text(x->plan, row, XLSX_ROSTER_DAY + d,
				  BOOK_CENTRE,
				  xlsx_code(x, agent, civil(x, d)));
			book_number(x->plan, row, xlsx_roster_hours(x) + d,
				    BOOK_HOURS, planned_hours(x, agent, d));
		}
	}
	xlsx_write_marks(x);
	book_freeze(x->plan, XLSX_ROSTER_ROW, XLSX_ROSTER_DAY);
}

/* --- headings --- */

static void write_day_head(struct xlsx *x, int d)
{
	const struct special_day *special =
		site_special_day(x->v->site, civil(x, d));
	int column = XLSX_ROSTER_DAY + d;
	struct book_range head = { WEEKDAYS, column, DATES, column };

	if (special)
		book_text(x->roster, HOLIDAYS, column, BOOK_SHRUNK,
			  special->name);
	book_date(x->roster, WEEKDAYS, column, BOOK_WEEKDAY, civil(x, d));
	book_date(x->roster, DATES, column, BOOK_DAY, civil(x, d));
	if ((special && special->holiday) ||
	    x->v->site->weekend >> date_weekday(civil(x, d)) & 1)
		book_when(x->roster, head, "TRUE",
			  (struct book_look){ 0xC9D3E0, 0, false, true });
}

static void write_head(struct xlsx *x)
{
	static const char *const after[] = { N_("Hours"), N_("Duties"),
					     N_("Contract least"),
					     N_("Contract most"),
					     N_("Off contract") };
	struct book_sheet *s = x->roster;

	xlsx_title(x, s, _("Roster"),
		   _("Choose another code from a cell's list: hours, heads, "
		     "over and under follow.  Off is a day off, leave is "
		     "absence; D0830! is locked in the next plan.  Then: wfm "
		     "import roster."));
	book_text(s, DATES, XLSX_ROSTER_NAME, BOOK_HEAD, _("Name"));
	book_text(s, DATES, XLSX_ROSTER_TEAM, BOOK_HEAD, _("Team"));
	if (sees_contracts(x))
		book_text(s, DATES, XLSX_ROSTER_CONTRACT, BOOK_HEAD,
			  _("Contract"));
	for (int d = 0; d < days_of(x); d++)
		write_day_head(x, d);
	for (int k = 0; k < (sees_contracts(x) ? 5 : 2); k++)
		book_text(s, DATES, xlsx_roster_hours(x) + k, BOOK_HEAD,
			  _(after[k]));
	book_height(s, DATES, 30);
}

/* --- people --- */

/* Codes of some cells without the "!" of a lock. */
static const char *plain(const struct xlsx *x, struct book_range r)
{
	return arena_printf(x->a, "TRIM(SUBSTITUTE(%s,\"!\",\"\"))",
			    book_area(x->a, r));
}

/*
 * Hours as planned where the code is as planned, else the code's own hours,
 * or a contract day for credited leave.
 */
static const char *hours_formula(const struct xlsx *x, int row)
{
	struct book_range codes = week(x, row), hours = codes;
	const char *plan = book_quoted(x->plan), *now, *then, *paid, *credit;

	hours.column += days_of(x);
	hours.last_column += days_of(x);
	now = plain(x, codes);
	then = arena_printf(x->a, "%s!%s", plan, book_area(x->a, codes));
	paid = arena_printf(x->a, "%s!%s", plan, book_area(x->a, hours));
	credit = arena_printf(x->a, "%s!%s", plan,
			      book_cell(x->a, row, XLSX_ROSTER_CONTRACT));
	return arena_printf(x->a,
			    "SUMPRODUCT((%s=%s)*%s+(%s<>%s)*("
			    "SUMIF(ShiftCodes,%s,ShiftHours)+"
			    "SUMIF(ShiftCodes,%s,ShiftCredit)*%s))",
			    now, then, paid, now, then, now, now, credit);
}

static void write_sums(struct xlsx *x, int agent, int row)
{
	const struct plan_person *p = &x->figures[agent];
	int at = xlsx_roster_hours(x);
	double hours = 0, low = p->min_due / 60.0, high = p->max_due / 60.0;
	const char *h = book_cell(x->a, row, at);
	const char *least = book_cell(x->a, row, at + 2);
	const char *most = book_cell(x->a, row, at + 3);

	for (int d = 0; d < days_of(x); d++)
		hours += planned_hours(x, agent, d);
	book_formula(x->roster, row, at, BOOK_HOURS, hours_formula(x, row),
		     hours);
	book_formula(x->roster, row, at + 1, BOOK_COUNT,
		     arena_printf(x->a,
				  "SUMPRODUCT(SUMIF(ShiftCodes,%s,ShiftDuty))",
				  plain(x, week(x, row))),
		     p->duties);
	if (!sees_contracts(x))
		return;
	book_number(x->roster, row, at + 2, BOOK_HOURS, low);
	book_number(x->roster, row, at + 3, BOOK_HOURS, high);
	book_formula(x->roster, row, at + 4, BOOK_SIGNED,
		     arena_printf(x->a, "MAX(0,%s-%s)-MAX(0,%s-%s)", h, most,
				  least, h),
		     (hours > high ? hours - high : 0) -
			     (hours < low ? low - hours : 0));
}

static void write_person(struct xlsx *x, int agent, int row)
{
	const struct agent_term *t = plan_term(x->v, agent);
	struct book_sheet *s = x->roster;

	book_text(s, row, XLSX_ROSTER_NAME, BOOK_TEXT,
		  x->v->site->agents[agent].name);
	book_text(s, row, XLSX_ROSTER_TEAM, BOOK_TEXT, plan_team(x->v, agent));
	if (t && sees_contracts(x))
		book_text(s, row, XLSX_ROSTER_CONTRACT, BOOK_TEXT,
			  x->v->site->contracts[t->contract].name);
	for (int d = 0; d < days_of(x); d++)
		book_text(s, row, XLSX_ROSTER_DAY + d, BOOK_CENTRE,
			  xlsx_code(x, agent, civil(x, d)));
	write_sums(x, agent, row);
}

/* --- heads per day --- */

static const struct xlsx_code *code_of(const struct xlsx *x, int agent, int d)
{
	const char *folded = text_fold(x->a, xlsx_code(x, agent, civil(x, d)));

	for (int k = 0; k < x->n_codes; k++)
		if (strcmp(x->codes[k].folded, folded) == 0)
			return &x->codes[k];
	return NULL;
}

/* kind of each person and day, so that it is looked up once. */
static int *kinds(struct xlsx *x, int any_duty)
{
	int days = days_of(x);
	int *kind = arena_new(x->a, int, (size_t)x->n_shown *days);

	for (int k = 0; k < x->n_shown; k++)
		for (int d = 0; d < days; d++) {
			const struct xlsx_code *c = code_of(x, x->shown[k], d);

			kind[k * days + d] = !c ? 0
					     : c->kind == 0 && c->duty
						     ? any_duty
						     : c->kind;
		}
	return kind;
}

static void write_heads(struct xlsx *x, int row, const char *name, int kind,
			const int *of)
{
	int days = days_of(x);
	int style = BOOK_COUNT + (kind == 0 ? BOOK_TOTAL : 0);

	book_text(x->roster, row, XLSX_ROSTER_NAME,
		  BOOK_TEXT + (kind == 0 ? BOOK_TOTAL : 0), name);
	for (int k = XLSX_ROSTER_TEAM; k < XLSX_ROSTER_DAY; k++)
		book_blank(x->roster, row, k,
			   BOOK_TEXT + (kind == 0 ? BOOK_TOTAL : 0));
	for (int d = 0; d < days; d++) {
		int column = XLSX_ROSTER_DAY + d, n = 0;
		struct book_range r = { XLSX_ROSTER_ROW, column, last_row(x),
					column };
		const char *cells = plain(x, r);

		for (int k = 0; k < x->n_shown; k++)
			n += kind == 0 ? of[k * days + d] > 0
				       : of[k * days + d] == kind;
		book_formula(
			x->roster, row, column, style,
			kind == 0 ? arena_printf(x->a,
						 "SUMPRODUCT(SUMIF(ShiftCodes,"
						 "%s,ShiftDuty))",
						 cells)
				  : arena_printf(x->a,
						 "SUMPRODUCT(--(SUMIF("
						 "ShiftCodes,%s,ShiftKinds)="
						 "%d))",
						 cells, kind),
			n);
	}
}

/* Hours of a column of Intervals, day by day; they follow the roster. */
static void write_day_hours(struct xlsx *x, int row, const char *name,
			    int column,
			    double (*value)(const struct plan_view *, int))
{
	const struct grid *g = &x->v->requirement->grid;
	double h = plan_interval_hours(x->v);

	book_text(x->roster, row, XLSX_ROSTER_NAME, BOOK_TEXT, name);
	for (int k = XLSX_ROSTER_TEAM; k < XLSX_ROSTER_DAY; k++)
		book_blank(x->roster, row, k, BOOK_TEXT);
	for (int d = 0; d < days_of(x); d++) {
		struct book_range r = { -1, column, -1, column };
		double sum = 0;

		for (int t = g->day_begin[d]; t < g->day_begin[d + 1]; t++) {
			if (x->site_row[t] < 0)
				continue;
			if (r.row < 0)
				r.row = x->site_row[t];
			r.last_row = x->site_row[t];
			sum += value(x->v, t) * h;
		}
		if (r.row < 0)
			book_number(x->roster, row, XLSX_ROSTER_DAY + d,
				    BOOK_ONE, 0);
		else
			book_formula(
				x->roster, row, XLSX_ROSTER_DAY + d, BOOK_ONE,
				arena_printf(x->a, "SUM(%s)*%.15g",
					     book_area_of(x->intervals, r), h),
				sum);
	}
}

static void write_counts(struct xlsx *x)
{
	const struct site *s = x->v->site;
	const int *of = kinds(x, s->n_shifts + 1);
	int row = last_row(x) + 2;

	write_heads(x, row++, _("On duty"), 0, of);
	for (int k = 0; k < s->n_shifts; k++)
		write_heads(x, row++, s->shifts[k].name, k + 1, of);
	write_heads(x, row++, _("day off"), XLSX_KIND_OFF, of);
	write_heads(x, row++, _("absent"), XLSX_KIND_LEAVE, of);
	write_day_hours(x, row++, _("Hours required"), XLSX_INTERVAL_REQUIRED,
			plan_required);
	write_day_hours(x, row++, _("Hours scheduled"), XLSX_INTERVAL_SCHEDULED,
			plan_scheduled);
	write_day_hours(x, row++, _("Hours short"), XLSX_INTERVAL_MISSING,
			plan_short);
	write_day_hours(x, row, _("Hours over"), XLSX_INTERVAL_OVER, plan_over);
}

/* --- looks --- */

/* How the cells of one kind look. */
static void colour_kind(struct xlsx *x, struct book_range r, int kind,
			struct book_look look)
{
	book_when(
		x->roster, r,
		arena_printf(x->a,
			     "SUMIF(ShiftCodes,TRIM(SUBSTITUTE(%s,\"!\",\"\")),"
			     "ShiftKinds)=%d",
			     book_cell(x->a, r.row, r.column), kind),
		look);
}

static void colour_codes(struct xlsx *x, struct book_range r)
{
	static const uint32_t fills[] = { 0xDCEBFA, 0xFCE8D0, 0xE3F1D9,
					  0xEADCF4, 0xFFF4C2, 0xD5F0EE,
					  0xF9DCE6, 0xE6E0D4, 0xD9DDF5,
					  0xEAF3B8, 0xF5D9D0, 0xD8E8E0 };
	enum { FILLS = sizeof(fills) / sizeof(*fills), INK = 0x1F2933 };

	for (int k = 0; k < x->v->site->n_shifts; k++)
		colour_kind(x, r, k + 1,
			    (struct book_look){ fills[k % FILLS], INK, false,
						false });
	colour_kind(x, r, XLSX_KIND_OFF,
		    (struct book_look){ 0xFFFFFF, 0x767676, false, false });
	colour_kind(x, r, XLSX_KIND_LEAVE,
		    (struct book_look){ 0xF2F2F2, 0x404040, true, false });
}

static void colour_contract(struct xlsx *x)
{
	int column = xlsx_roster_hours(x) + 4;
	struct book_range r = { XLSX_ROSTER_ROW, column, last_row(x), column };
	const char *cell = book_cell(x->a, r.row, r.column);

	book_when(x->roster, r, arena_printf(x->a, "%s<-0.01", cell),
		  (struct book_look){ 0xF9D9B8, 0x7A3E00, false, true });
	book_when(x->roster, r, arena_printf(x->a, "%s>0.01", cell),
		  (struct book_look){ 0xCFE2F6, 0x0B3C6F, false, true });
}

void xlsx_roster(struct xlsx *x)
{
	struct book_sheet *s = x->roster;

	write_head(x);
	for (int k = 0; k < x->n_shown; k++)
		write_person(x, x->shown[k], XLSX_ROSTER_ROW + k);
	write_counts(x);
	book_choice(s, body(x), "ShiftCodes", _("Unknown code"),
		    _("This code is not on the sheet Shifts: its hours count "
		      "as nothing.  Keep it all the same?"));
	colour_codes(x, body(x));
	if (sees_contracts(x))
		colour_contract(x);
	book_width(s, XLSX_ROSTER_NAME, XLSX_ROSTER_NAME, 24);
	book_width(s, XLSX_ROSTER_TEAM, XLSX_ROSTER_TEAM, 12);
	book_width(s, XLSX_ROSTER_CONTRACT, XLSX_ROSTER_CONTRACT,
		   sees_contracts(x) ? 12 : 1);
	book_width(s, XLSX_ROSTER_DAY, xlsx_roster_hours(x) - 1, 9.5);
	book_width(s, xlsx_roster_hours(x), xlsx_roster_hours(x) + 4, 9);
	book_freeze(s, XLSX_ROSTER_ROW, XLSX_ROSTER_DAY);
	book_print_wide(s, (x->v->period->days + FORTNIGHT - 1) / FORTNIGHT);
}
