#include "formats/site_reader.h"

#include <string.h>

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/value.h"
#include "formats/word.h"

void names_add(struct arena *a, struct name_list *list, const char *name)
{
	list->v =
		arena_grow(a, list->v, list->n, &list->room, sizeof(*list->v));
	list->v[list->n++] = name;
}

int names_find(const struct name_list *list, const char *name)
{
	for (int i = 0; i < list->n; i++)
		if (strcmp(list->v[i], name) == 0)
			return i;
	return -1;
}

int reader_find(struct site_reader *r, const struct name_list *list,
		const char *what, const char *word, struct place at)
{
	int i = names_find(list, word);

	if (i < 0)
		schema_unknown(r->err, at, what, word, list->v, list->n);
	return i;
}

/* --- sets of shifts --- */

static bool find_exactly(const struct site_reader *r, const char *word,
			 shift_set *set)
{
	for (int i = 0; i < r->n_sets; i++) {
		if (strcmp(r->sets[i].id, word) == 0) {
			*set = r->sets[i].set;
			return true;
		}
	}
	int k = names_find(&r->shifts, word);
	if (k < 0)
		return false;
	*set = (shift_set)1 << k;
	return true;
}

bool reader_find_shifts(const struct site_reader *r, const char *word,
			shift_set *set)
{
	size_t len = strlen(word);

	if (find_exactly(r, word, set))
		return true;
	if (len < 2 || word[len - 1] != 's')
		return false;
	return find_exactly(r, arena_strndup(r->arena, word, len - 1), set);
}

shift_set reader_shifts(struct site_reader *r, const char *word,
			struct place at)
{
	struct name_list known = { .n = 0 };
	shift_set set = 0;

	if (reader_find_shifts(r, word, &set))
		return set;
	for (int i = 0; i < r->shifts.n; i++)
		names_add(r->arena, &known, r->shifts.v[i]);
	for (int i = 0; i < r->n_sets; i++)
		names_add(r->arena, &known, r->sets[i].id);
	schema_unknown(r->err, at, _("shift"), word, known.v, known.n);
	return 0;
}

bool reader_price(const struct site_reader *r, const char *text, double *price)
{
	static const char *const words[] = { "low", "medium", "high" };
	const double worth[] = { r->prices.low, r->prices.medium,
				 r->prices.high };

	for (int i = 0; i < 3; i++) {
		if (word_equal(text, words[i])) {
			*price = worth[i];
			return true;
		}
	}
	double x;
	if (!value_number(text, &x) || x <= 0 || x > 1e9)
		return false;
	*price = x;
	return true;
}

/* --- maps of ids --- */

static bool check_id(struct site_reader *r, const struct conf_entry *entry,
		     const char *what)
{
	if (field_is_id(entry->key))
		return true;
	fail_at(r->err, entry->place, RC_DATA,
		_("%s \"%s\": a key is made of letters, digits, _ . and -, at "
		  "most 64, no dot first; \"name\" is for people"),
		what, text_quote(r->arena, entry->key));
	return false;
}

struct reader_ids reader_ids(struct site_reader *r, const struct conf *map,
			     const char *what, int most)
{
	struct reader_ids ids = { .n = 0 };

	if (!schema_is_map(map, what, r->err))
		return ids;
	if (map->n > most) {
		fail_at(r->err, map->entries[most].place, RC_DATA,
			_("%s: more than %d are not possible"), what, most);
		return ids;
	}
	ids.entries = arena_new(r->arena, const struct conf_entry *, map->n);
	for (int i = 0; i < map->n; i++)
		if (check_id(r, &map->entries[i], what))
			ids.entries[ids.n++] = &map->entries[i];
	return ids;
}
