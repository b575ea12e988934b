/* seal_test.h - what the two files of tests share: names, keys, memory files. */
#ifndef HENG_CORE_TRUST_SEAL_TEST_H
#define HENG_CORE_TRUST_SEAL_TEST_H

#include <stdbool.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/trust/seal.h"
#include "test/unit.h"

/* Containers that seal_make would not make; part of trust_seal_tests. */
int trust_seal_forge_tests(void);

#define CENTRE "91350100M000100Y43"
#define LOT "01HENG0000000000000000000A"
#define LOT_2 "01HENG0000000000000000000B"
#define PARTY "01HENGPARTY000000000000001"
#define PARTY_2 "01HENGPARTY000000000000002"
#define LEAD 13
#define TAG 16
#define CHUNK ((size_t)SEAL_CHUNK_BYTES)

static const uint8_t key_1[SEAL_KEY_BYTES] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
	16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31 };
static const uint8_t key_2[SEAL_KEY_BYTES] = { 2 };
static const uint8_t nonce_1[SEAL_NONCE_BYTES] = { 1, 2, 3, 4, 5, 6, 7 };
static const struct seal_header form = {
	.centre = CENTRE, .lot = LOT, .party = PARTY, .part = SEAL_PART_FORM
};
static const struct seal_header documents = {
	.centre = CENTRE, .lot = LOT, .party = PARTY, .part = SEAL_PART_DOCUMENTS
};

/* Makes the next bytes of the context's stream the fixed nonce. */
static inline void fix_nonce(struct ctx *c)
{
	c->rng.left = SEAL_NONCE_BYTES;
	memcpy(c->rng.pool + sizeof(c->rng.pool) - SEAL_NONCE_BYTES, nonce_1, SEAL_NONCE_BYTES);
}

static inline struct bytes pattern(struct ctx *c, size_t n)
{
	uint8_t *p = arena_alloc(c->mem, n);
	for (size_t i = 0; i < n; i++)
		p[i] = (uint8_t)(i % 251);
	return (struct bytes){ p, n };
}

static inline struct bytes text_bytes(const char *text)
{
	return (struct bytes){ (const uint8_t *)text, strlen(text) };
}

static inline struct bytes made(struct ctx *c, const struct seal_header *h, struct bytes content)
{
	struct bytes out = { 0 };
	CHECK_OK(c, seal_make(c, h, key_1, content, &out));
	return out;
}

static inline int file_of(struct bytes b)
{
	int fd = memfd_create("seal", MFD_CLOEXEC);
	assert_true(fd >= 0);
	for (size_t done = 0; done < b.n;) {
		ssize_t n = write(fd, b.p + done, b.n - done);
		assert_true(n > 0);
		done += (size_t)n;
	}
	return fd;
}

static inline struct bytes bytes_of(struct ctx *c, int fd)
{
	off_t n = lseek(fd, 0, SEEK_END);
	assert_true(n >= 0);
	uint8_t *p = arena_alloc(c->mem, (size_t)n);
	assert_int_equal(pread(fd, p, (size_t)n, 0), n);
	return (struct bytes){ p, (size_t)n };
}

/* Makes through files. */
static inline struct bytes made_file(
    struct ctx *c, const struct seal_header *h, struct bytes content)
{
	int in = file_of(content), out = file_of((struct bytes){ 0 });
	CHECK_OK(c, seal_make_file(c, h, key_1, in, out));
	struct bytes b = bytes_of(c, out);
	close(in);
	close(out);
	return b;
}

/* Opens through files; *content is what was written, also on failure. */
static inline enum err open_file(struct ctx *c, struct bytes container, struct bytes *content)
{
	int in = file_of(container), out = file_of((struct bytes){ 0 });
	enum err e = seal_open_file(c, in, key_1, out);
	*content = bytes_of(c, out);
	close(in);
	close(out);
	return e;
}

static inline void check_same(struct bytes a, struct bytes b)
{
	assert_int_equal(a.n, b.n);
	if (a.n > 0)
		assert_memory_equal(a.p, b.p, a.n);
}

static inline struct bytes copied(struct ctx *c, struct bytes b)
{
	return (struct bytes){ (uint8_t *)arena_copy(c->mem, b.p, b.n), b.n };
}

/* Both ways of opening refuse it with that error, and nothing comes out in memory. */
static inline void check_refused(struct ctx *c, struct bytes container, enum err want)
{
	/* ends where its allocation ends, so that the sanitizer sees a read beyond */
	uint8_t *exact = arena_alloc(c->mem, container.n);
	if (container.n > 0)
		memcpy(exact, container.p, container.n);
	struct bytes b = { exact, container.n }, out = { NULL, 7 };
	CHECK_ERR(seal_open(c, b, key_1, &out), want);
	assert_null(out.p);
	assert_int_equal(out.n, 7);
	CHECK_ERR(open_file(c, b, &out), want);
}

static inline size_t preamble_bytes(struct bytes b)
{
	return LEAD + ((size_t)b.p[11] << 8 | b.p[12]);
}

#endif
