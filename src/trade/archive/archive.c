#include "trade/archive/archive.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"

static bool begins(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool entry_public(const char *kind, enum lot_state state)
{
	bool opened = state >= LS_EVALUATING && state != LS_UNSUCCESSFUL && state != LS_CANCELLED;
	if (begins(kind, "bid.") || begins(kind, "key."))
		return opened;
	if (begins(kind, "committee.") || begins(kind, "evaluation.") || begins(kind, "draw."))
		return opened && state >= LS_PUBLICITY;
	return !begins(kind, "tender.submitted") && !begins(kind, "tender.returned") &&
	       !begins(kind, "tender.created") && !begins(kind, "mandate.");
}

enum err timeline_of(struct ctx *c, const struct lot *l, struct evidence_list *out)
{
	struct evidence_list all;
	TRY(evidence_of_scope(c, l->tender, -1, LIMIT_QUERY_ROWS, &all));
	size_t n = 0;
	for (size_t i = 0; i < all.n; i++) {
		const struct evidence_entry *e = &all.entries[i];
		bool ours = strcmp(e->object, l->id) == 0 || strcmp(e->object, l->tender) == 0;
		if (ours && entry_public(e->kind, l->state))
			all.entries[n++] = *e;
	}
	all.n = n;
	*out = all;
	return OK;
}

enum err of_receipt(struct req *r, uint32_t *who)
{
	struct ctx *c = &r->c;
	struct evidence_entry e;
	struct lot l;
	char *end = NULL;
	int64_t place = strtoll(r->params[0], &end, 10);
	if (*end != '\0' || place < 0)
		return fail(c, E_NOT_FOUND, "no such place");
	TRY(evidence_read(c, place, &e));
	if (e.party != NULL && c->actor.party != NULL && strcmp(e.party, c->actor.party) == 0)
		*who |= W_SELF;
	else if (e.party == NULL && c->actor.user != NULL && strcmp(e.user, c->actor.user) == 0)
		*who |= W_SELF;
	/* an entry about a lot is as public as the lot has come; about a tender, when published */
	struct tender t;
	if (lot_get(c, e.object, &l, NULL) == OK && entry_public(e.kind, l.state))
		*who |= W_SELF;
	else if (tender_get(c, e.object, &t) == OK && t.published_ms > 0 &&
	         entry_public(e.kind, LS_BIDDING))
		*who |= W_SELF;
	if ((*who & W_SELF) == 0)
		return fail(c, E_NOT_FOUND, "no receipt the caller may see");
	return OK;
}
