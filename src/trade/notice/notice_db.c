#include "trade/notice/notice_db.h"

#include "core/store/store.h"
#include "trade/notice/words.h"

#define COLUMNS "seq, id, type, tender, lot, title, body, digest, published_ms"
#define QUESTION_WORDS 8
#define REACH_ROWS 200
/* The notice of w has that word too; without a word it need not. */
#define HAS(word)                                                                               \
	" AND (" word " IS NULL OR EXISTS (SELECT 1 FROM notice_word AS x WHERE x.word = " word \
	" AND x.seq = w.seq))"

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
	enum err e = db_one(c, &r, "SELECT " COLUMNS " FROM notice WHERE id = $1", db_text(id));
	TRY(absent(c, e, "notice", id));
	*out = notice_of(&r, 0);
	return OK;
}

/* How far back the newest REACH_ROWS notices with that word go: the rarer, the further. */
static enum err reach(struct ctx *c, const char *word, int64_t before, int64_t *seq)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT seq FROM notice_word WHERE word = $1 AND seq < $2 ORDER BY seq DESC"
	    " LIMIT 1 OFFSET $3",
	    db_text(word), db_i64(before), db_i64(REACH_ROWS)));
	*seq = r.n == 0 ? 0 : db_get_i64(&r, 0, 0);
	return OK;
}

/* Walks the notices of the rarest word back from the newest and asks each for the other words, so
 * that a question costs what it shows and not what it finds. */
static enum err find_words(struct ctx *c, const struct notice_query *q, struct db_rows *r)
{
	struct words w;
	words_of(c, q->words, false, &w);
	const char *at[QUESTION_WORDS] = { NULL };
	int64_t rarest = INT64_MAX, seq;
	for (size_t i = 0; i < w.n && i < QUESTION_WORDS; i++) {
		at[i] = w.word[i];
		TRY(reach(c, w.word[i], q->before, &seq));
		if (seq < rarest) {
			rarest = seq;
			at[i] = at[0];
			at[0] = w.word[i];
		}
	}
	return db_query(c, r,
	    "SELECT " COLUMNS " FROM (SELECT seq AS place FROM notice_word AS w"
	    " WHERE word = $1 AND seq < $9" HAS("$2") HAS("$3") HAS("$4") HAS("$5") HAS("$6")
	        HAS("$7") HAS("$8") ") AS found JOIN notice ON seq = place"
	                            " WHERE ($11 = '' OR type = $11) AND ($12 = '' OR tender = $12)"
	                            " ORDER BY place DESC LIMIT $10",
	    db_text(at[0]), db_text(at[1]), db_text(at[2]), db_text(at[3]), db_text(at[4]),
	    db_text(at[5]), db_text(at[6]), db_text(at[7]), db_i64(q->before), db_i64(q->limit),
	    db_text(q->type ? q->type : ""), db_text(q->tender ? q->tender : ""));
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
