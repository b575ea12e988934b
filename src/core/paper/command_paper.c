/* command_paper.c - the child: reads what a paper says, writes it as PDF.
 *
 * What libraries do with the texts of others happens here, in a process that was given no key, no
 * connection and no open file of the centre's, gets no new privileges, and ends within seconds
 * whatever happens. It is the server's user still: what that may read, it may. */
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "command.h"
#include "commands.h"
#include "core/base/enc.h"
#include "core/base/limits.h"
#include "core/paper/told.h"

static bool limit(int what, rlim_t most)
{
	const struct rlimit l = { most, most };
	return setrlimit((__rlimit_resource_t)what, &l) == 0;
}

/* No large file, no core, few files open, no privileges to be gained. */
static bool confine(void)
{
	signal(SIGXFSZ, SIG_IGN);
	alarm(2 + LIMIT_PAPER_MS / 1000); /* also where nobody is left who would end it */
	bool ok = limit(RLIMIT_FSIZE, LIMIT_PDF_BYTES) && limit(RLIMIT_CORE, 0) &&
	          limit(RLIMIT_NOFILE, 64) && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
#ifndef __SANITIZE_ADDRESS__ /* which reserves more than any machine has */
	ok = ok && limit(RLIMIT_AS, LIMIT_PAPER_MEMORY_BYTES);
#endif
	return ok;
}

static enum told_exit draw(struct ctx *c)
{
	char *text = arena_alloc(c->mem, LIMIT_PAPER_BYTES + 1);
	size_t n = 0;
	ssize_t got;
	while (n <= LIMIT_PAPER_BYTES &&
	       (got = read(STDIN_FILENO, text + n, LIMIT_PAPER_BYTES + 1 - n)) > 0)
		n += (size_t)got;
	if (n > LIMIT_PAPER_BYTES || memchr(text, '\0', n) != NULL || !text_is_utf8(text))
		return EXIT_BAD;
	return draw_told(c, text, n, STDOUT_FILENO);
}

int command_paper(int argc, char **argv)
{
	struct ctx c = command_ctx();
	(void)argv;
	/* not by way of atexit: nothing that libraries keep is worth the time */
	_exit(argc != 1 || !confine() ? (int)EXIT_BAD : (int)draw(&c));
}
