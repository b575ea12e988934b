#include "trade/notice/search_db.h"

#include "core/base/limits.h"

/* The notice at w.seq has that word too; without a word it need not. */
#define HAS(word)                                                                               \
	" AND (" word " IS NULL OR EXISTS (SELECT 1 FROM notice_word AS x WHERE x.word = " word \
	" AND x.seq = w.seq))"
/* $1 the rarest word, $2 to $16 the others, $17 and $18 the places, $19 and $20 the days. */
#define FOUND                                                                                 \
	" FROM notice_word AS w JOIN notice_facet AS f ON f.seq = w.seq"                      \
	" WHERE w.word = $1 AND w.seq >= $17 AND w.seq < $18 AND f.day >= $19 AND"            \
	" f.day <= $20" HAS("$2") HAS("$3") HAS("$4") HAS("$5") HAS("$6") HAS("$7") HAS("$8") \
	    HAS("$9") HAS("$10") HAS("$11") HAS("$12") HAS("$13") HAS("$14") HAS("$15") HAS("$16")
#define FOUND_ARGS(s, floor)                                                                     \
	db_text((s)->word[0]), db_text((s)->word[1]), db_text((s)->word[2]),                     \
	    db_text((s)->word[3]), db_text((s)->word[4]), db_text((s)->word[5]),                 \
	    db_text((s)->word[6]), db_text((s)->word[7]), db_text((s)->word[8]),                 \
	    db_text((s)->word[9]), db_text((s)->word[10]), db_text((s)->word[11]),               \
	    db_text((s)->word[12]), db_text((s)->word[13]), db_text((s)->word[14]),              \
	    db_text((s)->word[15]), db_i64(floor), db_i64((s)->end_seq), db_i64((s)->first_day), \
	    db_i64((s)->last_day)

enum err search_places(struct ctx *c, struct search *s)
{
	struct db_rows r;
	TRY(db_one(c, &r,
	    "SELECT COALESCE(MIN(first_seq), 0), COALESCE(MAX(last_seq) + 1, 0) FROM notice_day"
	    " WHERE day >= $1 AND day <= $2",
	    db_i64(s->first_day), db_i64(s->last_day)));
	s->first_seq = db_get_i64(&r, 0, 0);
	if (db_get_i64(&r, 0, 1) < s->end_seq)
		s->end_seq = db_get_i64(&r, 0, 1);
	return OK;
}

enum err search_reach(
    struct ctx *c, const struct search *s, const char *word, int64_t skip, int64_t *seq)
{
	struct db_rows r;
	TRY(db_query(c, &r,
	    "SELECT seq FROM notice_word WHERE word = $1 AND seq >= $2 AND seq < $3"
	    " ORDER BY seq DESC LIMIT 1 OFFSET $4",
	    db_text(word), db_i64(s->first_seq), db_i64(s->end_seq), db_i64(skip)));
	*seq = r.n == 0 ? s->first_seq : db_get_i64(&r, 0, 0);
	return OK;
}

enum err search_words(
    struct ctx *c, const struct search *s, int64_t floor, int64_t limit, struct db_rows *out)
{
	return db_query(c, out,
	    "SELECT " NOTICE_COLUMNS " FROM (SELECT w.seq AS place" FOUND ") AS found"
	    " JOIN notice ON seq = place WHERE ($22 = '' OR tender = $22)"
	    " ORDER BY place DESC LIMIT $21",
	    FOUND_ARGS(s, floor), db_i64(limit), db_text(s->tender));
}

enum err search_tender(struct ctx *c, const struct search *s, int64_t limit, struct db_rows *out)
{
	return db_query(c, out,
	    "SELECT " NOTICE_COLUMNS " FROM notice WHERE tender = $1 AND seq >= $2 AND seq < $3"
	    " AND published_ms >= $4 AND published_ms < $5 ORDER BY seq DESC LIMIT $6",
	    db_text(s->tender), db_i64(s->first_seq), db_i64(s->end_seq),
	    db_i64(search_day_ms(s->first_day)), db_i64(search_day_ms(s->last_day + 1)),
	    db_i64(limit));
}

enum err search_all(struct ctx *c, const struct search *s, int64_t limit, struct db_rows *out)
{
	return db_query(c, out,
	    "SELECT " NOTICE_COLUMNS " FROM notice WHERE seq >= $1 AND seq < $2"
	    " AND published_ms >= $3 AND published_ms < $4 ORDER BY seq DESC LIMIT $5",
	    db_i64(s->first_seq), db_i64(s->end_seq), db_i64(search_day_ms(s->first_day)),
	    db_i64(search_day_ms(s->last_day + 1)), db_i64(limit));
}

enum err search_count_blocks(
    struct ctx *c, const struct search *s, const struct block_range *range, struct db_rows *out)
{
	if (s->member == 0)
		return db_query(c, out,
		    "SELECT type, kind, member, CAST(SUM(n) AS BIGINT) FROM notice_count"
		    " WHERE span = $1 AND block >= $2 AND block < $3"
		    " GROUP BY type, kind, member LIMIT $4",
		    db_i64(range->span), db_i64(range->first), db_i64(range->end),
		    db_i64(LIMIT_QUERY_ROWS));
	return db_query(c, out,
	    "SELECT type, kind, region, CAST(SUM(n) AS BIGINT) FROM notice_count"
	    " WHERE span = $1 AND block >= $2 AND block < $3 AND member = $4"
	    " GROUP BY type, kind, region LIMIT $5",
	    db_i64(range->span), db_i64(range->first), db_i64(range->end), db_i64(s->member),
	    db_i64(LIMIT_QUERY_ROWS));
}

enum err search_count_words(
    struct ctx *c, const struct search *s, int64_t floor, struct db_rows *out)
{
	if (s->member == 0)
		return db_query(c, out,
		    "SELECT f.type, f.kind, f.member, COUNT(*)" FOUND
		    " GROUP BY f.type, f.kind, f.member LIMIT $21",
		    FOUND_ARGS(s, floor), db_i64(LIMIT_QUERY_ROWS));
	return db_query(c, out,
	    "SELECT f.type, f.kind, f.region, COUNT(*)" FOUND " AND f.member = $21"
	    " GROUP BY f.type, f.kind, f.region LIMIT $22",
	    FOUND_ARGS(s, floor), db_i64(s->member), db_i64(LIMIT_QUERY_ROWS));
}

enum err search_add(struct ctx *c, const struct facet *f)
{
	static const int64_t spans[] = { SEARCH_SPANS };
	TRY(db_exec(c, NULL,
	    "INSERT INTO notice_facet (seq, day, type, kind, member, region)"
	    " VALUES ($1, $2, $3, $4, $5, $6)",
	    db_i64(f->seq), db_i64(f->day), db_text(f->type), db_text(f->kind), db_i64(f->member),
	    db_i64(f->region)));
	for (size_t i = 0; i < sizeof(spans) / sizeof(*spans); i++)
		TRY(db_exec(c, NULL,
		    "INSERT INTO notice_count (span, block, type, kind, member, region, n)"
		    " VALUES ($1, $2, $3, $4, $5, $6, 1)"
		    " ON CONFLICT (span, block, type, kind, member, region)"
		    " DO UPDATE SET n = notice_count.n + 1",
		    db_i64(spans[i]), db_i64(f->day / spans[i]), db_text(f->type), db_text(f->kind),
		    db_i64(f->member), db_i64(f->region)));
	return db_exec(c, NULL,
	    "INSERT INTO notice_day (day, first_seq, last_seq) VALUES ($1, $2, $2)"
	    " ON CONFLICT (day) DO UPDATE SET last_seq = excluded.last_seq",
	    db_i64(f->day), db_i64(f->seq));
}
