#include "service/identity/identity_db.h"

#include "core/base/err.h"
#include "core/store/store.h"

enum err challenge_insert(struct ctx *c, const char *digest, int64_t ends_ms)
{
	TRY(db_exec(c, NULL, "DELETE FROM challenge WHERE ends_ms < $1", db_i64(c->now_ms)));
	return db_exec(c, NULL, "INSERT INTO challenge (digest, ends_ms) VALUES ($1, $2)",
	    db_text(digest), db_i64(ends_ms));
}

enum err challenge_use(struct ctx *c, const char *digest, bool *there)
{
	int64_t n;
	TRY(db_exec(c, &n, "DELETE FROM challenge WHERE digest = $1 AND ends_ms > $2",
	    db_text(digest), db_i64(c->now_ms)));
	*there = n == 1;
	return OK;
}

enum err contact_of(struct ctx *c, const char *code, const char **person)
{
	struct db_rows r;
	enum err e = db_one(c, &r,
	    "SELECT MIN(p.id) FROM person p JOIN party o ON o.id = p.party"
	    " WHERE o.scheme = 'CN-USCC' AND o.identifier = $1 GROUP BY o.id",
	    db_text(code));
	TRY(absent(c, e, "organisation with the code", code));
	*person = db_get_text(&r, 0, 0);
	return OK;
}
