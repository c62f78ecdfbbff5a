/*
 * small_pattern - rosters of the small site in one line of letters.
 *
 *	"LL.|DDDDD.."	three days of past, then the period from its Monday on
 *
 * D day, L late, N night, S short, . off, - not planned, A holiday.
 */
#ifndef TESTS_SMALL_PATTERN_H
#define TESTS_SMALL_PATTERN_H

#include <string.h>

#include "base/text.h"
#include "maths/rules.h"
#include "small_site.h"

static inline void small_letter(struct small *s, struct roster *r, int agent,
				int d, char letter)
{
	struct cell *c = roster_cell(r, agent, s->monday + d);
	static const char shifts[] = "DLNS";

	*c = (struct cell){ .kind = CELL_NONE };
	if (letter == '.') {
		c->kind = CELL_OFF;
	} else if (letter == 'A') {
		c->kind = CELL_ABSENT;
		c->credit = 480;
		if (d >= 0)
			small_leave(s, agent, HOLIDAY, d, d + 1);
	} else if (letter != '-') {
		small_put(s, r, agent, d,
			  (int)(strchr(shifts, letter) - shifts));
	}
}

struct small_case {
	struct roster roster, past;
	const struct period *period;
};

/* The roster of agent 0; the others are not planned. */
static inline struct small_case small_pattern(struct small *s,
					      const char *pattern)
{
	const char *bar = strchr(pattern, '|');
	int before = bar ? (int)(bar - pattern) : 0;
	const char *ahead = bar ? bar + 1 : pattern;
	int days = (int)strlen(ahead);
	struct small_case c = { .roster = roster_new(s->arena, s->monday, days,
						     s->site.n_agents),
				.past = roster_new(s->arena, s->monday - before,
						   before, s->site.n_agents) };

	s->site.n_absences = 0;
	for (int d = 0; d < before; d++)
		small_letter(s, &c.past, 0, d - before, pattern[d]);
	for (int d = 0; d < days; d++)
		small_letter(s, &c.roster, 0, d, ahead[d]);
	struct roster *past = arena_copy(s->arena, &c.past, 1, sizeof(c.past));
	c.period = small_period(s, days, before > 0 ? past : NULL);
	return c;
}

/* Any number of hours is within the contract. */
static inline void small_any_hours(struct small *s)
{
	for (int i = 0; i < 4; i++) {
		s->terms[i][0].min_minutes = 0;
		s->terms[i][0].max_minutes = RULE_NO_MAX;
	}
}

#endif
