/*
 * root - where a function of one number changes its sign.
 *
 * f need not be smooth; it must be finite or infinite, not NaN.  The answer
 * lies between lo and hi and is as exact as f and doubles allow: the last
 * bracket is narrower than 4 units in the last place of its ends, or f is 0
 * there.  When f has one sign at both ends the end nearer to zero is
 * returned.  At most 200 calls of f, mostly below 12.
 *
 * Source: bisection mixed with inverse quadratic interpolation, the choice
 * between them by T. R. Chandrupatla, Advances in Engineering Software 28
 * (1997), 145-149.
 */
#ifndef MATHS_ROOT_H
#define MATHS_ROOT_H

double root_between(double lo, double hi,
		    double (*f)(double x, const void *context),
		    const void *context);

/*
 * The least whole x >= 0 with f(x) <= 0, for f that falls; there must be one.
 * Steps of growing width lead from guess >= 0 to both signs, then as above,
 * rounded: mostly below 10 calls if the guess is good.
 */
double root_whole(double guess, double (*f)(double x, const void *context),
		  const void *context);

#endif
