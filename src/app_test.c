/* A centre's folder: moved, copied, served once; and the first of its staff. */
#include "app.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/http/session.h"
#include "service/party/party.h"
#include "test/unit.h"

#define CENTRE "12660000MB2000005T"
#define OFFICE(id, role)                                                                     \
	"{\"name\":\"x\",\"contact\":\"y\",\"identifier\":{\"scheme\":\"TEST\",\"id\":\"" id \
	"\"},\"roles\":[\"" role "\"]}"

struct place {
	struct ctx c;
	char dir[40]; /* a folder for folders */
};

static void begin(struct place *p)
{
	strcpy(p->dir, "/tmp/heng-app-XXXXXX");
	assert_non_null(mkdtemp(p->dir));
	p->c = test_ctx();
}

static void end(struct place *p)
{
	assert_int_equal(system(arena_printf(p->c.mem, "rm -rf %s", p->dir)), 0);
	test_ctx_end(&p->c);
}

static const char *in(struct place *p, const char *name)
{
	return arena_printf(p->c.mem, "%s/%s", p->dir, name);
}

static void make(struct place *p, const char *name, bool practice)
{
	const struct app_new new = {
		.dir = in(p, name), .code = CENTRE, .name = "x", .practice = practice
	};
	CHECK_OK(&p->c, app_init(&p->c, &new));
}

static enum err open_as(struct place *p, const char *name, bool beside, struct app **out)
{
	const struct app_options o = {
		.dir = in(p, name), .manual = true, .manual_now_ms = TEST_NOW_MS, .beside = beside
	};
	*out = NULL;
	return app_open(&p->c, &o, out);
}

static int enter(struct place *p, struct app *app, const char *token, const char *body)
{
	struct call call = {
		.method = "POST", .url = "/api/parties", .token = token, .body = body
	};
	app_call(&p->c, app, &call);
	return call.status;
}

static uint64_t size_of(struct place *p, struct app *app)
{
	const char *note;
	uint64_t size;
	CHECK_OK(&p->c, app_publish(app));
	CHECK_OK(&p->c, log_checkpoint(&p->c, app->log, &note, &size));
	return size;
}

static void a_copy_is_a_centre_of_its_own(void **state)
{
	(void)state;
	struct place p;
	struct app *first, *copy, *again;
	begin(&p);
	make(&p, "made", true);
	assert_int_equal(rename(in(&p, "made"), in(&p, "moved")), 0);
	assert_int_equal(
	    system(arena_printf(p.c.mem, "cp -a %s %s", in(&p, "moved"), in(&p, "copy"))), 0);
	CHECK_OK(&p.c, open_as(&p, "moved", false, &first));
	CHECK_OK(&p.c, open_as(&p, "copy", false, &copy));
	assert_int_equal(enter(&p, first, NULL, OFFICE("1", "tenderer")), 201);
	assert_int_equal(size_of(&p, first), 1);
	assert_int_equal(size_of(&p, copy), 0);
	/* the folder that is served is served once; to look at it is allowed */
	CHECK_ERR(open_as(&p, "moved", false, &again), E_CONFLICT);
	CHECK_OK(&p.c, open_as(&p, "moved", true, &again));
	assert_int_equal(size_of(&p, again), 1);
	assert_int_equal(enter(&p, first, NULL, OFFICE("2", "tenderer")), 201);
	assert_int_equal(size_of(&p, first), 2);
	assert_int_equal(size_of(&p, again), 2);
	app_close(again);
	app_close(copy);
	app_close(first);
	end(&p);
}

static void two_folders_of_one_database_are_one(void **state)
{
	(void)state;
	struct place p;
	struct app *first, *second;
	begin(&p);
	make(&p, "one", true);
	assert_int_equal(
	    system(arena_printf(p.c.mem, "cp -a %s %s", in(&p, "one"), in(&p, "two"))), 0);
	FILE *f = fopen(in(&p, "two/store"), "w");
	assert_non_null(f);
	fprintf(f, "sqlite:%s\n", in(&p, "one/heng.db"));
	fclose(f);
	CHECK_OK(&p.c, open_as(&p, "one", false, &first));
	CHECK_ERR(open_as(&p, "two", false, &second), E_CONFLICT);
	app_close(first);
	end(&p);
}

/* Store and signer's memory taken back together: what was published meanwhile tells. */
static void a_restored_past_is_refused(void **state)
{
	(void)state;
	struct place p;
	struct app *app;
	begin(&p);
	make(&p, "c", true);
	assert_int_equal(system(arena_printf(p.c.mem, "cp -a %s %s", in(&p, "c"), in(&p, "b"))), 0);
	CHECK_OK(&p.c, open_as(&p, "c", false, &app));
	assert_int_equal(enter(&p, app, NULL, OFFICE("1", "tenderer")), 201);
	assert_int_equal(size_of(&p, app), 1);
	app_close(app);
	assert_int_equal(system(arena_printf(p.c.mem,
	                     "cd %s && rm -r c/heng.db* c/keys && cp -a"
	                     " b/heng.db* b/keys c",
	                     p.dir)),
	    0);
	CHECK_ERR(open_as(&p, "c", false, &app), E_LOG_FORKED);
	end(&p);
}

/* In a production centre nobody is staff before the keeper has said so. */
static void the_keeper_registers_the_first(void **state)
{
	(void)state;
	struct place p;
	struct app *app;
	struct session s;
	begin(&p);
	make(&p, "real", false);
	CHECK_OK(&p.c, open_as(&p, "real", false, &app));
	assert_int_equal(enter(&p, app, NULL, OFFICE("1", "centre")), 403);
	assert_int_equal(enter(&p, app, NULL, OFFICE("1", "supervisor")), 403);
	char wrong[KEEPER_KEY_CHARS + 1];
	strcpy(wrong, app->keeper);
	wrong[0] = wrong[0] == '0' ? '1' : '0';
	assert_int_equal(enter(&p, app, wrong, OFFICE("1", "centre")), 401);
	struct call call = { .method = "POST",
		.url = "/api/parties",
		.token = app->keeper,
		.body = OFFICE("1", "centre") };
	app_call(&p.c, app, &call);
	assert_int_equal(call.status, 201);
	/* and its person registers the next ones; the keeper's key signs in nowhere else */
	struct json *v;
	struct actor who;
	CHECK_OK(&p.c, json_parse(&p.c, call.reply, strlen(call.reply), &v));
	CHECK_OK(&p.c, store_connect(&p.c, app->store, DB_READ_WRITE, &p.c.db));
	CHECK_OK(
	    &p.c, person_actor(&p.c, json_get_text(json_get(v, "result"), "person", ""), &who));
	CHECK_OK(&p.c, session_open(&p.c, SESSION_TOKEN_KIND, &who, &s));
	store_disconnect(p.c.db);
	p.c.db = NULL;
	assert_int_equal(enter(&p, app, s.token, OFFICE("2", "supervisor")), 201);
	struct call token = { .method = "POST", .url = "/api/tokens", .token = app->keeper };
	app_call(&p.c, app, &token);
	assert_int_equal(token.status, 403);
	app_close(app);
	end(&p);
}

int app_tests(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(a_copy_is_a_centre_of_its_own),
		cmocka_unit_test(two_folders_of_one_database_are_one),
		cmocka_unit_test(a_restored_past_is_refused),
		cmocka_unit_test(the_keeper_registers_the_first) };
	return RUN_GROUP("app", tests);
}
