#include "core/trust/token.h"

#include <assert.h>
#include <dlfcn.h>
#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <p11-kit/pkcs11.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"

#define SLOTS_MAX 16
#define SIGNATURE_BYTES_MAX 512 /* RSA of 4096 bits */
#define ID_BYTES_MAX 255

struct token_module {
	void *library;
	CK_FUNCTION_LIST *f;
};

/* A certificate, and where its key is to be looked for. */
struct place {
	CK_SLOT_ID slot;
	CK_FLAGS flags;
	struct bytes id, certificate;
};

static enum err refused(struct ctx *c, CK_RV rv)
{
	switch (rv) {
	case CKR_PIN_INCORRECT:
	case CKR_PIN_INVALID:
	case CKR_PIN_LEN_RANGE:
		return fail(c, E_BAD_PIN, "after several wrong ones the token locks itself");
	case CKR_PIN_LOCKED:
		return fail(c, E_PIN_LOCKED, "its authority unlocks it");
	case CKR_DEVICE_REMOVED:
	case CKR_DEVICE_ERROR:
	case CKR_TOKEN_NOT_PRESENT:
	case CKR_TOKEN_NOT_RECOGNIZED:
	case CKR_SESSION_HANDLE_INVALID:
	case CKR_SLOT_ID_INVALID:
		return fail(c, E_NO_TOKEN, "it was pulled out");
	case CKR_FUNCTION_CANCELED:
		return fail(c, E_TOKEN, "it was cancelled at the token");
	default:
		return fail(c, E_TOKEN, "the module answered %lu", rv);
	}
}
#define ASK(call)                                  \
	do {                                       \
		CK_RV ask_rv = (call);             \
		if (ask_rv != CKR_OK)              \
			return refused(c, ask_rv); \
	} while (0)

static enum err begin(struct ctx *c, struct token_module *m, const char *path)
{
	CK_C_INITIALIZE_ARGS how = { .flags = CKF_OS_LOCKING_OK };
	CK_C_GetFunctionList list = NULL;
	void *symbol = m->library != NULL ? dlsym(m->library, "C_GetFunctionList") : NULL;
	memcpy(&list, &symbol, sizeof(list)); /* ISO C has no cast from an object to a function */
	if (list == NULL || list(&m->f) != CKR_OK)
		return fail_at(c, E_NO_TOKEN, "--module", path, "it is no PKCS #11 module");
	CK_RV rv = m->f->C_Initialize(&how);
	return rv == CKR_OK || rv == CKR_CRYPTOKI_ALREADY_INITIALIZED ? OK : refused(c, rv);
}

enum err token_module_open(struct ctx *c, const char *path, struct token_module **out)
{
	struct token_module *m = calloc(1, sizeof(*m));
	assert(m != NULL);
	m->library = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	enum err e = begin(c, m, path);
	if (e != OK) {
		if (m->library != NULL)
			dlclose(m->library);
		free(m);
		return e;
	}
	*out = m;
	return OK;
}

void token_module_close(struct token_module *m)
{
	if (m == NULL)
		return;
	m->f->C_Finalize(NULL);
	/* it stays loaded: some modules leave threads or handlers of the end behind */
	free(m);
}

/* An attribute of at most that many bytes, in the arena; n = 0: it has none. */
static struct bytes attribute(
    struct ctx *c, CK_FUNCTION_LIST *f, const CK_ULONG at[2], CK_ATTRIBUTE_TYPE type, size_t most)
{
	CK_ATTRIBUTE a = { type, NULL, 0 };
	if (f->C_GetAttributeValue(at[0], at[1], &a, 1) != CKR_OK || a.ulValueLen == 0 ||
	    a.ulValueLen > most)
		return (struct bytes){ NULL, 0 };
	a.pValue = arena_alloc(c->mem, a.ulValueLen);
	return f->C_GetAttributeValue(at[0], at[1], &a, 1) == CKR_OK
	           ? (struct bytes){ a.pValue, a.ulValueLen }
	           : (struct bytes){ NULL, 0 };
}

struct found {
	CK_OBJECT_HANDLE at[TOKEN_KEYS_MAX];
	CK_ULONG n;
};

static enum err find(struct ctx *c, CK_FUNCTION_LIST *f, CK_SESSION_HANDLE session,
    const struct bytes *id, struct found *out)
{
	CK_OBJECT_CLASS class = id != NULL ? CKO_PRIVATE_KEY : CKO_CERTIFICATE;
	CK_ATTRIBUTE like[2] = { { CKA_CLASS, &class, sizeof(class) } };
	if (id != NULL)
		like[1] = (CK_ATTRIBUTE){ CKA_ID, (void *)id->p, id->n };
	ASK(f->C_FindObjectsInit(session, like, id != NULL ? 2 : 1));
	CK_RV rv = f->C_FindObjects(session, out->at, TOKEN_KEYS_MAX, &out->n);
	f->C_FindObjectsFinal(session);
	return rv == CKR_OK ? OK : refused(c, rv);
}

struct places {
	struct place at[TOKEN_KEYS_MAX];
	size_t n;
};

static enum err look_in(struct ctx *c, CK_FUNCTION_LIST *f, CK_SESSION_HANDLE session,
    const struct place *token, struct places *out)
{
	struct found found = { .n = 0 };
	TRY(find(c, f, session, NULL, &found));
	for (CK_ULONG i = 0; i < found.n && out->n < TOKEN_KEYS_MAX; i++) {
		const CK_ULONG at[2] = { session, found.at[i] };
		struct place p = *token;
		p.certificate = attribute(c, f, at, CKA_VALUE, LIMIT_CERTIFICATE_BYTES);
		p.id = attribute(c, f, at, CKA_ID, ID_BYTES_MAX);
		if (p.certificate.n > 0 && p.id.n > 0)
			out->at[out->n++] = p;
	}
	return OK;
}

/* What is there now. A token that is pulled meanwhile has none. */
static enum err look(struct ctx *c, struct token_module *m, struct places *out)
{
	CK_SLOT_ID slots[SLOTS_MAX];
	CK_ULONG n = SLOTS_MAX;
	ASK(m->f->C_GetSlotList(CK_TRUE, slots, &n));
	for (CK_ULONG i = 0; i < n; i++) {
		struct place token = { .slot = slots[i] };
		struct ctx quiet = *c;
		size_t before = out->n;
		CK_TOKEN_INFO says;
		CK_SESSION_HANDLE session;
		if (m->f->C_GetTokenInfo(slots[i], &says) != CKR_OK ||
		    (says.flags & CKF_TOKEN_INITIALIZED) == 0 ||
		    m->f->C_OpenSession(slots[i], CKF_SERIAL_SESSION, NULL, NULL, &session) !=
		        CKR_OK)
			continue;
		token.flags = says.flags;
		if (look_in(&quiet, m->f, session, &token, out) != OK)
			out->n = before;
		m->f->C_CloseSession(session);
	}
	return OK;
}

static bool wants_pin(const struct place *p)
{
	return (p->flags & CKF_LOGIN_REQUIRED) != 0 &&
	       (p->flags & CKF_PROTECTED_AUTHENTICATION_PATH) == 0;
}

enum err token_keys(struct ctx *c, struct token_module *m, struct signing_key *out, size_t *n)
{
	struct places *there = arena_new_of(c->mem, struct places);
	size_t taken = 0;
	TRY(look(c, m, there));
	for (size_t i = 0; i < there->n; i++) {
		const struct place *p = &there->at[i];
		struct ctx quiet = *c;
		struct signing_key k = {
			.certificate = p->certificate, .module = m, .wants_pin = wants_pin(p)
		};
		/* a module that signs by SM2 is none of PKCS #11's */
		if (certificate_read(&quiet, p->certificate, &k.says) == OK &&
		    (k.says.uses & USE_SIGN) != 0 && k.says.kind != KEY_SM2)
			out[taken++] = k;
	}
	*n = taken;
	return OK;
}

/* SHA-256 and its name in front of the digest (RFC 8017 9.2, note 1). */
static struct bytes digest_info(struct ctx *c, struct bytes text)
{
	static const uint8_t name[] = { 0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
		0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 };
	uint8_t *p = arena_alloc(c->mem, sizeof(name) + SHA256_BYTES);
	memcpy(p, name, sizeof(name));
	sha256(text.p, text.n, p + sizeof(name));
	return (struct bytes){ p, sizeof(name) + SHA256_BYTES };
}

/* PKCS #11 gives r and s one behind the other, SignedData wants them as a SEQUENCE. */
static struct bytes as_sequence(struct ctx *c, struct bytes raw)
{
	int half = (int)raw.n / 2;
	unsigned char *der = NULL;
	ECDSA_SIG *s = ECDSA_SIG_new();
	assert(s != NULL);
	int ok =
	    ECDSA_SIG_set0(s, BN_bin2bn(raw.p, half, NULL), BN_bin2bn(raw.p + half, half, NULL));
	assert(ok == 1);
	int n = i2d_ECDSA_SIG(s, &der);
	assert(n > 0);
	const struct bytes out = { (const uint8_t *)arena_copy(c->mem, der, (size_t)n), (size_t)n };
	OPENSSL_free(der);
	ECDSA_SIG_free(s);
	return out;
}

/* By which mechanism, over what. */
static CK_MECHANISM_TYPE way(struct ctx *c, const struct token_module *m, CK_SLOT_ID slot,
    enum key_kind kind, struct bytes *over)
{
	CK_MECHANISM_INFO says;
	struct bytes text = *over;
	if (kind == KEY_P256) {
		uint8_t *digest = arena_alloc(c->mem, SHA256_BYTES);
		sha256(text.p, text.n, digest);
		*over = (struct bytes){ digest, SHA256_BYTES };
		return CKM_ECDSA;
	}
	if (m->f->C_GetMechanismInfo(slot, CKM_SHA256_RSA_PKCS, &says) == CKR_OK &&
	    (says.flags & CKF_SIGN) != 0)
		return CKM_SHA256_RSA_PKCS;
	*over = digest_info(c, text);
	return CKM_RSA_PKCS;
}

struct login {
	CK_SESSION_HANDLE session;
	const char *pin; /* NULL: it is typed at the token, or not wanted */
};

static CK_RV log_in(CK_FUNCTION_LIST *f, const struct login *by, CK_USER_TYPE as)
{
	return f->C_Login(by->session, as, (unsigned char *)by->pin,
	    by->pin != NULL ? (CK_ULONG)strlen(by->pin) : 0);
}

static enum err sign_in_session(struct ctx *c, const struct signing_key *k, const struct place *p,
    const struct login *by, struct bytes *out)
{
	CK_FUNCTION_LIST *f = k->module->f;
	struct found keys = { .n = 0 };
	uint8_t made[SIGNATURE_BYTES_MAX];
	CK_ULONG n = sizeof(made);
	struct bytes over = *out;
	if ((p->flags & CKF_LOGIN_REQUIRED) != 0)
		ASK(log_in(f, by, CKU_USER));
	TRY(find(c, f, by->session, &p->id, &keys));
	if (keys.n != 1)
		return fail(c, E_NO_TOKEN, "the token has no key for this certificate");
	CK_MECHANISM how = { way(c, k->module, p->slot, k->says.kind, &over), NULL, 0 };
	ASK(f->C_SignInit(by->session, &how, keys.at[0]));
	const CK_ULONG at[2] = { by->session, keys.at[0] };
	struct bytes always = attribute(c, f, at, CKA_ALWAYS_AUTHENTICATE, 1);
	if (always.n == 1 && *always.p != CK_FALSE)
		ASK(log_in(f, by, CKU_CONTEXT_SPECIFIC));
	ASK(f->C_Sign(by->session, (unsigned char *)over.p, over.n, made, &n));
	const struct bytes raw = { (const uint8_t *)arena_copy(c->mem, made, n), n };
	*out = k->says.kind == KEY_P256 ? as_sequence(c, raw) : raw;
	return OK;
}

enum err token_sign(struct ctx *c, const struct signing_key *k, const char *pin, struct bytes text,
    struct bytes *out)
{
	struct places *there = arena_new_of(c->mem, struct places);
	const struct place *p = NULL;
	struct login by = { .pin = pin };
	struct bytes made = text;
	TRY(look(c, k->module, there));
	for (size_t i = 0; i < there->n; i++)
		if (there->at[i].certificate.n == k->certificate.n &&
		    memcmp(there->at[i].certificate.p, k->certificate.p, k->certificate.n) == 0)
			p = &there->at[i];
	if (p == NULL)
		return fail(c, E_NO_TOKEN, "no token that is there has this certificate");
	if (pin == NULL && wants_pin(p))
		return fail(c, E_BAD_PIN, "the token wants its PIN");
	ASK(k->module->f->C_OpenSession(p->slot, CKF_SERIAL_SESSION, NULL, NULL, &by.session));
	enum err e = sign_in_session(c, k, p, &by, &made);
	/* with its last session the login ends */
	k->module->f->C_Logout(by.session);
	k->module->f->C_CloseSession(by.session);
	TRY(e);
	*out = made;
	return OK;
}
