/* ocsp_test.c - what authorities answer about one certificate: OpenSSL's responder, and answers
 * signed by SM2, which it cannot sign under the Chinese identity. */
#include "core/trust/ocsp.h"

#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/base/moment.h"
#include "core/evidence/signature.h"
#include "core/trust/answers.h"
#include "core/trust/authority.h"
#include "core/trust/ca.h"
#include "core/trust/key.h"
#include "test/signer.h"
#include "test/unit.h"

#define CENTRE "12660000MB2000005T"
#define CODE "91510700205412308D"

struct bench {
	struct ctx c;
	const char *dir;
	int64_t now_ms; /* the machine's: OpenSSL's responder has no other */
	struct trust *t;
	struct bytes der; /* of somebody */
};

static struct bytes file(struct bench *b, const char *path)
{
	return test_file(&b->c, arena_printf(b->c.mem, "%s/%s", b->dir, path));
}

static void put(struct bench *b, const char *name, struct bytes content)
{
	FILE *f = fopen(arena_printf(b->c.mem, "%s/%s", b->dir, name), "we");
	assert_non_null(f);
	assert_int_equal(fwrite(content.p, 1, content.n, f), content.n);
	assert_int_equal(fclose(f), 0);
}

static void run(struct bench *b, const char *command)
{
	if (system(arena_printf(b->c.mem, "cd %s && { %s; } >out 2>&1", b->dir, command)) != 0)
		TEST_FAIL("%s: %s", command, (const char *)file(b, "out").p);
}

static void begin(struct bench *b, const char *kind)
{
	b->c = test_ctx();
	struct ctx *c = &b->c;
	b->dir = test_folder(c);
	b->now_ms = (int64_t)time(NULL) * SECOND_MS;
	const char *ca = arena_printf(c->mem, "%s/ca", b->dir);
	const struct ca_addresses at = { NULL, "http://127.0.0.1:9" };
	const struct ca_subject s = { "某公司", CODE, b->now_ms - DAY_MS,
		b->now_ms + 400 * DAY_MS };
	CHECK_OK(c, ca_make(c, ca, b->now_ms - DAY_MS, &at));
	CHECK_OK(c, ca_issue(c, ca, kind, &s, arena_printf(c->mem, "%s/who", b->dir)));
	CHECK_OK(c, ca_issue(c, ca, kind, &s, arena_printf(c->mem, "%s/other", b->dir)));
	const char *note = (const char *)file(b, "ca/list.note").p;
	CHECK_OK(c, trust_read(c, note, (const char *)file(b, "ca/list.keys").p, CENTRE, &b->t));
	CHECK_OK(c, certificate_of_pem(c, file(b, "who/sign.pem"), &b->der));
}

static void end(struct bench *b)
{
	trust_free(b->t);
	test_folder_end(b->dir);
	test_ctx_end(&b->c);
}

static enum err check(struct bench *b, int64_t at_ms)
{
	const struct trust_question q = { b->der, USE_SIGN, at_ms, CODE, false };
	struct certificate x;
	return trust_check(&b->c, b->t, &q, &x, NULL);
}

/* The question that waits, in `query`. */
static struct trust_asking next(struct bench *b)
{
	struct trust_asking q;
	assert_true(trust_next(&b->c, b->t, &q));
	put(b, "query", q.query);
	return q;
}

/* One line of the responder's index about a certificate; revoked: seconds ago, 0: it is not. */
static void index_of(struct bench *b, const char *who, long revoked)
{
	struct certificate x;
	struct bytes der;
	char when[20] = "";
	time_t at = (time_t)(b->now_ms / SECOND_MS) - revoked;
	struct tm tm;
	CHECK_OK(&b->c, certificate_of_pem(&b->c, file(b, who), &der));
	CHECK_OK(&b->c, certificate_read(&b->c, der, &x));
	if (revoked > 0)
		strftime(when, sizeof(when), "%y%m%d%H%M%SZ", gmtime_r(&at, &tm));
	const char *line = arena_printf(b->c.mem, "%s\t300101000000Z\t%s\t%s\tunknown\t/CN=x\n",
	    revoked > 0 ? "R" : "V", when, x.serial);
	put(b, "index", (struct bytes){ (const uint8_t *)line, strlen(line) });
	put(b, "index.attr", (struct bytes){ (const uint8_t *)"unique_subject = no\n", 20 });
	run(b, "tr a-f A-F <index >upper && mv upper index"); /* which knows serials so */
}

static struct bytes answered(struct bench *b, const char *kind, const char *more)
{
	run(b, arena_printf(b->c.mem,
	           "openssl ocsp -index index -CA ca/%s/ca.pem -reqin query -respout answer %s",
	           kind, more));
	return file(b, "answer");
}

static void an_answer_is_as_good_as_a_list(void **state)
{
	(void)state;
	static const char *const kinds[] = { "rsa", "p256" };
	for (int k = 0; k < 2; k++) {
		struct bench b;
		const char *by = arena_printf((begin(&b, kinds[k]), b.c.mem),
		    "-rsigner ca/%s/ca.pem -rkey ca/%s/ca.key -nmin 30", kinds[k], kinds[k]);
		struct trust_asking q, none;
		assert_int_equal(check(&b, b.now_ms), E_CERT_UNCHECKED);
		assert_non_null(strstr(b.c.fault.detail, "being asked"));
		q = next(&b);
		assert_string_equal(
		    q.url, arena_printf(b.c.mem, "http://127.0.0.1:9/%s", kinds[k]));
		/* once in a while, not at each act */
		assert_int_equal(check(&b, b.now_ms), E_CERT_UNCHECKED);
		assert_false(trust_next(&b.c, b.t, &none));
		index_of(&b, "who/sign.pem", 0);
		CHECK_OK(&b.c, trust_answer(&b.c, b.t, &q, answered(&b, kinds[k], by)));
		assert_int_equal(check(&b, b.now_ms + 5000), OK);
		assert_false(trust_next(&b.c, b.t, &none));
		/* soon over: asked again while it holds */
		assert_int_equal(check(&b, b.now_ms + 25 * 60 * SECOND_MS), OK);
		next(&b);
		/* over */
		assert_int_equal(check(&b, b.now_ms + 31 * 60 * SECOND_MS), E_CERT_UNCHECKED);
		next(&b);
		/* about a past act nobody is asked */
		const struct trust_question past = { b.der, USE_SIGN,
			b.now_ms + 60 * 60 * SECOND_MS, CODE, true };
		struct certificate x;
		CHECK_ERR(trust_check(&b.c, b.t, &past, &x, NULL), E_CERT_UNCHECKED);
		assert_false(trust_next(&b.c, b.t, &none));
		end(&b);
	}
}

static void revoked_is_revoked(void **state)
{
	(void)state;
	struct bench b;
	begin(&b, "p256");
	assert_int_equal(check(&b, b.now_ms), E_CERT_UNCHECKED);
	struct trust_asking q = next(&b);
	index_of(&b, "who/sign.pem", 3600);
	const struct bytes no =
	    answered(&b, "p256", "-rsigner ca/p256/ca.pem -rkey ca/p256/ca.key");
	CHECK_OK(&b.c, trust_answer(&b.c, b.t, &q, no));
	assert_int_equal(check(&b, b.now_ms), E_CERT_REVOKED);
	/* what was signed before stands; a list that knows nothing of it does not help */
	assert_int_equal(check(&b, b.now_ms - 3700 * SECOND_MS), E_CERT_UNCHECKED);
	CHECK_OK(&b.c, trust_crl(&b.c, b.t, "p256", file(&b, "ca/p256/ca.crl")));
	assert_int_equal(check(&b, b.now_ms), E_CERT_REVOKED);
	assert_int_equal(check(&b, b.now_ms - 3700 * SECOND_MS), OK);
	end(&b);
}

static void only_who_may_answers(void **state)
{
	(void)state;
	struct bench b;
	struct ocsp_said said;
	begin(&b, "p256");
	struct ctx *c = &b.c;
	assert_int_equal(check(&b, b.now_ms), E_CERT_UNCHECKED);
	struct trust_asking q = next(&b);
	q.at_ms += 60 * SECOND_MS; /* the certificates below begin after the question */
	index_of(&b, "who/sign.pem", 0);
	/* somebody whom the authority has certified, for answers of this kind or for something else */
	run(&b,
	    "printf 'extendedKeyUsage=OCSPSigning\\n' >ext && openssl req -new -newkey ec -pkeyopt "
	    "ec_paramgen_curve:P-256 -nodes -keyout r.key -subj /CN=r -out r.csr && "
	    "openssl x509 -req -in r.csr -CA ca/p256/ca.pem -CAkey ca/p256/ca.key -days 9 -extfile "
	    "ext "
	    "-out r.pem && openssl x509 -req -in r.csr -CA ca/rsa/ca.pem -CAkey ca/rsa/ca.key "
	    "-days 9 "
	    "-extfile ext -out r2.pem");
	struct bytes good = answered(&b, "p256", "-rsigner r.pem -rkey r.key");
	CHECK_OK(c, trust_answer(c, b.t, &q, good));
	static const char *const others[] = { "-rsigner who/sign.pem -rkey who/sign.key",
		"-rsigner r2.pem -rkey r.key", "-rsigner ca/rsa/ca.pem -rkey ca/rsa/ca.key",
		"-rsigner r.pem -rkey r.key -resp_no_certs" };
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		CHECK_ERR(trust_answer(c, b.t, &q, answered(&b, "p256", others[i])), E_BAD_OCSP);
		assert_non_null(strstr(c->fault.detail, "nobody has signed"));
	}
	/* of another certificate; of one that the responder does not know; changed; cut */
	struct bytes other;
	CHECK_OK(c, certificate_of_pem(c, file(&b, "other/sign.pem"), &other));
	const struct trust_asking of_other = { .der = other, .at_ms = b.now_ms };
	CHECK_ERR(trust_answer(c, b.t, &of_other, good), E_BAD_OCSP);
	/* over, and of a time to come */
	struct trust_asking then = q;
	then.at_ms = b.now_ms + 2 * OCSP_HOLDS_MS;
	CHECK_ERR(trust_answer(c, b.t, &then, good), E_BAD_OCSP);
	then.at_ms = b.now_ms - OCSP_HOLDS_MS;
	CHECK_ERR(trust_answer(c, b.t, &then, good), E_BAD_OCSP);
	index_of(&b, "other/sign.pem", 0);
	CHECK_ERR(trust_answer(c, b.t, &q, answered(&b, "p256", "-rsigner r.pem -rkey r.key")),
	    E_BAD_OCSP);
	assert_non_null(strstr(c->fault.detail, "does not know"));
	uint8_t *p = (uint8_t *)arena_copy(c->mem, good.p, good.n);
	X509 *x = certificate_parse(b.der), *issuer;
	struct bytes der;
	CHECK_OK(c, certificate_of_pem(c, file(&b, "ca/p256/ca.pem"), &der));
	issuer = certificate_parse(der);
	struct ocsp_said whole;
	const struct ocsp_question whole_of = { good, q.at_ms };
	CHECK_OK(c, ocsp_read(c, &whole_of, x, issuer, &whole));
	for (size_t i = 0; i < good.n; i++) {
		p[i] ^= 0x41;
		const struct ocsp_question changed = { { p, good.n }, q.at_ms };
		if (ocsp_read(c, &changed, x, issuer, &said) == OK)
			assert_memory_equal(&said, &whole, sizeof(said));
		p[i] ^= 0x41;
	}
	for (size_t n = 0; n < good.n; n += 11) {
		const struct ocsp_question cut = { { good.p, n }, q.at_ms };
		CHECK_ERR(ocsp_read(c, &cut, x, issuer, &said), E_BAD_OCSP);
	}
	X509_free(x);
	X509_free(issuer);
	end(&b);
}

static void sm2_answers_under_the_chinese_identity(void **state)
{
	(void)state;
	struct bench b;
	begin(&b, "sm2");
	struct ctx *c = &b.c;
	struct bytes der;
	unsigned char *out = NULL;
	assert_int_equal(check(&b, b.now_ms), E_CERT_UNCHECKED);
	struct trust_asking q = next(&b);
	CHECK_OK(c, certificate_of_pem(c, file(&b, "ca/sm2/ca.pem"), &der));
	X509 *x = certificate_parse(b.der), *issuer = certificate_parse(der);
	FILE *f = fopen(arena_printf(c->mem, "%s/ca/sm2/ca.key", b.dir), "re");
	EVP_PKEY *key = PEM_read_PrivateKey(f, NULL, NULL, NULL);
	fclose(f);
	OCSP_BASICRESP *basic = OCSP_BASICRESP_new();
	ASN1_TIME *now = ASN1_TIME_adj(NULL, (time_t)(b.now_ms / SECOND_MS), 0, 0);
	OCSP_CERTID *id = OCSP_cert_to_id(EVP_sha1(), x, issuer);
	ASN1_GENERALIZEDTIME *from = ASN1_TIME_to_generalizedtime(now, NULL);
	OCSP_basic_add1_status(basic, id, V_OCSP_CERTSTATUS_GOOD, 0, NULL, from, NULL);
	EVP_MD_CTX *md = signature_context(key, true);
	assert_int_equal(OCSP_basic_sign_ctx(basic, issuer, md, NULL, OCSP_NOCERTS), 1);
	OCSP_RESPONSE *r = OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic);
	int n = i2d_OCSP_RESPONSE(r, &out);
	assert_true(n > 0);
	CHECK_OK(c, trust_answer(c, b.t, &q, (struct bytes){ out, (size_t)n }));
	assert_int_equal(check(&b, b.now_ms), OK);
	OPENSSL_free(out);
	OCSP_RESPONSE_free(r);
	signature_context_free(md);
	ASN1_GENERALIZEDTIME_free(from);
	OCSP_CERTID_free(id);
	ASN1_TIME_free(now);
	OCSP_BASICRESP_free(basic);
	EVP_PKEY_free(key);
	X509_free(x);
	X509_free(issuer);
	end(&b);
}

/* Whatever else is asked about, none that is revoked is forgotten, and two do not lock each
 * other out. */
static void answers_have_room(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct answered *all = arena_array(c.mem, struct answered, ANSWERS);
	uint8_t fingerprint[SHA256_BYTES] = { 7, 7 };
	for (int i = 0; i < 200; i++) {
		fingerprint[5] = (uint8_t)i;
		struct answered *a = answers_place(all, fingerprint);
		assert_non_null(a);
		a->said = (struct ocsp_said){ 1, 1000 + i, i == 3 ? 1 : -1 };
		if (i < 32) {
			fingerprint[5] = 0;
			assert_non_null(answers_find(all, fingerprint));
		}
	}
	fingerprint[5] = 3;
	assert_int_equal(answers_find(all, fingerprint)->said.revoked_ms, 1);
	fingerprint[5] = 4;
	assert_null(answers_find(all, fingerprint)); /* it ended first */
	fingerprint[5] = 199;
	assert_non_null(answers_find(all, fingerprint));
	test_ctx_end(&c);
}

int ocsp_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_is_as_good_as_a_list),
		cmocka_unit_test(revoked_is_revoked),
		cmocka_unit_test(only_who_may_answers),
		cmocka_unit_test(answers_have_room),
		cmocka_unit_test(sm2_answers_under_the_chinese_identity),
	};
	return RUN_GROUP("ocsp", tests);
}
