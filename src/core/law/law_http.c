/* law_http.c - the law's answers for everybody: what binds, when a period ends, why not. */
#include <inttypes.h>
#include <string.h>

#include "core/base/json.h"
#include "core/base/money.h"
#include "core/base/moment.h"
#include "core/law/law_routes.h"
#include "core/law/period.h"
#include "core/law/region.h"

/* A query that must be there. */
static enum err wanted(struct req *r, const char *name, const char **out)
{
	*out = req_query(r, name);
	return *out != NULL && **out != '\0'
	           ? OK
	           : fail_at(&r->c, E_MISSING_FIELD, name, NULL, "a query parameter");
}

/* A moment, or as people type it; missing: `otherwise`. */
static enum err query_moment(struct req *r, const char *name, int64_t otherwise, int64_t *out)
{
	const char *text = req_query(r, name);
	if (text == NULL || *text == '\0') {
		*out = otherwise;
		return OK;
	}
	TRY((strchr(text, 'T') != NULL ? moment_parse : moment_typed)(&r->c, name, text, out));
	return *out >= 0 ? OK : fail_at(&r->c, E_BAD_FIELD, name, text, "from 1970 on");
}

static enum err query_case(struct req *r, struct law_case *out)
{
	const struct law_kind *kind;
	const char *id, *mandatory = req_query(r, "mandatory");
	TRY(wanted(r, "kind", &id));
	TRY(law_kind(&r->c, id, &kind));
	if (mandatory != NULL && strcmp(mandatory, "true") != 0 && strcmp(mandatory, "false") != 0)
		return fail_at(&r->c, E_BAD_FIELD, "mandatory", mandatory, "true or false");
	*out = (struct law_case){ kind->id, mandatory == NULL || strcmp(mandatory, "true") == 0 };
	return OK;
}

static enum err numbers_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct law_case k;
	const struct law_number **list;
	size_t n;
	int64_t on;
	TRY(query_case(r, &k));
	TRY(query_moment(r, "on", c->now_ms, &on));
	TRY(law_binding(c, &k, on, &list, &n));
	struct json *o = json_object(c), *rows = json_list(c);
	for (size_t i = 0; i < n; i++)
		json_push(rows, law_number_json(c, list[i]));
	json_put(o, "kind", json_text(c, k.kind));
	json_put(o, "mandatory", json_bool(c, k.mandatory));
	json_put(o, "numbers", rows);
	json_put(o, "on", json_text(c, day_text(c, day_of(on))));
	return reply_tree(r, 200, o);
}

enum err law_query_plan(struct req *r, struct law_asked *out)
{
	struct law_asked a = { 0 };
	TRY(query_case(r, &a.k));
	for (int e = 0; e < LAW_EVENTS; e++)
		TRY(query_moment(
		    r, law_event_words[e], e == LAW_PUBLICATION ? r->c.now_ms : 0, &a.at_ms[e]));
	TRY(law_plan(&r->c, &a.k, a.at_ms, &a.periods, &a.n));
	*out = a;
	return OK;
}

static enum err plan_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct law_asked a;
	TRY(law_query_plan(r, &a));
	struct json *o = json_object(c), *rows = json_list(c);
	for (size_t i = 0; i < a.n; i++)
		json_push(rows, law_period_json(c, &a.k, &a.periods[i]));
	json_put(o, "kind", json_text(c, a.k.kind));
	json_put(o, "mandatory", json_bool(c, a.k.mandatory));
	json_put(o, "periods", rows);
	if (a.at_ms[LAW_DEADLINE] > 0)
		json_put(o, "deadline", json_text(c, moment_text(c, a.at_ms[LAW_DEADLINE])));
	json_put(o, "publication", json_text(c, moment_text(c, a.at_ms[LAW_PUBLICATION])));
	return reply_tree(r, 200, o);
}

static enum err query_value(struct req *r, const struct law_number *n, int64_t *out)
{
	const char *text;
	TRY(wanted(r, "value", &text));
	enum err e = decimal_parse(&r->c, text, n->unit == LAW_YUAN ? 2 : 0, out);
	return at_field(&r->c, e, "value");
}

enum err law_query_number(struct req *r, struct law_why *out)
{
	struct law_why w = { 0 };
	int64_t on;
	TRY(query_case(r, &w.k));
	TRY(query_moment(r, "on", r->c.now_ms, &on));
	TRY(wanted(r, "number", &w.b.id));
	TRY(law_number(&r->c, w.b.id, &w.k, on, &w.number));
	*out = w;
	return OK;
}

enum err law_query_why(struct req *r, struct law_why *out)
{
	struct ctx *c = &r->c;
	struct law_why w;
	TRY(law_query_number(r, &w));
	if (law_is_period(w.number)) {
		w.p = arena_array(c->mem, struct law_period, 1);
		TRY(query_moment(r, "event", c->now_ms, &w.b.event_ms));
		TRY(query_moment(r, "at", c->now_ms, &w.b.at_ms));
		TRY(at_field(c, law_period(c, &w.k, w.number, w.b.event_ms, w.p), "event"));
	} else {
		TRY(query_value(r, w.number, &w.b.value));
	}
	w.allowed = law_allows(w.number, &w.b, w.p);
	*out = w;
	return OK;
}

static enum err why_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct law_why w;
	TRY(law_query_why(r, &w));
	const struct law_number *n = w.number;
	struct json *o = json_object(c);
	if (w.p != NULL) {
		json_put(o, "at", json_text(c, moment_text(c, w.b.at_ms)));
		json_put(o, law_is_latest(n) ? "latest" : "earliest",
		    json_text(c, moment_text(c, law_edge(w.p))));
		json_put(o, "period", law_period_json(c, &w.k, w.p));
	} else {
		json_put(o, "number", law_number_json(c, n));
	}
	json_put(o, "allowed", json_bool(c, w.allowed));
	json_put(o, "outcome", json_text(c, w.allowed ? "kept" : n->refuse ? "refused" : "warned"));
	return reply_tree(r, 200, o);
}

static enum err regions_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *rows = json_list(c);
	const struct law_region *list;
	for (size_t i = 0, n = law_regions(c->law, &list); i < n; i++) {
		struct json *row = json_object(c);
		const struct law_region *in =
		    law_region(c->law, law_region_above(c->law, list[i].code));
		json_put(
		    row, "code", json_text(c, arena_printf(c->mem, "%06d", (int)list[i].code)));
		json_put(row, "in", json_text(c, in != NULL ? in->name : NULL));
		json_put(row, "name", json_text(c, list[i].name));
		json_push(rows, row);
	}
	json_put(o, "regions", rows);
	return reply_tree(r, 200, o);
}

const struct route law_routes[] = {
	{ M_GET, "/api/law/regions", ROW_READ, .handler = regions_get, .who = W_PUBLIC,
	    .doc = "The regions (行政区划, GB/T 2260) of the alliance, by code." },
	{ M_GET, "/api/law/numbers", ROW_READ, .handler = numbers_get, .who = W_PUBLIC,
	    .errors = "MISSING_FIELD BAD_FIELD NOT_FOUND",
	    .doc = "The numbers that bind a kind: ?kind, mandatory (true), on (today)." },
	{ M_GET, "/api/law/plan", ROW_READ, .handler = plan_get, .who = W_PUBLIC,
	    .errors = "MISSING_FIELD BAD_FIELD NOT_FOUND",
	    .doc = "The legal dates of a planned tender, each explained: ?kind, mandatory,"
	           " publication, deadline (the earliest), and any other event by its word." },
	{ M_GET, "/api/law/why", ROW_READ, .handler = why_get, .who = W_PUBLIC,
	    .errors = "MISSING_FIELD BAD_FIELD BAD_AMOUNT NOT_FOUND",
	    .doc = "Why may I not: ?kind, mandatory, number, and event and at, or value." },
	{ .path = NULL },
};
