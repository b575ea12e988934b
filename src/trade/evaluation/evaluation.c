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

enum err evaluation_compute(
    struct ctx *c, const struct lot *l, const struct tender *t, struct eval_out *out)
{
	struct opening o;
	struct disqualified *struck;
	struct member *members;
	struct kept_sheet *sheets;
	struct kept_finding *findings;
	struct dossier d = { .lot = l, .rule = t->rule };
	const struct law_number *most, *least;
	const struct law_case k = tender_case(t);
	TRY(opening_get(c, l->id, &o));
	TRY(disqualified_of(c, l->id, &struck, &d.struck_count));
	TRY(committee_of(c, l->id, &members, &d.member_count));
	TRY(sheets_of(c, l->id, &sheets, &d.sheet_count));
	TRY(findings_of(c, l->id, &findings, &d.finding_count));
	TRY(factor_get(c, l->id, &d.factor));
	TRY(draw_get(c, l->id, &d.drawn));
	TRY(competition_get(c, l->id, &d.competition));
	TRY(law_bound(c, "candidates.max", &k, c->now_ms, &most));
	TRY(law_bound(c, "bidders.min", &k, c->now_ms, &least));
	d.rows = o.bids;
	d.row_count = o.n;
	d.struck = struck;
	d.sheets = sheets;
	d.findings = findings;
	d.candidates_max = most != NULL ? most->value : 0;
	d.bidders_min = least != NULL ? least->value : 0;
	return l->state == LS_SCREENING ? dossier_screen(c, &d, out) : dossier_judge(c, &d, out);
}
