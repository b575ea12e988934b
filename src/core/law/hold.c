/* hold.c - a value or a moment held against the row that binds it. */
#include <inttypes.h>
#include <string.h>

#include "core/base/json.h"
#include "core/base/money.h"
#include "core/base/moment.h"
#include "core/law/period.h"

/* At least so long before, or at most so long after: not later than that day. */
bool law_is_latest(const struct law_number *n)
{
	return n->before != n->most;
}

int64_t law_edge(const struct law_period *p)
{
	if (law_is_latest(p->number)) /* until the day is over; an hour ends with its moment */
		return p->last == 0 ? p->ends_ms : p->ends_ms - 1;
	return p->number->through ? p->ends_ms : p->reached_ms;
}

bool law_allows(const struct law_number *n, const struct law_bound *b, const struct law_period *p)
{
	if (p == NULL)
		return n->most ? b->value <= n->value : b->value >= n->value;
	return law_is_latest(n) ? b->at_ms <= law_edge(p) : b->at_ms >= law_edge(p);
}

static const char *value_text(struct ctx *c, const struct law_number *n, int64_t value)
{
	return n->unit == LAW_YUAN ? decimal_text(c, value, 2)
	                           : arena_printf(c->mem, "%" PRId64, value);
}

/* What was wanted, with the first (or last) lawful date. */
static struct fault wanted(struct ctx *c, const struct law_number *n, const struct law_bound *b,
    const struct law_period *p)
{
	struct fault s = { .field = b->field, .rule = n->rule };
	if (p == NULL) {
		const char *is = value_text(c, n, b->value), *bound = value_text(c, n, n->value);
		const char *unit = law_unit_words[n->unit];
		s.detail = arena_printf(
		    c->mem, "%s: %s, %s %s", n->id, is, n->most ? "at most" : "at least", bound);
		s.detail_zh = arena_printf(c->mem, "现为 %s %s，应当%s %s %s", is, unit,
		    n->most ? "不超过" : "不少于", bound, unit);
	} else {
		const char *at = moment_show(c, b->at_ms);
		const char *day = p->last == 0 ? moment_show(c, p->reached_ms)
		                               : day_text(c, n->most ? p->rolled : p->last);
		if (n->through)
			day = moment_show(c, p->ends_ms);
		s.detail = arena_printf(c->mem, "%s: %s; the %s is %s: %s", n->id, at,
		    law_is_latest(n) ? "latest" : "earliest", day, law_period_en(c, p));
		s.detail_zh = arena_printf(c->mem, "现为 %s，%s为 %s：%s", at,
		    law_is_latest(n) ? "最晚" : "最早", day, law_period_zh(c, p));
	}
	/* what comes too late before an event is in time for a later one */
	if (p != NULL && n->before && !n->most && n->unit == LAW_DAY) {
		const char *day = day_text(c, day_add(day_of(b->at_ms), (int)n->value));
		s.detail = arena_printf(c->mem, "%s; or the event not before %s", s.detail, day);
		s.detail_zh = arena_printf(c->mem, "%s；或者截止时间不早于 %s", s.detail_zh, day);
	}
	if (n->note != NULL)
		s.detail_zh = arena_printf(c->mem, "%s（%s）", s.detail_zh, n->note);
	return s;
}

void law_warn_counted(
    struct ctx *c, const struct law_period *p, const char *field, struct json *warnings)
{
	const struct fault told = { .detail = law_period_en(c, p),
		.detail_zh = law_period_zh(c, p),
		.field = field,
		.rule = p->number->rule };
	json_warn(c, warnings, &told);
}

void (*law_watch)(const struct law_number *n, bool kept, int64_t off);

void law_saw(const struct law_number *n, bool kept, int64_t off)
{
	if (law_watch != NULL && n != NULL)
		law_watch(n, kept, off < 0 ? -off : off);
}

/* *n NULL: no row binds. *p NULL: the row is no period. */
struct held {
	const struct law_number *n;
	const struct law_period *p;
	struct law_period counted;
	bool kept;
};
static enum err held(
    struct ctx *c, const struct law_case *k, const struct law_bound *b, struct held *h)
{
	*h = (struct held){ .kept = true };
	TRY(law_bound(c, b->id, k, c->now_ms, &h->n));
	if (h->n == NULL)
		return OK;
	if (b->at_ms != 0) {
		TRY(law_period(c, k, h->n, b->event_ms, &h->counted));
		h->p = &h->counted;
	}
	h->kept = law_allows(h->n, b, h->p);
	law_saw(h->n, h->kept, h->p != NULL ? b->at_ms - law_edge(h->p) : b->value - h->n->value);
	return OK;
}

enum err law_meets(struct ctx *c, const struct law_case *k, const struct law_bound *b,
    const struct law_number **row, bool *met)
{
	struct held h;
	TRY(held(c, k, b, &h));
	*row = h.n;
	*met = h.kept;
	return OK;
}

enum err law_hold(
    struct ctx *c, const struct law_case *k, const struct law_bound *b, struct json *warnings)
{
	struct held h;
	TRY(held(c, k, b, &h));
	const struct law_number *n = h.n;
	const struct law_period *p = h.p;
	if (n == NULL)
		return OK;
	if (h.kept) {
		bool early = p != NULL && !n->most && !n->before && p->rolled != p->last &&
		             b->at_ms < day_start_ms(p->rolled);
		if (early || (p != NULL && p->guessed))
			law_warn_counted(c, p, b->field, warnings);
		return OK;
	}
	const struct fault told = wanted(c, n, b, p);
	if (!n->refuse) {
		json_warn(c, warnings, &told);
		return OK;
	}
	/* counted by rules of its own in either language */
	enum err e = fail_at(c, E_LAW_BOUND, told.field, NULL, "%s", told.detail);
	c->fault.detail_zh = told.detail_zh;
	c->fault.rule = told.rule;
	return e;
}
