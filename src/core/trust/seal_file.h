/* seal_file.h - private to seal.c: memory or a file, so that one loop seals and opens both. */
#ifndef HENG_CORE_TRUST_SEAL_FILE_H
#define HENG_CORE_TRUST_SEAL_FILE_H

#include <stddef.h>
#include <stdint.h>

#include "core/base/ctx.h"
#include "core/base/enc.h"

struct seal_source {
	int fd;           /* a regular file, read by place; -1: memory */
	const uint8_t *p; /* memory */
	uint64_t n;       /* bytes in it */
};

struct seal_sink {
	int fd;         /* written where it stands; -1: memory */
	uint8_t *p;     /* memory: seal_sink_room gives it */
	size_t n, size; /* memory: bytes written, and room */
};

struct seal_source seal_source_memory(struct bytes b);
/* STORE when it is no regular file. */
enum err seal_source_file(struct ctx *c, int fd, struct seal_source *out) CHECKED;
/* Exactly n bytes from place `at`; the caller stays below s->n. STORE, also when the file has
 * become shorter since it was measured. */
enum err seal_source_read(
    struct ctx *c, const struct seal_source *s, uint64_t at, void *to, size_t n) CHECKED;
/* Room in memory for all that will be written; a file needs none. */
void seal_sink_room(struct ctx *c, struct seal_sink *s, uint64_t size);
/* STORE, STORE_FULL. */
enum err seal_sink_write(struct ctx *c, struct seal_sink *s, const void *p, size_t n) CHECKED;

#endif
