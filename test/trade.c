#include "test/trade.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/base/moment.h"
#include "core/trust/seal.h"
#include "core/trust/wrap.h"
#include "test/engines.h"

#define CENTRE_CODE "12660000MB2000005T"
#define ARENA_BYTES ((size_t)4 << 30)

const struct json *trade_post(struct trade *t, const char *token, const char *url, const char *body)
{
	struct json *v;
	struct call in = { .method = "POST", .url = url, .body = body, .token = token };
	app_call(&t->c, t->app, &in);
	if (in.status / 100 != 2)
		TEST_FAIL("POST %s %.400s: %d %s", url, body ? body : "", in.status, in.reply);
	CHECK_OK(&t->c, json_parse(&t->c, in.reply, strlen(in.reply), &v));
	const struct json *result = json_get(v, "result");
	return result != NULL ? result : v;
}

static const char *sign_in(struct trade *t, const char *person)
{
	const char *body = arena_printf(t->c.mem, "{\"person\":\"%s\",\"token\":true}", person);
	return json_get_text(trade_post(t, NULL, "/api/practice/sessions", body), "token", NULL);
}

static struct trade_party enter_as(
    struct trade *t, const char *name, const char *role, const char *scheme, const char *code)
{
	const char *body = arena_printf(t->c.mem,
	    "{\"name\":\"%s\",\"contact\":\"%s的经办人\",\"identifier\":{\"scheme\":\"%s\","
	    "\"id\":\"%s\"},\"roles\":[\"%s\"]}",
	    name, name, scheme, code, role);
	const struct json *v = trade_post(t, NULL, "/api/parties", body);
	struct trade_party p = { .id = json_get_text(v, "id", NULL),
		.person = json_get_text(v, "person", NULL) };
	p.token = sign_in(t, p.person);
	return p;
}

static struct trade_party enter(struct trade *t, const char *name, const char *role, size_t code)
{
	return enter_as(t, name, role, "TEST", arena_printf(t->c.mem, "%zu", code));
}

void trade_certify(struct trade *t, size_t tenderer, const char *code)
{
	const char *ca = arena_printf(t->c.mem, "%s/trust", t->dir);
	if (access(ca, F_OK) != 0)
		test_authorities(&t->c, t->app, t->now_ms);
	t->tenderers[tenderer] = enter_as(t, code, "tenderer", "CN-USCC", code);
	t->tenderers[tenderer].signer = test_issue(&t->c, ca, "sm2", code, 100);
}

bool trade_begin(struct trade *t, int engine, size_t tenderers)
{
	memset(t, 0, sizeof(*t));
	strcpy(t->dir, "/tmp/heng-trade-XXXXXX");
	assert_non_null(mkdtemp(t->dir));
	const char *url = engine_url(engine, t->dir);
	if (url == NULL)
		return rmdir(t->dir), false;
	snprintf(t->url, sizeof(t->url), "%s", url);
	t->c = test_ctx();
	arena_free(t->c.mem);
	t->c.mem = arena_new(ARENA_BYTES);
	t->now_ms = TEST_NOW_MS;
	const struct app_new new = { .dir = t->dir,
		.store = t->url,
		.code = CENTRE_CODE,
		.name = "试验中心",
		.practice = true };
	const struct app_options open = {
		.dir = t->dir, .manual = true, .manual_now_ms = TEST_NOW_MS
	};
	CHECK_OK(&t->c, app_init(&t->c, &new));
	CHECK_OK(&t->c, app_open(&t->c, &open, &t->app));
	t->c.law = t->app->law;
	t->principal = enter(t, "业主", "procuringEntity", 1);
	assert_true(tenderers <= TRADE_TENDERERS_MAX);
	for (size_t i = 0; i < tenderers; i++)
		t->tenderers[t->tenderer_count++] =
		    enter(t, arena_printf(t->c.mem, "建设公司%zu", i + 1), "tenderer", i + 2);
	return true;
}

void trade_end(struct trade *t)
{
	for (size_t i = 0; i < t->tenderer_count; i++)
		test_signer_close(&t->tenderers[i].signer);
	app_close(t->app);
	test_ctx_end(&t->c);
	char command[80];
	snprintf(command, sizeof(command), "rm -rf %s", t->dir);
	assert_int_equal(system(command), 0);
}

const char *trade_lot(struct trade *t, const char *what)
{
	return arena_printf(t->c.mem, "/api/lots/%s/%s", t->lot, what);
}

void trade_wait(struct trade *t, int64_t ms)
{
	t->now_ms += ms;
	lane_set_now(t->app->lane, t->now_ms);
	lane_tick(t->app->lane);
}

const char *trade_upload(struct trade *t, const char *token, struct bytes content)
{
	const char *digest = app_upload(&t->c, t->app, token, content);
	assert_non_null(digest);
	return digest;
}

static const char *lots_body(struct trade *t, size_t lots)
{
	struct buf b;
	buf_init(&b, t->c.mem, 65536);
	for (size_t i = 0; i < lots; i++)
		buf_printf(&b,
		    "%s{\"title\":\"教学楼施工%zu标段\",\"ceiling\":{\"amount\":\"5000000\","
		    "\"currency\":\"CNY\"}}",
		    i > 0 ? "," : "", i + 1);
	return b.p;
}

void trade_publish(struct trade *t, size_t lots)
{
	static const char text[] = "招标文件";
	const char *token = t->principal.token;
	const struct json *v = trade_post(
	    t, token, "/api/projects", "{\"code\":\"2026-510700-01\",\"name\":\"第二小学\"}");
	t->project = json_get_text(v, "id", NULL);
	v = trade_post(t, token, "/api/tenders",
	    arena_printf(t->c.mem,
	        "{\"project\":\"%s\",\"kind\":\"works-lowest-price\",\"title\":\"第二小学<教学楼>"
	        "\","
	        "\"mandatory\":true,\"stateControlled\":true,\"funding\":\"state\","
	        "\"qualification\":\"after\",\"method\":\"open\",\"organisation\":\"%s\","
	        "\"lots\":[%s]}",
	        t->project, t->by_agency ? "agency" : "self", lots_body(t, lots)));
	t->tender = json_get_text(v, "id", NULL);
	t->lot = json_get(v, "lots")->first->text;
	const char *base = arena_printf(t->c.mem, "/api/tenders/%s", t->tender);
	for (size_t i = 0; i < 2 && t->by_agency; i++)
		trade_post(t, token, arena_printf(t->c.mem, "%s/mandate", base),
		    arena_printf(t->c.mem, "{\"agency\":\"%s\",\"scope\":\"招标\"}",
		        enter(t, "代理公司", "agency", 1000 + i).id));
	const char *document =
	    trade_upload(t, token, (struct bytes){ (const uint8_t *)text, strlen(text) });
	const char *body = arena_printf(t->c.mem,
	    "{\"text\":\"公告\",\"document\":\"%s\",\"deadline\":\"%s\",\"windowMinutes\":30,"
	    "\"documentsPart\":%s,\"decryptedMin\":%d%s%s%s}",
	    document, moment_text(&t->c, t->now_ms + 21 * DAY_MS),
	    t->documents_part ? "true" : "false", t->decrypted_min,
	    t->drawn ? ",\"evaluation\":{\"method\":\"lowest-price\",\"ties\":[{\"by\":\"draw\"}]}"
	             : "",
	    t->custody != NULL ? ",\"custody\":" : "", t->custody != NULL ? t->custody : "");
	trade_post(t, token, arena_printf(t->c.mem, "%s/announcement", base), body);
	trade_post(t, token, arena_printf(t->c.mem, "%s/return", base), NULL);
	trade_post(t, token, arena_printf(t->c.mem, "%s/announcement", base), body);
	trade_post(t, token, arena_printf(t->c.mem, "%s/confirmation", base), NULL);
	trade_post(t, token, arena_printf(t->c.mem, "%s/publication", base), NULL);
}

/* A sealed part; *key gets its key in base64. */
static struct bytes seal(
    struct trade *t, const char *party, const char *part, const char *content, const char **key)
{
	uint8_t raw[SEAL_KEY_BYTES];
	struct bytes out;
	struct seal_header h = {
		.centre = CENTRE_CODE, .lot = t->lot, .party = party, .part = part
	};
	rng_bytes(&t->c.rng, raw, sizeof(raw));
	if (t->custody != NULL)
		CHECK_OK(&t->c, seal_share_out(&t->c, &h, raw, &t->custodians));
	/* as long as the format lets them be */
	for (size_t i = 0; i < h.custody.n; i++)
		h.custody.shares[i].wrapped =
		    (struct bytes){ arena_alloc(t->c.mem, WRAP_BYTES), WRAP_BYTES };
	CHECK_OK(&t->c, seal_make(&t->c, &h, raw,
	                    (struct bytes){ (const uint8_t *)content, strlen(content) }, &out));
	*key = enc_base64(t->c.mem, raw, sizeof(raw));
	return out;
}

/* The bid's `signature`, over the digest of the container of the form. */
static const char *signature_of(
    struct trade *t, const struct trade_party *p, struct bytes container)
{
	struct ctx *c = &t->c;
	uint8_t digest[SHA256_BYTES];
	sha256(container.p, container.n, digest);
	const char *text = arena_printf(c->mem,
	    "{\"centre\":\"%s\",\"expires\":\"%s\",\"nonce\":\"%064d\",\"object\":\"%s\","
	    "\"origin\":\"https://heng.example\",\"party\":\"%s\",\"purpose\":\"bid\","
	    "\"shown\":{\"form\":\"%s\"},\"v\":1}",
	    CENTRE_CODE, moment_text(c, t->now_ms + HOUR_MS), 1, t->lot, p->id,
	    enc_hex(c->mem, digest, sizeof(digest)));
	const struct bytes s = test_sign(c, &p->signer, text);
	return arena_printf(c->mem, ",\"signature\":{\"statement\":%s,\"value\":\"%s\"}",
	    json_canonical(c, json_text(c, text)), enc_base64(c->mem, s.p, s.n));
}

void trade_bid(struct trade *t, size_t tenderer, const char *price)
{
	struct trade_party *p = &t->tenderers[tenderer];
	const char *form = arena_printf(t->c.mem,
	    "{\"price\":{\"amount\":\"%s\",\"currency\":\"CNY\"},\"duration_days\":300,"
	    "\"quality\":\"合格\",\"leader\":\"张工\",\"security\":\"保函\"}",
	    price);
	struct bytes container = seal(t, p->id, SEAL_PART_FORM, form, &p->form_key);
	struct buf b;
	buf_init(&b, t->c.mem, LIMIT_BODY_BYTES);
	buf_printf(&b, "{\"form\":\"%s\"", enc_base64(t->c.mem, container.p, container.n));
	if (t->documents_part)
		buf_printf(&b, ",\"documents\":\"%s\"",
		    trade_upload(t, p->token,
		        seal(t, p->id, SEAL_PART_DOCUMENTS, "施工组织设计", &p->documents_key)));
	if (p->signer.key != NULL)
		buf_text(&b, signature_of(t, p, container));
	buf_char(&b, '}');
	trade_post(t, p->token, trade_lot(t, "bids"), b.p);
}

void trade_committee(struct trade *t)
{
	const struct json *v = trade_post(t, t->principal.token, trade_lot(t, "committee"),
	    "{\"members\":[{\"name\":\"专家一\",\"unit\":\"设计院\",\"expert\":true,\"years\":12,"
	    "\"title\":\"高级工程师\"},"
	    "{\"name\":\"专家二\",\"unit\":\"设计院\",\"expert\":true,\"years\":12,"
	    "\"title\":\"高级工程师\"},"
	    "{\"name\":\"专家三\",\"unit\":\"大学\",\"expert\":true,\"years\":12,"
	    "\"title\":\"高级工程师\"},"
	    "{\"name\":\"专家四\",\"unit\":\"大学\",\"expert\":true,\"years\":12,"
	    "\"title\":\"高级工程师\"},"
	    "{\"name\":\"业主代表\",\"unit\":\"业主\",\"expert\":false}]}");
	size_t n = 0;
	for (const struct json *m = json_get(v, "members")->first; m != NULL; m = m->next)
		t->members[n++] = m->text;
	assert_int_equal(n, TRADE_MEMBERS);
}

void trade_deadline(struct trade *t)
{
	trade_wait(t, 21 * DAY_MS);
}

void trade_key(struct trade *t, size_t tenderer)
{
	struct trade_party *p = &t->tenderers[tenderer];
	struct buf b;
	buf_init(&b, t->c.mem, 1024);
	buf_printf(&b, "{\"form\":\"%s\"", p->form_key);
	if (p->documents_key != NULL)
		buf_printf(&b, ",\"documents\":\"%s\"", p->documents_key);
	buf_char(&b, '}');
	trade_post(t, p->token, trade_lot(t, "keys"), b.p);
}

void trade_opening(struct trade *t)
{
	trade_wait(t, HOUR_MS / 2);
}

void trade_disqualify(struct trade *t, size_t member, size_t tenderer, const char *reason)
{
	trade_post(t, sign_in(t, t->members[member]), trade_lot(t, "disqualifications"),
	    arena_printf(t->c.mem,
	        "{\"party\":\"%s\",\"ground\":\"unresponsive\",\"reason\":\"%s\"}",
	        t->tenderers[tenderer].id, reason));
}

void trade_sign(struct trade *t, size_t member)
{
	struct json *v;
	const char *token = sign_in(t, t->members[member]);
	struct call in = { .method = "GET", .url = trade_lot(t, "evaluation"), .token = token };
	app_call(&t->c, t->app, &in);
	CHECK_OK(&t->c, json_parse(&t->c, in.reply, strlen(in.reply), &v));
	trade_post(t, token, trade_lot(t, "confirmations"),
	    arena_printf(t->c.mem, "{\"digest\":\"%s\"}", json_get_text(v, "digest", "")));
}

void trade_finish(struct trade *t)
{
	static const char text[] = "合同", told[] = "招标投标情况书面报告";
	trade_post(t, t->principal.token, trade_lot(t, "candidates"), NULL);
	trade_wait(t, 4 * DAY_MS);
	const struct json *v = trade_post(t, t->principal.token, trade_lot(t, "award"), NULL);
	const char *price = json_canonical(&t->c, json_get(v, "price"));
	const char *contract = trade_upload(
	    t, t->principal.token, (struct bytes){ (const uint8_t *)text, strlen(text) });
	trade_post(t, t->principal.token, trade_lot(t, "contract"),
	    arena_printf(t->c.mem,
	        "{\"price\":%s,\"signedAt\":\"%s\",\"document\":\"%s\",\"durationDays\":300,"
	        "\"quality\":\"合格\",\"leader\":\"张工\"}",
	        price, moment_text(&t->c, t->now_ms), contract));
	const char *report = trade_upload(
	    t, t->principal.token, (struct bytes){ (const uint8_t *)told, strlen(told) });
	trade_post(t, t->principal.token, trade_lot(t, "report"),
	    arena_printf(t->c.mem, "{\"document\":\"%s\"}", report));
	trade_post(t, t->principal.token, trade_lot(t, "archive"), NULL);
}

void trade_whole(struct trade *t, size_t bids)
{
	trade_publish(t, 1);
	for (size_t i = 0; i < bids; i++)
		trade_bid(t, i, arena_printf(t->c.mem, "%zu.00", 4700000 + 1000 * i));
	trade_committee(t);
	trade_deadline(t);
	for (size_t i = 0; i < bids; i++)
		trade_key(t, i);
	trade_opening(t);
	for (size_t i = 0; i < TRADE_MEMBERS; i++)
		trade_sign(t, i);
	trade_finish(t);
}
