/* terms.c - a tender document of a million bytes searched for unfair terms.
 *
 * heng-bench-terms: prints "name value" lines, the median of its rounds; fails when what was
 * planted is not found. The yardstick is one pass of strstr over the same bytes, for one word. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "bench/median.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "trade/terms/terms.h"

#define ROUNDS 9
#define BYTES 1000000
#define PLANTED 20

static const char *const lines[] = {
	"一、投标人须具备建筑工程施工总承包二级及以上资质，并在人员、设备、资金等方面具有施工能力。"
	"\n",
	"二、本次招标不接受联合体投标，项目经理须具备一级注册建造师执业资格，且未担任其他在建项目经"
	"理。\n",
	"三、投标人应当按照招标文件的要求编制投标文件，并在截止时间前加密上传，逾期的不予受理。\n",
	"四、合同价款按月计量支付，每期支付已完工程价款的百分之八十，竣工结算后支付至百分之九十七。"
	"\n",
};

static char *make(struct ctx *c)
{
	char *text = arena_alloc(c->mem, BYTES + 1000), *p = text;
	size_t planted = 0;
	for (size_t n = 0; p < text + BYTES; n++) {
		p = stpcpy(p, lines[rng_below(&c->rng, sizeof(lines) / sizeof(*lines))]);
		if (n % 300 == 150 && planted++ < PLANTED)
			p = stpcpy(p, "五、投标人仅限本市企业。\n");
	}
	return text;
}

static double median_ms(int64_t us[ROUNDS])
{
	return (double)median(us, ROUNDS) / 1000;
}

int main(void)
{
	static const uint8_t seed[RNG_SEED_BYTES] = "heng bench";
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES) };
	int64_t search[ROUNDS], bare[ROUNDS];
	struct law *law;
	rng_seed(&c.rng, seed);
	if (app_law(&c, NULL, &law) != OK)
		return 1;
	c.law = law;
	const char *text = make(&c);
	bool ok = true;
	for (int i = 0; i < ROUNDS; i++) {
		struct term_finding *list;
		size_t n;
		int64_t at = moment_steady_us();
		ok = ok && strstr(text, "绝无此词") == NULL;
		bare[i] = moment_steady_us() - at;
		at = moment_steady_us();
		ok = ok && terms_scan(&c, text, 20260302, &list, &n) == OK && n == PLANTED;
		search[i] = moment_steady_us() - at;
	}
	if (!ok) {
		fputs("what was planted is not found\n", stderr);
		return 1;
	}
	printf("search_ms %.2f\nstrstr_ms %.2f\n", median_ms(search), median_ms(bare));
	law_free(law);
	arena_free(c.mem);
	return 0;
}
