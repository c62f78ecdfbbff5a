#include "maths/root.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

/* Three points: a newest, b with the other sign, c the one before. */
struct bracket {
	double a, b, c;
	double fa, fb, fc;
};

/* Where to cut [a, b] next, as a share of it, from a. */
static double cut(const struct bracket *k)
{
	double xi = (k->a - k->b) / (k->c - k->b);
	double phi = (k->fa - k->fb) / (k->fc - k->fb);
	double s;

	if (!isfinite(k->fa) || !isfinite(k->fb) || !isfinite(k->fc))
		return 0.5;
	if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi))
		return 0.5;
	s = k->fa / (k->fb - k->fa) * k->fc / (k->fb - k->fc) +
	    (k->c - k->a) / (k->b - k->a) * k->fa / (k->fc - k->fa) * k->fb /
		    (k->fc - k->fb);
	return isfinite(s) ? s : 0.5;
}

static void add_point(struct bracket *k, double x, double fx)
{
	if ((fx > 0) == (k->fa > 0)) {
		k->c = k->a;
		k->fc = k->fa;
	} else {
		k->c = k->b;
		k->fc = k->fb;
		k->b = k->a;
		k->fb = k->fa;
	}
	k->a = x;
	k->fa = fx;
}

static double best(const struct bracket *k)
{
	return fabs(k->fa) <= fabs(k->fb) ? k->a : k->b;
}

double root_between(double lo, double hi,
		    double (*f)(double x, const void *context),
		    const void *context)
{
	struct bracket k = { .a = hi, .b = lo, .c = lo };

	k.fa = f(hi, context);
	k.fb = k.fc = f(lo, context);
	if ((k.fa > 0) == (k.fb > 0) || k.fa == 0 || k.fb == 0)
		return best(&k);
	double share = 0.5;
	for (int i = 0; i < 198; i++) {
		double x = k.a + share * (k.b - k.a);
		double fx = f(x, context);
		double width, least;

		add_point(&k, x, fx);
		width = fabs(k.b - k.a);
		least = 2 * DBL_EPSILON * fabs(best(&k)) + DBL_MIN;
		if (fx == 0 || width <= 2 * least)
			break;
		share = fmin(fmax(cut(&k), least / width), 1 - least / width);
	}
	return best(&k);
}

/* From a whole number to both signs, upward or down to 0; false if 0 will
 * do.  Leaves the sides in k, fa being the newer. */
static bool gallop(struct bracket *k, double (*f)(double, const void *),
		   const void *context)
{
	double step = 1 + floor(sqrt(k->a) / 4);
	bool up = k->fa > 0;

	do {
		k->b = k->a;
		k->fb = k->fa;
		if (!up && k->a == 0)
			return false;
		k->a = up ? k->a + step : fmax(k->a - step, 0);
		k->fa = f(k->a, context);
		step *= 3;
	} while ((k->fa > 0) == up);
	return true;
}

double root_whole(double guess, double (*f)(double x, const void *context),
		  const void *context)
{
	struct bracket k = { .a = round(guess) };
	double share = 0.5;

	k.fa = f(k.a, context);
	if (!gallop(&k, f, context))
		return 0;
	k.c = k.b;
	k.fc = k.fb;
	for (int i = 0; fabs(k.b - k.a) > 1; i++) {
		double low = fmin(k.a, k.b), high = fmax(k.a, k.b);
		double x = round(k.a + share * (k.b - k.a));

		x = fmin(fmax(x, low + 1), high - 1);
		add_point(&k, x, f(x, context));
		share = i % 3 == 2 ? 0.5 : cut(&k); /* lest it creeps */
	}
	return fmax(k.a, k.b);
}
