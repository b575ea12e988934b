/* stamping.c - what is stamped: a signature over a file's digest and the whole stamp. */
#include <string.h>

#include "core/base/limits.h"
#include "core/evidence/timestamp.h"
#include "core/stamp/stamp_own.h"

/* What of a file its digest is over; nothing else is made here. */
#define PROPERTY "file"

static enum err wrong(struct ctx *c, const char *what)
{
	return fail(c, E_BAD_STAMP, "%s", what);
}

static enum err read_said(struct ctx *c, struct bytes in, struct stamping *s)
{
	struct der_item stamp;
	int64_t version;
	if (!own_number(&in, &version) || version != STAMP_VERSION)
		return wrong(c, "what is stamped is not of version 4");
	if (!der_take(&in, DER_SEQUENCE, &stamp))
		return wrong(c, "what is stamped holds no stamp");
	TRY(stamp_read(c, stamp.whole, &s->stamp));
	if (!own_time(c, &in, &s->at_ms) || !own_bits(&in, &s->digest) ||
	    !own_text(c, &in, DER_IA5, &s->property))
		return wrong(c, "its time, digest or property is not as it should be");
	return own_extensions(&in) && in.n == 0
	           ? OK
	           : wrong(c, "what is stamped holds more than is known here");
}

static bool read_timestamp(struct bytes *in, struct bytes *out)
{
	struct der_item wrapped;
	*out = (struct bytes){ NULL, 0 };
	if (in->n == 0)
		return true;
	return der_take(in, DER_0, &wrapped) && own_bits(&wrapped.body, out) &&
	       wrapped.body.n == 0 && in->n == 0;
}

enum err stamping_read(struct ctx *c, struct bytes der, struct stamping *out)
{
	struct stamping s;
	struct der_item whole, said;
	struct own_end end;
	const long most = LIMIT_STAMP_BYTES + LIMIT_SIGNATURE_BYTES;
	if (der.n > (size_t)most)
		return fail(c, E_BAD_STAMP, "what is stamped has at most %ld bytes", most);
	if (!der_take(&der, DER_SEQUENCE, &whole) || der.n != 0 ||
	    !der_take(&whole.body, DER_SEQUENCE, &said) || !own_end_read(&whole.body, &end) ||
	    !read_timestamp(&whole.body, &s.timestamp))
		return wrong(c, "it is nothing stamped");
	TRY(read_said(c, said.body, &s));
	s.over = said.whole;
	s.signer = end.certificate;
	s.kind = end.kind;
	s.signature = end.signature;
	*out = s;
	return OK;
}

enum err stamping_holds(struct ctx *c, const struct stamping *s)
{
	const struct own_end end = { s->signer, s->signature, s->kind };
	return own_end_holds(c, &end, s->over, E_BAD_SIGNATURE);
}

enum err stamping_is_of(struct ctx *c, const struct stamping *s, struct bytes file)
{
	return der_same(own_digest(c, s->kind, file), s->digest)
	           ? OK
	           : fail(c, E_BAD_DIGEST, "another file was stamped, or it was changed since");
}

static struct bytes write_said(
    struct ctx *c, struct bytes stamp, enum key_kind kind, struct bytes file)
{
	const struct bytes parts[] = { own_of_number(c, STAMP_VERSION), stamp,
		own_of_time(c, c->now_ms), own_of_bits(c, own_digest(c, kind, file)),
		own_of_text(c, DER_IA5, PROPERTY) };
	return der_make(c, DER_SEQUENCE, parts, 5);
}

enum err stamping_make(struct ctx *c, struct bytes stamp, const struct stamp_signer *by,
    struct bytes file, struct bytes *out)
{
	struct stamp s;
	struct certificate x;
	struct bytes parts[4];
	TRY(stamp_read(c, stamp, &s));
	TRY(stamp_holds(c, &s));
	TRY(stamp_is_for(c, &s, by->certificate));
	TRY(stamp_is_valid(c, &s, c->now_ms));
	TRY(certificate_read(c, by->certificate, &x));
	parts[0] = write_said(c, stamp, x.kind, file);
	TRY(own_end_make(c, by, parts[0], parts + 1));
	*out = der_make(c, DER_SEQUENCE, parts, 4);
	return OK;
}

enum err stamping_add_timestamp(
    struct ctx *c, struct bytes der, struct bytes token, struct bytes *out)
{
	struct stamping s;
	struct timestamp t;
	uint8_t digest[SHA256_BYTES];
	struct der_item whole;
	TRY(stamping_read(c, der, &s));
	if (s.timestamp.n > 0)
		return fail(c, E_BAD_TIMESTAMP, "it has a timestamp already");
	sha256(s.signature.p, s.signature.n, digest);
	TRY(timestamp_read(c, token, digest, &t));
	if (!der_take(&der, DER_SEQUENCE, &whole))
		return wrong(c, "it is nothing stamped");
	const struct bytes bits = own_of_bits(c, token);
	const struct bytes parts[] = { whole.body, der_make(c, DER_0, &bits, 1) };
	*out = der_make(c, DER_SEQUENCE, parts, 2);
	return OK;
}
