/*
 * callers_words - what a history says of its callers, in words for people.
 */
#ifndef FORMATS_CALLERS_WORDS_H
#define FORMATS_CALLERS_WORDS_H

#include "maths/callers.h"

/* "patience 104 s +/- 6 s (812 hung up, after 17 s by Erlang A)", or why it
 * cannot be told. */
const char *callers_patience(struct arena *a, const struct callers *c,
			     const struct workload *history);

/* "handling times spread 45 % +/- 2 %"; "" when it cannot be told. */
const char *callers_spread(struct arena *a, const struct callers *c);

#endif
