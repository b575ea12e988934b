/* files_http.c - what travels in the binary: the style of the server's pages, and the front end. */
#include <string.h>

#include "core/http/http.h"
#include "core/http/pack.h"
#include "embedded.h"
#include "portal/page.h"
#include "portal/portal.h"

#define FOR_EVER "public, max-age=31536000, immutable"

static const char *type_of(const char *name)
{
	static const char *const types[][2] = {
		{ ".js", "text/javascript; charset=utf-8" },
		{ ".css", "text/css; charset=utf-8" },
		{ ".html", "text/html; charset=utf-8" },
		{ ".svg", "image/svg+xml" },
		{ ".png", "image/png" },
		{ ".webmanifest", "application/manifest+json" },
	};
	const char *dot = strrchr(name, '.');
	for (size_t i = 0; dot != NULL && i < sizeof(types) / sizeof(*types); i++)
		if (strcmp(dot, types[i][0]) == 0)
			return types[i][1];
	return "application/octet-stream";
}

/* The file as it is, or as it was compressed when the program was built. Whoever has it asks each
 * time whether it is still the same, unless its address names its content (kept). */
static enum err reply_file(struct req *r, const char *name, bool kept)
{
	struct ctx *c = &r->c;
	const struct embedded *plain = embedded_find(name), *small;
	if (plain == NULL)
		return fail(c, E_NOT_FOUND, "no such file");
	small = embedded_find(arena_printf(c->mem, "%s.gz", name));
	r->reply.varies = small != NULL;
	if (small != NULL && !pack_accepted(r))
		small = NULL;
	const char *version = req_query(r, "v");
	if (kept || (version != NULL && strlen(version) == strlen(PAGE_STYLE) &&
	                strncmp(plain->digest, version, strlen(version)) == 0))
		r->reply.cache = FOR_EVER;
	if (reply_unchanged(r, small != NULL ? small->digest : plain->digest))
		return OK;
	const struct embedded *e = small != NULL ? small : plain;
	r->reply.encoding = small != NULL ? "gzip" : NULL;
	r->reply.status = 200;
	r->reply.type = type_of(name);
	r->reply.body = e->begin;
	r->reply.n = (size_t)(e->end - e->begin);
	return OK;
}

static enum err style_get(struct req *r)
{
	return reply_file(r, "src/portal/files/style.css", false);
}

static enum err icon_get(struct req *r)
{
	return reply_file(r, "src/portal/files/favicon.svg", false);
}

/* Under assets/ a name carries its content's digest. */
static enum err web_get(struct req *r)
{
	const char *path = r->params[0];
	if (strstr(path, "..") != NULL)
		return fail(&r->c, E_NOT_FOUND, "no such file");
	return reply_file(r, arena_printf(r->c.mem, "web/dist/%s", path),
	    strncmp(path, "assets/", strlen("assets/")) == 0);
}

/* One page; where in it one is stands behind /work and is the script's to read. */
static enum err work_get(struct req *r)
{
	/* documents of bids are shown beside their review; the signer on the user's own machine is
	 * asked, at whichever port it has there */
	r->reply.policy = REPLY_POLICY_ASKING(" http://127.0.0.1:*") "; frame-src 'self'";
	return reply_file(r, "web/dist/work.html", false);
}

/* The check brings its own policy, which allows its inlined script by its digest; this one lets
 * that stand. */
static enum err check_get(struct req *r)
{
	r->reply.policy = "frame-ancestors 'none'";
	return reply_file(r, "web/dist/check.html", false);
}

/* The page that makes bids where the centre cannot be reached; it too brings its own policy. */
static enum err bid_get(struct req *r)
{
	r->reply.policy = "frame-ancestors 'none'";
	return reply_file(r, "web/dist/bid.html", false);
}

/* At the root, because what it may look after is below its own address. */
static enum err worker_get(struct req *r)
{
	return reply_file(r, "web/dist/sw.js", false);
}

const struct route file_routes[] = {
	{ M_GET, "/style.css", ROW_READ, ROW_SAME, .handler = style_get, .who = W_PUBLIC,
	    .doc = "The style of the pages." },
	{ M_GET, "/favicon.svg", ROW_READ, ROW_SAME, .handler = icon_get, .who = W_PUBLIC,
	    .doc = "The sign of the pages." },
	{ M_GET, "/web/{path…}", ROW_READ, ROW_SAME, .handler = web_get, .who = W_PUBLIC,
	    .errors = "NOT_FOUND", .doc = "The front end's files." },
	{ M_GET, "/work", ROW_READ, ROW_HTML | ROW_SAME, .handler = work_get, .who = W_PUBLIC,
	    .doc = "Page: the workbench." },
	{ M_GET, "/work/", ROW_READ, ROW_HTML | ROW_SAME, .handler = work_get, .who = W_PUBLIC,
	    .doc = "Page: the workbench." },
	{ M_GET, "/work/{path…}", ROW_READ, ROW_HTML | ROW_SAME, .handler = work_get,
	    .who = W_PUBLIC, .doc = "Page: the workbench, somewhere within." },
	{ M_GET, "/sw.js", ROW_READ, ROW_SAME, .handler = worker_get, .who = W_PUBLIC,
	    .doc = "What keeps the workbench's shell on a phone; it keeps nothing of a trade." },
	{ M_GET, "/check", ROW_READ, ROW_HTML | ROW_SAME, .handler = check_get, .who = W_PUBLIC,
	    .doc = "Page: checks a receipt or an exported trade in the browser." },
	{ M_GET, "/bid.html", ROW_READ, ROW_HTML | ROW_SAME, .handler = bid_get, .who = W_PUBLIC,
	    .doc = "Page: makes a sealed bid without the centre; one file, to be kept." },
	{ .path = NULL },
};
