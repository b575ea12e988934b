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

/* Whether the keys of that envelope are here, from whomever. */
static bool has_key(const struct bid *b, enum envelope which)
{
	return b->parts[which == ENVELOPE_FIRST ? PART_DOCUMENTS : PART_FORM].key.n != 0;
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
	if (has_key(&b, which))
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
	struct custody_in custody;
	TRY(custody_read(c, to->tender.custody, &custody));
	const size_t number = custody_number(&custody, c->actor.party);
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
	/* who has bid is told to nobody: as if nothing had been asked */
	enum err e = bid_current(c, to.lot.id, in->party, &to.bid);
	if (e == OK)
		e = rescue_get(c, &to.bid, to.which, &to.rescue);
	TRY(at_field(c, absent(c, e, "rescue asked by", in->party), "/party"));
	if (has_key(&to.bid, to.which))
		return fail(c, E_DUPLICATE, "the keys are here already");
	TRY(bid_wants(c, &to.bid, to.which, given));
	TRY(keep_shares(r, &to, in));
	TRY(combine(r, &to, keys, &enough));
	if (enough)
		TRY(bid_take_keys(c, r->app->dir, &to.bid, to.which, keys));
	TRY(evidence_add(c, enough ? "key.rescued" : "share.released", to.lot.id, to.tender.id));
	json_put(o, "rescued", json_bool(c, enough));
	return reply_tree(r, 201, o);
}

/* What a custodian's program needs: the headers of those that wait for its share, and receipts of
 * the entry that asks and of the one that let keys come, without which it releases nothing. So
 * many at once; when they have their share, the next ones show. */
#define HEADERS_OF 20

static enum err receipt_at(struct req *r, struct ctx *c, int64_t place, const char **out)
{
	struct evidence_entry e;
	TRY(evidence_read(c, place, &e));
	enum err found = log_receipt(c, r->app->log, &e, out);
	return found == E_NOT_FOUND ? fail(c, E_UNPUBLISHED, "try again in a second") : found;
}

/* A list of custodians looks at the rescues of a lot one by one, each in an arena of its own. */
struct looking {
	size_t number; /* of the caller's share; 0: it keeps none */
	size_t with_headers;
};

/* The text of a part's header, kept in c's arena; own: that of the one bid. */
static enum err put_header(
    struct req *r, struct ctx *own, const struct bid *b, enum bid_part i, struct json *part)
{
	struct ctx *c = &r->c;
	struct seal_header h;
	TRY(bid_header(own, r->app->dir, b, i, &h));
	json_put(part, "header", json_text(c, arena_text(c->mem, seal_header_text(own, &h))));
	return OK;
}

static enum err put_parts(struct req *r, struct ctx *own, const struct rescue *asked,
    struct looking *look, struct json *row)
{
	struct ctx *c = &r->c;
	struct json *parts = json_list(c), *released = json_list(c), *receipt;
	const char *text;
	struct bid b;
	TRY(bid_current(own, asked->lot, asked->party, &b));
	bool waits = !has_key(&b, asked->envelope) && look->with_headers < HEADERS_OF;
	/* asked for within the last second: it shows with the next look */
	enum err published = waits ? receipt_at(r, own, asked->asked_place, &text) : OK;
	if (published == E_UNPUBLISHED)
		waits = false;
	else
		TRY(published);
	for (enum bid_part i = 0; i < BID_PARTS; i++) {
		uint8_t shares[SHARES_MAX][SHARE_BYTES];
		struct json *part = json_object(c);
		size_t n;
		if (b.parts[i].digest == NULL || !envelope_holds(asked->envelope, i))
			continue;
		TRY(shares_of(own, asked, i, shares, &n));
		for (size_t s = 0; s < n; s++) {
			if (released->n < n)
				json_push(released, json_int(c, shares[s][0]));
			waits = waits && shares[s][0] != look->number;
		}
		if (waits)
			TRY(put_header(r, own, &b, i, part));
		json_put(part, "part", json_text(c, bid_part_words[i]));
		json_push(parts, part);
	}
	json_put(row, "parts", parts);
	json_put(row, "released", released);
	json_put(row, "rescued", json_bool(c, has_key(&b, asked->envelope)));
	if (!waits)
		return OK;
	look->with_headers++;
	text = arena_text(c->mem, text);
	TRY(json_parse(c, text, strlen(text), &receipt));
	json_put(row, "request", receipt);
	return OK;
}

static enum err rescue_json(
    struct req *r, const struct rescue *asked, struct looking *look, struct json **out)
{
	struct ctx *c = &r->c, own = *c;
	struct json *o = json_object(c);
	struct party p;
	struct bid b;
	TRY(party_get(c, asked->party, &p));
	json_put(o, "asked", json_text(c, moment_text(c, asked->asked_ms)));
	json_put(o, "name", json_text(c, p.name));
	json_put(o, "party", json_text(c, p.id));
	json_put(o, "reason", json_text(c, asked->reason));
	*out = o;
	if ((c->relations & W_CUSTODIAN) == 0) {
		TRY(bid_current(c, asked->lot, asked->party, &b));
		json_put(o, "rescued", json_bool(c, has_key(&b, asked->envelope)));
		return OK;
	}
	own.mem = arena_new(LIMIT_ARENA_BYTES);
	enum err e = put_parts(r, &own, asked, look, o);
	if (e != OK)
		e = fail(c, e, "%s", own.fault.detail != NULL ? own.fault.detail : "");
	arena_free(own.mem);
	return e;
}

/* The receipt of the last entry that closed bidding or let prices be opened. */
static enum err put_closed(struct req *r, const struct lot *l, struct json *o)
{
	struct ctx *c = &r->c;
	struct evidence_list history;
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
	TRY(receipt_at(r, c, place, &text));
	TRY(json_parse(c, text, strlen(text), &receipt));
	json_put(o, "closed", receipt);
	return OK;
}

static enum err rescues_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *rows = json_list(c), *row;
	bool custodian = (c->relations & W_CUSTODIAN) != 0;
	struct looking look = { 0 };
	struct custody_in custody;
	struct rescue *list;
	struct tender t;
	struct lot l;
	size_t n;
	TRY(lot_get(c, r->params[0], &l, &t));
	tender_hide(c, &t);
	TRY(custody_read(c, t.custody, &custody));
	look.number = custody_number(&custody, c->actor.party);
	TRY(rescues_of(c, l.id, custodian ? "" : c->actor.party, &list, &n));
	for (size_t i = 0; i < n; i++) {
		TRY(rescue_json(r, &list[i], &look, &row));
		json_push(rows, row);
	}
	if (n > 0 && custodian)
		TRY(put_closed(r, &l, o));
	json_put(o, "centre", json_text(c, c->centre->code));
	json_put(
	    o, "deadline", json_text(c, t.deadline_ms > 0 ? moment_text(c, t.deadline_ms) : NULL));
	json_put(o, "lot", json_text(c, l.id));
	if (look.number > 0)
		json_put(o, "number", json_int(c, (int64_t)look.number));
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
