#include "maths/sim_draw.h"

#include <math.h>

/* Where the tail begins, and the area of each layer, for 256 of them. */
static const double tail = 7.69711747013104972;
static const double area = 0.0039496598225815571993;

struct sim_ziggurat sim_ziggurat_new(void)
{
	struct sim_ziggurat z;

	z.y[1] = exp(-tail);
	z.x[0] = area / z.y[1]; /* the base, as wide as if it had no tail */
	z.y[0] = 0;
	z.x[1] = tail;
	for (int k = 2; k < SIM_LAYERS; k++) {
		z.y[k] = z.y[k - 1] + area / z.x[k - 1];
		z.x[k] = -log(z.y[k]);
	}
	z.x[SIM_LAYERS] = 0;
	z.y[SIM_LAYERS] = 1;
	return z;
}

double sim_ziggurat_draw(const struct sim_ziggurat *z, struct random *r)
{
	double beyond = 0;

	for (;;) {
		uint64_t bits = random_bits(r);
		int k = (int)(bits & (SIM_LAYERS - 1));
		double x = (double)(bits >> 11) * 0x1p-53 * z->x[k];

		if (x < z->x[k + 1])
			return beyond + x;
		if (k == 0) { /* the tail is the whole once more */
			beyond += tail;
			continue;
		}
		if (z->y[k] + random_uniform(r) * (z->y[k + 1] - z->y[k]) <
		    exp(-x))
			return beyond + x;
	}
}

struct random sim_stream(uint64_t seed, int replication,
			 enum sim_purpose purpose, int queue)
{
	uint64_t number = (uint64_t)replication;

	return random_stream(seed, number << 16 | (uint64_t)queue << 8 |
					   (uint64_t)purpose);
}

void sim_draw_fill(struct sim_draw *d)
{
	for (int k = 0; k < SIM_BLOCK; k++)
		d->x[k] = d->from ? d->from[random_below(&d->random, d->n)]
			  : d->cv < 0
				  ? sim_ziggurat_draw(d->ziggurat, &d->random)
			  : d->cv > 0 ? random_lognormal(&d->random, 1, d->cv)
				      : 1;
	d->at = 0;
}
