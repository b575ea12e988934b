/* market_people.c - who trades on a market, registered. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "core/base/code.h"
#include "replay/market_work.h"
#include "service/party/party.h"

/* A code of the standard's form for made-up companies: their 主体标识码 begins with a serial of ours. */
static const char *made_code(struct ctx *c, size_t serial)
{
	char body[18];
	static const char class_code[] = "91520100MA";
	int n = snprintf(body, sizeof(body), "%s%07zu", class_code, serial % 10000000);
	assert(n == 17);
	return arena_printf(c->mem, "%s%c", body, code_uscc_check_char(body));
}

enum err market_register(
    struct worker *w, const char *key, const char *name, const char *role, struct person *out)
{
	struct ctx *c = &w->c;
	struct run *run = w->run;
	struct json *reply;
	bool uscc = strcmp(run->m->code_scheme, SCHEME_USCC) == 0;
	const char *code = uscc ? made_code(c, run->people_count + 1) : key;
	TRY(market_post(w, NULL, "/api/parties",
	    arena_printf(c->mem,
	        "{\"name\":%s,\"contact\":%s,\"identifier\":{\"scheme\":\"%s\",\"id\":%s},"
	        "\"roles\":[\"%s\"]}",
	        market_quoted(c, name), market_quoted(c, name), run->m->code_scheme,
	        market_quoted(c, code), role),
	    &reply));
	*out = (struct person){ .key = market_keep(run, key),
		.party = market_keep(run, json_get_text(reply, "id", "")),
		.person = market_keep(run, json_get_text(reply, "person", "")) };
	return OK;
}

enum err market_register_officials(struct worker *w)
{
	static const char *const officials[][4] = {
		{ "centre", "交易服务部（演练）", "centre", "" },
		{ "housing", "住房和城乡建设局（演练）", "supervisor",
		    ",\"department\":\"housing\"" },
		{ "transport", "交通运输局（演练）", "supervisor",
		    ",\"department\":\"transport\"" },
		{ "inspector", "审计局（演练）", "inspector", "" },
		{ "agency", "示例招标代理有限公司", "agency", "" },
	};
	struct json *reply;
	for (size_t i = 0; i < sizeof(officials) / sizeof(*officials); i++)
		TRY(market_post(w, NULL, "/api/parties",
		    arena_printf(w->c.mem,
		        "{\"name\":\"%s\",\"contact\":\"经办人\",\"identifier\":{\"scheme\":"
		        "\"TEST\","
		        "\"id\":\"%s\"},\"roles\":[\"%s\"]%s}",
		        officials[i][1], officials[i][0], officials[i][2], officials[i][3]),
		    &reply));
	return OK;
}

static struct person *find_person(struct run *run, const char *key)
{
	for (size_t i = 0; i < run->people_count; i++)
		if (strcmp(run->people[i].key, key) == 0)
			return &run->people[i];
	return NULL;
}

enum err market_register_all(struct worker *w)
{
	struct run *run = w->run;
	for (size_t i = 0; i < run->m->auction_count; i++)
		for (size_t j = 0; j < run->m->auctions[i].offer_count; j++) {
			struct offer *o = &run->m->auctions[i].offers[j];
			struct person *p = find_person(run, o->tenderer);
			if (p == NULL) {
				if (run->people_count >= PARTIES_MAX)
					return fail(&w->c, E_TOO_LARGE, "more than %d tenderers",
					    PARTIES_MAX);
				p = &run->people[run->people_count];
				TRY(market_register(w, o->tenderer, o->name, "tenderer", p));
				run->people_count++;
				arena_reset(w->c.mem);
			}
			o->party = p->party;
			o->person = p->person;
		}
	return OK;
}
