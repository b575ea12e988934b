#include "trade/notice/notice_db.h"

#include "core/store/store.h"
#include "trade/notice/words.h"

#define COLUMNS "seq, id, type, tender, lot, title, body, digest, published_ms"
#define QUESTION_WORDS 8

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

static struct notice notice_of(const struct db_rows *r, size_t i)
{
	return (struct notice){ db_get_i64(r, i, 0), db_get_text(r, i, 1), db_get_text(r, i, 2),
		db_get_text(r, i, 3), db_get_text(r, i, 4), db_get_text(r, i, 5),
		db_get_text(r, i, 6), db_get_text(r, i, 7), db_get_i64(r, i, 8) };
}

enum err notice_get(struct ctx *c, const char *id, struct notice *out)
{
	struct db_rows r;
	TRY(db_one(c, &r, "SELECT " COLUMNS " FROM notice WHERE id = $1", db_text(id)));
	*out = notice_of(&r, 0);
	return OK;
}

static enum err find_words(struct ctx *c, const struct notice_query *q, struct db_rows *r)
{
	struct words w;
	words_of(c, q->words, false, &w);
	size_t n = w.n < QUESTION_WORDS ? w.n : QUESTION_WORDS;
	const char *at[QUESTION_WORDS];
	for (size_t i = 0; i < QUESTION_WORDS; i++)
		at[i] = i < n ? w.word[i] : NULL;
	return db_query(c, r,
	    "SELECT " COLUMNS " FROM notice WHERE seq IN"
	    " (SELECT seq FROM notice_word WHERE word IN ($1, $2, $3, $4, $5, $6, $7, $8)"
	    " AND seq < $9 GROUP BY seq HAVING COUNT(*) = $10)"
	    " AND ($12 = '' OR type = $12) AND ($13 = '' OR tender = $13) ORDER BY seq DESC LIMIT $11",
	    db_text(at[0]), db_text(at[1]), db_text(at[2]), db_text(at[3]), db_text(at[4]),
	    db_text(at[5]), db_text(at[6]), db_text(at[7]), db_i64(q->before), db_i64((int64_t)n),
	    db_i64(q->limit), db_text(q->type ? q->type : ""), db_text(q->tender ? q->tender : ""));
}

enum err notice_list(struct ctx *c, const struct notice_query *q, struct notice **out, size_t *n)
{
	struct db_rows r;
	if (q->words != NULL && *q->words != '\0')
		TRY(find_words(c, q, &r));
	else if (q->tender != NULL)
		TRY(db_query(c, &r,
		    "SELECT " COLUMNS " FROM notice WHERE tender = $1 AND seq < $2"
		    " AND ($4 = '' OR type = $4) ORDER BY seq DESC LIMIT $3",
		    db_text(q->tender), db_i64(q->before), db_i64(q->limit),
		    db_text(q->type ? q->type : "")));
	else if (q->type != NULL)
		TRY(db_query(c, &r,
		    "SELECT " COLUMNS " FROM notice WHERE type = $1 AND seq < $2"
		    " ORDER BY seq DESC LIMIT $3",
		    db_text(q->type), db_i64(q->before), db_i64(q->limit)));
	else
		TRY(db_query(c, &r,
		    "SELECT " COLUMNS " FROM notice WHERE seq < $1 ORDER BY seq DESC LIMIT $2",
		    db_i64(q->before), db_i64(q->limit)));
	struct notice *list = arena_array(c->mem, struct notice, r.n);
	for (size_t i = 0; i < r.n; i++)
		list[i] = notice_of(&r, i);
	*out = list;
	*n = r.n;
	return OK;
}
