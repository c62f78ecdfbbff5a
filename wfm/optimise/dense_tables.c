/* Room that is used again, and blocks of counts in it. */
#include "optimise/dense_state.h"

#include <math.h>
#include <string.h>

struct dense_space *dense_space_new(void)
{
	struct arena *own = arena_open();
	struct dense_space *s = arena_new(own, struct dense_space, 1);

	s->own = own;
	s->arena = arena_open();
	return s;
}

void dense_space_close(struct dense_space *s)
{
	if (!s)
		return;
	arena_close(s->arena);
	arena_close(s->own);
}

double dense_steps(const struct dense_space *s)
{
	return s->steps;
}

static struct dense_tables tables_new(struct arena *a, size_t counts,
				      size_t blocks)
{
	return (struct dense_tables){ .value = arena_new(a, double, counts),
				      .lo = arena_new(a, int16_t, blocks),
				      .hi = arena_new(a, int16_t, blocks) };
}

static struct dense_rooms rooms_of(const struct dense *e)
{
	const struct pricer *q = e->q;
	struct dense_rooms r = { .layers = (size_t)q->days * 2 + 2,
				 .size = (size_t)e->size,
				 .cells = 1 };

	r.blocks = (size_t)max_int(e->blocks, e->most_temp);
	r.counts = r.blocks * (size_t)e->width;
	for (int d = 0; d < q->days; d++)
		if ((size_t)q->day[d].n_cells > r.cells)
			r.cells = (size_t)q->day[d].n_cells;
	return r;
}

static bool enlarge(size_t *room, size_t n)
{
	if (n <= *room)
		return false;
	*room = n;
	return true;
}

/* Layers are made when reached. */
void dense_make_room(struct dense_space *s, const struct dense *e)
{
	struct dense_rooms r = rooms_of(e), *have = &s->rooms;
	bool more = enlarge(&have->layers, r.layers);

	more = enlarge(&have->counts, r.counts) || more;
	more = enlarge(&have->blocks, r.blocks) || more;
	more = enlarge(&have->cells, r.cells) || more;
	more = enlarge(&have->size, r.size) || more;
	if (more) {
		arena_empty(s->arena);
		s->layer =
			arena_new(s->arena, struct dense_tables, have->layers);
		s->closes = arena_new(s->arena, bool, have->layers);
		s->temp = tables_new(s->arena, have->counts, have->blocks);
		s->cell =
			arena_new(s->arena, double, have->layers * have->cells);
		s->best = arena_new(s->arena, int16_t,
				    have->layers * have->cells);
		s->row = arena_new(s->arena, double, have->size);
		s->list = arena_new(s->arena, struct dense_ending, have->size);
		s->now = arena_new(s->arena, int16_t, have->layers);
	}
	s->cells = (int)have->cells;
	s->temp.width = e->width;
}

struct dense_tables *dense_open_layer(struct dense_space *s,
				      const struct dense *e, int at, int d)
{
	struct dense_tables *t = &s->layer[at];

	if (!t->value)
		*t = tables_new(s->arena, s->rooms.counts, s->rooms.blocks);
	t->width = e->width;
	t->base = e->base[d];
	t->top = e->top[d];
	memset(t->lo, 0, (size_t)e->blocks * sizeof(*t->lo));
	memset(t->hi, 0, (size_t)e->blocks * sizeof(*t->hi));
	return t;
}

static void fill(struct dense_tables *t, int block, int from, int until)
{
	double *v = dense_counts(t, block, from);

	for (int k = 0; k < until - from; k++)
		v[k] = HUGE_VAL;
}

void dense_extend(struct dense_tables *t, int block, int from, int until)
{
	if (t->lo[block] >= t->hi[block]) {
		fill(t, block, from, until);
		t->lo[block] = (int16_t)from;
		t->hi[block] = (int16_t)until;
		return;
	}
	if (from < t->lo[block]) {
		fill(t, block, from, t->lo[block]);
		t->lo[block] = (int16_t)from;
	}
	if (until > t->hi[block]) {
		fill(t, block, t->hi[block], until);
		t->hi[block] = (int16_t)until;
	}
}

struct dense_stretch dense_stretch(const struct dense_tables *t, int block)
{
	return (struct dense_stretch){ dense_counts(t, block, t->lo[block]),
				       t->lo[block], t->hi[block] };
}

/* The lesser of what is there and x + price, shift counts higher. */
double dense_merge(struct dense_tables *t, int block, int lost,
		   struct dense_stretch s, int shift, double price)
{
	int from = max_int(s.lo + shift, max_int(lost, t->base));
	int until = s.hi + shift < t->top + 1 ? s.hi + shift : t->top + 1;

	if (from >= until)
		return 4;
	dense_extend(t, block, from, until);
	const double *restrict x = s.x + (from - shift - s.lo);
	double *restrict y = dense_counts(t, block, from);
	for (int k = 0; k < until - from; k++) {
		double z = x[k] + price;
		y[k] = z < y[k] ? z : y[k];
	}
	return 8 + until - from;
}
