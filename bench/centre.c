#include "bench/centre.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "core/base/moment.h"

void bench_check(struct ctx *c, enum err e)
{
	if (e == OK)
		return;
	fprintf(stderr, "%s %s\n", err_name(e), c->fault.detail ? c->fault.detail : "");
	exit(1);
}

void bench_make(struct centre_run *b, const char *dir, const char *store)
{
	*b = (struct centre_run){ .dir = dir };
	b->c = (struct ctx){ .mem = arena_new((size_t)4 << 30), .now_ms = moment_system_ms() };
	rng_system_seed(b->c.rng.seed);
	const struct app_new new = { .dir = dir,
		.store = strcmp(store, "sqlite") == 0 ? NULL : store,
		.code = "12660000MB2000005T",
		.name = "示例公共资源交易中心",
		.practice = true };
	bench_check(&b->c, app_init(&b->c, &new));
}

void bench_open(struct centre_run *b, bool manual)
{
	const struct app_options open = {
		.dir = b->dir, .manual = manual, .manual_now_ms = moment_system_ms()
	};
	bench_check(&b->c, app_open(&b->c, &open, &b->app));
}

void bench_close(struct centre_run *b)
{
	app_close(b->app);
	b->app = NULL;
}

struct json *bench_say(struct centre_run *b, const char *token, const char *url, const char *body)
{
	struct json *v = NULL;
	struct call in = { .method = "POST", .url = url, .body = body, .token = token };
	app_call(&b->c, b->app, &in);
	if (in.status / 100 != 2 || json_parse(&b->c, in.reply, strlen(in.reply), &v) != OK) {
		fprintf(stderr, "%s: %d %s\n", url, in.status, in.reply);
		exit(1);
	}
	const struct json *result = json_get(v, "result");
	return result != NULL ? (struct json *)(uintptr_t)result : v;
}

const char *bench_enter(
    struct centre_run *b, const char *name, const char *role, const char *code, const char **token)
{
	struct ctx *c = &b->c;
	struct json *v = bench_say(b, NULL, "/api/parties",
	    arena_printf(c->mem,
	        "{\"name\":\"%s\",\"contact\":\"x\","
	        "\"identifier\":{\"scheme\":\"%s\",\"id\":\"%s\"},\"roles\":[\"%s\"]}",
	        name, code != NULL ? "CN-USCC" : "BENCH", code != NULL ? code : name, role));
	const char *party = json_get_text(v, "id", NULL);
	v = bench_say(b, NULL, "/api/practice/sessions",
	    arena_printf(
	        c->mem, "{\"person\":\"%s\",\"token\":true}", json_get_text(v, "person", "")));
	*token = json_get_text(v, "token", NULL);
	return party;
}

struct json *bench_tender(struct centre_run *b, int lots)
{
	struct ctx *c = &b->c;
	const char *token;
	struct buf body;
	bench_enter(b, "贵阳市教育局", "procuringEntity", NULL, &token);
	struct json *v = bench_say(
	    b, token, "/api/projects", "{\"code\":\"1\",\"name\":\"贵阳市第二小学教学楼\"}");
	buf_init(&body, c->mem, 64 * 1024);
	buf_printf(&body,
	    "{\"project\":\"%s\",\"kind\":\"works-lowest-price\",\"title\":"
	    "\"贵阳市第二小学教学楼工程施工\",\"mandatory\":false,"
	    "\"stateControlled\":false,\"funding\":\"private\",\"qualification\":\"after\","
	    "\"method\":\"open\",\"organisation\":\"self\",\"lots\":[",
	    json_get_text(v, "id", ""));
	for (int i = 0; i < lots; i++)
		buf_printf(&body, "%s{\"title\":\"%d标段\"}", i ? "," : "", i + 1);
	buf_text(&body, "]}");
	struct json *tender = bench_say(b, token, "/api/tenders", body.p);
	const char *base = arena_printf(c->mem, "/api/tenders/%s", json_get_text(tender, "id", ""));
	bench_say(b, token, arena_printf(c->mem, "%s/announcement", base),
	    arena_printf(c->mem,
	        "{\"text\":\"教学楼五层，建筑面积一万二千平方米。\","
	        "\"deadline\":\"%s\",\"windowMinutes\":30}",
	        moment_text(c, c->now_ms + 20 * DAY_MS)));
	bench_say(b, token, arena_printf(c->mem, "%s/confirmation", base), NULL);
	bench_say(b, token, arena_printf(c->mem, "%s/publication", base), NULL);
	return tender;
}

void bench_serve(struct centre_run *b)
{
	int pipes[2];
	char line[100] = "";
	if (pipe(pipes) != 0)
		exit(1);
	b->server = fork();
	if (b->server == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM); /* it ends with a measurement that fails */
		dup2(pipes[1], STDOUT_FILENO);
		close(pipes[0]);
		execl("build-bench/heng", "heng", "serve", b->dir, "-q", "-p", "0", NULL);
		_exit(1);
	}
	close(pipes[1]);
	if (read(pipes[0], line, sizeof(line) - 1) <= 0)
		exit(1);
	line[strcspn(line, "\n")] = '\0';
	b->port = (uint16_t)strtoul(strrchr(line, ':') + 1, NULL, 10);
}

void bench_stop(struct centre_run *b)
{
	kill(b->server, SIGTERM);
	waitpid(b->server, NULL, 0);
}

long bench_resident_kb(const struct centre_run *b)
{
	char path[64], line[256];
	long kb = -1;
	snprintf(path, sizeof(path), "/proc/%d/status", (int)b->server);
	FILE *f = fopen(path, "re");
	while (f != NULL && fgets(line, sizeof(line), f) != NULL)
		if (strncmp(line, "VmRSS:", 6) == 0)
			kb = strtol(line + 6, NULL, 10);
	if (f != NULL)
		fclose(f);
	return kb;
}
