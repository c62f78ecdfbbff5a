#include "optimise/compact_state.h"

#include <math.h>

#include "base/date.h"
#include "maths/fairness.h"
#include "optimise/heads.h"

/* ---- heads of cover.csv ---- */

static void add_heads(struct writing *w, const struct heads *h, int row,
		      int into)
{
	const struct plan *p = w->plan;
	int d = heads_row(h, row).day;

	for (int i = 0; i < p->n_workers; i++) {
		const struct menu *m = &p->workers[i].menu[d];
		const int *x = writing_day(w, i, d);
		for (int k = 0; k < m->n; k++)
			if (heads_counts(h, row, i,
					 plan_option(p, &m->list[k])))
				writing_term(w, into, x[k], 1);
	}
}

static void write_heads(struct writing *w, const struct heads *h, int row)
{
	struct heads_row r = heads_row(h, row);
	int want = writing_row(w, r.want, r.want);

	add_heads(w, h, row, want);
	writing_term(w, want, writing_column(w, r.under, HUGE_VAL, NULL), 1);
	writing_term(w, want, writing_column(w, r.over, HUGE_VAL, NULL), -1);
	if (r.min > 0 || r.max < RULE_NO_MAX)
		add_heads(w, h, row,
			  writing_row(w, r.min,
				      r.max < RULE_NO_MAX ? r.max : HUGE_VAL));
}

/* ---- fairness ---- */

static bool is_load(const struct plan *p, enum load kind,
		    const struct choice *c)
{
	const struct option *o = plan_option(p, c);
	int day = p->period->first_day + o->day;

	switch (kind) {
	case LOAD_NIGHTS: return o->night;
	case LOAD_UNPOPULAR: return o->unpopular;
	case LOAD_REFUSED: return c->refused;
	case LOAD_HOLIDAYS:
		return site_day_kind(p->period->site, day) & DAYS_HOLIDAY;
	case LOAD_WEEKENDS:
	case LOAD_KINDS: break;
	}
	return false;
}

static bool is_weekend(const struct plan *p, int d)
{
	return d >= 0 && d < p->days &&
	       (p->period->site->weekend >>
			date_weekday(p->period->first_day + d) &
		1);
}

/* One for each weekend with a duty. */
static void add_weekends(struct writing *w, int worker, int into)
{
	for (int d = 0; d < w->plan->days; d++) {
		if (!is_weekend(w->plan, d) || is_weekend(w->plan, d - 1))
			continue;
		int worked = writing_column(w, 0, 1, NULL);
		int any = writing_row(w, 0, HUGE_VAL);
		writing_term(w, any, worked, -1);
		for (int e = d; is_weekend(w->plan, e); e++) {
			int row = writing_row(w, -HUGE_VAL, 0);
			writing_term(w, row, worked, -1);
			writing_add_day(w, row, worker, e, 1);
			writing_add_day(w, any, worker, e, 1);
		}
		writing_term(w, into, worked, 1);
	}
}

static void add_loads(struct writing *w, int worker, enum load kind, int into)
{
	const struct plan *p = w->plan;

	if (kind == LOAD_WEEKENDS) {
		add_weekends(w, worker, into);
		return;
	}
	for (int d = 0; d < p->days; d++) {
		const struct menu *m = &p->workers[worker].menu[d];
		const int *x = writing_day(w, worker, d);
		bool off = kind == LOAD_REFUSED && m->may_off && m->off_refused;
		if (off) { /* less by each duty */
			w->lower[into]--;
			w->upper[into]--;
		}
		for (int k = 0; k < m->n; k++)
			writing_term(w, into, x[k],
				     is_load(p, kind, &m->list[k]) - off);
	}
}

/* Distances from a common number, which is free. */
static void write_spread(struct writing *w, int group, enum load kind)
{
	const struct plan *p = w->plan;
	double price = fairness_price(p->period->site, kind);
	int middle = writing_column(w, 0, HUGE_VAL, NULL);

	w->columns[middle].lower = -HUGE_VAL;
	for (int i = 0; i < p->n_workers; i++) {
		if (fairness_group(p->period, i) != group)
			continue;
		double balance = fairness_balance(p->period, i, kind);
		int row = writing_row(w, -balance, -balance);
		add_loads(w, i, kind, row);
		writing_term(w, row, middle, -1);
		writing_term(w, row, writing_column(w, price, HUGE_VAL, NULL),
			     1);
		writing_term(w, row, writing_column(w, price, HUGE_VAL, NULL),
			     -1);
	}
}

void compact_room(struct writing *w)
{
	const struct site *site = w->plan->period->site;
	const struct heads *h = heads_new(w->work, w->plan);

	for (int row = 0; h && row < heads_rows(h); row++)
		write_heads(w, h, row);
	if (h && !heads_only_shifts(h))
		writing_leave_out(w, "seats, and lines of cover.csv with a "
				     "window");
	for (int g = 0; g < site->n_contracts; g++)
		for (int k = 0; k < LOAD_KINDS; k++)
			if (fairness_price(site, (enum load)k) > 0)
				write_spread(w, g, (enum load)k);
}
