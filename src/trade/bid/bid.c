#include <string.h>

#include "core/evidence/evidence.h"
#include "core/base/limits.h"
#include "trade/bid/bid_db.h"

const struct field bid_form_fields[] = {
	F_MONEY(bid_form, price, OPTIONAL, "投标报价"),
	F_INT(bid_form, duration_days, OPTIONAL, 0, 36500, "工期, days"),
	F_TEXT(bid_form, quality, OPTIONAL, 0, 200, "质量标准"),
	F_TEXT(bid_form, leader, OPTIONAL, 0, 100, "项目负责人"),
	F_TEXT(bid_form, security, OPTIONAL, 0, 200, "投标保证金 or 保函"),
	F_END,
};

enum err bid_form_read(struct ctx *c, struct bytes text, struct bid_form *out)
{
	struct json *tree;
	struct bid_form form = { 0 };
	TRY(json_parse(c, (const char *)text.p, text.n, &tree));
	TRY(field_parse(c, bid_form_fields, tree, &form));
	*out = form;
	return OK;
}

/* Tells by the commitment, in constant time, whether the key is the sealed part's own. */
static enum err check_key(
    struct ctx *c, const char *field, struct bytes key, const uint8_t commitment[SHA256_BYTES])
{
	uint8_t got[SHA256_BYTES];
	seal_commit(key.p, got);
	if (!same_bytes(got, commitment, sizeof(got)))
		return fail_at(
		    c, E_BAD_KEY, field, NULL, "not the key that the container commits to");
	return OK;
}

enum err bid_container(struct ctx *c, const struct bid *b, struct bytes *out)
{
	struct evidence_entry e;
	struct json *act;
	TRY(evidence_read(c, b->place, &e));
	TRY(json_parse(c, e.act, strlen(e.act), &act));
	const char *form = json_get_text(json_get(act, "body"), "form", "");
	if (!dec_base64(c->mem, form, out))
		return fail(
		    c, E_INTERNAL, "the act at %lld holds no container", (long long)b->place);
	return OK;
}

enum err bid_hand_in(
    struct ctx *c, const struct lot *l, struct bytes form_key, struct bytes documents_key)
{
	struct bid b;
	TRY(bid_current(c, l->id, c->actor.party, &b));
	TRY(check_key(c, "/form", form_key, b.form_commitment));
	if (b.documents != NULL && documents_key.n == 0)
		return fail_at(
		    c, E_MISSING_FIELD, "/documents", NULL, "the documents part has a key too");
	if (b.documents == NULL && documents_key.n != 0)
		return fail_at(c, E_BAD_FIELD, "/documents", NULL, "the bid has no documents part");
	if (b.documents != NULL)
		TRY(check_key(c, "/documents", documents_key, b.documents_commitment));
	enum err e = bid_key_insert(c, &b, form_key, documents_key);
	if (e == E_DUPLICATE)
		return fail(c, E_DUPLICATE, "the keys are here already");
	TRY(e);
	return evidence_add(c, "key.handed-in", l->id, l->tender);
}
