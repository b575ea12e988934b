/* authority_check.c - chains and lists of revoked certificates, held against the trust list. */
#include <assert.h>
#include <openssl/bn.h>
#include <openssl/x509v3.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/moment.h"
#include "core/trust/authority_own.h"
#include "core/trust/key.h"
#include "core/trust/signed_data.h"

/* Of the law on electronic signatures: who may vouch, and what a reliable signature is. */
#define RULE_SIGNATURE "《电子签名法》第十三条 / Electronic Signature Law, art. 13"
#define RULE_AUTHORITY "《电子签名法》第十六条 / Electronic Signature Law, art. 16"

#define ASK_AGAIN_MS INT64_C(60000) /* an authority that did not answer is left alone for so long */

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
		/* roots were looked at when the list was read, times are looked at by who asks */
		X509_VERIFY_PARAM_set_flags(p, X509_V_FLAG_NO_CHECK_TIME);
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

static size_t slot_of(const uint8_t *fingerprint)
{
	return ((size_t)fingerprint[0] << 8 | fingerprint[1]) % REMEMBERED;
}

/* Whether a certificate of that authority may have issued it. */
static bool names_issuer(const struct authority *a, X509 *leaf)
{
	for (int i = 0; i < sk_X509_num(a->issuers); i++)
		if (X509_NAME_cmp(X509_get_subject_name(sk_X509_value(a->issuers, i)),
		        X509_get_issuer_name(leaf)) == 0)
			return true;
	return false;
}

/* What is remembered of the certificate; without that, its fingerprint and what it reads as, NULL
 * where it is none. The X509 is the caller's to free. */
static bool recall(struct trust *t, struct bytes der, struct verdict *out)
{
	*out = (struct verdict){ .x = NULL };
	sha256(der.p, der.n, out->fingerprint);
	pthread_mutex_lock(&t->remembering);
	const struct verdict *slot = &t->verdicts[slot_of(out->fingerprint)];
	bool known =
	    slot->x != NULL && memcmp(slot->fingerprint, out->fingerprint, SHA256_BYTES) == 0;
	if (known) {
		*out = *slot;
		X509_up_ref(out->x);
	}
	pthread_mutex_unlock(&t->remembering);
	if (!known)
		out->x = certificate_parse(der);
	return known;
}

static void remember(struct trust *t, struct verdict v)
{
	X509_up_ref(v.x);
	pthread_mutex_lock(&t->remembering);
	struct verdict *slot = &t->verdicts[slot_of(v.fingerprint)];
	X509 *old = slot->x;
	*slot = v;
	pthread_mutex_unlock(&t->remembering);
	X509_free(old);
}

/* The verdict on its chain. What leads nowhere is not remembered: anybody can make as many as they
 * like. */
static bool find_chain(struct trust *t, struct verdict *v)
{
	size_t i = 0;
	key_identify(v->x);
	while (i < t->n && !(names_issuer(&t->list[i], v->x) &&
	                       chain_holds(&t->list[i], v->x, &v->from_ms, &v->until_ms)))
		i++;
	if (i == t->n)
		return false;
	v->authority = (int)i;
	remember(t, *v);
	return true;
}

/* Of its authority, as far as it was asked. */
static struct ocsp_said answer_of(const struct trust *t, const uint8_t *fingerprint)
{
	const struct answered *a = answers_find(t->answers, fingerprint);
	return a != NULL ? a->said : (struct ocsp_said){ .revoked_ms = -1 };
}

/* Whether an answer that holds is soon over: who acts all the time shall find the next one
 * there. */
static bool is_old(const struct ocsp_said *said, int64_t at_ms)
{
	return at_ms - said->from_ms > (said->until_ms - said->from_ms) / 4 * 3;
}

/* Has its authority asked about it, where that was not done just now. */
static void want_answer(struct trust *t, const struct verdict *v, const struct trust_question *q)
{
	pthread_rwlock_wrlock(&t->lock);
	struct answered *a = answers_place(t->answers, v->fingerprint);
	bool asked = a == NULL || (a->asked_ms != 0 && q->at_ms >= a->asked_ms &&
	                              q->at_ms < a->asked_ms + ASK_AGAIN_MS);
	uint8_t *der = asked || t->waiting_count == WAITING ? NULL : malloc(q->der.n);
	if (der != NULL) {
		memcpy(der, q->der.p, q->der.n);
		t->waiting[t->waiting_count++] = (struct waiting){ { der, q->der.n }, q->at_ms };
		a->asked_ms = q->at_ms;
	}
	pthread_rwlock_unlock(&t->lock);
}

static enum err check_revoked(struct ctx *c, struct trust *t, const struct authority *a,
    const struct verdict *v, const struct trust_question *q)
{
	struct revoked key;
	bool serial = serial_bytes(X509_get0_serialNumber(v->x), key.serial);
	if (!serial)
		return fail(c, E_BAD_CERTIFICATE, "its serial number is longer than 20 bytes");
	pthread_rwlock_rdlock(&t->lock);
	int64_t until = a->crl_until_ms, revoked = -1;
	const struct revoked *hit =
	    a->revoked_count == 0
	        ? NULL
	        : bsearch(&key, a->revoked, a->revoked_count, sizeof(key), by_serial);
	const struct ocsp_said said = answer_of(t, v->fingerprint);
	if (hit != NULL)
		revoked = hit->at_ms;
	if (said.revoked_ms >= 0 && (revoked < 0 || said.revoked_ms < revoked))
		revoked = said.revoked_ms;
	pthread_rwlock_unlock(&t->lock);
	if (revoked >= 0 && revoked <= q->at_ms)
		return fail_rule(
		    c, E_CERT_REVOKED, RULE_SIGNATURE, "revoked since %s", moment_text(c, revoked));
	bool holds = q->at_ms >= said.from_ms && q->at_ms <= said.until_ms;
	if (a->ocsp != NULL && !q->archived && (!holds || is_old(&said, q->at_ms)))
		want_answer(t, v, q);
	if (holds)
		return OK;
	if (until == 0 && a->ocsp != NULL && !q->archived)
		return fail_rule(c, E_CERT_UNCHECKED, RULE_SIGNATURE,
		    "%s is being asked about it; try again in a few seconds", a->name);
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
		       : q->use == USE_SEAL
		           ? fail_rule(c, E_CERT_USE, RULE_SIGNATURE, "it is not for encryption")
		           : fail_rule(c, E_CERT_USE, RULE_SIGNATURE, "it is not for timestamps");
	if (q->code != NULL && (x->code == NULL || strcmp(x->code, q->code) != 0))
		return fail_rule(c, E_CERT_OTHER, RULE_SIGNATURE, "it is of %s, not of %s",
		    x->code != NULL ? x->code : x->name, q->code);
	return OK;
}

static enum err check(struct ctx *c, struct trust *t, const struct trust_question *q,
    struct verdict *v, bool known, struct certificate *out)
{
	TRY(certificate_take(c, v->x, q->der, out));
	TRY(check_leaf(c, out, q));
	if (!known && !find_chain(t, v))
		return fail_rule(c, E_CERT_AUTHORITY, RULE_AUTHORITY,
		    "no chain leads to an authority of the trust list");
	/* nobody's own key costs anything: who issued it is known by now */
	if (q->by != NULL)
		TRY(signed_data_holds(c, q->by, X509_get0_pubkey(v->x)));
	const struct authority *by = &t->list[v->authority];
	TRY(check_authority(c, by, v, q->at_ms));
	/* it is taken for as long as all above it are */
	if (v->until_ms < out->until_ms)
		out->until_ms = v->until_ms;
	if (by->until_ms > 0 && by->until_ms < out->until_ms)
		out->until_ms = by->until_ms;
	return check_revoked(c, t, by, v, q);
}

/* Which certificate of that authority has issued it; NULL: none. */
static X509 *issuer_of(const struct authority *a, X509 *x)
{
	for (int i = 0; i < sk_X509_num(a->issuers); i++)
		if (X509_check_issued(sk_X509_value(a->issuers, i), x) == X509_V_OK)
			return sk_X509_value(a->issuers, i);
	return NULL;
}

/* One that is taken apart as trust_check does, and who issued it; NULL: it leads nowhere. */
static X509 *find_issuer(struct trust *t, struct bytes der, struct verdict *v)
{
	bool known = recall(t, der, v);
	return v->x != NULL && (known || find_chain(t, v)) ? issuer_of(&t->list[v->authority], v->x)
	                                                   : NULL;
}

bool trust_next(struct ctx *c, struct trust *t, struct trust_asking *out)
{
	struct waiting w = { .at_ms = 0 };
	struct verdict v;
	pthread_rwlock_wrlock(&t->lock);
	if (t->waiting_count > 0)
		w = t->waiting[--t->waiting_count];
	pthread_rwlock_unlock(&t->lock);
	if (w.der.n == 0)
		return false;
	out->at_ms = w.at_ms;
	out->der = (struct bytes){ (const uint8_t *)arena_copy(c->mem, w.der.p, w.der.n), w.der.n };
	free((void *)w.der.p);
	X509 *issuer = find_issuer(t, out->der, &v);
	bool ok = issuer != NULL && ocsp_query(c, v.x, issuer, &out->query) == OK;
	if (ok)
		out->url = arena_text(c->mem, t->list[v.authority].ocsp);
	X509_free(v.x);
	return ok;
}

enum err trust_answer(
    struct ctx *c, struct trust *t, const struct trust_asking *asked, struct bytes answer)
{
	struct verdict v;
	struct ocsp_said said;
	const struct ocsp_question q = { answer, asked->at_ms };
	X509 *issuer = find_issuer(t, asked->der, &v);
	enum err e = issuer != NULL ? ocsp_read(c, &q, v.x, issuer, &said)
	                            : fail(c, E_BAD_OCSP, "the certificate leads to no authority");
	X509_free(v.x);
	TRY(e);
	pthread_rwlock_wrlock(&t->lock);
	struct answered *a = answers_place(t->answers, v.fingerprint);
	if (a != NULL && said.from_ms >= a->said.from_ms) {
		a->said = said;
		a->asked_ms = 0;
	}
	pthread_rwlock_unlock(&t->lock);
	return OK;
}

enum err trust_check(struct ctx *c, struct trust *t, const struct trust_question *q,
    struct certificate *out, const char **authority)
{
	struct certificate said;
	struct verdict v;
	bool known = recall(t, q->der, &v);
	enum err e = check(c, t, q, &v, known, &said);
	X509_free(v.x);
	TRY(e);
	*out = said;
	if (authority != NULL)
		*authority = arena_text(c->mem, t->list[v.authority].name);
	return OK;
}
