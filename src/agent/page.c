/* page.c - the one page of the agent: what will be signed, and the button that signs it. */
#include <string.h>

#include "agent/agent_own.h"
#include "core/base/buf.h"
#include "core/base/moment.h"

#define PAGE_BYTES_MAX (256L * 1024)

const char agent_style[] =
    "*{box-sizing:border-box}"
    "body{margin:0;background:#f4f6f9;color:#1f2733;font:16px/1.6 'Noto Sans CJK SC','Microsoft "
    "YaHei',sans-serif}"
    "main{max-width:44rem;margin:0 auto;padding:1.5rem 1rem 3rem}"
    "header{background:#1a4a8a;color:#fff;padding:.6rem 1rem}"
    "header p{max-width:42rem;margin:0 auto}"
    "h1{font-size:1.5rem;margin:0 0 .5rem}h1 small,small{color:#566172;font-weight:400;"
    "font-size:.85rem}"
    "header small{color:#dbe6f5}"
    "dl{background:#fff;border:1px solid #d5dbe4;border-radius:6px;margin:1rem 0;padding:.25rem "
    "1rem}"
    "dl div{display:grid;grid-template-columns:11rem 1fr;gap:.5rem;padding:.5rem 0;"
    "border-top:1px solid #e8ecf1}dl div:first-child{border-top:0}"
    "dt{color:#566172}dd{margin:0;overflow-wrap:anywhere}dd strong{font-size:1.1rem}"
    "code,pre{font:14px/1.5 'Noto Sans Mono CJK SC',monospace;overflow-wrap:anywhere;"
    "white-space:pre-wrap}"
    ".fault{background:#fdeeee;border-left:4px solid #b3261e;padding:.6rem 1rem}"
    ".done{background:#e9f5ec;border-left:4px solid #1e7a3c;padding:.6rem 1rem}"
    "input{font:inherit;padding:.5rem;border:1px solid #8a94a3;border-radius:4px;width:100%;"
    "max-width:20rem;display:block;margin:.25rem 0 1rem}"
    "button{font:inherit;min-height:44px;padding:.4rem 1.6rem;border-radius:4px;border:1px solid "
    "#1a4a8a;background:#fff;color:#1a4a8a;margin:0 .75rem .5rem 0;cursor:pointer}"
    "button.main{background:#1a4a8a;color:#fff}"
    ":focus-visible{outline:3px solid #e0a100;outline-offset:2px}"
    "@media(max-width:40rem){dl div{grid-template-columns:1fr;gap:0}}";

static const struct word {
	const char *name, *zh, *en;
} purposes[] = { { PURPOSE_SIGN_IN, "登录", "signing in" }, { "bid", "递交投标文件", "a bid" },
	{ "application", "递交资格预审申请文件", "an application to be prequalified" },
	{ "trial", "试签，不用于任何业务", "a trial, good for nothing" }, { NULL, NULL, NULL } },
  parts[] = { { "form", "开标一览表", "bid form" }, { "documents", "投标文件", "bid documents" },
	  { "bill", "工程量清单", "bill of quantities" },
	  { "application", "资格预审申请文件", "application" }, { NULL, NULL, NULL } };

/* The word for a name; what has none is shown as it is signed. */
static void say_word(struct buf *b, const struct word *list, const char *name)
{
	while (list->name != NULL && strcmp(list->name, name) != 0)
		list++;
	buf_html(b, list->name != NULL ? list->zh : name);
	if (list->name == NULL)
		return;
	buf_text(b, " <small>");
	buf_html(b, list->en);
	buf_text(b, "</small>");
}

static void row(struct buf *b, const char *zh, const char *en)
{
	buf_printf(b, "<div><dt>%s <small>%s</small></dt><dd>", zh, en);
}

static void say_facts(struct ctx *c, struct buf *b, const struct agent_request *r)
{
	const struct statement *s = &r->said.says;
	const struct certificate *x = &r->key.says;
	buf_text(b, "<dl>");
	row(b, "用途", "for");
	buf_text(b, "<strong>");
	say_word(b, purposes, s->purpose);
	buf_text(b, "</strong></dd></div>");
	row(b, "交易中心", "centre");
	buf_html(b, r->said.name);
	buf_text(b, " <code>");
	buf_html(b, s->centre);
	buf_text(b, "</code></dd></div>");
	row(b, "网址", "address");
	buf_html(b, s->origin);
	buf_text(b, "</dd></div>");
	if (s->object != NULL) {
		row(b, "办理对象", "object");
		buf_text(b, "<code>");
		buf_html(b, s->object);
		buf_text(b, "</code></dd></div>");
		row(b, "办理主体", "party");
		buf_text(b, "<code>");
		buf_html(b, s->party);
		buf_text(b, "</code></dd></div>");
	}
	for (size_t i = 0; i < s->n; i++) {
		row(b, "文件摘要", "digest");
		say_word(b, parts, s->shown[i].name);
		buf_text(b, "<br><code>");
		buf_html(b, s->shown[i].digest);
		buf_text(b, "</code></dd></div>");
	}
	row(b, "签名有效至", "until");
	buf_html(b, moment_show(c, s->expires_ms));
	buf_text(b, " 北京时间</dd></div>");
	row(b, "使用的证书", "certificate");
	buf_html(b, x->name);
	buf_text(b, x->code != NULL ? " <code>" : "");
	buf_html(b, x->code);
	buf_text(b, x->code != NULL ? "</code>" : "");
	buf_printf(b, "<br><small>%s，%s 到期</small></dd></div></dl>",
	    x->kind == KEY_RSA    ? "RSA"
	    : x->kind == KEY_P256 ? "P-256"
	                          : "SM2",
	    moment_show(c, x->until_ms));
}

static void say_form(struct buf *b, const struct agent_request *r)
{
	buf_printf(b,
	    "<form method=\"post\" autocomplete=\"off\"><input type=\"hidden\" name=\"token\" "
	    "value=\"%s\">",
	    r->token);
	if (r->key.wants_pin)
		buf_text(b,
		    "<label for=\"pin\">证书介质的 PIN <small>PIN of the token</small></label>"
		    "<input id=\"pin\" name=\"pin\" type=\"password\" autofocus maxlength=\"64\" "
		    "autocomplete=\"off\">");
	buf_text(b, "<p><button class=\"main\" name=\"act\" value=\"sign\">签名 Sign</button>"
	            "<button name=\"act\" value=\"refuse\">不签名 Do not sign</button></p></form>");
}

static void say_state(struct ctx *c, struct buf *b, const struct agent_request *r)
{
	switch (r->state) {
	case AGENT_SIGNED:
		buf_text(b,
		    "<p class=\"done\" role=\"status\">已签名。请关闭本窗口，回到原来的页面。<br>"
		    "<small>Signed. Close this window and go back to the page.</small></p>");
		break;
	case AGENT_REFUSED:
		buf_text(b,
		    "<p role=\"status\">没有签名。请关闭本窗口，回到原来的页面。<br>"
		    "<small>Not signed. Close this window and go back to the page.</small></p>");
		break;
	default:
		buf_text(b,
		    "<p>请逐项核对。与您要办的事项不一致的，请不要签名。<br><small>Check each "
		    "line; where one is not what you mean to do, do not sign.</small></p>");
	}
	say_facts(c, b, r);
	if (r->state == AGENT_WAITING)
		say_form(b, r);
	buf_text(b, "<details><summary>被签名的原文 <small>the very text</small></summary><pre>");
	buf_html(b, r->said.text);
	buf_text(b, "</pre></details>");
}

const char *agent_page(struct ctx *c, const struct agent_request *r, const struct fault *fault)
{
	struct buf b;
	buf_init(&b, c->mem, PAGE_BYTES_MAX);
	buf_text(&b,
	    "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
	    "<meta name=\"viewport\" content=\"width=device-width\">"
	    "<title>签名确认 · 本机签名助手</title>"
	    "<link rel=\"stylesheet\" href=\"/style.css\"></head><body><header>"
	    "<p>衡 · 本机签名助手 <small>signing on this machine</small></p></header><main>"
	    "<h1>签名确认 <small>What you sign</small></h1>");
	if (fault != NULL) {
		buf_text(&b, "<p class=\"fault\" role=\"alert\">");
		buf_html(&b, err_zh(fault->err));
		if (fault->detail_zh != NULL) {
			buf_text(&b, "：");
			buf_html(&b, fault->detail_zh);
		}
		buf_text(&b, "<br><small>");
		buf_html(&b, err_en(fault->err));
		buf_text(&b, fault->detail != NULL ? ": " : "");
		buf_html(&b, fault->detail);
		buf_text(&b, "</small></p>");
	}
	if (r != NULL)
		say_state(c, &b, r);
	else
		buf_text(&b,
		    "<p class=\"fault\" role=\"alert\">没有这个签名请求，或者已经过期。请关闭"
		    "本窗口，回到原来的页面重新办理。<br><small>There is no such request, or "
		    "it is over; begin again in the page.</small></p>");
	buf_text(&b, "</main></body></html>");
	return b.p;
}
