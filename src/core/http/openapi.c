#include <string.h>

#include "core/http/http.h"

static struct json *text_object(struct ctx *c, const char *name, const char *text)
{
	struct json *o = json_object(c);
	json_put(o, name, json_text(c, text));
	return o;
}

static struct json *ref(struct ctx *c, const char *schema)
{
	return text_object(c, "$ref", arena_printf(c->mem, "#/components/schemas/%s", schema));
}

static struct json *content(struct ctx *c, const char *type, struct json *schema)
{
	struct json *media = json_object(c), *o = json_object(c);
	json_put(media, "schema", schema);
	json_put(o, type, media);
	return o;
}

/* "{lot}" parameters of the path. */
static struct json *parameters(struct ctx *c, const char *path)
{
	struct json *list = json_list(c);
	for (const char *at = path; (at = strchr(at, '{')) != NULL;) {
		size_t n = strcspn(++at, "}");
		struct json *p = json_object(c);
		json_put(p, "in", json_text(c, "path"));
		json_put(p, "name", json_text(c, arena_copy(c->mem, at, n)));
		json_put(p, "required", json_bool(c, true));
		json_put(p, "schema", text_object(c, "type", "string"));
		json_push(list, p);
	}
	return list;
}

/* One way of being somebody: the names of the schemes it takes, the second of which may be NULL. */
static struct json *way(struct ctx *c, const char *scheme, const char *also)
{
	struct json *o = json_object(c);
	if (scheme != NULL)
		json_put(o, scheme, json_list(c));
	if (also != NULL)
		json_put(o, also, json_list(c));
	return o;
}

static struct json *security(struct ctx *c, const struct route *row)
{
	struct json *list = json_list(c);
	if ((row->who & W_PUBLIC) != 0)
		json_push(list, way(c, NULL, NULL));
	json_push(list, way(c, "bearer", NULL));
	json_push(list, way(c, "cookie", row->kind == ROW_READ ? NULL : "csrf"));
	return list;
}

static struct json *scheme(struct ctx *c, const char *type, const char *in, const char *name)
{
	struct json *o = text_object(c, "type", type);
	json_put(o, in != NULL ? "in" : "scheme", json_text(c, in != NULL ? in : name));
	if (in != NULL)
		json_put(o, "name", json_text(c, name));
	return o;
}

static struct json *security_schemes(struct ctx *c)
{
	struct json *o = json_object(c);
	json_put(o, "bearer", scheme(c, "http", NULL, "bearer"));
	json_put(o, "cookie", scheme(c, "apiKey", "cookie", SESSION_COOKIE));
	json_put(o, "csrf", scheme(c, "apiKey", "header", "X-CSRF-Token"));
	return o;
}

static struct json *operation(struct ctx *c, const struct route *row)
{
	struct json *o = json_object(c), *responses = json_object(c), *ok = json_object(c),
	            *no = json_object(c);
	static const char *const kinds[] = { "read", "act", "keep" };
	json_put(o, "summary", json_text(c, row->doc));
	json_put(o, "x-heng-kind", json_text(c, kinds[row->kind]));
	json_put(o, "x-heng-who", who_list(c, row->who));
	json_put(o, "security", security(c, row));
	json_put(o, "parameters", parameters(c, row->path));
	if (row->fields != NULL) {
		struct json *body = json_object(c);
		json_put(body, "required", json_bool(c, true));
		json_put(
		    body, "content", content(c, "application/json", field_schema(c, row->fields)));
		json_put(o, "requestBody", body);
	}
	json_put(ok, "description",
	    json_text(c, row->kind == ROW_ACT ? "done; with its receipt" : "done"));
	if (row->kind == ROW_ACT)
		json_put(ok, "content", content(c, "application/json", ref(c, "Done")));
	json_put(no, "description", json_text(c, row->errors ? row->errors : "refused"));
	json_put(no, "content", content(c, "application/json", ref(c, "Error")));
	json_put(responses, "2XX", ok);
	json_put(responses, "default", no);
	json_put(o, "responses", responses);
	return o;
}

static const struct field money_fields[] = {
	{ .name = "amount",
	    .type = FIELD_TEXT,
	    .required = true,
	    .min = 1,
	    .max = 20,
	    .doc = "decimal text, at most the currency's decimal places" },
	{ .name = "currency",
	    .type = FIELD_TEXT,
	    .required = true,
	    .min = 3,
	    .max = 3,
	    .doc = "ISO 4217" },
	F_END,
};

static const struct field text_pair[] = {
	{ .name = "zh", .type = FIELD_TEXT, .required = true, .max = 200 },
	{ .name = "en", .type = FIELD_TEXT, .required = true, .max = 200 },
	F_END,
};

static const struct field error_fields[] = {
	{ .name = "error", .type = FIELD_TEXT, .required = true, .max = 40, .doc = "its name" },
	{ .name = "id", .type = FIELD_TEXT, .required = true, .max = 40, .doc = "to quote" },
	{ .name = "message", .type = FIELD_OBJECT, .required = true, .sub = text_pair },
	{ .name = "detail", .type = FIELD_TEXT, .max = 2000, .doc = "what exactly, in English" },
	{ .name = "detailZh", .type = FIELD_TEXT, .max = 2000, .doc = "the same in Chinese" },
	{ .name = "field",
	    .type = FIELD_TEXT,
	    .max = 200,
	    .doc = "JSON pointer into the body, ?name of the query, {name} of the path, a header" },
	{ .name = "value", .type = FIELD_TEXT, .max = 200 },
	{ .name = "rule", .type = FIELD_TEXT, .max = 400, .doc = "the article that refuses" },
	F_END,
};

struct json *openapi(struct ctx *c, const struct app *app)
{
	static const char *const methods[] = { "get", "post", "put", "delete" };
	struct json *o = json_object(c), *info = json_object(c), *paths = json_object(c);
	json_put(info, "title", json_text(c, "衡 Heng"));
	json_put(info, "version", json_text(c, "1"));
	for (const struct route *const *t = app->tables; *t != NULL; t++)
		for (const struct route *row = *t; row->path != NULL; row++) {
			if ((row->flags & ROW_HTML) != 0)
				continue;
			struct json *path = (struct json *)json_get(paths, row->path);
			if (path == NULL) {
				path = json_object(c);
				json_put(paths, row->path, path);
			}
			json_put(path, methods[row->method], operation(c, row));
		}
	struct json *schemas = json_object(c), *components = json_object(c), *done = json_object(c),
	            *members = json_object(c);
	json_put(members, "receipt", text_object(c, "type", "object"));
	json_put(members, "result", text_object(c, "type", "object"));
	json_put(done, "type", json_text(c, "object"));
	json_put(done, "properties", members);
	json_put(schemas, "Money", field_schema(c, money_fields));
	json_put(schemas, "Error", field_schema(c, error_fields));
	json_put(schemas, "Done", done);
	json_put(components, "schemas", schemas);
	json_put(components, "securitySchemes", security_schemes(c));
	json_put(o, "components", components);
	json_put(o, "info", info);
	json_put(o, "openapi", json_text(c, "3.1.0"));
	json_put(o, "paths", paths);
	return o;
}
