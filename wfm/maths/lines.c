#include "maths/lines.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "maths/erlang.h"
#include "maths/root.h"

/* Weights are kept below this by scaling all sums down together. */
static const double large = 1e150;

/*
 * P(more than j + 1 departures are needed by t), j = 0, 1, ...: sums of terms
 * that may start below the range of doubles; the true ones are those here
 * times e^-debt.
 */
struct tail {
	double term, sum, debt;
	double start;	    /* c in units of theta: n mu (+ theta) */
	double theta, span; /* span = (1 - e^-theta t) / theta */
	double i;
};

static struct tail tail_new(double rate, double theta, double t)
{
	struct tail f = { .term = 1, .sum = 1, .start = rate, .theta = theta };

	f.span = theta > 0 ? -expm1(-theta * t) / theta : t;
	f.debt = rate * t;
	if (f.debt < 600) {
		f.term = f.sum = exp(-f.debt);
		f.debt = 0;
	}
	return f;
}

static void tail_next(struct tail *f)
{
	f->term *= f->span * (f->start + f->i * f->theta) / (f->i + 1);
	f->sum += f->term;
	f->i++;
	if (f->debt > 0 && f->sum > large) {
		f->term /= large;
		f->sum /= large;
		f->debt -= log(large);
	}
}

static double tail_value(const struct tail *f)
{
	return fmin(f->debt == 0 ? f->sum : f->sum * exp(-f->debt), 1);
}

/* Sums of weights over the states, in units of their last rescaling. */
struct sums {
	double free;   /* some agent free */
	double queued; /* must wait but are accepted */
	double full;   /* no line */
	double length; /* queued x number waiting, full x number waiting */
	double offered_late, answered, in_time, after, waited;
};

static void rescale(struct sums *s, double *weight)
{
	const double by = 1 / large;

	s->free *= by;
	s->queued *= by;
	s->length *= by;
	s->offered_late *= by;
	s->answered *= by;
	s->in_time *= by;
	s->after *= by;
	s->waited *= by;
	*weight *= by;
}

/* Time runs in units of AHT here: mu = 1. */
struct clock {
	double theta, t;
};

/*
 * From the first state in which a call must wait, weight 1 for the state
 * below it, to the last.  `stays` is the chance to be answered in the end,
 * c / (c + j + 1); `pace` the mean wait of those who are, by the moments of
 * the logarithm of a Beta variable.
 */
static struct sums add_queue(double n, double places, double load,
			     struct clock k, double free)
{
	struct sums s = { .free = free };
	struct tail v = tail_new(n, k.theta, k.t);
	struct tail own = tail_new(n + k.theta, k.theta, k.t);
	double weight = load / n, pace = 0;

	for (double j = 0; j < places && weight > 0; j++) {
		double stays = n / (n + (j + 1) * k.theta);
		double later = tail_value(&own);

		pace += 1 / (n + (j + (k.theta > 0)) * k.theta);
		s.queued += weight;
		s.length += weight * j;
		s.offered_late += weight * tail_value(&v);
		s.answered += weight * stays;
		s.in_time += weight * stays * (1 - later);
		s.after += weight * stays * later;
		s.waited += weight * stays * pace;
		weight *= load / (n + (j + 1) * k.theta);
		if (weight > large)
			rescale(&s, &weight);
		tail_next(&v);
		tail_next(&own);
	}
	s.full = weight;
	s.length += weight * places;
	return s;
}

static struct lines_service summary(const struct sums *s,
				    struct patience_queue q, struct clock k)
{
	double accepted = s->free + s->queued, all = accepted + s->full;
	double through = accepted / all;
	struct patience_service r = { .waiting = s->queued / accepted };

	r.answered = (s->free + s->answered) / accepted;
	r.queue = s->length / all;
	r.wait = r.queue * q.aht / (q.load * through);
	r.abandoned = k.theta > 0 ? r.wait / q.patience : 0;
	r.asa = q.aht * s->waited / (s->free + s->answered);
	r.occupancy = fmin(1, q.load * through * r.answered / q.agents);
	r.in_time = (s->free + s->in_time) / accepted;
	r.after = s->after / accepted;
	r.offered_late = s->offered_late / accepted;
	r.offered_in_time = 1 - r.offered_late;
	r.late = exp(-k.theta * k.t) * r.offered_late;
	r.early = fmax(1 - r.in_time - r.late, 0);
	return (struct lines_service){ q.load, s->full / all, r };
}

/* As with lines without end, but for the blocked. */
static struct lines_service unlimited(struct patience_queue q, double within,
				      double blocked)
{
	return (struct lines_service){ q.load, blocked,
				       patience_service(q, within) };
}

/* Nobody answers: the lines hold those who have not yet hung up. */
static struct lines_service nobody_there(struct lines_queue q, double within)
{
	double load = q.queue.load * (q.queue.patience / q.queue.aht);

	return unlimited(q.queue, within,
			 isinf(load) ? 1 : erlang_b(q.lines, load));
}

struct lines_service lines_service(struct lines_queue q, double within)
{
	double n = fmin(q.queue.agents, q.lines), e;
	struct clock k = { 0, 0 };
	struct sums s;

	q.queue.agents = n;
	if (isinf(q.lines) || q.queue.load <= 0)
		return unlimited(q.queue, within, 0);
	if (n <= 0)
		return nobody_there(q, within);
	e = erlang_b_reciprocal(n - 1, q.queue.load);
	if (isinf(e))
		return unlimited(q.queue, within, 0);
	if (q.queue.patience <= 0)
		q.lines = n; /* nobody waits */
	else
		k.theta = q.queue.aht / q.queue.patience;
	if (within > 0)
		k.t = within / q.queue.aht;
	s = add_queue(n, q.lines - n, q.queue.load, k, e);
	return summary(&s, q.queue, k);
}

/* Patient callers, j of n + j lines waiting (the header's source, 3.5). */
static double blocked_at(struct patience_queue q, double places)
{
	double b = erlang_b(q.agents, q.load), rho = q.load / q.agents;
	double last = pow(rho, places);
	double queued =
		fabs(1 - rho) < 1e-9 ? places : rho * (1 - last) / (1 - rho);

	/* Large overload: rho^places may be INFINITY. */
	return isinf(last) ? 1 - 1 / rho : b * last / (1 + b * queued);
}

static bool is_enough(struct patience_queue q, double places, double blocking)
{
	double blocked =
		isinf(q.patience)
			? blocked_at(q, places)
			: lines_service(
				  (struct lines_queue){ q, q.agents + places },
				  0)
				  .blocked;

	return blocked <= blocking * (1 + 1e-12);
}

double lines_needed(struct patience_queue q, double blocking)
{
	const double most = 1e9;
	double few = 0, enough = 1;

	q.agents = floor(q.agents);
	if (q.load <= 0 || erlang_b(q.agents, q.load) <= blocking)
		return erlang_b_lines(q.load, blocking);
	while (!is_enough(q, enough, blocking)) {
		few = enough;
		enough *= 2;
		if (enough > most)
			return INFINITY;
	}
	while (enough - few > 1) {
		double middle = floor((few + enough) / 2);

		if (is_enough(q, middle, blocking))
			enough = middle;
		else
			few = middle;
	}
	return q.agents + enough;
}

struct retrial {
	struct lines_queue q;
	struct lines_redial again;
};

/* New calls that would make `offered` attempts, less those there are. */
static double surplus(double offered, const void *context)
{
	const struct retrial *r = context;
	struct lines_queue q = r->q;
	struct lines_service s;
	double back;

	q.queue.load = offered;
	s = lines_service(q, 0);
	back = r->again.blocked * s.blocked +
	       r->again.abandoned * (1 - s.blocked) * s.accepted.abandoned;
	return offered * (1 - back) - r->q.queue.load;
}

struct lines_service lines_redial(struct lines_queue q, double within,
				  struct lines_redial again)
{
	const double endless = 1e9;
	struct retrial r = { q, again };
	double load = q.queue.load, most = load;
	double share = fmax(again.blocked, again.abandoned);
	struct lines_service s;

	if (share < 1)
		most = load / (1 - share);
	while (load > 0 && surplus(most, &r) < -1e-12 * load &&
	       most < endless * load)
		most *= 2;
	q.queue.load = root_between(load, most, surplus, &r);
	s = lines_service(q, within);
	if (most >= endless * load && load > 0 && share >= 1)
		s.offered = INFINITY;
	return s;
}
