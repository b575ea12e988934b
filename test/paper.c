#include "test/paper.h"

#include <stdio.h>

#include "core/base/buf.h"
#include "test/unit.h"

const char *paper_read(struct ctx *c, const char *command, struct bytes pdf)
{
	char *dir = test_folder(c), *path = arena_printf(c->mem, "%s/paper.pdf", dir), step[4096];
	size_t n;
	struct buf b;
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(pdf.p, 1, pdf.n, f), pdf.n);
	fclose(f);
	/* the path is ours, and commands are literals with it in place of their %s */
	const char *at = strstr(command, "%s");
	assert_non_null(at);
	f = popen(
	    arena_printf(c->mem, "%.*s%s%s", (int)(at - command), command, path, at + 2), "r");
	assert_non_null(f);
	buf_init(&b, c->mem, 8 << 20);
	while ((n = fread(step, 1, sizeof(step), f)) > 0)
		buf_add(&b, step, n);
	assert_int_equal(pclose(f), 0);
	test_folder_end(dir);
	return b.p;
}

const char *paper_words(struct ctx *c, struct bytes pdf)
{
	return paper_read(c, "pdftotext -raw %s - | tr -d ' \\n'", pdf);
}
