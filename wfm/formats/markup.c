#include "formats/markup.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

/* Bytes of the character at s: 1 when it is not UTF-8. */
static size_t step(const char *s)
{
	size_t most = strlen(s);

	for (size_t n = 1; n <= 4 && n <= most; n++)
		if (text_is_utf8(s, n))
			return n;
	return 1;
}

static void add_character(struct text *out, const char *s, size_t n)
{
	const char one[5] = { s[0], n > 1 ? s[1] : '\0', n > 2 ? s[2] : '\0',
			      n > 3 ? s[3] : '\0', '\0' };

	switch (s[0]) {
	case '&': text_add(out, "&amp;"); break;
	case '<': text_add(out, "&lt;"); break;
	case '>': text_add(out, "&gt;"); break;
	case '"': text_add(out, "&quot;"); break;
	case '\'': text_add(out, "&#39;"); break;
	default:
		text_add(out, text_is_utf8(one, n) && text_is_plain(one)
				      ? one
				      : "\xef\xbf\xbd");
	}
}

void markup_add(struct text *out, const char *s)
{
	for (size_t n; *s; s += n) {
		n = step(s);
		if (s[0] == ' ' && s[1] == '%')
			text_add(out, "\xc2\xa0");
		else
			add_character(out, s, n);
	}
}

const char *markup(struct arena *a, const char *s)
{
	struct text t = text_new(a);

	markup_add(&t, s);
	return t.data;
}

void markup_addf(struct text *out, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	for (const char *s = format; *s; s++) {
		if (*s != '%') {
			text_add_char(out, *s);
			continue;
		}
		switch (*++s) {
		case 's': markup_add(out, va_arg(ap, const char *)); break;
		case '!': text_add(out, va_arg(ap, const char *)); break;
		case 'd': text_addf(out, "%d", va_arg(ap, int)); break;
		default: assert(*s == '%'); text_add_char(out, '%');
		}
	}
	va_end(ap);
}
