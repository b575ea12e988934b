#include "trade/notice/notice_db.h"

#include "core/store/store.h"

#define COLUMNS NOTICE_COLUMNS
enum err notice_insert(struct ctx *c, struct notice *n)
{
	struct db_rows r;
	TRY(db_one(c, &r,
	    "INSERT INTO notice (" COLUMNS ")"
	    " VALUES ((SELECT COALESCE(MAX(seq), 0) + 1 FROM notice), $1, $2, $3, $4, $5, $6, $7, "
	    "$8)"
	    " RETURNING seq",
	    db_text(n->id), db_text(n->type), db_text(n->tender), db_text(n->lot),
	    db_text(n->title), db_text(n->body), db_text(n->digest), db_i64(n->published_ms)));
	n->seq = db_get_i64(&r, 0, 0);
	return OK;
}

enum err notice_word_insert(struct ctx *c, const char *word, int64_t seq)
{
	return db_exec(c, NULL, "INSERT INTO notice_word (word, seq) VALUES ($1, $2)",
	    db_text(word), db_i64(seq));
}

struct notice notice_of(const struct db_rows *r, size_t i)
{
	return (struct notice){ db_get_i64(r, i, 0), db_get_text(r, i, 1), db_get_text(r, i, 2),
		db_get_text(r, i, 3), db_get_text(r, i, 4), db_get_text(r, i, 5),
		db_get_text(r, i, 6), db_get_text(r, i, 7), db_get_i64(r, i, 8) };
}

enum err notice_get(struct ctx *c, const char *id, struct notice *out)
{
	struct db_rows r;
	enum err e = db_one(c, &r, "SELECT " COLUMNS " FROM notice WHERE id = $1", db_text(id));
	TRY(absent(c, e, "notice", id));
	*out = notice_of(&r, 0);
	return OK;
}
