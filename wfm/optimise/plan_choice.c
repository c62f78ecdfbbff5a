#include "optimise/plan.h"

void plan_reach(const struct plan *p, const struct option *o, bool *reached)
{
	for (int t = o->start / p->ticks.per;
	     t < p->n && t * p->ticks.per < o->end; t++)
		reached[t] = true;
}

void plan_note(const struct plan *p, const struct choice *c, const int16_t *at,
	       double sign, double *there)
{
	if (c->kind >= 0)
		duty_heads(plan_option(p, c), at, sign * c->scale, p->ticks.per,
			   p->n, there + (size_t)c->kind * p->n);
}

double plan_price(const struct plan *p, const struct menu *m,
		  const struct choice *c, const double *prefix, int16_t *at)
{
	const struct option *o = plan_option(p, c);
	double pay = m->rate * (o->pay - o->least_pay);

	if (o->given)
		return c->cost;
	if (c->kind < 0)
		return c->cost + pay + duty_value(o, NULL, m->rate, at);
	return c->cost + pay +
	       c->scale * duty_value(o, prefix, m->rate / c->scale, at);
}
