/* A zip that the reader takes is the one that the writer makes of the same files, and no content
 * lies outside of it; any other is refused about a file or the structure. */
#include <assert.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/base/limits.h"
#include "trade/export/zip.h"

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t n)
{
	struct ctx c = { .mem = arena_new(LIMIT_ARENA_BYTES) };
	struct zip_file *files;
	size_t count;
	enum err e = zip_read(&c, (struct bytes){ input, n }, &files, &count);
	assert(e == OK || (e == E_BAD_REQUEST && c.fault.field != NULL && c.fault.detail != NULL));
	if (e == OK) {
		int fd = memfd_create("zip", MFD_CLOEXEC);
		struct zip_writer *w = zip_begin(&c, fd, count);
		for (size_t i = 0; i < count; i++) {
			assert(files[i].content.p >= input);
			assert(files[i].content.p + files[i].content.n <= input + n);
			e = zip_add(&c, w, files[i].name, files[i].content);
			assert(e == OK);
		}
		e = zip_end(&c, w);
		assert(e == OK);
		uint8_t *again = arena_alloc(c.mem, n + 1);
		ssize_t got = pread(fd, again, n + 1, 0);
		assert(got == (ssize_t)n);
		assert(memcmp(again, input, n) == 0);
		close(fd);
	}
	arena_free(c.mem);
	return 0;
}
