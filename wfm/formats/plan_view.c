#include "formats/plan_view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "formats/plan_files.h"

int plan_intervals(const struct plan_view *v)
{
	const struct grid *g = &v->requirement->grid;
	int days = v->period->days < g->days ? v->period->days : g->days;

	return g->day_begin[days];
}

double plan_interval_hours(const struct plan_view *v)
{
	return v->requirement->grid.interval / 3600.0;
}

double plan_row_balance(const struct plan_view *v, int row, int t)
{
	const struct requirement *r = v->requirement;

	return v->coverage->scheduled[(size_t)row * r->grid.n + t] -
	       r->rows[row].gross[t];
}

/* A row is inside another when its queues are a true part of the other's. */
static bool inside(const struct requirement_row *part,
		   const struct requirement_row *whole)
{
	return part->queues != whole->queues &&
	       (part->queues & ~whole->queues) == 0;
}

static bool is_top(const struct requirement *r, int row)
{
	for (int k = 0; k < r->n_rows; k++)
		if (inside(&r->rows[row], &r->rows[k]))
			return false;
	return true;
}

bool plan_row_inside(const struct plan_view *v, int part, int whole)
{
	return inside(&v->requirement->rows[part],
		      &v->requirement->rows[whole]);
}

bool plan_row_is_top(const struct plan_view *v, int row)
{
	return is_top(v->requirement, row);
}

double plan_required(const struct plan_view *v, int t)
{
	const struct requirement *r = v->requirement;
	double sum = 0;

	for (int k = 0; k < r->n_rows; k++)
		if (is_top(r, k))
			sum += r->rows[k].gross[t];
	return sum;
}

double plan_scheduled(const struct plan_view *v, int t)
{
	return v->coverage->people[t];
}

static double lack(double balance)
{
	return balance < 0 ? -balance : 0;
}

/* A pool lacks what it lacks itself or what its queues lack, whichever is
 * more: the same person is missing in both. */
double plan_short(const struct plan_view *v, int t)
{
	const struct requirement *r = v->requirement;
	double sum = 0;

	for (int k = 0; k < r->n_rows; k++) {
		double own, parts = 0;

		if (!is_top(r, k))
			continue;
		own = lack(plan_row_balance(v, k, t));
		for (int q = 0; q < r->n_rows; q++)
			if (r->rows[q].queue >= 0 &&
			    inside(&r->rows[q], &r->rows[k]))
				parts += lack(plan_row_balance(v, q, t));
		sum += own > parts ? own : parts;
	}
	return sum;
}

double plan_over(const struct plan_view *v, int t)
{
	double over =
		plan_scheduled(v, t) - plan_required(v, t) + plan_short(v, t);

	return over > 0 ? over : 0;
}

double plan_balance(const struct plan_view *v, int t)
{
	double missing = plan_short(v, t);

	/* Below a thousandth of a person it is rounding, not shortage. */
	return missing > 0.001 ? -missing : plan_over(v, t);
}

double plan_contacts(const struct plan_view *v, int row, int t)
{
	const struct workload *w = &v->forecast->ahead;
	uint64_t queues =
		row < 0 ? ~UINT64_C(0) : v->requirement->rows[row].queues;
	double sum = 0;

	if (t >= w->grid.n)
		return 0;
	for (int q = 0; q < w->queues; q++)
		if (queues >> q & 1)
			sum += w->calls[(size_t)q * w->grid.n + t];
	return sum;
}

const char *plan_row_name(struct arena *a, const struct plan_view *v, int row)
{
	uint64_t queues = v->requirement->rows[row].queues;
	const char *name = NULL;

	for (int q = 0; q < v->site->n_queues; q++)
		if (queues >> q & 1)
			name = name ? arena_printf(a, "%s + %s", name,
						   v->site->queues[q].name)
				    : v->site->queues[q].name;
	return name ? name : v->requirement->rows[row].name;
}

struct weighted {
	double sum, weight;
};

static double mean(struct weighted w)
{
	return w.weight > 0 ? w.sum / w.weight : NAN;
}

static void weigh_row(const struct plan_view *v, int row, int begin, int end,
		      struct weighted *into)
{
	const double *level = v->level + (size_t)row * v->requirement->grid.n;

	for (int t = begin; t < end; t++) {
		double contacts = plan_contacts(v, row, t);

		if (isnan(level[t]) || !(contacts > 0))
			continue;
		into->sum += contacts * level[t];
		into->weight += contacts;
	}
}

double plan_level(const struct plan_view *v, int row, int begin, int end)
{
	const struct requirement *r = v->requirement;
	struct weighted all = { 0, 0 };

	for (int k = 0; k < r->n_rows; k++)
		if (row < 0 ? r->rows[k].queue >= 0 : k == row)
			weigh_row(v, k, begin, end, &all);
	return mean(all);
}

/* The score that was chosen, or the baseline's; NULL when there is none. */
static const struct forecast_score *score_of(const struct forecast_queue *q,
					     bool baseline)
{
	for (int k = 0; k < q->n_scores; k++)
		if (baseline ? q->scores[k].baseline : q->scores[k].chosen)
			return &q->scores[k];
	return NULL;
}

static void weigh_score(const struct forecast_score *score, double contacts,
			struct weighted *interval, struct weighted *day)
{
	if (!score || isnan(score->wape_interval) || isnan(score->wape_day))
		return;
	interval->sum += contacts * score->wape_interval;
	interval->weight += contacts;
	day->sum += contacts * score->wape_day;
	day->weight += contacts;
}

struct plan_accuracy plan_accuracy(const struct plan_view *v)
{
	const struct workload *w = &v->forecast->ahead;
	struct weighted x[4] = { { 0, 0 } };

	for (int q = 0; v->forecast->queues && q < w->queues; q++) {
		double contacts = 0;

		for (int t = 0; t < w->grid.n; t++)
			contacts += w->calls[(size_t)q * w->grid.n + t];
		weigh_score(score_of(&v->forecast->queues[q], false), contacts,
			    &x[0], &x[1]);
		weigh_score(score_of(&v->forecast->queues[q], true), contacts,
			    &x[2], &x[3]);
	}
	return (struct plan_accuracy){ mean(x[0]), mean(x[1]), mean(x[2]),
				       mean(x[3]) };
}

static void count_cells(const struct plan_view *v, int first, int n,
			struct plan_total *total)
{
	for (int i = 0; i < v->roster->agents; i++)
		for (int d = first; d < first + n; d++) {
			const struct cell *c = roster_cell(
				v->roster, i, v->period->first_day + d);

			total->duties += c->kind == CELL_DUTY;
			total->absent += c->kind == CELL_ABSENT;
		}
}

struct plan_total plan_total(const struct plan_view *v, int first, int n)
{
	const struct grid *g = &v->requirement->grid;
	struct plan_total total = { .first = first, .n = n };
	double h = plan_interval_hours(v);

	total.begin = g->day_begin[first];
	total.end = g->day_begin[first + n];
	for (int t = total.begin; t < total.end; t++) {
		double required = plan_required(v, t);

		total.contacts += plan_contacts(v, -1, t);
		total.required += required * h;
		total.scheduled += plan_scheduled(v, t) * h;
		total.short_hours += plan_short(v, t) * h;
		total.over_hours += plan_over(v, t) * h;
		if (required > total.peak)
			total.peak = required;
	}
	total.level = plan_level(v, -1, total.begin, total.end);
	count_cells(v, first, n, &total);
	return total;
}

static bool is_short(const struct plan_view *v, int row, int t)
{
	return plan_row_balance(v, row, t) <= -PLAN_SHORT;
}

/* The run of short intervals of a row that begins at t, within its day. */
static struct plan_stretch stretch_at(const struct plan_view *v, int row, int t)
{
	const struct grid *g = &v->requirement->grid;
	int day_end = g->day_begin[grid_day(g, t) + 1];
	struct plan_stretch s = { .row = row, .begin = t };

	for (; t < day_end && is_short(v, row, t); t++) {
		double missing = -plan_row_balance(v, row, t);

		s.hours += missing * plan_interval_hours(v);
		s.contacts += plan_contacts(v, row, t);
		if (missing > s.worst)
			s.worst = missing;
	}
	s.end = t;
	s.level = plan_level(v, row, s.begin, s.end);
	return s;
}

static int by_time(const void *x, const void *y)
{
	const struct plan_stretch *a = x, *b = y;

	return a->begin != b->begin
		       ? (a->begin > b->begin) - (a->begin < b->begin)
		       : a->row - b->row;
}

static int by_hours(const void *x, const void *y)
{
	const struct plan_stretch *a = x, *b = y;

	if (a->hours > b->hours || a->hours < b->hours)
		return a->hours > b->hours ? -1 : 1;
	return by_time(x, y);
}

struct plan_stretches plan_stretches(struct arena *a, const struct plan_view *v)
{
	struct plan_stretches s = { NULL, 0 };
	int n = plan_intervals(v), room = 0;

	for (int row = 0; row < v->requirement->n_rows; row++)
		for (int t = 0; t < n; t++) {
			if (!is_short(v, row, t))
				continue;
			s.list = arena_grow(a, s.list, s.n, &room,
					    sizeof(*s.list));
			s.list[s.n] = stretch_at(v, row, t);
			t = s.list[s.n++].end - 1;
		}
	if (s.n > 0)
		qsort(s.list, (size_t)s.n, sizeof(*s.list), by_time);
	return s;
}

struct plan_stretches plan_worst_stretches(struct arena *a,
					   const struct plan_view *v)
{
	struct plan_stretches s = plan_stretches(a, v);

	if (s.n > 0)
		qsort(s.list, (size_t)s.n, sizeof(*s.list), by_hours);
	return s;
}

const struct agent_term *plan_term(const struct plan_view *v, int agent)
{
	const struct person_day *days = v->period->people[agent].days;

	for (int d = 0; d < v->period->days; d++)
		if (days[d].term)
			return days[d].term;
	return NULL;
}

const char *plan_team(const struct plan_view *v, int agent)
{
	const struct agent_term *term = plan_term(v, agent);

	return term && term->team ? term->team : "";
}

const char *plan_place(struct arena *a, struct place p)
{
	const char *slash = p.file ? strrchr(p.file, '/') : NULL;
	const char *name = slash ? slash + 1 : p.file;

	if (!name)
		return "";
	return p.line > 0 ? arena_printf(a, "%s:%d", name, p.line) : name;
}

bool plan_shows_absence(const struct plan_view *v, int type)
{
	return v->audience == AUDIENCE_HR ||
	       (v->audience == AUDIENCE_MANAGER &&
		!v->site->absence_types[type].private);
}

const char *plan_cell_code(struct arena *a, const struct plan_view *v,
			   const struct cell *c)
{
	switch (c->kind) {
	case CELL_OFF: return "off";
	case CELL_DUTY: return shift_code(a, v->site, &c->duty);
	case CELL_ABSENT:
		return plan_shows_absence(v, c->absence)
			       ? v->site->absence_types[c->absence].code
			       : "leave";
	case CELL_NONE: break;
	}
	return "";
}

const char *plan_code(struct arena *a, const struct plan_view *v, int agent,
		      int day)
{
	return plan_cell_code(a, v, roster_cell(v->roster, agent, day));
}
