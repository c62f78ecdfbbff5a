#include "model/period_due.h"

struct due {
	int64_t min, max;
};

static const struct contract *contract_of(const struct period *p,
					  const struct agent_term *term)
{
	return &p->site->contracts[term->contract];
}

static int64_t at_most(int64_t x, int64_t limit)
{
	return x < limit ? x : limit;
}

static bool same_hours(const struct contract *a, const struct contract *b)
{
	return a->hours_over == b->hours_over &&
	       a->hours_length == b->hours_length;
}

static struct day_range window_of(const struct period *p,
				  const struct agent_term *term, int day)
{
	const struct contract *c = contract_of(p, term);

	return period_window(p, c->hours_over, c->hours_length, day);
}

/* The end of the run of days from d on that share the window of day d. */
static int window_end(const struct period *p, const struct person_day *days,
		      int d)
{
	const struct agent_term *term = days[d].term;
	int until = window_of(p, term, p->first_day + d).until - p->first_day;
	int end = d + 1;

	while (end < p->days && end < until &&
	       (!days[end].term || same_hours(contract_of(p, term),
					      contract_of(p, days[end].term))))
		end++;
	return end;
}

/* The window whole, on one term: its minutes as the contract says. */
static bool is_whole(const struct period *p, const struct person_day *days,
		     int begin, int end)
{
	const struct agent_term *term = days[begin].term;
	struct day_range w = window_of(p, term, p->first_day + begin);

	if (w.until - w.from != end - begin)
		return false;
	for (int d = begin; d < end; d++)
		if (days[d].term != term)
			return false;
	return true;
}

static int64_t round_up(int64_t x, int64_t unit)
{
	return unit > 0 ? (x + unit - 1) / unit * unit : x;
}

static int64_t round_down(int64_t x, int64_t unit)
{
	return unit > 0 ? x / unit * unit : x;
}

/* The part that the employed days are of their window. */
static struct due due_of_part(const struct period *p,
			      const struct person_day *days, int begin, int end)
{
	struct due sum = { 0, 0 };
	struct day_range w =
		window_of(p, days[begin].term, p->first_day + begin);
	int64_t length = w.until - w.from;
	int64_t unit = 0;
	bool free = false;

	for (int d = begin; d < end; d++) {
		const struct agent_term *term = days[d].term;
		if (!term)
			continue;
		sum.min += term->min_minutes;
		sum.max += term->max_minutes;
		free = free || term->max_minutes >= RULE_NO_MAX;
		unit = contract_of(p, term)->day_minutes;
	}
	sum.min = round_down(sum.min / length, unit);
	sum.max = round_up((sum.max + length - 1) / length, unit);
	if (free)
		sum.max = RULE_NO_MAX;
	return sum;
}

static struct due due_of_window(const struct period *p,
				const struct person_day *days, int begin,
				int end)
{
	if (!is_whole(p, days, begin, end))
		return due_of_part(p, days, begin, end);
	return (struct due){ days[begin].term->min_minutes,
			     days[begin].term->max_minutes };
}

static bool has_credit(const struct period *p, const struct person_day *d)
{
	return d->term && d->absence >= 0 &&
	       p->site->absence_types[d->absence].credit != CREDIT_NONE;
}

/* Absence without credit is not owed. */
static void lower(const struct period *p, const struct person_day *days,
		  const int *holes, int begin, int end, struct due *due)
{
	for (int d = begin; d < end; d++) {
		if (!days[d].term || has_credit(p, &days[d]))
			continue;
		int day = contract_of(p, days[d].term)->day_minutes;
		if (days[d].absence >= 0) {
			due->min -= day;
			if (due->max < RULE_NO_MAX)
				due->max -= day;
		} else {
			due->min -= at_most(holes[d], day);
		}
	}
	if (due->min < 0)
		due->min = 0;
	if (due->max < 0)
		due->max = 0;
}

/* What a window owes falls in equal parts on its employed days. */
static void spread(struct person_day *days, int begin, int end, struct due due)
{
	int n = 0, k = 0;

	for (int d = begin; d < end; d++)
		n += days[d].term != NULL;
	for (int d = begin; d < end; d++) {
		if (!days[d].term)
			continue;
		days[d].min_due =
			(int)(due.min * (k + 1) / n - due.min * k / n);
		days[d].max_due =
			(int)(due.max * (k + 1) / n - due.max * k / n);
		k++;
	}
}

/* The contract's minutes of a calendar week. */
static int64_t week_minutes(const struct period *p,
			    const struct agent_term *term, int day)
{
	struct day_range w = window_of(p, term, day);
	int64_t length = w.until - w.from;
	int64_t minutes = term->max_minutes;

	if (minutes >= RULE_NO_MAX)
		minutes = term->min_minutes;
	if (minutes <= 0)
		return (int64_t)5 * contract_of(p, term)->day_minutes;
	return (minutes * 7 + length - 1) / length;
}

static void credit_days(const struct period *p, struct person_day *days,
			int begin, int end, int64_t most)
{
	int64_t week = 0;
	int week_end = begin;

	for (int d = begin; d < end; d++) {
		int day = p->first_day + d;
		if (d >= week_end) {
			week_end = period_window(p, OVER_CALENDAR_WEEK, 1, day)
					   .until -
				   p->first_day;
			week = 0;
		}
		if (!has_credit(p, &days[d]))
			continue;
		int64_t left = week_minutes(p, days[d].term, day) - week;
		int64_t credit = contract_of(p, days[d].term)->day_minutes;
		credit = at_most(credit, at_most(most, left > 0 ? left : 0));
		days[d].credit = (int)credit;
		week += credit;
		most -= credit;
	}
}

void period_due(const struct period *p, struct person_day *days,
		const int *holes)
{
	int end;

	for (int begin = 0; begin < p->days; begin = end) {
		end = begin + 1;
		if (!days[begin].term)
			continue;
		end = window_end(p, days, begin);
		struct due due = due_of_window(p, days, begin, end);
		lower(p, days, holes, begin, end, &due);
		spread(days, begin, end, due);
		credit_days(p, days, begin, end, due.max);
	}
}

struct day_range period_hours_window(const struct period *p, int agent, int day)
{
	const struct person_day *days = p->people[agent].days;
	int begin = day - p->first_day;

	if (!days[begin].term)
		return (struct day_range){ day, day };
	int end = window_end(p, days, begin);
	int from = window_of(p, days[begin].term, day).from - p->first_day;
	const struct contract *c = contract_of(p, days[begin].term);
	while (begin > 0 && begin > from &&
	       (!days[begin - 1].term ||
		same_hours(c, contract_of(p, days[begin - 1].term))))
		begin--;
	return (struct day_range){ p->first_day + begin, p->first_day + end };
}
