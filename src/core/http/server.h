/* server.h - requests over HTTP/1.1 by libmicrohttpd; TLS 1.3 and HTTP/2 are nginx's in front. */
#ifndef HENG_CORE_HTTP_SERVER_H
#define HENG_CORE_HTTP_SERVER_H

#include "core/http/http.h"

struct server;
struct server_options {
	const char *address; /* "127.0.0.1" */
	uint16_t port;       /* 0: any free one */
	unsigned threads;    /* 0: two a core */
	int64_t request_ms;  /* from first to last byte of a small request; 0: LIMIT_REQUEST_MS */
	int64_t beat_ms;     /* between two empty lines of an event stream; 0: 15 s */
};

enum err server_start(
    struct ctx *c, struct app *app, const struct server_options *o, struct server **out) CHECKED;
uint16_t server_port(const struct server *s);
/* Takes no new connections, finishes what was accepted, closes the rest. The lane must still
 * run. */
void server_stop(struct server *s);

#endif
