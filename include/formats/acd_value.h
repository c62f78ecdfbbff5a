/*
 * acd_value - one number of a switch's export: counts and durations.
 *
 * Exports write the same thing in many ways, and some texts can be read in
 * two: "1.234" has a decimal point, or thousands in Germany.  Such a text is
 * not guessed: acd_number_readings says which readings it allows; the reader
 * keeps those that every field of the file allows, and asks the user when more
 * than one is left and it matters.
 *
 * Pure; blanks around a field (no-break space too) do not count.
 */
#ifndef FORMATS_ACD_VALUE_H
#define FORMATS_ACD_VALUE_H

#include <stdbool.h>

enum { ACD_FIELD = 64 }; /* no value is longer, with its final 0 */

/* The field without blanks around it; false when it is too long. */
bool acd_trim(const char *s, char buf[static ACD_FIELD]);

/* "", "-", "--", "N/A", "NA", "#N/A", "null", "none": not recorded. */
bool acd_missing(const char *s);

/* Sets of readings; a declared reading is a set of one. */
enum { ACD_POINT = 1, ACD_COMMA = 2, ACD_MARKS = 3 };

/*
 * Numbers: sign, digits, decimal mark, thousands in groups of three behind
 * the other mark, a blank or ', an exponent.  Readings of no number: 0.
 */
unsigned acd_number_readings(const char *s);
/* Nearly all are "95", or "95.4": at most 15 digits and perhaps a point. */
bool acd_is_simple(const char *s, bool *whole);
bool acd_number(const char *s, unsigned mark, double *x);

/* Seconds ("95", "95.4"), or [h:]m:s with "75:10" and ":45" as well. */
bool acd_is_clocklike(const char *s); /* has a colon: no decimal to prove */
bool acd_duration(const char *s, unsigned mark, double *seconds);

/* Letters (lower case), digits and bytes above ASCII only: "Avg ACD Time" and
 * "avg_acd_time" are both "avgacdtime".  buf is cut when it is too small. */
char *acd_plain_name(const char *s, char *buf, int size);

#endif
