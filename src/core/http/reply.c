#include <string.h>

#include "core/base/journal.h"
#include "core/base/limits.h"
#include "core/http/http.h"

#define ERROR_BYTES_MAX ((size_t)64 * 1024)

enum err reply_json(struct req *r, int status, const struct buf *json)
{
	r->reply.status = status;
	r->reply.type = "application/json; charset=utf-8";
	r->reply.body = json->p;
	r->reply.n = json->n;
	return OK;
}

enum err reply_tree(struct req *r, int status, const struct json *tree)
{
	const char *text = json_canonical(&r->c, tree);
	struct buf b = { .p = (char *)text, .n = strlen(text) };
	return reply_json(r, status, &b);
}

enum err reply_html(struct req *r, int status, const struct buf *html)
{
	r->reply.status = status;
	r->reply.type = "text/html; charset=utf-8";
	r->reply.body = html->p;
	r->reply.n = html->n;
	return OK;
}

bool reply_unchanged(struct req *r, const char *tag)
{
	r->reply.etag = arena_printf(r->c.mem, "\"%s\"", tag);
	if (r->if_none_match == NULL || strstr(r->if_none_match, r->reply.etag) == NULL)
		return false;
	r->reply.status = 304;
	return true;
}

/* What a caller sent may come back in an error; if it is no UTF-8, without what is not ASCII. */
static const char *told(struct ctx *c, const char *text)
{
	if (text == NULL || text_is_utf8(text))
		return text;
	char *copy = arena_text(c->mem, text);
	for (char *p = copy; *p != '\0'; p++)
		if ((*p & 0x80) != 0)
			*p = '?';
	return copy;
}

/* Something is wrong here, not with the request. */
static bool is_ours(enum err e)
{
	return err_status(e) >= 500 && e != E_UNPUBLISHED;
}

static void error_json(struct req *r, enum err e, struct buf *b)
{
	const struct fault *f = &r->c.fault;
	buf_text(b, "{\"error\":");
	buf_json(b, err_name(e));
	buf_text(b, ",\"id\":");
	buf_json(b, r->id);
	buf_text(b, ",\"message\":{\"zh\":");
	buf_json(b, err_zh(e));
	buf_text(b, ",\"en\":");
	buf_json(b, err_en(e));
	buf_char(b, '}');
	const struct {
		const char *name, *text;
	} more[] = { { "detail", is_ours(e) ? NULL : f->detail },
		{ "detailZh", is_ours(e) ? NULL : f->detail_zh }, { "field", f->field },
		{ "value", f->value }, { "rule", f->rule } };
	for (size_t i = 0; i < sizeof(more) / sizeof(*more); i++)
		if (more[i].text != NULL) {
			buf_printf(b, ",\"%s\":", more[i].name);
			buf_json(b, told(&r->c, more[i].text));
		}
	buf_char(b, '}');
}

static void error_page(struct req *r, enum err e, struct buf *b)
{
	const struct fault *f = &r->c.fault;
	buf_text(b, "<!doctype html><html lang=\"zh-CN\"><meta charset=\"utf-8\">"
	            "<meta name=\"viewport\" content=\"width=device-width\"><title>");
	buf_html(b, err_zh(e));
	buf_text(
	    b, "</title><link rel=\"stylesheet\" href=\"/style.css\"><main class=\"narrow\"><h1>");
	buf_html(b, err_zh(e));
	buf_text(b, "</h1>");
	if (!is_ours(e) && f->detail_zh != NULL) {
		buf_text(b, "<p>");
		buf_html(b, told(&r->c, f->detail_zh));
		buf_text(b, "</p>");
	}
	buf_text(b, "<p lang=\"en\">");
	buf_html(b, err_en(e));
	if (!is_ours(e) && f->detail != NULL && *f->detail != '\0') {
		buf_text(b, ": ");
		buf_html(b, told(&r->c, f->detail));
	}
	buf_text(b, "</p><p>编号 <code>");
	buf_html(b, r->id);
	buf_text(b, "</code></p><p><a href=\"/\">返回首页</a></p></main></html>");
}

/* What was not there and is not said to be of the body stands in the path: by value, or else it is
 * about the first. */
static void name_param(struct req *r)
{
	struct fault *f = &r->c.fault;
	const char *at = r->row->path;
	for (size_t i = 0; i < PARAMS_MAX && r->params[i] != NULL; i++) {
		at = strchr(at, '{');
		size_t n = strcspn(at, "}") + 1;
		if (f->value == NULL || strcmp(f->value, r->params[i]) == 0) {
			enum err same = fail_at(&r->c, f->err, arena_copy(r->c.mem, at, n),
			    r->params[i], "%s", f->detail ? f->detail : "");
			(void)same;
			return;
		}
		at += n;
	}
}

void req_refuse(struct req *r, enum err e)
{
	struct buf b;
	buf_init(&b, r->c.mem, ERROR_BYTES_MAX);
	if (r->c.fault.err != e)
		r->c.fault = (struct fault){ .err = e };
	r->reply = (struct reply){ .fd = -1 };
	if (e == E_NOT_FOUND && r->c.fault.field == NULL && r->row != NULL)
		name_param(r);
	if (is_ours(e)) {
		/* of a sealed route the journal tells that something failed, not what was tried */
		bool sealed = r->row != NULL && (r->row->flags & ROW_SEALED) != 0;
		const char *detail = sealed || r->c.fault.detail == NULL ? "" : r->c.fault.detail;
		JOURNAL("fault", { "id", r->id, 0 }, { "error", err_name(e), 0 },
		    { "detail", detail, 0 });
	}
	enum err done;
	if (r->html) {
		error_page(r, e, &b);
		done = reply_html(r, err_status(e), &b);
	} else {
		error_json(r, e, &b);
		done = reply_json(r, err_status(e), &b);
	}
	(void)done; /* replies do not fail */
}

const char *reply_policy(const struct reply *reply)
{
	if (reply->framed)
		return FRAMED_POLICY;
	return reply->policy != NULL ? reply->policy : REPLY_POLICY;
}
