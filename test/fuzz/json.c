/* What json_parse takes has a canonical form, and that form parses to itself, byte for byte. */
#include <assert.h>
#include <string.h>

#include "core/base/json.h"
#include "core/base/limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *text, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *text, size_t n)
{
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES) };
	struct json *v = NULL;
	enum err e = json_parse(&c, (const char *)text, n, &v);
	/* INTERNAL would be a text on which the scan and json-c disagree */
	assert(e == OK || e == E_BAD_JSON || e == E_BAD_FIELD || e == E_BAD_ENCODING);
	if (e == OK) {
		const char *first = json_canonical(&c, v);
		e = json_parse(&c, first, strlen(first), &v);
		assert(e == OK);
		const char *second = json_canonical(&c, v);
		assert(strcmp(first, second) == 0);
	}
	arena_free(c.mem);
	return 0;
}
