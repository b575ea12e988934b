/* tender.c - the check of registrations, and of the tender up to its announcement. */
#include <string.h>

#include "core/base/code.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "trade/export/steps.h"

#define WINDOW_MINUTES_MAX 100000

/* Registrations. */

static enum err name_of(struct course *k, const char **out)
{
	const char *name = json_get_text(k->body, "name", NULL);
	if (name == NULL || strlen(name) > 4 * LIMIT_TITLE_CHARS)
		return bad_entry(k, "a registration has a name");
	*out = name;
	return OK;
}

enum err course_party(struct course *k)
{
	const char *name;
	TRY(name_of(k, &name));
	if (course_name(k, k->e.object) != NULL)
		return bad_entry(k, "the party was registered before");
	const struct json *code = json_get(k->body, "identifier");
	k->parties[k->party_count++] = (struct party){ .id = course_keep(k, k->e.object),
		.name = course_keep(k, name),
		.scheme = course_keep(k, json_get_text(code, "scheme", "")),
		.identifier = course_keep(k, json_get_text(code, "id", "")) };
	return OK;
}

/* From here on the party is called so. */
enum err course_renamed(struct course *k)
{
	const char *name;
	TRY(name_of(k, &name));
	if (k->e.party == NULL || strcmp(k->e.party, k->e.object) != 0)
		return bad_entry(k, "another than the party itself renamed it");
	for (size_t i = 0; i < k->party_count; i++)
		if (strcmp(k->parties[i].id, k->e.object) == 0) {
			k->parties[i].name = course_keep(k, name);
			return OK;
		}
	return bad_entry(k, "the party was not registered yet; an entry is missing");
}

#define PROJECT "project.json"

static enum err take_project(struct course *k, struct json **out)
{
	struct json *o;
	TRY(take_json(k->v, PROJECT, &o));
	if (k->project != NULL || k->e.party == NULL ||
	    !same_text(json_get_text(o, "principal", NULL), k->e.party))
		return bad_entry(k, "a trade has one project, which its principal registered");
	k->project = course_keep(k, json_get_text(o, "id", ""));
	k->project_of = course_keep(k, k->e.party);
	*out = o;
	return OK;
}

enum err course_project(struct course *k)
{
	struct json *o;
	TRY(take_project(k, &o));
	if (strcmp(k->project, k->e.object) != 0 ||
	    !same_text(json_get_text(o, "code", NULL), json_get_text(k->body, "code", "")) ||
	    !same_text(json_get_text(o, "name", NULL), json_get_text(k->body, "name", "")))
		return bad(k->v, PROJECT, "it is not the project that %s registered", k->e.file);
	return OK;
}

/* The digest in the entry of an intake tells which project it registered. */
static enum err take_bound_project(struct course *k)
{
	struct json *o;
	struct bytes raw;
	TRY(take_project(k, &o));
	TRY(take_file(k->v, PROJECT, &raw));
	if (entry_holds(k->v, &k->e, "project", raw) != OK)
		return bad(k->v, PROJECT, "it is not the project that %s registered", k->e.file);
	return OK;
}

enum err course_origin(struct course *k)
{
	if (k->created || k->e.act != NULL)
		return bad_entry(k, "it is about another tender");
	return take_bound_project(k);
}

/* The tender. */

/* Whether a limit of the description is the one asked for; -1: none. */
static bool same_limit(
    struct course *k, const struct json *asked, const struct json *described, int64_t *minor)
{
	struct money a, b;
	*minor = -1;
	if (asked == NULL || described == NULL)
		return asked == described;
	if (!course_money(k, asked, &a) || !course_money(k, described, &b) || a.minor != b.minor ||
	    a.currency != b.currency)
		return false;
	*minor = b.minor;
	return true;
}

/* lots.json is what the entry's digest binds; the act's own list must agree with it. */
static enum err take_lots(struct course *k)
{
	static const char file[] = "lots.json";
	struct json *list;
	struct bytes raw;
	TRY(take_json(k->v, file, &list));
	TRY(take_file(k->v, file, &raw));
	if (entry_holds(k->v, &k->e, "lots", raw) != OK)
		return bad(k->v, file, "it is not what the tender was created with");
	const struct json *asked = json_get(k->body, "lots");
	if (asked == NULL || asked->type != JSON_LIST || asked->n != list->n)
		return bad_entry(k, "its lots are not those of lots.json");
	asked = asked->first;
	for (const struct json *l = list->first; l != NULL; l = l->next, asked = asked->next) {
		struct lot lot = { .id = json_get_text(l, "id", ""),
			.number = json_get_int(l, "number", 0),
			.title = json_get_text(l, "title", ""),
			.currency = money_currency(json_get_text(l, "currency", ""), NULL) };
		if (strcmp(lot.title, json_get_text(asked, "title", "")) != 0 ||
		    lot.currency == NULL ||
		    !same_limit(k, json_get(asked, "ceiling"), json_get(l, "ceiling"),
		        &lot.ceiling_minor) ||
		    !same_limit(k, json_get(asked, "estimate"), json_get(l, "estimate"),
		        &lot.estimate_minor) ||
		    !same_limit(k, json_get(asked, "security"), json_get(l, "security"),
		        &lot.security_minor) ||
		    !same_limit(
		        k, json_get(asked, "floor"), json_get(l, "floor"), &lot.floor_minor))
			return bad(k->v, file, "a lot is not as the act has it");
		if (strcmp(lot.id, k->v->m.lot) != 0)
			continue;
		k->lot = lot;
		k->lot.id = course_keep(k, lot.id);
		k->lot.title = course_keep(k, lot.title);
	}
	return k->lot.id != NULL ? OK : bad(k->v, file, "the lot of the manifest is not there");
}

/* k->body: what the tender was asked for. */
static enum err create(struct course *k)
{
	if (k->created)
		return bad_entry(k, "the tender was created before");
	k->created = true;
	k->title = course_keep(k, json_get_text(k->body, "title", ""));
	k->by_invitation = strcmp(json_get_text(k->body, "method", ""), "invited") == 0;
	k->prequalified = strcmp(json_get_text(k->body, "qualification", ""), "before") == 0;
	k->mandatory = json_get_true(k->body, "mandatory");
	k->state_controlled = json_get_true(k->body, "stateControlled");
	const struct json *invited = json_get(k->body, "invited");
	k->invited = arena_array(k->v->c->mem, const char *, invited != NULL ? invited->n : 0);
	for (const struct json *p = invited != NULL ? invited->first : NULL; p != NULL; p = p->next)
		k->invited[k->invited_count++] = course_keep(k, json_get_text(p, "party", ""));
	k->principal = course_keep(k, k->e.party);
	if (course_name(k, k->principal) == NULL)
		return bad_entry(k, "the principal was never registered; an entry is missing");
	return take_lots(k);
}

enum err course_created(struct course *k)
{
	TRY(create(k));
	if (k->project == NULL || strcmp(k->project_of, k->principal) != 0 ||
	    strcmp(json_get_text(k->body, "project", ""), k->project) != 0)
		return bad_entry(k, "its project was never registered; an entry is missing");
	return OK;
}

enum err course_mandate(struct course *k)
{
	if (course_name(k, json_get_text(k->body, "agency", NULL)) == NULL)
		return bad_entry(k, "the agency was never registered; an entry is missing");
	return OK;
}

/* The same members stand in the act and, once published, in the announcement. */
static enum err read_announcement(
    struct course *k, const struct json *o, const char *text, struct announcement *out)
{
	struct announcement a = { .text = json_get_text(o, text, NULL),
		.document = json_get_text(o, "document", NULL),
		.decrypted_min = json_get_int(o, "decryptedMin", 0),
		.documents_part = json_get_true(o, "documentsPart"),
		.two_envelopes = json_get_true(o, "twoEnvelopes") };
	const struct json *rule = json_get(o, "evaluation");
	struct method_rule read;
	if (rule != NULL && method_read(&k->v->s, rule, &read) != OK)
		return bad_entry(k, "how bids are judged: %s", k->v->s.fault.detail);
	if (rule != NULL)
		a.rule = json_canonical(&k->v->s, method_json(&k->v->s, &read));
	const struct json *custody = json_get(o, "custody");
	if (custody != NULL)
		a.custody = json_canonical(&k->v->s, custody);
	const struct json *contents = json_get(o, "contents");
	if (contents != NULL)
		a.contents = json_canonical(&k->v->s, contents);
	int64_t minutes = json_get_int(o, "windowMinutes", 0);
	if (a.text == NULL || minutes < 1 || minutes > WINDOW_MINUTES_MAX ||
	    moment_parse(&k->v->s, "deadline", json_get_text(o, "deadline", ""), &a.deadline_ms) !=
	        OK)
		return bad_entry(k, "an announcement has a text, a deadline and a window");
	a.window_ms = minutes * 60 * SECOND_MS;
	*out = a;
	return OK;
}

enum err course_submitted(struct course *k)
{
	struct announcement a;
	TRY(read_announcement(k, k->body, "text", &a));
	a.text = course_keep(k, a.text);
	a.document = course_keep(k, a.document);
	a.rule = course_keep(k, a.rule);
	a.custody = course_keep(k, a.custody);
	a.contents = course_keep(k, a.contents);
	k->submitted = a;
	return OK;
}

/* One form: the project, where it is new, the tender, and what is announced. */
enum err course_taken_in(struct course *k)
{
	const struct json *form = k->body, *tender = json_get(form, "tender");
	const char *project = json_get_text(tender, "project", NULL);
	const struct json *made = json_get(form, "project");
	if (made != NULL)
		TRY(take_bound_project(k));
	k->body = tender;
	TRY(create(k));
	if ((project != NULL) == (made != NULL) || k->project == NULL ||
	    (project != NULL && strcmp(k->project, project) != 0) ||
	    strcmp(k->project_of, k->principal) != 0)
		return bad_entry(k, "its project was never registered; an entry is missing");
	k->body = json_get(form, "announcement");
	return course_submitted(k);
}

enum err course_confirmed(struct course *k)
{
	if (k->e.party == NULL || strcmp(k->e.party, k->principal) != 0)
		return bad_entry(k, "another than the principal confirmed");
	k->announced = k->submitted;
	return OK;
}

enum err course_returned(struct course *k)
{
	k->announced = (struct announcement){ 0 };
	return OK;
}

bool same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* The announcement shows the lot as it was created, and its trade code. */
static enum err announced_lot(struct course *k)
{
	const struct json *list = json_get(k->notice, "lots");
	const struct json *l = list != NULL ? list->first : NULL;
	int64_t minor;
	while (l != NULL && strcmp(json_get_text(l, "id", ""), k->lot.id) != 0)
		l = l->next;
	struct ctx *s = &k->v->s;
	const struct json *ceiling =
	    k->lot.ceiling_minor >= 0 ? money_json(s, k->lot.ceiling_minor, k->lot.currency) : NULL;
	const char *code = json_get_text(l, "tradeCode", "");
	if (l == NULL || strcmp(json_get_text(l, "title", ""), k->lot.title) != 0 ||
	    !same_limit(k, json_get(l, "ceiling"), ceiling, &minor) ||
	    !same_text(json_get_text(l, "bill", NULL), k->lot.bill) ||
	    code_trade_check(s, "tradeCode", code) != OK)
		return bad_entry(k, "the announcement does not show the lot as it was created");
	k->lot.trade_code = course_keep(k, code);
	return OK;
}

enum err course_published(struct course *k)
{
	struct announcement n, *a = &k->announced;
	struct bytes document;
	TRY(read_announcement(k, k->notice, "announcement", &n));
	if (a->document != NULL)
		TRY(course_rule(k, a->document, &a->rule));
	if (!same_text(n.text, a->text) || !same_text(n.document, a->document) ||
	    !same_text(n.rule, a->rule) || !same_text(n.contents, a->contents) ||
	    !same_text(n.custody, a->custody) || n.deadline_ms != a->deadline_ms ||
	    n.window_ms != a->window_ms || n.decrypted_min != a->decrypted_min ||
	    n.documents_part != a->documents_part || n.two_envelopes != a->two_envelopes)
		return bad_entry(k, "what was published is not what the principal confirmed");
	if (a->document != NULL)
		TRY(course_document(k, a->document, &document));
	/* a lot that was ended while it was prequalified for is announced no more */
	if (k->lot_state == LS_CANCELLED)
		return OK;
	TRY(announced_lot(k));
	if (k->lot.bill != NULL)
		TRY(course_document(k, k->lot.bill, &document));
	k->lot_state = LS_BIDDING;
	k->announcement = course_keep(k, k->notice_id);
	said(k->v, "announcement: published as the principal confirmed it, deadline %s",
	    moment_text(&k->v->s, a->deadline_ms));
	return OK;
}
