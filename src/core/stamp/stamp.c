#include "core/stamp/stamp.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/stamp/stamp_own.h"

#define DIGEST_BYTES 32 /* of SM3 and of SHA-256 */

static enum err wrong(struct ctx *c, const char *what)
{
	return fail(c, E_BAD_STAMP, "%s", what);
}

/* "ES", version, who made the maker's program. */
static bool read_header(struct ctx *c, struct bytes *in, struct stamp *s)
{
	struct der_item header;
	const char *id;
	int64_t version;
	return der_take(in, DER_SEQUENCE, &header) && own_text(c, &header.body, DER_IA5, &id) &&
	       strcmp(id, "ES") == 0 && own_number(&header.body, &version) &&
	       version == STAMP_VERSION && own_text(c, &header.body, DER_IA5, &s->vendor) &&
	       header.body.n == 0;
}

/* The digest of a certificate: its type is the maker's own word, so it is not looked at; the value
 * is bytes, or their hex. */
static bool read_digest(struct ctx *c, struct bytes *in, struct bytes *out)
{
	struct der_item one, value;
	const char *type, *hex;
	if (!der_take(in, DER_SEQUENCE, &one) || !own_text(c, &one.body, DER_PRINTABLE, &type))
		return false;
	if (der_take(&one.body, DER_OCTETS, &value)) {
		*out = value.body;
	} else {
		uint8_t *bytes = arena_alloc(c->mem, DIGEST_BYTES);
		if (!own_text(c, &one.body, DER_PRINTABLE, &hex) ||
		    strlen(hex) != (size_t)2 * DIGEST_BYTES || !dec_hex(hex, bytes, DIGEST_BYTES))
			return false;
		*out = (struct bytes){ bytes, DIGEST_BYTES };
	}
	return out->n == DIGEST_BYTES && one.body.n == 0;
}

static bool read_list(struct ctx *c, struct bytes *in, struct stamp_for *out)
{
	struct der_item list, one;
	int64_t kind;
	if (!own_number(in, &kind) || (kind != STAMP_CERTIFICATES && kind != STAMP_DIGESTS) ||
	    !der_take(in, DER_SEQUENCE, &list))
		return false;
	out->kind = (enum stamp_list)kind;
	for (out->n = 0; out->n < STAMP_CERTIFICATES_MAX && list.body.n > 0; out->n++) {
		struct bytes *is = &out->is[out->n];
		if (kind == STAMP_DIGESTS ? !read_digest(c, &list.body, is)
		                          : !der_take(&list.body, DER_OCTETS, &one))
			return false;
		if (kind == STAMP_CERTIFICATES)
			*is = one.body;
	}
	return out->n > 0 && list.body.n == 0;
}

static bool read_property(struct ctx *c, struct bytes *in, struct stamp *s)
{
	struct der_item p;
	return der_take(in, DER_SEQUENCE, &p) && own_number(&p.body, &s->type) &&
	       own_text(c, &p.body, DER_UTF8, &s->name) && read_list(c, &p.body, &s->who) &&
	       own_time(c, &p.body, &s->made_ms) && own_time(c, &p.body, &s->from_ms) &&
	       own_time(c, &p.body, &s->until_ms) && s->from_ms <= s->until_ms && p.body.n == 0;
}

static bool read_picture(struct ctx *c, struct bytes *in, struct stamp_picture *out)
{
	struct der_item p, image;
	if (!der_take(in, DER_SEQUENCE, &p) || !own_text(c, &p.body, DER_IA5, &out->type) ||
	    !der_take(&p.body, DER_OCTETS, &image) || image.body.n == 0 ||
	    !own_number(&p.body, &out->width_mm) || !own_number(&p.body, &out->height_mm) ||
	    out->width_mm < 1 || out->width_mm > STAMP_MM_MAX || out->height_mm < 1 ||
	    out->height_mm > STAMP_MM_MAX || p.body.n != 0)
		return false;
	out->image = image.body;
	return true;
}

static enum err read_said(struct ctx *c, struct bytes in, struct stamp *s)
{
	if (!read_header(c, &in, s))
		return wrong(c, "its header is not that of an electronic stamp of version 4");
	if (!own_text(c, &in, DER_IA5, &s->id) || *s->id == '\0')
		return wrong(c, "the stamp has no number");
	if (!read_property(c, &in, s))
		return wrong(
		    c, "the stamp's name, certificates or times are not as they should be");
	if (!read_picture(c, &in, &s->picture))
		return wrong(c, "the stamp's picture is not as it should be");
	if (!own_extensions(&in) || in.n != 0)
		return wrong(c, "the stamp holds more than is known here");
	return OK;
}

enum err stamp_read(struct ctx *c, struct bytes der, struct stamp *out)
{
	struct stamp s = { .whole = der };
	struct der_item whole, said;
	struct own_end end;
	if (der.n > LIMIT_STAMP_BYTES)
		return fail(c, E_BAD_STAMP, "a stamp has at most %ld bytes", LIMIT_STAMP_BYTES);
	if (!der_take(&der, DER_SEQUENCE, &whole) || der.n != 0 ||
	    !der_take(&whole.body, DER_SEQUENCE, &said) || !own_end_read(&whole.body, &end) ||
	    whole.body.n != 0)
		return wrong(c, "it is no electronic stamp");
	TRY(read_said(c, said.body, &s));
	s.over = said.whole;
	s.maker = end.certificate;
	s.kind = end.kind;
	s.signature = end.signature;
	*out = s;
	return OK;
}

enum err stamp_holds(struct ctx *c, const struct stamp *s)
{
	const struct own_end end = { s->maker, s->signature, s->kind };
	return own_end_holds(c, &end, s->over, E_BAD_STAMP);
}

enum err stamp_is_for(struct ctx *c, const struct stamp *s, struct bytes certificate)
{
	struct bytes sm3 = own_digest(c, KEY_SM2, certificate),
	             sha_256 = own_digest(c, KEY_RSA, certificate);
	for (size_t i = 0; i < s->who.n; i++) {
		struct bytes is = s->who.is[i];
		if (s->who.kind == STAMP_CERTIFICATES ? der_same(is, certificate)
		                                      : der_same(is, sm3) || der_same(is, sha_256))
			return OK;
	}
	return wrong(c, "the stamp is not for that certificate");
}

enum err stamp_is_valid(struct ctx *c, const struct stamp *s, int64_t at_ms)
{
	if (at_ms < s->from_ms)
		return wrong(c, "the stamp was not in force yet");
	/* it is written to the second: that second is still within */
	return at_ms / 1000 <= s->until_ms / 1000 ? OK
	                                          : wrong(c, "the stamp was no longer in force");
}

static struct bytes write_said(struct ctx *c, const struct stamp *in)
{
	struct bytes each[STAMP_CERTIFICATES_MAX];
	for (size_t i = 0; i < in->who.n; i++)
		each[i] = der_make(c, DER_OCTETS, &in->who.is[i], 1);
	const struct bytes header[] = { own_of_text(c, DER_IA5, "ES"),
		own_of_number(c, STAMP_VERSION), own_of_text(c, DER_IA5, in->vendor) };
	const struct bytes property[] = { own_of_number(c, in->type),
		own_of_text(c, DER_UTF8, in->name), own_of_number(c, STAMP_CERTIFICATES),
		der_make(c, DER_SEQUENCE, each, in->who.n), own_of_time(c, in->made_ms),
		own_of_time(c, in->from_ms), own_of_time(c, in->until_ms) };
	const struct bytes picture[] = { own_of_text(c, DER_IA5, in->picture.type),
		der_make(c, DER_OCTETS, &in->picture.image, 1),
		own_of_number(c, in->picture.width_mm), own_of_number(c, in->picture.height_mm) };
	const struct bytes said[] = { der_make(c, DER_SEQUENCE, header, 3),
		own_of_text(c, DER_IA5, in->id), der_make(c, DER_SEQUENCE, property, 7),
		der_make(c, DER_SEQUENCE, picture, 4) };
	return der_make(c, DER_SEQUENCE, said, 4);
}

enum err stamp_make(
    struct ctx *c, const struct stamp *in, const struct stamp_signer *maker, struct bytes *out)
{
	struct bytes parts[4], whole;
	struct stamp again;
	if (in->who.n < 1 || in->who.n > STAMP_CERTIFICATES_MAX)
		return fail(
		    c, E_BAD_STAMP, "a stamp is for 1 to %d certificates", STAMP_CERTIFICATES_MAX);
	parts[0] = write_said(c, in);
	TRY(own_end_make(c, maker, parts[0], parts + 1));
	whole = der_make(c, DER_SEQUENCE, parts, 4);
	TRY(stamp_read(c, whole, &again));
	*out = whole;
	return OK;
}
