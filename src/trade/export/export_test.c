/* export_test.c - exports of trades of every course, checked as a stranger would. */
#include "trade/export/export_test.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/moment.h"
#include "embedded.h"
#include "test/engines.h"

static struct bytes read_all(struct trade *t, int fd)
{
	off_t n = lseek(fd, 0, SEEK_END);
	uint8_t *p = arena_alloc(t->c.mem, (size_t)n);
	assert_int_equal(pread(fd, p, (size_t)n, 0), n);
	close(fd);
	return (struct bytes){ p, (size_t)n };
}

static enum err export_to(struct trade *t, const char *path)
{
	CHECK_OK(&t->c, app_publish(t->app));
	CHECK_OK(&t->c, reader_take(t->app, &t->c));
	t->c.centre = &t->app->centre;
	t->c.law = t->app->law;
	enum err e = export_write(&t->c, t->app, t->lot, path);
	reader_give(t->app, &t->c);
	return e;
}

struct bytes test_export(struct trade *t)
{
	const char *path = arena_printf(t->c.mem, "%s/out.zip", t->dir);
	CHECK_OK(&t->c, export_to(t, path));
	int fd = open(path, O_RDONLY);
	assert_true(fd >= 0);
	return read_all(t, fd);
}

const char *test_verify(struct trade *t, struct bytes zip)
{
	struct ctx c = { .mem = arena_new(EXPORT_ARENA_BYTES) };
	const struct export_check check = { .keys = NULL };
	struct export_seen seen;
	const char *said = "";
	enum err e = export_verify(&c, zip, &check, &seen);
	if (e != OK)
		said = arena_printf(t->c.mem, "%s: %s", c.fault.field, c.fault.detail);
	assert_true(e == OK || e == E_BAD_REQUEST);
	arena_free(c.mem);
	return said;
}

struct bytes test_zip(struct trade *t, const struct zip_file *files, size_t n)
{
	int fd = memfd_create("zip", MFD_CLOEXEC);
	struct zip_writer *w = zip_begin(&t->c, fd, n);
	for (size_t i = 0; i < n; i++)
		CHECK_OK(&t->c, zip_add(&t->c, w, files[i].name, files[i].content));
	CHECK_OK(&t->c, zip_end(&t->c, w));
	return read_all(t, fd);
}

static bool holds(struct bytes zip, const char *text)
{
	return memmem(zip.p, zip.n, text, strlen(text)) != NULL;
}

/* The page that checks goes along, byte for byte as it travels in the binary. */
static void check_holds_checker(struct bytes zip)
{
	const struct embedded *e = embedded_find(EXPORT_CHECKER_FROM);
	if (e != NULL)
		assert_non_null(memmem(zip.p, zip.n, e->begin, (size_t)(e->end - e->begin)));
	assert_true(holds(zip, "href=\"" EXPORT_CHECKER "\"") == (e != NULL));
}

static void check_verifies(struct trade *t, struct bytes zip)
{
	assert_string_equal(test_verify(t, zip), "");
}

static void count_said(void *arg, const char *what)
{
	assert_true(*what != '\0');
	++*(int *)arg;
}

static void test_whole_trade(void **state)
{
	(void)state;
	for (int engine = 0; engine < ENGINES; engine++) {
		struct trade t;
		if (!trade_begin(&t, engine, 4))
			continue;
		trade_whole(&t, 4);
		struct bytes zip = test_export(&t);
		check_holds_checker(zip);
		int said = 0;
		struct export_seen seen;
		struct export_check check = {
			.keys = log_keys(t.app->log), .say = count_said, .arg = &said
		};
		CHECK_OK(&t.c, export_verify(&t.c, zip, &check, &seen));
		assert_int_equal(said, 13);
		assert_string_equal(seen.lot, t.lot);
		assert_string_equal(seen.state, "archived");
		assert_string_equal(seen.origin, t.app->centre.origin);
		assert_true(seen.practice);
		/* five registered, the project, eight steps of the tender, the bids and their keys,
		 * and twelve from the closing on */
		assert_int_equal(seen.entries, 5 + 1 + 6 + 4 + 4 + 12 + 1);
		check.keys = "another+00000000+AA==\n";
		CHECK_ERR(export_verify(&t.c, zip, &check, &seen), E_BAD_REQUEST);
		assert_string_equal(t.c.fault.field, "keys.txt");
		trade_end(&t);
	}
}

static void test_same_bytes_each_time(void **state)
{
	(void)state;
	struct trade t;
	assert_true(trade_begin(&t, 0, 3));
	trade_whole(&t, 3);
	struct bytes first = test_export(&t), second = test_export(&t);
	assert_int_equal(first.n, second.n);
	assert_memory_equal(first.p, second.p, first.n);
	/* and after a restart */
	app_close(t.app);
	const struct app_options open = { .dir = t.dir, .manual = true, .manual_now_ms = t.now_ms };
	CHECK_OK(&t.c, app_open(&t.c, &open, &t.app));
	second = test_export(&t);
	assert_int_equal(first.n, second.n);
	assert_memory_equal(first.p, second.p, first.n);
	trade_end(&t);
}

/* By as many as it takes. */
static void disqualify(struct trade *t, size_t tenderer)
{
	for (size_t member = 0; member * 2 < TRADE_MEMBERS; member++)
		trade_disqualify(t, member, tenderer, "未响应招标文件");
}

/* Replaced, withdrawn, placed again, without a key, disqualified after a first signature. */
static void test_every_kind_of_bid(void **state)
{
	(void)state;
	struct trade t;
	assert_true(trade_begin(&t, 0, 6));
	t.documents_part = t.by_agency = true;
	trade_publish(&t, 2);
	for (size_t i = 0; i < 6; i++)
		trade_bid(&t, i, arena_printf(t.c.mem, "%zu.50", 4500000 + i));
	trade_bid(&t, 1, "4400000.00");
	trade_post(&t, t.tenderers[2].token, trade_lot(&t, "withdrawal"), NULL);
	trade_post(&t, t.tenderers[3].token, trade_lot(&t, "withdrawal"), NULL);
	trade_bid(&t, 3, "4600000.00");
	trade_committee(&t);
	trade_deadline(&t);
	trade_key(&t, 0);
	trade_key(&t, 1);
	trade_key(&t, 3);
	trade_key(&t, 4);
	trade_opening(&t);
	trade_sign(&t, 0);
	disqualify(&t, 1);
	for (size_t i = 0; i < TRADE_MEMBERS; i++)
		trade_sign(&t, i);
	trade_finish(&t);
	struct bytes zip = test_export(&t);
	check_verifies(&t, zip);
	/* the documents parts of the four that were opened, the tender document and the contract */
	struct zip_file *files;
	size_t n, documents = 0;
	CHECK_OK(&t.c, zip_read(&t.c, zip, &files, &n));
	for (size_t i = 0; i < n; i++)
		documents += strncmp(files[i].name, "documents/", 10) == 0;
	assert_int_equal(documents, 6);
	assert_true(holds(zip, "第二小学&lt;教学楼&gt;"));
	trade_end(&t);
}

static void test_tie_is_drawn(void **state)
{
	(void)state;
	struct trade t;
	assert_true(trade_begin(&t, 0, 3));
	t.drawn = true;
	trade_publish(&t, 1);
	for (size_t i = 0; i < 3; i++)
		trade_bid(&t, i, i < 2 ? "4800000" : "4900000");
	trade_committee(&t);
	trade_deadline(&t);
	for (size_t i = 0; i < 3; i++)
		trade_key(&t, i);
	trade_opening(&t);
	const char *body =
	    arena_printf(t.c.mem, "{\"person\":\"%s\",\"token\":true}", t.members[0]);
	const char *token =
	    json_get_text(trade_post(&t, NULL, "/api/practice/sessions", body), "token", NULL);
	trade_post(&t, token, trade_lot(&t, "draws"),
	    arena_printf(t.c.mem, "{\"winner\":\"%s\",\"note\":\"当众抽签\"}", t.tenderers[1].id));
	for (size_t i = 0; i < TRADE_MEMBERS; i++)
		trade_sign(&t, i);
	trade_finish(&t);
	check_verifies(&t, test_export(&t));
	trade_end(&t);
}

/* Asked, amended with a new document, and given a day more: the export follows the deadline. */
static void test_changed_tender(void **state)
{
	(void)state;
	struct trade t;
	assert_true(trade_begin(&t, 0, 3));
	trade_publish(&t, 1);
	static const char text[] = "tender document, second version";
	const char *base = arena_printf(t.c.mem, "/api/tenders/%s/clarifications", t.tender);
	const char *document = trade_upload(
	    &t, t.principal.token, (struct bytes){ (const uint8_t *)text, sizeof(text) - 1 });
	trade_post(&t, t.tenderers[0].token,
	    arena_printf(t.c.mem, "/api/tenders/%s/enquiries", t.tender),
	    "{\"question\":\"工期？\"}");
	trade_bid(&t, 0, "4700000");
	const struct json *made = trade_post(&t, t.principal.token, base,
	    arena_printf(t.c.mem,
	        "{\"type\":\"amendment\",\"content\":\"工期 310 日\",\"affectsBids\":true,"
	        "\"document\":\"%s\",\"deadline\":\"%s\"}",
	        document, moment_text(&t.c, t.now_ms + 22 * DAY_MS)));
	trade_post(&t, t.principal.token, arena_printf(t.c.mem, "%s/publication", base),
	    arena_printf(t.c.mem, "{\"clarification\":\"%s\"}", json_get_text(made, "id", "")));
	trade_bid(&t, 1, "4600000");
	base = arena_printf(t.c.mem, "/api/tenders/%s/objections", t.tender);
	made = trade_post(&t, t.tenderers[2].token, base, "{\"content\":\"工期过短\"}");
	trade_post(&t, t.principal.token, arena_printf(t.c.mem, "%s/answers", base),
	    arena_printf(t.c.mem,
	        "{\"objection\":\"%s\",\"outcome\":\"rejected\",\"answer\":\"已经改为 310 日\"}",
	        json_get_text(made, "id", "")));
	trade_committee(&t);
	trade_wait(&t, 21 * DAY_MS);
	trade_bid(&t, 2, "4500000");
	trade_wait(&t, DAY_MS);
	for (size_t i = 0; i < 3; i++)
		trade_key(&t, i);
	trade_opening(&t);
	for (size_t i = 0; i < TRADE_MEMBERS; i++)
		trade_sign(&t, i);
	trade_finish(&t);
	struct bytes zip = test_export(&t);
	check_verifies(&t, zip);
	assert_true(holds(zip, text));
	trade_end(&t);
}

/* Nothing of the bids leaves the centre when they were never opened. */
static void test_unopened_bids_stay_secret(void **state)
{
	(void)state;
	for (int cancelled = 0; cancelled < 2; cancelled++) {
		struct trade t;
		assert_true(trade_begin(&t, 0, 2));
		trade_publish(&t, 1);
		trade_bid(&t, 0, "4800000");
		trade_bid(&t, 1, "4700000");
		if (cancelled)
			trade_post(&t, t.principal.token, trade_lot(&t, "cancellation"),
			    "{\"reason\":\"项目取消\"}");
		else
			trade_deadline(&t);
		struct bytes zip = test_export(&t);
		check_verifies(&t, zip);
		assert_true(holds(zip, cancelled ? "lot.cancelled" : "lot.unsuccessful"));
		for (size_t i = 0; i < 2; i++) {
			assert_false(holds(zip, t.tenderers[i].id));
			assert_false(holds(zip, arena_printf(t.c.mem, "建设公司%zu", i + 1)));
		}
		assert_false(holds(zip, "\"kind\":\"bid.placed\""));
		trade_end(&t);
	}
}

static void test_too_few_decrypted(void **state)
{
	(void)state;
	struct trade t;
	assert_true(trade_begin(&t, 0, 3));
	t.decrypted_min = 3;
	trade_publish(&t, 1);
	for (size_t i = 0; i < 3; i++)
		trade_bid(&t, i, "4800000");
	trade_deadline(&t);
	trade_key(&t, 0);
	trade_opening(&t);
	struct bytes zip = test_export(&t);
	check_verifies(&t, zip);
	assert_true(holds(zip, "no key"));
	trade_end(&t);
}

/* A committee whose result came to nothing never becomes public: its acts are withheld. */
static void test_committee_stays_secret(void **state)
{
	(void)state;
	for (int cancelled = 0; cancelled < 2; cancelled++) {
		struct trade t;
		assert_true(trade_begin(&t, 0, 3));
		trade_publish(&t, 1);
		for (size_t i = 0; i < 3; i++)
			trade_bid(&t, i, "4800000");
		trade_committee(&t);
		trade_deadline(&t);
		for (size_t i = 0; i < 3; i++)
			trade_key(&t, i);
		trade_opening(&t);
		for (size_t i = 0; i < 3; i++)
			disqualify(&t, i);
		for (size_t i = 0; i < (cancelled ? 2 : TRADE_MEMBERS); i++)
			trade_sign(&t, i);
		if (cancelled)
			trade_post(&t, t.principal.token, trade_lot(&t, "cancellation"),
			    "{\"reason\":\"项目取消\"}");
		struct bytes zip = test_export(&t);
		check_verifies(&t, zip);
		assert_true(holds(zip, "evaluation.signed"));
		assert_false(holds(zip, "专家"));
		for (size_t i = 0; i < TRADE_MEMBERS; i++)
			assert_false(holds(zip, t.members[i]));
		trade_end(&t);
	}
}

static void test_refused_before_the_end(void **state)
{
	(void)state;
	struct trade t;
	assert_true(trade_begin(&t, 0, 1));
	const char *path = arena_printf(t.c.mem, "%s/out.zip", t.dir);
	trade_publish(&t, 1);
	CHECK_ERR(export_to(&t, path), E_WRONG_STATE);
	t.lot = t.tender;
	CHECK_ERR(export_to(&t, path), E_NOT_FOUND);
	assert_int_equal(access(path, F_OK), -1);
	trade_end(&t);
}

static void test_hundred_bids(void **state)
{
	(void)state;
	struct trade t;
	assert_true(trade_begin(&t, 0, 100));
	trade_whole(&t, 100);
	int64_t from = moment_steady_us();
	struct bytes zip = test_export(&t);
	int64_t made = moment_steady_us();
	check_verifies(&t, zip);
	int64_t checked = moment_steady_us();
	print_message("100 bids: %zu bytes, made in %d ms, verified in %d ms\n", zip.n,
	    (int)((made - from) / 1000), (int)((checked - made) / 1000));
	assert_true(checked - made < 1000 * 1000);
	trade_end(&t);
}

int export_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole_trade),
		cmocka_unit_test(test_same_bytes_each_time),
		cmocka_unit_test(test_every_kind_of_bid),
		cmocka_unit_test(test_tie_is_drawn),
		cmocka_unit_test(test_changed_tender),
		cmocka_unit_test(test_unopened_bids_stay_secret),
		cmocka_unit_test(test_too_few_decrypted),
		cmocka_unit_test(test_committee_stays_secret),
		cmocka_unit_test(test_refused_before_the_end),
		cmocka_unit_test(test_hundred_bids),
	};
	return RUN_GROUP("export", tests);
}
