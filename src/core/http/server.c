/* server.c - libmicrohttpd as the transport. Answers are queued from its own callback only; while a
 * write is in the lane its connection is suspended, and all are resumed before the daemon stops. */
#include "core/http/server.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/tcp.h>
#include <inttypes.h>
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
#include "core/http/worker.h"

#define REAP_MS 500
#define STOP_MS 3000 /* for those who are still sending when the server ends */
#define TURN_MS 50
#define BEAT_MS 15000 /* a stream whose listener is gone keeps its place no longer than two */
#define EVENT_BLOCK_BYTES 4096
/* of one address, so that it alone cannot take every connection; a proxy speaks for all */
#define PER_ADDRESS_MAX (LIMIT_CONNECTIONS / 4 * 3)

/* One request on its way: from its first line to the end of its answer. */
struct visit {
	struct server *server;
	struct MHD_Connection *connection;
	struct req *req;
	struct line *line;
	int64_t since_us;
	_Atomic int64_t limit_us; /* read by the reaper, as in_lane is */
	_Atomic bool in_lane;
	bool answered, refused_early;
	struct listener *listening; /* NULL: not to events */
};

/* One connection: a request, or the time between two. */
struct line {
	struct line *next, *prev; /* of the server's list */
	int fd;
	int64_t idle_since_us;
	struct visit *visit; /* NULL: no request, or not so much as its first line */
	bool cut;
};

struct server {
	struct app *app;
	struct MHD_Daemon *daemon;
	int64_t request_us, beat_us;
	pthread_mutex_t lock; /* of the list */
	struct line *lines;
	pthread_t reaper;
	_Atomic bool stopping;
};

static void line_link(struct server *s, struct line *l)
{
	pthread_mutex_lock(&s->lock);
	l->next = s->lines;
	if (l->next != NULL)
		l->next->prev = l;
	s->lines = l;
	pthread_mutex_unlock(&s->lock);
}

static void line_unlink(struct server *s, struct line *l)
{
	pthread_mutex_lock(&s->lock);
	if (l->next != NULL)
		l->next->prev = l->prev;
	if (l->prev != NULL)
		l->prev->next = l->next;
	else
		s->lines = l->next;
	pthread_mutex_unlock(&s->lock);
}

static void line_visited(struct server *s, struct line *l, struct visit *v)
{
	pthread_mutex_lock(&s->lock);
	l->visit = v;
	l->idle_since_us = moment_steady_us();
	pthread_mutex_unlock(&s->lock);
}

static void wake_listener(void *who)
{
	struct visit *v = who;
	MHD_resume_connection(v->connection);
}

static ssize_t read_events(void *arg, uint64_t pos, char *out, size_t max)
{
	struct visit *v = arg;
	(void)pos;
	long n = hub_take(v->server->app->hub, v->listening, out, max);
	/* a wake-up between the two is not lost: MHD then does not suspend */
	if (n == 0)
		MHD_suspend_connection(v->connection);
	return n < 0 ? MHD_CONTENT_READER_END_OF_STREAM : n;
}

static void add_headers(const struct req *r, struct MHD_Response *m)
{
	const struct reply *reply = &r->reply;
	char now[24];
	snprintf(now, sizeof(now), "%" PRId64, r->c.now_ms);
	const struct {
		const char *name, *value;
	} headers[] = {
		{ "Content-Type", reply->type },
		{ "ETag", reply->etag },
		{ "Location", reply->location },
		{ "Set-Cookie", reply->cookie },
		{ "Content-Disposition", reply->disposition },
		{ "Cache-Control", reply->cache  ? reply->cache
		                   : reply->etag ? "no-cache"
		                                 : "no-store" },
		{ "X-Content-Type-Options", "nosniff" },
		{ "Referrer-Policy", "no-referrer" },
		{ "X-Frame-Options", reply->framed ? "SAMEORIGIN" : "DENY" },
		{ "Content-Encoding", reply->encoding },
		{ "Vary", reply->varies ? "Accept-Encoding" : NULL },
		/* nginx would keep events back until a buffer is full */
		{ "X-Accel-Buffering", reply->events ? "no" : NULL },
		/* the clock that deadlines go by, for pages that show it */
		{ "X-Heng-Now", now },
		{ "Content-Security-Policy", reply_policy(reply) },
	};
	for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++)
		if (headers[i].value != NULL)
			MHD_add_response_header(m, headers[i].name, headers[i].value);
}

/* The caller, for counting; 0 for this machine: there a proxy speaks for many, and counts. */
static uint32_t address_of(struct MHD_Connection *conn)
{
	const struct sockaddr *a =
	    MHD_get_connection_info(conn, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr;
	const struct sockaddr_in *in = (const struct sockaddr_in *)(const void *)a;
	if (a->sa_family != AF_INET || ntohl(in->sin_addr.s_addr) >> 24 == IN_LOOPBACKNET)
		return 0;
	return in->sin_addr.s_addr;
}

static bool listen_to_events(struct visit *v)
{
	v->listening =
	    hub_join(v->server->app->hub, v, address_of(v->connection), v->req->last_event_id);
	/* who vanished without a word is noticed by the beat that nobody acknowledges */
	setsockopt(v->line->fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &(unsigned){ 2 * BEAT_MS },
	    sizeof(unsigned));
	return v->listening != NULL;
}

/* A document takes as long as it is large, at the pace that an upload is allowed. */
static int64_t limit_of_file(const struct visit *v, int64_t bytes)
{
	return moment_steady_us() - v->since_us +
	       (1 + bytes / LIMIT_CHUNK_BYTES) * LIMIT_UPLOAD_MS * INT64_C(1000);
}

static struct MHD_Response *response_of(struct visit *v)
{
	const struct reply *reply = &v->req->reply;
	struct stat st;
	if (reply->events) {
		v->limit_us = INT64_MAX;
		return MHD_create_response_from_callback(
		    MHD_SIZE_UNKNOWN, EVENT_BLOCK_BYTES, read_events, v, NULL);
	}
	if (reply->fd >= 0 && fstat(reply->fd, &st) == 0) {
		v->limit_us = limit_of_file(v, st.st_size);
		return MHD_create_response_from_fd64((uint64_t)st.st_size, reply->fd);
	}
	return MHD_create_response_from_buffer(
	    reply->n, (void *)(uintptr_t)reply->body, MHD_RESPMEM_PERSISTENT);
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
	if (r->reply.events && !listen_to_events(v))
		req_refuse(r, fail(&r->c, E_BUSY, "too many event streams"));
	app->replies[r->reply.status / 100]++;
	struct MHD_Response *m = response_of(v);
	if (m == NULL)
		return MHD_NO;
	add_headers(r, m);
	if (r->reply.status == MHD_HTTP_SERVICE_UNAVAILABLE)
		MHD_add_response_header(m, "Retry-After", "1");
	if (v->refused_early || v->server->stopping)
		MHD_add_response_header(m, "Connection", "close");
	enum MHD_Result ok = MHD_queue_response(v->connection, (unsigned)r->reply.status, m);
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
		{ "Accept-Encoding", &r->accept_encoding },
		{ "Host", &r->host },
		{ "X-Forwarded-Proto", &r->forwarded_proto },
	};
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++)
		*wanted[i].to = arena_text(
		    r->c.mem, MHD_lookup_connection_value(conn, MHD_HEADER_KIND, wanted[i].name));
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
	    MHD_get_connection_info(conn, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct visit *v = calloc(1, sizeof(*v));
	assert(v != NULL);
	v->server = s;
	v->connection = conn;
	v->line = info->socket_context;
	v->since_us = moment_steady_us();
	v->limit_us = s->request_us;
	v->req = req_new(s->app);
	v->req->transport = v;
	v->req->path = arena_text(v->req->c.mem, url);
	s->app->requests++;
	line_visited(s, v->line, v);
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
	/* suspended first: the lane, or a worker, may be done before req_run returns */
	const struct route *row = v->req->row;
	bool read = row->kind == ROW_READ && (row->flags & ROW_SLOW) == 0;
	if (!read && v->server->stopping) {
		req_refuse(v->req, E_STOPPING);
		return answer(v);
	}
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

static void completed(
    void *cls, struct MHD_Connection *conn, void **state, enum MHD_RequestTerminationCode how)
{
	struct server *s = cls;
	struct visit *v = *state;
	(void)conn;
	(void)how;
	if (v == NULL)
		return;
	if (v->listening != NULL)
		hub_leave(s->app->hub, v->listening);
	line_visited(s, v->line, NULL);
	req_free(v->req);
	free(v);
	*state = NULL;
}

static void connection_changed(
    void *cls, struct MHD_Connection *conn, void **state, enum MHD_ConnectionNotificationCode code)
{
	struct server *s = cls;
	if (code == MHD_CONNECTION_NOTIFY_CLOSED) {
		s->app->connections--;
		line_unlink(s, *state);
		free(*state);
		*state = NULL;
		return;
	}
	struct line *l = calloc(1, sizeof(*l));
	assert(l != NULL);
	l->fd = MHD_get_connection_info(conn, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
	l->idle_since_us = moment_steady_us();
	s->app->connections++;
	line_link(s, l);
	*state = l;
}

static bool beyond_limit(const struct server *s, const struct line *l, int64_t now_us)
{
	const struct visit *v = l->visit;
	/* between requests, and until the first line of one is here */
	if (v == NULL)
		return now_us - l->idle_since_us > 2 * s->request_us;
	return !v->in_lane && v->limit_us != INT64_MAX && now_us - v->since_us > v->limit_us;
}

/* Ends requests that take longer than they may: a byte a second must not live. */
static void *reap(void *arg)
{
	struct server *s = arg;
	int64_t beat_us = moment_steady_us();
	while (!s->stopping) {
		int64_t now_us = moment_steady_us();
		if (now_us - beat_us > s->beat_us) {
			hub_beat(s->app->hub);
			beat_us = now_us;
		}
		pthread_mutex_lock(&s->lock);
		for (struct line *l = s->lines; l != NULL; l = l->next)
			if (!l->cut && beyond_limit(s, l, now_us)) {
				shutdown(l->fd, SHUT_RDWR);
				l->cut = true;
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
	/* a listener that leaves; a thousand of them would fill the journal */
	if (strstr(line, "Failed to send") != NULL && strstr(line, "/api/events") != NULL)
		return;
	JOURNAL("http", { "detail", line, 0 });
}

enum err server_start(
    struct ctx *c, struct app *app, const struct server_options *o, struct server **out)
{
	struct sockaddr_in addr = { .sin_family = AF_INET, .sin_port = htons(o->port) };
	if (inet_pton(AF_INET, o->address, &addr.sin_addr) != 1)
		return fail(c, E_BAD_REQUEST, "%s is no IPv4 address", o->address);
	struct server *s = calloc(1, sizeof(*s));
	assert(s != NULL);
	s->app = app;
	s->request_us = (o->request_ms ? o->request_ms : LIMIT_REQUEST_MS) * 1000;
	s->beat_us = (o->beat_ms ? o->beat_ms : BEAT_MS) * INT64_C(1000);
	pthread_mutex_init(&s->lock, NULL);
	app->hub = hub_new(app, wake_listener);
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned threads = o->threads ? o->threads : 2 * (unsigned)(cores > 0 ? cores : 1);
	s->daemon = MHD_start_daemon(
	    MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG, 0, NULL,
	    NULL, handle, s, MHD_OPTION_EXTERNAL_LOGGER, daemon_says, NULL, MHD_OPTION_SOCK_ADDR,
	    (struct sockaddr *)&addr, MHD_OPTION_URI_LOG_CALLBACK, begin, s,
	    MHD_OPTION_NOTIFY_COMPLETED, completed, s, MHD_OPTION_NOTIFY_CONNECTION,
	    connection_changed, s, MHD_OPTION_CONNECTION_LIMIT, (unsigned)LIMIT_CONNECTIONS,
	    MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)PER_ADDRESS_MAX,
	    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)(2 * s->request_us / 1000000),
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)LIMIT_HEADERS_BYTES * 2,
	    MHD_OPTION_THREAD_POOL_SIZE, threads, MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u,
	    MHD_OPTION_END);
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

enum busy { IDLE, SENDING, IN_LANE };

static enum busy busy(struct server *s)
{
	enum busy most = IDLE;
	pthread_mutex_lock(&s->lock);
	for (struct line *l = s->lines; l != NULL; l = l->next) {
		const struct visit *v = l->visit;
		if (v == NULL || (v->answered && v->listening == NULL))
			continue;
		if (v->in_lane || most == IDLE)
			most = v->in_lane ? IN_LANE : SENDING;
	}
	pthread_mutex_unlock(&s->lock);
	return most;
}

void server_stop(struct server *s)
{
	if (s == NULL)
		return;
	MHD_socket listening = MHD_quiesce_daemon(s->daemon);
	s->stopping = true;
	if (s->app->workers != NULL)
		workers_refuse(s->app->workers);
	pthread_join(s->reaper, NULL);
	hub_end(s->app->hub);
	/* what was accepted is finished; who is still sending has its time cut short */
	int waited_ms = 0;
	for (enum busy b; (b = busy(s)) != IDLE && (b == IN_LANE || waited_ms < STOP_MS);
	     waited_ms += TURN_MS)
		usleep(TURN_MS * 1000);
	MHD_stop_daemon(s->daemon);
	if (listening != MHD_INVALID_SOCKET)
		close(listening);
	/* the hub stays for app_close: the lane may still be telling it of commits */
	pthread_mutex_destroy(&s->lock);
	free(s);
}
