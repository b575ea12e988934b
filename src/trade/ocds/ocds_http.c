#include <string.h>

#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/http/http.h"
#include "service/party/party.h"
#include "trade/ocds/ocds.h"

#define PAGE_RELEASES 20
#define EXTENSION \
	"https://raw.githubusercontent.com/open-contracting-extensions/ocds_%s_extension/%s"

static enum err case_of(struct ctx *c, const char *tender, struct ocds_case *out)
{
	struct tender *t = arena_new_of(c->mem, struct tender);
	struct party principal, agency = { 0 };
	struct lot *lots;
	struct ocds_case k = { .tender = t };
	TRY(tender_get(c, tender, t));
	TRY(party_get(c, t->principal, &principal));
	if (t->agency != NULL)
		TRY(party_get(c, t->agency, &agency));
	TRY(lots_of(c, tender, &lots, &k.lots));
	k.principal = principal.name;
	k.agency = agency.name;
	*out = k;
	return OK;
}

/* Members that release and record packages share. date: of what is newest in it. */
static struct json *package(struct ctx *c, const char *path, int64_t date_ms)
{
	struct json *o = json_object(c), *extensions = json_list(c), *publisher = json_object(c);
	json_push(extensions,
	    json_text(c, arena_printf(c->mem, EXTENSION, "bid", "v1.1.5/extension.json")));
	json_push(extensions,
	    json_text(c, arena_printf(c->mem, EXTENSION, "lots", "v1.1.5/extension.json")));
	json_put(o, "extensions", extensions);
	json_put(o, "publishedDate", json_text(c, moment_text(c, date_ms)));
	json_put(publisher, "name", json_text(c, c->centre->name));
	json_put(publisher, "scheme", json_text(c, "CN-USCC"));
	json_put(publisher, "uid", json_text(c, c->centre->code));
	json_put(o, "publisher", publisher);
	json_put(
	    o, "uri", json_text(c, arena_printf(c->mem, "https://%s%s", c->centre->origin, path)));
	json_put(o, "version", json_text(c, "1.1"));
	return o;
}

/* All releases of a tender, oldest first; *last_ms: the newest one's date. */
static enum err releases_of(struct ctx *c, const char *tender, struct json **out, int64_t *last_ms)
{
	struct ocds_case k;
	struct notice_query q = { .tender = tender, .before = INT64_MAX, .limit = LIMIT_LIST_ROWS };
	struct json *list = json_list(c), *newest_first = json_list(c);
	struct notice_page page;
	*last_ms = 0;
	TRY(case_of(c, tender, &k));
	do {
		TRY(notice_list(c, &q, &page));
		for (size_t i = 0; i < page.n; i++) {
			struct json *r = ocds_release(c, &k, &page.rows[i]);
			if (r != NULL && *last_ms == 0)
				*last_ms = page.rows[i].published_ms;
			if (r != NULL)
				json_push(newest_first, r);
		}
		q.before = page.older;
	} while (page.older != 0);
	/* turned round */
	const struct json **all = arena_array(c->mem, const struct json *, newest_first->n);
	size_t n = 0;
	for (struct json *r = newest_first->first, *next; r != NULL; r = next) {
		next = r->next;
		r->next = NULL;
		all[n++] = r;
	}
	while (n > 0)
		json_push(list, (struct json *)(uintptr_t)all[--n]);
	*out = list;
	return OK;
}

static enum err package_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *list;
	int64_t last_ms;
	const char *tender = r->params[0];
	TRY(releases_of(c, tender, &list, &last_ms));
	if (list->n == 0)
		return absent(c, E_NOT_FOUND, "release yet of tender", tender);
	struct json *o = package(c, arena_printf(c->mem, "/api/ocds/releases/%s", tender), last_ms);
	json_put(o, "releases", list);
	return reply_tree(r, 200, o);
}

static enum err record_get(struct req *r)
{
	struct ctx *c = &r->c;
	struct json *list, *compiled, *record = json_object(c), *records = json_list(c);
	int64_t last_ms;
	const char *tender = r->params[0];
	TRY(releases_of(c, tender, &list, &last_ms));
	if (list->n == 0)
		return absent(c, E_NOT_FOUND, "release yet of tender", tender);
	TRY(ocds_compile(c, list, &compiled));
	json_put(record, "compiledRelease", compiled);
	json_put(record, "ocid", json_text(c, ocds_id(c, tender)));
	json_put(record, "releases", list);
	json_push(records, record);
	struct json *o = package(c, arena_printf(c->mem, "/api/ocds/records/%s", tender), last_ms);
	json_put(o, "records", records);
	return reply_tree(r, 200, o);
}

static enum err releases_get(struct req *r)
{
	static const int64_t places[2] = { 1, INT64_MAX };
	struct ctx *c = &r->c;
	struct notice_query q = { .before = INT64_MAX, .limit = PAGE_RELEASES };
	struct notice_page page;
	struct json *list = json_list(c), *links = json_object(c);
	TRY(req_query_int(r, "before", places, &q.before));
	TRY(notice_list(c, &q, &page));
	for (size_t i = 0; i < page.n; i++) {
		struct ocds_case k;
		TRY(case_of(c, page.rows[i].tender, &k));
		struct json *release = ocds_release(c, &k, &page.rows[i]);
		if (release != NULL)
			json_push(list, release);
	}
	const char *path = "/api/ocds/releases";
	struct json *o = package(c, path, page.n > 0 ? page.rows[0].published_ms : c->now_ms);
	if (page.older != 0) {
		json_put(links, "next",
		    json_text(c, arena_printf(c->mem, "https://%s%s?before=%lld", c->centre->origin,
		                     path, (long long)page.older)));
		json_put(o, "links", links);
	}
	json_put(o, "releases", list);
	return reply_tree(r, 200, o);
}

const struct route ocds_routes[] = {
	{ M_GET, "/api/ocds/releases", ROW_READ, .handler = releases_get, .who = W_PUBLIC,
	    .errors = "BAD_FIELD",
	    .doc = "The newest notices as an OCDS release package; links.next: older ones." },
	{ M_GET, "/api/ocds/releases/{tender}", ROW_READ, .handler = package_get, .who = W_PUBLIC,
	    .of = of_tender, .errors = "NOT_FOUND", .doc = "All releases of a tender." },
	{ M_GET, "/api/ocds/records/{tender}", ROW_READ, .handler = record_get, .who = W_PUBLIC,
	    .of = of_tender, .errors = "NOT_FOUND",
	    .doc = "A tender's releases and its compiled release, as a record package." },
	{ .path = NULL },
};
