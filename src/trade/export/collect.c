/* collect.c - reads from the store what goes into the export of a lot. */
#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "trade/archive/archive.h"
#include "trade/export/parts.h"
#include "trade/rescue/rescue.h"

#define PAGE_ENTRIES 500

static bool begins(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool export_tells_act(const struct export *x, const struct evidence_entry *e)
{
	/* the intake of another tender, which registered the project */
	if (strcmp(e->kind, "tender.taken-in") == 0 && strcmp(e->object, x->tender.id) != 0)
		return false;
	if (entry_public("committee.formed", &x->lot))
		return true;
	/* members of a committee are the people who act for no party */
	bool nobody = strcmp(e->user, "clock") == 0 || strcmp(e->user, "public") == 0;
	return !begins(e->kind, "committee.") && !begins(e->kind, "lot.attested") &&
	       (e->party != NULL || nobody);
}

/* Bids that were never opened stay secret, even that they were made; so does who applied. */
static bool tells_entry(const struct export *x, const struct evidence_entry *e)
{
	bool ours = strcmp(e->object, x->lot.id) == 0 || strcmp(e->object, x->tender.id) == 0;
	bool bidding = begins(e->kind, "bid.") || begins(e->kind, "key.") ||
	               begins(e->kind, "security.") || begins(e->kind, "application.") ||
	               begins(e->kind, "rescue.") || begins(e->kind, "share.") ||
	               begins(e->kind, "qualification.");
	/* what is handed on is told to supervision alone */
	bool handed_on = strcmp(e->kind, "supervision.transferred") == 0;
	return ours && !handed_on && (!bidding || x->opening.record != NULL);
}

static void add_entry(struct ctx *c, struct export *x, const struct evidence_entry *e)
{
	if (x->entry_count == x->entry_room) {
		x->entry_room = x->entry_room * 2 + 64;
		struct evidence_entry *more =
		    arena_array(c->mem, struct evidence_entry, x->entry_room);
		if (x->entry_count > 0)
			memcpy(more, x->entries, x->entry_count * sizeof(*more));
		x->entries = more;
	}
	struct evidence_entry *to = &x->entries[x->entry_count++];
	*to = *e;
	to->kind = arena_text(c->mem, e->kind);
	to->object = arena_text(c->mem, e->object);
	to->scope = arena_text(c->mem, e->scope);
	to->party = arena_text(c->mem, e->party);
	to->user = arena_text(c->mem, e->user);
	to->entry = arena_text(c->mem, e->entry);
	to->act = arena_text(c->mem, e->act);
}

/* Of a party nothing else: its profile holds what is not for all. */
static bool tells_registration(const char *kind)
{
	return strcmp(kind, "party.registered") == 0 || strcmp(kind, "party.renamed") == 0 ||
	       strcmp(kind, "project.registered") == 0;
}

static enum err add_registrations(struct ctx *c, struct export *x, const char *object)
{
	struct evidence_list list;
	TRY(evidence_of_object(c, object, &list));
	for (size_t i = 0; i < list.n; i++)
		if (tells_registration(list.entries[i].kind))
			add_entry(c, x, &list.entries[i]);
	return OK;
}

/* Whether it is the entry of an intake that registered a project. */
static enum err registers_project(struct ctx *c, const struct evidence_entry *e, bool *out)
{
	struct json *entry;
	TRY(json_parse(c, e->entry, strlen(e->entry), &entry));
	*out = strcmp(e->kind, "tender.taken-in") == 0 &&
	       json_get(json_get(entry, "digests"), "project") != NULL;
	return OK;
}

/* Of a project that the intake of another tender registered: that entry, without its act. */
static enum err add_origin(struct ctx *c, struct export *x)
{
	struct evidence_list list;
	const char *const *first;
	size_t n;
	if (x->entry_count > 0)
		return OK; /* it was registered by an act of its own */
	TRY(project_first(c, x->tender.project, &first, &n));
	for (size_t i = 0; i < n; i++) {
		bool registers = false;
		TRY(evidence_of_scope(c, first[i], -1, 1, &list)); /* what made it */
		if (list.n == 1)
			TRY(registers_project(c, &list.entries[0], &registers));
		if (registers && strcmp(first[i], x->tender.id) != 0)
			add_entry(c, x, &list.entries[0]);
	}
	return OK;
}

/* Page by page in an arena of its own: the tender may have many other lots. */
static enum err add_scope(struct ctx *c, struct export *x)
{
	struct ctx page = *c;
	struct evidence_list list = { .n = PAGE_ENTRIES };
	int64_t after = -1;
	enum err e = OK;
	page.mem = arena_new(LIMIT_ARENA_BYTES);
	while (e == OK && list.n == PAGE_ENTRIES) {
		arena_reset(page.mem);
		e = evidence_of_scope(&page, x->tender.id, after, PAGE_ENTRIES, &list);
		for (size_t i = 0; e == OK && i < list.n; i++) {
			after = list.entries[i].place;
			if (tells_entry(x, &list.entries[i]))
				add_entry(c, x, &list.entries[i]);
		}
	}
	if (e != OK) {
		c->fault = page.fault;
		e = fail(c, e, "%s", c->fault.detail != NULL ? c->fault.detail : "");
	}
	arena_free(page.mem);
	return e;
}

static int by_place(const void *a, const void *b)
{
	const struct evidence_entry *x = a, *y = b;
	return x->place < y->place ? -1 : x->place > y->place;
}

static enum err add_party(struct ctx *c, struct export *x, const char *id)
{
	for (size_t i = 0; i < x->party_count; i++)
		if (strcmp(x->parties[i].id, id) == 0)
			return OK;
	TRY(party_get(c, id, &x->parties[x->party_count]));
	x->party_count++;
	return add_registrations(c, x, id);
}

/* Every agency that was ever mandated, not only the last. */
static enum err add_agencies(struct ctx *c, struct export *x, size_t entries)
{
	for (size_t i = 0; i < entries; i++) {
		struct json *act;
		const char *text = x->entries[i].act;
		if (strcmp(x->entries[i].kind, "mandate.given") != 0)
			continue;
		TRY(json_parse(c, text, strlen(text), &act));
		const char *agency = json_get_text(json_get(act, "body"), "agency", NULL);
		if (agency != NULL)
			TRY(add_party(c, x, agency));
	}
	return OK;
}

static enum err collect_entries(struct ctx *c, struct export *x)
{
	TRY(add_registrations(c, x, x->tender.project));
	TRY(add_origin(c, x));
	TRY(add_scope(c, x));
	/* the principal, and at most one a bid or mandate */
	x->parties = arena_array(c->mem, struct party, 1 + x->opening.n + x->entry_count);
	TRY(add_party(c, x, x->tender.principal));
	TRY(add_agencies(c, x, x->entry_count));
	for (size_t i = 0; i < x->opening.n; i++)
		TRY(add_party(c, x, x->opening.bids[i].party));
	for (size_t i = 0, n = x->entry_count; i < n; i++)
		if (strcmp(x->entries[i].kind, "application.placed") == 0)
			TRY(add_party(c, x, x->entries[i].party));
	qsort(x->entries, x->entry_count, sizeof(*x->entries), by_place);
	return OK;
}

static enum err collect_notices(struct ctx *c, struct export *x)
{
	struct notice_query q = {
		.tender = x->tender.id, .before = INT64_MAX, .limit = LIMIT_LIST_ROWS
	};
	/* an entry publishes one at most */
	x->notices = arena_array(c->mem, struct notice, x->entry_count);
	size_t count = 0;
	for (struct notice_page p; q.before != 0; q.before = p.older) {
		TRY(notice_list(c, &q, &p));
		for (size_t i = 0; i < p.n; i++) {
			const struct notice *found = &p.rows[i];
			if (found->lot != NULL && strcmp(found->lot, x->lot.id) != 0)
				continue;
			if (count == x->entry_count)
				return fail(
				    c, E_INTERNAL, "lot %s has too many notices", x->lot.id);
			x->notices[count++] = *found;
		}
	}
	for (size_t i = 0; i < count / 2; i++) {
		struct notice swap = x->notices[i];
		x->notices[i] = x->notices[count - 1 - i];
		x->notices[count - 1 - i] = swap;
	}
	x->notice_count = count;
	return OK;
}

static enum err add_document(struct ctx *c, struct export *x, const char *digest)
{
	for (size_t i = 0; i < x->document_count; i++)
		if (strcmp(x->documents[i].digest, digest) == 0)
			return OK;
	TRY(document_get(c, digest, &x->documents[x->document_count]));
	x->document_count++;
	return OK;
}

static int by_digest(const void *a, const void *b)
{
	const struct document *x = a, *y = b;
	return strcmp(x->digest, y->digest);
}

/* The bill of quantities that an announcement shows for the lot; NULL: none. */
static const char *announced_bill(const struct export *x, const struct json *body)
{
	const struct json *lots = json_get(body, "lots");
	for (const struct json *l = lots != NULL ? lots->first : NULL; l != NULL; l = l->next)
		if (strcmp(json_get_text(l, "id", ""), x->lot.id) == 0)
			return json_get_text(l, "bill", NULL);
	return NULL;
}

/* A part that was opened, or whose key custodians released a share of. */
static enum err add_part(struct ctx *c, struct export *x, const struct bid *b, enum bid_part part)
{
	bool shared = b->parts[part].key.n > 0;
	if (b->parts[part].digest == NULL)
		return OK;
	if (!shared)
		TRY(share_was_released(c, b, part, &shared));
	return shared ? add_document(c, x, b->parts[part].digest) : OK;
}

/* What the notices name (each version of the tender document and of the bill of quantities, the
 * contract), and of each bid that was opened, or was to be rescued, its sealed parts. */
static enum err collect_documents(struct ctx *c, struct export *x)
{
	struct bid *bids = NULL;
	size_t n = 0;
	if (x->opening.record != NULL)
		TRY(bids_standing(c, x->lot.id, &bids, &n));
	x->documents = arena_array(c->mem, struct document, n * BID_PARTS + 2 * x->notice_count);
	for (size_t i = 0; i < n; i++)
		for (enum bid_part k = PART_FORM + 1; k < BID_PARTS; k++)
			TRY(add_part(c, x, &bids[i], k));
	for (size_t i = 0; i < x->notice_count; i++) {
		struct json *body;
		TRY(json_parse(c, x->notices[i].body, strlen(x->notices[i].body), &body));
		const char *named = json_get_text(body, "document", NULL);
		if (named != NULL)
			TRY(add_document(c, x, named));
		named = announced_bill(x, body);
		if (named != NULL)
			TRY(add_document(c, x, named));
	}
	qsort(x->documents, x->document_count, sizeof(*x->documents), by_digest);
	return OK;
}

static enum err may_be_missing(enum err e)
{
	return e == E_NOT_FOUND ? OK : e;
}

enum err export_collect(struct ctx *c, struct app *app, const char *lot, struct export *out)
{
	struct export x = { .app = app };
	int64_t at_ms;
	TRY(lot_get(c, lot, &x.lot, &x.tender));
	if (x.lot.state < LS_AWARDED)
		return fail(c, E_WRONG_STATE, "the lot is %s", lot_state_words[x.lot.state]);
	TRY(lots_of(c, x.tender.id, &x.lots, &x.lot_count));
	TRY(law_kind(c, x.tender.kind, &x.kind));
	TRY(may_be_missing(opening_get(c, lot, &x.opening)));
	TRY(may_be_missing(evaluation_get(c, lot, &x.result, &x.result_digest, &at_ms)));
	TRY(may_be_missing(award_get(c, lot, &x.award)));
	TRY(collect_entries(c, &x));
	TRY(collect_notices(c, &x));
	TRY(collect_documents(c, &x));
	*out = x;
	return OK;
}
