/* plan_view: one person's period. */
#include "formats/plan_view.h"

#include "base/date.h"
#include "base/text.h"

enum { NIGHT_FROM = 23 * 60, NIGHT_UNTIL = 30 * 60, NIGHT_LEAST = 3 * 3600 };

static int64_t overlap(int64_t from, int64_t until, int64_t begin, int64_t end)
{
	int64_t low = from > begin ? from : begin;
	int64_t high = until < end ? until : end;

	return high > low ? high - low : 0;
}

static bool is_night(const struct plan_view *v, int day, const struct duty *d)
{
	const struct grid *g = &v->requirement->grid;

	for (int k = day - 1; k <= day + 1; k++)
		if (overlap(d->start, d->end, grid_wall(g, k, NIGHT_FROM),
			    grid_wall(g, k, NIGHT_UNTIL)) >= NIGHT_LEAST)
			return true;
	return false;
}

static bool is_weekend(const struct plan_view *v, int day)
{
	return v->site->weekend >> date_weekday(day) & 1;
}

static void count_day(const struct plan_view *v, int d, struct plan_person *p)
{
	int day = v->period->first_day + d;
	const struct cell *c = roster_cell(v->roster, p->agent, day);
	const struct person_day *due = &v->period->people[p->agent].days[d];

	p->shown |= due->term || c->kind != CELL_NONE;
	p->min_due += due->min_due;
	p->max_due += due->max_due;
	p->credit += c->credit;
	p->paid += c->credit;
	p->absent += c->kind == CELL_ABSENT;
	if (c->kind != CELL_DUTY)
		return;
	p->duties++;
	p->paid += c->duty.paid;
	p->nights += is_night(v, day, &c->duty);
	p->weekend_days += is_weekend(v, day);
}

static int count_weekends(const struct plan_view *v, int agent)
{
	bool worked = false, before = false;
	int n = 0;

	for (int d = 0; d < v->period->days; d++) {
		int day = v->period->first_day + d;
		bool now = is_weekend(v, day);

		if (now && !before)
			worked = false;
		if (now && !worked &&
		    roster_cell(v->roster, agent, day)->kind == CELL_DUTY) {
			worked = true;
			n++;
		}
		before = now;
	}
	return n;
}

static bool wished(const struct plan_view *v, int agent, int day)
{
	for (int k = 0; k < v->site->n_requests; k++) {
		const struct request *r = &v->site->requests[k];

		if (r->agent == agent && r->from <= day && day < r->until)
			return true;
	}
	return false;
}

static void count_wishes(const struct plan_view *v, struct plan_person *p)
{
	for (int d = 0; d < v->period->days; d++) {
		int day = v->period->first_day + d;

		if (!wished(v, p->agent, day))
			continue;
		p->wished++;
		p->granted +=
			!(objective_wishes(
				  v->period, p->agent, day,
				  roster_cell(v->roster, p->agent, day)) > 0);
	}
}

static void add_line(const struct plan_view *v, const struct pay_line *line,
		     struct plan_person *p, int *premiums)
{
	p->money += line->money;
	if (line->type == PAY_OVERTIME)
		p->overtime += line->minutes;
	if (line->type != PAY_PREMIUM)
		return;
	for (int k = 0; k < v->site->pay.n_premiums; k++)
		if (text_equal(line->kind, v->site->pay.premiums[k].id))
			premiums[k] += line->minutes;
}

struct plan_person *plan_people(struct arena *a, const struct plan_view *v)
{
	int n = v->site->n_agents, kinds = v->site->pay.n_premiums;
	struct plan_person *people = arena_new(a, struct plan_person, n);
	int *minutes = arena_new(a, int, (size_t)n *kinds);

	for (int i = 0; i < n; i++) {
		people[i].agent = i;
		people[i].premiums = minutes + (size_t)i * kinds;
		for (int d = 0; d < v->period->days; d++)
			count_day(v, d, &people[i]);
		people[i].weekends = count_weekends(v, i);
		count_wishes(v, &people[i]);
	}
	for (int k = 0; k < v->pay->n; k++) {
		int i = v->pay->lines[k].agent;

		add_line(v, &v->pay->lines[k], &people[i],
			 minutes + (size_t)i * kinds);
	}
	return people;
}
