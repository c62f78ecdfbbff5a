#include "formats/field.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/value.h"
#include "formats/value_scan.h"
#include "formats/word.h"

bool field_is_id(const char *s)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789_.-";
	size_t len = strlen(s);

	return len >= 1 && len <= 64 && s[0] != '.' &&
	       strspn(s, allowed) == len;
}

static bool is_in_range(const struct field *f, double x)
{
	return (f->min == 0 && f->max == 0) || (x >= f->min && x <= f->max);
}

/* Index of text in "a|b|c", -1 when it is not there. */
static int find_word(const char *words, const char *text)
{
	char word[32];

	for (int i = 0;; i++) {
		size_t len = strcspn(words, "|");
		memcpy(word, words, len);
		word[len] = '\0';
		if (word_equal(word, text))
			return i;
		if (words[len] == '\0')
			return -1;
		words += len + 1;
	}
}

static bool parse_choice(const struct field *f, const char *text, void *to)
{
	int i = find_word(f->words, text);

	if (i < 0)
		return false;
	if (f->type == FIELD_FLAG)
		*(bool *)to = i > 0;
	else
		*(int *)to = i;
	return true;
}

/* Numbers that are stored as double. */
static bool parse_double(const struct field *f, const char *text, double *to)
{
	double x;
	bool good = f->type == FIELD_NUMBER   ? value_number(text, &x)
		    : f->type == FIELD_SHARE  ? value_share(text, &x)
		    : f->type == FIELD_CHANGE ? value_change(text, &x)
		    : f->type == FIELD_MONEY  ? value_money(text, &x)
					      : value_span(text, &x);

	if (!good || !is_in_range(f, x))
		return false;
	*to = x;
	return true;
}

static bool parse_minutes(const char *text, int *minutes)
{
	double seconds;

	return value_span(text, &seconds) && scan_minutes(seconds, minutes);
}

/* Numbers, times and days that are stored as int. */
static bool parse_int(const struct field *f, const char *text, int *to)
{
	int x;
	bool good = f->type == FIELD_INT       ? value_int(text, &x)
		    : f->type == FIELD_MINUTES ? parse_minutes(text, &x)
		    : f->type == FIELD_TIME    ? value_time(text, &x)
					       : value_date(text, &x);

	if (!good || !is_in_range(f, x))
		return false;
	*to = x + (f->type == FIELD_UNTIL);
	return true;
}

static bool parse_text(const struct field *f, const char *text, const char **to)
{
	bool good = f->type == FIELD_ID	    ? field_is_id(text)
		    : f->type == FIELD_TEXT ? text[0] && text_is_plain(text)
					    : text_is_plain(text);

	if (good)
		*to = text;
	return good;
}

bool field_parse(const struct field *f, const char *text, void *record)
{
	void *to = (char *)record + f->offset;

	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_ID:
	case FIELD_OWN: return parse_text(f, text, to);
	case FIELD_FLAG:
		return f->words ? parse_choice(f, text, to)
				: value_flag(text, to);
	case FIELD_CHOICE: return parse_choice(f, text, to);
	case FIELD_NUMBER:
	case FIELD_SHARE:
	case FIELD_CHANGE:
	case FIELD_MONEY:
	case FIELD_SECONDS: return parse_double(f, text, to);
	case FIELD_INT:
	case FIELD_MINUTES:
	case FIELD_TIME:
	case FIELD_DATE:
	case FIELD_UNTIL: return parse_int(f, text, to);
	case FIELD_WINDOW: return value_window(text, to);
	case FIELD_DAYS: return value_days(text, to);
	}
	return false;
}

/* --- in words --- */

static const char *span_text(struct arena *a, double seconds)
{
	static const struct {
		double seconds;
		const char *unit;
	} units[] = { { 86400, "days" }, { 3600, "h" }, { 60, "min" } };
	struct text t = text_new(a);

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		double n = seconds / units[i].seconds;
		if (n == floor(n) && n >= 1 && (i > 0 || n > 1)) {
			text_addf(&t, "%.0f %s", n, units[i].unit);
			return t.data;
		}
	}
	text_add_number(&t, seconds);
	text_add(&t, " s");
	return t.data;
}

/* One end of the range as a planner would write it. */
static const char *bound_text(struct arena *a, const struct field *f, double x)
{
	struct text t = text_new(a);

	if (f->type == FIELD_MINUTES)
		return span_text(a, 60 * x);
	if (f->type == FIELD_SECONDS)
		return span_text(a, x);
	if (f->type == FIELD_CHANGE && x >= 0)
		text_add_char(&t, '+');
	if (f->type == FIELD_SHARE || f->type == FIELD_CHANGE) {
		text_add_number(&t, round(1e6 * x) / 1e4);
		text_add_char(&t, '%');
		return t.data;
	}
	text_add_number(&t, x);
	return t.data;
}

static const char *choice_text(struct arena *a, const char *words)
{
	char *list = arena_strdup(a, words);
	struct text t = text_new(a);

	for (char *s = list; s;) {
		char *bar = strchr(s, '|');
		if (bar)
			*bar = '\0';
		text_addf(&t, "%s%s",
			  s == list ? ""
			  : bar	    ? ", "
				    : _(" or "),
			  s);
		s = bar ? bar + 1 : NULL;
	}
	return t.data;
}

static const char *type_text(struct arena *a, const struct field *f)
{
	switch (f->type) {
	case FIELD_TEXT: return _("a text without control characters");
	case FIELD_ID:
		return _("an id of letters, digits, _ . and -, at most 64 and "
			 "no dot first");
	case FIELD_FLAG:
	case FIELD_CHOICE:
		return choice_text(a, f->words ? f->words : "yes|no");
	case FIELD_INT: return _("a whole number");
	case FIELD_NUMBER: return _("a number");
	case FIELD_SHARE: return _("per cent");
	case FIELD_CHANGE: return _("a change in per cent");
	case FIELD_MONEY: return _("an amount of money");
	case FIELD_MINUTES: return _("a span of whole minutes");
	case FIELD_SECONDS: return _("a span of time");
	case FIELD_TIME: return _("a time from 00:00 to 24:00");
	case FIELD_DATE:
	case FIELD_UNTIL: return _("a date");
	case FIELD_WINDOW: return _("two times that differ");
	case FIELD_DAYS: return _("days of the week");
	case FIELD_OWN: break;
	}
	return _("something else");
}

const char *field_expected(struct arena *a, const struct field *f)
{
	struct text t = text_new(a);

	text_add(&t, type_text(a, f));
	if (f->min != 0 || f->max != 0)
		text_addf(&t, _(" from %s to %s"), bound_text(a, f, f->min),
			  bound_text(a, f, f->max));
	if (f->example && !f->words && f->type != FIELD_TEXT)
		text_addf(&t, _(", like %s"), f->example);
	return t.data;
}

static bool is_number(enum field_type type)
{
	return type == FIELD_INT || type == FIELD_NUMBER ||
	       type == FIELD_SHARE || type == FIELD_CHANGE ||
	       type == FIELD_MONEY || type == FIELD_MINUTES ||
	       type == FIELD_SECONDS;
}

void field_fails(struct err *e, struct place at, const struct field *f,
		 const char *text)
{
	const char *quoted = text_quote(e->arena, text);
	const char *expected = field_expected(e->arena, f);

	if (is_number(f->type) && strchr(text, ','))
		fail_at(e, at, RC_DATA,
			_("%s \"%s\": expected %s, with a decimal point and "
			  "no comma"),
			f->name, quoted, expected);
	else
		fail_at(e, at, RC_DATA, _("%s \"%s\": expected %s"), f->name,
			quoted, expected);
}
