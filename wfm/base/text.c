#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

/* --- growing string --- */

struct text text_new(struct arena *a)
{
	enum { ROOM = 64 };

	return (struct text){
		.arena = a,
		.data = arena_new(a, char, ROOM),
		.room = ROOM,
	};
}

/* Room for more bytes and the terminator. */
static void reserve(struct text *t, size_t more)
{
	size_t need = t->len + more + 1;

	if (need <= t->room)
		return;
	t->room = need > 2 * t->room ? need : 2 * t->room;
	char *larger = arena_new(t->arena, char, t->room);
	memcpy(larger, t->data, t->len + 1);
	t->data = larger;
}

void text_reserve(struct text *t, size_t len)
{
	if (len > t->len)
		reserve(t, len - t->len);
}

void text_add_bytes(struct text *t, const char *s, size_t len)
{
	if (len == 0)
		return;
	reserve(t, len);
	memcpy(t->data + t->len, s, len);
	t->len += len;
	t->data[t->len] = '\0';
}

void text_add(struct text *t, const char *s)
{
	text_add_bytes(t, s, strlen(s));
}

void text_add_char(struct text *t, char c)
{
	text_add_bytes(t, &c, 1);
}

void text_addf(struct text *t, const char *format, ...)
{
	va_list ap, again;

	va_start(ap, format);
	va_copy(again, ap);
	int len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len > 0) {
		reserve(t, (size_t)len);
		vsnprintf(t->data + t->len, (size_t)len + 1, format, ap);
		t->len += (size_t)len;
	}
	va_end(ap);
}

/* --- UTF-8 --- */

/*
 * Length in bytes of the code point at s (len > 0 bytes left), which goes to
 * *c; for a byte that starts none, 1 and *c = -1.
 */
static size_t next_code(const char *s, size_t len, int32_t *c)
{
	utf8proc_int32_t code;
	utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s,
					      (utf8proc_ssize_t)len, &code);

	if (n <= 0) {
		*c = -1;
		return 1;
	}
	*c = code;
	return (size_t)n;
}

bool text_is_utf8(const char *s, size_t len)
{
	size_t step;
	int32_t c;

	for (size_t i = 0; i < len; i += step) {
		step = next_code(s + i, len - i, &c);
		if (c < 0 || c == 0xFFFE || c == 0xFFFF)
			return false;
	}
	return true;
}

/* Unicode's Bidi_Control, which reorders what stands around it. */
static bool is_bidi_control(int32_t c)
{
	return c == 0x061C || c == 0x200E || c == 0x200F ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static bool is_plain_code(int32_t c)
{
	if (c < 0x20 || (c >= 0x7F && c < 0xA0)) /* bad byte, C0, DEL, C1 */
		return false;
	if (c == 0x2028 || c == 0x2029) /* line and paragraph separator */
		return false;
	return c != 0xFFFE && c != 0xFFFF && !is_bidi_control(c);
}

bool text_is_plain(const char *s)
{
	size_t len = strlen(s), step;
	int32_t c;

	for (size_t i = 0; i < len; i += step) {
		step = next_code(s + i, len - i, &c);
		if (!is_plain_code(c))
			return false;
	}
	return true;
}

const char *text_quote(struct arena *a, const char *s)
{
	enum { LONGEST = 60 }; /* code points or bad bytes */
	struct text t = text_new(a);
	size_t len = strlen(s), step;
	int32_t c;

	for (int n = 0; len > 0; n++, s += step, len -= step) {
		if (n == LONGEST) {
			text_add(&t, "…");
			break;
		}
		step = next_code(s, len, &c);
		if (is_plain_code(c))
			text_add_bytes(&t, s, step);
		else
			for (size_t i = 0; i < step; i++)
				text_addf(&t, "\\x%02X", (unsigned char)s[i]);
	}
	return t.data;
}

/* --- width on a terminal --- */

static int code_width(int32_t c)
{
	return c < 0 ? 1 : utf8proc_charwidth(c);
}

/*
 * Bytes of the grapheme at s (what a reader takes for one character) and its
 * width: the sum of its parts, but never over two columns, so that flags and
 * joined emoji count as one wide character.
 */
static size_t next_grapheme(const char *s, size_t len, int *width)
{
	utf8proc_int32_t state = 0;
	int32_t before, c;
	size_t at = next_code(s, len, &before), step;

	*width = code_width(before);
	while (at < len) {
		step = next_code(s + at, len - at, &c);
		if (before < 0 || c < 0 ||
		    utf8proc_grapheme_break_stateful(before, c, &state))
			break;
		*width += code_width(c);
		at += step;
		before = c;
	}
	if (*width > 2)
		*width = 2;
	return at;
}

int text_width(const char *s)
{
	size_t len = strlen(s);
	int total = 0, width;

	for (size_t i = 0; i < len; total += width)
		i += next_grapheme(s + i, len - i, &width);
	return total;
}

const char *text_fit(struct arena *a, const char *s, int columns)
{
	struct text t = text_new(a);
	bool cut = text_width(s) > columns;
	int room = cut ? columns - 1 : columns;
	size_t len = strlen(s), step;
	int used = 0, width;

	for (; len > 0; s += step, len -= step, used += width) {
		step = next_grapheme(s, len, &width);
		if (used + width > room)
			break;
		text_add_bytes(&t, s, step);
	}
	if (cut && columns > 0) {
		text_add(&t, "…");
		used++;
	}
	for (; used < columns; used++)
		text_add_char(&t, ' ');
	return t.data;
}

/* --- comparing --- */

/* s in a normal form; s itself when it is not UTF-8. */
static const char *normal_form(struct arena *a, const char *s,
			       utf8proc_option_t options)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)s;

	options |= UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	utf8proc_ssize_t n = utf8proc_decompose(bytes, 0, NULL, 0, options);
	if (n < 0)
		return s;
	utf8proc_int32_t *codes = arena_new(a, utf8proc_int32_t, n + 1);
	if (utf8proc_decompose(bytes, 0, codes, n, options) != n ||
	    utf8proc_reencode(codes, n, options) < 0)
		return s;
	return (const char *)codes;
}

const char *text_nfc(struct arena *a, const char *s)
{
	return normal_form(a, s, 0);
}

const char *text_trim(struct arena *a, const char *s)
{
	static const char BLANK[] = " \t\n\v\f\r";
	size_t len;

	s += strspn(s, BLANK);
	len = strlen(s);
	while (len && strchr(BLANK, s[len - 1]))
		len--;
	return arena_strndup(a, s, len);
}

const char *text_fold(struct arena *a, const char *s)
{
	return normal_form(a, s, UTF8PROC_CASEFOLD);
}

bool text_equal(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

bool text_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

enum { WORD_MAX = 64 };

static int least(int a, int b, int c)
{
	int least_of_two = a < b ? a : b;

	return least_of_two < c ? least_of_two : c;
}

/*
 * Bytes to insert, drop, replace, or swap with their neighbour, to turn a
 * into b (optimal string alignment).  Both at most WORD_MAX long.
 */
static int edit_distance(const char *a, size_t na, const char *b, size_t nb)
{
	int rows[3][WORD_MAX + 1]; /* row i % 3: distances from a[0, i) */

	for (size_t j = 0; j <= nb; j++)
		rows[0][j] = (int)j;
	for (size_t i = 1; i <= na; i++) {
		int *row = rows[i % 3];
		const int *up = rows[(i + 2) % 3], *up2 = rows[(i + 1) % 3];

		row[0] = (int)i;
		for (size_t j = 1; j <= nb; j++) {
			row[j] = least(up[j] + 1, row[j - 1] + 1,
				       up[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && up2[j - 2] + 1 < row[j])
				row[j] = up2[j - 2] + 1;
		}
	}
	return rows[na % 3][nb];
}

const char *text_nearest(const char *word, const char *const candidates[],
			 int n)
{
	size_t len = strlen(word);
	const char *nearest = NULL;
	int best = 3;

	if (len > WORD_MAX)
		return NULL;
	for (int i = 0; i < n; i++) {
		size_t other = strlen(candidates[i]);
		if (other > WORD_MAX)
			continue;
		int d = edit_distance(word, len, candidates[i], other);
		if (d < best && 2 * d < (int)len) {
			best = d;
			nearest = candidates[i];
		}
	}
	return nearest;
}

uint64_t text_hash(const char *s, size_t len)
{
	uint64_t h = 0xCBF29CE484222325U;

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)s[i]) * 0x100000001B3U;
	return h;
}
