#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "service/party/party.h"
#include "trade/project/stay.h"
#include "trade/publication/publication_db.h"

struct receipt_in {
	const char *medium, *number;
	int64_t publishedAt;
};
static const struct field receipt_fields[] = {
	F_TEXT(receipt_in, medium, REQUIRED, 1, LIMIT_TITLE_CHARS, "the designated medium"),
	F_TEXT(receipt_in, number, REQUIRED, 1, 100, "its number of the publication"),
	F_MOMENT(receipt_in, publishedAt, REQUIRED, "when it published the notice"),
	F_END,
};

const char medium_rule[] =
    "《招标公告和公示信息发布管理办法》（10号令）第八条、《招标投标法实施条例》"
    "第五十四条 / Order 10, art. 8; Implementing Regulation, art. 54";

/* A publicity that is over stays as it was: what was awarded is told, not undone. */
static enum err tell_late(struct ctx *c, const char *lot, int64_t ends_ms, struct json *warnings)
{
	struct lot l;
	TRY(lot_get(c, lot, &l, NULL));
	if (l.state <= LS_PUBLICITY || l.publicity_ends_ms >= ends_ms)
		return OK;
	const struct fault told = { .detail = arena_printf(c->mem,
		                        "公示期按指定媒介的发布日期至 %s 止，本中心已于 %s 截止",
		                        moment_text(c, ends_ms),
		                        moment_text(c, l.publicity_ends_ms)),
		.field = "/publishedAt",
		.rule = medium_rule };
	json_warn(c, warnings, &told);
	return OK;
}

enum err medium_publicity(
    struct ctx *c, const struct tender *t, const struct lot *l, struct medium_publicity *out)
{
	const struct law_case k = tender_case(t);
	const struct law_number *row;
	struct law_period counted;
	struct medium_publicity p = { 0 };
	int64_t ms;
	TRY(law_bound(c, "publicity.candidates.min", &k, c->now_ms, &row));
	p.wanted = t->mandatory && row != NULL && l->publicity_ends_ms > 0;
	if (p.wanted)
		TRY(received_ms(c, l->id, notice_words[NOTICE_CANDIDATES], &ms));
	if (p.wanted && ms > 0) {
		TRY(law_period(c, &k, row, ms, &counted));
		p.ends_ms = counted.ends_ms;
	}
	*out = p;
	return OK;
}

/* Bids have less than the law's least time, counted from the medium's day: nothing goes on until
 * the principal moves the deadline. Told to everybody; the cause of the stay is the tender. */
static enum err hold_short(struct ctx *c, const struct tender *t)
{
	struct json *body = json_object(c);
	json_put(body, "rule", json_text(c, c->fault.rule));
	json_put(body, "tender", json_text(c, t->id));
	json_put(body, "why",
	    json_text(c,
	        arena_printf(c->mem,
	            "指定媒介于 %s 发布招标公告，自该日起算投标期限不足法定期限；招标人延长投标截止"
	            "时间后恢复",
	            moment_show(c, t->medium_ms))));
	TRY(stay_begin(c, t->id, NULL, t->id));
	const struct notice_new told = { NOTICE_SUSPENDED, t->id, NULL, t->title, body };
	TRY(notice_publish(c, &told, NULL));
	return evidence_add(c, "tender.short", t->id, t->id);
}

/* From the first medium's word on. *held: the act has its evidence. */
static enum err run_announcement(struct ctx *c, struct tender *t, const struct medium_receipt *m,
    struct json *warnings, bool *held)
{
	const struct law_case k = tender_case(t);
	const struct law_bound offer = { "document.offer.min", "/offerEnds",
		.event_ms = m->published_ms, .at_ms = t->offer_ends_ms };
	if (t->medium_ms != 0 || t->state != TS_PUBLISHED)
		return OK;
	t->medium_ms = m->published_ms;
	TRY(tender_set_medium(c, t->id, t->medium_ms));
	/* its end is past mending: it is told */
	enum err e = t->offer_ends_ms > 0 ? law_hold(c, &k, &offer, warnings) : OK;
	if (e == E_LAW_BOUND)
		json_warn(c, warnings, &c->fault);
	else
		TRY(e);
	e = tender_period_holds(c, t, t->deadline_ms, warnings);
	if (e != E_LAW_BOUND)
		return e;
	json_warn(c, warnings, &c->fault);
	if (c->now_ms >= t->deadline_ms)
		return OK; /* the bids may be open by now */
	*held = true;
	return hold_short(c, t);
}

/* The clocks of tenders that must be held run from the medium's day: a deadline that then lies too
 * early holds the tender, a publicity runs on. */
static enum err run_clocks(struct ctx *c, const struct notice *n, const struct medium_receipt *m,
    struct json *warnings, bool *held)
{
	struct tender t;
	TRY(tender_get(c, n->tender, &t));
	const struct law_case k = tender_case(&t);
	if (!t.mandatory)
		return OK;
	if (strcmp(n->type, notice_words[NOTICE_ANNOUNCEMENT]) == 0)
		return run_announcement(c, &t, m, warnings, held);
	const struct law_number *row;
	struct law_period counted;
	TRY(law_bound(c, "publicity.candidates.min", &k, m->published_ms, &row));
	if (row == NULL || n->lot == NULL || strcmp(n->type, notice_words[NOTICE_CANDIDATES]) != 0)
		return OK;
	TRY(law_period(c, &k, row, m->published_ms, &counted));
	TRY(publicity_move(c, n->lot, counted.ends_ms));
	return tell_late(c, n->lot, counted.ends_ms, warnings);
}

static enum err receipt_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct receipt_in *in = r->body;
	struct json *warnings = json_list(c), *o = json_object(c);
	struct notice n;
	bool held = false;
	TRY(notice_get(c, r->params[0], &n));
	if (in->publishedAt < n.published_ms || in->publishedAt > c->now_ms)
		return fail_at(c, E_BAD_FIELD, "/publishedAt", moment_text(c, in->publishedAt),
		    "between its publication here, %s, and now", moment_text(c, n.published_ms));
	const struct medium_receipt m = { n.id, in->medium, in->number, in->publishedAt,
		c->now_ms };
	enum err e = receipt_insert(c, &m);
	if (e == E_DUPLICATE)
		return fail_at(c, E_DUPLICATE, "/medium", in->medium, "its receipt is here");
	TRY(e);
	TRY(run_clocks(c, &n, &m, warnings, &held));
	if (!held)
		TRY(evidence_add(c, "notice.received", n.id, NULL));
	json_put(o, "held", json_bool(c, held));
	json_put(o, "warnings", warnings);
	return reply_tree(r, 201, o);
}

static enum err receipts_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *rows = json_list(c);
	struct medium_receipt *list;
	struct notice notice;
	size_t n;
	TRY(notice_get(c, r->params[0], &notice));
	TRY(receipts_of(c, notice.id, &list, &n));
	for (size_t i = 0; i < n; i++) {
		struct json *row = json_object(c);
		json_put(row, "medium", json_text(c, list[i].medium));
		json_put(row, "number", json_text(c, list[i].number));
		json_put(row, "published", json_text(c, moment_text(c, list[i].published_ms)));
		json_push(rows, row);
	}
	json_put(o, "receipts", rows);
	return reply_tree(r, 200, o);
}

static enum err pending_get(struct req *r)
{
	static const int64_t bounds[2] = { 0, INT64_MAX };
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *rows = json_list(c);
	struct notice *list;
	int64_t after = 0;
	size_t n;
	TRY(req_query_int(r, "after", bounds, &after));
	TRY(notices_pending(c, after, &list, &n));
	for (size_t i = 0; i < n; i++) {
		struct json *row = json_object(c);
		json_put(row, "digest", json_text(c, list[i].digest));
		json_put(row, "id", json_text(c, list[i].id));
		json_put(row, "published", json_text(c, moment_text(c, list[i].published_ms)));
		json_put(row, "seq", json_int(c, list[i].seq));
		json_put(row, "title", json_text(c, list[i].title));
		json_put(row, "type", json_text(c, list[i].type));
		json_push(rows, row);
	}
	json_put(o, "notices", rows);
	return reply_tree(r, 200, o);
}

const struct route publication_routes[] = {
	{ M_GET, "/api/notices/{notice}/receipts", ROW_READ, .handler = receipts_get,
	    .who = W_PUBLIC, .errors = "NOT_FOUND",
	    .doc = "What designated media said of the notice that they published." },
	{ M_POST, "/api/notices/{notice}/receipts", ROW_ACT, .handler = receipt_post,
	    .who = W_CENTRE, .of = of_authority, FIELDS(receipt_fields, struct receipt_in),
	    .errors = "NOT_FOUND BAD_FIELD DUPLICATE",
	    .doc = "A designated medium's receipt: from its day the legal clocks run." },
	{ M_GET, "/api/publications/pending", ROW_READ, .handler = pending_get, .who = W_CENTRE,
	    .of = of_authority, .errors = "BAD_FIELD",
	    .doc = "Notices of which no medium has said yet that it published them; ?after= seq." },
	{ .path = NULL },
};
