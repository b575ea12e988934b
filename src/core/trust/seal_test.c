#include <fcntl.h>

#include "core/trust/seal_test.h"

int trust_seal_tests(void);

/* What holds. */

static const char *hex_sha256(struct ctx *c, struct bytes b)
{
	uint8_t digest[SHA256_BYTES];
	sha256(b.p, b.n, digest);
	return enc_hex(c->mem, digest, SHA256_BYTES);
}

#define TAG_SM 32

/* All of it under either cipher. */
struct suite {
	struct seal_header form, documents;
	size_t tag;
	struct {
		size_t bytes;
		const char *digest;
	} vectors
	    [2]; /* docs/sealed-container.md says the same; checked with another implementation */
};

static void test_vectors(void **state)
{
	const struct suite *s = *state;
	struct ctx c = test_ctx();
	fix_nonce(&c);
	struct bytes b = made(&c, &s->form, text_bytes("{\"price\":\"1234567.10\"}"));
	assert_int_equal(b.n, s->vectors[0].bytes);
	assert_string_equal(hex_sha256(&c, b), s->vectors[0].digest);
	fix_nonce(&c);
	b = made_file(&c, &s->documents, pattern(&c, 200000));
	assert_int_equal(b.n, s->vectors[1].bytes);
	assert_string_equal(hex_sha256(&c, b), s->vectors[1].digest);
	test_ctx_end(&c);
}

static void check_round(struct ctx *c, const struct seal_header *h, size_t n, long padded)
{
	struct bytes content = pattern(c, n), opened = { 0 };
	struct rng before = c->rng;
	struct bytes b = made_file(c, h, content);
	size_t chunks = ((size_t)padded + CHUNK - 1) / CHUNK;
	assert_int_equal(b.n,
	    preamble_bytes(b) + (size_t)padded + chunks * (h->cipher == SEAL_SM4 ? TAG_SM : TAG));
	CHECK_OK(c, open_file(c, b, &opened));
	check_same(opened, content);
	if (padded > LIMIT_CONTAINER_BYTES / 2) {
		CHECK_ERR(seal_make(c, h, key_1, content, &opened), E_BAD_FIELD);
		CHECK_ERR(seal_open(c, b, key_1, &opened), E_BAD_SEAL);
		return;
	}
	struct seal_header got;
	c->rng = before;
	check_same(made(c, h, content), b);
	CHECK_OK(c, seal_open(c, b, key_1, &opened));
	check_same(opened, content);
	CHECK_OK(c, seal_inspect(c, b, &got));
	assert_string_equal(got.centre, h->centre);
	assert_string_equal(got.lot, h->lot);
	assert_string_equal(got.party, h->party);
	assert_string_equal(got.part, h->part);
	assert_int_equal(got.padded_bytes, padded);
}

static void test_round_trip(void **state)
{
	const struct suite *s = *state;
	const struct {
		const struct seal_header *header;
		size_t n;
		long padded;
	} rows[] = {
		{ &s->form, 0, 1024 },
		{ &s->form, 1, 1024 },
		{ &s->form, 1015, 1024 },
		{ &s->form, 1016, 1024 },
		{ &s->documents, 0, 4096 },
		{ &s->documents, 1, 4096 },
		{ &s->documents, 4087, 4096 },
		{ &s->documents, 4088, 4096 },
		{ &s->documents, 4089, 8192 },
		{ &s->documents, 4095, 8192 },
		{ &s->documents, 4096, 8192 },
		{ &s->documents, 4097, 8192 },
		{ &s->documents, 32759, 32768 },
		{ &s->documents, 32760, 32768 },
		{ &s->documents, 32761, 65536 },
		{ &s->documents, 65527, 65536 },
		{ &s->documents, 65528, 65536 },
		{ &s->documents, 65529, 131072 },
		{ &s->documents, 65535, 131072 },
		{ &s->documents, 65536, 131072 },
		{ &s->documents, 65537, 131072 },
		{ &s->documents, 131064, 131072 },
		{ &s->documents, 131065, 262144 },
		{ &s->documents, 1048576, 2097152 },
	};
	for (size_t i = 0; i < LEN(rows); i++) {
		struct ctx c = test_ctx();
		check_round(&c, rows[i].header, rows[i].n, rows[i].padded);
		test_ctx_end(&c);
	}
}

static void test_make_refuses(void **state)
{
	const struct suite *s = *state;
	struct ctx c = test_ctx();
	struct bytes out = { NULL, 7 }, none = { 0 };
	struct seal_header bad[] = { s->form, s->form, s->form, s->form, s->form, s->form };
	bad[0].centre = "91350100M000100Y44";
	bad[1].lot = "01heng0000000000000000000A";
	bad[2].party = NULL;
	bad[3].part = "Form";
	bad[4].part = NULL;
	bad[5].centre = NULL;
	for (size_t i = 0; i < LEN(bad); i++)
		CHECK_ERR(seal_make(&c, &bad[i], key_1, none, &out), E_BAD_FIELD);
	CHECK_ERR(seal_make(&c, &s->form, key_1, pattern(&c, 1017), &out), E_BAD_FIELD);
	CHECK_ERR(seal_make(&c, &s->documents, key_1, pattern(&c, 32761), &out), E_BAD_FIELD);
	assert_null(out.p);
	assert_int_equal(out.n, 7);
	int in = file_of(none), to = file_of(none);
	assert_int_equal(ftruncate(in, (INT64_C(1) << 31) - 7), 0);
	CHECK_ERR(seal_make_file(&c, &s->documents, key_1, in, to), E_BAD_FIELD);
	assert_int_equal(bytes_of(&c, to).n, 0);
	close(in);
	close(to);
	test_ctx_end(&c);
}

/* What does not hold. */

static void test_truncated_and_trailing(void **state)
{
	const struct suite *s = *state;
	struct ctx keep = test_ctx(), c = test_ctx();
	struct bytes b = made(&keep, &s->form, pattern(&keep, 100));
	for (size_t n = 0; n < b.n; n++) {
		struct bytes cut = { b.p, n };
		struct seal_header h = { .lot = "untouched" };
		check_refused(&c, cut, n < 8 ? E_NOT_SEALED : E_BAD_SEAL);
		CHECK_ERR(seal_inspect(&c, cut, &h), n < 8 ? E_NOT_SEALED : E_BAD_SEAL);
		assert_string_equal(h.lot, "untouched");
		arena_reset(c.mem);
	}
	for (size_t more = 1; more < 20; more++) {
		uint8_t *longer = arena_alloc(c.mem, b.n + more);
		memcpy(longer, b.p, b.n);
		check_refused(&c, (struct bytes){ longer, b.n + more }, E_BAD_SEAL);
	}
	static const char *const others[] = { "", "%PDF-1.7 and so on", "PK\3\4 a zip of some kind",
		"hengseal\1" };
	for (size_t i = 0; i < LEN(others); i++)
		check_refused(&c, text_bytes(others[i]), E_NOT_SEALED);
	test_ctx_end(&c);
	test_ctx_end(&keep);
}

static void test_every_bit_counts(void **state)
{
	const struct suite *s = *state;
	struct ctx keep = test_ctx(), c = test_ctx();
	struct bytes b = made(&keep, &s->form, pattern(&keep, 100)), out;
	const char *hex = memmem(b.p, b.n, "\"commitment\":\"", 14);
	size_t from = (size_t)((const uint8_t *)hex - b.p) + 14;
	uint8_t *changed = arena_alloc(keep.mem, b.n);
	memcpy(changed, b.p, b.n);
	for (size_t bit = 0; bit < 8 * b.n; bit++) {
		size_t at = bit / 8;
		changed[at] ^= (uint8_t)(1 << bit % 8);
		enum err e = seal_open(&c, (struct bytes){ changed, b.n }, key_1, &out);
		/* a changed digit of the commitment is the commitment to another key */
		bool other_key = e == E_BAD_KEY && at >= from && at < from + 64;
		if (!other_key)
			CHECK_ERR(e, at < 8 ? E_NOT_SEALED : E_BAD_SEAL);
		changed[at] = b.p[at];
		arena_reset(c.mem);
	}
	test_ctx_end(&c);
	test_ctx_end(&keep);
}

/* 262144 plaintext bytes in four chunks, put together again in that order. */
static void test_order_of_chunks(void **state)
{
	const struct suite *s = *state;
	static const uint8_t orders[][5] = { { 1, 0, 2, 3 }, { 0, 2, 1, 3 }, { 0, 1, 3, 2 },
		{ 0, 0, 2, 3 }, { 0, 1, 2, 2 }, { 0, 1, 1, 3 }, { 3, 1, 2, 3 } };
	struct ctx c = test_ctx();
	struct bytes b = made_file(&c, &s->documents, pattern(&c, 200000)), out;
	size_t head = preamble_bytes(b), one = CHUNK + s->tag;
	uint8_t *mixed = arena_alloc(c.mem, b.n + one);
	memcpy(mixed, b.p, b.n);
	for (size_t i = 0; i < LEN(orders); i++) {
		for (size_t j = 0; j < 4; j++)
			memcpy(mixed + head + j * one, b.p + head + orders[i][j] * one, one);
		CHECK_ERR(open_file(&c, (struct bytes){ mixed, b.n }, &out), E_BAD_SEAL);
		/* what was written before it is what was sealed */
		assert_true(out.n < 200000);
		check_same(out, (struct bytes){ pattern(&c, out.n).p, out.n });
	}
	memcpy(mixed, b.p, b.n);
	/* the last chunk dropped, one in the middle dropped, the last one doubled */
	CHECK_ERR(open_file(&c, (struct bytes){ b.p, b.n - one }, &out), E_BAD_SEAL);
	memmove(mixed + head + one, mixed + head + 2 * one, 2 * one);
	CHECK_ERR(open_file(&c, (struct bytes){ mixed, b.n - one }, &out), E_BAD_SEAL);
	memcpy(mixed, b.p, b.n);
	memcpy(mixed + b.n, b.p + b.n - one, one);
	CHECK_ERR(open_file(&c, (struct bytes){ mixed, b.n + one }, &out), E_BAD_SEAL);
	test_ctx_end(&c);
}

/* A header that names another is well made, but the chunks do not follow it. */
static void test_bound_to_header(void **state)
{
	const struct suite *s = *state;
	struct ctx c = test_ctx();
	static const char *const swaps[][2] = { { LOT, LOT_2 }, { PARTY, PARTY_2 },
		{ CENTRE, "91110000600037341L" } };
	struct bytes mine = made(&c, &s->form, pattern(&c, 100));
	for (size_t i = 0; i < LEN(swaps); i++) {
		struct bytes b = copied(&c, mine);
		struct seal_header h;
		size_t n = strlen(swaps[i][0]);
		memcpy(memmem(b.p, b.n, swaps[i][0], n), swaps[i][1], n);
		CHECK_OK(&c, seal_inspect(&c, b, &h));
		assert_string_not_equal(i == 0 ? h.lot : i == 1 ? h.party : h.centre, swaps[i][0]);
		check_refused(&c, b, E_BAD_SEAL);
	}
	struct seal_header other = s->form;
	other.party = PARTY_2;
	struct bytes theirs = made(&c, &other, pattern(&c, 100)), b = copied(&c, mine);
	memcpy((uint8_t *)b.p, theirs.p, preamble_bytes(theirs));
	check_refused(&c, b, E_BAD_SEAL);
	/* the same maker, key and names: only the nonce differs */
	theirs = made(&c, &s->form, pattern(&c, 100));
	memcpy((uint8_t *)b.p, theirs.p, preamble_bytes(theirs));
	check_refused(&c, b, E_BAD_SEAL);
	test_ctx_end(&c);
}

static void test_wrong_key(void **state)
{
	const struct suite *s = *state;
	struct ctx c = test_ctx();
	struct bytes b = made(&c, &s->form, pattern(&c, 100)), out = { NULL, 7 };
	CHECK_ERR(seal_open(&c, b, key_2, &out), E_BAD_KEY);
	for (int i = 0; i < SEAL_KEY_BYTES; i++) {
		uint8_t key[SEAL_KEY_BYTES];
		memcpy(key, key_1, sizeof(key));
		key[i] ^= 0x80;
		CHECK_ERR(seal_open(&c, b, key, &out), E_BAD_KEY);
	}
	int in = file_of(b), to = file_of((struct bytes){ 0 });
	CHECK_ERR(seal_open_file(&c, in, key_2, to), E_BAD_KEY);
	assert_int_equal(bytes_of(&c, to).n, 0);
	close(in);
	close(to);
	assert_null(out.p);
	test_ctx_end(&c);
}

static void test_files_that_fail(void **state)
{
	const struct suite *s = *state;
	struct ctx c = test_ctx();
	struct seal_header h;
	struct bytes b = made(&c, &s->form, pattern(&c, 100));
	int good = file_of(b), full = open("/dev/full", O_WRONLY | O_CLOEXEC);
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
	CHECK_OK(&c, seal_inspect_file(&c, good, &h));
	assert_string_equal(h.party, PARTY);
	CHECK_ERR(seal_open_file(&c, good, key_1, full), E_STORE_FULL);
	CHECK_ERR(seal_make_file(&c, &s->form, key_1, good, full), E_BAD_FIELD);
	CHECK_ERR(seal_make_file(&c, &s->documents, key_1, good, full), E_STORE_FULL);
	CHECK_ERR(seal_open_file(&c, good, key_1, null), E_STORE);
	CHECK_ERR(seal_open_file(&c, null, key_1, good), E_STORE);
	CHECK_ERR(seal_open_file(&c, -1, key_1, good), E_STORE);
	CHECK_ERR(seal_inspect_file(&c, null, &h), E_STORE);
	CHECK_ERR(seal_make_file(&c, &s->documents, key_1, null, good), E_STORE);
	check_same(bytes_of(&c, good), b);
	close(good);
	close(full);
	close(null);
	test_ctx_end(&c);
}

int trust_seal_tests(void)
{
	struct suite aes = { form, documents, TAG,
		{ { 1309, "e06ce6360be5e3dcb45f5e03f005f1810ac7842a3b32d1c89ce84bddd5aea771" },
		    { 262484,
		        "e92d6668795ec42c8ff676c566d5ff75602b799110e58cb11de2783445b91810" } } },
	             sm4 = { form, documents, TAG_SM,
		             { { 1353, "4e61d18b262c59778280df8fc2ccbef4f5abff89cb0b1336f31a69d3bff"
		                       "66a42" },
		                 { 262576, "6f8b3af6266771824f2b3b83d8607142806f25790592379651746c2"
		                           "40f1df49a" } } };
	sm4.form.cipher = sm4.documents.cipher = SEAL_SM4;
#define UNDER(suite)                                                       \
	cmocka_unit_test_prestate(test_vectors, suite),                    \
	    cmocka_unit_test_prestate(test_round_trip, suite),             \
	    cmocka_unit_test_prestate(test_make_refuses, suite),           \
	    cmocka_unit_test_prestate(test_truncated_and_trailing, suite), \
	    cmocka_unit_test_prestate(test_every_bit_counts, suite),       \
	    cmocka_unit_test_prestate(test_order_of_chunks, suite),        \
	    cmocka_unit_test_prestate(test_bound_to_header, suite),        \
	    cmocka_unit_test_prestate(test_wrong_key, suite),              \
	    cmocka_unit_test_prestate(test_files_that_fail, suite)
	const struct CMUnitTest tests[] = { UNDER(&aes), UNDER(&sm4) };
	int failed = RUN_GROUP("trust seal", tests);
	return failed + trust_seal_forge_tests();
}
