#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "trade/opinion/opinion_db.h"
#include "trade/project/project.h"

static const char *const type_words[] = { "opinion", "transfer", NULL };

struct opinion_in {
	int type;
	const char *content, *recipient;
};
static const struct field opinion_fields[] = {
	F_ENUM(opinion_in, type, REQUIRED, type_words, "监督意见, or 移送"),
	F_TEXT(opinion_in, content, REQUIRED, 1, LIMIT_TEXT_CHARS,
	    "what was found, and what is wanted"),
	F_TEXT(opinion_in, recipient, OPTIONAL, 1, LIMIT_TITLE_CHARS,
	    "the authority that a transfer goes to; wanted then"),
	F_END,
};

static enum err opinion_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct opinion_in *in = r->body;
	struct json *reply = json_object(c);
	struct tender t;
	struct lot l;
	TRY(lot_get(c, r->params[0], &l, &t));
	if ((in->type == TRANSFER) != (in->recipient != NULL))
		return fail_at(c, E_MISSING_FIELD, "/recipient", NULL,
		    "a transfer names the authority that it goes to, an opinion does not");
	const struct opinion o = { .id = id_new(c),
		.lot = l.id,
		.content = in->content,
		.recipient = in->recipient,
		.type = in->type };
	TRY(opinion_insert(c, &o));
	TRY(evidence_add(
	    c, in->type == TRANSFER ? "supervision.transferred" : "supervision.said", l.id, t.id));
	json_put(reply, "id", json_text(c, o.id));
	return reply_tree(r, 201, reply);
}

static enum err opinions_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *reply = json_object(c), *rows = json_list(c);
	struct opinion *list;
	size_t n;
	TRY(opinions_of(
	    c, r->params[0], (c->relations & (W_SUPERVISOR | W_INSPECTOR)) != 0, &list, &n));
	for (size_t i = 0; i < n; i++) {
		struct json *row = json_object(c);
		json_put(row, "at", json_text(c, moment_text(c, list[i].at_ms)));
		json_put(row, "by", json_text(c, list[i].by));
		json_put(row, "content", json_text(c, list[i].content));
		json_put(row, "id", json_text(c, list[i].id));
		json_put(row, "recipient", json_text(c, list[i].recipient));
		json_put(row, "type", json_text(c, type_words[list[i].type]));
		json_push(rows, row);
	}
	json_put(reply, "opinions", rows);
	return reply_tree(r, 200, reply);
}

const struct route opinion_routes[] = {
	{ M_POST, "/api/lots/{lot}/opinions", ROW_ACT, .handler = opinion_post, .who = W_SUPERVISOR,
	    .of = of_lot, FIELDS(opinion_fields, struct opinion_in),
	    .errors = "MISSING_FIELD BAD_FIELD NOT_FOUND",
	    .doc = "What supervision says of a trade in writing, or that it hands on." },
	{ M_GET, "/api/lots/{lot}/opinions", ROW_READ, .handler = opinions_get,
	    .who = W_PRINCIPAL | W_AGENCY | W_CENTRE | W_SUPERVISOR | W_INSPECTOR, .of = of_lot,
	    .errors = "NOT_FOUND",
	    .doc = "What it said; transfers are told to supervision and inspection." },
	{ .path = NULL },
};
