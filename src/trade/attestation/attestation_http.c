#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "trade/attestation/attestation_db.h"

static const char *const about_words[] = { "arrival", "discipline", "observation", "incident",
	"measure", NULL };

struct attestation_in {
	int about;
	const char *content;
	const uint8_t *document;
};
static const struct field attestation_fields[] = {
	F_ENUM(attestation_in, about, REQUIRED, about_words,
	    "到场, 宣读纪律, 见证事项, 异常情况, or 处置"),
	F_TEXT(attestation_in, content, REQUIRED, 1, LIMIT_TEXT_CHARS, "what was seen, by whom"),
	F_DIGEST(attestation_in, document, OPTIONAL, "a picture or paper, uploaded before"),
	F_END,
};

/* From the deadline's side on to the archive: what is archived is closed. */
static enum err attestation_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct attestation_in *in = r->body;
	struct json *o = json_object(c);
	struct document d = { 0 };
	struct tender t;
	struct lot l;
	TRY(lot_get(c, r->params[0], &l, &t));
	if (l.state < LS_BIDDING || l.state == LS_ARCHIVED)
		return fail(c, E_WRONG_STATE,
		    "the lot is %s; it is attested from %s until it is %s",
		    lot_state_words[l.state], lot_state_words[LS_BIDDING],
		    lot_state_words[LS_ARCHIVED]);
	if (in->document != NULL)
		TRY(document_check(c, "/document", in->document, &d));
	const struct attestation a = { .id = id_new(c),
		.lot = l.id,
		.content = in->content,
		.document = d.digest,
		.about = in->about };
	TRY(attestation_insert(c, &a));
	if (in->document != NULL)
		evidence_digest(c, "document", in->document);
	TRY(evidence_add(c, "lot.attested", l.id, t.id));
	json_put(o, "id", json_text(c, a.id));
	return reply_tree(r, 201, o);
}

static enum err attestations_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *rows = json_list(c);
	struct attestation *list;
	size_t n;
	TRY(attestations_of(c, r->params[0], req_query(r, "after"), &list, &n));
	for (size_t i = 0; i < n; i++) {
		struct json *row = json_object(c);
		json_put(row, "about", json_text(c, about_words[list[i].about]));
		json_put(row, "at", json_text(c, moment_text(c, list[i].at_ms)));
		json_put(row, "content", json_text(c, list[i].content));
		json_put(row, "document", json_text(c, list[i].document));
		json_put(row, "id", json_text(c, list[i].id));
		json_put(row, "name", json_text(c, list[i].name));
		json_push(rows, row);
	}
	json_put(o, "attestations", rows);
	return reply_tree(r, 200, o);
}

static enum err document_get_of(struct req *r)
{
	const char *digest;
	TRY(attestation_document(&r->c, r->params[0], r->params[1], &digest));
	return document_reply(r, digest);
}

#define READS (W_CENTRE | W_SUPERVISOR | W_INSPECTOR)

const struct route attestation_routes[] = {
	{ M_POST, "/api/lots/{lot}/attestations", ROW_ACT, .handler = attestation_post,
	    .who = W_CENTRE, .of = of_lot, FIELDS(attestation_fields, struct attestation_in),
	    .errors = "WRONG_STATE NOT_FOUND BAD_FIELD",
	    .doc = "The centre's staff say what they saw (见证), incidents included." },
	{ M_GET, "/api/lots/{lot}/attestations", ROW_READ, .handler = attestations_get,
	    .who = READS, .of = of_lot, .errors = "NOT_FOUND",
	    .doc = "What was attested, in order; ?after=ID goes on." },
	{ M_GET, "/api/lots/{lot}/attestations/{attestation}/document", ROW_READ,
	    .handler = document_get_of, .who = READS, .of = of_lot, .errors = "NOT_FOUND",
	    .doc = "The picture or paper of one." },
	{ .path = NULL },
};
