/* trial_http.c - a signature that is good for nothing, looked at before one is needed: whose it is,
 * and whether it would be taken now and on another day. */
#include <string.h>

#include "core/base/moment.h"
#include "core/http/http.h"
#include "core/trust/signed_data.h"
#include "core/trust/trust_folder.h"
#include "service/identity/identity.h"
#include "service/identity/signed.h"

#define ASKED_MAX 3
#define AT "/signature"

struct trial_in {
	const struct signed_in *signature;
	int64_t at; /* ms; 0: only now is asked about */
};
static const struct field trial_fields[] = {
	F_OBJECT(trial_in, signature, REQUIRED, signed_fields, signed_in,
	    "over a statement with the purpose `trial`"),
	F_MOMENT(trial_in, at, OPTIONAL, "another moment: that of an opening, say"),
	F_END,
};

/* One answer: for which use, when, and why not. */
struct asked {
	const char *what;
	int64_t at_ms;
	struct fault fault; /* of OK: it is taken */
};
struct trial {
	struct certificate of;
	const char *authority; /* NULL: it is taken for nothing, so nobody says */
	struct asked asked[ASKED_MAX];
	size_t n;
};

static void ask(struct req *r, struct bytes der, enum key_use use, int64_t at_ms)
{
	struct ctx *c = &r->c;
	struct trial *t = r->prepared;
	struct certificate says;
	struct asked *a = &t->asked[t->n++];
	/* what a list of revoked ones says on a day to come, none says yet */
	const struct trust_question q = {
		.der = der, .use = use, .at_ms = at_ms, .archived = at_ms > c->now_ms
	};
	*a = (struct asked){ .what = use == USE_SIGN ? "sign" : "seal", .at_ms = at_ms };
	c->fault = (struct fault){ 0 };
	if (trust_folder_check(c, r->app->trust, &q, &says, &t->authority) != OK)
		a->fault = c->fault;
	c->fault = (struct fault){ 0 };
}

static enum err trial_prepare(struct req *r)
{
	struct ctx *c = &r->c;
	const struct trial_in *in = r->body;
	const char *text = in->signature->statement;
	struct trial *t = arena_new_of(c->mem, struct trial);
	struct statement want = { .centre = c->centre->code,
		.object = c->actor.party,
		.party = c->actor.party,
		.purpose = PURPOSE_TRIAL,
		.origin = req_site(r) };
	struct bytes der;
	r->prepared = t;
	if (c->actor.party == NULL)
		return fail(c, E_DENIED, "the caller acts for no party");
	TRY(at_field(c, statement_check(c, text, &want), AT));
	TRY(at_field(c,
	    signed_data_check(c, in->signature->value,
	        (struct bytes){ (const uint8_t *)text, strlen(text) }, &der),
	    AT));
	TRY(at_field(c, certificate_read(c, der, &t->of), AT));
	ask(r, der, USE_SIGN, c->now_ms);
	ask(r, der, USE_SEAL, c->now_ms);
	if (in->at != 0)
		ask(r, der, USE_SIGN, in->at);
	return OK;
}

static struct json *answer_json(struct ctx *c, const struct asked *a)
{
	struct json *o = a->fault.err != OK ? json_refused(c, &a->fault) : json_object(c);
	json_put(o, "at", json_text(c, moment_text(c, a->at_ms)));
	json_put(o, "what", json_text(c, a->what));
	return o;
}

static struct json *certificate_json(struct ctx *c, const struct certificate *x)
{
	struct json *o = json_object(c);
	json_put(o, "code", json_text(c, x->code));
	json_put(o, "fingerprint", json_text(c, x->fingerprint));
	json_put(o, "from", json_text(c, moment_text(c, x->from_ms)));
	json_put(o, "kind", json_text(c, key_kind_words[x->kind]));
	json_put(o, "name", json_text(c, x->name));
	json_put(o, "until", json_text(c, moment_text(c, x->until_ms)));
	return o;
}

/* Its answers are all told: what is not taken is what one comes here to learn. */
static enum err trial_post(struct req *r)
{
	struct ctx *c = &r->c;
	struct trial *t = r->prepared;
	struct json *o = json_object(c), *list = json_list(c);
	struct asked own = { .what = "own", .at_ms = c->now_ms };
	if (certificate_of_caller(c, &t->of, AT) != OK)
		own.fault = c->fault;
	c->fault = (struct fault){ 0 };
	json_push(list, answer_json(c, &own));
	for (size_t i = 0; i < t->n; i++)
		json_push(list, answer_json(c, &t->asked[i]));
	json_put(o, "answers", list);
	json_put(o, "authority", json_text(c, t->authority));
	json_put(o, "certificate", certificate_json(c, &t->of));
	return reply_tree(r, 200, o);
}

const struct route trial_routes[] = {
	{ M_POST, "/api/trials", ROW_KEEP, .prepare = trial_prepare, .handler = trial_post,
	    .who = W_MEMBER, FIELDS(trial_fields, struct trial_in),
	    .errors = "DENIED BAD_STATEMENT BAD_SIGNATURE BAD_CERTIFICATE",
	    .doc = "Whose a trial signature is, and whether it would be taken, now and then." },
	{ .path = NULL },
};
