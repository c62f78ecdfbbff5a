#include "maths/fte.h"

#include <math.h>

double fte_week(const struct site *s)
{
	double most = 0;

	for (int k = 0; k < s->n_contracts; k++) {
		const struct contract *c = &s->contracts[k];

		if (c->hours_over == OVER_CALENDAR_WEEK && c->hours_length > 0)
			most = fmax(most,
				    (double)c->max_minutes / c->hours_length);
	}
	return most > 0 ? most : 40 * 60;
}

/* Weeks in the window over which a contract counts its hours. */
static double weeks_of(const struct contract *c, int days)
{
	switch (c->hours_over) {
	case OVER_CALENDAR_MONTH: return 365.2425 / 12 / 7;
	case OVER_PERIOD: return days / 7.0;
	default: return c->hours_length > 0 ? c->hours_length : 1;
	}
}

double fte_of_term(const struct site *s, const struct agent_term *term,
		   int days)
{
	double minutes = (term->min_minutes + term->max_minutes) / 2.0;

	return minutes / weeks_of(&s->contracts[term->contract], days) /
	       fte_week(s);
}

double fte_of_people(const struct site *s, int first_day, int days)
{
	double sum = 0;

	for (int i = 0; i < s->n_agents; i++)
		for (int d = 0; d < days; d++) {
			const struct agent_term *term =
				agent_term(&s->agents[i], first_day + d);

			if (term)
				sum += fte_of_term(s, term, days);
		}
	return days > 0 ? sum / days : 0;
}

double fte_of_hours(const struct site *s, double hours, int days)
{
	return days > 0 ? hours * 60 / fte_week(s) * 7 / days : 0;
}
