#include "formats/roster_file.h"

#include <string.h>

#include "base/date.h"
#include "formats/csv.h"
#include "formats/i18n.h"
#include "formats/input.h"
#include "formats/package.h"
#include "formats/plan_files.h"
#include "formats/roster_wide.h"

/* The site with one more kind of absence, the one that hides which it is. */
static struct site with_leave(struct arena *a, const struct site *s)
{
	int n = s->n_absence_types;
	struct site other = *s;
	struct absence_type *types = arena_new(a, struct absence_type, n + 1);

	for (int i = 0; i < n; i++)
		types[i] = s->absence_types[i];
	types[n] = (struct absence_type){ .code = "leave", .name = "" };
	other.absence_types = types;
	other.n_absence_types = n + 1;
	return other;
}

static bool has_absence(const struct cell *c, int type)
{
	for (int i = 0; c->kind == CELL_DUTY && i < c->duty.n; i++)
		if (c->duty.segments[i].kind == SEGMENT_ABSENCE &&
		    (type < 0 || c->duty.segments[i].what == type))
			return true;
	return c->kind == CELL_ABSENT && (type < 0 || c->absence == type);
}

/* What an export for others hides is as the base has it. */
static void unveil(const struct roster *base, struct roster *r, int hidden,
		   struct err *e)
{
	for (int k = 0; k < r->agents * r->days; k++) {
		struct cell *c = &r->cells[k];

		if (!has_absence(c, hidden))
			continue;
		if (has_absence(&base->cells[k], -1))
			*c = base->cells[k];
		else
			(void)fail_at(e, c->place, RC_DATA,
				      _("leave: say which, an absence code of "
					"the site"));
	}
}

static enum rc read_csv(struct arena *a, const struct site *s,
			const struct input *in, const struct roster *base,
			struct roster *r, bool *codes, struct err *e)
{
	bool hides = site_absence_type(s, "leave") < 0;
	struct site more = hides ? with_leave(a, s) : *s;
	struct csv *csv;
	int before;

	TRY(csv_open(a, in, &csv, e));
	*codes = csv_column(csv, "date") < 0 && roster_is_wide(csv);
	TRY(roster_read(a, &more, base->first_day, base->days, in, r, e));
	before = e->errors;
	if (hides)
		unveil(base, r, s->n_absence_types, e);
	return e->errors > before ? RC_DATA : RC_OK;
}

/* A code does not say where breaks are: the base knows. */
static void keep_breaks(const struct cell *base, struct cell *c)
{
	if (c->kind != base->kind)
		return;
	if (c->kind == CELL_ABSENT && c->absence != base->absence)
		return;
	if (c->kind == CELL_DUTY) {
		if (c->duty.shift != base->duty.shift ||
		    c->duty.start != base->duty.start ||
		    c->duty.paid != base->duty.paid)
			return;
		c->duty = base->duty;
	}
	c->locked |= base->locked;
}

/* Days of which the file says nothing stay; returns their number. */
static int keep_unsaid(const struct roster *base, struct roster *r, bool codes)
{
	int unsaid = 0;

	for (int k = 0; k < r->agents * r->days; k++) {
		if (r->cells[k].kind != CELL_NONE) {
			if (codes)
				keep_breaks(&base->cells[k], &r->cells[k]);
			continue;
		}
		unsaid += base->cells[k].kind != CELL_NONE;
		r->cells[k] = base->cells[k];
	}
	return unsaid;
}

static bool says_nothing(const struct roster *r)
{
	for (int k = 0; k < r->agents * r->days; k++)
		if (r->cells[k].kind != CELL_NONE)
			return false;
	return true;
}

/* A roster of another week would be the same as any: it is refused. */
static enum rc check_days(const struct roster *r, struct place at,
			  struct err *e)
{
	char first[11], last[11];

	if (!says_nothing(r))
		return RC_OK;
	return fail_at(e, at, RC_DATA,
		       _("it holds no day of the period, %s to %s"),
		       date_format(r->first_day, first),
		       date_format(r->first_day + r->days - 1, last));
}

enum rc roster_file_read(struct arena *a, const struct site *s,
			 const char *path, const struct roster *base,
			 struct roster *r, struct err *e)
{
	struct place at = { .file = path };
	struct input in;
	bool codes = true;
	int unsaid;

	TRY(input_read(a, path, &in, e));
	TRY(package_is_readable(&in, e));
	if (package_is_zip(&in)) {
		/* It has kept what its codes and day sheets leave alone. */
		codes = false;
		TRY(roster_workbook_read(a, s, path, base, r, e));
	} else {
		TRY(read_csv(a, s, &in, base, r, &codes, e));
	}
	TRY(check_days(r, at, e));
	unsaid = keep_unsaid(base, r, codes);
	if (unsaid)
		warn_at(e, at,
			ngettext("%d day is not in it and stays as it was",
				 "%d days are not in it and stay as they were",
				 (unsigned long)unsaid),
			unsaid);
	return RC_OK;
}
