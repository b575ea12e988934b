#include "core/base/moment.h"
#include "portal/page.h"
#include "portal/pages.h"
#include "service/party/party.h"

#define PRACTICE_ROWS 12 /* of each role, who registered last */

/* in the order of role_words */
static const char *const roles_zh[] = { "招标人", "代理机构", "投标人", "行政监督部门", "交易中心",
	"纪检、审计", "密钥保管人" };
static const char *const roles_en[] = { "Procuring entities", "Agencies", "Tenderers",
	"Supervisors", "Centre", "Inspectors", "Custodians" };

_Static_assert(
    sizeof(roles_zh) == ROLES * sizeof(*roles_zh) && sizeof(roles_en) == ROLES * sizeof(*roles_en),
    "a role has its words");

enum err page_help(struct req *r)
{
	struct buf b;
	page_begin(r, &b, &(struct page){ "核验与接口", "Verify and API", "/help" });
	page_section(&b, "receipt", "什么是凭证", "What a receipt is");
	buf_text(&b, "<p>"
	             "在本中心办理的每一件事（发布公告、递交投标文件、开标、评标签署、定标……）都在"
	             "同一事务中写入一本只增不改的"
	             "日志，并当场发给办理人一份凭证。凭证含有：记录原文、盐、位置、包含证明、检查"
	             "点。有了它，任何人不必信任本中心，"
	             "就能核对这件事确已发生、内容未变、时间未改。</p>\n"
	             "<p lang=\"en\">Each act writes one entry into an append-only Merkle log (RFC "
	             "6962) and gives a "
	             "receipt: entry, salt, place, inclusion proof and signed checkpoint. It can "
	             "be checked without "
	             "us.</p>\n");
	page_section(&b, "verify", "怎样核验凭证", "How to verify a receipt");
	buf_text(&b,
	    "<ol><li>在交易页的“全过程记录”中打开凭证，原样保存凭证 JSON。"
	    "办理当场返回的应答也可以直接核验，其中的 <code>result</code> 不属于凭证。</li>\n"
	    "<li>取得日志的公钥："
	    "<code>curl -s 本站地址/log/keys &gt; keys.txt</code>。从本站取得的公钥只说明"
	    "凭证与本站一致，应当早先保存，或者与其他来源比对。</li>\n"
	    "<li>运行 <code>heng verify 文件 --keys "
	    "keys.txt</code>。它不联系本站，逐步核对记录格式、承诺、包含证明、"
	    "检查点的 Ed25519 和 SM2 签名。第一处不符会被指明（<code>FAIL</code>）；全部相符，"
	    "则最后一行写明凭证证明了什么：事项、对象、主体、时间、位置、日志和总数。"
	    "不加 <code>--keys</code> 则不核对签名，什么也证明不了，最后一行会如实写明。</li>\n"
	    "<li>把检查点与 <a href=\"/checkpoint\">本中心最新的检查点</a>比较："
	    "<code>/log/consistency?from=总数</code> 给出后者只是前者的延续的证明（RFC "
	    "6962）。日志的哈希见 <code>/tile/…</code>（C2SP tlog-tiles）。</li></ol>\n"
	    "<p lang=\"en\">Save the receipt as it is, fetch the log's keys from /log/keys, "
	    "and run heng verify FILE --keys keys.txt.</p>\n");
	page_section(&b, "notice", "怎样核对公告", "How to check a notice");
	buf_text(&b,
	    "<p>公告页末的摘要是公告内容规范 JSON 的 SHA-256，可以这样重算（需要 "
	    "<code>curl</code>、<code>jq</code> 和 <code>sha256sum</code>）：</p>\n"
	    "<pre>curl -s 本站地址/api/notices/公告编号 | jq -cjS .body | sha256sum</pre>\n");
	page_section(&b, "sealed", "投标文件怎样保密", "How bids stay secret");
	buf_text(&b, "<p>"
	             "投标文件在投标人自己的计算机上加密，本中心只收密文。投标截止前，任何页面、接"
	             "口、事件和统计数字都不透露投标人"
	             "的名称、数量和文件大小；解密时间结束前，不计算也不显示任何明文。</p>\n");
	page_section(&b, "api", "接口与事件", "API and events");
	buf_text(&b,
	    "<ul><li><a href=\"/api/openapi.json\">/api/openapi.json</a> 全部接口的说明（OpenAPI "
	    "3.1）</li>\n"
	    "<li><a href=\"/api/notices\">/api/notices</a> 公告；<code>?q= type= tender= before= "
	    "limit=</code></li>\n"
	    "<li><code>/api/lots/标段编号</code>、<code>/opening</code>、<code>/evaluation</code>、"
	    "<code>/award</code>、<code>/timeline</code> 一宗交易的各部分</li>\n"
	    "<li><code>/api/events</code> 新公开的事项，实时推送（server-sent events，断线后以 "
	    "Last-Event-ID 续传）</li>\n"
	    "<li><a href=\"/health\">/health</a> 运行状态与服务器时间</li></ul>\n");
	return page_end(r, &b);
}

static void add_people(struct buf *b, const struct practice_person *people, size_t n, int role)
{
	page_section(b, role_words[role], roles_zh[role], roles_en[role]);
	page_add(b,
	    "<div class=\"table\" role=\"region\" aria-label=\"%s\" "
	    "tabindex=\"0\"><table>\n<thead><tr>"
	    "<th scope=\"col\">姓名</th><th scope=\"col\">主体</th><th scope=\"col\">人员编号</th>"
	    "</tr></thead>\n<tbody>\n",
	    roles_zh[role]);
	for (size_t i = 0; i < n; i++)
		page_add(b,
		    "<tr><th scope=\"row\">%s</th><td data-label=\"主体\">%s</td>"
		    "<td data-label=\"编号\"><code>%s</code></td></tr>\n",
		    people[i].name, people[i].party_name, people[i].person);
	buf_text(b, "</tbody></table></div>\n");
}

enum err page_practice(struct req *r)
{
	struct ctx *c = &r->c;
	struct practice_person *people[ROLES];
	struct buf b;
	size_t n[ROLES];
	const char *whom = NULL;
	for (int role = 0; role < ROLES; role++) {
		const struct practice_question q = { .roles = 1u << role, .limit = PRACTICE_ROWS };
		TRY(practice_people(c, &q, &people[role], &n[role]));
		whom = n[role] > 0 && whom == NULL ? people[role][0].person : whom;
	}
	page_begin(r, &b, &(struct page){ "演练", "Practice", "/practice" });
	buf_text(&b, "<p class=\"until\"><span>演练时钟</span> <strong>");
	page_time(c, &b, c->now_ms);
	buf_text(&b,
	    "</strong> "
	    "北京时间</"
	    "p>\n<p>演练中心的时钟可以向前拨动，途中到期的事项（截标、解密结束）随即办理。"
	    "正式中心没有这些接口，也没有本页。 <span lang=\"en\">Only a practice centre has this "
	    "page, its sign-in and its clock.</span></p>\n");
	page_section(&b, "how", "怎样登录和拨钟", "How to sign in and move the clock");
	page_add(&b,
	    "<pre>BASE=本站地址\n"
	    "# 登录，取得令牌\n"
	    "curl -s $BASE/api/practice/sessions -H 'Content-Type: application/json' \\\n"
	    "  -d '{\"person\":\"%s\",\"token\":true}'\n"
	    "# 以后的请求带上令牌\n"
	    "curl -s $BASE/api/session -H \"Authorization: Bearer $TOKEN\"\n"
	    "# 把时钟拨到（UTC）\n"
	    "curl -s $BASE/api/practice/clock -H 'Content-Type: application/json' \\\n"
	    "  -d '{\"to\":\"%s\"}'</pre>\n",
	    whom != NULL ? whom : "人员编号", moment_text(c, c->now_ms + DAY_MS));
	for (int role = 0; role < ROLES; role++)
		if (n[role] > 0)
			add_people(&b, people[role], n[role], role);
	if (whom == NULL)
		buf_text(&b, "<p class=\"note\">还没有登记的主体；先用 <code>POST "
		             "/api/parties</code> 登记。</p>\n");
	else
		page_add(&b,
		    "<p class=\"note\">每种身份只列出最近登记的 %ld 人；<a "
		    "href=\"/work/sign-in\">工作台</a>可以按身份和名称查找。</p>\n",
		    (int64_t)PRACTICE_ROWS);
	return page_end(r, &b);
}
