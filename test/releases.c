#include "test/releases.h"

#include <stdio.h>
#include <stdlib.h>

void releases_tell(struct ctx *c, struct app *app)
{
	const char *file = getenv("HENG_TEST_RELEASES");
	struct call in = { .method = "GET", .url = "/api/ocds/releases" };
	FILE *f = file != NULL ? fopen(file, "ae") : NULL;
	if (f == NULL)
		return;
	app_call(c, app, &in);
	fprintf(f, "%s\n", in.reply);
	fclose(f);
}
