#include "maths/rules_judging.h"

#include "base/date.h"

/*
 * Stints on a queue, which the solver keeps and a hand may cut: a queue is
 * left for another within a stretch of work before its least time is over.
 */

/* From segment k on: work without a pause. */
static int end_of_stretch(const struct duty *d, int k)
{
	while (k + 1 < d->n && d->segments[k + 1].kind == SEGMENT_WORK &&
	       d->segments[k + 1].start == d->segments[k].end)
		k++;
	return k + 1;
}

static int end_of_stint(const struct duty *d, int k, int until)
{
	int queue = d->segments[k].queue;

	while (k < until && d->segments[k].queue == queue)
		k++;
	return k;
}

static void judge_stint(struct judging *j, int day, const struct duty *d,
			int from, int until)
{
	const struct segment *first = &d->segments[from];
	const struct queue *q = &j->period->site->queues[first->queue];
	int minutes = (int)(d->segments[until - 1].end - first->start) / 60;
	struct arena *a = j->arena;

	if (minutes >= q->stint)
		return;
	judging_remark(j, "stint", (struct place){ NULL, 0, 0 },
		       (struct measured){ { day, day + 1 },
					  minutes,
					  q->stint,
					  (q->stint - minutes) / 60.0 },
		       "%s on %s from %s on %s, a stint of at least %s asked",
		       say_minutes(a, minutes), q->name,
		       say_clock(a, j->period->site->zone, first->start),
		       say_day(a, day), say_minutes(a, q->stint));
}

/* A stretch of one queue is as long as it is. */
static void judge_stretch(struct judging *j, int day, const struct duty *d,
			  int from, int until)
{
	for (int k = from, next; k < until; k = next) {
		next = end_of_stint(d, k, until);
		if (d->segments[k].queue >= 0 && (k > from || next < until))
			judge_stint(j, day, d, k, next);
	}
}

void rules_stints(struct judging *j)
{
	if (!site_has_stints(j->period->site))
		return;
	for (int day = j->period->first_day; day < judging_period_end(j);
	     day++) {
		const struct duty *d = judging_day(j, day).duty;
		for (int k = 0, next; d && k < d->n; k = next) {
			next = k + 1;
			if (d->segments[k].kind != SEGMENT_WORK)
				continue;
			next = end_of_stretch(d, k);
			judge_stretch(j, day, d, k, next);
		}
	}
}
