#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "service/office/office_db.h"
#include "service/party/party.h"

struct office_in {
	const char *person;
	int office;
};
static const struct field office_fields[] = {
	F_ID(office_in, person, REQUIRED, "who is to have it"),
	F_ENUM(office_in, office, REQUIRED, office_words, "which; none: that it ends"),
	F_END,
};
struct person_in {
	const char *name;
};
static const struct field person_fields[] = {
	F_TEXT(person_in, name, REQUIRED, 1, 100, "the person's name"),
	F_END,
};

static enum err office_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct office_in *in = r->body;
	struct json *o = json_object(c);
	bool done;
	TRY(office_change(c, in->person, (enum office)in->office, &done));
	json_put(o, "done", json_bool(c, done));
	return reply_tree(r, done ? 200 : 202, o);
}

static struct json *holder_json(struct ctx *c, const struct holder *h)
{
	struct json *o = json_object(c);
	if (h->asked) {
		json_put(o, "asked", json_text(c, office_words[h->wanted]));
		json_put(o, "askedBy", json_text(c, h->asker));
	}
	json_put(o, "name", json_text(c, h->name));
	json_put(o, "office", json_text(c, office_words[h->office]));
	json_put(o, "person", json_text(c, h->person));
	json_put(o, "self", json_bool(c, strcmp(h->person, c->actor.user) == 0));
	if (h->office != OFFICE_NONE)
		json_put(o, "since", json_text(c, moment_text(c, h->given_ms)));
	json_put(o, "signsIn", json_bool(c, h->signs_in));
	return o;
}

static enum err offices_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *rows = json_list(c);
	struct holder *list;
	enum office own = OFFICE_NONE;
	size_t n;
	if ((c->relations & W_KEEPER) == 0)
		TRY(office_of(c, c->actor.user, &own));
	TRY(holders(c, &list, &n));
	for (size_t i = 0; i < n; i++)
		json_push(rows, holder_json(c, &list[i]));
	json_put(o, "own", json_text(c, office_words[own]));
	json_put(o, "people", rows);
	return reply_tree(r, 200, o);
}

static enum err person_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct person_in *in = r->body;
	struct json *o = json_object(c);
	const char *person;
	TRY(office_add_person(c, in->name, &person));
	json_put(o, "person", json_text(c, person));
	return reply_tree(r, 201, o);
}

static enum err enrolment_post(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c);
	const char *code;
	TRY(office_enrol(c, r->params[0], &code));
	json_put(o, "code", json_text(c, code));
	return reply_tree(r, 201, o);
}

static struct json *tried_json(struct ctx *c, const struct tried *t)
{
	struct json *o = json_object(c);
	json_put(o, "at", json_text(c, moment_text(c, t->at_ms)));
	json_put(o, "detail", json_text(c, t->detail));
	json_put(o, "name", json_text(c, t->name));
	json_put(o, "outcome", json_text(c, t->outcome));
	json_put(o, "path", json_text(c, t->path));
	json_put(o, "person", json_text(c, t->person));
	return o;
}

/* Of a sealed route not even that it was called is told: who tried to bid is nobody's business. */
static const char *sealed_routes(struct req *r)
{
	const char *all = ",";
	for (const struct route *const *t = r->app->tables; *t != NULL; t++)
		for (const struct route *row = *t; row->path != NULL; row++)
			if ((row->flags & ROW_SEALED) != 0)
				all = arena_printf(r->c.mem, "%s%s,", all, row->path);
	return all;
}

static enum err before_of(struct req *r, int64_t *before_ms)
{
	const char *before = req_given(r, "before");
	*before_ms = MOMENT_MAX_MS;
	return before != NULL ? moment_parse(&r->c, "before", before, before_ms) : OK;
}

static enum err tell_tried(struct req *r, const struct tried *list, size_t n)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *rows = json_list(c);
	for (size_t i = 0; i < n; i++)
		json_push(rows, tried_json(c, &list[i]));
	if (n == LIMIT_LIST_ROWS)
		json_put(o, "next", json_text(c, moment_text(c, list[n - 1].at_ms)));
	json_put(o, "rows", rows);
	return reply_tree(r, 200, o);
}

static enum err sign_ins_get(struct req *r)
{
	struct tried *list;
	int64_t before_ms;
	size_t n;
	TRY(before_of(r, &before_ms));
	TRY(sign_ins(&r->c, before_ms, &list, &n));
	return tell_tried(r, list, n);
}

static enum err refusals_get(struct req *r)
{
	struct tried *list;
	int64_t before_ms;
	size_t n;
	TRY(before_of(r, &before_ms));
	TRY(refusals(&r->c, before_ms, sealed_routes(r), &list, &n));
	return tell_tried(r, list, n);
}

#define ANY_OFFICE (W_ADMINISTRATOR | W_SECURITY | W_AUDITOR | W_KEEPER)

const struct route office_routes[] = {
	{ M_GET, "/api/offices", ROW_READ, .handler = offices_get, .who = ANY_OFFICE,
	    .of = of_office,
	    .doc = "The centre's people, who of them has which office, and what is asked for." },
	{ M_POST, "/api/offices", ROW_ACT, .handler = office_post, .who = ANY_OFFICE,
	    .of = of_office, FIELDS(office_fields, struct office_in),
	    .errors = "NOT_FOUND BAD_FIELD CONFLICT DENIED",
	    .doc = "Asks for a change of an office, or agrees to what another officer asked." },
	{ M_POST, "/api/people", ROW_ACT, .handler = person_post, .who = W_ADMINISTRATOR,
	    .of = of_office, FIELDS(person_fields, struct person_in),
	    .doc = "Adds somebody to the centre's people." },
	{ M_POST, "/api/people/{person}/enrolment", ROW_ACT, ROW_SECRET, .handler = enrolment_post,
	    .who = W_SECURITY, .of = of_office, .errors = "NOT_FOUND DENIED",
	    .doc = "A code by which that person chooses a password, once, within a day." },
	{ M_GET, "/api/audit/sign-ins", ROW_READ, .handler = sign_ins_get, .who = W_AUDITOR,
	    .of = of_office, .errors = "BAD_FIELD",
	    .doc =
	        "Who tried to sign in and what came of it, newest first; ?before=TIME goes on." },
	{ M_GET, "/api/audit/refusals", ROW_READ, .handler = refusals_get, .who = W_AUDITOR,
	    .of = of_office, .errors = "BAD_FIELD",
	    .doc = "Acts that were refused, newest first; ?before=TIME goes on." },
	{ .path = NULL },
};
