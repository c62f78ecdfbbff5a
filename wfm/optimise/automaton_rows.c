/* Rows of states that days of work do not tell apart; letters, tags. */
#include "optimise/automaton_state.h"

#include <math.h>

/* ---- rows, and tags ---- */

/* reached[class * (letters + 1) + j]: by that arc of the day before. */
static bool *reached_by(struct making *m, int d)
{
	const struct layer *l = &m->layer[d], *last = &m->layer[d - 1];
	int width = last->letters + 1;
	bool *reached = arena_new(m->arena, bool, (size_t)l->classes *width);

	for (int c = 0; c < last->classes; c++)
		for (int j = 0; j < width; j++) {
			int to = last->to[last->one[c] * width + j];
			if (to != NEVER)
				reached[to * width + j] = true;
		}
	return reached;
}

/* What a day off makes of two classes is the same. */
static bool same_off(const struct layer *l, int c, int e)
{
	size_t off = (size_t)l->letters, width = off + 1;
	size_t s = l->one[c] * width + off, t = l->one[e] * width + off;

	return l->to[s] == l->to[t] && l->price[s] == l->price[t];
}

static bool fits_row(const struct layer *l, int c, int row, const bool *reached,
		     int width)
{
	for (int j = 0; j < width; j++) {
		int e = l->off_class[row * width + j];
		if (reached[j] && e != NEVER && !same_off(l, c, e))
			return false;
	}
	return true;
}

static void put_in_row(struct layer *l, int c, int row, const bool *reached,
		       int width)
{
	if (row == l->rows) {
		l->first[l->rows++] = c;
		for (int j = 0; j < width; j++)
			l->off_class[row * width + j] = NEVER;
	}
	l->row[c] = row;
	for (int j = 0; j < width; j++)
		if (reached[j])
			l->off_class[row * width + j] = c;
}

static void find_rows(struct making *m, int d)
{
	struct layer *l = &m->layer[d];
	int width = d > 0 ? m->layer[d - 1].letters + 1 : 1;
	bool *reached = d > 0 ? reached_by(m, d) : NULL;
	static const bool begins = true;

	l->row = arena_new(m->arena, int, l->classes);
	l->first = arena_new(m->arena, int, l->classes);
	l->off_class = arena_new(m->arena, int, (size_t)l->classes *width);
	for (int c = 0; c < l->classes; c++) {
		const bool *by = d > 0 ? reached + (size_t)c * width : &begins;
		int row = 0;
		while (row < l->rows &&
		       (!automaton_same_arcs(l, l->one[l->first[row]],
					     l->one[c], l->letters) ||
			!fits_row(l, c, row, by, width)))
			row++;
		put_in_row(l, c, row, by, width);
	}
}

/* ---- what is left ---- */

static int row_after(const struct making *m, int d, int class)
{
	if (class == NEVER || d + 1 == m->days)
		return class;
	return m->layer[d + 1].row[class];
}

static int arc_of(const struct layer *l, int row, int j)
{
	return l->one[l->first[row]] * (l->letters + 1) + j;
}

/* Letters that do the same to every row are one. */
static int merge_letters(const struct making *m, int d, int *merged)
{
	const struct layer *l = &m->layer[d];
	int n = 0;

	for (int j = 0; j < l->letters; j++) {
		int i = 0;
		for (; i < j; i++) {
			int r = 0;
			while (r < l->rows &&
			       row_after(m, d, l->to[arc_of(l, r, i)]) ==
				       row_after(m, d,
						 l->to[arc_of(l, r, j)]) &&
			       l->price[arc_of(l, r, i)] ==
				       l->price[arc_of(l, r, j)])
				r++;
			if (r == l->rows)
				break;
		}
		merged[j] = i < j ? merged[i] : n++;
	}
	return n;
}

static bool tag_fits(const struct layer *l, int width, const int *off, int j)
{
	for (int r = 0; r < l->rows; r++) {
		int e = l->off_class[r * width + j];
		if (e != NEVER && off[r] != NEVER && !same_off(l, e, off[r]))
			return false;
	}
	return true;
}

/*
 * Arcs of the day before that a day off does not tell apart have one tag; a
 * day off itself has tag 0.  off[tag * rows + row] gets a class.
 */
static int merge_tags(const struct layer *l, int width, int *tag, int *off)
{
	int n = 0;

	for (int k = 0; k < width; k++) {
		int j = (width - 1 + k) % width, g = 0;
		while (g < n && !tag_fits(l, width, off + g * l->rows, j))
			g++;
		if (g == n) {
			for (int r = 0; r < l->rows; r++)
				off[g * l->rows + r] = NEVER;
			n++;
		}
		for (int r = 0; r < l->rows; r++) {
			int e = l->off_class[r * width + j];
			if (e != NEVER)
				off[g * l->rows + r] = e;
		}
		tag[j] = g;
	}
	return n;
}

static void take_letters(struct arena *a, const struct making *m, int d,
			 struct automaton_day *day)
{
	const struct layer *l = &m->layer[d];
	int n = m->worker->menu[d].n;
	int *merged = arena_new(m->arena, int, l->letters);
	int16_t *letter = arena_new(a, int16_t, n);

	day->letters = merge_letters(m, d, merged);
	int16_t *to = arena_new(a, int16_t, (size_t)day->n * day->letters);
	double *price = arena_new(a, double, (size_t)day->n * day->letters);
	for (int k = 0; k < n; k++)
		letter[k] = (int16_t)merged[l->letter[k]];
	for (int j = 0; j < l->letters; j++)
		for (int r = 0; r < day->n; r++) {
			int arc = arc_of(l, r, j);
			int at = r * day->letters + merged[j];
			to[at] = (int16_t)row_after(m, d, l->to[arc]);
			price[at] = l->price[arc];
		}
	day->letter = letter;
	day->to = to;
	day->price = price;
}

static void take_off(struct arena *a, const struct making *m, int d,
		     struct automaton_day *day, int16_t *tag_before)
{
	const struct layer *l = &m->layer[d];
	const struct layer *last = d > 0 ? &m->layer[d - 1] : NULL;
	int width = last ? last->letters + 1 : 1;
	int *tag = arena_new(m->arena, int, width);
	int *off = arena_new(m->arena, int, (size_t)width * l->rows);

	day->tags = merge_tags(l, width, tag, off);
	int16_t *to = arena_new(a, int16_t, (size_t)day->n * day->tags);
	double *price = arena_new(a, double, (size_t)day->n * day->tags);
	for (int g = 0; g < day->tags; g++)
		for (int r = 0; r < day->n; r++) {
			int class = off[g * l->rows + r];
			int at = r * day->tags + g;
			to[at] = NEVER;
			if (class == NEVER)
				continue;
			int arc = l->one[class] * (l->letters + 1) + l->letters;
			to[at] = (int16_t)row_after(m, d, l->to[arc]);
			price[at] = l->price[arc];
		}
	for (int k = 0; last && k < m->worker->menu[d - 1].n; k++)
		tag_before[k] = (int16_t)tag[last->letter[k]];
	day->off_to = to;
	day->off_price = price;
}

/* Is row r no worse than row o after an arc of each?  after[] of the rows
 * after the day: r * n + o. */
static bool no_worse(const bool *after, int n, int to, double price, int other,
		     double other_price)
{
	if (other == NEVER)
		return true;
	return to != NEVER && price <= other_price &&
	       (to == other || after[to * n + other]);
}

static bool row_is_no_worse(const struct automaton_day *day, const bool *after,
			    int n, int r, int o)
{
	for (int j = 0; j < day->letters; j++) {
		int x = r * day->letters + j, y = o * day->letters + j;
		if (!no_worse(after, n, day->to[x], day->price[x], day->to[y],
			      day->price[y]))
			return false;
	}
	for (int j = 0; j < day->tags; j++) {
		int x = r * day->tags + j, y = o * day->tags + j;
		if (!no_worse(after, n, day->off_to[x], day->off_price[x],
			      day->off_to[y], day->off_price[y]))
			return false;
	}
	return true;
}

static void list_better(struct arena *a, const bool *better,
			struct automaton_day *day)
{
	int16_t *first = arena_new(a, int16_t, day->n + 1);
	int16_t *list = arena_new(a, int16_t, day->n * day->n);
	int n = 0;

	for (int o = 0; o < day->n; o++) {
		first[o] = (int16_t)n;
		for (int r = 0; r < day->n; r++)
			if (r != o && better[r * day->n + o])
				list[n++] = (int16_t)r;
	}
	first[day->n] = (int16_t)n;
	day->first_better = first;
	day->better = list;
}

/* Backwards: a row is better whose every arc leads to a better one. */
static void compare_rows(struct arena *a, const struct making *m,
			 struct automaton_day *days)
{
	bool *after = arena_new(m->arena, bool, 1);
	int n = 1;

	for (int d = m->days - 1; d >= 0; d--) {
		struct automaton_day *day = &days[d];
		bool *now = arena_new(m->arena, bool, day->n * day->n);
		for (int r = 0; r < day->n; r++)
			for (int o = 0; o < day->n; o++)
				now[r * day->n + o] =
					row_is_no_worse(day, after, n, r, o);
		list_better(a, now, day);
		after = now;
		n = day->n;
	}
}

const struct automaton *automaton_of_layers(struct arena *a, struct making *m)
{
	struct automaton *x = arena_new(a, struct automaton, 1);
	struct automaton_day *days =
		arena_new(a, struct automaton_day, m->days);
	int16_t **tags = arena_new(m->arena, int16_t *, m->days);

	*x = (struct automaton){ m->days, 1, days };
	for (int d = 0; d < m->days; d++)
		find_rows(m, d);
	for (int d = 0; d < m->days; d++) {
		days[d].tag = tags[d] =
			arena_new(a, int16_t, m->worker->menu[d].n);
		days[d].n = m->layer[d].rows;
		x->size = days[d].n > x->size ? days[d].n : x->size;
		if (x->size > m->most)
			return NULL;
		take_letters(a, m, d, &days[d]);
		take_off(a, m, d, &days[d], d > 0 ? tags[d - 1] : NULL);
	}
	compare_rows(a, m, days);
	return x;
}
