#include "maths/daymatrix.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

struct day_matrix daymatrix_new(struct arena *a, int first_day, int days,
				int slots, int slot_minutes)
{
	struct day_matrix m = {
		.first_day = first_day,
		.days = days,
		.slots = slots,
		.slot_minutes = slot_minutes,
		.calls = arena_new(a, double, days *slots),
		.open = arena_new(a, bool, days *slots),
		.state = arena_new(a, enum day_state, days),
		.total = arena_new(a, double, days),
		.weekday = arena_new(a, int, days),
		.date = arena_new(a, signed char, days),
		.date_left = arena_new(a, signed char, days),
		.special = arena_new(a, int, days),
		.holiday = arena_new(a, bool, days),
	};

	m.recorded = m.calls;
	for (int i = 0; i < days * slots; i++)
		m.calls[i] = NAN;
	for (int r = 0; r < days; r++) {
		struct civil c = date_civil(first_day + r);
		int length = date_days_in_month(c.year, c.month);
		m.weekday[r] = date_weekday(first_day + r);
		m.date[r] = (signed char)c.day;
		m.date_left[r] = (signed char)(length - c.day);
		m.special[r] = -1;
	}
	return m;
}

static enum day_state classify(const struct day_matrix *m, int r)
{
	int open = 0, known = 0;

	for (int i = r * m->slots; i < (r + 1) * m->slots; i++) {
		open += m->open[i];
		known += m->open[i] && !isnan(m->calls[i]);
	}
	if (open == 0)
		return DAY_CLOSED;
	if (r >= m->past)
		return DAY_AHEAD;
	if (2 * known < open)
		return DAY_MISSING;
	return m->special[r] >= 0 ? DAY_SPECIAL : DAY_ORDINARY;
}

/* Mean calls per weekday and slot of the ordinary days; 0 without any. */
static double *weekday_profile(struct arena *work, const struct day_matrix *m)
{
	double *profile = arena_new(work, double, 7 * m->slots);
	int *seen = arena_new(work, int, 7 * m->slots);

	for (int r = 0; r < m->past; r++) {
		if (m->state[r] != DAY_ORDINARY)
			continue;
		for (int s = 0; s < m->slots; s++) {
			double y = m->calls[r * m->slots + s];
			int cell = m->weekday[r] * m->slots + s;
			if (isnan(y))
				continue;
			profile[cell] += y;
			seen[cell]++;
		}
	}
	for (int i = 0; i < 7 * m->slots; i++)
		profile[i] /= seen[i] > 0 ? seen[i] : 1;
	return profile;
}

static double complete_total(const struct day_matrix *m, int r,
			     const double *profile)
{
	double sum = 0, known = 0, missing = 0;

	for (int s = 0; s < m->slots; s++) {
		int i = r * m->slots + s;
		double expected = profile[m->weekday[r] * m->slots + s];
		if (!isnan(m->calls[i])) {
			sum += m->calls[i];
			known += expected;
		} else if (m->open[i]) {
			missing += expected;
		}
	}
	return known > 0 ? sum + sum * missing / known : sum;
}

void daymatrix_classify(struct arena *work, struct day_matrix *m)
{
	for (int r = 0; r < m->days; r++)
		m->state[r] = classify(m, r);
	double *profile = weekday_profile(work, m);
	for (int r = 0; r < m->days; r++)
		m->total[r] = m->state[r] == DAY_ORDINARY ||
					      m->state[r] == DAY_SPECIAL
				      ? complete_total(m, r, profile)
				      : NAN;
}

int daymatrix_slot(const struct day_matrix *m, int minute)
{
	return minute / m->slot_minutes - m->first_slot;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Sorts and removes doubles; returns how many are left. */
static int unique_names(const char **names, int n)
{
	int kept = 0;

	qsort(names, (size_t)n, sizeof(*names), by_name);
	for (int i = 0; i < n; i++)
		if (kept == 0 || strcmp(names[kept - 1], names[i]) != 0)
			names[kept++] = names[i];
	return kept;
}

static int find_kind(const struct day_matrix *m, const char *name)
{
	for (int k = 0; k < m->n_kinds; k++)
		if (strcmp(m->kinds[k].name, name) == 0)
			return k;
	return -1;
}

static void find_kinds(struct day_matrix *m, struct arena *a,
		       const struct site *site)
{
	int n = site->n_special_days;
	const char **names = arena_new(a, const char *, n);

	for (int i = 0; i < n; i++)
		names[i] = site->special_days[i].name;
	m->n_kinds = unique_names(names, n);
	struct special_kind *kinds =
		arena_new(a, struct special_kind, m->n_kinds);
	for (int k = 0; k < m->n_kinds; k++)
		kinds[k] =
			(struct special_kind){ .name = names[k], .like = -1 };
	m->kinds = kinds;
	for (int i = 0; i < n; i++) {
		const struct special_day *d = &site->special_days[i];
		struct special_kind *kind = &kinds[find_kind(m, d->name)];
		kind->holiday |= d->holiday;
		kind->like_weekday |= d->like_weekday >= 0;
		if (d->like && strcmp(d->like, d->name) != 0)
			kind->like = find_kind(m, d->like);
	}
}

static void mark_special_days(struct day_matrix *m, const struct site *site)
{
	for (int i = 0; i < site->n_special_days; i++) {
		const struct special_day *d = &site->special_days[i];
		int r = d->day - m->first_day;
		if (r < 0 || r >= m->days)
			continue;
		m->special[r] = find_kind(m, d->name);
		m->holiday[r] = d->holiday;
		if (d->like_weekday >= 0)
			m->weekday[r] = d->like_weekday;
	}
}

static bool concerns(const struct event *e, int queue)
{
	return !e->outage && (e->queue < 0 || e->queue == queue);
}

static double usual_volume(const struct site *site, int queue, const char *name)
{
	double sum = 0;
	int n = 0;

	for (int i = 0; i < site->n_events; i++) {
		const struct event *e = &site->events[i];
		if (concerns(e, queue) && strcmp(e->name, name) == 0 &&
		    e->volume > 0) {
			sum += e->volume;
			n++;
		}
	}
	return n ? sum / n : NAN;
}

static void find_events(struct day_matrix *m, struct arena *a,
			const struct site *site, int queue)
{
	const char **names = arena_new(a, const char *, site->n_events);
	int n = 0;

	for (int i = 0; i < site->n_events; i++)
		if (concerns(&site->events[i], queue))
			names[n++] = site->events[i].name;
	if (n == 0)
		return;
	m->n_events = unique_names(names, n);
	struct event_kind *kinds = arena_new(a, struct event_kind, m->n_events);
	for (int k = 0; k < m->n_events; k++)
		kinds[k] = (struct event_kind){
			names[k], NAN, usual_volume(site, queue, names[k])
		};
	m->events = kinds;
	m->event = arena_new(a, short, m->days * m->slots);
	m->amount = arena_new(a, double, m->days * m->slots);
	for (int i = 0; i < m->days * m->slots; i++)
		m->event[i] = -1;
}

static int find_event(const struct day_matrix *m, const char *name)
{
	for (int k = 0; k < m->n_events; k++)
		if (strcmp(m->events[k].name, name) == 0)
			return k;
	return -1;
}

/* Over all intervals of a grid, each with its place in the matrix. */
struct walk {
	const struct day_matrix *m;
	const struct grid *grid;
	int t, day, row, slot;
	int cell; /* -1: outside the matrix */
};

static struct walk walk_of(const struct day_matrix *m, const struct grid *g)
{
	return (struct walk){ .m = m, .grid = g, .t = -1 };
}

static bool step(struct walk *w)
{
	const struct grid *g = w->grid;

	if (++w->t >= g->n)
		return false;
	while (w->t >= g->day_begin[w->day + 1])
		w->day++;
	w->row = g->first_day + w->day - w->m->first_day;
	w->slot = daymatrix_slot(w->m, g->wall[w->t]);
	bool inside = w->row >= 0 && w->row < w->m->days && w->slot >= 0 &&
		      w->slot < w->m->slots;
	w->cell = inside ? w->row * w->m->slots + w->slot : -1;
	return true;
}

double *daymatrix_gather(struct arena *a, const struct day_matrix *m,
			 const struct grid *g, const double *values)
{
	int n = m->days * m->slots;
	double *cells = arena_new(a, double, n);
	signed char *seen = arena_new(a, signed char, n);

	for (struct walk w = walk_of(m, g); step(&w);) {
		if (w.cell < 0 || !isfinite(values[w.t]) || values[w.t] < 0)
			continue;
		cells[w.cell] += values[w.t];
		seen[w.cell]++;
	}
	for (int i = 0; i < n; i++)
		cells[i] = seen[i] > 0 ? cells[i] / seen[i] : NAN;
	return cells;
}

void daymatrix_scatter(const struct day_matrix *m, const double *cells,
		       const struct grid *g, double *values)
{
	for (struct walk w = walk_of(m, g); step(&w);)
		values[w.t] =
			w.cell < 0 || !m->open[w.cell] ? 0 : cells[w.cell];
}

/* First the columns: the slots that are open on some day. */
static void find_columns(struct day_matrix *m, const struct grid *g,
			 const double *open)
{
	int low = 24 * 60 / m->slot_minutes, high = 0;

	for (int t = 0; t < g->n; t++) {
		if (open[t] <= 0)
			continue;
		int s = g->wall[t] / m->slot_minutes;
		low = s < low ? s : low;
		high = s + 1 > high ? s + 1 : high;
	}
	m->first_slot = low < high ? low : 0;
	m->slots = low < high ? high - low : 0;
}

static void mark_open(struct day_matrix *m, const struct grid *all,
		      const double *open)
{
	for (struct walk w = walk_of(m, all); step(&w);)
		if (w.cell >= 0 && open[w.t] > 0)
			m->open[w.cell] = true;
}

/* Leaves past at the last row that has a record. */
static void read_calls(struct day_matrix *m, struct arena *a,
		       const struct workload *history, int queue)
{
	const double *calls = history->calls + (size_t)queue * history->grid.n;
	const double *cells = daymatrix_gather(a, m, &history->grid, calls);
	int last = -1;

	for (int i = 0; i < m->past * m->slots; i++) {
		if (!m->open[i] || isnan(cells[i]))
			continue;
		m->calls[i] = cells[i];
		last = i / m->slots;
	}
	m->past = last + 1;
}

static void mark_event(struct day_matrix *m, const struct grid *all,
		       const struct event *e, int kind)
{
	int from = grid_index(all, e->from);
	int until = grid_index(all, e->until - 1) + 1;

	for (int t = from < 0 ? 0 : from; t < until && t < all->n; t++) {
		int s = daymatrix_slot(m, all->wall[t]);
		if (s < 0 || s >= m->slots)
			continue;
		int cell = grid_day(all, t) * m->slots + s;
		if (e->outage) {
			m->calls[cell] = NAN;
			continue;
		}
		m->event[cell] = (short)kind;
		m->amount[cell] =
			isnan(e->volume) || isnan(m->events[kind].usual)
				? 1
				: e->volume / m->events[kind].usual;
	}
}

/* Keeps what was recorded; calls are left as if there had been no event. */
static void take_out_events(struct day_matrix *m, struct arena *a)
{
	int n = m->days * m->slots;

	if (m->n_events == 0)
		return;
	m->recorded = arena_copy(a, m->calls, n, sizeof(*m->calls));
	for (int i = 0; i < n; i++)
		if (m->event[i] >= 0)
			m->calls[i] /=
				pow(m->events[m->event[i]].given, m->amount[i]);
}

static void mark_events(struct day_matrix *m, const struct grid *all,
			const struct site *site, int queue)
{
	for (int i = 0; i < site->n_events; i++) {
		const struct event *e = &site->events[i];
		if (e->queue >= 0 && e->queue != queue)
			continue;
		int kind = e->outage ? -1 : find_event(m, e->name);
		if (kind >= 0 && !isnan(e->effect))
			m->events[kind].given = 1 + e->effect;
		mark_event(m, all, e, kind);
	}
}

static bool drives(const struct driver *d, int queue)
{
	return d->queue < 0 || d->queue == queue;
}

/* The values of one name add up on a day: one for all, one for the queue. */
static void read_driver(struct day_matrix *m, const struct site *site,
			int queue, int k, struct driver_kind *kind)
{
	double *value = m->driver + k * m->days, sum = 0;
	int n = 0;

	for (int i = 0; i < site->n_drivers; i++) {
		const struct driver *d = &site->drivers[i];
		int r = d->day - m->first_day;
		if (!drives(d, queue) || strcmp(d->name, kind->name) != 0 ||
		    d->value == 0)
			continue;
		sum += fabs(d->value);
		n++;
		if (r >= 0 && r < m->days)
			value[r] += d->value;
	}
	kind->usual = n > 0 ? sum / n : 1;
	for (int r = 0; r < m->days; r++)
		value[r] /= kind->usual;
}

static void find_drivers(struct day_matrix *m, struct arena *a,
			 const struct site *site, int queue)
{
	const char **names = arena_new(a, const char *, site->n_drivers);
	int n = 0;

	for (int i = 0; i < site->n_drivers; i++)
		if (drives(&site->drivers[i], queue))
			names[n++] = site->drivers[i].name;
	if (n == 0)
		return;
	m->n_drivers = unique_names(names, n);
	struct driver_kind *kinds =
		arena_new(a, struct driver_kind, m->n_drivers);
	m->driver = arena_new(a, double, m->n_drivers * m->days);
	for (int k = 0; k < m->n_drivers; k++) {
		kinds[k].name = names[k];
		read_driver(m, site, queue, k, &kinds[k]);
	}
	m->drivers = kinds;
}

static int clamp(int x, int low, int high)
{
	return x < low ? low : x > high ? high : x;
}

struct day_matrix daymatrix_from_workload(struct arena *a,
					  const struct site *site,
					  const struct workload *history,
					  const struct grid *all, int queue,
					  int until)
{
	double *open = arena_new(a, double, all->n);
	struct day_matrix shape = { .slot_minutes = all->interval / 60 };

	site_open(site, &site->queues[queue], all, open);
	find_columns(&shape, all, open);
	struct day_matrix m = daymatrix_new(a, all->first_day, all->days,
					    shape.slots, shape.slot_minutes);
	m.first_slot = shape.first_slot;
	m.past = clamp(until - all->first_day, 0, all->days);
	find_kinds(&m, a, site);
	mark_special_days(&m, site);
	find_events(&m, a, site, queue);
	find_drivers(&m, a, site, queue);
	mark_open(&m, all, open);
	read_calls(&m, a, history, queue);
	mark_events(&m, all, site, queue);
	take_out_events(&m, a);
	daymatrix_classify(a, &m);
	return m;
}
