#include "maths/rules_judging.h"

/* Meetings and training that were to be placed (activities.csv). */

static bool is_there(const struct judging *j, int activity,
		     const struct activity *a)
{
	for (int day = a->from; day < a->until; day++) {
		const struct day_fact f = judging_day(j, day);

		for (int k = 0; f.duty && k < f.duty->n; k++)
			if (f.duty->segments[k].kind == SEGMENT_ACTIVITY &&
			    f.duty->segments[k].what == activity)
				return true;
	}
	return false;
}

/* A later period may still hold what reaches over the end of this one. */
void rules_activities(struct judging *j)
{
	const struct site *s = j->period->site;

	for (int k = 0; k < s->n_activities; k++) {
		const struct activity *a = &s->activities[k];

		if (a->until > judging_period_end(j) ||
		    a->until <= j->period->first_day ||
		    !activity_asks(j->period, a, j->person->agent) ||
		    is_there(j, k, a))
			continue;
		judging_remark(j, "activity", a->place,
			       (struct measured){ .days = { a->from, a->until },
						  .amount = 1 },
			       "no time was found for %s in %s", a->name,
			       say_days(j->arena, (struct day_range){
							  a->from, a->until }));
	}
}
