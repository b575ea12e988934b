#include <stdlib.h>
#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "service/party/party.h"
#include "trade/procedure/procedure.h"
#include "trade/agenda/agenda.h"
#include "trade/agenda/duty.h"

/* The next moment that matters; 0: none. */
static int64_t due_ms(const struct agenda_item *i)
{
	if (i->duty != DUTY_NONE)
		return i->due_ms;
	if (i->lot == NULL)
		return i->deadline_ms;
	switch (i->state) {
	case LS_BIDDING:
		return i->deadline_ms;
	case LS_OPENING:
	case LS_PRICING:
		return i->opening_ends_ms;
	case LS_PUBLICITY:
		return i->publicity_ends_ms;
	default:
		return 0;
	}
}

static int by_due(const void *a, const void *b)
{
	const struct agenda_item *one = a, *other = b;
	int64_t x = due_ms(one), y = due_ms(other);
	/* a duty that the law sets no time for comes behind those that it does */
	x = one->duty != DUTY_NONE && x == 0 ? INT64_MAX : x;
	y = other->duty != DUTY_NONE && y == 0 ? INT64_MAX : y;
	/* what waits for nobody's clock waits for the caller: it comes first */
	if (x != y)
		return x < y ? -1 : 1;
	return strcmp(other->lot ? other->lot : other->tender, one->lot ? one->lot : one->tender);
}

static struct json *item_json(struct ctx *c, const struct agenda_item *i)
{
	struct json *o = json_object(c);
	const struct rule *rules = i->lot == NULL ? tender_rules : lot_rules;
	c->relations = i->who;
	json_put(o, "as", json_text(c, who_text(c, i->who)));
	json_put(o, "due", json_text(c, due_ms(i) > 0 ? moment_text(c, due_ms(i)) : NULL));
	if (i->duty != DUTY_NONE) {
		json_put(o, "duty", json_text(c, duty_words[i->duty]));
		json_put(o, "since", json_text(c, moment_text(c, i->since_ms)));
	}
	if (i->key_in)
		json_put(o, "keyIn", json_bool(c, true));
	json_put(o, "lot", json_text(c, i->lot));
	json_put(o, "may", rules_may(c, rules, i->state, i->barred));
	json_put(o, "state",
	    json_text(c, (i->lot == NULL ? tender_state_words : lot_state_words)[i->state]));
	json_put(o, "tender", json_text(c, i->tender));
	if (i->no_committee)
		json_put(o, "wants", json_text(c, "committee"));
	json_put(o, "title", json_text(c, i->title));
	return o;
}

/* What the centre's staff serve: lots of others. Who supervises has duties, and all trades to look
 * at (supervise/oversight); who inspects has only these. */
static enum err watched(struct ctx *c, struct agenda_item **out, size_t *n)
{
	struct agenda_item *list;
	const char *kinds;
	size_t all;
	*n = 0;
	if ((c->actor.roles & ROLE_CENTRE) == 0)
		return OK;
	TRY(authority_kinds(c, W_CENTRE, &kinds));
	TRY(agenda_watched(c, kinds, &list, &all));
	for (size_t i = 0; i < all; i++)
		list[i].who = W_CENTRE;
	*out = list;
	*n = all;
	return OK;
}

typedef enum err list_fn(struct ctx *c, struct agenda_item **out, size_t *n);

static enum err agenda_get(struct req *r)
{
	struct ctx *c = &r->c;
	/* of the party acted for, and of the person */
	static list_fn *const parties[] = { agenda_tenders, duties_own, agenda_bids,
		agenda_applications, agenda_custody },
	                      *const persons[] = { agenda_committees, agenda_reviews };
	struct json *o = json_object(c), *rows = json_list(c);
	struct agenda_item *all = arena_array(c->mem, struct agenda_item, 14 * LIMIT_LIST_ROWS),
	                   *part;
	size_t n = 0, more;
	for (size_t i = 0; c->actor.party != NULL && i < sizeof(parties) / sizeof(*parties); i++) {
		TRY(parties[i](c, &part, &more));
		memcpy(all + n, part, more * sizeof(*all));
		n += more;
	}
	for (size_t i = 0; i < sizeof(persons) / sizeof(*persons); i++) {
		TRY(persons[i](c, &part, &more));
		memcpy(all + n, part, more * sizeof(*all));
		n += more;
	}
	static list_fn *const others[] = { watched, duties_of };
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		TRY(others[i](c, &part, &more));
		if (more > 0)
			memcpy(all + n, part, more * sizeof(*all));
		n += more;
	}
	qsort(all, n, sizeof(*all), by_due);
	for (size_t i = 0; i < n; i++)
		json_push(rows, item_json(c, &all[i]));
	json_put(o, "items", rows);
	return reply_tree(r, 200, o);
}

const struct route agenda_routes[] = {
	{ M_GET, "/api/agenda", ROW_READ, .handler = agenda_get, .who = W_MEMBER,
	    .doc =
	        "What the caller has to do, the nearest deadline first; of supervision what asks "
	        "something of it (duty)." },
	{ .path = NULL },
};
