/* judging.c - the check of evaluation, award and contract. */
#include <inttypes.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "trade/export/steps.h"

/* The result as things stand at this entry. */
static enum err judge(struct course *k, struct eval_out *out)
{
	struct ctx *s = &k->v->s;
	struct eval_seat *seats = arena_array(s->mem, struct eval_seat, k->member_count);
	for (size_t i = 0; i < k->member_count; i++)
		seats[i] = (struct eval_seat){ k->members[i].unit, k->members[i].recused };
	sheets_sort(k->sheets, k->sheet_count);
	const struct dossier d = { .lot = &k->lot,
		.seats = seats,
		.rule = k->announced.rule,
		.rows = k->rows,
		.row_count = k->row_count,
		.sheets = k->sheets,
		.sheet_count = k->sheet_count,
		.member_count = k->member_count,
		.candidates_max = k->candidates_max,
		.bidders_min = k->bidders_min,
		.factor = k->factor_drawn ? &k->factor : NULL,
		.drawn = k->drawn };
	bool first = k->lot_state == LS_SCREENING;
	if ((first ? dossier_screen(s, &d, out) : dossier_judge(s, &d, out)) != OK)
		return bad_entry(k, "%s", s->fault.detail);
	return OK;
}

/* Seats that signed that result. */
static size_t signers_of(const struct course *k, const char *result)
{
	size_t n = 0;
	for (size_t i = 0; i < k->signature_count; i++) {
		bool again = strcmp(k->signatures[i].result, result) != 0;
		for (size_t j = 0; j < i && !again; j++)
			again = strcmp(k->signatures[j].result, result) == 0 &&
			        k->signatures[j].seat == k->signatures[i].seat;
		n += !again;
	}
	return n;
}

/* A member that refuses to sign agrees (《条例》第五十三条), once more than half have signed. */
static enum err refusal(struct course *k, const char *digest, int64_t seat, size_t *out)
{
	size_t own = 0;
	if (seat < 1 || seat > (int64_t)k->member_count)
		return bad_entry(k, "the committee has no seat %" PRId64, seat);
	for (size_t i = 0; i < k->signature_count; i++)
		own += strcmp(k->signatures[i].result, digest) == 0 && !k->signatures[i].refused;
	if (own * 2 <= k->member_count)
		return bad_entry(k, "a refusal before more than half had signed");
	for (size_t i = 0; i < k->signature_count; i++)
		if (strcmp(k->signatures[i].result, digest) == 0 &&
		    k->signatures[i].seat == (size_t)seat - 1)
			return bad_entry(k, "that member had signed, or refused before");
	*out = (size_t)seat - 1;
	return OK;
}

/* A member's signature under the result as computed here. */
static enum err sign_result(struct course *k, struct eval_out *out)
{
	const char *digest = entry_digest(&k->e, "result");
	size_t seat;
	if (!course_judging(k) || digest == NULL)
		return bad_entry(k, "no result to sign");
	if (!k->blind) {
		TRY(judge(k, out));
		if (strcmp(out->digest, digest) != 0)
			return bad_entry(k, "the bids give another result than the one signed");
		if (out->tie)
			return bad_entry(k, "several bids share the first place; none was drawn");
		if (out->pending.detail != NULL)
			return bad_entry(k, "signed too early: %s", out->pending.detail);
	}
	if (k->e.act == NULL)
		return OK;
	int64_t refused = json_get_int(k->body, "refused", 0);
	if (refused != 0 && k->member_count == 0)
		return OK; /* the committee is withheld */
	if (refused != 0)
		TRY(refusal(k, digest, refused, &seat));
	else if ((seat = seat_of(k, k->members, k->member_count)) == k->member_count)
		return bad_entry(k, "who signed is no member of the committee");
	if (strcmp(json_get_text(k->body, "digest", ""), digest) != 0)
		return bad_entry(k, "its act signs another result");
	k->signatures[k->signature_count++] =
	    (struct signature){ seat, course_keep(k, digest), refused != 0 };
	return OK;
}

enum err course_signed(struct course *k)
{
	struct eval_out out = { 0 };
	return sign_result(k, &out);
}

/* The last signature: the whole committee has signed. */
static enum err last_signature(struct course *k, struct eval_out *out)
{
	TRY(sign_result(k, out));
	if (k->e.act == NULL) {
		said(k->v, "evaluation: what the committee did is withheld");
		return OK;
	}
	size_t n = signers_of(k, entry_digest(&k->e, "result"));
	if (n != k->member_count)
		return bad_entry(k, "%zu of %zu members signed the result; an entry is missing", n,
		    k->member_count);
	said(k->v, "evaluation: computed again, signed by all %zu members", n);
	return OK;
}

static enum err finish(struct course *k, struct eval_out *out)
{
	TRY(last_signature(k, out));
	k->result_digest = course_keep(k, entry_digest(&k->e, "result"));
	return OK;
}

/* The first envelopes are judged: the window for the second ones begins. */
enum err course_screened(struct course *k)
{
	struct eval_out out = { 0 };
	struct screening s;
	struct ctx *c = &k->v->s;
	TRY(last_signature(k, &out));
	const struct json *result = json_get(k->notice, "result");
	const char *text = result != NULL ? json_canonical(c, result) : "";
	uint8_t digest[SHA256_BYTES];
	sha256(text, strlen(text), digest);
	if (strcmp(enc_hex(c->mem, digest, sizeof(digest)), entry_digest(&k->e, "result")) != 0)
		return bad_entry(k, "it published another result than the committee signed");
	if (screening_parse(c, text, &s) != OK || s.n == 0)
		return bad_entry(k, "nobody passed the first envelope");
	for (size_t i = 0; i < k->bid_count; i++)
		k->bids[i].passed = screening_passed(&s, k->bids[i].party);
	k->window_ends_ms = k->e.at_ms + k->announced.window_ms;
	return OK;
}

enum err course_evaluated(struct course *k)
{
	struct eval_out out = { 0 };
	TRY(finish(k, &out));
	if (!k->blind && out.winner == NULL)
		return bad_entry(k, "the result has no candidate");
	return OK;
}

enum err course_evaluated_none(struct course *k)
{
	struct eval_out out = { 0 };
	TRY(finish(k, &out));
	return out.winner == NULL && !out.tie ? OK : bad_entry(k, "the result has a candidate");
}

/* Whose turn it is after those who were passed over. */
static void take_turn(struct course *k)
{
	bool any = k->passed < k->candidate_count;
	k->winner = any ? k->candidates[k->passed].party : NULL;
	k->winner_minor = any ? k->candidates[k->passed].price_minor : 0;
}

enum err course_candidates(struct course *k)
{
	struct ctx *s = &k->v->s;
	const struct json *shown = json_get(k->notice, "result");
	const struct json *list = json_get(k->notice, "candidates");
	const char *text = shown != NULL ? json_canonical(s, shown) : "";
	uint8_t digest[SHA256_BYTES];
	sha256(text, strlen(text), digest);
	if (strcmp(enc_hex(s->mem, digest, sizeof(digest)), k->result_digest) != 0)
		return bad_entry(k, "it published another result than the committee signed");
	const struct json *want = result_candidates(s, shown);
	if (list == NULL || strcmp(json_canonical(s, list), json_canonical(s, want)) != 0)
		return bad_entry(k, "the candidates are not those of the result");
	k->candidates = arena_array(k->v->c->mem, struct candidate, want->n);
	k->candidate_count = k->passed = 0;
	for (const struct json *row = want->first; row != NULL; row = row->next) {
		struct money price;
		const char *party = json_get_text(row, "party", "");
		if (result_price(s, shown, party, k->lot.currency, &price) != OK)
			return bad_entry(k, "a candidate has no price");
		k->candidates[k->candidate_count++] =
		    (struct candidate){ course_keep(k, party), price.minor };
	}
	take_turn(k);
	if (moment_parse(s, "ends", json_get_text(k->notice, "ends", ""), &k->publicity_ends_ms) !=
	    OK)
		return bad_entry(k, "it does not say when the publicity ends");
	return OK;
}

static bool by_principal(const struct course *k)
{
	return k->e.party != NULL && strcmp(k->e.party, k->principal) == 0;
}

static bool has_declined(const struct course *k, const char *party)
{
	for (size_t i = 0; i < k->declined_count; i++)
		if (strcmp(k->declined[i], party) == 0)
			return true;
	return false;
}

enum err course_declined(struct course *k)
{
	size_t i = 0;
	while (i < k->candidate_count && !same_text(k->candidates[i].party, k->e.party))
		i++;
	if (i == k->candidate_count || has_declined(k, k->e.party))
		return bad_entry(k, "a candidate declines, once");
	k->declined[k->declined_count++] = course_keep(k, k->e.party);
	return OK;
}

/* Whether the notice names who was passed over, who follows, and the award that holds no longer. */
static bool names_passed(struct course *k, const char *reason)
{
	const struct json *passed = json_get(k->notice, "passed"), *row;
	const struct json *next = json_get(k->notice, "next");
	struct money price;
	row = passed != NULL && passed->n == 1 ? passed->first : NULL;
	if (row == NULL || strcmp(json_get_text(row, "party", ""), k->winner) != 0 ||
	    strcmp(json_get_text(row, "reason", ""), reason) != 0 ||
	    !same_text(json_get_text(k->notice, "countermands", NULL), k->award_notice))
		return false;
	if (k->passed + 1 == k->candidate_count || next == NULL)
		return k->passed + 1 == k->candidate_count && next == NULL;
	const struct candidate *then = &k->candidates[k->passed + 1];
	return strcmp(json_get_text(next, "party", ""), then->party) == 0 &&
	       course_money(k, json_get(next, "price"), &price) && price.minor == then->price_minor;
}

enum err course_passed(struct course *k)
{
	const char *reason = json_get_text(k->body, "reason", "");
	if (!by_principal(k) || k->winner == NULL)
		return bad_entry(
		    k, "the principal passes over candidates, as long as there are any");
	if (k->e.at_ms < k->publicity_ends_ms && !k->owed_result)
		return bad_entry(k, "a candidate was passed over before the publicity had ended");
	if (strcmp(reason, "declined") == 0 ? !has_declined(k, k->winner)
	                                    : json_get(k->body, "document") == NULL)
		return bad_entry(k, "the candidate neither declined, nor is there a document");
	if (!names_passed(k, reason))
		return bad_entry(
		    k, "its notice names another candidate, reason or award that it countermands");
	k->passed++;
	k->owed_result = false;
	k->letter = k->award_notice = NULL;
	take_turn(k);
	return OK;
}

enum err course_reopened(struct course *k)
{
	if (!by_principal(k))
		return bad_entry(k, "another than the principal reopened the evaluation");
	if (!k->owed_result)
		return bad_entry(k, "no upheld objection to the result waits for its consequence");
	k->owed_result = false;
	k->signature_count = 0;
	size_t kept = 0;
	for (size_t i = 0; i < k->sheet_count; i++)
		if (k->sheets[i].kind != SHEET_COMPETES)
			k->sheets[kept++] = k->sheets[i];
	k->sheet_count = kept;
	k->result_digest = NULL;
	return OK;
}

enum err course_end(struct course *k)
{
	static const char record[] = "opening.json", result[] = "evaluation.json",
	                  letter[] = "award-letter.json";
	struct ctx *s = &k->v->s;
	struct bytes got;
	uint8_t digest[SHA256_BYTES];
	if (k->record != NULL) {
		TRY(take_file(k->v, record, &got));
		if (got.n != strlen(k->record) || memcmp(got.p, k->record, got.n) != 0)
			return bad(
			    k->v, record, "the bids, opened with their keys, give another record");
	}
	if (k->result_digest != NULL) {
		TRY(take_file(k->v, result, &got));
		sha256(got.p, got.n, digest);
		if (strcmp(enc_hex(s->mem, digest, sizeof(digest)), k->result_digest) != 0)
			return bad(k->v, result, "it is another result than the committee signed");
	}
	if (k->letter != NULL) {
		TRY(take_file(k->v, letter, &got));
		if (got.n != strlen(k->letter) || memcmp(got.p, k->letter, got.n) != 0)
			return bad(
			    k->v, letter, "lot, winner, price or code are not those of the trade");
		said(k->v, "%s: to the winner at the winner's price", letter);
	}
	return OK;
}

/* Whether a notice names winner and price. */
static bool names_winner(struct course *k)
{
	struct money m;
	return strcmp(json_get_text(k->notice, "supplier", ""), k->winner) == 0 &&
	       course_money(k, json_get(k->notice, "price"), &m) && m.minor == k->winner_minor &&
	       strcmp(m.currency, k->lot.currency) == 0;
}

/* Where the law leaves the choice, another candidate has the award than the first. */
static enum err choose(struct course *k, const char *party)
{
	size_t i = k->passed;
	if (k->mandatory && k->state_controlled)
		return bad_entry(k, "of state-controlled money the first candidate has the award");
	while (i < k->candidate_count && strcmp(k->candidates[i].party, party) != 0)
		i++;
	if (i == k->candidate_count)
		return bad_entry(k, "the chosen one is no candidate that is left");
	/* it comes before the others that are left, and those follow in their order */
	const struct candidate chosen = k->candidates[i];
	for (; i > k->passed; i--)
		k->candidates[i] = k->candidates[i - 1];
	k->candidates[i] = chosen;
	take_turn(k);
	return OK;
}

enum err course_award(struct course *k)
{
	struct ctx *s = &k->v->s;
	struct json *want = json_object(s);
	if (!by_principal(k))
		return bad_entry(k, "another than the principal made the award");
	if (k->e.at_ms < k->publicity_ends_ms)
		return bad_entry(k, "the award was made before the publicity had ended");
	const char *choice = json_get_text(k->body, "choice", NULL);
	if (choice != NULL)
		TRY(choose(k, choice));
	if (k->winner == NULL)
		return bad_entry(k, "every candidate was passed over");
	if (k->owed_result)
		return bad_entry(k, "an objection to the result was upheld without a consequence");
	if (has_declined(k, k->winner))
		return bad_entry(k, "the award was made to a candidate that had declined");
	json_put(want, "lot", json_text(s, k->v->m.lot));
	json_put(want, "made", json_text(s, moment_text(s, k->e.at_ms)));
	json_put(want, "price", money_json(s, k->winner_minor, k->lot.currency));
	json_put(want, "supplier", json_text(s, k->winner));
	json_put(want, "title", json_text(s, k->lot.title));
	json_put(want, "tradeCode", json_text(s, k->lot.trade_code));
	k->letter = course_keep(k, json_canonical(s, want));
	const struct bytes letter = { (const uint8_t *)k->letter, strlen(k->letter) };
	if (entry_holds(k->v, &k->e, "letter", letter) != OK)
		return bad_entry(
		    k, "its letter is not the one to the winner at the winner's price");
	const struct json *passed = json_get(k->notice, "passed");
	if (!names_winner(k) ||
	    !same_text(json_get_text(k->notice, "choice", NULL),
	        choice != NULL ? json_get_text(k->body, "reason", "") : NULL) ||
	    strcmp(json_get_text(k->notice, "name", ""), course_name(k, k->winner)) != 0 ||
	    (passed != NULL ? passed->n : 0) != k->passed)
		return bad_entry(
		    k, "its notice names another winner, price, reason or who was passed over");
	k->award_ms = k->e.at_ms;
	k->award_notice = course_keep(k, k->notice_id);
	return OK;
}

/* Whether the contract's notice says nothing else than the winner promised in its bid. */
static bool keeps_bid(const struct course *k)
{
	static const char *const texts[] = { "quality", "leader" };
	const struct opened_bid *won = NULL;
	for (size_t i = 0; i < k->row_count; i++)
		if (strcmp(k->rows[i].party, k->winner) == 0 && k->rows[i].state == OPENED)
			won = &k->rows[i];
	if (won == NULL)
		return false;
	const char *const promised[] = { won->form.quality, won->form.leader };
	int64_t days = json_get_int(k->notice, "durationDays", 0);
	bool same = days == 0 || won->form.duration_days == 0 || days == won->form.duration_days;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		const char *told = json_get_text(k->notice, texts[i], NULL);
		if (told != NULL && promised[i] != NULL && *promised[i] != '\0')
			same = same && strcmp(told, promised[i]) == 0;
	}
	return same;
}

enum err course_contract(struct course *k)
{
	const char *document = json_get_text(k->notice, "document", NULL);
	struct bytes contract;
	int64_t signed_ms;
	if (!names_winner(k) || !keeps_bid(k))
		return bad_entry(k, "the contract deviates from the award");
	if (moment_parse(&k->v->s, "signed", json_get_text(k->notice, "signed", ""), &signed_ms) !=
	        OK ||
	    signed_ms < k->award_ms || signed_ms > k->e.at_ms)
		return bad_entry(k, "the contract was not signed between award and publication");
	if (document != NULL)
		TRY(course_document(k, document, &contract));
	return OK;
}

enum err course_reported(struct course *k)
{
	k->reported = true;
	return OK;
}

enum err course_archived(struct course *k)
{
	return k->report_max == 0 || k->reported
	           ? OK
	           : bad_entry(k, "the written report that kind.json demands was not filed");
}
