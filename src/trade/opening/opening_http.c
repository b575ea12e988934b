#include <inttypes.h>

#include "core/base/moment.h"
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

/* Only who passed the first envelope hands in the key of the second. */
static enum err check_passed(struct ctx *c, const struct lot *l)
{
	struct screening s;
	TRY(screening_get(c, l->id, &s));
	return screening_passed(&s, c->actor.party)
	           ? OK
	           : fail(c, E_WRONG_STATE,
	                 "the caller did not pass the first envelope; its price stays sealed");
}

#define RULE_30 "《电子招标投标办法》第三十条 / Order 20, art. 30"
/* what is not decrypted then counts as revoked */
#define RULE_31 "《电子招标投标办法》第三十条、第三十一条 / Order 20, art. 30, 31"

static enum err keys_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct keys_in *in = r->body;
	const struct bytes keys[BID_PARTS] = { in->form, in->documents, in->bill };
	struct lot l;
	struct tender t;
	TRY(lot_get(c, r->params[0], &l, &t));
	bool window = l.state == LS_OPENING || l.state == LS_PRICING;
	/* while the trade is stayed the window stands still */
	if (l.state == LS_EVALUATING || l.state == LS_SCREENING ||
	    (window && l.held_ms == 0 && c->now_ms >= l.opening_ends_ms))
		return fail_rule(c, E_WINDOW_CLOSED, RULE_31, "it ended at %s",
		    moment_text(c, l.opening_ends_ms));
	if (l.state == LS_BIDDING)
		return fail_rule(c, E_WRONG_STATE, RULE_30,
		    "the lot is bidding; keys are taken from the deadline on, %s, for %" PRId64
		    " minutes",
		    moment_text(c, t.deadline_ms), t.window_minutes);
	if (!window)
		return fail_rule(c, E_WRONG_STATE, RULE_30,
		    "the lot is %s; keys are taken while it is %s", lot_state_words[l.state],
		    lot_state_words[LS_OPENING]);
	if (l.state == LS_PRICING)
		TRY(check_passed(c, &l));
	TRY(bid_hand_in(c, &l,
	    l.state == LS_PRICING ? ENVELOPE_SECOND
	    : t.two_envelopes     ? ENVELOPE_FIRST
	                          : ENVELOPE_ONLY,
	    keys));
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
	    .errors =
	        "WINDOW_CLOSED WRONG_STATE BAD_KEY MISSING_FIELD BAD_FIELD NOT_FOUND DUPLICATE",
	    .doc = "Hands in the keys of the caller's bid, within the window after the deadline." },
	{ M_GET, "/api/lots/{lot}/opening", ROW_READ, .handler = opening_show, .who = W_PUBLIC,
	    .of = of_lot, .errors = "SECRET NOT_FOUND", .doc = "The opening record." },
	{ .path = NULL },
};
