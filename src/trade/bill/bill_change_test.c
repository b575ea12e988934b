/* One change to one field of a random bill gives exactly the findings it must, and the corrected
 * total is what the bill came to before an amount was changed. */
#include "core/base/buf.h"
#include "core/base/money.h"
#include "test/bill_text.h"
#include "test/unit.h"

#define ROUNDS 400
#define BIT(kind) (UINT32_C(1) << (kind))

struct bills {
	struct ctx c;
	struct made_bill tender, priced;
	struct bill_line *line; /* of the priced one, chosen at random */
	size_t at;              /* its index; in the tender's bill, too */
	struct bill_work *work; /* likewise */
	int64_t form_minor, was_minor;
	bool same_total; /* corrected is to be was_minor */
};

static bool is_counted(const struct bill_line *l)
{
	return l->quantity_milli >= 0;
}

static bool is_fixed(const struct bill_line *l)
{
	return l->kind == BILL_PROVISIONAL || l->kind == BILL_ESTIMATE;
}

static int64_t product(struct bills *b, int64_t price_minor)
{
	int64_t out = 0;
	CHECK_OK(&b->c, decimal_mul_div(&b->c, b->line->quantity_milli, price_minor, 1000, &out));
	return out;
}

/* Each makes one change and returns the findings it must give; 0: it does not suit the line. */
static uint32_t change_name(struct bills *b)
{
	b->line->name = "别的";
	return BIT(BILL_NAME_CHANGED);
}

static uint32_t change_features(struct bills *b)
{
	if (b->line->features == NULL)
		return 0;
	b->line->features = "别的";
	return BIT(BILL_FEATURES_CHANGED);
}

static uint32_t change_unit(struct bills *b)
{
	if (!is_counted(b->line))
		return 0;
	b->line->unit = "km";
	return BIT(BILL_UNIT_CHANGED);
}

static uint32_t change_quantity(struct bills *b)
{
	if (!is_counted(b->line))
		return 0;
	b->line->quantity_milli++;
	b->line->total_minor = product(b, b->line->price_minor);
	made_add_up(&b->c, &b->priced);
	return BIT(BILL_QUANTITY_CHANGED);
}

static uint32_t take_line(struct bills *b)
{
	made_drop(&b->priced, b->at);
	made_add_up(&b->c, &b->priced);
	return BIT(BILL_LINE_MISSING);
}

static uint32_t add_line(struct bills *b)
{
	made_drop(&b->tender, b->at);
	return BIT(BILL_LINE_ADDED);
}

static uint32_t move_line(struct bills *b)
{
	b->line->work = b->line->work == 0 ? 1 : 0;
	made_add_up(&b->c, &b->priced);
	return BIT(BILL_LINE_MOVED);
}

static uint32_t take_price(struct bills *b)
{
	if (is_fixed(b->line))
		return 0;
	b->line->total_minor = -1;
	if (is_counted(b->line))
		b->line->price_minor = -1;
	made_add_up(&b->c, &b->priced);
	return BIT(BILL_UNPRICED);
}

static uint32_t change_fixed_sum(struct bills *b)
{
	if (!is_fixed(b->line))
		return 0;
	b->line->total_minor++;
	made_add_up(&b->c, &b->priced);
	return BIT(BILL_SUM_CHANGED);
}

static uint32_t lower_ceiling(struct bills *b)
{
	if (!is_counted(b->line))
		return 0;
	b->tender.lines[b->at].ceiling_minor = b->line->price_minor - 1;
	return BIT(BILL_ABOVE_CEILING);
}

static uint32_t change_line_total(struct bills *b)
{
	if (!is_counted(b->line) || b->line->total_minor < 2)
		return 0;
	b->line->total_minor++;
	b->same_total = true;
	return BIT(BILL_LINE_TOTAL) | BIT(BILL_PART_TOTAL);
}

static uint32_t slip_price(struct bills *b)
{
	static const int64_t factors[] = { 10, 100, 1000 };
	if (!is_counted(b->line) || b->line->total_minor < 10)
		return 0;
	b->line->price_minor *= factors[rng_below(&b->c.rng, 3)];
	b->same_total = true;
	return BIT(BILL_DECIMAL_POINT);
}

static uint32_t change_rate(struct bills *b)
{
	b->work->rate++;
	made_add_up(&b->c, &b->priced);
	return BIT(BILL_TAX_RATE);
}

static uint32_t change_part(struct bills *b)
{
	b->work->part_minor[rng_below(&b->c.rng, BILL_TAX)] += 100;
	b->same_total = true;
	return BIT(BILL_PART_TOTAL) | BIT(BILL_TAX_TOTAL) | BIT(BILL_WORK_TOTAL);
}

static uint32_t change_tax(struct bills *b)
{
	b->work->part_minor[BILL_TAX]++;
	b->same_total = true;
	return BIT(BILL_TAX_TOTAL) | BIT(BILL_WORK_TOTAL);
}

static uint32_t change_work_total(struct bills *b)
{
	b->work->total_minor++;
	b->same_total = true;
	return BIT(BILL_WORK_TOTAL) | BIT(BILL_TOTAL);
}

static uint32_t change_total(struct bills *b)
{
	b->priced.b.total_minor++;
	b->form_minor = b->priced.b.total_minor;
	b->same_total = true;
	return BIT(BILL_TOTAL);
}

static uint32_t change_form(struct bills *b)
{
	b->form_minor++;
	b->same_total = true;
	return BIT(BILL_FORM_PRICE);
}

static uint32_t rename_work(struct bills *b)
{
	b->work->name = "别的";
	return BIT(BILL_WORK_RENAMED);
}

static uint32_t rename_bill(struct bills *b)
{
	b->priced.b.title = "别的";
	return BIT(BILL_TITLE_CHANGED);
}

static uint32_t (*const changes[])(struct bills *) = { change_name, change_features, change_unit,
	change_quantity, take_line, add_line, move_line, take_price, change_fixed_sum,
	lower_ceiling, change_line_total, slip_price, change_rate, change_part, change_tax,
	change_work_total, change_total, change_form, rename_work, rename_bill };

static struct bill reread(struct bills *b, const struct bill *of)
{
	struct buf text = made_text(&b->c, of);
	struct bill out = { .title = NULL };
	CHECK_OK(&b->c, bill_read(&b->c, text.p, text.n, &out));
	return out;
}

static uint32_t changed(struct bills *b, size_t change)
{
	size_t works = 2 + rng_below(&b->c.rng, 3), lines = works * 8 + rng_below(&b->c.rng, 30);
	made_bill(&b->c, works, lines, &b->priced);
	b->tender = made_tender(&b->c, &b->priced.b);
	b->form_minor = -1;
	b->was_minor = b->priced.b.total_minor;
	b->at = rng_below(&b->c.rng, lines);
	b->line = &b->priced.lines[b->at];
	b->work = &b->priced.works[rng_below(&b->c.rng, works)];
	if (changes[change] == change_form)
		b->form_minor = b->was_minor;
	return changes[change](b);
}

static void one_change_gives_its_findings(void **state)
{
	(void)state;
	uint32_t seen = 0;
	for (uint32_t round = 0; round < ROUNDS; round++) {
		struct bills b = { .c = { .mem = arena_new(LIMIT_BILL_ARENA_BYTES) } };
		struct bill_result r;
		uint8_t seed[RNG_SEED_BYTES] = { (uint8_t)round, (uint8_t)(round >> 8) };
		rng_seed(&b.c.rng, seed);
		uint32_t want = changed(&b, round % LEN(changes));
		seen |= want;
		if (want != 0) {
			struct bill tender = reread(&b, &b.tender.b),
			            priced = reread(&b, &b.priced.b);
			CHECK_OK(&b.c, bill_compare(&b.c, &tender, &priced, b.form_minor, &r));
			for (int k = 0; k < BILL_FINDING_KINDS; k++)
				if (r.counts[k] != (want >> k & 1))
					TEST_FAIL("round %u: %s", round, r.result);
			if (r.corrected_minor !=
			    (b.same_total ? b.was_minor : b.priced.b.total_minor))
				TEST_FAIL("round %u: %s", round, r.result);
		}
		test_ctx_end(&b.c);
	}
	/* all but the comings and goings of whole works, which bring the findings of their lines */
	assert_int_equal(
	    seen | BIT(BILL_WORK_MISSING) | BIT(BILL_WORK_ADDED), BIT(BILL_FINDING_KINDS) - 1);
}

int bill_change_tests(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_change_gives_its_findings),
	};
	return RUN_GROUP("bill_change", tests);
}
