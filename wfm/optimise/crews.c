#include "optimise/crews.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "optimise/heads.h"

struct crew_day {
	int work, off;
};

struct noted {
	int worker, day;
};

struct crews {
	const struct plan *plan;
	const char **names; /* [n] */
	double *price;	    /* [n] of one person apart */
	bool *hard;	    /* [n] */
	int n;
	int *crew;	       /* [n_workers * days] -1: no member that day */
	bool *works;	       /* [n_workers * days] */
	struct crew_day *days; /* [n * days] */
	struct noted *notes;   /* [n_workers * days] */
	int n_notes;
};

/* The rule that a worker is held to, or NULL. */
static const struct rule *rule_of(const struct plan *p, const struct worker *w)
{
	for (int k = 0; k < w->who->n_rules; k++)
		if (w->who->rules[k].count == COUNT_TOGETHER &&
		    !plan_waives(p, w, &w->who->rules[k]))
			return &w->who->rules[k];
	return NULL;
}

static int crew_of(struct crews *c, const char *team, const struct rule *r)
{
	int k = 0;

	while (k < c->n && !text_equal(c->names[k], team))
		k++;
	if (k == c->n) {
		c->names[c->n++] = team;
		c->price[k] = 0;
	}
	c->hard[k] = c->hard[k] || r->strength == RULE_HARD;
	c->price[k] = fmax(c->price[k], r->price);
	return k;
}

static struct crew_day *day_of(const struct crews *c, int crew, int day)
{
	return &c->days[crew * c->plan->days + day];
}

static void join(struct crews *c, int worker)
{
	const struct plan *p = c->plan;
	const struct worker *w = &p->workers[worker];
	const struct rule *r = rule_of(p, w);

	for (int d = 0; d < p->days; d++) {
		const struct agent_term *term = w->who->days[d].term;
		int *crew = &c->crew[worker * p->days + d];
		*crew = -1;
		if (!r || !term || !term->team ||
		    (w->menu[d].without == CELL_ABSENT && w->menu[d].may_off))
			continue;
		*crew = crew_of(c, term->team, r);
		day_of(c, *crew, d)->off++;
	}
}

struct crews *crews_new(struct arena *a, const struct plan *p)
{
	struct crews *c = arena_new(a, struct crews, 1);
	size_t cells = (size_t)p->n_workers * p->days;
	bool any = false;

	for (int i = 0; i < p->n_workers; i++)
		any = any || rule_of(p, &p->workers[i]);
	if (!any)
		return NULL;
	c->plan = p;
	c->names = arena_new(a, const char *, p->n_workers);
	c->price = arena_new(a, double, p->n_workers);
	c->hard = arena_new(a, bool, p->n_workers);
	c->crew = arena_new(a, int, cells);
	c->works = arena_new(a, bool, cells);
	c->days = arena_new(a, struct crew_day, cells);
	c->notes = arena_new(a, struct noted, cells);
	for (int i = 0; i < p->n_workers; i++)
		join(c, i);
	return c;
}

void crews_copy(struct crews *to, const struct crews *from)
{
	size_t cells;

	if (!to)
		return;
	cells = (size_t)to->plan->n_workers * to->plan->days;
	memcpy(to->crew, from->crew, cells * sizeof(*to->crew));
	memcpy(to->works, from->works, cells * sizeof(*to->works));
	memcpy(to->days, from->days, cells * sizeof(*to->days));
	to->n_notes = 0;
}

static double worth(const struct crews *c, int crew)
{
	return c->hard[crew] ? HEADS_PENALTY : c->price[crew];
}

static int apart(struct crew_day d)
{
	return d.work < d.off ? d.work : d.off;
}

static double turn(struct crews *c, int worker, int day)
{
	int at = worker * c->plan->days + day, crew = c->crew[at];
	struct crew_day *d = day_of(c, crew, day);
	int before = apart(*d), by = c->works[at] ? -1 : 1;

	c->works[at] = !c->works[at];
	d->work += by;
	d->off -= by;
	return worth(c, crew) * (apart(*d) - before);
}

double crews_note(struct crews *c, int worker, const struct day_work *days)
{
	double change = 0;

	for (int d = 0; c && d < c->plan->days; d++) {
		int at = worker * c->plan->days + d;
		if (c->crew[at] < 0 || c->works[at] == days[d].worked)
			continue;
		change += turn(c, worker, d);
		c->notes[c->n_notes++] = (struct noted){ worker, d };
	}
	return change;
}

void crews_keep(struct crews *c)
{
	if (c)
		c->n_notes = 0;
}

void crews_undo(struct crews *c)
{
	while (c && c->n_notes > 0) {
		struct noted n = c->notes[--c->n_notes];
		turn(c, n.worker, n.day);
	}
}

void crews_drop(struct crews *c, int worker)
{
	for (int d = 0; c && d < c->plan->days; d++) {
		int at = worker * c->plan->days + d;
		if (c->crew[at] < 0)
			continue;
		if (c->works[at])
			turn(c, worker, d);
		day_of(c, c->crew[at], d)->off--;
		c->crew[at] = -1;
	}
}

double crews_price(const struct crews *c, int worker, int day)
{
	int at = worker * c->plan->days + day;
	struct crew_day off, on;

	if (c->crew[at] < 0)
		return 0;
	off = *day_of(c, c->crew[at], day);
	if (c->works[at]) {
		off.work--;
		off.off++;
	}
	on = (struct crew_day){ off.work + 1, off.off - 1 };
	return worth(c, c->crew[at]) * (apart(on) - apart(off));
}

static double sum(const struct crews *c, bool hard)
{
	double money = 0;

	for (int k = 0; c && k < c->n; k++)
		for (int d = 0; d < c->plan->days; d++)
			if (c->hard[k] == hard)
				money += worth(c, k) * apart(*day_of(c, k, d));
	return money;
}

double crews_penalty(const struct crews *c)
{
	return sum(c, true);
}

double crews_cost(const struct crews *c)
{
	return sum(c, true) + sum(c, false);
}
