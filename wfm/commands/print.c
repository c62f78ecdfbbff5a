#include "commands/print.h"

bool print_for_people(const struct options *o)
{
	return text_equal(o->format, "table");
}

void print_table(struct session *s, const struct options *o,
		 const struct table *t)
{
	struct text out = text_new(s->arena);
	enum table_format format = TABLE_PLAIN;

	table_parse_format(o->format, &format);
	table_write(
		&out, t, format,
		(struct table_style){ .width = o->columns, .bold = o->color });
	fwrite(out.data, 1, out.len, s->out);
}
