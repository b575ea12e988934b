/* The largest lawful lot: as many bids as a lot takes, every text as long as it may be. Nothing of
 * it may reach a limit that is an assert. */
#include <stdio.h>
#include <stdlib.h>

#include "core/base/code.h"
#include "test/trade.h"
#include "trade/export/export_test.h"

#define STAY 3 /* bids that are not disqualified */
#define STRUCK 40
#define NAME_TAIL (LIMIT_TITLE_CHARS - 8)

static const char *repeated(struct ctx *c, size_t times)
{
	struct buf b;
	buf_init(&b, c->mem, 8 * LIMIT_TEXT_CHARS);
	for (size_t i = 0; i < times; i++)
		buf_text(&b, "限");
	return b.p;
}

static const char *token_of(struct trade *t, const char *person)
{
	const struct json *v = trade_post(t, NULL, "/api/practice/sessions",
	    arena_printf(t->c.mem, "{\"person\":\"%s\",\"token\":true}", person));
	return json_get_text(v, "token", NULL);
}

static void enter_all(struct trade *t)
{
	const char *tail = repeated(&t->c, NAME_TAIL);
	for (size_t i = 0; i < LIMIT_BIDS; i++) {
		struct trade_party *p = &t->tenderers[t->tenderer_count++];
		const struct json *v = trade_post(t, NULL, "/api/parties",
		    arena_printf(t->c.mem,
		        "{\"name\":\"%04zu%s\",\"contact\":\"张\",\"identifier\":{\"scheme\":"
		        "\"LARGE\",\"id\":\"%zu\"},\"roles\":[\"tenderer\"]}",
		        i, tail, i));
		p->id = json_get_text(v, "id", NULL);
		p->person = json_get_text(v, "person", NULL);
		p->token = token_of(t, p->person);
	}
}

/* Some, and a draw among the others, because they bid the same. */
static void judge(struct trade *t)
{
	const char *reason = repeated(&t->c, LIMIT_REASON_CHARS),
	           *token = token_of(t, t->members[0]);
	for (size_t i = STAY; i < STAY + STRUCK; i++)
		for (size_t member = 0; member * 2 < TRADE_MEMBERS; member++)
			trade_disqualify(t, member, i, reason);
	trade_post(t, token, trade_lot(t, "draws"),
	    arena_printf(
	        t->c.mem, "{\"winner\":\"%s\",\"note\":\"%s\"}", t->tenderers[1].id, reason));
}

static void look(struct trade *t, const char *token)
{
	const char *urls[] = { trade_lot(t, "opening"), trade_lot(t, "evaluation"),
		trade_lot(t, "timeline"), trade_lot(t, "award"), "/api/notices", "/",
		arena_printf(t->c.mem, "/trades/%s", t->lot) };
	for (size_t i = 0; i < LEN(urls); i++) {
		struct call in = { .method = "GET", .url = urls[i], .token = token };
		app_call(&t->c, t->app, &in);
		if (in.status >= 500)
			TEST_FAIL("%s: %d %s", urls[i], in.status, in.reply);
	}
}

static void look_at_notices(struct trade *t)
{
	struct json *v;
	struct call in = { .method = "GET", .url = "/api/notices" };
	app_call(&t->c, t->app, &in);
	CHECK_OK(&t->c, json_parse(&t->c, in.reply, strlen(in.reply), &v));
	size_t n = 0;
	for (const struct json *o = json_get(v, "notices")->first; o != NULL; o = o->next, n++) {
		struct call page = { .method = "GET",
			.url = arena_printf(t->c.mem, "/notices/%s", json_get_text(o, "id", "")) };
		app_call(&t->c, t->app, &page);
		assert_int_equal(page.status, 200);
	}
	assert_true(n > 3);
}

static void a_lot_full_to_the_brim(void **state)
{
	(void)state;
	struct trade t;
	assert_true(trade_begin(&t, 0, 0));
	enter_all(&t);
	t.drawn = true;
	trade_publish(&t, 1);
	for (size_t i = 0; i < t.tenderer_count; i++)
		trade_bid(&t, i, "4712000.00");
	trade_committee(&t);
	trade_deadline(&t);
	for (size_t i = 0; i < t.tenderer_count; i++)
		trade_key(&t, i);
	trade_opening(&t);
	look(&t, t.principal.token);
	judge(&t);
	look(&t, t.principal.token);
	for (size_t i = 0; i < TRADE_MEMBERS; i++)
		trade_sign(&t, i);
	trade_finish(&t);
	look(&t, NULL);
	look_at_notices(&t);
	struct bytes zip = test_export(&t);
	assert_string_equal(test_verify(&t, zip), "");
	trade_end(&t);
}

/* The i-th code of an organisation that is none. */
static const char *code_of(struct trade *t, size_t i)
{
	static const char last[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	for (const char *c = last; *c != '\0'; c++) {
		const char *code = arena_printf(t->c.mem, "91660100MA3B%05zu%c", i, *c);
		if (code_uscc_check(&t->c, "code", code) == OK)
			return code;
	}
	TEST_FAIL("no check character for %zu", i);
	return NULL;
}

/* As many custodians as can be, any two of whom open a bid; the token of the first. */
static const char *keep_keys(struct trade *t, struct test_signer who[SHARES_MAX])
{
	static struct bytes certificates[SHARES_MAX];
	struct json *o = json_object(&t->c), *list = json_list(&t->c);
	const char *first = NULL;
	test_authorities(&t->c, t->app, t->now_ms);
	for (size_t i = 0; i < SHARES_MAX; i++) {
		const char *code = code_of(t, i);
		const struct json *v = trade_post(t, NULL, "/api/parties",
		    arena_printf(t->c.mem,
		        "{\"name\":\"保管人\",\"contact\":\"张\",\"identifier\":{\"scheme\":"
		        "\"CN-USCC\",\"id\":\"%s\"},\"roles\":[\"custodian\"]}",
		        code));
		const char *token = token_of(t, json_get_text(v, "person", NULL));
		who[i] =
		    test_issue(&t->c, arena_printf(t->c.mem, "%s/trust", t->dir), "p256", code, 90);
		certificates[i] = who[i].certificate;
		const char *der = enc_base64(t->c.mem, certificates[i].p, certificates[i].n);
		trade_post(t, token, "/api/custodians",
		    arena_printf(t->c.mem, "{\"certificate\":\"%s\"}", der));
		struct json *one = json_object(&t->c);
		json_put(one, "certificate", json_text(&t->c, der));
		json_put(one, "party", json_text(&t->c, json_get_text(v, "id", NULL)));
		json_push(list, one);
		first = i == 0 ? token : first;
	}
	json_put(o, "custodians", list);
	json_put(o, "threshold", json_int(&t->c, 2));
	t->custody = json_canonical(&t->c, o);
	t->custodians = (struct seal_for){
		.threshold = 2, .custodians = certificates, .custodian_count = SHARES_MAX
	};
	return first;
}

/* Half of a thousand ask, the others open: neither the custodians' list nor the opening holds all
 * headers at once. */
static void headers_as_long_as_can_be(void **state)
{
	(void)state;
	struct trade t;
	struct test_signer who[SHARES_MAX];
	assert_true(trade_begin(&t, 0, 0));
	enter_all(&t);
	const char *custodian = keep_keys(&t, who);
	trade_publish(&t, 1);
	for (size_t i = 0; i < t.tenderer_count; i++)
		trade_bid(&t, i, "4712000.00");
	trade_deadline(&t);
	for (size_t i = 0; i < t.tenderer_count; i++)
		if (i % 2 == 0)
			trade_key(&t, i);
		else
			trade_post(&t, t.tenderers[i].token, trade_lot(&t, "rescues"),
			    "{\"reason\":\"介质损坏\"}");
	CHECK_OK(&t.c, app_publish(t.app));
	struct call in = { .method = "GET", .url = trade_lot(&t, "rescues"), .token = custodian };
	app_call(&t.c, t.app, &in);
	assert_int_equal(in.status, 200);
	size_t headers = 0;
	for (const char *at = in.reply; (at = strstr(at, "\"header\":")) != NULL; at++)
		headers++;
	assert_int_equal(headers, 20);
	trade_opening(&t);
	look(&t, t.principal.token);
	for (size_t i = 0; i < SHARES_MAX; i++)
		test_signer_close(&who[i]);
	trade_end(&t);
}

int large_tests(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(a_lot_full_to_the_brim),
		cmocka_unit_test(headers_as_long_as_can_be) };
	return RUN_GROUP("large", tests);
}
