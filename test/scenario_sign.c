/* scenario_sign.c - the verbs of a scenario that issue certificates and sign by them. */
#include <stdlib.h>
#include <string.h>

#include "core/base/enc.h"
#include "core/base/json.h"
#include "test/scenario_run.h"

void do_certificate(struct run *run, char *rest)
{
	char *save = NULL, *name = strtok_r(rest, " ", &save),
	     *authority = strtok_r(NULL, " ", &save), *code = strtok_r(NULL, " ", &save);
	if (run->signer_count == SIGNERS_MAX) {
		wrong(run, "more than %d certificates", SIGNERS_MAX);
		return;
	}
	run->c.now_ms = run->now_ms;
	run->signers[run->signer_count] =
	    test_issue(&run->c, arena_printf(run->c.mem, "%s/trust", run->dir), authority, code,
	        strtol(save, NULL, 10));
	set(run, arena_printf(run->c.mem, "certificate.%s", name),
	    arena_printf(run->c.mem, "%zu", run->signer_count++));
}

void do_sign(struct run *run, char *rest)
{
	char *save = NULL, *name = strtok_r(rest, " ", &save), *who = strtok_r(NULL, " ", &save);
	const char *at = get(run, arena_printf(run->c.mem, "certificate.%s", who));
	struct json *tree;
	if (at == NULL || json_parse(&run->c, save, strlen(save), &tree) != OK) {
		wrong(run, "no certificate %s, or no JSON: %s", who, save);
		return;
	}
	const char *text = json_canonical(&run->c, tree);
	struct bytes s = test_sign(&run->c, &run->signers[strtoul(at, NULL, 10)], text);
	const char *quoted = json_canonical(&run->c, json_text(&run->c, text));
	set(run, name, enc_base64(run->c.mem, s.p, s.n));
	set(run, arena_printf(run->c.mem, "%s.statement", name),
	    arena_printf(run->c.mem, "%.*s", (int)strlen(quoted) - 2, quoted + 1));
}
