#include "trade/evaluation/sheet.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/limits.h"
#include "trade/evaluation/judged.h"

#define LACKING "评标委员会认定投标明显缺乏竞争，否决全部投标（12号令 第二十七条）"

/* What became of a bid in the review. */
struct verdict {
	const char *why; /* NULL: it passed, as far as it goes */
	size_t missing;  /* members who have not reviewed it */
};

static enum err check_finding(struct ctx *c, const struct finding *f, const struct eval_in *in)
{
	if (f->corrected.currency != NULL && strcmp(f->corrected.currency, in->currency) != 0)
		return fail_at(c, E_BAD_FIELD, "/corrected/currency", f->corrected.currency,
		    "the lot is in %s", in->currency);
	if (f->corrected.currency != NULL && f->corrected.minor == 0)
		return fail_at(c, E_BAD_FIELD, "/corrected/amount", "0", "a price is above 0");
	if (f->deviations.n > 0 && in->rule != NULL && in->rule->method != METHOD_LOWEST)
		return fail_at(c, E_BAD_FIELD, "/deviations", NULL, "%s prices no deviations",
		    evaluation_words[in->rule->method]);
	return OK;
}

static enum err put_finding(struct ctx *c, const struct dossier *d, const struct eval_in *in,
    struct eval_bid *b, struct fault *pending)
{
	struct finding *list;
	const struct finding *held;
	size_t n;
	TRY(dossier_findings(c, d, b->party, &list, &n, &held));
	for (size_t i = 0; i < n; i++)
		TRY(check_finding(c, &list[i], in));
	if (held != NULL) {
		b->corrected_minor = held->corrected.minor;
		b->deviations = held->deviations.items;
		b->deviation_count = held->deviations.n;
	} else if (n > 0 && pending->detail == NULL) {
		*pending = fault_told(c,
		    "%s: %zu members correct its price or find deviations, and no more than half "
		    "find the same",
		    b->name, n);
	}
	return OK;
}

static size_t place_of(const struct eval_bid *bids, size_t n, const char *party)
{
	size_t i = 0;
	while (i < n && strcmp(bids[i].party, party) != 0)
		i++;
	return i;
}

static enum err seat_bids(struct ctx *c, const struct dossier *d, const char *const *why,
    struct eval_in *in, struct fault *pending)
{
	struct eval_bid *bids = arena_array(c->mem, struct eval_bid, d->row_count);
	in->bids = bids;
	for (size_t i = 0; i < d->row_count; i++) {
		const struct opened_bid *row = &d->rows[i];
		if (row->state == WITHDRAWN)
			continue;
		bids[in->n] = (struct eval_bid){ .party = row->party,
			.name = row->name,
			.unopened = unopened_zh(row),
			.currency = row->form.price.currency,
			.in_benchmark = row->state == OPENED };
		int64_t price = bid_price(c, &row->form, &bids[in->n].words);
		bids[in->n].price_minor = price > 0 ? price : 0;
		bids[in->n].disqualified = why[i];
		in->n++;
	}
	for (size_t i = 0; i < in->n; i++)
		TRY(put_finding(c, d, in, &bids[i], pending));
	return OK;
}

/* Every criterion once, none that the rule does not have. */
static enum err put_sheet(struct ctx *c, const struct kept_sheet *kept, const struct eval_in *in,
    size_t bid, int64_t *scores)
{
	struct sheet s = { 0 };
	const struct criterion *criteria = in->rule->scoring->criteria.items;
	size_t n = in->rule->scoring->criteria.n;
	TRY(sheet_read(c, kept->body, sheet_fields, &s));
	const struct given_score *given = s.scores.items;
	for (size_t i = 0; i < s.scores.n; i++) {
		const char *at = arena_printf(c->mem, "/scores/%zu/criterion", i);
		size_t k = 0;
		while (k < n && strcmp(criteria[k].id, given[i].criterion) != 0)
			k++;
		if (k == n)
			return fail_at(c, E_BAD_FIELD, at, given[i].criterion,
			    "no criterion of the tender document");
		int64_t *place = &scores[eval_score(in, bid, kept->seat, k)];
		if (*place != SCORE_NONE)
			return fail_at(c, E_BAD_FIELD, at, given[i].criterion, "each one once");
		if (given[i].score > criteria[k].full)
			return fail_at(c, E_BAD_FIELD, arena_printf(c->mem, "/scores/%zu/score", i),
			    arena_printf(c->mem, "%" PRId64, given[i].score),
			    "“%s” has at most %s points", criteria[k].title,
			    score_text(c, criteria[k].full));
		*place = given[i].score;
	}
	if (s.scores.n < n)
		return fail_at(
		    c, E_MISSING_FIELD, "/scores", NULL, "the tender document has %zu criteria", n);
	return OK;
}

static enum err seat_sheets(struct ctx *c, const struct dossier *d, struct eval_in *in)
{
	size_t n = in->n * d->member_count * in->rule->scoring->criteria.n;
	int64_t *scores = arena_array(c->mem, int64_t, n);
	const char **names = arena_array(c->mem, const char *, d->member_count);
	for (size_t i = 0; i < n; i++)
		scores[i] = SCORE_NONE;
	for (size_t i = 0; i < d->member_count; i++)
		names[i] = arena_printf(c->mem, "评委%zu", i + 1);
	in->members = names;
	in->member_count = d->member_count;
	for (size_t i = 0; i < d->sheet_count; i++) {
		size_t bid = place_of(in->bids, in->n, d->sheets[i].party);
		if (d->sheets[i].kind == SHEET_SCORES && bid < in->n &&
		    d->sheets[i].seat < d->member_count)
			TRY(put_sheet(c, &d->sheets[i], in, bid, scores));
	}
	in->scores = scores;
	return OK;
}

static enum err read_rule(struct ctx *c, const struct dossier *d, struct method_rule *rule)
{
	struct json *tree;
	if (d->rule == NULL)
		return OK;
	TRY(json_parse(c, d->rule, strlen(d->rule), &tree));
	return method_read(c, tree, rule);
}

/* A member's finding on every item of one bid; adds to fails[item]. */
static enum err count_review(
    struct ctx *c, const struct method_rule *rule, const char *body, size_t *fails)
{
	struct review sheet = { 0 };
	const struct review_item *items = rule->review.items;
	size_t n = rule->review.n;
	bool *seen = arena_array(c->mem, bool, n);
	TRY(sheet_read(c, body, review_sheet_fields, &sheet));
	const struct reviewed_item *found = sheet.items.items;
	for (size_t i = 0; i < sheet.items.n; i++) {
		const char *at = arena_printf(c->mem, "/items/%zu/item", i);
		size_t k = 0;
		while (k < n && strcmp(items[k].id, found[i].item) != 0)
			k++;
		if (k == n || seen[k])
			return fail_at(c, E_BAD_FIELD, at, found[i].item,
			    k == n ? "no item of the tender document" : "each one once");
		if (!found[i].passed && found[i].reason == NULL)
			return fail_at(c, E_MISSING_FIELD,
			    arena_printf(c->mem, "/items/%zu/reason", i), NULL,
			    "what does not pass has a reason");
		seen[k] = true;
		fails[k] += !found[i].passed;
	}
	if (sheet.items.n < n)
		return fail_at(
		    c, E_MISSING_FIELD, "/items", NULL, "the tender document has %zu items", n);
	return OK;
}

/* More than half of the members decide that an item is not satisfied, and so the bid. */
static enum err review_bid(struct ctx *c, const struct dossier *d, const struct method_rule *rule,
    const char *party, struct verdict *out)
{
	const struct review_item *items = rule->review.items;
	size_t *fails = arena_array(c->mem, size_t, rule->review.n), members;
	const struct kept_sheet *s = sheets_of_kind(d, party, SHEET_REVIEW, &members);
	for (size_t i = 0; i < members; i++)
		TRY(count_review(c, rule, s[i].body, fails));
	out->missing = d->member_count - members;
	for (size_t k = 0; out->why == NULL && k < rule->review.n; k++)
		if (fails[k] * 2 > d->member_count)
			out->why = arena_printf(c->mem, "%s不合格：%s（%zu 名评委中 %zu 名认定）",
			    review_zh[items[k].part], items[k].title, d->member_count, fails[k]);
	return OK;
}

/* Whether that unit bids, alone or in a consortium, as names stand: all can compute it again. */
static bool bid_is_of(const struct opened_bid *b, const char *unit)
{
	const struct consortium_member *m = b->form.consortium.items;
	bool same = strcmp(unit, b->name) == 0;
	for (size_t i = 0; i < b->form.consortium.n; i++)
		same = same || strcmp(unit, m[i].name) == 0 ||
		       (m[i].code != NULL && strcmp(unit, m[i].code) == 0);
	return same;
}

/* A member whose unit bids must recuse itself (法第三十七条), and one who did must be replaced. */
static struct fault conflict_of(struct ctx *c, const struct dossier *d)
{
	for (size_t i = 0; i < d->member_count; i++) {
		const struct eval_seat *seat = &d->seats[i];
		if (seat->recused != NULL)
			return fault_told(c, "member %zu recused itself and must be replaced: %s",
			    i + 1, seat->recused);
		for (size_t k = 0; k < d->row_count; k++)
			if (d->rows[k].state != WITHDRAWN && bid_is_of(&d->rows[k], seat->unit))
				return fault_told(c,
				    "member %zu works for %s, which bids: it must recuse itself "
				    "and be replaced (Tendering and Bidding Law, art. 37)",
				    i + 1, seat->unit);
	}
	return (struct fault){ 0 };
}

static struct fault doubt_told(struct ctx *c, const char *name, const struct fault *doubt)
{
	c->fault = *doubt; /* its Chinese comes along */
	return fault_told(
	    c, "%s: %s; whether the bid is valid the committee finds", name, c->fault.detail);
}

/* Why each row is disqualified (NULL: it is not), and what is still to be done (its detail NULL:
 * nothing). */
static enum err review_all(struct ctx *c, const struct dossier *d, const struct method_rule *rule,
    const char ***why, struct fault *pending)
{
	const char **list = arena_array(c->mem, const char *, d->row_count);
	struct fault *doubts = consortium_doubts(c, d);
	*pending = conflict_of(c, d);
	for (size_t i = 0; i < d->row_count; i++) {
		const struct opened_bid *row = &d->rows[i];
		struct verdict v = { 0 };
		bool upheld = false;
		size_t open = 0;
		if (row->state == OPENED)
			TRY(dossier_struck(c, d, row->party, &v.why, &open));
		bool doubted = row->state == OPENED && doubts[i].detail != NULL;
		if (doubted)
			TRY(dossier_upheld(c, d, row->party, &upheld));
		if (open > 0 && pending->detail == NULL)
			*pending = fault_told(c,
			    "%s: a member would disqualify it, and %zu have not said yet",
			    row->name, open);
		if (row->state == OPENED && rule->review.n > 0 && v.why == NULL)
			TRY(review_bid(c, d, rule, row->party, &v));
		if (v.missing > 0 && pending->detail == NULL)
			*pending =
			    fault_told(c, "%s: %zu members have not reviewed it item by item yet",
			        row->name, v.missing);
		if (doubted && !upheld && v.why == NULL && pending->detail == NULL)
			*pending = doubt_told(c, row->name, &doubts[i]);
		list[i] = v.why;
	}
	*why = list;
	return OK;
}

static void ask_competition(struct ctx *c, struct eval_out *out)
{
	out->asks_competition = true;
	out->pending = fault_told(c, "fewer valid bids than the law's least: the committee finds "
	                             "whether they compete (Order 12, art. 27)");
}

enum err dossier_judge(struct ctx *c, const struct dossier *d, struct eval_out *out)
{
	struct method_rule rule = { 0 };
	struct eval_out made;
	const char **why;
	struct fault pending;
	bool found, competitive;
	struct eval_in in = { .currency = d->lot->currency,
		.ceiling_minor = d->lot->ceiling_minor,
		.floor_minor = d->lot->floor_minor,
		.candidates_max = d->candidates_max > 0 ? d->candidates_max : 1,
		.few_below = d->bidders_min,
		.drawn = d->drawn,
		.factor = d->factor };
	TRY(read_rule(c, d, &rule));
	in.rule = d->rule != NULL ? &rule : NULL;
	if (rule.candidates > 0 && rule.candidates < in.candidates_max)
		in.candidates_max = rule.candidates;
	TRY(review_all(c, d, &rule, &why, &pending));
	TRY(seat_bids(c, d, why, &in, &pending));
	if (in.rule != NULL && in.rule->scoring != NULL)
		TRY(seat_sheets(c, d, &in));
	TRY(evaluate(c, &in, &made));
	TRY(dossier_competition(c, d, &found, &competitive));
	if (made.few && found && !competitive) {
		for (size_t i = 0; i < d->row_count; i++)
			why[i] = why[i] == NULL ? LACKING : why[i];
		in.n = 0;
		TRY(seat_bids(c, d, why, &in, &pending));
		TRY(evaluate(c, &in, &made));
	}
	if (pending.detail != NULL)
		made.pending = pending;
	else if (made.few && !found && made.pending.detail == NULL &&
	         (made.winner != NULL || made.tie))
		ask_competition(c, &made);
	*out = made;
	return OK;
}

enum err dossier_screen(struct ctx *c, const struct dossier *d, struct eval_out *out)
{
	const struct opening o = { .n = d->row_count,
		.bids = (struct opened_bid *)(uintptr_t)d->rows };
	struct method_rule rule = { 0 };
	const char **why;
	struct fault pending;
	bool found, competitive;
	struct screening s;
	TRY(read_rule(c, d, &rule));
	TRY(review_all(c, d, &rule, &why, &pending));
	TRY(dossier_competition(c, d, &found, &competitive));
	screening_make(c, &o, why, &s);
	bool few = (int64_t)s.n < d->bidders_min;
	if (few && found && !competitive) {
		for (size_t i = 0; i < d->row_count; i++)
			why[i] = why[i] != NULL ? why[i] : LACKING;
		screening_make(c, &o, why, &s);
	}
	struct eval_out made = { .winner = s.n > 0 ? s.passed[0] : NULL,
		.few = few,
		.pending = pending,
		.result = s.result,
		.digest = s.digest };
	if (pending.detail == NULL && few && s.n > 0 && !found)
		ask_competition(c, &made);
	*out = made;
	return OK;
}

/* Where in a result's list of bids the party stands; NULL: nowhere. */
static const struct json *bid_of(const struct json *result, const char *party)
{
	const struct json *bids = json_get(result, "bids");
	for (const struct json *b = bids != NULL ? bids->first : NULL; b != NULL; b = b->next)
		if (strcmp(json_get_text(b, "party", ""), party) == 0)
			return b;
	return NULL;
}

static void push_candidate(struct ctx *c, struct json *list, const struct json *bid)
{
	struct json *row = json_object(c);
	const char *price = json_get_text(bid, "price", "");
	json_put(row, "name", json_text(c, json_get_text(bid, "name", "")));
	json_put(row, "order", json_int(c, (int64_t)list->n + 1));
	json_put(row, "party", json_text(c, json_get_text(bid, "party", "")));
	json_put(row, "price", json_text(c, json_get_text(bid, "corrected", price)));
	if (json_get(bid, "total") != NULL)
		json_put(row, "total", json_text(c, json_get_text(bid, "total", "")));
	json_push(list, row);
}

/* A result of lowest price names the winner and ranks; a scored one its candidates in order. */
struct json *result_candidates(struct ctx *c, const struct json *result)
{
	struct json *list = json_list(c);
	const struct json *named = json_get(result, "candidates"), *bids = json_get(result, "bids");
	const char *winner = json_get_text(result, "winner", "");
	int64_t most = json_get_int(result, "candidates_max", 1);
	for (const struct json *p = named != NULL ? named->first : NULL; p != NULL; p = p->next) {
		const struct json *bid = p->type == JSON_TEXT ? bid_of(result, p->text) : NULL;
		if (bid != NULL)
			push_candidate(c, list, bid);
	}
	for (int pass = 0; named == NULL && bids != NULL && pass < 2; pass++)
		for (const struct json *b = bids->first; b != NULL; b = b->next)
			/* the recommended one leads, also where a drawing put it before its equals */
			if ((strcmp(json_get_text(b, "party", ""), winner) == 0) == (pass == 0) &&
			    json_get(b, "rank") != NULL && (int64_t)list->n < most)
				push_candidate(c, list, b);
	return list;
}

size_t result_ranked(const struct json *result)
{
	const struct json *bids = json_get(result, "bids");
	size_t n = 0;
	for (const struct json *b = bids != NULL ? bids->first : NULL; b != NULL; b = b->next)
		n += json_get(b, "rank") != NULL;
	return n;
}

enum err result_price(struct ctx *c, const struct json *result, const char *party,
    const char *currency, struct money *out)
{
	const struct json *bid = bid_of(result, party);
	const char *price = json_get_text(bid, "price", "");
	return money_parse(c, json_get_text(bid, "corrected", price), currency, out);
}
