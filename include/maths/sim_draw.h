/*
 * sim_draw - random numbers of one purpose and queue, drawn in blocks.
 *
 * Every purpose of every queue has its own stream in every replication, and a
 * contact takes its numbers when it comes, so that two rosters that are
 * compared meet the same contacts with the same work and patience.
 *
 * Source of the exponential: G. Marsaglia, W. W. Tsang, "The ziggurat method
 * for generating random variables", J. Stat. Software 5 (2000), with 53-bit
 * abscissas taken from other bits than the layer.
 */
#ifndef MATHS_SIM_DRAW_H
#define MATHS_SIM_DRAW_H

#include <stdint.h>

#include "base/random.h"

enum { SIM_LAYERS = 256, SIM_BLOCK = 128 };

struct sim_ziggurat {
	double x[SIM_LAYERS + 1]; /* right ends of the layers, falling */
	double y[SIM_LAYERS + 1]; /* e^-x */
};

enum sim_purpose {
	SIM_GAP,      /* between contacts */
	SIM_WORK,     /* handling time */
	SIM_PATIENCE, /* before hanging up */
	SIM_DAY,      /* level of a day */
	SIM_INTERVAL, /* level of an interval */
	SIM_MISSING,  /* who does not come */
	SIM_REDIAL    /* who comes again, when and how patient */
};

struct sim_draw {
	const struct sim_ziggurat *ziggurat;
	struct random random;
	const double *from; /* [n] values that are drawn, or NULL */
	int n;
	double cv; /* of the lognormal; 0: constant 1, < 0: exponential */
	int at;
	double x[SIM_BLOCK]; /* of mean 1 */
};

struct sim_ziggurat sim_ziggurat_new(void);
double sim_ziggurat_draw(const struct sim_ziggurat *z, struct random *r);

struct random sim_stream(uint64_t seed, int replication,
			 enum sim_purpose purpose, int queue);
void sim_draw_fill(struct sim_draw *d);

/* The next one, of mean 1. */
static inline double sim_draw_next(struct sim_draw *d)
{
	if (d->at == SIM_BLOCK)
		sim_draw_fill(d);
	return d->x[d->at++];
}

#endif
