/* timestamp_test.c - tokens that we give and take, and what OpenSSL's command line says of them. */
#include "core/evidence/timestamp.h"

#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/moment.h"
#include "core/evidence/signer.h"
#include "core/trust/ca.h"
#include "core/trust/certificate.h"
#include "test/signer.h"
#include "test/unit.h"

#define NOW TEST_NOW_MS
static const uint8_t nonce[TIMESTAMP_NONCE_BYTES] = { 0, 200, 3 };
static const char *const kinds[] = { "rsa", "p256" };
#define KINDS (sizeof(kinds) / sizeof(*kinds))

struct tsa {
	struct ctx c;
	const char *dir;
	uint8_t digest[SHA256_BYTES];
	struct test_signer who;
	X509 *x;
};

/* An authority for timestamps by the practice authority of that kind, in DIR/tsa. */
static void begin(struct tsa *t, const char *kind, bool stamps)
{
	t->c = test_ctx();
	struct ctx *c = &t->c;
	t->dir = test_folder(c);
	const char *ca = arena_printf(c->mem, "%s/ca", t->dir),
	           *out = arena_printf(c->mem, "%s/tsa", t->dir);
	const struct ca_subject s = { "时间戳服务机构", NULL, NOW, NOW + 365 * DAY_MS, stamps };
	CHECK_OK(c, ca_make(c, ca, NOW, NULL));
	CHECK_OK(c, ca_issue(c, ca, kind, &s, out));
	t->who = test_signer_open(c, out);
	const unsigned char *p = t->who.certificate.p;
	t->x = d2i_X509(NULL, &p, (long)t->who.certificate.n);
	assert_non_null(t->x);
	sha256("a signature", 11, t->digest);
}

static void end(struct tsa *t)
{
	X509_free(t->x);
	test_signer_close(&t->who);
	test_folder_end(t->dir);
	test_ctx_end(&t->c);
}

static struct bytes token_at(struct tsa *t, int64_t at_ms)
{
	struct bytes query, response, token;
	struct ctx *c = &t->c;
	CHECK_OK(c, timestamp_query(c, t->digest, nonce, &query));
	CHECK_OK(c, timestamp_answer(c, t->x, t->who.key, at_ms, query, &response));
	CHECK_OK(c, timestamp_answered(c, response, query, &token));
	return token;
}

static void put(struct tsa *t, const char *name, struct bytes b)
{
	FILE *f = fopen(arena_printf(t->c.mem, "%s/%s", t->dir, name), "we");
	assert_non_null(f);
	assert_int_equal(fwrite(b.p, 1, b.n, f), b.n);
	assert_int_equal(fclose(f), 0);
}

static bool runs(struct tsa *t, const char *command)
{
	return system(arena_printf(t->c.mem, "cd %s && %s >out 2>&1", t->dir, command)) == 0;
}

static void a_token_says_when_and_by_whom(void **state)
{
	(void)state;
	for (size_t k = 0; k < KINDS; k++) {
		struct tsa t;
		struct timestamp seen;
		struct certificate x;
		begin(&t, kinds[k], true);
		struct ctx *c = &t.c;
		const struct bytes token = token_at(&t, NOW + 1999);
		CHECK_OK(c, timestamp_read(c, token, t.digest, &seen));
		assert_int_equal(seen.at_ms, (NOW + 1999) / SECOND_MS * SECOND_MS);
		CHECK_OK(c, certificate_read(c, seen.certificate, &x));
		assert_int_equal(x.uses, USE_STAMP);
		t.digest[0] ^= 1;
		CHECK_ERR(timestamp_read(c, token, t.digest, &seen), E_BAD_TIMESTAMP);
		assert_non_null(strstr(c->fault.detail, "something else"));
		end(&t);
	}
}

static void openssl_takes_ours(void **state)
{
	(void)state;
	for (size_t k = 0; k < KINDS; k++) {
		struct tsa t;
		begin(&t, kinds[k], true);
		const struct bytes token = token_at(&t, NOW);
		put(&t, "token", token);
		const char *verify = arena_printf(t.c.mem,
		    "openssl ts -verify -digest %s -in token -token_in -attime %lld "
		    "-CAfile ca/%s/root.pem -untrusted ca/%s/ca.pem",
		    enc_hex(t.c.mem, t.digest, SHA256_BYTES), (long long)(NOW / SECOND_MS),
		    kinds[k], kinds[k]);
		assert_true(runs(&t, verify));
		t.digest[0] ^= 1;
		assert_false(
		    runs(&t, arena_printf(t.c.mem,
		                 "openssl ts -verify -digest %s -in token -token_in "
		                 "-CAfile ca/%s/root.pem -untrusted ca/%s/ca.pem",
		                 enc_hex(t.c.mem, t.digest, SHA256_BYTES), kinds[k], kinds[k])));
		end(&t);
	}
}

static void we_take_openssls(void **state)
{
	(void)state;
	static const char config[] =
	    "[tsa]\ndefault_tsa=t\n[t]\nserial=serial\ndefault_policy=1.2.3.4\n"
	    "digests=sha256,sha512\nsigner_digest=sha256\n"
	    "clock_precision_digits=3\n";
	struct tsa t;
	struct bytes query, token;
	struct timestamp seen;
	begin(&t, "p256", true);
	struct ctx *c = &t.c;
	CHECK_OK(c, timestamp_query(c, t.digest, nonce, &query));
	put(&t, "query", query);
	put(&t, "config", (struct bytes){ (const uint8_t *)config, sizeof(config) - 1 });
	put(&t, "serial", (struct bytes){ (const uint8_t *)"01\n", 3 });
	assert_true(
	    runs(&t, "openssl ts -reply -config config -queryfile query -signer tsa/sign.pem "
	             "-inkey tsa/sign.key -out answer"));
	struct bytes answer = test_file(c, arena_printf(c->mem, "%s/answer", t.dir));
	CHECK_OK(c, timestamp_answered(c, answer, query, &token));
	CHECK_OK(c, timestamp_read(c, token, t.digest, &seen));
	/* its clock is the machine's */
	assert_true(seen.at_ms > INT64_C(1700000000000));
	/* an answer to another query, of the same digest */
	CHECK_OK(c, timestamp_query(c, t.digest, (const uint8_t *)"another.", &query));
	CHECK_ERR(timestamp_answered(c, answer, query, &token), E_BAD_TIMESTAMP);
	/* refused: SHA-1 is not what it does */
	assert_true(
	    runs(&t, "echo x | openssl ts -query -sha1 -cert -out q1 && openssl ts -reply "
	             "-config config -queryfile q1 -signer tsa/sign.pem -inkey tsa/sign.key "
	             "-out answer; test -s answer"));
	answer = test_file(c, arena_printf(c->mem, "%s/answer", t.dir));
	CHECK_ERR(timestamp_answered(c, answer, query, &token), E_BAD_TIMESTAMP);
	assert_non_null(strstr(c->fault.detail, "not granted"));
	end(&t);
}

static void what_is_changed_says_nothing_else(void **state)
{
	(void)state;
	struct tsa t;
	struct timestamp whole, seen;
	size_t refused = 0;
	begin(&t, "p256", true);
	struct ctx *c = &t.c;
	const struct bytes token = token_at(&t, NOW);
	uint8_t *p = (uint8_t *)arena_copy(c->mem, token.p, token.n);
	CHECK_OK(c, timestamp_read(c, token, t.digest, &whole));
	for (size_t i = 0; i < token.n; i++) {
		p[i] ^= 0x21;
		if (timestamp_read(c, (struct bytes){ p, token.n }, t.digest, &seen) == OK) {
			assert_int_equal(seen.at_ms, whole.at_ms);
			assert_int_equal(seen.certificate.n, whole.certificate.n);
			assert_memory_equal(
			    seen.certificate.p, whole.certificate.p, whole.certificate.n);
		} else {
			refused++;
		}
		p[i] ^= 0x21;
	}
	/* what is left is outside of what is signed: names of algorithms, versions */
	assert_true(refused > token.n * 9 / 10);
	for (size_t n = 0; n < token.n; n += 7)
		CHECK_ERR(timestamp_read(c, (struct bytes){ token.p, n }, t.digest, &seen),
		    E_BAD_TIMESTAMP);
	end(&t);
}

static void only_who_may_stamps(void **state)
{
	(void)state;
	struct tsa t;
	struct bytes query, response;
	begin(&t, "p256", false);
	struct ctx *c = &t.c;
	CHECK_OK(c, timestamp_query(c, t.digest, nonce, &query));
	CHECK_ERR(timestamp_answer(c, t.x, t.who.key, NOW, query, &response), E_BAD_TIMESTAMP);
	const struct ca_subject s = { "时间戳服务机构", NULL, NOW, NOW + DAY_MS, true };
	CHECK_ERR(ca_issue(c, arena_printf(c->mem, "%s/ca", t.dir), "sm2", &s,
	              arena_printf(c->mem, "%s/x", t.dir)),
	    E_BAD_FIELD);
	end(&t);
}

static void a_signers_child_stamps(void **state)
{
	(void)state;
	struct tsa t;
	struct bytes query, response, token;
	struct timestamp seen;
	struct signer *signer;
	begin(&t, "rsa", true);
	struct ctx *c = &t.c;
	const struct signer_options o = { t.dir, "x", false, test_program(c) };
	CHECK_OK(c, signer_make(c, t.dir));
	CHECK_OK(c, timestamp_query(c, t.digest, nonce, &query));
	CHECK_OK(c, signer_open(c, &o, &signer));
	CHECK_ERR(signer_stamp(c, signer, query, &response), E_NO_TSA);
	signer_free(signer);
	assert_true(runs(&t, "cp tsa/sign.pem tsa.pem"));
	CHECK_ERR(signer_open(c, &o, &signer), E_STORE);
	assert_true(runs(&t, "cp tsa/sign.key tsa.key"));
	CHECK_OK(c, signer_open(c, &o, &signer));
	c->now_ms = NOW;
	for (int i = 0; i < 3; i++) {
		CHECK_OK(c, signer_stamp(c, signer, query, &response));
		CHECK_OK(c, timestamp_answered(c, response, query, &token));
		CHECK_OK(c, timestamp_read(c, token, t.digest, &seen));
		assert_int_equal(seen.at_ms, NOW / SECOND_MS * SECOND_MS);
	}
	signer_free(signer);
	end(&t);
}

int timestamp_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_token_says_when_and_by_whom),
		cmocka_unit_test(openssl_takes_ours),
		cmocka_unit_test(we_take_openssls),
		cmocka_unit_test(what_is_changed_says_nothing_else),
		cmocka_unit_test(only_who_may_stamps),
		cmocka_unit_test(a_signers_child_stamps),
	};
	return RUN_GROUP("timestamp", tests);
}
