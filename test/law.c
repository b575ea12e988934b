/* law.c - the law itself, as it travels in the program. */
#include "app.h"
#include "test/unit.h"

struct law *test_law(struct ctx *c)
{
	struct law *law = NULL;
	CHECK_OK(c, app_law(c, NULL, &law));
	c->law = law;
	return law;
}
