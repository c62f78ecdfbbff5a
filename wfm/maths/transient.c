#include "maths/transient.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "maths/house.h"
#include "maths/gauss.h"

struct transient {
	struct arena *arena;
	struct transient_queue q;
	struct house crowd;
	struct tagged tagged;
	struct tagged_segment solved; /* tagged holds this, if seconds > 0 */
	int solved_width;
	struct tagged_segment *segment; /* work space */
	int segments;
	struct house future; /* work space: those waiting, followed alone */
};

/* A look at the steps from where the clock stands. */
struct view {
	const struct transient_step *step;
	int n;	   /* steps to look at */
	double at; /* seconds into step[0] */
	double within;
};

/* Seconds from the start of step[0] to the first change of agents later than
 * `after`; INFINITY if there is none. */
static double next_change(const struct view *w, double after)
{
	double clock = 0;

	for (int i = 0; i + 1 < w->n; i++) {
		clock += w->step[i].seconds;
		if (clock > after && w->step[i].agents != w->step[i + 1].agents)
			return clock;
	}
	return INFINITY;
}

/* The agents of the next `within` seconds, one segment for each number. */
static int look_ahead(struct transient *t, const struct view *w)
{
	double clock = w->at, end = w->at + w->within;
	int n = 0, agents = t->crowd.agents, i = 0;
	double step_end = w->step[0].seconds;

	do {
		double until = fmin(next_change(w, clock), end);

		if (n >= t->segments) {
			int more = 2 * n + 8;
			struct tagged_segment *old = t->segment;

			t->segment = arena_new(t->arena, struct tagged_segment,
					       more);
			if (n > 0)
				memcpy(t->segment, old,
				       (size_t)n * sizeof(*old));
			t->segments = more;
		}
		t->segment[n++] =
			(struct tagged_segment){ until - clock, agents };
		clock = until;
		while (i + 1 < w->n && step_end <= clock)
			step_end += w->step[++i].seconds;
		agents = w->step[i].agents;
	} while (clock < end);
	return n;
}

/* The fates at hand are of these agents, and of enough states. */
static bool is_solved(const struct transient *t, int n, int rows, int width)
{
	return n == 1 && t->solved.seconds == t->segment[0].seconds &&
	       t->solved.agents == t->segment[0].agents &&
	       t->tagged.in_time.rows >= rows && t->solved_width >= width;
}

/* Fates of those who find a queue now, for the states in p. */
static const struct tagged *fates(struct transient *t, const struct view *w,
				  const struct plane *p)
{
	int width = p->row[0].hi - t->crowd.agents, n = look_ahead(t, w);

	for (int r = 1; r < p->rows; r++)
		width = p->row[r].hi > width ? p->row[r].hi : width;
	width = width < 1 ? 1 : width;
	if (is_solved(t, n, p->rows, width))
		return &t->tagged;
	if (n == 1)
		width += width / 4; /* likely to be asked for again */
	tagged_solve(&t->tagged, t->crowd.rates, t->segment, n, p->rows, width);
	t->solved_width = width;
	t->solved = n == 1 ? t->segment[0] : (struct tagged_segment){ 0, 0 };
	return &t->tagged;
}

/* Calls arriving in a piece of a step, by what becomes of them. */
struct cohort {
	double in_time;		/* answered within the time */
	double late;		/* still waiting then */
	double offered_in_time; /* offered wait within it */
};

static void add_cohort(struct cohort *c, const struct transient *t,
		       const struct view *w, struct outlook o, double calls)
{
	double free = o.all - o.waiting;
	double stay =
		isfinite(t->q.patience) ? exp(-w->within / t->q.patience) : 1;

	c->in_time += calls * (free + o.in_time);
	c->late += calls * stay * (o.waiting - o.patient);
	c->offered_in_time += calls * (free + o.patient);
}

/* What went on in the step so far. */
static void add_flow(struct transient_count *c, const struct transient *t,
		     struct outlook o)
{
	c->waited += o.queue;
	c->busy += o.busy;
	c->abandoned += o.queue * t->crowd.rates.patience;
}

/* Nobody arriving until w->at + seconds is reached by a change of staff: the
 * same fates at any time. */
static void steady_piece(struct transient *t, const struct view *w,
			 double seconds, struct transient_count *count,
			 struct cohort *c)
{
	struct outlook o;

	house_run(&t->crowd, w->step[0].rate, seconds);
	o = house_outlook(&t->crowd, &t->crowd.sum, fates(t, w, &t->crowd.sum));
	add_flow(count, t, o);
	add_cohort(c, t, w, o, w->step[0].rate);
}

/* Fates change with the time of arrival, smoothly within the piece. */
static void changing_piece(struct transient *t, struct view w, double seconds,
			   struct transient_count *count, struct cohort *c)
{
	double start = w.at, half = seconds / 2;

	for (int i = 0; i <= GAUSS_NODES; i++) {
		double next = start + seconds;

		if (i < GAUSS_NODES)
			next = start + half * (1 + gauss_node[i]);
		house_run(&t->crowd, w.step[0].rate, next - w.at);
		add_flow(count, t,
			 house_outlook(&t->crowd, &t->crowd.sum, NULL));
		w.at = next;
		if (i == GAUSS_NODES)
			break;
		add_cohort(c, t, &w,
			   house_outlook(&t->crowd, &t->crowd.now,
					 fates(t, &w, &t->crowd.now)),
			   w.step[0].rate * half * gauss_weight[i]);
	}
}

/* Where staff or rates have just changed things move fast, so the panels
 * start at the shorter of AHT and patience and then double. */
static void changing_pieces(struct transient *t, struct view w, double until,
			    struct transient_count *count, struct cohort *c)
{
	double began = w.at, first = fmin(t->q.aht, t->q.patience);

	while (w.at < until) {
		double next = w.at + fmax(first, w.at - began);

		if (next + first > until)
			next = until;
		changing_piece(t, w, next - w.at, count, c);
		w.at = next;
	}
}

/*
 * One step in pieces: arrivals between two moments at which a change of
 * staff comes into, or goes out of, reach of the deadline.
 */
static struct cohort walk(struct transient *t, struct view w,
			  struct transient_count *count)
{
	double end = w.step[0].seconds, blink = 1e-9 * (1 + end + w.within);
	struct cohort c = { 0, 0, 0 };

	house_staff(&t->crowd, w.step[0].agents);
	while (w.at < end) {
		double free = next_change(&w, w.at) - w.within;
		double until = fmin(free, end);

		if (until > w.at + blink) {
			steady_piece(t, &w, until - w.at, count, &c);
		} else {
			double reach = w.at + w.within + blink;

			until = fmin(next_change(&w, reach) - w.within, end);
			changing_pieces(t, w, until, count, &c);
		}
		w.at = until;
	}
	return c;
}

/*
 * How many of those waiting at w.at will hang up in the end.  First come,
 * first served: who calls later does not matter to them, so the house is run
 * on without arrivals until the line is empty.
 */
static double hang_ups(struct transient *t, struct view w)
{
	struct house *k = &t->future;
	double sum = 0, waiting = 1;

	house_copy(k, &t->crowd);
	for (int i = 0; waiting > 1e-14; i++) {
		struct transient_step s = w.step[i < w.n ? i : w.n - 1];
		double seconds = s.seconds - (i == 0 ? w.at : 0);

		house_staff(k, s.agents);
		house_run(k, 0, i < w.n ? seconds : t->q.patience);
		sum += house_outlook(k, &k->sum, NULL).queue;
		waiting = house_outlook(k, &k->now, NULL).queue;
	}
	return sum * k->rates.patience;
}

/* Calls arriving in a step that are answered in the end, given those waiting
 * at its start and at its end who will hang up. */
static double answered(const struct transient_count *count, double before,
		       double after)
{
	return count->offered - (count->abandoned + after - before);
}

/* good and counted, by the definition asked for. */
static void add_level(struct transient_count *count, const struct cohort *c,
		      enum service_level counting)
{
	count->good = c->in_time;
	count->counted = count->offered;
	if (counting == SL_EXSHORT)
		count->counted = c->in_time + c->late;
	else if (counting == SL_ABOK)
		count->good = count->offered - c->late;
	else if (counting == SL_VIRTUAL)
		count->good = c->offered_in_time;
}

static struct transient_count run_step(struct transient *t, struct view w)
{
	struct transient_count count = {
		.offered = w.step[0].rate * w.step[0].seconds,
		.staffed = w.step[0].agents * w.step[0].seconds,
	};
	bool ends = t->q.counting == SL_ANSWERED && isfinite(t->q.patience);
	double before = ends ? hang_ups(t, w) : 0;
	struct cohort c = walk(t, w, &count);
	struct outlook o = house_outlook(&t->crowd, &t->crowd.now, NULL);

	add_level(&count, &c, t->q.counting);
	w.at = w.step[0].seconds;
	if (ends)
		count.counted = answered(&count, before, hang_ups(t, w));
	count.queue = o.queue;
	count.system = o.queue + o.busy;
	count.all_busy = o.waiting;
	count.lost = t->crowd.lost;
	return count;
}

struct transient *transient_open(struct arena *a, struct transient_queue q)
{
	struct transient *t = arena_new(a, struct transient, 1);
	const double certain = 1;

	assert(q.aht > 0 && q.patience > 0);
	assert(q.within >= 0 && isfinite(q.within));
	t->arena = a;
	t->tagged.arena = a;
	t->crowd.arena = a;
	t->future.arena = a;
	t->crowd.rates =
		(struct tagged_rates){ 1 / q.aht, 1 / q.patience, q.drop };
	t->q = q;
	transient_start(t, 1, &certain);
	return t;
}

void transient_start(struct transient *t, int n, const double *share)
{
	house_start(&t->crowd, n, share);
}

void transient_copy(struct transient *to, const struct transient *from)
{
	to->q = from->q;
	to->solved.seconds = 0;
	house_copy(&to->crowd, &from->crowd);
}

void transient_run(struct transient *t, const struct transient_step *step,
		   int n, int ahead, struct transient_count *count)
{
	for (int i = 0; i < n; i++) {
		struct view w = { step + i, n + ahead - i, 0, t->q.within };
		struct transient_count c = run_step(t, w);

		if (count)
			count[i] = c;
	}
}

struct transient_count transient_sum(struct transient_count a,
				     struct transient_count b)
{
	b.offered += a.offered;
	b.good += a.good;
	b.counted += a.counted;
	b.abandoned += a.abandoned;
	b.waited += a.waited;
	b.busy += a.busy;
	b.staffed += a.staffed;
	return b;
}

double transient_level(struct transient_count c)
{
	return c.counted > 0 ? c.good / c.counted : 1;
}

double transient_load(double before, double rate, double aht, double seconds)
{
	double last = rate * aht;

	return last + (before - last) * exp(-seconds / aht);
}
