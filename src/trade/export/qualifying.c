/* qualifying.c - the check of a prequalification: applications, their opening, who passed. */
#include <string.h>

#include "core/base/moment.h"
#include "trade/export/steps.h"
#include "trade/prequalification/prequalification.h"

/* An application as it was placed. */
struct applied {
	struct application a;
	struct bytes container;
	bool gone, keyed; /* gone: replaced or withdrawn */
	uint8_t key[SEAL_KEY_BYTES];
};
struct qualifying {
	const char *text, *document; /* as drafted last */
	int64_t window_ms, deadline_ms, most;
	struct applied *applied;
	struct application *list; /* as opened */
	struct review_in *reviews;
	struct seat *members;
	size_t applied_count, list_count, member_count;
};

static struct qualifying *qualifying_of(struct course *k)
{
	struct arena *mem = k->v->c->mem;
	if (k->qualifying != NULL)
		return k->qualifying;
	k->qualifying = arena_new_of(mem, struct qualifying);
	*k->qualifying =
	    (struct qualifying){ .applied = arena_array(mem, struct applied, k->v->entries),
		    .list = arena_array(mem, struct application, k->v->entries),
		    .reviews = arena_array(mem, struct review_in, LIMIT_COMMITTEE),
		    .members = arena_array(mem, struct seat, LIMIT_COMMITTEE) };
	return k->qualifying;
}

enum err course_prequalifying(struct course *k)
{
	struct qualifying *q = qualifying_of(k);
	q->text = course_keep(k, json_get_text(k->body, "text", ""));
	q->document = course_keep(k, json_get_text(k->body, "document", NULL));
	q->window_ms = json_get_int(k->body, "windowMinutes", 0) * 60 * SECOND_MS;
	q->most = json_get_int(k->body, "most", 0);
	if (q->most < 0 || q->most > LIMIT_BIDS)
		return bad_entry(k, "no so many can pass");
	if (!k->prequalified)
		return bad_entry(k, "the tender qualifies after the opening");
	return moment_parse(&k->v->s, "deadline", json_get_text(k->body, "deadline", ""),
	           &q->deadline_ms) == OK
	           ? OK
	           : bad_entry(k, "a prequalification has a deadline");
}

enum err course_prequalified(struct course *k)
{
	struct qualifying *q = qualifying_of(k);
	struct bytes document;
	if (k->e.party == NULL || strcmp(k->e.party, k->principal) != 0)
		return bad_entry(k, "another than the principal published it");
	if (k->invited_count > 0 || q->text == NULL)
		return bad_entry(k, "it was not drafted, or who may bid is settled already");
	if (!same_text(json_get_text(k->notice, "text", NULL), q->text) ||
	    !same_text(json_get_text(k->notice, "document", NULL), q->document) ||
	    json_get_int(k->notice, "windowMinutes", 0) * 60 * SECOND_MS != q->window_ms ||
	    json_get_int(k->notice, "most", 0) != q->most ||
	    strcmp(json_get_text(k->notice, "deadline", ""),
	        moment_text(&k->v->s, q->deadline_ms)) != 0)
		return bad_entry(k, "what was published is not what was drafted");
	if (q->document != NULL)
		TRY(course_document(k, q->document, &document));
	/* changes move these */
	k->announced = (struct announcement){
		.document = q->document, .deadline_ms = q->deadline_ms, .window_ms = q->window_ms
	};
	return OK;
}

static struct applied *standing_of(struct qualifying *q, const char *party)
{
	for (size_t i = 0; party != NULL && i < q->applied_count; i++)
		if (!q->applied[i].gone && strcmp(q->applied[i].a.party, party) == 0)
			return &q->applied[i];
	return NULL;
}

static enum err check_applying(struct course *k)
{
	if (course_name(k, k->e.party) == NULL)
		return bad_entry(k, "its party was never registered; an entry is missing");
	if (k->tender_state != TS_APPLYING || k->e.at_ms >= k->announced.deadline_ms)
		return bad_entry(k, "no applications were taken then");
	return OK;
}

enum err course_application(struct course *k)
{
	struct qualifying *q = qualifying_of(k);
	struct applied *before = standing_of(q, k->e.party), *now = &q->applied[q->applied_count];
	struct seal_header h;
	struct bytes sealed;
	TRY(check_applying(k));
	if ((before != NULL) != (strcmp(k->e.kind, "application.replaced") == 0))
		return bad_entry(k, "whether it replaces one is not as the entries before say");
	if (!dec_base64(k->v->s.mem, json_get_text(k->body, "application", ""), &sealed))
		return bad_entry(k, "its application is no base64");
	TRY(entry_holds(k->v, &k->e, "application", sealed));
	if (sealed.n > LIMIT_CONTAINER_BYTES || seal_inspect(&k->v->s, sealed, &h) != OK ||
	    strcmp(h.centre, k->v->m.centre) != 0 || strcmp(h.lot, k->v->m.tender) != 0 ||
	    strcmp(h.party, k->e.party) != 0 || strcmp(h.part, APPLICATION_PART) != 0)
		return bad_entry(k, "it is not sealed for this tender by this party");
	struct statement want = { .object = k->v->m.tender,
		.purpose = "application",
		.shown = { { "application", entry_digest(&k->e, "application") } },
		.n = 1 };
	TRY(check_signed(k, &want));
	for (size_t i = 0; json_get(k->body, "signature") != NULL && i < q->applied_count; i++)
		if (strcmp(q->applied[i].a.party, k->e.party) == 0 &&
		    strcmp(q->applied[i].a.digest, want.shown[0].digest) == 0)
			return bad_entry(k, "it is signed, and was handed in before");
	if (before != NULL)
		before->gone = true;
	*now = (struct applied){ .a = { .party = course_keep(k, k->e.party),
		                     .name = course_name(k, k->e.party),
		                     .digest = course_keep(k, entry_digest(&k->e, "application")) },
		.container = {
		    (const uint8_t *)arena_copy(k->v->c->mem, sealed.p, sealed.n), sealed.n } };
	memcpy(now->a.commitment, h.commitment, SHA256_BYTES);
	q->applied_count++;
	return OK;
}

enum err course_application_gone(struct course *k)
{
	struct applied *a = standing_of(qualifying_of(k), k->e.party);
	TRY(check_applying(k));
	if (a == NULL)
		return bad_entry(k, "there was nothing to withdraw; an entry is missing");
	a->gone = true;
	return OK;
}

enum err course_application_key(struct course *k)
{
	struct applied *a = standing_of(qualifying_of(k), k->e.party);
	struct bytes key;
	uint8_t commitment[SHA256_BYTES];
	if (a == NULL || a->keyed || k->tender_state != TS_APPLYING ||
	    k->e.at_ms < k->announced.deadline_ms)
		return bad_entry(k, "no application waits for this key");
	if (!dec_base64(k->v->s.mem, json_get_text(k->body, "key", ""), &key) ||
	    key.n != SEAL_KEY_BYTES)
		return bad_entry(k, "a key has 32 bytes");
	seal_commit(key.p, commitment);
	if (memcmp(commitment, a->a.commitment, sizeof(commitment)) != 0)
		return bad_entry(k, "its key is not the one that the application commits to");
	a->keyed = true;
	memcpy(a->key, key.p, SEAL_KEY_BYTES);
	return OK;
}

/* Nothing of the applications is told of a lot that ended before its bids were opened. */
static bool untold(const struct course *k)
{
	return !has_file(k->v, "opening.json");
}

enum err course_applications_opened(struct course *k)
{
	struct qualifying *q = qualifying_of(k);
	if (k->objections > 0)
		return bad_entry(k, "an objection was unanswered, the tender is stayed");
	if (k->e.at_ms < k->announced.deadline_ms + k->announced.window_ms)
		return bad_entry(k, "it was opened before the window for keys had ended");
	if (untold(k))
		return OK;
	for (size_t i = 0; i < q->applied_count; i++) {
		struct applied *a = &q->applied[i];
		if (a->gone)
			continue;
		if (a->keyed)
			a->a.key = (struct bytes){ a->key, SEAL_KEY_BYTES };
		a->a.name = course_name(k, a->a.party); /* as it is called by now */
		application_open(k->v->c, a->container, &a->a);
		q->list[q->list_count++] = a->a;
	}
	const char *record = applications_record(&k->v->s, k->v->m.tender, q->list, q->list_count);
	const struct bytes want = { (const uint8_t *)record, strlen(record) };
	if (entry_holds(k->v, &k->e, "record", want) != OK)
		return bad_entry(k, "the applications and keys give another record");
	return OK;
}

enum err course_reviewers(struct course *k)
{
	struct qualifying *q = qualifying_of(k);
	const struct json *members = json_get(k->body, "members");
	if (k->e.act == NULL)
		return OK;
	if (q->member_count > 0 || members == NULL || members->type != JSON_LIST ||
	    members->n > LIMIT_COMMITTEE)
		return bad_entry(k, "a tender has one reviewing committee");
	for (const struct json *m = members->first; m != NULL; m = m->next)
		q->members[q->member_count++] =
		    (struct seat){ .name = course_keep(k, json_get_text(m, "name", "")) };
	return OK;
}

enum err course_reviewer_replaced(struct course *k)
{
	struct qualifying *q = qualifying_of(k);
	int64_t seat = json_get_int(k->body, "seat", 0);
	const char *name = json_get_text(json_get(k->body, "member"), "name", NULL);
	if (k->e.act == NULL)
		return OK;
	if (seat < 1 || seat > (int64_t)q->member_count || name == NULL)
		return bad_entry(k, "a replacement names a seat and a member");
	q->members[seat - 1] = (struct seat){ .name = course_keep(k, name) };
	q->reviews[seat - 1] = (struct review_in){ 0 };
	return OK;
}

enum err course_reviewed_applications(struct course *k)
{
	struct qualifying *q = qualifying_of(k);
	struct ctx kept = *k->v->c;
	struct json *body;
	if (k->tender_state != TS_REVIEWING)
		return bad_entry(k, "nothing was to be reviewed");
	if (untold(k))
		return OK;
	size_t seat = seat_of(k, q->members, q->member_count);
	if (seat == q->member_count || q->reviews[seat].results.n > 0)
		return bad_entry(k, "each member of the committee reviews once");
	const char *text = course_keep(k, json_canonical(&k->v->s, k->body));
	const struct applications of = { q->list, q->list_count, q->most };
	if (json_parse(&kept, text, strlen(text), &body) != OK ||
	    field_parse(&kept, review_fields, body, &q->reviews[seat]) != OK ||
	    review_check(&kept, &q->reviews[seat], &of) != OK)
		return bad_entry(k, "a review is of every opened application once");
	return OK;
}

/* The last review: computes the result again. */
static enum err end_review(struct course *k, size_t *passed)
{
	struct qualifying *q = qualifying_of(k);
	struct qualified made;
	TRY(course_reviewed_applications(k));
	for (size_t i = 0; i < q->member_count; i++)
		if (q->reviews[i].results.n == 0)
			return bad_entry(k, "not every member has reviewed");
	const struct applications of = { q->list, q->list_count, q->most };
	qualified_make(k->v->c, &of, q->reviews, q->member_count, &made);
	const struct bytes want = { (const uint8_t *)made.result, strlen(made.result) };
	if (entry_holds(k->v, &k->e, "result", want) != OK)
		return bad_entry(k, "the reviews give another result");
	k->invited = made.passed;
	k->invited_count = *passed = made.n;
	return OK;
}

enum err course_qualified(struct course *k)
{
	size_t passed = 0;
	if (untold(k)) {
		k->blind = true;
		return OK;
	}
	TRY(end_review(k, &passed));
	if ((int64_t)passed < k->qualified_min)
		return bad_entry(k, "fewer passed than kind.json demands");
	said(k->v, "prequalification: computed again, %zu passed", passed);
	return OK;
}

enum err course_unqualified(struct course *k)
{
	if (k->lot_state == LS_DRAFT)
		k->lot_state = LS_UNSUCCESSFUL;
	return k->tender_state == TS_APPLYING ? course_applications_opened(k) : OK;
}
