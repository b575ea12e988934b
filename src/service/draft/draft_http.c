#include <inttypes.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "service/draft/draft.h"
#include "service/draft/draft_db.h"

static const char *owner_of(const struct ctx *c)
{
	return c->actor.party != NULL ? c->actor.party : c->actor.user;
}

static enum err check_name(struct ctx *c, const char *name)
{
	static const char plain[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.";
	return *name != '\0' && strlen(name) <= LIMIT_DRAFT_NAME_BYTES &&
	               strspn(name, plain) == strlen(name)
	           ? OK
	           : fail_at(c, E_BAD_FIELD, "{name}", name, "letters, digits, - and ., at most %d",
	                 LIMIT_DRAFT_NAME_BYTES);
}

static struct json *draft_json(struct ctx *c, const struct draft *d)
{
	struct json *o = json_object(c);
	json_put(o, "at", json_text(c, moment_text(c, d->at_ms)));
	json_put(o, "author", json_text(c, d->author));
	if (d->body != NULL)
		json_put(o, "body", json_text(c, d->body));
	json_put(o, "name", json_text(c, d->name));
	json_put(o, "version", json_int(c, d->version));
	return o;
}

static struct json *list_json(struct ctx *c, const struct draft *list, size_t n)
{
	struct json *rows = json_list(c);
	for (size_t i = 0; i < n; i++)
		json_push(rows, draft_json(c, &list[i]));
	return rows;
}

static enum err drafts_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c);
	struct draft *list;
	size_t n;
	TRY(drafts_of(c, owner_of(c), &list, &n));
	json_put(o, "drafts", list_json(c, list, n));
	return reply_tree(r, 200, o);
}

/* The newest, or ?version=; with all versions that are kept. */
static enum err draft_get(struct req *r)
{
	static const int64_t bounds[2] = { 1, INT64_C(1) << 47 };
	struct ctx *c = &r->c;
	struct draft *list, d;
	int64_t version = 0;
	size_t n;
	TRY(check_name(c, r->params[0]));
	TRY(req_query_int(r, "version", bounds, &version));
	TRY(draft_versions(c, owner_of(c), r->params[0], &list, &n));
	if (n == 0)
		return fail(c, E_NOT_FOUND, "no draft of that name");
	TRY(draft_version(
	    c, owner_of(c), r->params[0], version > 0 ? version : list[0].version, &d));
	struct json *o = draft_json(c, &d);
	json_put(o, "versions", list_json(c, list, n));
	return reply_tree(r, 200, o);
}

struct save_in {
	int64_t base;
	const char *body;
};
static const struct field save_fields[] = {
	F_INT(save_in, base, REQUIRED, 0, INT64_C(1) << 47,
	    "the version that was begun with; 0: there was none"),
	F_TEXT(save_in, body, REQUIRED, 1, LIMIT_DRAFT_CHARS, "what is being written"),
	F_END,
};

static enum err draft_put(struct req *r)
{
	struct ctx *c = &r->c;
	const struct save_in *in = r->body;
	struct draft now, *list;
	size_t n;
	TRY(check_name(c, r->params[0]));
	TRY(draft_newest(c, owner_of(c), r->params[0], &now));
	if (now.version != in->base)
		return fail_at(c, E_STALE, "/base", arena_printf(c->mem, "%" PRId64, in->base),
		    "%s saved version %" PRId64 " at %s",
		    now.author != NULL ? now.author : "nobody", now.version,
		    moment_text(c, now.at_ms));
	if (now.version == 0) {
		TRY(drafts_of(c, owner_of(c), &list, &n));
		if (n >= LIMIT_DRAFTS)
			return fail(
			    c, E_CONFLICT, "at most %d drafts; throw one away", LIMIT_DRAFTS);
	}
	const struct draft d = { .name = r->params[0],
		.author = c->actor.name,
		.body = in->body,
		.version = now.version + 1,
		.at_ms = c->now_ms };
	TRY(draft_insert(c, owner_of(c), &d));
	struct json *o =
	    draft_json(c, &(struct draft){ d.name, d.author, NULL, d.version, d.at_ms });
	return reply_tree(r, 200, o);
}

static enum err draft_remove(struct req *r)
{
	TRY(check_name(&r->c, r->params[0]));
	TRY(draft_delete(&r->c, owner_of(&r->c), r->params[0]));
	return reply_tree(r, 200, json_object(&r->c));
}

const struct route draft_routes[] = {
	{ M_GET, "/api/drafts", ROW_READ, .handler = drafts_get, .who = W_MEMBER,
	    .doc = "What the caller's party is writing." },
	{ M_GET, "/api/drafts/{name}", ROW_READ, .handler = draft_get, .who = W_MEMBER,
	    .errors = "NOT_FOUND BAD_FIELD",
	    .doc = "A draft, the newest or ?version=, and which versions there are." },
	{ M_PUT, "/api/drafts/{name}", ROW_KEEP, .handler = draft_put, .who = W_MEMBER,
	    FIELDS(save_fields, struct save_in), .errors = "STALE CONFLICT BAD_FIELD",
	    .doc = "Saves a version of a draft." },
	{ M_DELETE, "/api/drafts/{name}", ROW_KEEP, .handler = draft_remove, .who = W_MEMBER,
	    .errors = "BAD_FIELD", .doc = "Throws a draft away." },
	{ .path = NULL },
};
