#include "test/bill_text.h"

#include <assert.h>
#include <string.h>

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/base/money.h"

static const char *const parts[BILL_PARTS] = { "items", "measures", "other", "tax" };
static const char *const kinds[BILL_KINDS] = { "item", "item", "lump", "provisional", "estimate",
	"daywork", "service" };
static const char *const names[] = { "挖一般土方", "现浇构件钢筋", "矩形柱", "块料楼地面",
	"配电箱" };
static const char *const units[] = { "m3", "t", "m2", "台", "工日" };

static bool counted(enum bill_kind k)
{
	return k == BILL_ITEM || k == BILL_MEASURE || k == BILL_DAYWORK;
}

static enum bill_part part_of(enum bill_kind k)
{
	return k == BILL_ITEM ? BILL_ITEMS : k <= BILL_LUMP ? BILL_MEASURES : BILL_OTHER;
}

static int64_t made_product(struct ctx *c, int64_t a, int64_t b, int64_t d)
{
	int64_t product = -1;
	enum err e = decimal_mul_div(c, a, b, d, &product);
	assert(e == OK);
	return product;
}

static struct bill_line made_line(struct ctx *c, size_t i, size_t in_work, size_t of_work)
{
	static const enum bill_kind order[] = { BILL_MEASURE, BILL_LUMP, BILL_PROVISIONAL,
		BILL_ESTIMATE, BILL_DAYWORK, BILL_SERVICE };
	/* items first, then one of each other kind, where the work has room for them */
	size_t tail = of_work - in_work;
	struct bill_line l = { .kind = tail > 6 ? BILL_ITEM : order[6 - tail],
		.name = names[i % 5],
		.quantity_milli = -1,
		.price_minor = -1,
		.ceiling_minor = -1 };
	const char *code = l.kind <= BILL_LUMP
	                       ? arena_printf(c->mem, "%09zu%03zu", 10101000 + i / 900, i % 900 + 1)
	                       : arena_printf(c->mem, "QT-%zu", i);
	memcpy(l.code, code, strlen(code) + 1);
	if (l.kind <= BILL_LUMP)
		l.features = arena_printf(c->mem,
		    "1.类别：%zu 类\n2.运距：%zu km，投标人自行考虑\n"
		    "3.工作内容：制作、运输、安装、清理 <详见图 %zu>",
		    i % 4 + 1, i % 30, i);
	l.total_minor = 100 + (int64_t)rng_below(&c->rng, 10000000);
	if (!counted(l.kind))
		return l;
	l.unit = units[i % 5];
	l.quantity_milli = 1 + (int64_t)rng_below(&c->rng, 5000000);
	l.price_minor = 1 + (int64_t)rng_below(&c->rng, 200000);
	l.total_minor = made_product(c, l.quantity_milli, l.price_minor, 1000);
	return l;
}

void made_bill(struct ctx *c, size_t works, size_t lines, struct made_bill *out)
{
	struct made_bill m = { .b = { .title = "示例小学教学楼 & 风雨操场",
		                   .lot = "一标段",
		                   .currency = money_currency("CNY", NULL),
		                   .priced = true,
		                   .work_count = works,
		                   .line_count = lines },
		.works = arena_array(c->mem, struct bill_work, works),
		.lines = arena_array(c->mem, struct bill_line, lines) };
	for (size_t w = 0; w < works; w++) {
		size_t from = lines * w / works, to = lines * (w + 1) / works;
		const char *code = arena_printf(c->mem, "%02zu", w + 1);
		memcpy(m.works[w].code, code, strlen(code) + 1);
		m.works[w].name = arena_printf(c->mem, "%zu 号楼土建", w + 1);
		m.works[w].rate = 90000;
		for (size_t i = from; i < to; i++) {
			m.lines[i] = made_line(c, i, i - from, to - from);
			m.lines[i].work = (uint32_t)w;
		}
	}
	m.b.works = m.works;
	m.b.lines = m.lines;
	made_add_up(c, &m);
	*out = m;
}

struct made_bill made_copy(struct ctx *c, const struct bill *b)
{
	struct made_bill m = { .b = *b };
	m.works = arena_array(c->mem, struct bill_work, b->work_count);
	m.lines = arena_array(c->mem, struct bill_line, b->line_count);
	memcpy(m.works, b->works, b->work_count * sizeof(*b->works));
	memcpy(m.lines, b->lines, b->line_count * sizeof(*b->lines));
	m.b.works = m.works;
	m.b.lines = m.lines;
	return m;
}

struct made_bill made_tender(struct ctx *c, const struct bill *priced)
{
	struct made_bill m = made_copy(c, priced);
	m.b.priced = false;
	for (size_t i = 0; i < m.b.line_count; i++) {
		struct bill_line *l = &m.lines[i];
		l->price_minor = -1;
		if (l->kind != BILL_PROVISIONAL && l->kind != BILL_ESTIMATE)
			l->total_minor = -1;
	}
	return m;
}

void made_drop(struct made_bill *m, size_t at)
{
	m->b.line_count--;
	memmove(&m->lines[at], &m->lines[at + 1], (m->b.line_count - at) * sizeof(*m->lines));
}

void made_add_up(struct ctx *c, struct made_bill *m)
{
	m->b.total_minor = 0;
	for (size_t w = 0; w < m->b.work_count; w++) {
		struct bill_work *work = &m->works[w];
		memset(work->part_minor, 0, sizeof(work->part_minor));
		for (size_t i = 0; i < m->b.line_count; i++)
			if (m->lines[i].work == w && m->lines[i].total_minor > 0)
				work->part_minor[part_of(m->lines[i].kind)] +=
				    m->lines[i].total_minor;
		int64_t base = work->part_minor[BILL_ITEMS] + work->part_minor[BILL_MEASURES] +
		               work->part_minor[BILL_OTHER];
		work->part_minor[BILL_TAX] = made_product(c, base, work->rate, 1000000);
		work->total_minor = base + work->part_minor[BILL_TAX];
		m->b.total_minor += work->total_minor;
	}
}

static void put(struct buf *t, const char *name, const char *value)
{
	if (value == NULL)
		return;
	buf_printf(t, " %s=\"", name);
	for (; *value != '\0'; value++)
		switch (*value) {
		case '&':
			buf_text(t, "&amp;");
			break;
		case '<':
			buf_text(t, "&lt;");
			break;
		case '"':
			buf_text(t, "&quot;");
			break;
		case '\n':
			buf_text(t, "&#10;");
			break;
		default:
			buf_char(t, *value);
		}
	buf_char(t, '"');
}

static void put_amount(
    struct ctx *c, struct buf *t, const char *name, const struct bill *b, int64_t minor)
{
	if (minor >= 0)
		put(t, name, money_text(c, (struct money){ minor, b->currency }));
}

static void put_line(struct ctx *c, struct buf *t, const struct bill *b, const struct bill_line *l)
{
	buf_printf(t, "<%s", kinds[l->kind]);
	put(t, "code", l->code);
	put(t, "name", l->name);
	put(t, "features", l->features);
	put(t, "unit", l->unit);
	if (l->quantity_milli >= 0)
		put(t, "quantity", decimal_text(c, l->quantity_milli, 3));
	put_amount(c, t, "price", b, l->price_minor);
	put_amount(c, t, "total", b, l->total_minor);
	put_amount(c, t, "ceiling", b, l->ceiling_minor);
	buf_text(t, "/>\n");
}

static void put_work(struct ctx *c, struct buf *t, const struct bill *b, size_t at)
{
	const struct bill_work *w = &b->works[at];
	buf_text(t, "<work");
	put(t, "code", w->code);
	put(t, "name", w->name);
	put_amount(c, t, "total", b, b->priced ? w->total_minor : -1);
	buf_text(t, ">\n");
	for (int p = BILL_ITEMS; p < BILL_PARTS; p++) {
		buf_printf(t, "<%s", parts[p]);
		if (p == BILL_TAX)
			put(t, "rate", decimal_text(c, w->rate, 6));
		put_amount(c, t, "total", b, b->priced ? w->part_minor[p] : -1);
		buf_text(t, ">\n");
		for (size_t i = 0; p < BILL_TAX && i < b->line_count; i++)
			if (b->lines[i].work == at &&
			    part_of(b->lines[i].kind) == (enum bill_part)p)
				put_line(c, t, b, &b->lines[i]);
		buf_printf(t, "</%s>\n", parts[p]);
	}
	buf_text(t, "</work>\n");
}

struct buf made_text(struct ctx *c, const struct bill *b)
{
	struct buf t;
	buf_init(&t, c->mem, LIMIT_BILL_BYTES);
	buf_text(&t, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<bill version=\"1\"");
	put(&t, "currency", b->currency);
	put(&t, "title", b->title);
	put(&t, "lot", b->lot);
	put_amount(c, &t, "total", b, b->priced ? b->total_minor : -1);
	buf_text(&t, ">\n");
	for (size_t w = 0; w < b->work_count; w++)
		put_work(c, &t, b, w);
	buf_text(&t, "</bill>\n");
	return t;
}
