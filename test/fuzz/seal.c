/* The first 32 bytes are a key, the rest a container or not. Memory and file say the same of it.
 * If it opens, sealing the content again under its nonce gives the very same bytes: a container has
 * one form. If only its header holds, a container made for that header has the same header but for
 * the commitment, and opens where its shares, if it names some, are those of the key. */
#include <assert.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/trust/seal.h"

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t n);

static enum err open_file(
    struct ctx *c, struct bytes container, const uint8_t *key, struct bytes content)
{
	int in = memfd_create("in", MFD_CLOEXEC), out = memfd_create("out", MFD_CLOEXEC);
	ssize_t put = write(in, container.p, container.n);
	assert(put == (ssize_t)container.n);
	enum err e = seal_open_file(c, in, key, out);
	if (e == OK) {
		uint8_t *p = arena_alloc(c->mem, content.n + 1);
		ssize_t got = pread(out, p, content.n + 1, 0);
		assert(got == (ssize_t)content.n);
		assert(content.n == 0 || memcmp(p, content.p, content.n) == 0);
	}
	close(in);
	close(out);
	return e;
}

static struct bytes make_again(
    struct ctx *c, const struct seal_header *h, const uint8_t *key, struct bytes content)
{
	struct bytes b;
	/* the next bytes of the stream become the nonce */
	c->rng.left = SEAL_NONCE_BYTES;
	memcpy(c->rng.pool + sizeof(c->rng.pool) - SEAL_NONCE_BYTES, h->nonce, SEAL_NONCE_BYTES);
	enum err e = seal_make(c, h, key, content, &b);
	assert(e == OK);
	return b;
}

static void check_header(
    struct ctx *c, struct bytes b, const struct seal_header *h, const uint8_t *key)
{
	size_t n = (size_t)h->padded_bytes - 8; /* the most that this size holds */
	struct bytes content = { b.p + b.n - n, n }, opened, again;
	struct seal_header got;
	again = make_again(c, h, key, content);
	assert(again.n == b.n);
	enum err e = seal_inspect(c, again, &got);
	assert(e == OK);
	assert(got.padded_bytes == h->padded_bytes && strcmp(got.lot, h->lot) == 0);
	assert(strcmp(got.party, h->party) == 0 && strcmp(got.part, h->part) == 0);
	assert(strcmp(got.centre, h->centre) == 0);
	assert(memcmp(got.nonce, h->nonce, SEAL_NONCE_BYTES) == 0);
	assert(got.cipher == h->cipher && got.custody.n == h->custody.n);
	e = seal_open(c, again, key, &opened);
	assert(e == (seal_shares_hold(c, &got, key) ? OK : E_BAD_SEAL));
	if (e == OK)
		assert(opened.n == n && memcmp(opened.p, content.p, n) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t n)
{
	if (n < SEAL_KEY_BYTES || n > LIMIT_CONTAINER_BYTES)
		return 0;
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES) };
	struct bytes b = { input + SEAL_KEY_BYTES, n - SEAL_KEY_BYTES }, content = { 0 };
	struct seal_header h;
	enum err inspected = seal_inspect(&c, b, &h);
	enum err opened = seal_open(&c, b, input, &content);
	assert(inspected == OK || inspected == E_NOT_SEALED || inspected == E_BAD_SEAL);
	assert(inspected == OK || opened == inspected);
	assert(opened != OK || inspected == OK);
	enum err e = open_file(&c, b, input, content);
	assert(e == opened);
	if (inspected == OK)
		check_header(&c, b, &h, input);
	if (opened == OK) {
		struct bytes again = make_again(&c, &h, input, content);
		assert(again.n == b.n && memcmp(again.p, b.p, b.n) == 0);
	}
	arena_free(c.mem);
	return 0;
}
