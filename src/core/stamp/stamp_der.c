/* stamp_der.c - the parts that stamps and stampings are made of, read and written. */
#include <openssl/evp.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/stamp/stamp_own.h"
#include "core/trust/key.h"

#define TEXT_BYTES_MAX 600
#define EXTENSIONS_MAX 16

DER_BODY(sm2_sm3, 0x2a, 0x81, 0x1c, 0xcf, 0x55, 0x01, 0x83, 0x75);
DER_BODY(rsa_sha256, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b);
DER_BODY(ecdsa_sha256, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02);
static const struct bytes *const algorithms[KEY_KINDS] = {
	[KEY_RSA] = &rsa_sha256, [KEY_P256] = &ecdsa_sha256, [KEY_SM2] = &sm2_sm3
};

/* What its type of text has: no control characters in any, ASCII but in UTF8String. */
static bool is_text(const char *s, size_t n, uint8_t tag)
{
	if (n > TEXT_BYTES_MAX || strlen(s) != n || !text_is_utf8(s))
		return false;
	for (size_t i = 0; i < n; i++)
		if ((uint8_t)s[i] < ' ' || s[i] == 0x7f || (tag != DER_UTF8 && (s[i] & 0x80) != 0))
			return false;
	return true;
}

bool own_text(struct ctx *c, struct bytes *in, uint8_t tag, const char **out)
{
	struct der_item i;
	struct bytes rest = *in;
	if (!der_take(&rest, tag, &i))
		return false;
	const char *s = arena_copy(c->mem, i.body.p, i.body.n);
	if (!is_text(s, i.body.n, tag))
		return false;
	*in = rest;
	*out = s;
	return true;
}

bool own_number(struct bytes *in, int64_t *out)
{
	struct der_item i;
	struct bytes rest = *in;
	if (!der_take(&rest, DER_INTEGER, &i) || i.body.n < 1 || i.body.n > 4 ||
	    i.body.p[0] >= 0x80 || (i.body.n > 1 && i.body.p[0] == 0 && i.body.p[1] < 0x80))
		return false;
	int64_t n = 0;
	for (size_t k = 0; k < i.body.n; k++)
		n = n << 8 | i.body.p[k];
	*in = rest;
	*out = n;
	return true;
}

bool own_time(struct ctx *c, struct bytes *in, int64_t *ms)
{
	struct der_item i;
	struct bytes rest = *in;
	if (!der_take(&rest, DER_TIME, &i) || i.body.n != 15)
		return false;
	const char *t = arena_copy(c->mem, i.body.p, i.body.n);
	const char *said = arena_printf(c->mem, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2s%s", t, t + 4, t + 6,
	    t + 8, t + 10, t + 12, t + 14);
	if (strlen(t) != 15 || moment_parse(c, NULL, said, ms) != OK)
		return false;
	*in = rest;
	return true;
}

bool own_bits(struct bytes *in, struct bytes *out)
{
	struct der_item i;
	struct bytes rest = *in;
	if (!der_take(&rest, DER_BITS, &i) || i.body.n < 2 || i.body.p[0] != 0)
		return false;
	*in = rest;
	*out = (struct bytes){ i.body.p + 1, i.body.n - 1 };
	return true;
}

bool own_extensions(struct bytes *in)
{
	struct der_item wrapped, list, one, name, value;
	struct bytes rest = *in;
	if (rest.n == 0 || rest.p[0] != DER_0)
		return true;
	if (!der_take(&rest, DER_0, &wrapped) || !der_take(&wrapped.body, DER_SEQUENCE, &list) ||
	    wrapped.body.n != 0)
		return false;
	int n = 0;
	for (; n < EXTENSIONS_MAX && der_take(&list.body, DER_SEQUENCE, &one); n++)
		if (!der_take(&one.body, DER_OID, &name) || name.body.n == 0 ||
		    !der_take(&one.body, DER_OCTETS, &value) || one.body.n != 0)
			return false; /* critical is a BOOLEAN in between, left out where false */
	*in = rest;
	return list.body.n == 0 && n > 0;
}

bool own_algorithm(struct bytes *in, enum key_kind *out)
{
	for (enum key_kind k = 0; k < KEY_KINDS; k++)
		if (der_is(in, DER_OID, *algorithms[k])) {
			*out = k;
			return true;
		}
	return false;
}

struct bytes own_of_text(struct ctx *c, uint8_t tag, const char *text)
{
	const struct bytes b = { (const uint8_t *)text, strlen(text) };
	return der_make(c, tag, &b, 1);
}

struct bytes own_of_number(struct ctx *c, int64_t n)
{
	uint8_t b[5];
	size_t at = sizeof(b);
	do
		b[--at] = (uint8_t)n;
	while ((n >>= 8) > 0);
	if (b[at] >= 0x80)
		b[--at] = 0;
	const struct bytes body = { b + at, sizeof(b) - at };
	return der_make(c, DER_INTEGER, &body, 1);
}

struct bytes own_of_time(struct ctx *c, int64_t ms)
{
	const char *t = moment_text(c, ms);
	return own_of_text(c, DER_TIME,
	    arena_printf(
	        c->mem, "%.4s%.2s%.2s%.2s%.2s%.2sZ", t, t + 5, t + 8, t + 11, t + 14, t + 17));
}

struct bytes own_of_bits(struct ctx *c, struct bytes b)
{
	static const uint8_t none_unused[] = { 0 };
	const struct bytes bodies[] = { { none_unused, 1 }, b };
	return der_make(c, DER_BITS, bodies, 2);
}

struct bytes own_of_algorithm(struct ctx *c, enum key_kind kind)
{
	return der_make(c, DER_OID, algorithms[kind], 1);
}

bool own_end_read(struct bytes *in, struct own_end *out)
{
	struct der_item certificate;
	if (!der_take(in, DER_OCTETS, &certificate) || !own_algorithm(in, &out->kind) ||
	    !own_bits(in, &out->signature))
		return false;
	out->certificate = certificate.body;
	return true;
}

enum err own_end_make(
    struct ctx *c, const struct stamp_signer *by, struct bytes over, struct bytes out[3])
{
	struct own_end end = { .certificate = by->certificate };
	end.kind = key_kind_of(by->key);
	if (end.kind == KEY_KINDS)
		return fail(c, E_BAD_CERTIFICATE, "no certificate of RSA, P-256 or SM2");
	TRY(key_sign(c, by->key, over, &end.signature));
	/* a key that is not the certificate's shows here, and not when it matters */
	TRY(own_end_holds(c, &end, over, E_BAD_CERTIFICATE));
	out[0] = der_make(c, DER_OCTETS, &by->certificate, 1);
	out[1] = own_of_algorithm(c, end.kind);
	out[2] = own_of_bits(c, end.signature);
	return OK;
}

enum err own_end_holds(struct ctx *c, const struct own_end *end, struct bytes over, enum err e)
{
	X509 *x = certificate_parse(end->certificate);
	EVP_PKEY *key = x != NULL ? X509_get0_pubkey(x) : NULL;
	bool held = key_kind_of(key) == end->kind && key_verifies(key, over, end->signature);
	bool parsed = x != NULL;
	X509_free(x);
	if (!parsed)
		return fail(c, E_BAD_CERTIFICATE, "no X.509 certificate of at most %ld bytes",
		    LIMIT_CERTIFICATE_BYTES);
	return held ? OK : fail(c, e, "the key of the certificate did not sign this");
}

struct bytes own_digest(struct ctx *c, enum key_kind kind, struct bytes b)
{
	uint8_t *out = arena_alloc(c->mem, EVP_MAX_MD_SIZE);
	unsigned n = 0;
	EVP_Digest(b.p, b.n, out, &n, kind == KEY_SM2 ? EVP_sm3() : EVP_sha256(), NULL);
	return (struct bytes){ out, n };
}
