/* signing_key_test.c - keys in files and in a token sign for their certificates, and no other. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/moment.h"
#include "core/trust/ca.h"
#include "core/trust/signed_data.h"
#include "core/trust/signing_key.h"
#include "test/signer.h"
#include "test/token.h"
#include "test/unit.h"

#define NOW TEST_NOW_MS
static const struct bytes text = { (const uint8_t *)"{\"purpose\":\"bid\"}", 17 };

static const char *begin(struct ctx *c)
{
	static const char *const kinds[] = { "rsa", "p256", "sm2" };
	const struct ca_subject who = { "某公司", "91510700205412308D", NOW, NOW + 365 * DAY_MS };
	*c = test_ctx();
	const char *dir = test_folder(c);
	CHECK_OK(c, ca_make(c, arena_printf(c->mem, "%s/ca", dir), NOW, NULL));
	for (size_t i = 0; i < 3; i++)
		CHECK_OK(c, ca_issue(c, arena_printf(c->mem, "%s/ca", dir), kinds[i], &who,
		                arena_printf(c->mem, "%s/%s", dir, kinds[i])));
	return dir;
}

static void end(struct ctx *c, const char *dir)
{
	test_folder_end(dir);
	test_ctx_end(c);
}

static const char *in(struct ctx *c, const char *dir, const char *name)
{
	return arena_printf(c->mem, "%s/%s", dir, name);
}

static bool runs(struct ctx *c, const char *dir, const char *command)
{
	return system(arena_printf(c->mem, "cd %s && %s >out 2>&1", dir, command)) == 0;
}

static void signs(struct ctx *c, const struct signing_key *k, const char *pin)
{
	struct bytes der, x;
	CHECK_OK(c, signing_key_sign(c, k, pin, text, &der));
	CHECK_OK(c, signed_data_check(c, der, text, &x));
	assert_int_equal(x.n, k->certificate.n);
	assert_memory_equal(x.p, k->certificate.p, x.n);
}

static void pem_pairs_sign(void **state)
{
	(void)state;
	struct ctx c;
	struct signing_key k;
	const char *dir = begin(&c);
	static const char *const kinds[] = { "rsa", "p256", "sm2" };
	for (size_t i = 0; i < 3; i++) {
		const char *pair = in(&c, dir, kinds[i]);
		CHECK_OK(&c, signing_key_of_pem(&c, test_file(&c, in(&c, pair, "sign.pem")),
		                 test_file(&c, in(&c, pair, "sign.key")), &k));
		assert_false(k.wants_pin);
		signs(&c, &k, NULL);
		signing_key_end(&k);
	}
	CHECK_ERR(signing_key_of_pem(&c, test_file(&c, in(&c, dir, "rsa/sign.pem")),
	              test_file(&c, in(&c, dir, "p256/sign.key")), &k),
	    E_BAD_KEY);
	CHECK_ERR(signing_key_of_pem(&c, test_file(&c, in(&c, dir, "sm2/seal.pem")),
	              test_file(&c, in(&c, dir, "sm2/seal.key")), &k),
	    E_CERT_USE);
	end(&c, dir);
}

static void pkcs12_files_sign(void **state)
{
	(void)state;
	struct ctx c;
	struct signing_key k;
	const char *dir = begin(&c);
	static const char *const made[] = { "rsa", "p256", "sm2", "rsa -legacy" };
	for (size_t i = 0; i < 4; i++) {
		const char *kind = arena_copy(c.mem, made[i], strcspn(made[i], " "));
		assert_true(runs(&c, dir,
		    arena_printf(c.mem,
		        "openssl pkcs12 -export -inkey %s/sign.key -in %s/sign.pem -out k.p12"
		        " -passout pass:secret %s",
		        kind, kind, made[i] + strlen(kind))));
		struct bytes p12 = test_file(&c, in(&c, dir, "k.p12"));
		CHECK_ERR(signing_key_of_p12(&c, p12, "other", &k), E_BAD_PIN);
		CHECK_OK(&c, signing_key_of_p12(&c, p12, "secret", &k));
		signs(&c, &k, NULL);
		signing_key_end(&k);
	}
	CHECK_ERR(signing_key_of_p12(&c, text, "secret", &k), E_BAD_KEY);
	end(&c, dir);
}

/* With RSA hashed by the module, and by us where it cannot. */
static void a_token_signs(struct ctx *c, const char *dir, const char *more)
{
	struct token_module *m;
	struct signing_key keys[TOKEN_KEYS_MAX];
	struct bytes der;
	size_t n;
	test_token(c, dir, more);
	test_token_put(c, dir, "01", in(c, dir, "rsa/sign.pem"), in(c, dir, "rsa/sign.key"));
	test_token_put(c, dir, "02", in(c, dir, "p256/sign.pem"), in(c, dir, "p256/sign.key"));
	/* what seals is no key to sign with; what is SM2, no module of these signs by */
	test_token_put(c, dir, "03", in(c, dir, "sm2/sign.pem"), NULL);
	CHECK_OK(c, token_module_open(c, TOKEN_MODULE, &m));
	CHECK_OK(c, token_keys(c, m, keys, &n));
	assert_int_equal(n, 2);
	for (size_t i = 0; i < n; i++) {
		assert_true(keys[i].wants_pin);
		signs(c, &keys[i], TOKEN_PIN);
		CHECK_ERR(signing_key_sign(c, &keys[i], NULL, text, &der), E_BAD_PIN);
		CHECK_ERR(signing_key_sign(c, &keys[i], "654321", text, &der), E_BAD_PIN);
		CHECK_ERR(signing_key_sign(c, &keys[i], "", text, &der), E_BAD_PIN);
		signs(c, &keys[i], TOKEN_PIN);
		CHECK_OK(c, signing_key_sign(c, &keys[i], TOKEN_PIN, text, &der));
		FILE *f = fopen(in(c, dir, "s.der"), "we");
		assert_non_null(f);
		assert_int_equal(fwrite(der.p, 1, der.n, f), der.n);
		assert_int_equal(fclose(f), 0);
		assert_true(runs(c, dir,
		    "printf '{\"purpose\":\"bid\"}' >text && openssl cms -verify -binary"
		    " -noverify -inform DER -in s.der -content text"));
	}
	token_module_close(m);
}

static void tokens_sign(void **state)
{
	(void)state;
	struct ctx c;
	const char *dir = begin(&c);
	a_token_signs(&c, dir, "");
	end(&c, dir);
	dir = begin(&c);
	a_token_signs(&c, dir, "slots.mechanisms = -CKM_SHA256_RSA_PKCS\n");
	end(&c, dir);
}

static void what_is_not_there_is_told(void **state)
{
	(void)state;
	struct ctx c;
	struct token_module *m;
	struct signing_key keys[TOKEN_KEYS_MAX];
	struct bytes der;
	size_t n;
	const char *dir = begin(&c);
	CHECK_ERR(token_module_open(&c, in(&c, dir, "rsa/sign.pem"), &m), E_NO_TOKEN);
	CHECK_ERR(token_module_open(&c, "libcrypto.so.3", &m), E_NO_TOKEN);
	test_token(&c, dir, "");
	/* no key, and the key of another certificate, under the certificate's id */
	test_token_put(&c, dir, "01", in(&c, dir, "rsa/sign.pem"), NULL);
	test_token_put(&c, dir, "02", in(&c, dir, "p256/sign.pem"), NULL);
	CHECK_OK(&c, token_module_open(&c, TOKEN_MODULE, &m));
	CHECK_OK(&c, token_keys(&c, m, keys, &n));
	assert_int_equal(n, 2);
	for (size_t i = 0; i < n; i++)
		CHECK_ERR(signing_key_sign(&c, &keys[i], TOKEN_PIN, text, &der), E_NO_TOKEN);
	assert_true(runs(&c, dir,
	    "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 "
	    "-out other.key"));
	test_token_put(&c, dir, "02", NULL, in(&c, dir, "other.key"));
	for (size_t i = 0; i < n; i++)
		if (keys[i].says.kind == KEY_P256)
			CHECK_ERR(
			    signing_key_sign(&c, &keys[i], TOKEN_PIN, text, &der), E_BAD_SIGNATURE);
	token_module_close(m);
	/* the token is gone: as when it was pulled out */
	CHECK_OK(&c, token_module_open(&c, TOKEN_MODULE, &m));
	assert_true(runs(&c, dir, "rm -r tokens/*"));
	for (size_t i = 0; i < n; i++) {
		keys[i].module = m;
		CHECK_ERR(signing_key_sign(&c, &keys[i], TOKEN_PIN, text, &der), E_NO_TOKEN);
	}
	token_module_close(m);
	CHECK_OK(&c, token_module_open(&c, TOKEN_MODULE, &m));
	CHECK_OK(&c, token_keys(&c, m, keys, &n));
	assert_int_equal(n, 0);
	token_module_close(m);
	end(&c, dir);
}

int signing_key_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pem_pairs_sign),
		cmocka_unit_test(pkcs12_files_sign),
		cmocka_unit_test(tokens_sign),
		cmocka_unit_test(what_is_not_there_is_told),
	};
	return cmocka_run_group_tests_name("signing keys", tests, NULL, NULL);
}
