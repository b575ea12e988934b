/* command_replay.c - replay: real tenders of the past through the same routes a client uses. */
#include <argp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "commands.h"
#include "core/base/moment.h"
#include "replay/mapping.h"
#include "replay/releases.h"
#include "trade/ocds/ocds.h"

#define THREADS 16
#define OCDS_BYTES ((size_t)256 << 20) /* of a file of releases */
#define OCDS_ARENA_BYTES ((size_t)8 << 30)
#define CODE "12660000MB2000005T"
#define DAYS_BEFORE 30 /* the clock begins that long before the first opening */

struct replay_args {
	const char *file, *map, *kind, *store, *dir;
};

static const struct argp_option options[] = {
	{ "map", 'm', "FILE", 0, "FILE is CSV: which columns hold what (YAML)", 0 },
	{ "kind", 'k', "KIND", 0,
	    "FILE is OCDS releases: run their lots as trades of that kind (law/kinds), the lowest "
	    "price first",
	    0 },
	{ "store", 's', "URL", 0, "postgres://… instead of SQLite", 0 },
	{ "dir", 'd', "DIR", 0, "keep the centre here; otherwise it is thrown away", 0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct replay_args *a = state->input;
	switch (key) {
	case 'm':
		a->map = arg;
		return 0;
	case 'k':
		a->kind = arg;
		return 0;
	case 's':
		a->store = arg;
		return 0;
	case 'd':
		a->dir = arg;
		return 0;
	case ARGP_KEY_ARG:
		if (state->arg_num > 0)
			argp_usage(state);
		a->file = arg;
		return 0;
	case ARGP_KEY_END:
		if (a->file == NULL || (a->map != NULL && a->kind != NULL))
			argp_usage(state);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct offer *recorded(const struct auction *a)
{
	for (size_t i = 0; i < a->offer_count; i++)
		if (a->offers[i].winner)
			return &a->offers[i];
	return NULL;
}

static const struct offer *of_party(const struct auction *a, const char *party)
{
	for (size_t i = 0; i < a->offer_count && party != NULL; i++)
		if (strcmp(a->offers[i].party, party) == 0)
			return &a->offers[i];
	return NULL;
}

/* Differences a line each, what has no record apart, and the last line. True: no difference. */
static bool report(const struct market *m)
{
	size_t same = 0, known = 0;
	for (size_t i = 0; i < m->auction_count; i++) {
		const struct auction *a = &m->auctions[i];
		const struct offer *want = recorded(a), *got = of_party(a, a->awarded);
		const char *result = got ? got->name : a->error ? a->error : "no award";
		if (want == NULL) {
			printf("%s: no recorded award; computed: %s %s\n", a->id, result,
			    got ? got->price : "");
			continue;
		}
		known++;
		if (want == got)
			same++;
		else
			printf("%s: recorded %s %s, computed %s %s\n", a->id, want->name,
			    want->price, result, got ? got->price : "");
	}
	printf("%zu of %zu awards as recorded\n", same, known);
	return same == known;
}

/* Releases in, the compiled release of each process out. */
static enum err compile(struct ctx *c, const char *file, struct buf *out)
{
	struct buf text;
	char chunk[65536];
	size_t n;
	FILE *in = fopen(file, "re");
	if (in == NULL)
		return fail(c, E_NOT_FOUND, "%s cannot be read", file);
	buf_init(&text, c->mem, OCDS_BYTES);
	buf_init(out, c->mem, OCDS_BYTES);
	while ((n = fread(chunk, 1, sizeof(chunk), in)) > 0 && text.n + n < OCDS_BYTES)
		buf_add(&text, chunk, n);
	bool whole = n == 0 && ferror(in) == 0;
	fclose(in);
	if (!whole)
		return fail(c, E_TOO_LARGE, "%s cannot be read, or is too large", file);
	return ocds_compile_lines(c, (struct bytes){ (const uint8_t *)text.p, text.n }, out);
}

static enum err write_compiled(struct ctx *c, const char *file)
{
	struct buf out;
	TRY(compile(c, file, &out));
	if (fwrite(out.p, 1, out.n, stdout) != out.n || fflush(stdout) != 0)
		return fail(c, E_STORE, "the output cannot be written");
	return OK;
}

static enum err read_market(struct ctx *c, const struct replay_args *a, struct market *m)
{
	struct buf lines;
	struct law *law;
	size_t left_out;
	if (a->map != NULL)
		return market_read(c, a->file, a->map, m);
	TRY(app_law(c, NULL, &law));
	c->law = law;
	TRY(compile(c, a->file, &lines));
	TRY(market_from_releases(
	    c, (struct bytes){ (const uint8_t *)lines.p, lines.n }, a->kind, m, &left_out));
	fprintf(stderr, "%zu lots left out, without bids that have values\n", left_out);
	return OK;
}

static enum err run(struct ctx *c, const struct replay_args *a, const char *dir, bool *same)
{
	struct market m = { 0 };
	struct app *app = NULL;
	struct server *server = NULL;
	TRY(read_market(c, a, &m));
	m.threads = THREADS;
	const struct app_new new = { .dir = dir,
		.store = a->store,
		.code = CODE,
		.name = "重放中心",
		.practice = true,
		.at_ms = day_start_ms(day_add(m.auctions[0].day, -DAYS_BEFORE)) };
	const struct app_options open = { .dir = dir };
	const struct server_options listen = { .address = "127.0.0.1" };
	TRY(app_init(c, &new));
	TRY(app_open(c, &open, &app));
	enum err e = server_start(c, app, &listen, &server);
	int64_t from_us = moment_steady_us();
	if (e == OK)
		e = market_run(
		    c, app, arena_printf(c->mem, "http://127.0.0.1:%u", server_port(server)), &m);
	int64_t took_us = moment_steady_us() - from_us;
	server_stop(server);
	app_close(app);
	TRY(e);
	fprintf(stderr, "%zu auctions through HTTP in %.1f s\n", m.auction_count,
	    (double)took_us / 1e6);
	*same = report(&m);
	return OK;
}

int command_replay(int argc, char **argv)
{
	static const struct argp argp = { options, parse, "FILE",
		"Feeds real tenders of the past through a practice centre and compares the awards. "
		"FILE "
		"is a table (--map) or OCDS releases or packages, one on each line (--kind); with "
		"neither the compiled releases are written.",
		0, 0, 0 };
	struct replay_args a = { 0 };
	struct ctx c = command_ctx();
	char temp[] = "/tmp/heng-replay-XXXXXX";
	bool same = false;
	argp_parse(&argp, argc, argv, 0, NULL, &a);
	if (a.map == NULL) {
		arena_free(c.mem);
		c.mem = arena_new(OCDS_ARENA_BYTES);
	}
	if (a.map == NULL && a.kind == NULL) {
		enum err e = write_compiled(&c, a.file);
		int done = e != OK ? command_failed(&c, e) : 0;
		arena_free(c.mem);
		return done;
	}
	signal(SIGPIPE, SIG_IGN);
	const char *dir = a.dir ? a.dir : mkdtemp(temp);
	enum err e =
	    dir != NULL ? run(&c, &a, dir, &same) : fail(&c, E_STORE, "no temporary folder");
	if (a.dir == NULL && dir != NULL && !remove_folder(dir))
		fprintf(stderr, "%s stays\n", dir);
	int status = e != OK ? command_failed(&c, e) : same ? 0 : 3;
	arena_free(c.mem);
	return status;
}
