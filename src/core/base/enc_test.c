#include "core/base/enc.h"

#include <pthread.h>

#include "test/unit.h"

int base_enc_tests(void);

static void check_sha256(const char *want, const uint8_t got[SHA256_BYTES])
{
	struct ctx c = test_ctx();
	assert_string_equal(enc_hex(c.mem, got, SHA256_BYTES), want);
	test_ctx_end(&c);
}

static void test_hex(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	uint8_t out[4] = { 7, 7, 7, 7 };
	assert_string_equal(enc_hex(c.mem, "\x00\x0f\xa5\xff", 4), "000fa5ff");
	assert_string_equal(enc_hex(c.mem, NULL, 0), "");
	static const char *const bad[] = {
		"",
		"000fa5f",
		"000fa5ff0",
		"000fa5ff00",
		"000FA5FF",
		"000fa5fg",
		"0x0fa5ff",
		"000fa5f ",
		" 00fa5ff",
		"00:0f:a5",
		"000fa5f\xff",
	};
	for (size_t i = 0; i < LEN(bad); i++)
		assert_false(dec_hex(bad[i], out, sizeof(out)));
	assert_false(dec_hex(NULL, out, sizeof(out)));
	assert_memory_equal(out, "\7\7\7\7", 4);
	assert_true(dec_hex("000fa5ff", out, sizeof(out)));
	assert_memory_equal(out, "\x00\x0f\xa5\xff", 4);
	assert_true(dec_hex("", out, 0));
	test_ctx_end(&c);
}

static void test_base64_vectors(void **state)
{
	(void)state;
	/* RFC 4648 section 10 */
	static const char *const rows[][2] = {
		{ "", "" },
		{ "f", "Zg==" },
		{ "fo", "Zm8=" },
		{ "foo", "Zm9v" },
		{ "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" },
		{ "foobar", "Zm9vYmFy" },
	};
	struct ctx c = test_ctx();
	for (size_t i = 0; i < LEN(rows); i++) {
		struct bytes out = { 0 };
		assert_string_equal(enc_base64(c.mem, rows[i][0], strlen(rows[i][0])), rows[i][1]);
		assert_true(dec_base64(c.mem, rows[i][1], &out));
		assert_int_equal(out.n, strlen(rows[i][0]));
		assert_non_null(out.p);
		assert_memory_equal(out.p, rows[i][0], out.n);
	}
	test_ctx_end(&c);
}

static void test_base64_refuses(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"Zg",
		"Zg=",
		"Zg===",
		"Zg==Zg==",
		"Zh==",
		"Zm9=",
		"=",
		"==",
		"====",
		"Z===",
		"Zm9v\n",
		" Zm9v",
		"Zm9v ",
		"Zm 9v",
		"Zm9v\nZm9v",
		"Zm9v    ",
		"    Zm9v",
		"Zm9-",
		"Zm9_",
		"Zm9*",
		"Zm=v",
		"Z=9v",
		"\xc3\xa4\xc3\xa4",
		"----",
		"Zm9v----",
	};
	struct ctx c = test_ctx();
	struct bytes out = { NULL, 77 };
	for (size_t i = 0; i < LEN(bad); i++)
		if (dec_base64(c.mem, bad[i], &out))
			TEST_FAIL("taken as base64: \"%s\"", bad[i]);
	assert_false(dec_base64(c.mem, NULL, &out));
	assert_int_equal(out.n, 77);
	assert_null(out.p);
	test_ctx_end(&c);
}

static void test_text_and_back(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	for (size_t n = 0; n < 300; n++) {
		uint8_t in[300], back[300];
		struct bytes out;
		rng_bytes(&c.rng, in, n);
		assert_true(dec_hex(enc_hex(c.mem, in, n), back, n));
		assert_memory_equal(back, in, n);
		assert_true(dec_base64(c.mem, enc_base64(c.mem, in, n), &out));
		assert_int_equal(out.n, n);
		assert_memory_equal(out.p, in, n);
	}
	test_ctx_end(&c);
}

#define SHA256_EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define SHA256_ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define SHA256_448 "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"

/* The examples of FIPS 180-4. */
static void test_sha256_vectors(void **state)
{
	(void)state;
	static const char two_blocks[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
	uint8_t out[SHA256_BYTES];
	sha256(NULL, 0, out);
	check_sha256(SHA256_EMPTY, out);
	sha256("abc", 3, out);
	check_sha256(SHA256_ABC, out);
	sha256(two_blocks, strlen(two_blocks), out);
	check_sha256(SHA256_448, out);
	const struct bytes pieces[] = { { (const uint8_t *)"a", 1 }, { NULL, 0 },
		{ (const uint8_t *)"bc", 2 } };
	sha256_pieces(pieces, LEN(pieces), out);
	check_sha256(SHA256_ABC, out);
	sha256_pieces(NULL, 0, out);
	check_sha256(SHA256_EMPTY, out);
}

static void test_sha256_runs(void **state)
{
	(void)state;
	uint8_t out[SHA256_BYTES];
	/* two runs and a one-shot digest don't disturb each other */
	struct sha256_run *a = sha256_start(), *b = sha256_start();
	sha256_add(a, "a", 1);
	sha256("other", 5, out);
	sha256_add(b, "abcdbcdecdefdefgefghfghighijhijk", 32);
	sha256_add(a, "bc", 2);
	sha256_add(b, "ijkljklmklmnlmnomnopnopq", 24);
	sha256_end(a, out);
	check_sha256(SHA256_ABC, out);
	sha256_end(b, out);
	check_sha256(SHA256_448, out);
	a = sha256_start();
	sha256_add(a, "thrown away", 11);
	sha256_end(a, NULL);
	sha256_end(sha256_start(), out);
	check_sha256(SHA256_EMPTY, out);
}

static void *digest_abc(void *out)
{
	for (int i = 0; i < 1000; i++)
		sha256("abc", 3, out);
	return NULL;
}

/* Threads have contexts of their own, and leave nothing behind when they end. */
static void test_sha256_in_threads(void **state)
{
	(void)state;
	pthread_t threads[4];
	uint8_t out[LEN(threads)][SHA256_BYTES];
	for (size_t i = 0; i < LEN(threads); i++)
		assert_int_equal(pthread_create(&threads[i], NULL, digest_abc, out[i]), 0);
	for (size_t i = 0; i < LEN(threads); i++) {
		pthread_join(threads[i], NULL);
		check_sha256(SHA256_ABC, out[i]);
	}
}

static void test_same_bytes(void **state)
{
	(void)state;
	assert_true(same_bytes("secret", "secret", 6));
	assert_false(same_bytes("secret", "secreT", 6));
	assert_false(same_bytes("secret", "Secret", 6));
	assert_true(same_bytes("a", "b", 0));
}

int base_enc_tests(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hex),
		cmocka_unit_test(test_base64_vectors),
		cmocka_unit_test(test_base64_refuses),
		cmocka_unit_test(test_text_and_back),
		cmocka_unit_test(test_sha256_vectors),
		cmocka_unit_test(test_sha256_runs),
		cmocka_unit_test(test_sha256_in_threads),
		cmocka_unit_test(test_same_bytes),
	};
	return RUN_GROUP("base_enc", tests);
}
