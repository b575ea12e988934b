/* command_fill.c - fill: made-up trades for a practice centre, about as many notices as the
 * alliance published jointly in 2021 (2,716). Names and numbers are invented; the course is the
 * law's. */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "commands.h"
#include "core/base/moment.h"
#include "replay/market.h"

#define WAVES 10
#define TRADES_A_WAVE 54 /* each leaves five notices: announcement to contract */
#define OPEN_TRADES 16   /* left in bidding: one notice each */
#define DAYS_BETWEEN 26  /* 21 to the deadline, 4 of publicity, and a day */
#define LEAD_DAYS 21
#define TENDERERS 160
#define THREADS 32

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static const struct {
	const char *name, *region;
} places[] = { { "贵阳市", "520100" }, { "遵义市", "520300" }, { "绵阳市", "510700" },
	{ "成都市", "510100" }, { "昆明市", "530100" }, { "拉萨市", "540100" },
	{ "西安市", "610100" }, { "兰州市", "620100" }, { "西宁市", "630100" },
	{ "银川市", "640100" }, { "石河子市", "659001" }, { "南宁市", "450100" },
	{ "赤峰市", "150400" }, { "万州区", "500101" }, { "涪陵区", "500102" },
	{ "大理州", "532900" } };
#define BUILDING "works-building"
#define MUNICIPAL "works-municipal"
#define HIGHWAY "works-highway"
static const struct {
	const char *name, *kind;
} works[] = { { "第二小学教学楼", BUILDING }, { "人民医院住院部", BUILDING },
	{ "城北污水处理厂", MUNICIPAL }, { "农村公路改建", HIGHWAY }, { "体育馆", BUILDING },
	{ "安置房三期", BUILDING }, { "滨河大道", MUNICIPAL }, { "养老服务中心", BUILDING },
	{ "供水管网改造", MUNICIPAL }, { "停车场", MUNICIPAL }, { "县乡公路大修", HIGHWAY },
	{ "文化活动中心", BUILDING }, { "省道养护", HIGHWAY }, { "老旧小区改造", MUNICIPAL } };
#define LOWEST "{\"method\":\"lowest-price\",\"ties\":[{\"by\":\"draw\"}]}"
/* 合理低价法: the mean, 2 % down; two points off for a percent above it, one for one below. */
#define REASONABLE                                                                                \
	"{\"method\":\"highway\",\"benchmark\":{\"drop_from\":5,\"drop_high\":1,\"drop_low\":1,"  \
	"\"second_mean\":false,\"factor\":{\"kind\":\"reduce\",\"choices\":[{\"value\":20000}]}," \
	"\"mean_unit\":100,\"base_unit\":100,\"deviation_places\":2,\"full\":1000000,"            \
	"\"above\":20000,\"below\":10000,\"least\":0,\"places\":2,\"corrected\":false},"          \
	"\"ties\":[{\"by\":\"price\"},{\"by\":\"draw\"}]}"
static const char *const firms[] = { "宏远", "金山", "西建", "三江", "华川", "天域", "中岭", "长河",
	"恒基", "瑞安", "云岭", "祁连", "秦岭", "乌江", "青藏", "嘉陵" };
static const char *const trades[] = { "建设工程有限公司", "建筑工程有限公司", "市政工程有限公司",
	"建设集团有限公司", "路桥工程有限公司" };

static void make_offers(struct ctx *c, struct auction *a, int64_t ceiling_yuan)
{
	a->offer_count = 3 + rng_below(&c->rng, 6);
	a->offers = arena_array(c->mem, struct offer, a->offer_count);
	uint64_t first = rng_below(&c->rng, TENDERERS);
	for (size_t i = 0; i < a->offer_count; i++) {
		/* steps of 7 through 160 meet nobody twice */
		uint64_t n = (first + 7 * i) % TENDERERS;
		int64_t permille = 840 + (int64_t)rng_below(&c->rng, 150);
		a->offers[i] = (struct offer){ .tenderer = arena_printf(
			                           c->mem, "T%llu", (unsigned long long)n),
			.name = arena_printf(c->mem, "%s%s%s", places[n % LEN(places)].name,
			    firms[n % LEN(firms)], trades[n / LEN(firms) % LEN(trades)]),
			.price = arena_printf(c->mem, "%lld.%02d",
			    (long long)(ceiling_yuan * permille / 1000),
			    (int)rng_below(&c->rng, 100)) };
	}
}

static void make_auction(struct ctx *c, size_t number, int32_t day, struct auction *a)
{
	int64_t ceiling = 4000000 + (int64_t)rng_below(&c->rng, 60000) * 1000;
	size_t place = rng_below(&c->rng, LEN(places));
	*a = (struct auction){ .id = arena_printf(c->mem, "%zu", number),
		.day = day,
		.floor = "",
		.ceiling = arena_printf(c->mem, "%lld.00", (long long)ceiling) };
	a->region = places[place].region;
	size_t work = rng_below(&c->rng, LEN(works));
	a->kind = works[work].kind;
	a->evaluation = strcmp(a->kind, HIGHWAY) == 0 ? REASONABLE : LOWEST;
	a->title = arena_printf(c->mem, "%s%s工程施工（%zu标段）", places[place].name,
	    works[work].name, number % 3 + 1);
	make_offers(c, a, ceiling);
}

/* The last trades that were opened are left in every state, of each kind; those after them in
 * bidding. */
static void leave(struct ctx *c, struct auction *a, int wave, size_t place)
{
	static const enum market_end ends[] = { MARKET_DRAFT, MARKET_SUBMITTED, MARKET_CONFIRMED,
		MARKET_APPLYING, MARKET_UNQUALIFIED, MARKET_REVIEWING, MARKET_UNSUCCESSFUL,
		MARKET_OPENING, MARKET_EVALUATING, MARKET_HELD, MARKET_CANCELLED, MARKET_EVALUATED,
		MARKET_PUBLICITY, MARKET_AWARDED, MARKET_CONTRACTED };
	static const char *const kinds[] = { BUILDING, MUNICIPAL, HIGHWAY };
	a->end = wave < WAVES ? MARKET_ARCHIVE : MARKET_BIDDING;
	if (wave != WAVES - 1 || place >= LEN(ends) * LEN(kinds) + 2)
		return;
	bool two = place >= LEN(ends) * LEN(kinds);
	const char *kind = two ? HIGHWAY : kinds[place % LEN(kinds)];
	a->end =
	    two ? (place % 2 == 0 ? MARKET_SCREENING : MARKET_PRICING) : ends[place / LEN(kinds)];
	if (a->end == MARKET_UNSUCCESSFUL)
		a->offer_count = 2;
	for (size_t i = 0; strcmp(a->kind, kind) != 0; i++)
		if (strcmp(works[i].kind, kind) == 0) {
			a->kind = kind;
			a->title = arena_printf(c->mem, "%s%s工程施工",
			    places[place % LEN(places)].name, works[i].name);
			a->region = places[place % LEN(places)].region;
		}
	a->evaluation = strcmp(kind, HIGHWAY) == 0 ? REASONABLE : LOWEST;
}

static void make_market(struct ctx *c, int32_t today, struct market *m)
{
	static const uint8_t seed[RNG_SEED_BYTES] = "heng practice";
	rng_seed(&c->rng, seed);
	m->kind = BUILDING;
	m->principal = "示例城市建设投资有限公司";
	m->officials = true;
	m->code_scheme = "CN-USCC";
	m->lead_days = LEAD_DAYS;
	m->threads = THREADS;
	m->auction_count = WAVES * TRADES_A_WAVE + OPEN_TRADES;
	m->auctions = arena_array(c->mem, struct auction, m->auction_count);
	m->left_ms = day_start_ms(today) + 9 * HOUR_MS;
	for (size_t i = 0; i < m->auction_count; i++) {
		int wave = (int)(i / TRADES_A_WAVE);
		int32_t day = wave < WAVES
		                  ? day_add(today, (wave - WAVES) * DAYS_BETWEEN + LEAD_DAYS)
		                  : day_add(today, LEAD_DAYS);
		make_auction(c, i + 1, day, &m->auctions[i]);
		leave(c, &m->auctions[i], wave, i % TRADES_A_WAVE);
	}
}

/* How many of each kind are left in each state, in the order of their first. */
static void tell_states(const struct market *m)
{
	for (size_t i = 0; i < m->auction_count; i++) {
		const struct auction *a = &m->auctions[i];
		size_t before = 0, n = 0;
		for (size_t j = 0; j < m->auction_count && a->state != NULL; j++) {
			const struct auction *b = &m->auctions[j];
			bool same = b->state != NULL && strcmp(a->kind, b->kind) == 0 &&
			            strcmp(a->state, b->state) == 0 && a->held == b->held;
			before += same && j < i;
			n += same;
		}
		if (n > 0 && before == 0)
			printf("%s %s%s %zu\n", a->kind, a->state, a->held ? ", held" : "", n);
	}
}

int command_fill(int argc, char **argv)
{
	struct ctx c = command_ctx();
	struct app *app = NULL;
	struct market m = { 0 };
	if (argc != 2 || argv[1][0] == '-') {
		fputs("usage: heng fill DIR   (a new folder)\n", stderr);
		return 2;
	}
	int32_t today = day_of(c.now_ms);
	make_market(&c, today, &m);
	const struct app_new new = { .dir = argv[1],
		.code = "12660000MB2000005T",
		.name = "示例公共资源交易中心",
		.practice = true,
		.at_ms = day_start_ms(day_add(today, -WAVES * DAYS_BETWEEN - 2)) };
	const struct app_options open = { .dir = argv[1] };
	int64_t from_us = moment_steady_us();
	enum err e = app_init(&c, &new);
	if (e == OK)
		e = app_open(&c, &open, &app);
	if (e == OK)
		e = market_run(&c, app, NULL, &m);
	size_t failed = 0;
	for (size_t i = 0; i < m.auction_count; i++)
		if (m.auctions[i].error != NULL && failed++ == 0)
			fprintf(stderr, "%s: %s\n", m.auctions[i].title, m.auctions[i].error);
	if (e == OK)
		tell_states(&m);
	if (e == OK)
		printf("%zu trades in %lld ms, %zu failed\n", m.auction_count,
		    (long long)(moment_steady_us() - from_us) / 1000, failed);
	int status = e != OK ? command_failed(&c, e) : failed != 0;
	app_close(app);
	arena_free(c.mem);
	return status;
}
