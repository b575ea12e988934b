#include <inttypes.h>
#include <string.h>

#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/store/timer.h"
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
	TRY(law_bound(c, "bidders.min", &k, c->now_ms, &least));
	if (least != NULL && bids < least->value)
		return end_unsuccessful(c, &l, LE_CLOSE_FEW,
		    arena_printf(c->mem, "投标人 %" PRId64 " 个，少于 %" PRId64 " 个：%s", bids,
		        least->value, least->rule));
	l.opening_ends_ms = c->now_ms + t.window_minutes * 60 * SECOND_MS;
	TRY(timer_set(c, l.opening_ends_ms, "lot.open", l.id));
	return lot_step(c, &l, LE_CLOSE);
}

static enum err open_one(struct ctx *c, const struct bid *b, struct opened_bid *out)
{
	*out = (struct opened_bid){ .party = b->party,
		.name = b->party_name,
		.digest = b->form_digest,
		.state = REVOKED,
		.why = "no key" };
	if (b->form_key.n == 0)
		return OK;
	struct bytes container;
	out->why = NULL;
	TRY(bid_container(c, b, &container));
	/* what cannot be read is the tenderer's own doing: it holds the key that it committed to */
	if (bid_open(c, container, b->form_key.p, out) != OK) {
		out->state = REVOKED;
		out->why = "unreadable";
	}
	return OK;
}

enum err opening_open_due(struct ctx *c, const char *lot)
{
	struct lot l;
	struct tender t;
	struct bid *standing, *withdrawn;
	size_t n, gone;
	int64_t decrypted = 0;
	TRY(lot_get(c, lot, &l, &t));
	TRY(bids_standing(c, lot, &standing, &n));
	TRY(bids_withdrawn(c, lot, &withdrawn, &gone));
	struct opened_bid *rows = arena_array(c->mem, struct opened_bid, n + gone);
	for (size_t i = 0; i < n; i++) {
		TRY(open_one(c, &standing[i], &rows[i]));
		decrypted += rows[i].state == OPENED;
	}
	for (size_t i = 0; i < gone; i++)
		rows[n + i] = (struct opened_bid){ .party = withdrawn[i].party,
			.name = withdrawn[i].party_name,
			.digest = withdrawn[i].form_digest,
			.state = WITHDRAWN };
	const char *record = opening_record(c, lot, rows, n + gone);
	uint8_t digest[SHA256_BYTES];
	sha256(record, strlen(record), digest);
	TRY(opening_insert(c, lot, record, enc_hex(c->mem, digest, sizeof(digest))));
	evidence_digest(c, "record", digest);
	if (decrypted < t.decrypted_min)
		return end_unsuccessful(c, &l, LE_OPEN_FEW,
		    arena_printf(c->mem, "解密成功 %" PRId64 " 个，招标文件要求至少 %" PRId64 " 个",
		        decrypted, t.decrypted_min));
	struct json *body;
	TRY(json_parse(c, record, strlen(record), &body));
	const struct notice_new notice = { NOTICE_OPENING, t.id, l.id, l.title, body };
	TRY(notice_publish(c, &notice, NULL));
	return lot_step(c, &l, LE_OPEN);
}
