#include "core/trust/authority_own.h"

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
	free(a->crl);
	free(a->ocsp);
}

void trust_free(struct trust *t)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < t->n; i++)
		authority_free(&t->list[i]);
	pthread_rwlock_destroy(&t->lock);
	pthread_mutex_destroy(&t->remembering);
	for (size_t i = 0; t->verdicts != NULL && i < REMEMBERED; i++)
		X509_free(t->verdicts[i].x);
	free(t->verdicts);
	free(t->answers);
	for (size_t i = 0; i < t->waiting_count; i++)
		free((void *)t->waiting[i].der.p);
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
		if (root && X509_self_signed(x, 1) != 1)
			return fail(c, E_BAD_TRUST_LIST,
			    "root %zu of authority %s has not signed itself", i + 1, a->id);
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
	if (strspn(in->id, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(in->id))
		return fail(c, E_BAD_TRUST_LIST,
		    "authority %s: small letters, digits and hyphens alone", in->id);
	struct authority *a = &t->list[t->n++];
	*a = (struct authority){ .id = kept(in->id),
		.name = kept(in->name),
		.crl = in->crl != NULL ? kept(in->crl) : NULL,
		.ocsp = in->ocsp != NULL ? kept(in->ocsp) : NULL,
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
	t->answers = calloc(ANSWERS, sizeof(*t->answers));
	assert(t->list != NULL && t->verdicts != NULL && t->answers != NULL);
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

const char *trust_id(const struct trust *t, size_t i)
{
	return i < t->n ? t->list[i].id : NULL;
}

const char *trust_crl_address(const struct trust *t, size_t i)
{
	return t->list[i].crl;
}

void trust_inherit(struct trust *t, const struct trust *from)
{
	memcpy(t->answers, from->answers, ANSWERS * sizeof(*t->answers));
}
