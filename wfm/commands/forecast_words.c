#include "commands/forecast_words.h"

#include <stddef.h>

#include "base/text.h"
#include "formats/i18n.h"

static const char *const words[] = {
	N_("mean of last 4"),
	N_("mean of last 8"),
	N_("last week"),
	N_("level and shape"),
	N_("returning level"),
	N_("smoothed profile"),
	N_("long memory"),
	N_("main patterns"),
	N_("mean of the members"),
	N_("growth in a year"),
	N_("1st of the month"),
	N_("2nd of the month"),
	N_("3rd of the month"),
	N_("4th of the month"),
	N_("5th of the month"),
	N_("6th of the month"),
	N_("7th of the month"),
	N_("8th of the month"),
	N_("9th of the month"),
	N_("10th of the month"),
	N_("11th of the month"),
	N_("12th of the month"),
	N_("13th of the month"),
	N_("14th of the month"),
	N_("15th of the month"),
	N_("16th of the month"),
	N_("17th of the month"),
	N_("18th of the month"),
	N_("19th of the month"),
	N_("20th of the month"),
	N_("21st of the month"),
	N_("22nd of the month"),
	N_("23rd of the month"),
	N_("24th of the month"),
	N_("25th of the month"),
	N_("26th of the month"),
	N_("27th of the month"),
	N_("28th of the month"),
	N_("29th of the month"),
	N_("30th of the month"),
	N_("31st of the month"),
	N_("last day of the month"),
	N_("last day but one of the month"),
	N_("3rd and 4th last day of the month"),
	N_("day before a holiday"),
	N_("day after a holiday"),
	N_("Monday after a holiday"),
	N_("2nd day after a holiday"),
	N_("3rd day after a holiday"),
};

const char *forecast_word(const char *name)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (text_equal(words[i], name))
			return _(words[i]);
	return name;
}
