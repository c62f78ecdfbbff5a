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

/* Heads on a line in an interval: its difference, and the next one's. */
static void enter_heads(struct daywise *w, int line, int t, double heads)
{
	int row = w->lines[line].row;

	enter(w, row + t - w->from, heads);
	if (t + 1 < w->until)
		enter(w, row + t + 1 - w->from, -heads);
}

static void enter_piece(struct daywise *w, const struct choice *c,
			struct piece piece, double sign)
{
	int per = w->plan->ticks.per;
	double heads = sign * c->scale * w->factor[c->kind];

	for (int f = piece.from; f < piece.until;) {
		int t = f / per, end = (t + 1) * per;
		/* whole intervals between go in and out again */
		if (f % per == 0 && end < piece.until) {
			int last = piece.until / per;
			last = last < w->until ? last : w->until;
			if (t >= last)
				return;
			enter(w,
			      w->lines[w->line_of[c->kind]].row + t - w->from,
			      heads);
			if (last < w->until)
				enter(w,
				      w->lines[w->line_of[c->kind]].row + last -
					      w->from,
				      -heads);
			f = last * per;
			continue;
		}
		if (t >= w->until)
			return;
		end = end < piece.until ? end : piece.until;
		enter_heads(w, w->line_of[c->kind], t, heads * (end - f) / per);
		f = end;
	}
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

static void stand(struct daywise *w, int kind, int t, double heads)
{
	if (t >= w->from && t < w->until)
		w->lines[w->line_of[kind]].standing[t - w->from] +=
			heads * w->factor[kind];
}

static void stand_duty(struct daywise *w, const struct choice *c,
		       const int16_t *at, double sign)
{
	const struct option *o = plan_option(w->plan, c);
	struct piece pieces[DUTY_PIECES];
	int per = w->plan->ticks.per;

	if (c->kind < 0 || o->idle)
		return;
	int n = duty_pieces(o, at, pieces);
	for (int k = 0; k < n; k++)
		for (int f = pieces[k].from; f < pieces[k].until;) {
			int t = f / per, end = (t + 1) * per;
			end = end < pieces[k].until ? end : pieces[k].until;
			stand(w, c->kind, t, sign * c->scale * (end - f) / per);
			f = end;
		}
}

static void stand_worker(struct daywise *w, int i, int day, double sign)
{
	const struct placed *at = draft_at(w->draft, i, day);

	if (at->option != DUTY_OFF)
		stand_duty(w, &w->plan->workers[i].menu[day].list[at->option],
			   at->at, sign);
}

/* All but the day's duties of these people. */
static void count_standing(struct daywise *w)
{
	const struct plan *p = w->plan;

	for (int k = 0; k < p->n_kinds; k++)
		for (int t = w->from; t < w->until; t++)
			stand(w, k, t,
			      p->supply[(size_t)k * p->n + t] / p->ticks.per);
	for (int i = 0; i < p->n_workers; i++)
		for (int d = w->day - 2; d <= w->day + 2; d++)
			if (p->workers[i].planned && d >= 0 && d < p->days)
				stand_worker(w, i, d, 1);
	for (int k = 0; k < w->n_people; k++)
		stand_worker(w, w->people[k], w->day, -1);
}

static void open_lines(struct daywise *w)
{
	const struct plan *p = w->plan;

	w->lines = arena_new(w->arena, struct line, p->req->n_rows);
	w->line_of = arena_new(w->arena, int, p->n_kinds);
	w->factor = arena_new(w->arena, double, p->n_kinds);
	for (int r = 0; r < p->req->n_rows; r++)
		w->lines[r].standing =
			arena_new(w->arena, double, w->until - w->from);
	for (int k = 0; k < p->n_kinds; k++)
		w->line_of[k] = only_row(p, k, &w->factor[k]);
	count_standing(w);
}

bool daywise_fits(const struct plan *p)
{
	double speed;

	for (int k = 0; k < p->n_kinds; k++)
		if (only_row(p, k, &speed) < 0)
			return false;
	return p->n_kinds > 0;
}

static void add_line(struct daywise *w, struct line *l)
{
	double before = 0;

	for (int t = 0; t < w->until - w->from; t++) {
		double now = -l->standing[t];
		int row = lp_add_row(w->lp, now - before, now - before);
		l->row = t == 0 ? row : l->row;
		before = now;
	}
}

bool daywise_is_served(const struct plan *p, int row)
{
	for (int k = 0; k < p->n_kinds; k++)
		if (p->kinds[k].queues & p->req->rows[row].queues)
			return true;
	return false;
}

static void add_rows(struct daywise *w)
{
	for (int k = 0; k < w->n_people; k++) {
		int row = lp_add_row(w->lp, 1, 1);
		w->first_person = k == 0 ? row : w->first_person;
	}
	for (int r = 0; r < w->plan->req->n_rows; r++)
		if (daywise_is_served(w->plan, r))
			add_line(w, &w->lines[r]);
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

	enter(w, w->first_person + c->person, 1);
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
		int column = finish(w, g->rate > 0 ? -g->rate * p->pay[j] : 0,
				    HUGE_VAL, j == 0 ? LP_BASIC : LP_AT_LOWER);
		g->first[k] = j == 0 ? column : g->first[k];
	}
}

/* Heads of each interval with the breaks at their first places, from 0 on. */
static void stand_at_first(struct daywise *w, double *heads)
{
	int n = w->until - w->from;
	struct line *l = w->lines;
	int16_t at[DUTY_PAUSES];

	for (int r = 0; r < w->plan->req->n_rows; r++)
		memcpy(heads + (size_t)r * n, l[r].standing,
		       (size_t)n * sizeof(*heads));
	for (int k = 0; k < w->n_candidates; k++) {
		const struct candidate *c = &w->candidates[k];
		const struct choice *choice = daywise_choice(w, c);
		if (!choice ||
		    draft_at(w->draft, w->people[c->person], w->day)->option !=
			    c->option)
			continue;
		memcpy(at, c->at, sizeof(at));
		for (int j = 0;
		     c->group >= 0 && j < w->groups[c->group].option->n_pauses;
		     j++)
			at[j] = (int16_t)w->groups[c->group]
					.option->pauses[j]
					.at[0];
		stand_duty(w, choice, at, 1);
	}
	for (int r = 0; r < w->plan->req->n_rows; r++)
		for (int t = 0; t < n; t++) {
			double stands = heads[(size_t)r * n + t];
			heads[(size_t)r * n + t] = l[r].standing[t];
			l[r].standing[t] = stands;
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
		enter_heads(w, r, t, -1);
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
	int n;

	open_lines(w);
	n = w->until - w->from;
	double *heads = arena_new(w->arena, double, (size_t)p->req->n_rows *n);
	w->lp = lp_open(MEGABYTES);
	add_rows(w);
	for (int k = 0; k < w->n_candidates; k++)
		add_duty(w, &w->candidates[k]);
	for (int g = 0; g < w->n_groups; g++)
		for (int k = 0; k < w->groups[g].option->n_pauses; k++)
			add_breaks(w, &w->groups[g], k);
	stand_at_first(w, heads);
	for (int r = 0; r < p->req->n_rows; r++)
		for (int t = 0; t < n && daywise_is_served(p, r); t++)
			add_curve(w, r, w->from + t, heads[(size_t)r * n + t]);
	lp_begin(w->lp, w->status);
}
