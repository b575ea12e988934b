/* proof.h - an export written and checked as a stranger would, for tests. */
#ifndef HENG_TEST_PROOF_H
#define HENG_TEST_PROOF_H

#include "app.h"

/* NULL when the export of the lot holds, else what does not, in c's arena. dir: its place. */
const char *test_proof(struct ctx *c, struct app *app, const char *dir, const char *lot);

#endif
