/*
 * ensemble - which members speak, how far to trust them, and what they say.
 *
 * The forecast is the plain mean of the members.  The back-test decides two
 * things only: a member whose error is more than 1.25 times the median
 * member's is not heard; and the planner's best baseline is taken instead
 * where it was better by more than 5 %, and in squared errors too.  Choosing
 * the single best model by its past was measured to be worse than the mean
 * (research: forecasting.md, 3.3).  So was leaving out calendar effects where
 * the back-test was better without: a dozen origins cannot tell, and their
 * priors hold them already (30 shifts of the origins, tests/bench/forecast.c).
 */
#ifndef MATHS_ENSEMBLE_H
#define MATHS_ENSEMBLE_H

#include "base/arena.h"
#include "maths/backtest.h"
#include "maths/scatter.h"
#include "maths/special_effects.h"
#include "maths/training.h"

struct ensemble {
	unsigned members; /* bit i: member i is heard */
	int baseline;	  /* a member taken instead, or -1 */
	struct backtest test;
	double *blend;	/* [test.n * slots] the mean of the members, tested */
	double *chosen; /* the same of what is forecast: blend or baseline */
	struct scatter scatter;
};

struct ensemble ensemble_choose(struct arena *a, const struct day_matrix *m,
				int horizon);

/* All members that have days enough, nothing tested: an eighth of the work. */
struct ensemble ensemble_untested(struct arena *a, const struct day_matrix *m);

struct ensemble_forecast {
	struct training training;
	struct special_effects effects;
	double *mean; /* [days * slots] rows [past, days), 0 where closed */
};

struct ensemble_forecast ensemble_forecast(struct arena *a,
					   const struct ensemble *e,
					   const struct day_matrix *m);

/* Shares of the tested slots of a horizon inside the 80 and 95 % intervals;
 * NaN without any. */
void ensemble_coverage(const struct ensemble *e, int horizon, double *cover80,
		       double *cover95);

/* Interval WAPE of Poisson noise around what is forecast; horizon -1: all. */
double ensemble_floor(const struct ensemble *e, int horizon);

#endif
