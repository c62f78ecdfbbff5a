/*
 * text - bytes that people read: a growing string, numbers, UTF-8, widths.
 *
 * Text is UTF-8; numbers are written and read in the C locale whatever the
 * locale of the process.  The one door to utf8proc.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* A growing string; data is always terminated.  Start with text_new. */
struct text {
	struct arena *arena;
	char *data;
	size_t len, room;
};

struct text text_new(struct arena *a);
/* Room for len bytes in all, where so many are to come. */
void text_reserve(struct text *t, size_t len);
void text_add(struct text *t, const char *s);
void text_add_bytes(struct text *t, const char *s, size_t len);
void text_add_char(struct text *t, char c);
void text_addf(struct text *t, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/*
 * The shortest decimal that reads back as the same double: "0.1", "12",
 * "1e-9"; -0 is "0".  What is not finite shows as nan, inf, -inf, which the
 * readers below refuse.
 */
void text_add_number(struct text *t, double x);
/*
 * That decimal rounded half away from zero to at most decimals >= 0 digits
 * after the point, without trailing zeros: 2.675 to 2 digits is "2.68".
 */
void text_add_rounded(struct text *t, double x, int decimals);

/*
 * Own number readers: [+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)? with nothing
 * before or after (no blanks, nan, inf, hex); text_int takes digits and sign
 * only.  False leaves *x alone; a value that a double or int64 cannot hold
 * (1e999, but 1e-999 too) is false as well.
 */
bool text_double(const char *s, double *x);
bool text_int(const char *s, int64_t *x);

/* Well-formed UTF-8 without surrogates, noncharacters U+FFFE/U+FFFF. */
bool text_is_utf8(const char *s, size_t len);
/* No control characters (C0, DEL, C1), line separators, bidi controls. */
bool text_is_plain(const char *s);
/* For messages and terminals: controls and bad bytes as \xNN, long cut. */
const char *text_quote(struct arena *a, const char *s);

/* Terminal columns (wide and combining characters known, any locale). */
int text_width(const char *s);
/* At most columns wide, cut at a grapheme with an ellipsis, then padded. */
const char *text_fit(struct arena *a, const char *s, int columns);
/* Without the blanks around it. */
const char *text_trim(struct arena *a, const char *s);
/* Normal form C, and case folded, for comparing names. */
const char *text_nfc(struct arena *a, const char *s);
const char *text_fold(struct arena *a, const char *s);

bool text_equal(const char *a, const char *b); /* NULL equals only NULL */
bool text_starts(const char *s, const char *prefix);

/*
 * "Did you mean": the first of the nearest candidates, if its edit distance
 * is at most 2 and less than half the length of word, else NULL.  Swapping
 * two neighbours is one edit.
 */
const char *text_nearest(const char *word, const char *const candidates[],
			 int n);

/* FNV-1a, 64 bits: for tables and for UIDs, never for security. */
uint64_t text_hash(const char *s, size_t len);

#endif
