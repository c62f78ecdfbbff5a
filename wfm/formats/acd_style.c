/*
 * What all rows of a file together allow: one pass over its dates, numbers
 * and times, each of which leaves the readings that it permits.
 */
#include "formats/acd_layout.h"

#include "formats/acd_time.h"
#include "formats/acd_value.h"
#include "formats/csv.h"
#include "formats/i18n.h"

/* Readings left, and where one was lost last. */
struct proof {
	unsigned left;
	bool matters; /* some text means something else in another reading */
	int line[8];  /* by reading: the line that excluded it */
};

static void exclude(struct proof *p, unsigned allowed, int line)
{
	if (!allowed)
		return; /* a bad field proves nothing */
	for (unsigned r = 1; r < 8; r *= 2)
		if ((p->left & r) && !(allowed & r))
			p->line[r] = line;
	p->left &= allowed;
}

/* Do the readings in set give different days? */
static bool dates_differ(const char *s, unsigned set)
{
	int day, first = 0;
	bool any = false;

	for (unsigned r = ACD_YMD; r <= ACD_MDY; r *= 2) {
		struct acd_stamp stamp;

		if (!(set & r))
			continue;
		if (acd_stamp(s, r, &stamp))
			day = stamp.day;
		else if (!acd_date(s, r, &day))
			continue;
		if (any && day != first)
			return true;
		first = day;
		any = true;
	}
	return false;
}

static void see_date(struct proof *p, const char *s, int line)
{
	unsigned set = acd_date_readings(s) | acd_stamp_readings(s);

	exclude(p, set, line);
	if (!p->matters)
		p->matters = dates_differ(s, set);
}

static void see_number(struct proof *p, const char *s, int line)
{
	double point, comma;
	bool whole;

	if (acd_is_simple(s, &whole) && (whole || p->left == ACD_POINT))
		return; /* says nothing, or nothing new */
	unsigned set = acd_number_readings(s);
	exclude(p, set, line);
	if (set == ACD_MARKS && acd_number(s, ACD_POINT, &point) &&
	    acd_number(s, ACD_COMMA, &comma) && point != comma)
		p->matters = true;
}

/* Whole numbers as times: 8 is 8:00 when none is above 24 and some could not
 * begin an interval as minutes after midnight. */
struct clocks {
	int most;
	bool odd;
};

static void see_clock(struct clocks *c, const char *s)
{
	int x = acd_clock_number(s);

	if (x > c->most)
		c->most = x;
	c->odd = c->odd || (x > 0 && x % 5 != 0);
}

struct proofs {
	struct proof dates, marks;
	struct clocks clocks;
	struct acd_same_day day; /* of a start that was seen already */
};

static void see_field(struct proofs *p, enum acd_role role, const char *s,
		      int line)
{
	if (acd_missing(s))
		return;
	if (role == ACD_DATE || role == ACD_START)
		see_date(&p->dates, s, line);
	if (role == ACD_TIME || role == ACD_START)
		see_clock(&p->clocks, s);
	if (acd_role_is_count(role) ||
	    (acd_role_is_duration(role) && !acd_is_clocklike(s)))
		see_number(&p->marks, s, line);
}

/* A start with the day of the row before and a plain clock is nothing new. */
static bool see_start(struct proofs *p, const char *s, int line)
{
	struct acd_stamp unused;

	if (acd_stamp_again(&p->day, s, &unused))
		return true;
	see_field(p, ACD_START, s, line);
	if (!acd_stamp_readings(s))
		return false;
	acd_day_learn(&p->day, s, 0);
	return true;
}

/* Where the start tells the day, a column with the date proves nothing. */
static void see_row(struct proofs *p, const struct acd_layout *l,
		    const struct csv *csv)
{
	bool dated = false;

	for (int i = 0; i < l->n_use; i++)
		if (l->use[i].role == ACD_START)
			dated = see_start(p, csv_field(csv, l->use[i].at),
					  csv_line(csv));
	for (int i = 0; i < l->n_use; i++)
		if (l->use[i].role != ACD_START &&
		    (!dated || l->use[i].role != ACD_DATE))
			see_field(p, l->use[i].role,
				  csv_field(csv, l->use[i].at), csv_line(csv));
}

static const char *date_key(unsigned reading)
{
	return reading == ACD_YMD ? "ymd" : reading == ACD_DMY ? "dmy" : "mdy";
}

/* The one reading that is left or declared. */
static enum rc conclude_dates(const struct proof *p, unsigned declared,
			      const struct input *in, unsigned *reading,
			      struct err *e)
{
	struct place at = { .file = in->path };

	*reading = declared ? declared : p->left & -p->left;
	if (declared)
		return RC_OK;
	if (p->left == 0) {
		at.line = p->line[ACD_DMY] > p->line[ACD_MDY]
				  ? p->line[ACD_DMY]
				  : p->line[ACD_MDY];
		return fail_at(e, at, RC_DATA,
			       _("dates contradict each other: no one order "
				 "of day, month and year fits this line and "
				 "those before it; --dates dmy, mdy or ymd "
				 "says which holds"));
	}
	if (p->left == *reading || !p->matters)
		return RC_OK;
	return fail_at(e, at, RC_DATA,
		       _("dates can be read as %s and as %s; --dates says "
			 "which"),
		       date_key(*reading),
		       date_key((p->left ^ *reading) & -(p->left ^ *reading)));
}

/* Who writes decimal commas does not put commas between fields. */
static enum rc conclude_mark(const struct proof *p, unsigned declared,
			     const struct acd_layout *l, const struct input *in,
			     unsigned *reading, struct err *e)
{
	struct place at = { .file = in->path };

	*reading = declared		  ? declared
		   : p->left == ACD_COMMA ? ACD_COMMA
					  : ACD_POINT;
	if (declared)
		return RC_OK;
	if (p->left == 0) {
		at.line = p->line[ACD_POINT] > p->line[ACD_COMMA]
				  ? p->line[ACD_POINT]
				  : p->line[ACD_COMMA];
		return fail_at(e, at, RC_DATA,
			       _("numbers contradict each other: this line "
				 "and one before it have different decimal "
				 "marks; --decimal . or , says which holds"));
	}
	if (p->left != ACD_MARKS || !p->matters || l->delimiter == ',')
		return RC_OK;
	return fail_at(e, at, RC_DATA,
		       _("numbers such as 1.234 can have a decimal point or "
			 "thousands; --decimal . or , says which"));
}

enum rc acd_style_prove(struct arena *a, const struct input *in,
			const struct acd_layout *layout,
			const struct acd_options *o, struct acd_style *style,
			struct err *e)
{
	struct proofs p = { .dates.left = ACD_DATES, .marks.left = ACD_MARKS };
	struct csv *csv;
	int before = e->errors;

	*style = (struct acd_style){ 0 };
	TRY(csv_open_rows(a, in, layout->delimiter, &csv, e));
	csv_reuse(csv);
	for (int i = 0; csv_next(csv, e); i++) {
		if (i < layout->skip)
			continue;
		see_row(&p, layout, csv);
		style->rows++;
	}
	if (layout->date)
		see_date(&p.dates, layout->date, layout->line);
	if (e->errors > before)
		return RC_DATA;
	style->hours = p.clocks.odd && p.clocks.most <= 24;
	enum rc dates =
		conclude_dates(&p.dates, o->dates, in, &style->dates, e);
	enum rc mark =
		conclude_mark(&p.marks, o->mark, layout, in, &style->mark, e);
	return dates ? dates : mark;
}
