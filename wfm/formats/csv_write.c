#include "formats/csv.h"

#include <math.h>
#include <string.h>

static bool needs_quotes(const char *s)
{
	size_t len = strlen(s);

	return s[strcspn(s, ",\"\r\n")] != '\0' || s[0] == ' ' ||
	       (len > 0 && s[len - 1] == ' ');
}

void csv_write(struct text *out, const char *field, bool last)
{
	if (needs_quotes(field)) {
		text_add_char(out, '"');
		for (const char *s = field; *s; s++) {
			if (*s == '"')
				text_add_char(out, '"');
			text_add_char(out, *s);
		}
		text_add_char(out, '"');
	} else {
		text_add(out, field);
	}
	text_add_char(out, last ? '\n' : ',');
}

void csv_write_names(struct text *out, const char *const names[], int n)
{
	for (int k = 0; k < n; k++)
		csv_write(out, names[k], k == n - 1);
}

void csv_write_number(struct text *out, double x, bool last)
{
	if (!isnan(x))
		text_add_number(out, x);
	text_add_char(out, last ? '\n' : ',');
}
