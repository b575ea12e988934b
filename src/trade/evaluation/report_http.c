/* report_http.c - 评标报告: what the committee hands to the procuring entity and to supervision, with
 * the contents of 《评标委员会和评标方法暂行规定》（12号令）第四十二条.
 *
 * Nothing is written down for it: it is what was opened, asked, given and signed. */
#include <string.h>

#include "core/base/enc.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "service/party/party.h"
#include "trade/evaluation/evaluation_db.h"

/* （一）基本情况和数据表 */
static enum err put_facts(
    struct ctx *c, struct json *to, const struct lot *l, const struct tender *t)
{
	struct json *o = lot_json(c, l);
	struct party p;
	TRY(party_get(c, t->principal, &p));
	json_put(o, "deadline", json_text(c, moment_text(c, t->deadline_ms)));
	json_put(o, "kind", json_text(c, t->kind));
	json_put(o, "principal", json_text(c, p.name));
	if (t->agency != NULL) {
		TRY(party_get(c, t->agency, &p));
		json_put(o, "agency", json_text(c, p.name));
	}
	json_put(o, "tenderTitle", json_text(c, t->title));
	json_put(to, "facts", o);
	return OK;
}

/* （二）评标委员会成员名单 */
static void put_committee(struct ctx *c, struct json *to, const struct member *m, size_t n)
{
	struct json *list = json_list(c);
	for (size_t i = 0; i < n; i++) {
		struct json *o = json_object(c);
		json_put(o, "expert", json_bool(c, m[i].expert));
		json_put(o, "leader", json_bool(c, m[i].leader));
		json_put(o, "name", json_text(c, m[i].name));
		json_put(o, "title", json_text(c, m[i].title));
		json_put(o, "unit", json_text(c, m[i].unit));
		json_put(o, "years", json_int(c, m[i].years));
		json_push(list, o);
	}
	json_put(to, "committee", list);
}

static enum err put_text(struct ctx *c, struct json *to, const char *name, const char *canonical)
{
	struct json *v = json_text(c, NULL);
	if (canonical != NULL)
		TRY(json_parse(c, canonical, strlen(canonical), &v));
	json_put(to, name, v);
	return OK;
}

/* What each member laid down: （五）、（七） rest on it. */
static enum err put_sheets(
    struct ctx *c, struct json *to, const char *lot, const struct member *m, size_t members)
{
	struct kept_sheet *sheets;
	struct json *given = json_list(c);
	size_t n;
	TRY(sheets_of(c, lot, NULL, &sheets, &n));
	for (size_t i = 0; i < n; i++) {
		struct json *o = json_object(c);
		json_put(o, "member",
		    json_text(c, sheets[i].seat < members ? m[sheets[i].seat].name : NULL));
		TRY(put_text(c, o, sheet_words[sheets[i].kind], sheets[i].body));
		json_push(given, o);
	}
	json_put(to, "sheets", given);
	return OK;
}

static enum err put_signatures(struct ctx *c, struct json *to, const char *lot, const char *digest)
{
	struct json *list = json_list(c);
	struct signed_by *s;
	size_t n;
	TRY(confirmations_of(c, lot, digest, &s, &n));
	for (size_t i = 0; i < n; i++) {
		struct json *o = json_object(c);
		json_put(o, "at", json_text(c, moment_text(c, s[i].at_ms)));
		if (s[i].dissent != NULL)
			json_put(o, "dissent", json_text(c, s[i].dissent));
		json_put(o, "name", json_text(c, s[i].name));
		if (s[i].refused != NULL)
			json_put(o, "refused", json_text(c, s[i].refused));
		json_push(list, o);
	}
	json_put(to, "signatures", list);
	return OK;
}

enum err evaluation_report(
    struct ctx *c, const char *lot, struct json **report, const char **report_digest)
{
	struct json *o = json_object(c);
	const char *result, *digest;
	struct member *members;
	struct query *queries;
	struct opening opening;
	struct tender t;
	struct lot l;
	size_t n, asked;
	int64_t at_ms;
	TRY(lot_get(c, lot, &l, &t));
	TRY(evaluation_get(c, l.id, &result, &digest, &at_ms));
	TRY(opening_get(c, l.id, &opening));
	TRY(committee_of(c, l.id, &members, &n));
	TRY(queries_of(c, l.id, NULL, &queries, &asked));
	TRY(put_facts(c, o, &l, &t));
	put_committee(c, o, members, n);
	TRY(put_text(c, o, "opening", opening.record)); /* （三） */
	TRY(put_text(c, o, "evaluation", t.rule));      /* （六） */
	TRY(put_text(c, o, "result", result)); /* （四）、（五）、（七）至（九） */
	json_put(o, "queries", queries_json(c, queries, asked)); /* （十） */
	TRY(put_sheets(c, o, l.id, members, n));
	TRY(put_signatures(c, o, l.id, digest));
	json_put(o, "resultDigest", json_text(c, digest));
	json_put(o, "signed", json_text(c, moment_text(c, at_ms)));
	const char *text = json_canonical(c, o);
	uint8_t sum[SHA256_BYTES];
	sha256(text, strlen(text), sum);
	*report = o;
	*report_digest = enc_hex(c->mem, sum, sizeof(sum));
	return OK;
}

static enum err report_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *report, *reply = json_object(c);
	const char *digest;
	TRY(evaluation_report(c, r->params[0], &report, &digest));
	json_put(reply, "digest", json_text(c, digest));
	json_put(reply, "report", report);
	return reply_tree(r, 200, reply);
}

const struct route report_routes[] = {
	{ M_GET, "/api/lots/{lot}/evaluation/report", ROW_READ, .handler = report_get,
	    .who = W_PRINCIPAL | W_AGENCY | W_COMMITTEE | W_SUPERVISOR | W_INSPECTOR,
	    .of = of_committee, .errors = "NOT_FOUND",
	    .doc = "评标报告, once all have signed: opening, rule, result, what each member gave, "
	           "questions and answers, signatures and dissents." },
	{ .path = NULL },
};
