/* notices.c - a centre with that many notices, ten thousand in 36 days.
 *
 * heng-bench-notices DIR COUNT [STORE-URL]: makes the centre where it is missing, publishes the
 * first ten thousand notices as an act does, and doubles those until there are COUNT. */
#include <libpq-fe.h>
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
#define DAYS 36
#define A_TRANSACTION 2000
#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static const struct {
	const char *name, *region;
} places[] = { { "贵阳市", "520100" }, { "遵义市", "520300" }, { "绵阳市", "510700" },
	{ "成都市", "510100" }, { "昆明市", "530100" }, { "拉萨市", "540100" },
	{ "西安市", "610100" }, { "兰州市", "620100" }, { "西宁市", "630100" },
	{ "银川市", "640100" }, { "石河子市", "659001" }, { "南宁市", "450100" },
	{ "赤峰市", "150400" }, { "万州区", "500101" }, { "大理州", "532900" } };
static const char *const kinds[] = { "works-lowest-price", "foreign-works-japan" };
#define TENDERS (LEN(places) * LEN(kinds))
static const char *const works[] = { "第二小学教学楼", "人民医院住院部", "城北污水处理厂",
	"农村公路养护站", "体育馆", "安置房三期", "图书馆", "养老服务中心", "供水管网改造",
	"停车场", "职业学校实训楼", "文化活动中心", "疾控中心实验楼", "老旧小区改造" };
static const char *const jobs[] = { "工程施工", "工程监理", "勘察设计", "设备采购",
	"装修改造施工" };

/* One for each place and kind, left as drafts: only their kind and region matter here. */
static void make_tenders(struct centre_run *b, const char *tenders[TENDERS])
{
	const char *token;
	bench_enter(b, "城市建设投资有限公司", "procuringEntity", NULL, &token);
	for (size_t i = 0; i < TENDERS; i++) {
		size_t place = i / LEN(kinds);
		struct json *v = bench_say(b, token, "/api/projects",
		    arena_printf(b->c.mem, "{\"code\":\"N%zu\",\"name\":\"%s\",\"region\":\"%s\"}",
		        i, places[place].name, places[place].region));
		v = bench_say(b, token, "/api/tenders",
		    arena_printf(b->c.mem,
		        "{\"project\":\"%s\",\"kind\":\"%s\",\"title\":\"工程\",\"mandatory\":"
		        "false,"
		        "\"stateControlled\":false,\"funding\":\"private\",\"qualification\":"
		        "\"after\","
		        "\"method\":\"open\",\"organisation\":\"self\",\"lots\":[{\"title\":\"一\"%"
		        "s}]}",
		        json_get_text(v, "id", ""), kinds[i % LEN(kinds)],
		        i % LEN(kinds) == 1 ? ",\"ceiling\":{\"amount\":\"1\",\"currency\":\"JPY\"}"
		                            : ""));
		tenders[i] = json_get_text(v, "id", NULL);
	}
}

/* Five types are common, one in fifty is a cancellation or an end without award. */
static enum notice_type random_type(struct ctx *c)
{
	uint64_t n = rng_below(&c->rng, 100);
	return n < 98    ? (enum notice_type)(n % 5)
	       : n == 98 ? NOTICE_CANCELLED
	                 : NOTICE_UNSUCCESSFUL;
}

static void publish_one(struct ctx *c, const char *const *tenders, struct json *body)
{
	struct evidence evidence = { 0 };
	size_t place = rng_below(&c->rng, LEN(places));
	/* the second kind is rare */
	size_t kind = rng_below(&c->rng, 50) == 0;
	const char *title = arena_printf(c->mem, "%s%s%s（%d标段）", places[place].name,
	    works[rng_below(&c->rng, LEN(works))], jobs[rng_below(&c->rng, LEN(jobs))],
	    (int)rng_below(&c->rng, 9) + 1);
	const struct notice_new n = { random_type(c), tenders[place * LEN(kinds) + kind], NULL,
		title, body };
	c->evidence = &evidence;
	bench_check(c, notice_publish(c, &n, NULL));
}

/* One announcement is there; its like, with other titles, by the same function that an act calls.
 * The lane does not run meanwhile. */
static void publish(struct centre_run *b, const char *const *tenders)
{
	struct ctx c = { .mem = arena_new((size_t)1 << 30), .law = b->app->law };
	struct notice_query q = { .before = INT64_MAX, .limit = 1 };
	struct notice_page first;
	struct json *body = NULL;
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
			bench_check(
			    &c, json_parse(&c, first.rows->body, strlen(first.rows->body), &body));
		}
		c.now_ms = b->c.now_ms + DAY_MS * DAYS * i / PUBLISHED;
		publish_one(&c, tenders, body);
	}
	bench_check(&c, db_commit(&c));
	store_disconnect(c.db);
	arena_free(c.mem);
}

/* The store by itself, whichever engine it is of. */
struct target {
	sqlite3 *file;
	PGconn *server;
};

static void run(struct target *t, const char *sql)
{
	bool ok;
	if (t->file != NULL) {
		ok = sqlite3_exec(t->file, sql, NULL, NULL, NULL) == SQLITE_OK;
	} else {
		PGresult *r = PQexec(t->server, sql);
		ok = PQresultStatus(r) == PGRES_COMMAND_OK;
		PQclear(r);
	}
	if (ok)
		return;
	fprintf(stderr, "%s: %s\n",
	    t->file != NULL ? sqlite3_errmsg(t->file) : PQerrorMessage(t->server), sql);
	exit(1);
}

static long long count(struct target *t)
{
	long long n = 0;
	if (t->server != NULL) {
		PGresult *r = PQexec(t->server, "SELECT MAX(seq) FROM notice");
		n = PQntuples(r) == 1 ? strtoll(PQgetvalue(r, 0, 0), NULL, 10) : 0;
		PQclear(r);
		return n;
	}
	sqlite3_stmt *s;
	sqlite3_prepare_v2(t->file, "SELECT MAX(seq) FROM notice", -1, &s, NULL);
	if (sqlite3_step(s) == SQLITE_ROW)
		n = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return n;
}

/* Copies of the newest with new ids, the same number of days later as the first ones took: words
 * stay as frequent as they are, and days follow each other. */
static void copy(struct target *t, long long n, long long more)
{
	char sql[2000];
	long long days = DAYS * (n / PUBLISHED);
	snprintf(sql, sizeof(sql),
	    "INSERT INTO notice SELECT seq + %lld, 'N' || CAST(seq + %lld AS TEXT), type, tender,"
	    " lot, title, body, digest, published_ms + %lld FROM notice WHERE seq <= %lld;"
	    "INSERT INTO notice_facet SELECT seq + %lld, day + %lld, type, kind, member, region"
	    " FROM notice_facet WHERE seq <= %lld;"
	    "INSERT INTO notice_word SELECT word, seq + %lld FROM notice_word"
	    " WHERE seq <= %lld ORDER BY word, seq;",
	    n, n, days * DAY_MS, more, n, days, more, n, more);
	run(t, sql);
}

/* What publishing would have counted. */
static void recount(struct target *t)
{
	static const int spans[] = { 1, 32, 1024 };
	char sql[1000];
	run(t, "DELETE FROM notice_count; DELETE FROM notice_day;");
	for (size_t i = 0; i < LEN(spans); i++) {
		snprintf(sql, sizeof(sql),
		    "INSERT INTO notice_count SELECT %d, day / %d, type, kind, member, region,"
		    " COUNT(*) FROM notice_facet GROUP BY day / %d, type, kind, member, region;",
		    spans[i], spans[i], spans[i]);
		run(t, sql);
	}
	run(t, "INSERT INTO notice_day SELECT day, MIN(seq), MAX(seq) FROM notice_facet GROUP BY "
	       "day;");
}

static void multiply(struct target *t, long long want)
{
	for (long long n = count(t); n > 0 && n < want; n = count(t))
		copy(t, n, want - n < n ? want - n : n);
	recount(t);
}

static void open_target(struct target *t, const char *dir, const char *store)
{
	char path[1000];
	*t = (struct target){ 0 };
	if (strcmp(store, "sqlite") != 0) {
		t->server = PQconnectdb(store);
		run(t, "SET synchronous_commit = off");
		return;
	}
	snprintf(path, sizeof(path), "%s/heng.db", dir);
	if (sqlite3_open(path, &t->file) != SQLITE_OK)
		exit(1);
	run(t, "PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF; PRAGMA cache_size=-400000;");
}

static void close_target(struct target *t)
{
	if (t->file != NULL) {
		run(t, "PRAGMA journal_mode=WAL;");
		sqlite3_close(t->file);
	} else {
		/* as its daemon does some time after so many rows */
		run(t, "VACUUM ANALYZE");
		PQfinish(t->server);
	}
}

int main(int argc, char **argv)
{
	const char *tenders[TENDERS];
	char path[1000];
	struct centre_run b;
	struct target t;
	if (argc != 3 && argc != 4)
		return 2;
	const char *store = argc == 4 ? argv[3] : "sqlite";
	snprintf(path, sizeof(path), "%s/store", argv[1]);
	if (access(path, F_OK) != 0) {
		bench_make(&b, argv[1], store);
		bench_open(&b, true);
		bench_tender(&b, 1);
		make_tenders(&b, tenders);
		publish(&b, tenders);
		bench_close(&b);
	}
	open_target(&t, argv[1], store);
	multiply(&t, strtoll(argv[2], NULL, 10));
	close_target(&t);
	return 0;
}
