/* Containers from a second sealer, which does as it is told: each is well made but for one
 * thing. */
#include <openssl/evp.h>

#include "core/base/buf.h"
#include "core/trust/seal_test.h"

static bool gcm(bool seal, const uint8_t *key, const uint8_t *nonce, const uint8_t *aad, uint8_t *p,
    size_t n, uint8_t *tag)
{
	EVP_CIPHER_CTX *k = EVP_CIPHER_CTX_new();
	int m;
	assert_int_equal(EVP_CipherInit_ex(k, EVP_aes_256_gcm(), NULL, key, nonce, seal), 1);
	assert_int_equal(EVP_CipherUpdate(k, NULL, &m, aad, SHA256_BYTES), 1);
	assert_int_equal(EVP_CipherUpdate(k, p, &m, p, (int)n), 1);
	if (!seal)
		EVP_CIPHER_CTX_ctrl(k, EVP_CTRL_GCM_SET_TAG, TAG, tag);
	bool held = EVP_CipherFinal_ex(k, p, &m) == 1;
	if (seal)
		EVP_CIPHER_CTX_ctrl(k, EVP_CTRL_GCM_GET_TAG, TAG, tag);
	EVP_CIPHER_CTX_free(k);
	return held;
}

static const char *header_of(struct ctx *c, const char *part, long padded)
{
	uint8_t commitment[SHA256_BYTES];
	seal_commit(key_1, commitment);
	return arena_printf(c->mem,
	    "{\"centre\":\"" CENTRE "\",\"chunk\":65536,\"commitment\":\"%s\",\"lot\":\"" LOT
	    "\",\"nonce\":\"01020304050607\",\"padded\":%ld,\"part\":\"%s\",\"party\":\"" PARTY
	    "\",\"v\":1}",
	    enc_hex(c->mem, commitment, SHA256_BYTES), padded, part);
}

/* last: number of the chunk that carries the flag. */
static struct bytes crafted(struct ctx *c, const char *header, struct bytes plain, size_t last)
{
	struct buf out;
	uint8_t aad[SHA256_BYTES], nonce[12] = { 0 }, tag[TAG];
	size_t n = strlen(header);
	buf_init(&out, c->mem, LIMIT_ARENA_BYTES);
	buf_add(&out, "HENGSEAL\1\0", 11 - 1);
	buf_char(&out, 0);
	buf_char(&out, (char)(n >> 8));
	buf_char(&out, (char)n);
	buf_text(&out, header);
	sha256(out.p, out.n, aad);
	memcpy(nonce, nonce_1, SEAL_NONCE_BYTES);
	for (size_t i = 0; i * CHUNK < plain.n; i++) {
		size_t take = plain.n - i * CHUNK < CHUNK ? plain.n - i * CHUNK : CHUNK;
		struct bytes chunk = copied(c, (struct bytes){ plain.p + i * CHUNK, take });
		nonce[10] = (uint8_t)i;
		nonce[11] = i == last;
		gcm(true, key_1, nonce, aad, (uint8_t *)chunk.p, take, tag);
		buf_add(&out, chunk.p, take);
		buf_add(&out, tag, TAG);
	}
	return (struct bytes){ (uint8_t *)out.p, out.n };
}

/* Zeros of that size, behind a length. */
static uint8_t *plain_of(struct ctx *c, size_t padded, uint64_t length)
{
	uint8_t *p = arena_alloc(c->mem, padded);
	for (int i = 0; i < 8; i++)
		p[i] = (uint8_t)(length >> (56 - 8 * i));
	return p;
}

static struct bytes crafted_plain(struct ctx *c, const char *part, const uint8_t *plain, size_t n)
{
	return crafted(c, header_of(c, part, (long)n), (struct bytes){ plain, n }, (n - 1) / CHUNK);
}

/* A container of that size that claims that length opens as `want`. */
static void check_length(
    struct ctx *c, const char *part, size_t padded, uint64_t length, enum err want)
{
	struct bytes out;
	const uint8_t *plain = plain_of(c, padded, length);
	struct bytes b = crafted_plain(c, part, plain, padded);
	CHECK_ERR(open_file(c, b, &out), want);
	if (padded < CHUNK)
		CHECK_ERR(seal_open(c, b, key_1, &out), want);
	if (want == OK)
		assert_int_equal(out.n, length);
}

static void test_last_flag(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	const char *header = header_of(&c, SEAL_PART_DOCUMENTS, 131072);
	struct bytes plain = { plain_of(&c, 131072, 100000), 131072 }, out;
	CHECK_OK(&c, open_file(&c, crafted(&c, header, plain, 1), &out));
	CHECK_ERR(open_file(&c, crafted(&c, header, plain, 0), &out), E_BAD_SEAL);
	CHECK_ERR(open_file(&c, crafted(&c, header, plain, 2), &out), E_BAD_SEAL);
	test_ctx_end(&c);
}

/* One container, two keys: in GCM (NIST SP 800-38D) one free block makes the tags of both agree. */

typedef unsigned __int128 block;

static block block_of(const uint8_t *p)
{
	block v = 0;
	for (int i = 0; i < 16; i++)
		v = v << 8 | p[i];
	return v;
}

static void block_put(uint8_t *p, block v)
{
	for (int i = 15; i >= 0; i--) {
		p[i] = (uint8_t)v;
		v >>= 8;
	}
}

static block times(block x, block y)
{
	block z = 0;
	for (int i = 127; i >= 0; i--) {
		if (x >> i & 1)
			z ^= y;
		y = y & 1 ? y >> 1 ^ (block)0xE1 << 120 : y >> 1;
	}
	return z;
}

/* x^(2^128 - 2) */
static block inverse(block x)
{
	block z = (block)1 << 127;
	for (int i = 0; i < 127; i++) {
		x = times(x, x);
		z = times(z, x);
	}
	return z;
}

static block aes(const uint8_t *key, block in)
{
	uint8_t p[16];
	int n;
	EVP_CIPHER_CTX *k = EVP_CIPHER_CTX_new();
	block_put(p, in);
	assert_int_equal(EVP_EncryptInit_ex(k, EVP_aes_256_ecb(), NULL, key, NULL), 1);
	assert_int_equal(EVP_EncryptUpdate(k, p, &n, p, 16), 1);
	EVP_CIPHER_CTX_free(k);
	return block_of(p);
}

/* The tag before its encryption: 32 bytes of associated data, n of text, the lengths. */
static block ghash(block h, const uint8_t *aad, const uint8_t *text, size_t n)
{
	block s = times(block_of(aad), h);
	s = times(s ^ block_of(aad + 16), h);
	for (size_t i = 0; i < n; i += 16)
		s = times(s ^ block_of(text + i), h);
	return times(s ^ ((block)(8 * SHA256_BYTES) << 64 | (block)n * 8), h);
}

/* Sets block 1 of the text such that both keys give it the same tag. */
static void collide(const uint8_t *nonce, const uint8_t *aad, uint8_t *text, size_t n)
{
	block h1 = aes(key_1, 0), h2 = aes(key_2, 0), power1 = h1, power2 = h2, first = 0;
	for (int i = 0; i < 12; i++)
		first = first << 8 | nonce[i];
	first = first << 32 | 1;
	memset(text + 16, 0, 16);
	block differ = ghash(h1, aad, text, n) ^ aes(key_1, first) ^ ghash(h2, aad, text, n) ^
	               aes(key_2, first);
	/* block 1 is multiplied once for itself, for each block behind it and for the lengths */
	for (size_t i = 2; i <= n / 16; i++) {
		power1 = times(power1, h1);
		power2 = times(power2, h2);
	}
	block_put(text + 16, times(differ, inverse(power1 ^ power2)));
	block_put(text + n, ghash(h1, aad, text, n) ^ aes(key_1, first));
}

static void test_two_keys(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	uint8_t aad[SHA256_BYTES], nonce[12] = { 1, 2, 3, 4, 5, 6, 7, 0, 0, 0, 0, 1 };
	struct bytes b = crafted_plain(&c, SEAL_PART_FORM,
	    plain_of(&c, SEAL_FORM_BYTES, SEAL_FORM_BYTES - 8), SEAL_FORM_BYTES);
	size_t head = preamble_bytes(b);
	sha256(b.p, head, aad);
	collide(nonce, aad, (uint8_t *)b.p + head, SEAL_FORM_BYTES);
	struct bytes one = copied(&c, b), two = copied(&c, b), out = { NULL, 7 };
	uint8_t *tag = (uint8_t *)b.p + head + SEAL_FORM_BYTES;
	/* the attack works: GCM takes it under either key, as two different texts */
	assert_true(gcm(false, key_1, nonce, aad, (uint8_t *)one.p + head, SEAL_FORM_BYTES, tag));
	assert_true(gcm(false, key_2, nonce, aad, (uint8_t *)two.p + head, SEAL_FORM_BYTES, tag));
	assert_memory_not_equal(one.p + head, two.p + head, SEAL_FORM_BYTES);
	CHECK_ERR(seal_open(&c, b, key_2, &out), E_BAD_KEY);
	assert_null(out.p);
	CHECK_OK(&c, seal_open(&c, b, key_1, &out));
	test_ctx_end(&c);
}

static void test_length_and_padding(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	check_length(&c, SEAL_PART_FORM, 1024, 0, OK);
	check_length(&c, SEAL_PART_FORM, 1024, 1016, OK);
	check_length(&c, SEAL_PART_FORM, 1024, 1017, E_BAD_SEAL);
	check_length(&c, SEAL_PART_FORM, 1024, 1024, E_BAD_SEAL);
	check_length(&c, SEAL_PART_FORM, 1024, INT64_MAX, E_BAD_SEAL);
	check_length(&c, SEAL_PART_FORM, 1024, (uint64_t)1 << 63, E_BAD_SEAL);
	check_length(&c, SEAL_PART_FORM, 1024, UINT64_MAX, E_BAD_SEAL);
	check_length(&c, SEAL_PART_FORM, 1024, UINT64_MAX - 7, E_BAD_SEAL);
	check_length(&c, SEAL_PART_DOCUMENTS, 8192, 8184, OK);
	check_length(&c, SEAL_PART_DOCUMENTS, 8192, 8185, E_BAD_SEAL);
	/* the size must be the smallest one for its length */
	check_length(&c, SEAL_PART_DOCUMENTS, 8192, 4089, OK);
	check_length(&c, SEAL_PART_DOCUMENTS, 8192, 4088, E_BAD_SEAL);
	check_length(&c, SEAL_PART_DOCUMENTS, 8192, 0, E_BAD_SEAL);
	check_length(&c, SEAL_PART_DOCUMENTS, 131072, 65529, OK);
	check_length(&c, SEAL_PART_DOCUMENTS, 131072, 65528, E_BAD_SEAL);
	check_length(&c, SEAL_PART_DOCUMENTS, 131072, 131065, E_BAD_SEAL);
	static const size_t places[] = { 28, 29, 500, 1022, 1023 };
	for (size_t i = 0; i < LEN(places); i++) {
		uint8_t *plain = plain_of(&c, 1024, 20);
		plain[places[i]] = 1;
		check_refused(&c, crafted_plain(&c, SEAL_PART_FORM, plain, 1024), E_BAD_SEAL);
	}
	static const size_t places_2[] = { 100008, 131071 };
	for (size_t i = 0; i < LEN(places_2); i++) {
		struct bytes out;
		uint8_t *plain = plain_of(&c, 131072, 100000);
		plain[places_2[i]] = 0x80;
		struct bytes b = crafted_plain(&c, SEAL_PART_DOCUMENTS, plain, 131072);
		CHECK_ERR(open_file(&c, b, &out), E_BAD_SEAL);
		assert_int_equal(out.n, CHUNK - 8);
	}
	test_ctx_end(&c);
}

/* The good header with one piece of it changed. */
static const char *replaced(struct ctx *c, const char *header, const char *from, const char *to)
{
	const char *at = strstr(header, from);
	assert_non_null(at);
	return arena_printf(c->mem, "%.*s%s%s", (int)(at - header), header, to, at + strlen(from));
}

static void check_header_refused(struct ctx *c, const char *header)
{
	struct seal_header h = { .lot = "untouched" };
	struct bytes plain = { plain_of(c, 1024, 20), 1024 };
	struct bytes b = crafted(c, header, plain, 0);
	CHECK_ERR(seal_inspect(c, b, &h), E_BAD_SEAL);
	assert_string_equal(h.lot, "untouched");
	check_refused(c, b, E_BAD_SEAL);
}

static void test_header_has_one_form(void **state)
{
	(void)state;
	static const char *const changes[][2] = {
		{ "{", " {" },
		{ "{", "\xEF\xBB\xBF{" },
		{ "\"v\":1}", "\"v\":1}\n" },
		{ "\"v\":1}", "\"v\": 1}" },
		{ "\"v\":1}", "\"v\":2}" },
		{ "\"v\":1}", "\"v\":\"1\"}" },
		{ "\"v\":1}", "\"v\":1,\"w\":1}" },
		{ "\"v\":1}", "\"v\":1,\"v\":1}" },
		{ "\"v\":1}", "\"v\":1" },
		{ ",\"v\":1}", "}" },
		{ "{", "{\"v\":1," },
		{ "{", "{\"a\":null," },
		{ "\"chunk\":65536", "\"chunk\":65536,\"cipher\":\"AES-256-GCM\"" },
		{ "\"chunk\":65536", "\"chunk\":65536,\"cipher\":\"\"" },
		{ "\"chunk\":65536", "\"chunk\":65536,\"cipher\":null" },
		{ "\"chunk\":65536", "\"chunk\":65536,\"cipher\":\"SM4-CTR-HMAC-SM3\"" },
		{ "\"chunk\":65536", "\"chunk\":65535" },
		{ "\"chunk\":65536", "\"chunk\":\"65536\"" },
		{ "\"chunk\":65536", "\"chunk\":65536.0" },
		{ "\"chunk\":65536,", "" },
		{ "\"padded\":1024", "\"padded\":\"1024\"" },
		{ "\"padded\":1024", "\"padded\":01024" },
		{ "\"padded\":1024", "\"padded\":1e3" },
		{ "\"padded\":1024", "\"padded\":-1024" },
		{ "\"padded\":1024", "\"padded\":0" },
		{ "\"padded\":1024", "\"padded\":8" },
		{ "\"padded\":1024", "\"padded\":1023" },
		{ "\"padded\":1024", "\"padded\":2048" },
		{ "\"padded\":1024", "\"padded\":4096" },
		{ "\"padded\":1024", "\"padded\":9007199254740991" },
		{ "\"form\"", "\"documents\"" },
		{ "\"form\"", "\"Form\"" },
		{ "\"form\"", "\"\\u0066orm\"" },
		{ "\"form\"", "null" },
		{ "\"part\"", "\"p\\u0061rt\"" },
		{ "\"01020304050607\"", "\"010203040506\"" },
		{ "\"01020304050607\"", "\"0102030405060708\"" },
		{ "\"01020304050607\"", "\"0102030405060A\"" },
		{ "\"01020304050607\"", "1020304050607" },
		{ "\"commitment\":\"", "\"commitment\":\"0" },
		{ "\"commitment\":\"", "\"commitment\":\"\\u0030" },
		{ "\"commitment\"", "\"Commitment\"" },
		{ LOT, "01heng0000000000000000000A" },
		{ LOT, "01HENG0000000000000000000" },
		{ LOT, "" },
		{ PARTY, "81HENGPARTY000000000000001" },
		{ CENTRE, "91350100M000100Y44" },
		{ CENTRE, "91350100m000100y43" },
	};
	struct ctx c = test_ctx();
	const char *good = header_of(&c, SEAL_PART_FORM, 1024);
	struct bytes b = crafted(&c, good, (struct bytes){ plain_of(&c, 1024, 20), 1024 }, 0);
	struct bytes out;
	CHECK_OK(&c, seal_open(&c, b, key_1, &out));
	for (size_t i = 0; i < LEN(changes); i++)
		check_header_refused(&c, replaced(&c, good, changes[i][0], changes[i][1]));
	static const char *const whole[] = { "", "{}", "[]", "1", "null", "\"\"", "{\"v\":1}" };
	for (size_t i = 0; i < LEN(whole); i++)
		check_header_refused(&c, whole[i]);
	/* sorted otherwise */
	const char *other = replaced(&c, good, "\"chunk\":65536,", "");
	check_header_refused(&c, replaced(&c, other, "{", "{\"chunk\":65536,"));
	/* as long as may be, and one more */
	int pad = 16384 - (int)strlen(good);
	check_header_refused(&c, arena_printf(c.mem, "%s%*s", good, pad, ""));
	check_header_refused(&c, arena_printf(c.mem, "%s%*s", good, pad + 1, ""));
	test_ctx_end(&c);
}

static void test_lead_not_allowed(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct seal_header h = { .lot = "untouched" };
	struct bytes b =
	    crafted_plain(&c, SEAL_PART_FORM, plain_of(&c, SEAL_FORM_BYTES, 20), SEAL_FORM_BYTES);
	uint8_t *version = (uint8_t *)b.p + 8;
	CHECK_OK(&c, seal_inspect(&c, b, &h));
	*version = 2;
	CHECK_ERR(seal_inspect(&c, b, &h), E_BAD_SEAL);
	/* a header of 256 MiB in a file that has them is not even read */
	int fd = file_of((struct bytes){ (const uint8_t *)"HENGSEAL\1\x10\0\0\0", LEAD });
	assert_int_equal(ftruncate(fd, INT64_C(1) << 29), 0);
	CHECK_ERR(seal_inspect_file(&c, fd, &h), E_BAD_SEAL);
	close(fd);
	test_ctx_end(&c);
}

static void test_sizes_not_allowed(void **state)
{
	(void)state;
	static const long sizes[] = { 1024, 2048, 4095, 4097, 12288, 100000, 3L << 16, 1L << 32 };
	struct ctx c = test_ctx();
	struct bytes out;
	for (size_t i = 0; i < LEN(sizes); i++) {
		const char *header = header_of(&c, SEAL_PART_DOCUMENTS, sizes[i]);
		size_t n = sizes[i] < 1 << 20 ? (size_t)sizes[i] : 4096;
		struct bytes plain = { plain_of(&c, n, n - 8), n };
		struct bytes b = crafted(&c, header, plain, (n - 1) / CHUNK);
		CHECK_ERR(seal_open(&c, b, key_1, &out), E_BAD_SEAL);
		CHECK_ERR(open_file(&c, b, &out), E_BAD_SEAL);
	}
	test_ctx_end(&c);
}

int trust_seal_forge_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_last_flag),
		cmocka_unit_test(test_two_keys),
		cmocka_unit_test(test_length_and_padding),
		cmocka_unit_test(test_header_has_one_form),
		cmocka_unit_test(test_lead_not_allowed),
		cmocka_unit_test(test_sizes_not_allowed),
	};
	return RUN_GROUP("trust seal, forged", tests);
}
