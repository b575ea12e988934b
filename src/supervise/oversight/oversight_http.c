#include "supervise/oversight/oversight.h"

#include <string.h>

#include "core/base/limits.h"
#include "core/base/money.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "core/law/region.h"
#include "service/party/party.h"
#include "supervise/oversight/oversight_db.h"

/* a row: three titles of LIMIT_TITLE_CHARS and two names, each character at most four bytes and a
 * quote doubled, and half a kilobyte of the rest */
#define CSV_ROWS_MAX 1500
#define CSV_BYTES_MAX ((size_t)CSV_ROWS_MAX * (5 * LIMIT_TITLE_CHARS * 4 + 512))

static enum err read_state(struct req *r, int64_t *out)
{
	const char *text = req_given(r, "state");
	*out = -1;
	if (text == NULL)
		return OK;
	for (int i = 0; i < LS_STATES; i++)
		if (strcmp(lot_state_words[i], text) == 0)
			*out = i;
	return *out >= 0 ? OK : fail_at(&r->c, E_BAD_FIELD, "?state", text, "a lot's state");
}

/* Midnight in Beijing of that day, or of the one after. */
static enum err read_day(struct req *r, const char *name, int after, int64_t *out)
{
	const char *text = req_given(r, name);
	int32_t day;
	if (text == NULL)
		return OK;
	TRY(day_parse(&r->c, arena_printf(r->c.mem, "?%s", name), text, &day));
	*out = day_start_ms(day_add(day, after));
	return OK;
}

#define OVERSEES (W_SUPERVISOR | W_INSPECTOR)

/* The kinds that the caller oversees; of them the one that was asked for. */
static enum err read_kinds(struct req *r, const char **out)
{
	struct ctx *c = &r->c;
	const struct law_kind *kind;
	const char *asked = req_given(r, "kind");
	TRY(authority_kinds(c, OVERSEES, out));
	if (asked == NULL)
		return OK;
	TRY(at_field(c, law_kind(c, asked, &kind), "?kind"));
	const char *one = arena_printf(c->mem, ",%s,", asked);
	*out = strstr(*out, one) != NULL ? one : ",";
	return OK;
}

static enum err read_question(struct req *r, struct lot_question *out)
{
	struct ctx *c = &r->c;
	const char *region = req_given(r, "region"), *held = req_given(r, "held");
	struct lot_question q = { .words = req_given(r, "q"),
		.party = req_given(r, "party"),
		.before = req_given(r, "before"),
		.held = held != NULL && strcmp(held, "true") == 0,
		.limit = LIMIT_LIST_ROWS };
	TRY(read_state(r, &q.state));
	TRY(read_kinds(r, &q.kinds));
	if (region != NULL)
		TRY(law_region_parse(c, "?region", region, &q.region));
	TRY(read_day(r, "from", 0, &q.from_ms));
	TRY(read_day(r, "to", 1, &q.to_ms));
	*out = q;
	return OK;
}

static struct json *amount(struct ctx *c, const struct found_lot *l, int64_t minor)
{
	const struct money m = { minor, l->currency };
	struct json *o = json_object(c);
	if (minor < 0)
		return json_text(c, NULL);
	json_put(o, "amount", json_text(c, money_text(c, m)));
	json_put(o, "currency", json_text(c, l->currency));
	return o;
}

static struct json *moment_or_null(struct ctx *c, int64_t ms)
{
	return json_text(c, ms != 0 ? moment_text(c, ms) : NULL);
}

static struct json *lot_json_of(struct ctx *c, const struct found_lot *l)
{
	struct json *o = json_object(c);
	json_put(o, "awarded", amount(c, l, l->awarded_minor));
	json_put(o, "bids", l->bids >= 0 ? json_int(c, l->bids) : json_text(c, NULL));
	json_put(o, "ceiling", amount(c, l, l->ceiling_minor));
	json_put(o, "complaints", json_int(c, l->complaints));
	json_put(o, "deadline", moment_or_null(c, l->deadline_ms));
	json_put(o, "held", json_bool(c, l->held));
	json_put(o, "id", json_text(c, l->lot));
	json_put(o, "kind", json_text(c, l->kind));
	json_put(o, "objections", json_int(c, l->objections));
	json_put(o, "principal", json_text(c, l->principal));
	json_put(o, "published", moment_or_null(c, l->published_ms));
	json_put(o, "region",
	    json_text(c, l->region != 0 ? arena_printf(c->mem, "%d", (int)l->region) : NULL));
	json_put(o, "state", json_text(c, lot_state_words[l->state]));
	json_put(o, "supplier", json_text(c, l->supplier));
	json_put(o, "tender", json_text(c, l->tender));
	json_put(o, "tenderTitle", json_text(c, l->tender_title));
	json_put(o, "title", json_text(c, l->title));
	return o;
}

static enum err lots_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *o = json_object(c), *rows = json_list(c);
	struct lot_question q;
	struct found_lot *list;
	size_t n;
	TRY(read_question(r, &q));
	TRY(lots_found(c, &q, &list, &n));
	for (size_t i = 0; i < n; i++)
		json_push(rows, lot_json_of(c, &list[i]));
	json_put(o, "before", json_text(c, n == (size_t)q.limit && n > 0 ? list[n - 1].lot : NULL));
	json_put(o, "lots", rows);
	return reply_tree(r, 200, o);
}

static const char *const heads[] = { "发布时间(北京)", "业务类型", "标段", "招标项目", "招标人",
	"地区", "状态", "暂停", "投标截止(北京)", "最高投标限价", "投标数", "中标人", "中标价",
	"异议", "投诉", "标段编号" };
#define COLUMNS (sizeof(heads) / sizeof(*heads))

static const char *number(struct ctx *c, int64_t n)
{
	return n >= 0 ? arena_printf(c->mem, "%lld", (long long)n) : "";
}

static void csv_row(struct ctx *c, struct buf *b, const struct found_lot *l)
{
	const struct law_region *region = law_region(c->law, l->region);
	const struct money ceiling = { l->ceiling_minor, l->currency },
	                   awarded = { l->awarded_minor, l->currency };
	const char *const cells[COLUMNS] = { moment_show(c, l->published_ms), l->kind, l->title,
		l->tender_title, l->principal, region != NULL ? region->name : "",
		lot_state_words[l->state], l->held ? "是" : "",
		l->deadline_ms != 0 ? moment_show(c, l->deadline_ms) : "",
		l->ceiling_minor >= 0 ? money_text(c, ceiling) : "", number(c, l->bids),
		l->supplier != NULL ? l->supplier : "",
		l->awarded_minor >= 0 ? money_text(c, awarded) : "", number(c, l->objections),
		number(c, l->complaints), l->lot };
	buf_csv(b, cells, COLUMNS);
}

/* The rows of the list from the first on, whatever ?before says. */
static enum err lots_csv(struct req *r)
{
	struct ctx *c = &r->c;
	struct lot_question q;
	struct found_lot *list;
	struct buf b;
	size_t n;
	TRY(read_question(r, &q));
	q.before = NULL;
	q.limit = CSV_ROWS_MAX;
	TRY(lots_found(c, &q, &list, &n));
	buf_init(&b, c->mem, CSV_BYTES_MAX);
	buf_text(&b, CSV_BEGIN);
	buf_csv(&b, heads, COLUMNS);
	for (size_t i = 0; i < n; i++)
		csv_row(c, &b, &list[i]);
	r->reply.disposition = arena_printf(
	    c->mem, "attachment; filename=\"lots-%s.csv\"", day_text(c, day_of(c->now_ms)));
	r->reply.status = 200;
	r->reply.type = CSV_TYPE;
	r->reply.body = b.p;
	r->reply.n = b.n;
	return OK;
}

const struct route oversight_routes[] = {
	{ M_GET, "/api/oversight/lots", ROW_READ, ROW_SEALED, .handler = lots_get, .who = OVERSEES,
	    .of = of_authority, .errors = "BAD_FIELD NOT_FOUND",
	    .doc =
	        "Published lots by ?state= ?kind= ?region= ?from= ?to= ?q= ?party= ?held=true, the "
	        "newest first; ?before=LOT goes on. Bids are counted once they are opened." },
	{ M_GET, "/api/oversight/lots.csv", ROW_READ, ROW_SEALED, .handler = lots_csv,
	    .who = OVERSEES, .of = of_authority, .errors = "BAD_FIELD NOT_FOUND",
	    .doc = "The same as a table." },
	{ .path = NULL },
};
