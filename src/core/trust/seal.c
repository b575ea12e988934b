#include "core/trust/seal.h"

#include <assert.h>
#include <inttypes.h>
#include <openssl/crypto.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/trust/seal_chunk.h"
#include "core/trust/seal_file.h"
#include "core/trust/seal_header.h"

#define MAGIC_BYTES 8
#define LEAD_BYTES (MAGIC_BYTES + 1 + 4) /* magic, version, length of the header */
#define LENGTH_BYTES 8
#define PADDED_MAX_FILE (INT64_C(1) << 31)
/* with the header the next power of two would not fit into LIMIT_CONTAINER_BYTES */
#define PADDED_MAX_MEMORY (LIMIT_CONTAINER_BYTES / 2)

_Static_assert(LEAD_BYTES + SEAL_HEADER_BYTES + PADDED_MAX_MEMORY + SEAL_TAG_BYTES_MAX <=
                   LIMIT_CONTAINER_BYTES,
    "a container in memory is one chunk and fits");
_Static_assert(PADDED_MAX_MEMORY <= SEAL_CHUNK_BYTES, "a container in memory is one chunk");

static const uint8_t magic[MAGIC_BYTES] = { 'H', 'E', 'N', 'G', 'S', 'E', 'A', 'L' };

/* A container of which all is known that its first bytes and its size tell. */
struct preamble {
	struct seal_header header;
	uint64_t bytes;               /* everything before the first chunk */
	uint8_t digest[SHA256_BYTES]; /* of that: associated data of every chunk */
};

/* Where the content lies in one chunk's plaintext: skip, then take bytes of content, then zeros. */
struct span {
	size_t skip, take;
	uint64_t from; /* place in the content */
};

static void put_big_endian(uint8_t *to, int bytes, uint64_t v)
{
	for (int i = bytes - 1; i >= 0; i--) {
		to[i] = (uint8_t)v;
		v >>= 8;
	}
}

static uint64_t get_big_endian(const uint8_t *from, int bytes)
{
	uint64_t v = 0;
	for (int i = 0; i < bytes; i++)
		v = v << 8 | from[i];
	return v;
}

void seal_commit(const uint8_t key[SEAL_KEY_BYTES], uint8_t out[SHA256_BYTES])
{
	static const char label[] = "heng seal key 1\n";
	struct bytes pieces[] = { { (const uint8_t *)label, sizeof(label) - 1 },
		{ key, SEAL_KEY_BYTES } };
	sha256_pieces(pieces, 2, out);
}

/* Sizes. */

static int64_t padded_max(const struct seal_source *s)
{
	return s->fd < 0 ? PADDED_MAX_MEMORY : PADDED_MAX_FILE;
}

/* The one padded size for that much content, or 0 when it is above max. */
static int64_t padded_for(const char *part, uint64_t content_bytes, int64_t max)
{
	bool form = strcmp(part, SEAL_PART_FORM) == 0;
	int64_t padded = form ? SEAL_FORM_BYTES : SEAL_MIN_BYTES;
	int64_t limit = form ? SEAL_FORM_BYTES : max;
	if (content_bytes > (uint64_t)(limit - LENGTH_BYTES))
		return 0;
	while (padded - LENGTH_BYTES < (int64_t)content_bytes)
		padded *= 2;
	return padded;
}

static bool padded_valid(const char *part, int64_t padded, int64_t max)
{
	if (padded <= LENGTH_BYTES || padded > max)
		return false;
	return padded_for(part, (uint64_t)(padded - LENGTH_BYTES), max) == padded;
}

static uint32_t chunk_count(int64_t padded)
{
	return (uint32_t)((padded + SEAL_CHUNK_BYTES - 1) / SEAL_CHUNK_BYTES);
}

/* Plaintext bytes of chunk i. */
static size_t chunk_bytes(int64_t padded, uint32_t i)
{
	int64_t rest = padded - (int64_t)i * SEAL_CHUNK_BYTES;
	return (size_t)(rest < SEAL_CHUNK_BYTES ? rest : SEAL_CHUNK_BYTES);
}

static size_t tag_bytes(const struct preamble *p)
{
	return seal_tag_bytes(p->header.cipher);
}

static uint64_t chunk_place(const struct preamble *p, uint32_t i)
{
	return p->bytes + (uint64_t)i * (SEAL_CHUNK_BYTES + tag_bytes(p));
}

static uint64_t container_bytes(const struct preamble *p)
{
	return p->bytes + (uint64_t)p->header.padded_bytes +
	       (uint64_t)chunk_count(p->header.padded_bytes) * tag_bytes(p);
}

static struct span span_of(uint32_t i, size_t chunk_n, uint64_t content_n)
{
	struct span s = { .skip = i == 0 ? LENGTH_BYTES : 0 };
	s.from = (uint64_t)i * SEAL_CHUNK_BYTES + s.skip - LENGTH_BYTES;
	uint64_t rest = s.from < content_n ? content_n - s.from : 0;
	s.take = rest < chunk_n - s.skip ? (size_t)rest : chunk_n - s.skip;
	return s;
}

/* Magic, version and length before a header. */
static void lead_write(uint8_t lead[LEAD_BYTES], size_t header_n)
{
	memcpy(lead, magic, MAGIC_BYTES);
	lead[MAGIC_BYTES] = SEAL_VERSION;
	put_big_endian(lead + MAGIC_BYTES + 1, 4, header_n);
}

static void preamble_end(struct preamble *p, const uint8_t *lead, const char *text, size_t n)
{
	struct bytes pieces[] = { { lead, LEAD_BYTES }, { (const uint8_t *)text, n } };
	sha256_pieces(pieces, 2, p->digest);
	p->bytes = LEAD_BYTES + n;
}

static enum err preamble_read(struct ctx *c, const struct seal_source *s, struct preamble *out)
{
	uint8_t lead[LEAD_BYTES];
	if (s->n < MAGIC_BYTES)
		return fail(c, E_NOT_SEALED, "%" PRIu64 " bytes are no container", s->n);
	TRY(seal_source_read(c, s, 0, lead, MAGIC_BYTES));
	if (memcmp(lead, magic, MAGIC_BYTES) != 0)
		return fail(c, E_NOT_SEALED, "it does not begin with HENGSEAL");
	if (s->n < LEAD_BYTES)
		return fail(c, E_BAD_SEAL, "cut off before its header");
	TRY(seal_source_read(c, s, 0, lead, LEAD_BYTES));
	if (lead[MAGIC_BYTES] != SEAL_VERSION)
		return fail(c, E_BAD_SEAL, "version %u, not %d", lead[MAGIC_BYTES], SEAL_VERSION);
	size_t n = (size_t)get_big_endian(lead + MAGIC_BYTES + 1, 4);
	if (n > SEAL_HEADER_BYTES)
		return fail(
		    c, E_BAD_SEAL, "a header of %zu bytes; at most %d", n, SEAL_HEADER_BYTES);
	if (n > s->n - LEAD_BYTES)
		return fail(c, E_BAD_SEAL, "cut off in its header");
	char *text = arena_alloc(c->mem, n);
	TRY(seal_source_read(c, s, LEAD_BYTES, text, n));
	struct preamble p = { 0 };
	TRY(seal_header_parse(c, text, n, &p.header));
	int64_t padded = p.header.padded_bytes;
	if (!padded_valid(p.header.part, padded, padded_max(s)))
		return fail_at(c, E_BAD_SEAL, "/padded", NULL,
		    "%" PRId64 " is no size of this part, at most %" PRId64 " here", padded,
		    padded_max(s));
	preamble_end(&p, lead, text, n);
	if (s->n != container_bytes(&p))
		return fail(c, E_BAD_SEAL, "%" PRIu64 " bytes, not the %" PRIu64 " its header says",
		    s->n, container_bytes(&p));
	*out = p;
	return OK;
}

static struct seal_place place_of(const struct preamble *p, uint32_t i)
{
	return (struct seal_place){ i, i + 1 == chunk_count(p->header.padded_bytes) };
}

static uint8_t *chunk_buffer(struct ctx *c, const struct preamble *p, size_t *n)
{
	*n = chunk_bytes(p->header.padded_bytes, 0) + tag_bytes(p);
	return arena_alloc(c->mem, *n);
}

/* Sealing. */

/* A container at work: its chunks, one after the other. */
struct chunks {
	const struct preamble *preamble;
	struct seal_work *work;
	uint8_t *chunk;
};

static enum err seal_chunks(
    struct ctx *c, const struct chunks *k, const struct seal_source *from, struct seal_sink *to)
{
	const struct preamble *pre = k->preamble;
	int64_t padded = pre->header.padded_bytes;
	uint8_t *chunk = k->chunk;
	for (uint32_t i = 0; i < chunk_count(padded); i++) {
		size_t n = chunk_bytes(padded, i);
		struct span s = span_of(i, n, from->n);
		if (i == 0)
			put_big_endian(chunk, LENGTH_BYTES, from->n);
		if (s.take > 0)
			TRY(seal_source_read(c, from, s.from, chunk + s.skip, s.take));
		memset(chunk + s.skip + s.take, 0, n - s.skip - s.take);
		seal_chunk(k->work, place_of(pre, i), chunk, n);
		TRY(seal_sink_write(c, to, chunk, n + tag_bytes(pre)));
	}
	return OK;
}

static enum err make(struct ctx *c, const struct seal_header *header, const uint8_t *key,
    const struct seal_source *content, struct seal_sink *to)
{
	const char *wrong = seal_header_wrong(c, header);
	if (wrong != NULL)
		return fail_at(c, E_BAD_FIELD, wrong, NULL, "no container can be made for this");
	struct preamble p = { .header = *header };
	p.header.padded_bytes = padded_for(header->part, content->n, padded_max(content));
	if (p.header.padded_bytes == 0)
		return fail(c, E_BAD_FIELD, "%" PRIu64 " bytes are too many for the part %s",
		    content->n, header->part);
	seal_commit(key, p.header.commitment);
	rng_bytes(&c->rng, p.header.nonce, SEAL_NONCE_BYTES);
	const char *text = seal_header_text(c, &p.header);
	uint8_t lead[LEAD_BYTES];
	lead_write(lead, strlen(text));
	preamble_end(&p, lead, text, strlen(text));
	seal_sink_room(c, to, container_bytes(&p));
	TRY(seal_sink_write(c, to, lead, LEAD_BYTES));
	TRY(seal_sink_write(c, to, text, strlen(text)));
	size_t n;
	uint8_t *chunk = chunk_buffer(c, &p, &n);
	const struct chunks k = { &p, seal_work_start(&p.header, p.digest, key, true), chunk };
	enum err e = seal_chunks(c, &k, content, to);
	seal_work_end(k.work);
	OPENSSL_cleanse(chunk, n);
	return e;
}

enum err seal_make(struct ctx *c, const struct seal_header *header,
    const uint8_t key[SEAL_KEY_BYTES], struct bytes content, struct bytes *container)
{
	struct seal_source from = seal_source_memory(content);
	struct seal_sink to = { .fd = -1 };
	TRY(make(c, header, key, &from, &to));
	assert(to.n == to.size);
	*container = (struct bytes){ to.p, to.n };
	return OK;
}

enum err seal_make_file(struct ctx *c, const struct seal_header *header,
    const uint8_t key[SEAL_KEY_BYTES], int in, int out)
{
	struct seal_source from;
	struct seal_sink to = { .fd = out };
	TRY(seal_source_file(c, in, &from));
	return make(c, header, key, &from, &to);
}

/* Inspecting. */

enum err seal_inspect(struct ctx *c, struct bytes container, struct seal_header *out)
{
	struct seal_source s = seal_source_memory(container);
	struct preamble p = { 0 };
	TRY(preamble_read(c, &s, &p));
	*out = p.header;
	return OK;
}

enum err seal_inspect_file(struct ctx *c, int in, struct seal_header *out)
{
	struct seal_source s;
	struct preamble p = { 0 };
	TRY(seal_source_file(c, in, &s));
	TRY(preamble_read(c, &s, &p));
	*out = p.header;
	return OK;
}

/* Opening. */

static bool all_zero(const uint8_t *p, size_t n)
{
	uint8_t any = 0;
	for (size_t i = 0; i < n; i++)
		any |= p[i];
	return any == 0;
}

static enum err open_chunks(
    struct ctx *c, const struct chunks *k, const struct seal_source *from, struct seal_sink *to)
{
	const struct preamble *p = k->preamble;
	uint8_t *chunk = k->chunk;
	int64_t padded = p->header.padded_bytes;
	uint64_t content_n = 0;
	for (uint32_t i = 0; i < chunk_count(padded); i++) {
		size_t n = chunk_bytes(padded, i);
		TRY(seal_source_read(c, from, chunk_place(p, i), chunk, n + tag_bytes(p)));
		if (!seal_chunk_open(k->work, place_of(p, i), chunk, n))
			return fail(c, E_BAD_SEAL, "chunk %" PRIu32 " does not hold", i);
		if (i == 0) {
			content_n = get_big_endian(chunk, LENGTH_BYTES);
			if (padded_for(p->header.part, content_n, padded_max(from)) != padded)
				return fail(c, E_BAD_SEAL, "its length does not fit its size");
			seal_sink_room(c, to, content_n);
		}
		struct span s = span_of(i, n, content_n);
		if (!all_zero(chunk + s.skip + s.take, n - s.skip - s.take))
			return fail(
			    c, E_BAD_SEAL, "the padding of chunk %" PRIu32 " is not zero", i);
		TRY(seal_sink_write(c, to, chunk + s.skip, s.take));
	}
	return OK;
}

static enum err open_container(
    struct ctx *c, const struct seal_source *from, const uint8_t *key, struct seal_sink *to)
{
	struct preamble p = { 0 };
	uint8_t commitment[SHA256_BYTES];
	TRY(preamble_read(c, from, &p));
	seal_commit(key, commitment);
	if (!same_bytes(commitment, p.header.commitment, SHA256_BYTES))
		return fail(c, E_BAD_KEY, "the container was made with another key");
	if (!seal_shares_hold(c, &p.header, key))
		return fail(c, E_BAD_SEAL, "the shares of its key do not fit the key");
	size_t n;
	uint8_t *chunk = chunk_buffer(c, &p, &n);
	const struct chunks k = { &p, seal_work_start(&p.header, p.digest, key, false), chunk };
	enum err e = open_chunks(c, &k, from, to);
	seal_work_end(k.work);
	OPENSSL_cleanse(chunk, n);
	return e;
}

static enum err open_memory(
    struct ctx *c, const struct seal_source *from, const uint8_t *key, struct bytes *content)
{
	struct seal_sink to = { .fd = -1 };
	/* a failure leaves nothing: what was written so far is told to nobody */
	TRY(open_container(c, from, key, &to));
	assert(to.n == to.size);
	*content = (struct bytes){ to.p, to.n };
	return OK;
}

enum err seal_open(
    struct ctx *c, struct bytes container, const uint8_t key[SEAL_KEY_BYTES], struct bytes *content)
{
	struct seal_source from = seal_source_memory(container);
	return open_memory(c, &from, key, content);
}

enum err seal_open_read(
    struct ctx *c, int in, const uint8_t key[SEAL_KEY_BYTES], struct bytes *content)
{
	struct seal_source from;
	TRY(seal_source_file(c, in, &from));
	return open_memory(c, &from, key, content);
}

enum err seal_open_file(struct ctx *c, int in, const uint8_t key[SEAL_KEY_BYTES], int out)
{
	struct seal_source from;
	struct seal_sink to = { .fd = out };
	TRY(seal_source_file(c, in, &from));
	return open_container(c, &from, key, &to);
}

enum err seal_is_for(struct ctx *c, const char *field, const struct seal_header *h, const char *lot,
    const char *part)
{
	const struct {
		const char *name, *got, *want;
	} bound[] = { { "centre", h->centre, c->centre->code }, { "lot", h->lot, lot },
		{ "party", h->party, c->actor.party ? c->actor.party : "" },
		{ "part", h->part, part } };
	for (size_t i = 0; i < sizeof(bound) / sizeof(*bound); i++)
		if (strcmp(bound[i].got, bound[i].want) != 0)
			return fail_at(c, E_SEALED_FOR_ANOTHER, field, bound[i].got,
			    "its header's %s must be %s", bound[i].name, bound[i].want);
	return OK;
}
