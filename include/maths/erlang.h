/*
 * erlang - one queue whose callers never hang up: Erlang B and Erlang C.
 *
 * load      offered traffic in erlangs: calls per second x AHT in seconds
 * lines     servers without a queue: a call that finds none free is lost
 * agents    servers with a queue, first come first served
 * aht       average handling time in seconds, talk + hold + wrap-up
 * wait      seconds; "answered within wait", the 20 in "80/20"
 *
 * Lines and agents may be fractional: B is continued by its integral,
 *
 *	1 / B(n, a) = integral over v > 0 of exp(-v) (1 + v/a)^n,
 *
 * which is the usual B at whole n and falls smoothly in between.
 *
 * Pure and total: no allocation, no error code.  Arguments are >= 0 and not
 * NaN.  No load: nobody waits.  Load, but agents <= load: the queue grows
 * without end; everybody waits, the service level is 0, waits are INFINITY.
 *
 * Exact to about 1e-14 relative from 0 to 10^7 erlangs: up to 10^4 in
 * O(sqrt(load)) steps, beyond in a hundred or so at any size.  What is below
 * 1e-300 is 0.  No factorial, no gamma function of the load: nothing
 * overflows.
 *
 * Sources: A. K. Erlang, 1917; R. B. Cooper, Introduction to Queueing
 * Theory, 2nd ed. (1981), chapter 3 [equations named C3.x]; D. L. Jagerman,
 * Bell System Tech. J. 53 (1974) for fractional lines; incomplete gamma
 * function by Legendre's continued fraction, DLMF 8.9.2.
 */
#ifndef MATHS_ERLANG_H
#define MATHS_ERLANG_H

/* Share of calls that find all lines busy and are lost (C3.3). */
double erlang_b(double lines, double load);

/* 1 / erlang_b, for lines > -1; INFINITY where it exceeds a double. */
double erlang_b_reciprocal(double lines, double load);

/* Fewest whole lines that lose at most this share of calls.  0 when
 * blocking >= 1; INFINITY when blocking is 0 and load is not. */
double erlang_b_lines(double load, double blocking);

/* Most load that lines carry losing at most this share: B(lines, .) = it.
 * INFINITY when blocking >= 1. */
double erlang_b_load(double lines, double blocking);

/*
 * Extended Erlang B: a share `retry` of the lost calls tries again at once,
 * so that the lines are offered  total = load + retry x total x B(total).
 * The blocking is erlang_b(lines, total).  INFINITY when retry is 1 (or
 * more) and the lines cannot carry the load.
 */
double erlang_b_retry_load(double lines, double load, double retry);

/* Probability that a call has to wait (C3.11). */
double erlang_c(double agents, double load);

/* Probability that a call waits longer than `wait` (C3.14); the share that
 * would be lost if all hung up after exactly that long. */
double erlang_c_longer(double agents, double load, double aht, double wait);

/* Service level: share of calls answered within `wait`. */
double erlang_c_level(double agents, double load, double aht, double wait);

/* Average speed of answer: mean wait of all calls, seconds (C3.13). */
double erlang_c_asa(double agents, double load, double aht);

/* Mean wait of those calls that wait at all, seconds. */
double erlang_c_delay(double agents, double load, double aht);

/* Mean number of calls waiting. */
double erlang_c_queue(double agents, double load);

/* Seconds within which `share` (0..1) of the calls are answered; 0 when that
 * many need not wait. */
double erlang_c_percentile(double agents, double load, double aht,
			   double share);

/* Share of their time that the agents are busy, at most 1. */
double erlang_occupancy(double agents, double load);

/* Lines as sheets have it: Erlang B of the load with the mean wait added to
 * the handling time; lines_needed (lines.h) is exact.  INFINITY if agents <=
 * load. */
double erlang_c_trunks(double agents, double load, double aht, double blocking);

/*
 * Any handling times and arrivals, by their squared coefficients of
 * variation (variance / mean^2): Allen and Cunneen multiply the mean wait of
 * Erlang C by (arrivals + handling) / 2 and keep the chance to wait.  Exact
 * when both are 1; an approximation otherwise, typically within 15 %.
 *
 * Source: A. O. Allen, Probability, Statistics, and Queueing Theory, 2nd
 * ed. (1990), 5.3.4.
 */
struct erlang_variability {
	double arrivals; /* ca2, 1 for Poisson */
	double handling; /* cs2, 1 for exponential, 0 for constant */
};

/* Mean wait of all calls, seconds. */
double erlang_g_asa(double agents, double load, double aht,
		    struct erlang_variability cv2);

/* Probability that a call waits longer than `wait`. */
double erlang_g_longer(double agents, double load, double aht, double wait,
		       struct erlang_variability cv2);

#endif
