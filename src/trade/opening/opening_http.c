#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "trade/opening/opening.h"

struct keys_in {
	struct bytes form, documents, bill;
};
static const struct field keys_fields[] = {
	F_BASE64(keys_in, form, OPTIONAL, SEAL_KEY_BYTES, SEAL_KEY_BYTES,
	    "content key of the form; of two envelopes once the first was judged"),
	F_BASE64(keys_in, documents, OPTIONAL, SEAL_KEY_BYTES, SEAL_KEY_BYTES,
	    "content key of the documents part"),
	F_BASE64(keys_in, bill, OPTIONAL, SEAL_KEY_BYTES, SEAL_KEY_BYTES,
	    "content key of the bill of quantities, with the form's"),
	F_END,
};

static enum err keys_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct keys_in *in = r->body;
	const struct bytes keys[BID_PARTS] = { in->form, in->documents, in->bill };
	enum envelope which;
	struct tender t;
	struct lot l;
	struct bid b;
	TRY(lot_get(c, r->params[0], &l, &t));
	TRY(opening_takes(c, &l, &t, c->actor.party, &which));
	TRY(bid_current(c, l.id, c->actor.party, &b));
	TRY(bid_take_keys(c, t.custody != NULL ? r->app->dir : NULL, &b, which, keys));
	TRY(evidence_add(c, "key.handed-in", l.id, t.id));
	return reply_tree(r, 200, json_object(c));
}

static enum err opening_show(struct req *r)
{
	struct opening o;
	enum err e = opening_get(&r->c, r->params[0], &o);
	if (e == E_NOT_FOUND)
		return fail(&r->c, E_SECRET, "nothing is shown before the opening has ended");
	TRY(e);
	if (reply_unchanged(r, o.digest))
		return OK;
	struct json *tree;
	TRY(json_parse(&r->c, o.record, __builtin_strlen(o.record), &tree));
	return reply_tree(r, 200, tree);
}

const struct route opening_routes[] = {
	{ M_POST, "/api/lots/{lot}/keys", ROW_ACT, ROW_SEALED, .handler = keys_post,
	    .who = W_TENDERER, .of = of_lot, FIELDS(keys_fields, struct keys_in),
	    .errors = "WINDOW_CLOSED WRONG_STATE BAD_KEY BAD_SEAL MISSING_FIELD BAD_FIELD "
	              "NOT_FOUND DUPLICATE",
	    .doc = "Hands in the keys of the caller's bid, within the window after the deadline." },
	{ M_GET, "/api/lots/{lot}/opening", ROW_READ, .handler = opening_show, .who = W_PUBLIC,
	    .of = of_lot, .errors = "SECRET NOT_FOUND", .doc = "The opening record." },
	{ .path = NULL },
};
