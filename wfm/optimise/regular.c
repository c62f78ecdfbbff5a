#include "optimise/regular.h"

#include "base/date.h"
#include "optimise/regular_state.h"

/* ---- the days ---- */

static void note_days(struct arena *a, struct regular *x)
{
	int n = PLAN_PAST + x->days;
	bool *kind = arena_new(a, bool, n);
	bool *known = arena_new(a, bool, n), *absent = arena_new(a, bool, n);
	int64_t *midnight = arena_new(a, int64_t, n + REGULAR_AHEAD + 1);
	const struct site *site = x->plan->period->site;

	for (int k = 0; k < n; k++) {
		int d = k - PLAN_PAST;
		const struct day_work *past = &x->worker->past[k];
		const struct menu *m = &x->worker->menu[d];
		kind[k] = x->rule->days == DAYS_ALL ||
			  (x->rule->days & site_day_kind(site, x->first + d));
		known[k] = d < 0 ? past->known : m->without != CELL_NONE;
		absent[k] = d < 0 ? past->absent : m->without == CELL_ABSENT;
	}
	for (int k = 0; k <= n + REGULAR_AHEAD; k++)
		midnight[k] =
			zone_day_begin(site->zone, x->first + k - PLAN_PAST);
	x->kind = kind + PLAN_PAST;
	x->known = known + PLAN_PAST;
	x->absent = absent + PLAN_PAST;
	x->midnight = midnight + PLAN_PAST;
}

bool regular_windows(struct arena *a, struct regular *x, enum over over)
{
	struct day_range *w =
		arena_new(a, struct day_range, PLAN_PAST + x->days);

	w += PLAN_PAST;
	for (int d = -PLAN_PAST; d < x->days; d++) {
		w[d] = period_window(x->plan->period, over, x->rule->length,
				     x->first + d);
		w[d].from -= x->first;
		w[d].until -= x->first;
	}
	x->window = w;
	return w[0].from >= -PLAN_PAST &&
	       w[x->days - 1].until <= x->days + REGULAR_AHEAD;
}

bool regular_in_weekend(const struct regular *x, int d)
{
	return x->plan->period->site->weekend >> date_weekday(x->first + d) & 1;
}

/* ---- as a remembering ---- */

struct rule_of {
	struct regular x;
	const struct regular_kind *kind;
};

static struct memory begin(const void *of)
{
	const struct rule_of *o = of;
	struct memory m = { { 0, 0, 0, 0 } };

	for (int d = -PLAN_PAST; d < 0; d++)
		o->kind->day(&o->x, &m, d, &o->x.worker->past[PLAN_PAST + d]);
	return m;
}

static const struct option *option_of(const struct regular *x, int d, int k)
{
	return plan_option(x->plan, &x->worker->menu[d].list[k]);
}

static struct day_work work_of(const struct option *o)
{
	return (struct day_work){ .known = true,
				  .worked = true,
				  .shift = o->shift,
				  .from = o->from,
				  .until = o->until,
				  .paid = o->paid };
}

static uint64_t letter(const void *of, int d, int choice)
{
	const struct rule_of *o = of;
	const struct option *option = option_of(&o->x, d, choice);
	struct day_work w = work_of(option);
	uint64_t key = regular_counts(&o->x, &w, d);

	if (o->kind->shift)
		key |= (uint64_t)(option->shift + 1) << 1;
	if (o->kind->from)
		key |= (uint64_t)(option->start + 1) << 8;
	if (o->kind->until)
		key |= (uint64_t)(option->end + 1) << 34;
	return key;
}

static double work(const void *of, struct memory *m, int d, int choice)
{
	const struct rule_of *o = of;
	struct day_work w = work_of(option_of(&o->x, d, choice));

	return o->kind->day(&o->x, m, d, &w);
}

static double off(const void *of, struct memory *m, int d)
{
	const struct rule_of *o = of;
	struct day_work w = { .known = o->x.known[d],
			      .absent = o->x.absent[d] };

	return o->kind->day(&o->x, m, d, &w);
}

/* ---- which rules ---- */

static const struct regular_kind *kind_of(const struct plan *p,
					  const struct rule *r)
{
	bool any_days = r->over == OVER_ROLLING;

	switch (r->count) {
	case COUNT_LONG_REST:
		return any_days ? &regular_any_rest : &regular_long_rest;
	case COUNT_REST_AFTER: return &regular_rest_after;
	case COUNT_SPLIT_WEEKENDS: return &regular_split;
	case COUNT_MIXED_WEEKENDS: return &regular_mixed;
	case COUNT_FREE_WEEKENDS: return &regular_weekends;
	case COUNT_WEEKENDS: return any_days ? &regular_weekends : NULL;
	case COUNT_RUN_WEEKENDS: return &regular_run_weekends;
	case COUNT_RUN:
		if (r->over != OVER_RUN)
			return &regular_longest;
		return pricing_counts_all(p, r) ? NULL : &regular_run;
	case COUNT_RUN_OFF:
		return r->over != OVER_RUN ? &regular_longest : NULL;
	case COUNT_DAYS: return any_days ? &regular_any_days : NULL;
	case COUNT_KINDS: return &regular_kinds;
	case COUNT_START_SPREAD: return &regular_spread;
	case COUNT_SEQUENCE: return &regular_sequence;
	case COUNT_ROTATION: return &regular_rotation;
	case COUNT_OFF_AFTER: return &regular_off_after;
	default: return NULL;
	}
}

/* Soft rests of a window cost by the minute, of which there may be too many:
 * a coarser grain is a lower bound. */
static const int grains[] = { 1, 60, 240 };
enum { GRAINS = sizeof(grains) / sizeof(*grains) };

static const struct automaton *
automaton_of(struct arena *a, const struct plan *p, const struct worker *w,
	     const struct rule *r, int most, bool *exact)
{
	struct rule_of o = { .x = { .plan = p,
				    .worker = w,
				    .rule = r,
				    .first = p->period->first_day,
				    .days = p->days,
				    .price = pricing_price(r) },
			     .kind = kind_of(p, r) };
	struct remembering rule = { &o, begin, letter, work, off };

	if (!o.kind || r->strength == RULE_OFF || plan_waives(p, w, r))
		return NULL;
	note_days(a, &o.x);
	if (!o.kind->ready(a, &o.x))
		return NULL;
	int tries = o.kind == &regular_long_rest && r->strength == RULE_SOFT
			    ? GRAINS
			    : 1;
	const struct automaton *x = NULL;
	for (int k = 0; k < tries && !x; k++) {
		o.x.grain = grains[k];
		x = automaton_new(a, w, p->days, &rule, most);
		*exact = k == 0;
	}
	return x;
}

/* Smallest first; the lists are short. */
static void sort(const struct automaton **list, int *rule, int n)
{
	for (int k = 1; k < n; k++)
		for (int j = k; j > 0 && list[j]->size < list[j - 1]->size;
		     j--) {
			const struct automaton *x = list[j];
			int r = rule[j];
			list[j] = list[j - 1];
			rule[j] = rule[j - 1];
			list[j - 1] = x;
			rule[j - 1] = r;
		}
}

static const struct automaton *together(struct arena *a, const struct worker *w,
					const struct automaton **list,
					const int *rule, int n, int most,
					bool *taken)
{
	const struct automaton *all = NULL;

	for (int k = 0; k < n; k++) {
		const struct automaton *both =
			all ? automaton_both(a, w, all, list[k], most)
			    : list[k];
		taken[rule[k]] = taken[rule[k]] && both;
		all = both ? both : all;
	}
	return all;
}

const struct automaton *regular_new(struct arena *a, const struct plan *p,
				    const struct worker *w, int most,
				    bool *taken)
{
	struct arena *scratch = arena_open();
	const struct automaton **list =
		arena_new(scratch, const struct automaton *, w->who->n_rules);
	bool *exact = arena_new(scratch, bool, w->who->n_rules);
	int *rule = arena_new(scratch, int, w->who->n_rules), n = 0;

	for (int k = 0; k < w->who->n_rules; k++) {
		const struct automaton *x = automaton_of(
			scratch, p, w, &w->who->rules[k], most, &exact[k]);
		taken[k] = x != NULL && exact[k];
		if (!x || automaton_is_idle(w, x))
			continue;
		list[n] = x;
		rule[n++] = k;
	}
	sort(list, rule, n);
	const struct automaton *all =
		together(scratch, w, list, rule, n, most, taken);
	all = all ? automaton_copy(a, w, all) : NULL;
	arena_close(scratch);
	return all;
}
