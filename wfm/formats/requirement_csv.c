/*
 * requirement.csv: row,start,required_net,required_gross,plain,binding,curve.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "formats/cells.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"

enum { ROW, START, NET, GROSS, PLAIN, BINDING, CURVE, COLUMNS };
static const char *const columns[COLUMNS] = { "row",	      "start",
					      "required_net", "required_gross",
					      "plain",	      "binding",
					      "curve" };

static void write_curve(struct text *out, const struct curve *c)
{
	text_add_number(out, c->under);
	text_addf(out, ";%d;", c->first);
	for (int k = 0; k < c->n; k++) {
		if (k)
			text_add_char(out, ' ');
		text_add_number(out, c->worth[k]);
	}
	text_add_char(out, ';');
	text_add_number(out, c->over);
}

/* Closed: nothing needed, and nobody worth anything. */
static bool is_blank(const struct requirement_row *row, int t)
{
	return row->net[t] == 0 && row->gross[t] == 0 && row->plain[t] == 0 &&
	       row->curve[t].over == 0 && row->binding[t][0] == '\0';
}

void requirement_write(struct text *out, const struct requirement *r)
{
	char start[33];

	for (int c = 0; c < COLUMNS; c++)
		csv_write(out, columns[c], c == COLUMNS - 1);
	for (int k = 0; k < r->n_rows; k++)
		for (int t = 0; t < r->grid.n; t++) {
			const struct requirement_row *row = &r->rows[k];
			struct text curve = text_new(out->arena);

			if (is_blank(row, t))
				continue;
			csv_write(out, row->name, false);
			csv_write(out,
				  zone_format(r->grid.zone,
					      grid_time(&r->grid, t), start),
				  false);
			csv_write_number(out, row->net[t], false);
			csv_write_number(out, row->gross[t], false);
			csv_write_number(out, row->plain[t], false);
			csv_write(out, row->binding[t], false);
			write_curve(&curve, &row->curve[t]);
			csv_write(out, curve.data, true);
		}
}

struct reader {
	struct arena *a;
	const struct site *s;
	struct requirement *r;
	const char **queues;
	int *line;
	int column[COLUMNS];
	struct err *e;
};

/* One number of the curve, up to a stop character, moving *s on. */
static bool take(const char **s, char stop, double *x)
{
	char *end;

	*x = strtod(*s, &end);
	if (end == *s || !isfinite(*x))
		return false;
	*s = end;
	if (**s != stop)
		return false;
	*s += stop != '\0';
	return true;
}

static bool read_worths(struct arena *a, const char **s, struct curve *c)
{
	int n = 0;

	for (const char *p = *s; *p && *p != ';'; p++)
		n += p == *s || *p == ' ';
	double *worth = arena_new(a, double, n);
	for (int k = 0; k < n; k++)
		if (!take(s, k < n - 1 ? ' ' : ';', &worth[k]))
			return false;
	if (!n && *(*s)++ != ';')
		return false;
	c->worth = worth;
	c->n = n;
	return true;
}

/* Non-increasing worths: the curve is convex. */
static bool is_convex(const struct curve *c)
{
	double before = c->under;

	for (int k = 0; k < c->n; k++) {
		if (c->worth[k] > before + 1e-9)
			return false;
		before = c->worth[k];
	}
	return c->under >= 0 && c->over >= 0 && -c->over <= before + 1e-9;
}

static bool parse_curve(struct arena *a, const char *s, struct curve *c)
{
	double first;

	if (!take(&s, ';', &c->under) || !take(&s, ';', &first) || first < 0 ||
	    first > 1e7 || first != floor(first))
		return false;
	c->first = (int)first;
	return read_worths(a, &s, c) && take(&s, '\0', &c->over) &&
	       is_convex(c);
}

static void read_values(struct reader *r, const struct csv *csv,
			struct requirement_row *row, int t)
{
	double net = 0, gross = 0, plain = 0;
	struct curve curve = { 0 };
	bool good = cell_number(csv, r->column[NET], columns[NET], 0, 1e7,
				false, &net, r->e);

	good &= cell_number(csv, r->column[GROSS], columns[GROSS], 0, 1e7,
			    false, &gross, r->e);
	good &= cell_number(csv, r->column[PLAIN], columns[PLAIN], 0, 1e7, true,
			    &plain, r->e);
	if (!parse_curve(r->a, csv_field(csv, r->column[CURVE]), &curve)) {
		(void)fail_at(r->e, csv_place(csv, r->column[CURVE]), RC_DATA,
			      _("curve: \"%s\" is not "
				"under;first;worths;over with falling "
				"worths"),
			      text_quote(r->e->arena,
					 csv_field(csv, r->column[CURVE])));
		good = false;
	}
	if (!good)
		return;
	row->net[t] = net;
	row->gross[t] = gross;
	row->plain[t] = isnan(plain) ? net : plain;
	row->curve[t] = curve;
	row->binding[t] =
		arena_strdup(r->a, csv_field(csv, r->column[BINDING]));
}

static void read_row(struct reader *r, const struct csv *csv)
{
	const struct grid *g = &r->r->grid;
	int64_t utc;
	int k;
	bool good = cell_key(csv, r->column[ROW], "row", r->queues,
			     r->s->n_queues, &k, r->e);

	good &= cell_instant(csv, r->column[START], "start", g->zone, &utc,
			     r->e);
	if (!good)
		return;
	int t = grid_index(g, utc);
	if (t < 0 || t >= g->n)
		return;
	if (grid_time(g, t) != utc || r->line[k * g->n + t]) {
		(void)fail_at(r->e, csv_place(csv, r->column[START]), RC_DATA,
			      r->line[k * g->n + t]
				      ? _("start: the interval is given twice")
				      : _("start: not at an interval of the "
					  "site"));
		return;
	}
	r->line[k * g->n + t] = csv_line(csv);
	read_values(r, csv, &r->r->rows[k], t);
}

enum rc requirement_read(struct arena *a, const struct site *s,
			 struct grid grid, const struct input *in,
			 struct requirement *r, struct err *e)
{
	struct reader reader = { .a = a, .s = s, .r = r, .e = e };
	int before = e->errors;
	struct csv *csv;

	TRY(csv_open(a, in, &csv, e));
	TRY(csv_schema(csv, columns, COLUMNS, COLUMNS, reader.column, e));
	*r = requirement_new(a, grid, s->n_queues);
	for (int q = 0; q < s->n_queues; q++) {
		r->rows[q].name = s->queues[q].id;
		r->rows[q].queue = q;
		r->rows[q].queues = (uint64_t)1 << q;
	}
	reader.queues = cells_queues(a, s);
	reader.line = arena_new(a, int, r->n_rows *grid.n);
	csv_reuse(csv);
	while (csv_next(csv, e))
		read_row(&reader, csv);
	return e->errors > before ? RC_DATA : RC_OK;
}
