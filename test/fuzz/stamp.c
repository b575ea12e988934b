/* stamp.c - electronic stamps and what is stamped, of any bytes: what is read lies within what was
 * given, and a refusal says why. Nobody here signed it, but whoever wrote the corpus. */
#include <stdlib.h>

#include "core/base/limits.h"
#include "core/stamp/stamp.h"

static bool within(struct bytes part, struct bytes whole)
{
	return part.p >= whole.p && part.p + part.n <= whole.p + whole.n;
}

static void read_stamp(struct ctx *c, struct bytes in)
{
	struct stamp s;
	if (stamp_read(c, in, &s) != OK) {
		if (c->fault.err != E_BAD_STAMP || c->fault.detail == NULL)
			abort();
		return;
	}
	if (!within(s.over, in) || !within(s.signature, in) || !within(s.maker, in) ||
	    !within(s.picture.image, in) || s.who.n < 1 || s.from_ms > s.until_ms)
		abort();
	(void)stamp_holds(c, &s);
	(void)stamp_is_for(c, &s, s.maker);
}

static void read_stamping(struct ctx *c, struct bytes in)
{
	struct stamping s;
	if (stamping_read(c, in, &s) != OK) {
		if (c->fault.err != E_BAD_STAMP || c->fault.detail == NULL)
			abort();
		return;
	}
	if (!within(s.over, in) || !within(s.stamp.whole, s.over) || !within(s.signature, in) ||
	    !within(s.signer, in) || (s.timestamp.n > 0 && !within(s.timestamp, in)))
		abort();
	(void)stamping_holds(c, &s);
	(void)stamping_is_of(c, &s, in);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES), .now_ms = 0 };
	read_stamp(&c, (struct bytes){ data, size });
	read_stamping(&c, (struct bytes){ data, size });
	arena_free(c.mem);
	return 0;
}
