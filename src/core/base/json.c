#include "core/base/json.h"

#include <assert.h>
#include <limits.h>
#include <string.h>

/* three of json-c's names are ours as well */
#define json_bool json_c_bool
#define json_object json_c_object
#define json_type json_c_type
#include <json-c/json_object.h>
#include <json-c/json_tokener.h>
#include <json-c/linkhash.h>
#undef json_bool
#undef json_object
#undef json_type

#include "core/base/json_scan.h"
#include "core/base/limits.h"

static struct json *value_new(struct ctx *c, enum json_type type)
{
	struct json *v = arena_new_of(c->mem, struct json);
	v->type = type;
	return v;
}

struct json *json_object(struct ctx *c)
{
	return value_new(c, JSON_OBJECT);
}

struct json *json_list(struct ctx *c)
{
	return value_new(c, JSON_LIST);
}

struct json *json_text(struct ctx *c, const char *text)
{
	struct json *v = value_new(c, text == NULL ? JSON_NULL : JSON_TEXT);
	v->text = text;
	return v;
}

struct json *json_int(struct ctx *c, int64_t i)
{
	assert(i >= -JSON_INT_MAX && i <= JSON_INT_MAX);
	struct json *v = value_new(c, JSON_INT);
	v->i = i;
	return v;
}

struct json *json_number(struct ctx *c, const char *text)
{
	struct json *v = value_new(c, JSON_NUMBER);
	v->text = text;
	return v;
}

struct json *json_bool(struct ctx *c, bool b)
{
	struct json *v = value_new(c, JSON_BOOL);
	v->b = b;
	return v;
}

static void append(struct json *parent, struct json *value)
{
	/* a value stands in one place only */
	assert(value->next == NULL && value->name == NULL && value != parent->last);
	if (parent->last == NULL)
		parent->first = value;
	else
		parent->last->next = value;
	parent->last = value;
	parent->n++;
}

void json_put(struct json *object, const char *name, struct json *value)
{
	assert(object->type == JSON_OBJECT && name != NULL);
	append(object, value);
	value->name = name;
}

void json_push(struct json *list, struct json *value)
{
	assert(list->type == JSON_LIST);
	append(list, value);
}

struct json *json_copy(struct ctx *c, const struct json *v)
{
	struct json *made = value_new(c, v->type);
	made->b = v->b;
	made->i = v->i;
	made->text = v->text;
	for (const struct json *item = v->first; item != NULL; item = item->next)
		if (v->type == JSON_OBJECT)
			json_put(made, item->name, json_copy(c, item));
		else
			json_push(made, json_copy(c, item));
	return made;
}

/* Copies json-c's tree into the arena. The scan has bounded its depth. */
static struct json *copy(struct ctx *c, struct json_c_object *from)
{
	struct json *v;
	const struct lh_entry *m;
	switch (json_object_get_type(from)) {
	case json_type_boolean:
		return json_bool(c, json_object_get_boolean(from));
	case json_type_int:
		return json_int(c, json_object_get_int64(from));
	case json_type_string:
		return json_text(c, arena_copy(c->mem, json_object_get_string(from),
		                        (size_t)json_object_get_string_len(from)));
	case json_type_array:
		v = json_list(c);
		for (size_t i = 0; i < json_object_array_length(from); i++)
			json_push(v, copy(c, json_object_array_get_idx(from, i)));
		return v;
	case json_type_object:
		v = json_object(c);
		lh_foreach(json_object_get_object(from), m)
		    json_put(v, arena_text(c->mem, lh_entry_k(m)), copy(c, lh_entry_v(m)));
		return v;
	case json_type_double:
		/* json-c keeps the text that it read */
		return json_number(c, arena_text(c->mem, json_object_get_string(from)));
	case json_type_null:
		break;
	}
	assert(from == NULL);
	return json_text(c, NULL);
}

static enum err parse(struct ctx *c, const char *text, size_t n, bool foreign, struct json **out)
{
	if (n > INT_MAX)
		return fail(c, E_BAD_JSON, "byte %d: longer than 2^31 - 1 bytes", INT_MAX);
	TRY(json_scan(c, text, n, foreign));
	/* json-c counts a scalar as a level of its own */
	struct json_tokener *tok = json_tokener_new_ex(LIMIT_JSON_DEPTH + 1);
	assert(tok != NULL);
	json_tokener_set_flags(tok, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	struct json_c_object *root = json_tokener_parse_ex(tok, text, (int)n);
	enum json_tokener_error e = json_tokener_get_error(tok);
	/* a number at the end might go on; the NUL says that it doesn't */
	if (e == json_tokener_continue) {
		root = json_tokener_parse_ex(tok, "", 1);
		e = json_tokener_get_error(tok);
	}
	size_t at = json_tokener_get_parse_end(tok);
	json_tokener_free(tok);
	if (e != json_tokener_success)
		return fail(c, E_INTERNAL, "byte %zu: json-c refuses what the scan passed: %s", at,
		    json_tokener_error_desc(e));
	*out = copy(c, root);
	json_object_put(root);
	return OK;
}

enum err json_parse(struct ctx *c, const char *text, size_t n, struct json **out)
{
	return parse(c, text, n, false, out);
}

enum err json_parse_foreign(struct ctx *c, const char *text, size_t n, struct json **out)
{
	return parse(c, text, n, true, out);
}

const struct json *json_get(const struct json *o, const char *name)
{
	if (o == NULL || o->type != JSON_OBJECT)
		return NULL;
	for (const struct json *v = o->first; v != NULL; v = v->next)
		if (strcmp(v->name, name) == 0)
			return v;
	return NULL;
}

const char *json_get_text(const struct json *o, const char *name, const char *fallback)
{
	const struct json *v = json_get(o, name);
	return v != NULL && v->type == JSON_TEXT ? v->text : fallback;
}

bool json_get_true(const struct json *o, const char *name)
{
	const struct json *v = json_get(o, name);
	return v != NULL && v->type == JSON_BOOL && v->b;
}

int64_t json_get_int(const struct json *o, const char *name, int64_t fallback)
{
	const struct json *v = json_get(o, name);
	return v != NULL && v->type == JSON_INT ? v->i : fallback;
}

struct json *json_told(struct ctx *c, const struct fault *f)
{
	struct json *w = json_object(c);
	if (f->detail == NULL)
		return json_text(c, NULL);
	json_put(w, "detail", json_text(c, f->detail));
	if (f->detail_zh != NULL)
		json_put(w, "detailZh", json_text(c, f->detail_zh));
	json_put(w, "field", json_text(c, f->field));
	json_put(w, "rule", json_text(c, f->rule));
	return w;
}

struct json *json_refused(struct ctx *c, const struct fault *f)
{
	struct json *o = f->detail != NULL ? json_told(c, f) : json_object(c);
	struct json *message = json_object(c);
	json_put(message, "en", json_text(c, err_en(f->err)));
	json_put(message, "zh", json_text(c, err_zh(f->err)));
	json_put(o, "error", json_text(c, err_name(f->err)));
	json_put(o, "message", message);
	return o;
}

void json_warn(struct ctx *c, struct json *warnings, const struct fault *f)
{
	json_push(warnings, json_told(c, f));
}
