/* demands.c - what the law wants a notice to say (10号令 第五条、第六条). */
#include <string.h>

#include "core/base/moment.h"
#include "core/law/period.h"
#include "core/law/publication.h"
#include "trade/notice/notice.h"

/* Whether there is something at "a.b". */
static bool says(struct ctx *c, const struct json *body, const char *at)
{
	char *path = arena_text(c->mem, at), *save = NULL;
	for (char *name = strtok_r(path, ".", &save); name != NULL && body != NULL;
	     name = strtok_r(NULL, ".", &save))
		body = json_get(body, name);
	if (body == NULL || body->type == JSON_NULL)
		return false;
	return body->type == JSON_TEXT                                ? *body->text != '\0'
	       : body->type == JSON_LIST || body->type == JSON_OBJECT ? body->first != NULL
	                                                              : true;
}

static bool demanded(struct ctx *c, const struct tender *t, const struct law_publication *p)
{
	const struct law_kind *kind;
	int32_t day = day_of(c->now_ms);
	return law_kind(c, t->kind, &kind) == OK && kind->jurisdiction == LAW_CN && t->mandatory &&
	       p->from <= day && day <= p->to;
}

void notice_demands(struct ctx *c, const struct tender *t, enum notice_type type,
    const struct json *body, struct json *warnings)
{
	const struct law_publication *p;
	for (size_t i = 0, n = law_publications(c->law, &p); i < n; i++) {
		if (p[i].at == NULL || strcmp(p[i].type, notice_words[type]) != 0 ||
		    !demanded(c, t, &p[i]) || says(c, body, p[i].at))
			continue;
		char *field = arena_printf(c->mem, "/%s", p[i].at);
		for (char *dot = field; (dot = strchr(dot, '.')) != NULL;)
			*dot = '/';
		json_warn(c, warnings,
		    &(struct fault){ .detail = p[i].title, .field = field, .rule = p[i].rule });
	}
}

/* Which state of a lot comes when; those that end it early by themselves. */
static bool reached(enum lot_state state, const char *due)
{
	int want = 0;
	while (want < LS_STATES && strcmp(lot_state_words[want], due) != 0)
		want++;
	bool early = state == LS_UNSUCCESSFUL || state == LS_CANCELLED;
	return early ? want == (int)state : want <= (int)state && want < LS_UNSUCCESSFUL;
}

void notice_missing(struct ctx *c, const struct tender *t, const struct lot *l,
    const struct notice *notices, size_t count, struct json *out)
{
	const struct law_publication *p;
	for (size_t i = 0, n = law_publications(c->law, &p); i < n; i++) {
		size_t k = 0;
		if (p[i].due == NULL || !demanded(c, t, &p[i]) || !reached(l->state, p[i].due))
			continue;
		while (k < count && strcmp(notices[k].type, p[i].type) != 0)
			k++;
		if (k < count)
			continue;
		struct json *o = json_object(c);
		json_put(o, "detail", json_text(c, p[i].title));
		json_put(o, "rule", json_text(c, p[i].rule));
		json_put(o, "type", json_text(c, p[i].type));
		json_push(out, o);
	}
}

enum err notice_periods(
    struct ctx *c, const struct tender *t, bool prequalification, struct json *body)
{
	static const char prefix[] = "prequalification.";
	const struct law_case k = tender_case(t);
	struct json *list = json_list(c);
	struct law_period *periods;
	int64_t at_ms[LAW_EVENTS] = { 0 };
	size_t n;
	at_ms[LAW_PUBLICATION] =
	    t->medium_ms > 0 && !prequalification ? t->medium_ms : t->published_ms;
	at_ms[LAW_DEADLINE] = t->deadline_ms;
	if (prequalification) {
		at_ms[LAW_PREQUAL_SALE] = t->offer_ends_ms;
		at_ms[LAW_PREQUAL_DEADLINE] = t->deadline_ms;
	}
	TRY(law_plan(c, &k, at_ms, &periods, &n));
	for (size_t i = 0; i < n; i++)
		if ((strncmp(periods[i].number->id, prefix, sizeof(prefix) - 1) == 0) ==
		    prequalification)
			json_push(list, law_period_json(c, &k, &periods[i]));
	json_put(body, "periods", list);
	return OK;
}
