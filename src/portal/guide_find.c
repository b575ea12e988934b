#include "portal/guide_find.h"

#include <string.h>

#include "core/base/moment.h"
#include "core/base/money.h"
#include "trade/notice/words.h"

#define STRONG 3 /* times as much as elsewhere: in a title or a keyword */
#define FEN_IN_WAN (INT64_C(10000) * 100)

/* Digits and words of letters say most, a single character least. */
static int64_t weight(const char *word)
{
	return (unsigned char)word[0] < 0x80 ? 3 : strlen(word) > 3 ? 2 : 1;
}

static bool has(const struct words *text, const char *word)
{
	for (size_t i = 0; i < text->n; i++)
		if (strcmp(text->word[i], word) == 0)
			return true;
	return false;
}

static int64_t weight_of_all(const struct words *asked)
{
	int64_t sum = 0;
	for (size_t i = 0; i < asked->n; i++)
		sum += weight(asked->word[i]);
	return sum;
}

static const char *joined(struct ctx *c, const struct guide_lines *lines, const char *text)
{
	for (size_t i = 0; i < lines->n; i++)
		text = arena_printf(c->mem, "%s %s", text, lines->line[i]);
	return text;
}

/* 0: no answer. One word of a title or keyword is enough; of the rest it takes half of what was
 * asked. */
static int64_t score_entry(struct ctx *c, const struct law_guide *g, const struct words *asked)
{
	struct words named, told;
	int64_t strong = 0, weak = 0;
	const char *name = arena_printf(c->mem, "%s %s", g->title_zh, g->title_en);
	words_of(c, joined(c, &g->keywords, name), true, &named);
	words_of(c,
	    joined(c, &g->needs,
	        joined(c, &g->steps, arena_printf(c->mem, "%s %s", g->whom, g->basis_zh))),
	    true, &told);
	for (size_t i = 0; i < asked->n; i++) {
		int64_t worth = weight(asked->word[i]);
		if (has(&named, asked->word[i]))
			strong += worth;
		else if (has(&told, asked->word[i]))
			weak += worth;
	}
	if (strong < 2 && 2 * (strong + weak) < weight_of_all(asked))
		return 0;
	return STRONG * strong + weak;
}

static const char *value_zh(struct ctx *c, const struct law_number *n)
{
	if (n->unit == LAW_YUAN)
		return money_show(c, (struct money){ n->value, money_currency("CNY", NULL) });
	if (n->unit == LAW_PERMILLE && n->value % 10 == 0)
		return arena_printf(c->mem, "%lld%%", (long long)n->value / 10);
	return arena_printf(c->mem, "%lld %s", (long long)n->value, law_unit_words[n->unit]);
}

const char *guide_bound_zh(struct ctx *c, const struct law_number *n)
{
	bool period = n->event != LAW_NO_EVENT;
	if (period && n->most && !n->before)
		return arena_printf(c->mem, "%s之后 %s内", law_event_zh[n->event], value_zh(c, n));
	return arena_printf(c->mem, "%s%s%s %s", period ? law_event_zh[n->event] : "",
	    !period     ? ""
	    : n->before ? "之前"
	                : "之后",
	    n->most ? "最多" : "至少", value_zh(c, n));
}

static int64_t score_number(struct ctx *c, const struct law_number *n, const struct words *asked)
{
	struct words told;
	int64_t sum = 0;
	const char *text = arena_printf(c->mem, "%s %s %s", n->note != NULL ? n->note : n->id,
	    guide_bound_zh(c, n), n->basis_zh);
	/* 4,000,000 is asked for as 400万 */
	if (n->unit == LAW_YUAN && n->value % FEN_IN_WAN == 0)
		text =
		    arena_printf(c->mem, "%s %lld万元", text, (long long)(n->value / FEN_IN_WAN));
	words_of(c, text, true, &told);
	for (size_t i = 0; i < asked->n; i++)
		sum += has(&told, asked->word[i]) ? weight(asked->word[i]) : 0;
	return 2 * sum < weight_of_all(asked) ? 0 : sum;
}

/* The best of a list, best first and the earlier first among equals; what has less than three
 * quarters of the best is left out. */
struct best {
	const void *what[GUIDE_NUMBERS];
	int64_t score[GUIDE_NUMBERS];
	size_t n, most;
};

static void best_add(struct best *b, const void *what, int64_t score)
{
	size_t at = b->n;
	if (score == 0)
		return;
	while (at > 0 && b->score[at - 1] < score)
		at--;
	if (at == b->most)
		return;
	if (b->n < b->most)
		b->n++;
	for (size_t i = b->n - 1; i > at; i--) {
		b->what[i] = b->what[i - 1];
		b->score[i] = b->score[i - 1];
	}
	b->what[at] = what;
	b->score[at] = score;
}

static void best_cut(struct best *b)
{
	while (b->n > 1 && 4 * b->score[b->n - 1] < 3 * b->score[0])
		b->n--;
}

/* The same bound, said of another kind of trade. */
static bool said(const struct best *b, const struct law_number *n)
{
	for (size_t i = 0; i < b->n; i++) {
		const struct law_number *was = b->what[i];
		if (strcmp(was->id, n->id) == 0 && was->value == n->value &&
		    strcmp(was->basis_zh, n->basis_zh) == 0)
			return true;
	}
	return false;
}

void guide_find(struct ctx *c, const char *question, struct guide_found *out)
{
	struct best entries = { .most = GUIDE_ENTRIES }, numbers = { .most = GUIDE_NUMBERS };
	const struct law_guide *guides;
	const struct law_number *n;
	int32_t today = day_of(c->now_ms);
	struct words asked;
	size_t all = law_guides(c->law, &guides);
	words_of(c, question, false, &asked);
	for (size_t i = 0; asked.n > 0 && i < all; i++)
		best_add(&entries, &guides[i], score_entry(c, &guides[i], &asked));
	for (size_t i = 0; asked.n > 0 && (n = law_number_at(c->law, i)) != NULL; i++)
		if (n->from <= today && today <= n->to && !said(&numbers, n))
			best_add(&numbers, n, score_number(c, n, &asked));
	best_cut(&entries);
	best_cut(&numbers);
	*out = (struct guide_found){ .entry_count = entries.n, .number_count = numbers.n };
	memcpy(out->entries, entries.what, entries.n * sizeof(*entries.what));
	memcpy(out->numbers, numbers.what, numbers.n * sizeof(*numbers.what));
}
