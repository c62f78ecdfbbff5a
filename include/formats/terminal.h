/*
 * terminal - pictures and the story of a plan, drawn with characters.
 *
 * Colour is never the only signal: every picture reads the same without it.
 * Whether the terminal takes UTF-8 and colour, and how wide it is, the caller
 * finds out (locale, NO_COLOR, isatty); nothing here asks.
 */
#ifndef FORMATS_TERMINAL_H
#define FORMATS_TERMINAL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"
#include "formats/plan_view.h"

struct terminal_style {
	bool utf8, colour;
	int columns; /* 40 or more */
};

/*
 * n values from 0 to max as n characters, one column each; NAN and what is
 * not above 0 are blank.
 */
void terminal_sparkline(struct text *out, const double *x, int n, double max,
			struct terminal_style style);

/*
 * One cell of a coverage map, one column: the people missing as a digit (#
 * from 10 on), + where one or more are too many, a dot where it fits, a blank
 * for NAN.
 */
void terminal_balance(struct text *out, double balance,
		      struct terminal_style style);

/*
 * One cell of a service map, one column: a dot where the level keeps the goal,
 * else its tens as a digit (7: 70 % to below 80 %), a blank for NAN.
 */
void terminal_level(struct text *out, double level, double goal,
		    struct terminal_style style);

/*
 * The story on one screen: what will come, how many people that needs, who
 * works when, where it is short, what it costs, what to look at.  Columns
 * are the days of a week, or the weeks of a longer period.
 */
void terminal_story(struct text *out, struct arena *a,
		    const struct plan_view *v, struct terminal_style style);

#endif
