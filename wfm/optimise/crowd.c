#include "optimise/crowd.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum { MEMO_BITS = 16, MEMO = 1 << MEMO_BITS, PART_KINDS = CROWD_KINDS };

struct memo {
	uint64_t key;
	double cost;
};

struct margin {
	double up, down;
	bool known;
};

struct crowd {
	const struct plan *plan;
	const struct share *share;
	int n, n_kinds, n_parts;
	double *heads; /* [n * n_kinds] ticks, interval by interval */
	double *note;  /* the same, changes noted */
	double *cost;  /* [n * n_parts] */
	int *touched;  /* [n_touched] intervals with notes */
	bool *is_touched;
	int n_touched;
	double total;
	bool *is_plain; /* [n_parts] cheaper to look up than to remember */
	struct memo *memo;
	struct margin *margin; /* [n * n_kinds] */
};

/* ---- cost of an interval ---- */

static uint64_t mix(uint64_t h, uint64_t x)
{
	h ^= x;
	h *= 0x9e3779b97f4a7c15u;
	return h ^ h >> 32;
}

static uint64_t key_of(int t, int part, const double *heads, int n)
{
	/* one after the other: t ^ part would be the same of many pairs */
	uint64_t key = mix(mix(1, (uint64_t)t), (uint64_t)part);

	for (int k = 0; k < n; k++) {
		uint64_t bits;
		memcpy(&bits, &heads[k], sizeof(bits));
		key = mix(key, bits);
	}
	return key;
}

/* heads in ticks of all kinds, notes put in or not. */
static double cost_at(const struct crowd *c, int t, int part, bool noted)
{
	double heads[PART_KINDS];
	int n;
	const int *kinds = share_kinds(c->share, part, &n);
	size_t at = (size_t)t * c->n_kinds;

	assert(n <= PART_KINDS);
	for (int k = 0; k < n; k++) {
		heads[k] = c->heads[at + kinds[k]];
		if (noted)
			heads[k] += c->note[at + kinds[k]];
		if (heads[k] < 1e-7)
			heads[k] = 0;
	}
	if (c->is_plain[part])
		return share_cost(c->share, part, t, heads);
	uint64_t key = key_of(t, part, heads, n);
	struct memo *m = &c->memo[key >> (64 - MEMO_BITS)];
	if (m->key != key) {
		m->key = key;
		m->cost = share_cost(c->share, part, t, heads);
	}
	return m->cost;
}

static void price_all(struct crowd *c)
{
	c->total = share_hopeless(c->share);
	memset(c->margin, 0, (size_t)c->n * c->n_kinds * sizeof(*c->margin));
	for (int t = 0; t < c->n; t++)
		for (int part = 0; part < c->n_parts; part++) {
			double cost = cost_at(c, t, part, false);
			c->cost[t * c->n_parts + part] = cost;
			c->total += cost;
		}
}

struct crowd *crowd_new(struct arena *a, const struct plan *p,
			const struct share *share)
{
	struct crowd *c = arena_new(a, struct crowd, 1);
	size_t size;

	c->plan = p;
	c->share = share;
	c->n = p->n;
	c->n_kinds = p->n_kinds;
	c->n_parts = share_parts(share);
	size = (size_t)c->n * c->n_kinds;
	c->heads = arena_new(a, double, size);
	c->note = arena_new(a, double, size);
	c->cost = arena_new(a, double, (size_t)c->n * c->n_parts);
	c->touched = arena_new(a, int, c->n);
	c->is_touched = arena_new(a, bool, c->n);
	c->is_plain = arena_new(a, bool, c->n_parts);
	for (int k = 0; k < c->n_parts; k++)
		c->is_plain[k] = share_is_plain(share, k);
	c->memo = arena_new(a, struct memo, MEMO);
	c->margin = arena_new(a, struct margin, size);
	crowd_clear(c);
	return c;
}

void crowd_clear(struct crowd *c)
{
	for (int t = 0; t < c->n; t++)
		for (int k = 0; k < c->n_kinds; k++)
			c->heads[t * c->n_kinds + k] =
				c->plan->supply[(size_t)k * c->n + t];
	price_all(c);
}

void crowd_copy(struct crowd *to, const struct crowd *from)
{
	memcpy(to->heads, from->heads,
	       (size_t)to->n * to->n_kinds * sizeof(*to->heads));
	memcpy(to->cost, from->cost,
	       (size_t)to->n * to->n_parts * sizeof(*to->cost));
	memset(to->margin, 0,
	       (size_t)to->n * to->n_kinds * sizeof(*to->margin));
	to->total = from->total;
}

/* ---- notes ---- */

static void note(struct crowd *c, int t, int kind, double ticks)
{
	c->note[t * c->n_kinds + kind] += ticks;
	if (c->is_touched[t])
		return;
	c->is_touched[t] = true;
	c->touched[c->n_touched++] = t;
}

void crowd_note(struct crowd *c, int sign, int kind, double scale,
		const struct piece *pieces, int n)
{
	int per = c->plan->ticks.per;

	for (int k = 0; k < n; k++) {
		int from = pieces[k].from, until = pieces[k].until;
		while (from < until) {
			int t = from / per, end = (t + 1) * per;
			if (t >= c->n)
				break;
			if (end > until)
				end = until;
			note(c, t, kind, sign * scale * (end - from));
			from = end;
		}
	}
}

void crowd_note_duty(struct crowd *c, int sign, const struct choice *choice,
		     const struct option *o, const int16_t *at)
{
	struct piece pieces[DUTY_PIECES];

	if (choice->kind < 0 || o->idle)
		return;
	crowd_note(c, sign, choice->kind, choice->scale, pieces,
		   duty_pieces(o, at, pieces));
}

/* Did anything of a part change there? */
static bool changes(const struct crowd *c, int t, int part)
{
	int n;
	const int *kinds = share_kinds(c->share, part, &n);

	for (int k = 0; k < n; k++)
		if (c->note[t * c->n_kinds + kinds[k]] != 0)
			return true;
	return false;
}

double crowd_change(struct crowd *c)
{
	double change = 0;

	for (int k = 0; k < c->n_touched; k++)
		for (int part = 0; part < c->n_parts; part++)
			if (changes(c, c->touched[k], part))
				change +=
					cost_at(c, c->touched[k], part, true) -
					c->cost[c->touched[k] * c->n_parts +
						part];
	return change;
}

void crowd_forget(struct crowd *c)
{
	for (int k = 0; k < c->n_touched; k++) {
		int t = c->touched[k];
		memset(&c->note[t * c->n_kinds], 0,
		       (size_t)c->n_kinds * sizeof(*c->note));
		c->is_touched[t] = false;
	}
	c->n_touched = 0;
}

void crowd_apply(struct crowd *c)
{
	for (int k = 0; k < c->n_touched; k++) {
		int t = c->touched[k];
		for (int kind = 0; kind < c->n_kinds; kind++) {
			c->heads[t * c->n_kinds + kind] +=
				c->note[t * c->n_kinds + kind];
			c->margin[t * c->n_kinds + kind].known = false;
		}
		for (int part = 0; part < c->n_parts; part++) {
			double cost = cost_at(c, t, part, false);
			c->total += cost - c->cost[t * c->n_parts + part];
			c->cost[t * c->n_parts + part] = cost;
		}
	}
	crowd_forget(c);
}

double crowd_cost(const struct crowd *c)
{
	return c->total;
}

double crowd_cost_at(const struct crowd *c, int t)
{
	double sum = 0;

	for (int part = 0; part < c->n_parts; part++)
		sum += c->cost[t * c->n_parts + part];
	return sum;
}

/* Notes must be empty. */
static const struct margin *margin_at(struct crowd *c, int kind, int t)
{
	struct margin *m = &c->margin[t * c->n_kinds + kind];
	int part = share_part(c->share, kind), per = c->plan->ticks.per;
	double *heads = &c->heads[t * c->n_kinds + kind], keep = *heads;
	double now = c->cost[t * c->n_parts + part];

	if (m->known)
		return m;
	*heads = keep + per;
	m->up = cost_at(c, t, part, false) - now;
	*heads = keep - per;
	m->down = *heads > -1e-6 ? cost_at(c, t, part, false) - now : 0;
	*heads = keep;
	m->known = true;
	return m;
}

double crowd_up(struct crowd *c, int kind, int t)
{
	return t < c->n ? margin_at(c, kind, t)->up : 0;
}

double crowd_down(struct crowd *c, int kind, int t)
{
	return t < c->n ? margin_at(c, kind, t)->down : 0;
}

void crowd_prices(struct crowd *c, int kind, double *prefix)
{
	int per = c->plan->ticks.per;

	prefix[0] = 0;
	for (int t = 0; t * per < c->plan->ticks.n; t++) {
		double price = crowd_up(c, kind, t) / per;
		for (int k = 0; k < per; k++)
			prefix[t * per + k + 1] = prefix[t * per + k] + price;
	}
}
