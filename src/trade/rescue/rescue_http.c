#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/evidence/log.h"
#include "core/http/http.h"
#include "service/party/party.h"
#include "trade/rescue/rescue_db.h"

struct rescue_in {
	const char *reason;
};
static const struct field rescue_fields[] = {
	F_TEXT(rescue_in, reason, REQUIRED, 1, LIMIT_REASON_CHARS, "why the key does not come"),
	F_END,
};
const struct field shares_fields[] = {
	F_ID(shares_in, party, REQUIRED, "whose bid"),
	F_BASE64(shares_in, form, OPTIONAL, SHARE_BYTES, SHARE_BYTES,
	    "the caller's share of the form's key, as docs/sealed-container.md has it"),
	F_BASE64(
	    shares_in, documents, OPTIONAL, SHARE_BYTES, SHARE_BYTES, "of the documents part's"),
	F_BASE64(shares_in, bill, OPTIONAL, SHARE_BYTES, SHARE_BYTES, "of the bill of quantities'"),
	F_END,
};

struct bytes shares_part(const struct shares_in *in, enum bid_part part)
{
	const struct bytes parts[BID_PARTS] = { in->form, in->documents, in->bill };
	return parts[part];
}

/* Asked for the bid that stands, once for each envelope. */
static enum err rescue_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct rescue_in *in = r->body;
	enum envelope which;
	struct tender t;
	struct lot l;
	struct bid b;
	TRY(lot_get(c, r->params[0], &l, &t));
	TRY(opening_takes(c, &l, &t, c->actor.party, &which));
	if (t.custody == NULL)
		return fail(
		    c, E_WRONG_STATE, "this tender has no custodians: nobody else has a key");
	TRY(bid_current(c, l.id, c->actor.party, &b));
	enum bid_part first = which == ENVELOPE_FIRST ? PART_DOCUMENTS : PART_FORM;
	if (b.parts[first].key.n != 0)
		return fail(c, E_DUPLICATE, "the keys are here already");
	const struct rescue asked = { .lot = l.id,
		.party = b.party,
		.place = b.place,
		.envelope = which,
		.reason = in->reason };
	enum err e = rescue_insert(c, &asked);
	if (e == E_DUPLICATE)
		return fail(c, E_DUPLICATE, "the custodians were asked already");
	TRY(e);
	TRY(evidence_add(c, "rescue.asked", l.id, t.id));
	return reply_tree(r, 201, json_object(c));
}

/* The bid and envelope that shares are released for. */
struct target {
	struct tender tender;
	struct lot lot;
	struct bid bid;
	struct rescue rescue;
	enum envelope which;
};

/* Each share is the caller's own, and the one that the container names. */
static enum err keep_shares(struct req *r, const struct target *to, const struct shares_in *in)
{
	struct ctx *c = &r->c;
	size_t number;
	TRY(custody_number(c, to->tender.custody, c->actor.party, &number));
	for (enum bid_part i = 0; i < BID_PARTS; i++) {
		const struct bytes share = shares_part(in, i);
		const char *field = arena_printf(c->mem, "/%s", bid_part_words[i]);
		struct seal_header h;
		if (share.n == 0)
			continue;
		TRY(bid_header(c, r->app->dir, &to->bid, i, &h));
		TRY(at_field(c, seal_share_check(c, &h, share.p), field));
		if (share.p[0] != number)
			return fail_at(c, E_BAD_SHARE, field, NULL,
			    "share %d is another custodian's; the caller has share %zu", share.p[0],
			    number);
		enum err e = share_insert(c, &to->bid, i, share);
		if (e == E_DUPLICATE)
			return fail_at(c, E_DUPLICATE, field, NULL, "the share is here already");
		TRY(e);
	}
	return OK;
}

/* Whether enough came, and the keys that they give; a part whose shares give none stays closed. */
static enum err combine(
    struct req *r, const struct target *to, struct bytes keys[BID_PARTS], bool *enough)
{
	struct ctx *c = &r->c;
	*enough = true;
	for (enum bid_part i = 0; i < BID_PARTS; i++) {
		uint8_t shares[SHARES_MAX][SHARE_BYTES];
		struct seal_header h;
		size_t n;
		if (to->bid.parts[i].digest == NULL || !envelope_holds(to->which, i))
			continue;
		uint8_t *key = arena_alloc(c->mem, SEAL_KEY_BYTES);
		TRY(shares_of(c, &to->rescue, i, shares, &n));
		TRY(bid_header(c, r->app->dir, &to->bid, i, &h));
		if ((int64_t)n < h.custody.threshold ||
		    seal_key_of_shares(c, &h, (const uint8_t(*)[SHARE_BYTES])shares, n, key) != OK)
			*enough = false;
		keys[i] = (struct bytes){ key, SEAL_KEY_BYTES };
	}
	return OK;
}

static enum err shares_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct shares_in *in = r->body;
	const struct bytes given[BID_PARTS] = { in->form, in->documents, in->bill };
	struct bytes keys[BID_PARTS] = { 0 };
	struct json *o = json_object(c);
	struct target to;
	bool enough;
	TRY(lot_get(c, r->params[0], &to.lot, &to.tender));
	TRY(opening_takes(c, &to.lot, &to.tender, in->party, &to.which));
	TRY(at_field(c, bid_current(c, to.lot.id, in->party, &to.bid), "/party"));
	TRY(at_field(c, rescue_get(c, &to.bid, to.which, &to.rescue), "/party"));
	if (to.rescue.given_ms > 0)
		return fail(c, E_DUPLICATE, "the keys are here already");
	TRY(bid_wants(c, &to.bid, to.which, given));
	TRY(keep_shares(r, &to, in));
	TRY(combine(r, &to, keys, &enough));
	if (enough) {
		TRY(bid_take_keys(c, &to.bid, to.which, keys));
		TRY(rescue_end(c, &to.rescue));
	}
	TRY(evidence_add(c, enough ? "key.rescued" : "share.released", to.lot.id, to.tender.id));
	json_put(o, "rescued", json_bool(c, enough));
	return reply_tree(r, 201, o);
}

/* What a custodian's program needs: the headers, and of the entry that let keys come the receipt,
 * without which it releases nothing. */

static enum err put_parts(struct req *r, const struct rescue *asked, struct json *row)
{
	struct ctx *c = &r->c;
	struct json *parts = json_list(c), *released = json_list(c);
	struct bid b;
	TRY(bid_current(c, asked->lot, asked->party, &b));
	for (enum bid_part i = 0; i < BID_PARTS; i++) {
		uint8_t shares[SHARES_MAX][SHARE_BYTES];
		struct json *part = json_object(c);
		struct seal_header h;
		size_t n;
		if (b.parts[i].digest == NULL || !envelope_holds(asked->envelope, i))
			continue;
		TRY(bid_header(c, r->app->dir, &b, i, &h));
		json_put(part, "header", json_text(c, seal_header_text(c, &h)));
		json_put(part, "part", json_text(c, bid_part_words[i]));
		json_push(parts, part);
		TRY(shares_of(c, asked, i, shares, &n));
		for (size_t s = 0; released->n < n; s++)
			json_push(released, json_int(c, shares[s][0]));
	}
	json_put(row, "parts", parts);
	json_put(row, "released", released);
	return OK;
}

static enum err rescue_json(struct req *r, const struct rescue *asked, struct json **out)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c);
	struct party p;
	TRY(party_get(c, asked->party, &p));
	json_put(o, "asked", json_text(c, moment_text(c, asked->asked_ms)));
	json_put(o, "name", json_text(c, p.name));
	json_put(o, "party", json_text(c, p.id));
	json_put(o, "reason", json_text(c, asked->reason));
	json_put(o, "rescued", json_bool(c, asked->given_ms > 0));
	if ((c->relations & W_CUSTODIAN) != 0)
		TRY(put_parts(r, asked, o));
	*out = o;
	return OK;
}

/* The receipt of the last entry that closed bidding or let prices be opened. */
static enum err put_closed(struct req *r, const struct lot *l, struct json *o)
{
	struct ctx *c = &r->c;
	struct evidence_list history;
	struct evidence_entry e;
	const char *text;
	struct json *receipt;
	int64_t place = -1;
	TRY(evidence_history(c, l->tender, l->id, &history));
	for (size_t i = 0; i < history.n; i++)
		if (strcmp(history.entries[i].kind, "lot.closed") == 0 ||
		    strcmp(history.entries[i].kind, "lot.screened") == 0)
			place = history.entries[i].place;
	if (place < 0)
		return OK;
	TRY(evidence_read(c, place, &e));
	enum err found = log_receipt(c, r->app->log, &e, &text);
	if (found == E_NOT_FOUND)
		return fail(c, E_UNPUBLISHED, "try again in a second");
	TRY(found);
	TRY(json_parse(c, text, strlen(text), &receipt));
	json_put(o, "closed", receipt);
	return OK;
}

static enum err rescues_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *rows = json_list(c), *row;
	bool custodian = (c->relations & W_CUSTODIAN) != 0;
	struct rescue *list;
	struct tender t;
	struct lot l;
	size_t n, number;
	TRY(lot_get(c, r->params[0], &l, &t));
	TRY(rescues_of(c, l.id, custodian ? NULL : c->actor.party, &list, &n));
	for (size_t i = 0; i < n; i++) {
		TRY(rescue_json(r, &list[i], &row));
		json_push(rows, row);
	}
	if (n > 0 && custodian)
		TRY(put_closed(r, &l, o));
	TRY(custody_number(c, t.custody, c->actor.party, &number));
	json_put(o, "centre", json_text(c, c->centre->code));
	json_put(o, "deadline", json_text(c, moment_text(c, t.deadline_ms)));
	json_put(o, "lot", json_text(c, l.id));
	if (number > 0)
		json_put(o, "number", json_int(c, (int64_t)number));
	json_put(o, "rescues", rows);
	return reply_tree(r, 200, o);
}

const struct route rescue_routes[] = {
	{ M_POST, "/api/lots/{lot}/rescues", ROW_ACT, ROW_SEALED, .handler = rescue_post,
	    .who = W_TENDERER, .of = of_lot, FIELDS(rescue_fields, struct rescue_in),
	    .errors = "WINDOW_CLOSED WRONG_STATE NOT_FOUND DUPLICATE",
	    .doc = "Asks the custodians to open the caller's bid, whose key is lost." },
	{ M_GET, "/api/lots/{lot}/rescues", ROW_READ, ROW_SEALED, .handler = rescues_get,
	    .who = W_TENDERER | W_CUSTODIAN, .of = of_custody, .errors = "NOT_FOUND UNPUBLISHED",
	    .doc = "What custodians are asked for, with all that they need to release a share." },
	{ M_POST, "/api/lots/{lot}/shares", ROW_ACT, ROW_SEALED, .handler = shares_post,
	    .who = W_CUSTODIAN, .of = of_custody, FIELDS(shares_fields, struct shares_in),
	    .errors = "WINDOW_CLOSED WRONG_STATE BAD_SHARE MISSING_FIELD BAD_FIELD NOT_FOUND "
	              "DUPLICATE BAD_KEY",
	    .doc = "A custodian releases its share of the keys of a bid that asks for rescue." },
	{ .path = NULL },
};
