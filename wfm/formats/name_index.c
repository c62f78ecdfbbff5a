#include "formats/name_index.h"

#include <string.h>

#include "base/text.h"

/* The slot that holds the name, or the free one where it would go. */
static int *slot_of(const struct name_index *x, const char *name)
{
	unsigned at = (unsigned)text_hash(name, strlen(name));

	for (;; at++) {
		int *slot = &x->slots[at & (unsigned)(x->room - 1)];
		if (*slot == 0 || strcmp(x->names[*slot - 1], name) == 0)
			return slot;
	}
}

int name_index_find(const struct name_index *x, const char *name)
{
	return x->room > 0 ? *slot_of(x, name) - 1 : -1;
}

/* At most half of the slots are taken. */
static void make_room(struct arena *a, struct name_index *x)
{
	if (2 * (x->n + 1) <= x->room)
		return;
	x->room = x->room == 0 ? 64 : 2 * x->room;
	x->slots = arena_new(a, int, x->room);
	for (int i = 0; i < x->n; i++)
		*slot_of(x, x->names[i]) = i + 1;
}

int name_index_add(struct arena *a, struct name_index *x, const char *name)
{
	make_room(a, x);
	int *slot = slot_of(x, name);

	if (*slot == 0) {
		x->names = arena_grow(a, x->names, x->n, &x->names_room,
				      sizeof(*x->names));
		x->names[x->n++] = name;
		*slot = x->n;
	}
	return *slot - 1;
}
