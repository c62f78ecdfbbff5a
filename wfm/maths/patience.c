#include "maths/patience.h"

#include <float.h>
#include <math.h>

#include "maths/erlang.h"
#include "maths/gauss.h"
#include "maths/special.h"

const char *service_level_key(enum service_level definition)
{
	static const char *const key[SL_DEFINITIONS] = {
		[SL_OFFERED] = "offered", [SL_ANSWERED] = "answered",
		[SL_EXSHORT] = "exshort", [SL_ABOK] = "abok",
		[SL_VIRTUAL] = "virtual",
	};

	return key[definition];
}

/*
 * The exponent g of the density, seen from its peak: with d = y - peak,
 *
 *	g(peak + d) - g(peak) = slope d - bend (e^-d - 1 + d),
 *
 * slope <= 0 being 0 unless the peak is at y = 0.  Written so, neither term
 * is larger than what it contributes.
 */
struct shape {
	double x, c;   /* arrivals and all agents' completions per patience */
	double peak;   /* where g is largest, y >= 0 */
	double height; /* g(peak) */
	double slope, bend;
};

/* Integrals of e^(g - height) over some range, against four weights. */
struct masses {
	double all;    /* 1 */
	double stay;   /* e^-y: did not hang up meanwhile */
	double gone;   /* 1 - e^-y */
	double waited; /* y e^-y */
};

static struct shape shape_of(struct patience_queue q)
{
	double scale = q.patience / q.aht;
	double growth = (q.load - q.agents) * scale;
	struct shape s = { .x = q.load * scale,
			   .c = q.agents * scale,
			   .slope = growth };

	s.bend = s.x;
	if (growth > 0) {
		double z = growth / s.c;

		s.peak = log1p(z);
		s.height = s.c * log_excess(z);
		s.slope = 0;
		s.bend = s.c;
	}
	return s;
}

/* g - height at distance d from the peak. */
static double level_at(const struct shape *s, double d)
{
	return s->slope * d - s->bend * exp_excess(d);
}

static void add_panel(struct masses *m, const struct shape *s, double from,
		      double to)
{
	double half = (to - from) / 2, middle = (to + from) / 2;

	for (int i = 0; i < GAUSS_NODES; i++) {
		double d = middle + half * gauss_node[i];
		double mass = half * gauss_weight[i] * exp(level_at(s, d));
		double gone = -expm1(-(s->peak + d));

		m->all += mass;
		m->gone += mass * gone;
		m->stay += mass * (1 - gone);
		m->waited += mass * (1 - gone) * (s->peak + d);
	}
}

/* Beyond y = 40 + ln x nobody is left to hang up: e^g falls like e^-cy. */
static void add_tail(struct masses *m, const struct shape *s, double from,
		     double to)
{
	double mass = exp(level_at(s, from));

	mass *= s->c > 0 ? -expm1(-s->c * (to - from)) / s->c : to - from;
	m->all += mass;
	m->gone += mass;
}

/*
 * How far from d, away from the peak, until g has fallen by `drop`, were its
 * curvature constant; at most `most`, over which e^-y changes little.
 */
static double reach(const struct shape *s, double d, double drop, double most)
{
	double slope = fabs(s->slope + s->bend * expm1(-d));
	double bend = s->bend * exp(-d);
	double step =
		2 * drop / (slope + sqrt(slope * slope + 2 * bend * drop));

	return step < most ? step : most;
}

/* From the end where g is larger, panel by panel until e^g has faded. */
static void add_side(struct masses *m, const struct shape *s, double from,
		     double to)
{
	const double faded = 48;
	double start = level_at(s, from), fallen = 0;
	double end = 40 + log(fmax(s->x, 1)) - s->peak;
	double sign = to > from ? 1 : -1;

	while (from != to && fallen < faded && start - fallen > -745) {
		double drop = fallen < 8 ? 10 : 18;
		double next = from + sign * reach(s, from, drop, 1.5);

		if (from >= end && to > from) {
			add_tail(m, s, from, to);
			return;
		}
		if (sign * next > sign * to)
			next = to;
		add_panel(m, s, fmin(from, next), fmax(from, next));
		if (next == from)
			return;
		from = next;
		fallen = start - level_at(s, from);
	}
}

/* Over y in [from, to], which may be INFINITY. */
static struct masses masses(const struct shape *s, double from, double to)
{
	struct masses m = { 0, 0, 0, 0 };

	from -= s->peak;
	to -= s->peak;
	if (from < 0)
		add_side(&m, s, fmin(to, 0), from);
	if (to > 0)
		add_side(&m, s, fmax(from, 0), to);
	return m;
}

static struct patience_service nobody_waits(double load, double agents)
{
	return (struct patience_service){
		.answered = 1,
		.in_time = 1,
		.offered_in_time = 1,
		.occupancy = erlang_occupancy(agents, load),
	};
}

/* Nobody hangs up: behind the last free server the queue is geometric. */
static struct patience_service endless_patience(struct patience_queue q,
						double within, double e)
{
	double spare = q.agents - q.load, waiting = 1, delay = INFINITY, late;

	if (spare > 0) {
		waiting = q.load / (q.load + spare * e);
		delay = q.aht / spare;
	}
	late = waiting;
	if (spare > 0 && within > 0)
		late *= exp(-spare * (within / q.aht));
	return (struct patience_service){
		.waiting = waiting,
		.answered = 1,
		.wait = waiting * delay,
		.asa = waiting * delay,
		.queue = spare > 0 ? waiting * q.load / spare : INFINITY,
		.occupancy = erlang_occupancy(q.agents, q.load),
		.in_time = 1 - late,
		.offered_in_time = 1 - late,
		.late = late,
		.after = late,
		.offered_late = late,
	};
}

/* Nobody waits: who finds no server free is lost. */
static struct patience_service no_patience(struct patience_queue q, double e)
{
	double r = 1 + q.agents / q.load * e, lost = 1 / r;
	double answered = q.agents / q.load * e / r;

	return (struct patience_service){
		.waiting = lost,
		.abandoned = lost,
		.answered = answered,
		.occupancy = fmin(1, q.load * answered / q.agents),
		.in_time = answered,
		.early = lost,
		.offered_in_time = answered,
		.offered_late = lost,
	};
}

static struct patience_service all_hang_up(struct patience_queue q,
					   double within)
{
	double late = q.patience > 0 ? exp(-within / q.patience) : 0;

	return (struct patience_service){
		.waiting = 1,
		.abandoned = 1,
		.wait = q.patience,
		.asa = INFINITY,
		.queue = q.load * (q.patience / q.aht),
		.occupancy = 1,
		.early = 1 - late,
		.late = late,
		.offered_late = 1,
	};
}

/* The integrals put together; see the header for E and Z. */
static struct patience_service assemble(struct patience_queue q, double within,
					double e)
{
	struct shape s = shape_of(q);
	double t = within / q.patience, left = exp(-t);
	struct masses soon = masses(&s, 0, t), later = masses(&s, t, INFINITY);
	double free = e * exp(-s.height);
	double z = free + s.x * (soon.all + later.all);
	double scale = s.x / z;
	struct patience_service r;

	r.waiting = scale * (soon.all + later.all);
	r.abandoned = scale * (soon.gone + later.gone);
	r.answered = free / z + scale * (soon.stay + later.stay);
	r.wait = r.abandoned * q.patience;
	r.asa = q.patience * scale * (soon.waited + later.waited) / r.answered;
	r.queue = r.wait / q.aht * q.load;
	r.occupancy = fmin(1, q.load * r.answered / q.agents);
	r.in_time = free / z + scale * soon.stay;
	r.early = scale * (soon.gone - expm1(-t) * later.all);
	r.late = scale * left * later.all;
	r.after = scale * later.stay;
	r.offered_in_time = free / z + scale * soon.all;
	r.offered_late = scale * later.all;
	return r;
}

struct patience_service patience_behind(struct patience_queue q, double within,
					double e)
{
	const double endless = 1e100; /* times AHT: nobody hangs up */

	if (isinf(e))
		return nobody_waits(q.load, q.agents);
	if (q.patience <= 0)
		return no_patience(q, e);
	if (q.patience / q.aht > endless)
		return endless_patience(q, within, e);
	return assemble(q, within, e);
}

struct patience_service patience_service(struct patience_queue q, double within)
{
	if (q.load <= 0)
		return nobody_waits(q.load, q.agents);
	if (q.agents <= 0)
		return isinf(q.patience) ? endless_patience(q, within, 0)
					 : all_hang_up(q, within);
	return patience_behind(q, within,
			       erlang_b_reciprocal(q.agents - 1, q.load));
}

double patience_level(const struct patience_service *s,
		      enum service_level definition)
{
	switch (definition) {
	case SL_ANSWERED: return s->answered > 0 ? s->in_time / s->answered : 0;
	case SL_EXSHORT:
		return s->in_time > 0 ? s->in_time / (s->in_time + s->late) : 0;
	case SL_ABOK: return 1 - s->late;
	case SL_VIRTUAL: return s->offered_in_time;
	case SL_OFFERED: break;
	}
	return s->in_time;
}

double patience_shortfall(const struct patience_service *s,
			  enum service_level definition)
{
	switch (definition) {
	case SL_ANSWERED: return s->answered > 0 ? s->after / s->answered : 1;
	case SL_EXSHORT:
		return s->late > 0 ? s->late / (s->in_time + s->late)
				   : s->in_time <= 0;
	case SL_ABOK: return s->late;
	case SL_VIRTUAL: return s->offered_late;
	case SL_OFFERED: break;
	}
	return s->early + s->late;
}
