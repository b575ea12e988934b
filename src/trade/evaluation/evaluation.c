#include <string.h>

#include "trade/evaluation/evaluation_db.h"

enum err of_committee(struct req *r, uint32_t *who)
{
	bool member = false;
	TRY(of_lot(r, who));
	if (r->c.actor.user != NULL)
		TRY(member_is(&r->c, r->params[0], r->c.actor.user, &member));
	if (member)
		*who |= W_COMMITTEE;
	return OK;
}

static const char *reason_of(const struct disqualified *list, size_t n, const char *party)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].party, party) == 0)
			return list[i].reason;
	return NULL;
}

enum err evaluation_compute(
    struct ctx *c, const struct lot *l, const struct tender *t, struct eval_out *out)
{
	struct opening o;
	struct disqualified *struck;
	size_t struck_n, n = 0;
	const struct law_number *most, *least;
	const struct law_case k = tender_case(t);
	TRY(opening_get(c, l->id, &o));
	TRY(disqualified_of(c, l->id, &struck, &struck_n));
	TRY(law_bound(c, "candidates.max", &k, c->now_ms, &most));
	TRY(law_bound(c, "bidders.min", &k, c->now_ms, &least));
	struct eval_in in = { .currency = l->currency,
		.ceiling_minor = l->ceiling_minor,
		.floor_minor = l->floor_minor,
		.candidates_max = most ? most->value : 1,
		.few_below = least ? least->value : 0 };
	TRY(draw_get(c, l->id, &in.drawn));
	struct eval_bid *bids = arena_array(c->mem, struct eval_bid, o.n);
	for (size_t i = 0; i < o.n; i++)
		if (o.bids[i].state != WITHDRAWN)
			bids[n++] = (struct eval_bid){ o.bids[i].party, o.bids[i].name,
				unopened_zh(&o.bids[i]), o.bids[i].form.price.currency,
				o.bids[i].form.price.minor,
				reason_of(struck, struck_n, o.bids[i].party) };
	in.bids = bids;
	in.n = n;
	return evaluate(c, &in, out);
}
