/* command_signer.c - signer: the child that has the log's keys, and can do nothing else.
 *
 * heng signer DIR NAME [remembers], with standard input as the way to its parent. It opens its keys
 * and its memory, then gives up everything but answering: no file, no network, no other process;
 * and nobody but the superuser looks into its memory. */
#include <errno.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "command.h"
#include "commands.h"
#include "core/base/limits.h"
#include "core/evidence/signer_wire.h"

/* What answering, memory and randomness want of the kernel; the C library's qsort asks sysinfo. */
static const int allowed[] = {
	SCMP_SYS(read),
	SCMP_SYS(sendto),
	SCMP_SYS(pwrite64),
	SCMP_SYS(fsync),
	SCMP_SYS(close),
	SCMP_SYS(brk),
	SCMP_SYS(munmap),
	SCMP_SYS(mremap),
	SCMP_SYS(madvise),
	SCMP_SYS(futex),
	SCMP_SYS(getrandom),
	SCMP_SYS(clock_gettime),
	SCMP_SYS(gettimeofday),
	SCMP_SYS(getpid),
	SCMP_SYS(gettid),
	SCMP_SYS(tgkill),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(sysinfo),
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),
};

/* Anonymous memory only, and none that runs. */
static int allow_memory(scmp_filter_ctx filter)
{
	const struct scmp_arg_cmp runs_not = SCMP_A2(SCMP_CMP_MASKED_EQ, 4 /* PROT_EXEC */, 0);
	int rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, runs_not,
	    SCMP_A4(SCMP_CMP_MASKED_EQ, 0xffffffff, 0xffffffff));
	return rc != 0 ? rc
	               : seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, runs_not);
}

/* What is wrong is said before it ends: an assertion's words. */
static int allow_last_words(scmp_filter_ctx filter)
{
	const struct scmp_arg_cmp here = SCMP_A0(SCMP_CMP_EQ, STDERR_FILENO);
	int rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1, here);
	return rc != 0 ? rc : seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(writev), 1, here);
}

static enum err lock_up(struct ctx *c)
{
	const struct rlimit none = { 0, 0 };
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	if (prctl(PR_SET_DUMPABLE, 0) != 0 || setrlimit(RLIMIT_CORE, &none) != 0 || filter == NULL)
		return fail(c, E_STORE, "the signer cannot shut itself in: %s", strerror(errno));
	int rc = allow_memory(filter);
	if (rc == 0)
		rc = allow_last_words(filter);
	for (size_t i = 0; rc == 0 && i < sizeof(allowed) / sizeof(allowed[0]); i++)
		rc = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0);
	if (rc == 0)
		rc = seccomp_load(filter);
	seccomp_release(filter);
	return rc == 0 ? OK
	               : fail(c, E_STORE, "the signer cannot shut itself in: %s", strerror(-rc));
}

/* What a request gives, or why it is refused. */
static struct bytes answer(struct ctx *c, struct keyring *k, struct bytes request)
{
	struct bytes got = { 0 };
	const uint16_t code = (uint16_t)keyring_answer(c, k, request, &got);
	if (code != OK) {
		const char *why = c->fault.detail != NULL ? c->fault.detail : "";
		got = (struct bytes){ (const uint8_t *)why, strlen(why) };
	}
	uint8_t *p = arena_alloc(c->mem, sizeof(code) + got.n);
	memcpy(p, &code, sizeof(code));
	if (got.n > 0)
		memcpy(p + sizeof(code), got.p, got.n);
	return (struct bytes){ p, sizeof(code) + got.n };
}

/* One of each kind, so that all that is looked up once is looked up before the door closes. */
static void warm(struct ctx *c, struct keyring *k)
{
	static const uint8_t keys[] = { KEYRING_KEYS },
	                     text[] = { KEYRING_TEXT, 'w', 'a', 'r', 'm', '\n' };
	answer(c, k, (struct bytes){ keys, sizeof(keys) });
	answer(c, k, (struct bytes){ text, sizeof(text) });
	tzset(); /* which reads a file, for the time of a timestamp */
	arena_reset(c->mem);
}

int command_signer(int argc, char **argv)
{
	struct ctx c = command_ctx();
	struct keyring *k = NULL;
	struct bytes request;
	if (argc < 3 || argc > 4) {
		fputs("heng signer is for the server itself\n", stderr);
		return 2;
	}
	/* it ends by its parent's closing the way, when all that was committed is signed */
	signal(SIGINT, SIG_IGN);
	signal(SIGTERM, SIG_IGN);
	enum err e = keyring_open(&c, argv[1], argv[2], argc == 4, &k);
	if (e == OK) {
		warm(&c, k);
		e = lock_up(&c);
	}
	if (e != OK) {
		int status = command_failed(&c, e);
		keyring_free(k);
		arena_free(c.mem);
		return status;
	}
	while (wire_take(c.mem, STDIN_FILENO, KEYRING_REQUEST_BYTES, &request) &&
	       wire_put(STDIN_FILENO, answer(&c, k, request)))
		arena_reset(c.mem);
	keyring_free(k);
	_exit(0);
}
