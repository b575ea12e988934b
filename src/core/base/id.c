#include "core/base/id.h"

#include <string.h>

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const char *id_new(struct ctx *c)
{
	uint8_t raw[16];
	for (int i = 0; i < 6; i++)
		raw[i] = (uint8_t)(c->now_ms >> (8 * (5 - i)));
	rng_bytes(&c->rng, raw + 6, 10);
	unsigned __int128 v = 0;
	for (int i = 0; i < 16; i++)
		v = v << 8 | raw[i];
	char *out = arena_alloc(c->mem, ID_CHARS + 1);
	for (int i = ID_CHARS - 1; i >= 0; i--) {
		out[i] = alphabet[(unsigned)(v & 31)];
		v >>= 5;
	}
	return out;
}

bool id_valid(const char *text)
{
	if (text == NULL || strlen(text) != ID_CHARS || text[0] > '7')
		return false;
	for (int i = 0; i < ID_CHARS; i++)
		if (strchr(alphabet, text[i]) == NULL)
			return false;
	return true;
}
