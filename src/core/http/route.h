/* route.h - a route is a row, and the row carries every precondition.
 *
 * The dispatcher enforces rows: it matches, bounds, finds who calls and how they are related to the
 * object in the path, parses the body by its fields, and runs the act in the write lane. A handler
 * holds no permission check, no SQL and no rule: it unpacks, calls one domain function, replies.
 */
#ifndef HENG_CORE_HTTP_ROUTE_H
#define HENG_CORE_HTTP_ROUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/buf.h"
#include "core/base/ctx.h"
#include "core/http/field.h"
#include "core/lane/lane.h"

enum method { M_GET, M_POST, M_PUT, M_DELETE };

/* How a caller may be related to the object of a path. A row's .who is a set of these. */
#define W_CLOCK CTX_CLOCK /* the clock itself: timers */
enum who {
	W_PUBLIC = 1 << 0,    /* anybody, signed in or not */
	W_MEMBER = 1 << 1,    /* anybody signed in for a party */
	W_SELF = 1 << 2,      /* the object is the caller's own */
	W_PRINCIPAL = 1 << 3, /* 招标人, 采购人 of the tender */
	W_AGENCY = 1 << 4,    /* its agency, by a recorded mandate */
	W_TENDERER = 1 << 5,  /* may bid: a party with that role that is neither of the two above */
	W_COMMITTEE = 1 << 6, /* a member of the lot's committee */
	W_SUPERVISOR = 1 << 7, /* of the supervising department */
	W_CENTRE = 1 << 8,     /* the centre's staff */
	W_KEEPER = 1 << 9,     /* who keeps the machine: has the key in its folder */
	W_INSPECTOR = 1 << 10, /* 纪检, 审计: reads what supervision reads, of every department */
	W_CUSTODIAN = 1 << 11, /* 保管人: keeps a share of the keys of the tender's bids */
	/* 三员: whoever runs the system, each for its own work, see service/office */
	W_ADMINISTRATOR = 1 << 12,
	W_SECURITY = 1 << 13,
	W_AUDITOR = 1 << 14,
};

/* The words of the relations in a set, in the order above: "principal, agency". */
struct json *who_list(struct ctx *c, uint32_t who);
const char *who_text(struct ctx *c, uint32_t who);

enum row_kind {
	ROW_READ, /* changes nothing */
	ROW_ACT,  /* must add evidence, or is not committed */
	ROW_KEEP, /* drafts, chunks, sessions: adds none; the list of these is golden-tested */
};

enum row_flag {
	ROW_HTML = 1 << 0,     /* a page: errors are pages too */
	ROW_PRACTICE = 1 << 1, /* only in a practice centre */
	ROW_SECRET = 1 << 3,   /* its answer, or a digest of its body, would tell a secret: neither
	                          is kept for an Idempotency-Key */
	ROW_SEALED = 1 << 2, /* leaves no line in the journal: even that it was called is secret */
	/* Its preparation is long and runs on a worker's thread; the arrival is stamped when that is
	 * done, so that no timer waits for it: never for an act that a deadline can cut off. A read
	 * runs there as a whole. */
	ROW_SLOW = 1 << 4,
	/* Answers everybody alike: who calls is not looked up, so the answer may be compressed even for
	 * who is signed in, see pack.h */
	ROW_SAME = 1 << 5,
};

struct req;

/* The caller's relations to the object named in the path (or, for lists, to the list), added to
 * *who. W_PUBLIC and W_MEMBER are already there. NOT_FOUND. */
typedef enum err relation_fn(struct req *r, uint32_t *who);

struct route {
	enum method method;
	const char *path; /* "/api/lots/{lot}/bids": up to PARAMS_MAX names in braces */
	enum row_kind kind;
	uint32_t flags;
	/* Pure work before the write lane: digests, parsing of containers. May be NULL. */
	enum err (*prepare)(struct req *r);
	enum err (*handler)(struct req *r);
	uint32_t who;
	relation_fn *of;            /* NULL: only W_PUBLIC and W_MEMBER can hold */
	const struct field *fields; /* body; NULL: none is taken */
	size_t body_bytes;          /* sizeof the struct that fields fill */
	/* A body that is not JSON, taken as it comes: called for each piece; see http.h. */
	enum err (*stream)(struct req *r, const void *p, size_t n);
	/* Called when the request ends, however it does: frees what stream holds. */
	void (*stream_end)(struct req *r);
	size_t stream_max_bytes;
	const char *errors; /* names of what it may answer beside the dispatcher's own */
	const char *doc;    /* one line */
};

#define FIELDS(array, type) .fields = (array), .body_bytes = sizeof(type)

#define PARAMS_MAX 3
#define QUERIES_MAX 16

/* What pages may load: nothing but the centre's own files; `more`: whom else they may ask. */
#define REPLY_POLICY_ASKING(more)                                                             \
	"default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; worker-src" \
	" 'self'; connect-src 'self'" more "; manifest-src 'self'; form-action 'self';"       \
	" base-uri 'none'; frame-ancestors 'none'"
#define REPLY_POLICY REPLY_POLICY_ASKING("")
/* Of what is shown within a page: nothing but itself. */
#define FRAMED_POLICY "script-src 'none'; frame-ancestors 'self'"

struct reply {
	int status; /* 0: nothing yet */
	const char *type;
	const void *body; /* in the request's arena, or living longer */
	size_t n;
	int fd; /* a file instead of a body, closed by the server; -1: none */
	const char *etag, *location, *cookie, *disposition, *cache;
	const char *encoding; /* Content-Encoding */
	bool varies;          /* by Accept-Encoding */
	const char *policy;   /* Content-Security-Policy; NULL: REPLY_POLICY */
	bool events;          /* hand the connection to the live events */
	bool framed;          /* pages of this site may show it within themselves */
};

struct app;

struct req {
	struct ctx c;
	struct app *app;
	const struct route *row;
	const char *method, *path; /* as they came */
	const char *params[PARAMS_MAX];
	struct {
		const char *name, *value;
	} queries[QUERIES_MAX];
	size_t query_count;
	const char *if_none_match, *idempotency_key, *csrf, *cookie, *authorization, *digest_header,
	    *last_event_id, *content_type, *accept_encoding, *host, *forwarded_proto;
	bool html; /* answer errors as a page */
	struct buf body_text;
	size_t body_n;
	void *body;     /* the row's struct, parsed */
	void *prepared; /* of the row's prepare */
	const char *id; /* to quote; of every request */
	struct job job;
	struct reply reply;
	const char *digest;     /* of path and body, for the idempotency key */
	int64_t replayed_place; /* the answer came from an earlier request: its entry, or -1 */
	bool replayed;
	bool again;       /* a stored act, run once more */
	void *stream;     /* of the row's stream function */
	struct req *next; /* in the list of the workers */
	void (*done)(struct req *r);
	void *transport;
};

/* The value of a query parameter, decoded; NULL when it is not there. */
const char *req_query(const struct req *r, const char *name);
/* The same; NULL as well where a page's form left it empty. */
const char *req_given(const struct req *r, const char *name);
/* An integer parameter within [min, max]; the fallback where it is missing. BAD_FIELD. */
enum err req_query_int(
    struct req *r, const char *name, const int64_t bounds[2], int64_t *out) CHECKED;

/* Replies. JSON text of the result; for acts the dispatcher adds the receipt. */
enum err reply_json(struct req *r, int status, const struct buf *json);
enum err reply_tree(struct req *r, int status, const struct json *tree);
enum err reply_html(struct req *r, int status, const struct buf *html);
/* Sets the entity tag and tells whether the caller already has this version (then the reply is 304
 * and the handler returns OK at once). tag: without quotes. */
bool reply_unchanged(struct req *r, const char *tag);
/* The Content-Security-Policy that it goes out with. */
const char *reply_policy(const struct reply *reply);

#endif
