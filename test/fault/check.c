#include "test/fault/check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/store/store.h"
#include "test/served.h"

#define PAGE_ROWS 500
#define PUBLISHED_WITHIN_MS 20000

const char *receipt_complaint(
    struct ctx *c, const struct json *receipt, const char *keys, struct held *out)
{
	struct hash proof[MERKLE_PROOF_MAX], commitment, leaf;
	uint8_t salt[SHA256_BYTES];
	size_t n = 0;
	const struct json *entry = json_get(receipt, "entry"), *list = json_get(receipt, "proof");
	if (entry == NULL || list == NULL)
		return "no receipt";
	struct held r = { .entry = json_canonical(c, entry),
		.salt = json_get_text(receipt, "salt", ""),
		.place = json_get_int(receipt, "place", -1) };
	if (!dec_hex(r.salt, salt, sizeof(salt)))
		return "the salt is no hex";
	for (const struct json *h = list->first; h != NULL && n < MERKLE_PROOF_MAX; h = h->next) {
		struct bytes b;
		if (!dec_base64(c->mem, h->text, &b) || b.n != SHA256_BYTES)
			return "the proof is no list of hashes";
		memcpy(proof[n++].b, b.p, SHA256_BYTES);
	}
	if (note_check(c, json_get_text(receipt, "checkpoint", ""), keys, &r.checkpoint) != OK)
		return c->fault.detail;
	evidence_leaf(salt, r.entry, &commitment, &leaf);
	if (!merkle_inclusion_holds(
	        (uint64_t)r.place, r.checkpoint.size, &leaf, &r.checkpoint.root, proof, n))
		return "the proof does not lead to the checkpoint";
	*out = r;
	return NULL;
}

static const char *one_entry(
    struct ctx *c, const struct db_rows *r, size_t i, struct merkle_frontier *f)
{
	struct bytes salt = db_get_bytes(r, i, 1), stored = db_get_bytes(r, i, 2);
	const char *entry = db_get_text(r, i, 3), *act = db_get_text(r, i, 4);
	struct hash commitment, leaf;
	struct json *tree;
	uint8_t digest[SHA256_BYTES];
	if (db_get_i64(r, i, 0) != (int64_t)f->size)
		return "a place is missing";
	evidence_leaf(salt.p, entry, &commitment, &leaf);
	if (stored.n != SHA256_BYTES || memcmp(stored.p, commitment.b, SHA256_BYTES) != 0)
		return "a commitment is not that of its entry";
	if (json_parse(c, entry, strlen(entry), &tree) != OK)
		return "an entry is no JSON";
	sha256(act, strlen(act), digest);
	if (strcmp(json_get_text(json_get(tree, "digests"), "act", ""),
	        enc_hex(c->mem, digest, sizeof(digest))) != 0)
		return "an act is not the one of its entry";
	merkle_append(f, &leaf);
	return NULL;
}

static const char *log_complaint(struct ctx *c)
{
	struct merkle_frontier f = { 0 };
	struct db_rows r;
	struct hash root;
	do {
		if (db_query(c, &r,
		        "SELECT place, salt, commitment, entry, act FROM log_entry"
		        " WHERE place >= $1 ORDER BY place LIMIT $2",
		        db_i64((int64_t)f.size), db_i64(PAGE_ROWS)) != OK)
			return c->fault.detail;
		for (size_t i = 0; i < r.n; i++) {
			const char *wrong = one_entry(c, &r, i, &f);
			if (wrong != NULL)
				return arena_printf(c->mem, "%s: %" PRIu64, wrong, f.size);
		}
	} while (r.n > 0);
	if (db_one(c, &r, "SELECT size, root FROM log_head") != OK)
		return c->fault.detail;
	merkle_root(&f, &root);
	if (db_get_i64(&r, 0, 0) != (int64_t)f.size)
		return "the head's size is not that of the log";
	if (memcmp(db_get_bytes(&r, 0, 1).p, root.b, SHA256_BYTES) != 0)
		return "the head's root is not that of the log";
	return NULL;
}

/* Each statement counts what must not be there. */
static const char *const halves[][2] = {
	{ "parties", "SELECT (SELECT COUNT(*) FROM party) - (SELECT COUNT(*) FROM log_entry"
	             " WHERE kind = 'party.registered')" },
	{ "persons", "SELECT (SELECT COUNT(*) FROM person WHERE party IS NOT NULL)"
	             " - (SELECT COUNT(*) FROM party)" },
	{ "projects", "SELECT (SELECT COUNT(*) FROM project) - (SELECT COUNT(*) FROM log_entry"
	              " WHERE kind = 'project.registered')" },
	{ "tenders", "SELECT (SELECT COUNT(*) FROM tender) - (SELECT COUNT(*) FROM log_entry"
	             " WHERE kind = 'tender.created')" },
	{ "bids", "SELECT (SELECT COUNT(*) FROM bid) - (SELECT COUNT(*) FROM log_entry"
	          " WHERE kind IN ('bid.placed', 'bid.replaced'))" },
	{ "bids at their place",
	    "SELECT COUNT(*) FROM bid b WHERE NOT EXISTS (SELECT 1 FROM log_entry e"
	    " WHERE e.place = b.place AND e.object = b.lot AND e.party = b.party)" },
	{ "bids that replace one",
	    "SELECT (SELECT COUNT(*) FROM bid WHERE state = 1)"
	    " - (SELECT COUNT(*) FROM log_entry WHERE kind = 'bid.replaced')" },
	{ "withdrawn bids", "SELECT (SELECT COUNT(*) FROM bid WHERE state = 2)"
	                    " - (SELECT COUNT(*) FROM log_entry WHERE kind = 'bid.withdrawn')" },
	{ "standing bids of one party on one lot",
	    "SELECT COUNT(*) FROM (SELECT lot FROM bid WHERE state = 0 GROUP BY lot, party"
	    " HAVING COUNT(*) > 1) AS twice" },
	{ "keys", "SELECT (SELECT COUNT(*) FROM bid_key) - (SELECT COUNT(*) FROM log_entry"
	          " WHERE kind = 'key.handed-in')" },
	{ "openings", "SELECT (SELECT COUNT(*) FROM opening) - (SELECT COUNT(*) FROM log_entry"
	              " WHERE kind = 'lot.opened')" },
	{ "notices without their event",
	    "SELECT (SELECT COUNT(*) FROM notice) - (SELECT COUNT(*) FROM event"
	    " WHERE kind = 'notice.published')" },
	{ "gaps in the events", "SELECT COALESCE(MAX(seq), 0) - COUNT(*) FROM event" },
	{ "answers without their act",
	    "SELECT COUNT(*) FROM idempotency i WHERE i.place >= 0 AND NOT EXISTS"
	    " (SELECT 1 FROM log_entry e WHERE e.place = i.place)" },
	{ "acts answered twice", "SELECT COUNT(place) - COUNT(DISTINCT place) FROM idempotency"
	                         " WHERE place >= 0" },
};

static const char *halves_complaint(struct ctx *c)
{
	struct db_rows r;
	for (size_t i = 0; i < sizeof(halves) / sizeof(*halves); i++) {
		if (db_one_n(c, &r, halves[i][1], DB_ARGS()) != OK)
			return c->fault.detail;
		if (db_get_i64(&r, 0, 0) != 0)
			return arena_printf(
			    c->mem, "%s: %" PRId64 " too many", halves[i][0], db_get_i64(&r, 0, 0));
	}
	return NULL;
}

const char *store_complaint(struct ctx *c, const char *url)
{
	struct store *store = NULL;
	struct ctx own = { .mem = c->mem };
	const char *wrong = NULL;
	if (store_open(&own, url, &store) != OK ||
	    store_connect(&own, store, DB_READ_ONLY, &own.db) != OK ||
	    db_begin(&own, DB_READ_ONLY) != OK)
		wrong = own.fault.detail;
	if (wrong == NULL)
		wrong = log_complaint(&own);
	if (wrong == NULL)
		wrong = halves_complaint(&own);
	store_disconnect(own.db);
	store_close(store);
	return wrong;
}

int64_t store_entries(struct ctx *c, const char *url, const char *kind)
{
	struct store *store = NULL;
	struct ctx own = { .mem = c->mem };
	struct db_rows r;
	int64_t n = -1;
	if (store_open(&own, url, &store) == OK &&
	    store_connect(&own, store, DB_READ_ONLY, &own.db) == OK &&
	    db_one(&own, &r, "SELECT COUNT(*) FROM log_entry WHERE kind = $1", db_text(kind)) == OK)
		n = db_get_i64(&r, 0, 0);
	store_disconnect(own.db);
	store_close(store);
	return n;
}

static const char *newest(struct ctx *c, const struct published *p, struct checkpoint *out)
{
	const struct ask a = { .method = "GET", .url = "/checkpoint" };
	struct answer_got got = ask_once(c->mem, p->port, &a);
	if (got.status != 200)
		return arena_printf(c->mem, "checkpoint: %d %s", got.status, got.body);
	return note_check(c, got.body, p->keys, out) == OK ? NULL : c->fault.detail;
}

static const char *consistent(
    struct ctx *c, uint16_t port, const struct checkpoint *old, const struct checkpoint *now)
{
	struct hash proof[MERKLE_PROOF_MAX];
	struct json *tree;
	size_t n = 0;
	const struct ask a = { .method = "GET",
		.url = arena_printf(c->mem, "/log/consistency?from=%" PRIu64, old->size) };
	struct answer_got got = ask_once(c->mem, port, &a);
	if (got.status != 200 || json_parse(c, got.body, got.n, &tree) != OK)
		return arena_printf(c->mem, "consistency: %d %s", got.status, got.body);
	for (const struct json *h = json_get(tree, "proof")->first; h != NULL; h = h->next) {
		struct bytes b;
		if (n == MERKLE_PROOF_MAX || !dec_base64(c->mem, h->text, &b) ||
		    b.n != SHA256_BYTES)
			return "the consistency proof is no list of hashes";
		memcpy(proof[n++].b, b.p, SHA256_BYTES);
	}
	const struct merkle_sizes sizes = { old->size, now->size };
	return merkle_consistency_holds(sizes, &old->root, &now->root, proof, n)
	           ? NULL
	           : "the published log does not extend the old checkpoint";
}

const char *published_complaint(
    struct ctx *c, const struct published *p, const struct checkpoint *old, struct checkpoint *now)
{
	int64_t until_us = moment_steady_us() + PUBLISHED_WITHIN_MS * INT64_C(1000);
	struct checkpoint before = { 0 }, after = { 0 };
	const char *wrong;
	for (;;) {
		wrong = newest(c, p, &before);
		if (wrong == NULL && before.size >= p->size) {
			wrong = old->size == 0 ? NULL : consistent(c, p->port, old, &before);
			/* a timer may have acted in between: then the proof was for another size */
			const char *again = newest(c, p, &after);
			if (again != NULL || after.size == before.size)
				break;
		}
		if (moment_steady_us() > until_us)
			return wrong ? wrong : "the log is not published";
		usleep(20000);
	}
	*now = before;
	return wrong;
}
