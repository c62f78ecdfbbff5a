#include "commands/outcome.h"

#include <math.h>

#include "commands/view.h"
#include "maths/fte.h"

/* Hours busy and hours on the phones, up to one common factor. */
struct busy {
	double work, time;
};

static void add_busy(const struct pipeline *p, int row, struct busy *sum)
{
	const struct requirement *r = &p->requirement;

	for (int t = 0; t < r->grid.day_begin[p->w.days]; t++) {
		double people = p->coverage.scheduled[row * r->grid.n + t];
		double share = p->service[row * r->grid.n + t].occupancy;

		if (r->rows[row].queue < 0 || !(people > 0))
			continue;
		sum->time += people;
		sum->work += isnan(share) ? 0 : people * share;
	}
}

static double share_of(struct busy b)
{
	return b.time > 0 ? b.work / b.time : NAN;
}

static double row_contacts(const struct plan_view *v, int row)
{
	double sum = 0;

	for (int t = 0; t < plan_intervals(v); t++)
		sum += plan_contacts(v, row, t);
	return sum;
}

static double row_hours(const struct plan_view *v, int row)
{
	double sum = 0;

	for (int t = 0; t < plan_intervals(v); t++)
		sum += v->requirement->rows[row].gross[t];
	return sum * plan_interval_hours(v);
}

static struct outcome_line queue_line(const struct pipeline *p,
				      const struct plan_view *v, int row,
				      struct busy *all)
{
	struct busy own = { 0, 0 };

	add_busy(p, row, &own);
	all->work += own.work;
	all->time += own.time;
	return (struct outcome_line){
		.contacts = row_contacts(v, row),
		.required = row_hours(v, row),
		.level = plan_level(v, row, 0, plan_intervals(v)),
		.occupancy = share_of(own),
	};
}

static void count_short(struct arena *a, const struct plan_view *v,
			struct outcome *o)
{
	struct plan_stretches s = plan_stretches(a, v);

	for (int k = 0; k < s.n; k++) {
		int queue = v->requirement->rows[s.list[k].row].queue;
		int n = s.list[k].end - s.list[k].begin;

		o->site.short_intervals += n;
		if (queue >= 0)
			o->queues[queue].short_intervals += n;
	}
}

static void forget(struct outcome_line *line)
{
	line->level = line->occupancy = line->short_intervals = NAN;
}

/* Without a roster only what is needed is known. */
static void forget_roster(struct outcome *o, int n_queues)
{
	forget(&o->site);
	for (int q = 0; q < n_queues; q++)
		forget(&o->queues[q]);
	o->scheduled = o->short_hours = o->over_hours = NAN;
	o->bound = o->hard = NAN;
	o->cost = (struct cost){ NAN, NAN, NAN, NAN, NAN, NAN,
				 NAN, NAN, NAN, NAN, 0 };
}

struct outcome outcome_of_pipeline(struct arena *a, const struct pipeline *p,
				   bool judged)
{
	const struct site *s = &p->w.site;
	struct plan_view v = view_of_pipeline(p, AUDIENCE_HR);
	struct plan_total total = plan_total(&v, 0, p->w.days);
	struct busy all = { 0, 0 };
	struct outcome o = {
		.queues = arena_new(a, struct outcome_line, s->n_queues),
		.fte_required = fte_of_hours(s, total.required, p->w.days),
		.fte_employed = fte_of_people(s, p->w.first_day, p->w.days),
		.scheduled = total.scheduled,
		.short_hours = total.short_hours,
		.over_hours = total.over_hours,
		.judged = judged,
		.cost = p->result.cost,
		.bound = p->result.bound,
		.hard = p->breaches.hard,
		.conflicts = p->result.n_conflicts,
	};

	for (int k = 0; k < p->requirement.n_rows; k++)
		if (p->requirement.rows[k].queue >= 0)
			o.queues[p->requirement.rows[k].queue] =
				queue_line(p, &v, k, &all);
	o.site.contacts = total.contacts;
	o.site.required = total.required;
	o.site.level = total.level;
	o.site.occupancy = share_of(all);
	count_short(a, &v, &o);
	if (!judged)
		forget_roster(&o, s->n_queues);
	return o;
}

double outcome_slack(const struct outcome *o)
{
	return isnan(o->bound) ? NAN : fmax(0, o->cost.total - o->bound);
}

double outcome_difference(const struct outcome *base, const struct outcome *o,
			  bool *within)
{
	double by = o->cost.total - base->cost.total;

	*within = fabs(by) < outcome_slack(base) + outcome_slack(o);
	return by;
}
