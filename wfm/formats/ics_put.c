#include "formats/ics_put.h"

#include <string.h>

#include "base/date.h"

enum { FOLD = 75 };

/* How many bytes of s fit in n without cutting a character. */
static size_t fitting(const char *s, size_t len, size_t n)
{
	if (len <= n)
		return len;
	while (n > 1 && ((unsigned char)s[n] & 0xc0) == 0x80)
		n--;
	return n;
}

static void put_folded(struct text *out, const char *s, size_t len)
{
	size_t room = FOLD;

	for (;;) {
		size_t n = fitting(s, len, room);

		text_add_bytes(out, s, n);
		text_add(out, "\r\n");
		s += n;
		len -= n;
		if (!len)
			return;
		text_add_char(out, ' ');
		room = FOLD - 1;
	}
}

void ics_put(struct text *out, const char *name, const char *value)
{
	size_t n = strlen(name), len = strlen(value);

	/* Most lines are short; a long one is put together first. */
	if (n + 1 + len <= FOLD) {
		text_add_bytes(out, name, n);
		text_add_char(out, ':');
		text_add_bytes(out, value, len);
		text_add(out, "\r\n");
		return;
	}
	struct text t = text_new(out->arena);
	text_add(&t, name);
	text_add_char(&t, ':');
	text_add(&t, value);
	put_folded(out, t.data, t.len);
}

/* C0 and DEL, and the C1 that UTF-8 writes as C2 80 to C2 9F; its bytes. */
static size_t control(const char *s)
{
	unsigned char c = (unsigned char)s[0], next = (unsigned char)s[1];

	if (c < 0x20 || c == 0x7f)
		return 1;
	return c == 0xc2 && next >= 0x80 && next < 0xa0 ? 2 : 0;
}

static const char *escaped(struct arena *a, const char *s)
{
	struct text t = text_new(a);

	while (*s) {
		size_t skip = control(s);

		if (*s == '\n')
			text_add(&t, "\\n");
		if (skip) {
			s += skip;
			continue;
		}
		if (strchr("\\;,", *s))
			text_add_char(&t, '\\');
		text_add_char(&t, *s++);
	}
	return t.data ? t.data : "";
}

void ics_put_text(struct text *out, const char *name, const char *value)
{
	ics_put(out, name, escaped(out->arena, value));
}

const char *ics_quoted(struct arena *a, const char *s)
{
	struct text t = text_new(a);

	text_add_char(&t, '"');
	while (*s) {
		size_t skip = control(s);

		if (!skip && *s != '"')
			text_add_char(&t, *s);
		s += skip ? skip : 1;
	}
	text_add_char(&t, '"');
	return t.data;
}

const char *ics_wall_text(struct arena *a, int day, int seconds)
{
	struct civil c = date_civil(day);

	return arena_printf(a, "%04d%02d%02dT%02d%02d%02d", c.year, c.month,
			    c.day, seconds / 3600, seconds / 60 % 60,
			    seconds % 60);
}

const char *ics_utc_text(struct arena *a, int64_t utc)
{
	int64_t day = utc / 86400 - (utc % 86400 < 0);

	return arena_printf(
		a, "%sZ", ics_wall_text(a, (int)day, (int)(utc - day * 86400)));
}

const char *ics_day_text(struct arena *a, int day)
{
	struct civil c = date_civil(day);

	return arena_printf(a, "%04d%02d%02d", c.year, c.month, c.day);
}
