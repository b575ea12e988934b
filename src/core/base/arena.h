/* arena.h - memory of one request or one job: allocated piece by piece, freed at once.
 *
 * An arena belongs to one thread at a time. In debug builds (ARENA_DEBUG) every allocation is a
 * malloc of its own, so that the address sanitizer sees overruns; otherwise pieces are cut from
 * blocks. Inputs are bounded by limits.h long before the cap, so reaching it is a bug and aborts.
 */
#ifndef HENG_CORE_BASE_ARENA_H
#define HENG_CORE_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* A new arena that may hand out at most cap_bytes. Never NULL. Ends with arena_free. */
struct arena *arena_new(size_t cap_bytes);
/* Frees the arena and all that was allocated from it. NULL is allowed. */
void arena_free(struct arena *a);
/* Frees all allocations but keeps the arena (and its first block) for the next request. */
void arena_reset(struct arena *a);
/* Bytes handed out since arena_new or arena_reset. */
size_t arena_used(const struct arena *a);

/* n zeroed bytes, aligned for any type. n may be 0. Never NULL. */
void *arena_alloc(struct arena *a, size_t n);
/* A copy of n bytes, followed by a NUL that is not counted. */
char *arena_copy(struct arena *a, const void *p, size_t n);
/* A copy of a NUL-terminated string. NULL stays NULL. */
char *arena_text(struct arena *a, const char *s);
char *arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));

/* count objects of a type, zeroed. */
#define arena_array(a, type, count) ((type *)arena_alloc_n((a), sizeof(type), (count)))
#define arena_new_of(a, type) ((type *)arena_alloc((a), sizeof(type)))
void *arena_alloc_n(struct arena *a, size_t size, size_t count);

#endif
