#include "optimise/heads.h"

#include <math.h>
#include <string.h>

#include "base/date.h"

struct row {
	int day;	    /* of the period */
	int want, min, max; /* min 0, max RULE_NO_MAX: not hard */
	double under, over;
	shift_set shifts;    /* 0: by window */
	struct piece window; /* ticks */
	const bool *skilled; /* [n_workers] */
	int *count;	     /* [1] or [window] */
	const int *stands;   /* the same, of those who cannot be moved */
	int n;		     /* of count */
	double hours;	     /* of one of count: 1 or a tick's */
};

struct heads {
	const struct plan *plan;
	struct row *rows; /* [n] those over shifts first */
	int n, room, n_shift_rows;
	int *by_day;	/* [n_shift_rows] rows over shifts, by day */
	int *day_begin; /* [days + 1] in by_day */
	double cost, penalty;
};

/* ---- making ---- */

static bool holds(const struct plan *p, const struct cover *line, int day)
{
	return (line->from == DATE_NONE || line->from <= day) &&
	       (line->until == DATE_NONE || day < line->until) &&
	       (line->days & site_day_kind(p->period->site, day));
}

static bool *skilled_on(struct arena *a, const struct plan *p, int skill,
			int day)
{
	bool *skilled = arena_new(a, bool, p->n_workers);

	for (int i = 0; i < p->n_workers; i++)
		skilled[i] =
			skill < 0 || agent_speed(&p->period->site->agents[i],
						 skill, day) > 0;
	return skilled;
}

static int tick_at(const struct plan *p, int64_t utc)
{
	int64_t tick = (utc - p->ticks.start) / p->ticks.seconds;

	return tick < 0 ? 0 : tick > p->ticks.n ? p->ticks.n : (int)tick;
}

static bool is_on_duty(const struct segment *s)
{
	return s->kind == SEGMENT_WORK || s->kind == SEGMENT_BREAK ||
	       s->kind == SEGMENT_ACTIVITY;
}

static void stand_duty(const struct plan *p, const struct row *r, int *stands,
		       const struct duty *duty)
{
	for (int k = 0; k < duty->n; k++) {
		const struct segment *s = &duty->segments[k];
		if (!is_on_duty(s) || s->end <= p->ticks.start)
			continue;
		int from = tick_at(p, s->start), until = tick_at(p, s->end);
		for (int t = from; t < until; t++)
			if (t >= r->window.from && t < r->window.until)
				stands[t - r->window.from]++;
	}
}

/* Carried in over the edge, or locked. */
static void stand_in_window(const struct plan *p, const struct row *r,
			    int *stands)
{
	const struct roster *past = p->period->past;

	for (int i = 0; i < p->n_workers; i++) {
		const struct cell *c =
			past ? roster_cell(past, i, p->period->first_day - 1)
			     : NULL;
		if (!r->skilled[i])
			continue;
		if (c && c->kind == CELL_DUTY)
			stand_duty(p, r, stands, &c->duty);
		for (int d = 0; d < p->days; d++) {
			c = p->workers[i].menu[d].locked;
			if (c && c->kind == CELL_DUTY)
				stand_duty(p, r, stands, &c->duty);
		}
	}
}

static void add_row(struct arena *a, struct heads *h, struct row r)
{
	const struct plan *p = h->plan;
	int *stands;

	r.n = r.shifts ? 1 : r.window.until - r.window.from;
	r.hours = r.shifts ? 1 : p->ticks.seconds / 3600.0;
	stands = arena_new(a, int, r.n);
	if (!r.shifts)
		stand_in_window(p, &r, stands);
	r.stands = stands;
	r.count = arena_new(a, int, r.n);
	h->rows = arena_grow(a, h->rows, h->n, &h->room, sizeof(*h->rows));
	h->rows[h->n++] = r;
}

static void add_lines(struct arena *a, struct heads *h, bool shifts)
{
	const struct plan *p = h->plan;
	const struct site *s = p->period->site;

	for (int k = 0; k < s->n_cover; k++)
		for (int d = 0; d < p->days; d++) {
			const struct cover *line = &s->cover[k];
			int day = p->period->first_day + d;
			if ((line->shifts != 0) != shifts ||
			    !holds(p, line, day))
				continue;
			struct row r = {
				.day = d,
				.want = line->want,
				.min = line->hard_min ? line->min : 0,
				.max = line->hard_max ? line->max : RULE_NO_MAX,
				.under = line->under_price,
				.over = line->over_price,
				.shifts = line->shifts,
				.skilled = skilled_on(a, p, line->skill, day)
			};
			const struct grid *g = &p->period->grid;
			r.window.from = tick_at(
				p, grid_wall(g, day, line->window.from));
			r.window.until = tick_at(
				p, grid_wall(g, day, line->window.until));
			add_row(a, h, r);
		}
}

static void add_seats(struct arena *a, struct heads *h)
{
	const struct plan *p = h->plan;

	if (p->period->site->max_seats <= 0)
		return;
	add_row(a, h,
		(struct row){ .max = p->period->site->max_seats,
			      .window = { 0, p->ticks.n },
			      .skilled = skilled_on(a, p, -1, 0) });
}

/* Rows over shifts in the order of their days. */
static void index_days(struct arena *a, struct heads *h)
{
	int n = 0;

	h->by_day = arena_new(a, int, h->n_shift_rows);
	h->day_begin = arena_new(a, int, h->plan->days + 1);
	for (int k = 0; k < h->n_shift_rows; k++)
		h->day_begin[h->rows[k].day + 1]++;
	for (int d = 0; d < h->plan->days; d++)
		h->day_begin[d + 1] += h->day_begin[d];
	for (int d = 0; d < h->plan->days; d++)
		for (int k = 0; k < h->n_shift_rows; k++)
			if (h->rows[k].day == d)
				h->by_day[n++] = k;
}

struct heads *heads_new(struct arena *a, const struct plan *p)
{
	struct heads *h = arena_new(a, struct heads, 1);

	h->plan = p;
	add_lines(a, h, true);
	h->n_shift_rows = h->n;
	index_days(a, h);
	add_lines(a, h, false);
	add_seats(a, h);
	if (h->n == 0)
		return NULL;
	heads_clear(h);
	return h;
}

/* ---- counting ---- */

static double penalty_of(const struct row *r, int n)
{
	if (n < r->min)
		return HEADS_PENALTY * r->hours * (r->min - n);
	if (n > r->max)
		return HEADS_PENALTY * r->hours * (n - r->max);
	return 0;
}

static double price_of(const struct row *r, int n)
{
	return r->hours * (n < r->want ? r->under * (r->want - n)
				       : r->over * (n - r->want));
}

void heads_clear(struct heads *h)
{
	if (!h)
		return;
	h->cost = h->penalty = 0;
	for (int k = 0; k < h->n; k++) {
		struct row *r = &h->rows[k];
		memcpy(r->count, r->stands, (size_t)r->n * sizeof(*r->count));
		for (int c = 0; c < r->n; c++) {
			h->cost += price_of(r, r->count[c]);
			h->penalty += penalty_of(r, r->count[c]);
		}
	}
}

void heads_copy(struct heads *to, const struct heads *from)
{
	if (!to)
		return;
	for (int k = 0; k < to->n; k++)
		memcpy(to->rows[k].count, from->rows[k].count,
		       (size_t)to->rows[k].n * sizeof(*to->rows[k].count));
	to->cost = from->cost;
	to->penalty = from->penalty;
}

static double count_one(struct heads *h, struct row *r, int c, int sign)
{
	int n = r->count[c];
	double price = price_of(r, n + sign) - price_of(r, n);
	double penalty = penalty_of(r, n + sign) - penalty_of(r, n);

	r->count[c] = n + sign;
	h->cost += price;
	h->penalty += penalty;
	return price + penalty;
}

static bool is_away(const struct option *o, int tick)
{
	for (int k = 0; k < o->n_away; k++)
		if (tick >= o->away[k].from && tick < o->away[k].until)
			return true;
	return false;
}

bool heads_counts(const struct heads *h, int row, int worker,
		  const struct option *o)
{
	const struct row *r = &h->rows[row];

	return r->day == o->day && r->skilled[worker] && o->shift >= 0 &&
	       (r->shifts >> o->shift & 1);
}

static double count_window(struct heads *h, struct row *r, int sign,
			   const struct option *o)
{
	int from = o->start > r->window.from ? o->start : r->window.from;
	int until = o->end < r->window.until ? o->end : r->window.until;
	double change = 0;

	for (int t = from; t < until; t++)
		if (!is_away(o, t))
			change += count_one(h, r, t - r->window.from, sign);
	return change;
}

double heads_note(struct heads *h, int sign, int worker, const struct option *o)
{
	double change = 0;

	if (!h)
		return 0;
	for (int j = h->day_begin[o->day]; j < h->day_begin[o->day + 1]; j++)
		if (heads_counts(h, h->by_day[j], worker, o))
			change += count_one(h, &h->rows[h->by_day[j]], 0, sign);
	for (int k = h->n_shift_rows; k < h->n; k++) {
		struct row *r = &h->rows[k];
		if (!o->idle && r->skilled[worker])
			change += count_window(h, r, sign, o);
	}
	return change;
}

double heads_cost(const struct heads *h)
{
	return h ? h->cost + h->penalty : 0;
}

double heads_penalty(const struct heads *h)
{
	return h ? h->penalty : 0;
}

int heads_rows(const struct heads *h)
{
	return h ? h->n_shift_rows : 0;
}

bool heads_only_shifts(const struct heads *h)
{
	return h && h->n == h->n_shift_rows;
}

struct heads_row heads_row(const struct heads *h, int row)
{
	const struct row *r = &h->rows[row];

	return (struct heads_row){ .day = r->day,
				   .want = r->want,
				   .min = r->min,
				   .max = r->max,
				   .under = r->under,
				   .over = r->over };
}

double heads_row_cost(const struct heads *h, int row, int n)
{
	return price_of(&h->rows[row], n) + penalty_of(&h->rows[row], n);
}

double heads_row_penalty(const struct heads *h, int row, int n)
{
	return penalty_of(&h->rows[row], n);
}

int heads_counted(const struct heads *h, int worker, const struct option *o,
		  int most, int *row)
{
	int n = 0;

	for (int j = h->day_begin[o->day]; j < h->day_begin[o->day + 1]; j++)
		if (heads_counts(h, h->by_day[j], worker, o)) {
			if (n < most)
				row[n] = h->by_day[j];
			n++;
		}
	return n;
}
