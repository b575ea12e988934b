/* signed_data_test.c - signatures of the three kinds, and what OpenSSL says of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/moment.h"
#include "core/trust/ca.h"
#include "core/trust/signed_data.h"
#include "test/signer.h"
#include "test/unit.h"

#define NOW TEST_NOW_MS
static const struct bytes text = { (const uint8_t *)"{\"purpose\":\"bid\"}", 17 };
static const char *const kinds[] = { "rsa", "p256", "sm2" };
#define KINDS (sizeof(kinds) / sizeof(*kinds))

/* Somebody of that authority, with sign.pem and sign.key in DIR/KIND. */
static struct test_signer issue(struct ctx *c, const char *dir, const char *kind)
{
	const char *out = arena_printf(c->mem, "%s/%s", dir, kind);
	const struct ca_subject s = { "某公司", "91510700205412308D", NOW, NOW + 365 * DAY_MS };
	CHECK_OK(c, ca_issue(c, arena_printf(c->mem, "%s/ca", dir), kind, &s, out));
	return test_signer_open(c, out);
}

static const char *begin(struct ctx *c)
{
	*c = test_ctx();
	const char *dir = test_folder(c);
	CHECK_OK(c, ca_make(c, arena_printf(c->mem, "%s/ca", dir), NOW, NULL));
	return dir;
}

static void end(struct ctx *c, const char *dir)
{
	test_folder_end(dir);
	test_ctx_end(c);
}

static struct bytes made(struct ctx *c, const struct test_signer *who)
{
	struct bytes out;
	CHECK_OK(c, signed_data_make(c, who->key, who->certificate, text, &out));
	return out;
}

static void put(struct ctx *c, const char *dir, const char *name, struct bytes b)
{
	FILE *f = fopen(arena_printf(c->mem, "%s/%s", dir, name), "we");
	assert_non_null(f);
	assert_int_equal(fwrite(b.p, 1, b.n, f), b.n);
	assert_int_equal(fclose(f), 0);
}

static bool runs(struct ctx *c, const char *dir, const char *command)
{
	return system(arena_printf(c->mem, "cd %s && %s >out 2>&1", dir, command)) == 0;
}

static void three_kinds_sign_a_text_and_no_other(void **state)
{
	(void)state;
	struct ctx c;
	const char *dir = begin(&c);
	for (size_t i = 0; i < KINDS; i++) {
		struct test_signer who = issue(&c, dir, kinds[i]);
		struct bytes der = made(&c, &who), x;
		CHECK_OK(&c, signed_data_check(&c, der, text, &x));
		assert_int_equal(x.n, who.certificate.n);
		assert_memory_equal(x.p, who.certificate.p, x.n);
		const struct bytes less = { text.p, text.n - 1 }, cut = { der.p, der.n - 1 };
		CHECK_ERR(signed_data_check(&c, der, less, &x), E_BAD_SIGNATURE);
		CHECK_ERR(signed_data_check(&c, cut, text, &x), E_BAD_SIGNATURE);
		CHECK_ERR(
		    signed_data_check(&c, (struct bytes){ der.p, 0 }, text, &x), E_BAD_SIGNATURE);
		test_signer_close(&who);
	}
	end(&c, dir);
}

/* Whatever bit changes: it is refused, or another certificate is named, which nobody issued. */
static void any_changed_bit_is_found(void **state)
{
	(void)state;
	struct ctx c;
	const char *dir = begin(&c);
	for (size_t i = 0; i < KINDS; i++) {
		struct test_signer who = issue(&c, dir, kinds[i]);
		struct bytes der = made(&c, &who);
		uint8_t *other = (uint8_t *)arena_copy(c.mem, der.p, der.n);
		for (size_t bit = 0; bit < 8 * der.n; bit++) {
			struct bytes x;
			other[bit / 8] ^= (uint8_t)(1 << bit % 8);
			if (signed_data_check(&c, (struct bytes){ other, der.n }, text, &x) == OK &&
			    x.n == who.certificate.n && memcmp(x.p, who.certificate.p, x.n) == 0)
				TEST_FAIL("%s: bit %zu", kinds[i], bit);
			other[bit / 8] ^= (uint8_t)(1 << bit % 8);
		}
		test_signer_close(&who);
	}
	end(&c, dir);
}

/* A key signs under its own certificate only. */
static void another_key_does_not_hold(void **state)
{
	(void)state;
	struct ctx c;
	const char *dir = begin(&c);
	struct test_signer one = issue(&c, dir, "p256"), other = issue(&c, dir, "sm2");
	struct bytes der, x;
	CHECK_OK(&c, signed_data_make(&c, one.key, other.certificate, text, &der));
	CHECK_ERR(signed_data_check(&c, der, text, &x), E_BAD_SIGNATURE);
	CHECK_ERR(signed_data_make(&c, one.key, text, text, &der), E_BAD_CERTIFICATE);
	test_signer_close(&one);
	test_signer_close(&other);
	end(&c, dir);
}

/* OpenSSL's command line knows RSA and P-256, and no SM2. */
static void openssl_checks_ours_and_we_check_openssl_s(void **state)
{
	(void)state;
	static const char *const ways[] = { "", "-noattr", "-nosmimecap" };
	struct ctx c;
	const char *dir = begin(&c);
	put(&c, dir, "text", text);
	put(&c, dir, "other", (struct bytes){ text.p, text.n - 1 });
	for (size_t i = 0; i < 2; i++) {
		struct test_signer who = issue(&c, dir, kinds[i]);
		put(&c, dir, "ours", made(&c, &who));
		static const char verify[] = "openssl cms -verify -binary -inform DER -in ours "
		                             "-content %s -noverify -out shown";
		assert_true(runs(&c, dir, arena_printf(c.mem, verify, "text")));
		assert_false(runs(&c, dir, arena_printf(c.mem, verify, "other")));
		for (size_t w = 0; w < sizeof(ways) / sizeof(*ways); w++) {
			struct bytes x;
			assert_true(runs(&c, dir,
			    arena_printf(c.mem,
			        "openssl cms -sign -binary -md sha256 -in text -outform DER -out "
			        "theirs -signer %s/sign.pem -inkey %s/sign.key %s",
			        kinds[i], kinds[i], ways[w])));
			const struct bytes theirs =
			    test_file(&c, arena_printf(c.mem, "%s/theirs", dir));
			CHECK_OK(&c, signed_data_check(&c, theirs, text, &x));
			assert_memory_equal(x.p, who.certificate.p, x.n);
			CHECK_ERR(
			    signed_data_check(&c, theirs, (struct bytes){ text.p, text.n - 1 }, &x),
			    E_BAD_SIGNATURE);
		}
		/* with the content inside, or under a digest that is not the one wanted */
		static const char *const wrong[] = { "-nodetach -md sha256", "-md sha1",
			"-keyid -md sha256" };
		for (size_t w = 0; w < sizeof(wrong) / sizeof(*wrong); w++) {
			struct bytes x;
			assert_true(runs(&c, dir,
			    arena_printf(c.mem,
			        "openssl cms -sign -binary -in text -outform DER -out theirs "
			        "-signer %s/sign.pem -inkey %s/sign.key %s",
			        kinds[i], kinds[i], wrong[w])));
			CHECK_ERR(
			    signed_data_check(
			        &c, test_file(&c, arena_printf(c.mem, "%s/theirs", dir)), text, &x),
			    E_BAD_SIGNATURE);
		}
		test_signer_close(&who);
	}
	end(&c, dir);
}

int signed_data_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_kinds_sign_a_text_and_no_other),
		cmocka_unit_test(any_changed_bit_is_found),
		cmocka_unit_test(another_key_does_not_hold),
		cmocka_unit_test(openssl_checks_ours_and_we_check_openssl_s),
	};
	return RUN_GROUP("signed_data", tests);
}
