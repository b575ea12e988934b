/* child.c - the child that draws: started, told, bounded and always ended. */
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/base/buf.h"
#include "core/base/limits.h"
#include "core/base/moment.h"
#include "core/paper/told.h"

#define STEP_BYTES ((size_t)64 * 1024)

/* What is told lies in memory before the child begins, so neither ever waits for the other. */
static int told_file(const struct told *t)
{
	int fd = memfd_create("paper", MFD_CLOEXEC);
	size_t done = 0;
	while (fd >= 0 && done < t->n) {
		ssize_t n = write(fd, t->text + done, t->n - done);
		if (n <= 0) {
			close(fd);
			return -1;
		}
		done += (size_t)n;
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

/* exec at once, because a process with threads may do nothing else after a fork; with nothing of
 * ours but the two ends: no other file, no environment, no signal ignored. */
static int start(const struct told *t, int in, int out, pid_t *pid)
{
	static char name[] = "heng", command[] = "paper", locale[] = "LC_ALL=C.UTF-8";
	char *argv[] = { name, command, NULL }, *envp[] = { locale, NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t none, all;
	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &all);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	int rc = posix_spawn(pid, t->program, &files, &attr, argv, envp);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&files);
	return rc;
}

/* All that comes until the other end is closed. */
static enum err take(struct ctx *c, int fd, int64_t ms, struct buf *b)
{
	int64_t until_us = moment_steady_us() + ms * 1000;
	char *step = arena_alloc(c->mem, STEP_BYTES);
	for (;;) {
		int64_t left_us = until_us - moment_steady_us();
		struct pollfd wait = { .fd = fd, .events = POLLIN };
		int ready = left_us > 0 ? poll(&wait, 1, (int)(left_us / 1000 + 1)) : 0;
		if (ready == 0)
			return fail(c, E_PAPER, "it was not drawn within %lld ms", (long long)ms);
		ssize_t n = ready < 0 ? -1 : read(fd, step, STEP_BYTES);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail(c, E_PAPER, "its child cannot be heard");
		if (n == 0)
			return OK;
		if (b->n + (size_t)n >= b->cap)
			return fail(c, E_TOO_LARGE, "a paper's file has at most %ld bytes",
			    LIMIT_PDF_BYTES);
		buf_add(b, step, (size_t)n);
	}
}

/* It has closed its output, or is to end now: either way nothing of it stays. */
static int end(pid_t pid)
{
	int status = 0;
	kill(pid, SIGKILL);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return status;
}

static enum err verdict(struct ctx *c, int status)
{
	int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
	if (code == EXIT_DRAWN)
		return OK;
	if (code == EXIT_NO_FONT)
		return fail(c, E_NO_FONT, "Noto Serif CJK SC is not installed (fonts-noto-cjk)");
	if (code == EXIT_PAGES)
		return fail(c, E_TOO_LARGE, "a paper has at most %d pages", LIMIT_PAPER_PAGES);
	if (code >= 0)
		return fail(c, E_PAPER, "its child ended with %d", code);
	return fail(c, E_PAPER, "its child was ended by signal %d", WTERMSIG(status));
}

enum err child_draw(struct ctx *c, const struct told *t, struct bytes *out)
{
	int in = told_file(t), ends[2];
	pid_t pid = 0;
	struct buf b;
	if (in < 0)
		return fail(c, E_PAPER, "no memory to tell it");
	if (pipe2(ends, O_CLOEXEC) != 0) {
		close(in);
		return fail(c, E_PAPER, "no pipe");
	}
	int rc = start(t, in, ends[1], &pid);
	close(in);
	close(ends[1]);
	if (rc != 0) {
		close(ends[0]);
		return fail(c, E_PAPER, "%s cannot be run: error %d", t->program, rc);
	}
	buf_init(&b, c->mem, LIMIT_PDF_BYTES + 1);
	enum err e = take(c, ends[0], t->ms, &b);
	close(ends[0]);
	int status = end(pid);
	TRY(e);
	TRY(verdict(c, status));
	*out = (struct bytes){ (const uint8_t *)b.p, b.n };
	return OK;
}
