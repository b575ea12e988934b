/* command_centre.c - init, serve, log and token: what the keeper of a centre does. */
#include <argp.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "app.h"
#include "command.h"
#include "commands.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "service/party/party.h"
#include "trade/archive/archive.h"

/* 统一社会信用代码 made up for practice; its registration district, 660000, is no district of a company. */
#define PRACTICE_CODE "12660000MB2000005T"
#define PRACTICE_NAME "示例公共资源交易中心（演练）"

#define FILES_OWN 256 /* store, log, documents on their way */

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
	{ "site", 'u', "URL", 0,
	    "where people reach it, https://host: in QR codes, feeds and exports; else as each "
	    "asks",
	    0 },
	{ "law", 'l', "DIR", 0, "read the law from here instead of the binary", 0 },
	{ "quiet", 'q', NULL, 0, "no line for each request", 0 },
	{ 0 },
};

static bool port_of(const char *text, uint16_t *out)
{
	char *end = NULL;
	unsigned long n = strtoul(text, &end, 10);
	if (*text < '0' || *text > '9' || *end != '\0' || n > UINT16_MAX)
		return false;
	*out = (uint16_t)n;
	return true;
}

static error_t serve_parse(int key, char *arg, struct argp_state *state)
{
	struct serve_args *a = state->input;
	switch (key) {
	case 'p':
		if (!port_of(arg, &a->server.port))
			argp_error(state, "%s is no port: 0 (any free one) to 65535", arg);
		return 0;
	case 'a':
		a->server.address = arg;
		return 0;
	case 'u':
		a->app.site = arg;
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

static void greet(const struct app *app, const char *address, unsigned port)
{
	printf("http://%s:%u\n", address, port);
	if (app->centre.practice)
		printf("  演练中心 practice centre, kept in %s\n"
		       "  http://%s:%u/           公告 notices, trades, receipts\n"
		       "  http://%s:%u/practice   可以以谁的身份登录 who to sign in as, the clock\n"
		       "  http://%s:%u/help       凭证怎样核验 how to check a receipt\n"
		       "  Ctrl-C ends it.\n",
		    app->dir, address, port, address, port, address, port);
	fflush(stdout);
}

/* Each connection is an open file, and a shell allows 1,024. What the machine allows beyond is
 * taken; where that is too little, the server says so rather than drop connections later. */
static void allow_files(void)
{
	struct rlimit files;
	if (getrlimit(RLIMIT_NOFILE, &files) != 0)
		return;
	files.rlim_cur = files.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_max < LIMIT_CONNECTIONS + FILES_OWN)
		fprintf(stderr, "heng: %llu open files are allowed; %d connections want %d\n",
		    (unsigned long long)files.rlim_max, LIMIT_CONNECTIONS,
		    LIMIT_CONNECTIONS + FILES_OWN);
}

int command_serve(int argc, char **argv)
{
	static const struct argp argp = { serve_options, serve_parse, "DIR", "Runs a centre.", 0, 0,
		0 };
	struct serve_args a = { .app = { .journal = true,
		                    .program = "/proc/self/exe",
		                    .registry = getenv("HENG_REGISTRY"),
		                    .tsa = getenv("HENG_TSA") },
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
	allow_files();
	enum err e = app_open(&c, &a.app, &app);
	/* what is signed names it, and nobody else's word counts for where that was */
	if (e == OK && !app->centre.practice && app->site == NULL)
		e = fail_at(&c, E_MISSING_FIELD, "--site", NULL,
		    "a real centre says where people reach it: https://host");
	if (e == OK)
		e = server_start(&c, app, &a.server, &server);
	if (e == OK) {
		int got = 0;
		greet(app, a.server.address, server_port(server));
		sigwait(&ends, &got);
		server_stop(server);
	}
	int status = e == OK ? 0 : command_failed(&c, e);
	app_close(app);
	arena_free(c.mem);
	return status;
}

/* What everybody may see of it; of the rest only that it is there. */
static void print_entry(struct ctx *c, const struct evidence_entry *e)
{
	if (entry_shown(c, e))
		printf("%8" PRId64 "  %s  %s  %s\n", e->place, moment_text(c, e->at_ms), e->kind,
		    e->object);
	else
		printf("%8" PRId64 "  -\n", e->place);
}

static enum err show_receipt(struct ctx *c, struct app *app, const char *text)
{
	struct evidence_entry entry;
	const char *json;
	char *end = NULL;
	int64_t place = strtoll(text, &end, 10);
	if (*text == '\0' || *end != '\0' || place < 0)
		return fail_at(c, E_BAD_FIELD, "PLACE", text, "a number from 0");
	TRY(evidence_read(c, place, &entry));
	if (!entry_shown(c, &entry))
		return fail(c, E_SECRET, "entry %" PRId64, place);
	TRY(log_receipt(c, app->log, &entry, &json));
	printf("%s\n", json);
	return OK;
}

static enum err show_log(struct ctx *c, struct app *app, const char *place)
{
	struct evidence_list list;
	const char *note;
	uint64_t size;
	if (place != NULL)
		return show_receipt(c, app, place);
	TRY(log_checkpoint(c, app->log, &note, &size));
	printf("%s\n%s", log_keys(app->log), note);
	TRY(evidence_from(c, size > 20 ? (int64_t)size - 20 : 0, 20, &list));
	for (size_t i = 0; i < list.n; i++)
		print_entry(c, &list.entries[i]);
	return OK;
}

int command_log(int argc, char **argv)
{
	struct ctx c = command_ctx();
	struct app *app = NULL;
	if (argc < 2 || argc > 3 || argv[1][0] == '-') {
		fputs("usage: heng log DIR [PLACE]\n", stderr);
		return 2;
	}
	const struct app_options o = {
		.dir = argv[1], .manual = true, .manual_now_ms = c.now_ms, .beside = true
	};
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

static enum err give_token(struct ctx *c, const char *person)
{
	struct actor who;
	struct session s;
	TRY(person_actor(c, person, &who));
	TRY(session_open(c, SESSION_TOKEN_KIND, &who, &s));
	printf("%s\n", s.token);
	return OK;
}

int command_token(int argc, char **argv)
{
	if (argc != 3) {
		fputs("usage: heng token DIR PERSON\n", stderr);
		return 2;
	}
	return command_beside(argv[1], give_token, argv[2]);
}
