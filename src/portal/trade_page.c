#include <string.h>

#include "core/base/moment.h"
#include "portal/page.h"
#include "portal/pages.h"
#include "portal/parts.h"
#include "portal/portal_db.h"
#include "trade/archive/archive.h"
#include "trade/award/award.h"
#include "trade/evaluation/evaluation.h"
#include "trade/notice/notice.h"
#include "trade/project/stay.h"

struct trade {
	struct tender t;
	struct lot l;
	const struct law_kind *kind;
	struct portal_notice *notices;
	size_t notice_count;
};

/* Where the lot stands on its way, as a bar of steps; nothing for one that ended early. */
static void add_steps(struct buf *b, enum lot_state state)
{
	static const char *const steps[] = { "投标", "开标", "评标", "公示", "定标", "合同" };
	static const int at[] = { [LS_BIDDING] = 0,
		[LS_OPENING] = 1,
		[LS_SCREENING] = 2,
		[LS_PRICING] = 1,
		[LS_EVALUATING] = 2,
		[LS_EVALUATED] = 2,
		[LS_PUBLICITY] = 3,
		[LS_AWARDED] = 4,
		[LS_CONTRACTED] = 5,
		[LS_ARCHIVED] = 6 };
	if (state == LS_DRAFT || state >= LS_UNSUCCESSFUL)
		return;
	buf_text(b, "<ol class=\"steps\" aria-label=\"进度\">");
	for (int i = 0; i < (int)(sizeof(steps) / sizeof(*steps)); i++) {
		if (i == at[state])
			buf_text(b, "<li class=\"now\" aria-current=\"step\">");
		else
			buf_text(b, i < at[state] ? "<li class=\"done\">" : "<li>");
		page_add(b, "%s<small>%s</small></li>", steps[i],
		    i < at[state]    ? "已完成"
		    : i == at[state] ? "当前"
		                     : "");
	}
	buf_text(b, "</ol>\n");
}

/* "19 天 23 小时", for how long it still is. */
static const char *span_zh(struct ctx *c, int64_t ms)
{
	const int64_t days = ms / DAY_MS, hours = ms % DAY_MS / HOUR_MS,
	              minutes = ms % HOUR_MS / (60 * SECOND_MS);
	if (days > 0)
		return arena_printf(c->mem, "%lld 天 %lld 小时", (long long)days, (long long)hours);
	if (hours > 0)
		return arena_printf(
		    c->mem, "%lld 小时 %lld 分", (long long)hours, (long long)minutes);
	return arena_printf(c->mem, "%lld 分 %lld 秒", (long long)minutes,
	    (long long)(ms % (60 * SECOND_MS) / SECOND_MS));
}

/* How near a moment is, as a class of its box. */
static const char *nearness(int64_t left_ms)
{
	return left_ms > 3 * DAY_MS ? ""
	       : left_ms > DAY_MS   ? "near"
	       : left_ms > HOUR_MS  ? "soon"
	                            : "now";
}

static void add_until(struct ctx *c, struct buf *b, const char *what, int64_t ms)
{
	page_add(
	    b, "<p class=\"until %s\"><span>%s</span> <strong>", nearness(ms - c->now_ms), what);
	page_time_end(c, b, ms);
	buf_text(b, "</strong> 北京时间");
	if (ms > c->now_ms)
		page_add(b, " <small>取得本页时还有 %s</small>", span_zh(c, ms - c->now_ms));
	buf_text(b, "</p>\n");
}

/* While bids come in: the deadline, what happens at it, and why nothing is told before. */
static void add_bidding(struct ctx *c, struct buf *b, const struct trade *v)
{
	add_until(c, b, "投标截止", v->t.deadline_ms);
	page_add(b,
	    "<p>"
	    "到时系统自动截标：在截止时刻及其后送达的投标文件一律拒收；截止前投标人可以替换或者撤回"
	    "。"
	    "随后 %ld "
	    "分钟为解密时间，由投标人递交密钥；解密时间结束，全部投标同时公布。投标人少于法定数量的"
	    "，"
	    "不开标，招标流标。</p>\n",
	    v->t.window_minutes);
	page_add(b,
	    "<p "
	    "class=\"secret\"><strong>投标截止前不公开</strong>投标人的名称、数量和投标文件的大小，"
	    "对任何人都是如此；投标文件以密文保存，截止前任何人不能解密。%s"
	    " <span lang=\"en\">Before the deadline nobody is told how many bids there are, whose, "
	    "or how "
	    "large; until then nobody can read them.</span></p>\n",
	    v->kind->jurisdiction == LAW_CN
	        ? "依据：《招标投标法》第二十二条，《电子招标投标办法》第二十一条、第二十八条。"
	        : "");
}

static void add_opening_window(struct ctx *c, struct buf *b, const struct trade *v)
{
	add_until(c, b, "解密时间结束", v->l.opening_ends_ms);
	page_add(b,
	    "<p>"
	    "投标已截止，投标人正在递交解密密钥。到时系统统一解密并公布开标记录；因投标人原因未解密"
	    "的，"
	    "视为撤销投标文件。</p>\n<p "
	    "class=\"secret\"><strong>全部解密之前不公布</strong>投标人名称、数量和"
	    "报价。%s <span lang=\"en\">Nothing is shown before the window has ended for "
	    "all.</span></p>\n",
	    v->kind->jurisdiction == LAW_CN ? "依据：《电子招标投标办法》第三十条、第三十一条。"
	                                    : "");
}

static const struct portal_notice *notice_of_type(const struct trade *v, enum notice_type type)
{
	for (size_t i = v->notice_count; i > 0; i--)
		if (strcmp(v->notices[i - 1].type, notice_words[type]) == 0)
			return &v->notices[i - 1];
	return NULL;
}

static void add_publicity(struct ctx *c, struct buf *b, const struct trade *v)
{
	const struct portal_notice *link = notice_of_type(v, NOTICE_CANDIDATES);
	add_until(c, b, "公示截止", v->l.publicity_ends_ms);
	buf_text(b, "<p>中标候选人公示中。对评标结果有异议的，应当在公示截止前向招标人书面提出");
	if (link != NULL)
		page_add(b, "，<a href=\"/notices/%s#objection\">怎样提出</a>", link->id);
	buf_text(b, "。</p>\n");
}

/* What the state means and what comes next. */
static void add_standing(struct ctx *c, struct buf *b, const struct trade *v)
{
	static const char *const next[] = {
		[LS_DRAFT] = "尚未发布，仅招标人、代理机构和监督部门可见。",
		[LS_EVALUATING] =
		    "开标记录已公布，评标委员会正在评标。评标委员会成员名单在中标结果确定前保密。",
		[LS_SCREENING] =
		    "第一信封（商务及技术文件）已开启，评标委员会正在评审；报价文件仍然密封。",
		[LS_EVALUATED] = "评标委员会全体成员已签署评标结果，接着公示中标候选人。",
		[LS_AWARDED] = "中标结果已公告，中标通知书已发出，接着订立书面合同。",
		[LS_CONTRACTED] = "合同已公布，接着归档。",
		[LS_ARCHIVED] = "交易已结束并归档，本页长期保留。",
	};
	switch (v->l.state) {
	case LS_BIDDING:
		add_bidding(c, b, v);
		break;
	case LS_OPENING:
	case LS_PRICING:
		add_opening_window(c, b, v);
		break;
	case LS_PUBLICITY:
		add_publicity(c, b, v);
		break;
	case LS_UNSUCCESSFUL:
	case LS_CANCELLED:
		break;
	default:
		page_add(b, "<p>%s</p>\n", next[v->l.state]);
	}
}

/* What a notice of the trade says; *out NULL when there is none. */
static enum err read_body(
    struct ctx *c, const struct trade *v, enum notice_type type, struct json **out)
{
	const struct portal_notice *link = notice_of_type(v, type);
	struct notice n;
	*out = NULL;
	if (link == NULL)
		return OK;
	TRY(notice_get(c, link->id, &n));
	return json_parse(c, n.body, strlen(n.body), out);
}

static enum err add_end(struct ctx *c, struct buf *b, const struct trade *v)
{
	struct json *body;
	if (v->l.state != LS_UNSUCCESSFUL && v->l.state != LS_CANCELLED)
		return OK;
	TRY(read_body(
	    c, v, v->l.state == LS_CANCELLED ? NOTICE_CANCELLED : NOTICE_UNSUCCESSFUL, &body));
	page_add(b, "<p class=\"ended\"><strong>%s</strong>：%s</p>\n", lot_state_zh[v->l.state],
	    json_get_text(body, "why", "原因见公告"));
	return OK;
}

static enum err add_facts(struct ctx *c, struct buf *b, const struct trade *v)
{
	static const char *const principal[] = { "招标人", "Procuring entity" },
	                         *const agency[] = { "代理机构", "Agency" },
	                         *const file[] = { "招标文件", "Tender document" },
	                         *const bill[] = { "工程量清单", "Bill of quantities" };
	const struct money ceiling = { v->l.ceiling_minor, v->l.currency };
	const struct money lowest = { v->l.floor_minor, v->l.currency };
	page_section(b, "facts", "基本情况", "Particulars");
	buf_text(b, "<dl class=\"facts\">\n");
	page_fact(b, "招标项目", "Tender", v->t.title);
	page_fact(b, "标段", "Lot",
	    arena_printf(c->mem, "第 %lld 标段　%s", (long long)v->l.number, v->l.title));
	page_fact(b, "统一交易标识码", "Trade code", v->l.trade_code);
	page_fact(b, "交易种类", "Kind", v->kind->title_zh);
	TRY(part_party(c, b, principal, v->t.principal));
	TRY(part_party(c, b, agency, v->t.agency));
	page_fact(b, "行政监督部门", "Supervisor", v->kind->department_zh);
	page_fact(
	    b, "最高投标限价", "Ceiling", ceiling.minor < 0 ? "不设" : money_show(c, ceiling));
	if (v->l.estimate_minor >= 0)
		page_fact(b, "合同估算价", "Estimate",
		    money_show(c, (struct money){ v->l.estimate_minor, v->l.currency }));
	if (v->l.security_minor >= 0)
		page_fact(b, "投标保证金", "Bid security",
		    money_show(c, (struct money){ v->l.security_minor, v->l.currency }));
	if (lowest.minor >= 0)
		page_fact(b, "最低限价", "Floor", money_show(c, lowest));
	if (v->t.deadline_ms > 0) {
		page_fact_begin(b, "投标截止时间", "Deadline");
		page_time(c, b, v->t.deadline_ms);
		page_fact_end(b);
	}
	if (v->t.published_ms > 0)
		TRY(part_tender_document(c, b, file, v->t.id, v->t.document));
	if (v->t.published_ms > 0)
		TRY(part_document(c, b, bill, v->l.bill));
	buf_text(b, "</dl>\n");
	return OK;
}

static void add_notices(struct ctx *c, struct buf *b, const struct trade *v)
{
	page_section(b, "notices", "公告", "Notices");
	buf_text(b, "<ol class=\"notices\">\n");
	for (size_t i = 0; i < v->notice_count; i++) {
		const struct portal_notice *n = &v->notices[i];
		buf_text(b, "<li>");
		part_type(b, n->type);
		page_add(b, " <span><a href=\"/notices/%s\">%s</a></span> ", n->id, n->title);
		page_time(c, b, n->published_ms);
		buf_text(b, "</li>\n");
	}
	buf_text(b, "</ol>\n");
	if (v->notice_count == 0)
		buf_text(b, "<p class=\"note\">还没有公告。</p>\n");
}

static void add_paper(struct buf *b, const struct trade *v, const char *paper, const char *zh)
{
	page_add(b, "<p class=\"links\"><a href=\"/api/lots/%s/papers/%s\">%s</a></p>\n", v->l.id,
	    paper, zh);
}

static enum err add_opened(struct ctx *c, struct buf *b, const struct trade *v)
{
	struct opening o;
	enum err e = opening_get(c, v->l.id, &o);
	if (e == E_NOT_FOUND)
		return OK;
	TRY(e);
	page_section(b, "opening", "开标", "Opening");
	buf_text(b, "<p>公布于 ");
	page_time(c, b, o.opened_ms);
	buf_text(b, "（北京时间）。记录摘要 SHA-256：");
	part_digest(b, o.digest);
	buf_text(b, "</p>\n");
	part_opening(c, b, &o, v->l.id);
	add_paper(b, v, "opening", "开标记录表 PDF 下载 / 打印");
	return OK;
}

/* The signed result is public from the candidates' publicity on. */
static enum err add_evaluated(struct ctx *c, struct buf *b, const struct trade *v)
{
	const char *text, *digest;
	struct json *result;
	int64_t at_ms;
	if (v->l.state <= LS_EVALUATED)
		return OK;
	enum err e = evaluation_get(c, v->l.id, &text, &digest, &at_ms);
	if (e == E_NOT_FOUND)
		return OK;
	TRY(e);
	TRY(json_parse(c, text, strlen(text), &result));
	page_section(b, "evaluation", "评标", "Evaluation");
	buf_text(b, "<p>评标委员会全体成员签署于 ");
	page_time(c, b, at_ms);
	buf_text(b, "（北京时间）。结果摘要 SHA-256：");
	part_digest(b, digest);
	buf_text(b, "</p>\n");
	part_result(c, b, result, v->l.id);
	return OK;
}

static enum err add_awarded(struct ctx *c, struct buf *b, const struct trade *v)
{
	static const char *const supplier[] = { "中标人", "Supplier" }, *const file[] = {
		"合同文件", "Contract document"
	};
	struct json *contract;
	struct award a;
	enum err e = award_get(c, v->l.id, &a);
	if (e == E_NOT_FOUND)
		return OK;
	TRY(e);
	TRY(read_body(c, v, NOTICE_CONTRACT, &contract));
	page_section(b, "award", "定标与合同", "Award and contract");
	buf_text(b, "<dl class=\"facts\">\n");
	TRY(part_party(c, b, supplier, a.party));
	page_fact_begin(b, "中标价", "Award");
	page_add(b, "<strong class=\"amount\">%s</strong>",
	    money_show(c, (struct money){ a.price_minor, v->l.currency }));
	page_fact_end(b);
	page_fact_begin(b, "中标通知书", "Award letter");
	page_time(c, b, a.made_ms);
	buf_text(b, " 发出，SHA-256：");
	part_digest(b, a.letter_digest);
	page_fact_end(b);
	if (contract != NULL) {
		page_fact(b, "合同价款", "Contract price",
		    part_money_json(c, json_get(contract, "price")));
		page_fact_begin(b, "合同签订", "Signed");
		page_time_text(c, b, json_get_text(contract, "signed", NULL));
		page_fact_end(b);
		TRY(part_document(c, b, file, json_get_text(contract, "document", NULL)));
	}
	buf_text(b, "</dl>\n");
	add_paper(b, v, "letter", "中标通知书 PDF 下载 / 打印");
	if (contract != NULL)
		add_paper(b, v, "contract", "合同公告 PDF 下载 / 打印");
	return OK;
}

static enum err entry_actor(struct ctx *c, const struct evidence_entry *e, const char **out)
{
	struct party p;
	if (e->party == NULL) {
		*out = strcmp(e->user, "clock") == 0 ? "系统时钟" : "评标委员会成员";
		return OK;
	}
	TRY(party_get(c, e->party, &p));
	*out = p.name;
	return OK;
}

static enum err add_timeline(struct ctx *c, struct buf *b, const struct trade *v)
{
	struct evidence_list list;
	const char *who;
	size_t i = 0;
	TRY(timeline_of(c, &v->l, &list));
	page_section(b, "timeline", "全过程记录", "Timeline");
	buf_text(b, "<p>每一项都是本中心日志中的一条记录，附有可独立核验的凭证。"
	            " <span lang=\"en\">Each act has a receipt that anybody can check.</span></p>\n"
	            "<ol class=\"timeline\">\n");
	for (; i < list.n && page_room(b); i++) {
		const struct evidence_entry *e = &list.entries[i];
		TRY(entry_actor(c, e, &who));
		buf_text(b, "<li>");
		page_time(c, b, e->at_ms);
		page_add(b,
		    " <strong>%s</strong> <span>%s</span> <a href=\"/receipts/%ld\">凭证 "
		    "#%ld</a></li>\n",
		    entry_zh(e->kind), who, e->place, e->place);
	}
	buf_text(b, "</ol>\n");
	if (i < list.n)
		page_rest(b, arena_printf(c->mem, "/api/lots/%s/timeline", v->l.id));
	if (list.n == 0)
		buf_text(b, "<p class=\"note\">还没有公开的记录。</p>\n");
	return OK;
}

/* The other lots of the same tender. */
static enum err add_siblings(struct ctx *c, struct buf *b, const struct trade *v)
{
	struct lot *lots;
	size_t n;
	TRY(lots_of(c, v->t.id, &lots, &n));
	if (n < 2)
		return OK;
	page_section(b, "lots", "同一招标项目的标段", "Lots of this tender");
	buf_text(b, "<ul class=\"lots\">\n");
	for (size_t i = 0; i < n; i++) {
		page_add(b, "<li><a href=\"/trades/%s\">%ld　%s</a> ", lots[i].id, lots[i].number,
		    lots[i].title);
		part_state(b, lots[i].state);
		buf_text(b, "</li>\n");
	}
	buf_text(b, "</ul>\n");
	return OK;
}

/* That it is held up, and by which article; who objects is not told. */
static enum err add_stay(struct ctx *c, struct buf *b, const struct trade *v)
{
	const char *cause;
	TRY(stay_of(c, v->t.id, v->l.id, &cause));
	if (cause != NULL)
		buf_text(b,
		    "<p class=\"until\"><strong>暂停</strong> 收到异议，作出答复前招标投标活动暂停"
		    "（《招标投标法实施条例》第二十二条、第四十四条、第五十四条）。答复后继续；"
		    "异议成立的，修改或者更正后继续。 <span lang=\"en\">Stayed until an objection "
		    "is answered, and mended where it was upheld.</span></p>\n");
	return OK;
}

enum err page_trade(struct req *r)
{
	struct ctx *c = &r->c;
	struct trade v = { 0 };
	struct buf b;
	TRY(lot_get(c, r->params[0], &v.l, &v.t));
	tender_hide(c, &v.t);
	TRY(law_kind(c, v.t.kind, &v.kind));
	TRY(portal_notices(c, v.t.id, v.l.id, &v.notices, &v.notice_count));
	page_begin(r, &b, &(struct page){ v.l.title, NULL, NULL });
	buf_text(&b, "<p class=\"lead\">");
	part_state(&b, v.l.state);
	page_add(&b, " <span>%s</span>", v.t.title);
	if (v.l.trade_code != NULL)
		page_add(&b, " <code>%s</code>", v.l.trade_code);
	buf_text(&b, "</p>\n");
	page_add(&b,
	    "<p class=\"doing\"><a href=\"/work/lots/%s\">办理 <span lang=\"en\">Act on "
	    "it</span></a> <a href=\"/check\">核验凭证 <span lang=\"en\">Check a "
	    "receipt</span></a></p>\n",
	    v.l.id);
	add_steps(&b, v.l.state);
	TRY(add_stay(c, &b, &v));
	add_standing(c, &b, &v);
	TRY(add_end(c, &b, &v));
	TRY(add_facts(c, &b, &v));
	TRY(add_awarded(c, &b, &v));
	TRY(add_evaluated(c, &b, &v));
	TRY(add_opened(c, &b, &v));
	add_notices(c, &b, &v);
	TRY(add_timeline(c, &b, &v));
	TRY(add_siblings(c, &b, &v));
	return page_end(r, &b);
}
