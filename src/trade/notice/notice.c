#include <inttypes.h>
#include <string.h>

#include "core/base/id.h"
#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "core/http/event.h"
#include "core/law/region.h"
#include "trade/notice/notice_db.h"
#include "trade/notice/search.h"
#include "trade/notice/words.h"

const char *const notice_words[] = { "announcement", "opening", "candidates", "award", "contract",
	"unsuccessful", "cancelled", "clarification", "amendment", "correction", "extension",
	"untendered", "screening", "suspended", "resumed", "prequalification", "plan", "ceiling",
	"performance", NULL };
const char *const notice_zh[] = { "招标公告", "开标记录", "中标候选人公示", "中标结果公告",
	"合同公告", "流标公告", "终止公告", "澄清公告", "修改公告", "更正公告", "延期公告",
	"不再招标公告", "第一信封评审结果", "暂停公告", "恢复公告", "资格预审公告", "招标计划",
	"最高投标限价公布", "合同履行公告" };

/* What the search knows a notice by: the titles of the tender, of the lot where that is another,
 * and of the document that belongs to it. */
static enum err full_title(
    struct ctx *c, const struct notice_new *in, const struct tender *t, const char **out)
{
	const char *digest = json_get_text(in->body, "document", NULL);
	const char *title = strcmp(t->title, in->title) == 0
	                        ? t->title
	                        : arena_printf(c->mem, "%s %s", t->title, in->title);
	if (digest != NULL) {
		struct document d;
		TRY(document_get(c, digest, &d));
		title = arena_printf(c->mem, "%s %s", title, d.name);
	}
	*out = title;
	return OK;
}

/* Its words and filters. */
static enum err index_notice(struct ctx *c, const struct notice_new *in, const struct notice *n)
{
	struct tender t;
	struct words w;
	const char *searched;
	TRY(tender_get(c, in->tender, &t));
	TRY(full_title(c, in, &t, &searched));
	words_of(c, searched, true, &w);
	for (size_t i = 0; i < w.n; i++)
		TRY(notice_word_insert(c, w.word[i], n->seq));
	const struct facet f = { .seq = n->seq,
		.day = search_day_of(n->published_ms),
		.type = n->type,
		.kind = t.kind,
		.member = t.region != 0 ? law_region_member(c->law, t.region) : 0,
		.region = t.region };
	return search_index(c, &f);
}

enum err notice_publish(struct ctx *c, const struct notice_new *in, const char **id)
{
	struct notice n = { .id = id_new(c),
		.type = notice_words[in->type],
		.tender = in->tender,
		.lot = in->lot,
		.title = in->title,
		.published_ms = c->now_ms };
	n.body = json_canonical(c, in->body);
	uint8_t digest[SHA256_BYTES];
	sha256(n.body, strlen(n.body), digest);
	n.digest = enc_hex(c->mem, digest, sizeof(digest));
	TRY(notice_insert(c, &n));
	TRY(index_notice(c, in, &n));
	struct json *event = json_object(c);
	json_put(event, "notice", json_text(c, n.id));
	json_put(event, "title", json_text(c, n.title));
	json_put(event, "type", json_text(c, n.type));
	TRY(event_add(
	    c, "notice.published", in->lot ? in->lot : in->tender, json_canonical(c, event)));
	evidence_digest(c, "notice", digest);
	if (id != NULL)
		*id = n.id;
	return OK;
}
