#include "base/err.h"

#include <string.h>

struct err err_new(struct arena *a)
{
	return (struct err){ .arena = a };
}

static bool same_file(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static int kept(const struct err *e, enum severity severity, const char *file)
{
	int n = 0;

	for (int i = 0; i < e->n; i++)
		if (e->list[i].severity == severity &&
		    same_file(e->list[i].place.file, file))
			n++;
	return n;
}

__attribute__((format(printf, 4, 0))) static void
add(struct err *e, enum severity severity, struct place at, const char *format,
    va_list ap)
{
	if (severity == SEVERITY_ERROR)
		e->errors++;
	else if (severity == SEVERITY_WARNING)
		e->warnings++;
	if (kept(e, severity, at.file) >= ERR_KEEP) {
		e->dropped++;
		return;
	}
	if (at.file)
		at.file = arena_strdup(e->arena, at.file);
	e->list =
		arena_grow(e->arena, e->list, e->n, &e->room, sizeof(*e->list));
	e->list[e->n++] = (struct problem){
		.severity = severity,
		.place = at,
		.text = arena_vprintf(e->arena, format, ap),
	};
}

enum rc fail(struct err *e, enum rc rc, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	add(e, SEVERITY_ERROR, (struct place){ 0 }, format, ap);
	va_end(ap);
	if (e->rc == RC_OK)
		e->rc = rc;
	return rc;
}

enum rc fail_at(struct err *e, struct place at, enum rc rc, const char *format,
		...)
{
	va_list ap;

	va_start(ap, format);
	add(e, SEVERITY_ERROR, at, format, ap);
	va_end(ap);
	if (e->rc == RC_OK)
		e->rc = rc;
	return rc;
}

void warn_at(struct err *e, struct place at, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	add(e, SEVERITY_WARNING, at, format, ap);
	va_end(ap);
}

void note_at(struct err *e, struct place at, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	add(e, SEVERITY_NOTE, at, format, ap);
	va_end(ap);
}
