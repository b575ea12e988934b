#include <inttypes.h>
#include <string.h>

#include "core/base/id.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "core/http/http.h"
#include "core/law/period.h"
#include "core/law/region.h"
#include "service/party/party.h"
#include "trade/catalogue/catalogue_db.h"

struct approval_in {
	const char *code, *name, *owner, *class3, *region;
	int subject, funding;
	struct money estimate;
	int64_t approved;
};
static const struct field approval_fields[] = {
	F_TEXT(approval_in, code, REQUIRED, 1, 40, "项目代码 of the approval platform"),
	F_TEXT(approval_in, name, REQUIRED, 1, LIMIT_TITLE_CHARS, "name of the project"),
	F_TEXT(approval_in, owner, REQUIRED, 1, LIMIT_TITLE_CHARS, "项目单位"),
	F_TEXT(approval_in, class3, REQUIRED, 3, 3, "招标项目类型, A01"),
	F_ENUM(approval_in, subject, REQUIRED, subject_words, "what is bought"),
	F_ENUM(approval_in, funding, REQUIRED, funding_words, "资金来源"),
	F_MONEY(approval_in, estimate, REQUIRED, "合同估算价"),
	F_MOMENT(approval_in, approved, REQUIRED, "when it was approved"),
	F_TEXT(approval_in, region, OPTIONAL, 6, 6, "行政区划代码"),
	F_END,
};
struct approvals_in {
	struct field_list approvals;
};
static const struct field approvals_fields[] = {
	F_LIST(approvals_in, approvals, REQUIRED, 1, APPROVALS_MAX, approval_fields, approval_in,
	    "approvals of investment projects"),
	F_END,
};

static enum err approvals_post(struct req *r)
{
	struct ctx *c = &r->c;
	const struct approvals_in *in = r->body;
	const struct approval_in *list = in->approvals.items;
	const char *yuan = money_currency("CNY", NULL);
	for (size_t i = 0; i < in->approvals.n; i++) {
		const char *at = arena_printf(c->mem, "/approvals/%zu", i);
		struct approval a = { list[i].code, list[i].name, list[i].owner, list[i].class3,
			list[i].funding, (enum subject)list[i].subject, list[i].estimate.minor, 0,
			list[i].approved, c->now_ms };
		if (list[i].estimate.currency != yuan)
			return fail_at(c, E_BAD_FIELD, arena_printf(c->mem, "%s/estimate", at),
			    list[i].estimate.currency, "an estimate is in CNY");
		if (list[i].approved > c->now_ms)
			return fail_at(c, E_BAD_FIELD, arena_printf(c->mem, "%s/approved", at),
			    moment_text(c, list[i].approved), "not after now");
		if (list[i].region != NULL)
			TRY(law_region_parse(
			    c, arena_printf(c->mem, "%s/region", at), list[i].region, &a.region));
		TRY(approval_put(c, &a));
	}
	TRY(evidence_add(c, "approvals.imported", id_new(c), NULL));
	struct json *o = json_object(c);
	json_put(o, "approvals", json_int(c, (int64_t)in->approvals.n));
	return reply_tree(r, 201, o);
}

/* Why it must come; NULL: it need not. */
static enum err must_come(struct ctx *c, const struct approval *a,
    const struct law_catalogue **item, const struct law_number **number)
{
	static const char *const ids[] = { "mandatory.works.min", "mandatory.goods.min",
		"mandatory.services.min" };
	const struct law_number *least = NULL;
	const struct law_catalogue *found =
	    law_catalogue_of(c->law, a->class3, day_of(a->approved_ms));
	*item = NULL;
	if (found == NULL || a->funding != FUNDING_STATE)
		return OK;
	const struct law_case k = { .kind = found->kind->id, .mandatory = true };
	TRY(law_bound(c, ids[a->subject], &k, a->approved_ms, &least));
	if (least == NULL || a->estimate_minor < least->value)
		return OK;
	*item = found;
	*number = least;
	return OK;
}

static struct json *missing_json(struct ctx *c, const struct approval *a,
    const struct law_catalogue *item, const struct law_number *number)
{
	struct json *o = json_object(c);
	json_put(o, "approved", json_text(c, moment_text(c, a->approved_ms)));
	json_put(o, "catalogue", json_text(c, item->id));
	json_put(o, "code", json_text(c, a->code));
	json_put(o, "days", json_int(c, (c->now_ms - a->approved_ms) / DAY_MS));
	json_put(o, "estimate", money_json(c, a->estimate_minor, money_currency("CNY", NULL)));
	json_put(o, "name", json_text(c, a->name));
	json_put(o, "owner", json_text(c, a->owner));
	if (a->region != 0)
		json_put(o, "region", json_text(c, arena_printf(c->mem, "%d", (int)a->region)));
	json_put(o, "rule", json_text(c, item->rule));
	json_put(o, "threshold", json_text(c, number->rule));
	return o;
}

/* Reads on until a page is full: most of what waits need not come at all. */
static enum err missing_get(struct req *r)
{
	static const int64_t bounds[2] = { 0, 3650 };
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *rows = json_list(c);
	struct approval after = { .code = "", .approved_ms = -1 }, *list;
	int64_t days = 0;
	size_t n = LIMIT_LIST_ROWS;
	TRY(req_query_int(r, "days", bounds, &days));
	while (n == LIMIT_LIST_ROWS && rows->n < LIMIT_LIST_ROWS) {
		TRY(approvals_waiting(c, c->now_ms - days * DAY_MS, &after, &list, &n));
		for (size_t i = 0; i < n && rows->n < LIMIT_LIST_ROWS; i++) {
			const struct law_catalogue *item;
			const struct law_number *number;
			TRY(must_come(c, &list[i], &item, &number));
			if (item != NULL)
				json_push(rows, missing_json(c, &list[i], item, number));
			after = list[i];
		}
	}
	json_put(o, "complete", json_bool(c, rows->n < LIMIT_LIST_ROWS));
	json_put(o, "missing", rows);
	return reply_tree(r, 200, o);
}

static enum err catalogue_get(struct req *r)
{
	struct ctx *c = &r->c;
	const struct law_catalogue *item;
	struct json *o = json_object(c), *list = json_list(c);
	int32_t today = day_of(c->now_ms);
	for (size_t i = 0, n = law_catalogue(c->law, &item); i < n; i++) {
		struct json *row = json_object(c);
		json_put(row, "class", json_text(c, item[i].class3));
		json_put(row, "from", json_text(c, day_text(c, item[i].from)));
		json_put(row, "id", json_text(c, item[i].id));
		json_put(row, "kind", json_text(c, item[i].kind->id));
		json_put(row, "rule", json_text(c, item[i].rule));
		json_put(row, "title", json_text(c, item[i].title));
		json_put(row, "to",
		    json_text(c, item[i].to == LAW_OPEN_DAY ? NULL : day_text(c, item[i].to)));
		json_put(row, "valid", json_bool(c, item[i].from <= today && today <= item[i].to));
		json_push(list, row);
	}
	json_put(o, "catalogue", list);
	return reply_tree(r, 200, o);
}

#define AUTHORITY (W_SUPERVISOR | W_CENTRE)

const struct route catalogue_routes[] = {
	{ M_GET, "/api/catalogue", ROW_READ, .handler = catalogue_get, .who = W_PUBLIC,
	    .doc = "The trading catalogue: what must come to the platform." },
	{ M_POST, "/api/approvals", ROW_ACT, .handler = approvals_post, .who = AUTHORITY,
	    .of = of_authority, FIELDS(approvals_fields, struct approvals_in),
	    .errors = "BAD_FIELD",
	    .doc = "Imports approvals of investment projects; the newest word on each counts." },
	{ M_GET, "/api/approvals/missing", ROW_READ, .handler = missing_get,
	    .who = AUTHORITY | W_INSPECTOR, .of = of_authority, .errors = "BAD_FIELD",
	    .doc = "What must be tendered, was approved more than ?days ago, and has no published "
	           "tender." },
	{ .path = NULL },
};
