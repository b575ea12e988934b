#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "service/party/party_db.h"

struct identifier_in {
	const char *scheme, *id;
};
static const struct field identifier_fields[] = {
	F_TEXT(identifier_in, scheme, REQUIRED, 2, 40, "CN-USCC, or the register it comes from"),
	F_TEXT(identifier_in, id, REQUIRED, 1, 60, "the code in that register"),
	F_END,
};
struct party_in {
	const char *name, *contact, *department;
	struct identifier_in *identifier;
	uint32_t roles;
};
static const struct field party_fields[] = {
	F_TEXT(party_in, name, REQUIRED, 1, LIMIT_TITLE_CHARS, "name as registered"),
	F_OBJECT(party_in, identifier, REQUIRED, identifier_fields, identifier_in, "its code"),
	F_SET(party_in, roles, REQUIRED, role_words, "what it takes part as"),
	F_TEXT(party_in, department, OPTIONAL, 1, 40,
	    "of a supervisor: whose kinds of trade it supervises, by law/kinds; none: all"),
	F_TEXT(party_in, contact, REQUIRED, 1, 100, "the first person who acts for it"),
	F_END,
};

struct json *roles_json(struct ctx *c, uint32_t roles)
{
	struct json *list = json_list(c);
	for (int i = 0; role_words[i] != NULL; i++)
		if ((roles & 1u << i) != 0)
			json_push(list, json_text(c, role_words[i]));
	return list;
}

static enum err party_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct party_in *in = r->body;
	const struct party_new p = { .is = { .name = in->name,
		                         .scheme = in->identifier->scheme,
		                         .identifier = in->identifier->id,
		                         .roles = in->roles,
		                         .department = in->department },
		.contact = in->contact };
	const char *party, *person;
	TRY(party_register(c, &p, &party, &person));
	struct json *o = json_object(c);
	json_put(o, "id", json_text(c, party));
	json_put(o, "person", json_text(c, person));
	return reply_tree(r, 201, o);
}

static enum err suspensions_json(struct ctx *c, const char *party, struct json **out)
{
	struct json *rows = json_list(c);
	struct party_suspension *list;
	size_t n;
	TRY(party_suspensions_of(c, party, &list, &n));
	for (size_t i = 0; i < n; i++) {
		const struct party_suspension *s = &list[i];
		struct json *row = json_object(c);
		json_put(row, "basis", json_text(c, s->basis));
		json_put(row, "begun", json_text(c, moment_text(c, s->begun_ms)));
		if (s->ended_ms != 0) {
			json_put(row, "ended", json_text(c, moment_text(c, s->ended_ms)));
			json_put(row, "endReason", json_text(c, s->end_reason));
		}
		json_put(row, "id", json_text(c, s->id));
		json_put(row, "lasts", json_bool(c, party_suspension_lasts(c, s)));
		json_put(row, "reason", json_text(c, s->reason));
		json_put(row, "until", json_text(c, moment_text(c, s->until_ms)));
		json_push(rows, row);
	}
	*out = rows;
	return OK;
}

static struct json *party_json(struct ctx *c, const struct party *p)
{
	struct json *o = json_object(c), *id = json_object(c);
	json_put(id, "id", json_text(c, p->identifier));
	json_put(id, "scheme", json_text(c, p->scheme));
	json_put(o, "department", json_text(c, p->department));
	json_put(o, "id", json_text(c, p->id));
	json_put(o, "identifier", id);
	json_put(o, "name", json_text(c, p->name));
	json_put(o, "roles", roles_json(c, p->roles));
	return o;
}

static enum err party_show(struct req *r)
{
	struct ctx *c = &r->c;
	struct party p;
	struct json *o, *suspensions;
	TRY(party_get(c, r->params[0], &p));
	TRY(suspensions_json(c, p.id, &suspensions));
	o = party_json(c, &p);
	json_put(o, "suspensions", suspensions);
	return reply_tree(r, 200, o);
}

static enum err parties_get(struct req *r)
{
	struct ctx *c = &r->c;
	const struct party_question q = { req_given(r, "q"), req_given(r, "before") };
	struct json *o = json_object(c), *rows = json_list(c);
	struct party *list;
	size_t n;
	TRY(parties_found(c, &q, &list, &n));
	for (size_t i = 0; i < n; i++)
		json_push(rows, party_json(c, &list[i]));
	json_put(o, "before", json_text(c, n == LIMIT_LIST_ROWS ? list[n - 1].id : NULL));
	json_put(o, "parties", rows);
	return reply_tree(r, 200, o);
}

struct sign_in {
	const char *person;
	bool token;
};
static const struct field sign_in_fields[] = {
	F_ID(sign_in, person, REQUIRED, "who to be"),
	F_BOOL(sign_in, token, OPTIONAL, "an API token instead of a cookie"),
	F_END,
};

enum err reply_session(struct req *r, const struct actor *a, bool token)
{
	struct ctx *c = &r->c;
	struct session s;
	struct json *o = json_object(c);
	TRY(session_open(c, token ? SESSION_TOKEN_KIND : SESSION_COOKIE_KIND, a, &s));
	json_put(o, "name", json_text(c, a->name));
	json_put(o, "party", json_text(c, a->party));
	json_put(o, "roles", roles_json(c, a->roles));
	if (token) {
		json_put(o, "token", json_text(c, s.token));
	} else {
		json_put(o, "csrf", json_text(c, s.csrf));
		r->reply.cookie = arena_printf(c->mem,
		    SESSION_COOKIE "=%s; Path=/; Max-Age=%lld; HttpOnly; SameSite=Strict", s.token,
		    (long long)(LIMIT_SESSION_MS / 1000));
	}
	return reply_tree(r, 201, o);
}

static enum err practice_session_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct sign_in *in = r->body;
	struct actor a;
	TRY(at_field(c, person_actor(c, in->person, &a), "/person"));
	return reply_session(r, &a, in->token);
}

static enum err session_show(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c);
	json_put(o, "user", json_text(c, c->actor.user));
	json_put(o, "name", json_text(c, c->actor.name));
	json_put(o, "party", json_text(c, c->actor.party));
	json_put(o, "roles", roles_json(c, c->actor.roles));
	json_put(o, "now", json_text(c, moment_text(c, c->now_ms)));
	json_put(o, "certificate", json_bool(c, c->actor.certificate.n > 0));
	return reply_tree(r, 200, o);
}

enum err of_sign_in(struct req *r, uint32_t *who)
{
	if (r->c.actor.user != NULL && r->authorization == NULL)
		*who |= W_SELF;
	return OK;
}

static enum err token_post(struct req *r)
{
	struct session s;
	TRY(session_open(&r->c, SESSION_TOKEN_KIND, &r->c.actor, &s));
	struct json *o = json_object(&r->c);
	json_put(o, "token", json_text(&r->c, s.token));
	json_put(o, "ends", json_text(&r->c, moment_text(&r->c, s.ends_ms)));
	return reply_tree(r, 201, o);
}

#define PEOPLE_MAX 60

/* Whom one can be in a practice centre: ?role=, ?q= in the name, those registered last first. */
static enum err practice_people_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct practice_person *people;
	struct json *o = json_object(c), *list = json_list(c);
	struct practice_question q = { .name = req_query(r, "q"), .limit = PEOPLE_MAX };
	const char *role = req_query(r, "role");
	size_t n;
	for (int i = 0; role != NULL && role_words[i] != NULL; i++)
		if (strcmp(role_words[i], role) == 0)
			q.roles = 1u << i;
	TRY(practice_people(c, &q, &people, &n));
	for (size_t i = 0; i < n; i++) {
		struct json *row = json_object(c);
		json_put(row, "name", json_text(c, people[i].name));
		json_put(row, "party", json_text(c, people[i].party));
		json_put(row, "partyName", json_text(c, people[i].party_name));
		json_put(row, "person", json_text(c, people[i].person));
		json_put(row, "roles", roles_json(c, people[i].roles));
		json_push(list, row);
	}
	json_put(o, "people", list);
	return reply_tree(r, 200, o);
}

struct clock_in {
	int64_t to;
};
static const struct field clock_fields[] = {
	F_MOMENT(clock_in, to, REQUIRED, "where the practice clock goes; forward only"),
	F_END,
};

static enum err clock_post(struct req *r)
{
	const struct clock_in *in = r->body;
	TRY(lane_move_clock(&r->c, r->app->lane, in->to));
	struct json *o = json_object(&r->c);
	json_put(o, "now", json_text(&r->c, moment_text(&r->c, in->to)));
	return reply_tree(r, 200, o);
}

const struct route party_routes[] = {
	{ M_POST, "/api/parties", ROW_ACT, .handler = party_post, .who = W_PUBLIC,
	    FIELDS(party_fields, struct party_in), .errors = "BAD_CODE DUPLICATE DENIED",
	    .doc = "Registers an organisation, once, with its roles." },
	{ M_GET, "/api/parties", ROW_READ, .handler = parties_get, .who = W_CENTRE,
	    .of = of_authority,
	    .doc = "Organisations by ?q= in name or code, who registered last first; ?before=PARTY "
	           "goes on." },
	{ M_GET, "/api/parties/{party}", ROW_READ, .handler = party_show, .who = W_PUBLIC,
	    .errors = "NOT_FOUND",
	    .doc = "An organisation as registered, and whether it is suspended." },
	{ M_GET, "/api/session", ROW_READ, .handler = session_show, .who = W_MEMBER,
	    .doc = "Who is signed in, for which party, its roles, and whether by certificate." },
	{ M_POST, "/api/practice/sessions", ROW_KEEP, ROW_PRACTICE | ROW_SECRET,
	    .handler = practice_session_post, .who = W_PUBLIC,
	    FIELDS(sign_in_fields, struct sign_in), .errors = "NOT_FOUND",
	    .doc = "Practice only: signs in as anybody." },
	{ M_GET, "/api/practice/people", ROW_READ, ROW_PRACTICE, .handler = practice_people_get,
	    .who = W_PUBLIC,
	    .doc = "Practice only: whom one can sign in as; ?role=, ?q= in the name." },
	{ M_POST, "/api/practice/clock", ROW_KEEP, ROW_PRACTICE, .handler = clock_post,
	    .who = W_PUBLIC, FIELDS(clock_fields, struct clock_in),
	    .doc = "Practice only: moves the clock forward; what falls due on the way happens." },
	{ M_POST, "/api/tokens", ROW_KEEP, ROW_SECRET, .handler = token_post, .who = W_SELF,
	    .of = of_sign_in, .doc = "An API token for who signed in; a token gives no tokens." },
	{ .path = NULL },
};
