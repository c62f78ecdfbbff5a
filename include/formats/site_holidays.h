/*
 * site_holidays - rules of site.yaml that put a holiday on a day of each year.
 *
 *	holidays:
 *	  good_friday:  {name: Good Friday, easter: -2, hours: closed}
 *	  thanksgiving: {weekday: 4th thursday of november}
 *	  black_friday: {after: thanksgiving, days: 1, hours: normal, pays: no}
 *	  christmas:    {date: 12-25, on_weekend: also next, hours: closed}
 *
 * special_days.csv and .ics have the last word: a day that is given there is
 * what it says there.
 */
#ifndef FORMATS_SITE_HOLIDAYS_H
#define FORMATS_SITE_HOLIDAYS_H

#include "formats/site_reader.h"

/* Years for which days are made. */
enum { HOLIDAYS_FROM = 2000, HOLIDAYS_LAST = 2060 };

/* Adds the rules' days to list[*n]; returns the longer one. */
struct special_day *site_expand_holidays(struct site_reader *r,
					 struct special_day *list, int *n);

#endif
