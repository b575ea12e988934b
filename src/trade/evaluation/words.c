/* words.c - what benchmark.c, scores.c, lowest.c and method.c do with a rule, said to people. */
#include "trade/evaluation/words.h"

#include <inttypes.h>
#include <string.h>

#include "trade/evaluation/judged.h"

struct saying {
	struct ctx *c;
	const struct method_rule *rule;
	struct json *lines;
};
#define SAY(s, ...) json_push((s)->lines, json_text((s)->c, arena_printf((s)->c->mem, __VA_ARGS__)))

/* Of so many minor units of the yuan: 分, 角, 元 … */
static const char *unit_zh(int64_t unit)
{
	static const char *const names[] = { "分", "角", "元", "十元", "百元", "千元", "万元" };
	size_t i = 0;
	for (; unit > 1; unit /= 10)
		i++;
	return names[i];
}

static const char *points(struct saying *s, int64_t score)
{
	return decimal_short(s->c, score, 4);
}

static const char *rounded(struct saying *s, int64_t places)
{
	return places > 0 ? arena_printf(s->c->mem, "四舍五入保留 %" PRId64 " 位小数", places)
	                  : "四舍五入取整数";
}

static void say_review(struct saying *s)
{
	const struct review_item *items = s->rule->review.items;
	for (int part = REVIEW_FORM; part <= REVIEW_RESPONSIVENESS; part++) {
		struct buf line;
		buf_init(&line, s->c->mem, LIMIT_ARENA_BYTES);
		for (size_t i = 0; i < s->rule->review.n; i++)
			if (items[i].part == part)
				buf_printf(&line, "%s%s", line.n > 0 ? "；" : "", items[i].title);
		if (line.n > 0)
			SAY(s, "%s：%s。", review_zh[part], line.p);
	}
	if (s->rule->review.n > 0)
		SAY(s, "评标委员会成员对每份投标文件逐项评审；过半数成员认定某一项不符合的，该投标"
		       "不通过评审，不参加排序。");
}

static void say_drop(struct saying *s, const struct benchmark_rule *b)
{
	if (b->drop_from == 0)
		return;
	SAY(s,
	    "参加计算的报价达到 %" PRId64 " 个及以上的，先去掉 %" PRId64 " 个最高报价和 %" PRId64
	    " 个最低报价；不足 %" PRId64 " 个的，一个也不去掉。",
	    b->drop_from, b->drop_high, b->drop_low, b->drop_from);
}

static const char *choices_text(struct saying *s, const struct factor_rule *f)
{
	const struct factor_choice *list = f->choices.items;
	struct buf line;
	buf_init(&line, s->c->mem, LIMIT_ARENA_BYTES);
	for (size_t i = 0; i < f->choices.n; i++)
		buf_printf(&line, "%s%s", i > 0 ? "、" : "", judged_percent(s->c, list[i].value));
	return line.p;
}

/* The base out of C. */
static void say_factor(struct saying *s, const struct benchmark_rule *b)
{
	const struct factor_rule *f = b->factor;
	const char *of = b->ceiling != NULL ? "C" : "A", *unit = unit_zh(b->base_unit);
	if (f == NULL) {
		SAY(s, "评标基准价 = %s，四舍五入至%s。", of, unit);
		return;
	}
	SAY(s,
	    f->kind == FACTOR_MULTIPLY ? "评标基准价 = %s × K，四舍五入至%s。"
	                               : "评标基准价 = %s ×（1 − K），四舍五入至%s。",
	    of, unit);
	if (f->choices.n == 1)
		SAY(s, "K 为 %s。", choices_text(s, f));
	else
		SAY(s, "K 从下列各值中随机抽取一个：%s；%s抽取，只抽取一次。", choices_text(s, f),
		    f->drawn == DRAWN_BEFORE ? "在任何报价公布之前" : "在报价公布之后");
}

static void say_base(struct saying *s, const struct benchmark_rule *b)
{
	struct ctx *c = s->c;
	const char *of = b->drop_from > 0 ? "其余报价" : "这些报价", *unit = unit_zh(b->mean_unit);
	SAY(s, "参加评标基准价计算的，是%s、以本标段币种报价、不高于最高投标限价的投标报价%s。",
	    b->participants == PART_OPENED ? "开标时已开启" : "经评审未被否决",
	    b->participants == PART_OPENED ? "；其后被否决的投标不影响评标基准价" : "");
	say_drop(s, b);
	if (b->second_mean)
		SAY(s,
		    "对%s求算术平均值（不取整），再对其中不高于该平均值的报价求算术平均值，"
		    "四舍五入至%s，记为 A。",
		    of, unit);
	else
		SAY(s, "对%s求算术平均值，四舍五入至%s，记为 A。", of, unit);
	if (b->ceiling != NULL)
		SAY(s, "C = 最高投标限价 ×（1 − %s）× %s + A × %s，不取整。",
		    judged_percent(c, b->ceiling->down), judged_percent(c, b->ceiling->weight),
		    judged_percent(c, RATE_ONE - b->ceiling->weight));
	say_factor(s, b);
}

static void say_price(struct saying *s, const struct benchmark_rule *b)
{
	SAY(s, "评标价：%s。",
	    b->corrected ? "开标时的投标报价；有算术错误的，为修正后的报价" : "开标时的投标报价");
	SAY(s, "偏差率 =（评标价 − 评标基准价）÷ 评标基准价 × 100%%，%s。",
	    b->deviation_places < 0
	        ? "不取整"
	        : arena_printf(s->c->mem, "百分数%s", rounded(s, b->deviation_places)));
	SAY(s,
	    "价格分：满分 %s 分。评标价等于评标基准价的得满分；每高于评标基准价 1%% 扣 %s 分，"
	    "每低于评标基准价 1%% 扣 %s 分，不足 1%% 的按比例计算；最低 %s 分。结果%s。",
	    points(s, b->full), points(s, b->above), points(s, b->below), points(s, b->least),
	    rounded(s, b->places));
}

static void say_scores(struct saying *s, const struct scoring_rule *g)
{
	const struct criterion *k = g->criteria.items;
	SAY(s, "评标委员会按下列评分项评分：");
	for (size_t i = 0; i < g->criteria.n; i++)
		SAY(s, "%s　%s（%s）：满分 %s 分，%s。", k[i].id, k[i].title, k[i].section,
		    points(s, k[i].full),
		    k[i].objective ? "客观分，各成员的评分应当一致" : "主观分");
	if (g->trim_from > 0)
		SAY(s,
		    "每一类的得分：各成员对该类主观分的合计，成员达到 %" PRId64
		    " 人及以上的，去掉一个最高和一个最低，求算术平均值，再加上该类的客观分；%s。",
		    g->trim_from, rounded(s, g->places));
	else
		SAY(s,
		    "每一类的得分：各成员对该类主观分的合计，求算术平均值，再加上该类的客观分；%"
		    "s。",
		    rounded(s, g->places));
	struct buf line;
	buf_init(&line, s->c->mem, LIMIT_ARENA_BYTES);
	for (size_t i = 0; i < s->rule->section_count; i++)
		buf_printf(&line, " + %s", s->rule->sections[i]);
	SAY(s, "总分 = 价格分%s。", line.p);
}

static void say_ties(struct saying *s, const struct field_list *ties, const char *equal)
{
	const struct tie_rule *t = ties->items;
	struct buf line;
	buf_init(&line, s->c->mem, LIMIT_ARENA_BYTES);
	for (size_t i = 0; i + 1 < ties->n; i++)
		if (t[i].by == TIE_SECTION)
			buf_printf(&line, "%s%s得分较高的在先", i > 0 ? "；再相同的，" : "，",
			    t[i].section);
		else
			buf_printf(&line, "%s评标价较低的在先", i > 0 ? "；再相同的，" : "，");
	SAY(s, "%s相同的%s%s抽签确定第一名。", equal, line.n > 0 ? line.p : "",
	    line.n > 0 ? "；仍相同的，" : "，");
}

static void say_asking(struct saying *s)
{
	const struct asking_rule *a = s->rule->asking;
	if (a == NULL)
		return;
	const struct {
		int64_t share;
		const char *of;
	} parts[] = { { a->of_mean, "有效报价平均值" }, { a->of_next, "有效次低报价" },
		{ a->of_ceiling, "最高投标限价" } };
	struct buf line;
	buf_init(&line, s->c->mem, LIMIT_ARENA_BYTES);
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (parts[i].share > 0)
			buf_printf(&line, "%s低于%s的 %s", line.n > 0 ? "，或者" : "", parts[i].of,
			    judged_percent(s->c, parts[i].share));
	SAY(s, "报价%s的，评标委员会应当要求投标人书面说明并提供证明材料，不因此自动否决。",
	    line.p);
}

static void say_lowest(struct saying *s)
{
	SAY(s, "评标价 = 投标报价（有算术错误的，为修正后的报价）×（1 + 评标委员会认定的各项偏差的"
	       "量化比例之和），四舍五入至分；没有量化偏差的，评标价等于该报价。");
	SAY(s, "评标价最低的排第一名，其余由低到高排序；中标价是投标报价，不是评标价。");
}

struct json *method_said(struct ctx *c, const struct method_rule *rule)
{
	static const struct method_rule plain = { .method = METHOD_LOWEST };
	static const char *const names[] = { "经评审的最低投标价法", "综合评估法",
		"综合评估法中的公路合理低价法" };
	struct saying s = { c, rule != NULL ? rule : &plain, json_list(c) };
	const struct method_rule *r = s.rule;
	SAY(&s, "评标办法：%s。", names[r->method]);
	say_review(&s);
	if (r->method == METHOD_LOWEST) {
		say_lowest(&s);
	} else {
		say_base(&s, r->benchmark);
		say_price(&s, r->benchmark);
		if (r->scoring != NULL)
			say_scores(&s, r->scoring);
		else
			SAY(&s, "总分 = 价格分。");
		SAY(&s, "通过评审的投标按总分由高到低排序。");
	}
	if (rule != NULL)
		say_ties(&s, &r->ties, r->method == METHOD_LOWEST ? "评标价" : "总分");
	else
		SAY(&s, "评标价相同的，抽签确定第一名；依法必须招标的项目，招标文件没有规定抽签的，"
		        "不得抽签。");
	say_asking(&s);
	if (r->candidates > 0)
		SAY(&s, "推荐中标候选人不超过 %lld 名，标明排序。", (long long)r->candidates);
	return s.lines;
}
