#include "maths/qed.h"

#include <math.h>
#include <stddef.h>

#include "maths/ratio.h"
#include "maths/root.h"
#include "maths/special.h"

/* Phi / phi is 1 / hazard, mirrored. */
double qed_waiting(double beta)
{
	return beta <= 0 ? 1 : 1 / (1 + beta / normal_hazard(-beta));
}

static double excess(double beta, const void *context)
{
	const double *waiting = context;

	return log(qed_waiting(beta) / *waiting);
}

double qed_beta(double waiting)
{
	if (waiting >= 1)
		return 0;
	if (waiting <= 0)
		return INFINITY;
	return root_between(0, 39, excess, &waiting);
}

double qed_waiting_patience(double beta, double ratio)
{
	double root = sqrt(ratio);

	return 1 /
	       (1 + root * normal_hazard(beta / root) / normal_hazard(-beta));
}

double qed_agents(double load, double beta)
{
	return ratio_ceil(load + beta * sqrt(load));
}
