#include "core/trust/authority.h"

#include <assert.h>
#include <openssl/bn.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/note.h"
#include "core/http/field.h"
#include "core/trust/key.h"

#define FIRST_LINE "heng trust list 1\n"
#define SERIAL_BYTES LIMIT_SERIAL_BYTES
#define REMEMBERED 4096 /* verdicts, by fingerprint */

/* Of the law on electronic signatures: who may vouch, and what a reliable signature is. */
#define RULE_SIGNATURE "《电子签名法》第十三条 / Electronic Signature Law, art. 13"
#define RULE_AUTHORITY "《电子签名法》第十六条 / Electronic Signature Law, art. 16"

struct revoked {
	uint8_t serial[SERIAL_BYTES]; /* big-endian, padded to the left */
	int64_t at_ms;
};
struct authority {
	char *id, *name;
	bool suspended, here;      /* here: it is for this centre */
	int64_t from_ms, until_ms; /* until: 0: open */
	X509_STORE *roots;
	STACK_OF(X509) * issuers; /* roots and intermediates: who may sign lists of revoked ones */
	struct revoked *revoked;  /* by serial */
	size_t revoked_count;
	int64_t crl_from_ms, crl_until_ms; /* 0, 0: none came */
};
/* Which authority a chain leads to; of two certificates of one slot the last one stays. */
struct verdict {
	uint8_t fingerprint[SHA256_BYTES];
	int authority;             /* index */
	int64_t from_ms, until_ms; /* of the whole chain */
	bool used;
};
struct trust {
	struct authority *list;
	size_t n;
	int64_t issued_ms;
	pthread_rwlock_t lock; /* lists of revoked ones */
	pthread_mutex_t remembering;
	struct verdict *verdicts;
};

struct listed_in {
	const char *id, *name, *crl, *ocsp;
	int state;
	int64_t from, until;
	struct field_list roots, intermediates, centres;
};
struct der_in {
	struct bytes der;
};
struct centre_in {
	const char *code;
};
struct list_in {
	int64_t issued, v;
	struct field_list authorities;
};
static const char *const state_words[] = { "active", "suspended", NULL };
static const struct field der_fields[] = {
	F_BASE64(der_in, der, REQUIRED, 1, LIMIT_CERTIFICATE_BYTES, "a certificate"),
	F_END,
};
static const struct field centre_fields[] = {
	F_TEXT(centre_in, code, REQUIRED, 18, 18, "统一社会信用代码 of a centre"),
	F_END,
};
static const struct field listed_fields[] = {
	F_LIST(listed_in, centres, OPTIONAL, 1, 100, centre_fields, centre_in, "who takes it; all"),
	F_TEXT(listed_in, crl, OPTIONAL, 1, LIMIT_URL_BYTES, "where its revoked ones are told"),
	F_MOMENT(listed_in, from, REQUIRED, "since when it is taken"),
	F_TEXT(listed_in, id, REQUIRED, 1, 40, "its short name"),
	F_LIST(listed_in, intermediates, OPTIONAL, 1, 20, der_fields, der_in, "between"),
	F_TEXT(listed_in, name, REQUIRED, 1, LIMIT_TITLE_CHARS, "its name"),
	F_TEXT(
	    listed_in, ocsp, OPTIONAL, 1, LIMIT_URL_BYTES, "where one certificate is asked about"),
	F_LIST(listed_in, roots, REQUIRED, 1, 20, der_fields, der_in, "where its chains end"),
	F_ENUM(listed_in, state, REQUIRED, state_words, "whether it is taken now"),
	F_MOMENT(listed_in, until, OPTIONAL, "until when it is taken; open"),
	F_END,
};
static const struct field list_fields[] = {
	F_LIST(list_in, authorities, REQUIRED, 1, LIMIT_AUTHORITIES, listed_fields, listed_in,
	    "every authority once"),
	F_MOMENT(list_in, issued, REQUIRED, "when the list was issued"),
	F_INT(list_in, v, REQUIRED, 1, 1, "version"),
	F_END,
};

static char *kept(const char *text)
{
	char *copy = strdup(text);
	assert(copy != NULL);
	return copy;
}

static void authority_free(struct authority *a)
{
	X509_STORE_free(a->roots);
	sk_X509_pop_free(a->issuers, X509_free);
	free(a->revoked);
	free(a->id);
	free(a->name);
}

void trust_free(struct trust *t)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < t->n; i++)
		authority_free(&t->list[i]);
	pthread_rwlock_destroy(&t->lock);
	pthread_mutex_destroy(&t->remembering);
	free(t->verdicts);
	free(t->list);
	free(t);
}

int64_t trust_issued_ms(const struct trust *t)
{
	return t->issued_ms;
}

/* A certificate that may issue others, with the identity that SM2 wants. NULL: it is none. */
static X509 *issuer_read(struct bytes der)
{
	const unsigned char *p = der.p;
	X509 *x = d2i_X509(NULL, &p, (long)der.n);
	if (x == NULL || p != der.p + der.n || X509_check_ca(x) != 1 ||
	    (X509_get_key_usage(x) & KU_KEY_CERT_SIGN) == 0 ||
	    key_kind_of(X509_get0_pubkey(x)) == KEY_KINDS) {
		X509_free(x);
		return NULL;
	}
	key_identify(x);
	return x;
}

static enum err take_issuers(
    struct ctx *c, struct authority *a, const struct field_list *list, bool root)
{
	const struct der_in *d = list->items;
	for (size_t i = 0; i < list->n; i++) {
		X509 *x = issuer_read(d[i].der);
		if (x == NULL)
			return root ? fail(c, E_BAD_TRUST_LIST,
			                  "root %zu of authority %s is no certificate that "
			                  "may issue others",
			                  i + 1, a->id)
			            : fail(c, E_BAD_TRUST_LIST,
			                  "intermediate %zu of authority %s is no certificate "
			                  "that may issue others",
			                  i + 1, a->id);
		int ok = sk_X509_push(a->issuers, x);
		assert(ok > 0);
		if (root && X509_STORE_add_cert(a->roots, x) != 1)
			return fail(c, E_BAD_TRUST_LIST, "root %zu of authority %s is there twice",
			    i + 1, a->id);
	}
	return OK;
}

static bool is_for(const struct listed_in *in, const char *centre)
{
	const struct centre_in *codes = in->centres.items;
	for (size_t i = 0; i < in->centres.n; i++)
		if (strcmp(codes[i].code, centre) == 0)
			return true;
	return in->centres.n == 0;
}

static enum err take_authority(
    struct ctx *c, struct trust *t, const struct listed_in *in, const char *centre)
{
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->list[i].id, in->id) == 0)
			return fail(c, E_BAD_TRUST_LIST, "authority %s is there twice", in->id);
	struct authority *a = &t->list[t->n++];
	*a = (struct authority){ .id = kept(in->id),
		.name = kept(in->name),
		.suspended = in->state == 1,
		.here = is_for(in, centre),
		.from_ms = in->from,
		.until_ms = in->until,
		.roots = X509_STORE_new(),
		.issuers = sk_X509_new_null() };
	assert(a->roots != NULL && a->issuers != NULL);
	TRY(take_issuers(c, a, &in->roots, true));
	return take_issuers(c, a, &in->intermediates, false);
}

static enum err list_parse(struct ctx *c, const char *text, struct list_in *out)
{
	struct json *tree;
	if (strncmp(text, FIRST_LINE, strlen(FIRST_LINE)) != 0)
		return fail(c, E_BAD_TRUST_LIST, "its first line is not: heng trust list 1");
	text += strlen(FIRST_LINE);
	size_t n = strlen(text);
	if (n == 0 || text[n - 1] != '\n')
		return fail(c, E_BAD_TRUST_LIST, "its second line is the last one");
	TRY(json_parse(c, text, n - 1, &tree));
	TRY(field_parse(c, list_fields, tree, out));
	if (strncmp(json_canonical(c, tree), text, n - 1) != 0)
		return fail(c, E_BAD_TRUST_LIST, "it is not canonical JSON");
	return OK;
}

enum err trust_read(
    struct ctx *c, const char *note, const char *keys, const char *centre, struct trust **out)
{
	struct list_in in = { 0 };
	const char *text;
	enum err e = note_check_text(c, note, keys, &text);
	if (e == OK)
		e = list_parse(c, text, &in);
	if (e != OK)
		return fail(c, E_BAD_TRUST_LIST, "%s",
		    c->fault.detail != NULL ? c->fault.detail : err_en(e));
	struct trust *t = calloc(1, sizeof(*t));
	assert(t != NULL);
	t->list = calloc(in.authorities.n, sizeof(*t->list));
	t->verdicts = calloc(REMEMBERED, sizeof(*t->verdicts));
	assert(t->list != NULL && t->verdicts != NULL);
	t->issued_ms = in.issued;
	pthread_rwlock_init(&t->lock, NULL);
	pthread_mutex_init(&t->remembering, NULL);
	const struct listed_in *listed = in.authorities.items;
	for (size_t i = 0; e == OK && i < in.authorities.n; i++)
		e = take_authority(c, t, &listed[i], centre);
	if (e != OK) {
		trust_free(t);
		return e;
	}
	*out = t;
	return OK;
}

static bool serial_bytes(const ASN1_INTEGER *serial, uint8_t out[SERIAL_BYTES])
{
	BIGNUM *n = ASN1_INTEGER_to_BN(serial, NULL);
	bool ok = n != NULL && !BN_is_negative(n) && BN_bn2binpad(n, out, SERIAL_BYTES) >= 0;
	BN_free(n);
	return ok;
}

static int by_serial(const void *a, const void *b)
{
	return memcmp(
	    ((const struct revoked *)a)->serial, ((const struct revoked *)b)->serial, SERIAL_BYTES);
}

static bool crl_is_of(const struct authority *a, X509_CRL *crl)
{
	for (int i = 0; i < sk_X509_num(a->issuers); i++) {
		X509 *x = sk_X509_value(a->issuers, i);
		if (X509_NAME_cmp(X509_get_subject_name(x), X509_CRL_get_issuer(crl)) == 0 &&
		    (X509_get_key_usage(x) & KU_CRL_SIGN) != 0 &&
		    key_signed_crl(X509_get0_pubkey(x), crl))
			return true;
	}
	return false;
}

/* The serials, sorted. */
static enum err crl_serials(struct ctx *c, X509_CRL *crl, struct revoked **out, size_t *n)
{
	STACK_OF(X509_REVOKED) *list = X509_CRL_get_REVOKED(crl);
	int count = list != NULL ? sk_X509_REVOKED_num(list) : 0;
	struct revoked *all = calloc((size_t)count + 1, sizeof(*all));
	assert(all != NULL);
	for (int i = 0; i < count; i++) {
		const X509_REVOKED *r = sk_X509_REVOKED_value(list, i);
		if (serial_bytes(X509_REVOKED_get0_serialNumber(r), all[i].serial) &&
		    key_time(X509_REVOKED_get0_revocationDate(r), &all[i].at_ms))
			continue;
		free(all);
		return fail(c, E_BAD_CRL, "entry %d is malformed", i + 1);
	}
	qsort(all, (size_t)count, sizeof(*all), by_serial);
	*out = all;
	*n = (size_t)count;
	return OK;
}

static enum err crl_take(struct ctx *c, struct trust *t, struct authority *a, X509_CRL *crl)
{
	struct revoked *all;
	size_t n;
	int64_t from, until;
	if (!crl_is_of(a, crl))
		return fail(c, E_BAD_CRL, "no certificate of authority %s has signed it", a->id);
	if (!key_time(X509_CRL_get0_lastUpdate(crl), &from) ||
	    X509_CRL_get0_nextUpdate(crl) == NULL ||
	    !key_time(X509_CRL_get0_nextUpdate(crl), &until) || until <= from)
		return fail(c, E_BAD_CRL, "it does not say from when until when it holds");
	TRY(crl_serials(c, crl, &all, &n));
	pthread_rwlock_wrlock(&t->lock);
	bool newer = from >= a->crl_from_ms;
	if (newer) {
		free(a->revoked);
		a->revoked = all;
		a->revoked_count = n;
		a->crl_from_ms = from;
		a->crl_until_ms = until;
	} else {
		free(all);
	}
	pthread_rwlock_unlock(&t->lock);
	return newer ? OK
	             : fail(c, E_BAD_CRL, "an issue of %s is here already",
	                   moment_text(c, a->crl_from_ms));
}

enum err trust_crl(struct ctx *c, struct trust *t, const char *authority, struct bytes der)
{
	size_t i = 0;
	while (i < t->n && strcmp(t->list[i].id, authority) != 0)
		i++;
	if (i == t->n)
		return absent(c, E_NOT_FOUND, "authority", authority);
	const unsigned char *p = der.p;
	X509_CRL *crl = der.n <= LIMIT_CRL_BYTES ? d2i_X509_CRL(NULL, &p, (long)der.n) : NULL;
	if (crl == NULL || p != der.p + der.n) {
		X509_CRL_free(crl);
		return fail(c, E_BAD_CRL, "no list of revoked certificates of at most %ld bytes",
		    LIMIT_CRL_BYTES);
	}
	enum err e = crl_take(c, t, &t->list[i], crl);
	X509_CRL_free(crl);
	return e;
}

/* The chain to a root of that authority, whatever the moment; *from and *until: all of it holds. */
static bool chain_holds(const struct authority *a, X509 *leaf, int64_t *from, int64_t *until)
{
	X509_STORE_CTX *s = X509_STORE_CTX_new();
	assert(s != NULL);
	bool ok = X509_STORE_CTX_init(s, a->roots, leaf, a->issuers) == 1;
	if (ok) {
		X509_VERIFY_PARAM *p = X509_STORE_CTX_get0_param(s);
		X509_VERIFY_PARAM_set_flags(
		    p, X509_V_FLAG_NO_CHECK_TIME | X509_V_FLAG_CHECK_SS_SIGNATURE);
		X509_VERIFY_PARAM_set_depth(p, LIMIT_CHAIN);
		ok = X509_verify_cert(s) == 1;
	}
	const STACK_OF(X509) *chain = ok ? X509_STORE_CTX_get0_chain(s) : NULL;
	*from = 0;
	*until = MOMENT_MAX_MS;
	for (int i = 0; ok && i < sk_X509_num(chain); i++) {
		int64_t first, last;
		X509 *x = sk_X509_value(chain, i);
		ok = key_time(X509_get0_notBefore(x), &first) &&
		     key_time(X509_get0_notAfter(x), &last);
		*from = first > *from ? first : *from;
		*until = last < *until ? last : *until;
	}
	X509_STORE_CTX_free(s);
	return ok;
}

static struct verdict *slot_of(struct trust *t, const uint8_t *fingerprint)
{
	return &t->verdicts[((size_t)fingerprint[0] << 8 | fingerprint[1]) % REMEMBERED];
}

/* The verdict on its chain, remembered or found. */
static bool find_chain(struct trust *t, struct bytes der, struct verdict *out)
{
	struct verdict v = { .used = true };
	sha256(der.p, der.n, v.fingerprint);
	pthread_mutex_lock(&t->remembering);
	const struct verdict *slot = slot_of(t, v.fingerprint);
	bool known = slot->used && memcmp(slot->fingerprint, v.fingerprint, SHA256_BYTES) == 0;
	if (known)
		v = *slot;
	pthread_mutex_unlock(&t->remembering);
	if (!known) {
		const unsigned char *p = der.p;
		X509 *leaf = d2i_X509(NULL, &p, (long)der.n);
		assert(leaf != NULL); /* it was read before */
		key_identify(leaf);
		size_t i = 0;
		while (i < t->n && !chain_holds(&t->list[i], leaf, &v.from_ms, &v.until_ms))
			i++;
		X509_free(leaf);
		if (i == t->n)
			return false; /* not remembered: anybody can make as many as they like */
		v.authority = (int)i;
		pthread_mutex_lock(&t->remembering);
		*slot_of(t, v.fingerprint) = v;
		pthread_mutex_unlock(&t->remembering);
	}
	*out = v;
	return true;
}

static enum err check_revoked(
    struct ctx *c, struct trust *t, const struct authority *a, const struct trust_question *q)
{
	struct revoked key;
	const unsigned char *p = q->der.p;
	X509 *x = d2i_X509(NULL, &p, (long)q->der.n);
	assert(x != NULL); /* it was read before */
	bool serial = serial_bytes(X509_get0_serialNumber(x), key.serial);
	X509_free(x);
	if (!serial)
		return fail(c, E_BAD_CERTIFICATE, "its serial number is longer than 20 bytes");
	pthread_rwlock_rdlock(&t->lock);
	int64_t until = a->crl_until_ms, revoked = -1;
	const struct revoked *hit =
	    a->revoked_count == 0
	        ? NULL
	        : bsearch(&key, a->revoked, a->revoked_count, sizeof(key), by_serial);
	if (hit != NULL)
		revoked = hit->at_ms;
	pthread_rwlock_unlock(&t->lock);
	if (revoked >= 0 && revoked <= q->at_ms)
		return fail_rule(
		    c, E_CERT_REVOKED, RULE_SIGNATURE, "revoked since %s", moment_text(c, revoked));
	if (until == 0)
		return fail_rule(c, E_CERT_UNCHECKED, RULE_SIGNATURE,
		    "no list of revoked certificates of %s is here", a->name);
	if (!q->archived && q->at_ms > until)
		return fail_rule(c, E_CERT_UNCHECKED, RULE_SIGNATURE,
		    "the list of revoked certificates of %s held until %s", a->name,
		    moment_text(c, until));
	return OK;
}

static enum err check_authority(
    struct ctx *c, const struct authority *a, const struct verdict *v, int64_t at_ms)
{
	if (at_ms < v->from_ms || at_ms > v->until_ms)
		return fail_rule(c, E_CERT_AUTHORITY, RULE_AUTHORITY,
		    "the certificates of %s above it hold from %s until %s", a->name,
		    moment_text(c, v->from_ms), moment_text(c, v->until_ms));
	if (a->suspended)
		return fail_rule(
		    c, E_CERT_SUSPENDED, RULE_AUTHORITY, "the authority %s is suspended", a->name);
	if (!a->here)
		return fail_rule(c, E_CERT_SUSPENDED, RULE_AUTHORITY,
		    "this centre takes no certificates of %s", a->name);
	if (at_ms < a->from_ms || (a->until_ms > 0 && at_ms > a->until_ms))
		return fail_rule(c, E_CERT_SUSPENDED, RULE_AUTHORITY,
		    "the authority %s was not taken then", a->name);
	return OK;
}

/* What the certificate says of itself. */
static enum err check_leaf(
    struct ctx *c, const struct certificate *x, const struct trust_question *q)
{
	if (q->at_ms < x->from_ms)
		return fail_rule(
		    c, E_CERT_NOT_YET, RULE_SIGNATURE, "valid from %s", moment_text(c, x->from_ms));
	if (q->at_ms > x->until_ms)
		return fail_rule(c, E_CERT_EXPIRED, RULE_SIGNATURE, "valid until %s",
		    moment_text(c, x->until_ms));
	if ((x->uses & q->use) == 0)
		return q->use == USE_SIGN
		           ? fail_rule(c, E_CERT_USE, RULE_SIGNATURE, "it is not for signatures")
		           : fail_rule(c, E_CERT_USE, RULE_SIGNATURE, "it is not for encryption");
	if (q->code != NULL && (x->code == NULL || strcmp(x->code, q->code) != 0))
		return fail_rule(c, E_CERT_OTHER, RULE_SIGNATURE, "it is of %s, not of %s",
		    x->code != NULL ? x->code : x->name, q->code);
	return OK;
}

enum err trust_check(struct ctx *c, struct trust *t, const struct trust_question *q,
    struct certificate *out, const char **authority)
{
	struct certificate x;
	struct verdict v;
	TRY(certificate_read(c, q->der, &x));
	TRY(check_leaf(c, &x, q));
	if (!find_chain(t, q->der, &v))
		return fail_rule(c, E_CERT_AUTHORITY, RULE_AUTHORITY,
		    "no chain leads to an authority of the trust list");
	const struct authority *a = &t->list[v.authority];
	TRY(check_authority(c, a, &v, q->at_ms));
	TRY(check_revoked(c, t, a, q));
	*out = x;
	if (authority != NULL)
		*authority = arena_text(c->mem, a->name);
	return OK;
}
