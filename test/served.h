/* served.h - a real `heng serve` in a child process, and requests over sockets of our own: half a
 * header, a chunk too many or a cut in the middle are what a library would not let us send. */
#ifndef HENG_TEST_SERVED_H
#define HENG_TEST_SERVED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "core/base/arena.h"

struct served {
	const char *heng, *dir; /* the program; the centre's folder */
	const char *journal;    /* file that its standard error goes to */
	pid_t pid;
	uint16_t port;
};
/* The program beside the test program: "…/test/x" has its heng at "…/heng". */
const char *served_program(struct arena *mem, const char *argv0);
/* Runs it to its end and tells whether it went well. args: subcommand and what follows, then
 * NULL. */
bool served_run(const struct served *s, const char *const *args);
/* Starts serving on a free port; the child dies with its parent. */
bool served_start(struct served *s);
/* SIGKILL, at once. */
void served_kill(struct served *s);
/* SIGTERM; how long the end took, and the exit status: -1 when it had to be killed. */
int served_stop(struct served *s, int64_t *took_us);
/* Whether a sanitizer or an assertion has said anything in the journal; prints it. */
bool served_complained(const struct served *s);

struct ask {
	const char *method, *url;
	const char *token, *key; /* bearer token, idempotency key; NULL: none */
	const char *headers;     /* more lines, each ending in \r\n; NULL */
	const char *type;        /* Content-Type; NULL: application/json */
	const void *body;        /* NULL: none */
	size_t body_n;           /* 0: the body is a text */
};
struct answer_got {
	int status; /* 0: the connection ended first */
	const char *head, *body;
	size_t n;
};

/* A connection, 30 s of patience; -1. */
int wire_dial(uint16_t port);
bool wire_send(int fd, const void *p, size_t n);
bool wire_text(int fd, const char *text);
bool wire_ask(int fd, const struct ask *a);
/* Reads one answer with a Content-Length; to a HEAD there is no body. */
bool wire_answer(int fd, struct arena *mem, bool head, struct answer_got *out);
/* Waits for the end of the connection, at most that long. */
bool wire_ended(int fd, int ms);
/* One request over a connection of its own. */
struct answer_got ask_once(struct arena *mem, uint16_t port, const struct ask *a);
/* The value of a header of the answer; NULL. */
const char *answer_header(struct arena *mem, const struct answer_got *a, const char *name);

#endif
