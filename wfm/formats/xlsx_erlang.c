#include "formats/xlsx_erlang.h"

#include <math.h>

#include "maths/erlang.h"

enum { FIRST_STEP = -200, LAST_STEP = 40 };

void xlsx_erlang_steps(struct arena *a, struct book *b, struct book_sheet *s,
		       int row, int column)
{
	struct book_range r = { row, column, row + LAST_STEP - FIRST_STEP,
				column };

	(void)a;
	for (int k = FIRST_STEP; k <= LAST_STEP; k++)
		book_number(s, row + k - FIRST_STEP, column, BOOK_COUNT, k);
	book_define(b, "ErlangSteps", s, r);
}

static const char *cell_of(struct arena *a, const struct book_sheet *s, int row,
			   int column)
{
	return arena_printf(a, "%s!%s", book_quoted(s),
			    book_fixed(a, row, column));
}

/* --- the chance to wait --- */

/* Where the hill has its top: 0 of 2 - A t + (N - 1) t / (1 + t). */
static double top(double a, double n)
{
	double x = n + 1 - a;

	return n > a && a > 0 ? (x + sqrt(x * x + 8 * a)) / (2 * a) : 0;
}

/* A quarter of its width there. */
static double step(double a, double n, double t)
{
	if (!(t > 0))
		return 0;
	return 0.25 / sqrt(a * t - (n - 1) * t / ((1 + t) * (1 + t)));
}

static double chance(double a, double n)
{
	return a > 0 ? n > a ? erlang_c(n, a) : 1 : 0;
}

const char *xlsx_erlang_c(struct arena *a, struct book_sheet *s, int row,
			  int column, const struct xlsx_erlang *q,
			  const char *n, double value)
{
	const char *t = book_fixed(a, row, column);
	const char *h = book_fixed(a, row, column + 1);
	const char *load = q->load;
	double at = top(q->a, value);

	book_formula(s, row, column, BOOK_HOURS,
		     arena_printf(a,
				  "IF(AND(%s>%s,%s>0),(%s+1-%s+SQRT((%s+1-%s)*"
				  "(%s+1-%s)+8*%s))/(2*%s),0)",
				  n, load, load, n, load, n, load, n, load,
				  load, load),
		     at);
	book_formula(s, row, column + 1, BOOK_HOURS,
		     arena_printf(a,
				  "IF(%s>0,0.25/SQRT(%s*%s-(%s-1)*%s/((1+%s)*"
				  "(1+%s))),0)",
				  t, load, t, n, t, t, t),
		     step(q->a, value, at));
	book_formula(
		s, row, column + 2, BOOK_HOURS,
		arena_printf(
			a,
			"IF(%s<=0,0,IF(%s<=%s,1,MIN(1,EXP(%s*%s-(%s-1)*"
			"LN(1+%s)-2*LN(%s)-LN(%s)-LN(%s)-LN(SUMPRODUCT("
			"EXP(2*%s*ErlangSteps-%s*%s*(EXP(%s*ErlangSteps)-1)+"
			"(%s-1)*LN((1+%s*EXP(%s*ErlangSteps))/(1+%s)))))))))",
			load, n, load, load, t, n, t, t, load, h, h, load, t, h,
			n, t, h, t),
		chance(q->a, value));
	return cell_of(a, s, row, column + 2);
}

/* --- the service level --- */

const char *xlsx_erlang_level(struct arena *a, const struct xlsx_erlang *q,
			      const char *n, const char *c)
{
	return arena_printf(
		a, "IF(%s<=0,1,IF(%s<=%s,0,1-%s*EXP(-(%s-%s)*%s/%s)))", q->load,
		n, q->load, c, n, q->load, q->within, q->aht);
}

double xlsx_erlang_level_value(const struct xlsx_erlang *q, double n)
{
	if (!(q->a > 0))
		return 1;
	if (n <= q->a)
		return 0;
	return 1 - erlang_c(n, q->a) * exp(-(n - q->a) * q->wait / q->t);
}

/* --- how many --- */

/*
 * From as many people as the load, who are too few, up by 2^14, 2^13, ... as
 * long as that is still too few; one more is enough.
 */
const char *xlsx_erlang_need(struct arena *a, struct book_sheet *s, int row,
			     int column, const struct xlsx_erlang *q,
			     double *value)
{
	const char *least = cell_of(a, s, row, column);
	double n = floor(q->a);

	book_formula(s, row, column++, BOOK_COUNT,
		     arena_printf(a, "INT(%s)", q->load), n);
	for (int k = XLSX_ERLANG_STEPS - 1; k >= 0; k--) {
		int stride = 1 << k;
		const char *more = cell_of(a, s, row, column), *c;
		double tried = n + stride;

		book_formula(s, row, column, BOOK_COUNT,
			     arena_printf(a, "%s+%d", least, stride), tried);
		c = xlsx_erlang_c(a, s, row, column + 1, q, more, tried);
		n = xlsx_erlang_level_value(q, tried) < q->goal ? tried : n;
		book_formula(s, row, column + 4, BOOK_COUNT,
			     arena_printf(a, "IF(%s<%s,%s,%s)",
					  xlsx_erlang_level(a, q, more, c),
					  q->share, more, least),
			     n);
		least = cell_of(a, s, row, column + 4);
		column += 5;
	}
	*value = q->a > 0 ? n + 1 : 0;
	book_formula(s, row, column, BOOK_COUNT,
		     arena_printf(a, "IF(%s>0,%s+1,0)", q->load, least),
		     *value);
	return cell_of(a, s, row, column);
}
