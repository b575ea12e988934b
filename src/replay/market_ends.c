/* market_ends.c - auctions that are left on their way: a practice centre shows every state. */
#include <string.h>

#include "core/base/moment.h"
#include "replay/market_work.h"

bool market_two_envelopes(const struct auction *a)
{
	return a->end == MARKET_SCREENING || a->end == MARKET_PRICING;
}

bool market_prequalifies(const struct auction *a)
{
	return a->end >= MARKET_APPLYING && a->end <= MARKET_REVIEWING;
}

static enum err apply(struct worker *w, const struct auction *a, struct offer *o)
{
	struct ctx *c = &w->c;
	const struct seal_header h = { .lot = a->tender, .part = SEAL_PART_DOCUMENTS };
	struct bytes container;
	TRY(market_seal(
	    w, &h, o, "{\"statement\":\"施工总承包一级，类似项目三个（练习用）\"}", &container));
	TRY(market_sign_in(w, o->person, &o->token));
	return market_post(w, o->token,
	    arena_printf(c->mem, "/api/tenders/%s/applications", a->tender),
	    arena_printf(
	        c->mem, "{\"application\":\"%s\"}", enc_base64(c->mem, container.p, container.n)),
	    NULL);
}

enum err market_apply_key(struct worker *w, const struct auction *a, struct offer *o)
{
	TRY(market_sign_in(w, o->person, &o->token));
	return market_post(w, o->token,
	    arena_printf(w->c.mem, "/api/tenders/%s/applications/keys", a->tender),
	    arena_printf(w->c.mem, "{\"key\":\"%s\"}", o->key), NULL);
}

enum err market_prequalify(struct worker *w, struct auction *a)
{
	struct ctx *c = &w->c;
	struct run *run = w->run;
	const char *token = run->principal.token;
	const char *base = arena_printf(c->mem, "/api/tenders/%s/prequalification", a->tender);
	int64_t deadline_ms =
	    a->end == MARKET_APPLYING ? run->late_ms + 10 * DAY_MS : run->deadline_ms;
	TRY(market_post(w, token, base,
	    arena_printf(c->mem,
	        "{\"text\":%s,\"offerEnds\":\"%s\",\"deadline\":\"%s\",\"windowMinutes\":%d}",
	        market_quoted(c, a->title),
	        moment_text(c, lane_now_ms(run->app->lane) + 10 * DAY_MS),
	        moment_text(c, deadline_ms), WINDOW_MINUTES),
	    NULL));
	TRY(market_post(w, token, arena_printf(c->mem, "%s/publication", base), NULL, NULL));
	for (size_t i = 0; i < a->offer_count && a->end == MARKET_REVIEWING; i++)
		TRY(apply(w, a, &a->offers[i]));
	return OK;
}

enum err market_object(struct worker *w, const struct auction *a)
{
	struct offer *o = &a->offers[0];
	TRY(market_sign_in(w, o->person, &o->token));
	return market_lot_post(w, a, o->token, "objections",
	    "{\"content\":\"唱标记录的工期与投标函不一致，请求更正（练习用）\"}");
}

static enum err bring(struct worker *w, const char *text, const char **digest)
{
	struct run *run = w->run;
	const char *got = app_upload(&w->c, run->app, run->principal.token,
	    (struct bytes){ (const uint8_t *)text, strlen(text) });
	if (got == NULL)
		return fail(&w->c, E_BAD_REQUEST, "%s was not taken", text);
	*digest = market_keep(run, got);
	return OK;
}

enum err market_papers(struct worker *w)
{
	if (w->run->kind->jurisdiction != LAW_CN)
		return OK;
	TRY(bring(w, "招标文件（练习用）", &w->run->document));
	TRY(bring(w, "招标投标情况书面报告（练习用）", &w->run->report));
	return bring(w, "施工合同（练习用）", &w->run->contract);
}

enum err market_archive(struct worker *w, const struct auction *a)
{
	const struct run *run = w->run;
	if (run->report != NULL)
		TRY(market_lot_post(w, a, run->principal.token, "report",
		    arena_printf(w->c.mem, "{\"document\":\"%s\"}", run->report)));
	return market_lot_post(w, a, run->principal.token, "archive", NULL);
}

const char *market_paper(struct worker *w, const char *digest)
{
	return digest != NULL ? arena_printf(w->c.mem, ",\"document\":\"%s\"", digest) : "";
}

enum err market_announcement(struct worker *w, const struct auction *a, const char **out)
{
	struct ctx *c = &w->c;
	const struct run *run = w->run;
	bool late = a->end == MARKET_OPENING;
	const char *document = market_paper(w, run->document);
	*out =
	    arena_printf(c->mem, "{\"text\":%s%s,\"deadline\":\"%s\",\"windowMinutes\":%d%s%s%s}",
	        market_quoted(c, a->title), document,
	        moment_text(c, late ? run->late_ms : run->deadline_ms),
	        late ? DAY_MINUTES : WINDOW_MINUTES,
	        market_two_envelopes(a) ? ",\"documentsPart\":true,\"twoEnvelopes\":true" : "",
	        a->evaluation != NULL ? ",\"evaluation\":" : "",
	        a->evaluation != NULL ? a->evaluation : "");
	return OK;
}

enum err market_documents(
    struct worker *w, const struct auction *a, struct offer *o, const char **out)
{
	static const char text[] = "施工组织设计、项目管理机构、资格审查资料（练习用）";
	struct ctx *c = &w->c;
	struct run *run = w->run;
	const struct seal_header h = { .lot = a->lot, .part = SEAL_PART_DOCUMENTS };
	struct bytes container;
	*out = "";
	if (!market_two_envelopes(a))
		return OK;
	/* its key is handed in first */
	TRY(market_seal(w, &h, o, text, &container));
	const char *digest = app_upload(c, run->app, o->token, container);
	if (digest == NULL)
		return fail(c, E_BAD_REQUEST, "the documents of %s were not taken", o->name);
	*out = arena_printf(c->mem, ",\"documents\":\"%s\"", digest);
	return OK;
}

static enum err screen(struct worker *w, struct auction *a)
{
	struct ctx *c = &w->c;
	struct json *reply;
	const char *token;
	for (int64_t i = 0; i < w->run->committee; i++) {
		TRY(market_sign_in(w, a->members[i], &token));
		const struct request r = { token, "GET",
			arena_printf(c->mem, "/api/lots/%s/evaluation", a->lot), NULL };
		TRY(feed_do(c, w->feed, &r, &reply));
		TRY(market_lot_post(w, a, token, "confirmations",
		    arena_printf(
		        c->mem, "{\"digest\":\"%s\"}", json_get_text(reply, "digest", ""))));
	}
	return OK;
}

enum err market_late(struct worker *w, struct auction *a)
{
	if (a->end == MARKET_PRICING)
		return screen(w, a);
	return a->end == MARKET_PUBLICITY
	           ? market_lot_post(w, a, w->run->principal.token, "candidates", NULL)
	           : OK;
}

enum err market_look(struct worker *w, struct auction *a)
{
	struct run *run = w->run;
	struct json *reply;
	struct request r = { run->principal.token, "GET",
		arena_printf(w->c.mem, "/api/tenders/%s", a->tender), NULL };
	TRY(feed_do(&w->c, w->feed, &r, &reply));
	if (strcmp(json_get_text(reply, "state", ""), "published") == 0) {
		r.path = arena_printf(w->c.mem, "/api/lots/%s", a->lot);
		TRY(feed_do(&w->c, w->feed, &r, &reply));
	}
	a->state = market_keep(run, json_get_text(reply, "state", ""));
	a->held = json_get(reply, "held") != NULL;
	return OK;
}
