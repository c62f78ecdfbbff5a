#include <stdlib.h>
#include <string.h>

#include "optimise/pricing_state.h"

/* The first worker of each sort, with what tells most sorts apart. */
struct sort {
	const struct worker *worker;
	uint64_t mark;
	struct pricer *pricer;
};

static uint64_t mix(uint64_t h, uint64_t x)
{
	h = (h ^ x) * 0x9e3779b97f4a7c15u;
	return h ^ h >> 32;
}

static uint64_t mark_of(const struct plan *p, const struct worker *w)
{
	uint64_t h = mix(1, (uint64_t)w->who->n_rules);

	for (int d = 0; d < p->days; d++) {
		const struct menu *m = &w->menu[d];
		h = mix(h, (uint64_t)m->n << 8 | (uint64_t)m->without << 1 |
				   m->may_off);
		for (int k = 0; k < m->n; k++)
			h = mix(h, (uint64_t)m->list[k].option);
	}
	return h;
}

static bool has_waivers(const struct plan *p, const struct worker *w)
{
	const struct site *s = p->period->site;

	for (int k = 0; k < s->n_waivers; k++)
		if (s->waivers[k].agent == w->agent)
			return true;
	return false;
}

static bool same_days(const struct plan *p, const struct worker *v,
		      const struct worker *w)
{
	for (int d = 0; d < p->days; d++) {
		const struct menu *m = &v->menu[d], *o = &w->menu[d];
		if (m->n != o->n || m->may_off != o->may_off ||
		    m->without != o->without || m->rate != o->rate ||
		    v->who->days[d].credit != w->who->days[d].credit)
			return false;
		for (int k = 0; k < m->n; k++)
			if (m->list[k].option != o->list[k].option)
				return false;
	}
	return true;
}

/* All that pricing reads; bytes that differ by chance only share less. */
static bool are_alike(const struct plan *p, const struct worker *v,
		      const struct worker *w)
{
	const struct person *a = v->who, *b = w->who;

	return v->has_past == w->has_past && v->n_hours == w->n_hours &&
	       a->n_rules == b->n_rules &&
	       memcmp(v->past, w->past, PLAN_PAST * sizeof(*v->past)) == 0 &&
	       memcmp(v->hours, w->hours,
		      (size_t)v->n_hours * sizeof(*v->hours)) == 0 &&
	       (a->n_rules == 0 ||
		memcmp(a->rules, b->rules,
		       (size_t)a->n_rules * sizeof(*a->rules)) == 0) &&
	       same_days(p, v, w) && !has_waivers(p, v) && !has_waivers(p, w);
}

struct pricer **pricers_new(struct arena *a, const struct plan *p)
{
	struct arena *scratch = arena_open();
	struct pricer **list = arena_new(a, struct pricer *, p->n_workers);
	struct sort *sorts = arena_new(scratch, struct sort, p->n_workers);
	int n = 0;

	for (int i = 0; i < p->n_workers; i++) {
		const struct worker *w = &p->workers[i];
		uint64_t mark = mark_of(p, w);
		int k = 0;
		while (k < n && (sorts[k].mark != mark ||
				 !are_alike(p, sorts[k].worker, w)))
			k++;
		if (k == n)
			sorts[n++] =
				(struct sort){ w, mark, pricer_new(a, p, w) };
		list[i] = sorts[k].pricer;
	}
	arena_close(scratch);
	return list;
}
