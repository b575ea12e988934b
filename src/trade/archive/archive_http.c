#include <stdlib.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "trade/archive/archive.h"
#include "trade/award/award.h"

static struct json *entry_json(struct ctx *c, const struct evidence_entry *e)
{
	struct json *o = json_object(c);
	json_put(o, "at", json_text(c, moment_text(c, e->at_ms)));
	json_put(o, "kind", json_text(c, e->kind));
	json_put(o, "title", json_text(c, entry_zh(e->kind)));
	json_put(o, "party", json_text(c, e->party));
	json_put(o, "place", json_int(c, e->place));
	return o;
}

static enum err timeline_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct lot l;
	struct evidence_list list;
	struct json *o = json_object(c), *items = json_list(c);
	TRY(lot_get(c, r->params[0], &l, NULL));
	TRY(timeline_of(c, &l, &list));
	for (size_t i = 0; i < list.n; i++)
		json_push(items, entry_json(c, &list.entries[i]));
	json_put(o, "entries", items);
	json_put(o, "lot", lot_json(c, &l));
	return reply_tree(r, 200, o);
}

static enum err acts_get(struct req *r)
{
	struct json *o = json_object(&r->c);
	json_put(o, "acts", entry_words(&r->c));
	return reply_tree(r, 200, o);
}

static enum err receipt_get(struct req *r)
{
	struct evidence_entry e;
	struct buf b = { 0 };
	const char *json;
	TRY(evidence_read(&r->c, strtoll(r->params[0], NULL, 10), &e));
	/* the entry is there, so only its publication can be missing */
	enum err receipt = log_receipt(&r->c, r->app->log, &e, &json);
	if (receipt == E_NOT_FOUND)
		return fail_at(
		    &r->c, E_UNPUBLISHED, "{place}", r->params[0], "try again in a second");
	TRY(receipt);
	b.p = (char *)json;
	b.n = __builtin_strlen(json);
	return reply_json(r, 200, &b);
}

static enum err receipts_get(struct req *r)
{
	static const int64_t limits[2] = { 1, LIMIT_LIST_ROWS }, places[2] = { 1, INT64_MAX };
	struct ctx *c = &r->c;
	struct evidence_list list = { 0 };
	int64_t limit = 20, before = INT64_MAX;
	struct json *o = json_object(c), *items = json_list(c);
	TRY(req_query_int(r, "limit", limits, &limit));
	TRY(req_query_int(r, "before", places, &before));
	if (c->actor.party != NULL)
		TRY(evidence_of_party(c, c->actor.party, before, limit, &list));
	for (size_t i = 0; i < list.n; i++)
		json_push(items, entry_json(c, &list.entries[i]));
	json_put(o, "entries", items);
	return reply_tree(r, 200, o);
}

/* The file of a tender that must be held has its written report (《招标投标法》第四十七条). */
static enum err check_report(struct ctx *c, const struct tender *t, const struct lot *l)
{
	const struct law_case k = tender_case(t);
	const struct law_number *row;
	struct after_award a;
	TRY(after_award_get(c, l->id, &a));
	TRY(law_bound(c, "report.max", &k, a.made_ms, &row));
	if (row == NULL || a.reported_ms > 0)
		return OK;
	return fail_rule(c, E_WRONG_STATE, row->rule,
	    "the written report is not filed; next: POST /api/lots/%s/report", l->id);
}

static enum err archive_post(struct req *r)
{
	struct tender t;
	struct lot l;
	TRY(lot_get(&r->c, r->params[0], &l, &t));
	if (l.state == LS_CONTRACTED)
		TRY(check_report(&r->c, &t, &l));
	TRY(lot_step(&r->c, &l, LE_ARCHIVE));
	return reply_tree(r, 200, lot_json(&r->c, &l));
}

const struct route archive_routes[] = {
	{ M_GET, "/api/lots/{lot}/timeline", ROW_READ, .handler = timeline_get, .who = W_PUBLIC,
	    .of = of_lot, .errors = "NOT_FOUND", .doc = "The public history of a lot." },
	{ M_GET, "/api/acts", ROW_READ, .handler = acts_get, .who = W_PUBLIC,
	    .doc = "What an entry of the log, and its receipt, can be about, in words." },
	{ M_GET, "/api/receipts", ROW_READ, .handler = receipts_get, .who = W_MEMBER,
	    .doc = "The caller's own acts, newest first." },
	{ M_GET, "/api/receipts/{place}", ROW_READ, .handler = receipt_get, .who = W_SELF,
	    .of = of_receipt, .errors = "NOT_FOUND UNPUBLISHED",
	    .doc = "A receipt: entry, salt, proof and checkpoint." },
	{ M_POST, "/api/lots/{lot}/archive", ROW_ACT, .handler = archive_post,
	    .who = W_PRINCIPAL | W_AGENCY | W_CENTRE, .of = of_lot, .errors = "WRONG_STATE",
	    .doc = "Closes the file of a finished lot." },
	{ .path = NULL },
};
