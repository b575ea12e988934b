/* bill.c - a bill of quantities read, and checked against its tender's.
 *
 * heng-bench-bill LINES: prints "name value" lines, each the median of its rounds. Ends with 1 when
 * the check does not find what was planted. */
#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/median.h"
#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "test/bill_text.h"

#define ROUNDS 15
#define WORKS 20
#define CHANGED 100 /* one line in so many has another total */

struct texts {
	struct buf tender, priced;
	int64_t changed;
};

static void make(struct ctx *c, size_t lines, struct texts *out)
{
	struct made_bill m;
	made_bill(c, WORKS, lines, &m);
	struct made_bill tender = made_tender(c, &m.b);
	for (size_t i = 0; i < lines; i += CHANGED)
		if (m.lines[i].price_minor >= 0) {
			m.lines[i].total_minor += 7777777;
			out->changed++;
		}
	made_add_up(c, &m);
	out->tender = made_text(c, &tender.b);
	out->priced = made_text(c, &m.b);
}

static void on_start(void *user, const char *name, const char **atts)
{
	(void)name, (void)atts;
	++*(int64_t *)user;
}

/* The yardstick: expat alone over the same text, with a handler that counts. */
static bool parse_bare(const struct buf *text)
{
	int64_t n = 0;
	XML_Parser p = XML_ParserCreate("UTF-8");
	XML_SetUserData(p, &n);
	XML_SetStartElementHandler(p, on_start);
	bool ok = XML_Parse(p, text->p, (int)text->n, XML_TRUE) == XML_STATUS_OK && n > 0;
	XML_ParserFree(p);
	return ok;
}

static void say(const char *name, int64_t us[ROUNDS])
{
	printf("%s %.2f\n", name, (double)median(us, ROUNDS) / 1000);
}

int main(int argc, char **argv)
{
	if (argc != 2)
		return 2;
	struct ctx made = { .mem = arena_new((size_t)1 << 30) };
	uint8_t seed[RNG_SEED_BYTES] = "heng bench";
	int64_t bare[ROUNDS], read[ROUNDS], check[ROUNDS], whole[ROUNDS];
	struct texts t = { .changed = 0 };
	rng_seed(&made.rng, seed);
	make(&made, strtoull(argv[1], NULL, 10), &t);
	bool ok = true;
	for (int i = 0; i < ROUNDS && ok; i++) {
		struct ctx c = { .mem = arena_new(LIMIT_BILL_ARENA_BYTES) };
		struct bill tender, priced;
		struct bill_result r;
		int64_t at = moment_steady_us();
		ok = parse_bare(&t.priced);
		bare[i] = moment_steady_us() - at;
		ok = ok && bill_read(&c, t.tender.p, t.tender.n, &tender) == OK;
		at = moment_steady_us();
		ok = ok && bill_read(&c, t.priced.p, t.priced.n, &priced) == OK;
		read[i] = moment_steady_us() - at;
		at = moment_steady_us();
		ok = ok && bill_compare(&c, &tender, &priced, -1, &r) == OK &&
		     r.counts[BILL_LINE_TOTAL] + r.counts[BILL_DECIMAL_POINT] == t.changed;
		check[i] = moment_steady_us() - at;
		whole[i] = read[i] + check[i];
		arena_free(c.mem);
	}
	if (!ok) {
		fputs("the check does not find what was planted\n", stderr);
		return 1;
	}
	printf("bytes %zu\n", t.priced.n);
	say("expat_ms", bare);
	say("read_ms", read);
	say("check_ms", check);
	say("whole_ms", whole);
	return 0;
}
