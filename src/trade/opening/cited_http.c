/* cited_http.c - what the opened bids cite: qualifications, people and works, as they stood at the
 * deadline. The machine says what is recorded; whether it is enough is the committee's to judge. */
#include <string.h>

#include "core/http/http.h"
#include "service/party/party.h"
#include "trade/opening/opening.h"

/* Whether the record's party bids, alone or as a member of the consortium. */
static enum err is_own(struct ctx *c, const struct opened_bid *b, const char *party, bool *out)
{
	const struct consortium_member *m = b->form.consortium.items;
	struct party p;
	*out = strcmp(party, b->party) == 0;
	TRY(party_get(c, party, &p));
	for (size_t i = 0; i < b->form.consortium.n; i++)
		*out = *out || (m[i].code != NULL && strcmp(m[i].code, p.identifier) == 0);
	return OK;
}

static enum err put_record(struct ctx *c, const struct opened_bid *b, const char *id,
    int64_t deadline_ms, struct json *list)
{
	struct json *o;
	const char *party;
	bool own;
	enum err e = record_told(c, id, deadline_ms, &party, &o);
	if (e == E_NOT_FOUND) {
		o = json_object(c);
		json_put(o, "id", json_text(c, id));
		json_put(o, "state", json_text(c, "unknown"));
		json_push(list, o);
		return OK;
	}
	TRY(e);
	TRY(is_own(c, b, party, &own));
	json_put(o, "own", json_bool(c, own));
	json_put(o, "party", json_text(c, party));
	json_push(list, o);
	return OK;
}

static enum err cited_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *bids = json_list(c);
	struct opening opening;
	struct tender t;
	struct lot l;
	TRY(lot_get(c, r->params[0], &l, &t));
	enum err e = opening_get(c, l.id, &opening);
	if (e == E_NOT_FOUND)
		return fail(c, E_SECRET, "nothing is shown before the opening has ended");
	TRY(e);
	for (size_t i = 0; i < opening.n; i++) {
		const struct opened_bid *b = &opening.bids[i];
		const struct cited_record *cited = b->form.records.items;
		struct json *row = json_object(c), *records = json_list(c);
		if (b->form.records.n == 0)
			continue;
		for (size_t k = 0; k < b->form.records.n; k++)
			TRY(put_record(c, b, cited[k].id, t.deadline_ms, records));
		json_put(row, "name", json_text(c, b->name));
		json_put(row, "party", json_text(c, b->party));
		json_put(row, "records", records);
		json_push(bids, row);
	}
	json_put(o, "bids", bids);
	return reply_tree(r, 200, o);
}

const struct route cited_routes[] = {
	{ M_GET, "/api/lots/{lot}/cited", ROW_READ, .handler = cited_get, .who = W_PUBLIC,
	    .of = of_lot, .errors = "SECRET NOT_FOUND",
	    .doc =
	        "Qualifications, people and works that the opened bids cite, as they stood at the "
	        "deadline." },
	{ .path = NULL },
};
