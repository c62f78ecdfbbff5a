#include "maths/tagged.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

static void shape(struct arena *a, struct tagged_sheet *s, int rows, int width)
{
	s->rows = rows;
	s->width = width;
	if (rows * width > s->room) {
		s->room = 2 * rows * width;
		s->v = arena_new(a, double, s->room);
	}
	memset(s->v, 0, (size_t)(rows * width) * sizeof(*s->v));
}

static void swap(struct tagged_sheet *a, struct tagged_sheet *b)
{
	struct tagged_sheet t = *a;

	*a = *b;
	*b = t;
}

/* The chain of one segment, per jump. */
struct chain {
	double end, leave, own; /* a call of one agent; one ahead; oneself */
	int agents;
};

/* One jump, in place: a state's value depends on itself, on one ahead fewer
 * and on one over fewer, so from the top down. */
static void jump(const struct chain *k, struct tagged_sheet *y)
{
	for (int over = y->rows - 1; over > 0; over--) {
		double *v = y->v + over * y->width, *less = v - y->width;
		double end = (k->agents + over) * k->end;

		for (int a = y->width - 1; a >= 0; a--) {
			double leave = a * k->leave;

			v[a] = (1 - end - leave - k->own) * v[a] +
			       end * less[a] + (a > 0 ? leave * v[a - 1] : 0);
		}
	}
	for (int a = y->width - 1; a >= 0; a--) {
		double next = k->agents * k->end + a * k->leave;

		y->v[a] = (1 - next - k->own) * y->v[a] +
			  next * (a > 0 ? y->v[a - 1] : 1);
	}
}

static void add(struct tagged_sheet *sum, const struct tagged_sheet *y,
		double weight)
{
	for (int i = 0; i < sum->rows * sum->width; i++)
		sum->v[i] += weight * y->v[i];
}

/* y at the end of a segment -> y at its start. */
static void backward(struct tagged *t, struct tagged_rates r,
		     struct tagged_segment s, struct tagged_sheet *y, bool own)
{
	double rate =
		(s.agents + y->rows - 1) * r.service + y->width * r.patience;
	struct chain k = { r.service / rate, r.patience / rate, 0, s.agents };
	struct poisson p;

	if (rate <= 0 || s.seconds <= 0)
		return;
	k.own = own ? k.leave : 0;
	p = poisson_new(&t->space, rate * s.seconds);
	shape(t->arena, &t->work, y->rows, y->width);
	for (int i = 0; i < p.first; i++)
		jump(&k, y);
	for (int i = 0; i < p.n; i++) {
		add(&t->work, y, p.weight[i]);
		jump(&k, y);
	}
	swap(y, &t->work);
}

/* Who is in (over, ahead) under `from` agents just before a change: where
 * just after, or served at once. */
static double after_change(const struct tagged_sheet *y, struct tagged_rates r,
			   int from, int to, int over, int ahead)
{
	int talking = from + over;

	if (r.drop == DROP_CUT || talking < to) {
		ahead += talking - to;
		over = 0;
	} else {
		over = talking - to;
	}
	return ahead < 0 ? 1 : y->v[over * y->width + ahead];
}

static void change(struct tagged *t, struct tagged_rates r, int from, int to,
		   struct tagged_sheet *y, int rows, int width)
{
	shape(t->arena, &t->spare, rows, width);
	for (int over = 0; over < rows; over++)
		for (int ahead = 0; ahead < width; ahead++)
			t->spare.v[over * width + ahead] =
				after_change(y, r, from, to, over, ahead);
	swap(y, &t->spare);
}

/* The sheet needed after a change that is `rows` x `width` before it. */
static void grow(struct tagged_rates r, int from, int to, int *rows, int *width)
{
	int talking = from + *rows - 1;

	if (r.drop == DROP_FINISH)
		*rows = (talking > to ? talking - to : 0) + 1;
	else if (from > to)
		*width += from - to;
}

/* Recursive: the later segments first, each on the sheet it needs. */
static void solve(struct tagged *t, struct tagged_rates r,
		  const struct tagged_segment *s, int n, int rows, int width,
		  struct tagged_sheet *y, bool own)
{
	int later_rows = rows, later_width = width;

	if (n == 1) {
		shape(t->arena, y, rows, width);
	} else {
		grow(r, s[0].agents, s[1].agents, &later_rows, &later_width);
		solve(t, r, s + 1, n - 1, later_rows, later_width, y, own);
		change(t, r, s[0].agents, s[1].agents, y, rows, width);
	}
	backward(t, r, s[0], y, own);
}

/*
 * From how many ahead on nobody can be served by the deadline: of `ahead`,
 * those who stay must leave by calls of the rota ending (those of others move
 * nobody up), and both the number who stay and the number of calls keep
 * within 10 standard deviations.
 */
static int hopeless(struct tagged_rates r, const struct tagged_segment *s,
		    int n, int width)
{
	double ends = 0, seconds = 0, stay;
	int pushed = 0, ahead = 0;

	for (int i = 0; i < n; i++) {
		ends += s[i].agents * r.service * s[i].seconds;
		seconds += s[i].seconds;
		if (i > 0 && s[i].agents > s[i - 1].agents)
			pushed += s[i].agents - s[i - 1].agents;
	}
	ends += pushed + 10 * sqrt(ends) + 30;
	stay = exp(-r.patience * seconds);
	for (; ahead < width; ahead += 1 + ahead / 8)
		if (ahead * stay - 10 * sqrt(ahead * stay * (1 - stay)) > ends)
			return ahead;
	return width;
}

void tagged_solve(struct tagged *t, struct tagged_rates rates,
		  const struct tagged_segment *segment, int n, int rows,
		  int width)
{
	t->space.arena = t->arena;
	width = hopeless(rates, segment, n, width);
	solve(t, rates, segment, n, rows, width, &t->patient, false);
	if (rates.patience > 0)
		solve(t, rates, segment, n, rows, width, &t->in_time, true);
	else
		t->in_time = t->patient;
}
