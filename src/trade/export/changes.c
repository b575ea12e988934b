/* changes.c - the check of what changed a tender document after its publication. */
#include <stdlib.h>
#include <string.h>

#include "core/base/moment.h"
#include "trade/export/steps.h"

enum err course_untold(struct course *k)
{
	(void)k; /* an enquiry, a draft: the file holds their acts */
	return OK;
}

enum err course_objected(struct course *k)
{
	if (k->objections++ == 0)
		k->held_ms = k->e.at_ms;
	return OK;
}

/* So many of what held the lot have ended; a window for keys stood still until the last did. */
static void release(struct course *k, size_t n)
{
	if (n == 0)
		return;
	k->objections -= n;
	if (k->objections == 0 && (k->lot_state == LS_OPENING || k->lot_state == LS_PRICING))
		k->window_ends_ms += k->e.at_ms - k->held_ms;
}

/* A designated medium published the announcement so late that bids have too little time. */
enum err course_short(struct course *k)
{
	struct ctx *s = &k->v->s;
	int64_t published;
	if (moment_parse(s, "/", json_get_text(k->body, "publishedAt", ""), &published) != OK)
		return bad_entry(k, "no moment of the publication");
	int64_t until = day_start_ms(day_add(day_of(published), (int)k->period_min));
	if (k->announced.deadline_ms >= until || k->short_until_ms != 0)
		return bad_entry(k, "the tender was held though bids had their time");
	k->short_until_ms = until;
	return course_objected(k);
}

/* An upheld objection to the document or the opening holds the lot until it is mended. */
enum err course_answered(struct course *k)
{
	bool upheld = strcmp(json_get_text(k->body, "outcome", ""), "upheld") == 0;
	bool document = strncmp(k->e.kind, "document-", strlen("document-")) == 0;
	if (k->objections <= k->owed_document + k->owed_opening + (k->short_until_ms != 0))
		return bad_entry(k, "no objection is open; an entry is missing");
	if (upheld && document)
		k->owed_document++;
	else if (upheld && k->lot_state != LS_PUBLICITY)
		k->owed_opening++;
	else
		release(k, 1);
	k->owed_result = k->owed_result || (upheld && k->lot_state == LS_PUBLICITY);
	return OK;
}

enum err course_resumed(struct course *k)
{
	if (k->lot_state == LS_BIDDING && k->e.at_ms >= k->announced.deadline_ms)
		return bad_entry(k, "the lot went on after a deadline that had passed meanwhile");
	return course_answered(k);
}

enum err course_opening_corrected(struct course *k)
{
	if (k->e.party == NULL || strcmp(k->e.party, k->principal) != 0)
		return bad_entry(k, "another than the principal corrected the opening");
	if (k->owed_opening == 0)
		return bad_entry(k, "no upheld objection to the opening waits for a correction");
	k->owed_opening--;
	release(k, 1);
	return OK;
}

enum err course_versioned(struct course *k)
{
	const char *digest = entry_digest(&k->e, "document");
	if (digest == NULL || strcmp(digest, json_get_text(k->body, "document", "")) != 0)
		return bad_entry(k, "its digest \"document\" is not the act's");
	k->versions[k->version_count++] = course_keep(k, digest);
	return OK;
}

/* The number of candidates stands among the document's fields; 0: there is none. */
static int64_t named_candidates(const struct json *document)
{
	const struct json *fields = json_get(document, "fields");
	for (const struct json *f = fields != NULL ? fields->first : NULL; f != NULL; f = f->next)
		if (strcmp(json_get_text(f, "id", ""), "candidates") == 0)
			return strtoll(json_get_text(f, "value", "0"), NULL, 10);
	return 0;
}

enum err course_rule(struct course *k, const char *document, const char **rule)
{
	struct ctx *s = &k->v->s;
	struct method_rule read;
	struct bytes text;
	struct json *tree;
	size_t i = 0;
	while (i < k->version_count && strcmp(k->versions[i], document) != 0)
		i++;
	if (i == k->version_count)
		return OK;
	TRY(course_document(k, document, &text));
	const struct json *own = json_parse(s, (const char *)text.p, text.n, &tree) == OK
	                             ? json_get(tree, "evaluation")
	                             : NULL;
	if (own != NULL && method_read(s, own, &read) != OK)
		return bad_entry(k, "how bids are judged: %s", s->fault.detail);
	int64_t candidates = own != NULL ? named_candidates(tree) : 0;
	if (candidates > 0)
		read.candidates = candidates;
	*rule = own != NULL ? course_keep(k, json_canonical(s, method_json(s, &read))) : NULL;
	return OK;
}

enum err course_changed(struct course *k)
{
	struct ctx *s = &k->v->s;
	struct announcement *a = &k->announced;
	const char *document = json_get_text(k->notice, "document", NULL);
	int64_t was, now;
	if (k->e.party == NULL || strcmp(k->e.party, k->principal) != 0)
		return bad_entry(k, "another than the principal published the change");
	/* it is for another lot, which was held when this one closed */
	if (k->lot_state > LS_BIDDING)
		return OK;
	if (k->e.at_ms >= a->deadline_ms && k->objections == 0)
		return bad_entry(k, "the tender was changed after its deadline");
	if (moment_parse(s, "/", json_get_text(k->notice, "previousDeadline", ""), &was) != OK ||
	    moment_parse(s, "/", json_get_text(k->notice, "deadline", ""), &now) != OK)
		return bad_entry(k, "a change names the deadline before and after");
	if (was != a->deadline_ms || now < was)
		return bad_entry(
		    k, "the deadline was %s, and moves only later", moment_text(s, a->deadline_ms));
	if (document != NULL) {
		struct bytes got;
		TRY(course_document(k, document, &got));
		a->document = course_keep(k, document);
		TRY(course_rule(k, document, &a->rule));
	}
	a->deadline_ms = now;
	if (k->short_until_ms != 0 && now != was) {
		if (now < k->short_until_ms)
			return bad_entry(k, "the new deadline leaves bids too little time");
		k->short_until_ms = 0;
		release(k, 1);
	}
	if (strcmp(k->notice_type, notice_words[NOTICE_EXTENSION]) != 0) {
		release(k, k->owed_document);
		k->owed_document = 0;
	}
	said(k->v, "change: published, deadline %s", moment_text(s, now));
	return OK;
}

enum err course_ceiling(struct course *k)
{
	struct money ceiling;
	if (k->e.party == NULL || strcmp(k->e.party, k->principal) != 0)
		return bad_entry(k, "another than the principal published the ceiling");
	if (k->e.at_ms >= k->announced.deadline_ms)
		return bad_entry(k, "the ceiling was published after the deadline");
	if (!course_money(k, json_get(k->notice, "ceiling"), &ceiling) ||
	    ceiling.currency != k->lot.currency)
		return bad_entry(k, "a ceiling is an amount in %s", k->lot.currency);
	k->lot.ceiling_minor = ceiling.minor;
	return OK;
}

bool course_publishes(int notice, const char *type)
{
	if (notice != A_CHANGE)
		return strcmp(type, notice_words[notice]) == 0;
	for (int i = NOTICE_CLARIFICATION; i <= NOTICE_EXTENSION; i++)
		if (strcmp(type, notice_words[i]) == 0)
			return true;
	return false;
}
