/* export_tamper_test.c - changed exports, by three adversaries: one who changes bytes, one who also
 * makes check sums and manifest fit, and a dishonest centre, which signs, and even logs, anew. */
#include "core/evidence/signer.h"
#include "trade/export/export_test.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/base/moment.h"
#include "embedded.h"

#define CHANGES 1000

struct forged forged_from(struct trade *t, struct bytes zip)
{
	struct forged f = { .t = t };
	struct zip_file *files;
	CHECK_OK(&t->c, zip_read(&t->c, zip, &files, &f.n));
	assert_true(f.n < FORGED_FILES_MAX);
	memcpy(f.files, files, f.n * sizeof(*files));
	return f;
}

struct zip_file *forged_file(struct forged *f, const char *name)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->files[i].name, name) == 0)
			return &f->files[i];
	TEST_FAIL("no file %s", name);
	return NULL;
}

const char *forged_text(struct forged *f, const char *name)
{
	struct bytes b = forged_file(f, name)->content;
	return arena_copy(f->t->c.mem, b.p, b.n);
}

void forged_put(struct forged *f, const char *name, const char *text)
{
	forged_file(f, name)->content = (struct bytes){ (const uint8_t *)text, strlen(text) };
}

/* Replaces the first `from` in the file. */
void forged_edit(struct forged *f, const char *name, const char *from, const char *to)
{
	const char *text = forged_text(f, name), *at = strstr(text, from);
	if (at == NULL)
		TEST_FAIL("%s holds no %s", name, from);
	forged_put(f, name,
	    arena_printf(f->t->c.mem, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from)));
}

void forged_drop(struct forged *f, const char *name)
{
	struct zip_file *at = forged_file(f, name);
	f->n--;
	memmove(at, at + 1, (size_t)(f->files + f->n - at) * sizeof(*at));
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct zip_file *)a)->name, ((const struct zip_file *)b)->name);
}

static void add(struct forged *f, const char *name, const char *text)
{
	f->files[f->n++] = (struct zip_file){ name, { (const uint8_t *)text, strlen(text) } };
	qsort(f->files, f->n, sizeof(*f->files), by_name);
}

/* The entry file number `skip` (from 0) of that kind. */
const char *forged_entry(struct forged *f, const char *kind, size_t skip)
{
	const char *mark = arena_printf(f->t->c.mem, "\"kind\":\"%s\"", kind);
	for (size_t i = 0; i < f->n; i++)
		if (strncmp(f->files[i].name, "entries/", 8) == 0 &&
		    strstr(forged_text(f, f->files[i].name), mark) != NULL && skip-- == 0)
			return f->files[i].name;
	TEST_FAIL("no entry of the kind %s", kind);
	return NULL;
}

/* Makes the manifest fit; check sums come with the zip. */
void forged_fit(struct forged *f, enum signing who)
{
	struct ctx *c = &f->t->c;
	struct export_file files[FORGED_FILES_MAX];
	struct json *o;
	const char *old = forged_text(f, MANIFEST), *note;
	size_t n = 0;
	for (size_t i = 0; i < f->n; i++) {
		struct bytes b = f->files[i].content;
		if (strncmp(f->files[i].name, "manifest.", 9) == 0)
			continue;
		files[n] = (struct export_file){ .name = f->files[i].name, .bytes = (int64_t)b.n };
		sha256(b.p, b.n, files[n++].digest);
	}
	CHECK_OK(c, json_parse(c, old, strlen(old), &o));
	const struct json *centre = json_get(o, "centre");
	const struct manifest m = { json_get_text(centre, "code", ""),
		json_get_text(centre, "name", ""), json_get_text(o, "origin", ""),
		json_get_text(o, "lot", ""), json_get_text(o, "tender", ""),
		json_get_text(o, "state", ""), true, (uint64_t)json_get_int(o, "size", 0) };
	const char *text = manifest_text(c, &m, files, n);
	forged_put(f, MANIFEST, text);
	if (who == SIGNS_NOT)
		return;
	CHECK_OK(c, log_sign_text(c, f->t->app->log, text, &note));
	forged_put(f, MANIFEST_SIGNATURE, note + strlen(text) + 1);
}

const char *forged_verdict(struct forged *f)
{
	return test_verify(f->t, test_zip(f->t, f->files, f->n));
}

void forged_said(const char *said, const char *file, const char *what)
{
	if (strncmp(said, file, strlen(file)) != 0 || said[strlen(file)] != ':' ||
	    strstr(said, what) == NULL)
		TEST_FAIL("said \"%s\", want \"%s: … %s\"", said, file, what);
}

static void check_refused(struct forged *f, enum signing who, const char *file, const char *what)
{
	forged_fit(f, who);
	forged_said(forged_verdict(f), file, what);
}

/* One trade for all: five bids, one replaced, one withdrawn, one without its key. */
static struct trade shared;
static struct bytes shared_zip;

static int make_shared(void **state)
{
	(void)state;
	struct trade *t = &shared;
	assert_true(trade_begin(t, 0, 5));
	t->documents_part = true;
	trade_publish(t, 1);
	for (size_t i = 0; i < 5; i++)
		trade_bid(t, i, arena_printf(t->c.mem, "%zu.00", 4700000 + 1000 * i));
	trade_bid(t, 1, "4699000.00");
	trade_post(t, t->tenderers[3].token, trade_lot(t, "withdrawal"), NULL);
	trade_committee(t);
	trade_deadline(t);
	trade_key(t, 0);
	trade_key(t, 1);
	trade_key(t, 2);
	trade_opening(t);
	for (size_t i = 0; i < TRADE_MEMBERS; i++)
		trade_sign(t, i);
	trade_finish(t);
	shared_zip = test_export(t);
	assert_string_equal(test_verify(t, shared_zip), "");
	return 0;
}

static int end_shared(void **state)
{
	(void)state;
	trade_end(&shared);
	return 0;
}

static struct forged fresh(void)
{
	return forged_from(&shared, shared_zip);
}

static void test_taken_apart_and_together(void **state)
{
	(void)state;
	struct forged f = fresh();
	assert_string_equal(forged_verdict(&f), "");
	forged_fit(&f, SIGNS);
	assert_string_equal(forged_verdict(&f), "");
}

/* Most of the file is the page that checks: all else is tried as if that were small. */
static size_t any_byte(struct forged *f, int i)
{
	struct bytes page = { 0 };
	size_t at;
	for (size_t k = 0; k < f->n; k++)
		if (strcmp(f->files[k].name, EXPORT_CHECKER) == 0)
			page = f->files[k].content;
	do
		at = (size_t)rng_below(&shared.c.rng, shared_zip.n);
	while (i % 10 != 0 && shared_zip.p + at >= page.p && shared_zip.p + at < page.p + page.n);
	return at;
}

static void test_any_byte_changed(void **state)
{
	(void)state;
	struct forged f = fresh();
	uint8_t *copy = arena_alloc(shared.c.mem, shared_zip.n);
	memcpy(copy, shared_zip.p, shared_zip.n);
	for (int i = 0; i < CHANGES; i++) {
		size_t at = any_byte(&f, i);
		uint8_t change = (uint8_t)(1 + rng_below(&shared.c.rng, 255));
		copy[at] ^= change;
		const char *said = test_verify(&shared, (struct bytes){ copy, shared_zip.n });
		copy[at] ^= change;
		const char *colon = strchr(said, ':');
		if (colon == NULL)
			TEST_FAIL("byte %zu changed by %02x was not noticed", at, change);
		char *name = arena_copy(shared.c.mem, said, (size_t)(colon - said));
		if (strcmp(name, ZIP_STRUCTURE) != 0)
			forged_file(&f, name);
	}
}

static void test_forged_files(void **state)
{
	(void)state;
	static const struct {
		const char *file, *from, *to, *what;
	} cases[] = {
		{ "opening.json", "4699000.00", "4698000.00", "give another record" },
		{ "opening.json", "\"withdrawn\"", "\"revoked\"", "give another record" },
		{ "evaluation.json", "\"rank\":1", "\"rank\":2", "another result" },
		{ "award-letter.json", "4699000.00", "4799000.00", "not those of the trade" },
		{ "award-letter.json", "教学楼", "体育馆", "" },
		{ "lots.json", "5000000.00", "6000000.00", "created with" },
		{ "project.json", "第二小学", "第三小学", "registered" },
		{ "notices/001.json", "公告", "公布", "published" },
		{ "notices/003.json", "2026-03-23T00:30", "2026-03-24T00:30", "" },
		{ "notices/003.json", "\"title\":\"教学楼", "\"title\":\"体育馆", "title" },
		{ "keys.txt", "+", "-", "not a key" },
		{ "checkpoint", "\n", "x\n", "" },
		{ "kind.json", "\"v\":1", "\"v\": 1", "canonical" },
		{ "index.html", "4,699,000.00", "4,698,000.00", "" },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		struct forged f = fresh();
		const char *file = cases[i].file;
		forged_edit(&f, file, cases[i].from, cases[i].to);
		forged_said(forged_verdict(&f), file, "another digest than the manifest");
		/* the page is only covered by the manifest, and that by its signature */
		bool page = strcmp(file, "index.html") == 0;
		check_refused(&f, SIGNS_NOT, page ? MANIFEST : file, cases[i].what);
	}
}

/* The page that checks is data: of another age it holds, unsigned it does not. */
static void test_other_checker(void **state)
{
	(void)state;
	struct forged f = fresh();
	if (embedded_find(EXPORT_CHECKER_FROM) == NULL)
		skip();
	forged_put(&f, EXPORT_CHECKER, "<!doctype html>");
	forged_said(forged_verdict(&f), EXPORT_CHECKER, "another digest than the manifest");
	forged_fit(&f, SIGNS_NOT);
	forged_said(forged_verdict(&f), MANIFEST, "");
	forged_fit(&f, SIGNS);
	assert_string_equal(forged_verdict(&f), "");
	forged_drop(&f, EXPORT_CHECKER);
	forged_said(forged_verdict(&f), EXPORT_CHECKER, "missing");
	forged_fit(&f, SIGNS);
	assert_string_equal(forged_verdict(&f), "");
}

static void test_forged_entries(void **state)
{
	(void)state;
	static const struct {
		const char *kind, *from, *to, *what;
	} cases[] = {
		{ "key.handed-in", "\"form\":\"", "\"form\":\"A", "\"act\"" },
		{ "bid.placed", "\"name\":\"", "\"name\":\"x", "\"act\"" },
		{ "bid.placed", "\"at\":1", "\"at\":2", "stand at place" },
		{ "lot.closed", "\"proof\":[\"", "\"proof\":[\"A", "malformed" },
		{ "lot.closed", "\"salt\":\"", "\"salt\":\"0", "malformed" },
		{ "evaluation.signed", "\"v\":1", "\"v\":1,\"w\":1", "stand at place" },
		{ "tender.created", "{\"act\"", " {\"act\"", "canonical" },
		{ "award.made", "\"act\":", "\"acts\":1,\"act\":", "" },
	};
	for (size_t i = 0; i < LEN(cases); i++) {
		struct forged f = fresh();
		const char *file = forged_entry(&f, cases[i].kind, 0);
		forged_edit(&f, file, cases[i].from, cases[i].to);
		check_refused(&f, SIGNS, file, cases[i].what);
	}
}

static void test_proof_cut(void **state)
{
	(void)state;
	struct forged f = fresh();
	const char *file = forged_entry(&f, "bid.placed", 2), *text = forged_text(&f, file);
	const char *last = strrchr(text, ']'), *comma = last;
	while (*comma != ',')
		comma--;
	forged_put(&f, file, arena_printf(shared.c.mem, "%.*s%s", (int)(comma - text), text, last));
	check_refused(&f, SIGNS, file, "stand at place");
}

static void test_entries_swapped(void **state)
{
	(void)state;
	struct forged f = fresh();
	const char *one = forged_entry(&f, "bid.placed", 0),
	           *two = forged_entry(&f, "bid.placed", 1);
	struct bytes kept = forged_file(&f, one)->content;
	forged_file(&f, one)->content = forged_file(&f, two)->content;
	forged_file(&f, two)->content = kept;
	check_refused(&f, SIGNS, one, "its place");
	/* with the places exchanged, too */
	f = fresh();
	const char *a = forged_text(&f, one), *b = forged_text(&f, two);
	const char *place_a = strstr(a, ",\"place\""), *place_b = strstr(b, ",\"place\"");
	forged_put(&f, one, arena_printf(shared.c.mem, "%.*s%s", (int)(place_b - b), b, place_a));
	forged_put(&f, two, arena_printf(shared.c.mem, "%.*s%s", (int)(place_a - a), a, place_b));
	check_refused(&f, SIGNS, one, "stand at place");
}

/* Whichever it is, even a centre that signs anew cannot leave one out. */
static void test_any_entry_dropped(void **state)
{
	(void)state;
	struct forged whole = fresh();
	for (size_t i = 0; i < whole.n; i++) {
		if (strncmp(whole.files[i].name, "entries/", 8) != 0)
			continue;
		struct forged f = fresh();
		forged_drop(&f, whole.files[i].name);
		forged_said(forged_verdict(&f), whole.files[i].name, "missing");
		forged_fit(&f, SIGNS);
		const char *said = forged_verdict(&f);
		if (*said == '\0')
			TEST_FAIL("without %s all holds", whole.files[i].name);
		/* what comes next does not fit, or the end is not reached */
		if (strncmp(said, "entries/", 8) != 0 && strncmp(said, "notices/", 8) != 0)
			forged_said(said, MANIFEST, "missing");
	}
}

static void test_any_other_file_dropped_or_added(void **state)
{
	(void)state;
	struct forged whole = fresh();
	for (size_t i = 0; i < whole.n; i++) {
		const char *name = whole.files[i].name;
		if (strncmp(name, "entries/", 8) == 0 || strncmp(name, "manifest.", 9) == 0 ||
		    strcmp(name, EXPORT_CHECKER) == 0)
			continue;
		struct forged f = fresh();
		forged_drop(&f, name);
		check_refused(&f, SIGNS, name, "missing");
	}
	static const char *const more[] = { "entries/00000000x", "notices/009.json", "documents/0",
		"check", "readme" };
	for (size_t i = 0; i < LEN(more); i++) {
		struct forged f = fresh();
		add(&f, more[i], "{}");
		forged_said(forged_verdict(&f), more[i], "not list");
		check_refused(&f, SIGNS, more[i], "");
	}
}

static void test_documents_replaced(void **state)
{
	(void)state;
	struct forged whole = fresh();
	for (size_t i = 0; i < whole.n; i++) {
		if (strncmp(whole.files[i].name, "documents/", 10) != 0)
			continue;
		struct forged f = fresh();
		forged_put(&f, whole.files[i].name, "something else");
		check_refused(&f, SIGNS, whole.files[i].name, "not the document");
	}
}

static void test_other_keys(void **state)
{
	(void)state;
	/* another log of the same name signs all that can be signed */
	struct forged f = fresh();
	struct signer *other;
	struct ctx *c = &shared.c;
	const char *dir = arena_printf(c->mem, "%s/uploads", shared.dir);
	CHECK_OK(c, signer_make(c, dir));
	const struct signer_options own = { dir, shared.app->centre.origin, false, NULL };
	CHECK_OK(c, signer_open(c, &own, &other));
	forged_put(&f, "keys.txt", signer_keys(other));
	check_refused(&f, SIGNS_NOT, "checkpoint", "signature");
	signer_free(other);
}

static void test_broken_manifest(void **state)
{
	(void)state;
	static const char *const edits[][2] = { { "\"v\":1", "\"v\":2" },
		{ "\"practice\":true", "\"practice\":1" }, { "heng-export", "heng-import" },
		{ "\"centre\"", "\"center\"" }, { "{", "{\"a\":1," }, { "}\n", "}" },
		{ "}\n", "} \n" } };
	for (size_t i = 0; i < LEN(edits); i++) {
		struct forged f = fresh();
		forged_edit(&f, MANIFEST, edits[i][0], edits[i][1]);
		forged_said(forged_verdict(&f), MANIFEST, "");
	}
	struct forged f = fresh();
	forged_put(&f, MANIFEST_SIGNATURE, "");
	forged_said(forged_verdict(&f), MANIFEST, "");
}

static void test_small_zip_every_bit(void **state)
{
	(void)state;
	const struct zip_file files[] = { { "a", { (const uint8_t *)"one", 3 } },
		{ "b/c.txt", { (const uint8_t *)"", 0 } },
		{ "z", { (const uint8_t *)"three", 5 } } };
	struct bytes zip = test_zip(&shared, files, LEN(files));
	struct zip_file *got;
	size_t n;
	CHECK_OK(&shared.c, zip_read(&shared.c, zip, &got, &n));
	assert_int_equal(n, LEN(files));
	uint8_t *copy = arena_alloc(shared.c.mem, zip.n + 1);
	memcpy(copy, zip.p, zip.n);
	for (size_t i = 0; i < zip.n; i++)
		for (int bit = 0; bit < 8; bit++) {
			struct ctx c = test_ctx();
			copy[i] ^= (uint8_t)(1 << bit);
			CHECK_ERR(
			    zip_read(&c, (struct bytes){ copy, zip.n }, &got, &n), E_BAD_REQUEST);
			copy[i] ^= (uint8_t)(1 << bit);
			test_ctx_end(&c);
		}
	for (size_t i = 0; i < zip.n; i++)
		CHECK_ERR(zip_read(&shared.c, (struct bytes){ zip.p, i }, &got, &n), E_BAD_REQUEST);
	CHECK_ERR(zip_read(&shared.c, (struct bytes){ copy, zip.n + 1 }, &got, &n), E_BAD_REQUEST);
}

/* Zips that another program made, byte by byte; the fuzzer begins with them. */
static void test_zips_of_others(void **state)
{
	(void)state;
	glob_t found;
	glob("test/fuzz/corpus/zip/*", 0, NULL, &found);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		uint8_t raw[4096];
		struct ctx c = test_ctx();
		struct zip_file *files;
		size_t n;
		FILE *f = fopen(found.gl_pathv[i], "re");
		assert_non_null(f);
		struct bytes zip = { raw, fread(raw, 1, sizeof(raw), f) };
		fclose(f);
		bool good = strstr(found.gl_pathv[i], "/good") != NULL;
		if (zip_read(&c, zip, &files, &n) != (good ? OK : E_BAD_REQUEST))
			TEST_FAIL("%s: %s", found.gl_pathv[i], c.fault.detail);
		test_ctx_end(&c);
	}
	globfree(&found);
}

static void test_zip_names(void **state)
{
	(void)state;
	static const char *const good[] = { "a", "a/b", "notices/001.json", "A-_.9" };
	static const char *const wrong[] = { "", "/a", "a/", "a//b", "../a", "a/../b", ".a", "-a",
		"a\\b", "a b", "ä", "a\n" };
	for (size_t i = 0; i < LEN(good); i++)
		assert_true(zip_name_valid(good[i]));
	for (size_t i = 0; i < LEN(wrong); i++)
		assert_false(zip_name_valid(wrong[i]));
}

int export_tamper_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_taken_apart_and_together),
		cmocka_unit_test(test_any_byte_changed),
		cmocka_unit_test(test_forged_files),
		cmocka_unit_test(test_other_checker),
		cmocka_unit_test(test_forged_entries),
		cmocka_unit_test(test_proof_cut),
		cmocka_unit_test(test_entries_swapped),
		cmocka_unit_test(test_any_entry_dropped),
		cmocka_unit_test(test_any_other_file_dropped_or_added),
		cmocka_unit_test(test_documents_replaced),
		cmocka_unit_test(test_other_keys),
		cmocka_unit_test(test_broken_manifest),
		cmocka_unit_test(test_small_zip_every_bit),
		cmocka_unit_test(test_zips_of_others),
		cmocka_unit_test(test_zip_names),
	};
	return cmocka_run_group_tests_name("export_tamper", tests, make_shared, end_shared);
}
