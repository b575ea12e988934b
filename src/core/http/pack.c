#include "core/http/pack.h"

#include <assert.h>
#include <limits.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

/* Below it one packet carries the answer either way. */
#define PACK_BYTES_MIN 1024
#define GZIP_WINDOW (MAX_WBITS + 16) /* zlib's way to ask for gzip's frame */

/* Whether the weight that may follow a coding is above zero: ";q=0.000" refuses. */
static bool wanted(const char *at, size_t n)
{
	const char *q = memchr(at, '=', n);
	if (q == NULL)
		return true;
	for (size_t i = (size_t)(q - at) + 1; i < n; i++)
		if (at[i] >= '1' && at[i] <= '9')
			return true;
	return false;
}

bool pack_accepted(const struct req *r)
{
	bool any = false;
	for (const char *at = r->accept_encoding; at != NULL && *at != '\0';) {
		at += strspn(at, ", \t");
		size_t n = strcspn(at, ","), name = strcspn(at, ",; \t");
		bool taken = wanted(at + name, n - name);
		if ((name == 4 && strncasecmp(at, "gzip", 4) == 0) ||
		    (name == 6 && strncasecmp(at, "x-gzip", 6) == 0))
			return taken;
		if (name == 1 && *at == '*')
			any = taken;
		at += n;
	}
	return any;
}

static bool is_text(const char *type)
{
	return strncmp(type, "text/", 5) == 0 || strncmp(type, "application/json", 16) == 0 ||
	       strstr(type, "+xml") != NULL;
}

/* NULL when it would not become smaller. */
static uint8_t *packed(struct ctx *c, const struct reply *p, size_t *n)
{
	z_stream z = { 0 };
	uint8_t *out = arena_alloc(c->mem, p->n);
	int rc = deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_WINDOW, MAX_MEM_LEVEL - 1,
	    Z_DEFAULT_STRATEGY);
	assert(rc == Z_OK);
	z.next_in = (uint8_t *)(uintptr_t)p->body;
	z.avail_in = (unsigned)p->n;
	z.next_out = out;
	z.avail_out = (unsigned)p->n;
	rc = deflate(&z, Z_FINISH);
	*n = z.total_out;
	deflateEnd(&z);
	return rc == Z_STREAM_END ? out : NULL;
}

void pack_reply(struct req *r)
{
	struct reply *p = &r->reply;
	if (r->c.actor.user != NULL || p->encoding != NULL || p->events || p->fd >= 0)
		return;
	bool unchanged = p->status == 304 && !p->varies;
	if (!unchanged && (p->n < PACK_BYTES_MIN || p->n > UINT_MAX || !is_text(p->type)))
		return;
	p->varies = true;
	if (!pack_accepted(r))
		return;
	/* the tag is of the page: its compressed form equals it in meaning, not to the byte */
	if (p->etag != NULL)
		p->etag = arena_printf(r->c.mem, "W/%s", p->etag);
	if (unchanged)
		return;
	size_t n;
	uint8_t *small = packed(&r->c, p, &n);
	if (small == NULL)
		return;
	p->body = small;
	p->n = n;
	p->encoding = "gzip";
}
