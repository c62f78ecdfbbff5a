/*
 * level_words - what a service level counts, in words and as a key.
 *
 * Five definitions share the name (maths/patience.h); every output that
 * shows one says which.
 */
#ifndef FORMATS_LEVEL_WORDS_H
#define FORMATS_LEVEL_WORDS_H

#include <stdbool.h>

#include "base/arena.h"
#include "maths/patience.h"

/* "answered within 20 s / all offered", for people. */
const char *level_words(struct arena *a, enum service_level definition,
			double within);

/* hurt, ignore, exshort, count, virtual: the words of site.yaml. */
const char *level_key(enum service_level definition);
bool level_parse(const char *key, enum service_level *definition);

#endif
