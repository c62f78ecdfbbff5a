#include "commands/view.h"

#include <math.h>

/* Every file that any stage read, once, with its hash as text. */
static int list_inputs(const struct pipeline *p, struct plan_input *list)
{
	struct arena *a = p->session->arena;
	int n = 0;

	for (int s = 0; s < STAGES; s++) {
		const struct manifest_stage *m = &p->w.manifest.stages[s];

		for (int i = 0; i < m->n; i++) {
			bool known = m->inputs[i].hash == 0;

			for (int k = 0; k < n && !known; k++)
				known = text_equal(list[k].name,
						   m->inputs[i].name);
			if (!known)
				list[n++] = (struct plan_input){
					m->inputs[i].name,
					arena_printf(
						a, "%016llx",
						(unsigned long long)m->inputs[i]
							.hash)
				};
		}
	}
	return n;
}

static const double *levels(const struct pipeline *p)
{
	const struct requirement *r = &p->requirement;
	int n = r->n_rows * r->grid.n;
	double *level = arena_new(p->session->arena, double, n);

	for (int i = 0; i < n; i++)
		level[i] = NAN;
	for (int k = 0; k < r->n_rows; k++)
		for (int t = 0; t < r->grid.n; t++)
			if (r->rows[k].queue >= 0 && r->rows[k].net[t] > 0)
				level[k * r->grid.n + t] =
					p->service[k * r->grid.n + t].level;
	return level;
}

struct plan_view view_of_pipeline(const struct pipeline *p,
				  enum audience audience)
{
	struct arena *a = p->session->arena;
	struct plan_input *inputs = arena_new(a, struct plan_input, 64);
	struct pay_lines *pay = arena_new(a, struct pay_lines, 1);

	*pay = pay_of_roster(a, &p->w.site, &p->result.roster, p->w.first_day,
			     p->w.days);
	return (struct plan_view){
		.audience = audience,
		.site = &p->w.site,
		.period = &p->period,
		.forecast = &p->forecast,
		.requirement = &p->requirement,
		.roster = &p->result.roster,
		.coverage = &p->coverage,
		.cost = &p->result.cost,
		.pay = pay,
		.breaches = &p->breaches,
		.level = levels(p),
		.solved = !isnan(p->result.bound),
		.bound = p->result.bound,
		.gap = p->result.gap,
		.stopped = p->result.stopped,
		.conflicts = p->result.conflicts,
		.n_conflicts = p->result.n_conflicts,
		.n_inputs = list_inputs(p, inputs),
		.inputs = inputs,
		.version = PACKAGE_VERSION,
		.seed = p->options.seed,
		.publication =
			p->roster_made ? 0 : workspace_publication(&p->w),
	};
}
