#include "formats/whatif_csv.h"

#include <math.h>

#include "base/text.h"
#include "formats/cells.h"
#include "formats/i18n.h"

enum {
	SCENARIO,
	QUEUE,
	CONTACTS,
	REQUIRED,
	FTE,
	LEVEL,
	SHORT_HOURS,
	OVER_HOURS,
	COST,
	DIFFERENCE,
	COLUMNS
};
static const char *const names[COLUMNS] = {
	"scenario", "queue",	   "contacts",	 "required", "fte_required",
	"level",    "short_hours", "over_hours", "cost",     "difference"
};
enum { MOST = 200 };

static bool find_columns(const struct csv *csv, int index[COLUMNS],
			 struct err *e)
{
	bool good = true;

	for (int k = 0; k < COLUMNS; k++) {
		index[k] = csv_column(csv, names[k]);
		if (index[k] >= 0)
			continue;
		(void)fail_at(e, csv_header_place(csv, 0), RC_DATA,
			      _("column %s is missing; wfm whatif --format "
				"csv writes it"),
			      names[k]);
		good = false;
	}
	return good;
}

static void read_row(const struct csv *csv, const int index[COLUMNS],
		     struct plan_scenario *s, struct err *e)
{
	double *const into[COLUMNS] = {
		NULL,	  NULL,		 &s->contacts,	  &s->required,
		&s->fte,  &s->level,	 &s->short_hours, &s->over_hours,
		&s->cost, &s->difference
	};

	s->name = csv_field(csv, index[SCENARIO]);
	for (int k = CONTACTS; k < COLUMNS; k++)
		(void)cell_number(csv, index[k], names[k], -1e12, 1e12, true,
				  into[k], e);
}

enum rc whatif_read(struct arena *a, const struct input *in,
		    const struct plan_scenario **list, int *n, struct err *e)
{
	struct plan_scenario *all = arena_new(a, struct plan_scenario, MOST);
	int index[COLUMNS], before = e->errors;
	struct csv *csv;

	*list = all;
	*n = 0;
	TRY(csv_open(a, in, &csv, e));
	if (!find_columns(csv, index, e))
		return RC_DATA;
	while (csv_next(csv, e) && *n < MOST)
		if (text_equal(csv_field(csv, index[QUEUE]), "all"))
			read_row(csv, index, &all[(*n)++], e);
	return e->errors > before ? RC_DATA : RC_OK;
}
