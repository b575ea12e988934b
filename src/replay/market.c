#include <assert.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/moment.h"
#include "replay/market_work.h"

/* Keeps a string beyond the phase. */
const char *market_keep(struct run *run, const char *s)
{
	pthread_mutex_lock(&run->lock);
	const char *out = arena_text(run->c->mem, s);
	pthread_mutex_unlock(&run->lock);
	return out;
}

enum err market_post(
    struct worker *w, const char *token, const char *path, const char *body, struct json **reply)
{
	const struct request r = { token, "POST", path, body };
	return feed_do(&w->c, w->feed, &r, reply);
}

enum err market_lot_post(struct worker *w, const struct auction *a, const char *token,
    const char *what, const char *body)
{
	return market_post(
	    w, token, arena_printf(w->c.mem, "/api/lots/%s/%s", a->lot, what), body, NULL);
}

const char *market_quoted(struct ctx *c, const char *s)
{
	struct buf b;
	buf_init(&b, c->mem, 8 * 1024);
	buf_json(&b, s);
	return b.p;
}

enum err market_sign_in(struct worker *w, const char *person, const char **token)
{
	struct json *reply;
	TRY(market_post(w, NULL, "/api/practice/sessions",
	    arena_printf(w->c.mem, "{\"person\":\"%s\",\"token\":true}", person), &reply));
	*token = market_keep(w->run, json_get_text(reply, "token", ""));
	return OK;
}

const char *market_money(struct ctx *c, const struct run *run, const char *amount)
{
	return arena_printf(
	    c->mem, "{\"amount\":\"%s\",\"currency\":\"%s\"}", amount, run->kind->currency);
}

static enum err create(struct worker *w, struct auction *a)
{
	struct ctx *c = &w->c;
	struct run *run = w->run;
	struct json *reply;
	const char *ceiling =
	    *a->ceiling ? arena_printf(c->mem, ",\"ceiling\":%s", market_money(c, run, a->ceiling))
	                : "";
	const char *floor =
	    *a->floor ? arena_printf(c->mem, ",\"floor\":%s", market_money(c, run, a->floor)) : "";
	TRY(market_post(w, run->principal.token, "/api/tenders",
	    arena_printf(c->mem,
	        "{\"project\":\"%s\",\"kind\":\"%s\",\"title\":%s,\"mandatory\":%s,"
	        "\"stateControlled\":true,\"funding\":\"state\",\"qualification\":\"%s\","
	        "\"method\":\"open\",\"organisation\":\"self\","
	        "\"lots\":[{\"title\":%s%s%s}]}",
	        a->project, a->kind != NULL ? a->kind : run->m->kind, market_quoted(c, a->title),
	        run->kind->jurisdiction == LAW_CN ? "true" : "false",
	        market_prequalifies(a) ? "before" : "after", market_quoted(c, a->title), ceiling,
	        floor),
	    &reply));
	a->tender = market_keep(run, json_get_text(reply, "id", ""));
	a->lot = market_keep(run, json_get(reply, "lots")->first->text);
	return OK;
}

static enum err publish(struct worker *w, struct auction *a)
{
	struct ctx *c = &w->c;
	struct run *run = w->run;
	const char *token = run->principal.token;
	const char *base = arena_printf(c->mem, "/api/tenders/%s", a->tender);
	const char *body;
	TRY(market_announcement(w, a, &body));
	TRY(market_post(w, token, arena_printf(c->mem, "%s/announcement", base), body, NULL));
	if (a->end == MARKET_SUBMITTED)
		return OK;
	TRY(market_post(w, token, arena_printf(c->mem, "%s/confirmation", base), NULL, NULL));
	if (a->end == MARKET_CONFIRMED)
		return OK;
	return market_post(w, token, arena_printf(c->mem, "%s/publication", base), NULL, NULL);
}

static enum err form_committee(struct worker *w, struct auction *a)
{
	struct ctx *c = &w->c;
	struct run *run = w->run;
	struct json *reply;
	struct buf b;
	buf_init(&b, c->mem, 8 * 1024);
	buf_text(&b, "{\"members\":[");
	/* one representative of the procuring entity where experts are two thirds all the same */
	for (int64_t i = 0; i < run->committee; i++) {
		bool expert = i > 0 || run->committee < 5;
		buf_printf(&b,
		    "%s{\"name\":\"评委%" PRId64 "\",\"unit\":%s,\"expert\":%s,\"years\":12,"
		    "\"title\":\"高级工程师\"}",
		    i ? "," : "", i + 1,
		    market_quoted(c, expert ? "评标专家库" : run->m->principal),
		    expert ? "true" : "false");
	}
	buf_text(&b, "]}");
	TRY(market_post(w, run->principal.token,
	    arena_printf(c->mem, "/api/lots/%s/committee", a->lot), b.p, &reply));
	int64_t n = 0;
	for (const struct json *m = json_get(reply, "members")->first; m != NULL; m = m->next)
		a->members[n++] = market_keep(run, m->text);
	return OK;
}

enum err market_seal(struct worker *w, const struct seal_header *h, struct offer *o,
    const char *text, struct bytes *out)
{
	struct ctx *c = &w->c;
	struct seal_header whole = *h;
	uint8_t key[SEAL_KEY_BYTES];
	whole.centre = w->run->app->centre.code;
	whole.party = o->party;
	rng_bytes(&c->rng, key, sizeof(key));
	o->key = market_keep(w->run, enc_base64(c->mem, key, sizeof(key)));
	return seal_make(
	    c, &whole, key, (struct bytes){ (const uint8_t *)text, strlen(text) }, out);
}

static enum err send_bid(struct worker *w, const struct auction *a, struct offer *o)
{
	struct ctx *c = &w->c;
	const struct seal_header h = { .lot = a->lot, .part = SEAL_PART_FORM };
	struct bytes container;
	const char *documents;
	const char *form = *o->price ? arena_printf(c->mem,
	                                   "{\"price\":%s,\"duration_days\":180,"
	                                   "\"quality\":\"合格\"}",
	                                   market_money(c, w->run, o->price))
	                             : "{}";
	TRY(market_seal(w, &h, o, form, &container));
	TRY(market_sign_in(w, o->person, &o->token));
	TRY(market_documents(w, a, o, &documents));
	return market_lot_post(w, a, o->token, "bids",
	    arena_printf(c->mem, "{\"form\":\"%s\"%s}",
	        enc_base64(c->mem, container.p, container.n), documents));
}

static enum err offer_phase(struct worker *w, struct auction *a)
{
	TRY(create(w, a));
	if (a->end == MARKET_DRAFT)
		return OK;
	if (market_prequalifies(a))
		return market_prequalify(w, a);
	TRY(publish(w, a));
	if (a->end == MARKET_SUBMITTED || a->end == MARKET_CONFIRMED)
		return OK;
	TRY(form_committee(w, a));
	for (size_t i = 0; i < a->offer_count; i++)
		TRY(send_bid(w, a, &a->offers[i]));
	return OK;
}

/* Whether an auction comes as far as that. */
static bool comes_to(const struct auction *a, enum market_end stage)
{
	return a->end >= stage;
}

static enum err key_phase(struct worker *w, struct auction *a)
{
	const char *part = market_two_envelopes(a) ? "documents" : "form";
	for (size_t i = 0; i < a->offer_count && a->end == MARKET_REVIEWING; i++)
		TRY(market_apply_key(w, a, &a->offers[i]));
	if (!comes_to(a, MARKET_SCREENING))
		return OK;
	for (size_t i = 0; i < a->offer_count; i++) {
		TRY(market_sign_in(w, a->offers[i].person, &a->offers[i].token));
		TRY(market_lot_post(w, a, a->offers[i].token, "keys",
		    arena_printf(w->c.mem, "{\"%s\":\"%s\"}", part, a->offers[i].key)));
	}
	return OK;
}

static enum err computed(
    struct worker *w, const struct auction *a, const char *token, struct json **out)
{
	const struct request r = { token, "GET",
		arena_printf(w->c.mem, "/api/lots/%s/evaluation", a->lot), NULL };
	return feed_do(&w->c, w->feed, &r, out);
}

/* Who the drawing put first: the recorded winner; where none is recorded, the first of the list. */
static const char *drawn(const struct auction *a, const struct json *reply)
{
	for (size_t i = 0; i < a->offer_count; i++)
		if (a->offers[i].winner)
			return a->offers[i].party;
	return json_get_text(json_get(json_get(reply, "result"), "bids")->first, "party", "");
}

static enum err disqualify(struct worker *w, struct auction *a, const char *token)
{
	for (size_t i = 0; i < a->offer_count; i++)
		if (a->offers[i].rejected)
			TRY(market_lot_post(w, a, token, "disqualifications",
			    arena_printf(w->c.mem,
			        "{\"party\":\"%s\",\"ground\":\"unresponsive\",\"reason\":"
			        "\"原记录为否决\"}",
			        a->offers[i].party)));
	return OK;
}

static enum err evaluate_phase(struct worker *w, struct auction *a)
{
	struct ctx *c = &w->c;
	struct json *reply;
	const char *token;
	if (a->end == MARKET_CANCELLED)
		return market_lot_post(w, a, w->run->principal.token, "cancellation",
		    "{\"reason\":\"规划调整，项目取消\"}");
	if (a->end == MARKET_HELD)
		return market_object(w, a);
	if (!comes_to(a, MARKET_EVALUATED))
		return OK;
	/* more than half, as a bid falls by */
	for (int64_t m = w->run->committee / 2; m >= 0; m--) {
		TRY(market_sign_in(w, a->members[m], &token));
		TRY(disqualify(w, a, token));
	}
	TRY(computed(w, a, token, &reply));
	const struct json *tie = json_get(reply, "tie");
	if (tie != NULL && tie->b) {
		TRY(market_lot_post(w, a, token, "draws",
		    arena_printf(c->mem, "{\"winner\":\"%s\",\"note\":\"原记录的抽签结果\"}",
		        drawn(a, reply))));
		TRY(computed(w, a, token, &reply));
	}
	const char *digest = json_get_text(reply, "digest", "");
	for (int64_t i = 0; i < w->run->committee; i++) {
		TRY(market_sign_in(w, a->members[i], &token));
		TRY(market_lot_post(w, a, token, "confirmations",
		    arena_printf(c->mem, "{\"digest\":\"%s\"}", digest)));
	}
	if (json_get(json_get(reply, "result"), "winner") == NULL) {
		a->error = "unsuccessful";
		return OK;
	}
	return comes_to(a, MARKET_AWARDED)
	           ? market_lot_post(w, a, w->run->principal.token, "candidates", NULL)
	           : OK;
}

static enum err award_phase(struct worker *w, struct auction *a)
{
	struct ctx *c = &w->c;
	struct run *run = w->run;
	struct json *reply;
	const char *token = run->principal.token;
	if (!comes_to(a, MARKET_AWARDED))
		return OK;
	TRY(market_post(
	    w, token, arena_printf(c->mem, "/api/lots/%s/award", a->lot), NULL, &reply));
	a->awarded = market_keep(run, json_get_text(reply, "supplier", ""));
	const char *price = json_get_text(json_get(reply, "price"), "amount", "");
	if (a->end == MARKET_AWARDED)
		return OK;
	TRY(market_lot_post(w, a, token, "contract",
	    arena_printf(c->mem,
	        "{\"price\":%s,\"signedAt\":\"%s\",\"durationDays\":180,\"quality\":\"合格\"%s}",
	        market_money(c, run, price), moment_text(c, lane_now_ms(run->app->lane)),
	        market_paper(w, run->contract))));
	return a->end == MARKET_ARCHIVE ? market_archive(w, a) : OK;
}

static void *work(void *arg)
{
	struct worker *w = arg;
	struct run *run = w->run;
	for (;;) {
		size_t i = run->next++;
		if (i >= run->last)
			return NULL;
		struct auction *a = &run->m->auctions[i];
		if (a->error == NULL && run->phase(w, a) != OK)
			a->error = market_keep(
			    run, w->c.fault.detail ? w->c.fault.detail : err_name(w->c.fault.err));
		arena_reset(w->c.mem);
	}
}

/* One phase for the auctions [first, last), by all workers. */
static void run_phase(struct run *run, phase_fn *phase)
{
	pthread_t threads[THREADS_MAX];
	unsigned n = run->m->threads;
	run->phase = phase;
	run->next = run->first;
	for (unsigned i = 0; i < n; i++) {
		int rc = pthread_create(&threads[i], NULL, work, &run->workers[i]);
		assert(rc == 0);
	}
	for (unsigned i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
}

static enum err move_clock(struct run *run, int64_t to_ms)
{
	struct worker *w = &run->workers[0];
	int64_t now = lane_now_ms(run->app->lane);
	if (to_ms > now)
		TRY(market_post(w, NULL, "/api/practice/clock",
		    arena_printf(w->c.mem, "{\"to\":\"%s\"}", moment_text(&w->c, to_ms)), NULL));
	TRY(market_sign_in(w, run->principal.person, &run->principal.token));
	arena_reset(w->c.mem);
	return OK;
}

/* All auctions of one day. */
static enum err run_day(struct run *run)
{
	int32_t day = run->m->auctions[run->first].day;
	run->deadline_ms = day_start_ms(day) + 10 * HOUR_MS;
	TRY(move_clock(run, day_start_ms(day_add(day, -run->m->lead_days)) + 9 * HOUR_MS));
	run_phase(run, offer_phase);
	if (run->m->auctions[run->first].end == MARKET_BIDDING)
		return OK;
	TRY(move_clock(run, run->deadline_ms));
	run_phase(run, key_phase);
	TRY(move_clock(run, run->deadline_ms + WINDOW_MINUTES * 60 * SECOND_MS));
	run_phase(run, evaluate_phase);
	if (run->publicity_days > 0)
		TRY(move_clock(
		    run, day_start_ms(day_add(day, (int)run->publicity_days + 1)) + 10 * HOUR_MS));
	run_phase(run, award_phase);
	return OK;
}

static enum err ask_law(struct ctx *c, struct run *run)
{
	const struct law_number *n;
	const struct law_case k = { run->m->kind, run->kind->jurisdiction == LAW_CN };
	int64_t at = day_start_ms(run->m->auctions[0].day);
	TRY(law_bound(c, "committee.size.min", &k, at, &n));
	run->committee = n ? n->value : 1;
	TRY(law_bound(c, "publicity.candidates.min", &k, at, &n));
	run->publicity_days = n ? n->value : 0;
	return OK;
}

/* One project for each region, or for those that tell none. */
static enum err make_projects(struct run *run, struct worker *w)
{
	struct auction *all = run->m->auctions;
	struct json *reply;
	for (size_t i = 0; i < run->m->auction_count; i++) {
		const char *region = all[i].region;
		for (size_t j = 0; j < i && all[i].project == NULL; j++)
			if (region == NULL
			        ? all[j].region == NULL
			        : all[j].region != NULL && strcmp(region, all[j].region) == 0)
				all[i].project = all[j].project;
		if (all[i].project != NULL)
			continue;
		TRY(market_post(w, run->principal.token, "/api/projects",
		    arena_printf(w->c.mem, "{\"code\":\"REPLAY-%zu\",\"name\":\"历年工程\"%s%s%s}",
		        i + 1, region ? ",\"region\":\"" : "", region ? region : "",
		        region ? "\"" : ""),
		    &reply));
		all[i].project = market_keep(run, json_get_text(reply, "id", ""));
	}
	return OK;
}

static enum err begin(struct run *run)
{
	struct worker *w = &run->workers[0];
	TRY(market_register(w, "principal", run->m->principal, "procuringEntity", &run->principal));
	run->people[run->people_count++] = run->principal;
	TRY(market_sign_in(w, run->principal.person, &run->principal.token));
	TRY(market_papers(w));
	TRY(make_projects(run, w));
	if (run->m->officials)
		TRY(market_register_officials(w));
	return market_register_all(w);
}

int market_by_day(const void *x, const void *y)
{
	const struct auction *a = x, *b = y;
	return a->day != b->day ? (a->day < b->day ? -1 : 1) : strcmp(a->id, b->id);
}

enum err market_run(struct ctx *c, struct app *app, const char *base, struct market *m)
{
	struct run *run = calloc(1, sizeof(*run));
	assert(run != NULL);
	assert(m->threads > 0 && m->threads <= THREADS_MAX);
	run->m = m;
	run->app = app;
	run->c = c;
	run->people = calloc(PARTIES_MAX + 1, sizeof(*run->people));
	pthread_mutex_init(&run->lock, NULL);
	for (unsigned i = 0; i < m->threads; i++) {
		struct worker *w = &run->workers[i];
		uint8_t seed[RNG_SEED_BYTES];
		rng_bytes(&c->rng, seed, sizeof(seed));
		w->run = run;
		w->c = (struct ctx){ .mem = arena_new(LIMIT_ARENA_BYTES) };
		rng_seed(&w->c.rng, seed);
		w->feed = feed_new(app, base);
	}
	c->law = app->law;
	run->late_ms = m->left_ms - HOUR_MS;
	enum err e = law_kind(c, m->kind, &run->kind);
	if (e == OK)
		e = ask_law(c, run);
	if (e == OK)
		e = begin(run);
	for (run->first = 0; e == OK && run->first < m->auction_count; run->first = run->last) {
		run->last = run->first + 1;
		while (run->last < m->auction_count &&
		       m->auctions[run->last].day == m->auctions[run->first].day)
			run->last++;
		e = run_day(run);
	}
	run->first = 0;
	if (e == OK && m->left_ms != 0) {
		run_phase(run, market_late);
		run_phase(run, market_look);
	}
	if (e != OK && c->fault.err != e)
		c->fault = run->workers[0].c.fault;
	if (e != OK)
		c->fault.detail = arena_text(c->mem, c->fault.detail);
	for (unsigned i = 0; i < m->threads; i++) {
		feed_free(run->workers[i].feed);
		arena_free(run->workers[i].c.mem);
	}
	pthread_mutex_destroy(&run->lock);
	free(run->people);
	free(run);
	return e;
}
