/* profile_http.c - what an organisation says of itself, and its name. */
#include <string.h>

#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/http/session.h"
#include "core/law/region.h"
#include "service/party/party_db.h"

#define INSIDE (W_SELF | W_CENTRE | W_SUPERVISOR | W_INSPECTOR)

struct profile_in {
	const char *legalRepresentative, *address, *region, *scope, *phone, *email, *bank, *account,
	    *reason;
	struct money capital;
	int32_t established;
};
static const struct field profile_fields[] = {
	F_TEXT(profile_in, legalRepresentative, REQUIRED, 1, 100, "法定代表人 or 负责人"),
	F_TEXT(profile_in, address, REQUIRED, 1, LIMIT_TITLE_CHARS, "where it is registered"),
	F_TEXT(profile_in, region, OPTIONAL, 6, 6, "行政区划, GB/T 2260, within the alliance"),
	F_MONEY(profile_in, capital, OPTIONAL, "registered capital"),
	F_DAY(profile_in, established, OPTIONAL, "成立日期"),
	F_TEXT(profile_in, scope, OPTIONAL, 1, LIMIT_TEXT_CHARS, "经营范围"),
	F_TEXT(profile_in, phone, REQUIRED, 5, 30, "digits, spaces, + and -; not public"),
	F_TEXT(profile_in, email, OPTIONAL, 3, 100, "not public"),
	F_TEXT(profile_in, bank, OPTIONAL, 1, 100, "of the 基本账户; not public"),
	F_TEXT(profile_in, account, OPTIONAL, 6, 40, "its number, digits and -; not public"),
	F_TEXT(profile_in, reason, OPTIONAL, 1, LIMIT_REASON_CHARS, "why it changed"),
	F_END,
};
/* Told to the party itself, the centre and the authority only. */
static const char *const hidden[] = { "account", "bank", "email", "phone", NULL };

static enum err check_text(struct ctx *c, const char *field, const char *text, const char *allowed)
{
	if (text != NULL && text[strspn(text, allowed)] != '\0')
		return fail_at(c, E_BAD_FIELD, field, text, "only %s", allowed);
	return OK;
}

static enum err check_email(struct ctx *c, const char *text)
{
	const char *at = text != NULL ? strchr(text, '@') : NULL;
	if (text != NULL && (at == NULL || at == text || at[1] == '\0' ||
	                        strchr(at + 1, '@') != NULL || strpbrk(text, " \t\n") != NULL))
		return fail_at(c, E_BAD_FIELD, "/email", text, "name@host");
	return OK;
}

static enum err check_profile(struct ctx *c, const struct profile_in *in)
{
	int32_t region;
	if (in->region != NULL)
		TRY(law_region_parse(c, "/region", in->region, &region));
	TRY(check_text(c, "/phone", in->phone, "0123456789+- "));
	TRY(check_text(c, "/account", in->account, "0123456789-"));
	TRY(check_email(c, in->email));
	if (in->established > day_of(c->now_ms))
		return fail_at(c, E_BAD_FIELD, "/established", day_text(c, in->established),
		    "not after today");
	if ((in->bank == NULL) != (in->account == NULL))
		return fail_at(c, E_MISSING_FIELD, in->bank == NULL ? "/bank" : "/account", NULL,
		    "bank and account are given together");
	return OK;
}

static enum err profile_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct profile_in *in = r->body;
	struct profile last = { 0 };
	struct json *o = json_object(c);
	TRY(check_profile(c, in));
	enum err e = profile_newest(c, r->params[0], &last);
	if (e != E_NOT_FOUND)
		TRY(e);
	const struct profile p = { .party = r->params[0],
		.body = json_canonical(c, field_json(c, profile_fields, in)),
		.seq = last.seq + 1 };
	if (last.body != NULL && strcmp(last.body, p.body) == 0)
		return fail(c, E_DUPLICATE, "version %lld says just that", (long long)last.seq);
	TRY(profile_insert(c, &p));
	TRY(evidence_add(c, "party.changed", p.party, NULL));
	json_put(o, "version", json_int(c, p.seq));
	return reply_tree(r, 200, o);
}

static bool is_hidden(const char *name)
{
	for (size_t i = 0; hidden[i] != NULL; i++)
		if (strcmp(hidden[i], name) == 0)
			return true;
	return false;
}

/* {"at", "version"} and what was said, for a caller with these relations. */
static enum err version_json(struct ctx *c, const struct profile *p, struct json **out)
{
	struct json *o = json_object(c), *said;
	TRY(json_parse(c, p->body, strlen(p->body), &said));
	json_put(o, "at", json_text(c, moment_text(c, p->at_ms)));
	for (const struct json *v = said->first; v != NULL; v = v->next)
		if ((c->relations & INSIDE) != 0 || !is_hidden(v->name))
			json_put(o, v->name, json_copy(c, v));
	json_put(o, "version", json_int(c, p->seq));
	*out = o;
	return OK;
}

static enum err profile_get(struct req *r)
{
	struct profile p;
	struct json *o;
	TRY(profile_newest(&r->c, r->params[0], &p));
	TRY(version_json(&r->c, &p, &o));
	return reply_tree(r, 200, o);
}

static enum err history_get(struct req *r)
{
	static const int64_t versions[2] = { 1, INT32_MAX };
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *rows = json_list(c), *names = json_list(c);
	struct profile *list;
	struct json *roles = json_list(c);
	struct renaming *renamed;
	struct role_change *changed;
	int64_t before = INT32_MAX;
	size_t n, m;
	TRY(req_query_int(r, "before", versions, &before));
	TRY(profiles_of(c, r->params[0], before, &list, &n));
	for (size_t i = 0; i < n; i++) {
		struct json *row;
		TRY(version_json(c, &list[i], &row));
		json_push(rows, row);
	}
	TRY(renamings_of(c, r->params[0], &renamed, &m));
	for (size_t i = 0; i < m; i++) {
		struct json *row = json_object(c);
		json_put(row, "at", json_text(c, moment_text(c, renamed[i].at_ms)));
		json_put(row, "former", json_text(c, renamed[i].former));
		json_put(row, "name", json_text(c, renamed[i].name));
		json_put(row, "reason", json_text(c, renamed[i].reason));
		json_push(names, row);
	}
	TRY(role_changes_of(c, r->params[0], &changed, &m));
	for (size_t i = 0; i < m; i++) {
		struct json *row = json_object(c);
		json_put(row, "at", json_text(c, moment_text(c, changed[i].at_ms)));
		json_put(row, "former", roles_json(c, changed[i].former));
		json_put(row, "reason", json_text(c, changed[i].reason));
		json_put(row, "roles", roles_json(c, changed[i].roles));
		json_push(roles, row);
	}
	json_put(o, "names", names);
	json_put(o, "roles", roles);
	json_put(o, "versions", rows);
	return reply_tree(r, 200, o);
}

struct name_in {
	const char *name, *reason;
};
static const struct field name_fields[] = {
	F_TEXT(name_in, name, REQUIRED, 1, LIMIT_TITLE_CHARS, "its new name, as registered"),
	F_TEXT(name_in, reason, REQUIRED, 1, LIMIT_REASON_CHARS, "why, with the approval"),
	F_END,
};

/* An act of its own: exports of trades tell it, so that names can be followed; they may not tell
 * what else a profile holds. */
static enum err name_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct name_in *in = r->body;
	struct party p;
	struct json *o = json_object(c);
	TRY(party_get(c, r->params[0], &p));
	if (strcmp(p.name, in->name) == 0)
		return fail_at(c, E_BAD_FIELD, "/name", in->name, "that is its name already");
	const struct renaming made = { .id = id_new(c),
		.party = p.id,
		.former = p.name,
		.name = in->name,
		.reason = in->reason };
	TRY(party_rename(c, &made));
	TRY(evidence_add(c, "party.renamed", p.id, NULL));
	json_put(o, "former", json_text(c, p.name));
	json_put(o, "name", json_text(c, in->name));
	return reply_tree(r, 200, o);
}

struct roles_in {
	uint32_t roles;
	const char *department, *reason;
};
static const struct field roles_fields[] = {
	F_SET(roles_in, roles, REQUIRED, role_words, "what it takes part as from now on"),
	F_TEXT(roles_in, department, OPTIONAL, 1, 40,
	    "of a supervisor: whose kinds of trade it supervises, by law/kinds; none: all"),
	F_TEXT(roles_in, reason, REQUIRED, 1, LIMIT_REASON_CHARS, "why"),
	F_END,
};

/* What an organisation trades as is its own to say: taken away by another in the hour of an
 * opening, its keys would not be taken. What it is officially the centre says, of others than
 * itself. */
static enum err check_whose(struct ctx *c, uint32_t former, uint32_t roles)
{
	const uint32_t official = ROLE_SUPERVISOR | ROLE_INSPECTOR | ROLE_CENTRE;
	bool own = (c->relations & W_SELF) != 0;
	uint32_t changed = former ^ roles;
	if ((own ? changed & official : changed & ~official) == 0)
		return OK;
	return fail(c, E_DENIED,
	    own ? "what an organisation is officially is said by the centre, and not of itself"
	        : "what an organisation trades as is its own to say");
}

static enum err roles_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct roles_in *in = r->body;
	struct party p;
	struct json *o = json_object(c);
	TRY(party_get(c, r->params[0], &p));
	TRY(check_whose(c, p.roles, in->roles));
	TRY(party_check_roles(c, p.roles, in->roles));
	const struct party next = { .roles = in->roles, .department = in->department };
	TRY(party_check_department(c, &next));
	if (p.roles == in->roles)
		return fail_at(c, E_BAD_FIELD, "/roles", NULL, "these are its roles already");
	const struct role_change made = { .id = id_new(c),
		.party = p.id,
		.former = p.roles,
		.roles = in->roles,
		.department = in->department,
		.reason = in->reason };
	TRY(party_set_roles(c, &made));
	TRY(session_set_roles(c, p.id, in->roles));
	TRY(evidence_add(c, "party.roles-changed", p.id, NULL));
	json_put(o, "former", roles_json(c, p.roles));
	json_put(o, "roles", roles_json(c, in->roles));
	return reply_tree(r, 200, o);
}

const struct route profile_routes[] = {
	{ M_POST, "/api/parties/{party}/profile", ROW_ACT, .handler = profile_post, .who = W_SELF,
	    .of = of_party, FIELDS(profile_fields, struct profile_in),
	    .errors = "NOT_FOUND BAD_FIELD MISSING_FIELD DUPLICATE",
	    .doc = "What the caller's organisation says of itself; every version is kept." },
	{ M_GET, "/api/parties/{party}/profile", ROW_READ, .handler = profile_get, .who = W_PUBLIC,
	    .of = of_party, .errors = "NOT_FOUND",
	    .doc = "The newest version; bank, phone and e-mail for those inside only." },
	{ M_GET, "/api/parties/{party}/profile/history", ROW_READ, .handler = history_get,
	    .who = INSIDE, .of = of_party, .errors = "NOT_FOUND BAD_FIELD",
	    .doc = "Its names, roles and versions, the newest first; ?before=VERSION goes on." },
	{ M_POST, "/api/parties/{party}/names", ROW_ACT, .handler = name_post, .who = W_SELF,
	    .of = of_party, FIELDS(name_fields, struct name_in), .errors = "NOT_FOUND BAD_FIELD",
	    .doc = "A new name of the caller's organisation; its code stays." },
	{ M_POST, "/api/parties/{party}/roles", ROW_ACT, .handler = roles_post,
	    .who = W_SELF | W_CENTRE, .of = of_party, FIELDS(roles_fields, struct roles_in),
	    .errors = "NOT_FOUND BAD_FIELD DENIED",
	    .doc =
	        "What an organisation takes part as from now on; those of supervisors and centre "
	        "staff by the centre only." },
	{ .path = NULL },
};
