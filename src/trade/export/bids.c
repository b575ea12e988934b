/* bids.c - the check of bids, keys and the opening. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "trade/export/course.h"

static struct placed *standing_of(const struct course *k, const char *party)
{
	for (size_t i = 0; i < k->bid_count; i++)
		if (k->bids[i].state == BID_SUBMITTED && strcmp(k->bids[i].party, party) == 0)
			return &k->bids[i];
	return NULL;
}

/* Who acts, and when: a registered party, before the deadline. */
static enum err check_tenderer(struct course *k)
{
	if (course_name(k, k->e.party) == NULL)
		return bad_entry(k, "its party was never registered; an entry is missing");
	if (k->lot_state != LS_BIDDING)
		return bad_entry(k, "the lot is not open for bids; an entry is missing");
	if (k->e.at_ms >= k->announced.deadline_ms)
		return bad_entry(k, "it came at %s; the deadline was %s",
		    moment_text(&k->v->s, k->e.at_ms),
		    moment_text(&k->v->s, k->announced.deadline_ms));
	return OK;
}

static bool sealed_for(const struct course *k, const struct seal_header *h, const char *part)
{
	return strcmp(h->centre, k->v->m.centre) == 0 && strcmp(h->lot, k->v->m.lot) == 0 &&
	       strcmp(h->party, k->e.party) == 0 && strcmp(h->part, part) == 0;
}

enum err course_bid(struct course *k)
{
	struct seal_header h;
	struct bytes form;
	TRY(check_tenderer(k));
	struct placed *before = standing_of(k, k->e.party);
	bool replaces = strcmp(k->e.kind, "bid.replaced") == 0;
	if (replaces != (before != NULL))
		return bad_entry(k, replaces
		                        ? "there was nothing to replace; an entry is missing"
		                        : "its party's bid stands already; an entry is missing");
	if (!dec_base64(k->v->s.mem, json_get_text(k->body, "form", ""), &form))
		return bad_entry(k, "its form is no base64");
	TRY(entry_holds(k->v, &k->e, "form", form));
	if (form.n > LIMIT_CONTAINER_BYTES || seal_inspect(&k->v->s, form, &h) != OK ||
	    !sealed_for(k, &h, SEAL_PART_FORM))
		return bad_entry(
		    k, "its form is not a container sealed for this lot by this party");
	const char *documents = json_get_text(k->body, "documents", NULL);
	const char *logged = entry_digest(&k->e, "documents");
	if (strcmp(documents ? documents : "", logged ? logged : "") != 0)
		return bad_entry(k, "its digest \"documents\" is not the act's");
	if (documents == NULL && k->announced.documents_part)
		return bad_entry(k, "it has no documents part, which was demanded");
	if (before != NULL)
		before->state = BID_REPLACED;
	k->bids[k->bid_count++] = (struct placed){ .party = course_keep(k, k->e.party),
		.form = { arena_alloc(k->v->c->mem, form.n), form.n },
		.form_digest = course_keep(k, entry_digest(&k->e, "form")),
		.documents = course_keep(k, documents) };
	memcpy((uint8_t *)(uintptr_t)k->bids[k->bid_count - 1].form.p, form.p, form.n);
	return OK;
}

enum err course_withdrawal(struct course *k)
{
	TRY(check_tenderer(k));
	struct placed *bid = standing_of(k, k->e.party);
	if (bid == NULL)
		return bad_entry(k, "there was nothing to withdraw; an entry is missing");
	bid->state = BID_WITHDRAWN;
	return OK;
}

enum err course_closed(struct course *k)
{
	int64_t standing = 0;
	if (k->e.at_ms < k->announced.deadline_ms)
		return bad_entry(k, "bidding was closed before the deadline");
	for (size_t i = 0; i < k->bid_count; i++)
		standing += k->bids[i].state == BID_SUBMITTED;
	if (standing < k->bidders_min)
		return bad_entry(k, "%" PRId64 " bids stand, kind.json demands %" PRId64, standing,
		    k->bidders_min);
	k->closed_ms = k->e.at_ms;
	said(k->v, "bids: %" PRId64 " stand at the deadline, all came before it", standing);
	return OK;
}

/* The sealed documents part lies in the zip, but is opened from a file of its own. */
static enum err open_documents(
    struct course *k, const char *digest, const uint8_t key[SEAL_KEY_BYTES])
{
	struct bytes container;
	struct seal_header h;
	TRY(course_document(k, digest, &container));
	FILE *in = tmpfile(), *out = tmpfile();
	enum err e = OK;
	if (in == NULL || out == NULL || fwrite(container.p, 1, container.n, in) != container.n ||
	    fflush(in) != 0)
		e = fail(k->v->c, E_STORE, "no room for a temporary file");
	else if (seal_inspect_file(&k->v->s, fileno(in), &h) != OK ||
	         !sealed_for(k, &h, SEAL_PART_DOCUMENTS))
		e = bad_entry(k, "the documents part is not sealed for this lot by this party");
	else if (seal_open_file(&k->v->s, fileno(in), key, fileno(out)) == E_BAD_KEY)
		e = bad_entry(k, "its key does not open the documents part");
	if (in != NULL)
		fclose(in);
	if (out != NULL)
		fclose(out);
	return e;
}

enum err course_key(struct course *k)
{
	struct seal_header h;
	struct bytes key, documents_key = { 0 };
	uint8_t commitment[SHA256_BYTES];
	struct placed *bid = k->e.party != NULL ? standing_of(k, k->e.party) : NULL;
	if (bid == NULL || bid->keyed)
		return bad_entry(k, "no bid waits for this key; an entry is missing");
	if (k->lot_state != LS_OPENING)
		return bad_entry(k, "the lot does not wait for keys; an entry is missing");
	if (k->e.at_ms < k->announced.deadline_ms ||
	    k->e.at_ms >= k->closed_ms + k->announced.window_ms)
		return bad_entry(k, "the key did not come within the window");
	const char *documents = json_get_text(k->body, "documents", NULL);
	if (!dec_base64(k->v->s.mem, json_get_text(k->body, "form", ""), &key) ||
	    key.n != SEAL_KEY_BYTES || (documents != NULL) != (bid->documents != NULL))
		return bad_entry(k, "a key has 32 bytes, and there is one for each part");
	seal_commit(key.p, commitment);
	if (seal_inspect(&k->v->s, bid->form, &h) != OK ||
	    memcmp(h.commitment, commitment, sizeof(commitment)) != 0)
		return bad_entry(k, "its key is not the one that the bid commits to");
	if (documents != NULL) {
		if (!dec_base64(k->v->s.mem, documents, &documents_key) ||
		    documents_key.n != SEAL_KEY_BYTES)
			return bad_entry(k, "a key has 32 bytes, and there is one for each part");
		TRY(open_documents(k, bid->documents, documents_key.p));
	}
	bid->keyed = true;
	memcpy(bid->key, key.p, SEAL_KEY_BYTES);
	return OK;
}

/* Whether the party placed another bid after that one. */
static bool came_again(const struct course *k, size_t i)
{
	for (size_t j = i + 1; j < k->bid_count; j++)
		if (strcmp(k->bids[j].party, k->bids[i].party) == 0)
			return true;
	return false;
}

/* The rows of the record, as the opening makes them; the number that was decrypted. */
static int64_t make_rows(struct course *k)
{
	int64_t decrypted = 0;
	for (size_t pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < k->bid_count; i++) {
			const struct placed *b = &k->bids[i];
			if (b->state != (pass == 0 ? BID_SUBMITTED : BID_WITHDRAWN) ||
			    (pass == 1 && came_again(k, i)))
				continue;
			struct opened_bid *row = &k->rows[k->row_count++];
			*row = (struct opened_bid){ .party = b->party,
				.name = course_name(k, b->party),
				.digest = b->form_digest,
				.state = pass == 0 ? REVOKED : WITHDRAWN,
				.why = pass == 0 ? "no key" : NULL };
			if (pass == 1 || !b->keyed)
				continue;
			row->why = NULL;
			if (bid_open(k->v->c, b->form, b->key, row) != OK)
				row->why = "unreadable";
			decrypted += row->state == OPENED;
		}
	return decrypted;
}

/* Computes the record again, and compares it with the entry and the file. */
static enum err open_bids(struct course *k, int64_t *decrypted)
{
	static const char file[] = "opening.json";
	struct bytes got;
	if (k->e.at_ms < k->closed_ms + k->announced.window_ms)
		return bad_entry(k, "it was opened before the window for keys had ended");
	*decrypted = make_rows(k);
	const char *record = opening_record(&k->v->s, k->v->m.lot, k->rows, k->row_count);
	struct bytes want = { (const uint8_t *)record, strlen(record) };
	TRY(take_file(k->v, file, &got));
	if (entry_holds(k->v, &k->e, "record", want) != OK)
		return bad_entry(k, "the bids and keys give another record; an entry is missing");
	if (got.n != want.n || memcmp(got.p, want.p, want.n) != 0)
		return bad(k->v, file, "the bids, opened with their keys, give another record");
	said(k->v, "%s: computed again, %" PRId64 " bids decrypted of %zu", file, *decrypted,
	    k->row_count);
	return OK;
}

enum err course_opened(struct course *k)
{
	int64_t decrypted;
	TRY(open_bids(k, &decrypted));
	if (decrypted < k->announced.decrypted_min)
		return bad_entry(k, "fewer bids were decrypted than the announcement demands");
	const char *record = entry_digest(&k->e, "record"), *notice = entry_digest(&k->e, "notice");
	if (record == NULL || notice == NULL || strcmp(record, notice) != 0)
		return bad_entry(k, "its notice is not the record");
	return OK;
}

enum err course_opened_few(struct course *k)
{
	int64_t decrypted;
	TRY(open_bids(k, &decrypted));
	if (decrypted >= k->announced.decrypted_min)
		return bad_entry(k, "enough bids were decrypted");
	return OK;
}
