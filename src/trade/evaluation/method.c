#include "trade/evaluation/method.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/money.h"
#include "trade/evaluation/judged.h"

int64_t round_half_up(__int128 num, __int128 den)
{
	__int128 size = num < 0 ? -num : num;
	__int128 q = (2 * size + den) / (2 * den);
	assert(q <= INT64_MAX);
	return (int64_t)(num < 0 ? -q : q);
}

int64_t round_to(__int128 num, __int128 den, int64_t unit)
{
	return round_half_up(num, den * unit) * unit;
}

int64_t power_of_ten(int64_t exponent)
{
	int64_t v = 1;
	while (exponent-- > 0)
		v *= 10;
	return v;
}

void judged_step(struct judging *j, const char *text)
{
	json_push(j->steps, json_text(j->c, text));
}

void judged_pend(struct judging *j, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	struct fault told = vfault_told(j->c, fmt, ap);
	va_end(ap);
	json_push(j->pending, json_text(j->c, told.detail_zh));
	if (j->pending->n == 1)
		j->waits = told;
}

void judged_line(struct judging *j, struct buf *line)
{
	buf_init(line, j->c->mem, LIMIT_ARENA_BYTES);
}

const char *judged_amount(struct judging *j, int64_t minor)
{
	return money_text(j->c, (struct money){ minor, j->in->currency });
}

/* Without zeros at the end, but for `least` places. */
static const char *decimal_cut(struct ctx *c, int64_t scaled, int places, int least)
{
	while (places > least && scaled % 10 == 0) {
		scaled /= 10;
		places--;
	}
	return decimal_text(c, scaled, places);
}

const char *decimal_short(struct ctx *c, int64_t scaled, int places)
{
	return decimal_cut(c, scaled, places, 0);
}

const char *score_text(struct ctx *c, int64_t score)
{
	return decimal_cut(c, score, 4, 2);
}

const char *judged_percent(struct ctx *c, int64_t rate)
{
	return arena_printf(c->mem, "%s%%", decimal_short(c, rate, 4));
}

static bool scored(const struct judging *j)
{
	return j->rule != NULL && j->rule->method != METHOD_LOWEST;
}

static bool few(const struct judging *j)
{
	return (int64_t)j->valid < j->in->few_below;
}

static bool above_ceiling(const struct eval_in *in, int64_t minor)
{
	return in->ceiling_minor >= 0 && minor > in->ceiling_minor;
}

/* judged_minor: the price it would be judged by. */
static const char *verdict(const struct eval_in *in, const struct eval_bid *b, int64_t judged_minor)
{
	if (b->unopened != NULL)
		return b->unopened;
	if (b->disqualified != NULL)
		return b->disqualified;
	if (b->currency == NULL)
		return "未报价";
	if (strcmp(b->currency, in->currency) != 0)
		return "币种不符";
	if (above_ceiling(in, b->price_minor))
		return "高于最高投标限价";
	if (above_ceiling(in, judged_minor))
		return "修正后的报价高于最高投标限价";
	if (in->floor_minor >= 0 && b->price_minor < in->floor_minor)
		return "低于最低限价";
	return NULL;
}

static enum err check_price(struct ctx *c, const char *party, const char *at, int64_t minor)
{
	if (minor < 0 || minor > MONEY_MAX_MINOR)
		return fail_at(
		    c, E_BAD_AMOUNT, at, party, "%" PRId64 " is beyond 0 to 10^15", minor);
	return OK;
}

/* The bids with their verdicts. */
static enum err seat(struct judging *j)
{
	const struct eval_in *in = j->in;
	bool corrected = !scored(j) || j->rule->benchmark->corrected;
	assert(in->n <= LIMIT_BIDS && in->member_count <= LIMIT_COMMITTEE);
	for (size_t i = 0; i < in->n; i++) {
		const struct eval_bid *b = &in->bids[i];
		TRY(check_price(j->c, b->party, "/price", b->price_minor));
		TRY(check_price(j->c, b->party, "/corrected", b->corrected_minor));
		int64_t price =
		    corrected && b->corrected_minor != 0 ? b->corrected_minor : b->price_minor;
		j->list[i] =
		    (struct judged){ .bid = b, .why = verdict(in, b, price), .price_minor = price };
		j->valid += j->list[i].why == NULL;
	}
	return OK;
}

static void total(struct judging *j, struct judged *b)
{
	b->total = b->price_score;
	for (size_t s = 0; s < j->rule->section_count; s++)
		b->total += b->sections[s];
	b->keys[0] = -b->total;
}

/* The keys that break ties; a draw has none, it comes afterwards. */
static void add_ties(struct judging *j)
{
	const struct tie_rule *ties = j->rule->ties.items;
	j->key_count = j->rule->ties.n; /* the draw's place is the main key's */
	for (size_t i = 0; i < j->in->n; i++)
		for (size_t k = 1; k < j->key_count; k++) {
			struct judged *b = &j->list[i];
			size_t s = 0;
			while (ties[k - 1].by == TIE_SECTION &&
			       strcmp(j->rule->sections[s], ties[k - 1].section) != 0)
				s++;
			b->keys[k] = ties[k - 1].by == TIE_PRICE ? b->price_minor : -b->sections[s];
		}
}

static size_t parted(const struct judged *x, const struct judged *y)
{
	size_t k = 0;
	while (k <= LIMIT_TIES && x->keys[k] == y->keys[k])
		k++;
	return k;
}

/* Valid ones first, then by their keys. */
static int order_of(const struct judged *x, const struct judged *y)
{
	if ((x->why == NULL) != (y->why == NULL))
		return x->why == NULL ? -1 : 1;
	size_t k = x->why == NULL ? parted(x, y) : LIMIT_TIES + 1;
	if (k > LIMIT_TIES)
		return 0;
	return x->keys[k] < y->keys[k] ? -1 : 1;
}

/* What is equal is steadied by the party, so that the order of the bids changes nothing. */
static int by_party(const void *a, const void *b)
{
	const struct judged *x = a, *y = b;
	int order = order_of(x, y);
	return order != 0 ? order : strcmp(x->bid->party, y->bid->party);
}

/* The lowest price is steadied by the order of the record, as in the exports made so far. */
static int by_record(const void *a, const void *b)
{
	const struct judged *x = a, *y = b;
	int order = order_of(x, y);
	return order != 0 ? order : (x->bid > y->bid) - (x->bid < y->bid);
}

static void sort(struct judging *j)
{
	qsort(j->list, j->in->n, sizeof(*j->list), scored(j) ? by_party : by_record);
}

/* Ranks, and how many share the first. */
static void rank(struct judging *j)
{
	sort(j);
	for (size_t i = 0; i < j->valid && j->pending->n == 0; i++) {
		struct judged *b = &j->list[i];
		b->parted = i == 0 ? 0 : parted(b, b - 1);
		b->rank = i > 0 && b->parted > LIMIT_TIES ? b[-1].rank : (int64_t)i + 1;
		j->first += b->rank == 1;
	}
}

/* The winner: alone in the first place, or drawn among those who share it. */
static const struct judged *first_of(const struct judging *j)
{
	if (j->first == 1)
		return &j->list[0];
	for (size_t i = 0; i < j->first && j->in->drawn != NULL; i++)
		if (strcmp(j->list[i].bid->party, j->in->drawn) == 0)
			return &j->list[i];
	return NULL;
}

static void ask(struct judging *j, struct judged *b, int64_t share, const char *of)
{
	b->asks[b->ask_count++] =
	    arena_printf(j->c->mem, "报价低于%s的 %s", of, judged_percent(j->c, share));
}

/* Prices to ask about. Never a verdict: the tenderer explains, the committee decides. */
static void ask_all(struct judging *j)
{
	const struct asking_rule *r = j->rule != NULL ? j->rule->asking : NULL;
	int64_t lowest = INT64_MAX, next = INT64_MAX; /* next: the second lowest */
	__int128 sum = 0;
	for (size_t i = 0; r != NULL && i < j->in->n; i++) {
		int64_t price = j->list[i].price_minor;
		if (j->list[i].why != NULL)
			continue;
		sum += price;
		next = price < lowest ? lowest : price < next ? price : next;
		lowest = price < lowest ? price : lowest;
	}
	for (size_t i = 0; r != NULL && i < j->in->n; i++) {
		struct judged *b = &j->list[i];
		__int128 price = (__int128)b->price_minor * RATE_ONE;
		if (b->why != NULL)
			continue;
		if (r->of_mean > 0 && price * j->valid < sum * r->of_mean)
			ask(j, b, r->of_mean, "有效报价平均值");
		if (r->of_next > 0 && next != INT64_MAX && price < (__int128)next * r->of_next)
			ask(j, b, r->of_next, "有效次低报价");
		if (r->of_ceiling > 0 && j->in->ceiling_minor >= 0 &&
		    price < (__int128)j->in->ceiling_minor * r->of_ceiling)
			ask(j, b, r->of_ceiling, "最高投标限价");
	}
}

void judged_parted(struct judging *j, const struct judged *b, struct buf *line)
{
	if (b->parted == 0 || b->parted >= j->key_count)
		return;
	const struct tie_rule *t = (const struct tie_rule *)j->rule->ties.items + b->parted - 1;
	buf_printf(line, "（与 %s %s相同，", b[-1].bid->name, scored(j) ? "总分" : "评标价");
	if (t->by == TIE_SECTION)
		buf_printf(line, "%s得分较高者在先）", t->section);
	else
		buf_text(line, "报价较低者在先）");
}

static void tell_total(struct judging *j, const struct judged *b)
{
	struct ctx *c = j->c;
	struct buf line;
	judged_line(j, &line);
	buf_printf(&line, "%s：总分 = 价格分 %s", b->bid->name, score_text(c, b->price_score));
	for (size_t s = 0; s < j->rule->section_count; s++)
		buf_printf(&line, " + %s %s", j->rule->sections[s], score_text(c, b->sections[s]));
	if (j->rule->section_count > 0)
		buf_printf(&line, " = %s", score_text(c, b->total));
	buf_printf(&line, "，第 %" PRId64 " 名", b->rank);
	judged_parted(j, b, &line);
	judged_step(j, line.p);
}

static void tell_bid(struct judging *j, const struct judged *b)
{
	if (b->why != NULL) {
		judged_step(j, arena_printf(j->c->mem, "%s：%s", b->bid->name, b->why));
		return;
	}
	if (b->bid->words != NULL)
		judged_step(j, arena_printf(j->c->mem, "%s：%s", b->bid->name, b->bid->words));
	if (!scored(j)) {
		lowest_tell(j, b);
	} else if (b->rank > 0) {
		benchmark_tell_bid(j, b);
		scores_tell_bid(j, b);
		tell_total(j, b);
	}
	for (size_t i = 0; i < b->ask_count; i++)
		judged_step(j, arena_printf(j->c->mem, "%s：%s，应当要求说明，不因此自动否决",
		                   b->bid->name, b->asks[i]));
}

static void tell(struct judging *j, const struct judged *winner)
{
	struct ctx *c = j->c;
	judged_step(j, arena_printf(c->mem, "参加评审 %zu 份，有效 %zu 份", j->in->n, j->valid));
	if (scored(j) && few(j))
		judged_step(j, arena_printf(c->mem,
		                   "有效投标不足 %" PRId64 " 份，是否否决全部投标由评标委员会认定",
		                   j->in->few_below));
	if (scored(j))
		benchmark_tell(j);
	if (j->rule != NULL && j->rule->scoring != NULL)
		scores_tell(j);
	for (size_t i = 0; i < j->in->n; i++)
		tell_bid(j, &j->list[i]);
	for (const struct json *p = j->pending->first; p != NULL; p = p->next)
		judged_step(j, arena_printf(c->mem, "尚待：%s", p->text));
	if (j->first > 1)
		judged_step(j, arena_printf(c->mem, "%s并列 %zu 份",
		                   scored(j) ? "第一名" : "最低价", j->first));
	if (winner != NULL)
		judged_step(j, arena_printf(c->mem, "%s推荐 %s", j->first > 1 ? "经抽签" : "",
		                   winner->bid->name));
	if (winner != NULL && winner->evaluated_minor != winner->price_minor && !scored(j))
		judged_step(j, arena_printf(c->mem, "中标价为投标价 %s，不是评标价",
		                   judged_amount(j, winner->price_minor)));
}

static void scored_put(struct judging *j, const struct judged *b, struct json *o)
{
	struct ctx *c = j->c;
	int64_t places = j->rule->benchmark->deviation_places;
	if (b->price_minor != b->bid->price_minor)
		json_put(o, "corrected", json_text(c, judged_amount(j, b->price_minor)));
	if (b->rank == 0)
		return;
	if (places >= 0)
		json_put(o, "deviation", json_text(c, decimal_text(c, b->deviation, (int)places)));
	json_put(o, "price_score", json_text(c, score_text(c, b->price_score)));
	json_put(o, "total", json_text(c, score_text(c, b->total)));
	if (j->rule->section_count == 0)
		return;
	struct json *list = json_list(c);
	for (size_t s = 0; s < j->rule->section_count; s++)
		json_push(list, json_text(c, score_text(c, b->sections[s])));
	json_put(o, "scores", list);
}

static struct json *bid_json(struct judging *j, const struct judged *b)
{
	struct ctx *c = j->c;
	struct json *o = json_object(c);
	const struct money read = { b->bid->price_minor, b->bid->currency };
	json_put(o, "name", json_text(c, b->bid->name));
	json_put(o, "party", json_text(c, b->bid->party));
	if (b->bid->currency != NULL)
		json_put(o, "price", json_text(c, money_text(c, read)));
	if (b->why != NULL)
		json_put(o, "why", json_text(c, b->why));
	else if (b->rank > 0)
		json_put(o, "rank", json_int(c, b->rank));
	json_put(o, "valid", json_bool(c, b->why == NULL));
	if (b->why == NULL && scored(j))
		scored_put(j, b, o);
	else if (b->why == NULL)
		lowest_put(j, b, o);
	if (b->ask_count > 0) {
		struct json *asks = json_list(c);
		for (size_t i = 0; i < b->ask_count; i++)
			json_push(asks, json_text(c, b->asks[i]));
		json_put(o, "asks", asks);
	}
	return o;
}

/* The winner and those after, at most candidates_max; a tie that spans the end stands out. */
static struct json *candidates_json(struct judging *j, const struct judged *winner)
{
	struct json *list = json_list(j->c);
	if (winner == NULL)
		return list;
	json_push(list, json_text(j->c, winner->bid->party));
	for (size_t i = 0; i < j->valid; i++) {
		size_t end = i;
		while (end < j->valid && j->list[end].rank == j->list[i].rank)
			end++;
		if ((int64_t)end > j->in->candidates_max)
			break;
		if (&j->list[i] != winner)
			json_push(list, json_text(j->c, j->list[i].bid->party));
	}
	return list;
}

static void put_scored(struct judging *j, const struct judged *winner, struct json *o)
{
	struct ctx *c = j->c;
	struct json *sections = json_list(c);
	for (size_t s = 0; s < j->rule->section_count; s++)
		json_push(sections, json_text(c, j->rule->sections[s]));
	json_put(o, "benchmark", benchmark_json(j));
	json_put(o, "candidates", candidates_json(j, winner));
	json_put(o, "few", json_bool(c, few(j)));
	json_put(o, "pending", j->pending);
	json_put(o, "sections", sections);
}

static const char *result(struct judging *j, const struct judged *winner)
{
	struct ctx *c = j->c;
	struct json *o = json_object(c), *bids = json_list(c);
	tell(j, winner);
	for (size_t i = 0; i < j->in->n; i++)
		json_push(bids, bid_json(j, &j->list[i]));
	json_put(o, "bids", bids);
	json_put(o, "candidates_max", json_int(c, j->in->candidates_max));
	if (j->in->ceiling_minor >= 0)
		json_put(o, "ceiling", json_text(c, judged_amount(j, j->in->ceiling_minor)));
	json_put(o, "currency", json_text(c, j->in->currency));
	if (j->first > 1 && winner != NULL)
		json_put(o, "drawn", json_text(c, j->in->drawn));
	if (j->in->floor_minor >= 0)
		json_put(o, "floor", json_text(c, judged_amount(j, j->in->floor_minor)));
	json_put(o, "method",
	    json_text(c, evaluation_words[j->rule != NULL ? j->rule->method : METHOD_LOWEST]));
	if (scored(j))
		put_scored(j, winner, o);
	json_put(o, "steps", j->steps);
	json_put(o, "v", json_int(c, 1));
	if (winner != NULL)
		json_put(o, "winner", json_text(c, winner->bid->party));
	return json_canonical(c, o);
}

static enum err judge(struct judging *j)
{
	sort(j); /* what is pending is told in this order */
	if (!scored(j))
		TRY(lowest_judge(j));
	else
		TRY(benchmark_judge(j));
	if (j->rule != NULL && j->rule->scoring != NULL)
		TRY(scores_judge(j));
	if (j->valid == 0) { /* nobody waits for a base or scores of none */
		j->pending = json_list(j->c);
		j->waits = (struct fault){ 0 };
	}
	for (size_t i = 0; i < j->in->n && scored(j); i++)
		total(j, &j->list[i]);
	if (j->rule != NULL)
		add_ties(j);
	ask_all(j);
	rank(j);
	return OK;
}

enum err evaluate(struct ctx *c, const struct eval_in *in, struct eval_out *out)
{
	struct judging j = { .c = c,
		.in = in,
		.rule = in->rule,
		.list = arena_array(c->mem, struct judged, in->n),
		.steps = json_list(c),
		.pending = json_list(c) };
	uint8_t digest[SHA256_BYTES];
	TRY(seat(&j));
	TRY(judge(&j));
	const struct judged *winner = first_of(&j);
	struct eval_out done = { .tie = j.first > 1 && winner == NULL,
		.few = few(&j),
		.pending = j.waits,
		.result = result(&j, winner) };
	if (winner != NULL) {
		done.winner = winner->bid->party;
		done.winner_minor = winner->price_minor;
	}
	sha256(done.result, strlen(done.result), digest);
	done.digest = enc_hex(c->mem, digest, sizeof(digest));
	*out = done;
	return OK;
}
