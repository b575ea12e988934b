#include "core/trust/ca.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <openssl/bn.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/signer.h"
#include "core/trust/key.h"

#define YEAR_MS (365 * DAY_MS)
#define SERIAL_RANDOM_BYTES 16

static const struct practice {
	const char *name;
	enum key_kind kind;
	bool ending, suspended;
} five[] = {
	{ "演练认证机构（RSA）", KEY_RSA, false, false },
	{ "演练认证机构（P-256）", KEY_P256, false, false },
	{ "演练认证机构（国密 SM2）", KEY_SM2, false, false },
	{ "演练认证机构（即将到期）", KEY_P256, true, false },
	{ "演练认证机构（已暂停）", KEY_RSA, false, true },
};
#define FIVE (sizeof(five) / sizeof(*five))
const char *const ca_ids[] = { "rsa", "p256", "sm2", "ending", "suspended", NULL };

/* One that is there and empty is as good. */
static enum err make_folder(struct ctx *c, const char *path)
{
	if (mkdir(path, 0700) == 0 ||
	    (errno == EEXIST && rmdir(path) == 0 && mkdir(path, 0700) == 0))
		return OK;
	return fail(c, errno == EEXIST || errno == ENOTEMPTY ? E_CONFLICT : E_STORE, "%s: %s", path,
	    strerror(errno));
}

static FILE *create(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	return fd < 0 ? NULL : fdopen(fd, "w");
}

static enum err close_all(struct ctx *c, FILE *f, bool ok, const char *path)
{
	ok = f != NULL && fflush(f) == 0 && fsync(fileno(f)) == 0 && ok;
	if (f != NULL)
		fclose(f);
	return ok ? OK : fail(c, E_STORE, "%s was not written", path);
}

static enum err put_key(struct ctx *c, const char *path, EVP_PKEY *key)
{
	FILE *f = create(path);
	bool ok = f != NULL && PEM_write_PrivateKey(f, key, NULL, NULL, 0, NULL, NULL) == 1;
	return close_all(c, f, ok, path);
}

static enum err put_certificate(struct ctx *c, const char *path, X509 *x)
{
	FILE *f = create(path);
	bool ok = f != NULL && PEM_write_X509(f, x) == 1;
	return close_all(c, f, ok, path);
}

static enum err put_bytes(struct ctx *c, const char *path, const void *p, size_t n)
{
	FILE *f = create(path);
	bool ok = f != NULL && fwrite(p, 1, n, f) == n;
	return close_all(c, f, ok, path);
}

static void set_time(ASN1_TIME *t, int64_t ms)
{
	const ASN1_TIME *ok = ASN1_TIME_set(t, (time_t)(ms / SECOND_MS));
	assert(ok != NULL);
}

static void add_extension(X509 *x, X509 *issuer, int nid, const char *value)
{
	X509V3_CTX v;
	X509V3_set_ctx_nodb(&v);
	X509V3_set_ctx(&v, issuer, x, NULL, NULL, 0);
	X509_EXTENSION *e = X509V3_EXT_conf_nid(NULL, &v, nid, value);
	int ok = e != NULL ? X509_add_ext(x, e, -1) : 0;
	assert(ok == 1);
	X509_EXTENSION_free(e);
}

static void name_of(X509_NAME *n, const char *name, const char *code)
{
	int ok = X509_NAME_add_entry_by_txt(
	    n, "C", MBSTRING_ASC, (const unsigned char *)"CN", -1, -1, 0);
	assert(ok == 1);
	ok = X509_NAME_add_entry_by_txt(
	    n, "CN", MBSTRING_UTF8, (const unsigned char *)name, -1, -1, 0);
	assert(ok == 1);
	if (code == NULL)
		return;
	ok = X509_NAME_add_entry_by_txt(
	    n, "2.5.4.97", MBSTRING_UTF8, (const unsigned char *)code, -1, -1, 0);
	assert(ok == 1);
}

/* What is to be signed: a new serial number, subject, key, times; usage as the extension's text. */
struct draft {
	const struct ca_subject *subject;
	EVP_PKEY *key;
	const char *usage;
	bool authority, stamps;
};

static X509 *draft_certificate(const struct draft *d, X509 *issuer)
{
	uint8_t random[SERIAL_RANDOM_BYTES];
	X509 *x = X509_new();
	assert(x != NULL);
	int ok = RAND_bytes(random, sizeof(random));
	assert(ok == 1);
	random[0] = (uint8_t)((random[0] & 0x7f) | 0x40);
	BIGNUM *serial = BN_bin2bn(random, sizeof(random), NULL);
	BN_to_ASN1_INTEGER(serial, X509_get_serialNumber(x));
	BN_free(serial);
	X509_set_version(x, X509_VERSION_3);
	name_of(X509_get_subject_name(x), d->subject->name, d->subject->code);
	X509_set_issuer_name(x, X509_get_subject_name(issuer != NULL ? issuer : x));
	X509_set_pubkey(x, d->key);
	set_time(X509_getm_notBefore(x), d->subject->from_ms);
	set_time(X509_getm_notAfter(x), d->subject->until_ms);
	add_extension(x, issuer != NULL ? issuer : x, NID_subject_key_identifier, "hash");
	if (issuer != NULL)
		add_extension(x, issuer, NID_authority_key_identifier, "keyid:always");
	add_extension(x, issuer != NULL ? issuer : x, NID_basic_constraints,
	    d->authority ? "critical,CA:TRUE" : "critical,CA:FALSE");
	add_extension(x, issuer != NULL ? issuer : x, NID_key_usage, d->usage);
	if (d->stamps)
		add_extension(
		    x, issuer != NULL ? issuer : x, NID_ext_key_usage, "critical,timeStamping");
	return x;
}

static enum err sign_certificate(struct ctx *c, X509 *x, EVP_PKEY *key)
{
	EVP_MD_CTX *md = signature_context(key, true);
	bool ok = md != NULL && X509_sign_ctx(x, md) > 0;
	if (md != NULL)
		signature_context_free(md);
	return ok ? OK : fail(c, E_INTERNAL, "an authority's key would not sign");
}

/* One of an authority's own pair: PATH.key and PATH.pem. */
struct pair {
	X509 *x;
	EVP_PKEY *key;
};

static void pair_free(struct pair *p)
{
	X509_free(p->x);
	EVP_PKEY_free(p->key);
}

static enum err make_pair(struct ctx *c, const char *path, const struct draft *asked,
    const struct pair *issuer, enum key_kind kind, struct pair *out)
{
	struct draft d = *asked;
	struct pair p = { .key = key_make(kind) };
	d.key = p.key;
	p.x = draft_certificate(&d, issuer != NULL ? issuer->x : NULL);
	enum err e = sign_certificate(c, p.x, issuer != NULL ? issuer->key : p.key);
	if (e == OK)
		e = put_key(c, arena_printf(c->mem, "%s.key", path), p.key);
	if (e == OK)
		e = put_certificate(c, arena_printf(c->mem, "%s.pem", path), p.x);
	if (e != OK || out == NULL)
		pair_free(&p);
	else
		*out = p;
	return e;
}

static enum err pair_open(struct ctx *c, const char *path, struct pair *out)
{
	struct pair p = { 0 };
	FILE *f = fopen(arena_printf(c->mem, "%s.pem", path), "re");
	if (f != NULL) {
		p.x = PEM_read_X509(f, NULL, NULL, NULL);
		fclose(f);
	}
	f = fopen(arena_printf(c->mem, "%s.key", path), "re");
	if (f != NULL) {
		p.key = PEM_read_PrivateKey(f, NULL, NULL, NULL);
		fclose(f);
	}
	if (p.x != NULL && p.key != NULL) {
		*out = p;
		return OK;
	}
	pair_free(&p);
	return absent(c, E_NOT_FOUND, "authority", path);
}

/* Everybody in DIR/ID/revoked, a line each: SERIAL MS. */
static void add_revoked(X509_CRL *crl, FILE *f)
{
	char serial[2 * LIMIT_SERIAL_BYTES + 1];
	long long at;
	while (f != NULL && fscanf(f, "%40s %lld", serial, &at) == 2) {
		BIGNUM *n = NULL;
		X509_REVOKED *r = X509_REVOKED_new();
		ASN1_TIME *when = ASN1_TIME_set(NULL, (time_t)(at / SECOND_MS));
		int ok = BN_hex2bn(&n, serial) > 0 && r != NULL && when != NULL;
		assert(ok == 1);
		ASN1_INTEGER *number = BN_to_ASN1_INTEGER(n, NULL);
		X509_REVOKED_set_serialNumber(r, number);
		X509_REVOKED_set_revocationDate(r, when);
		X509_CRL_add0_revoked(crl, r);
		ASN1_INTEGER_free(number);
		ASN1_TIME_free(when);
		BN_free(n);
	}
}

static enum err put_crl(struct ctx *c, const char *dir, const struct pair *ca, int64_t at_ms)
{
	unsigned char *der = NULL;
	X509_CRL *crl = X509_CRL_new();
	ASN1_TIME *t = ASN1_TIME_new();
	assert(crl != NULL && t != NULL);
	X509_CRL_set_version(crl, X509_CRL_VERSION_2);
	X509_CRL_set_issuer_name(crl, X509_get_subject_name(ca->x));
	set_time(t, at_ms);
	X509_CRL_set1_lastUpdate(crl, t);
	set_time(t, at_ms + CA_CRL_DAYS * DAY_MS);
	X509_CRL_set1_nextUpdate(crl, t);
	ASN1_TIME_free(t);
	FILE *f = fopen(arena_printf(c->mem, "%s/revoked", dir), "re");
	add_revoked(crl, f);
	if (f != NULL)
		fclose(f);
	X509_CRL_sort(crl);
	EVP_MD_CTX *md = signature_context(ca->key, true);
	bool ok = md != NULL && X509_CRL_sign_ctx(crl, md) > 0;
	if (md != NULL)
		signature_context_free(md);
	int n = ok ? i2d_X509_CRL(crl, &der) : -1;
	enum err e = n > 0 ? put_bytes(c, arena_printf(c->mem, "%s/ca.crl", dir), der, (size_t)n)
	                   : fail(c, E_INTERNAL, "an authority's key would not sign");
	OPENSSL_free(der);
	X509_CRL_free(crl);
	return e;
}

static struct json *ders(struct ctx *c, X509 *x)
{
	unsigned char *der = NULL;
	struct json *list = json_list(c), *one = json_object(c);
	int n = i2d_X509(x, &der);
	assert(n > 0);
	json_put(one, "der", json_text(c, enc_base64(c->mem, der, (size_t)n)));
	json_push(list, one);
	OPENSSL_free(der);
	return list;
}

static enum err make_authority(
    struct ctx *c, const char *dir, size_t i, int64_t at_ms, struct json *list)
{
	const struct practice *p = &five[i];
	const char *home = arena_printf(c->mem, "%s/%s", dir, ca_ids[i]);
	const struct ca_subject root = { .name = arena_printf(c->mem, "%s 根", p->name),
		.from_ms = at_ms - YEAR_MS,
		.until_ms = at_ms + 20 * YEAR_MS },
	                        ca = { .name = p->name,
		                        .from_ms = at_ms - YEAR_MS,
		                        .until_ms = at_ms + 10 * YEAR_MS };
	struct draft d = {
		.subject = &root, .usage = "critical,keyCertSign,cRLSign", .authority = true
	};
	struct pair top, below;
	struct json *o = json_object(c);
	TRY(make_folder(c, home));
	TRY(make_pair(c, arena_printf(c->mem, "%s/root", home), &d, NULL, p->kind, &top));
	d.subject = &ca;
	enum err e = make_pair(c, arena_printf(c->mem, "%s/ca", home), &d, &top, p->kind, &below);
	if (e == OK) {
		e = put_crl(c, home, &below, at_ms);
		json_put(o, "from", json_text(c, moment_text(c, root.from_ms)));
		json_put(o, "id", json_text(c, ca_ids[i]));
		json_put(o, "intermediates", ders(c, below.x));
		json_put(o, "name", json_text(c, p->name));
		json_put(o, "roots", ders(c, top.x));
		json_put(o, "state", json_text(c, p->suspended ? "suspended" : "active"));
		if (p->ending)
			json_put(o, "until",
			    json_text(c, moment_text(c, at_ms + CA_ENDING_DAYS * DAY_MS)));
		json_push(list, o);
		pair_free(&below);
	}
	pair_free(&top);
	return e;
}

enum err ca_make(struct ctx *c, const char *dir, int64_t at_ms, const struct ca_addresses *at)
{
	struct json *o = json_object(c), *list = json_list(c);
	const struct signer_options who = { dir, "practice.trust.heng", false, NULL };
	struct signer *s;
	const char *note;
	TRY(make_folder(c, dir));
	for (size_t i = 0; i < FIVE; i++) {
		TRY(make_authority(c, dir, i, at_ms, list));
		if (at != NULL && at->crl != NULL)
			json_put(list->last, "crl",
			    json_text(c, arena_printf(c->mem, "%s/%s/ca.crl", at->crl, ca_ids[i])));
		if (at != NULL && at->ocsp != NULL)
			json_put(list->last, "ocsp",
			    json_text(c, arena_printf(c->mem, "%s/%s", at->ocsp, ca_ids[i])));
	}
	json_put(o, "authorities", list);
	json_put(o, "issued", json_text(c, moment_text(c, at_ms)));
	json_put(o, "v", json_int(c, 1));
	TRY(signer_make(c, dir));
	TRY(signer_open(c, &who, &s));
	enum err e = signer_sign_text(
	    c, s, arena_printf(c->mem, "heng trust list 1\n%s\n", json_canonical(c, o)), &note);
	const char *keys = arena_text(c->mem, signer_keys(s));
	signer_free(s);
	TRY(e);
	TRY(put_bytes(c, arena_printf(c->mem, "%s/list.keys", dir), keys, strlen(keys)));
	return put_bytes(c, arena_printf(c->mem, "%s/list.note", dir), note, strlen(note));
}

/* Which of the five; FIVE: none. */
static size_t place_of(const char *authority)
{
	size_t i = 0;
	while (i < FIVE && strcmp(ca_ids[i], authority) != 0)
		i++;
	return i;
}

enum err ca_issue(struct ctx *c, const char *dir, const char *authority,
    const struct ca_subject *subject, const char *out)
{
	size_t i = place_of(authority);
	struct pair ca;
	if (i == FIVE)
		return absent(c, E_NOT_FOUND, "authority", authority);
	bool two = five[i].kind == KEY_SM2;
	/* an EC key agrees, an RSA key enciphers */
	const char *seals = five[i].kind == KEY_RSA ? "keyEncipherment" : "keyAgreement";
	if (two && subject->stamps)
		return fail(c, E_BAD_FIELD, "timestamps are signed by RSA or P-256");
	struct draft sign = { .subject = subject,
		.usage = arena_printf(c->mem, "critical,digitalSignature,nonRepudiation%s%s",
		    two || subject->stamps ? "" : ",", two || subject->stamps ? "" : seals),
		.stamps = subject->stamps },
	             seal = { .subject = subject,
		             .usage = "critical,keyEncipherment,dataEncipherment,keyAgreement" };
	TRY(pair_open(c, arena_printf(c->mem, "%s/%s/ca", dir, authority), &ca));
	enum err e = make_folder(c, out);
	if (e == OK)
		e = make_pair(
		    c, arena_printf(c->mem, "%s/sign", out), &sign, &ca, five[i].kind, NULL);
	if (e == OK && two)
		e = make_pair(
		    c, arena_printf(c->mem, "%s/seal", out), &seal, &ca, five[i].kind, NULL);
	pair_free(&ca);
	return e;
}

/* The key of a certificate request that its own key has signed; the caller's to free. */
static enum err requested_key(struct ctx *c, struct bytes request, EVP_PKEY **out)
{
	BIO *b = BIO_new_mem_buf(request.p, (int)request.n);
	X509_REQ *asked = b != NULL ? PEM_read_bio_X509_REQ(b, NULL, NULL, NULL) : NULL;
	EVP_PKEY *key = asked != NULL ? X509_REQ_get_pubkey(asked) : NULL;
	const enum key_kind kind = key != NULL ? key_kind_of(key) : KEY_KINDS;
	const bool own = key != NULL && X509_REQ_verify(asked, key) == 1;
	X509_REQ_free(asked);
	BIO_free(b);
	if (own && (kind == KEY_RSA || kind == KEY_P256)) {
		*out = key;
		return OK;
	}
	EVP_PKEY_free(key);
	if (key == NULL)
		return fail(c, E_BAD_REQUEST, "no certificate request in PEM");
	return own ? fail(c, E_BAD_REQUEST, "its key is neither RSA of 2048 bits nor P-256")
	           : fail(c, E_BAD_SIGNATURE, "the request is not signed by its own key");
}

enum err ca_certify(struct ctx *c, const char *home, const struct ca_subject *subject,
    struct bytes request, const char *out)
{
	/* a request does not say that its key can do more than sign */
	struct draft d = { .subject = subject,
		.usage = "critical,digitalSignature,nonRepudiation" };
	struct pair ca;
	TRY(requested_key(c, request, &d.key));
	enum err e = pair_open(c, arena_printf(c->mem, "%s/ca", home), &ca);
	if (e == OK) {
		X509 *x = draft_certificate(&d, ca.x);
		e = sign_certificate(c, x, ca.key);
		if (e == OK)
			e = make_folder(c, out);
		if (e == OK)
			e = put_certificate(c, arena_printf(c->mem, "%s/sign.pem", out), x);
		X509_free(x);
		pair_free(&ca);
	}
	EVP_PKEY_free(d.key);
	return e;
}

enum err ca_revoke(
    struct ctx *c, const char *dir, const char *authority, const char *serial, int64_t at_ms)
{
	struct pair ca;
	size_t n = strlen(serial);
	if (place_of(authority) == FIVE)
		return absent(c, E_NOT_FOUND, "authority", authority);
	if (n == 0 || n > 2 * LIMIT_SERIAL_BYTES || strspn(serial, "0123456789abcdef") != n)
		return fail_at(c, E_BAD_FIELD, "serial", serial, "a serial number in hex");
	const char *home = arena_printf(c->mem, "%s/%s", dir, authority);
	TRY(pair_open(c, arena_printf(c->mem, "%s/ca", home), &ca));
	const char *path = arena_printf(c->mem, "%s/revoked", home);
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	bool ok =
	    fd >= 0 && dprintf(fd, "%s %lld\n", serial, (long long)at_ms) > 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	enum err e = ok ? OK : fail(c, E_STORE, "%s was not written", path);
	if (e == OK)
		e = put_crl(c, home, &ca, at_ms);
	pair_free(&ca);
	return e;
}
