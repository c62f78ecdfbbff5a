#include "maths/house.h"

#include <math.h>
#include <stdbool.h>

/* Probabilities below this are dropped at the ends of a row. */
static const double nothing = 1e-19;

void house_start(struct house *k, int n, const double *share)
{
	k->agents = -1;
	k->lost = 0;
	k->space.arena = k->arena;
	plane_clear(k->arena, &k->now, 1);
	for (int j = 0; j < n; j++)
		plane_put(k->arena, &k->now, 0, j, share[j]);
}

void house_copy(struct house *to, const struct house *from)
{
	to->rates = from->rates;
	to->agents = from->agents;
	to->lost = from->lost;
	to->space.arena = to->arena;
	plane_copy(to->arena, &to->now, &from->now);
}

/* Nobody in the queue is longer than this in the states kept. */
static int longest_queue(const struct house *k)
{
	int longest = k->now.row[0].hi - k->agents;

	for (int r = 1; r < k->now.rows; r++)
		if (k->now.row[r].hi > longest)
			longest = k->now.row[r].hi;
	return longest > 0 ? longest : 0;
}

/* The chain during a run, per jump. */
struct chain {
	double rate; /* jumps per second */
	double arrive, end, leave;
	int limit; /* waiting places; beyond them probability is lost */
};

/*
 * Waiting places enough for a run.  A queue that is `longest` grows at most by
 * the calls that arrive; and beyond, it is held by service and hang-ups: it
 * stays below the stationary queue seen from there, whose weights fall by
 * rate / (service + i leave).
 */
static int queue_limit(const struct house *k, double rate, double seconds)
{
	double calls = rate * seconds, service = k->agents * k->rates.service;
	int i = longest_queue(k),
	    most = (int)(i + calls + 10 * sqrt(calls)) + 60;

	if (k->now.rows > 1)
		service = 0;
	for (double weight = 1; i < most && weight > 1e-22; i++)
		weight = fmin(weight * rate / (service + i * k->rates.patience),
			      1);
	return i + 2;
}

static struct chain chain_new(const struct house *k, double rate,
			      double seconds)
{
	struct chain c = { .limit = queue_limit(k, rate, seconds) };
	double end = k->rates.service, leave = k->rates.patience;

	c.rate = rate + (k->agents + k->now.rows - 1) * end + c.limit * leave;
	c.arrive = c.rate > 0 ? rate / c.rate : 0;
	c.end = c.rate > 0 ? end / c.rate : 0;
	c.leave = c.rate > 0 ? leave / c.rate : 0;
	return c;
}

static void rates_of_row_0(struct house *k, const struct chain *c)
{
	int n = k->agents + c->limit + 2 + PLANE_BLOCK;

	if (n > k->rates_room) {
		k->rates_room = 2 * n;
		k->stay = arena_new(k->arena, double, k->rates_room);
		k->down = arena_new(k->arena, double, k->rates_room);
	}
	for (int i = 0; i < n; i++) {
		int waiting = i > k->agents ? i - k->agents : 0;

		k->down[i] = (i - waiting) * c->end + waiting * c->leave;
		k->stay[i] = 1 - c->arrive - k->down[i];
	}
}

static int clip(int i, int limit)
{
	return i < 0 ? 0 : i > limit ? limit : i;
}

/* The window of a row after one more jump, seen from itself and the row
 * above, whose i becomes i + shift. */
static void spread(struct house *k, int r, int shift, int limit)
{
	const struct row *from = &k->now.row[r];
	int lo = from->lo - 1, hi = from->hi + 1;

	if (from->lo >= from->hi)
		lo = hi = 0;
	if (r + 1 < k->now.rows && from[1].lo < from[1].hi) {
		if (lo == hi) {
			lo = from[1].lo + shift;
			hi = from[1].hi + shift;
		}
		lo = lo < from[1].lo + shift ? lo : from[1].lo + shift;
		hi = hi > from[1].hi + shift ? hi : from[1].hi + shift;
	}
	row_reserve(k->arena, &k->now.row[r], hi + 2);
	row_window(k->arena, &k->next.row[r], clip(lo, limit), clip(hi, limit));
}

/* Calls ended in the row above arrive in this one. */
static void add_ended(struct house *k, const struct chain *c, int r, int shift)
{
	const struct row *above = &k->now.row[r + 1];
	double end = (k->agents + r + 1) * c->end;
	double *to;

	if (r + 1 >= k->now.rows)
		return;
	to = k->next.row[r].v + shift;
	for (int i = above->lo; i < above->hi; i++)
		to[i] += end * above->v[i];
}

/* to = from after one jump, sum += beyond x from; all are shifted to begin at
 * the same cell, the arrays go one cell further to both sides. */
static void jump_cells(double *restrict to, double *restrict sum,
		       const double *restrict from, const double *restrict stay,
		       const double *restrict down, double arrive,
		       double beyond, int n)
{
	for (int i = 0; i < n; i += PLANE_BLOCK)
		for (int k = i; k < i + PLANE_BLOCK; k++) {
			to[k] = stay[k] * from[k] + arrive * from[k - 1] +
				down[k + 1] * from[k + 1];
			sum[k] += beyond * from[k];
		}
}

/* One jump of row 0; what it was before counts `beyond` in the sum. */
static void jump_row_0(struct house *k, const struct chain *c, double beyond)
{
	int limit = k->agents + c->limit, lo, hi;
	struct row *next = &k->next.row[0], *sum = &k->sum.row[0];

	spread(k, 0, k->agents, limit);
	lo = next->lo;
	hi = next->hi;
	row_cover(k->arena, sum, lo, hi);
	jump_cells(next->v + lo, sum->v + lo, k->now.row[0].v + lo,
		   k->stay + lo, k->down + lo, c->arrive, beyond, hi - lo);
	if (hi == limit)
		next->v[hi] = 0;
	add_ended(k, c, 0, k->agents);
}

static void jump_row(struct house *k, const struct chain *c, int r,
		     double beyond)
{
	const double *restrict from;
	double *restrict to, *restrict sum;
	double stay = 1 - c->arrive - (k->agents + r) * c->end;

	spread(k, r, 0, c->limit);
	from = k->now.row[r].v;
	to = k->next.row[r].v;
	row_cover(k->arena, &k->sum.row[r], k->next.row[r].lo,
		  k->next.row[r].hi);
	sum = k->sum.row[r].v;
	for (int i = k->next.row[r].lo; i < k->next.row[r].hi; i++) {
		to[i] = (stay - i * c->leave) * from[i] +
			c->arrive * from[i - 1] +
			(i + 1) * c->leave * from[i + 1];
		sum[i] += beyond * from[i];
	}
	add_ended(k, c, r, 0);
}

static void jump(struct house *k, const struct chain *c, double beyond)
{
	plane_reserve(k->arena, &k->next, k->now.rows);
	k->next.rows = k->now.rows;
	jump_row_0(k, c, beyond);
	for (int r = 1; r < k->now.rows; r++)
		jump_row(k, c, r, beyond);
	plane_swap(&k->now, &k->next);
}

/* Through so many seconds with one set of rates; adds the integral of the
 * distribution over them to `sum`. */
static void run_part(struct house *k, double rate, double seconds)
{
	struct chain c = chain_new(k, rate, seconds);
	struct poisson p;

	if (c.rate <= 0) {
		plane_add(k->arena, &k->sum, &k->now, seconds);
		return;
	}
	p = poisson_new(&k->space, c.rate * seconds);
	plane_clear(k->arena, &k->end, k->now.rows);
	rates_of_row_0(k, &c);
	for (int j = -p.first; j < p.n; j++) {
		if (j >= 0)
			plane_add(k->arena, &k->end, &k->now, p.weight[j]);
		jump(k, &c, (j >= 0 ? p.beyond[j] : 1) / c.rate);
		if (j % 8 == 0)
			plane_trim(k->arena, &k->now, nothing);
	}
	plane_swap(&k->now, &k->end);
}

/* How long those off the rota need, nearly surely, to end their calls. */
static double drained_after(const struct house *k)
{
	double stay = k->agents > 0 ? k->agents : 1;

	return 1 / k->rates.service *
	       (log((stay + k->now.rows) / stay) + 40 / stay);
}

/*
 * Through so many seconds with a constant rate.  Leaves the distribution in
 * `now` and its integral over the time in `sum`.  The rates per jump are
 * lower once nobody talks who is off the rota, so that is a part of its own.
 */
void house_run(struct house *k, double rate, double seconds)
{
	double before = plane_total(&k->now);

	plane_clear(k->arena, &k->sum, k->now.rows);
	while (seconds > 0) {
		double part = seconds;

		if (k->now.rows > 1)
			part = fmin(seconds, drained_after(k));
		run_part(k, rate, part);
		plane_trim(k->arena, &k->now, nothing);
		seconds -= part;
	}
	k->lost += fabs(before - plane_total(&k->now));
}

/* Rota from k->agents to `to`; see tagged.h for the two rules. */
void house_staff(struct house *k, int to)
{
	int from = k->agents, talking_most = from + k->now.rows - 1;
	bool finish = k->rates.drop == DROP_FINISH;

	k->agents = to;
	if (from < 0 || from == to || !finish)
		return;
	plane_clear(k->arena, &k->end,
		    talking_most > to ? talking_most - to + 1 : 1);
	for (int r = 0; r < k->now.rows; r++) {
		const struct row *row = &k->now.row[r];

		for (int i = row->lo; i < row->hi; i++) {
			int talking = r > 0 ? from + r : i < from ? i : from;
			int waiting = r > 0 ? i : i - talking;

			if (talking > to)
				plane_put(k->arena, &k->end, talking - to,
					  waiting, row->v[i]);
			else
				plane_put(k->arena, &k->end, 0,
					  talking + waiting, row->v[i]);
		}
	}
	plane_swap(&k->now, &k->end);
	plane_trim(k->arena, &k->now, nothing);
}

/* With the fates of tagged callers, or NULL. */
struct outlook house_outlook(const struct house *k, const struct plane *p,
			     const struct tagged *fate)
{
	struct outlook o = { .all = 0 };

	for (int r = 0; r < p->rows; r++)
		for (int i = p->row[r].lo; i < p->row[r].hi; i++) {
			double mass = p->row[r].v[i];
			int ahead = r > 0 ? i : i - k->agents;
			int at;

			o.all += mass;
			o.busy += mass * (ahead < 0 ? i : k->agents + r);
			if (ahead < 0)
				continue;
			o.waiting += mass;
			o.queue += mass * ahead;
			if (!fate || ahead >= fate->in_time.width)
				continue;
			at = r * fate->in_time.width + ahead;
			o.in_time += mass * fate->in_time.v[at];
			o.patient += mass * fate->patient.v[at];
		}
	return o;
}
