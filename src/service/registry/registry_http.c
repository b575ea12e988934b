#include "core/base/code.h"
#include "core/http/http.h"
#include "service/registry/registry.h"

struct lookup_in {
	const char *code;
};
static const struct field lookup_fields[] = {
	F_TEXT(lookup_in, code, REQUIRED, USCC_CHARS, USCC_CHARS, "统一社会信用代码"),
	F_END,
};

/* On a worker's thread: neither the server's own nor the lane waits for another's machine. */
static enum err lookup_prepare(struct req *r)
{
	struct registered *found = arena_new_of(r->c.mem, struct registered);
	const struct lookup_in *in = r->body;
	TRY(registry_find(&r->c, r->app->registry, in->code, found));
	r->prepared = found;
	return OK;
}

static enum err lookup_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct lookup_in *in = r->body;
	struct json *o = json_object(c);
	json_put(o, "code", json_text(c, in->code));
	json_put(o, "suggestion", field_json(c, registered_fields, r->prepared));
	return reply_tree(r, 200, o);
}

const struct route registry_routes[] = {
	{ M_POST, "/api/registry/lookups", ROW_KEEP, ROW_SLOW, .prepare = lookup_prepare,
	    .handler = lookup_post, .who = W_PUBLIC, FIELDS(lookup_fields, struct lookup_in),
	    .errors = "BAD_CODE NOT_FOUND NO_REGISTRY REGISTRY BUSY",
	    .doc = "What the business registry says of a code, to fill forms with; kept nowhere." },
	{ .path = NULL },
};
