/* screening.c - the first of two envelopes: who passed. */
#include <string.h>

#include "core/base/moment.h"
#include "core/store/timer.h"
#include "trade/notice/notice.h"
#include "trade/opening/opening_db.h"

void screening_make(
    struct ctx *c, const struct opening *o, const char *const *why, struct screening *out)
{
	struct json *tree = json_object(c), *list = json_list(c), *steps = json_list(c);
	struct screening s = { .passed = arena_array(c->mem, const char *, o->n) };
	uint8_t digest[SHA256_BYTES];
	for (size_t i = 0; i < o->n; i++) {
		const struct opened_bid *b = &o->bids[i];
		struct json *row = json_object(c);
		const char *failed = b->state == OPENED ? why[i] : unopened_zh(b);
		if (b->state == WITHDRAWN)
			continue;
		json_put(row, "name", json_text(c, b->name));
		json_put(row, "party", json_text(c, b->party));
		json_put(row, "passed", json_bool(c, failed == NULL));
		if (failed != NULL)
			json_put(row, "why", json_text(c, failed));
		else
			s.passed[s.n++] = b->party;
		json_push(list, row);
		json_push(steps, json_text(c, arena_printf(c->mem, "%s：%s", b->name,
		                                  failed != NULL ? failed : "通过第一信封评审")));
	}
	json_put(tree, "bids", list);
	json_put(tree, "steps", steps);
	json_put(tree, "v", json_int(c, 1));
	s.result = json_canonical(c, tree);
	sha256(s.result, strlen(s.result), digest);
	s.digest = enc_hex(c->mem, digest, sizeof(digest));
	*out = s;
}

enum err screening_parse(struct ctx *c, const char *result, struct screening *out)
{
	struct json *tree;
	TRY(json_parse(c, result, strlen(result), &tree));
	const struct json *list = json_get(tree, "bids");
	if (list == NULL || list->type != JSON_LIST)
		return fail(c, E_BAD_JSON, "a screening has a list of bids");
	struct screening s = { .result = result,
		.passed = arena_array(c->mem, const char *, list->n) };
	for (const struct json *row = list->first; row != NULL; row = row->next)
		if (json_get_true(row, "passed"))
			s.passed[s.n++] = json_get_text(row, "party", "");
	*out = s;
	return OK;
}

bool screening_passed(const struct screening *s, const char *party)
{
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->passed[i], party) == 0)
			return true;
	return false;
}

enum err screening_end(
    struct ctx *c, struct lot *l, const struct tender *t, const struct screening *s)
{
	struct json *body = json_object(c), *result;
	TRY(json_parse(c, s->result, strlen(s->result), &result));
	TRY(screening_insert(c, l->id, s));
	l->opening_ends_ms = c->now_ms + t->window_minutes * 60 * SECOND_MS;
	TRY(timer_set(c, l->opening_ends_ms, "lot.open", l->id));
	json_put(body, "ends", json_text(c, moment_text(c, l->opening_ends_ms)));
	json_put(body, "lot", json_text(c, l->id));
	json_put(body, "result", result);
	const struct notice_new n = { NOTICE_SCREENING, l->tender, l->id, l->title, body };
	TRY(notice_publish(c, &n, NULL));
	return lot_step(c, l, LE_SCREEN);
}
