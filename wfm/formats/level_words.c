#include "formats/level_words.h"

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/say.h"
#include "formats/word.h"

static const struct {
	const char *key, *words;
} levels[] = {
	[SL_OFFERED] = { "hurt", N_("answered within %s / all offered") },
	[SL_ANSWERED] = { "ignore", N_("answered within %s / all answered") },
	[SL_EXSHORT] = { "exshort",
			 N_("answered within %s / offered less those who hung "
			    "up by then") },
	[SL_ABOK] = { "count",
		      N_("answered or hung up within %s / all offered") },
	[SL_VIRTUAL] = { "virtual",
			 N_("would be answered within %s if nobody hung up") },
};

const char *level_key(enum service_level definition)
{
	return levels[definition].key;
}

bool level_parse(const char *key, enum service_level *definition)
{
	for (int k = 0; k < SL_DEFINITIONS; k++)
		if (word_equal(levels[k].key, key)) {
			*definition = (enum service_level)k;
			return true;
		}
	return false;
}

static const char *span_words(struct arena *a, double seconds)
{
	struct text t = text_new(a);
	bool hours = seconds >= 3600;

	text_add_rounded(&t, hours ? seconds / 3600 : seconds, 2);
	text_add(&t, hours ? " h" : " s");
	return t.data;
}

const char *level_words(struct arena *a, enum service_level definition,
			double within)
{
	const char *format = _(levels[definition].words);
	const char *span = span_words(a, within);
	struct text t = text_new(a);

	/* The format is a translation: %s is put in by hand. */
	for (; *format; format++)
		if (format[0] == '%' && format[1] == 's') {
			text_add(&t, span);
			format++;
		} else {
			text_add_char(&t, *format);
		}
	return t.data;
}
