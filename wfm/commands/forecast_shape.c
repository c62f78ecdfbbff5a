#include "commands/forecast_shape.h"

#include <math.h>

#include "base/date.h"
#include "commands/print.h"
#include "formats/i18n.h"
#include "formats/say.h"
#include "formats/terminal.h"
#include "maths/adjust.h"

enum { MOST_BARS = 42 };

/* --- bars --- */

struct shape {
	const struct workload *w;
	int step, n;	     /* days of a bar, bars; the last may be shorter */
	const char **labels; /* [lines] queues, then all */
	double *bars;	     /* [lines * n] */
	int lines, wide;     /* columns of the longest label */
};

static void add_queue(struct shape *s, int q)
{
	const struct grid *g = &s->w->grid;
	double *own = s->bars + q * s->n, *all = s->bars + s->w->queues * s->n;

	for (int d = 0; d < s->n * s->step; d++)
		for (int t = g->day_begin[d]; t < g->day_begin[d + 1]; t++) {
			own[d / s->step] += s->w->calls[q * g->n + t];
			all[d / s->step] += s->w->calls[q * g->n + t];
		}
}

static struct shape shape_of(const struct pipeline *p)
{
	struct arena *a = p->session->arena;
	const struct workload *w = &p->forecast.ahead;
	int days = p->w.days, queues = w->queues;
	int step = days <= MOST_BARS ? 1 : 7;
	struct shape s = { .w = w, .step = step, .n = days / step };

	s.lines = queues > 1 ? queues + 1 : queues;
	s.bars = arena_new(a, double, (queues + 1) * s.n);
	s.labels = arena_new(a, const char *, queues + 1);
	for (int q = 0; q < queues; q++) {
		s.labels[q] = p->w.site.queues[q].id;
		add_queue(&s, q);
	}
	s.labels[queues] = _("all");
	for (int k = 0; k < s.lines; k++) {
		int columns = text_width(s.labels[k]);
		s.wide = columns > s.wide ? columns : s.wide;
	}
	return s;
}

static void add_line(struct text *out, struct arena *a, const struct shape *s,
		     int line, struct terminal_style style)
{
	const double *bars = s->bars + line * s->n;
	double low = INFINITY, high = 0;

	for (int k = 0; k < s->n; k++) {
		high = fmax(high, bars[k]);
		low = fmin(low, bars[k]);
	}
	text_add(out, s->labels[line]);
	for (int k = text_width(s->labels[line]); k < s->wide + 2; k++)
		text_add_char(out, ' ');
	terminal_sparkline(out, bars, s->n, high, style);
	text_add(out,
		 arena_printf(a, _("  %s to %s %s\n"), say_number(a, low, 0),
			      say_number(a, high, 0),
			      s->step == 1 ? _("a day") : _("a week")));
}

void forecast_shape_print(const struct pipeline *p)
{
	struct arena *a = p->session->arena;
	struct shape s = shape_of(p);
	struct text out = text_new(a);

	text_add(&out, say_period(a, p->w.first_day, s.n * s.step));
	text_add(&out, s.step == 1 ? _(", contacts by day\n")
				   : _(", contacts by week\n"));
	for (int k = 0; k < s.lines; k++)
		add_line(&out, a, &s, k,
			 (struct terminal_style){ .utf8 = !p->options.ascii });
	fwrite(out.data, 1, out.len, p->session->out);
}

/* --- corrections --- */

static const char *what(struct arena *a, const struct adjustment *x)
{
	struct text t = text_new(a);

	if (!isnan(x->calls_total))
		text_add(&t, arena_printf(a, _("total %s"),
					  say_number(a, x->calls_total, 0)));
	else if (x->calls_factor != 1)
		text_add(&t, arena_printf(a, _("%+.4g %%"),
					  100 * (x->calls_factor - 1)));
	if (x->aht_factor != 1)
		text_add(&t,
			 arena_printf(a, _("%sAHT %+.4g %%"), t.len ? ", " : "",
				      100 * (x->aht_factor - 1)));
	return t.len ? t.data : _("nothing");
}

static const char *or_none(const char *s)
{
	return s && *s ? s : NULL;
}

struct table forecast_correction_table(const struct pipeline *p)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "days", N_("corrected by hand"), NULL, TABLE_TEXT, 0 },
		{ "change", N_("change"), NULL, TABLE_TEXT, 0 },
		{ "before", N_("from"), NULL, TABLE_NUMBER, 0 },
		{ "after", N_("to"), NULL, TABLE_NUMBER, 0 },
		{ "by", N_("by"), NULL, TABLE_TEXT, 0 },
		{ "why", N_("why"), NULL, TABLE_TEXT, 0 },
	};
	struct arena *a = p->session->arena;
	struct table t = table_new(a, "corrections", columns, 7);

	for (int i = 0; i < p->forecast.n_adjusted; i++) {
		const struct adjusted *x = &p->forecast.adjusted[i];
		const struct adjustment *by = x->by;

		table_text(&t, by->queue < 0 ? _("all")
					     : p->w.site.queues[by->queue].id);
		table_text(&t, say_period(a, by->from, by->until - by->from));
		table_text(&t, what(a, by));
		table_number(&t, x->before);
		table_number(&t, x->after);
		table_text(&t, or_none(by->by));
		table_text(&t, or_none(by->why));
	}
	return t;
}
