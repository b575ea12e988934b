#include "test/served.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/moment.h"

#define PATIENCE_MS 30000
#define HEAD_BYTES_MAX ((size_t)16 * 1024)
#define ARGS_MAX 12

const char *served_program(struct arena *mem, const char *argv0)
{
	const char *slash = strrchr(argv0, '/');
	return arena_printf(
	    mem, "%.*s/../heng", slash ? (int)(slash - argv0) : 1, slash ? argv0 : ".");
}

static pid_t run(const struct served *s, const char *const *args, int out)
{
	const char *argv[ARGS_MAX] = { s->heng };
	for (int i = 0; args[i] != NULL && i < ARGS_MAX - 2; i++)
		argv[i + 1] = args[i];
	pid_t child = fork();
	if (child != 0)
		return child;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	int journal = open(s->journal, O_WRONLY | O_CREAT | O_APPEND, 0600);
	dup2(journal, STDERR_FILENO);
	if (out >= 0)
		dup2(out, STDOUT_FILENO);
	execv(s->heng, (char *const *)(uintptr_t)argv);
	_exit(127);
}

bool served_run(const struct served *s, const char *const *args)
{
	int status = -1;
	pid_t child = run(s, args, -1);
	return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

bool served_start(struct served *s)
{
	const char *const args[] = { "serve", s->dir, "-q", "-p", "0", NULL };
	int ends[2];
	char line[100] = ""; /* "http://ADDRESS:PORT" */
	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	s->pid = run(s, args, ends[1]);
	close(ends[1]);
	ssize_t n = read(ends[0], line, sizeof(line) - 1);
	close(ends[0]);
	if (n <= 0)
		return false;
	line[strcspn(line, "\n")] = '\0'; /* a practice centre says more */
	s->port = (uint16_t)strtoul(strrchr(line, ':') + 1, NULL, 10);
	return true;
}

void served_kill(struct served *s)
{
	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
	s->pid = 0;
}

int served_stop(struct served *s, int64_t *took_us)
{
	int64_t from_us = moment_steady_us();
	int status = 0;
	kill(s->pid, SIGTERM);
	while (waitpid(s->pid, &status, WNOHANG) == 0) {
		if (moment_steady_us() - from_us > PATIENCE_MS * INT64_C(1000)) {
			served_kill(s);
			return -1;
		}
		usleep(5000);
	}
	*took_us = moment_steady_us() - from_us;
	s->pid = 0;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool served_complained(const struct served *s)
{
	static const char *const words[] = { "AddressSanitizer", "LeakSanitizer",
		"runtime error:", "Assertion", "INTERNAL" };
	FILE *f = fopen(s->journal, "re");
	char *line = NULL;
	size_t size = 0;
	bool found = false;
	while (f != NULL && getline(&line, &size, f) > 0)
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			if (strstr(line, words[i]) != NULL) {
				found = true;
				fputs(line, stderr);
				break;
			}
	free(line);
	if (f != NULL)
		fclose(f);
	return found;
}

int wire_dial(uint16_t port)
{
	struct sockaddr_in a = { .sin_family = AF_INET,
		.sin_port = htons(port),
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	const struct timeval patience = { .tv_sec = PATIENCE_MS / 1000 };
	int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	if (connect(fd, (struct sockaddr *)&a, sizeof(a)) == 0)
		return fd;
	close(fd);
	return -1;
}

bool wire_send(int fd, const void *p, size_t n)
{
	const char *from = p;
	while (n > 0) {
		ssize_t sent = send(fd, from, n, MSG_NOSIGNAL);
		if (sent <= 0)
			return false;
		from += sent;
		n -= (size_t)sent;
	}
	return true;
}

bool wire_text(int fd, const char *text)
{
	return wire_send(fd, text, strlen(text));
}

bool wire_ask(int fd, const struct ask *a)
{
	struct arena *mem = arena_new((size_t)64 * 1024);
	size_t n = a->body == NULL ? 0 : a->body_n ? a->body_n : strlen(a->body);
	char *head = arena_printf(mem,
	    "%s %s HTTP/1.1\r\nHost: x\r\n%s%s%s%s%s%s%s%s%s%sContent-Length: %zu\r\n\r\n",
	    a->method, a->url, a->token ? "Authorization: Bearer " : "", a->token ? a->token : "",
	    a->token ? "\r\n" : "", a->key ? "Idempotency-Key: " : "", a->key ? a->key : "",
	    a->key ? "\r\n" : "", a->headers ? a->headers : "", a->body ? "Content-Type: " : "",
	    a->body ? a->type ? a->type : "application/json" : "", a->body ? "\r\n" : "", n);
	bool ok = wire_text(fd, head) && wire_send(fd, a->body, n);
	arena_free(mem);
	return ok;
}

bool wire_answer(int fd, struct arena *mem, bool head, struct answer_got *out)
{
	char *text = arena_alloc(mem, HEAD_BYTES_MAX), *end = NULL;
	size_t got = 0;
	*out = (struct answer_got){ 0 };
	while (end == NULL) {
		ssize_t n = recv(fd, text + got, HEAD_BYTES_MAX - 1 - got, 0);
		if (n <= 0)
			return false;
		got += (size_t)n;
		end = memmem(text, got, "\r\n\r\n", 4);
		if (end != NULL && strncmp(text, "HTTP/1.1 100", 12) == 0) {
			got -= (size_t)(end + 4 - text);
			memmove(text, end + 4, got);
			end = memmem(text, got, "\r\n\r\n", 4);
		}
	}
	const char *head_text = arena_copy(mem, text, (size_t)(end + 2 - text));
	const char *length = strcasestr(head_text, "\r\nContent-Length: ");
	size_t have = got - (size_t)(end + 4 - text);
	out->n = length == NULL || head ? 0 : strtoul(length + 18, NULL, 10);
	char *body = arena_alloc(mem, out->n + 1);
	memcpy(body, end + 4, have < out->n ? have : out->n);
	while (have < out->n) {
		ssize_t n = recv(fd, body + have, out->n - have, 0);
		if (n <= 0)
			return false;
		have += (size_t)n;
	}
	out->head = head_text;
	out->body = body;
	out->status = (int)strtol(head_text + 9, NULL, 10);
	return true;
}

bool wire_ended(int fd, int ms)
{
	int64_t until_us = moment_steady_us() + ms * INT64_C(1000);
	struct pollfd p = { fd, POLLIN, 0 };
	char rest[4096]; /* what still comes is thrown away */
	for (;;) {
		int64_t left_us = until_us - moment_steady_us();
		if (left_us < 0 || poll(&p, 1, (int)(left_us / 1000) + 1) <= 0)
			return false;
		if (recv(fd, rest, sizeof(rest), 0) <= 0)
			return true;
	}
}

struct answer_got ask_once(struct arena *mem, uint16_t port, const struct ask *a)
{
	struct answer_got out = { 0 };
	int fd = wire_dial(port);
	/* who refuses early may have closed for writing: its answer is there all the same */
	if (fd >= 0) {
		wire_ask(fd, a);
		if (!wire_answer(fd, mem, strcmp(a->method, "HEAD") == 0, &out))
			out.status = 0;
		close(fd);
	}
	return out;
}

const char *answer_header(struct arena *mem, const struct answer_got *a, const char *name)
{
	const char *at =
	    a->head == NULL ? NULL : strcasestr(a->head, arena_printf(mem, "\r\n%s: ", name));
	if (at == NULL)
		return NULL;
	at += strlen(name) + 4;
	return arena_copy(mem, at, strcspn(at, "\r"));
}
