/* What the store keeps of a person's identity number. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "app.h"
#include "service/party/party_db.h"
#include "test/unit.h"

#define NUMBER "11010519491231002X" /* the example of GB 11643 */
#define REGISTERED "PLANTED-REGISTRATION"
#define KEY "PLANTED-KEY"

static const struct json *say(struct ctx *c, struct app *app, struct call in)
{
	struct json *v = NULL;
	in.method = "POST";
	app_call(c, app, &in);
	if (in.status != 201)
		TEST_FAIL("%s: %d %s", in.url, in.status, in.reply);
	CHECK_OK(c, json_parse(c, in.reply, strlen(in.reply), &v));
	return json_get(v, "result") ? json_get(v, "result") : v;
}

/* Whether any file of the folder (the database, its log ahead) holds the text. */
static bool folder_holds(const char *dir, const char *text)
{
	char command[200];
	snprintf(command, sizeof(command), "grep -rqaF -e '%s' %s", text, dir);
	return system(command) == 0;
}

static void no_identity_number_is_stored(void **state)
{
	(void)state;
	struct ctx c = test_ctx();
	struct app *app;
	const char *dir = test_folder(&c);
	const struct app_new new = {
		.dir = dir, .code = "12660000MB2000005T", .name = "x", .practice = true
	};
	const struct app_options open = {
		.dir = dir, .manual = true, .manual_now_ms = TEST_NOW_MS
	};
	CHECK_OK(&c, app_init(&c, &new));
	CHECK_OK(&c, app_open(&c, &open, &app));
	const struct json *v = say(&c, app,
	    (struct call){ .url = "/api/parties",
	        .body = "{\"name\":\"x\",\"contact\":\"x\",\"roles\":[\"tenderer\"],"
	                "\"identifier\":{\"scheme\":\"TEST\",\"id\":\"1\"}}" });
	const char *party = json_get_text(v, "id", ""), *person = json_get_text(v, "person", "");
	v = say(&c, app,
	    (struct call){ .url = "/api/practice/sessions",
	        .body = arena_printf(c.mem, "{\"person\":\"%s\",\"token\":true}", person) });
	struct call in = { .token = json_get_text(v, "token", ""),
		.url = arena_printf(c.mem, "/api/parties/%s/people", party),
		.key = KEY,
		.body = "{\"name\":\"x\",\"identity\":\"" NUMBER "\",\"profession\":\"other\","
		        "\"number\":\"" REGISTERED "\",\"until\":\"2030-01-01\"}" };
	say(&c, app, in);
	/* refused within the lane: that too is kept */
	in.method = "POST";
	in.key = NULL;
	app_call(&c, app, &in);
	assert_int_equal(in.status, 409);
	CHECK_OK(&c, app_publish(app));
	assert_true(folder_holds(dir, REGISTERED));
	assert_false(folder_holds(dir, NUMBER));
	/* a digest of the body would tell the number to who tries them all */
	assert_false(folder_holds(dir, KEY));
	app_close(app);
	assert_true(folder_holds(dir, REGISTERED));
	assert_false(folder_holds(dir, NUMBER));
	test_folder_end(dir);
	test_ctx_end(&c);
}

static void official_roles_are_given_by_the_centre(void **state)
{
	(void)state;
	static const struct centre production = { .practice = false };
	struct ctx c = test_ctx();
	c.centre = &production;
	c.actor = (struct actor){ .user = "x", .roles = ROLE_TENDERER };
	CHECK_OK(&c, party_check_roles(&c, ROLE_TENDERER, ROLE_AGENCY));
	CHECK_ERR(
	    party_check_roles(&c, ROLE_SUPERVISOR, ROLE_SUPERVISOR | ROLE_AGENCY), E_BAD_FIELD);
	CHECK_ERR(
	    party_check_roles(&c, ROLE_SUPERVISOR | ROLE_CENTRE, ROLE_SUPERVISOR | ROLE_CENTRE),
	    E_BAD_FIELD);
	CHECK_ERR(party_check_roles(&c, 0, ROLE_CENTRE), E_DENIED);
	CHECK_ERR(party_check_roles(&c, ROLE_TENDERER, ROLE_SUPERVISOR), E_DENIED);
	CHECK_ERR(party_check_roles(&c, ROLE_SUPERVISOR, ROLE_TENDERER), E_DENIED);
	c.actor.roles = ROLE_CENTRE;
	CHECK_OK(&c, party_check_roles(&c, ROLE_TENDERER, ROLE_SUPERVISOR));
	CHECK_ERR(party_check_roles(&c, ROLE_TENDERER, 0), E_BAD_FIELD);
	c.actor = (struct actor){ .user = KEEPER };
	CHECK_OK(&c, party_check_roles(&c, 0, ROLE_CENTRE));
	test_ctx_end(&c);
}

int party_tests(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(no_identity_number_is_stored),
		cmocka_unit_test(official_roles_are_given_by_the_centre) };
	return RUN_GROUP("party", tests);
}
