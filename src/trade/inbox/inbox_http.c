#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "service/party/party.h"
#include "trade/inbox/inbox.h"
#include "trade/inbox/inbox_db.h"

#include <string.h>

static struct json *message_json(struct ctx *c, const struct message *m, int64_t read_ms)
{
	struct json *o = json_object(c);
	json_put(o, "at", json_text(c, moment_text(c, m->at_ms)));
	json_put(o, "id", json_text(c, m->id));
	json_put(o, "kind", json_text(c, m->kind));
	json_put(o, "lot", json_text(c, m->lot));
	json_put(o, "new", json_bool(c, m->at_ms >= read_ms));
	json_put(o, "tender", json_text(c, m->tender));
	json_put(o, "title", json_text(c, m->title));
	json_put(o, "type", json_text(c, *m->type != '\0' ? m->type : NULL));
	return o;
}

/* "MOMENT,ID" of the last of the page before; a moment alone: what came before it. */
static enum err read_before(struct ctx *c, const char *text, struct inbox_question *q)
{
	if (text == NULL)
		return OK;
	const char *comma = strchr(text, ',');
	q->before_id = comma != NULL ? comma + 1 : NULL;
	return moment_parse(c, "?before",
	    arena_printf(c->mem, "%.*s", (int)strcspn(text, ","), text), &q->before_ms);
}

static enum err messages_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *rows = json_list(c);
	const char *before = req_query(r, "before");
	struct inbox_question q = {
		.party = c->actor.party, .before_ms = c->now_ms + 1, .limit = LIMIT_LIST_ROWS
	};
	struct message *list;
	int64_t read_ms, fresh = 0;
	size_t n;
	TRY(read_before(c, before, &q));
	TRY(authority_kinds(c, W_SUPERVISOR, &q.kinds));
	TRY(inbox_read_until(c, c->actor.user, &read_ms));
	TRY(messages_of(c, &q, &list, &n));
	for (size_t i = 0; i < n; i++) {
		fresh += list[i].at_ms >= read_ms;
		json_push(rows, message_json(c, &list[i], read_ms));
	}
	json_put(o, "before",
	    json_text(c, n < LIMIT_LIST_ROWS
	                     ? NULL
	                     : arena_printf(c->mem, "%s,%s", moment_text(c, list[n - 1].at_ms),
	                           list[n - 1].id)));
	json_put(o, "messages", rows);
	json_put(o, "new", json_int(c, fresh));
	return reply_tree(r, 200, o);
}

struct read_in {
	int64_t until;
};
static const struct field read_fields[] = {
	F_MOMENT(read_in, until, REQUIRED, "what came before is read; not later than now"),
	F_END,
};

static enum err read_put(struct req *r)
{
	struct ctx *c = &r->c;
	const struct read_in *in = r->body;
	if (in->until > c->now_ms + 1)
		return fail_at(
		    c, E_BAD_FIELD, "/until", moment_text(c, in->until), "not later than now");
	TRY(inbox_mark_read(c, c->actor.user, in->until));
	return reply_tree(r, 200, json_object(c));
}

/* Who may be told now that there is something new, with where; nothing of what it is. */
static enum err delivery_json(
    struct ctx *c, const struct told_party *p, int64_t until_ms, struct json *rows)
{
	struct json *said, *o;
	struct message *list;
	size_t n;
	const struct inbox_question q = { .party = p->id,
		.kinds = "",
		.from_ms = p->until_ms,
		.before_ms = until_ms,
		.leaving = true,
		.limit = 1 };
	TRY(json_parse(c, p->profile, strlen(p->profile), &said));
	TRY(messages_of(c, &q, &list, &n));
	if (n == 0)
		return OK;
	o = json_object(c);
	json_put(o, "email", json_text(c, json_get_text(said, "email", NULL)));
	json_put(o, "party", json_text(c, p->id));
	json_put(o, "phone", json_text(c, json_get_text(said, "phone", NULL)));
	json_put(o, "until", json_text(c, moment_text(c, until_ms)));
	json_push(rows, o);
	return OK;
}

static enum err deliveries_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *rows = json_list(c);
	struct told_party *list;
	size_t n;
	TRY(told_parties(c, req_query(r, "after"), &list, &n));
	for (size_t i = 0; i < n; i++)
		TRY(delivery_json(c, &list[i], c->now_ms + 1, rows));
	json_put(o, "after", json_text(c, n == LIMIT_LIST_ROWS ? list[n - 1].id : NULL));
	json_put(o, "deliveries", rows);
	return reply_tree(r, 200, o);
}

struct delivered_in {
	const char *party;
	int64_t until;
};
static const struct field delivered_fields[] = {
	F_ID(delivered_in, party, REQUIRED, "who was told"),
	F_MOMENT(delivered_in, until, REQUIRED, "of what came before"),
	F_END,
};

static enum err deliveries_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct delivered_in *in = r->body;
	struct party p;
	TRY(at_field(c, party_get(c, in->party, &p), "/party"));
	if (in->until > c->now_ms + 1)
		return fail_at(
		    c, E_BAD_FIELD, "/until", moment_text(c, in->until), "not later than now");
	TRY(inbox_mark_delivered(c, p.id, in->until));
	return reply_tree(r, 200, json_object(c));
}

const struct route inbox_routes[] = {
	{ M_GET, "/api/messages", ROW_READ, ROW_SEALED, .handler = messages_get, .who = W_MEMBER,
	    .errors = "BAD_FIELD",
	    .doc = "What was told to the caller's party, the newest first; ?before= goes on." },
	{ M_PUT, "/api/messages/read", ROW_KEEP, ROW_SEALED, .handler = read_put, .who = W_MEMBER,
	    FIELDS(read_fields, struct read_in), .errors = "BAD_FIELD",
	    .doc = "Until when the caller has read them." },
	{ M_GET, "/api/deliveries", ROW_READ, ROW_SEALED, .handler = deliveries_get,
	    .who = W_KEEPER, .of = of_machine,
	    .doc =
	        "Parties to be told outside that there is something new, by pages; ?after=PARTY." },
	{ M_POST, "/api/deliveries", ROW_KEEP, ROW_SEALED, .handler = deliveries_post,
	    .who = W_KEEPER, .of = of_machine, FIELDS(delivered_fields, struct delivered_in),
	    .errors = "NOT_FOUND BAD_FIELD", .doc = "That one was told." },
	{ .path = NULL },
};
