/*
 * requirement.csv: row,start,required_net,required_gross,plain,binding,curve.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "formats/cells.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"

enum { POOLS = 32 };

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

static void write_rows(struct text *out, const struct grid *g,
		       const struct requirement_row *rows, int n)
{
	char start[33];

	for (int k = 0; k < n; k++)
		for (int t = 0; t < g->n; t++) {
			const struct requirement_row *row = &rows[k];
			struct text curve = text_new(out->arena);

			if (is_blank(row, t))
				continue;
			csv_write(out, row->name, false);
			csv_write(out,
				  zone_format(g->zone, grid_time(g, t), start),
				  false);
			csv_write_number(out, row->net[t], false);
			csv_write_number(out, row->gross[t], false);
			csv_write_number(out, row->plain[t], false);
			csv_write(out, row->binding[t], false);
			write_curve(&curve, &row->curve[t]);
			csv_write(out, curve.data, true);
		}
}

void requirement_write(struct text *out, const struct requirement *r)
{
	csv_write_names(out, columns, COLUMNS);
	write_rows(out, &r->grid, r->rows, r->n_rows);
	write_rows(out, &r->grid, r->pools, r->n_pools);
}

struct reader {
	struct arena *a;
	const struct site *s;
	struct requirement *r;
	const char **queues;
	int *line; /* [n_rows * grid.n] */
	int *pool_line;
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

/* The queues of "sales+support"; 0 when one is not known. */
static uint64_t set_of(const struct reader *r, const char *name)
{
	uint64_t set = 0;

	for (const char *from = name; from; from = strchr(from, '+')) {
		from += *from == '+';
		const char *id = arena_strndup(r->a, from, strcspn(from, "+"));
		int q = site_queue(r->s, id);
		if (q < 0)
			return 0;
		set |= (uint64_t)1 << q;
	}
	return set;
}

/* A pool's row by its name, a new one when it is the first of it. */
static struct requirement_row *pool_of(struct reader *r, const char *name,
				       int **lines)
{
	struct requirement *req = r->r;
	int k = 0, n = req->grid.n;
	uint64_t set = set_of(r, name);

	if (!set)
		return NULL;
	while (k < req->n_pools && strcmp(req->pools[k].name, name))
		k++;
	if (k == POOLS)
		return NULL;
	if (k == req->n_pools) {
		req->pools[k] = *requirement_new(r->a, req->grid, 1).rows;
		req->pools[k].name = arena_strdup(r->a, name);
		req->pools[k].queues = set;
		req->n_pools++;
	}
	*lines = r->pool_line + k * n;
	return &req->pools[k];
}

/* The row that a line is of, and the lines of its intervals. */
static struct requirement_row *row_of(struct reader *r, const struct csv *csv,
				      int **lines)
{
	const char *name = csv_field(csv, r->column[ROW]);
	struct requirement_row *pool =
		strchr(name, '+') ? pool_of(r, name, lines) : NULL;
	int k;

	if (pool)
		return pool;
	if (!cell_key(csv, r->column[ROW], "row", r->queues, r->s->n_queues, &k,
		      r->e))
		return NULL;
	*lines = r->line + k * r->r->grid.n;
	return &r->r->rows[k];
}

static void read_row(struct reader *r, const struct csv *csv)
{
	const struct grid *g = &r->r->grid;
	int64_t utc;
	int *lines;
	struct requirement_row *row = row_of(r, csv, &lines);

	if (!cell_instant(csv, r->column[START], "start", g->zone, &utc,
			  r->e) ||
	    !row)
		return;
	int t = grid_index(g, utc);
	if (t < 0 || t >= g->n)
		return;
	if (grid_time(g, t) != utc || lines[t]) {
		(void)fail_at(r->e, csv_place(csv, r->column[START]), RC_DATA,
			      lines[t] ? _("start: the interval is given twice")
				       : _("start: not at an interval of the "
					   "site"));
		return;
	}
	lines[t] = csv_line(csv);
	read_values(r, csv, row, t);
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
	reader.pool_line = arena_new(a, int, POOLS *grid.n);
	r->pools = arena_new(a, struct requirement_row, POOLS);
	csv_reuse(csv);
	while (csv_next(csv, e))
		read_row(&reader, csv);
	return e->errors > before ? RC_DATA : RC_OK;
}
