#include "maths/erlang.h"

#include <float.h>
#include <math.h>

#include "maths/gauss.h"
#include "maths/root.h"
#include "maths/special.h"

/* Probabilities are compared with their goals to this relative precision:
 * above the error of our sums, below anything that matters. */
static const double slack = 1e-12;

/* An addend below this share of the sum no longer changes it. */
static const double negligible = 1e-17;

/*
 * 1/B for whole n, from the top state down: the sum over j of
 * n(n-1)...(n-j+1) / a^j (C3.3 divided by its numerator).  All terms are
 * positive; they rise until the state falls below a and then die out.
 */
static double from_the_top(double n, double a)
{
	double term = 1, sum = 1;

	for (double k = n; k >= 1; k--) {
		term *= k / a;
		sum += term;
		if (k < a && term < negligible * sum)
			break;
		if (sum > DBL_MAX)
			break;
	}
	return sum;
}

/* 1/B(n, a) for -1 < n < 1 and a < 1: the complete gamma integral less the
 * series of the lower one (DLMF 8.7.1). */
static double few_lines(double n, double a)
{
	double term = 1, sum = 0;

	for (int k = 1; term > negligible * sum || k < 3; k++) {
		term *= a / (n + k);
		sum += term;
	}
	return tgamma(n + 1) * exp(a) * pow(a, -n) - sum;
}

/* 1/B(n, a) for n <= a, a >= 1: a^-n e^a Gamma(n+1, a) by Legendre's
 * continued fraction (DLMF 8.9.2), evaluated from the front (Lentz). */
static double many_lines(double n, double a)
{
	const double tiny = 1e-300;
	double front = fmax(a - n, tiny), up = front, down = 0, change = 0;

	for (int k = 1; k < 100000000 && fabs(change - 1) > 1e-16; k++) {
		double over = k * (n + 1 - k), under = a - n + 2 * k;

		down = under + over * down;
		up = under + over / up;
		down = 1 / (fabs(down) < tiny ? tiny : down);
		change = up * down;
		front *= change;
	}
	return a / front;
}

/*
 * From here on the integral itself is cheaper than any sum.  With v = a w the
 * exponent n ln(1 + w) - a w peaks at w = (n - a) / a, or at 0 when n < a;
 * seen from the peak, in units of 1 + w there, it is
 *
 *	-bend (d - ln(1 + d)) - slope d.
 */
static const double wide_load = 1e4;

struct hump {
	double bend, slope;
};

static double depth(const struct hump *h, double d)
{
	return h->bend * log_excess(d) + h->slope * d;
}

static double panel(const struct hump *h, double from, double to)
{
	double half = (to - from) / 2, middle = (to + from) / 2, sum = 0;

	for (int i = 0; i < GAUSS_NODES; i++)
		sum += gauss_weight[i] *
		       exp(-depth(h, middle + half * gauss_node[i]));
	return fabs(half) * sum;
}

/* From the peak to `end`, in panels over which the exponent falls by 10, 18
 * and 18 more were its curvature constant. */
static double side(const struct hump *h, double end)
{
	double from = 0, sum = 0, sign = end > 0 ? 1 : -1;

	while (from != end && depth(h, from) < 44) {
		double slope = fabs(h->slope + h->bend * from / (1 + from));
		double bend = h->bend / ((1 + from) * (1 + from));
		double drop = from == 0 ? 10 : 18;
		double root = hypot(slope, sqrt(2 * bend * drop));
		double to = from + sign * 2 * drop / (slope + root);

		if (sign * to > sign * end)
			to = end;
		if (to == from)
			break;
		sum += panel(h, from, to);
		from = to;
	}
	return sum;
}

/* 1/B(n, a) for large a, any n >= 0. */
static double by_integral(double n, double a)
{
	double spare = n - a, z = spare / a, height;

	if (spare <= 0) {
		struct hump h = { n, -spare };

		return a * side(&h, INFINITY);
	}
	height = a * (z * log1p(z) - log_excess(z));
	if (height > 709)
		return INFINITY;
	return n * exp(height) *
	       (side(&(struct hump){ n, 0 }, INFINITY) +
		side(&(struct hump){ n, 0 }, -spare / n));
}

/* Adds lines one by one: 1/B(n) = 1 + n/a 1/B(n-1)  (C3.7). */
static double climb(double r, double from, double to, double a)
{
	double steps = round(to - from);

	for (double j = 1; j <= steps && r <= DBL_MAX; j++)
		r = 1 + (from + j) / a * r;
	return r;
}

static double fractional(double n, double a)
{
	double start = n;

	if (a < 1) {
		start = n < 0 ? n : n - floor(n);
		return climb(few_lines(start, a), start, n, a);
	}
	if (n > a)
		start = n - ceil(n - a);
	return climb(many_lines(start, a), start, n, a);
}

double erlang_b_reciprocal(double lines, double load)
{
	if (lines == 0)
		return 1;
	if (load <= 0)
		return lines < 0 ? 0 : INFINITY;
	if (load > wide_load && lines > 0)
		return by_integral(lines, load);
	if (lines == floor(lines))
		return from_the_top(lines, load);
	return fractional(lines, load);
}

double erlang_b(double lines, double load)
{
	return 1 / erlang_b_reciprocal(lines, load);
}

double erlang_b_lines(double load, double blocking)
{
	double enough = (1 - slack) / blocking;
	double n, r;

	if (blocking >= 1 || load <= 0)
		return 0;
	if (blocking <= 0)
		return INFINITY;
	n = floor(load * (1 - blocking) * (1 - slack)); /* carried <= lines */
	for (r = erlang_b_reciprocal(n, load); r < enough; n++)
		r = 1 + (n + 1) / load * r;
	return n;
}

/*
 * Newton on ln B over ln a, where d ln B / d ln a = n - a (1 - B).  ln B is
 * concave and rises, so steps from the left never pass the root; the start,
 * a^n / n! = b, is on the left because B <= a^n / n!.
 */
double erlang_b_load(double lines, double blocking)
{
	double n = lines, a;

	if (blocking >= 1)
		return INFINITY;
	if (blocking <= 0 || n <= 0)
		return 0;
	a = exp((log(blocking) + lgamma(n + 1)) / n);
	for (int i = 0; i < 100; i++) {
		double r = erlang_b_reciprocal(n, a);
		double step = log(blocking * r) / (n - a + a / r);

		if (!(fabs(step) > DBL_EPSILON))
			break;
		a *= exp(fmin(step, 1));
	}
	return a;
}

struct retrial {
	double lines, load, retry;
};

/* New calls that would make `total` attempts, less those there are. */
static double surplus(double total, const void *context)
{
	const struct retrial *r = context;

	return total * (1 - r->retry * erlang_b(r->lines, total)) - r->load;
}

double erlang_b_retry_load(double lines, double load, double retry)
{
	struct retrial r = { lines, load, fmax(retry, 0) };
	double most = load;

	if (load <= 0 || lines == INFINITY)
		return load;
	if (r.retry >= 1 && (r.retry > 1 || load >= lines))
		return INFINITY;
	if (r.retry < 1)
		return root_between(load, load / (1 - r.retry), surplus, &r);
	while (surplus(most, &r) < 0 && most < DBL_MAX / 2)
		most *= 2;
	return root_between(load, most, surplus, &r);
}

/* C3.11 with B taken out:  C = n / (a + (n - a) / B).  The spare agents
 * n - a are formed once, from the arguments. */
double erlang_c(double agents, double load)
{
	double spare = agents - load;

	if (load <= 0)
		return 0;
	if (spare <= 0)
		return 1;
	return agents / (load + spare * erlang_b_reciprocal(agents, load));
}

double erlang_c_longer(double agents, double load, double aht, double wait)
{
	struct erlang_variability markov = { 1, 1 };

	return erlang_g_longer(agents, load, aht, wait, markov);
}

double erlang_c_level(double agents, double load, double aht, double wait)
{
	return 1 - erlang_c_longer(agents, load, aht, wait);
}

double erlang_c_delay(double agents, double load, double aht)
{
	if (load <= 0)
		return 0;
	return agents <= load ? INFINITY : aht / (agents - load);
}

double erlang_c_asa(double agents, double load, double aht)
{
	if (load > 0 && agents <= load)
		return INFINITY;
	return erlang_c(agents, load) * erlang_c_delay(agents, load, aht);
}

double erlang_c_queue(double agents, double load)
{
	return load <= 0 ? 0 : load * erlang_c_asa(agents, load, 1);
}

double erlang_c_percentile(double agents, double load, double aht, double share)
{
	double waiting = erlang_c(agents, load), late = 1 - share;

	if (waiting <= late)
		return 0;
	if (agents <= load || late <= 0)
		return INFINITY;
	return erlang_c_delay(agents, load, aht) * log(waiting / late);
}

double erlang_occupancy(double agents, double load)
{
	if (load <= 0)
		return 0;
	return agents <= load ? 1 : load / agents;
}

double erlang_c_trunks(double agents, double load, double aht, double blocking)
{
	double asa = erlang_c_asa(agents, load, aht);

	if (load <= 0 || isinf(asa))
		return asa;
	return erlang_b_lines(load * (1 + asa / aht), blocking);
}

/* How much longer waits are than those of Erlang C. */
static double stretch(struct erlang_variability cv2)
{
	return (cv2.arrivals + cv2.handling) / 2;
}

double erlang_g_asa(double agents, double load, double aht,
		    struct erlang_variability cv2)
{
	double asa = erlang_c_asa(agents, load, aht);

	return isinf(asa) ? asa : asa * stretch(cv2);
}

/* Waits of those who wait are exponential with mean aht / (agents - load),
 * stretched. */
double erlang_g_longer(double agents, double load, double aht, double wait,
		       struct erlang_variability cv2)
{
	double waiting = erlang_c(agents, load);

	if (waiting <= 0 || agents <= load || wait <= 0)
		return waiting;
	return waiting * exp(-(agents - load) * (wait / (aht * stretch(cv2))));
}
