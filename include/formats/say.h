/*
 * say - numbers, times and days as people read them.
 *
 * For the outputs that people look at; machine formats write plain numbers
 * and ISO dates.  Digits and point do not depend on the locale of the
 * process, words pass through gettext.  Results live in the arena; "-"
 * stands for a number that is not known (NAN).
 */
#ifndef FORMATS_SAY_H
#define FORMATS_SAY_H

#include "base/arena.h"
#include "model/grid.h"

/* "31,200", "-0.5", always with that many decimals; never "-0". */
const char *say_number(struct arena *a, double x, int decimals);
/* The same without thousands marks: what a table cell holds. */
const char *say_plain(struct arena *a, double x, int decimals);
/* "+1.5", "-2.0", "0.0": scheduled less required. */
const char *say_signed(struct arena *a, double x, int decimals);
/* 0.823 is "82 %" with 0 decimals. */
const char *say_share(struct arena *a, double x, int decimals);
/* "GBP 31,200": whole units from 100 on, else cents. */
const char *say_money(struct arena *a, const char *currency, double x);
/* Minutes as hours: 465 is "7:45", -30 is "-0:30". */
const char *say_hours(struct arena *a, int minutes);

/* "Mon", "Mon 23", "23 Nov", "Mon 23 Nov", "Mon 23 Nov 2026". */
const char *say_weekday(struct arena *a, int day);
const char *say_short_day(struct arena *a, int day);
const char *say_month_day(struct arena *a, int day);
const char *say_long_day(struct arena *a, int day);
const char *say_date(struct arena *a, int day);
/* "Mon 23 - Sun 29 Nov 2026", as much as is needed of the first. */
const char *say_period(struct arena *a, int first, int days);
/* Minutes after midnight: "07:30"; 1440 is "24:00". */
const char *say_time(struct arena *a, int minutes);
/*
 * [begin, end) of a grid's day: "09:00-10:30" by the wall clock; the second
 * of two equal times where the clock goes back is marked: "01:30b".
 */
const char *say_start(struct arena *a, const struct grid *g, int t);
const char *say_times(struct arena *a, const struct grid *g, int begin,
		      int end);

/* Users' text, whole where it is plain, else shown with \xNN for what could
 * move a cursor; NULL is "-". */
const char *say_text(struct arena *a, const char *s);

#endif
