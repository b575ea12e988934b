#include "agent/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "core/base/buf.h"

#define CONNECTIONS_MAX 32
#define IDLE_SECONDS 30
/* nothing but its own style; its form goes to itself; nobody frames it */
#define POLICY                                                                               \
	"default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; " \
	"base-uri 'none'"

struct agent_server {
	struct agent *agent;
	uint16_t port;
	struct MHD_Daemon *daemon;
};
/* One call on its way. */
struct visit {
	struct ctx c;
	struct buf body;
	bool too_long;
};

static void add_headers(struct MHD_Response *m, const struct agent_reply *out)
{
	const char *const headers[][2] = {
		{ "Content-Type", out->type },
		{ "Cache-Control", "no-store" },
		{ "X-Content-Type-Options", "nosniff" },
		{ "X-Frame-Options", "DENY" },
		{ "Content-Security-Policy", POLICY },
		/* a form of a page without a referrer sends no origin either */
		{ "Referrer-Policy", "same-origin" },
		/* whoever opened the window cannot put another page in its place */
		{ "Cross-Origin-Opener-Policy", "same-origin" },
		{ "Vary", "Origin" },
	};
	const char *const shared[][2] = {
		{ "Access-Control-Allow-Origin", out->allow },
		{ "Access-Control-Allow-Methods", "GET, POST" },
		{ "Access-Control-Allow-Headers", "Content-Type" },
		/* a page of a public address asks a machine's own */
		{ "Access-Control-Allow-Private-Network", "true" },
	};
	for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++)
		MHD_add_response_header(m, headers[i][0], headers[i][1]);
	for (size_t i = 0; out->allow != NULL && i < sizeof(shared) / sizeof(*shared); i++)
		MHD_add_response_header(m, shared[i][0], shared[i][1]);
}

/* Whose socket is at that end, by the kernel's table; -1: nobody's. */
static long owner_in(const char *table, unsigned from, unsigned to)
{
	char line[400];
	unsigned local, remote, uid;
	long found = -1;
	FILE *f = fopen(table, "re");
	while (f != NULL && found < 0 && fgets(line, sizeof(line), f) != NULL)
		if (sscanf(line, " %*u: %*[0-9A-F]:%x %*[0-9A-F]:%x %*x %*x:%*x %*x:%*x %*x %u",
		        &local, &remote, &uid) == 3 &&
		    local == from && remote == to)
			found = (long)uid;
	if (f != NULL)
		fclose(f);
	return found;
}

/* Of several users of a machine each can reach 127.0.0.1: only who runs the agent is answered. */
static bool is_own_user(const struct agent_server *s, struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *who =
	    MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	if (who == NULL || who->client_addr->sa_family != AF_INET)
		return false;
	const unsigned from =
	    ntohs(((const struct sockaddr_in *)(const void *)who->client_addr)->sin_port);
	long uid = owner_in("/proc/net/tcp", from, s->port);
	if (uid < 0)
		uid = owner_in("/proc/net/tcp6", from, s->port);
	return uid == (long)getuid();
}

static enum MHD_Result answer(struct agent_server *s, struct MHD_Connection *connection,
    struct visit *v, struct agent_call *in)
{
	struct agent_reply out;
	in->host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");
	in->origin = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Origin");
	in->body = (struct bytes){ (const uint8_t *)v->body.p, v->body.n };
	/* a name without a value is there, and has none */
	in->wait = MHD_lookup_connection_value_n(
	               connection, MHD_GET_ARGUMENT_KIND, "wait", 4, NULL, NULL) == MHD_YES;
	if (is_own_user(s, connection))
		agent_answer(&v->c, s->agent, in, &out);
	else
		out = (struct agent_reply){ 403, "text/plain", "", NULL };
	OPENSSL_cleanse(v->body.p, v->body.n); /* it may have held a PIN */
	struct MHD_Response *m = MHD_create_response_from_buffer(
	    strlen(out.body), (void *)out.body, MHD_RESPMEM_MUST_COPY);
	add_headers(m, &out);
	enum MHD_Result queued = MHD_queue_response(connection, (unsigned)out.status, m);
	MHD_destroy_response(m);
	return queued;
}

static enum MHD_Result called(void *arg, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *body, size_t *n, void **kept)
{
	struct visit *v = *kept;
	(void)version;
	if (v == NULL) {
		struct ctx c = command_ctx();
		v = arena_new_of(c.mem, struct visit);
		v->c = c;
		/* one byte too many is kept, so that it is refused and not cut off */
		buf_init(&v->body, c.mem, AGENT_BODY_BYTES + 2);
		*kept = v;
		return MHD_YES;
	}
	if (*n > 0) {
		size_t room = AGENT_BODY_BYTES + 1 - v->body.n;
		buf_add(&v->body, body, *n < room ? *n : room);
		*n = 0;
		return MHD_YES;
	}
	struct agent_call in = { .method = method, .path = url };
	return answer(arg, connection, v, &in);
}

static void ended(
    void *arg, struct MHD_Connection *connection, void **kept, enum MHD_RequestTerminationCode why)
{
	struct visit *v = *kept;
	(void)arg;
	(void)connection;
	(void)why;
	if (v != NULL)
		arena_free(v->c.mem);
}

enum err agent_listen(struct ctx *c, struct agent *a, uint16_t port, struct agent_server **out)
{
	struct agent_server *s = arena_new_of(c->mem, struct agent_server);
	const struct sockaddr_in here = { .sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	s->agent = a;
	s->port = port;
	s->daemon =
	    MHD_start_daemon(MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION, port,
	        NULL, NULL, called, s, MHD_OPTION_SOCK_ADDR, &here, MHD_OPTION_CONNECTION_LIMIT,
	        CONNECTIONS_MAX, MHD_OPTION_CONNECTION_TIMEOUT, IDLE_SECONDS,
	        MHD_OPTION_NOTIFY_COMPLETED, ended, NULL, MHD_OPTION_END);
	if (s->daemon == NULL)
		return fail(c, E_STORE, "127.0.0.1:%u: %s", port, strerror(errno));
	*out = s;
	return OK;
}

void agent_stop(struct agent_server *s)
{
	agent_ending(s->agent);
	MHD_stop_daemon(s->daemon);
}
