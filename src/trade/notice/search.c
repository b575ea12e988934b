/* search.c - a question as words, places and blocks of days; the answers put together. */
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/law/region.h"
#include "trade/notice/search.h"
#include "trade/notice/search_db.h"
#include "trade/notice/words.h"

#define DAYS_END ((int64_t)1024 * 1024) /* of the year 4840 */
#define RANGES 5

int64_t search_day_of(int64_t ms)
{
	return (ms + BEIJING_MS) / DAY_MS;
}

int64_t search_day_ms(int64_t day)
{
	return day * DAY_MS - BEIJING_MS;
}

static const char *choice(struct ctx *c, const char *type, const char *kind, int32_t region)
{
	if (region == 0)
		return arena_printf(c->mem, "=%s=%s=", type, kind);
	return arena_printf(c->mem, "=%s=%s=%d", type, kind, (int)region);
}

/* One for every choice of filters that finds it: with its type or any, its kind or any, its region,
 * one above, or any. */
enum err search_index(struct ctx *c, const struct facet *f)
{
	const char *const types[] = { "", f->type }, *const kinds[] = { "", f->kind };
	for (int i = 0; i < 4; i++) {
		int32_t region = f->region;
		for (; region != 0; region = law_region_above(c->law, region))
			TRY(notice_word_insert(
			    c, choice(c, types[i & 1], kinds[i >> 1], region), f->seq));
		if (i > 0)
			TRY(notice_word_insert(
			    c, choice(c, types[i & 1], kinds[i >> 1], 0), f->seq));
	}
	return search_add(c, f);
}

/* Words of the question, evenly chosen where it has too many: of up to thirty pairs every second
 * still holds each character. A question of marks alone is one for the empty word, which no notice
 * has. */
static void question_words(struct ctx *c, const char *text, struct search *s)
{
	struct words w;
	words_of(c, text, false, &w);
	size_t room = SEARCH_WORDS - 1, n = w.n < room ? w.n : room;
	for (size_t i = 0; i < n; i++)
		s->word[s->n++] = w.word[n == w.n ? i : i * (w.n - 1) / (n - 1)];
	if (n == 0)
		s->word[s->n++] = "";
}

static enum err understand(
    struct ctx *c, const struct notice_query *q, bool filters, struct search *s)
{
	*s = (struct search){ .last_day = DAYS_END - 1, .end_seq = q->before };
	s->tender = q->tender != NULL ? q->tender : "";
	s->member = q->region != 0 ? law_region_member(c->law, q->region) : 0;
	if (q->from_day != 0)
		s->first_day = search_day_of(day_start_ms(q->from_day));
	if (q->to_day != 0)
		s->last_day = search_day_of(day_start_ms(q->to_day));
	if (q->words != NULL)
		question_words(c, q->words, s);
	if (filters && (q->type != NULL || q->kind != NULL || q->region != 0))
		s->word[s->n++] =
		    choice(c, q->type ? q->type : "", q->kind ? q->kind : "", q->region);
	return q->from_day != 0 || q->to_day != 0 ? search_places(c, s) : OK;
}

/* Puts the rarest word first. How far back its newest notices go tells how rare it is. */
static enum err rarest_first(struct ctx *c, struct search *s, int64_t skip)
{
	int64_t rarest = INT64_MAX, seq;
	for (size_t i = 0; i < s->n && s->n > 1; i++) {
		TRY(search_reach(c, s, s->word[i], skip, &seq));
		if (seq < rarest) {
			const char *word = s->word[i];
			rarest = seq;
			s->word[i] = s->word[0];
			s->word[0] = word;
		}
	}
	return OK;
}

/* The notices of the rarest word back from the newest, each asked for the other words: a stretch
 * of them after another, each ten times as long, until there are enough. So a question costs what
 * it shows and not what it finds, and one that finds nothing comes to an end. */
static enum err walk(struct ctx *c, struct search *s, int64_t limit, struct notice_page *out)
{
	static const int64_t stretches[] = { 200, 2000, 20000 };
	TRY(rarest_first(c, s, stretches[0]));
	for (size_t i = 0; i < 3 && (int64_t)out->n < limit && s->first_seq < s->end_seq; i++) {
		struct db_rows r;
		int64_t floor;
		TRY(search_reach(c, s, s->word[0], stretches[i], &floor));
		TRY(search_words(c, s, floor, limit - (int64_t)out->n, &r));
		for (size_t k = 0; k < r.n; k++)
			out->rows[out->n++] = notice_of(&r, k);
		s->end_seq = floor;
	}
	if ((int64_t)out->n < limit && s->first_seq < s->end_seq)
		out->older = s->end_seq;
	return OK;
}

static enum err straight(
    struct ctx *c, const struct search *s, int64_t limit, struct notice_page *out)
{
	struct db_rows r;
	if (*s->tender != '\0')
		TRY(search_tender(c, s, limit, &r));
	else
		TRY(search_all(c, s, limit, &r));
	for (; out->n < r.n; out->n++)
		out->rows[out->n] = notice_of(&r, out->n);
	return OK;
}

enum err notice_list(struct ctx *c, const struct notice_query *q, struct notice_page *out)
{
	struct search s;
	/* one more than is shown tells whether there are older ones */
	struct notice_page made = { .rows =
		                        arena_array(c->mem, struct notice, (size_t)q->limit + 1) };
	TRY(understand(c, q, true, &s));
	if (s.n > 0)
		TRY(walk(c, &s, q->limit + 1, &made));
	else
		TRY(straight(c, &s, q->limit + 1, &made));
	if ((int64_t)made.n > q->limit) {
		made.n--;
		made.older = made.rows[made.n - 1].seq;
	}
	*out = made;
	return OK;
}

/* Days [first, end) as at most five rows of whole blocks, the largest in the middle. */
static void ranges_of(int64_t first, int64_t end, struct block_range out[RANGES])
{
	static const int64_t spans[] = { SEARCH_SPANS };
	for (size_t i = 0; i < 2; i++) {
		int64_t span = spans[i], next = spans[i + 1];
		int64_t head = (first + next - 1) / next * next, tail = end / next * next;
		head = head < end ? head : end;
		tail = tail > head ? tail : head;
		out[i] = (struct block_range){ span, first / span, head / span };
		out[4 - i] = (struct block_range){ span, tail / span, end / span };
		first = head;
		end = tail;
	}
	out[2] = (struct block_range){ spans[2], first / spans[2], end / spans[2] };
}

/* Whether that place is the region asked for or beneath it. */
static bool within(struct ctx *c, int32_t place, int32_t region)
{
	while (place != 0 && place != region)
		place = law_region_above(c->law, place);
	return region == 0 || place == region;
}

/* Adds to the region to show: a member, or what lies right beneath the member asked for. */
static void add_region(
    struct ctx *c, const struct search *s, int32_t place, int64_t n, struct notice_counts *out)
{
	const struct law_region *all;
	law_regions(c->law, &all);
	int32_t above;
	while (
	    s->member != 0 && (above = law_region_above(c->law, place)) != s->member && above != 0)
		place = above;
	const struct law_region *at = law_region(c->law, place);
	if (at != NULL && place != s->member)
		out->regions[at - all] += n;
}

struct sum {
	const struct notice_query *q;
	const struct search *s;
	struct notice_counts *out;
};

/* One row of type, kind, place, n: to each choice that it meets but for that very choice. */
static void add_row(struct ctx *c, struct sum *to, const struct db_rows *r, size_t i)
{
	const struct notice_query *q = to->q;
	const char *type = db_get_text(r, i, 0), *kind = db_get_text(r, i, 1);
	const struct law_kind *kinds;
	int32_t place = (int32_t)db_get_i64(r, i, 2);
	int64_t n = db_get_i64(r, i, 3);
	bool types = q->type == NULL || strcmp(q->type, type) == 0;
	bool kept = q->kind == NULL || strcmp(q->kind, kind) == 0;
	bool here = within(c, place, q->region);
	if (types && kept)
		add_region(c, to->s, place, n, to->out);
	if (types && kept && here)
		to->out->total += n;
	for (int t = 0; kept && here && t < NOTICE_TYPES; t++)
		if (strcmp(notice_words[t], type) == 0)
			to->out->types[t] += n;
	for (size_t k = 0, all = law_kinds(c->law, &kinds); types && here && k < all; k++)
		if (strcmp(kinds[k].id, kind) == 0)
			to->out->kinds[k] += n;
}

static void add_rows(struct ctx *c, struct sum *to, const struct db_rows *r)
{
	for (size_t i = 0; i < r->n; i++)
		add_row(c, to, r, i);
	/* as many rows as one query may bring: there may be others */
	if (r->n == LIMIT_QUERY_ROWS)
		to->out->more = true;
}

enum err notice_count(struct ctx *c, const struct notice_query *q, struct notice_counts *out)
{
	struct notice_query all = *q;
	struct search s;
	struct db_rows r;
	const struct law_kind *kinds;
	const struct law_region *regions;
	struct notice_counts made = { 0 };
	struct sum sum = { q, &s, &made };
	made.kinds = arena_array(c->mem, int64_t, law_kinds(c->law, &kinds));
	made.regions = arena_array(c->mem, int64_t, law_regions(c->law, &regions));
	all.before = INT64_MAX;
	TRY(understand(c, &all, false, &s));
	if (s.n > 0) {
		int64_t floor;
		TRY(rarest_first(c, &s, NOTICE_COUNTED / 10));
		TRY(search_reach(c, &s, s.word[0], NOTICE_COUNTED, &floor));
		TRY(search_count_words(c, &s, floor, &r));
		add_rows(c, &sum, &r);
		made.more = made.more || floor > s.first_seq;
	} else {
		struct block_range ranges[RANGES];
		ranges_of(s.first_day, s.last_day + 1, ranges);
		for (size_t i = 0; i < RANGES; i++) {
			if (ranges[i].first >= ranges[i].end)
				continue;
			TRY(search_count_blocks(c, &s, &ranges[i], &r));
			add_rows(c, &sum, &r);
		}
	}
	*out = made;
	return OK;
}
