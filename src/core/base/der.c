#include "core/base/der.h"

#include <string.h>

#define LENGTH_BYTES_MAX 4

/* The length, which *at then stands behind; false: it is not in its shortest form. */
static bool read_length(struct bytes in, size_t *at, size_t *length)
{
	if (*at >= in.n)
		return false;
	uint8_t first = in.p[(*at)++];
	if (first < 0x80) {
		*length = first;
		return true;
	}
	size_t bytes = first & 0x7f, n = 0;
	if (bytes < 1 || bytes > LENGTH_BYTES_MAX || in.n - *at < bytes || in.p[*at] == 0)
		return false;
	for (size_t i = 0; i < bytes; i++)
		n = n << 8 | in.p[(*at)++];
	*length = n;
	return n >= 0x80;
}

bool der_next(struct bytes *in, struct der_item *out)
{
	size_t at = 1, length;
	if (in->n < 2 || (in->p[0] & 0x1f) == 0x1f || !read_length(*in, &at, &length) ||
	    length > in->n - at)
		return false;
	*out = (struct der_item){ in->p[0], { in->p + at, length }, { in->p, at + length } };
	*in = (struct bytes){ in->p + at + length, in->n - at - length };
	return true;
}

bool der_take(struct bytes *in, uint8_t tag, struct der_item *out)
{
	struct bytes rest = *in;
	struct der_item found;
	if (!der_next(&rest, &found) || found.tag != tag)
		return false;
	*in = rest;
	*out = found;
	return true;
}

bool der_same(struct bytes a, struct bytes b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool der_is(struct bytes *in, uint8_t tag, struct bytes body)
{
	struct bytes rest = *in;
	struct der_item i;
	if (!der_take(&rest, tag, &i) || !der_same(i.body, body))
		return false;
	*in = rest;
	return true;
}

struct bytes der_make(struct ctx *c, uint8_t tag, const struct bytes *bodies, size_t n)
{
	size_t length = 0, bytes = 0;
	for (size_t i = 0; i < n; i++)
		length += bodies[i].n;
	for (size_t l = length; length >= 0x80 && l > 0; l >>= 8)
		bytes++;
	uint8_t *p = arena_alloc(c->mem, 2 + bytes + length), *to = p;
	*to++ = tag;
	*to++ = (uint8_t)(length < 0x80 ? length : 0x80 | bytes);
	for (size_t i = bytes; i > 0; i--)
		*to++ = (uint8_t)(length >> 8 * (i - 1));
	for (size_t i = 0; i < n; i++) {
		if (bodies[i].n > 0)
			memcpy(to, bodies[i].p, bodies[i].n);
		to += bodies[i].n;
	}
	return (struct bytes){ p, (size_t)(to - p) };
}
