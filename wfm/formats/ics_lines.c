#include "formats/ics_lines.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "formats/i18n.h"

enum { LINE_MAX_BYTES = 64 * 1024, FILE_MAX_BYTES = 16 * 1024 * 1024 };

/* One physical line from *at: its bytes without the line end. */
static const char *physical(const struct input *in, size_t *at, size_t *len)
{
	const char *s = in->data + *at;
	const char *end = memchr(s, '\n', in->len - *at);
	size_t n = end ? (size_t)(end - s) : in->len - *at;

	*at += n + (end != NULL);
	*len = n && s[n - 1] == '\r' ? n - 1 : n;
	return s;
}

static enum rc check_bytes(const struct input *in, struct err *e)
{
	const struct place at = { in->path, 1, 0 };

	if (in->len == 0)
		return fail_at(e, at, RC_DATA, _("the file is empty"));
	if (in->len > FILE_MAX_BYTES)
		return fail_at(e, at, RC_DATA,
			       _("the file has %zu bytes, at most %d are read"),
			       in->len, FILE_MAX_BYTES);
	if (memchr(in->data, 0, in->len) || !text_is_utf8(in->data, in->len))
		return fail_at(
			e, at, RC_DATA,
			_("the file is not UTF-8 text; save it as UTF-8"));
	return RC_OK;
}

/* Splits NAME;PARAMS:VALUE; the colon is the first outside quotes. */
static bool split(struct arena *a, const char *text, struct ics_line *line)
{
	bool quoted = false;
	size_t name = strcspn(text, ";:");
	size_t at = name;

	for (; text[at] && (quoted || text[at] != ':'); at++)
		if (text[at] == '"')
			quoted = !quoted;
	if (!text[at] || name == 0)
		return false;
	char *upper = arena_strndup(a, text, name);
	for (char *c = upper; *c; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	line->name = upper;
	line->params = text[name] == ';' ? arena_strndup(a, text + name + 1,
							 at - name - 1)
					 : "";
	line->value = text + at + 1;
	return true;
}

static enum rc add_line(struct arena *a, const struct text *t,
			struct place place, struct ics_lines *lines, int *room,
			struct err *e)
{
	struct ics_line line = { .place = place };

	if (!split(a, arena_strndup(a, t->data, t->len), &line))
		return fail_at(e, place, RC_DATA,
			       _("\"%s\": a line is NAME:VALUE; is this a "
				 "calendar file?"),
			       text_quote(a, t->data));
	lines->list = arena_grow(a, lines->list, lines->n, room,
				 sizeof(*lines->list));
	lines->list[lines->n++] = line;
	return RC_OK;
}

enum rc ics_lines(struct arena *a, const struct input *in,
		  struct ics_lines *lines, struct err *e)
{
	struct place place = { in->path, 0, 1 };
	struct text t = text_new(a);
	size_t at = 0, len;
	int number = 0, room = 0;

	*lines = (struct ics_lines){ 0 };
	TRY(check_bytes(in, e));
	if (in->len >= 3 && !memcmp(in->data, "\xef\xbb\xbf", 3))
		at = 3;
	while (at < in->len) {
		const char *s = physical(in, &at, &len);

		number++;
		if (len && (*s == ' ' || *s == '\t') && t.len) {
			text_add_bytes(&t, s + 1, len - 1);
		} else {
			if (t.len)
				TRY(add_line(a, &t, place, lines, &room, e));
			t.len = 0;
			text_add_bytes(&t, s, len);
			place.line = number;
		}
		if (t.len > LINE_MAX_BYTES)
			return fail_at(e, place, RC_DATA,
				       _("the line has more than %d bytes"),
				       LINE_MAX_BYTES);
	}
	if (t.len)
		TRY(add_line(a, &t, place, lines, &room, e));
	return RC_OK;
}

const char *ics_param(struct arena *a, const struct ics_line *line,
		      const char *name)
{
	size_t n = strlen(name);

	for (const char *p = line->params; *p;) {
		const char *end = p;
		bool quoted = false;

		for (; *end && (quoted || *end != ';'); end++)
			if (*end == '"')
				quoted = !quoted;
		if (!strncasecmp(p, name, n) && p[n] == '=') {
			const char *v = p + n + 1;
			size_t len = (size_t)(end - v);

			if (len >= 2 && *v == '"' && v[len - 1] == '"')
				return arena_strndup(a, v + 1, len - 2);
			return arena_strndup(a, v, len);
		}
		p = *end ? end + 1 : end;
	}
	return "";
}

const char *ics_text(struct arena *a, const char *value)
{
	char *out = arena_strdup(a, value), *to = out;

	for (const char *s = value; *s; s++) {
		if (*s != '\\' || !s[1]) {
			*to++ = *s;
			continue;
		}
		s++;
		*to++ = *s == 'n' || *s == 'N' ? '\n' : *s;
	}
	*to = '\0';
	return out;
}
