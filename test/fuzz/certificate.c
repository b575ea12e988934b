/* certificate.c - certificates, signatures, wrapped shares, lists of revoked ones, trust lists,
 * timestamps, online answers and signing requests of any bytes, against five authorities made for
 * this run: the first byte says which sort, the rest is the text.
 *
 * None of it was signed by them, or wrapped for who they certify, so nothing is taken; and a
 * refusal says why. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "core/base/limits.h"
#include "core/evidence/timestamp.h"
#include "core/trust/authority.h"
#include "core/trust/ca.h"
#include "core/trust/key.h"
#include "core/trust/signed_data.h"
#include "core/trust/wrap.h"
#include "service/signing/signing.h"

#define NOW INT64_C(1772409600000) /* 2026-03-02 */
#define CENTRE "12660000MB2000005T"
#define FILE_BYTES (64L * 1024)

static const struct bytes signed_text = { (const uint8_t *)"{}", 2 };
static struct trust *trust;
static const char *keys;
#define PEOPLE 3
static struct person {
	struct bytes certificate;
	EVP_PKEY *key;
} people[PEOPLE]; /* RSA, P-256, SM2 */

static const char *file(struct ctx *c, const char *path)
{
	char *text = arena_alloc(c->mem, FILE_BYTES);
	FILE *f = fopen(path, "re");
	size_t n = f != NULL ? fread(text, 1, FILE_BYTES - 1, f) : 0;
	if (n == 0)
		abort();
	fclose(f);
	text[n] = '\0';
	return text;
}

/* Somebody that what is wrapped could be for. */
static void meet(struct ctx *c, const char *ca, const char *authority, struct person *p)
{
	const struct ca_subject s = { "某公司", NULL, NOW, NOW + 1000 };
	const char *out = arena_printf(c->mem, "%s/person-%s", ca, authority),
	           *pair = arena_printf(c->mem, "%s/%s", out, *authority == 's' ? "seal" : "sign");
	if (ca_issue(c, ca, authority, &s, out) != OK)
		abort();
	const char *pem = file(c, arena_printf(c->mem, "%s.pem", pair)),
	           *key = file(c, arena_printf(c->mem, "%s.key", pair));
	if (certificate_of_pem(
	        c, (struct bytes){ (const uint8_t *)pem, strlen(pem) }, &p->certificate) != OK ||
	    key_of_pem(c, (struct bytes){ (const uint8_t *)key, strlen(key) }, &p->key) != OK)
		abort();
}

int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	static struct ctx c; /* keys live as long as the program */
	char dir[] = "/tmp/heng-fuzz-ca-XXXXXX";
	c.mem = arena_new(LIMIT_ARENA_BYTES);
	if (mkdtemp(dir) == NULL)
		abort();
	const char *ca = arena_printf(c.mem, "%s/ca", dir);
	if (ca_make(&c, ca, NOW, NULL) != OK)
		abort();
	keys = file(&c, arena_printf(c.mem, "%s/list.keys", ca));
	if (trust_read(
	        &c, file(&c, arena_printf(c.mem, "%s/list.note", ca)), keys, CENTRE, &trust) != OK)
		abort();
	meet(&c, ca, "rsa", &people[0]);
	meet(&c, ca, "p256", &people[1]);
	meet(&c, ca, "sm2", &people[2]);
	return remove_folder(dir) ? 0 : 1;
}

static enum err ask(struct ctx *c, char sort, struct bytes text)
{
	struct certificate x;
	struct trust *other = NULL;
	const struct trust_question q = { text, USE_SIGN, NOW, NULL, true };
	if (sort == 'r')
		return trust_crl(c, trust, "sm2", text);
	if (sort == 'l') {
		enum err e =
		    trust_read(c, arena_copy(c->mem, text.p, text.n), keys, CENTRE, &other);
		trust_free(other);
		return e;
	}
	if (sort == 't') {
		uint8_t digest[SHA256_BYTES];
		struct timestamp t;
		sha256(signed_text.p, signed_text.n, digest);
		/* so can whoever has a certificate for it stamp */
		TRY(timestamp_read(c, text, digest, &t));
		return t.certificate.n > 0 ? fail(c, E_DENIED, "it holds") : OK;
	}
	if (sort == 'o') {
		const struct trust_asking asked = { .der = people[1].certificate, .at_ms = NOW };
		return trust_answer(c, trust, &asked, text);
	}
	if (sort == 'q') {
		struct signing_request s;
		enum err e = signing_request_read(c, arena_copy(c->mem, text.p, text.n), &s);
		/* which anybody can write: what counts is who signed it */
		return e == OK ? fail(c, E_DENIED, "it is one") : e;
	}
	if (sort == 'w') {
		struct bytes plain;
		const struct person *p = &people[text.n > 0 ? text.p[0] % PEOPLE : 0];
		text = (struct bytes){ text.p + (text.n > 0), text.n - (text.n > 0) };
		return wrap_open(c, p->key, p->certificate, text, &plain);
	}
	if (certificate_read(c, text, &x) == OK && (x.name == NULL || x.kind >= KEY_KINDS))
		abort();
	if (sort == 's') {
		struct bytes der;
		/* whoever has a certificate can sign: that is for the trust list to say */
		TRY(signed_data_check(c, text, signed_text, &der));
		return der.n > 0 ? fail(c, E_DENIED, "it holds") : OK;
	}
	return trust_check(c, trust, &q, &x, NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES), .now_ms = NOW };
	if (size > 0 && (ask(&c, (char)data[0], (struct bytes){ data + 1, size - 1 }) == OK ||
	                    c.fault.detail == NULL))
		abort();
	arena_free(c.mem);
	return 0;
}
