#include "core/evidence/signer.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/journal.h"
#include "core/evidence/keyring.h"
#include "core/evidence/signer_wire.h"

#define ANSWER_S 30 /* within which the child answers, or is taken for gone */

struct signer {
	struct keyring *here; /* NULL: it is a child's */
	int fd;               /* the way to the child; -1: none */
	pid_t pid;
	char *keys;
	pthread_mutex_t lock; /* of what follows: one request at a time */
	struct merkle_frontier head;
};

enum err signer_make(struct ctx *c, const char *dir)
{
	return keyring_make(c, dir);
}

/* Its first file is the way here, the last one tells what failed; no environment, no signal ignored
 * or blocked. */
static int spawn(const struct signer_options *o, int fd, pid_t *pid)
{
	char *argv[] = { "heng", "signer", (char *)o->dir, (char *)o->name,
		o->remembers ? "remembers" : NULL, NULL };
	char *envp[] = { "LC_ALL=C.UTF-8", NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, fd, STDIN_FILENO);
	posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &all);
	/* of its own group: who ends the server from a terminal lets it finish first */
	posix_spawnattr_setflags(
	    &attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	int rc = posix_spawn(pid, o->program, &files, &attr, argv, envp);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&files);
	return rc;
}

static enum err start(struct ctx *c, const struct signer_options *o, struct signer *s)
{
	int ends[2];
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
		return fail(c, E_STORE, "no way to the signer: %s", strerror(errno));
	s->fd = ends[0];
	const struct timeval longest = { .tv_sec = ANSWER_S };
	setsockopt(s->fd, SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof(longest));
	setsockopt(s->fd, SOL_SOCKET, SO_SNDTIMEO, &longest, sizeof(longest));
	int rc = spawn(o, ends[1], &s->pid);
	close(ends[1]);
	return rc == 0 ? OK
	               : fail(c, E_STORE, "%s: it cannot be run: %s", o->program, strerror(rc));
}

/* What the child answers, or why it does not. */
static enum err ask_child(
    struct ctx *c, struct signer *s, struct bytes request, struct bytes *reply)
{
	struct bytes got;
	uint16_t code;
	if (!wire_put(s->fd, request) || !wire_take(c->mem, s->fd, WIRE_REPLY_BYTES, &got) ||
	    got.n < sizeof(code)) {
		/* what it may still say belongs to no later request */
		shutdown(s->fd, SHUT_RDWR);
		JOURNAL("signer_gone", { "detail", "acts are refused until a new start", 0 });
		return fail(c, E_STORE, "the signer is gone; start the centre again");
	}
	memcpy(&code, got.p, sizeof(code));
	const struct bytes rest = { got.p + sizeof(code), got.n - sizeof(code) };
	if (code >= ERR_COUNT)
		return fail(c, E_STORE, "the signer answers what is no answer");
	if (code != OK)
		return fail(
		    c, (enum err)code, "%s", arena_copy(c->mem, (const char *)rest.p, rest.n));
	*reply = rest;
	return OK;
}

static struct bytes request_of(
    struct ctx *c, enum keyring_op op, struct bytes first, struct bytes second)
{
	uint8_t *p = arena_alloc(c->mem, 1 + first.n + second.n);
	p[0] = (uint8_t)op;
	if (first.n > 0)
		memcpy(p + 1, first.p, first.n);
	if (second.n > 0)
		memcpy(p + 1 + first.n, second.p, second.n);
	return (struct bytes){ p, 1 + first.n + second.n };
}

static enum err ask(struct ctx *c, struct signer *s, struct bytes request, struct bytes *reply)
{
	pthread_mutex_lock(&s->lock);
	enum err e = s->here != NULL ? keyring_answer(c, s->here, request, reply)
	                             : ask_child(c, s, request, reply);
	pthread_mutex_unlock(&s->lock);
	return e;
}

/* What does not change while it runs, and where it begins. */
static enum err greet(struct ctx *c, struct signer *s)
{
	struct bytes keys, head;
	const struct bytes none = { 0 };
	TRY(ask(c, s, request_of(c, KEYRING_KEYS, none, none), &keys));
	TRY(ask(c, s, request_of(c, KEYRING_HEAD, none, none), &head));
	if (head.n != sizeof(s->head))
		return fail(c, E_STORE, "the signer answers what is no answer");
	memcpy(&s->head, head.p, sizeof(s->head));
	s->keys = strdup(arena_copy(c->mem, (const char *)keys.p, keys.n));
	assert(s->keys != NULL);
	return OK;
}

enum err signer_open(struct ctx *c, const struct signer_options *o, struct signer **out)
{
	struct signer *s = calloc(1, sizeof(*s));
	assert(s != NULL);
	s->fd = -1;
	pthread_mutex_init(&s->lock, NULL);
	enum err e = o->program != NULL ? start(c, o, s)
	                                : keyring_open(c, o->dir, o->name, o->remembers, &s->here);
	if (e == OK)
		e = greet(c, s);
	if (e != OK) {
		signer_free(s);
		return e;
	}
	*out = s;
	return OK;
}

void signer_free(struct signer *s)
{
	if (s == NULL)
		return;
	keyring_free(s->here);
	if (s->fd >= 0)
		close(s->fd); /* which ends the child, once it has written what it remembers */
	while (s->pid > 0 && waitpid(s->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	pthread_mutex_destroy(&s->lock);
	free(s->keys);
	free(s);
}

const char *signer_keys(const struct signer *s)
{
	return s->keys;
}

const struct merkle_frontier *signer_head(const struct signer *s)
{
	return &s->head;
}

static enum err take_note(struct ctx *c, struct signer *s, struct bytes request, const char **note)
{
	struct bytes got;
	TRY(ask(c, s, request, &got));
	*note = arena_copy(c->mem, (const char *)got.p, got.n);
	return OK;
}

bool signer_lives(const struct signer *s)
{
	char next;
	/* an answer on its way is a sign of life; the end of the way is none */
	return s->fd < 0 || recv(s->fd, &next, 1, MSG_PEEK | MSG_DONTWAIT) != 0;
}

enum err signer_sign_text(struct ctx *c, struct signer *s, const char *text, const char **note)
{
	if (strlen(text) + 1 > KEYRING_REQUEST_BYTES)
		return fail(c, E_TOO_LARGE, "a text that is signed has at most %zu bytes",
		    KEYRING_REQUEST_BYTES - 1);
	const struct bytes whole = { (const uint8_t *)text, strlen(text) };
	return take_note(c, s, request_of(c, KEYRING_TEXT, whole, (struct bytes){ 0 }), note);
}

enum err signer_stamp(struct ctx *c, struct signer *s, struct bytes query, struct bytes *response)
{
	const struct bytes now = { (const uint8_t *)&c->now_ms, sizeof(c->now_ms) };
	return ask(c, s, request_of(c, KEYRING_STAMP, now, query), response);
}

enum err signer_append(
    struct ctx *c, struct signer *s, uint64_t from, const struct hash *leaves, size_t n)
{
	for (size_t done = 0; done < n;) {
		const size_t some = n - done < KEYRING_LEAVES ? n - done : KEYRING_LEAVES;
		const uint64_t at = from + done;
		struct bytes none;
		TRY(ask(c, s,
		    request_of(c, KEYRING_APPEND,
		        (struct bytes){ (const uint8_t *)&at, sizeof(at) },
		        (struct bytes){ leaves[done].b, some * sizeof(*leaves) }),
		    &none));
		done += some;
	}
	return OK;
}

enum err signer_sign(
    struct ctx *c, struct signer *s, const struct merkle_frontier *head, const char **note)
{
	struct hash root;
	merkle_root(head, &root);
	TRY(take_note(c, s,
	    request_of(c, KEYRING_SIGN,
	        (struct bytes){ (const uint8_t *)&head->size, sizeof(head->size) },
	        (struct bytes){ root.b, sizeof(root) }),
	    note));
	s->head = *head;
	return OK;
}
