/* share.h - a content key in shares: any k of n give it back, fewer tell nothing of it to whoever
 * cannot try keys (A. Shamir, How to share a secret, CACM 22, 1979), byte by byte over GF(2^8)
 * modulo x^8+x^4+x^3+x+1.
 *
 * The coefficients follow from the key (HKDF-SHA-256), so a key has one set of shares, and whoever
 * has the key makes all of them again. Share 0 is the key itself. Its text is what a custodian
 * gets: the number, 32 bytes, and the context, which ties it to its container. Time hangs on k and
 * the numbers only. docs/sealed-container.md tells the same for other implementations.
 */
#ifndef HENG_CORE_TRUST_SHARE_H
#define HENG_CORE_TRUST_SHARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/base/enc.h"

#define SHARE_KEY_BYTES 32
#define SHARE_BYTES (1 + SHARE_KEY_BYTES + SHA256_BYTES)
#define SHARES_MAX 7   /* n */
#define SHARES_LEAST 2 /* k: no custodian opens anything alone */

/* Share `number` of k; 0 is the key. k from SHARES_LEAST to SHARES_MAX, number up to it. */
void share_make(const uint8_t key[SHARE_KEY_BYTES], const uint8_t context[SHA256_BYTES], size_t k,
    size_t number, uint8_t out[SHARE_BYTES]);
/* The key that k shares give; false: a number is 0, beyond SHARES_MAX or there twice. Contexts are
 * the caller's to compare; a wrong share gives a wrong key. */
bool share_combine(const uint8_t (*shares)[SHARE_BYTES], size_t k, uint8_t key[SHARE_KEY_BYTES]);

#endif
