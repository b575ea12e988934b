#include "core/base/arena.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_BYTES ((size_t)16 * 1024)
#define ALIGN_BYTES _Alignof(max_align_t)

struct block {
	struct block *next;
	size_t size, used;
	_Alignas(max_align_t) unsigned char bytes[];
};

struct arena {
	struct block *top;
	size_t cap, used;
};

static struct block *block_new(size_t size, struct block *next)
{
	struct block *b = malloc(sizeof(*b) + size);
	assert(b != NULL);
	b->next = next;
	b->size = size;
	b->used = 0;
	return b;
}

struct arena *arena_new(size_t cap_bytes)
{
	struct arena *a = malloc(sizeof(*a));
	assert(a != NULL);
	*a = (struct arena){ .cap = cap_bytes };
	return a;
}

void arena_reset(struct arena *a)
{
	struct block *keep = NULL;
	while (a->top != NULL) {
		struct block *b = a->top;
		a->top = b->next;
#ifndef ARENA_DEBUG
		if (b->size == BLOCK_BYTES && keep == NULL) {
			keep = b;
			continue;
		}
#endif
		free(b);
	}
	if (keep != NULL) {
		keep->next = NULL;
		keep->used = 0;
	}
	a->top = keep;
	a->used = 0;
}

void arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	while (a->top != NULL) {
		struct block *b = a->top;
		a->top = b->next;
		free(b);
	}
	free(a);
}

size_t arena_used(const struct arena *a)
{
	return a->used;
}

void *arena_alloc(struct arena *a, size_t n)
{
	assert(n <= a->cap - a->used);
	a->used += n;
#ifdef ARENA_DEBUG
	/* exactly n bytes, so that byte n is out of bounds for the sanitizer */
	a->top = block_new(n, a->top);
	memset(a->top->bytes, 0, n);
	return a->top->bytes;
#else
	size_t need = (n + ALIGN_BYTES - 1) / ALIGN_BYTES * ALIGN_BYTES;
	if (need > BLOCK_BYTES / 2) {
		/* big pieces get a block of their own, behind the one being filled */
		struct block *big = block_new(need, NULL);
		if (a->top == NULL) {
			a->top = block_new(BLOCK_BYTES, NULL);
		}
		big->next = a->top->next;
		a->top->next = big;
		big->used = need;
		memset(big->bytes, 0, n);
		return big->bytes;
	}
	if (a->top == NULL || a->top->size - a->top->used < need)
		a->top = block_new(BLOCK_BYTES, a->top);
	void *p = a->top->bytes + a->top->used;
	a->top->used += need;
	memset(p, 0, n);
	return p;
#endif
}

void *arena_alloc_n(struct arena *a, size_t size, size_t count)
{
	size_t total;
	bool too_large = __builtin_mul_overflow(size, count, &total);
	assert(!too_large);
	return arena_alloc(a, total);
}

char *arena_copy(struct arena *a, const void *p, size_t n)
{
	char *out = arena_alloc(a, n + 1);
	if (n != 0)
		memcpy(out, p, n);
	return out;
}

char *arena_text(struct arena *a, const char *s)
{
	return s == NULL ? NULL : arena_copy(a, s, strlen(s));
}

char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	assert(n >= 0);
	char *out = arena_alloc(a, (size_t)n + 1);
	vsnprintf(out, (size_t)n + 1, fmt, again);
	va_end(again);
	return out;
}

char *arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	char *out = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return out;
}
