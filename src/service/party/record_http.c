/* record_http.c - what bids may cite: qualifications, people with registrations, works done. */
#include <string.h>

#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "service/party/party_db.h"

static const char *const kind_words[] = { "qualification", "person", "achievement", NULL };

struct qualification_in {
	const char *kind, *level, *number, *issuer;
	int32_t from, to;
};
static const struct field qualification_fields[] = {
	F_TEXT(qualification_in, kind, REQUIRED, 1, 100, "建筑工程施工总承包, …"),
	F_TEXT(qualification_in, level, REQUIRED, 1, 20, "特级, 一级, …"),
	F_TEXT(qualification_in, number, REQUIRED, 1, 60, "of the certificate"),
	F_TEXT(qualification_in, issuer, REQUIRED, 1, 100, "who issued it"),
	F_DAY(qualification_in, from, REQUIRED, "the first day that it holds"),
	F_DAY(qualification_in, to, REQUIRED, "the last"),
	F_END,
};

/* 注册建造师, 造价工程师, 监理工程师, 建筑师, 勘察设计工程师, 安全生产考核合格证 A, B, C */
static const char *const professions[] = { "constructor", "costEngineer", "supervisingEngineer",
	"architect", "designEngineer", "safetyA", "safetyB", "safetyC", "other", NULL };

struct person_in {
	const char *name, *number, *level;
	const struct resident *identity;
	int profession;
	int32_t until;
};
static const struct field person_fields[] = {
	F_TEXT(person_in, name, REQUIRED, 1, 100, "of the person"),
	F_RESIDENT(person_in, identity, REQUIRED,
	    "公民身份号码; checked; only its last four characters are kept"),
	F_ENUM(person_in, profession, REQUIRED, professions, "what it is registered as"),
	F_TEXT(person_in, number, REQUIRED, 1, 60, "of the registration"),
	F_TEXT(person_in, level, OPTIONAL, 1, 20, "一级, 二级, …"),
	F_DAY(person_in, until, REQUIRED, "the last day that the registration holds"),
	F_END,
};

struct achievement_in {
	const char *project, *owner;
	struct money amount;
	int32_t finished;
	const uint8_t *contract;
};
static const struct field achievement_fields[] = {
	F_TEXT(achievement_in, project, REQUIRED, 1, LIMIT_TITLE_CHARS, "what was built"),
	F_TEXT(achievement_in, owner, REQUIRED, 1, LIMIT_TITLE_CHARS, "for whom"),
	F_MONEY(achievement_in, amount, REQUIRED, "of the contract"),
	F_DAY(achievement_in, finished, REQUIRED, "when it was accepted"),
	F_DIGEST(achievement_in, contract, OPTIONAL, "the contract, uploaded before"),
	F_END,
};

/* Adds what `made` says; its kind, number and last day are set, its body is that of the request. */
static enum err add(struct req *r, struct record made)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c);
	bool stands = false;
	made.id = id_new(c);
	made.party = r->params[0];
	made.body = json_canonical(c, field_json(c, r->row->fields, r->body));
	if (made.until_day != 0 && made.until_day < day_of(c->now_ms))
		return fail_at(c, E_BAD_FIELD, made.kind == RECORD_PERSON ? "/until" : "/to",
		    day_text(c, made.until_day), "it has expired");
	if (made.number != NULL)
		TRY(record_stands(c, &made, &stands));
	if (stands)
		return fail_at(c, E_DUPLICATE, "/number", made.number, "recorded, and it stands");
	TRY(record_insert(c, &made));
	TRY(evidence_add(c, "record.added", made.id, NULL));
	json_put(o, "id", json_text(c, made.id));
	return reply_tree(r, 201, o);
}

static enum err qualification_post(struct req *r)
{
	const struct qualification_in *in = r->body;
	if (in->to < in->from)
		return fail_at(&r->c, E_BAD_FIELD, "/to", day_text(&r->c, in->to),
		    "not before %s, the first day", day_text(&r->c, in->from));
	return add(
	    r, (struct record){
	           .kind = RECORD_QUALIFICATION, .number = in->number, .until_day = in->to });
}

static enum err person_post(struct req *r)
{
	const struct person_in *in = r->body;
	return add(r,
	    (struct record){ .kind = RECORD_PERSON, .number = in->number, .until_day = in->until });
}

static enum err achievement_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct achievement_in *in = r->body;
	struct document d;
	if (in->finished > day_of(c->now_ms))
		return fail_at(
		    c, E_BAD_FIELD, "/finished", day_text(c, in->finished), "not after today");
	if (in->contract != NULL)
		TRY(document_check(c, "/contract", in->contract, &d));
	return add(r, (struct record){ .kind = RECORD_ACHIEVEMENT });
}

struct ending_in {
	const char *record, *reason;
};
static const struct field ending_fields[] = {
	F_ID(ending_in, record, REQUIRED, "which one"),
	F_TEXT(ending_in, reason, REQUIRED, 1, LIMIT_REASON_CHARS, "why it stands no longer"),
	F_END,
};

static enum err ending_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct ending_in *in = r->body;
	struct record k;
	TRY(at_field(c, record_get(c, r->params[0], in->record, &k), "/record"));
	if (k.ended_ms != 0)
		return fail_at(c, E_WRONG_STATE, "/record", k.id, "it was ended %s",
		    moment_text(c, k.ended_ms));
	TRY(record_end(c, k.id, in->reason));
	TRY(evidence_add(c, "record.ended", k.id, NULL));
	return reply_tree(r, 200, json_object(c));
}

static const char *state_of(const struct record *k, int64_t at_ms)
{
	if (k->added_ms > at_ms)
		return "later";
	if (k->ended_ms != 0 && k->ended_ms <= at_ms)
		return "ended";
	return k->until_day != 0 && k->until_day < day_of(at_ms) ? "expired" : "valid";
}

/* Of an identity number only its end is ever told. */
static enum err record_json(struct ctx *c, const struct record *k, int64_t at_ms, struct json **out)
{
	struct json *o = json_object(c), *content = json_object(c), *body;
	TRY(json_parse(c, k->body, strlen(k->body), &body));
	for (const struct json *v = body->first; v != NULL; v = v->next)
		if (strcmp(v->name, "identity") == 0)
			json_put(
			    content, "identityEnds", json_text(c, json_get_text(v, "last", NULL)));
		else
			json_put(content, v->name, json_copy(c, v));
	json_put(o, "added", json_text(c, moment_text(c, k->added_ms)));
	json_put(o, "content", content);
	if (k->ended_ms != 0) {
		json_put(o, "ended", json_text(c, moment_text(c, k->ended_ms)));
		json_put(o, "endReason", json_text(c, k->end_reason));
	}
	json_put(o, "id", json_text(c, k->id));
	json_put(o, "kind", json_text(c, kind_words[k->kind]));
	json_put(o, "state", json_text(c, state_of(k, at_ms)));
	*out = o;
	return OK;
}

enum err record_told(
    struct ctx *c, const char *id, int64_t at_ms, const char **party, struct json **out)
{
	struct record k;
	TRY(record_get(c, NULL, id, &k));
	*party = k.party;
	return record_json(c, &k, at_ms, out);
}

static enum err records_get(struct req *r)
{
	struct ctx *c = &r->c;
	const char *kind = req_query(r, "kind"), *before = req_query(r, "before");
	struct json *o = json_object(c), *rows = json_list(c);
	struct record_query q = { r->params[0], before, RECORD_ANY };
	struct record *list;
	size_t n;
	for (int i = 0; kind != NULL && kind_words[i] != NULL; i++)
		if (strcmp(kind, kind_words[i]) == 0)
			q.kind = (enum record_kind)i;
	if (kind != NULL && q.kind == RECORD_ANY)
		return fail_at(
		    c, E_BAD_FIELD, "?kind", kind, "one of: %s", words_listed(c->mem, kind_words));
	if (before != NULL && !id_valid(before))
		return fail_at(c, E_BAD_FIELD, "?before", before, "the id of a record");
	TRY(records_of(c, &q, &list, &n));
	for (size_t i = 0; i < n; i++) {
		struct json *row;
		TRY(record_json(c, &list[i], c->now_ms, &row));
		json_push(rows, row);
	}
	json_put(o, "records", rows);
	return reply_tree(r, 200, o);
}

const struct route record_routes[] = {
	{ M_POST, "/api/parties/{party}/qualifications", ROW_ACT, .handler = qualification_post,
	    .who = W_SELF, .of = of_party, FIELDS(qualification_fields, struct qualification_in),
	    .errors = "NOT_FOUND BAD_FIELD DUPLICATE", .doc = "Records a qualification (资质)." },
	{ M_POST, "/api/parties/{party}/people", ROW_ACT, ROW_SECRET, .handler = person_post,
	    .who = W_SELF, .of = of_party, FIELDS(person_fields, struct person_in),
	    .errors = "NOT_FOUND BAD_FIELD BAD_CODE DUPLICATE",
	    .doc = "Records a person with its registration (执业人员)." },
	{ M_POST, "/api/parties/{party}/achievements", ROW_ACT, .handler = achievement_post,
	    .who = W_SELF, .of = of_party, FIELDS(achievement_fields, struct achievement_in),
	    .errors = "NOT_FOUND BAD_FIELD", .doc = "Records works that were done (业绩)." },
	{ M_POST, "/api/parties/{party}/records/endings", ROW_ACT, .handler = ending_post,
	    .who = W_SELF, .of = of_party, FIELDS(ending_fields, struct ending_in),
	    .errors = "NOT_FOUND WRONG_STATE", .doc = "Ends a record; it is shown as ended." },
	{ M_GET, "/api/parties/{party}/records", ROW_READ, .handler = records_get, .who = W_PUBLIC,
	    .of = of_party, .errors = "NOT_FOUND BAD_FIELD",
	    .doc = "Its records, newest first; ?kind= of one kind, ?before=ID goes on." },
	{ .path = NULL },
};
