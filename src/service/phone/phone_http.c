#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/log.h"
#include "core/http/http.h"
#include "core/trust/certificate.h"
#include "service/phone/phone.h"
#include "service/signing/signing.h"

struct ask_in {
	const char *request;
};
static const struct field ask_fields[] = {
	F_TEXT(ask_in, request, OPTIONAL, 1, PHONE_REQUEST_CHARS,
	    "a signing request of this centre; without one the phone tells its certificate"),
	F_END,
};

/* Until when it holds, where this centre's log has signed it. */
static enum err ask_prepare(struct req *r)
{
	struct ctx *c = &r->c;
	const struct ask_in *in = r->body;
	struct signing_request *asked = arena_new_of(c->mem, struct signing_request);
	const char *text;
	asked->expires_ms = c->now_ms + PHONE_MS;
	r->prepared = asked;
	if (in->request == NULL)
		return OK;
	if (note_check_text(c, in->request, log_keys(r->app->log), &text) != OK ||
	    signing_request_read(c, text, asked) != OK || asked->expires_ms <= c->now_ms)
		return fail_at(c, E_BAD_FIELD, "/request", NULL,
		    "a signing request of this centre that still holds");
	return OK;
}

static enum err ask_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct ask_in *in = r->body;
	const struct signing_request *holds = r->prepared;
	struct json *o = json_object(c);
	struct phone_asked asked;
	TRY(phone_ask(c, in->request, holds->expires_ms, &asked));
	json_put(o, "expires", json_text(c, moment_text(c, asked.ends_ms)));
	json_put(o, "id", json_text(c, asked.id));
	json_put(o, "number", json_int(c, asked.number));
	json_put(o, "secret", json_text(c, asked.secret));
	return reply_tree(r, 201, o);
}

static enum err look_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c);
	const char *request;
	int64_t ends_ms;
	TRY(phone_look(c, r->params[0], &request, &ends_ms));
	json_put(o, "expires", json_text(c, moment_text(c, ends_ms)));
	if (request != NULL)
		json_put(o, "request", json_text(c, request));
	return reply_tree(r, 200, o);
}

static const struct field said_fields[] = {
	F_INT(
	    phone_said, number, REQUIRED, 0, PHONE_NUMBER_MAX, "the number that the desktop shows"),
	F_BASE64(phone_said, signature, OPTIONAL, 1, LIMIT_SIGNATURE_BYTES,
	    "SignedData over the text of the request, detached (DER, base64)"),
	F_BASE64(phone_said, certificate, OPTIONAL, 1, LIMIT_CERTIFICATE_BYTES,
	    "where that is asked for: the certificate of the phone's key (DER, base64)"),
	F_END,
};

static enum err answer_prepare(struct req *r)
{
	const struct phone_said *in = r->body;
	struct certificate says;
	if (in->certificate.n == 0)
		return OK;
	return at_field(&r->c, certificate_read(&r->c, in->certificate, &says), "/certificate");
}

static enum err answer_post(struct req *r)
{
	enum err wrong;
	TRY(phone_answer(&r->c, r->params[0], r->body, &wrong));
	if (wrong == OK)
		return reply_tree(r, 200, json_object(&r->c));
	/* that it was wrong is kept, and so this is no error of the act */
	req_refuse(r, wrong);
	return OK;
}

static enum err end_delete(struct req *r)
{
	TRY(phone_end(&r->c, r->params[0]));
	return reply_tree(r, 200, json_object(&r->c));
}

static enum err result_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c);
	struct phone_result came;
	TRY(phone_result(c, r->params[0], &came));
	if (came.answer.n > 0)
		json_put(o, came.certificate ? "certificate" : "signature",
		    json_text(c, enc_base64(c->mem, came.answer.p, came.answer.n)));
	json_put(o, "state", json_text(c, came.state));
	return reply_tree(r, 200, o);
}

const struct route phone_routes[] = {
	{ M_POST, "/api/phone-requests", ROW_KEEP, ROW_SECRET | ROW_SEALED, .prepare = ask_prepare,
	    .handler = ask_post, .who = W_PUBLIC, FIELDS(ask_fields, struct ask_in),
	    .errors = "BAD_FIELD CONFLICT BUSY",
	    .doc = "Leaves a signing request for a phone, for two minutes." },
	{ M_GET, "/api/phone-requests/{request}", ROW_READ, ROW_SEALED, .handler = look_get,
	    .who = W_PUBLIC, .errors = "NOT_FOUND WRONG_STATE",
	    .doc = "What the phone is asked to sign, for who has its address." },
	{ M_POST, "/api/phone-requests/{request}/answer", ROW_KEEP, ROW_SEALED,
	    .prepare = answer_prepare, .handler = answer_post, .who = W_PUBLIC,
	    FIELDS(said_fields, struct phone_said),
	    .errors = "NOT_FOUND WRONG_STATE MISSING_FIELD BAD_NUMBER BAD_CERTIFICATE",
	    .doc = "The phone's answer, once; three wrong numbers end the request." },
	{ M_DELETE, "/api/phone-requests/{request}", ROW_KEEP, ROW_SEALED, .handler = end_delete,
	    .who = W_PUBLIC, .errors = "NOT_FOUND WRONG_STATE",
	    .doc = "The phone refuses, or the desktop cancels." },
	{ M_GET, "/api/phone-answers/{secret}", ROW_READ, ROW_SEALED, .handler = result_get,
	    .who = W_PUBLIC, .errors = "NOT_FOUND",
	    .doc = "What came of a request, for the desktop that made it." },
	{ .path = NULL },
};
