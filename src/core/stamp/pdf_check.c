/* pdf_check.c - the signatures that stand in a PDF, and what they are over. */
#include <assert.h>
#include <openssl/cms.h>
#include <openssl/ess.h>
#include <string.h>

#include "core/base/der.h"
#include "core/base/limits.h"
#include "core/evidence/timestamp.h"
#include "core/stamp/pdf_update.h"
#include "core/trust/key.h"

#define FIELDS_MAX 5000
#define COVERED_END_BYTES 32

struct found {
	struct pdf_signature *all;
	size_t n;
	int fields;
};

/* /ByteRange: from the first byte on, with a gap in which nothing but /Contents stands. */
static enum err read_range(
    struct ctx *c, struct bytes file, const struct pdf_value *v, struct pdf_signature *out)
{
	const struct pdf_value *range = pdf_find(v, "ByteRange"),
	                       *contents = pdf_find(v, "Contents");
	const struct pdf_value *one =
	    range != NULL && range->type == PDF_ARRAY ? range->first : NULL;
	int64_t r[4];
	for (int i = 0; i < 4; i++, one = one->next) {
		if (!pdf_is_integer(one, 0, (int64_t)file.n))
			return pdf_bad(c, "a signature does not say what it covers");
		r[i] = one->number;
	}
	if (one != NULL || r[0] != 0 || r[1] > r[2] || r[3] > (int64_t)file.n - r[2])
		return pdf_bad(c, "a signature does not say what it covers");
	/* what stands within a packed stream stands nowhere in the file */
	if (contents == NULL || contents->type != PDF_STRING || contents->raw.p != file.p + r[1] ||
	    contents->raw.n != (size_t)(r[2] - r[1]) || *contents->raw.p != '<')
		return pdf_bad(c, "a signature leaves out more of the file than itself");
	out->gap_from = (size_t)r[1];
	out->gap_to = (size_t)r[2];
	out->covered = (size_t)(r[2] + r[3]);
	struct bytes cms = contents->text, rest = cms;
	struct der_item whole;
	if (!der_take(&rest, DER_SEQUENCE, &whole))
		return pdf_bad(c, "a signature is not in DER");
	for (size_t i = 0; i < rest.n; i++)
		if (rest.p[i] != 0)
			return pdf_bad(c, "behind a signature stands something else");
	out->cms = whole.whole;
	return OK;
}

/* What it covers ends as a file does: it was a whole one when it was signed. */
static bool is_whole(struct bytes file, size_t covered)
{
	static const char last[] = "%%EOF";
	size_t from = covered > COVERED_END_BYTES ? covered - COVERED_END_BYTES : 0, at = covered;
	while (at > from && (file.p[at - 1] == '\n' || file.p[at - 1] == '\r'))
		at--;
	return at - from >= sizeof(last) - 1 &&
	       memcmp(file.p + at - (sizeof(last) - 1), last, sizeof(last) - 1) == 0;
}

static enum err take_signature(
    struct ctx *c, struct update *u, const char *field, const struct pdf_value *v, struct found *f)
{
	struct pdf_signature s = { .field = field };
	const struct pdf_value *how = pdf_find(v, "SubFilter"), *at = pdf_find(v, "M");
	if (f->n == PDF_SIGNATURES_MAX)
		return fail(c, E_BAD_PDF, "it has more than %d signatures", PDF_SIGNATURES_MAX);
	if (!pdf_is_name(how, "ETSI.CAdES.detached") && !pdf_is_name(how, "adbe.pkcs7.detached"))
		return pdf_bad(c, "it has a signature of a kind that is not known here");
	TRY(read_range(c, u->p.file, v, &s));
	if (!is_whole(u->p.file, s.covered))
		return pdf_bad(c, "what a signature covers was no whole file");
	if (at != NULL && at->type == PDF_STRING)
		s.said_at = arena_copy(c->mem, at->text.p, at->text.n);
	size_t to = f->n++;
	for (; to > 0 && f->all[to - 1].covered > s.covered; to--)
		f->all[to] = f->all[to - 1];
	f->all[to] = s;
	return OK;
}

/* One field; its kids are fields or its places on pages, and inherit its type. */
static enum err take_field(
    struct ctx *c, struct update *u, const struct pdf_value *at, int depth, struct found *f)
{
	struct pdf_value field, v, kids;
	if (depth > PDF_DEPTH_MAX || ++f->fields > FIELDS_MAX)
		return pdf_bad(c, "its form is broken, or larger than is taken here");
	TRY(pdf_follow(c, &u->p, at, &field));
	TRY(pdf_follow(c, &u->p, pdf_find(&field, "V"), &v));
	TRY(pdf_follow(c, &u->p, pdf_find(&field, "Kids"), &kids));
	const struct pdf_value *name = pdf_find(&field, "T");
	/* told by what it holds: the type of a field may be inherited, what a signature has may not */
	if (pdf_find(&v, "ByteRange") != NULL)
		TRY(take_signature(c, u,
		    name != NULL && name->type == PDF_STRING
		        ? arena_copy(c->mem, name->text.p, name->text.n)
		        : "",
		    &v, f));
	else if (pdf_is_name(pdf_find(&field, "FT"), "Sig") && v.type != PDF_NULL)
		return pdf_bad(c, "a signature does not say what it covers");
	if (kids.type != PDF_ARRAY)
		return OK;
	for (const struct pdf_value *kid = kids.first; kid != NULL; kid = kid->next)
		TRY(take_field(c, u, kid, depth + 1, f));
	return OK;
}

enum err pdf_signatures(struct ctx *c, struct bytes file, struct pdf_signature *out, size_t *n)
{
	struct update u;
	struct found f = { .all = out };
	TRY(update_read(c, file, &u));
	if (u.fields.type == PDF_ARRAY)
		for (const struct pdf_value *v = u.fields.first; v != NULL; v = v->next)
			TRY(take_field(c, &u, v, 0, &f));
	*n = f.n;
	return OK;
}

static enum err wrong(struct ctx *c, const char *what)
{
	return fail(c, E_BAD_SIGNATURE, "%s", what);
}

static CMS_ContentInfo *read_cms(struct bytes cms)
{
	const unsigned char *p = cms.p;
	CMS_ContentInfo *out = d2i_CMS_ContentInfo(NULL, &p, (long)cms.n);
	if (out != NULL && p == cms.p + cms.n &&
	    OBJ_obj2nid(CMS_get0_type(out)) == NID_pkcs7_signed)
		return out;
	CMS_ContentInfo_free(out);
	return NULL;
}

/* What a signature covers, for OpenSSL: behind a filter, because of a plain memory BIO it keeps a
 * copy that it forgets where the signature is broken. */
static BIO *covered(struct bytes file, const struct pdf_signature *s)
{
	const int before = (int)s->gap_from, behind = (int)(s->covered - s->gap_to);
	BIO *filter = BIO_new(BIO_f_null()), *text = BIO_new(BIO_s_mem());
	assert(filter != NULL && text != NULL);
	BIO_set_mem_eof_return(text, 0);
	int ok = BIO_write(text, file.p, before) == before &&
	         BIO_write(text, file.p + s->gap_to, behind) == behind;
	assert(ok);
	return BIO_push(filter, text);
}

/* The one signer, once OpenSSL has found that its key signed what the file has; else NULL. */
static CMS_SignerInfo *holds(CMS_ContentInfo *cms, struct bytes file, const struct pdf_signature *s)
{
	BIO *in = covered(file, s);
	int ok = CMS_verify(
	    cms, NULL, NULL, in, NULL, CMS_BINARY | CMS_DETACHED | CMS_NO_SIGNER_CERT_VERIFY);
	BIO_free_all(in);
	STACK_OF(CMS_SignerInfo) *signers = CMS_get0_SignerInfos(cms);
	return ok == 1 && sk_CMS_SignerInfo_num(signers) == 1 ? sk_CMS_SignerInfo_value(signers, 0)
	                                                      : NULL;
}

/* The signed attributes name the certificate (RFC 5035), where they name one. */
static bool names_certificate(CMS_ContentInfo *cms, CMS_SignerInfo *si, X509 *x)
{
	ASN1_TYPE *said = CMS_signed_get0_data_by_OBJ(
	    si, OBJ_nid2obj(NID_id_smime_aa_signingCertificateV2), -3, V_ASN1_SEQUENCE);
	if (said == NULL) /* only the older kind of signature does without */
		return CMS_signed_get_attr_by_NID(si, NID_id_smime_aa_signingCertificateV2, -1) < 0;
	const ASN1_STRING *der = (const ASN1_STRING *)said;
	const unsigned char *p = ASN1_STRING_get0_data(der);
	ESS_SIGNING_CERT_V2 *ids = d2i_ESS_SIGNING_CERT_V2(NULL, &p, ASN1_STRING_length(der));
	STACK_OF(X509) *all = CMS_get1_certs(cms), *chain = sk_X509_new_null();
	bool ok = ids != NULL && chain != NULL && sk_X509_push(chain, x) > 0;
	for (int i = 0; ok && i < sk_X509_num(all); i++)
		ok = X509_cmp(sk_X509_value(all, i), x) == 0 ||
		     sk_X509_push(chain, sk_X509_value(all, i)) > 0;
	ok = ok && OSSL_ESS_check_signing_certs(NULL, ids, chain, 1) == 1;
	sk_X509_free(chain);
	sk_X509_pop_free(all, X509_free);
	ESS_SIGNING_CERT_V2_free(ids);
	return ok;
}

static struct bytes kept(struct ctx *c, const unsigned char *p, int n)
{
	return (struct bytes){ (const uint8_t *)arena_copy(c->mem, p, (size_t)n), (size_t)n };
}

static enum err take_signed(
    struct ctx *c, CMS_ContentInfo *cms, CMS_SignerInfo *si, struct pdf_signed *out)
{
	struct pdf_signed is = { 0 };
	X509 *x = NULL;
	unsigned char *der = NULL;
	CMS_SignerInfo_get0_algs(si, NULL, &x, NULL, NULL);
	if (x == NULL || key_kind_of(X509_get0_pubkey(x)) == KEY_KINDS)
		return wrong(c, "its certificate is not of a kind that is taken here");
	if (!names_certificate(cms, si, x))
		return wrong(c, "what is signed names another certificate");
	int n = i2d_X509(x, &der);
	if (n <= 0)
		return wrong(c, "its certificate cannot be read");
	is.certificate = kept(c, der, n);
	OPENSSL_free(der);
	const ASN1_OCTET_STRING *value = CMS_SignerInfo_get0_signature(si);
	is.value = kept(c, ASN1_STRING_get0_data(value), ASN1_STRING_length(value));
	int at = CMS_unsigned_get_attr_by_NID(si, NID_id_smime_aa_timeStampToken, -1);
	ASN1_TYPE *token =
	    at < 0 ? NULL : X509_ATTRIBUTE_get0_type(CMS_unsigned_get_attr(si, at), 0);
	if (token != NULL && token->type == V_ASN1_SEQUENCE)
		is.timestamp = kept(c, token->value.sequence->data, token->value.sequence->length);
	*out = is;
	return OK;
}

enum err pdf_signature_holds(
    struct ctx *c, struct bytes file, const struct pdf_signature *s, struct pdf_signed *out)
{
	CMS_ContentInfo *cms = read_cms(s->cms);
	if (cms == NULL)
		return wrong(c, "it is no SignedData");
	CMS_SignerInfo *si = holds(cms, file, s);
	enum err e = si != NULL ? take_signed(c, cms, si, out)
	                        : wrong(c, "the file was changed, or its key did not sign this");
	CMS_ContentInfo_free(cms);
	return e;
}

static struct bytes with_token(struct ctx *c, struct bytes cms, struct bytes token)
{
	struct bytes out = { NULL, 0 };
	CMS_ContentInfo *ci = read_cms(cms);
	unsigned char *der = NULL;
	CMS_SignerInfo *si =
	    ci != NULL ? sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(ci), 0) : NULL;
	int n = si != NULL && CMS_unsigned_add1_attr_by_NID(si, NID_id_smime_aa_timeStampToken,
	                          V_ASN1_SEQUENCE, token.p, (int)token.n) == 1
	            ? i2d_CMS_ContentInfo(ci, &der)
	            : -1;
	if (n > 0)
		out = kept(c, der, n);
	OPENSSL_free(der);
	CMS_ContentInfo_free(ci);
	return out;
}

enum err pdf_add_timestamp(struct ctx *c, struct bytes file, struct bytes token, struct bytes *out)
{
	struct pdf_signature all[PDF_SIGNATURES_MAX];
	struct pdf_signed is;
	struct timestamp t;
	uint8_t digest[SHA256_BYTES];
	size_t n;
	TRY(pdf_signatures(c, file, all, &n));
	if (n == 0 || all[n - 1].covered != file.n)
		return pdf_bad(c, "no signature covers the whole of it");
	const struct pdf_signature *s = &all[n - 1];
	TRY(pdf_signature_holds(c, file, s, &is));
	if (is.timestamp.n > 0)
		return fail(c, E_BAD_TIMESTAMP, "it has a timestamp already");
	sha256(is.value.p, is.value.n, digest);
	TRY(timestamp_read(c, token, digest, &t));
	struct bytes cms = with_token(c, s->cms, token);
	if (cms.n == 0 || 2 * cms.n > s->gap_to - s->gap_from - 2)
		return fail(c, E_BAD_TIMESTAMP, "the signature has no room for it");
	char *copy = arena_copy(c->mem, file.p, file.n);
	memcpy(copy + s->gap_from + 1, enc_hex(c->mem, cms.p, cms.n), 2 * cms.n);
	const struct bytes made = { (const uint8_t *)copy, file.n };
	TRY(pdf_signatures(c, made, all, &n));
	TRY(pdf_signature_holds(c, made, &all[n - 1], &is));
	*out = made;
	return OK;
}
