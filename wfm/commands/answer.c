#include "commands/answer.h"

#include <assert.h>

#include "commands/sideways.h"

static union table_cell *add(struct answer *a, struct table_column column)
{
	assert(a->n < ANSWER_MOST);
	a->columns[a->n] = column;
	return &a->cells[a->n++];
}

void answer_number(struct answer *a, const char *key, const char *heading,
		   const char *unit, int decimals, double x)
{
	add(a,
	    (struct table_column){ key, heading, unit, TABLE_NUMBER, decimals })
		->number = x;
}

void answer_share(struct answer *a, const char *key, const char *heading,
		  double x)
{
	add(a, (struct table_column){ key, heading, NULL, TABLE_SHARE, 2 })
		->number = x;
}

void answer_text(struct answer *a, const char *key, const char *heading,
		 const char *text)
{
	add(a, (struct table_column){ key, heading, NULL, TABLE_TEXT, 0 })
		->text = text;
}

void answer_print(struct session *s, const struct options *o, const char *name,
		  const struct answer *a)
{
	struct table t = table_new(s->arena, name, a->columns, a->n);

	for (int k = 0; k < a->n; k++)
		if (a->columns[k].kind == TABLE_TEXT)
			table_text(&t, a->cells[k].text);
		else
			table_number(&t, a->cells[k].number);
	print_sideways(s, o, &t, false);
}
