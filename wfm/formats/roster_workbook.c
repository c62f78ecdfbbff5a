/* roster_file: the sheet Roster of a workbook. */
#include "formats/roster_file.h"

#include <ctype.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"
#include "formats/roster_wide.h"
#include "formats/roster_reader.h"
#include "formats/sheet.h"

enum { HEAD_ROWS = 20 }; /* the days are written in one of the first */

static const char *cell_name(const struct roster_reader *r, int row, int column)
{
	return sheet_cell_name(r->a, r->sheet, row, column);
}

static struct place place_of(const struct roster_reader *r,
			     const struct sheet_cell *c)
{
	return (struct place){ r->path, c->row + 1, c->column + 1 };
}

/* --- what is where --- */

static int sheet_named(const struct sheets *all, const char *name,
		       const char *translated)
{
	for (int k = 0; k < all->n; k++)
		if (text_equal(all->list[k].name, name) ||
		    text_equal(all->list[k].name, translated))
			return k;
	return -1;
}

static bool is_day(const struct roster_reader *r, const struct sheet_cell *c,
		   int *day)
{
	return c->column > 0 && sheet_day(&r->sheets, c, day) &&
	       *day >= r->base->first_day &&
	       *day < r->base->first_day + r->base->days;
}

/* The last of the first rows that hold days of the period. */
static enum rc find_days(struct roster_reader *r)
{
	const struct sheet_table *t = &r->roster;
	struct place at = { .file = r->path };
	int day;

	r->head = -1;
	r->day_of = arena_new(r->a, int, SHEET_MAX_COLUMN);
	for (int c = 0; c < SHEET_MAX_COLUMN; c++)
		r->day_of[c] = DATE_NONE;
	for (int i = 0; i < t->n && t->cells[i].row < HEAD_ROWS; i++)
		if (is_day(r, &t->cells[i], &day))
			r->head = t->cells[i].row;
	for (int i = 0; i < t->n && t->cells[i].row <= r->head; i++)
		if (t->cells[i].row == r->head && is_day(r, &t->cells[i], &day))
			r->day_of[t->cells[i].column] = day;
	if (r->head >= 0)
		return RC_OK;
	return fail_at(r->e, at, RC_DATA,
		       _("sheet \"%s\" has no column of a day of the period"),
		       text_quote(r->a, r->sheet));
}

static const char *planned_id(const struct roster_reader *r, int row)
{
	for (int i = 0; i < r->plan.n; i++)
		if (r->plan.cells[i].row == row && r->plan.cells[i].column == 0)
			return r->plan.cells[i].text;
	return "";
}

/* --- who --- */

/* The person of a row, -1 when there is none of that name. */
static int person_of(const struct roster_reader *r,
		     const struct sheet_cell *name, int *namesakes)
{
	const char *wanted = text_fold(r->a, text_trim(r->a, name->text));
	int found = -1;

	*namesakes = 0;
	for (int i = 0; i < r->s->n_agents; i++)
		if (!strcmp(r->folded[i], wanted)) {
			++*namesakes;
			found = i;
		}
	for (int i = 0; i < r->s->n_agents && *namesakes != 1; i++) {
		const char *id = r->s->agents[i].id;

		if (*namesakes == 0 && !strcmp(id, text_trim(r->a, name->text)))
			return i;
		if (*namesakes > 1 && !strcmp(r->folded[i], wanted) &&
		    !strcmp(id, planned_id(r, name->row)))
			return i;
	}
	return *namesakes == 1 ? found : -1;
}

/* The person of a row; -1 where there is nobody, which may be an error. */
static int row_person(struct roster_reader *r, const struct sheet_cell *name)
{
	int namesakes, agent = person_of(r, name, &namesakes);
	struct place at = place_of(r, name);
	const char *cell = cell_name(r, name->row, name->column);

	if (agent < 0 && namesakes > 1)
		(void)fail_at(
			r->e, at, RC_DATA,
			_("%s: %d people are called \"%s\"; write the id"),
			cell, namesakes, text_quote(r->a, name->text));
	else if (agent < 0 && !r->sums)
		(void)fail_at(r->e, at, RC_DATA,
			      _("%s: \"%s\" is nobody of the site"), cell,
			      text_quote(r->a, name->text));
	if (agent < 0)
		return -1;
	if (r->seen_at[agent]) {
		(void)fail_at(r->e, at, RC_DATA,
			      _("%s: \"%s\" is in row %d already"), cell,
			      text_quote(r->a, name->text), r->seen_at[agent]);
		return -1;
	}
	r->seen_at[agent] = name->row + 1;
	return agent;
}

/* --- what --- */

/* Is that how the workbook shows what the base has? */
static bool is_base(const struct roster_reader *r, const struct cell *base,
		    const char *code)
{
	const char *own = "";

	switch (base->kind) {
	case CELL_NONE: break;
	case CELL_OFF: own = "off"; break;
	case CELL_DUTY: own = shift_code(r->a, r->s, &base->duty); break;
	case CELL_ABSENT:
		if (!strcmp(text_fold(r->a, code), "leave"))
			return true;
		own = r->s->absence_types[base->absence].code;
		break;
	}
	return !strcmp(text_fold(r->a, code),
		       text_fold(r->a, shift_code_tame(r->a, own)));
}

static bool is_code(const struct site *s, const char *code)
{
	int shift, start, paid;

	return !strcmp(code, "off") || site_absence_type(s, code) >= 0 ||
	       shift_from_code(s, code, &shift, &start, &paid);
}

/* The same in the case in which the site has it. */
static const char *own_case(const struct roster_reader *r, const char *code)
{
	char *upper = arena_strdup(r->a, code);
	char *lower = arena_strdup(r->a, code);

	for (char *c = upper; *c; c++)
		*c = (char)toupper((unsigned char)*c);
	for (char *c = lower; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	if (is_code(r->s, code))
		return code;
	return is_code(r->s, upper)   ? upper
	       : is_code(r->s, lower) ? lower
				      : code;
}

/* "leave" where there was none: of which kind, if there is but one. */
static const char *leave_code(const struct roster_reader *r, const char *code)
{
	return !strcmp(code, "leave") && r->s->n_absence_types == 1
		       ? r->s->absence_types[0].code
		       : code;
}

static void read_cell(struct roster_reader *r, const struct sheet_cell *c,
		      int agent, int day)
{
	struct cell *cell = roster_cell(r->r, agent, day);
	const struct cell *base = roster_cell(r->base, agent, day);
	char *code = (char *)text_trim(r->a, c->text);
	size_t len = strlen(code);
	bool locks = len && code[len - 1] == '!';
	const char *where = cell_name(r, c->row, c->column);

	if (locks)
		code[len - 1] = '\0';
	if (!*code)
		return;
	if (cell->kind != CELL_NONE) {
		(void)fail_at(r->e, place_of(r, c), RC_DATA,
			      _("%s: the day is given twice"), where);
		return;
	}
	if (is_base(r, base, code)) {
		*cell = *base;
		cell->locked |= locks;
		return;
	}
	cell->place = place_of(r, c);
	cell->locked = locks;
	roster_cell_read(r->a, r->s, arena_printf(r->a, "%s: ", where),
			 own_case(r, leave_code(r, code)), day, cell, r->e);
}

/* A day of a row that holds nothing, where something was. */
static void check_emptied(const struct roster_reader *r, int agent, int row)
{
	for (int c = 1; c < SHEET_MAX_COLUMN; c++) {
		int day = r->day_of[c];
		struct place at = { r->path, row + 1, c + 1 };

		if (day == DATE_NONE ||
		    roster_cell(r->base, agent, day)->kind == CELL_NONE ||
		    roster_cell(r->r, agent, day)->kind != CELL_NONE ||
		    roster_cell(r->r, agent, day)->place.file)
			continue;
		(void)fail_at(r->e, at, RC_DATA,
			      _("%s: empty; write \"off\" for a day off"),
			      cell_name(r, row, c));
	}
}

/* The cells [i, end) are one row. */
static void read_row(struct roster_reader *r, int i, int end)
{
	const struct sheet_cell *cells = r->roster.cells;
	int row = cells[i].row, agent;

	if (cells[i].column != 0 || !*text_trim(r->a, cells[i].text)) {
		r->sums = r->people;
		return;
	}
	agent = row_person(r, &cells[i]);
	if (agent < 0)
		return;
	r->people = true;
	for (int k = i + 1; k < end; k++)
		if (r->day_of[cells[k].column] != DATE_NONE)
			read_cell(r, &cells[k], agent,
				  r->day_of[cells[k].column]);
	check_emptied(r, agent, row);
}

static void read_rows(struct roster_reader *r)
{
	const struct sheet_table *t = &r->roster;
	int last = r->head;

	for (int i = 0, end; i < t->n; i = end) {
		for (end = i + 1; end < t->n; end++)
			if (t->cells[end].row != t->cells[i].row)
				break;
		if (t->cells[i].row <= r->head)
			continue;
		r->sums |= r->people && t->cells[i].row > last + 1;
		last = t->cells[i].row;
		read_row(r, i, end);
	}
}

static enum rc open_sheets(struct roster_reader *r)
{
	int roster, plan;

	TRY(sheet_list(r->a, r->path, SHEET_READ_MIB, &r->sheets, r->e));
	roster = sheet_named(&r->sheets, "Roster", _("Roster"));
	plan = sheet_named(&r->sheets, "Plan", _("Plan"));
	roster = roster < 0 ? 0 : roster;
	r->sheet = r->sheets.list[roster].name;
	TRY(sheet_cells(r->a, r->path, &r->sheets, roster, &r->roster, r->e));
	return plan < 0 ? RC_OK
			: sheet_cells(r->a, r->path, &r->sheets, plan, &r->plan,
				      r->e);
}

enum rc roster_workbook_read(struct arena *a, const struct site *s,
			     const char *path, const struct roster *base,
			     struct roster *r, struct err *e)
{
	struct roster_reader reader = {
		.a = a, .s = s, .path = path, .base = base, .r = r, .e = e
	};
	int before = e->errors;

	*r = roster_new(a, base->first_day, base->days, base->agents);
	TRY(open_sheets(&reader));
	TRY(find_days(&reader));
	reader.seen_at = arena_new(a, int, s->n_agents);
	reader.folded = arena_new(a, const char *, s->n_agents);
	for (int i = 0; i < s->n_agents; i++)
		reader.folded[i] =
			text_fold(a, text_trim(a, s->agents[i].name));
	read_rows(&reader);
	if (e->errors == before)
		TRY(roster_days_read(&reader));
	return e->errors > before ? RC_DATA : RC_OK;
}
