/* bill.c - what bill_read takes is written again and read to the same; and compared with the
 * tender's bill made of it, nothing of the tender's is found changed. A refusal names its place. */
#include <assert.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/money.h"
#include "test/bill_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct bill again(struct ctx *c, const struct bill *b, struct buf *text)
{
	struct bill out;
	*text = made_text(c, b);
	enum err e = bill_read(c, text->p, text->n, &out);
	assert(e == OK);
	return out;
}

static void compare(struct ctx *c, const struct bill *b)
{
	struct made_bill m = made_copy(c, b);
	struct buf text;
	struct bill_result r;
	if (!b->priced) {
		/* the bidder who prices nothing: sums of what is fixed, and the tax on them */
		m.b.priced = true;
		for (size_t i = 0; i < m.b.line_count; i++)
			m.lines[i].ceiling_minor = -1;
		made_add_up(c, &m);
		if (m.b.total_minor > MONEY_MAX_MINOR)
			return; /* with its tax more than a bill can say */
	}
	struct bill priced = again(c, &m.b, &text);
	struct made_bill t = made_tender(c, &m.b);
	struct bill tender = again(c, &t.b, &text);
	enum err e = bill_compare(c, &tender, &priced, -1, &r);
	assert(e == OK);
	for (int k = 0; k < BILL_UNPRICED; k++)
		assert(r.counts[k] == 0);
	assert(b->priced || r.steps_total == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ctx c = { .mem = arena_new(LIMIT_BILL_ARENA_BYTES) };
	struct bill b;
	enum err e = bill_read(&c, (const char *)data, size, &b);
	assert(e == OK || e == E_BAD_BILL);
	if (e == OK) {
		struct buf first, second;
		struct bill twice = again(&c, &b, &first);
		again(&c, &twice, &second);
		assert(strcmp(first.p, second.p) == 0);
		compare(&c, &b);
	} else {
		assert(c.fault.detail[0] >= '1' && c.fault.detail[0] <= '9');
	}
	arena_free(c.mem);
	return 0;
}
