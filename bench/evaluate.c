/* evaluate.c - a comprehensive evaluation of 200 bids by 7 members with 12 criteria, with its
 * derivation; beside it the digest of the result, and the same JSON written without computing.
 *
 * heng-bench-evaluate ROUNDS. Prints "name value" lines. Ends with 1 when two rounds differ. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/base/money.h"
#include "trade/evaluation/method.h"

#define BIDS 200
#define MEMBERS 7
#define CRITERIA 12

static const char rule_text[] =
    "{\"method\":\"comprehensive\",\"benchmark\":{\"drop_from\":5,\"drop_high\":1,"
    "\"drop_low\":1,\"second_mean\":false,\"ceiling\":{\"down\":100000,\"weight\":400000},"
    "\"factor\":{\"kind\":\"multiply\",\"choices\":[{\"value\":980000}]},\"mean_unit\":1,"
    "\"base_unit\":1,\"deviation_places\":2,\"full\":600000,\"above\":10000,\"below\":5000,"
    "\"least\":0,\"places\":2,\"corrected\":false},\"scoring\":{\"trim_from\":5,\"places\":2,"
    "\"criteria\":[";

static const struct method_rule *rule_new(struct ctx *c)
{
	struct method_rule *r = arena_new_of(c->mem, struct method_rule);
	struct json *tree;
	struct buf text;
	buf_init(&text, c->mem, LIMIT_BODY_BYTES);
	buf_text(&text, rule_text);
	for (int i = 0; i < CRITERIA; i++)
		buf_printf(&text,
		    "%s{\"id\":\"k%d\",\"title\":\"施工组织设计\",\"section\":\"%s\","
		    "\"full\":%d,\"objective\":%s}",
		    i == 0 ? "" : ",", i, i < 8 ? "技术" : "商务", 40000, i > 9 ? "true" : "false");
	buf_text(&text, "]},\"ties\":[{\"by\":\"price\"},{\"by\":\"draw\"}]}");
	if (json_parse(c, text.p, text.n, &tree) != OK || method_read(c, tree, r) != OK)
		return NULL;
	return r;
}

static struct eval_in input(struct ctx *c, const struct method_rule *rule)
{
	struct eval_bid *bids = arena_array(c->mem, struct eval_bid, BIDS);
	int64_t *scores = arena_array(c->mem, int64_t, BIDS * MEMBERS * CRITERIA);
	const char **members = arena_array(c->mem, const char *, MEMBERS);
	struct eval_in in = { .currency = money_currency("CNY", NULL),
		.ceiling_minor = 5000000000,
		.floor_minor = -1,
		.candidates_max = 3,
		.few_below = 3,
		.bids = bids,
		.n = BIDS,
		.rule = rule,
		.members = members,
		.member_count = MEMBERS,
		.scores = scores };
	for (int i = 0; i < MEMBERS; i++)
		members[i] = arena_printf(c->mem, "评委%d", i + 1);
	for (int i = 0; i < BIDS; i++)
		bids[i] = (struct eval_bid){ .party = arena_printf(c->mem, "party-%d", i),
			.name = "某某建设工程集团有限公司",
			.currency = in.currency,
			.price_minor = 4400000000 + (int64_t)rng_below(&c->rng, 600000000),
			.in_benchmark = true };
	for (size_t i = 0; i < BIDS; i++)
		for (size_t m = 0; m < MEMBERS; m++)
			for (size_t k = 0; k < CRITERIA; k++)
				scores[eval_score(&in, i, m, k)] =
				    k > 9 ? 30000 : 20000 + (int64_t)rng_below(&c->rng, 200) * 100;
	return in;
}

static double ms_each(int64_t from_us, int rounds)
{
	return (double)(moment_steady_us() - from_us) / 1000 / rounds;
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	int rounds = (int)strtol(argv[1], NULL, 10);
	struct ctx c = { .mem = arena_new((size_t)1 << 30) }, work = c;
	uint8_t seed[RNG_SEED_BYTES] = "heng bench", digest[SHA256_BYTES];
	rng_seed(&c.rng, seed);
	const struct method_rule *rule = rule_new(&c);
	if (rule == NULL)
		return 2;
	const struct eval_in in = input(&c, rule);
	struct eval_out first, out;
	bool same = evaluate(&c, &in, &first) == OK && first.pending.detail == NULL;
	work.mem = arena_new(LIMIT_ARENA_BYTES);
	int64_t from = moment_steady_us();
	for (int i = 0; i < rounds && same; i++) {
		arena_reset(work.mem);
		same = evaluate(&work, &in, &out) == OK && strcmp(out.digest, first.digest) == 0;
	}
	printf("evaluate_ms %.3f\n", ms_each(from, rounds));
	printf("arena_kb %zu\nbytes %zu\n", arena_used(work.mem) / 1024, strlen(first.result));
	from = moment_steady_us();
	for (int i = 0; i < rounds; i++)
		sha256(first.result, strlen(first.result), digest);
	printf("digest_ms %.3f\n", ms_each(from, rounds));
	struct json *tree;
	same = same && json_parse(&c, first.result, strlen(first.result), &tree) == OK;
	from = moment_steady_us();
	for (int i = 0; i < rounds && same; i++) {
		arena_reset(work.mem);
		same = strcmp(json_canonical(&work, tree), first.result) == 0;
	}
	printf("write_ms %.3f\n", ms_each(from, rounds));
	return !same;
}
