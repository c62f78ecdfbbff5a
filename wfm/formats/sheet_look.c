#include "formats/sheet_look.h"

#include <string.h>

#include "base/text.h"
#include "formats/word.h"

struct named_code {
	int64_t id;
	enum sheet_look look;
};

/* The styles while they are read. */
struct styles {
	struct arena *arena;
	struct named_code *codes; /* [n_codes] the workbook's own */
	struct sheet_looks looks;
	int n_codes, room_codes, room;
	bool inside; /* cellXfs, whose xf cells count through */
};

/* Built-in ids; 27 to 36 and 50 to 58 are days of East Asian locales. */
static enum sheet_look built_in(int64_t id)
{
	if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) ||
	    (id >= 50 && id <= 58))
		return SHEET_DAY;
	if ((id >= 18 && id <= 21) || id == 45 || id == 47)
		return SHEET_TIME;
	return id == 46 ? SHEET_SPAN : SHEET_NUMBER;
}

/* Behind what a code only shows: "text", \x, _x, *x. */
static const char *behind_literal(const char *s)
{
	const char *end;

	if (*s == '"') {
		end = strchr(s + 1, '"');
		return end ? end + 1 : s + strlen(s);
	}
	return s[1] ? s + 2 : s + 1;
}

/* [h], [mm], [s]: time that goes on past a day; others are colours, locales,
 * conditions. */
static bool is_span(const char *s, size_t n)
{
	char c = word_lower(*s);

	for (size_t i = 0; i < n; i++)
		if (word_lower(s[i]) != c)
			return false;
	return n && (c == 'h' || c == 'm' || c == 's');
}

enum sheet_look sheet_look_of_code(const char *code)
{
	bool day = false, month = false, time = false;

	for (const char *s = code; *s && *s != ';';) {
		char c = word_lower(*s);

		if (strchr("\"\\_*", *s)) {
			s = behind_literal(s);
		} else if (*s == '[') {
			size_t n = strcspn(s + 1, "]");

			if (is_span(s + 1, n))
				return SHEET_SPAN;
			s += n + 1 + (s[n + 1] == ']');
		} else if (!strncmp(s, "General", 7)) {
			s += 7;
		} else {
			day |= c == 'd' || c == 'y';
			month |= c == 'm';
			time |= c == 'h' || c == 's';
			s++;
		}
	}
	return day || (month && !time) ? SHEET_DAY
	       : time		       ? SHEET_TIME
				       : SHEET_NUMBER;
}

static void add_code(struct styles *s, const char *const *attributes)
{
	struct named_code c = { .look = sheet_look_of_code(package_attribute(
					attributes, "formatCode")) };

	if (!text_int(package_attribute(attributes, "numFmtId"), &c.id))
		return;
	s->codes = arena_grow(s->arena, s->codes, s->n_codes, &s->room_codes,
			      sizeof(c));
	s->codes[s->n_codes++] = c;
}

static enum sheet_look look_of(const struct styles *s, int64_t id)
{
	for (int k = 0; k < s->n_codes; k++)
		if (s->codes[k].id == id)
			return s->codes[k].look;
	return built_in(id);
}

static const char *add_look(struct styles *s, const char *const *attributes)
{
	int64_t id = 0;

	if (s->looks.n == SHEET_MAX_STYLES)
		return "too many styles";
	(void)text_int(package_attribute(attributes, "numFmtId"), &id);
	s->looks.list = arena_grow(s->arena, s->looks.list, s->looks.n,
				   &s->room, sizeof(*s->looks.list));
	s->looks.list[s->looks.n++] = look_of(s, id);
	return NULL;
}

static const char *on_start(void *ctx, const char *name,
			    const char *const *attributes)
{
	struct styles *s = ctx;

	if (!strcmp(name, "cellXfs"))
		s->inside = true;
	else if (!strcmp(name, "numFmt") && s->n_codes < SHEET_MAX_STYLES)
		add_code(s, attributes);
	else if (!strcmp(name, "xf") && s->inside)
		return add_look(s, attributes);
	return NULL;
}

static const char *on_end(void *ctx, const char *name)
{
	struct styles *s = ctx;

	if (!strcmp(name, "cellXfs"))
		s->inside = false;
	return NULL;
}

enum rc sheet_looks_read(struct arena *a, struct package *p,
			 struct sheet_looks *looks, struct err *e)
{
	struct styles s = { .arena = a };
	const struct package_reader reader = { &s, on_start, on_end, NULL };
	int part = package_part(p, "xl/styles.xml");

	*looks = (struct sheet_looks){ 0 };
	if (part < 0)
		return RC_OK;
	TRY(package_read(p, part, &reader, e));
	*looks = s.looks;
	return RC_OK;
}

enum sheet_look sheet_look_of(const struct sheet_looks *looks, const char *s)
{
	int64_t k;

	return text_int(s, &k) && k >= 0 && k < looks->n ? looks->list[k]
							 : SHEET_NUMBER;
}
