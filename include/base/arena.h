/*
 * arena - memory with one lifetime.
 *
 * Everything allocated from an arena lives until the arena is emptied or
 * closed; nothing is freed one by one.  A command owns one arena; large work
 * space comes from a second one that the caller lends and empties; a task
 * that runs on another thread has its own.  An arena belongs to one thread at
 * a time.
 *
 * Memory is zeroed.  Running out of memory ends the program with exit status
 * 71 and one line on standard error; no caller sees NULL.  Outputs are
 * temporary files until renamed, so nothing is half written.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_open(void);
void arena_close(struct arena *a); /* NULL is fine */
void arena_empty(struct arena *a); /* forget all, keep the blocks for reuse */

/* Zeroed space for n things of size bytes; n = 0 gives a valid pointer. */
void *arena_alloc(struct arena *a, size_t n, size_t size);
#define arena_new(a, type, n)                                                  \
	((type *)arena_alloc((a), (size_t)(n), sizeof(type)))

/* A copy of n things; the old pointer stays valid. */
void *arena_copy(struct arena *a, const void *from, size_t n, size_t size);
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t len);
char *arena_printf(struct arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *format, va_list ap)
	__attribute__((format(printf, 2, 0)));

/*
 * Room for one more in a growing array: call before writing v[*n], then
 * ++*n.  *room holds the capacity; start with v = NULL, n = room = 0.
 *
 *	list.v = arena_grow(a, list.v, list.n, &list.room, sizeof(*list.v));
 *	list.v[list.n++] = x;
 */
void *arena_grow(struct arena *a, void *v, int n, int *room, size_t size);

/* Bytes handed out since arena_open or arena_empty, for memory reports. */
size_t arena_used(const struct arena *a);

#endif
