/* notice_paper.c - a notice of any type: the members of its body, each by its name in Chinese. */
#include <inttypes.h>
#include <string.h>

#include "core/base/moment.h"
#include "core/document/document.h"
#include "core/http/http.h"
#include "core/law/template.h"
#include "trade/custody/custody.h"
#include "trade/papers/said.h"

enum shape {
	SHOWS_TEXT,
	SHOWS_RULE, /* Chinese and English: the former */
	SHOWS_MONEY,
	SHOWS_MOMENT,
	SHOWS_PARTY,
	SHOWS_DAYS,
	SHOWS_MINUTES,
	SHOWS_MOST,
	SHOWS_CUSTODY
};
struct member {
	const char *name, *zh;
	enum shape shape;
	int only; /* of one type: 1 + enum notice_type; 0: of every one */
};
#define ONLY(type) 1 + NOTICE_##type

static const struct member facts[] = {
	{ "supplier", "中标人", SHOWS_PARTY, 0 },
	{ "price", "中标价", SHOWS_MONEY, ONLY(AWARD) },
	{ "choice", "另行确定的理由", SHOWS_TEXT, 0 },
	{ "price", "合同价款", SHOWS_MONEY, ONLY(CONTRACT) },
	{ "security", "履约保证金", SHOWS_MONEY, 0 },
	{ "durationDays", "工期", SHOWS_DAYS, 0 },
	{ "quality", "质量标准", SHOWS_TEXT, 0 },
	{ "leader", "项目负责人", SHOWS_TEXT, 0 },
	{ "signed", "合同签订时间", SHOWS_MOMENT, 0 },
	{ "ceiling", "最高投标限价", SHOWS_MONEY, 0 },
	{ "previous", "原最高投标限价", SHOWS_MONEY, 0 },
	{ "amount", "金额", SHOWS_MONEY, 0 },
	{ "offerEnds", "文件提供至", SHOWS_MOMENT, 0 },
	{ "deadline", "截止时间", SHOWS_MOMENT, 0 },
	{ "previousDeadline", "原截止时间", SHOWS_MOMENT, 0 },
	{ "windowMinutes", "解密时间", SHOWS_MINUTES, 0 },
	{ "custody", "密钥保管人", SHOWS_CUSTODY, 0 },
	{ "most", "有限数量制", SHOWS_MOST, 0 },
	{ "expected", "预计发布公告", SHOWS_MOMENT, 0 },
	{ "happened", "发生时间", SHOWS_MOMENT, 0 },
	{ "ends", "公示截止时间", SHOWS_MOMENT, ONLY(CANDIDATES) },
	{ "rule", "公示期依据", SHOWS_RULE, 0 },
	{ "ends", "第二信封开标", SHOWS_MOMENT, ONLY(SCREENING) },
	{ "ends", "解密截止时间", SHOWS_MOMENT, ONLY(RESUMED) },
	{ "why", "原因", SHOWS_TEXT, 0 },
	{ "reason", "不影响投标的理由", SHOWS_TEXT, 0 },
	{ "approver", "原项目审批部门", SHOWS_TEXT, 0 },
	{ "number", "批准文号", SHOWS_TEXT, 0 },
	{ "objectContact", "异议受理", SHOWS_TEXT, 0 },
};

/* What the law wants an announcement to say (10号令 第五条). */
static const struct member contents[] = {
	{ "scope", "招标内容与范围", SHOWS_TEXT, 0 },
	{ "qualification", "投标资格能力要求", SHOWS_TEXT, 0 },
	{ "consortium", "联合体投标", SHOWS_TEXT, 0 },
	{ "obtaining", "获取招标文件", SHOWS_TEXT, 0 },
	{ "submission", "递交投标文件", SHOWS_TEXT, 0 },
	{ "contact", "联系方式", SHOWS_TEXT, 0 },
	{ "platform", "交易平台", SHOWS_TEXT, 0 },
};

static enum err said_as(
    struct ctx *c, const struct member *m, const struct json *v, const char **out)
{
	const char *text = v->type == JSON_TEXT ? v->text : NULL;
	struct party party;
	switch (m->shape) {
	case SHOWS_TEXT:
		*out = text;
		break;
	case SHOWS_RULE:
		*out = text != NULL ? arena_copy(c->mem, text, strcspn(text, "/")) : NULL;
		break;
	case SHOWS_MONEY:
		*out = say_money(c, v, true);
		break;
	case SHOWS_MOMENT:
		*out = say_moment(c, text);
		break;
	case SHOWS_DAYS:
		*out = arena_printf(c->mem, "%" PRId64 " 日历天", v->i);
		break;
	case SHOWS_MINUTES:
		*out = arena_printf(c->mem, "截止后 %" PRId64 " 分钟内", v->i);
		break;
	case SHOWS_MOST:
		*out = arena_printf(c->mem, "按得分至多 %" PRId64 " 家通过", v->i);
		break;
	case SHOWS_CUSTODY:
		return custody_words(c, v, out);
	case SHOWS_PARTY:
		TRY(party_get(c, text != NULL ? text : "", &party));
		*out = say_party(c, &party);
		break;
	}
	return OK;
}

struct members {
	const struct member *list;
	size_t n;
	int type; /* 1 + enum notice_type */
};

static enum err say_members(
    struct ctx *c, struct paper *p, const struct json *o, const struct members *m)
{
	const struct member *list = m->list;
	for (size_t i = 0; i < m->n; i++) {
		const struct json *v = json_get(o, list[i].name);
		const char *text = NULL;
		if (v != NULL && (list[i].only == 0 || list[i].only == m->type))
			TRY(said_as(c, &list[i], v, &text));
		paper_fact(p, list[i].zh, text);
	}
	return OK;
}

static enum err say_document(struct ctx *c, struct paper *p, const struct json *body)
{
	const char *digest = json_get_text(body, "document", NULL);
	struct document d;
	if (digest == NULL)
		return OK;
	TRY(document_get(c, digest, &d));
	paper_fact(p, "附件", arena_printf(c->mem, "%s\nSHA-256：%s", d.name, d.digest));
	return OK;
}

static void say_lots(struct ctx *c, struct paper *p, const struct json *body)
{
	static const struct paper_column columns[] = { { "序号", 12, true }, { "标段", 50, false },
		{ "统一交易标识码", 56, false }, { "最高投标限价", 40, true } };
	const struct json *lots = json_get(body, "lots"), *l = lots != NULL ? lots->first : NULL;
	if (l == NULL)
		return;
	paper_heading(p, "标段");
	paper_table(p, columns, 4);
	for (; l != NULL; l = l->next) {
		const char *ceiling = say_money(c, json_get(l, "ceiling"), false);
		paper_row(
		    p, (const char *const[]){ say_number(c, json_get_int(l, "number", 0)),
		           json_get_text(l, "title", NULL), json_get_text(l, "tradeCode", NULL),
		           ceiling != NULL ? ceiling : "不设" });
	}
}

static void say_periods(struct paper *p, const struct json *body)
{
	static const struct paper_column columns[] = { { "期限", 50, false }, { "计算", 60, false },
		{ "依据", 46, false } };
	const struct json *list = json_get(body, "periods"), *v = list != NULL ? list->first : NULL;
	if (v == NULL)
		return;
	paper_heading(p, "法定期限");
	paper_table(p, columns, 3);
	for (; v != NULL; v = v->next) {
		const struct json *number = json_get(v, "number");
		paper_row(p, (const char *const[]){ json_get_text(number, "note", NULL),
		                 json_get_text(json_get(v, "counted"), "zh", NULL),
		                 json_get_text(json_get(number, "basis"), "zh", NULL) });
	}
}

/* "工期 300 天；质量 合格；项目负责人 张三 一级建造师" */
static const char *promised(struct ctx *c, const struct json *body, const char *party)
{
	const struct json *list = json_get(body, "commitments"),
	                  *v = list != NULL ? list->first : NULL;
	while (v != NULL && strcmp(json_get_text(v, "party", ""), party) != 0)
		v = v->next;
	int64_t days = v != NULL ? json_get_int(v, "durationDays", 0) : 0;
	const char *text = days > 0 ? arena_printf(c->mem, "工期 %" PRId64 " 天", days) : "";
	static const char *const more[][2] = { { "quality", "质量" }, { "leader", "项目负责人" },
		{ "certificate", "证书" } };
	for (size_t i = 0; i < sizeof(more) / sizeof(*more); i++) {
		const char *given = json_get_text(v, more[i][0], NULL);
		if (given != NULL)
			text = arena_printf(
			    c->mem, "%s%s%s %s", text, *text ? "；" : "", more[i][1], given);
	}
	return text;
}

static void say_candidates(struct ctx *c, struct paper *p, const struct json *body)
{
	static const struct paper_column columns[] = { { "排序", 12, true },
		{ "中标候选人", 50, false }, { "投标报价", 38, true }, { "承诺", 56, false } };
	const struct json *list = json_get(body, "candidates"), *result = json_get(body, "result"),
	                  *v = list != NULL ? list->first : NULL;
	const char *currency = json_get_text(result, "currency", "CNY");
	if (v == NULL)
		return;
	paper_heading(p, "中标候选人");
	paper_table(p, columns, 4);
	for (; v != NULL; v = v->next) {
		const char *price = json_get_text(v, "price", NULL);
		struct money m;
		if (price != NULL && money_parse(c, price, currency, &m) == OK)
			price = money_show(c, m);
		paper_row(p, (const char *const[]){ say_number(c, json_get_int(v, "order", 0)),
		                 json_get_text(v, "name", NULL), price,
		                 promised(c, body, json_get_text(v, "party", "")) });
	}
	paper_heading(p, "评标情况");
	say_ranks(c, p, result);
}

static void say_objection(struct paper *p, const struct about *a)
{
	if (!about_china(a))
		return;
	paper_heading(p, "异议与投诉");
	paper_text(p,
	    "投标人或者其他利害关系人对评标结果有异议的，应当在公示截止前向招标人书面提出；招标人自"
	    "收到异议之日起三日内答复，答复前暂停招标投标活动（《招标投标法实施条例》第五十四条）。"
	    "对答复不满意的，可以自知道或者应当知道之日起十日内向行政监督部门投诉，异议答复期间不"
	    "计算在内（同条例第六十条）。");
}

static void say_screening(struct paper *p, const struct json *body)
{
	static const struct paper_column columns[] = { { "投标人", 70, false },
		{ "第一信封评审结论", 86, false } };
	const struct json *list = json_get(json_get(body, "result"), "bids"),
	                  *v = list != NULL ? list->first : NULL;
	if (v == NULL)
		return;
	paper_table(p, columns, 2);
	for (; v != NULL; v = v->next) {
		const struct json *passed = json_get(v, "passed");
		bool in = passed != NULL && passed->type == JSON_BOOL && passed->b;
		paper_row(
		    p, (const char *const[]){ json_get_text(v, "name", NULL),
		           in ? "通过，可参加第二信封开标" : json_get_text(v, "why", "未通过") });
	}
}

/* Question and answer, and the text itself. */
static void say_texts(struct ctx *c, struct paper *p, const struct json *body)
{
	static const char *const texts[] = { "announcement", "text", "content" };
	const struct json *asked = json_get(body, "questions");
	for (const struct json *q = asked != NULL ? asked->first : NULL; q != NULL; q = q->next)
		if (q->type == JSON_TEXT)
			paper_text(p, arena_printf(c->mem, "问：%s", q->text));
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		const char *text = json_get_text(body, texts[i], NULL);
		if (text != NULL)
			paper_text(p, text);
	}
}

/* What each type has, and nothing where a body lacks it. */
static enum err say_body(struct ctx *c, struct paper *p, const struct about *a,
    enum notice_type type, const struct notice *n)
{
	const struct members told = { facts, sizeof(facts) / sizeof(*facts), 1 + (int)type },
	                     asked = { contents, sizeof(contents) / sizeof(*contents), 0 };
	struct json *body;
	TRY(json_parse(c, n->body, strlen(n->body), &body));
	if (type == NOTICE_OPENING) {
		struct opening o;
		TRY(opening_parse(c, n->body, &o));
		say_opening(c, p, &o);
		return OK;
	}
	TRY(say_members(c, p, body, &told));
	TRY(say_document(c, p, body));
	if (json_get(body, "contents") != NULL) {
		paper_heading(p, "招标条件");
		TRY(say_members(c, p, json_get(body, "contents"), &asked));
	}
	say_texts(c, p, body);
	say_lots(c, p, body);
	say_periods(p, body);
	if (type == NOTICE_SCREENING)
		say_screening(p, body);
	if (type == NOTICE_CANDIDATES) {
		say_candidates(c, p, body);
		say_objection(p, a);
	}
	return OK;
}

static enum err paper_of(struct req *r, const struct notice *n)
{
	struct ctx *c = &r->c;
	struct about a;
	bool unchanged;
	int type = 0;
	TRY(n->lot != NULL ? about_lot(c, n->lot, &a) : about_tender(c, n->tender, &a));
	while (notice_words[type] != NULL && strcmp(notice_words[type], n->type) != 0)
		type++;
	if (notice_words[type] == NULL)
		return fail(c, E_INTERNAL, "a notice of type %s", n->type);
	const struct said s = { notice_zh[type], a.title,
		arena_printf(c->mem, "/notices/%s", n->id), n->digest, "公告内容",
		n->published_ms };
	struct paper *p = said_begin(r, &s, &unchanged);
	if (unchanged)
		return OK;
	say_about(p, &a);
	paper_fact(p, "交易种类", a.kind->title_zh);
	paper_fact(p, "行政监督部门", a.kind->department_zh);
	paper_fact(p, "发布时间", say_ms(c, n->published_ms));
	TRY(say_body(c, p, &a, (enum notice_type)type, n));
	paper_close(p, a.principal.name, say_day(c, n->published_ms));
	return said_end(r, p, arena_printf(c->mem, "%s-%s", n->type, n->id));
}

enum err notice_paper(struct req *r)
{
	struct notice n;
	TRY(notice_get(&r->c, r->params[0], &n));
	return paper_of(r, &n);
}

enum err contract_paper(struct req *r)
{
	struct ctx *c = &r->c;
	struct notice_page page;
	struct notice n;
	struct lot l;
	TRY(lot_get(c, r->params[0], &l, NULL));
	struct notice_query q = { .type = notice_words[NOTICE_CONTRACT],
		.tender = l.tender,
		.before = INT64_MAX,
		.limit = LIMIT_LIST_ROWS };
	do {
		TRY(notice_list(c, &q, &page));
		for (size_t i = 0; i < page.n; i++)
			if (page.rows[i].lot != NULL && strcmp(page.rows[i].lot, l.id) == 0) {
				TRY(notice_get(c, page.rows[i].id, &n));
				return paper_of(r, &n);
			}
		q.before = page.older;
	} while (page.older != 0);
	return absent(c, E_NOT_FOUND, "contract yet of lot", l.id);
}
