/* notices.c - a centre with that many notices.
 *
 * heng-bench-notices DIR COUNT: makes the centre where it is missing, publishes the first ten
 * thousand notices as an act does, and doubles those until there are COUNT. Prints the id of
 * one. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench/centre.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/evidence/evidence.h"
#include "trade/notice/notice.h"

#define PUBLISHED 10000
#define A_TRANSACTION 2000
#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static const char *const places[] = { "贵阳市", "遵义市", "绵阳市", "成都市", "昆明市", "拉萨市",
	"西安市", "兰州市", "西宁市", "银川市", "石河子市", "南宁市", "赤峰市", "万州区",
	"大理州" };
static const char *const works[] = { "第二小学教学楼", "人民医院住院部", "城北污水处理厂",
	"农村公路养护站", "体育馆", "安置房三期", "图书馆", "养老服务中心", "供水管网改造",
	"停车场", "职业学校实训楼", "文化活动中心", "疾控中心实验楼", "老旧小区改造" };
static const char *const jobs[] = { "工程施工", "工程监理", "勘察设计", "设备采购",
	"装修改造施工" };

static void publish_one(struct ctx *c, const struct notice_new *like)
{
	struct evidence evidence = { 0 };
	struct notice_new n = *like;
	c->evidence = &evidence;
	n.title = arena_printf(c->mem, "%s%s%s（%d标段）", places[rng_below(&c->rng, LEN(places))],
	    works[rng_below(&c->rng, LEN(works))], jobs[rng_below(&c->rng, LEN(jobs))],
	    (int)rng_below(&c->rng, 9) + 1);
	bench_check(c, notice_publish(c, &n, NULL));
}

/* One announcement is there; its like, with other titles, by the same function that an act calls.
 * The lane does not run meanwhile. */
static void publish(struct centre_run *b)
{
	struct ctx c = { .mem = arena_new((size_t)1 << 30), .now_ms = moment_system_ms() };
	struct notice_query q = { .before = INT64_MAX, .limit = 1 };
	struct notice_page first;
	struct notice_new like = { NOTICE_ANNOUNCEMENT, NULL, NULL, NULL, NULL };
	static const uint8_t seed[RNG_SEED_BYTES] = "heng bench";
	rng_seed(&c.rng, seed);
	bench_check(&c, store_connect(&c, b->app->store, DB_READ_WRITE, &c.db));
	for (int i = 1; i < PUBLISHED; i++) {
		if (i == 1 || i % A_TRANSACTION == 0) {
			if (i > 1)
				bench_check(&c, db_commit(&c));
			arena_reset(c.mem);
			bench_check(&c, db_begin(&c, DB_READ_WRITE));
			bench_check(&c, notice_list(&c, &q, &first));
			like.tender = first.rows->tender;
			bench_check(&c,
			    json_parse(&c, first.rows->body, strlen(first.rows->body), &like.body));
		}
		publish_one(&c, &like);
	}
	bench_check(&c, db_commit(&c));
	store_disconnect(c.db);
	arena_free(c.mem);
}

static void run(sqlite3 *h, const char *sql)
{
	if (sqlite3_exec(h, sql, NULL, NULL, NULL) == SQLITE_OK)
		return;
	fprintf(stderr, "%s: %s\n", sqlite3_errmsg(h), sql);
	exit(1);
}

static long long count(sqlite3 *h)
{
	sqlite3_stmt *s;
	sqlite3_prepare_v2(h, "SELECT MAX(seq) FROM notice", -1, &s, NULL);
	long long n = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int64(s, 0) : 0;
	sqlite3_finalize(s);
	return n;
}

/* Copies of the notices that are there, with new ids: the words stay as frequent as they are. */
static void multiply(const char *dir, long long want)
{
	char path[1000], sql[500];
	sqlite3 *h;
	snprintf(path, sizeof(path), "%s/heng.db", dir);
	if (sqlite3_open(path, &h) != SQLITE_OK)
		exit(1);
	run(h, "PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF; PRAGMA cache_size=-400000;");
	for (long long n = count(h); n > 0 && n < want; n = count(h)) {
		long long more = want - n < n ? want - n : n;
		snprintf(sql, sizeof(sql),
		    "INSERT INTO notice SELECT seq + %lld, lower(hex(randomblob(13))), type, "
		    "tender,"
		    " lot, title, body, digest, published_ms FROM notice WHERE seq <= %lld;"
		    "INSERT INTO notice_word SELECT word, seq + %lld FROM notice_word"
		    " WHERE seq <= %lld ORDER BY word, seq;",
		    n, more, n, more);
		run(h, sql);
	}
	run(h, "PRAGMA journal_mode=WAL;");
	sqlite3_close(h);
}

static void print_one(const char *dir)
{
	char path[1000];
	sqlite3 *h;
	sqlite3_stmt *s;
	snprintf(path, sizeof(path), "%s/heng.db", dir);
	sqlite3_open(path, &h);
	sqlite3_prepare_v2(h, "SELECT id FROM notice WHERE seq = 5000", -1, &s, NULL);
	if (sqlite3_step(s) == SQLITE_ROW)
		printf("page %s\n", (const char *)sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	sqlite3_close(h);
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	char path[1000];
	struct centre_run b;
	snprintf(path, sizeof(path), "%s/heng.db", argv[1]);
	if (access(path, F_OK) != 0) {
		bench_make(&b, argv[1], "sqlite");
		bench_open(&b, true);
		bench_tender(&b, 1);
		publish(&b);
		bench_close(&b);
	}
	multiply(argv[1], strtoll(argv[2], NULL, 10));
	print_one(argv[1]);
	return 0;
}
