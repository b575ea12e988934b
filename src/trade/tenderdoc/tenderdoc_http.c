#include <stdlib.h>
#include <string.h>

#include "core/base/moment.h"
#include "core/document/document.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "trade/evaluation/words.h"
#include "trade/tenderdoc/tenderdoc_db.h"
#include "trade/terms/terms.h"

struct version_in {
	const uint8_t *document, *previous;
	struct field_list kept;
};
static const struct field version_fields[] = {
	F_DIGEST(version_in, document, REQUIRED, "the version, uploaded before"),
	F_DIGEST(version_in, previous, OPTIONAL, "another version, to tell what changed since"),
	F_LIST(version_in, kept, OPTIONAL, 0, TERMS_FINDINGS, term_kept_fields, term_kept,
	    "terms that the law names and that are kept, with reasons"),
	F_END,
};

/* What was read of the files, before the write lane. */
struct version_read {
	struct tenderdoc now;
	const char *changes; /* NULL: nothing to compare with */
};

/* The bytes of a document that the caller's party brought. */
static enum err take_file(struct req *r, const uint8_t *digest, struct bytes *out)
{
	struct ctx *c = &r->c;
	struct document d;
	TRY(reader_take(r->app, c));
	enum err e = document_check(c, "/document", digest, &d);
	reader_give(r->app, c);
	TRY(e);
	return document_read(c, "/document", r->app->dir, &d, TENDERDOC_BYTES, out);
}

static enum err find_version(struct ctx *c, const char *field, const char *tender,
    const char *digest, struct tender_version *out)
{
	bool found;
	TRY(version_find(c, tender, digest, &found, out));
	return found ? OK
	             : fail_at(c, E_NOT_FOUND, field, digest,
	                   "no version of this tender has that digest");
}

/* Of an earlier version, which the other one of entity and agency may have brought. Whether the
 * caller may have it, the row says before anything is answered. */
static enum err take_version(
    struct req *r, const char *field, const char *digest, struct bytes *out)
{
	struct ctx *c = &r->c;
	struct tender_version v;
	struct document d = { 0 };
	TRY(reader_take(r->app, c));
	enum err e = find_version(c, field, r->params[0], digest, &v);
	if (e == OK)
		e = document_get(c, digest, &d);
	reader_give(r->app, c);
	TRY(e);
	return document_read(c, field, r->app->dir, &d, TENDERDOC_BYTES, out);
}

static enum err version_prepare(struct req *r)
{
	struct ctx *c = &r->c;
	const struct version_in *in = r->body;
	struct version_read *v = arena_new_of(c->mem, struct version_read);
	struct tenderdoc was;
	struct bytes text;
	TRY(take_file(r, in->document, &text));
	TRY(tenderdoc_read(c, "/document", text, &v->now));
	if (in->previous != NULL) {
		TRY(take_version(
		    r, "/previous", enc_hex(c->mem, in->previous, SHA256_BYTES), &text));
		TRY(tenderdoc_parse(c, "/previous", text, &was));
		v->changes = json_canonical(c, tenderdoc_changes(c, &was, &v->now));
	}
	r->prepared = v;
	return OK;
}

static enum err check_kind(struct ctx *c, const struct tender *t, const struct tenderdoc *d)
{
	if (!template_is_for(law_template(c->law, d->template), t->kind))
		return fail_at(c, E_BAD_FIELD, "/document/template", d->template,
		    "it is not for tenders of the kind %s", t->kind);
	return rule_fits(c, "/document/evaluation", t, d->evaluation);
}

/* Its chapters and data, searched for unfair terms. */
static enum err find_terms(
    struct ctx *c, const struct tenderdoc *d, const struct field_list *kept, struct json *findings)
{
	const struct tenderdoc_chapter *chapter = d->chapters.items;
	const struct tenderdoc_value *value = d->fields.items;
	for (size_t i = 0; i < d->fields.n; i++)
		TRY(terms_hold(c, arena_printf(c->mem, "/document/fields/%zu", i), value[i].value,
		    kept, findings));
	for (size_t i = 0; i < d->chapters.n; i++)
		TRY(terms_hold(c, arena_printf(c->mem, "/document/chapters/%zu", i),
		    chapter[i].text, kept, findings));
	return OK;
}

/* A whole number, as the template's types say; -1: the template has no such field. */
static int64_t number_of(const struct tenderdoc *d, const char *id)
{
	const struct tenderdoc_value *value = d->fields.items;
	for (size_t i = 0; i < d->fields.n; i++)
		if (strcmp(value[i].id, id) == 0)
			return strtoll(value[i].value, NULL, 10);
	return -1;
}

/* How bids are judged, with the number of candidates, which stands among the fields: the result
 * recommends no more. Without a rule it recommends as many as the law allows. */
static enum err rule_text(
    struct ctx *c, const struct law_case *k, const struct tenderdoc *d, const char **out)
{
	int64_t candidates = number_of(d, "candidates");
	const struct law_number *most;
	if (candidates == 0)
		return fail_at(c, E_BAD_FIELD, "/document/fields", "0",
		    "at least one candidate is recommended");
	if (d->evaluation == NULL) {
		TRY(law_bound(c, "candidates.max", k, c->now_ms, &most));
		if (candidates < 0 || most == NULL || candidates == most->value)
			return OK;
		return fail_at(c, E_MISSING_FIELD, "/document/evaluation", NULL,
		    "a document that names other than %lld candidates says how bids are judged",
		    (long long)most->value);
	}
	struct method_rule rule = *d->evaluation;
	if (rule.candidates != 0 && candidates > 0 && rule.candidates != candidates)
		return fail_at(c, E_BAD_FIELD, "/document/evaluation/candidates",
		    arena_printf(c->mem, "%lld", (long long)rule.candidates),
		    "the field candidates says %lld", (long long)candidates);
	if (candidates > 0)
		rule.candidates = candidates;
	*out = json_canonical(c, method_json(c, &rule));
	return OK;
}

static struct json *parsed(struct ctx *c, const char *text)
{
	struct json *v = NULL;
	return text != NULL && json_parse(c, text, strlen(text), &v) == OK ? v : json_text(c, NULL);
}

static struct json *version_json(struct ctx *c, const struct tender_version *v)
{
	struct json *o = json_object(c);
	json_put(o, "changes", parsed(c, v->changes));
	json_put(o, "digest", json_text(c, v->digest));
	json_put(o, "documentsPart", json_bool(c, v->documents_part));
	json_put(o, "drafted", json_text(c, moment_text(c, v->drafted_ms)));
	json_put(o, "findings", parsed(c, v->findings));
	json_put(o, "number", json_int(c, v->number));
	json_put(o, "previous", json_text(c, v->previous));
	json_put(o, "published",
	    json_text(c, v->published_ms > 0 ? moment_text(c, v->published_ms) : NULL));
	json_put(o, "template", json_text(c, v->template));
	json_put(o, "twoEnvelopes", json_bool(c, v->two_envelopes));
	return o;
}

static enum err version_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct version_in *in = r->body;
	const struct version_read *read = r->prepared;
	const int64_t size = number_of(&read->now, "committee.size");
	struct json *warnings = json_list(c), *findings = json_list(c);
	struct tender t;
	struct tender_version known, v = { .tender = r->params[0],
		.digest = enc_hex(c->mem, in->document, SHA256_BYTES),
		.template = read->now.template,
		.documents_part = read->now.parts.n > 0,
		.two_envelopes = read->now.twoEnvelopes,
		.changes = read->changes,
		.committee_size = size > 0 ? size : 0,
		.drafted_ms = c->now_ms };
	TRY(tender_get(c, r->params[0], &t));
	TRY(check_kind(c, &t, &read->now));
	const struct law_case k = tender_case(&t);
	TRY(tenderdoc_hold(c, "/document", &k, &read->now, warnings));
	TRY(find_terms(c, &read->now, &in->kept, findings));
	v.findings = json_canonical(c, findings);
	if (in->previous != NULL) {
		v.previous = enc_hex(c->mem, in->previous, SHA256_BYTES);
		TRY(find_version(c, "/previous", t.id, v.previous, &known));
	}
	TRY(rule_text(c, &k, &read->now, &v.rule));
	enum err e = version_insert(c, &v);
	if (e == E_DUPLICATE)
		return fail_at(
		    c, E_DUPLICATE, "/document", v.digest, "it is a version of this tender");
	TRY(e);
	evidence_digest(c, "document", in->document);
	TRY(evidence_add(c, "document.versioned", t.id, t.id));
	struct json *o = version_json(c, &v);
	json_put(o, "warnings", warnings);
	return reply_tree(r, 201, o);
}

/* The same as registering, but that it registers nothing and refuses no term: whoever writes sees
 * all of them at once. */
static enum err check_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *warnings = json_list(c), *findings = json_list(c);
	uint8_t digest[SHA256_BYTES];
	struct tenderdoc d;
	struct document file;
	struct bytes text;
	struct tender t;
	if (!dec_hex(r->params[1], digest, sizeof(digest)))
		return absent(c, E_NOT_FOUND, "document", r->params[1]);
	TRY(document_check(c, "/document", digest, &file));
	TRY(document_read(c, "/document", r->app->dir, &file, TENDERDOC_BYTES, &text));
	TRY(tenderdoc_read(c, "/document", text, &d));
	TRY(tender_get(c, r->params[0], &t));
	TRY(check_kind(c, &t, &d));
	const struct law_case k = tender_case(&t);
	TRY(tenderdoc_hold(c, "/document", &k, &d, warnings));
	TRY(find_terms(c, &d, NULL, findings));
	json_put(o, "findings", findings);
	json_put(o, "warnings", warnings);
	return reply_tree(r, 200, o);
}

/* Drafts are the own side's, and of those who supervise it. */
static bool sees_drafts(const struct ctx *c)
{
	return (c->relations & (W_PRINCIPAL | W_AGENCY | W_SUPERVISOR | W_INSPECTOR)) != 0;
}

/* What changed since a draft would tell what the draft said. */
static enum err hide_draft(struct ctx *c, struct tender_version *v)
{
	struct tender_version was = { 0 };
	bool found;
	if (v->previous == NULL || sees_drafts(c))
		return OK;
	TRY(version_find(c, v->tender, v->previous, &found, &was));
	if (!found || was.published_ms == 0)
		v->previous = v->changes = NULL;
	return OK;
}

static enum err versions_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct tender_version *list;
	struct json *o = json_object(c), *rows = json_list(c);
	size_t n;
	TRY(versions_of(c, r->params[0], !sees_drafts(c), &list, &n));
	for (size_t i = 0; i < n; i++) {
		TRY(hide_draft(c, &list[i]));
		json_push(rows, version_json(c, &list[i]));
	}
	json_put(o, "versions", rows);
	return reply_tree(r, 200, o);
}

enum err version_show(struct req *r, const char *field, const char *tender, const char *digest,
    struct version_shown *out)
{
	struct ctx *c = &r->c;
	struct version_shown s;
	struct document d;
	TRY(find_version(c, field, tender, digest, &s.v));
	/* who may not have it learns no more than of one that never was */
	if (s.v.published_ms == 0 && !sees_drafts(c))
		return fail_at(
		    c, E_NOT_FOUND, field, digest, "no version of this tender has that digest");
	TRY(hide_draft(c, &s.v));
	TRY(document_get(c, digest, &d));
	TRY(document_read(c, field, r->app->dir, &d, TENDERDOC_BYTES, &s.text));
	TRY(tenderdoc_parse(c, field, s.text, &s.document));
	*out = s;
	return OK;
}

static enum err shown_get(struct req *r)
{
	struct ctx *c = &r->c;
	const char *since = req_query(r, "since");
	struct version_shown now, was;
	struct json *tree;
	TRY(version_show(r, "{digest}", r->params[0], r->params[1], &now));
	TRY(json_parse(c, (const char *)now.text.p, now.text.n, &tree));
	if (since != NULL) {
		TRY(version_show(r, "since", r->params[0], since, &was));
		now.v.previous = since;
		now.v.changes =
		    json_canonical(c, tenderdoc_changes(c, &was.document, &now.document));
	}
	struct json *o = version_json(c, &now.v);
	json_put(o, "document", tree);
	json_put(o, "evaluation", method_said(c, now.document.evaluation));
	return reply_tree(r, 200, o);
}

static struct json *template_json(struct ctx *c, const struct law_template *t)
{
	struct json *o = json_object(c), *title = json_object(c), *basis = json_object(c),
	            *kinds = json_list(c), *chapters = json_list(c), *fields = json_list(c);
	for (size_t i = 0; i < t->kind_count; i++)
		json_push(kinds, json_text(c, t->kinds[i]->id));
	for (size_t i = 0; i < t->chapter_count; i++) {
		struct json *row = json_object(c);
		json_put(row, "id", json_text(c, t->chapters[i].id));
		json_put(row, "title", json_text(c, t->chapters[i].title));
		json_push(chapters, row);
	}
	for (size_t i = 0; i < t->field_count; i++) {
		struct json *row = json_object(c);
		json_put(row, "id", json_text(c, t->fields[i].id));
		json_put(row, "law", json_text(c, t->fields[i].law));
		json_put(row, "title", json_text(c, t->fields[i].title));
		json_put(row, "type", json_text(c, template_type_words[t->fields[i].type]));
		json_push(fields, row);
	}
	json_put(basis, "en", json_text(c, t->basis_en));
	json_put(basis, "zh", json_text(c, t->basis_zh));
	json_put(title, "en", json_text(c, t->title_en));
	json_put(title, "zh", json_text(c, t->title_zh));
	json_put(o, "basis", basis);
	json_put(o, "chapters", chapters);
	json_put(o, "document", field_schema(c, tenderdoc_fields));
	json_put(o, "fields", fields);
	json_put(o, "id", json_text(c, t->id));
	json_put(o, "kinds", kinds);
	json_put(o, "title", title);
	return o;
}

static enum err templates_get(struct req *r)
{
	struct ctx *c = &r->c;
	const struct law_template *t;
	struct json *o = json_object(c), *list = json_list(c);
	for (size_t i = 0, n = law_templates(c->law, &t); i < n; i++)
		json_push(list, template_json(c, &t[i]));
	json_put(o, "templates", list);
	return reply_tree(r, 200, o);
}

#define SIDE (W_PRINCIPAL | W_AGENCY)

const struct route tenderdoc_routes[] = {
	{ M_GET, "/api/templates", ROW_READ, .handler = templates_get, .who = W_PUBLIC,
	    .doc = "What a tender document that the centre can read holds, kind by kind." },
	{ M_POST, "/api/tenders/{tender}/documents", ROW_ACT, .prepare = version_prepare,
	    .handler = version_post, .who = SIDE, .of = of_tender,
	    FIELDS(version_fields, struct version_in),
	    .errors = "TOO_LARGE BAD_JSON BAD_FIELD MISSING_FIELD UNKNOWN_FIELD NOT_FOUND "
	              "LAW_BOUND UNFAIR_TERM "
	              "DUPLICATE",
	    .doc = "Registers an uploaded tender document as a version: checked against template "
	           "and law, compared with another version." },
	{ M_GET, "/api/tenders/{tender}/documents", ROW_READ, .handler = versions_get,
	    .who = W_PUBLIC, .of = of_tender,
	    .doc = "The versions of the tender document; drafts are for its own side and "
	           "supervision." },
	{ M_GET, "/api/tenders/{tender}/documents/{digest}/check", ROW_READ, ROW_SLOW,
	    .handler = check_get, .who = SIDE, .of = of_tender,
	    .errors = "TOO_LARGE BAD_JSON BAD_FIELD MISSING_FIELD UNKNOWN_FIELD NOT_FOUND "
	              "LAW_BOUND BUSY",
	    .doc = "What registering an uploaded tender document would refuse or tell, with every "
	           "term that may be unfair." },
	{ M_GET, "/api/tenders/{tender}/documents/{digest}", ROW_READ, ROW_SLOW,
	    .handler = shown_get, .who = W_PUBLIC, .of = of_tender,
	    .errors = "NOT_FOUND TOO_LARGE BUSY",
	    .doc = "What a version says, and how bids are judged in words; with ?since=DIGEST what "
	           "changed since that version." },
	{ .path = NULL },
};
