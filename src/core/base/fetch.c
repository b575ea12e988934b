#include "core/base/fetch.h"

#include <curl/curl.h>
#include <pthread.h>
#include <string.h>

#include "core/base/buf.h"

#define ADDRESS_BYTES 500

enum err fetch_address(struct ctx *c, const char *field, const char *url)
{
	static const char chars[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	                            "-._~:/[]";
	size_t n = strnlen(url, ADDRESS_BYTES + 1);
	const char *host = strncmp(url, "http://", 7) == 0    ? url + 7
	                   : strncmp(url, "https://", 8) == 0 ? url + 8
	                                                      : "";
	if (*host == '\0' || *host == '/' || *host == ':' || n > ADDRESS_BYTES ||
	    host[strspn(host, chars)] != '\0')
		return fail_at(c, E_BAD_FIELD, field, url,
		    "http://HOST or https://HOST, with a port and a path at most");
	return OK;
}

struct taking {
	struct buf text;
	long most;
	bool too_large;
};

static size_t take(char *p, size_t size, size_t n, void *arg)
{
	struct taking *a = arg;
	if (a->text.n + size * n > (size_t)a->most) {
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

static CURLcode perform(CURL *curl, const struct fetch *f, struct taking *a)
{
	struct curl_slist *headers = NULL;
	curl_easy_setopt(curl, CURLOPT_URL, f->url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_PROXY, ""); /* not what the environment happens to say */
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, f->most_ms);
	/* a name that is not resolved is not waited for */
	curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, a);
	if (f->type != NULL) {
		char type[100];
		snprintf(type, sizeof(type), "Content-Type: %s", f->type);
		headers = curl_slist_append(NULL, type);
		curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
		curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)f->body.n);
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, f->body.p);
	}
	CURLcode rc = curl_easy_perform(curl);
	curl_slist_free_all(headers);
	return rc;
}

enum err fetch(struct ctx *c, struct fetch *f)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct taking a = { .most = f->most_bytes };
	pthread_once(&once, begin);
	CURL *curl = curl_easy_init();
	if (curl == NULL)
		return fail(c, E_INTERNAL, "libcurl does not start");
	buf_init(&a.text, c->mem, (size_t)f->most_bytes + 1);
	CURLcode rc = perform(curl, f, &a);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &f->status);
	curl_easy_cleanup(curl);
	if (a.too_large)
		return fail(c, f->otherwise, "it answers more than %ld bytes", f->most_bytes);
	if (rc == CURLE_OPERATION_TIMEDOUT)
		return fail(c, f->otherwise, "no answer within %ld milliseconds", f->most_ms);
	if (rc != CURLE_OK)
		return fail(c, f->otherwise, "%s", curl_easy_strerror(rc));
	f->answer = (struct bytes){ (const uint8_t *)a.text.p, a.text.n };
	return OK;
}
