#include <string.h>

#include "core/base/enc.h"
#include "embedded.h"
#include "portal/page.h"
#include "portal/pages.h"
#include "portal/portal.h"
#include "trade/archive/archive.h"

/* A file that travels in the binary. It may be kept for a year under the address that carries its
 * digest; under any other address the reader asks each time whether it is still the same. */
static enum err reply_file(struct req *r, const char *name, const char *type)
{
	const struct embedded *e = embedded_files;
	const char *version = req_query(r, "v");
	uint8_t digest[SHA256_BYTES];
	while (e->name != NULL && strcmp(e->name, name) != 0)
		e++;
	if (e->name == NULL)
		return fail(&r->c, E_NOT_FOUND, "%s is not in the binary", name);
	const struct buf b = { .p = (char *)(uintptr_t)e->begin, .n = (size_t)(e->end - e->begin) };
	sha256(b.p, b.n, digest);
	const char *tag = enc_hex(r->c.mem, digest, sizeof(digest));
	if (version != NULL && strlen(version) == strlen(PAGE_STYLE) &&
	    strncmp(tag, version, strlen(version)) == 0)
		r->reply.cache = "public, max-age=31536000, immutable";
	if (reply_unchanged(r, tag))
		return OK;
	r->reply.status = 200;
	r->reply.type = type;
	r->reply.body = b.p;
	r->reply.n = b.n;
	return OK;
}

static enum err style_get(struct req *r)
{
	return reply_file(r, "src/portal/files/style.css", "text/css; charset=utf-8");
}

static enum err icon_get(struct req *r)
{
	return reply_file(r, "src/portal/files/favicon.svg", "image/svg+xml");
}

const struct route portal_routes[] = {
	{ M_GET, "/", ROW_READ, ROW_HTML, .handler = page_home, .who = W_PUBLIC,
	    .errors = "BAD_FIELD",
	    .doc =
	        "Page: notices, newest first: ?q= words, type, kind, region, from, to, before." },
	{ M_GET, "/notices/{notice}", ROW_READ, ROW_HTML, .handler = page_notice, .who = W_PUBLIC,
	    .errors = "NOT_FOUND", .doc = "Page: a notice, at its permanent address." },
	{ M_GET, "/trades/{lot}", ROW_READ, ROW_HTML, .handler = page_trade, .who = W_PUBLIC,
	    .of = of_lot, .errors = "NOT_FOUND", .doc = "Page: a trade with its whole history." },
	{ M_GET, "/receipts/{place}", ROW_READ, ROW_HTML, .handler = page_receipt, .who = W_SELF,
	    .of = of_receipt, .errors = "NOT_FOUND", .doc = "Page: a receipt, explained." },
	{ M_GET, "/practice", ROW_READ, ROW_HTML | ROW_PRACTICE, .handler = page_practice,
	    .who = W_PUBLIC, .doc = "Page: whom one can sign in as, in a practice centre." },
	{ M_GET, "/help", ROW_READ, ROW_HTML, .handler = page_help, .who = W_PUBLIC,
	    .doc = "Page: how to verify, and where the interface is." },
	{ M_GET, "/law", ROW_READ, ROW_HTML, .handler = page_law, .who = W_PUBLIC,
	    .errors = "BAD_FIELD NOT_FOUND",
	    .doc = "Page: the legal dates of a planned tender, each with its article." },
	{ M_GET, "/style.css", ROW_READ, .handler = style_get, .who = W_PUBLIC,
	    .doc = "The style of the pages." },
	{ M_GET, "/favicon.svg", ROW_READ, .handler = icon_get, .who = W_PUBLIC,
	    .doc = "The sign of the pages." },
	{ .path = NULL },
};
