/*
 * window - a stretch of wall clock within a day, and sets of days.
 *
 * Minutes since midnight, half open [from, until).  until may exceed 1440: the
 * window goes over midnight and belongs to the day on which it begins.
 * 0 <= from < 1440, from < until <= from + 1440.
 */
#ifndef MODEL_WINDOW_H
#define MODEL_WINDOW_H

#include <stdint.h>

struct window {
	int from, until;
};

/* Elapsed time between two instants, UTC seconds, half open. */
struct span {
	int64_t from, until;
};

/* A set of kinds of days: bit weekday (0 Monday), bit 7 special days that
 * count as holidays (whatever their weekday). */
typedef uint8_t days_set;
enum { DAYS_WEEK = 0x7f, DAYS_HOLIDAY = 0x80, DAYS_ALL = 0xff };

#endif
