#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "service/identity/signed.h"
#include "service/party/party.h"
#include "trade/bid/bid_db.h"
#include "trade/custody/custody.h"

struct bid_in {
	struct bytes form;
	const uint8_t *documents, *bill;
	struct signed_in *signature;
};
static const struct field bid_fields[] = {
	F_BASE64(bid_in, form, REQUIRED, 1, LIMIT_CONTAINER_BYTES,
	    "the sealed form, a container, base64"),
	F_DIGEST(bid_in, documents, OPTIONAL, "the sealed documents part, uploaded before"),
	F_DIGEST(bid_in, bill, OPTIONAL, "the sealed bill of quantities, uploaded before"),
	F_OBJECT(bid_in, signature, OPTIONAL, signed_fields, signed_in,
	    "who bids has signed the digests of its parts; wanted of who signed in by certificate"),
	F_END,
};

/* The parts as they came, and what their containers say of themselves. */
struct sealed {
	struct seal_header headers[BID_PARTS];
	const uint8_t *digests[BID_PARTS]; /* NULL: the bid has no such part */
	struct signed_by by;               /* where it is signed */
};

static enum err inspect_file(
    struct req *r, const char *field, const uint8_t *digest, struct seal_header *out)
{
	struct ctx *c = &r->c;
	struct document d;
	const char *hex = enc_hex(c->mem, digest, SHA256_BYTES);
	/* of another's nothing is told, not even for whom it is sealed */
	TRY(reader_take(r->app, c));
	enum err own = document_check(c, field, digest, &d);
	reader_give(r->app, c);
	TRY(own);
	int fd = open(document_path(c, r->app->dir, hex), O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail_at(c, E_NOT_FOUND, field, hex, "no such document was uploaded");
	enum err e = seal_inspect_file(c, fd, out);
	close(fd);
	return at_field(c, e, field);
}

/* What who bids has signed: the digests of the sealed parts, for this lot. */
static enum err check_signature(struct req *r, const struct bid_in *in, struct sealed *s)
{
	struct statement want = { .object = r->params[0], .purpose = "bid", .n = BID_PARTS };
	for (enum bid_part i = 0; i < BID_PARTS; i++)
		want.shown[i] = (struct shown){ bid_part_words[i],
			s->digests[i] != NULL ? enc_hex(r->c.mem, s->digests[i], SHA256_BYTES)
			                      : NULL };
	return signed_prepare(r, in->signature, &want, &s->by);
}

static enum err bid_prepare(struct req *r)
{
	struct ctx *c = &r->c;
	const struct bid_in *in = r->body;
	struct sealed *s = arena_new_of(c->mem, struct sealed);
	uint8_t *form = arena_alloc(c->mem, SHA256_BYTES);
	sha256(in->form.p, in->form.n, form);
	s->digests[PART_FORM] = form;
	s->digests[PART_DOCUMENTS] = in->documents;
	s->digests[PART_BILL] = in->bill;
	for (enum bid_part i = 0; i < BID_PARTS; i++) {
		const char *field = arena_printf(c->mem, "/%s", bid_part_words[i]);
		if (s->digests[i] == NULL)
			continue;
		if (i == PART_FORM)
			TRY(at_field(c, seal_inspect(c, in->form, &s->headers[i]), field));
		else
			TRY(inspect_file(r, field, s->digests[i], &s->headers[i]));
		TRY(seal_is_for(c, field, &s->headers[i], r->params[0], bid_part_words[i]));
	}
	if (in->bill != NULL && s->headers[PART_BILL].padded_bytes > BID_BILL_PADDED_BYTES)
		return fail_at(c, E_TOO_LARGE, "/bill", NULL, "a bill has at most %ld bytes",
		    LIMIT_BILL_BYTES);
	TRY(check_signature(r, in, s));
	r->prepared = s;
	return OK;
}

static enum err check_open(struct ctx *c, const struct lot *l, const struct tender *t)
{
	if (l->state == LS_DRAFT || l->state == LS_CANCELLED)
		return fail(c, E_WRONG_STATE, "the lot is %s; bids are taken while it is %s",
		    lot_state_words[l->state], lot_state_words[LS_BIDDING]);
	if (c->now_ms >= t->deadline_ms || l->state != LS_BIDDING)
		return fail_rule(c, E_BID_LATE,
		    "《招标投标法实施条例》第三十六条 / Implementing Regulation, art. 36",
		    "arrived %s, the deadline was %s", moment_text(c, c->now_ms),
		    moment_text(c, t->deadline_ms));
	return OK;
}

/* Invited, or through the prequalification, where the tender wants either; and not suspended. */
static enum err check_admitted(struct ctx *c, const struct tender *t)
{
	bool admitted;
	TRY(tender_admits(c, t, c->actor.party, &admitted));
	if (!admitted)
		return t->method == METHOD_INVITED
		           ? fail_rule(c, E_DENIED,
		                 "《招标投标法》第十七条 / Tendering and Bidding Law, art. 17",
		                 "the tender is by invitation, and the caller was not invited")
		           : fail_rule(c, E_DENIED,
		                 "《招标投标法实施条例》第十九条 / Implementing Regulation, art. "
		                 "19",
		                 "the caller did not pass the prequalification");
	return party_may_act(c);
}

/* That the bid has the parts that this lot wants, and that the caller brought them. */
static enum err check_parts(
    struct ctx *c, const struct tender *t, const struct lot *l, const struct sealed *s)
{
	struct document d;
	if (t->documents_part && s->digests[PART_DOCUMENTS] == NULL)
		return fail_at(c, E_BID_INCOMPLETE, "/documents", NULL,
		    "this tender wants a sealed documents part");
	if (l->bill != NULL && s->digests[PART_BILL] == NULL)
		return fail_at(c, E_BID_INCOMPLETE, "/bill", NULL,
		    "this lot wants its bill of quantities %s priced, in a sealed part", l->bill);
	if (l->bill == NULL && s->digests[PART_BILL] != NULL)
		return fail_at(c, E_BAD_FIELD, "/bill", NULL, "this lot has no bill of quantities");
	for (enum bid_part i = PART_FORM + 1; i < BID_PARTS; i++)
		if (s->digests[i] != NULL)
			TRY(document_check(
			    c, arena_printf(c->mem, "/%s", bid_part_words[i]), s->digests[i], &d));
	return OK;
}

static void put_parts(struct ctx *c, const struct sealed *s, struct bid *b)
{
	for (enum bid_part i = 0; i < BID_PARTS; i++) {
		if (s->digests[i] == NULL)
			continue;
		b->parts[i].digest = enc_hex(c->mem, s->digests[i], SHA256_BYTES);
		memcpy(b->parts[i].commitment, s->headers[i].commitment, SHA256_BYTES);
	}
}

/* What was signed once is handed in once: nobody brings back a bid that was replaced or
 * withdrawn. */
static enum err check_once(struct ctx *c, const struct bid *b)
{
	bool before;
	TRY(bid_was_placed(c, b, &before));
	return before ? fail_at(c, E_DUPLICATE, "/form", b->parts[PART_FORM].digest,
	                    "this container was handed in before; seal it anew")
	              : OK;
}

/* Who keeps the keys is as the announcement says, in each part; and who keeps them does not bid. */
static enum err check_custody(struct ctx *c, const struct tender *t, const struct sealed *s)
{
	struct custody_in custody;
	TRY(custody_read(c, t->custody, &custody));
	if (custody_number(&custody, c->actor.party) > 0)
		return fail(
		    c, E_DENIED, "the caller keeps a share of the keys of this tender's bids");
	for (enum bid_part i = 0; i < BID_PARTS; i++)
		if (s->digests[i] != NULL)
			TRY(custody_fits(c, arena_printf(c->mem, "/%s", bid_part_words[i]),
			    &custody, &s->headers[i]));
	return OK;
}

static enum err bid_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct sealed *s = r->prepared;
	struct json *warnings = json_list(c);
	struct tender t;
	struct lot l;
	bool replaced = false;
	TRY(lot_get(c, r->params[0], &l, &t));
	TRY(check_open(c, &l, &t));
	TRY(check_admitted(c, &t));
	TRY(check_parts(c, &t, &l, s));
	TRY(check_custody(c, &t, s));
	struct bid b = { .place = c->evidence->place,
		.lot = l.id,
		.party = c->actor.party,
		.submitted_ms = c->now_ms };
	put_parts(c, s, &b);
	if (s->by.expires_ms > 0) {
		TRY(signed_hold(
		    c, &s->by, t.deadline_ms + t.window_minutes * 60 * SECOND_MS, warnings));
		TRY(check_once(c, &b));
	}
	TRY(bid_end(c, l.id, b.party, BID_REPLACED, &replaced));
	if (!replaced) {
		int64_t standing;
		TRY(bids_count(c, l.id, &standing));
		if (standing >= LIMIT_BIDS)
			return fail(c, E_CONFLICT, "a lot takes at most %d bids", LIMIT_BIDS);
	}
	TRY(bid_insert(c, &b));
	for (enum bid_part i = 0; i < BID_PARTS; i++)
		if (s->digests[i] != NULL)
			evidence_digest(c, bid_part_words[i], s->digests[i]);
	TRY(evidence_add(c, replaced ? "bid.replaced" : "bid.placed", l.id, t.id));
	struct json *o = json_object(c);
	json_put(o, "digest", json_text(c, b.parts[PART_FORM].digest));
	json_put(o, "replaced", json_bool(c, replaced));
	json_put(o, "submitted", json_text(c, moment_text(c, b.submitted_ms)));
	json_put(o, "warnings", warnings);
	return reply_tree(r, 201, o);
}

static enum err withdrawal_post(struct req *r)
{
	struct ctx *c = &r->c;
	struct tender t;
	struct lot l;
	bool had = false;
	TRY(lot_get(c, r->params[0], &l, &t));
	TRY(check_open(c, &l, &t));
	TRY(bid_end(c, l.id, c->actor.party, BID_WITHDRAWN, &had));
	if (!had)
		return absent(c, E_NOT_FOUND, "bid of the caller on lot", l.id);
	TRY(evidence_add(c, "bid.withdrawn", l.id, t.id));
	return reply_tree(r, 200, json_object(c));
}

static enum err mine_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct bid b;
	TRY(bid_current(c, r->params[0], c->actor.party, &b));
	struct json *o = json_object(c);
	json_put(o, "bill", json_text(c, b.parts[PART_BILL].digest));
	json_put(o, "digest", json_text(c, b.parts[PART_FORM].digest));
	json_put(o, "documents", json_text(c, b.parts[PART_DOCUMENTS].digest));
	json_put(o, "keyHandedIn",
	    json_bool(c, b.parts[PART_FORM].key.n != 0 || b.parts[PART_DOCUMENTS].key.n != 0));
	json_put(o, "submitted", json_text(c, moment_text(c, b.submitted_ms)));
	return reply_tree(r, 200, o);
}

const struct route bid_routes[] = {
	{ M_POST, "/api/lots/{lot}/bids", ROW_ACT, ROW_SEALED, .prepare = bid_prepare,
	    .handler = bid_post, .who = W_TENDERER, .of = of_lot, FIELDS(bid_fields, struct bid_in),
	    .errors =
	        "DENIED CONFLICT BID_LATE NOT_SEALED BAD_SEAL SEALED_FOR_ANOTHER BID_INCOMPLETE "
	        "WRONG_CUSTODY BAD_FIELD TOO_LARGE WRONG_STATE NOT_FOUND " SIGNED_ERRORS
	        " DUPLICATE",
	    .doc = "Places a sealed bid; a second one replaces the first." },
	{ M_POST, "/api/lots/{lot}/withdrawal", ROW_ACT, ROW_SEALED, .handler = withdrawal_post,
	    .who = W_TENDERER, .of = of_lot, .errors = "BID_LATE NOT_FOUND WRONG_STATE",
	    .doc = "Withdraws the caller's bid before the deadline." },
	{ M_GET, "/api/lots/{lot}/bids/mine", ROW_READ, ROW_SEALED, .handler = mine_get,
	    .who = W_TENDERER, .of = of_lot, .errors = "NOT_FOUND",
	    .doc = "The caller's own bid." },
	{ .path = NULL },
};
