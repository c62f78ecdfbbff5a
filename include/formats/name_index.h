/*
 * name_index - from a name to its number, however many there are.
 *
 * A hash table over texts that somebody else keeps.  Start with all zeros.
 */
#ifndef FORMATS_NAME_INDEX_H
#define FORMATS_NAME_INDEX_H

#include "base/arena.h"

struct name_index {
	const char **names; /* [n] by number */
	int n, names_room;
	int *slots; /* [room] number + 1, 0 free; room is a power of two */
	int room;
};

/* The number of a name, -1 when it is not there. */
int name_index_find(const struct name_index *x, const char *name);
/* Its number, the next one when it is new. */
int name_index_add(struct arena *a, struct name_index *x, const char *name);

#endif
