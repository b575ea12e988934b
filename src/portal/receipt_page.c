#include <stdlib.h>
#include <string.h>

#include "core/evidence/log.h"
#include "core/http/http.h"
#include "portal/page.h"
#include "portal/pages.h"
#include "portal/parts.h"
#include "trade/archive/archive.h"

static const char *member_zh(const char *name)
{
	static const char *const words[][2] = {
		{ "at", "办理时间，UTC 毫秒（同上方北京时间）" },
		{ "centre", "本中心的统一社会信用代码" },
		{ "digests", "所办内容的 SHA-256；act 是请求本身（谁、以何内容、向哪个地址提出）" },
		{ "kind", "事项" },
		{ "object", "办理对象的编号" },
		{ "party", "办理主体的编号；null 为系统时钟或无主体的个人" },
		{ "practice", "演练中心的记录" },
		{ "v", "记录格式的版本" },
	};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(words[i][0], name) == 0)
			return words[i][1];
	return "";
}

static enum err add_facts(struct ctx *c, struct buf *b, const struct evidence_entry *e)
{
	static const char *const words[] = { "办理主体", "Party" };
	struct json *entry;
	struct tender t;
	struct party p;
	struct lot l;
	buf_text(b, "<dl class=\"facts\">\n");
	page_fact(b, "事项", "Act", entry_zh(e->kind));
	page_fact_begin(b, "时间", "Time");
	page_time(c, b, e->at_ms);
	buf_text(b, " 北京时间");
	page_fact_end(b);
	TRY(part_party(c, b, words, e->party));
	if (e->party == NULL && strcmp(e->user, "clock") == 0)
		page_fact(b, words[0], words[1], "系统时钟（到时自动办理）");
	page_fact_begin(b, "对象", "Object");
	if (lot_get(c, e->object, &l, NULL) == OK)
		page_add(b, "<a href=\"/trades/%s\">%s</a>", l.id, l.title);
	else if (tender_get(c, e->object, &t) == OK)
		page_add(b, "%s <small class=\"code\">%s</small>", t.title, t.id);
	else if (party_get(c, e->object, &p) == OK)
		page_add(b, "%s <small class=\"code\">%s</small>", p.name, p.identifier);
	else
		page_add(b, "<code>%s</code>", e->object);
	page_fact_end(b);
	page_fact_begin(b, "日志中的位置", "Place");
	page_add(b, "第 %ld 号（自 0 起，无间断）", e->place);
	page_fact_end(b);
	TRY(json_parse(c, e->entry, strlen(e->entry), &entry));
	const char *act = json_get_text(json_get(entry, "digests"), "act", NULL);
	if (act != NULL) {
		page_fact_begin(b, "内容摘要", "Digest, SHA-256");
		part_digest(b, act);
		page_fact_end(b);
	}
	buf_text(b, "</dl>\n");
	return OK;
}

static enum err add_entry(struct ctx *c, struct buf *b, const struct evidence_entry *e)
{
	struct json *entry;
	struct hash commitment, leaf;
	TRY(json_parse(c, e->entry, strlen(e->entry), &entry));
	page_section(b, "entry", "一、记录", "Entry");
	page_add(b,
	    "<p>办理时写入日志的内容，规范 JSON（RFC 8785），一字不差：</p>\n<pre>%s</pre>\n",
	    e->entry);
	buf_text(b, "<dl class=\"facts\">\n");
	for (const struct json *m = entry->first; m != NULL; m = m->next)
		page_fact(b, m->name, "", member_zh(m->name));
	buf_text(b, "</dl>\n");
	evidence_leaf(e->salt, e->entry, &commitment, &leaf);
	page_section(b, "salt", "二、盐与承诺", "Salt and commitment");
	buf_text(b, "<p>日志公开的不是记录本身，而是承诺＝SHA-256（盐‖记录）。盐是 32 "
	            "字节随机数：没有盐，谁也不能从"
	            "承诺猜出记录；有了盐和记录，人人可以验算。</p>\n<dl class=\"facts\">\n");
	const struct {
		const char *zh, *en;
		const uint8_t *bytes;
	} rows[] = { { "盐", "Salt", e->salt }, { "承诺", "Commitment", commitment.b },
		{ "叶", "Leaf: SHA-256(0x00 ‖ commitment)", leaf.b } };
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		page_fact_begin(b, rows[i].zh, rows[i].en);
		part_digest(b, enc_hex(c->mem, rows[i].bytes, SHA256_BYTES));
		page_fact_end(b);
	}
	buf_text(b, "</dl>\n");
	return OK;
}

/* The part of the receipt that the published log adds. */
static enum err add_proof(struct ctx *c, struct buf *b, const char *receipt)
{
	struct json *o;
	TRY(json_parse(c, receipt, strlen(receipt), &o));
	const struct json *proof = json_get(o, "proof");
	page_section(b, "proof", "三、包含证明", "Inclusion proof");
	buf_text(b, "<p>从这一片叶到树根一路上的兄弟节点（RFC "
	            "6962，base64）。依次与叶合并计算，得到的树根应当与下面检查点"
	            "中的树根相同。</p>\n");
	if (proof == NULL || proof->first == NULL)
		buf_text(b, "<p class=\"note\">日志只有这一条记录，叶就是树根，无需证明。</p>\n");
	buf_text(b, "<ol class=\"proof\">\n");
	for (const struct json *p = proof ? proof->first : NULL; p != NULL; p = p->next)
		page_add(b, "<li><code>%s</code></li>\n", p->text);
	buf_text(b, "</ol>\n");
	page_section(b, "checkpoint", "四、检查点", "Checkpoint");
	buf_text(b, "<p>本中心签署的日志状态（C2SP signed "
	            "note）：第一行日志名称，第二行记录总数，第三行树根；以下是 "
	            "Ed25519 和 SM2 签名。公钥见 <a href=\"/log/keys\">/log/keys</a>，最新检查点见 "
	            "<a href=\"/checkpoint\">/checkpoint</a>。</p>\n");
	page_add(b, "<pre>%s</pre>\n", json_get_text(o, "checkpoint", ""));
	return OK;
}

static void add_check(struct ctx *c, struct buf *b, const struct evidence_entry *e)
{
	page_section(b, "check", "怎样核验", "How to check");
	page_add(b,
	    "<p>最简便的是<a "
	    "href=\"/check?receipt=%ld\">在核验页打开本凭证</a>，或者保存下面的凭证 JSON "
	    "放进<a href=\"/check\">核验页</a>：它在浏览器中计算，不上传。 <span lang=\"en\">Open "
	    "it on "
	    "the check page, or save the JSON and drop it there.</span></p>\n"
	    "<p>把 <a href=\"/api/receipts/%ld\" download=\"receipt-%ld.json\">凭证 "
	    "JSON</a> 和日志的 <a href=\"/log/keys\" download=\"keys.txt\">公钥</a>"
	    "原样存入同一个文件夹，在那里运行：</p>\n"
	    "<pre>heng verify receipt-%ld.json --keys keys.txt</pre>\n"
	    "<p>它重算以上各步并核对两个签名，不联系本中心；不加 <code>--keys</code> "
	    "则不核对签名，什么也证明不了。公钥应当早先保存，或者另有来源可以比对。"
	    " <span lang=\"en\">Save the JSON and the keys as they are and run the "
	    "command.</span></p>\n"
	    "<p>手工核对承诺（需要 <code>xxd</code> 和 "
	    "<code>sha256sum</code>），结果应当是第二节的承诺：</p>\n",
	    e->place, e->place, e->place, e->place);
	page_add(b, "<pre>(printf %%s %s | xxd -r -p\n printf %%s '%s') | sha256sum</pre>\n",
	    enc_hex(c->mem, e->salt, sizeof(e->salt)), e->entry);
}

enum err page_receipt(struct req *r)
{
	struct ctx *c = &r->c;
	struct evidence_entry entry;
	const char *receipt = NULL;
	struct buf b;
	TRY(evidence_read(c, strtoll(r->params[0], NULL, 10), &entry));
	enum err e = log_receipt(c, r->app->log, &entry, &receipt);
	if (e != OK && e != E_NOT_FOUND)
		return e;
	page_begin(r, &b,
	    &(struct page){
	        arena_printf(c->mem, "凭证 #%lld", (long long)entry.place), "Receipt", NULL });
	buf_text(&b,
	    "<p "
	    "class=\"lead\">"
	    "这份凭证证明下述事项已记入本中心的日志，此后不能改动、抽换或者倒填时间。</p>\n");
	TRY(add_facts(c, &b, &entry));
	TRY(part_code(r, &b, arena_printf(c->mem, "/check?receipt=%lld", (long long)entry.place),
	    "核验本凭证"));
	buf_text(&b, "<p class=\"doing\">用浏览器的“打印”即得纸质凭证，带有核验二维码。 <span "
	             "lang=\"en\">Print "
	             "this page for a paper with its code.</span></p>\n");
	TRY(add_entry(c, &b, &entry));
	if (e == OK) {
		TRY(add_proof(c, &b, receipt));
		add_check(c, &b, &entry);
	} else {
		buf_text(&b,
		    "<p "
		    "class=\"note\">"
		    "这条记录刚刚写入，检查点每秒公布一次；请稍后重新打开本页取得证明。</p>\n");
	}
	return page_end(r, &b);
}
