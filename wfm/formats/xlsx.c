#include "formats/xlsx.h"

#include "formats/i18n.h"
#include "formats/say.h"
#include "formats/xlsx_sheets.h"

static void list_people(struct xlsx *x)
{
	int n = x->v->site->n_agents;

	x->figures = plan_people(x->a, x->v);
	x->shown = arena_new(x->a, int, n);
	x->row_of = arena_new(x->a, int, n);
	for (int i = 0; i < n; i++) {
		x->row_of[i] = -1;
		if (!x->figures[i].shown)
			continue;
		x->row_of[i] = XLSX_ROSTER_ROW + x->n_shown;
		x->shown[x->n_shown++] = i;
	}
}

static void make_sheets(struct xlsx *x)
{
	int days = x->v->period->days;

	x->roster = book_sheet(x->book, _("Roster"));
	x->coverage = book_sheet(x->book, _("Coverage"));
	x->people = book_sheet(x->book, _("People"));
	x->issues = book_sheet(x->book, _("Issues"));
	x->days = arena_new(x->a, struct book_sheet *, days);
	for (int d = 0; d < days; d++)
		x->days[d] = book_sheet(
			x->book,
			say_long_day(x->a, x->v->period->first_day + d));
	if (xlsx_has_whatif(x))
		x->whatif = book_sheet(x->book, _("What-if"));
	x->shifts = book_sheet(x->book, _("Shifts"));
	x->intervals = book_sheet(x->book, _("Intervals"));
	x->about = book_sheet(x->book, _("About"));
	x->plan = book_sheet(x->book, _("Plan"));
	book_hide(x->plan);
	if (!x->whatif)
		return;
	x->sums = book_sheet(x->book, _("Sums"));
	book_hide(x->sums);
}

enum rc xlsx_from_plan(struct arena *a, const struct plan_view *v,
		       const char *temporary, struct err *e)
{
	struct xlsx x = { .a = a, .v = v };

	x.book = book_open(a, temporary, v->site->name, v->period->grid.start);
	list_people(&x);
	xlsx_codes(&x);
	xlsx_find_marks(&x);
	make_sheets(&x);
	xlsx_intervals(&x);
	xlsx_roster(&x);
	xlsx_coverage(&x);
	xlsx_people(&x);
	xlsx_issues(&x);
	for (int d = 0; d < v->period->days; d++)
		xlsx_day(&x, d);
	if (x.whatif)
		xlsx_whatif(&x);
	xlsx_shifts(&x);
	xlsx_about(&x);
	xlsx_plan(&x);
	return book_close(x.book, e);
}
