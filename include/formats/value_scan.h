/*
 * value_scan - a text read word by word; the value module's own tool.
 *
 * Each function skips blanks first.  True: taken, and the scan stands after
 * it; false: nothing was taken.
 */
#ifndef FORMATS_VALUE_SCAN_H
#define FORMATS_VALUE_SCAN_H

#include <stdbool.h>

struct scan {
	const char *s;
};

bool scan_end(struct scan *c);
bool scan_char(struct scan *c, char x);
/* A whole word in any case, given in lower case: "at" is not in "attic". */
bool scan_word(struct scan *c, const char *word);
/* The next word of letters, in lower case; false when it is too long. */
bool scan_any_word(struct scan *c, char word[static 16]);
/* What joins two ends: "-", an en dash or "to". */
bool scan_to(struct scan *c);
/* 12 or 12.5; no sign, no exponent. */
bool scan_number(struct scan *c, double *x);
bool scan_time(struct scan *c, int *minutes);

/* One or more numbers with units, in seconds.  bare: a single number without
 * a unit, which stays as it is and needs scan_unit or a unit of its own. */
struct scan_span {
	double seconds;
	bool bare;
	double unit; /* seconds of the first unit, 0 when bare */
};
bool scan_span(struct scan *c, struct scan_span *x);
/* Two joined spans, of which the first may be bare ("4-6 h"); one is both. */
bool scan_spans(struct scan *c, double *min, double *max);
/* Seconds as whole minutes. */
bool scan_minutes(double seconds, int *minutes);

#endif
