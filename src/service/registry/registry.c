#include "service/registry/registry.h"

#include <curl/curl.h>
#include <pthread.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/code.h"
#include "core/base/limits.h"

#define BASE_BYTES_MAX 500

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

enum err registry_check(struct ctx *c, const char *base)
{
	static const char chars[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	                            "-._~:/[]";
	size_t n = strnlen(base, BASE_BYTES_MAX + 1);
	const char *host = strncmp(base, "http://", 7) == 0    ? base + 7
	                   : strncmp(base, "https://", 8) == 0 ? base + 8
	                                                       : "";
	/* no user, no query: what is appended is a path */
	if (*host == '\0' || *host == '/' || *host == ':' || n > BASE_BYTES_MAX ||
	    host[strspn(host, chars)] != '\0')
		return fail_at(c, E_BAD_FIELD, "HENG_REGISTRY", base,
		    "http://HOST or https://HOST, with a port and a path at most");
	return OK;
}

/* What comes, up to the limit. */
struct answer {
	struct buf text;
	bool too_large;
};

static size_t take(char *p, size_t size, size_t n, void *arg)
{
	struct answer *a = arg;
	if (a->text.n + size * n > LIMIT_REGISTRY_BYTES) {
		a->too_large = true;
		return 0;
	}
	buf_add(&a->text, p, size * n);
	return size * n;
}

static void begin(void)
{
	curl_global_init(CURL_GLOBAL_DEFAULT);
}

static enum err ask(struct ctx *c, const char *url, struct answer *a, long *status)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, begin);
	CURL *curl = curl_easy_init();
	if (curl == NULL)
		return fail(c, E_INTERNAL, "libcurl does not start");
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_PROXY, ""); /* not what the environment happens to say */
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, LIMIT_REGISTRY_MS);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, a);
	CURLcode rc = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, status);
	curl_easy_cleanup(curl);
	if (a->too_large)
		return fail(c, E_REGISTRY, "it answers more than %ld bytes", LIMIT_REGISTRY_BYTES);
	if (rc == CURLE_OPERATION_TIMEDOUT)
		return fail(c, E_REGISTRY, "no answer within %ld milliseconds", LIMIT_REGISTRY_MS);
	return rc == CURLE_OK ? OK : fail(c, E_REGISTRY, "%s", curl_easy_strerror(rc));
}

/* A refusal of what it said is one of the registry, not of the caller's request. */
static enum err read_answer(struct ctx *c, const struct buf *text, struct registered *out)
{
	struct registered found = { 0 };
	struct json *tree;
	enum err e = json_parse(c, text->n > 0 ? text->p : "", text->n, &tree);
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
	struct answer a = { 0 };
	long status = 0;
	TRY(code_uscc_check(c, "/code", code));
	if (base == NULL)
		return fail(c, E_NO_REGISTRY, "the server runs without HENG_REGISTRY");
	size_t n = strlen(base);
	while (n > 0 && base[n - 1] == '/')
		n--;
	buf_init(&a.text, c->mem, LIMIT_REGISTRY_BYTES + 1);
	TRY(ask(c, arena_printf(c->mem, "%.*s/organisations/%s", (int)n, base, code), &a, &status));
	if (status == 404)
		return fail_at(
		    c, E_NOT_FOUND, "/code", code, "the registry knows no organisation %s", code);
	if (status != 200)
		return fail(c, E_REGISTRY, "it answers with status %ld", status);
	return read_answer(c, &a.text, out);
}
