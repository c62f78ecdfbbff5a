/*
 * Shift codes: template, start when it has several, length likewise.
 *
 *	D  D0830  P0800-5h  P0800-4h30
 */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/zone.h"
#include "formats/plan_files.h"

/* Minutes after midnight of the day on which the duty's start lies. */
static int start_minutes(const struct site *s, const struct duty *d)
{
	return zone_wall(s->zone, d->start).seconds / 60;
}

static const char *length_text(struct arena *a, int minutes)
{
	if (minutes % 60)
		return arena_printf(a, "-%dh%02d", minutes / 60, minutes % 60);
	return arena_printf(a, "-%dh", minutes / 60);
}

const char *shift_code(struct arena *a, const struct site *s,
		       const struct duty *d)
{
	int start = start_minutes(s, d);

	if (d->shift < 0)
		return arena_printf(a, "?%02d%02d", start / 60, start % 60);
	const struct shift *shift = &s->shifts[d->shift];
	const char *at = "", *length = "";

	if (shift->first != shift->last)
		at = arena_printf(a, "%02d%02d", start / 60, start % 60);
	if (shift->min_paid != shift->max_paid)
		length = length_text(a, d->paid);
	return arena_printf(a, "%s%s%s", shift->code, at, length);
}

const char *shift_code_tame(struct arena *a, const char *code)
{
	char *s = arena_strdup(a, code);

	for (char *c = s; *c; c++)
		if (strchr("?*~<>=", *c))
			*c = '#';
	return s;
}

/* "0830" at *s to minutes after midnight, moving *s on. */
static bool take_start(const char **s, const struct shift *shift, int *start)
{
	int hour, minute, used = 0;

	*start = shift->first % 1440;
	if (shift->first == shift->last)
		return true;
	if (sscanf(*s, "%2d%2d%n", &hour, &minute, &used) != 2 || used != 4 ||
	    hour > 23 || minute > 59)
		return false;
	*start = 60 * hour + minute;
	*s += 4;
	return *start >= shift->first && *start <= shift->last &&
	       (*start - shift->first) % shift->step == 0;
}

static bool take_length(const char **s, const struct shift *shift, int *paid)
{
	int hours, minutes = 0, used = 0;

	*paid = shift->min_paid;
	if (shift->min_paid == shift->max_paid)
		return true;
	if (sscanf(*s, "-%2dh%n", &hours, &used) != 1 || !used)
		return false;
	*s += used;
	used = 0;
	if (**s && sscanf(*s, "%2d%n", &minutes, &used) == 1)
		*s += used;
	*paid = 60 * hours + minutes;
	return *paid >= shift->min_paid && *paid <= shift->max_paid &&
	       (*paid - shift->min_paid) % shift->paid_step == 0;
}

static bool matches(const struct shift *shift, const char *code,
		    const char *rest, int *start, int *paid)
{
	size_t n = strlen(rest);

	if (strncmp(code, rest, n))
		return false;
	code += n;
	return take_start(&code, shift, start) &&
	       take_length(&code, shift, paid) && !*code;
}

bool shift_from_code(const struct site *s, const char *code, int *shift,
		     int *start, int *paid)
{
	for (int i = 0; i < s->n_shifts; i++)
		if (matches(&s->shifts[i], code, s->shifts[i].code, start,
			    paid) ||
		    matches(&s->shifts[i], code, s->shifts[i].id, start,
			    paid)) {
			*shift = i;
			return true;
		}
	return false;
}
