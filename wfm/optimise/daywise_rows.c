#include "optimise/daywise_state.h"

#include <math.h>
#include <string.h>

enum { MEGABYTES = 1024 };

/* ---- a column under way ---- */

static void enter(struct daywise *w, int row, double value)
{
	w->row = arena_grow(w->arena, w->row, w->n_entries, &w->row_room,
			    sizeof(*w->row));
	w->entry = arena_grow(w->arena, w->entry, w->n_entries, &w->value_room,
			      sizeof(*w->entry));
	w->row[w->n_entries] = row;
	w->entry[w->n_entries++] = value;
}

/* Heads on a line in intervals [from, until): they come, and go again. */
static void enter_heads(struct daywise *w, int line, int from, int until,
			double heads)
{
	int row = w->line[line] - w->from;

	if (heads == 0 || from >= until || from >= w->until)
		return;
	enter(w, row + from, heads);
	if (until < w->until)
		enter(w, row + until, -heads);
}

/* The intervals filled to a part at both ends, and those between. */
static void enter_piece(struct daywise *w, const struct choice *c,
			struct piece p, double sign)
{
	int per = w->plan->ticks.per, line = w->line_of[c->kind];
	int first = (p.from + per - 1) / per, last = p.until / per;
	double heads = sign * c->scale * w->factor[c->kind], tick = heads / per;

	if (first > last) {
		enter_heads(w, line, last, first, tick * (p.until - p.from));
		return;
	}
	enter_heads(w, line, first - 1, first, tick * (first * per - p.from));
	enter_heads(w, line, first, last, heads);
	enter_heads(w, line, last, last + 1, tick * (p.until - last * per));
}

static int finish(struct daywise *w, double cost, double upper,
		  enum lp_status status)
{
	w->status = arena_grow(w->arena, w->status, w->n_status,
			       &w->status_room, sizeof(*w->status));
	w->status[w->n_status++] = status;
	int column = lp_add_column(w->lp, cost, 0, upper, w->n_entries, w->row,
				   w->entry);
	w->n_entries = 0;
	return column;
}

/* ---- lines ---- */

/* The one row of the requirement that a kind serves, -1: there are more. */
static int only_row(const struct plan *p, int kind, double *speed)
{
	int found = -1;

	for (int q = 0; q < p->period->site->n_queues; q++) {
		if (p->kinds[kind].speed[q] <= 0)
			continue;
		for (int r = 0; r < p->req->n_rows; r++)
			if (p->req->rows[r].queues >> q & 1) {
				if (found >= 0)
					return -1;
				found = r;
				*speed = p->kinds[kind].speed[q];
			}
	}
	return found;
}

static void note_duty(const struct daywise *w, const struct choice *c,
		      const int16_t *at, double sign, double *there)
{
	const struct plan *p = w->plan;

	if (c->kind >= 0)
		duty_heads(plan_option(p, c), at, sign * c->scale, p->ticks.per,
			   p->n, there + (size_t)c->kind * p->n);
}

static void note_worker(const struct daywise *w, int i, int day, double sign,
			double *there)
{
	const struct placed *at = draft_at(w->draft, i, day);

	if (at->option != DUTY_OFF)
		note_duty(w, &w->plan->workers[i].menu[day].list[at->option],
			  at->at, sign, there);
}

/* there[n_kinds * n]: all but the day's duties of these people. */
static void note_others(const struct daywise *w, double *there)
{
	const struct plan *p = w->plan;

	for (size_t k = 0; k < (size_t)p->n_kinds * p->n; k++)
		there[k] = p->supply[k] / p->ticks.per;
	for (int i = 0; i < p->n_workers; i++)
		for (int d = w->day - 2; d <= w->day + 2; d++)
			if (p->workers[i].planned && d >= 0 && d < p->days)
				note_worker(w, i, d, 1, there);
	for (int k = 0; k < w->n_people; k++)
		note_worker(w, w->people[k], w->day, -1, there);
}

/* Heads on lines, of people by kind. */
static void count_heads(const struct daywise *w, const double *there,
			double *heads)
{
	int n = w->until - w->from;

	for (int k = 0; k < w->plan->n_kinds; k++)
		for (int t = 0; t < n; t++)
			heads[w->line_of[k] * n + t] +=
				w->factor[k] *
				there[(size_t)k * w->plan->n + w->from + t];
}

static void open_lines(struct daywise *w)
{
	const struct plan *p = w->plan;

	w->line = arena_new(w->arena, int, p->req->n_rows);
	w->line_of = arena_new(w->arena, int, p->n_kinds);
	w->factor = arena_new(w->arena, double, p->n_kinds);
	for (int k = 0; k < p->n_kinds; k++)
		w->line_of[k] = only_row(p, k, &w->factor[k]);
}

bool daywise_fits(const struct plan *p)
{
	double speed;

	for (int k = 0; k < p->n_kinds; k++)
		if (only_row(p, k, &speed) < 0)
			return false;
	return p->n_kinds > 0;
}

static int add_line(struct daywise *w, const double *standing)
{
	double before = 0;
	int first = lp_rows(w->lp);

	for (int t = 0; t < w->until - w->from; t++) {
		double now = -standing[t];
		lp_add_row(w->lp, now - before, now - before);
		before = now;
	}
	return first;
}

bool daywise_is_served(const struct plan *p, int row)
{
	for (int k = 0; k < p->n_kinds; k++)
		if (p->kinds[k].queues & p->req->rows[row].queues)
			return true;
	return false;
}

static void add_rows(struct daywise *w, const double *standing)
{
	int n = w->until - w->from;

	for (int k = 0; k < w->n_people; k++)
		lp_add_row(w->lp, 1, 1); /* the first rows */
	for (int r = 0; r < w->plan->req->n_rows; r++)
		if (daywise_is_served(w->plan, r))
			w->line[r] = add_line(w, standing + (size_t)r * n);
	for (int g = 0; g < w->n_groups; g++)
		for (int k = 0; k < w->groups[g].option->n_pauses; k++)
			w->groups[g].row[k] = lp_add_row(w->lp, 0, 0);
}

/* ---- columns ---- */

static struct piece piece_of_break(const struct option *o, int k, int at)
{
	int from = o->start + at;

	return (struct piece){ from, from + o->pauses[k].length };
}

static void add_duty(struct daywise *w, struct candidate *c)
{
	const struct choice *choice = daywise_choice(w, c);
	int i = w->people[c->person];
	bool now = draft_at(w->draft, i, w->day)->option == c->option;

	enter(w, c->person, 1);
	if (choice && choice->kind >= 0) {
		struct piece pieces[DUTY_PIECES];
		struct option o = *plan_option(w->plan, choice);
		for (int k = 0; c->group >= 0 && k < o.n_pauses; k++)
			enter(w, w->groups[c->group].row[k], 1);
		o.n_pauses = c->group >= 0 ? 0 : o.n_pauses;
		int n = duty_pieces(&o, c->at, pieces);
		for (int k = 0; k < n; k++)
			enter_piece(w, choice, pieces[k], 1);
	}
	c->column = finish(w, c->cost, HUGE_VAL, now ? LP_BASIC : LP_AT_LOWER);
}

/* At first all of a group have their break at its first place. */
static void add_breaks(struct daywise *w, struct group *g, int k)
{
	const struct pause *p = &g->option->pauses[k];

	for (int j = 0; j < p->n; j++) {
		enter(w, g->row[k], -1);
		enter_piece(w, g->choice,
			    piece_of_break(g->option, k, p->at[j]), -1);
		int column = finish(w, -daywise_pay(g, k, j), HUGE_VAL,
				    j == 0 ? LP_BASIC : LP_AT_LOWER);
		g->first[k] = j == 0 ? column : g->first[k];
	}
}

/* The day's duties as they are, a group's breaks at their first places. */
static void note_first(const struct daywise *w, double *there)
{
	int16_t at[DUTY_PAUSES];

	for (int k = 0; k < w->n_candidates; k++) {
		const struct candidate *c = &w->candidates[k];
		const struct choice *choice = daywise_choice(w, c);
		int now = draft_at(w->draft, w->people[c->person], w->day)
				  ->option;
		if (!choice || now != c->option)
			continue;
		memcpy(at, c->at, sizeof(at));
		if (c->group >= 0) {
			const struct option *o = w->groups[c->group].option;
			for (int j = 0; j < o->n_pauses; j++)
				at[j] = (int16_t)o->pauses[j].at[0];
		}
		note_duty(w, choice, at, 1, there);
	}
}

/* Stretches of a curve; the one in which heads end is basic. */
static void add_curve(struct daywise *w, int r, int t, double heads)
{
	const struct curve *c = &w->plan->req->rows[r].curve[t];
	double from = 0;
	bool basic = false;

	for (int k = c->first > 0 ? -1 : 0; k <= c->n; k++) {
		double slope = k < 0	  ? -c->under
			       : k < c->n ? -c->worth[k]
					  : c->over;
		double length = k < 0 ? c->first : k < c->n ? 1 : HUGE_VAL;
		for (; k >= 0 && k + 1 < c->n && -c->worth[k + 1] == slope; k++)
			length++;
		bool full = heads >= from + length - 1e-9;
		enter_heads(w, r, t, t + 1, -1);
		finish(w, slope, length,
		       full    ? LP_AT_UPPER
		       : basic ? LP_AT_LOWER
			       : LP_BASIC);
		basic = basic || !full;
		from += length;
	}
}

void daywise_rows(struct daywise *w)
{
	const struct plan *p = w->plan;
	int n = w->until - w->from;
	size_t size = (size_t)p->req->n_rows * n;
	double *there = arena_new(w->arena, double, (size_t)p->n_kinds * p->n);
	double *standing = arena_new(w->arena, double, size);
	double *heads = arena_new(w->arena, double, size);

	open_lines(w);
	note_others(w, there);
	count_heads(w, there, standing);
	w->lp = lp_open(MEGABYTES);
	add_rows(w, standing);
	for (int k = 0; k < w->n_candidates; k++)
		add_duty(w, &w->candidates[k]);
	for (int g = 0; g < w->n_groups; g++)
		for (int k = 0; k < w->groups[g].option->n_pauses; k++)
			add_breaks(w, &w->groups[g], k);
	note_first(w, there);
	count_heads(w, there, heads);
	for (int r = 0; r < p->req->n_rows; r++)
		for (int t = 0; t < n && daywise_is_served(p, r); t++)
			add_curve(w, r, w->from + t, heads[(size_t)r * n + t]);
	lp_begin(w->lp, w->status);
}
