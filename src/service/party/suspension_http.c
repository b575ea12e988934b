/* suspension_http.c - parties that the authority suspends (暂停, 取消资格), and lets act again. */
#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "service/party/party_db.h"

struct suspension_in {
	const char *reason, *basis;
	int64_t until;
};
static const struct field suspension_fields[] = {
	F_TEXT(suspension_in, reason, REQUIRED, 1, LIMIT_TEXT_CHARS, "what it did"),
	F_TEXT(
	    suspension_in, basis, REQUIRED, 1, LIMIT_TITLE_CHARS, "the article, and the decision"),
	F_MOMENT(suspension_in, until, REQUIRED, "when it may act again"),
	F_END,
};

static enum err suspension_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct suspension_in *in = r->body;
	struct json *o = json_object(c);
	if (in->until <= c->now_ms)
		return fail_at(
		    c, E_BAD_FIELD, "/until", moment_text(c, in->until), "it lies ahead");
	const struct party_suspension made = { .id = id_new(c),
		.party = r->params[0],
		.reason = in->reason,
		.basis = in->basis,
		.until_ms = in->until };
	TRY(party_suspension_insert(c, &made));
	TRY(evidence_add(c, "party.suspended", made.party, NULL));
	json_put(o, "id", json_text(c, made.id));
	return reply_tree(r, 201, o);
}

struct reinstatement_in {
	const char *suspension, *reason;
};
static const struct field reinstatement_fields[] = {
	F_ID(reinstatement_in, suspension, REQUIRED, "which one"),
	F_TEXT(reinstatement_in, reason, REQUIRED, 1, LIMIT_TEXT_CHARS, "why it ends early"),
	F_END,
};

static enum err reinstatement_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct reinstatement_in *in = r->body;
	const struct party_suspension s = {
		.id = in->suspension, .party = r->params[0], .end_reason = in->reason
	};
	TRY(at_field(c, party_suspension_end(c, &s), "/suspension"));
	TRY(evidence_add(c, "party.reinstated", s.party, NULL));
	return reply_tree(r, 200, json_object(c));
}

const struct route party_suspension_routes[] = {
	{ M_POST, "/api/parties/{party}/suspensions", ROW_ACT, .handler = suspension_post,
	    .who = W_SUPERVISOR, .of = of_party, FIELDS(suspension_fields, struct suspension_in),
	    .errors = "NOT_FOUND BAD_FIELD", .doc = "Suspends a party until a moment." },
	{ M_POST, "/api/parties/{party}/suspensions/ends", ROW_ACT, .handler = reinstatement_post,
	    .who = W_SUPERVISOR, .of = of_party,
	    FIELDS(reinstatement_fields, struct reinstatement_in), .errors = "NOT_FOUND",
	    .doc = "Ends a suspension before its time." },
	{ .path = NULL },
};
