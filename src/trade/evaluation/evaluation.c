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

enum err rule_of(struct ctx *c, const struct tender *t, struct method_rule *out)
{
	struct json *tree;
	*out = (struct method_rule){ .method = METHOD_LOWEST };
	if (t->rule == NULL)
		return OK;
	TRY(json_parse(c, t->rule, strlen(t->rule), &tree));
	return method_read(c, tree, out);
}

enum err evaluation_awaits_factor(
    struct ctx *c, const struct lot *l, const struct tender *t, bool *out)
{
	struct method_rule rule;
	const int64_t *drawn;
	TRY(rule_of(c, t, &rule));
	TRY(factor_get(c, l->id, &drawn));
	*out =
	    drawn == NULL && method_draws(&rule) && rule.benchmark->factor->drawn == DRAWN_BEFORE;
	return OK;
}

bool evaluation_may_draw(const struct tender *t)
{
	return !t->mandatory || t->rule != NULL; /* every rule says how its ties end: by a draw */
}

enum err evaluation_compute(
    struct ctx *c, const struct lot *l, const struct tender *t, struct eval_out *out)
{
	struct opening o;
	struct member *members;
	struct kept_sheet *sheets;
	struct dossier d = { .lot = l, .rule = t->rule };
	const struct law_number *most, *least;
	const struct law_case k = tender_case(t);
	TRY(opening_get(c, l->id, &o));
	TRY(committee_of(c, l->id, &members, &d.member_count));
	TRY(sheets_of(c, l->id, NULL, &sheets, &d.sheet_count));
	TRY(factor_get(c, l->id, &d.factor));
	TRY(draw_get(c, l->id, &d.drawn));
	TRY(law_bound(c, "candidates.max", &k, c->now_ms, &most));
	TRY(law_bound(c, "bidders.min", &k, c->now_ms, &least));
	struct eval_seat *seats = arena_array(c->mem, struct eval_seat, d.member_count);
	for (size_t i = 0; i < d.member_count; i++)
		seats[i] = (struct eval_seat){ members[i].unit, members[i].recused };
	d.seats = seats;
	d.rows = o.bids;
	d.row_count = o.n;
	d.sheets = sheets;
	d.candidates_max = most != NULL ? most->value : 0;
	d.bidders_min = least != NULL ? least->value : 0;
	TRY(l->state == LS_SCREENING ? dossier_screen(c, &d, out) : dossier_judge(c, &d, out));
	/* the dossier, which everybody can compute again, compares names as they stand */
	size_t bidder = committee_bidder(c, &o, members, d.member_count);
	if (bidder < d.member_count && out->pending.detail == NULL)
		out->pending = fault_told(c,
		    "member %zu works for %s, which bids: it must recuse itself and be replaced",
		    bidder + 1, members[bidder].unit);
	if (l->state == LS_SCREENING)
		return OK;
	if (out->tie && out->pending.detail == NULL && !evaluation_may_draw(t))
		out->pending =
		    fault_told(c, "several share the lowest price, and the tender document says no "
		                  "word of a draw: "
		                  "a tender that must be held is not drawn for then (NDRC "
		                  "2019/862, State Council "
		                  "2024/21); its principal may cancel it and tender again");
	return OK;
}
