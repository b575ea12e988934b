/* kept.c - what is found is told, or kept with a reason. */
#include <string.h>

#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "trade/terms/terms.h"

const struct field term_kept_fields[] = {
	F_TEXT(term_kept, term, REQUIRED, 1, 60, "the finding's term"),
	F_TEXT(term_kept, reason, REQUIRED, 1, LIMIT_REASON_CHARS, "why it is kept"),
	F_END,
};

static const char *reason_of(const struct field_list *kept, const char *term)
{
	const struct term_kept *list = kept->items;
	for (size_t i = 0; i < kept->n; i++)
		if (strcmp(list[i].term, term) == 0)
			return list[i].reason;
	return NULL;
}

static struct json *finding_json(
    struct ctx *c, const char *field, const struct term_finding *f, const char *reason)
{
	struct json *o = json_object(c);
	json_put(o, "column", json_int(c, (int64_t)f->column));
	json_put(o, "excerpt", json_text(c, arena_text(c->mem, f->excerpt)));
	json_put(o, "field", json_text(c, field));
	json_put(o, "line", json_int(c, (int64_t)f->line));
	json_put(o, "note", json_text(c, f->term->note));
	json_put(o, "reason", json_text(c, reason));
	json_put(o, "rule", json_text(c, f->term->rule));
	json_put(o, "severity", json_text(c, term_severity_words[f->term->severity]));
	json_put(o, "term", json_text(c, f->term->id));
	return o;
}

/* What was found, in memory that goes. */
struct found {
	struct term_finding *list;
	size_t n;
};
static enum err hold(struct ctx *c, const char *field, const struct field_list *kept,
    const struct found *f, struct json *findings)
{
	const struct term_finding *list = f->list;
	const size_t n = f->n;
	if (kept != NULL && n == TERMS_FINDINGS)
		return fail_at(c, E_UNFAIR_TERM, field, arena_text(c->mem, list[0].excerpt),
		    "%d terms to look at and maybe more, from line %zu on; mend some first", (int)n,
		    list[0].line);
	for (size_t i = 0; i < n; i++) {
		const struct law_term *t = list[i].term;
		const char *reason = kept != NULL ? reason_of(kept, t->id) : NULL;
		if (kept != NULL && t->severity == TERM_HIGH && reason == NULL) {
			enum err e = fail_at(c, E_UNFAIR_TERM, field,
			    arena_text(c->mem, list[i].excerpt),
			    "line %zu, character %zu: %s; mend it, or say in /kept why %s is kept",
			    list[i].line, list[i].column, t->note, t->id);
			c->fault.rule = t->rule;
			return e;
		}
		if (findings->n < TERMS_FINDINGS)
			json_push(findings, finding_json(c, field, &list[i], reason));
	}
	return OK;
}

enum err terms_hold(struct ctx *c, const char *field, const char *text,
    const struct field_list *kept, struct json *findings)
{
	struct ctx s = *c; /* a document has many texts: each search gives its memory back */
	struct found f;
	s.mem = arena_new(LIMIT_ARENA_BYTES);
	enum err e = terms_scan(&s, text, day_of(c->now_ms), &f.list, &f.n);
	e = e != OK
	        ? fail_at(c, e, field, NULL, "a text is searched up to %d bytes", TERMS_TEXT_BYTES)
	        : hold(c, field, kept, &f, findings);
	arena_free(s.mem);
	return e;
}
