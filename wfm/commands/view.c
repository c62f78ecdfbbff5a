#include "commands/view.h"

#include <math.h>

#include "formats/plan_files.h"
#include "formats/whatif_csv.h"
#include "model/period_credit.h"

/*
 * May the audience have the file's hash?  A small file can be guessed by its
 * hash: who is away for what, who wishes what, what somebody earns.
 */
static bool may_see(enum audience audience, const char *name)
{
	static const char *const personal[] = { "requests", "balances",
						"waivers", "exceptions",
						"availability" };

	if (audience == AUDIENCE_HR)
		return true;
	if (text_starts(name, "absences") || text_starts(name, "pay."))
		return false;
	for (int i = 0; i < 5 && audience == AUDIENCE_TEAM; i++)
		if (text_starts(name, personal[i]))
			return false;
	return true;
}

static bool is_listed(const struct plan_input *list, int n, const char *name)
{
	for (int k = 0; k < n; k++)
		if (text_equal(list[k].name, name))
			return true;
	return false;
}

/* Every file that any stage read, once, with its hash as text. */
static int list_inputs(const struct pipeline *p, enum audience audience,
		       const struct plan_input **inputs)
{
	struct arena *a = p->session->arena;
	struct plan_input *list;
	int n = 0, room = 0;

	for (int s = 0; s < STAGES; s++)
		room += p->w.manifest.stages[s].n;
	*inputs = list = arena_new(a, struct plan_input, room);
	for (int s = 0; s < STAGES; s++) {
		const struct manifest_stage *m = &p->w.manifest.stages[s];

		for (int i = 0; i < m->n; i++) {
			const char *name = m->inputs[i].name;

			if (m->inputs[i].hash == 0 ||
			    !may_see(audience, name) ||
			    is_listed(list, n, name))
				continue;
			list[n++] = (struct plan_input){
				name,
				arena_printf(
					a, "%016llx",
					(unsigned long long)m->inputs[i].hash)
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
	struct pay_lines *pay = arena_new(a, struct pay_lines, 1);

	*pay = pay_of_roster(a, &p->w.site, &p->result.roster, p->w.first_day,
			     p->w.days);
	struct plan_view v = {
		.audience = audience,
		.site = &p->w.site,
		.period = &p->period,
		.forecast = &p->forecast,
		.requirement = &p->requirement,
		.roster = &p->result.roster,
		.coverage = &p->coverage,
		.lacking = p->lacking,
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
		.version = PACKAGE_VERSION,
		.seed = p->options.seed,
		.publication =
			p->roster_made ? 0 : workspace_publication(&p->w),
	};
	v.n_inputs = list_inputs(p, audience, &v.inputs);
	return v;
}

/* A publication that this site cannot read any more is no reason to fail. */
static const struct roster_diff *changes_since(struct pipeline *p, int number)
{
	struct arena *a = p->session->arena;
	struct err inner = err_new(a);
	struct roster old;
	struct input in;
	struct roster_diff *d;
	const char *path = arena_printf(a, "%s/published/%02d/roster.csv",
					p->w.folder, number);

	if (input_read(a, path, &in, &inner) != RC_OK ||
	    roster_read(a, &p->w.site, p->w.first_day, p->w.days, &in, &old,
			&inner) != RC_OK)
		return NULL;
	period_credit(&p->period, &old);
	d = arena_new(a, struct roster_diff, 1);
	*d = roster_diff(a, &old, &p->result.roster);
	return d;
}

enum rc view_compare(struct pipeline *p, struct plan_view *v)
{
	struct arena *a = p->session->arena;
	const char *path = input_path(a, p->w.folder, "whatif.csv");
	struct input in;

	v->since = v->publication ? v->publication - 1
				  : workspace_published(&p->w);
	if (v->since)
		v->changes = changes_since(p, v->since);
	if (!input_exists(path))
		return RC_OK;
	TRY(input_read(a, path, &in, p->session->err));
	return whatif_read(a, &in, &v->scenarios, &v->n_scenarios,
			   p->session->err);
}
