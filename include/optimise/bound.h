/*
 * bound - what no legal roster can cost less than, and prices that show it.
 *
 * Rows r (queues and pools), intervals t, x_rt people on a row, y_ikqt the
 * part of worker i, of kind k, on queue q.  The roster problem is
 *
 *	minimise  sum_rt f_rt(x_rt) + sum_i cost_i(tour_i)
 *	subject   x_rt = sum over q in r of  speed_kq y_ikqt         (z_rt)
 *	          sum_q y_ikqt = presence of tour_i in t
 *
 * Taking the first rows into the objective with prices z leaves independent
 * problems: one per row and interval, one per worker,
 *
 *	L(z) = sum_rt min { f_rt(x) - z_rt x : 0 <= x <= everybody }
 *	     + sum_i min over tours of cost_i + sum_t presence_it w_kt(z)
 *	w_kt(z) = min over queues q of k of  speed_kq sum of z_rt, r with q
 *
 * L(z) is a bound for every z.  The second minimum is pricing's shortest path
 * (what the path leaves out only lowers it).  Breaks go where presence and pay
 * cost least; where people with an option earn differently, at the least rate
 * of them.  Nobody has to be put on a queue by a variable: the division within
 * an interval is in w.
 *
 * L is concave; it is climbed by the volume algorithm (Barahona and Anbil,
 * Mathematical Programming 87 (2000)): steps along an average of subgradients
 * from the best prices so far.  The same average over tours is an approximate
 * solution of the relaxed master problem; the dive rounds it.
 */
#ifndef OPTIMISE_BOUND_H
#define OPTIMISE_BOUND_H

#include "optimise/crowd.h"
#include "optimise/effort.h"
#include "optimise/plan.h"
#include "optimise/pricing.h"

struct bound;

struct bound *bound_new(struct arena *a, const struct plan *p,
			struct pricer *const *pricers, int threads);
void bound_close(struct bound *b); /* NULL is fine */

/* First prices: those of a roster's crowd. */
void bound_begin(struct bound *b, struct crowd *crowd);

/*
 * Climbs until share of the effort is used or no progress is made.  target: the
 * cost of a roster.  Returns the best bound so far.
 */
double bound_climb(struct bound *b, double target, struct effort *effort,
		   double share);

/* The best bound so far; -HUGE_VAL before the first climb. */
double bound_value(const struct bound *b);

/*
 * The rank-th heaviest tour of a worker in the average of all steps, an index
 * of each day's menu or DUTY_OFF; NULL when there is none.
 */
const int16_t *bound_heaviest(const struct bound *b, int worker, int rank,
			      double *weight);

/*
 * L at these prices [rows * n], kept when it is the best; the tours that attain
 * it follow.  work: what it took.
 */
double bound_at(struct bound *b, const double *z, double *work);
/* Prices of the best bound. */
const double *bound_best(const struct bound *b);

/* A worker's least cost, prices included, as last priced. */
double bound_least(const struct bound *b, int worker);
/* The same of his days as they are, without rules, at the same prices. */
double bound_cost_at(const struct bound *b, int worker,
		     const struct placed *days);
/*
 * A dive: workers get tours for good, one set after the other, and prices
 * answer within some steps.  The bound proven so far stays.
 */
void bound_fix(struct bound *b, int worker, const struct placed *days,
	       double cost);
bool bound_is_fixed(const struct bound *b, int worker);
void bound_dig(struct bound *b, double target, int steps,
	       struct effort *effort);
void bound_release(struct bound *b);

/* Summed prices over ticks of one of a kind, as last priced. */
const double *bound_prices(const struct bound *b, int kind);

/* Value of having an option's people there, by kind, at the best prices. */
double bound_option(const struct bound *b, int kind, int option);

#endif
