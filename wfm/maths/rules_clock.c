#include "maths/rules_judging.h"

/*
 * Windows by the clock: of all that are length hours long, the count is
 * largest in one that ends with a duty, or begins with one.
 */

struct stretch {
	int64_t from, until;
};

static bool is_paid(const struct site *site, const struct segment *s)
{
	switch (s->kind) {
	case SEGMENT_BREAK: return site->breaks[s->what].paid;
	case SEGMENT_GAP: return false;
	default: return true;
	}
}

static int64_t common(struct stretch x, int64_t from, int64_t until)
{
	from = from > x.from ? from : x.from;
	until = until < x.until ? until : x.until;
	return until > from ? until - from : 0;
}

static int minutes_within(const struct judging *j, const struct duty *d,
			  struct stretch x)
{
	int64_t seconds = 0;

	for (int k = 0; k < d->n; k++)
		if (is_paid(j->period->site, &d->segments[k]))
			seconds += common(x, d->segments[k].start,
					  d->segments[k].end);
	return (int)(seconds / 60);
}

/* What the duties of the days up to one count in a stretch. */
static int count_within(const struct judging *j, const struct rule *r, int last,
			struct stretch x)
{
	int sum = 0;

	for (int day = last - r->length / 24 - 2; day <= last; day++) {
		if (!judging_counts(j, r, day))
			continue;
		const struct duty *d = judging_day(j, day).duty;
		sum += r->count == COUNT_CLOCK_MINUTES
			       ? minutes_within(j, d, x)
			       : d->start >= x.from && d->start < x.until;
	}
	return sum;
}

/* The fullest stretch that the duty of a day is the last of. */
static int most_before(const struct judging *j, const struct rule *r, int day,
		       struct stretch *x)
{
	const struct duty *d = judging_day(j, day).duty;
	int64_t length = (int64_t)r->length * 3600;
	int most = 0;

	for (int k = -1; k < d->n; k++) {
		int64_t end = k < 0 ? d->start + 1 : d->segments[k].end;
		struct stretch one = { end - length, end };
		int n = count_within(j, r, day, one);
		if (n > most) {
			most = n;
			*x = one;
		}
	}
	for (int back = day - r->length / 24 - 1; back <= day; back++) {
		if (!judging_counts(j, r, back))
			continue;
		const struct duty *b = judging_day(j, back).duty;
		for (int k = 0; k < b->n; k++) {
			int64_t from = b->segments[k].start;
			struct stretch one = { from, from + length };
			int n = one.until > d->start
					? count_within(j, r, day, one)
					: 0;
			if (n > most) {
				most = n;
				*x = one;
			}
		}
	}
	return most;
}

static const char *say_count_of(struct arena *a, const struct rule *r, int n)
{
	if (r->count == COUNT_CLOCK_MINUTES)
		return say_minutes(a, n);
	return say_count(a, n, "start", "starts");
}

void rules_clock(struct judging *j, const struct rule *r)
{
	const struct zone *zone = j->period->site->zone;
	double unit = r->count == COUNT_CLOCK_MINUTES ? 60 : 1;

	for (int day = j->period->first_day; day < j->known.until; day++) {
		struct stretch x = { 0, 0 };
		if (!judging_counts(j, r, day))
			continue;
		int value = most_before(j, r, day, &x);
		int before = count_within(j, r, j->period->first_day - 1, x);
		int most = r->max > before ? r->max : before;
		if (value <= most)
			continue;
		struct measured m = { { zone_wall(zone, x.from).day, day + 1 },
				      value,
				      most,
				      (value - most) / unit };
		judging_breach(j, r, m,
			       "%s in the %d h from %s on %s, at most %s asked",
			       say_count_of(j->arena, r, value), r->length,
			       say_clock(j->arena, zone, x.from),
			       say_day(j->arena, zone_wall(zone, x.from).day),
			       say_count_of(j->arena, r, most));
	}
}
