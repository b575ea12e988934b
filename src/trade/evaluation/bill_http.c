/* bill_http.c - 清标: a priced bill checked against the lot's, for the committee.
 *
 * Kept nowhere: it follows from the two bills and the price, and heng verify computes it again. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/document/document.h"
#include "core/http/http.h"
#include "trade/bill/bill.h"
#include "trade/evaluation/evaluation_db.h"

#define LISTED 200 /* findings, and corrections, of one answer */

struct check_in {
	const char *party;
	int64_t from;
};
static const struct field check_fields[] = {
	F_ID(check_in, party, REQUIRED, "whose bill"),
	F_INT(check_in, from, OPTIONAL, 0, LIMIT_BILL_FINDINGS,
	    "how many findings and corrections to leave out; 200 are listed"),
	F_END,
};

/* What is to be compared, as the store has it. */
struct pair {
	struct document tender;
	const char *priced; /* digest of the container */
	struct bytes key;
	int64_t price_minor; /* of the form; -1: none */
};

static enum err find_pair(struct ctx *c, const char *lot, const char *party, struct pair *out)
{
	struct opening o;
	struct bid *bids;
	const char *note;
	size_t n, i = 0, row = 0;
	struct lot l;
	TRY(lot_get(c, lot, &l, NULL));
	if (l.state < LS_EVALUATING)
		return fail(c, E_WRONG_STATE, "the lot is %s; its bills are not open yet",
		    lot_state_words[l.state]);
	if (l.bill == NULL)
		return fail(c, E_NOT_FOUND, "the lot has no bill of quantities");
	TRY(opened_bid_of(c, &l, party));
	TRY(opening_get(c, lot, &o));
	TRY(bids_standing(c, lot, &bids, &n));
	while (i < n && strcmp(bids[i].party, party) != 0)
		i++;
	while (row < o.n && strcmp(o.bids[row].party, party) != 0)
		row++;
	if (i == n || row == o.n || bids[i].parts[PART_BILL].key.n != SEAL_KEY_BYTES)
		return fail_at(c, E_NOT_FOUND, "/party", party, "its bill was not opened");
	TRY(document_get(c, l.bill, &out->tender));
	out->priced = bids[i].parts[PART_BILL].digest;
	out->key = bids[i].parts[PART_BILL].key;
	out->price_minor = bid_price(c, &o.bids[row].form, &note);
	return OK;
}

static enum err open_priced(struct ctx *c, const char *dir, const struct pair *p, struct bytes *out)
{
	int fd = open(document_path(c, dir, p->priced), O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fail(c, E_STORE, "document %s", p->priced);
	enum err e = seal_open_read(c, fd, p->key.p, out);
	close(fd);
	return e;
}

/* So many of a list of the result, from there on. */
static void put_slice(
    struct ctx *c, struct json *to, const struct json *result, const char *name, int64_t from)
{
	const struct json *row = json_get(result, name)->first;
	struct json *list = json_list(c);
	for (int64_t i = 0; row != NULL && list->n < LISTED; row = row->next, i++)
		if (i >= from)
			json_push(list, json_copy(c, row));
	json_put(to, name, list);
}

static enum err compare(
    struct ctx *c, const char *dir, const struct pair *p, int64_t from, const char **text)
{
	struct bytes tender, priced;
	struct bill ours, theirs;
	struct bill_result result;
	struct json *whole, *o = json_object(c);
	TRY(document_read(c, "/lot", dir, &p->tender, LIMIT_BILL_BYTES, &tender));
	TRY(bill_read(c, (const char *)tender.p, tender.n, &ours));
	TRY(open_priced(c, dir, p, &priced));
	TRY(bill_read(c, (const char *)priced.p, priced.n, &theirs));
	TRY(bill_compare(c, &ours, &theirs, p->price_minor, &result));
	TRY(json_parse(c, result.result, strlen(result.result), &whole));
	json_put(o, "corrected", json_copy(c, json_get(whole, "corrected")));
	json_put(o, "counts", json_copy(c, json_get(whole, "counts")));
	json_put(o, "digest", json_text(c, result.digest));
	json_put(o, "stepsTotal", json_copy(c, json_get(whole, "steps_total")));
	json_put(o, "total", json_copy(c, json_get(whole, "total")));
	put_slice(c, o, whole, "findings", from);
	put_slice(c, o, whole, "steps", from);
	*text = json_canonical(c, o);
	return OK;
}

/* In memory of its own: two bills may be large. A bill that cannot be read says where and why. */
static enum err check_prepare(struct req *r)
{
	struct ctx *c = &r->c, own = *c;
	const struct check_in *in = r->body;
	const char *text;
	struct pair p;
	TRY(reader_take(r->app, c));
	enum err e = find_pair(c, r->params[0], in->party, &p);
	reader_give(r->app, c);
	TRY(e);
	own.mem = arena_new(LIMIT_BILL_ARENA_BYTES + 4 * LIMIT_BILL_BYTES);
	e = compare(&own, r->app->dir, &p, in->from, &text);
	if (e == OK)
		r->prepared = arena_text(c->mem, text);
	else {
		c->fault = own.fault;
		e = fail_at(c, e, "/party", in->party, "%s", c->fault.detail);
	}
	arena_free(own.mem);
	return e;
}

static enum err check_post(struct req *r)
{
	struct buf b = { .p = r->prepared, .n = strlen(r->prepared) };
	return reply_json(r, 200, &b);
}

const struct route bill_check_routes[] = {
	{ M_POST, "/api/lots/{lot}/bill/checks", ROW_KEEP, ROW_SLOW, .prepare = check_prepare,
	    .handler = check_post, .who = W_COMMITTEE | W_SUPERVISOR, .of = of_committee,
	    FIELDS(check_fields, struct check_in),
	    .errors = "WRONG_STATE NOT_FOUND BAD_BILL BAD_SEAL TOO_LARGE BUSY",
	    .doc =
	        "Where a bidder's bill of quantities departs from the lot's, or does not add up; "
	        "nobody is rejected by it, and it is kept nowhere." },
	{ .path = NULL },
};
