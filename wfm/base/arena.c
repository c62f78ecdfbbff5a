#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Under the address sanitizer each thing is a block of its own, without
 * padding, and emptying frees: so it sees every step outside and after. */
#if defined(__SANITIZE_ADDRESS__)
#define CHECKED 1
#elif defined(__has_feature)
#define CHECKED __has_feature(address_sanitizer)
#else
#define CHECKED 0
#endif

enum {
	ALIGN = CHECKED ? 1 : alignof(max_align_t),
	BLOCK_SIZE = CHECKED ? 1 : 64 * 1024
};

/* Blocks form a list, the one in use first, then full ones.  Blocks kept by
 * arena_empty wait in a second list. */
struct block {
	struct block *next;
	size_t size, used; /* bytes of data */
	bool fresh;	   /* all 0, as the system gave it */
	alignas(max_align_t) unsigned char data[];
};

struct arena {
	struct block *blocks; /* may be NULL */
	struct block *spare;  /* emptied, for reuse */
	size_t handed_out;
};

/* The one place where wfm runs out of memory. */
static _Noreturn void out_of_memory(void)
{
	fputs("wfm: error: out of memory\n", stderr);
	exit(71); /* RC_MEMORY; base/err.h stands above this file */
}

struct arena *arena_open(void)
{
	struct arena *a = calloc(1, sizeof(*a));

	if (!a)
		out_of_memory();
	return a;
}

static void free_blocks(struct block *b)
{
	while (b) {
		struct block *next = b->next;
		free(b);
		b = next;
	}
}

void arena_close(struct arena *a)
{
	if (!a)
		return;
	free_blocks(a->blocks);
	free_blocks(a->spare);
	free(a);
}

void arena_empty(struct arena *a)
{
	a->handed_out = 0;
	if (CHECKED) {
		free_blocks(a->blocks);
		a->blocks = NULL;
	}
	while (a->blocks) {
		struct block *b = a->blocks;
		a->blocks = b->next;
		b->next = a->spare;
		b->fresh = false;
		a->spare = b;
	}
}

/*
 * Takes the smallest spare block that is large enough, or NULL.  Small
 * things leave the large blocks alone.
 */
static struct block *take_spare(struct arena *a, size_t bytes)
{
	struct block **best = NULL;

	for (struct block **at = &a->spare; *at; at = &(*at)->next) {
		size_t size = (*at)->size;
		if (size < bytes || (bytes <= BLOCK_SIZE && size > BLOCK_SIZE))
			continue;
		if (!best || size < (*best)->size)
			best = at;
		if (size == bytes || size == BLOCK_SIZE)
			break;
	}
	if (!best)
		return NULL;
	struct block *b = *best;
	*best = b->next;
	return b;
}

/* Hundreds of MiB in small pages cost more to get than to fill. */
static void advise(void *block, size_t bytes)
{
#ifdef MADV_HUGEPAGE
	enum { PAGE = 4096, HUGE = 8 << 20 };
	uintptr_t from = ((uintptr_t)block + PAGE - 1) / PAGE * PAGE;

	if (bytes >= HUGE)
		(void)madvise((void *)from, bytes - PAGE, MADV_HUGEPAGE);
#else
	(void)block;
	(void)bytes;
#endif
}

static struct block *new_block(size_t bytes)
{
	size_t size = bytes > BLOCK_SIZE ? bytes : BLOCK_SIZE;
	struct block *b;

	/* The system's pages are 0 already: large ones are not written twice.
	 */
	bool large = size > BLOCK_SIZE;
	if (size > SIZE_MAX - sizeof(*b) ||
	    !(b = large ? calloc(1, sizeof(*b) + size)
			: malloc(sizeof(*b) + size)))
		out_of_memory();
	b->size = size;
	b->fresh = large;
	advise(b, size);
	return b;
}

/*
 * A block with that much room at the front of the list.  A large one goes
 * behind the front block when that still has room for small things.
 */
static struct block *add_block(struct arena *a, size_t bytes)
{
	struct block *b = take_spare(a, bytes);
	struct block *front = a->blocks;

	if (!b)
		b = new_block(bytes);
	b->used = 0;
	if (front && b->size > BLOCK_SIZE) {
		b->next = front->next;
		front->next = b;
	} else {
		b->next = front;
		a->blocks = b;
	}
	return b;
}

void *arena_alloc(struct arena *a, size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes) || bytes > SIZE_MAX - ALIGN)
		out_of_memory();
	bytes = bytes == 0 ? ALIGN : (bytes + ALIGN - 1) / ALIGN * ALIGN;
	struct block *b = a->blocks;
	if (!b || b->size - b->used < bytes)
		b = add_block(a, bytes);
	void *p = b->data + b->used;
	b->used += bytes;
	a->handed_out += bytes;
	return b->fresh ? p : memset(p, 0, bytes);
}

void *arena_copy(struct arena *a, const void *from, size_t n, size_t size)
{
	void *p = arena_alloc(a, n, size);

	if (n > 0 && size > 0)
		memcpy(p, from, n * size);
	return p;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return arena_copy(a, s, strlen(s) + 1, 1);
}

char *arena_strndup(struct arena *a, const char *s, size_t len)
{
	char *copy;

	len = strnlen(s, len);
	copy = arena_alloc(a, len + 1, 1);
	memcpy(copy, s, len);
	return copy;
}

char *arena_vprintf(struct arena *a, const char *format, va_list ap)
{
	va_list again;
	int len;

	va_copy(again, ap);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (len < 0) /* more than INT_MAX bytes */
		out_of_memory();
	char *s = arena_alloc(a, (size_t)len + 1, 1);
	vsnprintf(s, (size_t)len + 1, format, ap);
	return s;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	char *s = arena_vprintf(a, format, ap);
	va_end(ap);
	return s;
}

void *arena_grow(struct arena *a, void *v, int n, int *room, size_t size)
{
	if (n < *room)
		return v;
	if (n > INT32_MAX / 2)
		out_of_memory();
	*room = n < 8 ? 8 : 2 * n;
	void *larger = arena_alloc(a, (size_t)*room, size);
	if (n > 0)
		memcpy(larger, v, (size_t)n * size);
	return larger;
}

size_t arena_used(const struct arena *a)
{
	return a->handed_out;
}
