/* custody_test.c - keys in shares, wrapped for certificates of the three kinds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/moment.h"
#include "core/trust/ca.h"
#include "core/trust/seal.h"
#include "core/trust/seal_test.h"
#include "core/trust/wrap.h"
#include "test/signer.h"

int custody_tests(void);

#define NOW TEST_NOW_MS
static const char *const kinds[] = { "rsa", "p256", "sm2" };
#define KINDS LEN(kinds)
static const uint8_t context_1[SHA256_BYTES] = { 9 };

struct bench {
	struct ctx c;
	const char *dir;
	struct test_signer people[SHARES_MAX];
	struct bytes certificates[SHARES_MAX];
};

/* Somebody of each kind in turn, in DIR/I. */
static void begin(struct bench *b)
{
	const struct ca_subject s = { "某公证处", "91510700205412308D", NOW, NOW + 365 * DAY_MS };
	*b = (struct bench){ .c = test_ctx() };
	b->dir = test_folder(&b->c);
	const char *ca = arena_printf(b->c.mem, "%s/ca", b->dir);
	CHECK_OK(&b->c, ca_make(&b->c, ca, NOW, NULL));
	for (size_t i = 0; i < SHARES_MAX; i++) {
		const char *out = arena_printf(b->c.mem, "%s/%zu", b->dir, i);
		CHECK_OK(&b->c, ca_issue(&b->c, ca, kinds[i % KINDS], &s, out));
		b->people[i] = test_sealer_open(&b->c, out);
		b->certificates[i] = b->people[i].certificate;
	}
}

static void end(struct bench *b)
{
	for (size_t i = 0; i < SHARES_MAX; i++)
		test_signer_close(&b->people[i]);
	test_folder_end(b->dir);
	test_ctx_end(&b->c);
}

static bool runs(struct bench *b, const char *command)
{
	return system(arena_printf(b->c.mem, "cd %s && %s >out 2>&1", b->dir, command)) == 0;
}

static void put(struct bench *b, const char *name, struct bytes text)
{
	FILE *f = fopen(arena_printf(b->c.mem, "%s/%s", b->dir, name), "we");
	assert_non_null(f);
	assert_int_equal(fwrite(text.p, 1, text.n, f), text.n);
	assert_int_equal(fclose(f), 0);
}

/* Of the shares whose bits are set: whether as many as k of them give the key back. */
static bool give_back(const uint8_t (*all)[SHARE_BYTES], unsigned chosen, size_t k)
{
	uint8_t some[SHARES_MAX][SHARE_BYTES], key[SHARE_KEY_BYTES];
	size_t n = 0;
	for (size_t i = 0; i < SHARES_MAX; i++)
		if (chosen & 1u << i)
			memcpy(some[n++], all[i], SHARE_BYTES);
	assert_true(share_combine((const uint8_t(*)[SHARE_BYTES])some, n < k ? n : k, key));
	return memcmp(key, key_1, sizeof(key)) == 0;
}

static void any_k_open_and_fewer_never(void **state)
{
	(void)state;
	for (size_t k = SHARES_LEAST; k <= SHARES_MAX; k++) {
		uint8_t all[SHARES_MAX][SHARE_BYTES];
		for (size_t i = 0; i < SHARES_MAX; i++)
			share_make(key_1, context_1, k, i + 1, all[i]);
		for (unsigned chosen = 1; chosen < 1u << SHARES_MAX; chosen++) {
			size_t n = (size_t)__builtin_popcount(chosen);
			if (give_back((const uint8_t(*)[SHARE_BYTES])all, chosen, k) != (n >= k))
				TEST_FAIL("%zu of them, by %zu: %x", n, k, chosen);
		}
	}
}

/* Digests and bytes of docs/sealed-container.md, which another implementation made. */
static void shares_are_those_of_the_format(void **state)
{
	(void)state;
	static const struct {
		int64_t k;
		size_t number;
		const char *share, *digest;
	} vectors[] = {
		{ 2, 1, "dc9470fc0dce89a724e01dec25d210bf7295c10d115fe7b388f51995b96c5da1",
		    "f2e3cf00cd284a1bdb30cb47b8b341e270412ffae135d908315272fbb3fd8fd9" },
		{ 2, 3, "7fa594191f438cfc7c29333977772cc4b6867c311bcb1ee0b3361f92e88edbc6",
		    "d594666e1912e1df1b85ada558ba2e5cf233e9264c0a36b8a86bbdf040c83004" },
		{ 3, 2, "b562f2f21c8d1efacf5474eb0fe889f015170967611fa0679150ac5f4ec90a70",
		    "650a41e8691630b4d86e4254f54e8ccd4026610e715866e6ad4298743f36abe5" },
	};
	struct bench b;
	begin(&b);
	for (size_t i = 0; i < LEN(vectors); i++) {
		struct seal_header h = form;
		uint8_t share[SHARE_BYTES], bytes[SHARE_KEY_BYTES], digest[SHA256_BYTES];
		const size_t at = vectors[i].number - 1;
		const struct seal_for to = { .threshold = vectors[i].k,
			.custodians = b.certificates,
			.custodian_count = 3 };
		assert_true(dec_hex(vectors[i].share, bytes, sizeof(bytes)));
		assert_true(dec_hex(vectors[i].digest, digest, sizeof(digest)));
		CHECK_OK(&b.c, seal_share_out(&b.c, &h, key_1, &to));
		CHECK_OK(
		    &b.c, seal_share_open(&b.c, &h, b.people[at].key, b.certificates[at], share));
		assert_int_equal(share[0], vectors[i].number);
		assert_memory_equal(share + 1, bytes, sizeof(bytes));
		assert_memory_equal(h.custody.shares[at].digest, digest, sizeof(digest));
	}
	end(&b);
}

static void shares_that_are_none_combine_to_nothing(void **state)
{
	(void)state;
	uint8_t two[2][SHARE_BYTES], key[SHARE_KEY_BYTES];
	share_make(key_1, context_1, 2, 1, two[0]);
	share_make(key_1, context_1, 2, 1, two[1]);
	assert_false(share_combine((const uint8_t(*)[SHARE_BYTES])two, 2, key));
	two[1][0] = 0;
	assert_false(share_combine((const uint8_t(*)[SHARE_BYTES])two, 2, key));
	two[1][0] = SHARES_MAX + 1;
	assert_false(share_combine((const uint8_t(*)[SHARE_BYTES])two, 2, key));
}

static void three_kinds_open_what_is_wrapped_for_them(void **state)
{
	(void)state;
	struct bench b;
	const struct bytes secret = text_bytes("sixty-five bytes of a share");
	begin(&b);
	for (size_t i = 0; i < KINDS; i++) {
		const struct test_signer *who = &b.people[i], *other = &b.people[(i + 1) % KINDS],
		                         *same = &b.people[i + KINDS];
		struct bytes w, plain;
		CHECK_OK(&b.c, wrap_make(&b.c, who->certificate, secret, &w));
		CHECK_OK(&b.c, wrap_open(&b.c, who->key, who->certificate, w, &plain));
		assert_int_equal(plain.n, secret.n);
		assert_memory_equal(plain.p, secret.p, secret.n);
		CHECK_ERR(wrap_open(&b.c, other->key, other->certificate, w, &plain), E_BAD_SHARE);
		if (i + KINDS < SHARES_MAX)
			CHECK_ERR(
			    wrap_open(&b.c, same->key, same->certificate, w, &plain), E_BAD_SHARE);
		CHECK_ERR(
		    wrap_open(&b.c, other->key, who->certificate, w, &plain), E_BAD_CERTIFICATE);
	}
	/* of a pair, the certificate that signs seals nothing */
	struct test_signer signs = test_signer_open(&b.c, arena_printf(b.c.mem, "%s/2", b.dir));
	struct bytes w;
	CHECK_ERR(wrap_make(&b.c, signs.certificate, secret, &w), E_CERT_USE);
	test_signer_close(&signs);
	end(&b);
}

/* A bit that changes nothing may stand in what names the recipient only. */
static void no_changed_bit_opens_as_something_else(void **state)
{
	(void)state;
	struct bench b;
	const struct bytes secret = text_bytes("a share");
	begin(&b);
	for (size_t i = 0; i < KINDS; i++) {
		const struct test_signer *who = &b.people[i];
		struct bytes w, plain;
		CHECK_OK(&b.c, wrap_make(&b.c, who->certificate, secret, &w));
		uint8_t *other = (uint8_t *)arena_copy(b.c.mem, w.p, w.n);
		for (size_t bit = 0; bit < 8 * w.n; bit += 3) {
			other[bit / 8] ^= (uint8_t)(1 << bit % 8);
			if (wrap_open(&b.c, who->key, who->certificate,
			        (struct bytes){ other, w.n }, &plain) == OK &&
			    (plain.n != secret.n || memcmp(plain.p, secret.p, plain.n) != 0))
				TEST_FAIL("%s: bit %zu", kinds[i], bit);
			other[bit / 8] ^= (uint8_t)(1 << bit % 8);
		}
		for (size_t n = 0; n < w.n; n += 7)
			CHECK_ERR(wrap_open(&b.c, who->key, who->certificate,
			              (struct bytes){ w.p, n }, &plain),
			    E_BAD_SHARE);
	}
	end(&b);
}

static void openssl_opens_ours_and_we_open_openssl_s(void **state)
{
	(void)state;
	struct bench b;
	const struct bytes secret = text_bytes("a share of a key");
	begin(&b);
	put(&b, "text", secret);
	static const char *const open[] = {
		"openssl cms -decrypt -binary -inform DER -in w -recip 0/sign.pem -inkey "
		"0/sign.key",
		"openssl cms -decrypt -binary -inform DER -in w -recip 1/sign.pem -inkey "
		"1/sign.key",
		"openssl pkeyutl -decrypt -in w -inkey 2/seal.key",
	};
	static const char *const make[] = {
		"openssl cms -encrypt -aes-256-gcm -binary -in text -outform DER -out w -recip "
		"0/sign.pem -keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha256",
		"openssl cms -encrypt -aes-256-gcm -binary -in text -outform DER -out w -recip "
		"1/sign.pem -keyopt ecdh_kdf_md:sha256",
		"openssl x509 -in 2/seal.pem -noout -pubkey -out pub && "
		"openssl pkeyutl -encrypt -pubin -inkey pub -in text -out w",
	};
	for (size_t i = 0; i < KINDS; i++) {
		struct bytes w, plain;
		CHECK_OK(&b.c, wrap_make(&b.c, b.certificates[i], secret, &w));
		put(&b, "w", w);
		assert_true(
		    runs(&b, arena_printf(b.c.mem, "%s -out shown && cmp shown text", open[i])));
		assert_true(runs(&b, make[i]));
		w = test_file(&b.c, arena_printf(b.c.mem, "%s/w", b.dir));
		CHECK_OK(&b.c, wrap_open(&b.c, b.people[i].key, b.certificates[i], w, &plain));
		assert_memory_equal(plain.p, secret.p, secret.n);
	}
	/* PKCS #1 v1.5, or without a tag */
	static const char *const refused[] = {
		"openssl cms -encrypt -aes-256-gcm -binary -in text -outform DER -out w -recip "
		"0/sign.pem",
		"openssl cms -encrypt -aes-256-cbc -binary -in text -outform DER -out w -recip "
		"0/sign.pem -keyopt rsa_padding_mode:oaep",
	};
	for (size_t i = 0; i < LEN(refused); i++) {
		struct bytes plain;
		assert_true(runs(&b, refused[i]));
		const struct bytes w = test_file(&b.c, arena_printf(b.c.mem, "%s/w", b.dir));
		CHECK_ERR(
		    wrap_open(&b.c, b.people[0].key, b.certificates[0], w, &plain), E_BAD_SHARE);
	}
	end(&b);
}

/* A form for k of n custodians, and for the tenderer, who is the last of the people. */
static struct bytes shared(struct bench *b, size_t k, size_t n, struct seal_header *h)
{
	struct seal_header to = form;
	const struct seal_for who = { .threshold = (int64_t)k,
		.custodians = b->certificates,
		.custodian_count = n,
		.recipients = &b->certificates[SHARES_MAX - 1],
		.recipient_count = n < SHARES_MAX };
	struct bytes container;
	CHECK_OK(&b->c, seal_share_out(&b->c, &to, key_1, &who));
	CHECK_OK(&b->c, seal_make(&b->c, &to, key_1, text_bytes("{}"), &container));
	CHECK_OK(&b->c, seal_inspect(&b->c, container, h));
	return container;
}

static void custodians_open_a_container_together(void **state)
{
	(void)state;
	struct bench b;
	begin(&b);
	for (size_t n = SHARES_LEAST; n <= SHARES_MAX; n++)
		for (size_t k = SHARES_LEAST; k <= n; k += 2) {
			struct seal_header h;
			struct bytes container = shared(&b, k, n, &h), content;
			uint8_t shares[SHARES_MAX][SHARE_BYTES], key[SEAL_KEY_BYTES];
			for (size_t i = 0; i < n; i++)
				CHECK_OK(&b.c, seal_share_open(&b.c, &h, b.people[n - 1 - i].key,
				                   b.certificates[n - 1 - i], shares[i]));
			CHECK_ERR(seal_key_of_shares(
			              &b.c, &h, (const uint8_t(*)[SHARE_BYTES])shares, k - 1, key),
			    E_BAD_SHARE);
			CHECK_OK(&b.c, seal_key_of_shares(&b.c, &h,
			                   (const uint8_t(*)[SHARE_BYTES])shares, n, key));
			CHECK_OK(&b.c, seal_open(&b.c, container, key, &content));
			if (n == SHARES_MAX)
				continue;
			const struct test_signer *own = &b.people[SHARES_MAX - 1];
			CHECK_OK(
			    &b.c, seal_share_open(&b.c, &h, own->key, own->certificate, shares[0]));
			assert_memory_equal(shares[0] + 1, key_1, SEAL_KEY_BYTES);
		}
	end(&b);
}

/* With the key of this container somebody makes another whose shares are not all of it. */
static void shares_that_do_not_fit_are_found_whoever_opens(void **state)
{
	(void)state;
	struct bench b;
	struct seal_header h;
	struct bytes container, content;
	uint8_t shares[2][SHARE_BYTES], key[SEAL_KEY_BYTES];
	begin(&b);
	(void)shared(&b, 2, 3, &h);
	h.custody.shares[2].digest[0] ^= 1;
	CHECK_OK(&b.c, seal_make(&b.c, &h, key_1, text_bytes("{}"), &container));
	for (size_t i = 0; i < 2; i++)
		CHECK_OK(
		    &b.c, seal_share_open(&b.c, &h, b.people[i].key, b.certificates[i], shares[i]));
	CHECK_ERR(
	    seal_key_of_shares(&b.c, &h, (const uint8_t(*)[SHARE_BYTES])shares, 2, key), E_BAD_KEY);
	CHECK_ERR(seal_open(&b.c, container, key_1, &content), E_BAD_SEAL);
	/* and the third is told that hers is not the one named */
	CHECK_ERR(
	    seal_share_open(&b.c, &h, b.people[2].key, b.certificates[2], shares[0]), E_BAD_SHARE);
	end(&b);
}

/* Whose share is copied into another's container opens nothing there. */
static void a_share_is_of_its_own_container(void **state)
{
	(void)state;
	struct bench b;
	struct seal_header h;
	uint8_t share[SHARE_BYTES];
	begin(&b);
	(void)shared(&b, 2, 3, &h);
	struct seal_header other = h;
	other.party = PARTY_2;
	CHECK_ERR(
	    seal_share_open(&b.c, &other, b.people[0].key, b.certificates[0], share), E_BAD_SHARE);
	const struct test_signer *own = &b.people[SHARES_MAX - 1];
	CHECK_ERR(seal_share_open(&b.c, &other, own->key, own->certificate, share), E_BAD_SHARE);
	/* two custodians' places changed */
	other = h;
	other.custody.shares[0] = h.custody.shares[1];
	other.custody.shares[1] = h.custody.shares[0];
	CHECK_ERR(
	    seal_share_open(&b.c, &other, b.people[0].key, b.certificates[0], share), E_BAD_SHARE);
	CHECK_ERR(
	    seal_share_open(&b.c, &h, b.people[4].key, b.certificates[4], share), E_NOT_FOUND);
	/* a share with a changed bit, or of another number */
	CHECK_OK(&b.c, seal_share_open(&b.c, &h, b.people[0].key, b.certificates[0], share));
	CHECK_OK(&b.c, seal_share_check(&b.c, &h, share));
	for (size_t i = 0; i < SHARE_BYTES; i++) {
		share[i] ^= 1;
		CHECK_ERR(seal_share_check(&b.c, &h, share), E_BAD_SHARE);
		share[i] ^= 1;
	}
	end(&b);
}

static void custody_that_is_none_is_refused(void **state)
{
	(void)state;
	struct bench b;
	struct seal_header h = form;
	begin(&b);
	const struct seal_for wrong[] = {
		{ 1, b.certificates, NULL, 3, 0 },
		{ 4, b.certificates, NULL, 3, 0 },
		{ 2, b.certificates, NULL, SHARES_MAX + 1, 0 },
		{ 0, NULL, b.certificates, 0, SEAL_RECIPIENTS + 1 },
	};
	for (size_t i = 0; i < LEN(wrong); i++)
		CHECK_ERR(seal_share_out(&b.c, &h, key_1, &wrong[i]), E_BAD_FIELD);
	/* what a forger would write */
	struct bytes container;
	(void)shared(&b, 2, 3, &h);
	struct seal_header twice = h, none = h, more = h;
	memcpy(twice.custody.shares[1].certificate, h.custody.shares[0].certificate, SHA256_BYTES);
	none.custody.shares[1].wrapped.n = 0;
	more.custody.threshold = 4;
	const struct seal_header *const forged[] = { &twice, &none, &more };
	for (size_t i = 0; i < LEN(forged); i++) {
		CHECK_OK(&b.c, seal_make(&b.c, forged[i], key_1, text_bytes("{}"), &container));
		CHECK_ERR(seal_inspect(&b.c, container, &h), E_BAD_SEAL);
	}
	end(&b);
}

int custody_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_k_open_and_fewer_never),
		cmocka_unit_test(shares_are_those_of_the_format),
		cmocka_unit_test(shares_that_are_none_combine_to_nothing),
		cmocka_unit_test(three_kinds_open_what_is_wrapped_for_them),
		cmocka_unit_test(no_changed_bit_opens_as_something_else),
		cmocka_unit_test(openssl_opens_ours_and_we_open_openssl_s),
		cmocka_unit_test(custodians_open_a_container_together),
		cmocka_unit_test(shares_that_do_not_fit_are_found_whoever_opens),
		cmocka_unit_test(a_share_is_of_its_own_container),
		cmocka_unit_test(custody_that_is_none_is_refused),
	};
	return RUN_GROUP("custody", tests);
}
