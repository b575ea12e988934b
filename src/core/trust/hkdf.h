/* hkdf.h - keys that follow from a key (RFC 5869), by OpenSSL. Private to this room. */
#ifndef HENG_CORE_TRUST_HKDF_H
#define HENG_CORE_TRUST_HKDF_H

#include <stddef.h>
#include <stdint.h>

#define HKDF_KEY_BYTES 32
#define HKDF_SALT_BYTES 32

/* What follows: by that digest (OpenSSL's name), for what the label says. */
struct hkdf {
	const char *digest, *label;
};
void hkdf_derive(const struct hkdf *h, const uint8_t key[HKDF_KEY_BYTES],
    const uint8_t salt[HKDF_SALT_BYTES], uint8_t *out, size_t n);

#endif
