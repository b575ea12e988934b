/* sheet.c - what members lay down, and what more than half of them hold. */
#include "trade/evaluation/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"

static const struct field given_fields[] = {
	F_TEXT(given_score, criterion, REQUIRED, 1, 40, "id of the criterion"),
	F_INT(given_score, score, REQUIRED, 0, 1000 * POINT, "ten-thousandths of a point"),
	F_TEXT(given_score, reason, REQUIRED, 1, LIMIT_REASON_CHARS, "why"),
	F_END,
};
const struct field sheet_fields[] = {
	F_ID(sheet, party, REQUIRED, "whose bid"),
	F_LIST(sheet, scores, REQUIRED, 1, LIMIT_CRITERIA, given_fields, given_score,
	    "every criterion of the tender document once"),
	F_END,
};

static const struct field reviewed_fields[] = {
	F_TEXT(reviewed_item, item, REQUIRED, 1, 40, "id of the item"),
	F_BOOL(reviewed_item, passed, REQUIRED, "whether the bid satisfies it"),
	F_TEXT(reviewed_item, reason, OPTIONAL, 1, LIMIT_REASON_CHARS, "why not, with the article"),
	F_END,
};
const struct field review_sheet_fields[] = {
	F_ID(review, party, REQUIRED, "whose bid"),
	F_LIST(review, items, REQUIRED, 1, LIMIT_CRITERIA, reviewed_fields, reviewed_item,
	    "every item of the tender document once"),
	F_END,
};

static const struct field deviation_fields[] = {
	F_TEXT(eval_deviation, title, REQUIRED, 1, LIMIT_TITLE_CHARS, "what deviates"),
	F_INT(eval_deviation, rate, REQUIRED, -RATE_ONE, RATE_ONE,
	    "millionths of the price, added to it"),
	F_END,
};
const struct field finding_fields[] = {
	F_ID(finding, party, REQUIRED, "whose bid"),
	F_TEXT(finding, reason, REQUIRED, 1, LIMIT_TEXT_CHARS, "what was found where"),
	F_ID(finding, query, OPTIONAL,
	    "the question to the tenderer about it; wanted where the price is corrected"),
	F_MONEY(finding, corrected, OPTIONAL, "the price with its slips of arithmetic corrected"),
	F_LIST(finding, deviations, OPTIONAL, 0, LIMIT_DEVIATIONS, deviation_fields, eval_deviation,
	    "deviations with a price; lowest evaluated price only"),
	F_END,
};

/* 《招标投标法实施条例》第五十一条（一）至（七） */
static const char *const ground_words[] = { "unstated", "unsigned", "no-agreement", "unqualified",
	"two-bids", "price", "unresponsive", "fraud", NULL };
static const char *const ground_zh[] = { NULL, "（一）未经投标单位盖章和单位负责人签字",
	"（二）联合体没有提交共同投标协议", "（三）不符合国家或者招标文件规定的资格条件",
	"（四）提交两个以上不同的投标文件或者投标报价", "（五）报价低于成本或者高于最高投标限价",
	"（六）没有对招标文件的实质性要求和条件作出响应",
	"（七）串通投标、弄虚作假、行贿等违法行为" };
const struct field strike_fields[] = {
	F_ID(strike, party, REQUIRED, "whose bid"),
	F_ENUM(strike, ground, OPTIONAL, ground_words,
	    "which of the law's causes (《条例》第五十一条); wanted under Chinese law"),
	F_TEXT(strike, reason, REQUIRED, 1, LIMIT_REASON_CHARS, "why"),
	F_BOOL(strike, stands, OPTIONAL, "the other way round: the member holds that it stands"),
	F_END,
};

const struct field competes_fields[] = {
	F_BOOL(competes, competitive, REQUIRED, "whether the valid bids still compete"),
	F_TEXT(competes, reason, REQUIRED, 1, LIMIT_TEXT_CHARS, "why"),
	F_END,
};

const char *const sheet_words[] = { "review", "scores", "disqualification", "finding",
	"competition", NULL };

enum err sheet_read(struct ctx *c, const char *text, const struct field *fields, void *out)
{
	struct json *tree;
	TRY(json_parse(c, text, strlen(text), &tree));
	return field_parse(c, fields, tree, out);
}

static int compare(const struct kept_sheet *a, const char *party, enum sheet_kind kind)
{
	int order = strcmp(a->party, party);
	return order != 0 ? order : (int)a->kind - (int)kind;
}

static int by_place(const void *a, const void *b)
{
	const struct kept_sheet *one = a, *other = b;
	int order = compare(one, other->party, other->kind);
	return order != 0 ? order : (one->seat > other->seat) - (one->seat < other->seat);
}

void sheets_sort(struct kept_sheet *list, size_t n)
{
	qsort(list, n, sizeof(*list), by_place);
}

const struct kept_sheet *sheets_of_kind(
    const struct dossier *d, const char *party, enum sheet_kind kind, size_t *n)
{
	size_t first = 0, end = d->sheet_count;
	while (first < end) {
		size_t middle = first + (end - first) / 2;
		if (compare(&d->sheets[middle], party, kind) < 0)
			first = middle + 1;
		else
			end = middle;
	}
	while (end < d->sheet_count && compare(&d->sheets[end], party, kind) == 0)
		end++;
	*n = end - first;
	return *n > 0 ? &d->sheets[first] : NULL;
}

/* What two members found is the same where price and deviations are; their reasons may differ. */
static bool same_finding(const struct finding *a, const struct finding *b)
{
	const struct eval_deviation *of_a = a->deviations.items, *of_b = b->deviations.items;
	bool same = a->corrected.minor == b->corrected.minor && a->deviations.n == b->deviations.n;
	for (size_t i = 0; same && i < a->deviations.n; i++)
		same = of_a[i].rate == of_b[i].rate && strcmp(of_a[i].title, of_b[i].title) == 0;
	return same;
}

enum err dossier_findings(struct ctx *c, const struct dossier *d, const char *party,
    struct finding **out, size_t *n, const struct finding **held)
{
	size_t count;
	const struct kept_sheet *s = sheets_of_kind(d, party, SHEET_FINDING, &count);
	struct finding *list = arena_array(c->mem, struct finding, count);
	for (size_t i = 0; i < count; i++)
		TRY(sheet_read(c, s[i].body, finding_fields, &list[i]));
	*held = NULL;
	for (size_t i = 0; i < count; i++) {
		size_t alike = 0;
		for (size_t j = 0; j < count; j++)
			alike += same_finding(&list[i], &list[j]);
		if (alike * 2 > d->member_count)
			*held = &list[i];
	}
	*out = list;
	*n = count;
	return OK;
}

enum err dossier_struck(
    struct ctx *c, const struct dossier *d, const char *party, const char **why, size_t *open)
{
	struct strike first = { 0 };
	size_t out = 0, in = 0, n;
	const struct kept_sheet *s = sheets_of_kind(d, party, SHEET_STRIKE, &n);
	for (size_t i = 0; i < n; i++) {
		struct strike one = { 0 };
		TRY(sheet_read(c, s[i].body, strike_fields, &one));
		if (!one.stands && out++ == 0)
			first = one;
		in += one.stands;
	}
	*why = NULL;
	/* it can still come to more than half */
	*open = out > 0 && (d->member_count - in) * 2 > d->member_count ? d->member_count - in - out
	                                                                : 0;
	if (out * 2 <= d->member_count)
		return OK;
	*open = 0;
	*why = arena_printf(c->mem, "%s%s%s（%zu 名评委中 %zu 名认定）",
	    first.ground > 0 ? "《条例》第五十一条" : "",
	    first.ground > 0 ? arena_printf(c->mem, "%s：", ground_zh[first.ground]) : "",
	    first.reason, d->member_count, out);
	return OK;
}

enum err dossier_upheld(struct ctx *c, const struct dossier *d, const char *party, bool *out)
{
	size_t stands = 0, n;
	const struct kept_sheet *s = sheets_of_kind(d, party, SHEET_STRIKE, &n);
	for (size_t i = 0; i < n; i++) {
		struct strike one = { 0 };
		TRY(sheet_read(c, s[i].body, strike_fields, &one));
		stands += one.stands;
	}
	*out = stands * 2 > d->member_count;
	return OK;
}

enum err dossier_competition(struct ctx *c, const struct dossier *d, bool *found, bool *competitive)
{
	size_t yes = 0, no = 0, n;
	const struct kept_sheet *s = sheets_of_kind(d, "", SHEET_COMPETES, &n);
	for (size_t i = 0; i < n; i++) {
		struct competes one = { 0 };
		TRY(sheet_read(c, s[i].body, competes_fields, &one));
		yes += one.competitive;
		no += !one.competitive;
	}
	*found = yes * 2 > d->member_count || no * 2 > d->member_count;
	*competitive = yes > no;
	return OK;
}
