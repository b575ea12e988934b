/* answer.h - what tests look for in an answer of the server. */
#ifndef HENG_TEST_ANSWER_H
#define HENG_TEST_ANSWER_H

#include "core/base/json.h"

/* The value at "/lots/0/id", a text as it is and anything else as canonical JSON; NULL: none. */
const char *answer_text(struct ctx *c, const struct json *answer, const char *path);
/* Whether the particulars of a refusal are told in Chinese too; of any other answer, true. What has
 * no sentence in it (a path, a code) is of no language. */
bool answer_in_chinese(const struct json *answer);

#endif
