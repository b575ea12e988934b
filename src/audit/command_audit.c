/* command_audit.c - audit: recomputes a centre's state from its acts. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "audit/audit.h"
#include "command.h"
#include "commands.h"

int command_audit(int argc, char **argv)
{
	struct ctx c = command_ctx();
	struct app *app = NULL;
	struct audit_result r = { 0 };
	char scratch[] = "/tmp/heng-audit-XXXXXX";
	if (argc != 2 || argv[1][0] == '-') {
		fputs("usage: heng audit DIR\n", stderr);
		return 2;
	}
	char *dir = realpath(argv[1], NULL);
	const struct app_options open = {
		.dir = dir, .manual = true, .manual_now_ms = c.now_ms, .timers_rest = true
	};
	enum err e = dir == NULL || mkdtemp(scratch) == NULL
	                 ? fail(&c, E_STORE, "%s cannot be read", argv[1])
	                 : app_open(&c, &open, &app);
	if (e == OK)
		e = audit_run(&c, app, scratch, &r);
	int status = e != OK ? command_failed(&c, e) : r.differs != NULL;
	if (e == OK && r.differs != NULL)
		printf("FAIL %s\n", r.differs);
	else if (e == OK)
		printf("%" PRId64 " acts run again: same entries, same state\n", r.acts);
	app_close(app);
	if (dir != NULL && !remove_folder(scratch))
		fprintf(stderr, "%s stays\n", scratch);
	free(dir);
	arena_free(c.mem);
	return status;
}
