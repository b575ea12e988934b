/* bill.c - 清标: a bidder's bill beside the tender's, line by line, and the result as JSON. */
#include "trade/bill/bill.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/enc.h"
#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/base/money.h"
#include "trade/bill/bill_check.h"

#define QUANTITY_PLACES 3
#define RATE_PLACES 6

const char *const bill_finding_words[BILL_FINDING_KINDS] = {
	[BILL_TITLE_CHANGED] = "title-changed",
	[BILL_WORK_MISSING] = "work-missing",
	[BILL_WORK_ADDED] = "work-added",
	[BILL_WORK_RENAMED] = "work-renamed",
	[BILL_TAX_RATE] = "tax-rate",
	[BILL_LINE_MISSING] = "line-missing",
	[BILL_LINE_ADDED] = "line-added",
	[BILL_LINE_MOVED] = "line-moved",
	[BILL_NAME_CHANGED] = "name-changed",
	[BILL_FEATURES_CHANGED] = "features-changed",
	[BILL_UNIT_CHANGED] = "unit-changed",
	[BILL_QUANTITY_CHANGED] = "quantity-changed",
	[BILL_SUM_CHANGED] = "sum-changed",
	[BILL_ABOVE_CEILING] = "above-ceiling",
	[BILL_UNPRICED] = "unpriced",
	[BILL_LINE_TOTAL] = "line-total",
	[BILL_DECIMAL_POINT] = "decimal-point",
	[BILL_PART_TOTAL] = "part-total",
	[BILL_TAX_TOTAL] = "tax-total",
	[BILL_WORK_TOTAL] = "work-total",
	[BILL_TOTAL] = "bill-total",
	[BILL_FORM_PRICE] = "form-price",
};

static const char *const kind_names[BILL_KINDS] = {
	[BILL_ITEM] = "item",
	[BILL_MEASURE] = "measure",
	[BILL_LUMP] = "lump",
	[BILL_PROVISIONAL] = "provisional",
	[BILL_ESTIMATE] = "estimate",
	[BILL_DAYWORK] = "daywork",
	[BILL_SERVICE] = "service",
};

static bool listed(const struct check *k)
{
	return k->out.finding_count < LIMIT_BILL_FINDINGS;
}

void check_find(struct check *k, enum bill_finding_kind kind, struct about at, const char *expected,
    const char *found)
{
	if (listed(k))
		k->findings[k->out.finding_count++] =
		    (struct bill_finding){ kind, at.work, at.code, expected, found };
	k->out.counts[kind]++;
}

static const char *amount(struct ctx *c, const struct bill *b, int64_t minor)
{
	return minor < 0 ? NULL : money_text(c, (struct money){ minor, b->currency });
}

void check_find_amount(struct check *k, enum bill_finding_kind kind, struct about at,
    int64_t expected_minor, int64_t found_minor)
{
	if (listed(k))
		check_find(k, kind, at, amount(k->c, k->priced, expected_minor),
		    amount(k->c, k->priced, found_minor));
	else
		k->out.counts[kind]++;
}

static void compare_texts(struct check *k, enum bill_finding_kind kind, struct about at,
    const char *expected, const char *found)
{
	if (expected != NULL && found != NULL && strcmp(expected, found) != 0)
		check_find(k, kind, at, expected, found);
}

static void compare_works(struct check *k, const struct bill_work *t, const struct bill_work *p)
{
	struct about at = { t->code, NULL };
	compare_texts(k, BILL_WORK_RENAMED, at, t->name, p->name);
	if (t->rate != p->rate)
		check_find(k, BILL_TAX_RATE, at, decimal_text(k->c, t->rate, RATE_PLACES),
		    decimal_text(k->c, p->rate, RATE_PLACES));
}

static const struct bill_work *work_of(const struct bill *b, const char *code)
{
	for (size_t i = 0; i < b->work_count; i++)
		if (strcmp(b->works[i].code, code) == 0)
			return &b->works[i];
	return NULL;
}

static void compare_heads(struct check *k)
{
	const struct bill *t = k->tender, *p = k->priced;
	const struct about whole = { NULL, NULL };
	compare_texts(k, BILL_TITLE_CHANGED, whole, t->title, p->title);
	compare_texts(k, BILL_TITLE_CHANGED, whole, t->lot, p->lot);
	for (size_t i = 0; i < t->work_count; i++) {
		const struct bill_work *w = &t->works[i], *other = work_of(p, w->code);
		if (other != NULL)
			compare_works(k, w, other);
		else
			check_find(
			    k, BILL_WORK_MISSING, (struct about){ w->code, NULL }, w->name, NULL);
	}
	for (size_t i = 0; i < p->work_count; i++) {
		const struct bill_work *w = &p->works[i];
		if (work_of(t, w->code) == NULL)
			check_find(
			    k, BILL_WORK_ADDED, (struct about){ w->code, NULL }, NULL, w->name);
	}
}

/* "01 item": where a line stands, and as what. */
static const char *stand(struct check *k, const struct bill *b, const struct bill_line *l)
{
	return arena_printf(k->c->mem, "%s %s", b->works[l->work].code, kind_names[l->kind]);
}

static void compare_lines(struct check *k, const struct bill_line *t, const struct bill_line *p)
{
	const char *work = k->tender->works[t->work].code;
	struct about at = { work, t->code };
	if (t->kind != p->kind || strcmp(work, k->priced->works[p->work].code) != 0) {
		check_find(k, BILL_LINE_MOVED, at, stand(k, k->tender, t), stand(k, k->priced, p));
		return;
	}
	compare_texts(k, BILL_NAME_CHANGED, at, t->name, p->name);
	compare_texts(k, BILL_FEATURES_CHANGED, at, t->features, p->features);
	compare_texts(k, BILL_UNIT_CHANGED, at, t->unit, p->unit);
	if (t->quantity_milli != p->quantity_milli)
		check_find(k, BILL_QUANTITY_CHANGED, at,
		    decimal_text(k->c, t->quantity_milli, QUANTITY_PLACES),
		    decimal_text(k->c, p->quantity_milli, QUANTITY_PLACES));
	if ((t->kind == BILL_PROVISIONAL || t->kind == BILL_ESTIMATE) &&
	    t->total_minor != p->total_minor)
		check_find_amount(k, BILL_SUM_CHANGED, at, t->total_minor, p->total_minor);
	if (t->ceiling_minor >= 0 && p->price_minor > t->ceiling_minor)
		check_find_amount(k, BILL_ABOVE_CEILING, at, t->ceiling_minor, p->price_minor);
}

/* For each line of `from` its line in `to`, NULL for none: both are sorted by code, so one walk. */
static const struct bill_line **pair(struct ctx *c, const struct bill *from, const struct bill *to)
{
	const struct bill_line **pairs =
	    arena_array(c->mem, const struct bill_line *, from->line_count);
	for (size_t i = 0, j = 0; i < from->line_count; i++) {
		const struct bill_line *l = from->by_code[i];
		while (j < to->line_count && strcmp(to->by_code[j]->code, l->code) < 0)
			j++;
		if (j < to->line_count && strcmp(to->by_code[j]->code, l->code) == 0)
			pairs[l - from->lines] = to->by_code[j];
	}
	return pairs;
}

static bool is_unpriced(const struct bill_line *l)
{
	if (l->kind == BILL_PROVISIONAL || l->kind == BILL_ESTIMATE)
		return false;
	return (l->quantity_milli >= 0 ? l->price_minor : l->total_minor) <= 0;
}

static void compare_all(struct check *k)
{
	const struct bill *t = k->tender, *p = k->priced;
	const struct bill_line **in_priced = pair(k->c, t, p), **in_tender = pair(k->c, p, t);
	for (size_t i = 0; i < t->line_count; i++) {
		const struct bill_line *l = &t->lines[i];
		if (in_priced[i] != NULL)
			compare_lines(k, l, in_priced[i]);
		else
			check_find(k, BILL_LINE_MISSING,
			    (struct about){ t->works[l->work].code, l->code }, l->name, NULL);
	}
	for (size_t i = 0; i < p->line_count; i++) {
		const struct bill_line *l = &p->lines[i];
		struct about at = { p->works[l->work].code, l->code };
		if (in_tender[i] == NULL)
			check_find(k, BILL_LINE_ADDED, at, NULL, l->name);
		if (is_unpriced(l))
			check_find_amount(k, BILL_UNPRICED, at, -1, l->total_minor);
	}
}

static void put_text(struct ctx *c, struct json *o, const char *name, const char *text)
{
	if (text != NULL)
		json_put(o, name, json_text(c, text));
}

static struct json *findings_json(struct ctx *c, const struct bill_result *r)
{
	struct json *list = json_list(c);
	for (size_t i = 0; i < r->finding_count; i++) {
		const struct bill_finding *f = &r->findings[i];
		struct json *o = json_object(c);
		put_text(c, o, "code", f->code);
		put_text(c, o, "expected", f->expected);
		put_text(c, o, "found", f->found);
		put_text(c, o, "kind", bill_finding_words[f->kind]);
		put_text(c, o, "work", f->work);
		json_push(list, o);
	}
	return list;
}

static struct json *steps_json(struct ctx *c, const struct bill_result *r)
{
	struct json *list = json_list(c);
	for (size_t i = 0; i < r->step_count; i++) {
		const struct bill_step *s = &r->steps[i];
		struct json *o = json_object(c);
		put_text(c, o, "code", s->code);
		put_text(c, o, "from", s->from);
		put_text(c, o, "to", s->to);
		put_text(c, o, "what", s->what);
		put_text(c, o, "work", s->work);
		json_push(list, o);
	}
	return list;
}

static void write_result(struct check *k, int64_t form_minor)
{
	struct ctx *c = k->c;
	struct bill_result *r = &k->out;
	struct json *o = json_object(c), *counts = json_object(c);
	uint8_t digest[SHA256_BYTES];
	for (int i = 0; i < BILL_FINDING_KINDS; i++)
		if (r->counts[i] > 0)
			json_put(counts, bill_finding_words[i], json_int(c, r->counts[i]));
	json_put(o, "corrected", json_text(c, amount(c, k->priced, r->corrected_minor)));
	json_put(o, "counts", counts);
	json_put(o, "currency", json_text(c, k->priced->currency));
	json_put(o, "findings", findings_json(c, r));
	put_text(c, o, "form", amount(c, k->priced, form_minor));
	json_put(o, "priced", json_text(c, k->priced->digest));
	json_put(o, "steps", steps_json(c, r));
	json_put(o, "steps_total", json_int(c, r->steps_total));
	json_put(o, "tender", json_text(c, k->tender->digest));
	json_put(o, "total", json_text(c, amount(c, k->priced, k->priced->total_minor)));
	json_put(o, "v", json_int(c, 1));
	r->result = json_canonical(c, o);
	sha256(r->result, strlen(r->result), digest);
	r->digest = enc_hex(c->mem, digest, sizeof(digest));
}

enum err bill_compare(struct ctx *c, const struct bill *tender, const struct bill *priced,
    int64_t form_minor, struct bill_result *out)
{
	struct check k = { .c = c, .tender = tender, .priced = priced };
	if (tender->priced)
		return fail(c, E_BAD_BILL, "the tender's bill has prices");
	if (!priced->priced)
		return fail(c, E_BAD_BILL, "the bidder's bill has no prices");
	if (strcmp(tender->currency, priced->currency) != 0)
		return fail(c, E_BAD_BILL, "the bill is in %s, the tender's in %s",
		    priced->currency, tender->currency);
	k.out.findings = k.findings = arena_array(c->mem, struct bill_finding, LIMIT_BILL_FINDINGS);
	k.out.steps = k.steps = arena_array(c->mem, struct bill_step, LIMIT_BILL_FINDINGS);
	compare_heads(&k);
	compare_all(&k);
	TRY(check_sums(&k));
	if (form_minor >= 0 && form_minor != priced->total_minor)
		check_find_amount(&k, BILL_FORM_PRICE, (struct about){ NULL, NULL }, form_minor,
		    priced->total_minor);
	write_result(&k, form_minor);
	*out = k.out;
	return OK;
}
