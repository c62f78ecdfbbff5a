#include "maths/queue_forecast.h"

#include <math.h>

#include "maths/forecast_report.h"
#include "maths/handling.h"
#include "maths/spike.h"

/* Where the matrix says learn, and what the training left out besides. */
static void say_what_is_left_out(struct queue_forecast *out,
				 const struct day_matrix *m,
				 const struct outages *o,
				 const struct training *t)
{
	out->silent_from = o->silent_from < m->past ? o->silent_from : -1;
	out->no_zeros = o->no_zeros;
	out->shift_row = t->shift_row;
	out->shift = t->shift;
	for (int r = 0; r < m->days; r++) {
		out->why[r] = o->why[r];
		if (r < t->origin && m->state[r] == DAY_ORDINARY && !t->use[r])
			out->why[r] = LEFT_OUT_OUTLIER;
	}
}

static void count_days(struct queue_forecast *out, const struct training *t)
{
	struct forecast_queue *q = out->report;
	double sum = 0;

	for (int r = 0; r < t->origin; r++) {
		q->days_used += t->use[r] || t->m->state[r] == DAY_SPECIAL;
		sum += t->use[r] ? t->m->total[r] : 0;
		out->usable += t->use[r];
	}
	/* A day that lost an outage's hours only is used for the rest. */
	for (int r = 0; r < t->m->days; r++)
		q->days_left_out += out->why[r] != LEFT_OUT_NOT &&
				    out->why[r] != LEFT_OUT_BEFORE &&
				    !(r < t->origin && t->use[r]);
	out->day_mean = out->usable > 0 ? sum / out->usable : 0;
}

/* Contacts that a handling time stands for: handled, else offered. */
static double *contacts(struct arena *work, const struct workload *h, size_t at,
			const struct day_matrix *m)
{
	double *n = arena_copy(work, m->recorded, m->days * m->slots,
			       sizeof(double));

	if (!h->handled)
		return n;
	const double *handled =
		daymatrix_gather(work, m, &h->grid, h->handled + at);
	for (int i = 0; i < m->days * m->slots; i++)
		if (!isnan(handled[i]))
			n[i] = handled[i];
	return n;
}

static void learn_handling(const struct forecast_inputs *in, int queue,
			   struct arena *work, const struct day_matrix *m,
			   double *aht)
{
	const struct workload *h = in->history;
	size_t at = (size_t)queue * (size_t)h->grid.n;
	const double *seconds =
		daymatrix_gather(work, m, &h->grid, h->aht + at);
	struct handling learned =
		handling_learn(work, m, seconds, contacts(work, h, at, m));
	double *cells = arena_new(work, double, m->days * m->slots);

	for (int i = 0; i < m->days * m->slots; i++)
		cells[i] = learned.level * learned.profile[i % m->slots];
	daymatrix_scatter(m, cells, in->ahead, aht);
}

struct queue_records queue_forecast_records(const struct forecast_inputs *in,
					    int queue, struct arena *work)
{
	struct queue_records r = { .m = daymatrix_from_workload(
					   work, in->site, in->history, in->all,
					   queue, in->until) };

	r.outages = outage_remove(work, &r.m);
	r.spikes = spike_remove(work, &r.m);
	return r;
}

/* What its sum with other queues needs to know. */
static void say_what_it_is_like(struct queue_forecast *out,
				const struct day_matrix *m,
				const struct ensemble *e)
{
	out->first_slot = m->first_slot;
	out->slots = m->slots;
	out->past = m->past;
	out->plain = e->test.n > 0 && m->n_events == 0 && m->n_drivers == 0 &&
		     out->shift_row < 0 && out->silent_from < 0;
}

void queue_forecast_make(const struct forecast_inputs *in, int queue,
			 struct arena *work, struct queue_forecast *out)
{
	struct queue_records r = queue_forecast_records(in, queue, work);
	struct day_matrix m = r.m;
	struct ensemble e =
		in->untested ? ensemble_untested(work, &m)
			     : ensemble_choose(work, &m, m.days - m.past);
	struct ensemble_forecast f = ensemble_forecast(work, &e, &m);

	daymatrix_scatter(&m, f.mean, in->ahead, out->calls);
	learn_handling(in, queue, work, &m, out->aht);
	out->scatter = e.scatter;
	out->lead = in->ahead->first_day - (m.first_day + m.past) + 1;
	out->spikes = r.spikes;
	say_what_is_left_out(out, &m, &r.outages, &f.training);
	say_what_it_is_like(out, &m, &e);
	count_days(out, &f.training);
	forecast_report_effects(out->report, &e, &f);
	if (in->scores)
		forecast_report_scores(out->report, work, &e);
	out->origins = e.test.origins;
	out->horizon = e.test.horizon;
}
