/* centre.h - a practice centre for a measurement: made, filled from within, served by a process of
 * its own as users have it. Whatever goes wrong ends the program with what was said. */
#ifndef HENG_BENCH_CENTRE_H
#define HENG_BENCH_CENTRE_H

#include <sys/types.h>

#include "app.h"

struct centre_run {
	struct ctx c;
	struct app *app;
	const char *dir;
	pid_t server;
	uint16_t port;
};

void bench_check(struct ctx *c, enum err e);
/* store: "sqlite" or a URL. */
void bench_make(struct centre_run *b, const char *dir, const char *store);
void bench_open(struct centre_run *b, bool manual);
void bench_close(struct centre_run *b);
/* POSTs and gives the result of the act, or the whole answer. */
struct json *bench_say(struct centre_run *b, const char *token, const char *url, const char *body);
/* A new party and its token; its id. code: 统一社会信用代码; NULL: it has none. */
const char *bench_enter(
    struct centre_run *b, const char *name, const char *role, const char *code, const char **token);
/* A published tender with that many lots. */
struct json *bench_tender(struct centre_run *b, int lots);
void bench_serve(struct centre_run *b);
void bench_stop(struct centre_run *b);
/* Resident memory of the server in KB. */
long bench_resident_kb(const struct centre_run *b);

#endif
