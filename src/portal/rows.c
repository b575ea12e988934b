#include "portal/rows.h"

#include <string.h>

#include "core/base/limits.h"
#include "portal/parts.h"

#define AT_ONCE 50 /* with their whole bodies */
/* A question whose words hardly ever meet walks on through the list; not without end. */
#define TURNS 200

struct walk {
	struct notice_query q;
	row_fn *fn;
	void *to;
	int64_t left;
	bool more;
};

static enum err one(struct ctx *c, const struct walk *w, const struct notice *n, struct tender *t)
{
	const struct law_kind *kind;
	/* neighbours are often of one tender */
	if (t->id == NULL || strcmp(t->id, n->tender) != 0)
		TRY(tender_get(c, n->tender, t));
	TRY(law_kind(c, t->kind, &kind));
	/* a lot's notice is called as the lot; a reader wants to know of which tender, too */
	const char *title = strstr(n->title, t->title) != NULL
	                        ? n->title
	                        : arena_printf(c->mem, "%s %s", t->title, n->title);
	const struct row row = { n->id, n->type, title, t->id, kind->title_zh,
		part_region(c, t->region), n->seq, n->published_ms };
	return w->fn(c, w->to, &row);
}

static enum err turn(struct ctx *c, struct walk *w)
{
	struct notice_page page;
	struct tender t = { 0 };
	w->q.limit = w->left < AT_ONCE ? w->left : AT_ONCE;
	TRY(notice_list(c, &w->q, &page));
	for (size_t i = 0; i < page.n; i++)
		TRY(one(c, w, &page.rows[i], &t));
	w->left -= (int64_t)page.n;
	w->q.before = page.older;
	w->more = page.older != 0;
	return OK;
}

/* A failure outlives the memory that it was told in. */
static void keep_fault(struct ctx *c, const struct fault *f)
{
	c->fault = (struct fault){ f->err, arena_text(c->mem, f->detail),
		arena_text(c->mem, f->field), arena_text(c->mem, f->value), f->rule };
}

enum err rows_each(struct ctx *c, const struct rows_wanted *wanted, row_fn *fn, void *to, bool *cut)
{
	struct walk w = { *wanted->q, fn, to, wanted->most, true };
	struct ctx page = *c;
	enum err e = OK;
	page.mem = arena_new(4 * LIMIT_ARENA_BYTES);
	for (int i = 0; e == OK && w.more && w.left > 0 && i < TURNS; i++) {
		e = turn(&page, &w);
		if (e != OK)
			keep_fault(c, &page.fault);
		arena_reset(page.mem);
	}
	arena_free(page.mem);
	TRY(e);
	*cut = w.more;
	return OK;
}
