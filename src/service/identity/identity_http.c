#include "service/identity/identity.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "core/http/session.h"
#include "core/trust/signed_data.h"
#include "core/trust/statement.h"
#include "core/trust/trust_folder.h"
#include "service/identity/credential.h"
#include "service/identity/identity_db.h"
#include "service/party/party.h"

#define NONCE_BYTES 32
#define CHALLENGE_CHARS 1000
#define RULE_SIGN_IN "《电子招标投标办法》第四十条 / Order 20, art. 40"

static enum err challenge_none(struct ctx *c)
{
	return fail_rule(c, E_BAD_CHALLENGE, RULE_SIGN_IN,
	    "it is not one of this centre's, is over, or was used");
}

enum err challenge_waits(struct ctx *c, const char *text)
{
	bool there;
	TRY(challenge_there(c, sha256_text(c->mem, text), &there));
	return there ? OK : challenge_none(c);
}

/* What is signed says for what, where and until when; nobody signs bare bytes. */
static enum err challenge_post(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *said = json_object(c), *o = json_object(c);
	uint8_t nonce[NONCE_BYTES];
	const char *site = req_site(r);
	/* from the system, not from the request's seed: nobody may know it before */
	rng_system_seed(nonce);
	json_put(said, "centre", json_text(c, c->centre->code));
	json_put(said, "expires", json_text(c, moment_text(c, c->now_ms + CHALLENGE_MS)));
	json_put(said, "nonce", json_text(c, enc_hex(c->mem, nonce, sizeof(nonce))));
	json_put(said, "origin", json_text(c, site != NULL ? site : ""));
	json_put(said, "purpose", json_text(c, PURPOSE_SIGN_IN));
	json_put(said, "v", json_int(c, 1));
	const char *text = json_canonical(c, said);
	TRY(challenge_insert(c, sha256_text(c->mem, text), c->now_ms + CHALLENGE_MS));
	json_put(o, "challenge", json_text(c, text));
	return reply_tree(r, 201, o);
}

struct sign_in {
	const char *challenge;
	struct bytes signature;
	const char *code;
	bool token;
};
static const struct field sign_in_fields[] = {
	F_TEXT(sign_in, challenge, REQUIRED, 1, CHALLENGE_CHARS, "as it was given, to the byte"),
	F_BASE64(sign_in, signature, REQUIRED, 1, LIMIT_SIGNATURE_BYTES,
	    "SignedData over the challenge's text, detached (DER, base64)"),
	F_TEXT(sign_in, code, OPTIONAL, CODE_DIGITS, CODE_DIGITS,
	    "of the centre and of supervision: the six digits that the authenticator shows now"),
	F_BOOL(sign_in, token, OPTIONAL, "an API token instead of a cookie"),
	F_END,
};

struct signed_in_by {
	struct certificate says;
	struct bytes der;
};

/* What was signed at another address is of no use here: who stands in between gets nowhere. */
static enum err check_origin(struct req *r, const char *challenge)
{
	struct ctx *c = &r->c;
	struct json *said;
	const char *site = req_site(r);
	if (json_parse(c, challenge, strlen(challenge), &said) == OK && site != NULL &&
	    strcmp(json_get_text(said, "origin", site), site) != 0)
		return fail_rule(c, E_BAD_CHALLENGE, RULE_SIGN_IN,
		    "it was signed at %s, this is %s", json_get_text(said, "origin", ""), site);
	c->fault = (struct fault){ 0 };
	return OK;
}

/* All that needs no store: is the certificate taken, and has its key signed? */
static enum err sign_in_prepare(struct req *r)
{
	struct ctx *c = &r->c;
	const struct sign_in *in = r->body;
	struct signed_in_by *who = arena_new_of(c->mem, struct signed_in_by);
	const struct bytes text = { (const uint8_t *)in->challenge, strlen(in->challenge) };
	struct signed_data by;
	struct trust_question q = { .use = USE_SIGN, .at_ms = c->now_ms, .by = &by };
	TRY(check_origin(r, in->challenge));
	TRY(at_field(c, signed_data_read(c, in->signature, text, &by), "/signature"));
	q.der = by.certificate;
	TRY(at_field(c, trust_folder_check(c, r->app->trust, &q, &who->says, NULL), "/signature"));
	if (who->says.code == NULL)
		return fail_at(c, E_CERT_OTHER, "/signature", who->says.name,
		    "it names no organisation by its code");
	who->der = q.der;
	r->prepared = who;
	return OK;
}

static enum err sign_in_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct sign_in *in = r->body;
	const struct signed_in_by *who = r->prepared;
	const char *person;
	struct actor a;
	enum err said;
	bool there;
	TRY(challenge_use(c, sha256_text(c->mem, in->challenge), &there));
	if (!there)
		return challenge_none(c);
	TRY(at_field(c, contact_of(c, who->says.code, &person), "/signature"));
	TRY(person_actor(c, person, &a));
	a.certificate = who->der;
	TRY(credential_beside(c, &a, in->code, &said));
	if (said == OK)
		return reply_session(r, &a, in->token);
	/* the attempt is kept, and the challenge used up: this is no error of the act */
	req_refuse(r, said);
	return OK;
}

const struct route identity_routes[] = {
	{ M_POST, "/api/sign-in/challenges", ROW_KEEP, ROW_SECRET, .handler = challenge_post,
	    .who = W_PUBLIC,
	    .doc = "What to sign so as to sign in by certificate: once, within "
	           "two minutes." },
	{ M_POST, "/api/sign-in", ROW_KEEP, ROW_SECRET, .prepare = sign_in_prepare,
	    .handler = sign_in_post, .who = W_PUBLIC, FIELDS(sign_in_fields, struct sign_in),
	    .errors = "NO_TRUST_LIST BAD_CERTIFICATE CERT_NOT_YET CERT_EXPIRED CERT_USE "
	              "CERT_AUTHORITY CERT_SUSPENDED CERT_REVOKED CERT_UNCHECKED CERT_OTHER "
	              "BAD_SIGNATURE BAD_CHALLENGE NOT_FOUND CODE_WANTED BAD_CREDENTIAL LOCKED",
	    .doc = "Signs in by certificate; the session ends when that is no longer taken." },
	{ .path = NULL },
};
