/* report_paper.c - 评标报告, in the order of 《评标委员会和评标方法暂行规定》（12号令）第四十二条, out of
 * the report as it is told in JSON: the paper adds nothing to it and leaves no finding out. */
#include <inttypes.h>
#include <string.h>

#include "core/base/moment.h"
#include "core/http/http.h"
#include "trade/evaluation/dossier.h"
#include "trade/evaluation/evaluation.h"
#include "trade/evaluation/words.h"
#include "trade/papers/said.h"

static const struct json *first(const struct json *o, const char *name)
{
	const struct json *list = json_get(o, name);
	return list != NULL ? list->first : NULL;
}

static bool is_true(const struct json *o, const char *name)
{
	const struct json *v = json_get(o, name);
	return v != NULL && v->type == JSON_BOOL && v->b;
}

/* Of a party's id: the name under which it bid. */
static const char *name_of(const struct json *report, const char *party)
{
	const struct json *v = first(json_get(report, "opening"), "bids");
	while (v != NULL && strcmp(json_get_text(v, "party", ""), party) != 0)
		v = v->next;
	return v != NULL ? json_get_text(v, "name", party) : party;
}

static void say_committee(struct ctx *c, struct paper *p, const struct json *report)
{
	static const struct paper_column columns[] = { { "序号", 12, true }, { "姓名", 22, false },
		{ "工作单位", 50, false }, { "职称", 28, false }, { "身份", 36, false } };
	int64_t i = 0;
	paper_heading(p, "二、评标委员会成员名单");
	paper_table(p, columns, 5);
	for (const struct json *m = first(report, "committee"); m != NULL; m = m->next) {
		const char *as = is_true(m, "expert") ? "专家" : "招标人代表";
		if (is_true(m, "leader"))
			as = arena_printf(c->mem, "%s，负责人", as);
		const char *const cells[] = { say_number(c, ++i), json_get_text(m, "name", NULL),
			json_get_text(m, "unit", NULL), json_get_text(m, "title", NULL), as };
		paper_row(p, cells);
	}
}

static enum err say_opened(struct ctx *c, struct paper *p, const struct about *a)
{
	struct opening o;
	TRY(opening_get(c, a->l.id, &o));
	paper_heading(p, "三、开标记录");
	say_opening(c, p, &o);
	return OK;
}

/* （四）、（五） */
static void say_valid(struct ctx *c, struct paper *p, const struct json *result)
{
	static const struct paper_column columns[] = { { "投标人", 60, false },
		{ "原因", 90, false } };
	int64_t valid = 0, invalid = 0;
	struct buf names;
	buf_init(&names, c->mem, LIMIT_PAPER_BYTES);
	for (const struct json *v = first(result, "bids"); v != NULL; v = v->next) {
		if (json_get(v, "rank") == NULL) {
			invalid++;
			continue;
		}
		buf_text(&names, valid++ > 0 ? "、" : "：");
		buf_text(&names, json_get_text(v, "name", ""));
	}
	paper_heading(p, "四、符合要求的投标一览");
	paper_text(p, arena_printf(c->mem, "共 %" PRId64 " 家%s。", valid, names.p));
	paper_heading(p, "五、否决投标的情况说明");
	if (invalid == 0) {
		paper_text(p, "没有被否决的投标。");
		return;
	}
	paper_table(p, columns, 2);
	for (const struct json *v = first(result, "bids"); v != NULL; v = v->next)
		if (json_get(v, "rank") == NULL)
			paper_row(p, (const char *const[]){ json_get_text(v, "name", ""),
			                 json_get_text(v, "why", NULL) });
}

/* "30" of 300000 ten-thousandths, "29.5" of 295000. */
static const char *points(struct ctx *c, int64_t score)
{
	char *text = arena_text(c->mem, decimal_text(c, score, 4));
	size_t n = strlen(text);
	while (text[n - 1] == '0')
		text[--n] = '\0';
	if (text[n - 1] == '.')
		text[n - 1] = '\0';
	return text;
}

static void say_rule(struct ctx *c, struct paper *p, const struct json *report)
{
	static const struct paper_column columns[] = { { "编号", 16, false },
		{ "评分因素", 70, false }, { "类别", 30, false }, { "满分", 20, true },
		{ "性质", 20, false } };
	const struct json *rule = json_get(report, "evaluation"),
	                  *k = first(json_get(rule, "scoring"), "criteria");
	paper_heading(p, "六、评标标准、评标方法");
	struct method_rule said;
	bool ruled = rule != NULL && rule->type == JSON_OBJECT && method_read(c, rule, &said) == OK;
	for (const struct json *s = method_said(c, ruled ? &said : NULL)->first; s != NULL;
	     s = s->next)
		paper_text(p, s->text);
	if (k == NULL)
		return;
	paper_table(p, columns, 5);
	for (; k != NULL; k = k->next)
		paper_row(p, (const char *const[]){ json_get_text(k, "id", NULL),
		                 json_get_text(k, "title", NULL), json_get_text(k, "section", NULL),
		                 points(c, json_get_int(k, "full", 0)),
		                 is_true(k, "objective") ? "客观" : "主观" });
}

/* （七）、（八）, with the way to each number. */
static void say_results(struct ctx *c, struct paper *p, const struct json *result)
{
	int64_t i = 0;
	paper_heading(p, "七、经评审的价格或者评分比较，投标人排序");
	say_ranks(c, p, result);
	paper_heading(p, "八、计算过程");
	for (const struct json *s = first(result, "steps"); s != NULL; s = s->next)
		if (s->type == JSON_TEXT)
			paper_note(p, arena_printf(c->mem, "%" PRId64 ". %s", ++i, s->text));
}

static void say_candidates(struct ctx *c, struct paper *p, const struct json *result)
{
	static const struct paper_column columns[] = { { "排序", 16, true },
		{ "中标候选人", 90, false }, { "投标报价", 50, true } };
	const struct json *list = result_candidates(c, result), *v = list->first;
	const char *currency = json_get_text(result, "currency", "CNY");
	paper_heading(p, "九、推荐的中标候选人");
	if (v == NULL) {
		paper_text(p, "没有推荐中标候选人。");
		return;
	}
	paper_table(p, columns, 3);
	for (; v != NULL; v = v->next) {
		const char *price = json_get_text(v, "price", NULL);
		struct money m;
		if (price != NULL && money_parse(c, price, currency, &m) == OK)
			price = money_show(c, m);
		paper_row(p, (const char *const[]){ say_number(c, json_get_int(v, "order", 0)),
		                 json_get_text(v, "name", ""), price });
	}
}

static void say_queries(struct ctx *c, struct paper *p, const struct json *report)
{
	static const struct paper_column columns[] = { { "投标人", 34, false },
		{ "问题", 60, false }, { "答复", 60, false } };
	const struct json *q = first(report, "queries");
	paper_heading(p, "十、澄清、说明、补正事项纪要");
	if (q == NULL) {
		paper_text(p, "没有要求投标人澄清、说明或者补正的事项。");
		return;
	}
	paper_table(p, columns, 3);
	for (; q != NULL; q = q->next)
		paper_row(p,
		    (const char *const[]){ name_of(report, json_get_text(q, "party", "")),
		        json_get_text(q, "question", NULL), json_get_text(q, "answer", "未答复") });
	(void)c;
}

static void add_reason(struct buf *b, const struct json *of)
{
	const char *reason = json_get_text(of, "reason", NULL);
	if (reason != NULL)
		buf_printf(b, "（%s）", reason);
}

/* "S1 29.5；S2 10" with reasons where they were given. */
static void say_scores(struct ctx *c, struct buf *b, const struct json *body)
{
	for (const struct json *s = first(body, "scores"); s != NULL; s = s->next) {
		buf_printf(b, "%s%s %s", b->n > 0 ? "；" : "", json_get_text(s, "criterion", ""),
		    points(c, json_get_int(s, "score", 0)));
		add_reason(b, s);
	}
}

/* "形式 通过；资格 不通过（理由）" */
static void say_review(struct buf *b, const struct json *body)
{
	for (const struct json *s = first(body, "items"); s != NULL; s = s->next) {
		buf_printf(b, "%s%s %s", b->n > 0 ? "；" : "", json_get_text(s, "item", ""),
		    is_true(s, "passed") ? "通过" : "不通过");
		add_reason(b, s);
	}
}

static void say_finding(struct ctx *c, struct buf *b, const struct json *body)
{
	const char *corrected = say_money(c, json_get(body, "corrected"), false);
	if (corrected != NULL)
		buf_printf(b, "算术修正后 %s；", corrected);
	for (const struct json *d = first(body, "deviations"); d != NULL; d = d->next)
		buf_printf(b, "偏差：%s；", json_get_text(d, "title", ""));
	buf_text(b, json_get_text(body, "reason", ""));
}

/* What a member laid down on one bid, by the kind of its sheet. */
static void say_sheet(struct ctx *c, struct buf *b, enum sheet_kind kind, const struct json *body)
{
	const char *reason = json_get_text(body, "reason", "");
	switch (kind) {
	case SHEET_SCORES:
		say_scores(c, b, body);
		return;
	case SHEET_REVIEW:
		say_review(b, body);
		return;
	case SHEET_STRIKE:
		buf_printf(b, "%s：%s", is_true(body, "stands") ? "不应否决" : "应当否决", reason);
		return;
	case SHEET_COMPETES:
		buf_printf(b, "%s：%s",
		    is_true(body, "competitive") ? "有效投标仍有竞争" : "有效投标明显缺乏竞争",
		    reason);
		return;
	case SHEET_FINDING:
		say_finding(c, b, body);
		return;
	}
}

static void say_sheets(struct ctx *c, struct paper *p, const struct json *report)
{
	static const struct paper_column columns[] = { { "评委", 22, false },
		{ "投标人", 40, false }, { "意见、评分及理由", 92, false } };
	const struct json *s = first(report, "sheets");
	struct buf b; /* one for all: a report may have thousands of sheets */
	if (s == NULL)
		return;
	buf_init(&b, c->mem, LIMIT_PAPER_BYTES);
	paper_heading(p, "十一、评标委员会成员的意见和评分");
	paper_table(p, columns, 3);
	for (; s != NULL; s = s->next)
		for (int k = SHEET_REVIEW; k <= SHEET_COMPETES; k++) {
			const struct json *body = json_get(s, sheet_words[k]);
			if (body == NULL || body->type != JSON_OBJECT)
				continue;
			const char *party = json_get_text(body, "party", NULL);
			b.p[b.n = 0] = '\0';
			say_sheet(c, &b, (enum sheet_kind)k, body);
			paper_row(p, (const char *const[]){ json_get_text(s, "member", NULL),
			                 party != NULL ? name_of(report, party) : "全部", b.p });
		}
}

static void say_signatures(struct ctx *c, struct paper *p, const struct json *report)
{
	static const struct paper_column columns[] = { { "评标委员会成员", 34, false },
		{ "签署时间", 66, false }, { "意见", 56, false } };
	paper_heading(p, "评标委员会成员签署");
	paper_table(p, columns, 3);
	for (const struct json *s = first(report, "signatures"); s != NULL; s = s->next) {
		const char *dissent = json_get_text(s, "dissent", NULL),
		           *refused = json_get_text(s, "refused", NULL);
		paper_row(p, (const char *const[]){ json_get_text(s, "name", NULL),
		                 say_moment(c, json_get_text(s, "at", NULL)),
		                 refused != NULL ? arena_printf(c->mem, "未签署：%s", refused)
		                 : dissent != NULL ? arena_printf(c->mem, "不同意见：%s", dissent)
		                                   : "同意" });
	}
	paper_note(p, arena_printf(c->mem, "成员电子签署的是评标结果，其 SHA-256 摘要为 %s。",
	                  json_get_text(report, "resultDigest", "")));
}

enum err report_paper(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *report;
	const char *digest;
	struct about a;
	bool unchanged;
	int64_t signed_ms;
	TRY(about_lot(c, r->params[0], &a));
	TRY(evaluation_report(c, a.l.id, &report, &digest));
	TRY(moment_parse(c, "signed", json_get_text(report, "signed", NULL), &signed_ms));
	const struct said s = { "评标报告", a.title, arena_printf(c->mem, "/trades/%s", a.l.id),
		digest, "评标报告", signed_ms };
	struct paper *p = said_begin(r, &s, &unchanged);
	const struct json *result = json_get(report, "result");
	if (unchanged)
		return OK;
	paper_heading(p, "一、基本情况");
	say_about(p, &a);
	paper_fact(p, "投标截止时间", say_ms(c, a.t.deadline_ms));
	paper_fact(p, "最高投标限价", say_amount(c, a.l.ceiling_minor, a.l.currency, true));
	paper_fact(p, "评标完成时间", say_ms(c, signed_ms));
	say_committee(c, p, report);
	TRY(say_opened(c, p, &a));
	say_valid(c, p, result);
	say_rule(c, p, report);
	say_results(c, p, result);
	say_candidates(c, p, result);
	say_queries(c, p, report);
	say_sheets(c, p, report);
	say_signatures(c, p, report);
	return said_end(r, p, arena_printf(c->mem, "report-%s", a.l.id));
}
