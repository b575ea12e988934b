/* trust_test.c - certificates of five authorities, held against their trust list. */
#include <stdlib.h>
#include <string.h>

#include "core/base/moment.h"
#include "core/trust/authority.h"
#include "core/trust/ca.h"
#include "test/signer.h"
#include "test/unit.h"

#define CENTRE "12660000MB2000005T"
#define CODE "91510700205412308D"
#define OTHER "914403001922038216"
#define NOW INT64_C(1772413200000) /* 2026-03-02T01:00:00Z */
#define YEAR_MS (365 * DAY_MS)

/* The five, made once for all tests: RSA keys take their time. */
static char *dir;

static int make_all(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	dir = strdup(test_folder(&c));
	CHECK_OK(&c, ca_make(&c, arena_printf(c.mem, "%s/ca", dir), NOW, NULL));
	test_ctx_end(&c);
	return 0;
}

static int remove_all(void **state)
{
	(void)state;
	test_folder_end(dir);
	free(dir);
	return 0;
}

static struct bytes file(struct ctx *c, const char *path)
{
	return test_file(c, arena_printf(c->mem, "%s/%s", dir, path));
}

static struct trust *trusted(struct ctx *c, bool crls)
{
	struct trust *t = NULL;
	const struct bytes note = file(c, "ca/list.note"), keys = file(c, "ca/list.keys");
	CHECK_OK(c, trust_read(c, (const char *)note.p, (const char *)keys.p, CENTRE, &t));
	for (size_t i = 0; crls && ca_ids[i] != NULL; i++)
		CHECK_OK(c, trust_crl(c, t, ca_ids[i],
		                file(c, arena_printf(c->mem, "ca/%s/ca.crl", ca_ids[i]))));
	return t;
}

/* A certificate of somebody, with its key in the same folder. */
static struct bytes issued(
    struct ctx *c, const char *authority, const char *out, int64_t from, int64_t until)
{
	const struct ca_subject s = { "绵阳建设有限公司", CODE, from, until };
	struct bytes der;
	CHECK_OK(c, ca_issue(c, arena_printf(c->mem, "%s/ca", dir), authority, &s,
	                arena_printf(c->mem, "%s/%s", dir, out)));
	CHECK_OK(c, certificate_of_pem(c, file(c, arena_printf(c->mem, "%s/sign.pem", out)), &der));
	return der;
}

static void test_five_authorities(void **state)
{
	(void)state;
	static const enum key_kind kinds[] = { KEY_RSA, KEY_P256, KEY_SM2, KEY_P256, KEY_RSA };
	struct ctx c = test_ctx();
	struct trust *t = trusted(&c, true);
	for (size_t i = 0; ca_ids[i] != NULL; i++) {
		const char *name, *out = arena_printf(c.mem, "five-%s", ca_ids[i]);
		struct certificate x;
		const struct bytes der = issued(&c, ca_ids[i], out, NOW, NOW + YEAR_MS);
		const struct trust_question q = { der, USE_SIGN, NOW, CODE, false };
		bool suspended = strcmp(ca_ids[i], "suspended") == 0;
		if (suspended) {
			CHECK_ERR(trust_check(&c, t, &q, &x, &name), E_CERT_SUSPENDED);
			assert_non_null(strstr(c.fault.rule, "第十六条"));
			continue;
		}
		CHECK_OK(&c, trust_check(&c, t, &q, &x, &name));
		CHECK_OK(&c, trust_check(&c, t, &q, &x, &name)); /* remembered */
		assert_int_equal(x.kind, kinds[i]);
		assert_string_equal(x.code, CODE);
		assert_string_equal(x.name, "绵阳建设有限公司");
		assert_int_equal(x.from_ms, NOW);
		assert_non_null(strstr(name, "演练认证机构"));
	}
	trust_free(t);
	test_ctx_end(&c);
}

static void test_what_is_asked(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct trust *t = trusted(&c, true);
	struct certificate x;
	const struct bytes der = issued(&c, "sm2", "asked", NOW, NOW + 10 * DAY_MS);
	struct bytes seal;
	CHECK_OK(&c, certificate_of_pem(&c, file(&c, "asked/seal.pem"), &seal));
	const struct {
		struct trust_question q;
		enum err want;
	} cases[] = {
		{ { der, USE_SIGN, NOW, CODE, false }, OK },
		{ { der, USE_SIGN, NOW, NULL, false }, OK },
		{ { der, USE_SIGN, NOW - 1, CODE, false }, E_CERT_NOT_YET },
		{ { der, USE_SIGN, NOW + 10 * DAY_MS, CODE, false }, OK },
		{ { der, USE_SIGN, NOW + 10 * DAY_MS + 1, CODE, false }, E_CERT_EXPIRED },
		{ { der, USE_SEAL, NOW, CODE, false }, E_CERT_USE },
		{ { seal, USE_SEAL, NOW, CODE, false }, OK },
		{ { seal, USE_SIGN, NOW, CODE, false }, E_CERT_USE },
		{ { der, USE_SIGN, NOW, OTHER, false }, E_CERT_OTHER },
		{ { { der.p, der.n - 1 }, USE_SIGN, NOW, CODE, false }, E_BAD_CERTIFICATE },
		{ { { der.p, 0 }, USE_SIGN, NOW, CODE, false }, E_BAD_CERTIFICATE },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		enum err e = trust_check(&c, t, &cases[i].q, &x, NULL);
		if (e != cases[i].want)
			TEST_FAIL("case %zu: %s", i, err_name(e));
	}
	trust_free(t);
	test_ctx_end(&c);
}

/* The authority that is taken for some days more; lists that are out of date, or did not come. */
static void test_ends(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct trust *t = trusted(&c, true), *none = trusted(&c, false);
	struct certificate x;
	const struct bytes ending = issued(&c, "ending", "ending", NOW, NOW + YEAR_MS),
	                   rsa = issued(&c, "rsa", "stale", NOW, NOW + 3 * YEAR_MS);
	struct trust_question q = { ending, USE_SIGN, NOW + CA_ENDING_DAYS * DAY_MS, CODE, false };
	CHECK_OK(&c, trust_check(&c, t, &q, &x, NULL));
	q.at_ms++;
	CHECK_ERR(trust_check(&c, t, &q, &x, NULL), E_CERT_SUSPENDED);
	q = (struct trust_question){ rsa, USE_SIGN, NOW + CA_CRL_DAYS * DAY_MS, CODE, false };
	CHECK_OK(&c, trust_check(&c, t, &q, &x, NULL));
	q.at_ms++;
	CHECK_ERR(trust_check(&c, t, &q, &x, NULL), E_CERT_UNCHECKED);
	q.archived = true;
	CHECK_OK(&c, trust_check(&c, t, &q, &x, NULL));
	q.at_ms = NOW;
	CHECK_ERR(trust_check(&c, none, &q, &x, NULL), E_CERT_UNCHECKED);
	trust_free(none);
	trust_free(t);
	test_ctx_end(&c);
}

static void test_revoked(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	const char *ca = arena_printf(c.mem, "%s/ca", dir);
	for (size_t i = 0; i < 3; i++) { /* rsa, p256, sm2 */
		struct trust *t = trusted(&c, true);
		const char *crl = arena_printf(c.mem, "ca/%s/ca.crl", ca_ids[i]);
		const struct bytes old = file(&c, crl),
		                   der = issued(&c, ca_ids[i],
		                       arena_printf(c.mem, "revoked-%s", ca_ids[i]), NOW,
		                       NOW + YEAR_MS);
		struct trust_question q = { der, USE_SIGN, NOW + DAY_MS, CODE, false };
		struct certificate x;
		CHECK_OK(&c, trust_check(&c, t, &q, &x, NULL));
		CHECK_OK(&c, ca_revoke(&c, ca, ca_ids[i], x.serial, NOW + DAY_MS));
		CHECK_OK(&c, trust_crl(&c, t, ca_ids[i], file(&c, crl)));
		CHECK_ERR(trust_check(&c, t, &q, &x, NULL), E_CERT_REVOKED);
		/* what was signed before stands */
		q.at_ms--;
		CHECK_OK(&c, trust_check(&c, t, &q, &x, NULL));
		/* nobody takes a revocation back by an old list, another's or a changed one */
		CHECK_ERR(trust_crl(&c, t, ca_ids[i], old), E_BAD_CRL);
		CHECK_ERR(trust_crl(&c, t, ca_ids[(i + 1) % 3], file(&c, crl)), E_BAD_CRL);
		struct bytes bad = file(&c, crl);
		for (size_t k = 0; k < bad.n; k += 7) {
			uint8_t *p = (uint8_t *)bad.p;
			p[k] ^= 1;
			enum err e = trust_crl(&c, t, ca_ids[i], bad);
			p[k] ^= 1;
			if (e != E_BAD_CRL)
				TEST_FAIL("%s: byte %zu: %s", ca_ids[i], k, err_name(e));
		}
		CHECK_ERR(trust_crl(&c, t, "nobody", bad), E_NOT_FOUND);
		trust_free(t);
	}
	test_ctx_end(&c);
}

/* A certificate that was changed anywhere is not taken. */
static void test_changed(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct trust *t = trusted(&c, true);
	struct certificate x;
	const struct bytes der = issued(&c, "sm2", "changed", NOW, NOW + YEAR_MS);
	uint8_t *p = (uint8_t *)der.p;
	for (size_t k = 0; k < der.n; k++)
		for (int bit = 1; bit < 256; bit <<= 3) {
			const struct trust_question q = { der, USE_SIGN, NOW, CODE, false };
			p[k] ^= (uint8_t)bit;
			enum err e = trust_check(&c, t, &q, &x, NULL);
			p[k] ^= (uint8_t)bit;
			if (e == OK)
				TEST_FAIL("byte %zu", k);
		}
	trust_free(t);
	test_ctx_end(&c);
}

static void test_list(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct trust *t = NULL;
	const struct bytes note = file(&c, "ca/list.note"), keys = file(&c, "ca/list.keys");
	char *text = arena_text(c.mem, (const char *)note.p);
	const size_t places[] = { 0, 20, 200, strlen(text) - 20 };
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		char was = text[places[i]];
		text[places[i]] = was == 'A' ? 'B' : 'A';
		CHECK_ERR(trust_read(&c, text, (const char *)keys.p, CENTRE, &t), E_BAD_TRUST_LIST);
		text[places[i]] = was;
	}
	CHECK_OK(&c, trust_read(&c, text, (const char *)keys.p, CENTRE, &t));
	assert_int_equal(trust_issued_ms(t), NOW);
	trust_free(t);
	test_ctx_end(&c);
}

int trust_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_five_authorities),
		cmocka_unit_test(test_what_is_asked),
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_revoked),
		cmocka_unit_test(test_changed),
		cmocka_unit_test(test_list),
	};
	return cmocka_run_group_tests(tests, make_all, remove_all);
}
