#include "replay/releases.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/json.h"
#include "core/base/moment.h"
#include "service/party/party.h"

#define LEAD_DAYS_CN 21     /* bid.period.min and a day */
#define AUCTIONS_MAX 100000 /* of a file */
/* The recorded order of a tie is the draw's. */
#define LOWEST "{\"method\":\"lowest-price\",\"ties\":[{\"by\":\"draw\"}]}"

struct reading {
	struct ctx *c;
	const struct law_kind *kind;
	struct market *m;
	size_t left_out;
};

static const struct json *first_of(const struct json *o, const char *list)
{
	const struct json *l = json_get(o, list);
	return l != NULL && l->type == JSON_LIST ? l->first : NULL;
}

/* Whether a bid or an award belongs to the lot: it names it, or there is one lot only. */
static bool is_of_lot(const struct json *o, const char *lot, bool only)
{
	const struct json *named = first_of(o, "relatedLots");
	for (const struct json *l = named; l != NULL; l = l->next)
		if (l->type == JSON_TEXT && strcmp(l->text, lot) == 0)
			return true;
	return named == NULL && only;
}

/* {"amount", "currency"} as decimal text; "" where there is none. */
static enum err amount_of(struct reading *r, const struct json *value, const char **out)
{
	const struct json *amount = json_get(value, "amount");
	const char *currency = json_get_text(value, "currency", r->kind->currency);
	*out = "";
	if (amount == NULL || (amount->type != JSON_INT && amount->type != JSON_NUMBER))
		return OK;
	if (strcmp(currency, r->kind->currency) != 0)
		return fail_at(r->c, E_BAD_FIELD, "/currency", currency,
		    "the kind %s is paid in %s", r->m->kind, r->kind->currency);
	*out = amount->type == JSON_NUMBER ? amount->text
	                                   : arena_printf(r->c->mem, "%lld", (long long)amount->i);
	return OK;
}

static bool is_winner(const struct json *release, const struct json *bid, const char *tenderer,
    const char *lot, bool only)
{
	const char *id = json_get_text(bid, "id", "");
	for (const struct json *a = first_of(release, "awards"); a != NULL; a = a->next) {
		const char *related = json_get_text(a, "relatedBid", NULL);
		const char *supplier = json_get_text(first_of(a, "suppliers"), "id", "");
		if (strcmp(json_get_text(a, "status", ""), "active") == 0 &&
		    is_of_lot(a, lot, only) &&
		    (related != NULL ? strcmp(related, id) == 0 : strcmp(supplier, tenderer) == 0))
			return true;
	}
	return false;
}

/* Bids that were handed in, opened or not. */
static bool takes_part(const struct json *bid)
{
	const char *status = json_get_text(bid, "status", "");
	return strcmp(status, "invited") != 0 && strcmp(status, "withdrawn") != 0 &&
	       first_of(bid, "tenderers") != NULL;
}

static enum err read_offers(
    struct reading *r, const struct json *release, const char *lot, bool only, struct auction *a)
{
	struct ctx *c = r->c;
	const struct json *bids = first_of(json_get(release, "bids"), "details");
	size_t n = 0, priced = 0;
	for (const struct json *b = bids; b != NULL; b = b->next)
		n++;
	a->offers = arena_array(c->mem, struct offer, n + 1);
	for (const struct json *b = bids; b != NULL; b = b->next) {
		if (!takes_part(b) || !is_of_lot(b, lot, only))
			continue;
		struct offer *o = &a->offers[a->offer_count++];
		const struct json *who = first_of(b, "tenderers");
		o->tenderer = json_get_text(who, "id", "");
		o->name = json_get_text(who, "name", o->tenderer);
		o->rejected = strcmp(json_get_text(b, "status", ""), "disqualified") == 0;
		o->winner = is_winner(release, b, o->tenderer, lot, only);
		TRY(amount_of(r, json_get(b, "value"), &o->price));
		priced += *o->price != '\0';
	}
	if (priced == 0)
		a->offer_count = 0;
	return OK;
}

static enum err read_lot(struct reading *r, const struct json *release, const struct json *lot)
{
	struct ctx *c = r->c;
	const struct json *tender = json_get(release, "tender");
	const struct json *lots = first_of(tender, "lots");
	const char *ocid = json_get_text(release, "ocid", "");
	const char *id = json_get_text(lot, "id", ""), *title = json_get_text(lot, "title", NULL);
	const char *ends = json_get_text(
	    json_get(tender, "tenderPeriod"), "endDate", json_get_text(release, "date", ""));
	bool only = lots == NULL || lots->next == NULL;
	struct auction *a = &r->m->auctions[r->m->auction_count];
	*a = (struct auction){ .id = only ? ocid : arena_printf(c->mem, "%s/%s", ocid, id),
		.title = title != NULL ? title : json_get_text(tender, "title", ocid),
		.floor = "",
		.end = MARKET_ARCHIVE,
		.evaluation = r->kind->jurisdiction == LAW_CN ? LOWEST : NULL };
	TRY(amount_of(r, json_get(lot, "value"), &a->ceiling));
	if (*a->ceiling == '\0' && only)
		TRY(amount_of(r, json_get(tender, "value"), &a->ceiling));
	TRY(read_offers(r, release, id, only, a));
	/* the date as its place wrote it */
	TRY(day_parse(
	    c, "/tender/tenderPeriod/endDate", arena_printf(c->mem, "%.10s", ends), &a->day));
	bool runs = a->offer_count > 0 && r->m->auction_count < AUCTIONS_MAX;
	r->m->auction_count += runs;
	r->left_out += !runs;
	return OK;
}

static enum err read_release(struct reading *r, const struct json *release)
{
	static const struct json none = { .type = JSON_OBJECT };
	const struct json *lots = first_of(json_get(release, "tender"), "lots");
	if (lots == NULL)
		return read_lot(r, release, &none);
	for (const struct json *l = lots; l != NULL; l = l->next)
		TRY(read_lot(r, release, l));
	return OK;
}

enum err market_from_releases(
    struct ctx *c, struct bytes lines, const char *kind, struct market *out, size_t *left_out)
{
	struct market m = {
		.kind = kind, .principal = "历史项目招标人", .code_scheme = SCHEME_USCC
	};
	struct reading r = { .c = c, .m = &m };
	const char *p = (const char *)lines.p, *end = p + lines.n;
	TRY(law_kind(c, kind, &r.kind));
	m.lead_days = r.kind->jurisdiction == LAW_CN ? LEAD_DAYS_CN : 1;
	m.auctions = arena_array(c->mem, struct auction, AUCTIONS_MAX + 1);
	while (p < end) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		size_t n = (size_t)((stop != NULL ? stop : end) - p);
		struct json *release;
		TRY(json_parse_foreign(c, p, n, &release));
		enum err e = read_release(&r, release);
		if (e != OK) {
			c->fault.detail = arena_printf(
			    c->mem, "%s: %s", json_get_text(release, "ocid", ""), c->fault.detail);
			return e;
		}
		p += n + 1;
	}
	qsort(m.auctions, m.auction_count, sizeof(*m.auctions), market_by_day);
	*out = m;
	*left_out = r.left_out;
	return m.auction_count > 0
	           ? OK
	           : fail(c, E_BAD_REQUEST, "no release tells a lot's bids with their values");
}
