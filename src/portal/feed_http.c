/* feed_http.c - what a search finds as an Atom feed (RFC 4287): a program asks now and then. */
#include <string.h>

#include "core/base/enc.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "portal/pages.h"
#include "portal/parts.h"
#include "portal/rows.h"
#include "portal/search_parts.h"

#define FEED_ROWS 50
#define FEED_BYTES_MAX ((size_t)1024 * 1024) /* fifty entries of a few kB */

struct feed {
	struct buf b; /* the entries */
	const char *site, *name;
	const char *newest, *oldest; /* ids */
	int64_t n, updated_ms;
};

/* What begins the names of things here for ever, wherever they are served: the log's origin as a
 * tag (RFC 4151). */
static const char *tag_of(struct ctx *c)
{
	const char *origin = c->centre->origin;
	size_t host = strcspn(origin, "/");
	return arena_printf(
	    c->mem, "tag:%s,2026:%s", arena_copy(c->mem, origin, host), origin + host);
}

/* XML has no way to write most control characters. */
static const char *xml_text(struct ctx *c, const char *text)
{
	char *out = arena_alloc(c->mem, strlen(text) + 1), *p = out;
	for (; *text != '\0'; text++)
		if ((unsigned char)*text >= ' ' || strchr("\t\n\r", *text) != NULL)
			*p++ = *text;
	return out;
}

static enum err feed_row(struct ctx *c, void *to, const struct row *row)
{
	struct feed *f = to;
	struct buf *b = &f->b;
	const char *at = moment_text(c, row->published_ms);
	if (f->n++ == 0) {
		f->newest = arena_text(b->mem, row->id);
		f->updated_ms = row->published_ms;
	}
	f->oldest = arena_text(b->mem, row->id);
	page_add(b,
	    "<entry>\n<title>%s：%s</title>\n<id>%s/notices/%s</id>\n"
	    "<link rel=\"alternate\" type=\"text/html\" href=\"%s/notices/%s\"/>\n",
	    part_type_zh(row->type), xml_text(c, row->title), f->name, row->id, f->site, row->id);
	page_add(b,
	    "<published>%s</published>\n<updated>%s</updated>\n"
	    "<category term=\"%s\" label=\"%s\"/>\n<summary>%s",
	    at, at, row->type, part_type_zh(row->type), row->kind);
	if (row->region != NULL)
		page_add(b, "，%s", row->region);
	buf_text(b, "</summary>\n</entry>\n");
	return OK;
}

static void add_head(
    struct ctx *c, struct buf *b, const struct notice_query *q, const struct feed *f)
{
	page_add(b,
	    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
	    "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"zh-CN\">\n"
	    "<title>公告 - %s</title>\n<id>%s",
	    xml_text(c, c->centre->name), f->name);
	search_address(c, b, "/feed.atom", q);
	page_add(b, "</id>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"%s", f->site);
	search_address(c, b, "/feed.atom", q);
	page_add(b, "\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"%s", f->site);
	search_address(c, b, "/", q);
	page_add(b,
	    "\"/>\n<updated>%s</updated>\n<author><name>%s</name></author>\n"
	    "<generator>heng</generator>\n",
	    moment_text(c, f->updated_ms), xml_text(c, c->centre->name));
}

/* Notices never change, so a feed is the same as long as its ends are. */
static const char *feed_tag(struct ctx *c, const struct feed *f)
{
	uint8_t digest[SHA256_BYTES];
	const char *text = arena_printf(
	    c->mem, "%s %s %d %s", f->oldest ? f->oldest : "", f->site, (int)f->n, c->centre->name);
	sha256(text, strlen(text), digest);
	return arena_printf(
	    c->mem, "%s-%s", f->newest ? f->newest : "none", enc_hex(c->mem, digest, 4));
}

enum err notices_feed(struct req *r)
{
	struct ctx *c = &r->c;
	const char *site = req_site(r);
	struct feed f = { .site = site != NULL ? site : "", .name = tag_of(c) };
	struct notice_query q;
	const struct rows_wanted wanted = { &q, FEED_ROWS };
	struct buf b;
	bool cut;
	TRY(notice_query_read(r, &q));
	q.before = INT64_MAX; /* a feed is of the newest */
	buf_init(&f.b, c->mem, FEED_BYTES_MAX);
	TRY(rows_each(c, &wanted, feed_row, &f, &cut));
	if (reply_unchanged(r, feed_tag(c, &f)))
		return OK;
	buf_init(&b, c->mem, FEED_BYTES_MAX + FEED_BYTES_MAX / 4);
	add_head(c, &b, &q, &f);
	buf_add(&b, f.b.p, f.b.n);
	buf_text(&b, "</feed>\n");
	r->reply.status = 200;
	r->reply.type = "application/atom+xml; charset=utf-8";
	r->reply.body = b.p;
	r->reply.n = b.n;
	return OK;
}
