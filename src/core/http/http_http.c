#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/http/event.h"
#include "core/http/http.h"
#include "core/store/store.h"

#define TEXT_BYTES_MAX ((size_t)64 * 1024)
#define OPENAPI_BYTES_MAX ((size_t)2 * 1024 * 1024)

static enum err reply_text(struct req *r, const struct buf *b)
{
	r->reply.status = 200;
	r->reply.type = "text/plain; charset=utf-8";
	r->reply.body = b->p;
	r->reply.n = b->n;
	return OK;
}

/* Up and able to read its store and publish its log. */
static enum err health_get(struct req *r)
{
	struct ctx *c = &r->c;
	const char *note;
	uint64_t size;
	struct db_rows there;
	TRY(log_checkpoint(c, r->app->log, &note, &size));
	if (!log_signs(r->app->log))
		return fail(c, E_STORE, "the signer is gone");
	TRY(db_one(c, &there, "SELECT code FROM centre WHERE id = 1"));
	struct json *o = json_object(c);
	json_put(o, "status", json_text(c, "ok"));
	json_put(o, "now", json_text(c, moment_text(c, c->now_ms)));
	json_put(o, "practice", json_bool(c, c->centre->practice));
	json_put(o, "centre", json_text(c, c->centre->name));
	json_put(o, "code", json_text(c, c->centre->code)); /* a bid is sealed for it */
	return reply_tree(r, 200, o);
}

enum err of_machine(struct req *r, uint32_t *who)
{
	if (r->c.actor.user != NULL && strcmp(r->c.actor.user, KEEPER) == 0)
		*who |= W_KEEPER;
	return OK;
}

static enum err metrics_get(struct req *r)
{
	struct app *app = r->app;
	struct lane_counters lane = lane_counters(app->lane);
	struct buf b;
	buf_init(&b, r->c.mem, TEXT_BYTES_MAX);
	const struct {
		const char *name, *type;
		int64_t value;
	} lines[] = {
		{ "heng_requests_total", "counter", (int64_t)app->requests },
		{ "heng_replies_total{class=\"2xx\"}", "counter", (int64_t)app->replies[2] },
		{ "heng_replies_total{class=\"3xx\"}", "counter", (int64_t)app->replies[3] },
		{ "heng_replies_total{class=\"4xx\"}", "counter", (int64_t)app->replies[4] },
		{ "heng_replies_total{class=\"5xx\"}", "counter", (int64_t)app->replies[5] },
		{ "heng_connections", "gauge", app->connections },
		{ "heng_event_streams", "gauge", app->hub ? (int64_t)hub_count(app->hub) : 0 },
		{ "heng_reaped_total", "counter", (int64_t)app->reaped },
		{ "heng_batches_total", "counter", (int64_t)lane.batches },
		{ "heng_last_commit_microseconds", "gauge", lane.last_commit_us },
		{ "heng_uptime_seconds", "gauge",
		    (moment_steady_us() - app->started_us) / 1000000 },
	};
	const char *last = "";
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		size_t n = strcspn(lines[i].name, "{");
		if (strncmp(last, lines[i].name, n) != 0 || last[n] != '{')
			buf_printf(&b, "# TYPE %.*s %s\n", (int)n, lines[i].name, lines[i].type);
		buf_printf(&b, "%s %" PRId64 "\n", lines[i].name, lines[i].value);
		last = lines[i].name;
	}
	return reply_text(r, &b);
}

static enum err openapi_get(struct req *r)
{
	return reply_tree(r, 200, openapi(&r->c, r->app));
}

static enum err checkpoint_get(struct req *r)
{
	struct buf b = { 0 };
	const char *note;
	uint64_t size;
	TRY(log_checkpoint(&r->c, r->app->log, &note, &size));
	b.p = (char *)note;
	b.n = strlen(note);
	return reply_text(r, &b);
}

static enum err keys_get(struct req *r)
{
	struct buf b = { .p = (char *)log_keys(r->app->log) };
	b.n = strlen(b.p);
	return reply_text(r, &b);
}

/* Tiles are files; the path may hold nothing but what tlog-tiles names. */
static enum err tile_get(struct req *r)
{
	const char *path = r->params[0];
	if (strspn(path, "0123456789x/.pentris") != strlen(path) || strstr(path, "..") != NULL ||
	    strstr(path, "//") != NULL)
		return fail(&r->c, E_NOT_FOUND, "no tile of that name");
	const char *file = arena_printf(r->c.mem, "%s/tile/%s", log_tiles_dir(r->app->log), path);
	int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat st;
	if (fd < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		if (fd >= 0)
			close(fd);
		return fail(&r->c, E_NOT_FOUND, "no such tile");
	}
	r->reply.status = 200;
	r->reply.type = "application/octet-stream";
	r->reply.cache = strstr(path, ".p/") ? "max-age=60" : "max-age=31536000, immutable";
	r->reply.fd = fd;
	return OK;
}

static enum err consistency_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct hash proof[MERKLE_PROOF_MAX];
	int64_t old = 0;
	int n = 0;
	static const int64_t bounds[2] = { 1, INT64_C(1) << 47 };
	TRY(req_query_int(r, "from", bounds, &old));
	TRY(log_consistency(c, r->app->log, (uint64_t)old, proof, &n));
	struct json *o = json_object(c), *list = json_list(c);
	for (int i = 0; i < n; i++)
		json_push(list, json_text(c, enc_base64(c->mem, proof[i].b, SHA256_BYTES)));
	json_put(o, "proof", list);
	return reply_tree(r, 200, o);
}

static enum err events_get(struct req *r)
{
	r->reply.status = 200;
	r->reply.type = "text/event-stream";
	r->reply.events = true;
	return OK;
}

static enum err session_delete(struct req *r)
{
	static const char bearer[] = "Bearer ";
	if (r->authorization != NULL && strncmp(r->authorization, bearer, sizeof(bearer) - 1) == 0)
		TRY(session_close(&r->c, r->authorization + sizeof(bearer) - 1));
	const char *at = r->cookie == NULL ? NULL : strstr(r->cookie, SESSION_COOKIE "=");
	if (at != NULL) {
		at += strlen(SESSION_COOKIE "=");
		TRY(session_close(&r->c, arena_copy(r->c.mem, at, strcspn(at, "; "))));
	}
	r->reply.cookie = SESSION_COOKIE "=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict";
	struct json *o = json_object(&r->c);
	return reply_tree(r, 200, o);
}

const struct route http_routes[] = {
	{ M_GET, "/health", ROW_READ, .handler = health_get, .who = W_PUBLIC,
	    .doc = "Whether the centre works, its name and code, and its clock." },
	{ M_GET, "/metrics", ROW_READ, .handler = metrics_get, .who = W_KEEPER, .of = of_machine,
	    .doc = "Counters for Prometheus; none tells what was done. Token: the file keeper." },
	{ M_GET, "/api/openapi.json", ROW_READ, ROW_SAME, .handler = openapi_get, .who = W_PUBLIC,
	    .doc = "This interface, as OpenAPI 3.1." },
	{ M_GET, "/checkpoint", ROW_READ, .handler = checkpoint_get, .who = W_PUBLIC,
	    .errors = "NOT_FOUND", .doc = "The newest published checkpoint, a signed note." },
	{ M_GET, "/log/keys", ROW_READ, .handler = keys_get, .who = W_PUBLIC,
	    .doc = "Public keys of the log, a line each." },
	{ M_GET, "/log/consistency", ROW_READ, .handler = consistency_get, .who = W_PUBLIC,
	    .errors = "NOT_FOUND",
	    .doc = "Proof that the published log extends that of size ?from=." },
	{ M_GET, "/tile/{path…}", ROW_READ, .handler = tile_get, .who = W_PUBLIC,
	    .errors = "NOT_FOUND", .doc = "Hashes of the log in the C2SP tlog-tiles layout." },
	{ M_GET, "/api/events", ROW_READ, .handler = events_get, .who = W_PUBLIC,
	    .doc =
	        "What becomes public, live (server-sent events): notice.published, tender.moved, "
	        "lot.moved; beat is a sign of life." },
	{ M_DELETE, "/api/session", ROW_KEEP, .handler = session_delete, .who = W_MEMBER,
	    .doc = "Signs out." },
	{ .path = NULL },
};
