#include "maths/root.h"

#include <float.h>
#include <math.h>

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
