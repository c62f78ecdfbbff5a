#include "maths/changes.h"

static const struct cell *kept_cell(const struct period *p, int agent, int day)
{
	return p->kept ? roster_cell(p->kept->roster, agent, day) : NULL;
}

static bool is_choice(const struct cell *c)
{
	return c && (c->kind == CELL_DUTY || c->kind == CELL_OFF);
}

static bool same_duty(const struct duty *a, const struct duty *b)
{
	return a->shift == b->shift && a->start == b->start && a->end == b->end;
}

/* The next break from segment i on, NULL after the last. */
static const struct segment *next_break(const struct duty *d, int *i)
{
	while (*i < d->n && d->segments[*i].kind != SEGMENT_BREAK)
		++*i;
	return *i < d->n ? &d->segments[(*i)++] : NULL;
}

static bool same_breaks(const struct duty *a, const struct duty *b)
{
	const struct segment *x, *y;
	int i = 0, k = 0;

	do {
		x = next_break(a, &i);
		y = next_break(b, &k);
	} while (x && y && x->what == y->what && x->start == y->start &&
		 x->end == y->end);
	return !x && !y;
}

double changes_of_day(const struct period *p, int agent, int day,
		      const struct cell *cell)
{
	const struct cell *kept = kept_cell(p, agent, day);

	if (!is_choice(kept) || !is_choice(cell))
		return 0;
	if (kept->kind == cell->kind &&
	    (cell->kind == CELL_OFF || same_duty(&kept->duty, &cell->duty)))
		return 0;
	const struct change_terms *terms = &p->site->changes;
	return (day - p->kept->from) * 1440 < terms->notice ? terms->late_price
							    : terms->price;
}

double changes_of_breaks(const struct period *p, int agent, int day,
			 const struct cell *cell)
{
	const struct duty *kept = changes_kept_duty(p, agent, day);

	if (!kept || cell->kind != CELL_DUTY || !same_duty(kept, &cell->duty) ||
	    same_breaks(kept, &cell->duty))
		return 0;
	return p->site->changes.breaks_price;
}

const struct duty *changes_kept_duty(const struct period *p, int agent, int day)
{
	const struct cell *kept = kept_cell(p, agent, day);

	return kept && kept->kind == CELL_DUTY ? &kept->duty : NULL;
}
