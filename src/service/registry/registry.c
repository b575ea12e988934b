#include "service/registry/registry.h"

#include <string.h>

#include "core/base/code.h"
#include "core/base/limits.h"
#include "core/base/fetch.h"

const struct field registered_fields[] = {
	F_TEXT(registered, name, REQUIRED, 1, LIMIT_TITLE_CHARS, "as registered"),
	F_TEXT(registered, legalRepresentative, OPTIONAL, 1, 100, "法定代表人"),
	F_TEXT(registered, address, OPTIONAL, 1, LIMIT_TITLE_CHARS, "住所"),
	F_TEXT(registered, region, OPTIONAL, 6, 6, "行政区划, GB/T 2260"),
	F_MONEY(registered, capital, OPTIONAL, "注册资本"),
	F_DAY(registered, established, OPTIONAL, "成立日期"),
	F_TEXT(registered, status, REQUIRED, 1, 40, "登记状态"),
	F_END,
};

/* A refusal of what it said is one of the registry, not of the caller's request. */
static enum err read_answer(struct ctx *c, struct bytes text, struct registered *out)
{
	struct registered found = { 0 };
	struct json *tree;
	enum err e = json_parse(c, (const char *)text.p, text.n, &tree);
	if (e == OK)
		e = field_parse(c, registered_fields, tree, &found);
	if (e != OK) {
		const struct fault why = c->fault;
		return fail(c, E_REGISTRY, "its answer is not as agreed: %s%s%s",
		    why.field ? why.field : "", why.field ? ": " : "",
		    why.detail ? why.detail : err_en(e));
	}
	*out = found;
	return OK;
}

enum err registry_find(struct ctx *c, const char *base, const char *code, struct registered *out)
{
	TRY(code_uscc_check(c, "/code", code));
	if (base == NULL)
		return fail(c, E_NO_REGISTRY, "the server runs without HENG_REGISTRY");
	size_t n = strlen(base);
	while (n > 0 && base[n - 1] == '/')
		n--;
	struct fetch f = { .url = arena_printf(c->mem, "%.*s/organisations/%s", (int)n, base, code),
		.most_bytes = LIMIT_REGISTRY_BYTES,
		.most_ms = LIMIT_REGISTRY_MS,
		.otherwise = E_REGISTRY };
	TRY(fetch(c, &f));
	if (f.status == 404)
		return fail_at(
		    c, E_NOT_FOUND, "/code", code, "the registry knows no organisation %s", code);
	if (f.status != 200)
		return fail(c, E_REGISTRY, "it answers with status %ld", f.status);
	return read_answer(c, f.answer, out);
}
