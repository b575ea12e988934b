#include "audit/audit.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/store/timer.h"

#define PAGE 500

/* Stored acts are run in the caller's thread; there is nobody to wait for. */
static void done(struct req *r)
{
	(void)r;
}

struct clock_act {
	struct job job;
	struct ctx c;
	const struct timer_kind *kind;
	const char *object;
};

static enum err run_clock_act(struct job *j)
{
	struct clock_act *a = j->arg;
	TRY(timer_drop(j->c, a->kind->kind, a->object));
	return a->kind->run(j->c, a->object);
}

static void clock_done(struct job *j)
{
	(void)j;
}

/* What the clock did, at the same moment with the same seed. */
static enum err clock_again(
    struct ctx *c, struct app *to, const struct evidence_entry *e, const struct json *act)
{
	struct clock_act a = { .object = json_get_text(act, "object", "") };
	a.kind = lane_timer(app_timers(), json_get_text(act, "timer", ""));
	if (a.kind == NULL)
		return fail(c, E_NOT_FOUND, "no timer %s", json_get_text(act, "timer", ""));
	a.c = (struct ctx){
		.mem = c->mem, .actor = { .user = "clock", .name = "clock" }, .relations = CTX_CLOCK
	};
	rng_seed(&a.c.rng, e->seed);
	a.job = (struct job){
		.c = &a.c, .run = run_clock_act, .done = clock_done, .act = act, .arg = &a
	};
	lane_arrive(to->lane, &a.job);
	TRY(lane_submit(to->lane, &a.job));
	if (a.job.result != OK)
		return fail(c, a.job.result, "%s", a.c.fault.detail ? a.c.fault.detail : "");
	return OK;
}

static enum err act_again(struct ctx *c, struct app *to, const struct evidence_entry *e)
{
	struct json *act;
	TRY(json_parse(c, e->act, strlen(e->act), &act));
	lane_set_now(to->lane, e->at_ms);
	if (json_get(act, "timer") != NULL)
		return clock_again(c, to, e, act);
	struct req *r = req_new(to);
	struct stored_act a = { .act = act, .done = done };
	memcpy(a.seed, e->seed, sizeof(a.seed));
	enum err err = req_again(r, &a);
	if (err != OK)
		err = fail(c, err, "%s", r->c.fault.detail ? r->c.fault.detail : "");
	req_free(r);
	return err;
}

/* Runs all acts; out->differs when one is refused or gives another entry. */
static enum err all_again(struct ctx *c, struct app *from, struct app *to, struct audit_result *out)
{
	struct arena *lasting = c->mem;
	for (bool more = true; more && out->differs == NULL;) {
		struct evidence_list list, again;
		c->mem = arena_new(LIMIT_ARENA_BYTES * 4);
		enum err e = reader_take(from, c);
		if (e == OK)
			e = evidence_from(c, out->acts, PAGE, &list);
		reader_give(from, c);
		more = e == OK && list.n == PAGE;
		for (size_t i = 0; e == OK && i < list.n && out->differs == NULL; i++) {
			if (act_again(c, to, &list.entries[i]) != OK)
				out->differs =
				    arena_printf(lasting, "act %" PRId64 " (%s) is refused now: %s",
				        out->acts, list.entries[i].kind, c->fault.detail);
			else
				out->acts++;
		}
		if (e == OK && out->differs == NULL && list.n > 0) {
			e = reader_take(to, c);
			if (e == OK)
				e = evidence_from(c, list.entries[0].place, PAGE, &again);
			reader_give(to, c);
			for (size_t i = 0; e == OK && i < list.n && out->differs == NULL; i++)
				if (i >= again.n ||
				    strcmp(list.entries[i].entry, again.entries[i].entry) != 0 ||
				    memcmp(list.entries[i].salt, again.entries[i].salt, 32) != 0)
					out->differs = arena_printf(lasting,
					    "entry %" PRId64 " (%s) comes out otherwise",
					    list.entries[i].place, list.entries[i].kind);
		}
		arena_free(c->mem);
		c->mem = lasting;
		TRY(e);
	}
	return OK;
}

static enum err compare_tables(
    struct ctx *c, struct app *from, struct app *to, struct audit_result *out)
{
	struct table_digest a[AUDIT_TABLES_MAX], b[AUDIT_TABLES_MAX];
	size_t n = 0;
	TRY(reader_take(from, c));
	enum err e = audit_tables(c, a, &n);
	reader_give(from, c);
	TRY(e);
	TRY(reader_take(to, c));
	e = audit_tables(c, b, &n);
	reader_give(to, c);
	TRY(e);
	for (size_t i = 0; i < n && out->differs == NULL; i++)
		if (memcmp(a[i].digest, b[i].digest, SHA256_BYTES) != 0)
			out->differs = arena_printf(c->mem,
			    "table %s differs: %" PRId64 " rows stored, %" PRId64 " recomputed",
			    a[i].table, a[i].rows, b[i].rows);
	return OK;
}

static enum err take_documents(struct ctx *c, struct app *from, struct app *to)
{
	struct ctx w = { .mem = c->mem };
	TRY(store_connect(&w, to->store, DB_READ_WRITE, &w.db));
	enum err e = reader_take(from, c);
	if (e == OK)
		e = audit_copy_documents(c, &w);
	reader_give(from, c);
	store_disconnect(w.db);
	return e;
}

enum err audit_run(struct ctx *c, struct app *app, const char *scratch, struct audit_result *out)
{
	struct app *to = NULL;
	struct audit_result r = { 0 };
	const struct app_new new = { .dir = scratch,
		.code = app->centre.code,
		.name = app->centre.name,
		.practice = app->centre.practice };
	const struct app_options open = {
		.dir = scratch, .manual = true, .manual_now_ms = c->now_ms, .timers_rest = true
	};
	TRY(app_init(c, &new));
	/* sealed documents parts are looked at again where they lie */
	const char *documents = arena_printf(c->mem, "%s/documents", scratch);
	if (rmdir(documents) != 0 ||
	    symlink(arena_printf(c->mem, "%s/documents", app->dir), documents) != 0)
		return fail(c, E_STORE, "%s", documents);
	TRY(app_open(c, &open, &to));
	enum err e = take_documents(c, app, to);
	if (e == OK)
		e = all_again(c, app, to, &r);
	if (e == OK && r.differs == NULL)
		e = compare_tables(c, app, to, &r);
	app_close(to);
	TRY(e);
	*out = r;
	return OK;
}
