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

/* OK, BAD_CREDENTIAL or LOCKED; *x then says what is to be kept of it. */
static enum err judge(struct ctx *c, const struct credential_in *in,
    const uint8_t hash[CREDENTIAL_HASH_BYTES], struct credential *x)
{
	if (x->locked_until_ms > c->now_ms)
		return fail_rule(c, E_LOCKED, RULE_FACTORS, "locked until %s",
		    moment_text(c, x->locked_until_ms));
	int64_t step = credential_step(x->secret, in->code, moment_system_ms(), x->last_step);
	bool same = CRYPTO_memcmp(hash, x->hash, CREDENTIAL_HASH_BYTES) == 0;
	if (same && step >= 0) {
		x->last_step = step;
		x->failures = x->locked_until_ms = 0;
		return OK;
	}
	if (++x->failures >= CREDENTIAL_FAILURES) {
		x->failures = 0;
		x->locked_until_ms = c->now_ms + CREDENTIAL_LOCK_MS;
	}
	return fail_rule(
	    c, E_BAD_CREDENTIAL, RULE_FACTORS, "the person, the password or the code is wrong");
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
	said = judge(c, in, r->prepared, &x);
	const struct fault why = c->fault;
	TRY(credential_keep(c, &x));
	TRY(attempt_insert(c, in->person, err_name(said)));
	if (said == OK) {
		TRY(person_actor(c, in->person, &a));
		return reply_session(r, &a, in->token);
	}
	/* what failed is kept, and so this is no error of the act */
	c->fault = why;
	req_refuse(r, said);
	return OK;
}

const struct route credential_routes[] = {
	{ M_POST, "/api/sign-in/password", ROW_KEEP, ROW_SECRET | ROW_SLOW,
	    .prepare = credential_prepare, .handler = credential_post, .who = W_PUBLIC,
	    FIELDS(credential_fields, struct credential_in), .errors = "BAD_CREDENTIAL LOCKED",
	    .doc = "Signs in by password and one-time code: people without a certificate." },
	{ .path = NULL },
};
