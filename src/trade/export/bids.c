/* bids.c - the check of bids, keys and the opening. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "trade/custody/custody.h"
#include "trade/export/steps.h"

struct placed *course_standing(const struct course *k, const char *party)
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

/* By that party for this lot, and shared as the announcement says. */
static bool sealed_for(
    const struct course *k, const struct seal_header *h, const char *party, enum bid_part part)
{
	struct custody_in custody;
	return strcmp(h->centre, k->v->m.centre) == 0 && strcmp(h->lot, k->v->m.lot) == 0 &&
	       strcmp(h->party, party) == 0 && strcmp(h->part, bid_part_words[part]) == 0 &&
	       custody_read(&k->v->s, k->announced.custody, &custody) == OK &&
	       custody_fits(&k->v->s, "", &custody, h) == OK;
}

static bool is_invited(const struct course *k, const char *party)
{
	bool found = !k->by_invitation && !k->prequalified;
	for (size_t i = 0; i < k->invited_count; i++)
		found = found || strcmp(k->invited[i], party) == 0;
	return found;
}

/* The parts that were uploaded are those of the act, and those that were demanded. */
static enum err check_uploaded(struct course *k)
{
	const bool demanded[BID_PARTS] = {
		[PART_DOCUMENTS] = k->announced.documents_part, [PART_BILL] = k->lot.bill != NULL
	};
	for (enum bid_part i = PART_FORM + 1; i < BID_PARTS; i++) {
		const char *name = bid_part_words[i];
		const char *asked = json_get_text(k->body, name, NULL);
		if (!same_text(asked, entry_digest(&k->e, name)))
			return bad_entry(k, "its digest \"%s\" is not the act's", name);
		if (asked == NULL && demanded[i])
			return bad_entry(k, "it has no %s part, which was demanded", name);
	}
	return OK;
}

/* The digests of the parts that who bids has signed. */
static enum err check_signature(struct course *k, struct bytes form)
{
	struct ctx *s = &k->v->s;
	uint8_t digest[SHA256_BYTES];
	struct statement want = { .object = k->v->m.lot, .purpose = "bid", .n = BID_PARTS };
	sha256(form.p, form.n, digest);
	for (enum bid_part i = 0; i < BID_PARTS; i++)
		want.shown[i] = (struct shown){ bid_part_words[i],
			i == PART_FORM ? enc_hex(s->mem, digest, sizeof(digest))
			               : json_get_text(k->body, bid_part_words[i], NULL) };
	TRY(check_signed(k, &want));
	/* what was signed once is handed in once */
	for (size_t i = 0; json_get(k->body, "signature") != NULL && i < k->bid_count; i++)
		if (strcmp(k->bids[i].party, k->e.party) == 0 &&
		    same_text(k->bids[i].parts[PART_FORM], want.shown[PART_FORM].digest))
			return bad_entry(k, "it is signed, and was handed in before");
	return OK;
}

enum err course_bid(struct course *k)
{
	struct seal_header h;
	struct bytes form;
	struct custody_in custody;
	TRY(check_tenderer(k));
	TRY(custody_read(&k->v->s, k->announced.custody, &custody));
	if (custody_number(&custody, k->e.party) > 0)
		return bad_entry(k, "its party keeps a share of the keys of bids");
	if (!is_invited(k, k->e.party))
		return bad_entry(
		    k, "its party was not invited, or did not pass the prequalification");
	struct placed *before = course_standing(k, k->e.party);
	bool replaces = strcmp(k->e.kind, "bid.replaced") == 0;
	if (replaces != (before != NULL))
		return bad_entry(k, replaces
		                        ? "there was nothing to replace; an entry is missing"
		                        : "its party's bid stands already; an entry is missing");
	if (!dec_base64(k->v->s.mem, json_get_text(k->body, "form", ""), &form))
		return bad_entry(k, "its form is no base64");
	TRY(entry_holds(k->v, &k->e, "form", form));
	if (form.n > LIMIT_CONTAINER_BYTES || seal_inspect(&k->v->s, form, &h) != OK ||
	    !sealed_for(k, &h, k->e.party, PART_FORM))
		return bad_entry(
		    k, "its form is not a container sealed for this lot by this party");
	TRY(check_uploaded(k));
	TRY(check_signature(k, form));
	if (before != NULL)
		before->state = BID_REPLACED;
	struct placed *bid = &k->bids[k->bid_count++];
	*bid = (struct placed){ .party = course_keep(k, k->e.party),
		.form = { (const uint8_t *)arena_copy(k->v->c->mem, form.p, form.n), form.n } };
	for (enum bid_part i = 0; i < BID_PARTS; i++)
		bid->parts[i] = course_keep(k, entry_digest(&k->e, bid_part_words[i]));
	return OK;
}

enum err course_withdrawal(struct course *k)
{
	TRY(check_tenderer(k));
	struct placed *bid = course_standing(k, k->e.party);
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
	k->window_ends_ms = k->e.at_ms + k->announced.window_ms;
	said(k->v, "bids: %" PRId64 " stand at the deadline, all came before it", standing);
	if (k->signed_count > 0)
		said(k->v, "signatures: %zu, by the certificates of who bid and applied%s",
		    k->signed_count,
		    k->v->trust != NULL ? ", which the trust list takes"
		                        : "; whether their authorities are trusted was not asked "
		                          "(--trust)");
	if (k->stamped_count > 0)
		said(k->v, "timestamps: %zu, each over its signature and before it came",
		    k->stamped_count);
	return OK;
}

/* An uploaded part lies in the zip, but is read from a file of its own, which the caller closes. */
static enum err part_file(
    struct course *k, const struct placed *bid, enum bid_part part, FILE **out)
{
	struct bytes container;
	TRY(course_document(k, bid->parts[part], &container));
	FILE *f = tmpfile();
	if (f != NULL && fwrite(container.p, 1, container.n, f) == container.n && fflush(f) == 0) {
		*out = f;
		return OK;
	}
	if (f != NULL)
		fclose(f);
	return fail(k->v->c, E_STORE, "no room for a temporary file");
}

static enum err check_header(
    struct course *k, const struct placed *bid, enum bid_part part, int fd, struct seal_header *h)
{
	if (seal_inspect_file(&k->v->s, fd, h) != OK || !sealed_for(k, h, bid->party, part))
		return bad_entry(k, "the %s part is not sealed for this lot by this party",
		    bid_part_words[part]);
	return OK;
}

enum err course_header(
    struct course *k, const struct placed *bid, enum bid_part part, struct seal_header *h)
{
	FILE *f;
	if (part == PART_FORM)
		return seal_inspect(&k->v->s, bid->form, h);
	TRY(part_file(k, bid, part, &f));
	enum err e = check_header(k, bid, part, fileno(f), h);
	fclose(f);
	return e;
}

/* Whoever opens it finds the same shares, by whichever of them the key came. */
static enum err check_shares(
    struct course *k, const struct seal_header *h, const struct placed *bid, enum bid_part part)
{
	if (!seal_shares_hold(&k->v->s, h, bid->keys[part]))
		return bad_entry(k, "the shares that the %s part names are not those of its key",
		    bid_part_words[part]);
	return OK;
}

static enum err open_part(struct course *k, const struct placed *bid, enum bid_part part)
{
	struct seal_header h;
	FILE *in = NULL, *out = tmpfile();
	enum err e = part_file(k, bid, part, &in);
	if (e == OK && out == NULL)
		e = fail(k->v->c, E_STORE, "no room for a temporary file");
	else if (e == OK)
		e = check_header(k, bid, part, fileno(in), &h);
	if (e == OK &&
	    seal_open_file(&k->v->s, fileno(in), bid->keys[part], fileno(out)) == E_BAD_KEY)
		e = bad_entry(k, "its key does not open the %s part", bid_part_words[part]);
	if (e == OK)
		e = check_shares(k, &h, bid, part);
	if (in != NULL)
		fclose(in);
	if (out != NULL)
		fclose(out);
	return e;
}

/* The form's key, against what the bid commits to. */
static enum err check_form_key(struct course *k, const struct placed *bid)
{
	struct seal_header h;
	uint8_t commitment[SHA256_BYTES];
	seal_commit(bid->keys[PART_FORM], commitment);
	if (seal_inspect(&k->v->s, bid->form, &h) != OK ||
	    memcmp(h.commitment, commitment, sizeof(commitment)) != 0)
		return bad_entry(k, "its key is not the one that the bid commits to");
	return check_shares(k, &h, bid, PART_FORM);
}

enum err course_use_key(struct course *k, struct placed *bid, enum bid_part part, struct bytes key)
{
	if (key.n != SEAL_KEY_BYTES || bid->keyed[part])
		return bad_entry(k, "a key has 32 bytes, and there is one for each part");
	bid->keyed[part] = true;
	memcpy(bid->keys[part], key.p, SEAL_KEY_BYTES);
	return part == PART_FORM ? check_form_key(k, bid) : open_part(k, bid, part);
}

enum err course_window(struct course *k, const struct placed *bid, enum envelope *which)
{
	bool second = k->lot_state == LS_PRICING;
	if (bid == NULL || (second && !bid->passed))
		return bad_entry(k, "no bid waits for this key; an entry is missing");
	if (k->lot_state != LS_OPENING && !second)
		return bad_entry(k, "the lot does not wait for keys; an entry is missing");
	if (k->e.at_ms < k->announced.deadline_ms ||
	    (k->objections == 0 && k->e.at_ms >= k->window_ends_ms))
		return bad_entry(k, "the key did not come within the window");
	*which = second                       ? ENVELOPE_SECOND
	         : k->announced.two_envelopes ? ENVELOPE_FIRST
	                                      : ENVELOPE_ONLY;
	return OK;
}

enum err course_part(struct course *k, const struct placed *bid, enum envelope which,
    enum bid_part part, struct bytes *out)
{
	bool wanted = bid->parts[part] != NULL && envelope_holds(which, part);
	const char *text = json_get_text(k->body, bid_part_words[part], NULL);
	struct bytes read = { 0 };
	if ((text != NULL) != wanted || (wanted && !dec_base64(k->v->s.mem, text, &read)))
		return bad_entry(k, "a key has 32 bytes, and there is one for each part");
	*out = read;
	return OK;
}

enum err course_key(struct course *k)
{
	struct placed *bid = k->e.party != NULL ? course_standing(k, k->e.party) : NULL;
	enum envelope which;
	TRY(course_window(k, bid, &which));
	for (enum bid_part i = 0; i < BID_PARTS; i++) {
		struct bytes key;
		TRY(course_part(k, bid, which, i, &key));
		if (key.p != NULL)
			TRY(course_use_key(k, bid, i, key));
	}
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

/* What the opening makes of a bid that stands. */
static void open_row(struct course *k, const struct placed *b, struct opened_bid *row)
{
	bool second = k->lot_state == LS_PRICING;
	bool first = k->announced.two_envelopes && !second;
	row->state = REVOKED;
	row->why = "no key";
	if (second && !b->passed) {
		row->state = UNOPENED;
		row->why = "first";
	} else if (first && b->keyed[PART_DOCUMENTS]) {
		row->state = OPENED;
		row->why = NULL;
	} else if (!first && b->keyed[PART_FORM]) {
		row->why = NULL;
		if (bid_open(k->v->c, b->form, b->keys[PART_FORM], row) != OK)
			row->why = "unreadable";
	}
}

/* The rows of the record, as the opening makes them; the number that was decrypted. */
static int64_t make_rows(struct course *k)
{
	int64_t decrypted = 0;
	k->row_count = 0;
	for (size_t pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < k->bid_count; i++) {
			const struct placed *b = &k->bids[i];
			if (b->state != (pass == 0 ? BID_SUBMITTED : BID_WITHDRAWN) ||
			    (pass == 1 && came_again(k, i)))
				continue;
			struct opened_bid *row = &k->rows[k->row_count++];
			*row = (struct opened_bid){ .party = b->party,
				.name = course_name(k, b->party),
				.digest = b->parts[PART_FORM],
				.state = WITHDRAWN };
			if (pass == 0)
				open_row(k, b, row);
			decrypted += row->state == OPENED;
		}
	return decrypted;
}

/* Computes the record again, and compares it with the entry. */
static enum err open_bids(struct course *k, int64_t *decrypted)
{
	if (k->e.at_ms < k->window_ends_ms)
		return bad_entry(k, "it was opened before the window for keys had ended");
	*decrypted = make_rows(k);
	k->record = course_keep(k, opening_record(&k->v->s, k->v->m.lot, k->rows, k->row_count));
	const struct bytes want = { (const uint8_t *)k->record, strlen(k->record) };
	if (entry_holds(k->v, &k->e, "record", want) != OK)
		return bad_entry(k, "the bids and keys give another record; an entry is missing");
	said(k->v, "opening: computed again, %" PRId64 " bids decrypted of %zu", *decrypted,
	    k->row_count);
	return OK;
}

static enum err is_noticed(struct course *k)
{
	const char *record = entry_digest(&k->e, "record"), *notice = entry_digest(&k->e, "notice");
	if (record == NULL || notice == NULL || strcmp(record, notice) != 0)
		return bad_entry(k, "its notice is not the record");
	return OK;
}

enum err course_first_opened(struct course *k)
{
	int64_t decrypted;
	if (!k->announced.two_envelopes)
		return bad_entry(k, "the tender has one envelope");
	TRY(open_bids(k, &decrypted));
	if (decrypted < k->announced.decrypted_min)
		return bad_entry(k, "fewer bids were decrypted than the announcement demands");
	return is_noticed(k);
}

enum err course_opened(struct course *k)
{
	int64_t decrypted;
	bool second = k->lot_state == LS_PRICING;
	if (k->announced.two_envelopes != second)
		return bad_entry(k, "the first envelope was not judged; an entry is missing");
	if (course_awaits_factor(k))
		return bad_entry(k, "prices were opened before the coefficient was drawn");
	TRY(open_bids(k, &decrypted));
	if (!second && decrypted < k->announced.decrypted_min)
		return bad_entry(k, "fewer bids were decrypted than the announcement demands");
	course_tell_bills(k);
	return is_noticed(k);
}

enum err course_opened_few(struct course *k)
{
	int64_t decrypted;
	TRY(open_bids(k, &decrypted));
	if (decrypted >= k->announced.decrypted_min)
		return bad_entry(k, "enough bids were decrypted");
	return OK;
}
