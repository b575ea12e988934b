#include "core/http/url.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/enc.h"
#include "core/base/limits.h"
#include "core/http/http.h"

static int hex_digit(char ch)
{
	return ch >= '0' && ch <= '9'   ? ch - '0'
	       : ch >= 'a' && ch <= 'f' ? ch - 'a' + 10
	       : ch >= 'A' && ch <= 'F' ? ch - 'A' + 10
	                                : -1;
}

/* Percent-decodes n bytes; plus_is_space as in queries. NULL when it is no UTF-8 without NUL. */
static const char *decode(struct req *r, const char *from, size_t n, bool plus_is_space)
{
	char *out = arena_alloc(r->c.mem, n + 1), *p = out;
	for (size_t i = 0; i < n; i++) {
		if (from[i] == '%' && n - i > 2 && hex_digit(from[i + 1]) >= 0 &&
		    hex_digit(from[i + 2]) >= 0) {
			*p++ = (char)(hex_digit(from[i + 1]) << 4 | hex_digit(from[i + 2]));
			i += 2;
			if (p[-1] == '\0')
				return NULL;
		} else {
			*p++ = from[i];
			if (from[i] == '+' && plus_is_space)
				p[-1] = ' ';
		}
	}
	*p = '\0';
	return text_is_utf8(out) ? out : NULL;
}

enum err url_split(struct req *r, const char *url)
{
	if (strlen(url) > LIMIT_URL_BYTES)
		return fail(&r->c, E_TOO_LARGE, "a URL has at most %d bytes", LIMIT_URL_BYTES);
	const char *mark = strchr(url, '?');
	r->path = mark == NULL ? arena_text(r->c.mem, url)
	                       : arena_copy(r->c.mem, url, (size_t)(mark - url));
	for (const char *at = mark == NULL ? NULL : mark + 1; at != NULL && *at != '\0';) {
		size_t n = strcspn(at, "&");
		const char *equals = memchr(at, '=', n);
		size_t name_n = equals == NULL ? n : (size_t)(equals - at);
		const char *name = decode(r, at, name_n, true);
		const char *value =
		    equals == NULL ? "" : decode(r, equals + 1, n - name_n - 1, true);
		if (name == NULL || value == NULL)
			return fail(&r->c, E_BAD_ENCODING, "the query");
		if (r->query_count == QUERIES_MAX)
			return fail(&r->c, E_BAD_REQUEST, "more than %d parameters", QUERIES_MAX);
		r->queries[r->query_count].name = name;
		r->queries[r->query_count++].value = value;
		at += n + (at[n] == '&');
	}
	return OK;
}

bool url_matches(struct req *r, const char *pattern)
{
	const char *path = r->path;
	size_t count = 0;
	while (*pattern != '\0') {
		if (*pattern != '{') {
			if (*pattern++ != *path++)
				return false;
			continue;
		}
		/* "{name…}" takes the rest of the path, "{name}" one segment of it */
		bool rest = strstr(pattern, "…}") != NULL;
		size_t n = rest ? strlen(path) : strcspn(path, "/");
		const char *value =
		    n == 0 || count == PARAMS_MAX ? NULL : decode(r, path, n, false);
		if (value == NULL)
			return false;
		r->params[count++] = value;
		path += n;
		pattern = strchr(pattern, '}') + 1;
	}
	return *path == '\0';
}

const char *req_query(const struct req *r, const char *name)
{
	for (size_t i = 0; i < r->query_count; i++)
		if (strcmp(r->queries[i].name, name) == 0)
			return r->queries[i].value;
	return NULL;
}

const char *req_given(const struct req *r, const char *name)
{
	const char *text = req_query(r, name);
	return text != NULL && *text != '\0' ? text : NULL;
}

enum err req_query_int(struct req *r, const char *name, const int64_t bounds[2], int64_t *out)
{
	const char *text = req_query(r, name);
	if (text == NULL)
		return OK;
	char *end = NULL;
	int64_t v = strtoll(text, &end, 10);
	if (strcmp(arena_printf(r->c.mem, "%" PRId64, v), text) != 0 || v < bounds[0] ||
	    v > bounds[1])
		return fail_at(&r->c, E_BAD_FIELD, arena_printf(r->c.mem, "?%s", name), text,
		    "a number from %" PRId64 " to %" PRId64, bounds[0], bounds[1]);
	*out = v;
	return OK;
}

/* A host of letters and digits, or an address in brackets, perhaps with a port. */
static bool host_is_one(const char *text)
{
	size_t n =
	    strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.:[]");
	return n > 0 && n <= LIMIT_HOST_BYTES && text[n] == '\0';
}

bool site_is_one(const char *text)
{
	static const char *const schemes[] = { "http://", "https://" };
	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
		if (strncmp(text, schemes[i], strlen(schemes[i])) == 0)
			return host_is_one(text + strlen(schemes[i]));
	return false;
}

const char *req_site(const struct req *r)
{
	if (r->app->site != NULL)
		return r->app->site;
	if (r->host == NULL || !host_is_one(r->host))
		return NULL;
	bool safe = r->forwarded_proto != NULL && strcmp(r->forwarded_proto, "https") == 0;
	return arena_printf(r->c.mem, "%s://%s", safe ? "https" : "http", r->host);
}
