/* A registry of our own on the loopback, which answers as real ones do and as they should not. */
#include "service/registry/registry.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app.h"
#include "core/base/fetch.h"
#include "test/unit.h"

#define WHOLE                                                                                      \
	"{\"name\":\"甲公司\",\"legalRepresentative\":\"张三\",\"address\":\"九寨沟县\"," \
	"\"region\":\"510700\",\"capital\":{\"amount\":\"50000000.00\",\"currency\":\"CNY\"},"     \
	"\"established\":\"2001-02-03\",\"status\":\"存续\"}"

/* By the code that is asked for: what is answered, and what becomes of it. */
static const struct reply_case {
	const char *code;
	unsigned status;
	const char *body, *location;
	enum err want;
	const char *says; /* part of the refusal's detail */
} cases[] = {
	{ "91510700205412308D", 200, WHOLE, NULL, OK, NULL },
	{ "914403001922038216", 404, "{}", NULL, E_NOT_FOUND, "914403001922038216" },
	{ "9144030071526726XG", 200, "<html>", NULL, E_REGISTRY, "as agreed" },
	{ "91330100799655058B", 302, "", "/organisations/91510700205412308D", E_REGISTRY, "302" },
	{ "91350100M000100Y43", 200, "{\"name\":\"乙\",\"status\":\"存续\",\"shares\":1}", NULL,
	    E_REGISTRY, "/shares" },
	{ "12660000MB2000005T", 500, "{}", NULL, E_REGISTRY, "500" },
};

/* How it misbehaves whatever it is asked. */
enum mood { AS_LISTED, TOO_LARGE, SLOW, WORDLESS, WRONG_TYPE };
static struct registry {
	struct MHD_Daemon *daemon;
	char base[64];
	_Atomic enum mood mood;
	_Atomic int asked;
} registry;

static enum MHD_Result answer(
    struct MHD_Connection *to, unsigned status, const char *body, const char *location)
{
	struct MHD_Response *r =
	    MHD_create_response_from_buffer(strlen(body), (void *)body, MHD_RESPMEM_MUST_COPY);
	if (location != NULL)
		MHD_add_response_header(r, "Location", location);
	enum MHD_Result done = MHD_queue_response(to, status, r);
	MHD_destroy_response(r);
	return done;
}

static enum MHD_Result visit(void *arg, struct MHD_Connection *to, const char *url,
    const char *method, const char *version, const char *data, size_t *n, void **visit)
{
	static const char prefix[] = "/v1/organisations/";
	static char large[LIMIT_REGISTRY_BYTES + 2];
	(void)arg, (void)method, (void)version, (void)data, (void)n, (void)visit;
	registry.asked++;
	enum mood mood = registry.mood;
	switch (mood) {
	case TOO_LARGE:
		memset(large, ' ', sizeof(large) - 1);
		return answer(to, 200, large, NULL);
	case SLOW:
		usleep((LIMIT_REGISTRY_MS + 500) * 1000);
		return answer(to, 200, WHOLE, NULL);
	case WORDLESS:
		return answer(to, 200, "", NULL);
	case WRONG_TYPE:
		return answer(to, 200, "{\"name\":\"甲\",\"status\":[1]}", NULL);
	case AS_LISTED:
		break;
	}
	for (size_t i = 0; i < LEN(cases); i++)
		if (strncmp(url, prefix, sizeof(prefix) - 1) == 0 &&
		    strcmp(url + sizeof(prefix) - 1, cases[i].code) == 0)
			return answer(to, cases[i].status, cases[i].body, cases[i].location);
	return answer(to, 400, "", NULL);
}

static int start(void **state)
{
	struct sockaddr_in at = { .sin_family = AF_INET };
	(void)state;
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	registry.daemon =
	    MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION, 0,
	        NULL, NULL, visit, NULL, MHD_OPTION_SOCK_ADDR, &at, MHD_OPTION_END);
	assert_non_null(registry.daemon);
	const union MHD_DaemonInfo *info =
	    MHD_get_daemon_info(registry.daemon, MHD_DAEMON_INFO_BIND_PORT);
	snprintf(registry.base, sizeof(registry.base), "http://127.0.0.1:%d/v1/", info->port);
	return 0;
}

static int stop(void **state)
{
	(void)state;
	MHD_stop_daemon(registry.daemon);
	return 0;
}

static void each_answer_is_told_as_it_is(void **state)
{
	(void)state;
	registry.mood = AS_LISTED;
	for (size_t i = 0; i < LEN(cases); i++) {
		struct ctx c = test_ctx();
		struct registered o = { .name = "untouched" };
		CHECK_ERR(registry_find(&c, registry.base, cases[i].code, &o), cases[i].want);
		assert_string_equal(o.name, cases[i].want == OK ? "甲公司" : "untouched");
		if (cases[i].want == OK)
			assert_string_equal(
			    json_canonical(&c, field_json(&c, registered_fields, &o)),
			    "{\"address\":\"九寨沟县\",\"capital\":{\"amount\":\"50000000.00\","
			    "\"currency\":\"CNY\"},\"established\":\"2001-02-03\","
			    "\"legalRepresentative\":\"张三\",\"name\":\"甲公司\","
			    "\"region\":\"510700\",\"status\":\"存续\"}");
		else
			assert_non_null(strstr(c.fault.detail, cases[i].says));
		test_ctx_end(&c);
	}
}

static void what_is_no_answer_is_refused(void **state)
{
	static const struct {
		enum mood mood;
		const char *says;
	} moods[] = { { TOO_LARGE, "bytes" }, { SLOW, "milliseconds" }, { WORDLESS, "as agreed" },
		{ WRONG_TYPE, "/status" } };
	(void)state;
	for (size_t i = 0; i < LEN(moods); i++) {
		struct ctx c = test_ctx();
		struct registered o;
		registry.mood = moods[i].mood;
		CHECK_ERR(registry_find(&c, registry.base, cases[0].code, &o), E_REGISTRY);
		assert_non_null(strstr(c.fault.detail, moods[i].says));
		test_ctx_end(&c);
	}
	registry.mood = AS_LISTED;
}

/* Nothing is asked about a code whose check does not hold, nor anything but http. */
static void nothing_is_asked_in_vain(void **state)
{
	static const char *const bad[] = { "", "ftp://h", "file:///etc/passwd", "http://",
		"http:///x", "http://h?x=", "http://h#x", "http://u@h", "http://h/ x", "HTTP://h",
		"https://:80" };
	static const char *const good[] = { "http://h", "https://h:8443/v1/", "http://[::1]:80" };
	struct ctx c = test_ctx();
	struct registered o;
	(void)state;
	int asked = registry.asked;
	CHECK_ERR(registry_find(&c, registry.base, "91510700205412308E", &o), E_BAD_CODE);
	assert_int_equal(registry.asked, asked);
	CHECK_ERR(registry_find(&c, NULL, cases[0].code, &o), E_NO_REGISTRY);
	/* a port of nobody's */
	CHECK_ERR(registry_find(&c, "http://127.0.0.1:1", cases[0].code, &o), E_REGISTRY);
	for (size_t i = 0; i < LEN(bad); i++)
		CHECK_ERR(fetch_address(&c, "HENG_REGISTRY", bad[i]), E_BAD_FIELD);
	for (size_t i = 0; i < LEN(good); i++)
		CHECK_OK(&c, fetch_address(&c, "HENG_REGISTRY", good[i]));
	test_ctx_end(&c);
}

static int look_up(struct ctx *c, struct app *app, const char *code, const char **reply)
{
	struct call in = { .method = "POST",
		.url = "/api/registry/lookups",
		.body = arena_printf(c->mem, "{\"code\":\"%s\"}", code) };
	app_call(c, app, &in);
	*reply = in.reply;
	return in.status;
}

/* Through the running centre, workers and all: anybody may ask, signed in or not. */
static void the_route_tells_it(void **state)
{
	struct ctx c = test_ctx();
	struct app *app;
	const char *reply;
	const char *dir = test_folder(&c);
	(void)state;
	const struct app_new new = {
		.dir = dir, .code = "12660000MB2000005T", .name = "x", .practice = true
	};
	struct app_options open = { .dir = dir, .registry = "gopher://x" };
	CHECK_OK(&c, app_init(&c, &new));
	CHECK_ERR(app_open(&c, &open, &app), E_BAD_FIELD);
	open.registry = registry.base;
	CHECK_OK(&c, app_open(&c, &open, &app));
	assert_int_equal(look_up(&c, app, "91510700205412308D", &reply), 200);
	assert_non_null(strstr(reply, "\"suggestion\":{\"address\":\"九寨沟县\""));
	assert_int_equal(look_up(&c, app, "91510700205412308E", &reply), 422);
	assert_int_equal(look_up(&c, app, "914403001922038216", &reply), 404);
	assert_non_null(strstr(reply, "NOT_FOUND"));
	assert_int_equal(look_up(&c, app, "9144030071526726XG", &reply), 502);
	assert_non_null(strstr(reply, "\"REGISTRY\""));
	app_close(app);
	open.registry = NULL;
	CHECK_OK(&c, app_open(&c, &open, &app));
	assert_int_equal(look_up(&c, app, "91510700205412308D", &reply), 404);
	assert_non_null(strstr(reply, "NO_REGISTRY"));
	app_close(app);
	test_folder_end(dir);
	test_ctx_end(&c);
}

int registry_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_answer_is_told_as_it_is),
		cmocka_unit_test(what_is_no_answer_is_refused),
		cmocka_unit_test(nothing_is_asked_in_vain),
		cmocka_unit_test(the_route_tells_it),
	};
	return cmocka_run_group_tests_name("registry", tests, start, stop);
}
