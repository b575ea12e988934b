/* stamp_test.c - stamps and stampings by the three kinds of key, and each refusal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/moment.h"
#include "core/evidence/timestamp.h"
#include "core/stamp/stamp.h"
#include "core/trust/ca.h"
#include "test/signer.h"
#include "test/unit.h"

#define NOW TEST_NOW_MS
#define CODE "91510700205412308D"
static const char *const kinds[] = { "rsa", "p256", "sm2" };
static const struct bytes file = { (const uint8_t *)"a file", 6 };

struct people {
	const char *dir, *ca;
	struct test_signer maker, user[LEN(kinds)], other;
};

static struct people begin(struct ctx *c)
{
	struct people p;
	*c = test_ctx();
	p.dir = test_folder(c);
	p.ca = arena_printf(c->mem, "%s/ca", p.dir);
	CHECK_OK(c, ca_make(c, p.ca, NOW - DAY_MS, NULL));
	p.maker = test_issue(c, p.ca, "sm2", CODE, 300);
	p.other = test_issue(c, p.ca, "p256", CODE, 300);
	for (size_t i = 0; i < LEN(kinds); i++)
		p.user[i] = test_issue(c, p.ca, kinds[i], CODE, 300);
	return p;
}

static void end(struct ctx *c, struct people *p)
{
	test_signer_close(&p->maker);
	test_signer_close(&p->other);
	for (size_t i = 0; i < LEN(kinds); i++)
		test_signer_close(&p->user[i]);
	test_folder_end(p->dir);
	test_ctx_end(c);
}

static struct stamp_signer signer(const struct test_signer *s)
{
	return (struct stamp_signer){ s->certificate, s->key };
}

/* For all three of them. */
static struct stamp said(const struct people *p)
{
	struct stamp s = { .vendor = "heng", .id = "3301000001", .type = 1, .name = "某公司" };
	s.who.kind = STAMP_CERTIFICATES;
	for (; s.who.n < LEN(kinds); s.who.n++)
		s.who.is[s.who.n] = p->user[s.who.n].certificate;
	s.made_ms = s.from_ms = NOW;
	s.until_ms = NOW + 100 * DAY_MS;
	s.picture = (struct stamp_picture){ "PNG", { (const uint8_t *)"png", 3 }, 42, 42 };
	return s;
}

static struct bytes make(struct ctx *c, const struct people *p, const struct test_signer *maker)
{
	struct stamp in = said(p);
	struct stamp_signer by = signer(maker);
	struct bytes out;
	CHECK_OK(c, stamp_make(c, &in, &by, &out));
	return out;
}

static void three_kinds_make_a_stamp_and_use_it(void **state)
{
	(void)state;
	struct ctx c;
	struct people p = begin(&c);
	for (size_t i = 0; i < LEN(kinds); i++) {
		struct bytes esl = make(&c, &p, &p.user[i]), out;
		struct stamp s;
		struct stamping t;
		struct stamp_signer by = signer(&p.user[LEN(kinds) - 1 - i]);
		CHECK_OK(&c, stamp_read(&c, esl, &s));
		CHECK_OK(&c, stamp_holds(&c, &s));
		assert_string_equal(s.name, "某公司");
		assert_string_equal(s.id, "3301000001");
		assert_int_equal(s.from_ms, NOW);
		assert_int_equal(s.who.n, LEN(kinds));
		assert_int_equal(s.picture.width_mm, 42);
		CHECK_OK(&c, stamping_make(&c, esl, &by, file, &out));
		CHECK_OK(&c, stamping_read(&c, out, &t));
		CHECK_OK(&c, stamping_holds(&c, &t));
		CHECK_OK(&c, stamping_is_of(&c, &t, file));
		CHECK_OK(&c, stamp_is_for(&c, &t.stamp, t.signer));
		assert_int_equal(t.at_ms, NOW);
		CHECK_ERR(stamping_is_of(&c, &t, (struct bytes){ file.p, 5 }), E_BAD_DIGEST);
	}
	end(&c, &p);
}

static void who_may_not_use_it_is_refused(void **state)
{
	(void)state;
	struct ctx c;
	struct people p = begin(&c);
	struct bytes esl = make(&c, &p, &p.maker), out;
	struct stamp_signer other = signer(&p.other), by = signer(&p.user[2]);
	CHECK_ERR(stamping_make(&c, esl, &other, file, &out), E_BAD_STAMP);
	assert_string_equal(c.fault.detail, "the stamp is not for that certificate");
	assert_string_equal(c.fault.detail_zh, "该证书不在印章的签章者证书列表内");
	c.now_ms = NOW - SECOND_MS;
	CHECK_ERR(stamping_make(&c, esl, &by, file, &out), E_BAD_STAMP);
	assert_string_equal(c.fault.detail, "the stamp was not in force yet");
	c.now_ms = NOW + 100 * DAY_MS + SECOND_MS - 1;
	CHECK_OK(&c, stamping_make(&c, esl, &by, file, &out));
	c.now_ms++;
	CHECK_ERR(stamping_make(&c, esl, &by, file, &out), E_BAD_STAMP);
	assert_string_equal(c.fault.detail, "the stamp was no longer in force");
	c.now_ms = NOW;
	by.key = p.user[0].key;
	CHECK_ERR(stamping_make(&c, esl, &by, file, &out), E_BAD_CERTIFICATE);
	end(&c, &p);
}

/* A changed byte is refused, or lies in the maker's certificate, whose own authority signed that:
 * what the stamp says stays to the byte. */
static void every_byte_of_a_stamp_counts(void **state)
{
	(void)state;
	struct ctx c;
	struct people p = begin(&c);
	struct bytes esl = make(&c, &p, &p.maker);
	struct stamp good, s;
	CHECK_OK(&c, stamp_read(&c, esl, &good));
	const size_t from = (size_t)(good.maker.p - esl.p), to = from + good.maker.n;
	uint8_t *copy = (uint8_t *)arena_copy(c.mem, esl.p, esl.n);
	for (size_t i = 0; i < esl.n; i++) {
		struct ctx one = test_ctx();
		copy[i] ^= (uint8_t)(1 << i % 8);
		if (stamp_read(&one, (struct bytes){ copy, esl.n }, &s) == OK &&
		    stamp_holds(&one, &s) == OK) {
			assert_true(i >= from && i < to);
			assert_int_equal(s.over.n, good.over.n);
			assert_memory_equal(s.over.p, good.over.p, good.over.n);
		}
		copy[i] = esl.p[i];
		test_ctx_end(&one);
	}
	for (size_t n = 0; n < esl.n; n++)
		CHECK_ERR(stamp_read(&c, (struct bytes){ copy, n }, &s), E_BAD_STAMP);
	end(&c, &p);
}

/* What of it is replaced by what, of the same length, and what is said of that. */
static const struct {
	const char *from, *to;
	size_t n;
	const char *detail;
} changes[] = {
	{ "\x16\x02"
	  "ES",
	    "\x16\x02"
	    "ET",
	    4, "its header is not that of an electronic stamp of version 4" },
	{ "\x02\x01\x04\x16", "\x02\x01\x03\x16", 4,
	    "its header is not that of an electronic stamp of version 4" },
	{ "3301000001",
	    "330100\x01"
	    "001",
	    10, "the stamp has no number" },
	{ "3301000001", "33010000\xc3\xa9", 10, "the stamp has no number" },
	{ "\x0c\x09", "\x13\x09", 2,
	    "the stamp's name, certificates or times are not as they should be" },
	{ "\x02\x01\x01\x30", "\x02\x01\x02\x30", 4,
	    "the stamp's name, certificates or times are not as they should be" },
	{ "\x02\x01\x01\x30", "\x02\x01\x03\x30", 4,
	    "the stamp's name, certificates or times are not as they should be" },
	{ "20260302000000Z", "20260332000000Z", 15,
	    "the stamp's name, certificates or times are not as they should be" },
	{ "20260302000000Z", "2026030200000.Z", 15,
	    "the stamp's name, certificates or times are not as they should be" },
	{ "20260610000000Z", "20250610000000Z", 15,
	    "the stamp's name, certificates or times are not as they should be" },
	{ "\x02\x01\x2a", "\x02\x01\x00", 3, "the stamp's picture is not as it should be" },
	{ "\x02\x01\x2a", "\x02\x01\x65", 3, "the stamp's picture is not as it should be" },
	{ "\x04\x03png", "\x0c\x03png", 5, "the stamp's picture is not as it should be" },
	{ "\x2a\x81\x1c\xcf\x55\x01\x83\x75\x03", "\x2a\x81\x1c\xcf\x55\x01\x83\x76\x03", 9,
	    "it is no electronic stamp" },
};

static void each_part_is_refused_by_name(void **state)
{
	(void)state;
	struct ctx c;
	struct people p = begin(&c);
	struct bytes esl = make(&c, &p, &p.maker);
	struct stamp s;
	for (size_t i = 0; i < LEN(changes); i++) {
		char *copy = arena_copy(c.mem, esl.p, esl.n);
		/* the first one: the name of the maker's algorithm stands last, behind certificates */
		char *from = changes[i].n == 9 ? copy + esl.n - 100 : copy;
		char *at =
		    memmem(from, (size_t)(copy + esl.n - from), changes[i].from, changes[i].n);
		if (at == NULL)
			TEST_FAIL("change %zu is not there", i);
		memcpy(at, changes[i].to, changes[i].n);
		CHECK_ERR(
		    stamp_read(&c, (struct bytes){ (uint8_t *)copy, esl.n }, &s), E_BAD_STAMP);
		if (strcmp(c.fault.detail, changes[i].detail) != 0)
			TEST_FAIL("change %zu: %s", i, c.fault.detail);
		assert_non_null(c.fault.detail_zh);
	}
	struct stamp in = said(&p);
	struct stamp_signer by = signer(&p.maker);
	in.who.n = 0;
	CHECK_ERR(stamp_make(&c, &in, &by, &esl), E_BAD_STAMP);
	in = said(&p);
	in.name = "甲\n乙";
	CHECK_ERR(stamp_make(&c, &in, &by, &esl), E_BAD_STAMP);
	in = said(&p);
	by.key = p.other.key;
	CHECK_ERR(stamp_make(&c, &in, &by, &esl), E_BAD_CERTIFICATE);
	end(&c, &p);
}

static struct bytes token_over(struct ctx *c, const struct people *p, struct bytes value)
{
	const struct ca_subject s = { "时间戳", NULL, NOW - DAY_MS, NOW + DAY_MS, true };
	const char *out = arena_printf(c->mem, "%s/tsa-%zu", p->dir, arena_used(c->mem));
	uint8_t digest[SHA256_BYTES], nonce[TIMESTAMP_NONCE_BYTES] = { 1 };
	struct bytes query, response, token;
	sha256(value.p, value.n, digest);
	CHECK_OK(c, ca_issue(c, p->ca, "p256", &s, out));
	struct test_signer tsa = test_signer_open(c, out);
	const unsigned char *der = tsa.certificate.p;
	X509 *x = d2i_X509(NULL, &der, (long)tsa.certificate.n);
	CHECK_OK(c, timestamp_query(c, digest, nonce, &query));
	CHECK_OK(c, timestamp_answer(c, x, tsa.key, NOW, query, &response));
	CHECK_OK(c, timestamp_answered(c, response, query, &token));
	X509_free(x);
	test_signer_close(&tsa);
	return token;
}

static void a_timestamp_is_put_beside_it_once(void **state)
{
	(void)state;
	struct ctx c;
	struct people p = begin(&c);
	struct bytes esl = make(&c, &p, &p.maker), out, stamped, again;
	struct stamp_signer by = signer(&p.user[2]);
	struct stamping t;
	CHECK_OK(&c, stamping_make(&c, esl, &by, file, &out));
	CHECK_OK(&c, stamping_read(&c, out, &t));
	struct bytes token = token_over(&c, &p, t.signature);
	CHECK_OK(&c, stamping_add_timestamp(&c, out, token, &stamped));
	CHECK_OK(&c, stamping_read(&c, stamped, &t));
	CHECK_OK(&c, stamping_holds(&c, &t));
	assert_int_equal(t.timestamp.n, token.n);
	assert_memory_equal(t.timestamp.p, token.p, token.n);
	CHECK_ERR(stamping_add_timestamp(&c, stamped, token, &again), E_BAD_TIMESTAMP);
	token = token_over(&c, &p, file);
	CHECK_ERR(stamping_add_timestamp(&c, out, token, &again), E_BAD_TIMESTAMP);
	end(&c, &p);
}

static void openssl_reads_it(void **state)
{
	(void)state;
	struct ctx c;
	struct people p = begin(&c);
	struct bytes esl = make(&c, &p, &p.maker);
	FILE *f = fopen(arena_printf(c.mem, "%s/esl", p.dir), "we");
	assert_int_equal(fwrite(esl.p, 1, esl.n, f), esl.n);
	assert_int_equal(fclose(f), 0);
	const char *command = arena_printf(c.mem,
	    "cd %s && openssl asn1parse -inform DER -in esl >out && grep -q 'IA5STRING *:ES$' out "
	    "&&"
	    " grep -q ':1.2.156.10197.1.501$\\|:SM2-with-SM3$' out",
	    p.dir);
	assert_int_equal(system(command), 0);
	end(&c, &p);
}

int stamp_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_kinds_make_a_stamp_and_use_it),
		cmocka_unit_test(who_may_not_use_it_is_refused),
		cmocka_unit_test(every_byte_of_a_stamp_counts),
		cmocka_unit_test(each_part_is_refused_by_name),
		cmocka_unit_test(a_timestamp_is_put_beside_it_once),
		cmocka_unit_test(openssl_reads_it),
	};
	return RUN_GROUP("stamp", tests);
}
