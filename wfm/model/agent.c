#include "model/agent.h"

#include "base/date.h"

static bool holds(int from, int until, int day)
{
	return (from == DATE_NONE || from <= day) &&
	       (until == DATE_NONE || day < until);
}

const struct agent_term *agent_term(const struct agent *a, int day)
{
	const struct agent_term *found = NULL;

	for (int k = 0; k < a->n_terms; k++)
		if (holds(a->terms[k].from, a->terms[k].until, day))
			found = &a->terms[k];
	return found;
}

/* DATE_NONE is the least int: of two lines in force the later one counts. */
double agent_speed(const struct agent *a, int skill, int day)
{
	const struct agent_skill *found = NULL;

	for (int k = 0; k < a->n_skills; k++) {
		const struct agent_skill *s = &a->skills[k];
		if (s->skill == skill && holds(s->from, s->until, day) &&
		    (!found || s->from >= found->from))
			found = s;
	}
	return found ? found->speed : 0;
}

double agent_rate(const struct agent *a, int day, double base)
{
	double rate = base;

	for (int k = 0; k < a->n_rates; k++)
		if (a->rates[k].from <= day)
			rate = a->rates[k].rate;
	return rate;
}
