#include <inttypes.h>
#include <string.h>

#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/law/period.h"
#include "core/store/timer.h"
#include "trade/evaluation/evaluation.h"
#include "trade/notice/notice.h"
#include "trade/opening/opening_db.h"

static enum err end_unsuccessful(
    struct ctx *c, struct lot *l, enum lot_event event, const char *why)
{
	struct json *body = json_object(c);
	json_put(body, "lot", json_text(c, l->id));
	json_put(body, "why", json_text(c, why));
	const struct notice_new n = { NOTICE_UNSUCCESSFUL, l->tender, l->id, l->title, body };
	TRY(notice_publish(c, &n, NULL));
	return lot_step(c, l, event);
}

enum err opening_close_due(struct ctx *c, const char *lot)
{
	struct lot l;
	struct tender t;
	const struct law_number *least;
	int64_t bids;
	TRY(lot_get(c, lot, &l, &t));
	TRY(bids_count(c, lot, &bids));
	const struct law_case k = tender_case(&t);
	const struct law_bound enough = { .id = "bidders.min", .value = bids };
	bool met;
	TRY(law_meets(c, &k, &enough, &least, &met));
	if (!met)
		return end_unsuccessful(c, &l, LE_CLOSE_FEW,
		    arena_printf(c->mem, "投标人 %" PRId64 " 个，少于 %" PRId64 " 个：%s", bids,
		        least->value, least->rule));
	l.opening_ends_ms = c->now_ms + t.window_minutes * 60 * SECOND_MS;
	TRY(timer_set(c, l.opening_ends_ms, "lot.open", l.id));
	return lot_step(c, &l, LE_CLOSE);
}

/* A form in c's memory, from that of the one bid. */
static enum err keep_form(struct ctx *c, struct ctx *own, struct opened_bid *out)
{
	struct json *tree;
	const char *said = json_canonical(own, field_json(own, bid_form_fields, &out->form)),
	           *text = arena_text(c->mem, said);
	TRY(json_parse(c, text, strlen(text), &tree));
	out->form = (struct bid_form){ 0 };
	return field_parse(c, bid_form_fields, tree, &out->form);
}

/* In an arena of its own: containers of a thousand bids are more than one job may hold. */
static enum err open_form(struct ctx *c, const struct bid *b, struct opened_bid *out)
{
	struct ctx own = *c;
	struct bytes container;
	if (b->parts[PART_FORM].key.n == 0)
		return OK;
	own.mem = arena_new(LIMIT_ARENA_BYTES);
	out->why = NULL;
	enum err e = bid_container(&own, b, &container);
	if (e != OK) {
		e = fail(c, e, "%s", own.fault.detail != NULL ? own.fault.detail : "");
	} else if (bid_open(&own, container, b->parts[PART_FORM].key.p, out) == OK) {
		e = keep_form(c, &own, out);
	} else {
		/* the tenderer's own doing: it holds the key that it committed to */
		out->state = REVOKED;
		out->why = "unreadable";
	}
	arena_free(own.mem);
	return e;
}

/* The bids that stand, in order of arrival, and after them the withdrawn ones. first: only whether
 * the key of the first envelope came. s: who passed it; NULL: there is one envelope. */
static enum err open_all(
    struct ctx *c, const struct lot *l, bool first, const struct screening *s, struct opening *out)
{
	struct bid *standing, *withdrawn;
	size_t n, gone;
	TRY(bids_standing(c, l->id, &standing, &n));
	TRY(bids_withdrawn(c, l->id, &withdrawn, &gone));
	struct opening o = { .n = n + gone,
		.bids = arena_array(c->mem, struct opened_bid, n + gone) };
	for (size_t i = 0; i < n + gone; i++) {
		const struct bid *b = i < n ? &standing[i] : &withdrawn[i - n];
		o.bids[i] = (struct opened_bid){ .party = b->party,
			.name = b->party_name,
			.digest = b->parts[PART_FORM].digest,
			.state = i < n ? REVOKED : WITHDRAWN,
			.why = i < n ? "no key" : NULL };
		if (i >= n)
			continue;
		if (s != NULL && !screening_passed(s, b->party)) {
			o.bids[i].state = UNOPENED;
			o.bids[i].why = "first";
		} else if (!first) {
			TRY(open_form(c, b, &o.bids[i]));
		} else if (b->parts[PART_DOCUMENTS].key.n != 0) {
			o.bids[i].state = OPENED;
			o.bids[i].why = NULL;
		}
	}
	*out = o;
	return OK;
}

/* Only who passed the first envelope hands in the key of the second. */
static enum err check_passed(struct ctx *c, const struct lot *l, const char *party)
{
	struct screening s;
	TRY(screening_get(c, l->id, &s));
	return screening_passed(&s, party)
	           ? OK
	           : fail(c, E_WRONG_STATE,
	                 "the caller did not pass the first envelope; its price stays sealed");
}

#define RULE_30 "《电子招标投标办法》第三十条 / Order 20, art. 30"
/* what is not decrypted then counts as revoked */
#define RULE_31 "《电子招标投标办法》第三十条、第三十一条 / Order 20, art. 30, 31"

enum err opening_takes(struct ctx *c, const struct lot *l, const struct tender *t,
    const char *party, enum envelope *which)
{
	bool window = l->state == LS_OPENING || l->state == LS_PRICING;
	/* while the trade is stayed the window stands still */
	if (l->state == LS_EVALUATING || l->state == LS_SCREENING ||
	    (window && l->held_ms == 0 && c->now_ms >= l->opening_ends_ms))
		return fail_rule(c, E_WINDOW_CLOSED, RULE_31, "it ended at %s",
		    moment_text(c, l->opening_ends_ms));
	if (l->state == LS_BIDDING)
		return fail_rule(c, E_WRONG_STATE, RULE_30,
		    "the lot is bidding; keys are taken from the deadline on, %s, for %" PRId64
		    " minutes",
		    moment_text(c, t->deadline_ms), t->window_minutes);
	if (!window)
		return fail_rule(c, E_WRONG_STATE, RULE_30,
		    "the lot is %s; keys are taken while it is %s", lot_state_words[l->state],
		    lot_state_words[LS_OPENING]);
	if (l->state == LS_PRICING)
		TRY(check_passed(c, l, party));
	*which = l->state == LS_PRICING ? ENVELOPE_SECOND
	         : t->two_envelopes     ? ENVELOPE_FIRST
	                                : ENVELOPE_ONLY;
	return OK;
}

enum err opening_open_due(struct ctx *c, const char *lot)
{
	struct lot l;
	struct tender t;
	struct opening o;
	struct screening s;
	int64_t decrypted = 0;
	TRY(lot_get(c, lot, &l, &t));
	bool first = t.two_envelopes && l.state == LS_OPENING, second = l.state == LS_PRICING;
	bool awaits = false;
	if (!first)
		TRY(evaluation_awaits_factor(c, &l, &t, &awaits));
	if (awaits) /* its drawing sets the timer again */
		return evidence_add(c, "opening.awaits", l.id, t.id);
	if (second)
		TRY(screening_get(c, lot, &s));
	TRY(open_all(c, &l, first, second ? &s : NULL, &o));
	for (size_t i = 0; i < o.n; i++)
		decrypted += o.bids[i].state == OPENED;
	const char *record = opening_record(c, lot, o.bids, o.n);
	uint8_t digest[SHA256_BYTES];
	sha256(record, strlen(record), digest);
	TRY(opening_insert(c, lot, record, enc_hex(c->mem, digest, sizeof(digest))));
	evidence_digest(c, "record", digest);
	/* of the second envelopes the document demands no number: who passed may fall away */
	if (!second && decrypted < t.decrypted_min)
		return end_unsuccessful(c, &l, LE_OPEN_FEW,
		    arena_printf(c->mem, "解密成功 %" PRId64 " 个，招标文件要求至少 %" PRId64 " 个",
		        decrypted, t.decrypted_min));
	struct json *body;
	TRY(json_parse(c, record, strlen(record), &body));
	const struct notice_new notice = { NOTICE_OPENING, t.id, l.id, l.title, body };
	TRY(notice_publish(c, &notice, NULL));
	return lot_step(c, &l, first ? LE_OPEN_FIRST : LE_OPEN);
}
