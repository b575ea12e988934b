#include "core/evidence/evidence_db.h"

#include <inttypes.h>
#include <assert.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/store/store.h"

#define ENTRY_COLUMNS "place, kind, object, scope, party, actor, at_ms, entry, salt, act, seed"

enum err head_make(struct ctx *c)
{
	struct hash empty;
	sha256("", 0, empty.b);
	return db_exec(c, NULL,
	    "INSERT INTO log_head (id, size, root, turn, clock_offset_ms) VALUES (1, 0, $1, 0, 0)",
	    db_bytes(empty.b, sizeof(empty.b)));
}

enum err head_read(struct ctx *c, bool turn, struct log_head *out)
{
	struct db_rows r;
	if (turn)
		TRY(db_one(c, &r,
		    "UPDATE log_head SET turn = turn + 1 WHERE id = 1"
		    " RETURNING size, root, clock_offset_ms"));
	else
		TRY(db_one(c, &r, "SELECT size, root, clock_offset_ms FROM log_head WHERE id = 1"));
	struct bytes root = db_get_bytes(&r, 0, 1);
	if (root.n != SHA256_BYTES)
		return fail(c, E_LOG_FORKED, "the head's root has %zu bytes", root.n);
	out->size = (uint64_t)db_get_i64(&r, 0, 0);
	memcpy(out->root.b, root.p, SHA256_BYTES);
	out->clock_offset_ms = db_get_i64(&r, 0, 2);
	return OK;
}

enum err head_write(struct ctx *c, uint64_t size, const struct hash *root)
{
	return db_exec(c, NULL, "UPDATE log_head SET size = $1, root = $2 WHERE id = 1",
	    db_i64((int64_t)size), db_bytes(root->b, sizeof(root->b)));
}

enum err head_set_offset(struct ctx *c, int64_t offset_ms)
{
	return db_exec(
	    c, NULL, "UPDATE log_head SET clock_offset_ms = $1 WHERE id = 1", db_i64(offset_ms));
}

enum err entry_insert(struct ctx *c, const struct new_entry *e)
{
	const struct evidence *ev = e->evidence;
	return db_exec(c, NULL,
	    "INSERT INTO log_entry (" ENTRY_COLUMNS ", commitment)"
	    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
	    db_i64(ev->place), db_text(ev->kind), db_text(ev->object), db_text(ev->scope),
	    db_text(c->actor.party), db_text(c->actor.user ? c->actor.user : "public"),
	    db_i64(c->now_ms), db_text(ev->entry), db_bytes(ev->salt, sizeof(ev->salt)),
	    db_text(e->act), db_bytes(c->rng.seed, RNG_SEED_BYTES),
	    db_bytes(e->commitment.b, SHA256_BYTES));
}

enum err commitments_from(
    struct ctx *c, uint64_t place, uint64_t limit, struct hash *out, size_t *n)
{
	struct db_rows r;
	assert(limit <= COMMITMENTS_PAGE);
	TRY(db_query(c, &r,
	    "SELECT place, commitment FROM log_entry WHERE place >= $1 ORDER BY place LIMIT $2",
	    db_i64((int64_t)place), db_i64((int64_t)limit)));
	for (size_t i = 0; i < r.n; i++) {
		struct bytes b = db_get_bytes(&r, i, 1);
		if (db_get_i64(&r, i, 0) != (int64_t)(place + i) || b.n != SHA256_BYTES)
			return fail(
			    c, E_LOG_FORKED, "entry %" PRIu64 " is missing or damaged", place + i);
		memcpy(out[i].b, b.p, SHA256_BYTES);
	}
	*n = r.n;
	return OK;
}

static void entry_of(struct ctx *c, const struct db_rows *r, size_t i, struct evidence_entry *out)
{
	(void)c;
	*out = (struct evidence_entry){ .place = db_get_i64(r, i, 0),
		.kind = db_get_text(r, i, 1),
		.object = db_get_text(r, i, 2),
		.scope = db_get_text(r, i, 3),
		.party = db_get_text(r, i, 4),
		.user = db_get_text(r, i, 5),
		.at_ms = db_get_i64(r, i, 6),
		.entry = db_get_text(r, i, 7),
		.act = db_get_text(r, i, 9) };
	struct bytes salt = db_get_bytes(r, i, 8);
	assert(salt.n == sizeof(out->salt));
	memcpy(out->salt, salt.p, salt.n);
	struct bytes seed = db_get_bytes(r, i, 10);
	assert(seed.n == sizeof(out->seed));
	memcpy(out->seed, seed.p, seed.n);
}

static void list_of(struct ctx *c, const struct db_rows *r, struct evidence_list *out)
{
	out->entries = arena_array(c->mem, struct evidence_entry, r->n);
	out->n = r->n;
	for (size_t i = 0; i < r->n; i++)
		entry_of(c, r, i, &out->entries[i]);
}

enum err evidence_read(struct ctx *c, int64_t place, struct evidence_entry *out)
{
	struct db_rows r;
	TRY(db_one(
	    c, &r, "SELECT " ENTRY_COLUMNS " FROM log_entry WHERE place = $1", db_i64(place)));
	entry_of(c, &r, 0, out);
	return OK;
}

enum err evidence_of_scope(
    struct ctx *c, const char *scope, int64_t after, int64_t limit, struct evidence_list *out)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " ENTRY_COLUMNS " FROM log_entry WHERE scope = $1 AND place > $2"
	    " ORDER BY place LIMIT $3",
	    db_text(scope), db_i64(after), db_i64(limit)));
	list_of(c, &r, out);
	return OK;
}

enum err evidence_history(
    struct ctx *c, const char *scope, const char *object, struct evidence_list *out)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT place, kind, object, scope, party, actor, at_ms, '', salt, '', seed FROM "
	    "log_entry"
	    " WHERE scope = $1 AND (object = $1 OR object = $2) ORDER BY place",
	    db_text(scope), db_text(object)));
	list_of(c, &r, out);
	return OK;
}

enum err evidence_of_party(
    struct ctx *c, const char *party, int64_t before, int64_t limit, struct evidence_list *out)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " ENTRY_COLUMNS " FROM log_entry WHERE party = $1 AND place < $2"
	    " ORDER BY place DESC LIMIT $3",
	    db_text(party), db_i64(before), db_i64(limit)));
	list_of(c, &r, out);
	return OK;
}

enum err evidence_of_object(struct ctx *c, const char *object, struct evidence_list *out)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " ENTRY_COLUMNS " FROM log_entry WHERE scope IS NULL AND object = $1"
	    " ORDER BY place LIMIT $2",
	    db_text(object), db_i64(LIMIT_QUERY_ROWS)));
	list_of(c, &r, out);
	return OK;
}

enum err evidence_from(struct ctx *c, int64_t place, int64_t limit, struct evidence_list *out)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT " ENTRY_COLUMNS " FROM log_entry WHERE place >= $1 ORDER BY place LIMIT $2",
	    db_i64(place), db_i64(limit)));
	list_of(c, &r, out);
	return OK;
}
