/* completeness_http.c - whether the file of a trade has all that it must have by now. */
#include <string.h>

#include "core/base/limits.h"
#include "core/http/http.h"
#include "trade/archive/archive.h"
#include "trade/notice/notice.h"

/* All notices of a lot and of its tender as a whole. */
static enum err notices_of_lot(struct ctx *c, const struct lot *l, struct notice **out, size_t *n)
{
	struct notice_query q = {
		.tender = l->tender, .before = INT64_MAX, .limit = LIMIT_LIST_ROWS
	};
	struct notice_page p = { 0 };
	struct notice *list = NULL;
	size_t count = 0, room = 0;
	for (; q.before != 0; q.before = p.older) {
		TRY(notice_list(c, &q, &p));
		if (count + p.n > room) {
			struct notice *more = arena_array(c->mem, struct notice, 2 * room + p.n);
			if (count > 0)
				memcpy(more, list, count * sizeof(*list));
			list = more;
			room = 2 * room + p.n;
		}
		for (size_t i = 0; i < p.n; i++)
			if (p.rows[i].lot == NULL || strcmp(p.rows[i].lot, l->id) == 0)
				list[count++] = p.rows[i];
	}
	*out = list;
	*n = count;
	return OK;
}

static enum err add_unsaid(
    struct ctx *c, const struct tender *t, const struct notice *n, struct json *out)
{
	struct json *body, *unsaid = json_list(c);
	enum notice_type type = 0;
	while (type < NOTICE_TYPES && strcmp(notice_words[type], n->type) != 0)
		type++;
	TRY(json_parse(c, n->body, strlen(n->body), &body));
	notice_demands(c, t, type, body, unsaid);
	if (unsaid->n == 0)
		return OK;
	struct json *o = json_object(c);
	json_put(o, "missing", unsaid);
	json_put(o, "notice", json_text(c, n->id));
	json_put(o, "type", json_text(c, n->type));
	json_push(out, o);
	return OK;
}

/* Of each type the last notice counts: an announcement that said too little may be mended. */
static enum err completeness_show(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *missing = json_list(c), *unsaid = json_list(c);
	struct notice *list;
	struct tender t;
	struct lot l;
	size_t n;
	TRY(lot_get(c, r->params[0], &l, &t));
	TRY(notices_of_lot(c, &l, &list, &n));
	notice_missing(c, &t, &l, list, n, missing);
	for (size_t i = 0; i < n; i++) {
		size_t newer = 0;
		while (newer < i && strcmp(list[newer].type, list[i].type) != 0)
			newer++;
		if (newer == i)
			TRY(add_unsaid(c, &t, &list[i], unsaid));
	}
	json_put(o, "complete", json_bool(c, missing->n == 0 && unsaid->n == 0));
	json_put(o, "missing", missing);
	json_put(o, "unsaid", unsaid);
	return reply_tree(r, 200, o);
}

const struct route completeness_routes[] = {
	{ M_GET, "/api/lots/{lot}/completeness", ROW_READ, .handler = completeness_show,
	    .who = W_PUBLIC, .of = of_lot, .errors = "NOT_FOUND",
	    .doc = "Whether all is published that must be by now, and says what it must." },
	{ .path = NULL },
};
