/* kind.c - what the law said at each act: the kind of trade, and the numbers that bound it. */
#include <string.h>

#include "core/base/moment.h"
#include "trade/export/parts.h"

#define ASKED_AT_MAX 3

/* Which numbers bind a trade, and at which act they were asked for: the first of these kinds of
 * entry that the trade has. */
static const struct {
	const char *id;
	const char *at[ASKED_AT_MAX];
} asked[] = {
	{ "bid.period.min", { "tender.published" } },
	{ "opening.window.min", { "tender.submitted" } },
	{ "bidders.min", { "lot.closed", "lot.unsuccessful" } },
	{ "committee.size.min", { "committee.formed" } },
	{ "committee.expert.share.min", { "committee.formed" } },
	{ "candidates.max", { "evaluation.signed", "lot.evaluated", "lot.unsuccessful" } },
	{ "publicity.candidates.min", { "candidates.published" } },
	{ "candidates.publish.max", { "candidates.published" } },
	{ "report.max", { "award.made" } },
	{ "contract.max", { "contract.published" } },
};

static const char *const choices[] = {
	[LAW_FORBIDDEN] = "forbidden", [LAW_OPTIONAL] = "optional", [LAW_REQUIRED] = "required"
};
static struct json *both(struct ctx *c, const char *zh, const char *en)
{
	struct json *o = json_object(c);
	json_put(o, "en", json_text(c, en));
	json_put(o, "zh", json_text(c, zh));
	return o;
}

static struct json *kind_json(struct ctx *c, const struct law_kind *k)
{
	struct json *o = json_object(c);
	json_put(o, "calendar", json_text(c, k->calendar));
	json_put(o, "ceiling", json_text(c, choices[k->ceiling]));
	json_put(o, "class", json_text(c, k->class3));
	json_put(o, "currency", json_text(c, k->currency));
	json_put(o, "department", both(c, k->department_zh, k->department_en));
	json_put(o, "evaluation", json_text(c, k->evaluation));
	json_put(o, "floor", json_text(c, choices[k->floor]));
	json_put(o, "id", json_text(c, k->id));
	json_put(o, "jurisdiction", json_text(c, k->jurisdiction == LAW_CN ? "cn" : "foreign"));
	json_put(o, "procedure", json_text(c, k->procedure));
	json_put(o, "title", both(c, k->title_zh, k->title_en));
	return o;
}

static struct json *number_json(struct ctx *c, const struct law_number *n, int64_t at_ms)
{
	struct json *o = json_object(c);
	json_put(o, "asked", json_text(c, moment_text(c, at_ms)));
	json_put(o, "basis", both(c, n->basis_zh, n->basis_en));
	json_put(o, "from", json_text(c, day_text(c, n->from)));
	json_put(o, "id", json_text(c, n->id));
	json_put(o, "refuses", json_bool(c, n->refuse));
	json_put(o, "to", json_text(c, day_text(c, n->to)));
	json_put(o, "unit", json_text(c, law_unit_words[n->unit]));
	/* yuan are held in fen */
	json_put(o, "value", json_int(c, n->unit == LAW_YUAN ? n->value / 100 : n->value));
	return o;
}

static const struct evidence_entry *first_of(const struct export *x, const char *kind)
{
	for (size_t i = 0; i < x->entry_count; i++)
		if (strcmp(x->entries[i].kind, kind) == 0)
			return &x->entries[i];
	return NULL;
}

enum err export_kind(struct ctx *c, const struct export *x, const char **json)
{
	struct json *o = json_object(c), *numbers = json_list(c);
	const struct law_case k = tender_case(&x->tender);
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++) {
		const struct evidence_entry *e = NULL;
		const struct law_number *n = NULL;
		for (size_t j = 0; e == NULL && j < ASKED_AT_MAX && asked[i].at[j] != NULL; j++)
			e = first_of(x, asked[i].at[j]);
		if (e != NULL)
			TRY(law_bound(c, asked[i].id, &k, e->at_ms, &n));
		if (n != NULL)
			json_push(numbers, number_json(c, n, e->at_ms));
	}
	json_put(o, "kind", kind_json(c, x->kind));
	json_put(o, "numbers", numbers);
	json_put(o, "v", json_int(c, EXPORT_VERSION));
	*json = json_canonical(c, o);
	return OK;
}
