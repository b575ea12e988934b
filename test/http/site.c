#include "test/http/site.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/base/json.h"
#include "core/base/moment.h"

#define SITE_BYTES ((size_t)1 << 30)

bool site_is(const struct answer_got *got, int status, const char *error)
{
	const char *name = error == NULL ? NULL : got->body ? strstr(got->body, error) : NULL;
	if (got->status == status && (error == NULL || name != NULL))
		return true;
	fprintf(stderr, "%d %s; wanted %d %s\n", got->status, got->body ? got->body : "", status,
	    error ? error : "");
	return false;
}

struct answer_got site_ask(struct site *s, const struct ask *a, struct json **v)
{
	struct answer_got got = ask_once(s->c.mem, s->port, a);
	if (v != NULL) {
		*v = NULL;
		if (got.n > 0 && json_parse(&s->c, got.body, got.n, v) != OK)
			fprintf(stderr, "%s: no JSON: %s\n", a->url, got.body);
	}
	return got;
}

const struct json *site_post(struct site *s, const char *token, const char *url, const char *body)
{
	struct json *v = NULL;
	const struct ask a = { .method = "POST", .url = url, .token = token, .body = body };
	struct answer_got got = site_ask(s, &a, &v);
	if (got.status / 100 != 2 || v == NULL) {
		fprintf(stderr, "%s: %d %s\n", url, got.status, got.body ? got.body : "");
		return NULL;
	}
	return json_get(v, "result") ? json_get(v, "result") : v;
}

static const char *enter(struct site *s, const char *name, const char *role, const char **person)
{
	struct ctx *c = &s->c;
	const struct json *v = site_post(s, NULL, "/api/parties",
	    arena_printf(c->mem,
	        "{\"name\":\"%s\",\"contact\":\"x\",\"identifier\":{\"scheme\":\"TEST\",\"id\":\"%"
	        "s\"},"
	        "\"roles\":[\"%s\"]}",
	        name, name, role));
	*person = json_get_text(v, "person", "");
	v = site_post(s, NULL, "/api/practice/sessions",
	    arena_printf(c->mem, "{\"person\":\"%s\",\"token\":true}", *person));
	return json_get_text(v, "token", "");
}

const char *site_publication(struct site *s)
{
	static int codes;
	struct ctx *c = &s->c;
	const struct json *v = site_post(s, s->buyer, "/api/projects",
	    arena_printf(c->mem, "{\"code\":\"%d\",\"name\":\"x\"}", ++codes));
	v = site_post(s, s->buyer, "/api/tenders",
	    arena_printf(c->mem,
	        "{\"project\":\"%s\",\"kind\":\"foreign-works-japan\",\"title\":\"x\","
	        "\"mandatory\":false,\"stateControlled\":true,\"funding\":\"state\","
	        "\"qualification\":\"after\",\"method\":\"open\",\"organisation\":\"self\","
	        "\"lots\":[{\"title\":\"x\",\"ceiling\":{\"amount\":\"9000000\","
	        "\"currency\":\"JPY\"}}]}",
	        json_get_text(v, "id", "")));
	const char *base = arena_printf(c->mem, "/api/tenders/%s", json_get_text(v, "id", ""));
	site_post(s, s->buyer, arena_printf(c->mem, "%s/announcement", base),
	    arena_printf(c->mem, "{\"text\":\"x\",\"deadline\":\"%s\",\"windowMinutes\":30}",
	        moment_text(c, lane_now_ms(s->app->lane) + HOUR_MS)));
	site_post(s, s->buyer, arena_printf(c->mem, "%s/confirmation", base), NULL);
	return arena_printf(c->mem, "%s/publication", base);
}

bool site_open(struct site *s, int64_t request_ms)
{
	*s = (struct site){ .dir = "/tmp/heng-http-XXXXXX" };
	s->c = (struct ctx){ .mem = arena_new(SITE_BYTES), .now_ms = moment_system_ms() };
	rng_system_seed(s->c.rng.seed);
	CHECK(mkdtemp(s->dir) != NULL, "no folder");
	const struct app_new new = {
		.dir = s->dir, .code = "12660000MB2000005T", .name = "x", .practice = true
	};
	const struct app_options open = { .dir = s->dir };
	const struct server_options serve = {
		.address = "127.0.0.1", .request_ms = request_ms, .beat_ms = 100
	};
	CHECK(app_init(&s->c, &new) == OK && app_open(&s->c, &open, &s->app) == OK &&
	          server_start(&s->c, s->app, &serve, &s->server) == OK,
	    "%s", s->c.fault.detail);
	s->port = server_port(s->server);
	const char *person;
	s->buyer = enter(s, "buyer", "procuringEntity", &person);
	s->other = enter(s, "other", "tenderer", &person);
	s->owner = enter(s, "owner", "tenderer", &s->owner_person);
	return true;
}

void site_close(struct site *s)
{
	char command[64];
	server_stop(s->server);
	app_close(s->app);
	arena_free(s->c.mem);
	snprintf(command, sizeof(command), "rm -rf %s", s->dir);
	if (system(command) != 0)
		fprintf(stderr, "%s stays\n", s->dir);
}
