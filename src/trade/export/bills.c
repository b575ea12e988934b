/* bills.c - the check of the bill of quantities that bids price, and of the priced ones. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "trade/bill/bill.h"
#include "trade/export/steps.h"

/* Before the publication it is stated, for the principal to confirm; then its change is told. */
enum err course_bill(struct course *k)
{
	bool changed = strcmp(k->e.kind, "bill.changed") == 0;
	const char *bill = json_get_text(k->body, "document", NULL);
	struct bytes text;
	if (bill == NULL || !same_text(entry_digest(&k->e, "bill"), bill))
		return bad_entry(k, "its digest \"bill\" is not the act's");
	if (changed != (k->lot_state == LS_BIDDING) || k->tender_state == TS_CONFIRMED)
		return bad_entry(k, "a bill is stated before the principal confirms, and changed "
		                    "while bids are prepared");
	if (changed && (k->e.party == NULL || strcmp(k->e.party, k->principal) != 0))
		return bad_entry(k, "another than the principal changed the bill");
	if (changed && (k->lot.bill == NULL || k->e.at_ms >= k->announced.deadline_ms))
		return bad_entry(k, "there was no bill to change, or the deadline was over");
	if (changed && !same_text(json_get_text(k->notice, "document", NULL), bill))
		return bad_entry(k, "its notice shows another bill");
	if (changed)
		TRY(course_document(k, bill, &text));
	k->lot.bill = course_keep(k, bill);
	return OK;
}

static enum err open_bill(
    struct ctx *c, struct bytes container, const uint8_t key[SEAL_KEY_BYTES], struct bytes *out)
{
	FILE *in = tmpfile();
	enum err e = E_STORE;
	if (in != NULL && fwrite(container.p, 1, container.n, in) == container.n && fflush(in) == 0)
		e = seal_open_read(c, fileno(in), key, out);
	if (in != NULL)
		fclose(in);
	return e;
}

static const struct placed *bid_of(const struct course *k, const char *party)
{
	const struct placed *found = NULL;
	for (size_t i = 0; i < k->bid_count; i++)
		if (k->bids[i].state == BID_SUBMITTED && strcmp(k->bids[i].party, party) == 0)
			found = &k->bids[i];
	return found;
}

/* The same comparison as the committee's (POST /api/lots/{lot}/bill/checks). */
static enum err compare(
    struct ctx *c, struct course *k, const struct opened_bid *row, struct bill_result *out)
{
	const struct placed *b = bid_of(k, row->party);
	const char *note;
	struct bytes tender, container, priced;
	struct bill ours, theirs;
	TRY(course_document(k, k->lot.bill, &tender));
	TRY(course_document(k, b->parts[PART_BILL], &container));
	TRY(bill_read(c, (const char *)tender.p, tender.n, &ours));
	TRY(open_bill(c, container, b->keys[PART_BILL], &priced));
	TRY(bill_read(c, (const char *)priced.p, priced.n, &theirs));
	return bill_compare(c, &ours, &theirs, bid_price(c, &row->form, &note), out);
}

/* Nothing here refuses: a bill that departs, or cannot be read, is the committee's to judge. */
void course_tell_bills(struct course *k)
{
	for (size_t i = 0; k->lot.bill != NULL && i < k->row_count; i++) {
		const struct opened_bid *row = &k->rows[i];
		struct ctx own = *k->v->c;
		struct bill_result r;
		int64_t found = 0;
		if (row->state != OPENED)
			continue;
		own.mem = arena_new(LIMIT_BILL_ARENA_BYTES + 4 * LIMIT_BILL_BYTES);
		if (compare(&own, k, row, &r) == OK) {
			for (size_t n = 0; n < BILL_FINDING_KINDS; n++)
				found += r.counts[n];
			said(k->v, "bill of %s: computed again, %" PRId64 " findings, result %s",
			    row->name, found, r.digest);
		} else {
			said(k->v, "bill of %s: cannot be read: %s", row->name, own.fault.detail);
		}
		arena_free(own.mem);
	}
}
