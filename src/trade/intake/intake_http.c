#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "service/party/party.h"
#include "trade/intake/intake.h"
#include "trade/notice/announcement.h"
#include "trade/project/made.h"

#define HOURS_MAX 240
#define SEATS_MAX 500

struct plan_in {
	int64_t expected;
	const char *content;
};
static const struct field plan_fields[] = {
	F_MOMENT(plan_in, expected, REQUIRED, "when the tender is expected to be announced"),
	F_TEXT(plan_in, content, REQUIRED, 1, LIMIT_TEXT_CHARS, "招标计划: what is to be tendered"),
	F_END,
};
static const struct field wish_fields[] = {
	F_MOMENT(room_wish, opens, REQUIRED, "from when the room is wanted"),
	F_INT(room_wish, hours, REQUIRED, 1, HOURS_MAX, "for how many hours"),
	F_INT(room_wish, seats, REQUIRED, 1, SEATS_MAX, "for how many people"),
	F_TEXT(room_wish, note, OPTIONAL, 1, LIMIT_REASON_CHARS, "what else it must have"),
	F_END,
};
struct intake_in {
	struct project_in *project;
	struct tender_in *tender;
	struct plan_in *plan;
	struct announcement_in *announcement;
	struct room_wish *room;
};
static const struct field intake_fields[] = {
	F_OBJECT(intake_in, project, OPTIONAL, project_fields, project_in,
	    "the investment project, where it is not registered yet"),
	F_OBJECT(intake_in, tender, REQUIRED, tender_fields, tender_in, "the tender with its lots"),
	F_OBJECT(intake_in, plan, REQUIRED, plan_fields, plan_in, "招标计划"),
	F_OBJECT(intake_in, announcement, REQUIRED, announcement_fields, announcement_in,
	    "what will be announced"),
	F_OBJECT(intake_in, room, OPTIONAL, wish_fields, room_wish, "which room is wished for"),
	F_END,
};

/* A fault inside a part of the form, seen from the whole. */
static enum err within(struct ctx *c, enum err e, const char *part)
{
	if (e != OK && c->fault.field != NULL)
		c->fault.field = arena_printf(c->mem, "%s%s", part, c->fault.field);
	return e;
}

/* The plan is public at once: who wants to bid can prepare. */
static enum err publish_plan(
    struct ctx *c, const struct tender *t, const struct plan_in *plan, const char **id)
{
	struct json *body = json_object(c);
	json_put(body, "content", json_text(c, plan->content));
	json_put(body, "expected", json_text(c, moment_text(c, plan->expected)));
	json_put(body, "funding", json_text(c, funding_words[t->funding]));
	json_put(body, "principal", json_text(c, t->principal));
	json_put(body, "subject", json_text(c, subject_words[t->subject]));
	const struct notice_new n = { NOTICE_PLAN, t->id, NULL, t->title, body };
	return notice_publish(c, &n, id);
}

static enum err check_room(
    struct ctx *c, const struct room_wish *w, const struct announcement_in *a)
{
	return w == NULL || w->opens >= a->deadline
	           ? OK
	           : fail_at(c, E_BAD_FIELD, "/room/opens", moment_text(c, w->opens),
	                 "not before the deadline: bids are opened then");
}

/* The id of a new project is not in the form: its digest in the entry tells it. */
static enum err bind_project(struct ctx *c, const char *project)
{
	const char *text;
	uint8_t digest[SHA256_BYTES];
	TRY(project_describe(c, project, &text));
	sha256(text, strlen(text), digest);
	evidence_digest(c, "project", digest);
	return OK;
}

static enum err intake_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct intake_in *in = r->body;
	struct json *o = json_object(c), *findings = json_list(c), *warnings;
	const char *project = in->tender->project, *notice;
	struct tender t;
	if (in->project != NULL && project != NULL)
		return fail_at(c, E_BAD_FIELD, "/tender/project", project,
		    "the project is registered with it; name the one or the other");
	if (in->project != NULL) {
		TRY(project_new(c, "/project", in->project, &project));
		TRY(bind_project(c, project));
	}
	TRY(within(c, tender_new(c, in->tender, project, &t, o), "/tender"));
	warnings = (struct json *)json_get(o, "warnings");
	TRY(within(
	    c, announcement_take(c, &t, in->announcement, warnings, findings), "/announcement"));
	TRY(check_room(c, in->room, in->announcement));
	if (in->room != NULL)
		TRY(room_wish_insert(c, t.id, in->room));
	TRY(publish_plan(c, &t, in->plan, &notice));
	TRY(tender_step(c, &t, TE_TAKE_IN));
	json_put(o, "findings", findings);
	json_put(o, "id", json_text(c, t.id));
	json_put(o, "plan", json_text(c, notice));
	json_put(o, "project", json_text(c, project));
	json_put(o, "state", json_text(c, tender_state_words[t.state]));
	return reply_tree(r, 201, o);
}

static enum err intakes_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *rows = json_list(c);
	struct intake_row *list;
	size_t n;
	TRY(intakes_waiting(c, &list, &n));
	for (size_t i = 0; i < n; i++) {
		struct json *row = json_object(c);
		json_put(row, "at", json_text(c, moment_text(c, list[i].at_ms)));
		json_put(row, "plan", json_text(c, list[i].plan));
		json_put(row, "principal", json_text(c, list[i].principal));
		json_put(row, "state", json_text(c, tender_state_words[list[i].state]));
		json_put(row, "tender", json_text(c, list[i].tender));
		json_put(row, "title", json_text(c, list[i].title));
		json_push(rows, row);
	}
	json_put(o, "intakes", rows);
	return reply_tree(r, 200, o);
}

static enum err wishes_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *rows = json_list(c);
	struct wished *list;
	size_t n;
	TRY(room_wishes(c, c->now_ms, &list, &n));
	for (size_t i = 0; i < n; i++) {
		struct json *row = json_object(c);
		json_put(row, "hours", json_int(c, list[i].wish.hours));
		json_put(row, "note", json_text(c, list[i].wish.note));
		json_put(row, "opens", json_text(c, moment_text(c, list[i].wish.opens)));
		json_put(row, "seats", json_int(c, list[i].wish.seats));
		json_put(row, "tender", json_text(c, list[i].tender));
		json_put(row, "title", json_text(c, list[i].title));
		json_push(rows, row);
	}
	json_put(o, "wishes", rows);
	return reply_tree(r, 200, o);
}

const struct route intake_routes[] = {
	{ M_POST, "/api/intakes", ROW_ACT, .handler = intake_post, .who = W_PRINCIPAL,
	    .of = of_procuring, FIELDS(intake_fields, struct intake_in),
	    .errors = "NOT_FOUND DENIED DUPLICATE FORBIDDEN_FLOOR LAW_BOUND UNFAIR_TERM BAD_FIELD "
	              "MISSING_FIELD WRONG_STATE",
	    .doc = "One form: project, tender, plan, announcement and room in one act; the plan is "
	           "published, the announcement waits for confirmation." },
	{ M_GET, "/api/intakes", ROW_READ, .handler = intakes_get, .who = W_CENTRE,
	    .of = of_authority,
	    .doc = "What came in by one form and is not published yet, the oldest first." },
	{ M_GET, "/api/rooms/wishes", ROW_READ, .handler = wishes_get, .who = W_CENTRE,
	    .of = of_authority, .doc = "Rooms that are wished for from now on." },
	{ .path = NULL },
};
