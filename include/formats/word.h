/*
 * word - ASCII letters in any case, whatever the locale.
 *
 * strcasecmp and tolower follow the locale, and in a Turkish one "FRI" is not
 * "fri".  Keys and words of our file formats are ASCII.
 */
#ifndef FORMATS_WORD_H
#define FORMATS_WORD_H

#include <stdbool.h>

static inline char word_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static inline bool word_equal(const char *a, const char *b)
{
	while (*a && word_lower(*a) == word_lower(*b)) {
		a++;
		b++;
	}
	return word_lower(*a) == word_lower(*b);
}

#endif
