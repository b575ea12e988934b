/* site.h - a centre served within the test, with who is needed to use it. */
#ifndef HENG_TEST_HTTP_SITE_H
#define HENG_TEST_HTTP_SITE_H

#include "app.h"
#include "test/served.h"

struct site {
	struct ctx c;
	struct app *app;
	struct server *server;
	uint16_t port;
	char dir[40];
	const char *buyer, *owner, *other; /* tokens: a procuring entity, two tenderers */
	const char *owner_person;
};

/* request_ms: the server's limit for a small request; 0: its own. */
bool site_open(struct site *s, int64_t request_ms);
void site_close(struct site *s);

/* One request over a connection of its own; *v, if not NULL, gets its JSON. */
struct answer_got site_ask(struct site *s, const struct ask *a, struct json **v);
/* The result of a POST that must succeed; NULL, and told, when it does not. */
const struct json *site_post(struct site *s, const char *token, const char *url, const char *body);
/* A tender on its way to its notice: the URL to POST to. */
const char *site_publication(struct site *s);
/* Whether it is that status, and, in an error, that name; tells when not. */
bool site_is(const struct answer_got *got, int status, const char *error);

/* The parts of this test: each tells by itself what is wrong. */
bool limits_hold(struct site *s);
bool types_and_csrf(struct site *s);
bool packs_what_it_may(struct site *s);
bool uploads_go_on(struct site *s);
bool repeated_under_load(struct site *s);
bool events_come_once(struct site *s);
bool slow_clients_end(struct site *s); /* of a site with a limit of SLOW_LIMIT_MS */
bool stop_is_orderly(struct arena *mem, const char *argv0);
#define SLOW_LIMIT_MS 1000

#define CHECK(condition, ...)                                           \
	do {                                                            \
		if (!(condition)) {                                     \
			fprintf(stderr, "%s:%d: ", __FILE__, __LINE__); \
			fprintf(stderr, __VA_ARGS__);                   \
			fputc('\n', stderr);                            \
			return false;                                   \
		}                                                       \
	} while (0)

#endif
