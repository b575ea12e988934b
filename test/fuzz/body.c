/* body.c - any method, URL and body against every route: "METHOD URL", a newline, the body.
 *
 * {party} {person} {tender} {lot} {notice} and {draft} stand for objects that are there. Whatever
 * comes, there is an answer, no fault of ours (5xx), and an error has its name, number and
 * texts. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app.h"
#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/base/moment.h"

#define START_MS INT64_C(1772409600000) /* 2026-03-02T00:00:00Z, a Monday */
#define INPUTS_MAX 400                  /* then everything begins anew */
#define CALLERS 4

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *input, size_t n);

/* What libFuzzer's two functions share. */
static struct world {
	struct arena *mem;
	struct app *app;
	char folder[40], made[60], dir[60];
	const char *tokens[CALLERS]; /* nobody, a procuring entity, a tenderer, a supervisor */
	struct {
		const char *word, *value;
	} objects[6];
	int inputs;
	int64_t next_day_ms;
} world;

static const struct json *say(struct ctx *c, const char *token, const char *url, const char *body)
{
	struct json *v = NULL;
	struct call in = { .method = "POST", .url = url, .body = body, .token = token };
	app_call(c, world.app, &in);
	enum err e = json_parse(c, in.reply, strlen(in.reply), &v);
	assert(in.status / 100 == 2 && e == OK);
	return json_get(v, "result") ? json_get(v, "result") : v;
}

static void enter(struct ctx *c, int caller, const char *role)
{
	const struct json *v = say(c, NULL, "/api/parties",
	    arena_printf(c->mem,
	        "{\"name\":\"%s\",\"contact\":\"x\",\"identifier\":{\"scheme\":\"TEST\",\"id\":\"%"
	        "s\"},"
	        "\"roles\":[\"%s\"]}",
	        role, role, role));
	world.objects[0].value = json_get_text(v, "id", "");
	world.objects[1].value = json_get_text(v, "person", "");
	v = say(c, NULL, "/api/practice/sessions",
	    arena_printf(c->mem, "{\"person\":\"%s\",\"token\":true}", world.objects[1].value));
	world.tokens[caller] = json_get_text(v, "token", NULL);
}

/* A tender with one lot, as a draft; its first lot in *lot. */
static const char *draft(struct ctx *c, const char *code, const char **lot)
{
	const struct json *v = say(c, world.tokens[1], "/api/projects",
	    arena_printf(c->mem, "{\"code\":\"%s\",\"name\":\"x\"}", code));
	v = say(c, world.tokens[1], "/api/tenders",
	    arena_printf(c->mem,
	        "{\"project\":\"%s\",\"kind\":\"foreign-works-japan\",\"title\":\"x\","
	        "\"mandatory\":false,\"stateControlled\":true,\"funding\":\"state\","
	        "\"qualification\":\"after\",\"method\":\"open\",\"organisation\":\"self\","
	        "\"lots\":[{\"title\":\"x\",\"ceiling\":{\"amount\":\"9000000\","
	        "\"currency\":\"JPY\"}}]}",
	        json_get_text(v, "id", "")));
	*lot = json_get(v, "lots")->first->text;
	return json_get_text(v, "id", "");
}

static void open_centre(struct ctx *c)
{
	const struct app_options open = {
		.dir = world.dir, .manual = true, .manual_now_ms = START_MS
	};
	enum err e = app_open(c, &open, &world.app);
	assert(e == OK);
	e = app_publish(world.app);
	assert(e == OK);
	world.inputs = 0;
	world.next_day_ms = START_MS + DAY_MS;
}

static void copy_folder(const char *from, const char *to)
{
	char command[200];
	snprintf(command, sizeof(command), "rm -rf %s && cp -r %s %s", to, from, to);
	int status = system(command);
	assert(status == 0);
}

static void clean_up(void)
{
	char command[60];
	snprintf(command, sizeof(command), "rm -rf %s", world.folder);
	int status = system(command);
	(void)status; /* nothing can be done about it at the end */
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const char *const words[] = { "{party}", "{person}", "{tender}", "{lot}", "{notice}",
		"{draft}" };
	(void)argc;
	(void)argv;
	/* in memory: every act is synced */
	strcpy(world.folder, "/dev/shm/heng-fuzz-XXXXXX");
	char *made = mkdtemp(world.folder);
	assert(made != NULL);
	atexit(clean_up);
	snprintf(world.made, sizeof(world.made), "%s/made", world.folder);
	snprintf(world.dir, sizeof(world.dir), "%s/dir", world.folder);
	world.mem = arena_new(8 * LIMIT_ARENA_BYTES);
	struct ctx c = { .mem = world.mem, .now_ms = START_MS };
	const struct app_new new = {
		.dir = world.dir, .code = "12660000MB2000005T", .name = "x", .practice = true
	};
	enum err e = app_init(&c, &new);
	assert(e == OK);
	open_centre(&c);
	enter(&c, 1, "procuringEntity");
	enter(&c, 3, "supervisor");
	enter(&c, 2, "tenderer");
	const char *lot, *tender = draft(&c, "1", &lot),
	                 *base = arena_printf(c.mem, "/api/tenders/%s", tender);
	say(&c, world.tokens[1], arena_printf(c.mem, "%s/announcement", base),
	    "{\"text\":\"x\",\"deadline\":\"2026-03-03T00:00:00Z\",\"windowMinutes\":30}");
	say(&c, world.tokens[1], arena_printf(c.mem, "%s/confirmation", base), NULL);
	const struct json *v =
	    say(&c, world.tokens[1], arena_printf(c.mem, "%s/publication", base), NULL);
	world.objects[2].value = tender;
	world.objects[3].value = lot;
	world.objects[4].value = json_get_text(v, "notice", "");
	world.objects[5].value = draft(&c, "2", &lot);
	for (int i = 0; i < 6; i++)
		world.objects[i].word = words[i];
	app_close(world.app);
	copy_folder(world.dir, world.made);
	open_centre(&c);
	return 0;
}

static const char *filled(struct ctx *c, const char *text)
{
	struct buf b;
	buf_init(&b, c->mem, 8 * LIMIT_BODY_BYTES);
	while (*text != '\0') {
		size_t i = 0;
		while (i < 6 &&
		       strncmp(text, world.objects[i].word, strlen(world.objects[i].word)) != 0)
			i++;
		if (i == 6) {
			buf_char(&b, *text++);
			continue;
		}
		buf_text(&b, world.objects[i].value);
		text += strlen(world.objects[i].word);
	}
	return b.p;
}

/* An error is JSON with its name, number and two texts, or a page. */
static void check_error(struct ctx *c, const struct call *in)
{
	struct json *v = NULL;
	if (strncmp(in->url, "/api/", 5) != 0 && strncmp(in->reply, "<!doctype html>", 15) == 0)
		return;
	enum err e = json_parse(c, in->reply, strlen(in->reply), &v);
	assert(e == OK);
	const struct json *message = json_get(v, "message");
	assert(*json_get_text(v, "error", "") != '\0');
	assert(strlen(json_get_text(v, "id", "")) == 16);
	assert(*json_get_text(message, "zh", "") != '\0');
	assert(*json_get_text(message, "en", "") != '\0');
}

static void ask(const char *method, const char *url, const char *body, int caller)
{
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES) };
	struct call in = { .method = method,
		.url = filled(&c, url),
		.token = world.tokens[caller],
		.body = body == NULL ? NULL : filled(&c, body),
		.key = caller == 2 ? "key" : NULL };
	app_call(&c, world.app, &in);
	if (in.status < 200 || in.status >= 500)
		fprintf(stderr, "%s %s, caller %d: %d %s\n", method, in.url, caller, in.status,
		    in.reply);
	assert(in.status >= 200 && in.status < 500);
	if (in.status >= 400)
		check_error(&c, &in);
	arena_free(c.mem);
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t n)
{
	char *text = malloc(n + 1);
	assert(text != NULL);
	memcpy(text, input, n);
	text[n] = '\0';
	char *body = strchr(text, '\n');
	if (body != NULL)
		*body++ = '\0';
	char *url = strchr(text, ' ');
	if (url != NULL && n < LIMIT_BODY_BYTES) {
		*url++ = '\0';
		for (int caller = 0; caller < CALLERS; caller++)
			ask(text, url, body, caller);
	}
	free(text);
	/* what was done stays for the inputs that follow, up to a point; a clock that went too far
	 * would end all sessions */
	if (++world.inputs >= INPUTS_MAX || lane_now_ms(world.app->lane) > world.next_day_ms) {
		struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES), .now_ms = START_MS };
		app_close(world.app);
		copy_folder(world.made, world.dir);
		open_centre(&c);
		arena_free(c.mem);
	}
	return 0;
}
