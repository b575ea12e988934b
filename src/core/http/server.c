/* server.c - libmicrohttpd as the transport. Answers are queued from its own callback only; while a
 * write is in the lane its connection is suspended, and all are resumed before the daemon stops. */
#include "core/http/server.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/base/journal.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/http/event.h"

#define IDLE_S 60
#define REAP_MS 500
#define EVENT_BLOCK_BYTES 4096
#define PER_ADDRESS_MAX 1200 /* of one address, so that it alone cannot take every connection */

/* One request on its way, or an idle connection between two. */
struct visit {
	struct visit *next, *prev; /* of the server's list */
	struct server *server;
	struct MHD_Connection *connection;
	struct req *req;
	int fd;
	int64_t since_us, limit_us;
	bool answered, in_lane, refused_early, listening;
};

struct server {
	struct app *app;
	struct MHD_Daemon *daemon;
	pthread_mutex_t lock; /* of the list */
	struct visit *visits;
	pthread_t reaper;
	_Atomic bool stopping;
};

static void visit_link(struct server *s, struct visit *v)
{
	pthread_mutex_lock(&s->lock);
	v->next = s->visits;
	if (v->next != NULL)
		v->next->prev = v;
	s->visits = v;
	pthread_mutex_unlock(&s->lock);
}

static void visit_unlink(struct server *s, struct visit *v)
{
	pthread_mutex_lock(&s->lock);
	if (v->next != NULL)
		v->next->prev = v->prev;
	if (v->prev != NULL)
		v->prev->next = v->next;
	else
		s->visits = v->next;
	pthread_mutex_unlock(&s->lock);
}

static void wake_listener(void *listener)
{
	struct visit *v = listener;
	MHD_resume_connection(v->connection);
}

static ssize_t read_events(void *arg, uint64_t pos, char *out, size_t max)
{
	struct visit *v = arg;
	(void)pos;
	long n = hub_take(v->server->app->hub, v, out, max);
	/* a wake-up between the two is not lost: MHD then does not suspend */
	if (n == 0)
		MHD_suspend_connection(v->connection);
	return n < 0 ? MHD_CONTENT_READER_END_OF_STREAM : n;
}

static void add_headers(const struct reply *reply, struct MHD_Response *m)
{
	const struct {
		const char *name, *value;
	} headers[] = {
		{ "Content-Type", reply->type },
		{ "ETag", reply->etag },
		{ "Location", reply->location },
		{ "Set-Cookie", reply->cookie },
		{ "Content-Disposition", reply->disposition },
		{ "Cache-Control", reply->cache ? reply->cache : reply->etag ? "no-cache" : "no-store" },
		{ "X-Content-Type-Options", "nosniff" },
		{ "Referrer-Policy", "no-referrer" },
		{ "X-Frame-Options", "DENY" },
		{ "Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self';"
		                             " script-src 'self'; connect-src 'self'; form-action 'self';"
		                             " base-uri 'none'; frame-ancestors 'none'" },
	};
	for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++)
		if (headers[i].value != NULL)
			MHD_add_response_header(m, headers[i].name, headers[i].value);
}

static struct MHD_Response *response_of(struct visit *v)
{
	const struct reply *reply = &v->req->reply;
	struct stat st;
	if (reply->events) {
		int64_t after = -1;
		if (v->req->last_event_id != NULL)
			after = strtoll(v->req->last_event_id, NULL, 10);
		v->listening = hub_join(v->server->app->hub, v, after);
		v->limit_us = INT64_MAX;
		return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, EVENT_BLOCK_BYTES,
		    read_events, v, NULL);
	}
	if (reply->fd >= 0 && fstat(reply->fd, &st) == 0)
		return MHD_create_response_from_fd64((uint64_t)st.st_size, reply->fd);
	return MHD_create_response_from_buffer(reply->n, (void *)(uintptr_t)reply->body,
	    MHD_RESPMEM_PERSISTENT);
}

static void journal_visit(const struct visit *v)
{
	const struct req *r = v->req;
	if (!v->server->app->journal || (r->row != NULL && (r->row->flags & ROW_SEALED) != 0))
		return;
	JOURNAL("request", { "id", r->id, 0 }, { "method", r->method, 0 },
	    { "path", r->row ? r->row->path : "-", 0 }, { "status", NULL, r->reply.status },
	    { "us", NULL, moment_steady_us() - v->since_us });
}

static enum MHD_Result answer(struct visit *v)
{
	struct app *app = v->server->app;
	struct req *r = v->req;
	v->answered = true;
	if (v->in_lane)
		req_finish_replayed(r);
	app->replies[r->reply.status / 100]++;
	struct MHD_Response *m = response_of(v);
	if (m == NULL)
		return MHD_NO;
	add_headers(&r->reply, m);
	if (v->refused_early || v->server->stopping)
		MHD_add_response_header(m, "Connection", "close");
	enum MHD_Result ok =
	    MHD_queue_response(v->connection, (unsigned)r->reply.status, m);
	MHD_destroy_response(m);
	journal_visit(v);
	return ok;
}

static void lane_done(struct req *r)
{
	struct visit *v = r->transport;
	MHD_resume_connection(v->connection);
}

static void take_headers(struct MHD_Connection *conn, struct req *r)
{
	const struct {
		const char *name, **to;
	} wanted[] = {
		{ "Cookie", &r->cookie },
		{ "Authorization", &r->authorization },
		{ "If-None-Match", &r->if_none_match },
		{ "Idempotency-Key", &r->idempotency_key },
		{ "X-CSRF-Token", &r->csrf },
		{ "X-Chunk-SHA256", &r->digest_header },
		{ "Last-Event-ID", &r->last_event_id },
		{ "Content-Type", &r->content_type },
	};
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++)
		*wanted[i].to = arena_text(r->c.mem,
		    MHD_lookup_connection_value(conn, MHD_HEADER_KIND, wanted[i].name));
}

/* A body that announces more than the row takes is refused before it is sent. */
static bool announced_too_large(struct MHD_Connection *conn, struct req *r)
{
	const char *text =
	    MHD_lookup_connection_value(conn, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);
	size_t most = r->row->stream != NULL ? r->row->stream_max_bytes : LIMIT_BODY_BYTES;
	if (text == NULL || strtoull(text, NULL, 10) <= most)
		return false;
	req_refuse(r, fail(&r->c, E_TOO_LARGE, "%s bytes announced, %zu allowed", text, most));
	return true;
}

/* Called by MHD with the whole target, query included, before it parses it. */
static void *begin(void *cls, const char *url, struct MHD_Connection *conn)
{
	struct server *s = cls;
	const union MHD_ConnectionInfo *info =
	    MHD_get_connection_info(conn, MHD_CONNECTION_INFO_CONNECTION_FD);
	struct visit *v = calloc(1, sizeof(*v));
	assert(v != NULL);
	v->server = s;
	v->connection = conn;
	v->fd = info == NULL ? -1 : info->connect_fd;
	v->since_us = moment_steady_us();
	v->limit_us = LIMIT_REQUEST_MS * 1000;
	v->req = req_new(s->app);
	v->req->transport = v;
	v->req->path = arena_text(v->req->c.mem, url);
	s->app->requests++;
	visit_link(s, v);
	return v;
}

static enum MHD_Result visit_first(struct visit *v, const char *method)
{
	struct req *r = v->req;
	take_headers(v->connection, r);
	v->refused_early = !req_match(r, method, r->path) || announced_too_large(v->connection, r);
	if (v->refused_early)
		return answer(v);
	if (r->row->stream != NULL)
		v->limit_us = LIMIT_UPLOAD_MS * INT64_C(1000);
	return MHD_YES;
}

static enum MHD_Result handle(void *cls, struct MHD_Connection *conn, const char *url,
    const char *method, const char *version, const char *upload, size_t *upload_n, void **state)
{
	struct visit *v = *state;
	(void)cls;
	(void)conn;
	(void)url;
	(void)version;
	if (v->req->method == NULL)
		return visit_first(v, method);
	if (*upload_n > 0) {
		/* what comes after a refusal is read and thrown away, up to the reaper's limit */
		if (!v->refused_early && !req_body(v->req, upload, *upload_n))
			v->refused_early = true;
		*upload_n = 0;
		return MHD_YES;
	}
	if (v->answered)
		return MHD_YES;
	if (v->refused_early || v->in_lane)
		return answer(v);
	/* suspended first: the lane may be done before req_run returns */
	bool read = v->req->row->kind == ROW_READ;
	if (!read) {
		v->in_lane = true;
		MHD_suspend_connection(v->connection);
	}
	if (!req_run(v->req, lane_done))
		return MHD_YES;
	if (!read) {
		MHD_resume_connection(v->connection);
		return MHD_YES;
	}
	return answer(v);
}

static void completed(void *cls, struct MHD_Connection *conn, void **state,
    enum MHD_RequestTerminationCode how)
{
	struct server *s = cls;
	struct visit *v = *state;
	(void)conn;
	(void)how;
	if (v == NULL)
		return;
	if (v->listening)
		hub_leave(s->app->hub, v);
	visit_unlink(s, v);
	req_free(v->req);
	free(v);
	*state = NULL;
}

static void connection_changed(void *cls, struct MHD_Connection *conn, void **state,
    enum MHD_ConnectionNotificationCode code)
{
	struct server *s = cls;
	(void)conn;
	(void)state;
	s->app->connections += code == MHD_CONNECTION_NOTIFY_STARTED ? 1 : -1;
}

/* Ends requests that take longer than they may: a byte a second must not live. */
static void *reap(void *arg)
{
	struct server *s = arg;
	while (!s->stopping) {
		int64_t now_us = moment_steady_us();
		pthread_mutex_lock(&s->lock);
		for (struct visit *v = s->visits; v != NULL; v = v->next)
			if (!v->in_lane && v->limit_us != INT64_MAX &&
			    now_us - v->since_us > v->limit_us) {
				shutdown(v->fd, SHUT_RDWR);
				v->limit_us = INT64_MAX;
				s->app->reaped++;
			}
		pthread_mutex_unlock(&s->lock);
		usleep(REAP_MS * 1000);
	}
	return NULL;
}

static void daemon_says(void *cls, const char *fmt, va_list ap)
{
	char line[512]; /* MHD's messages are one short line */
	(void)cls;
	vsnprintf(line, sizeof(line), fmt, ap);
	line[strcspn(line, "\n")] = '\0';
	JOURNAL("http", { "detail", line, 0 });
}

enum err server_start(struct ctx *c, struct app *app, const struct server_options *o,
    struct server **out)
{
	struct sockaddr_in addr = { .sin_family = AF_INET, .sin_port = htons(o->port) };
	if (inet_pton(AF_INET, o->address, &addr.sin_addr) != 1)
		return fail(c, E_BAD_REQUEST, "%s is no IPv4 address", o->address);
	struct server *s = calloc(1, sizeof(*s));
	assert(s != NULL);
	s->app = app;
	pthread_mutex_init(&s->lock, NULL);
	app->hub = hub_new(app, wake_listener);
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned threads = o->threads ? o->threads : 2 * (unsigned)(cores > 0 ? cores : 1);
	s->daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME |
	                                 MHD_USE_ERROR_LOG,
	    0, NULL, NULL, handle, s, MHD_OPTION_EXTERNAL_LOGGER, daemon_says, NULL,
	    MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&addr, MHD_OPTION_URI_LOG_CALLBACK, begin, s,
	    MHD_OPTION_NOTIFY_COMPLETED, completed, s, MHD_OPTION_NOTIFY_CONNECTION,
	    connection_changed, s, MHD_OPTION_CONNECTION_LIMIT, (unsigned)LIMIT_CONNECTIONS,
	    MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)PER_ADDRESS_MAX,
	    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_S, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
	    (size_t)LIMIT_HEADERS_BYTES * 2, MHD_OPTION_THREAD_POOL_SIZE, threads,
	    MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u, MHD_OPTION_END);
	if (s->daemon == NULL) {
		hub_free(app->hub);
		app->hub = NULL;
		free(s);
		return fail(c, E_STORE, "%s:%u cannot be listened on: %s", o->address, o->port,
		    strerror(errno));
	}
	int rc = pthread_create(&s->reaper, NULL, reap, s);
	assert(rc == 0);
	*out = s;
	return OK;
}

uint16_t server_port(const struct server *s)
{
	return MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

static bool busy(struct server *s)
{
	bool yes = false;
	pthread_mutex_lock(&s->lock);
	for (struct visit *v = s->visits; v != NULL && !yes; v = v->next)
		yes = !v->answered || v->listening;
	pthread_mutex_unlock(&s->lock);
	return yes;
}

void server_stop(struct server *s)
{
	if (s == NULL)
		return;
	MHD_socket listening = MHD_quiesce_daemon(s->daemon);
	s->stopping = true;
	pthread_join(s->reaper, NULL);
	hub_end(s->app->hub);
	/* what was accepted is finished; who is still sending has its time cut short */
	for (int i = 0; i < 100 && busy(s); i++)
		usleep(50 * 1000);
	MHD_stop_daemon(s->daemon);
	if (listening != MHD_INVALID_SOCKET)
		close(listening);
	/* the hub stays for app_close: the lane may still be telling it of commits */
	pthread_mutex_destroy(&s->lock);
	free(s);
}
