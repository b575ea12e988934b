/* credential_http.c - signing in by password and code. */
#include <openssl/crypto.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "core/http/session.h"
#include "service/identity/credential.h"
#include "service/identity/identity.h"
#include "service/identity/identity_db.h"
#include "service/party/party.h"

#define RULE_FACTORS "GB/T 22239-2019 8.1.4.1"
#define ENROLMENT_BYTES 20 /* 32 characters */
#define PASSWORD_CHARS_MIN 12

struct credential_in {
	const char *person, *password, *code;
	bool token;
};
static const struct field credential_fields[] = {
	F_ID(credential_in, person, REQUIRED, "who signs in"),
	F_TEXT(credential_in, password, REQUIRED, 1, CREDENTIAL_PASSWORD_CHARS, "the password"),
	F_TEXT(credential_in, code, REQUIRED, CODE_DIGITS, CODE_DIGITS,
	    "the six digits that the authenticator shows now"),
	F_BOOL(credential_in, token, OPTIONAL, "an API token instead of a cookie"),
	F_END,
};

/* What the password comes to, which takes long: with the salt that is there, or with none, so that
 * nobody learns from the time whether there is such a person. */
static enum err credential_prepare(struct req *r)
{
	struct ctx *c = &r->c;
	const struct credential_in *in = r->body;
	struct credential there = { 0 };
	uint8_t *hash = arena_alloc(c->mem, CREDENTIAL_HASH_BYTES);
	TRY(reader_take(r->app, c));
	enum err e = credential_get(c, in->person, &there);
	reader_give(r->app, c);
	if (e != E_NOT_FOUND)
		TRY(e);
	r->prepared = hash;
	return credential_hash(c, in->password, there.salt, hash);
}

/* What was shown besides the code: the hash of a password, or a certificate (NULL). OK,
 * BAD_CREDENTIAL or LOCKED; *x then says what is to be kept of it. */
static enum err judge(struct ctx *c, const char *code, const uint8_t *hash, struct credential *x)
{
	struct credential_lock *lock = hash != NULL ? &x->password : &x->beside;
	if (lock->until_ms > c->now_ms)
		return fail_rule(
		    c, E_LOCKED, RULE_FACTORS, "locked until %s", moment_text(c, lock->until_ms));
	int64_t step = credential_step(x->secret, code, moment_system_ms(), x->last_step);
	bool same = hash == NULL || CRYPTO_memcmp(hash, x->hash, CREDENTIAL_HASH_BYTES) == 0;
	if (same && step >= 0) {
		x->last_step = step;
		*lock = (struct credential_lock){ 0 };
		return OK;
	}
	if (++lock->failures >= CREDENTIAL_FAILURES)
		*lock = (struct credential_lock){ 0, c->now_ms + CREDENTIAL_LOCK_MS };
	return fail_rule(
	    c, E_BAD_CREDENTIAL, RULE_FACTORS, "the person, the password or the code is wrong");
}

/* Judged, and what came of it kept. */
static enum err try_credential(
    struct ctx *c, const char *code, const uint8_t *hash, struct credential *x, enum err *said)
{
	*said = judge(c, code, hash, x);
	const struct fault why = c->fault;
	TRY(credential_keep(c, x));
	TRY(attempt_insert(c, x->person, err_name(*said)));
	c->fault = why;
	return OK;
}

enum err credential_beside(struct ctx *c, const struct actor *a, const char *code, enum err *said)
{
	struct credential x;
	*said = OK;
	/* when others sign in tells who bids: it is kept of nobody else */
	if ((a->roles & (ROLE_CENTRE | ROLE_SUPERVISOR | ROLE_INSPECTOR)) == 0)
		return OK;
	enum err e = credential_get(c, a->user, &x);
	if (e == E_NOT_FOUND && c->centre->practice)
		return attempt_insert(c, a->user, err_name(OK));
	if (e == E_NOT_FOUND)
		*said = fail_rule(c, E_CODE_WANTED, RULE_FACTORS,
		    "who acts for the centre or watches it has a one-time code, too; security "
		    "gives it out");
	else if (e == OK && code == NULL)
		*said = fail_rule(c, E_CODE_WANTED, RULE_FACTORS,
		    "the six digits that the authenticator shows now");
	else
		return e != OK ? e : try_credential(c, code, NULL, &x, said);
	const struct fault why = c->fault;
	TRY(attempt_insert(c, a->user, err_name(*said)));
	c->fault = why;
	return OK;
}

static enum err credential_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct credential_in *in = r->body;
	struct credential x;
	struct actor a;
	enum err said, e = credential_get(c, in->person, &x);
	if (e == E_NOT_FOUND) /* of nobody nothing is kept: anybody could fill the store */
		return fail_rule(c, E_BAD_CREDENTIAL, RULE_FACTORS,
		    "the person, the password or the code is wrong");
	TRY(e);
	TRY(try_credential(c, in->code, r->prepared, &x, &said));
	if (said == OK) {
		TRY(person_actor(c, in->person, &a));
		return reply_session(r, &a, in->token);
	}
	/* what failed is kept, and so this is no error of the act */
	req_refuse(r, said);
	return OK;
}

enum err enrolment_offer(struct ctx *c, const char *person, const char **code)
{
	uint8_t chance[RNG_SEED_BYTES], digest[SHA256_BYTES];
	struct actor a;
	TRY(person_actor(c, person, &a));
	/* from the system, not from the act's seed, which is kept beside it */
	rng_system_seed(chance);
	const char *text = credential_base32(c->mem, chance, ENROLMENT_BYTES);
	sha256(text, strlen(text), digest);
	TRY(enrolment_put(c, person, digest, moment_system_ms() + ENROLMENT_MS));
	*code = text;
	return OK;
}

struct enrolment_in {
	const char *person, *code, *password;
};
static const struct field enrolment_fields[] = {
	F_ID(enrolment_in, person, REQUIRED, "who chooses a password"),
	F_TEXT(enrolment_in, code, REQUIRED, 1, 64, "the code that security gave out"),
	F_TEXT(enrolment_in, password, REQUIRED, PASSWORD_CHARS_MIN, CREDENTIAL_PASSWORD_CHARS,
	    "the password to be: at least twelve characters"),
	F_END,
};

static enum err enrolment_prepare(struct req *r)
{
	const struct enrolment_in *in = r->body;
	struct credential *x = arena_new_of(r->c.mem, struct credential);
	uint8_t chance[2][RNG_SEED_BYTES];
	rng_system_seed(chance[0]);
	rng_system_seed(chance[1]);
	memcpy(x->salt, chance[0], sizeof(x->salt));
	memcpy(x->secret, chance[1], sizeof(x->secret));
	OPENSSL_cleanse(chance, sizeof(chance));
	x->person = in->person;
	r->prepared = x;
	return credential_hash(&r->c, in->password, x->salt, x->hash);
}

static enum err enrolment_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct enrolment_in *in = r->body;
	const struct credential *x = r->prepared;
	struct json *o = json_object(c);
	uint8_t digest[SHA256_BYTES];
	bool there;
	sha256(in->code, strlen(in->code), digest);
	TRY(enrolment_use(c, in->person, digest, &there));
	if (!there)
		return fail_rule(c, E_BAD_CREDENTIAL, RULE_FACTORS,
		    "there is no such code for that person, or it was used, or is over");
	TRY(credential_put(c, x));
	TRY(attempt_insert(c, in->person, "ENROLLED"));
	json_put(o, "authenticator", json_text(c, credential_address(c, in->person, x->secret)));
	return reply_tree(r, 201, o);
}

const struct route credential_routes[] = {
	{ M_POST, "/api/sign-in/password", ROW_KEEP, ROW_SECRET | ROW_SLOW,
	    .prepare = credential_prepare, .handler = credential_post, .who = W_PUBLIC,
	    FIELDS(credential_fields, struct credential_in), .errors = "BAD_CREDENTIAL LOCKED",
	    .doc = "Signs in by password and one-time code: people without a certificate." },
	{ M_POST, "/api/sign-in/enrolment", ROW_KEEP, ROW_SECRET | ROW_SLOW,
	    .prepare = enrolment_prepare, .handler = enrolment_post, .who = W_PUBLIC,
	    FIELDS(enrolment_fields, struct enrolment_in), .errors = "BAD_CREDENTIAL NOT_FOUND",
	    .doc = "Chooses a password by a code from security; answers with the secret for an "
	           "authenticator, once." },
	{ .path = NULL },
};
