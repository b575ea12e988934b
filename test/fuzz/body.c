/* body.c - URLs and bodies against the dispatcher, as anybody and as somebody signed in.
 *
 * Input: a line "METHOD URL", then the body. Whatever comes, there is an answer; it is never a
 * fault of ours (5xx), and a refusal of the interface names its error, an id and its rule. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "core/base/limits.h"

#define NOW_MS INT64_C(1772409600000)

static struct app *app;
static const char *token;
static char dir[] = "/tmp/heng-fuzz-XXXXXX";

static void clean(void)
{
	char command[80];
	app_close(app);
	snprintf(command, sizeof(command), "rm -rf %s", dir);
	if (system(command) != 0)
		fprintf(stderr, "%s stays\n", dir);
}

static const char *say(struct ctx *c, const char *url, const char *body, const char *name)
{
	struct json *v;
	struct call in = { .method = "POST", .url = url, .body = body };
	app_call(c, app, &in);
	if (json_parse(c, in.reply, strlen(in.reply), &v) != OK)
		abort();
	const struct json *result = json_get(v, "result");
	return json_get_text(result != NULL ? result : v, name, "");
}

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static const uint8_t seed[RNG_SEED_BYTES] = { 3 };
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES), .now_ms = NOW_MS };
	(void)argc;
	(void)argv;
	rng_seed(&c.rng, seed);
	if (mkdtemp(dir) == NULL)
		return 1;
	const struct app_new new = {
		.dir = dir, .code = "12660000MB2000005T", .name = "fuzz", .practice = true
	};
	const struct app_options open = { .dir = dir, .manual = true, .manual_now_ms = NOW_MS };
	if (app_init(&c, &new) != OK || app_open(&c, &open, &app) != OK)
		abort();
	atexit(clean);
	const char *person = say(&c, "/api/parties",
	    "{\"name\":\"x\",\"contact\":\"x\",\"identifier\":{\"scheme\":\"JP\",\"id\":\"1\"},"
	    "\"roles\":[\"procuringEntity\",\"tenderer\",\"centre\"]}",
	    "person");
	token = strdup(say(&c, "/api/practice/sessions",
	    arena_printf(c.mem, "{\"person\":\"%s\",\"token\":true}", person), "token"));
	assert(strlen(token) == 64);
	arena_free(c.mem);
	return 0;
}

static void ask(const char *method, const char *url, const char *body, const char *who)
{
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES) };
	struct json *v;
	struct call in = { .method = method, .url = url, .body = body, .token = who };
	app_call(&c, app, &in);
	if (in.status < 200 || in.status >= 500)
		abort();
	if (in.status >= 400 && strncmp(url, "/api/", 5) == 0) {
		if (json_parse(&c, in.reply, strlen(in.reply), &v) != OK ||
		    json_get(v, "error") == NULL || json_get(v, "id") == NULL ||
		    json_get(json_get(v, "message"), "zh") == NULL)
			abort();
	}
	arena_free(c.mem);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	char *text = malloc(n + 1);
	memcpy(text, data, n);
	text[n] = '\0';
	char *line_end = strchr(text, '\n'), *space = strchr(text, ' ');
	if (line_end != NULL && space != NULL && space < line_end && memchr(data, 0, n) == NULL &&
	    strstr(text, "/practice/clock") == NULL) {
		*line_end = *space = '\0';
		const char *body = line_end[1] != '\0' ? line_end + 1 : NULL;
		ask(text, space + 1, body, NULL);
		ask(text, space + 1, body, token);
	}
	free(text);
	return 0;
}
