/* receipt_test.c - receipts as a centre gives them, and everything that is none. */
#include "core/evidence/receipt.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/base/json.h"
#include "core/evidence/evidence.h"
#include "core/evidence/signer.h"
#include "test/engines.h"
#include "test/trade.h"

/* A centre with a few acts, and the receipts of two of them at one checkpoint. */
struct given {
	struct trade t;
	struct arena *mem; /* of one check */
	const char *keys;
	const char *answer;        /* of the last act */
	const char *first, *other; /* GET /api/receipts/{place} */
};

static const char *get(struct trade *t, const char *token, const char *url)
{
	struct call in = { .method = "GET", .url = url, .token = token };
	app_call(&t->c, t->app, &in);
	if (in.status != 200)
		TEST_FAIL("GET %s: %d %s", url, in.status, in.reply);
	return in.reply;
}

static const char *act(struct trade *t, const char *url, const char *body)
{
	struct call in = {
		.method = "POST", .url = url, .body = body, .token = t->principal.token
	};
	app_call(&t->c, t->app, &in);
	assert_int_equal(in.status / 100, 2);
	return in.reply;
}

static bool begin(struct given *g, int engine)
{
	if (!trade_begin(&g->t, engine, 4))
		return false;
	struct trade *t = &g->t;
	g->mem = arena_new(LIMIT_ARENA_BYTES);
	g->keys = log_keys(t->app->log);
	act(t, "/api/projects", "{\"code\":\"1\",\"name\":\"桥\"}");
	g->answer = act(t, "/api/projects", "{\"code\":\"2\",\"name\":\"路\"}");
	CHECK_OK(&t->c, app_publish(t->app));
	struct json *mine, *last;
	const char *list = get(t, t->principal.token, "/api/receipts");
	CHECK_OK(&t->c, json_parse(&t->c, list, strlen(list), &mine));
	last = json_get(mine, "entries")->first;
	const int64_t place = json_get_int(last, "place", -1);
	for (int i = 0; i < 2; i++)
		*(i == 0 ? &g->first : &g->other) = get(t, t->principal.token,
		    arena_printf(t->c.mem, "/api/receipts/%d", (int)place - 1 + i));
	return true;
}

static void end(struct given *g)
{
	arena_free(g->mem);
	trade_end(&g->t);
}

/* What the check says of these bytes: NULL when all holds, else "PART: why". */
static const char *verdict(
    struct given *g, const char *text, size_t n, const char *keys, struct receipt_seen *seen)
{
	struct ctx c = { .mem = g->mem };
	struct receipt_seen unused;
	const struct receipt_check check = { .keys = keys };
	arena_reset(g->mem);
	/* a piece of its own size, without a NUL, so that the sanitizer sees who reads beyond */
	uint8_t *exact = malloc(n + 1);
	memcpy(exact, text, n);
	exact = realloc(exact, n > 0 ? n : 1);
	enum err e = receipt_check(&c, (struct bytes){ exact, n }, &check, seen ? seen : &unused);
	free(exact);
	if (e == OK)
		return NULL;
	assert_int_equal(e, E_BAD_REQUEST);
	return arena_printf(g->mem, "%s: %s", c.fault.field, c.fault.detail);
}

static void holds(struct given *g, const char *text, struct receipt_seen *seen)
{
	const char *said = verdict(g, text, strlen(text), g->keys, seen);
	if (said != NULL)
		TEST_FAIL("%s\n%s", said, text);
}

/* That it is refused with a word that begins so. */
static void refused(struct given *g, const char *text, const char *keys, const char *begins)
{
	const char *said = verdict(g, text, strlen(text), keys, NULL);
	if (said == NULL || strncmp(said, begins, strlen(begins)) != 0)
		TEST_FAIL("%s, want %s…\n%s", said ? said : "accepted", begins, text);
}

/* Member `name` of the object replaced, or with NULL left out; a new name comes last. */
static const char *with(struct given *g, const char *object, const char *name, const char *value)
{
	struct ctx *c = &g->t.c;
	struct json *o, *v, *out = json_object(c);
	CHECK_OK(c, json_parse(c, object, strlen(object), &o));
	bool put = value == NULL;
	for (struct json *m = o->first, *next; m != NULL; m = next) {
		bool here = strcmp(m->name, name) == 0;
		next = m->next;
		m->next = NULL;
		const char *as = m->name;
		m->name = NULL;
		if (!here) {
			json_put(out, as, m);
		} else if (value != NULL) {
			CHECK_OK(c, json_parse(c, value, strlen(value), &v));
			json_put(out, as, v);
		}
		put = put || here;
	}
	if (!put) {
		CHECK_OK(c, json_parse(c, value, strlen(value), &v));
		json_put(out, name, v);
	}
	return json_canonical(c, out);
}

static const char *member(struct given *g, const char *object, const char *name)
{
	struct json *o;
	CHECK_OK(&g->t.c, json_parse(&g->t.c, object, strlen(object), &o));
	return json_canonical(&g->t.c, json_get(o, name));
}

static void count(void *arg, const char *what)
{
	assert_true(*what != '\0');
	++*(int *)arg;
}

/* All three forms in which a client gets one, on both engines. */
static void what_a_centre_gives_holds(void **state)
{
	(void)state;
	for (int engine = 0; engine < ENGINES; engine++) {
		struct given g;
		if (!begin(&g, engine))
			continue;
		struct receipt_seen seen, alone;
		holds(&g, g.other, &seen);
		assert_true(seen.trusted && seen.practice && !seen.answer);
		assert_string_equal(seen.kind, "project.registered");
		assert_string_equal(seen.party, g.t.principal.id);
		assert_string_equal(seen.origin, g.t.app->centre.origin);
		assert_string_equal(seen.centre, g.t.app->centre.code);
		assert_int_equal(seen.at_ms, g.t.now_ms);
		assert_int_equal(seen.size, seen.place + 1);
		const char *within = member(&g, g.answer, "receipt");
		holds(&g, within, &alone);
		assert_false(alone.answer);
		assert_int_equal(alone.place, seen.place);
		holds(&g, g.answer, &alone);
		assert_true(alone.answer && alone.trusted);
		holds(&g, arena_printf(g.t.c.mem, "%s\n", g.first), &alone);
		/* without keys all but the signatures is checked, and it says so */
		assert_null(verdict(&g, g.first, strlen(g.first), NULL, &alone));
		assert_false(alone.trusted);
		int said = 0;
		struct ctx *c = &g.t.c;
		struct receipt_check check = { g.keys, count, &said };
		const struct bytes text = { (const uint8_t *)g.first, strlen(g.first) };
		CHECK_OK(c, receipt_check(c, text, &check, &alone));
		assert_int_equal(said, 5);
		check.keys = NULL;
		CHECK_OK(c, receipt_check(c, text, &check, &alone));
		assert_int_equal(said, 5 + 4);
		end(&g);
	}
}

/* The other values tried for a byte: a bit, the case, the high bit, spaces, signs of JSON, hex and
 * base64, and the next letter. */
static size_t others(uint8_t byte, uint8_t out[16])
{
	const uint8_t tried[] = { byte ^ 1, byte ^ 0x20, byte ^ 0x80, byte + 1, 0, ' ', '\n', '"',
		'\\', ',', '0', 'a', 'A', '=', '/', 'n' };
	size_t n = 0;
	for (size_t i = 0; i < sizeof(tried); i++)
		if (tried[i] != byte && memchr(out, tried[i], n) == NULL)
			out[n++] = tried[i];
	return n;
}

/* Changes each byte of text from the start to `to`, takes it out, and puts a space before it; no
 * text so made passes, but for bytes within [free_from, free_to), where some must. */
static void no_change_passes(
    struct given *g, const char *text, const char *keys, size_t free_from, size_t free_to)
{
	size_t n = strlen(text), passed = 0;
	char *copy = malloc(n + 2);
	for (size_t i = 0; i < n; i++) {
		bool is_free = i >= free_from && i < free_to;
		uint8_t tried[16];
		size_t count_tried = others((uint8_t)text[i], tried);
		memcpy(copy, text, n);
		for (size_t k = 0; k < count_tried; k++) {
			copy[i] = (char)tried[k];
			bool ok = verdict(g, copy, n, keys, NULL) == NULL;
			passed += ok;
			if (ok && !is_free)
				TEST_FAIL(
				    "byte %zu as %02x passes: %.*s", i, tried[k], (int)n, copy);
		}
		if (is_free)
			continue;
		memmove(copy + i, text + i + 1, n - i - 1);
		if (verdict(g, copy, n - 1, keys, NULL) == NULL)
			TEST_FAIL("without byte %zu it passes", i);
		memcpy(copy, text, i);
		copy[i] = ' ';
		memcpy(copy + i + 1, text + i, n - i);
		if (verdict(g, copy, n + 1, keys, NULL) == NULL)
			TEST_FAIL("with a space before byte %zu it passes", i);
	}
	free(copy);
	assert_int_equal(passed > 0, free_to > free_from);
}

static void every_changed_byte_is_refused(void **state)
{
	(void)state;
	struct given g;
	assert_true(begin(&g, 0));
	no_change_passes(&g, g.first, g.keys, 0, 0);
	/* of an answer, the receipt within; the result is not what a receipt is about */
	const char *result = strstr(g.answer, ",\"result\":");
	assert_non_null(result);
	size_t from = (size_t)(result - g.answer) + strlen(",\"result\":");
	no_change_passes(&g, g.answer, g.keys, from, strlen(g.answer));
	/* without keys, of the newest entry only the signatures can be changed, within the checkpoint;
	 * of an older one the size as well, where a proof fits several */
	const char *signatures = strstr(g.other, "\\n\\n"), *behind = strstr(g.other, ",\"entry\"");
	no_change_passes(
	    &g, g.other, NULL, (size_t)(signatures - g.other), (size_t)(behind - g.other));
	for (size_t n = 0; n < strlen(g.first); n++)
		assert_non_null(verdict(&g, g.first, n, g.keys, NULL));
	end(&g);
}

static void only_canonical_text_passes(void **state)
{
	(void)state;
	struct given g;
	assert_true(begin(&g, 0));
	struct arena *mem = g.t.c.mem;
	const char *r = g.first;
	refused(&g, arena_printf(mem, " %s", r), g.keys, "receipt: byte 0: not canonical");
	refused(&g, arena_printf(mem, "%s ", r), g.keys, "receipt: byte");
	refused(&g, arena_printf(mem, "%s\n\n", r), g.keys, "receipt: byte");
	refused(&g, arena_printf(mem, "%s%s", r, r), g.keys, "receipt: byte");
	/* "checkpoint" with an escape that means the same letter */
	refused(
	    &g, arena_printf(mem, "{\"\\u0063%s", r + 3), g.keys, "receipt: byte 2: not canonical");
	refused(&g, arena_printf(mem, "{\"v\":1,%s", r + 1), g.keys, "receipt: byte");
	const char *a = g.answer;
	refused(&g, arena_printf(mem, "{ %s", a + 1), g.keys, "receipt: the answer does not begin");
	refused(&g, "{\"receipt\":null,\"result\":{}}", g.keys, "receipt: the answer has none");
	refused(&g, with(&g, a, "result", NULL), g.keys, "receipt: an act's answer has");
	refused(&g, with(&g, a, "more", "1"), g.keys, "receipt: an act's answer has");
	for (const char *const *t = (const char *const[]){ "{}", "[]", "1", "null", "",
	         "{\"receipt\":1,"
	         "\"result\":1}",
	         "{\"receipt\":{},\"result\":{}}", NULL };
	     *t != NULL; t++)
		refused(&g, *t, g.keys, "receipt: ");
	end(&g);
}

static void each_member_is_needed_and_no_other(void **state)
{
	(void)state;
	static const char *const members[] = { "checkpoint", "entry", "place", "proof", "salt",
		"v" };
	static const char *const of_entry[] = { "at", "centre", "digests", "kind", "object",
		"party", "v" };
	static const char *const wrong[] = { "at", "-1", "at", "253402300800000", "at", "\"1\"",
		"centre", "\"\"", "digests", "{}", "digests", "{\"act\":\"00\"}", "digests", "[]",
		"kind", "\"a b\"", "kind", "null", "object", "\"\\u001b[2J\"", "object", "\"桥\"",
		"party", "\"\"", "party", "1", "practice", "false", "practice", "1", "v", "2" };
	struct given g;
	assert_true(begin(&g, 0));
	const char *entry = member(&g, g.first, "entry");
	for (size_t i = 0; i < LEN(members); i++) {
		refused(
		    &g, with(&g, g.first, members[i], NULL), g.keys, "receipt: it has not exactly");
		refused(&g, with(&g, g.first, members[i], "null"), g.keys, "");
		refused(&g, with(&g, g.first, members[i], "{}"), g.keys, "");
	}
	refused(&g, with(&g, g.first, "more", "1"), g.keys, "receipt: it has not exactly");
	for (size_t i = 0; i < LEN(of_entry); i++)
		refused(&g, with(&g, g.first, "entry", with(&g, entry, of_entry[i], NULL)), g.keys,
		    "entry: it has not exactly");
	refused(&g, with(&g, g.first, "entry", with(&g, entry, "more", "1")), g.keys,
	    "entry: it has not exactly");
	for (size_t i = 0; i < LEN(wrong); i += 2)
		refused(&g, with(&g, g.first, "entry", with(&g, entry, wrong[i], wrong[i + 1])),
		    g.keys, "entry: ");
	/* well formed, and of something else: a practice entry that claims to be real */
	refused(
	    &g, with(&g, g.first, "entry", with(&g, entry, "practice", NULL)), g.keys, "proof: ");
	refused(
	    &g, with(&g, g.first, "entry", with(&g, entry, "party", "null")), g.keys, "proof: ");
	refused(&g, with(&g, g.first, "entry", with(&g, entry, "kind", "\"award.made\"")), g.keys,
	    "proof: ");
	end(&g);
}

static void proofs_belong_to_one_place(void **state)
{
	(void)state;
	struct given g;
	assert_true(begin(&g, 0));
	struct arena *mem = g.t.c.mem;
	const char *proof = member(&g, g.first, "proof"), *last = strrchr(proof, ',');
	assert_non_null(last);
	refused(&g, with(&g, g.first, "proof", member(&g, g.other, "proof")), g.keys, "proof: ");
	refused(&g, with(&g, g.other, "proof", proof), g.keys, "proof: ");
	refused(&g, with(&g, g.first, "salt", member(&g, g.other, "salt")), g.keys, "proof: ");
	refused(&g, with(&g, g.first, "entry", member(&g, g.other, "entry")), g.keys, "proof: ");
	refused(&g, with(&g, g.first, "place", member(&g, g.other, "place")), g.keys, "proof: ");
	const char *truncated = arena_printf(mem, "%.*s]", (int)(last - proof), proof);
	refused(&g, with(&g, g.first, "proof", truncated), g.keys, "proof: ");
	refused(&g, with(&g, g.first, "proof", "[]"), g.keys, "proof: ");
	const char *longer = arena_printf(mem, "%.*s%s]", (int)strlen(proof) - 1, proof, last);
	longer = arena_printf(mem, "%.*s", (int)strlen(longer) - 1, longer);
	refused(&g, with(&g, g.first, "proof", longer), g.keys, "proof: ");
	refused(&g, with(&g, g.first, "proof", "[\"AAAA\"]"), g.keys, "proof: it is no list");
	struct json *many = json_list(&g.t.c);
	for (int i = 0; i <= MERKLE_PROOF_MAX; i++)
		json_push(
		    many, json_text(&g.t.c, enc_base64(mem, (uint8_t[SHA256_BYTES]){ 0 }, 32)));
	refused(&g, with(&g, g.first, "proof", json_canonical(&g.t.c, many)), g.keys,
	    "proof: it is no list");
	for (int place = 0; place < 20; place++) {
		const char *other = arena_printf(mem, "%d", place);
		if (strcmp(other, member(&g, g.first, "place")) != 0)
			refused(&g, with(&g, g.first, "place", other), g.keys, "proof: ");
	}
	refused(&g, with(&g, g.first, "place", "-1"), g.keys, "receipt: place");
	end(&g);
}

/* The checkpoint's note, as JSON, with `more` behind it. */
static const char *note_and(struct given *g, const char *more)
{
	struct json *o;
	CHECK_OK(&g->t.c, json_parse(&g->t.c, g->first, strlen(g->first), &o));
	const char *note = json_get_text(o, "checkpoint", NULL);
	return json_canonical(
	    &g->t.c, json_text(&g->t.c, arena_printf(g->t.c.mem, "%s%s", note, more)));
}

static void keys_are_all_that_signed(void **state)
{
	(void)state;
	struct given g, foreign;
	assert_true(begin(&g, 0) && begin(&foreign, 0));
	struct arena *mem = g.t.c.mem;
	const char *second = strchr(g.keys, '\n') + 1;
	const char *one = arena_copy(mem, g.keys, (size_t)(second - g.keys));
	/* a centre made of the same seed: its log has the same name */
	assert_string_equal(g.t.app->centre.origin, foreign.t.app->centre.origin);
	refused(&g, g.first, foreign.keys, "checkpoint: no ED25519 signature");
	refused(&g, g.first, arena_printf(mem, "x%s", g.keys), "keys: line 1 is not a key of");
	refused(
	    &g, g.first, arena_printf(mem, "%sx%s", one, second), "keys: line 2 is not a key of");
	refused(&g, g.first, "", "keys: 0 keys");
	refused(&g, g.first, one, "keys: 1 keys");
	refused(&g, g.first, second, "keys: 1 keys");
	refused(&g, g.first, arena_printf(mem, "%s%s", one, one), "keys: a key is there twice");
	refused(&g, g.first, arena_printf(mem, "%s%s", g.keys, one), "keys: a key is there twice");
	refused(&g, g.first, arena_copy(mem, g.keys, strlen(g.keys) - 1), "keys: the last line");
	refused(&g, g.first, "nonsense\n", "keys: line 1");
	const char *swapped = arena_printf(mem, "%s%s", second, one);
	assert_null(verdict(&g, g.first, strlen(g.first), swapped, NULL));
	/* no line but its signatures may stand below a checkpoint */
	static const char *const more[] = { "\n", "x\n", "— x AAAAAAAA\n", " ", "\n\nx\n" };
	for (size_t i = 0; i < LEN(more); i++)
		refused(&g, with(&g, g.first, "checkpoint", note_and(&g, more[i])), g.keys,
		    "checkpoint: ");
	const char *extra = arena_printf(mem, "— %s AAAAAAAA\n", g.t.app->centre.origin);
	refused(&g, with(&g, g.first, "checkpoint", note_and(&g, extra)), g.keys, "keys: 2 keys");
	refused(&g, with(&g, g.first, "checkpoint", member(&foreign, foreign.first, "checkpoint")),
	    g.keys, "proof: ");
	end(&foreign);
	end(&g);
}

/* All of it made up, and signed by keys of the log's own name: only the keys tell. */
static void a_made_up_log_has_other_keys(void **state)
{
	(void)state;
	struct given g;
	assert_true(begin(&g, 0));
	struct ctx *c = &g.t.c;
	struct hash commitment, leaf;
	const uint8_t salt[32] = { 7 };
	const char *entry = with(&g, member(&g, g.first, "entry"), "practice", NULL);
	evidence_leaf(salt, entry, &commitment, &leaf);
	struct signer *signer;
	const char *note;
	char dir[] = "/tmp/heng-receipt-XXXXXX", command[80];
	assert_non_null(mkdtemp(dir));
	CHECK_OK(c, signer_make(c, dir));
	const struct signer_options own = { dir, g.t.app->centre.origin, true, NULL };
	struct merkle_frontier head = { .size = 0 };
	merkle_append(&head, &leaf);
	CHECK_OK(c, signer_open(c, &own, &signer));
	CHECK_OK(c, signer_append(c, signer, 0, &leaf, 1));
	CHECK_OK(c, signer_sign(c, signer, &head, &note));
	const char *its_keys = arena_text(c->mem, signer_keys(signer));
	signer_free(signer);
	snprintf(command, sizeof(command), "rm -rf %s", dir);
	assert_int_equal(system(command), 0);
	const struct evidence_receipt r = { entry, salt, 0, note, NULL, 0 };
	const char *made_up = evidence_receipt_json(c, &r);
	struct receipt_seen seen;
	assert_null(verdict(&g, made_up, strlen(made_up), its_keys, NULL));
	assert_null(verdict(&g, made_up, strlen(made_up), NULL, &seen));
	assert_false(seen.trusted);
	assert_false(seen.practice);
	refused(&g, made_up, g.keys, "checkpoint: no ED25519 signature");
	refused(&g, g.first, its_keys, "checkpoint: no ED25519 signature");
	end(&g);
}

int receipt_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_centre_gives_holds),
		cmocka_unit_test(every_changed_byte_is_refused),
		cmocka_unit_test(only_canonical_text_passes),
		cmocka_unit_test(each_member_is_needed_and_no_other),
		cmocka_unit_test(proofs_belong_to_one_place),
		cmocka_unit_test(keys_are_all_that_signed),
		cmocka_unit_test(a_made_up_log_has_other_keys),
	};
	return RUN_GROUP("receipt", tests);
}
