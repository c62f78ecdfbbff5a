#include "formats/terminal.h"

#include <math.h>

static int clamp(int x, int low, int high)
{
	return x < low ? low : x > high ? high : x;
}

void terminal_sparkline(struct text *out, const double *x, int n, double max,
			struct terminal_style style)
{
	static const char *const bars[] = { "▁", "▂", "▃", "▄",
					    "▅", "▆", "▇", "█" };
	static const char *const marks[] = { ".", ":", "-", "=",
					     "+", "*", "%", "#" };

	for (int k = 0; k < n; k++) {
		if (isnan(x[k]) || !(x[k] > 0) || !(max > 0)) {
			text_add_char(out, ' ');
			continue;
		}
		int level = clamp((int)ceil(8 * x[k] / max) - 1, 0, 7);
		text_add(out, style.utf8 ? bars[level] : marks[level]);
	}
}

/* Orange for people missing, blue for too many, told apart by anyone. */
static const char *balance_colour(double x)
{
	if (x <= -4.5)
		return "\033[97;48;5;130m";
	if (x <= -1.5)
		return "\033[30;48;5;208m";
	if (x <= -PLAN_SHORT)
		return "\033[30;48;5;223m";
	if (x >= 4.5)
		return "\033[30;48;5;75m";
	if (x >= 1)
		return "\033[30;48;5;153m";
	return NULL;
}

void terminal_balance(struct text *out, double balance,
		      struct terminal_style style)
{
	const char *colour = style.colour ? balance_colour(balance) : NULL;

	if (isnan(balance)) {
		text_add_char(out, ' ');
		return;
	}
	text_add(out, colour ? colour : "");
	if (balance <= -9.5)
		text_add_char(out, '#');
	else if (balance <= -PLAN_SHORT)
		text_add_char(out,
			      (char)('0' + clamp((int)lround(-balance), 1, 9)));
	else if (balance >= 1)
		text_add_char(out, '+');
	else
		text_add(out, style.utf8 ? "·" : ".");
	text_add(out, colour ? "\033[0m" : "");
}

/* The more is missing of the goal, the darker. */
static const char *level_colour(double level, double goal)
{
	if (level < 0.5 * goal)
		return "\033[97;48;5;130m";
	if (level < 0.75 * goal)
		return "\033[30;48;5;208m";
	return "\033[30;48;5;223m";
}

void terminal_level(struct text *out, double level, double goal,
		    struct terminal_style style)
{
	if (isnan(level)) {
		text_add_char(out, ' ');
		return;
	}
	if (level >= goal) {
		text_add(out, style.utf8 ? "·" : ".");
		return;
	}
	text_add(out, style.colour ? level_colour(level, goal) : "");
	text_add_char(out, (char)('0' + clamp((int)floor(10 * level), 0, 9)));
	text_add(out, style.colour ? "\033[0m" : "");
}
