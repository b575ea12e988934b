/* ocds.c - notices as OCDS releases, and the releases of a trade compiled.
 *
 * heng-bench-ocds FILE: prints "name value" lines, each the median of its rounds, and writes the
 * releases to FILE, one on each line, for a yardstick to write again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/median.h"
#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "trade/ocds/ocds.h"

#define ROUNDS 9
#define TRADES 200
#define BIDS 20

/* A notice of each kind that matters, with as many bids as a busy trade has. */
static struct notice notice(struct ctx *c, enum notice_type type, int64_t at, const char *body)
{
	return (struct notice){ .id = "01KJNXGE00PS26E5G9K9ASWCVA",
		.type = notice_words[type],
		.tender = "01KJNXGE00PS26E5G9K9ASWCVB",
		.lot = "01KJNXGE00PS26E5G9K9ASWCVC",
		.title = "九寨沟县第三小学教学楼施工",
		.body = arena_text(c->mem, body),
		.published_ms = at };
}

static const char *opening(struct ctx *c)
{
	struct buf b;
	buf_init(&b, c->mem, LIMIT_ARENA_BYTES);
	buf_text(&b, "{\"bids\":[");
	for (int i = 0; i < BIDS; i++)
		buf_printf(&b,
		    "%s{\"digest\":\"%064d\",\"form\":{\"duration_days\":300,\"price\":{"
		    "\"amount\":\"48%05d.00\",\"currency\":\"CNY\"}},\"name\":\"第%d建设有限公司\","
		    "\"party\":\"01KJNXGE00PS26E5G9K9AS%04d\",\"state\":\"opened\"}",
		    i > 0 ? "," : "", i, i * 137, i, i);
	buf_text(&b, "],\"lot\":\"L\",\"v\":1}");
	return b.p;
}

static size_t make_notices(struct ctx *c, struct notice out[4])
{
	out[0] = notice(c, NOTICE_ANNOUNCEMENT, 1772413200000,
	    "{\"announcement\":"
	    "\"本招标项目已由主管部门批准建设，资金已落实，现对其施工进行公开招标。\","
	    "\"deadline\":\"2026-03-30T01:00:00Z\",\"document\":null,\"lots\":[{\"id\":"
	    "\"01KJNXGE00PS26E5G9K9ASWCVC\",\"title\":\"教学楼施工\",\"ceiling\":{\"amount\":"
	    "\"5000000.00\",\"currency\":\"CNY\"}}]}");
	out[1] = notice(c, NOTICE_OPENING, 1774832400000, opening(c));
	out[2] = notice(c, NOTICE_AWARD, 1775437200000,
	    "{\"name\":\"第1建设有限公司\",\"price\":{\"amount\":\"4800137.00\",\"currency\":"
	    "\"CNY\"},"
	    "\"supplier\":\"01KJNXGE00PS26E5G9K9AS0001\"}");
	out[3] = notice(c, NOTICE_CONTRACT, 1776042000000,
	    "{\"price\":{\"amount\":\"4800137.00\",\"currency\":\"CNY\"},\"signed\":"
	    "\"2026-04-13T01:00:00Z\",\"supplier\":\"01KJNXGE00PS26E5G9K9AS0001\"}");
	return 4;
}

/* All releases of all trades as text; f NULL: only made. */
static size_t write_all(const struct notice *notices, size_t n, const struct ocds_case *k, FILE *f)
{
	size_t bytes = 0;
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES) };
	for (int trade = 0; trade < TRADES; trade++) {
		for (size_t i = 0; i < n; i++) {
			const char *text = json_canonical(&c, ocds_release(&c, k, &notices[i]));
			bytes += strlen(text) + 1;
			if (f != NULL)
				fprintf(f, "%s\n", text);
		}
		arena_reset(c.mem);
	}
	arena_free(c.mem);
	return bytes;
}

static int64_t compile_all(const struct notice *notices, size_t n, const struct ocds_case *k)
{
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES) };
	int64_t from = moment_steady_us();
	for (int trade = 0; trade < TRADES; trade++) {
		struct json *list = json_list(&c), *made;
		for (size_t i = 0; i < n; i++)
			json_push(list, ocds_release(&c, k, &notices[i]));
		if (ocds_compile(&c, list, &made) != OK || *json_canonical(&c, made) != '{')
			exit(1);
		arena_reset(c.mem);
	}
	arena_free(c.mem);
	return moment_steady_us() - from;
}

int main(int argc, char **argv)
{
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES) };
	const struct tender t = { .id = "01KJNXGE00PS26E5G9K9ASWCVB",
		.principal = "01KJNXGE00PS26E5G9K9ASWCVD" };
	const struct ocds_case k = { .tender = &t, .principal = "九寨沟县教育局", .lots = 1 };
	struct notice notices[4];
	size_t n = make_notices(&c, notices), bytes = 0;
	int64_t writes[ROUNDS], compiles[ROUNDS];
	FILE *f = argc == 2 ? fopen(argv[1], "we") : NULL;
	if (f == NULL)
		return 2;
	write_all(notices, n, &k, f);
	fclose(f);
	for (int i = 0; i < ROUNDS; i++) {
		int64_t from = moment_steady_us();
		bytes = write_all(notices, n, &k, NULL);
		writes[i] = moment_steady_us() - from;
		compiles[i] = compile_all(notices, n, &k);
	}
	printf("bytes %zu\nwrite_us %lld\ncompile_us %lld\n", bytes,
	    (long long)median(writes, ROUNDS), (long long)median(compiles, ROUNDS));
	arena_free(c.mem);
	return 0;
}
