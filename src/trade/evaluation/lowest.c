#include "trade/evaluation/lowest.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/enc.h"
#include "core/base/limits.h"
#include "core/base/money.h"

struct judged {
	const struct eval_bid *bid;
	const char *why; /* NULL: valid */
	int64_t rank;    /* from 1; ties share one; 0: none */
};

static const char *verdict(const struct eval_in *in, const struct eval_bid *b)
{
	if (b->unopened != NULL)
		return b->unopened;
	if (b->disqualified != NULL)
		return b->disqualified;
	if (b->currency == NULL)
		return "未报价";
	if (strcmp(b->currency, in->currency) != 0)
		return "币种不符";
	if (in->ceiling_minor >= 0 && b->price_minor > in->ceiling_minor)
		return "高于最高投标限价";
	if (in->floor_minor >= 0 && b->price_minor < in->floor_minor)
		return "低于最低限价";
	return NULL;
}

/* Valid ones first, by price; the order of arrival breaks no tie, it only steadies the list. */
static int by_price(const void *a, const void *b)
{
	const struct judged *x = a, *y = b;
	if ((x->why == NULL) != (y->why == NULL))
		return x->why == NULL ? -1 : 1;
	if (x->why == NULL && x->bid->price_minor != y->bid->price_minor)
		return x->bid->price_minor < y->bid->price_minor ? -1 : 1;
	return x->bid < y->bid ? -1 : x->bid > y->bid;
}

static const char *amount(struct ctx *c, const struct eval_in *in, int64_t minor)
{
	return money_text(c, (struct money){ minor, in->currency });
}

static void step(struct ctx *c, struct json *steps, const char *text)
{
	json_push(steps, json_text(c, text));
}

static struct json *bid_json(struct ctx *c, const struct eval_in *in, const struct judged *j)
{
	struct json *o = json_object(c);
	json_put(o, "name", json_text(c, j->bid->name));
	json_put(o, "party", json_text(c, j->bid->party));
	if (j->bid->currency != NULL)
		json_put(o, "price",
		    json_text(
		        c, money_text(c, (struct money){ j->bid->price_minor, j->bid->currency })));
	if (j->why == NULL)
		json_put(o, "rank", json_int(c, j->rank));
	else
		json_put(o, "why", json_text(c, j->why));
	json_put(o, "valid", json_bool(c, j->why == NULL));
	(void)in;
	return o;
}

/* Ranks, and how many share the first. */
static size_t rank(struct judged *list, size_t n)
{
	size_t first = 0;
	for (size_t i = 0; i < n && list[i].why == NULL; i++) {
		bool same = i > 0 && list[i].bid->price_minor == list[i - 1].bid->price_minor;
		list[i].rank = same ? list[i - 1].rank : (int64_t)i + 1;
		first += list[i].rank == 1;
	}
	return first;
}

/* The party drawn must be one of those who share the first rank. */
static const struct judged *drawn_one(
    const struct eval_in *in, const struct judged *list, size_t first)
{
	for (size_t i = 0; i < first && in->drawn != NULL; i++)
		if (strcmp(list[i].bid->party, in->drawn) == 0)
			return &list[i];
	return NULL;
}

static void tell(struct ctx *c, const struct eval_in *in, const struct judged *list, size_t first,
    struct json *steps)
{
	size_t valid = 0;
	for (size_t i = 0; i < in->n; i++)
		valid += list[i].why == NULL;
	step(c, steps, arena_printf(c->mem, "参加评审 %zu 份，有效 %zu 份", in->n, valid));
	for (size_t i = 0; i < in->n; i++) {
		const struct judged *j = &list[i];
		if (j->why != NULL)
			step(c, steps, arena_printf(c->mem, "%s：%s", j->bid->name, j->why));
		else
			step(c, steps,
			    arena_printf(c->mem, "%s：评标价 %s %s，第 %" PRId64 " 名",
			        j->bid->name, amount(c, in, j->bid->price_minor), in->currency,
			        j->rank));
	}
	if (first > 1)
		step(c, steps, arena_printf(c->mem, "最低价并列 %zu 份", first));
}

enum err evaluate_lowest(struct ctx *c, const struct eval_in *in, struct eval_out *out)
{
	struct judged *list = arena_array(c->mem, struct judged, in->n);
	struct json *o = json_object(c), *bids = json_list(c), *steps = json_list(c);
	struct eval_out done = { 0 };
	for (size_t i = 0; i < in->n; i++)
		list[i] = (struct judged){ &in->bids[i], verdict(in, &in->bids[i]), 0 };
	qsort(list, in->n, sizeof(*list), by_price);
	size_t first = rank(list, in->n);
	const struct judged *winner = first == 1 ? &list[0] : drawn_one(in, list, first);
	done.tie = first > 1 && winner == NULL;
	tell(c, in, list, first, steps);
	for (size_t i = 0; i < in->n; i++)
		json_push(bids, bid_json(c, in, &list[i]));
	json_put(o, "bids", bids);
	json_put(o, "candidates_max", json_int(c, in->candidates_max));
	if (in->ceiling_minor >= 0)
		json_put(o, "ceiling", json_text(c, amount(c, in, in->ceiling_minor)));
	json_put(o, "currency", json_text(c, in->currency));
	if (first > 1 && winner != NULL)
		json_put(o, "drawn", json_text(c, in->drawn));
	if (in->floor_minor >= 0)
		json_put(o, "floor", json_text(c, amount(c, in, in->floor_minor)));
	json_put(o, "method", json_text(c, "lowest-price"));
	if (winner != NULL) {
		done.winner = winner->bid->party;
		done.winner_minor = winner->bid->price_minor;
		step(c, steps,
		    arena_printf(
		        c->mem, "%s推荐 %s", first > 1 ? "经抽签" : "", winner->bid->name));
		json_put(o, "winner", json_text(c, done.winner));
	}
	json_put(o, "steps", steps);
	json_put(o, "v", json_int(c, 1));
	done.result = json_canonical(c, o);
	uint8_t digest[SHA256_BYTES];
	sha256(done.result, strlen(done.result), digest);
	done.digest = enc_hex(c->mem, digest, sizeof(digest));
	*out = done;
	return OK;
}
