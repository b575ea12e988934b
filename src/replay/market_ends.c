/* market_ends.c - auctions that are left on their way: a practice centre shows every state. */
#include <string.h>

#include "core/base/moment.h"
#include "core/trust/seal.h"
#include "replay/market_work.h"

bool market_two_envelopes(const struct auction *a)
{
	return a->end == MARKET_SCREENING || a->end == MARKET_PRICING;
}

enum err market_prequalify(struct worker *w, struct auction *a)
{
	struct ctx *c = &w->c;
	struct run *run = w->run;
	const char *token = run->principal.token;
	const char *base = arena_printf(c->mem, "/api/tenders/%s/prequalification", a->tender);
	TRY(market_post(w, token, base,
	    arena_printf(c->mem,
	        "{\"text\":%s,\"offerEnds\":\"%s\",\"deadline\":\"%s\",\"windowMinutes\":%d}",
	        market_quoted(c, a->title),
	        moment_text(c, lane_now_ms(run->app->lane) + 10 * DAY_MS),
	        moment_text(c, run->late_ms + 10 * DAY_MS), WINDOW_MINUTES),
	    NULL));
	return market_post(w, token, arena_printf(c->mem, "%s/publication", base), NULL, NULL);
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
	uint8_t key[SEAL_KEY_BYTES];
	struct bytes container;
	const struct seal_header h = { .centre = run->app->centre.code,
		.lot = a->lot,
		.party = o->party,
		.part = SEAL_PART_DOCUMENTS };
	*out = "";
	if (!market_two_envelopes(a))
		return OK;
	rng_bytes(&c->rng, key, sizeof(key));
	TRY(seal_make(
	    c, &h, key, (struct bytes){ (const uint8_t *)text, strlen(text) }, &container));
	/* the key that is handed in first */
	o->key = market_keep(run, enc_base64(c->mem, key, sizeof(key)));
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
