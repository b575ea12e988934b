#include "trade/archive/archive.h"

#include <stdlib.h>
#include <string.h>

static bool begins(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool entry_public(const char *kind, const struct lot *l)
{
	bool ended = l->state == LS_UNSUCCESSFUL || l->state == LS_CANCELLED;
	bool shown = ended ? l->publicity_ends_ms > 0 : l->state >= LS_PUBLICITY;
	bool opened = ended ? shown : l->state >= LS_EVALUATING;
	if (begins(kind, "bid.") || begins(kind, "key.") || begins(kind, "security.") ||
	    begins(kind, "rescue.") || begins(kind, "share."))
		return opened;
	/* an attestation may name who judges */
	if (begins(kind, "committee.") || begins(kind, "evaluation.") || begins(kind, "draw.") ||
	    begins(kind, "lot.attested"))
		return shown;
	return !begins(kind, "tender.submitted") && !begins(kind, "tender.returned") &&
	       !begins(kind, "tender.created") && !begins(kind, "tender.taken-in") &&
	       !begins(kind, "approvals.") && !begins(kind, "mandate.") &&
	       !begins(kind, "enquiry.") && !begins(kind, "change.") &&
	       !begins(kind, "document-objection.") && !begins(kind, "objection.") &&
	       !begins(kind, "complaint.") && !begins(kind, "application.") &&
	       !begins(kind, "qualification.") && !begins(kind, "prequalification.drafted") &&
	       !begins(kind, "document.") && !begins(kind, "supervision.") &&
	       !begins(kind, "bill.stated");
}

static const char *const words[][2] = {
	{ "project.registered", "登记投资项目" },
	{ "party.registered", "登记主体" },
	{ "party.changed", "填报、变更主体信息" },
	{ "party.renamed", "变更主体名称" },
	{ "party.roles-changed", "变更主体身份" },
	{ "party.suspended", "行政监督部门暂停主体资格" },
	{ "party.reinstated", "恢复主体资格" },
	{ "record.added", "登记资质、人员或者业绩" },
	{ "record.ended", "资质、人员或者业绩记录终止" },
	{ "tender.created", "编制招标项目" },
	{ "tender.taken-in", "一表登记招标项目、招标计划和招标公告" },
	{ "approvals.imported", "导入项目审批信息" },
	{ "mandate.given", "委托代理机构" },
	{ "document.versioned", "编制招标文件" },
	{ "tender.submitted", "提交招标公告和招标文件" },
	{ "tender.returned", "退回修改" },
	{ "tender.confirmed", "招标人确认发布内容" },
	{ "tender.published", "发布招标公告" },
	{ "lot.published", "标段发布，开始投标" },
	{ "prequalification.drafted", "拟定资格预审公告" },
	{ "prequalification.published", "发布资格预审公告" },
	{ "application.placed", "递交资格预审申请文件" },
	{ "application.replaced", "替换资格预审申请文件" },
	{ "application.withdrawn", "撤回资格预审申请文件" },
	{ "application.key", "递交资格预审申请的解密密钥" },
	{ "applications.opened", "资格预审申请解密结束" },
	{ "qualification.committee", "组建资格审查委员会" },
	{ "qualification.replaced", "更换资格审查委员会成员" },
	{ "qualification.reviewed", "资格审查" },
	{ "tender.qualified", "资格预审完成" },
	{ "tender.unqualified", "通过资格预审的申请人不足，重新招标" },
	{ "enquiry.asked", "提问" },
	{ "change.drafted", "拟定澄清或者修改" },
	{ "tender.changed", "发布澄清、修改、更正或者延期" },
	{ "document-objection.raised", "对招标文件提出异议" },
	{ "document-objection.answered", "答复对招标文件的异议" },
	{ "document-objection.withdrawn", "撤回对招标文件的异议" },
	{ "objection.raised", "对开标或者评标结果提出异议" },
	{ "objection.answered", "答复异议" },
	{ "objection.withdrawn", "撤回异议" },
	{ "opening.corrected", "更正开标" },
	{ "complaint.raised", "投诉" },
	{ "complaint.accepted", "投诉受理与否" },
	{ "complaint.decided", "投诉处理决定" },
	{ "lot.suspended", "行政监督部门责令暂停" },
	{ "lot.resumed", "恢复招标投标活动" },
	{ "lot.attested", "见证记录" },
	{ "supervision.said", "行政监督部门提出监督意见" },
	{ "supervision.transferred", "行政监督部门移送" },
	{ "bid.placed", "递交投标文件" },
	{ "bid.replaced", "替换投标文件" },
	{ "bid.withdrawn", "撤回投标文件" },
	{ "lot.closed", "投标截止" },
	{ "key.handed-in", "递交解密密钥" },
	{ "rescue.asked", "投标人请求密钥保管人解密救援" },
	{ "share.released", "密钥保管人交出密钥份额" },
	{ "key.rescued", "密钥保管人交出密钥份额，密钥恢复" },
	{ "custodian.registered", "密钥保管人登记数字证书" },
	{ "person.added", "增加中心人员" },
	{ "credential.offered", "发放启用码" },
	{ "office.asked", "提出岗位变动" },
	{ "office.given", "任命岗位" },
	{ "office.ended", "免去岗位" },
	{ "lot.opened", "解密结束，公布开标记录" },
	{ "lot.first-opened", "第一信封解密结束，公布开标记录" },
	{ "lot.screened", "第一信封评审完成，开始报价解密" },
	{ "committee.formed", "组建评标委员会" },
	{ "committee.recused", "评委申请回避" },
	{ "committee.replaced", "更换评委" },
	{ "evaluation.disqualified", "评委提出否决投标或者认为不应否决" },
	{ "opening.awaits", "解密结束，待抽取评标基准价系数后公布开标记录" },
	{ "draw.recorded", "记录抽签" },
	{ "evaluation.reviewed", "评委逐项评审" },
	{ "evaluation.scored", "评委评分" },
	{ "evaluation.found", "评委提出修正算术错误、折算偏差" },
	{ "evaluation.factor", "抽取评标基准价系数" },
	{ "evaluation.competition", "评委认定是否缺乏竞争" },
	{ "evaluation.asked", "评标委员会要求投标人澄清、说明" },
	{ "evaluation.answered", "投标人澄清、说明" },
	{ "evaluation.time-asked", "评委认为评标时间不够" },
	{ "evaluation.signed", "评委签署评标结果" },
	{ "lot.evaluated", "最后一名评委签署，评标完成" },
	{ "candidates.published", "公示中标候选人" },
	{ "award.declined", "中标候选人放弃中标" },
	{ "candidate.passed", "候选人不符合中标条件，依次递补" },
	{ "lot.reopened", "异议成立，重新评标" },
	{ "award.made", "定标，发出中标通知书" },
	{ "contract.published", "公布合同" },
	{ "lot.unsuccessful", "流标" },
	{ "lot.untendered", "再次失败，不再招标" },
	{ "report.filed", "提交招标投标情况书面报告" },
	{ "security.refunded", "退还投标保证金" },
	{ "lot.cancelled", "终止招标" },
	{ "notice.received", "指定媒介发布回执" },
	{ "tender.short", "指定媒介发布较晚，投标期限不足，暂停" },
	{ "bill.changed", "修改工程量清单" },
	{ "bill.stated", "提交工程量清单" },
	{ "ceiling.published", "公布最高投标限价" },
	{ "performance.published", "公布合同履行情况" },
	{ "lot.archived", "归档" },
};

const char *entry_zh(const char *kind)
{
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(words[i][0], kind) == 0)
			return words[i][1];
	return kind;
}

struct json *entry_words(struct ctx *c)
{
	struct json *list = json_list(c);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct json *row = json_object(c);
		json_put(row, "kind", json_text(c, words[i][0]));
		json_put(row, "title", json_text(c, words[i][1]));
		json_push(list, row);
	}
	return list;
}

enum err timeline_of(struct ctx *c, const struct lot *l, struct evidence_list *out)
{
	struct evidence_list all;
	TRY(evidence_history(c, l->tender, l->id, &all));
	size_t n = 0;
	for (size_t i = 0; i < all.n; i++) {
		const struct evidence_entry *e = &all.entries[i];
		if (entry_public(e->kind, l))
			all.entries[n++] = *e;
	}
	all.n = n;
	*out = all;
	return OK;
}

bool entry_shown(struct ctx *c, const struct evidence_entry *e)
{
	struct lot l;
	struct tender t;
	/* not party.changed: what the act's digest is of holds little that is not known but a phone */
	static const char *const registrations[] = { "party.registered", "party.renamed",
		"party.roles-changed", "party.suspended", "party.reinstated", "record.added",
		"record.ended", "project.registered" };
	for (size_t i = 0; i < sizeof(registrations) / sizeof(*registrations); i++)
		if (strcmp(e->kind, registrations[i]) == 0)
			return true;
	/* an entry about a lot is as public as the lot has come; about a tender, when published */
	if (lot_get(c, e->object, &l, NULL) == OK)
		return entry_public(e->kind, &l);
	return tender_get(c, e->object, &t) == OK && t.published_ms > 0 &&
	       entry_public(e->kind, &(struct lot){ .state = LS_BIDDING });
}

enum err of_receipt(struct req *r, uint32_t *who)
{
	struct ctx *c = &r->c;
	struct evidence_entry e;
	char *end = NULL;
	int64_t place = strtoll(r->params[0], &end, 10);
	if (*end != '\0' || place < 0)
		return absent(c, E_NOT_FOUND, "receipt for the caller at", r->params[0]);
	TRY(absent(c, evidence_read(c, place, &e), "receipt for the caller at", r->params[0]));
	bool own = e.party != NULL ? c->actor.party != NULL && strcmp(e.party, c->actor.party) == 0
	                           : c->actor.user != NULL && strcmp(e.user, c->actor.user) == 0;
	if (own || entry_shown(c, &e))
		*who |= W_SELF;
	if ((*who & W_SELF) == 0)
		return absent(c, E_NOT_FOUND, "receipt for the caller at", r->params[0]);
	return OK;
}
