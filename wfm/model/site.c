#include "model/site.h"

#include "base/date.h"
#include "base/text.h"

const struct special_day *site_special_day(const struct site *s, int day)
{
	int low = 0, high = s->n_special_days;

	while (low < high) {
		int middle = low + (high - low) / 2;
		if (s->special_days[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < s->n_special_days && s->special_days[low].day == day)
		return &s->special_days[low];
	return NULL;
}

days_set site_day_kind(const struct site *s, int day)
{
	const struct special_day *special = site_special_day(s, day);
	int kind = 1 << date_weekday(day);

	if (special && special->holiday)
		kind |= DAYS_HOLIDAY;
	return (days_set)kind;
}

int site_week_begin(const struct site *s, int day)
{
	return day - (date_weekday(day) - s->week_start + 7) % 7;
}

struct opening_day site_opening(const struct site *s, const struct queue *q,
				int day)
{
	const struct special_day *special = site_special_day(s, day);

	if (special && special->has_hours)
		return special->hours;
	if (special && special->holiday && q->hours.day[7].windows)
		return q->hours.day[7];
	return q->hours.day[date_weekday(day)];
}

bool site_has_stints(const struct site *s)
{
	for (int q = 0; q < s->n_queues; q++)
		if (s->queues[q].stint > 0)
			return true;
	return false;
}

int site_queue(const struct site *s, const char *id)
{
	for (int k = 0; k < s->n_queues; k++)
		if (text_equal(s->queues[k].id, id))
			return k;
	return -1;
}

int site_agent(const struct site *s, const char *id)
{
	for (int k = 0; k < s->n_agents; k++)
		if (text_equal(s->agents[k].id, id))
			return k;
	return -1;
}

int site_shift(const struct site *s, const char *id)
{
	for (int k = 0; k < s->n_shifts; k++)
		if (text_equal(s->shifts[k].id, id))
			return k;
	return -1;
}

int site_contract(const struct site *s, const char *id)
{
	for (int k = 0; k < s->n_contracts; k++)
		if (text_equal(s->contracts[k].id, id))
			return k;
	return -1;
}

int site_skill(const struct site *s, const char *id)
{
	for (int k = 0; k < s->n_skills; k++)
		if (text_equal(s->skills[k].id, id))
			return k;
	return -1;
}

int site_absence_type(const struct site *s, const char *code)
{
	for (int k = 0; k < s->n_absence_types; k++)
		if (text_equal(s->absence_types[k].code, code))
			return k;
	return -1;
}

double site_shrinkage(const struct site *s)
{
	double sum = 0;

	for (int k = 0; k < s->n_shrinkage; k++)
		sum += s->shrinkage[k].share;
	return sum;
}

/* The day before may be open past midnight; nothing counts twice. */
void site_open(const struct site *s, const struct queue *q,
	       const struct grid *g, double *open)
{
	int64_t done = g->start;

	for (int t = 0; t < g->n; t++)
		open[t] = 0;
	for (int day = g->first_day - 1; day < g->first_day + g->days; day++) {
		struct opening_day hours = site_opening(s, q, day);
		for (int k = 0; k < hours.n; k++) {
			struct window w = hours.windows[k];
			int64_t from = grid_wall(g, day, w.from);
			int64_t until = grid_wall(g, day, w.until);
			if (from < done)
				from = done;
			grid_spread(g, from, until, 1, open);
			if (until > done)
				done = until;
		}
	}
}
