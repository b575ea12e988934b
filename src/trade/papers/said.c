#include "trade/papers/said.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/capitals.h"
#include "core/base/moment.h"
#include "core/http/http.h"

enum err about_tender(struct ctx *c, const char *tender, struct about *out)
{
	struct about a = { 0 };
	TRY(tender_get(c, tender, &a.t));
	TRY(law_kind(c, a.t.kind, &a.kind));
	TRY(party_get(c, a.t.principal, &a.principal));
	if (a.t.agency != NULL)
		TRY(party_get(c, a.t.agency, &a.agency));
	a.title = a.t.title;
	*out = a;
	return OK;
}

enum err about_lot(struct ctx *c, const char *lot, struct about *out)
{
	struct about a;
	struct lot l;
	TRY(lot_get(c, lot, &l, NULL));
	TRY(about_tender(c, l.tender, &a));
	a.l = l;
	if (strcmp(l.title, a.t.title) != 0)
		a.title = arena_printf(c->mem, "%s　%s", a.t.title, l.title);
	*out = a;
	return OK;
}

bool about_china(const struct about *a)
{
	return a->kind->jurisdiction == LAW_CN;
}

/* The tag names the digest, what the paper calls itself, where its code leads, and its version. */
static const char *tag_of(struct ctx *c, const struct said *s, const char *address)
{
	uint8_t sum[SHA256_BYTES];
	const char *text = arena_printf(c->mem, "%s\n%s\n%s\n%s", s->title,
	    s->subtitle ? s->subtitle : "", address ? address : "", c->centre->name);
	sha256(text, strlen(text), sum);
	return arena_printf(c->mem, "%s-" PAPER_VERSION "-%s", s->digest, enc_hex(c->mem, sum, 4));
}

struct paper *said_begin(struct req *r, const struct said *s, bool *unchanged)
{
	struct ctx *c = &r->c;
	const char *site = req_site(r),
	           *address = site != NULL ? arena_printf(c->mem, "%s%s", site, s->path) : NULL;
	*unchanged = reply_unchanged(r, tag_of(c, s, address));
	const struct paper_new in = { .title = s->title,
		.subtitle = s->subtitle,
		.address = address,
		.digest = s->digest,
		.digest_of = s->digest_of,
		.at_ms = s->at_ms };
	return paper_new(c, &in);
}

enum err said_end(struct req *r, const struct paper *p, const char *name)
{
	struct bytes pdf;
	/* a view of the store is not kept open for as long as a child draws */
	reader_give(r->app, &r->c);
	TRY(paper_pdf(&r->c, p, &pdf));
	r->reply.status = 200;
	r->reply.type = "application/pdf";
	r->reply.body = pdf.p;
	r->reply.n = pdf.n;
	r->reply.disposition = arena_printf(r->c.mem, "inline; filename=\"%s.pdf\"", name);
	return OK;
}

void say_about(struct paper *p, const struct about *a)
{
	paper_fact(p, "招标项目", a->t.title);
	if (a->l.id != NULL && strcmp(a->l.title, a->t.title) != 0)
		paper_fact(p, "标段", a->l.title);
	if (a->l.id != NULL)
		paper_fact(p, "统一交易标识码", a->l.trade_code);
	paper_fact(p, "招标人", a->principal.name);
	if (a->agency.id != NULL)
		paper_fact(p, "招标代理机构", a->agency.name);
}

const char *say_amount(struct ctx *c, int64_t minor, const char *currency, bool capitals)
{
	if (minor < 0)
		return NULL;
	const char *figures = money_show(c, (struct money){ minor, currency });
	if (!capitals || strcmp(currency, "CNY") != 0)
		return figures;
	return arena_printf(c->mem, "%s（大写：人民币%s）", figures, capitals_text(c, minor));
}

const char *say_money(struct ctx *c, const struct json *money, bool capitals)
{
	const char *amount = json_get_text(money, "amount", NULL),
	           *currency = json_get_text(money, "currency", NULL);
	struct money m;
	if (amount == NULL || currency == NULL || money_parse(c, amount, currency, &m) != OK)
		return NULL;
	return say_amount(c, m.minor, m.currency, capitals);
}

const char *say_ms(struct ctx *c, int64_t ms)
{
	if (ms == 0)
		return NULL;
	/* a period that ends with a day is not to be read as lasting into the next */
	if ((ms + BEIJING_MS) % DAY_MS == 0)
		return arena_printf(c->mem, "%s 24:00:00（北京时间）", day_text(c, day_of(ms - 1)));
	return arena_printf(c->mem, "%s（北京时间）", moment_show(c, ms));
}

const char *say_moment(struct ctx *c, const char *moment)
{
	int64_t ms = 0;
	if (moment == NULL || moment_parse(c, "moment", moment, &ms) != OK)
		return NULL;
	return say_ms(c, ms);
}

const char *say_day(struct ctx *c, int64_t ms)
{
	int day = day_of(ms);
	return arena_printf(c->mem, "%d年%d月%d日", day / 10000, day / 100 % 100, day % 100);
}

const char *say_number(struct ctx *c, int64_t n)
{
	return arena_printf(c->mem, "%" PRId64, n);
}

const char *say_party(struct ctx *c, const struct party *p)
{
	return arena_printf(c->mem, "%s（%s）", p->name, p->identifier);
}

void say_opening(struct ctx *c, struct paper *p, const struct opening *o)
{
	static const struct paper_column columns[] = { { "序号", 12, true },
		{ "投标人", 32, false }, { "投标报价", 36, true }, { "工期\n（日）", 15, true },
		{ "质量", 13, false }, { "项目\n负责人", 16, false }, { "投标\n担保", 13, false },
		{ "状态", 20, false } };
	if (o->n == 0) {
		paper_text(p, "没有投标文件。");
		return;
	}
	paper_table(p, columns, sizeof(columns) / sizeof(*columns));
	for (size_t i = 0; i < o->n; i++) {
		const struct opened_bid *b = &o->bids[i];
		const struct bid_form *f = &b->form;
		const char *why = unopened_zh(b), *note = NULL,
		           *price = f->price.currency != NULL ? money_show(c, f->price) : NULL;
		if (b->state == OPENED && f->capitals != NULL && *f->capitals != '\0')
			price = arena_printf(c->mem, "%s\n%s", price ? price : "", f->capitals);
		if (b->state == OPENED)
			bid_price(c, f, &note);
		const char *state = opened_zh[b->state], *more = why != NULL ? why : note;
		if (more != NULL)
			state = arena_printf(c->mem, "%s：%s", state, more);
		const char *const cells[] = { say_number(c, (int64_t)i + 1), b->name, price,
			f->duration_days > 0 ? say_number(c, f->duration_days) : NULL, f->quality,
			f->leader, f->security, state };
		paper_row(p, cells);
	}
}

void say_ranks(struct ctx *c, struct paper *p, const struct json *result)
{
	static const struct paper_column by_price[] = { { "排名", 12, true },
		{ "投标人", 40, false }, { "投标报价", 36, true }, { "评标价", 36, true },
		{ "结论", 34, false } };
	static const struct paper_column by_points[] = { { "排名", 12, true },
		{ "投标人", 44, false }, { "投标报价", 36, true }, { "总分", 20, true },
		{ "结论", 34, false } };
	bool scored = strcmp(json_get_text(result, "method", "lowest-price"), "lowest-price") != 0;
	const char *currency = json_get_text(result, "currency", "CNY");
	const struct json *bids = json_get(result, "bids");
	paper_table(p, scored ? by_points : by_price, 5);
	for (const struct json *v = bids != NULL ? bids->first : NULL; v != NULL; v = v->next) {
		const struct json *rank = json_get(v, "rank");
		const char *price = json_get_text(v, "price", NULL),
		           *corrected = json_get_text(v, "corrected", price),
		           *judged = json_get_text(v, "evaluated", corrected);
		struct money read, by;
		const char *const cells[] = { rank != NULL ? say_number(c, rank->i) : NULL,
			json_get_text(v, "name", ""),
			price != NULL && money_parse(c, price, currency, &read) == OK
			    ? money_show(c, read)
			    : price,
			scored ? json_get_text(v, "total", NULL)
			: judged != NULL && money_parse(c, judged, currency, &by) == OK
			    ? money_show(c, by)
			    : judged,
			rank != NULL ? "有效" : json_get_text(v, "why", "无效") };
		paper_row(p, cells);
	}
}
