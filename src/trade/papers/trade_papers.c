/* trade_papers.c - 投标回执, 开标记录表, 中标通知书. */
#include <inttypes.h>
#include <string.h>

#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "trade/award/award.h"
#include "trade/papers/said.h"

/* As the opening of a bid is told to nobody before its time, so the record (第三十条). */
enum err opening_paper(struct req *r)
{
	struct ctx *c = &r->c;
	struct opening o;
	struct about a;
	bool unchanged;
	TRY(about_lot(c, r->params[0], &a));
	enum err e = opening_get(c, a.l.id, &o);
	if (e == E_NOT_FOUND)
		return fail(c, E_SECRET, "nothing is shown before the opening has ended");
	TRY(e);
	const struct said s = { "开标记录表", a.title, arena_printf(c->mem, "/trades/%s", a.l.id),
		o.digest, "开标记录", o.opened_ms };
	struct paper *p = said_begin(r, &s, &unchanged);
	if (unchanged)
		return OK;
	say_about(p, &a);
	paper_fact(p, "投标截止时间", say_ms(c, a.t.deadline_ms));
	paper_fact(p, "开标时间", say_ms(c, o.opened_ms));
	paper_fact(p, "开标方式", "电子开标：解密时间结束，全部投标文件同时公布");
	paper_fact(p, "最高投标限价", say_amount(c, a.l.ceiling_minor, a.l.currency, true));
	paper_heading(p, "开标情况");
	say_opening(c, p, &o);
	if (about_china(&a))
		paper_note(p, "撤销：因投标人原因未解密或者内容无法读取；撤回：投标截止前自行撤回（"
		              "《电子招标投标办法》"
		              "第三十一条）。投标人对开标有异议的，应当在开标现场提出，招标人当场作"
		              "出答复，并制作记录"
		              "（《招标投标法实施条例》第四十四条）。");
	static const char *const signs[] = { "招标人代表：", "记录人：", "监标人：",
		"代理机构代表：" };
	paper_signs(p, signs, a.agency.id != NULL ? 4 : 3);
	return said_end(r, p, arena_printf(c->mem, "opening-%s", a.l.id));
}

/* What the supplier promised in its bid. */
static enum err find_bid(
    struct ctx *c, const char *lot, const char *party, const struct bid_form **out)
{
	struct opening *o = arena_new_of(c->mem, struct opening);
	TRY(opening_get(c, lot, o));
	*out = NULL;
	for (size_t i = 0; i < o->n; i++)
		if (o->bids[i].state == OPENED && strcmp(o->bids[i].party, party) == 0)
			*out = &o->bids[i].form;
	return OK;
}

static void say_promised(struct ctx *c, struct paper *p, const struct bid_form *f)
{
	if (f == NULL)
		return;
	if (f->duration_days > 0)
		paper_fact(p, "工期", arena_printf(c->mem, "%" PRId64 " 日历天", f->duration_days));
	paper_fact(p, "质量标准", f->quality);
	paper_fact(p, "项目负责人", f->leader);
	paper_fact(p, "执业资格证书", f->certificate);
}

/* What must follow, by the law's own number. */
static enum err say_contract(struct ctx *c, struct paper *p, const struct about *a, int64_t made_ms)
{
	const struct law_case k = tender_case(&a->t);
	const struct law_number *within;
	TRY(law_bound(c, "contract.max", &k, made_ms, &within));
	if (within == NULL)
		paper_text(p, "请你方按照招标文件和你方的投标文件与我方订立书面合同。");
	else
		paper_text(p, arena_printf(c->mem,
		                  "请你方自本通知书发出之日起 %" PRId64 " "
		                  "%s内，按照招标文件和你方的投标文件与我方订立书面合同（%s）。",
		                  within->value, law_unit_words[within->unit], within->basis_zh));
	if (about_china(a))
		paper_text(p, "中标通知书对招标人和中标人具有法律效力。中标通知书发出后，招标人改变"
		              "中标结果的，或者中标人"
		              "放弃中标项目的，应当依法承担法律责任（《招标投标法》第四十五条）。");
	paper_text(p, "特此通知。");
	return OK;
}

enum err letter_paper(struct req *r)
{
	struct ctx *c = &r->c;
	const struct bid_form *form;
	struct party supplier;
	struct award award;
	struct about a;
	bool unchanged;
	TRY(about_lot(c, r->params[0], &a));
	TRY(award_get(c, a.l.id, &award));
	TRY(party_get(c, award.party, &supplier));
	TRY(find_bid(c, a.l.id, award.party, &form));
	const struct said s = { "中标通知书", NULL, arena_printf(c->mem, "/trades/%s", a.l.id),
		award.letter_digest, "中标通知书", award.made_ms };
	struct paper *p = said_begin(r, &s, &unchanged);
	if (unchanged)
		return OK;
	paper_plain(p, arena_printf(c->mem, "%s：", say_party(c, &supplier)));
	paper_text(
	    p, arena_printf(c->mem,
	           "你方递交的%s投标文件已被我方接受，被确定为中标人。中标情况如下：", a.title));
	say_about(p, &a);
	paper_fact(p, "中标价", say_amount(c, award.price_minor, a.l.currency, true));
	say_promised(c, p, form);
	TRY(say_contract(c, p, &a, award.made_ms));
	paper_close(p, a.principal.name, say_day(c, award.made_ms));
	return said_end(r, p, arena_printf(c->mem, "letter-%s", a.l.id));
}

/* Its digests are those of what lies here sealed; its foot has what the log says in public. */
static void say_bid(struct ctx *c, struct paper *p, const struct about *a, const struct bid *b)
{
	static const char *const names[BID_PARTS] = { "开标一览表（密文）摘要",
		"投标文件（密文）摘要", "已标价清单（密文）摘要" };
	say_about(p, a);
	paper_fact(p, "投标人", b->party_name);
	paper_fact(p, "收到时间", say_ms(c, b->submitted_ms));
	paper_fact(p, "投标截止时间", say_ms(c, a->t.deadline_ms));
	paper_fact(p, "日志中的位置",
	    arena_printf(c->mem, "第 %" PRId64 " 号（自 0 起，无间断）", b->place));
	for (enum bid_part i = 0; i < BID_PARTS; i++)
		paper_fact(p, names[i], b->parts[i].digest);
}

enum err bid_paper(struct req *r)
{
	struct ctx *c = &r->c;
	struct evidence_entry entry;
	struct hash commitment, leaf;
	struct about a;
	struct bid b;
	bool unchanged;
	TRY(about_lot(c, r->params[0], &a));
	TRY(bid_current(c, a.l.id, c->actor.party, &b));
	TRY(evidence_read(c, b.place, &entry));
	evidence_leaf(entry.salt, entry.entry, &commitment, &leaf);
	const struct said s = { "投标文件递交回执", a.title,
		arena_printf(c->mem, "/receipts/%" PRId64, b.place),
		enc_hex(c->mem, commitment.b, sizeof(commitment.b)), "存证记录（盐、记录）",
		b.submitted_ms };
	struct paper *p = said_begin(r, &s, &unchanged);
	if (unchanged)
		return OK;
	paper_plain(p, arena_printf(c->mem, "%s：", b.party_name));
	paper_text(p, "你方递交的投标文件已经收到，现予确认：");
	say_bid(c, p, &a, &b);
	paper_text(p,
	    "投标文件以密文保存，摘要如上。密钥在你方手中：开标时凭密钥解密；因投标人原因未"
	    "解密的，视为撤销投标文件。投标截止前可以补充、修改或者撤回。");
	if (about_china(&a))
		paper_note(p, "依据：《电子招标投标办法》第二十七条、第二十八条、第三十一条。");
	paper_close(p, c->centre->name, say_day(c, b.submitted_ms));
	return said_end(r, p, arena_printf(c->mem, "bid-%s", a.l.id));
}
