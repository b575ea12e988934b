#include <stdlib.h>
#include <string.h>

#include "core/base/enc.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "portal/page.h"
#include "portal/pages.h"
#include "portal/notice_shown.h"
#include "portal/parts.h"
#include "trade/custody/custody.h"

static enum err add_tender_facts(struct ctx *c, struct buf *b, const struct shown *s)
{
	const struct json *o = s->body;
	page_fact(b, "交易种类", "Kind", s->kind->title_zh);
	page_fact(b, "项目所在地", "Region",
	    part_region(c, (int32_t)strtol(json_get_text(o, "region", "0"), NULL, 10)));
	page_fact(b, "依法必须招标", "Mandatory by law", s->t.mandatory ? "是" : "否");
	page_fact(b, "招标方式", "Method", s->t.method == METHOD_OPEN ? "公开招标" : "邀请招标");
	page_fact(b, "资格审查", "Qualification",
	    s->t.qualification == QUALIFIED_BEFORE ? "资格预审" : "资格后审");
	page_fact_begin(b, "投标截止时间", "Deadline");
	buf_text(b, "<strong>");
	page_time_text(c, b, json_get_text(o, "deadline", NULL));
	buf_text(b, "</strong> <small>北京时间；到时及其后送达的投标文件一律拒收</small>");
	page_fact_end(b);
	page_fact(b, "解密时间", "Opening window",
	    arena_printf(c->mem, "投标截止后 %s 分钟内",
	        decimal_text(c, json_get_int(o, "windowMinutes", 0), 0)));
	const char *keepers;
	TRY(custody_words(c, json_get(o, "custody"), &keepers));
	page_fact(b, "密钥保管人", "Custodians of keys", keepers);
	page_fact(b, "行政监督部门", "Supervisor", s->kind->department_zh);
	return OK;
}

/* What the law wants an announcement to say (10号令 第五条). */
void add_contents(struct buf *b, const struct json *contents)
{
	static const char *const said[][3] = { { "scope", "招标内容与范围", "Scope" },
		{ "qualification", "投标资格能力要求", "Qualification" },
		{ "consortium", "联合体投标", "Consortia" },
		{ "obtaining", "获取招标文件", "Tender document" },
		{ "submission", "递交投标文件", "Submission" },
		{ "contact", "联系方式", "Contact" }, { "platform", "交易平台", "Platform" } };
	if (contents == NULL)
		return;
	page_section(b, "contents", "招标条件", "What is asked");
	buf_text(b, "<dl class=\"facts\">\n");
	for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++)
		page_fact(b, said[i][1], said[i][2], json_get_text(contents, said[i][0], NULL));
	buf_text(b, "</dl>\n");
}

/* The lots as the announcement told them: what holds now is on their own pages. */
static void add_lots(struct ctx *c, struct buf *b, const struct shown *s)
{
	const struct json *lots = json_get(s->body, "lots"), *l = lots->first;
	page_section(b, "lots", "标段", "Lots");
	buf_text(b,
	    "<div class=\"table\" role=\"region\" aria-label=\"标段\" "
	    "tabindex=\"0\"><table>\n<thead><tr>"
	    "<th scope=\"col\" class=\"num\">序号</th><th scope=\"col\">标段</th>"
	    "<th scope=\"col\">统一交易标识码</th><th scope=\"col\" class=\"num\">最高投标限价</th>"
	    "</tr></thead>\n<tbody>\n");
	for (; l != NULL && page_room(b); l = l->next) {
		const struct json *ceiling = json_get(l, "ceiling");
		const char *bill = json_get_text(l, "bill", NULL);
		page_add(b,
		    "<tr><td data-label=\"序号\" class=\"num\">%ld</td>"
		    "<th scope=\"row\"><a href=\"/trades/%s\">%s</a>",
		    json_get_int(l, "number", 0), json_get_text(l, "id", ""),
		    json_get_text(l, "title", ""));
		if (bill != NULL)
			page_add(b,
			    "<br><a class=\"more\" href=\"/api/documents/%s\">工程量清单</a>",
			    bill);
		page_add(b,
		    "</th><td data-label=\"标识码\"><code>%s</code></td>"
		    "<td data-label=\"最高投标限价\" class=\"num\">%s</td></tr>\n",
		    json_get_text(l, "tradeCode", ""),
		    ceiling == NULL ? "不设" : part_money_json(c, ceiling));
	}
	buf_text(b, "</tbody></table></div>\n");
	if (l != NULL)
		page_rest(b, arena_printf(c->mem, "/api/tenders/%s", s->t.id));
}

static enum err add_announcement(struct ctx *c, struct buf *b, const struct shown *s)
{
	static const char *const principal[] = { "招标人", "Procuring entity" },
	                         *const agency[] = { "代理机构", "Agency" },
	                         *const file[] = { "招标文件", "Tender document" };
	buf_text(b, "<dl class=\"facts\">\n");
	TRY(part_party(c, b, principal, s->t.principal));
	TRY(part_party(c, b, agency, s->t.agency));
	TRY(add_tender_facts(c, b, s));
	TRY(part_tender_document(
	    c, b, file, s->n.tender, json_get_text(s->body, "document", NULL)));
	buf_text(b, "</dl>\n");
	part_periods(b, json_get(s->body, "periods"));
	add_contents(b, json_get(s->body, "contents"));
	page_section(b, "text", "公告正文", "Text");
	page_add(b, "<div class=\"text\">%s</div>\n", json_get_text(s->body, "announcement", ""));
	add_lots(c, b, s);
	return OK;
}

static enum err add_opening(struct ctx *c, struct buf *b, const struct shown *s)
{
	struct opening o;
	TRY(opening_parse(c, s->n.body, &o));
	buf_text(b, "<p>"
	            "解密时间已结束，全部投标文件同时公布。撤销：因投标人原因未解密或无法读取；撤回"
	            "：投标截止"
	            "前自行撤回。</p>\n");
	part_opening(c, b, &o, s->l.id);
	if (s->kind->jurisdiction == LAW_CN)
		buf_text(b, "<p "
		            "class=\"note\">"
		            "投标人对开标有异议的，应当在开标现场提出，招标人当场作出答复，并"
		            "制作记录（《招标投标法实施条例》第四十四条）。</p>\n");
	return OK;
}

/* How to object to the candidates, to whom and until when. */
static enum err add_objection(struct ctx *c, struct buf *b, const struct shown *s)
{
	struct party principal;
	const char *rule = json_get_text(s->body, "rule", NULL);
	int64_t ends_ms;
	TRY(party_get(c, s->t.principal, &principal));
	TRY(moment_parse(c, "/ends", json_get_text(s->body, "ends", NULL), &ends_ms));
	page_section(b, "objection", "异议与投诉", "Objections and complaints");
	if (rule == NULL) {
		page_add(b,
		    "<p>本项目未规定公示期。对评标结果有异议的，请尽快向招标人 %s 提出。</p>\n",
		    principal.name);
		return OK;
	}
	buf_text(b, "<p>公示截止 <strong>");
	page_time_end(c, b, ends_ms);
	page_add(b, "</strong>，北京时间。公示期依据：%s</p>\n<ol>\n", rule);
	page_add(b,
	    "<li>投标人或者其他利害关系人对评标结果有异议的，应当在公示截止前向招标人 "
	    "<strong>%s</strong> "
	    "书面提出；招标人自收到异议之日起三日内答复，答复前暂停招标投标活动（《招标投标法实施条"
	    "例》"
	    "第五十四条）。</li>\n",
	    principal.name);
	if (json_get_text(s->body, "objectContact", NULL) != NULL)
		page_add(b, "<li>提出异议的地址、联系人及联系方式：%s</li>\n",
		    json_get_text(s->body, "objectContact", ""));
	page_add(b,
	    "<li>对答复不满意的，可以自知道或者应当知道之日起十日内向行政监督部门（<strong>%s</"
	    "strong>）投诉；"
	    "异议答复期间不计算在内（同条例第六十条）。</li>\n</ol>\n"
	    "<p lang=\"en\">Object in writing to the procuring entity before the publicity ends; "
	    "it "
	    "answers within three days. Then complain to the supervisor within ten days.</p>\n",
	    s->kind->department_zh);
	return OK;
}

/* What a candidate promised: "工期 300 天；质量 合格；项目负责人 张三（一级建造师 …）". */
static const char *promised(struct ctx *c, const struct json *body, const char *party)
{
	const struct json *list = json_get(body, "commitments"),
	                  *v = list != NULL ? list->first : NULL;
	while (v != NULL && strcmp(json_get_text(v, "party", ""), party) != 0)
		v = v->next;
	const char *quality = json_get_text(v, "quality", NULL),
	           *leader = json_get_text(v, "leader", NULL),
	           *certificate = json_get_text(v, "certificate", NULL), *text = "";
	int64_t days = v != NULL ? json_get_int(v, "durationDays", 0) : 0;
	if (days > 0)
		text = arena_printf(c->mem, "工期 %lld 天", (long long)days);
	if (quality != NULL)
		text = arena_printf(c->mem, "%s%s质量 %s", text, *text ? "；" : "", quality);
	if (leader != NULL)
		text = arena_printf(c->mem, "%s%s项目负责人 %s%s%s%s", text, *text ? "；" : "",
		    leader, certificate ? "（" : "", certificate ? certificate : "",
		    certificate ? "）" : "");
	return *text != '\0' ? text : "—";
}

static enum err add_candidates(struct ctx *c, struct buf *b, const struct shown *s)
{
	const struct json *list = json_get(s->body, "candidates"),
	                  *result = json_get(s->body, "result");
	const char *currency = json_get_text(result, "currency", s->l.currency);
	buf_text(b, "<div class=\"table\" role=\"region\" aria-label=\"中标候选人\" "
	            "tabindex=\"0\"><table>\n"
	            "<caption>中标候选人 <span lang=\"en\">Candidates</span></caption>\n<thead><tr>"
	            "<th scope=\"col\" class=\"num\">排序</th><th scope=\"col\">中标候选人</th>"
	            "<th scope=\"col\" class=\"num\">投标报价</th><th scope=\"col\">承诺</th>"
	            "</tr></thead>\n<tbody>\n");
	for (const struct json *v = list ? list->first : NULL; v != NULL && page_room(b);
	     v = v->next)
		page_add(b,
		    "<tr><td data-label=\"排序\" class=\"num\">%ld</td><th scope=\"row\">%s</th>"
		    "<td data-label=\"投标报价\" class=\"num\">%s</td>"
		    "<td data-label=\"承诺\">%s</td></tr>\n",
		    json_get_int(v, "order", 0), json_get_text(v, "name", ""),
		    part_money(c, json_get_text(v, "price", NULL), currency),
		    promised(c, s->body, json_get_text(v, "party", "")));
	buf_text(b, "</tbody></table></div>\n");
	TRY(add_objection(c, b, s));
	page_section(b, "evaluation", "评标情况", "Evaluation");
	part_result(c, b, result, s->l.id);
	return OK;
}

/* Who passed with the first of two envelopes, and until when the keys of the second are taken. */
static enum err add_screening(struct ctx *c, struct buf *b, const struct shown *s)
{
	const struct json *list = json_get(json_get(s->body, "result"), "bids");
	const struct json *v = list != NULL ? list->first : NULL;
	buf_text(b, "<dl class=\"facts\">\n");
	page_fact_begin(b, "第二信封开标截止", "Window for the second envelope");
	page_time_text(c, b, json_get_text(s->body, "ends", NULL));
	page_fact_end(b);
	buf_text(b, "</dl>\n<div class=\"table\" role=\"region\" aria-label=\"第一信封评审结果\" "
	            "tabindex=\"0\"><table>\n<caption>第一信封评审结果 <span lang=\"en\">First "
	            "envelopes</span></caption>\n<thead><tr><th scope=\"col\">投标人</th>"
	            "<th scope=\"col\">结论</th></tr></thead>\n<tbody>\n");
	for (; v != NULL && page_room(b); v = v->next) {
		const struct json *passed = json_get(v, "passed");
		bool in = passed != NULL && passed->type == JSON_BOOL && passed->b;
		page_add(b,
		    "<tr><th scope=\"row\">%s</th><td data-label=\"结论\"><span "
		    "class=\"state\"><span aria-hidden=\"true\">%s</span> %s</span></td></tr>\n",
		    json_get_text(v, "name", ""), in ? "✔" : "✕",
		    in ? "通过，可参加第二信封开标" : json_get_text(v, "why", "未通过"));
	}
	buf_text(b, "</tbody></table></div>\n");
	if (v != NULL)
		page_rest(b, arena_printf(c->mem, "/api/notices/%s", s->n.id));
	return OK;
}

static enum err add_award(struct ctx *c, struct buf *b, const struct shown *s)
{
	static const char *const supplier[] = { "中标人", "Supplier" },
	                         *const principal[] = { "招标人", "Procuring entity" },
	                         *const file[] = { "合同文件", "Contract document" };
	const struct json *o = s->body;
	const char *signed_at = json_get_text(o, "signed", NULL);
	buf_text(b, "<dl class=\"facts\">\n");
	TRY(part_party(c, b, supplier, json_get_text(o, "supplier", NULL)));
	page_fact_begin(b, s->type == NOTICE_AWARD ? "中标价" : "合同价款", "Price");
	page_add(
	    b, "<strong class=\"amount\">%s</strong>", part_money_json(c, json_get(o, "price")));
	page_fact_end(b);
	TRY(part_party(c, b, principal, s->t.principal));
	if (json_get(o, "choice") != NULL)
		page_fact(b, "另行确定该候选人的理由", "Why this candidate was chosen",
		    json_get_text(o, "choice", ""));
	if (signed_at != NULL) {
		page_fact_begin(b, "签订时间", "Signed");
		page_time_text(c, b, signed_at);
		page_fact_end(b);
	}
	TRY(part_document(c, b, file, json_get_text(o, "document", NULL)));
	buf_text(b, "</dl>\n");
	if (s->kind->jurisdiction == LAW_CN)
		page_add(b, "<p class=\"note\">%s</p>\n",
		    s->type == NOTICE_AWARD ? "招标人和中标人应当自中标通知书发出之日起三十日内，按"
		                              "照招标文件和中标人的投标文件订立"
		                              "书面合同（《招标投标法》第四十六条）。"
		                            : "合同价款与中标价一致（《招标投标法》第四十六条）。");
	return OK;
}

static enum err add_end(struct ctx *c, struct buf *b, const struct shown *s)
{
	static const char *const principal[] = { "招标人", "Procuring entity" };
	buf_text(b, "<dl class=\"facts\">\n");
	page_fact(b,
	    s->type == NOTICE_CANCELLED    ? "终止原因"
	    : s->type == NOTICE_UNTENDERED ? "不再招标的理由"
	    : s->type == NOTICE_SUSPENDED  ? "暂停原因"
	    : s->type == NOTICE_RESUMED    ? "恢复原因"
	                                   : "流标原因",
	    "Why", json_get_text(s->body, "why", NULL));
	page_fact(b, "原项目审批部门", "Approved by", json_get_text(s->body, "approver", NULL));
	page_fact(b, "批准文号", "Approval number", json_get_text(s->body, "number", NULL));
	TRY(part_party(c, b, principal, s->t.principal));
	buf_text(b, "</dl>\n");
	return OK;
}

static void add_foot(struct buf *b, const struct notice *n)
{
	page_section(b, "digest", "摘要与核验", "Digest");
	buf_text(b, "<p>公告内容（规范 JSON）的 SHA-256：</p><p>");
	part_digest(b, n->digest);
	page_add(b, "</p><p>该摘要随发布行为记入本中心日志，发布后任何改动都会使摘要不符。</p>\n");
	page_add(b,
	    "<p class=\"links\"><a href=\"/api/notices/%s/paper\">PDF 下载 / 打印</a> "
	    "<a href=\"/api/notices/%s\">公告内容 JSON</a> "
	    "<a href=\"/help#notice\">怎样核对</a></p>\n",
	    n->id, n->id);
}

/* The code that is printed names the site. */
static const char *site_tag(struct req *r)
{
	const char *site = req_site(r);
	uint8_t digest[SHA256_BYTES];
	if (site == NULL)
		return "0";
	sha256(site, strlen(site), digest);
	return enc_hex(r->c.mem, digest, 4);
}

/* One point query decides whether the reader has the page already: a notice never changes. */
static enum err read_notice(struct req *r, struct shown *s, bool *unchanged)
{
	struct ctx *c = &r->c;
	int type = 0;
	TRY(notice_get(c, r->params[0], &s->n));
	*unchanged =
	    reply_unchanged(r, arena_printf(c->mem, "%s-" PAGE_VERSION "-" PAGE_STYLE "-%s",
	                           s->n.digest, site_tag(r)));
	if (*unchanged)
		return OK;
	while (notice_words[type] != NULL && strcmp(notice_words[type], s->n.type) != 0)
		type++;
	if (notice_words[type] == NULL)
		return fail(c, E_INTERNAL, "a notice of type %s", s->n.type);
	s->type = (enum notice_type)type;
	TRY(json_parse(c, s->n.body, strlen(s->n.body), &s->body));
	if (s->n.lot != NULL)
		TRY(lot_get(c, s->n.lot, &s->l, &s->t));
	else
		TRY(tender_get(c, s->n.tender, &s->t));
	return law_kind(c, s->t.kind, &s->kind);
}

enum err page_notice(struct req *r)
{
	static enum err (*const add_body[])(struct ctx *, struct buf *, const struct shown *) = {
		[NOTICE_ANNOUNCEMENT] = add_announcement,
		[NOTICE_OPENING] = add_opening,
		[NOTICE_CANDIDATES] = add_candidates,
		[NOTICE_AWARD] = add_award,
		[NOTICE_CONTRACT] = add_award,
		[NOTICE_UNSUCCESSFUL] = add_end,
		[NOTICE_CANCELLED] = add_end,
		[NOTICE_CLARIFICATION] = add_change,
		[NOTICE_AMENDMENT] = add_change,
		[NOTICE_CORRECTION] = add_change,
		[NOTICE_EXTENSION] = add_change,
		[NOTICE_UNTENDERED] = add_end,
		[NOTICE_SCREENING] = add_screening,
		[NOTICE_SUSPENDED] = add_end,
		[NOTICE_RESUMED] = add_end,
		[NOTICE_PREQUALIFICATION] = add_prequalification,
		[NOTICE_PLAN] = add_plan,
		[NOTICE_CEILING] = add_told,
		[NOTICE_PERFORMANCE] = add_told,
	};
	_Static_assert(sizeof(add_body) / sizeof(*add_body) == NOTICE_TYPES, "one for each type");
	struct ctx *c = &r->c;
	struct shown s = { 0 };
	struct buf b;
	bool unchanged = false;
	TRY(read_notice(r, &s, &unchanged));
	if (unchanged)
		return OK;
	page_begin(r, &b, &(struct page){ s.n.title, NULL, NULL });
	buf_text(&b, "<p class=\"lead\">");
	part_type(&b, s.n.type);
	buf_text(&b, "发布于北京时间 ");
	page_time(c, &b, s.n.published_ms);
	buf_text(&b, "</p>\n");
	if (s.n.lot != NULL) {
		buf_text(&b, "<dl class=\"facts\">\n");
		page_fact(&b, "招标项目", "Tender", s.t.title);
		page_fact(&b, "统一交易标识码", "Trade code", s.l.trade_code);
		page_fact_begin(&b, "交易全过程", "Whole history");
		page_add(&b, "<a href=\"/trades/%s\">%s</a>", s.l.id, s.l.title);
		page_fact_end(&b);
		buf_text(&b, "</dl>\n");
	}
	TRY(add_body[s.type](c, &b, &s));
	add_foot(&b, &s.n);
	TRY(part_code(r, &b, arena_printf(c->mem, "/notices/%s", s.n.id), "看本公告"));
	return page_end(r, &b);
}
