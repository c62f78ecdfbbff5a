#include "optimise/told.h"

#include <math.h>
#include <string.h>

enum { MANY = 120 }; /* choices of a day that are looked at one by one */

static int longest_of(const struct plan *p)
{
	int longest = 1;

	for (int k = 0; k < p->n_options; k++) {
		int n = p->options[k].end - p->options[k].start;
		longest = n > longest ? n : longest;
	}
	return longest;
}

/* Duties of a template and a length are one sort. */
static void sort_options(struct told *t, const struct plan *p)
{
	int *like = arena_new(t->arena, int, p->n_options); /* one of a sort */

	t->sort = arena_new(t->arena, int, p->n_options);
	for (int k = 0; k < p->n_options; k++) {
		const struct option *o = &p->options[k];
		int j = 0;
		while (j < t->n_sorts &&
		       (p->options[like[j]].shift != o->shift ||
			p->options[like[j]].paid != o->paid))
			j++;
		like[j] = k;
		t->n_sorts += j == t->n_sorts;
		t->sort[k] = j;
	}
	t->cheapest = arena_new(t->arena, int, t->n_sorts);
}

static void span_days(struct told *t, const struct plan *p)
{
	t->span = arena_new(t->arena, struct piece, p->days);
	for (int k = 0; k < p->n_options; k++) {
		const struct option *o = &p->options[k];
		struct piece *span = &t->span[o->day];
		if (o->start < span->from || span->until == 0)
			span->from = o->start;
		if (o->end > span->until)
			span->until = o->end;
	}
}

/* Of each sort the cheapest alone. */
static void thin_out(struct told *t, const struct menu *m, double *cost)
{
	for (int k = 0; k < t->n_sorts; k++)
		t->cheapest[k] = -1;
	for (int k = 0; k < m->n; k++) {
		int *best = &t->cheapest[t->sort[m->list[k].option]];
		int dearer = k;
		if (*best < 0 || cost[k] < cost[*best]) {
			dearer = *best;
			*best = k;
		}
		if (dearer >= 0)
			cost[dearer] = HUGE_VAL;
	}
}

static void price(void *ctx, int worker, int day, double *cost)
{
	struct told *t = ctx;
	const struct menu *m = &t->draft->plan->workers[worker].menu[day];

	for (int k = 0; k < m->n; k++)
		cost[k] = told_choice(t, worker, day, &m->list[k], NULL);
	if (m->n > MANY)
		thin_out(t, m, cost);
}

static void place(void *ctx, int worker, int day, const struct choice *c,
		  int16_t *at)
{
	told_choice(ctx, worker, day, c, at);
}

struct told *told_new(struct arena *a, const struct draft *d,
		      struct pricer *const *pricers, const struct plan *known,
		      const struct posts *posts)
{
	struct told *t = arena_new(a, struct told, 1);
	const struct plan *p = d->plan;

	t->arena = a;
	t->known = known;
	t->posts = posts;
	t->draft = draft_new(a, p, d->rules, d->share);
	draft_copy(t->draft, d);
	t->draft->apart = true;
	draft_recount(t->draft);
	t->apart = crowd_cost(t->draft->crowd);
	t->share = share_new(a, known);
	t->crowd = crowd_new(a, known, t->share);
	t->longest = longest_of(p);
	t->stretches = stretches_new(a, known, posts, p->n_kinds, t->longest);
	t->post = arena_new(a, int8_t,
			    (size_t)p->n_workers * p->days * t->longest);
	t->responder = responder_new(a, p, pricers);
	t->prices = (struct respond_prices){ price, place, t };
	respond_priced(t->responder, &t->prices);
	sort_options(t, p);
	span_days(t, p);
	return t;
}

void told_close(struct told *t)
{
	if (!t)
		return;
	responder_close(t->responder);
	stretches_close(t->stretches);
	draft_close(t->draft);
}

void told_copy(struct told *to, const struct told *from)
{
	const struct plan *p = to->draft->plan;

	draft_copy(to->draft, from->draft);
	crowd_copy(to->crowd, from->crowd);
	memcpy(to->post, from->post,
	       (size_t)p->n_workers * p->days * to->longest);
}

double told_cost(const struct told *t)
{
	return t->draft->cost - t->apart + crowd_cost(t->crowd);
}

double told_money(const struct told *t)
{
	return draft_money(t->draft) - t->apart + crowd_cost(t->crowd);
}

/* ---- who is there ---- */

static const struct choice *choice_at(const struct told *t, int worker, int day)
{
	int k = draft_at(t->draft, worker, day)->option;

	return k == DUTY_OFF
		       ? NULL
		       : &t->draft->plan->workers[worker].menu[day].list[k];
}

/* Where the duty covers somebody: its pieces of work. */
static int pieces_at(const struct told *t, int worker, int day,
		     const struct choice *c, struct piece *pieces)
{
	const struct option *o;

	if (!c || c->kind < 0)
		return 0;
	o = plan_option(t->draft->plan, c);
	return o->idle ? 0
		       : duty_pieces(o, draft_at(t->draft, worker, day)->at,
				     pieces);
}

void told_note_day(struct told *t, int sign, int worker, int day)
{
	const struct choice *c = choice_at(t, worker, day);
	const int8_t *post = told_posts(t, worker, day);
	struct piece pieces[DUTY_PIECES];
	int n = pieces_at(t, worker, day, c, pieces);

	for (int k = 0; k < n; k++) {
		int start = plan_option(t->draft->plan, c)->start;
		struct piece run = { pieces[k].from, pieces[k].from };
		while (run.from < pieces[k].until) {
			int8_t j = post[run.from - start];
			const struct post *at = &t->posts[c->kind].list[j];
			while (run.until < pieces[k].until &&
			       post[run.until - start] == j)
				run.until++;
			crowd_note(t->crowd, sign, at->kind,
				   c->scale * at->speed, &run, 1);
			run.from = run.until;
		}
	}
}

void told_note(struct told *t, int sign, int worker)
{
	for (int day = 0; day < t->draft->plan->days; day++)
		told_note_day(t, sign, worker, day);
	crowd_apply(t->crowd);
}

void told_recount(struct told *t)
{
	draft_recount(t->draft);
	crowd_clear(t->crowd);
	for (int i = 0; i < t->draft->plan->n_workers; i++)
		told_note(t, 1, i);
}

/* ---- what would be best ---- */

void told_price(struct told *t, double noise, struct random *random)
{
	stretches_price(t->stretches, t->crowd,
			(struct piece){ 0, t->known->ticks.n }, noise, random);
}

void told_price_day(struct told *t, int day, double noise,
		    struct random *random)
{
	stretches_price(t->stretches, t->crowd, t->span[day], noise, random);
}

/* Breaks are placed as if each tick could have a post of its own. */
double told_choice(struct told *t, int worker, int day, const struct choice *c,
		   int16_t *at)
{
	const struct plan *p = t->draft->plan;
	const struct menu *m = &p->workers[worker].menu[day];
	const struct option *o = plan_option(p, c);
	struct piece pieces[DUTY_PIECES];
	int16_t places[DUTY_PAUSES];
	double cost = 0;

	if (o->given)
		return c->cost;
	at = at ? at : places;
	if (o->n_pauses > 0)
		duty_value(o,
			   c->kind < 0 ? NULL
				       : stretch_relaxed(t->stretches, c->kind),
			   c->kind < 0 ? m->rate : m->rate / c->scale, at);
	if (c->kind >= 0 && !o->idle) {
		int n = duty_pieces(o, at, pieces);
		for (int k = 0; k < n; k++)
			cost += stretch_cost(t->stretches, c->kind,
					     pieces[k].from, pieces[k].until);
	}
	return c->cost + m->rate * (duty_pay(o, at) - o->least_pay) +
	       c->scale * cost;
}

void told_cut_day(struct told *t, int worker, int day)
{
	const struct choice *c = choice_at(t, worker, day);
	struct piece pieces[DUTY_PIECES];
	int n = pieces_at(t, worker, day, c, pieces);

	for (int k = 0; k < n; k++)
		stretch_cut(t->stretches, c->kind, pieces[k].from,
			    pieces[k].until,
			    told_posts(t, worker, day) + pieces[k].from -
				    plan_option(t->draft->plan, c)->start);
}

void told_respond(struct told *t, int worker, double noise,
		  struct random *random)
{
	respond_within(t->responder, t->draft, worker, noise, random, HUGE_VAL);
	t->work += respond_work(t->responder);
	for (int day = 0; day < t->draft->plan->days; day++)
		told_cut_day(t, worker, day);
}

double told_work(struct told *t)
{
	double work = t->work + stretches_steps(t->stretches) / 1e6;

	t->work = 0;
	return work;
}

/* ---- the roster ---- */

static int64_t instant(const struct told *t, int tick)
{
	const struct ticks *ticks = &t->known->ticks;

	return ticks->start + (int64_t)tick * ticks->seconds;
}

/* A segment of work into stints of one queue each. */
static void cut_segment(const struct told *t, const struct posts *posts,
			const int8_t *post, int start, const struct segment *g,
			struct duty *made)
{
	struct segment *list = (struct segment *)(uintptr_t)made->segments;
	int tick = start;

	while (instant(t, tick + 1) <= g->start)
		tick++;
	for (int64_t at = g->start; at < g->end; tick++) {
		int queue = posts->list[post[tick - start]].queue;
		int64_t until = instant(t, tick + 1);
		until = until < g->end ? until : g->end;
		struct segment *last = made->n > 0 ? &list[made->n - 1] : NULL;
		if (last && at > g->start && last->queue == queue)
			last->end = until;
		else
			list[made->n++] = (struct segment){ g->kind, g->what,
							    queue, at, until };
		at = until;
	}
}

static void fill_duty(struct arena *a, const struct told *t,
		      const struct choice *c, const int8_t *post,
		      struct duty *duty)
{
	struct duty made = *duty;
	struct segment *list =
		arena_new(a, struct segment, t->longest + 2 * duty->n);

	made.segments = list;
	made.n = 0;
	for (int k = 0; k < duty->n; k++) {
		const struct segment *g = &duty->segments[k];
		if (g->kind == SEGMENT_WORK && g->queue < 0)
			cut_segment(t, &t->posts[c->kind], post,
				    plan_option(t->draft->plan, c)->start, g,
				    &made);
		else
			list[made.n++] = *g;
	}
	*duty = made;
}

void told_fill(struct arena *a, const struct told *t, struct roster *r)
{
	const struct plan *p = t->draft->plan;

	for (int i = 0; i < p->n_workers; i++)
		for (int day = 0; day < p->days; day++) {
			const struct choice *c = choice_at(t, i, day);
			struct cell *cell =
				roster_cell(r, i, p->period->first_day + day);
			if (cell->kind != CELL_DUTY || cell->locked || !c ||
			    c->kind < 0 || plan_option(p, c)->idle ||
			    t->posts[c->kind].n < 2)
				continue;
			fill_duty(a, t, c, told_posts(t, i, day), &cell->duty);
		}
}
