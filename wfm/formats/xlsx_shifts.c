/* xlsx: the sheet Shifts, and the codes that the roster chooses from. */
#include "formats/xlsx_sheets.h"

#include <string.h>

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"
#include "formats/say.h"

const char *xlsx_code(const struct xlsx *x, int agent, int day)
{
	return shift_code_tame(x->a, plan_code(x->a, x->v, agent, day));
}

const char *xlsx_duty_code(const struct xlsx *x, const struct duty *d)
{
	return shift_code_tame(x->a, shift_code(x->a, x->v->site, d));
}

struct codes {
	struct xlsx *x;
	int room;
};

static int find(const struct xlsx *x, const char *folded)
{
	for (int k = 0; k < x->n_codes; k++)
		if (strcmp(x->codes[k].folded, folded) == 0)
			return k;
	return -1;
}

/* Excel's look-ups do not tell capitals apart, so neither does the list. */
static void add(struct codes *c, struct xlsx_code code)
{
	struct xlsx *x = c->x;

	code.folded = text_fold(x->a, code.code);
	if (!*code.code || find(x, code.folded) >= 0)
		return;
	x->codes = arena_grow(x->a, x->codes, x->n_codes, &c->room,
			      sizeof(*x->codes));
	x->codes[x->n_codes++] = code;
}

static void add_plain(struct codes *c, const char *code, int kind, bool credit)
{
	add(c, (struct xlsx_code){ .code = code,
				   .shift = -1,
				   .kind = kind,
				   .start = -1,
				   .end = -1,
				   .credit = credit });
}

/* Minutes from start to end: paid time, unpaid breaks, the gap. */
static int span_minutes(const struct site *s, const struct shift *shift,
			int paid)
{
	int minutes = paid;

	for (int k = 0; k < shift->n_breaks; k++)
		if (!s->breaks[shift->breaks[k]].paid)
			minutes += s->breaks[shift->breaks[k]].length;
	return minutes + shift->split.until - shift->split.from;
}

/* The instant of a start on a day of the period whose clock has it. */
static int64_t instant(const struct xlsx *x, int minutes)
{
	const struct grid *g = &x->v->requirement->grid;
	int first = x->v->period->first_day;
	int64_t at = grid_wall(g, first, minutes);

	for (int d = 0; d < x->v->period->days; d++) {
		at = grid_wall(g, first + d, minutes);
		if (zone_wall(g->zone, at).seconds / 60 == minutes % 1440)
			break;
	}
	return at;
}

static void add_length(struct codes *c, int k, int start, int paid)
{
	struct xlsx *x = c->x;
	const struct site *s = x->v->site;
	struct duty d = { .shift = k, .paid = paid };
	int span = span_minutes(s, &s->shifts[k], paid);

	d.start = instant(x, start);
	d.end = d.start + 60 * span;
	add(c, (struct xlsx_code){ .code = xlsx_duty_code(x, &d),
				   .shift = k,
				   .kind = k + 1,
				   .start = start,
				   .end = start + span,
				   .paid = paid,
				   .duty = true });
}

static void add_template(struct codes *c, int k)
{
	const struct shift *s = &c->x->v->site->shifts[k];
	int step = s->step > 0 ? s->step : 1440;
	int longer = s->paid_step > 0 ? s->paid_step : 1440;

	for (int start = s->first; start <= s->last; start += step)
		for (int paid = s->min_paid; paid <= s->max_paid;
		     paid += longer)
			add_length(c, k, start, paid);
}

/* Codes of duties from elsewhere that no template makes. */
static void add_strangers(struct codes *c)
{
	struct xlsx *x = c->x;
	const struct roster *r = x->v->roster;

	for (int i = 0; i < x->n_shown; i++)
		for (int d = 0; d < r->days; d++) {
			const struct cell *cell =
				roster_cell(r, x->shown[i], r->first_day + d);

			if (cell->kind == CELL_DUTY)
				add(c, (struct xlsx_code){
					       .code = xlsx_duty_code(
						       x, &cell->duty),
					       .shift = -1,
					       .start = -1,
					       .end = -1,
					       .paid = cell->duty.paid,
					       .duty = true,
					       .marks = xlsx_duty_marks(
						       x, cell,
						       r->first_day + d) });
		}
}

void xlsx_codes(struct xlsx *x)
{
	struct codes c = { .x = x };
	const struct site *s = x->v->site;

	add_plain(&c, "off", XLSX_KIND_OFF, false);
	add_plain(&c, "leave", XLSX_KIND_LEAVE, true);
	for (int k = 0; k < s->n_absence_types; k++)
		if (plan_shows_absence(x->v, k))
			add_plain(
				&c,
				shift_code_tame(x->a, s->absence_types[k].code),
				XLSX_KIND_LEAVE,
				s->absence_types[k].credit != CREDIT_NONE);
	for (int k = 0; k < s->n_shifts; k++)
		add_template(&c, k);
	add_strangers(&c);
}

/* --- the sheet --- */

enum { CODE, NAME, START, END, HOURS, DUTY, KIND, CREDIT, COLUMNS };

static void write_code(struct xlsx *x, int row, const struct xlsx_code *c)
{
	struct book_sheet *s = x->shifts;
	const char *name = c->shift >= 0 ? x->v->site->shifts[c->shift].name
			   : c->kind == XLSX_KIND_OFF	? _("day off")
			   : c->kind == XLSX_KIND_LEAVE ? _("absent")
							: "";

	book_text(s, row, CODE, BOOK_CENTRE, c->code);
	book_text(s, row, NAME, BOOK_TEXT, name);
	if (c->start >= 0) {
		book_text(s, row, START, BOOK_CENTRE, say_time(x->a, c->start));
		book_text(s, row, END, BOOK_CENTRE,
			  say_time(x->a, c->end % 1440));
	}
	book_number(s, row, HOURS, BOOK_HOURS, c->paid / 60.0);
	book_number(s, row, DUTY, BOOK_COUNT, c->duty);
	book_number(s, row, KIND, BOOK_COUNT, c->kind);
	book_number(s, row, CREDIT, BOOK_COUNT, c->credit);
}

static void define(struct xlsx *x, const char *name, int column, int first)
{
	struct book_range r = { first, column, first + x->n_codes - 1, column };

	book_define(x->book, name, x->shifts, r);
}

void xlsx_shifts(struct xlsx *x)
{
	static const char *const heads[COLUMNS] = {
		N_("Code"),	  N_("Shift"), N_("Starts"), N_("Ends"),
		N_("Paid hours"), N_("Duty"),  N_("Kind"),   N_("Credit")
	};
	enum { HEAD = 3, FIRST };
	struct book_sheet *s = x->shifts;

	xlsx_title(x, s, _("Shifts"),
		   _("The codes that the roster chooses from.  Duty, kind and "
		     "credit (1: pays a contract day) serve the formulas."));
	for (int k = 0; k < COLUMNS; k++)
		book_text(s, HEAD, k, BOOK_HEAD, _(heads[k]));
	for (int k = 0; k < x->n_codes; k++)
		write_code(x, FIRST + k, &x->codes[k]);
	define(x, "ShiftCodes", CODE, FIRST);
	define(x, "ShiftStarts", START, FIRST);
	define(x, "ShiftEnds", END, FIRST);
	define(x, "ShiftHours", HOURS, FIRST);
	define(x, "ShiftDuty", DUTY, FIRST);
	define(x, "ShiftKinds", KIND, FIRST);
	define(x, "ShiftCredit", CREDIT, FIRST);
	book_width(s, CODE, CODE, 14);
	book_width(s, NAME, NAME, 30);
	book_width(s, START, COLUMNS - 1, 11);
	book_freeze(s, FIRST, 1);
}
