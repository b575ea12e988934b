/* record.c - the pure half of the opening: containers to forms, forms to the record and back. */
#include <string.h>

#include "core/base/id.h"
#include "trade/opening/opening.h"

const char *const opened_words[] = { "opened", "revoked", "withdrawn", "unopened" };
const char *const opened_zh[] = { "已解密", "撤销", "撤回", "不予开启" };

const char *unopened_zh(const struct opened_bid *b)
{
	if (b->state == UNOPENED)
		return "未通过第一信封评审，报价不予开启";
	if (b->state != REVOKED)
		return NULL;
	return b->why != NULL && strcmp(b->why, "unreadable") == 0 ? "内容无法读取"
	                                                           : "未在规定时间内解密";
}

enum err bid_open(struct ctx *c, const struct bytes container, const uint8_t key[SEAL_KEY_BYTES],
    struct opened_bid *out)
{
	struct bytes plain;
	struct bid_form form = { 0 };
	TRY(seal_open(c, container, key, &plain));
	TRY(bid_form_read(c, plain, &form));
	out->form = form;
	out->state = OPENED;
	return OK;
}

static struct json *form_json(struct ctx *c, const struct bid_form *f)
{
	struct json *o = json_object(c);
	if (f->price.currency != NULL)
		json_put(o, "price", money_json(c, f->price.minor, f->price.currency));
	if (f->duration_days > 0)
		json_put(o, "duration_days", json_int(c, f->duration_days));
	if (f->quality != NULL)
		json_put(o, "quality", json_text(c, f->quality));
	if (f->leader != NULL)
		json_put(o, "leader", json_text(c, f->leader));
	if (f->security != NULL)
		json_put(o, "security", json_text(c, f->security));
	return o;
}

const char *opening_record(struct ctx *c, const char *lot, const struct opened_bid *bids, size_t n)
{
	struct json *o = json_object(c), *list = json_list(c);
	for (size_t i = 0; i < n; i++) {
		const struct opened_bid *b = &bids[i];
		struct json *row = json_object(c);
		json_put(row, "digest", json_text(c, b->digest));
		if (b->state == OPENED)
			json_put(row, "form", form_json(c, &b->form));
		json_put(row, "name", json_text(c, b->name));
		json_put(row, "party", json_text(c, b->party));
		json_put(row, "state", json_text(c, opened_words[b->state]));
		if (b->why != NULL)
			json_put(row, "why", json_text(c, b->why));
		json_push(list, row);
	}
	json_put(o, "bids", list);
	json_put(o, "lot", json_text(c, lot));
	json_put(o, "v", json_int(c, 1));
	return json_canonical(c, o);
}

static enum err row_parse(struct ctx *c, const struct json *row, struct opened_bid *out)
{
	const char *state = json_get_text(row, "state", "");
	struct opened_bid b = { .party = json_get_text(row, "party", NULL),
		.name = json_get_text(row, "name", ""),
		.digest = json_get_text(row, "digest", ""),
		.why = json_get_text(row, "why", NULL) };
	for (b.state = OPENED; strcmp(opened_words[b.state], state) != 0; b.state++)
		if (b.state == UNOPENED)
			return fail(c, E_BAD_JSON, "an opening record knows no state %s", state);
	if (!id_valid(b.party))
		return fail(c, E_BAD_JSON, "an opening record names its parties by id");
	const struct json *form = json_get(row, "form");
	if (form != NULL)
		TRY(field_parse(c, bid_form_fields, form, &b.form));
	*out = b;
	return OK;
}

enum err opening_parse(struct ctx *c, const char *record, struct opening *out)
{
	struct json *o;
	TRY(json_parse(c, record, strlen(record), &o));
	const struct json *list = json_get(o, "bids");
	if (list == NULL || list->type != JSON_LIST)
		return fail(c, E_BAD_JSON, "an opening record has a list of bids");
	struct opening op = { .record = record };
	op.bids = arena_array(c->mem, struct opened_bid, list->n);
	for (const struct json *row = list->first; row != NULL; row = row->next)
		TRY(row_parse(c, row, &op.bids[op.n++]));
	*out = op;
	return OK;
}
