/* search_db.h - the SQL of the search. Private to the room. */
#ifndef HENG_TRADE_NOTICE_SEARCH_DB_H
#define HENG_TRADE_NOTICE_SEARCH_DB_H

#include "trade/notice/notice_db.h"

/* What a question comes down to. */
#define SEARCH_WORDS 16
/* Days a block of notice_count, each a whole number of the one before. */
#define SEARCH_SPANS 1, 32, 1024
struct search {
	const char *word[SEARCH_WORDS]; /* all of these; the choice of filters is one of them */
	size_t n;
	int64_t first_day, last_day; /* Beijing days since 1970, both inclusive */
	int64_t first_seq, end_seq;  /* where the days lie in the list: [first, end) */
	const char *tender;          /* "": all */
	int32_t member;              /* of the region asked for; 0: all */
};

/* The first moment of that day. */
int64_t search_day_ms(int64_t day);
/* Narrows the places to those between which the days lie. */
enum err search_places(struct ctx *c, struct search *s) CHECKED;
/* The place of notice number `skip` of that word, back from end_seq; first_seq when there are
 * fewer. */
enum err search_reach(
    struct ctx *c, const struct search *s, const char *word, int64_t skip, int64_t *seq) CHECKED;
/* Within [floor, s->end_seq), newest first, at most limit: those of word[0] that have the others,
 * those of the tender, or all. */
enum err search_words(struct ctx *c, const struct search *s, int64_t floor, int64_t limit,
    struct db_rows *out) CHECKED;
enum err search_tender(
    struct ctx *c, const struct search *s, int64_t limit, struct db_rows *out) CHECKED;
enum err search_all(
    struct ctx *c, const struct search *s, int64_t limit, struct db_rows *out) CHECKED;

/* Numbers of notices as rows of type, kind, place, n; place is the member, or the region where a
 * member is asked for. */
struct block_range {
	int64_t span, first, end; /* days a block; [first, end) */
};
enum err search_count_blocks(struct ctx *c, const struct search *s, const struct block_range *range,
    struct db_rows *out) CHECKED;
/* Of word[0] within [floor, s->end_seq). */
enum err search_count_words(
    struct ctx *c, const struct search *s, int64_t floor, struct db_rows *out) CHECKED;

/* What a new notice adds. */
struct facet {
	int64_t seq, day;
	const char *type, *kind;
	int32_t member, region;
};
enum err search_add(struct ctx *c, const struct facet *f) CHECKED;

#endif
