/* candidates_http.c - the candidates as they stand: who comes next and for how much, told before it
 * is decided. */
#include <string.h>

#include "core/http/http.h"
#include "trade/award/turn.h"
#include "trade/evaluation/dossier.h"

/* As the result itself is shown: to those who publish it once it is signed, to all with the
 * publicity. */
static enum err check_shown(struct ctx *c, const struct lot *l)
{
	const uint32_t inside = W_PRINCIPAL | W_AGENCY | W_SUPERVISOR | W_INSPECTOR;
	if (l->state > LS_EVALUATED || (l->state == LS_EVALUATED && (c->relations & inside) != 0))
		return OK;
	return fail(c, E_SECRET, "the candidates are shown with their publicity");
}

/* With what its bid promised, and whether it has given the award up. */
static enum err tell_candidate(struct ctx *c, const struct lot *l, const struct json *v,
    const struct json *promised, struct json **out)
{
	const char *party = json_get_text(v, "party", "");
	struct json *row = json_object(c);
	struct money price;
	bool declined;
	TRY(has_declined(c, l->id, party, &declined));
	TRY(money_parse(c, json_get_text(v, "price", ""), l->currency, &price));
	json_put(row, "declined", json_bool(c, declined));
	json_put(row, "name", json_text(c, json_get_text(v, "name", "")));
	json_put(row, "order", json_int(c, json_get_int(v, "order", 0)));
	json_put(row, "party", json_text(c, party));
	json_put(row, "price", money_json(c, price.minor, l->currency));
	for (const struct json *p = promised->first; p != NULL; p = p->next)
		if (strcmp(json_get_text(p, "party", ""), party) == 0)
			json_put(row, "promised", json_copy(c, p));
	if (json_get(v, "total") != NULL)
		json_put(row, "total", json_text(c, json_get_text(v, "total", "")));
	*out = row;
	return OK;
}

static enum err candidates_show(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *result, *promised, *row, *o = json_object(c), *rows = json_list(c);
	struct passing *gone;
	struct lot l;
	int64_t signed_ms;
	size_t n;
	TRY(lot_get(c, r->params[0], &l, NULL));
	TRY(check_shown(c, &l));
	TRY(signed_result(c, l.id, &result, &signed_ms));
	TRY(passings_of(c, l.id, &gone, &n));
	const struct json *candidates = result_candidates(c, result);
	TRY(promises_of(c, l.id, candidates, &promised));
	const struct json *turn = NULL;
	for (const struct json *v = candidates->first; v != NULL; v = v->next) {
		size_t i = 0;
		TRY(tell_candidate(c, &l, v, promised, &row));
		while (i < n && strcmp(gone[i].party, json_get_text(v, "party", "")) != 0)
			i++;
		if (i < n)
			json_put(row, "passed", json_text(c, passing_zh[gone[i].reason]));
		else if (turn == NULL)
			turn = row;
		json_push(rows, row);
	}
	json_put(o, "candidates", rows);
	json_put(o, "turn", json_text(c, turn != NULL ? json_get_text(turn, "party", "") : NULL));
	return reply_tree(r, 200, o);
}

const struct route candidate_routes[] = {
	{ M_GET, "/api/lots/{lot}/candidates", ROW_READ, .handler = candidates_show,
	    .who = W_PUBLIC, .of = of_lot, .errors = "SECRET NOT_FOUND",
	    .doc =
	        "The candidates in order, with price and promises; who was passed over, and whose "
	        "turn it is to have the award." },
	{ .path = NULL },
};
