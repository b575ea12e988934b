/* command_centre.c - init, serve, log and token: what the keeper of a centre does. */
#include <argp.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "command.h"
#include "commands.h"
#include "core/base/moment.h"
#include "service/party/party.h"

/* 统一社会信用代码 made up for practice; its registration district, 660000, is no district of a company. */
#define PRACTICE_CODE "12660000MB2000005T"
#define PRACTICE_NAME "示例公共资源交易中心（演练）"

struct init_args {
	struct app_new new;
	const char *at;
};

static const struct argp_option init_options[] = {
	{ "practice", 'p', NULL, 0, "a practice centre: its clock can be moved", 0 },
	{ "at", 'a', "TIME", 0, "practice: where the clock begins, RFC 3339", 0 },
	{ "store", 's', "URL", 0, "sqlite:PATH or postgres://…", 0 },
	{ "code", 'c', "CODE", 0, "统一社会信用代码 of the centre", 0 },
	{ "name", 'n', "NAME", 0, "name of the centre", 0 },
	{ 0 },
};

static error_t init_parse(int key, char *arg, struct argp_state *state)
{
	struct init_args *a = state->input;
	switch (key) {
	case 'p':
		a->new.practice = true;
		return 0;
	case 'a':
		a->at = arg;
		return 0;
	case 's':
		a->new.store = arg;
		return 0;
	case 'c':
		a->new.code = arg;
		return 0;
	case 'n':
		a->new.name = arg;
		return 0;
	case ARGP_KEY_ARG:
		if (state->arg_num > 0)
			argp_usage(state);
		a->new.dir = arg;
		return 0;
	case ARGP_KEY_END:
		if (a->new.dir == NULL)
			argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

int command_init(int argc, char **argv)
{
	static const struct argp argp = { init_options, init_parse, "DIR", "Makes a centre.", 0, 0,
		0 };
	struct init_args a = { 0 };
	struct ctx c = command_ctx();
	enum err e = OK;
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	if (a.new.practice && a.new.code == NULL)
		a.new.code = PRACTICE_CODE;
	if (a.new.practice && a.new.name == NULL)
		a.new.name = PRACTICE_NAME;
	if (a.new.code == NULL || a.new.name == NULL)
		e = fail(&c, E_MISSING_FIELD, "a production centre needs --code and --name");
	if (e == OK && a.at != NULL)
		e = moment_parse(&c, "--at", a.at, &a.new.at_ms);
	if (e == OK)
		e = app_init(&c, &a.new);
	int status = e == OK ? 0 : command_failed(&c, e);
	arena_free(c.mem);
	return status;
}

struct serve_args {
	struct app_options app;
	struct server_options server;
};

static const struct argp_option serve_options[] = {
	{ "port", 'p', "N", 0, "port to listen on; 8080", 0 },
	{ "address", 'a', "IP", 0, "address to listen on; 127.0.0.1", 0 },
	{ "law", 'l', "DIR", 0, "read the law from here instead of the binary", 0 },
	{ "quiet", 'q', NULL, 0, "no line for each request", 0 },
	{ 0 },
};

static error_t serve_parse(int key, char *arg, struct argp_state *state)
{
	struct serve_args *a = state->input;
	switch (key) {
	case 'p':
		a->server.port = (uint16_t)strtoul(arg, NULL, 10);
		return 0;
	case 'a':
		a->server.address = arg;
		return 0;
	case 'l':
		a->app.law_dir = arg;
		return 0;
	case 'q':
		a->app.journal = false;
		return 0;
	case ARGP_KEY_ARG:
		if (state->arg_num > 0)
			argp_usage(state);
		a->app.dir = arg;
		return 0;
	case ARGP_KEY_END:
		if (a->app.dir == NULL)
			argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

int command_serve(int argc, char **argv)
{
	static const struct argp argp = { serve_options, serve_parse, "DIR", "Runs a centre.", 0, 0,
		0 };
	struct serve_args a = { .app = { .journal = true },
		.server = { .address = "127.0.0.1", .port = 8080 } };
	struct ctx c = command_ctx();
	struct app *app = NULL;
	struct server *server = NULL;
	sigset_t ends;
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &ends, NULL);
	signal(SIGPIPE, SIG_IGN);
	enum err e = app_open(&c, &a.app, &app);
	if (e == OK)
		e = server_start(&c, app, &a.server, &server);
	if (e == OK) {
		int got = 0;
		printf("http://%s:%u\n", a.server.address, server_port(server));
		fflush(stdout);
		sigwait(&ends, &got);
		server_stop(server);
	}
	int status = e == OK ? 0 : command_failed(&c, e);
	app_close(app);
	arena_free(c.mem);
	return status;
}

static void print_entries(const struct evidence_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		printf("%8" PRId64 "  %s  %-22s %s  %s\n", list->entries[i].place,
		    list->entries[i].entry, list->entries[i].kind, list->entries[i].object,
		    list->entries[i].user);
}

static enum err show_log(struct ctx *c, struct app *app, const char *place)
{
	struct evidence_list list;
	const char *note, *json;
	uint64_t size;
	TRY(log_checkpoint(c, app->log, &note, &size));
	if (place != NULL) {
		struct evidence_entry entry;
		TRY(evidence_read(c, strtoll(place, NULL, 10), &entry));
		TRY(log_receipt(c, app->log, &entry, &json));
		printf("%s\n", json);
		return OK;
	}
	printf("%s\n%s", log_keys(c, app->log), note);
	TRY(evidence_from(c, size > 20 ? (int64_t)size - 20 : 0, 20, &list));
	print_entries(&list);
	return OK;
}

int command_log(int argc, char **argv)
{
	struct ctx c = command_ctx();
	struct app *app = NULL;
	if (argc < 2 || argc > 3) {
		fputs("usage: heng log DIR [PLACE]\n", stderr);
		return 2;
	}
	const struct app_options o = { .dir = argv[1], .manual = true, .manual_now_ms = c.now_ms };
	enum err e = app_open(&c, &o, &app);
	if (e == OK)
		e = app_publish(app);
	if (e == OK)
		e = reader_take(app, &c);
	if (e == OK)
		e = show_log(&c, app, argc == 3 ? argv[2] : NULL);
	if (app != NULL)
		reader_give(app, &c);
	int status = e == OK ? 0 : command_failed(&c, e);
	app_close(app);
	arena_free(c.mem);
	return status;
}

int command_token(int argc, char **argv)
{
	struct ctx c = command_ctx();
	struct app *app = NULL;
	struct actor who;
	struct session s;
	if (argc != 3) {
		fputs("usage: heng token DIR PERSON\n", stderr);
		return 2;
	}
	const struct app_options o = { .dir = argv[1], .manual = true, .manual_now_ms = c.now_ms };
	enum err e = app_open(&c, &o, &app);
	if (e == OK)
		e = store_connect(&c, app->store, DB_READ_WRITE, &c.db);
	if (e == OK) {
		c.now_ms = lane_now_ms(app->lane);
		e = person_actor(&c, argv[2], &who);
	}
	if (e == OK)
		e = session_open(&c, SESSION_TOKEN_KIND, &who, &s);
	if (e == OK)
		printf("%s\n", s.token);
	store_disconnect(c.db);
	int status = e == OK ? 0 : command_failed(&c, e);
	app_close(app);
	arena_free(c.mem);
	return status;
}
