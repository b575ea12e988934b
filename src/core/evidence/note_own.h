/* note_own.h - what signing notes and checking them have in common. Private to this room. */
#ifndef HENG_CORE_EVIDENCE_NOTE_OWN_H
#define HENG_CORE_EVIDENCE_NOTE_OWN_H

#include <stddef.h>
#include <stdint.h>

#define NOTE_DASH "\xe2\x80\x94 "
#define NOTE_KEY_ID_BYTES 4
#define NOTE_SIGNATURE_BYTES 128 /* at most */
#define NOTE_TYPED_BYTES 80      /* type and public key, at most */

enum note_algorithm { NOTE_ED25519, NOTE_SM2, NOTE_ALGORITHMS };
struct note_kind {
	const char *name;       /* OpenSSL's */
	const char *type_bytes; /* the C2SP signature type: what stands before the key */
	size_t public_bytes;
};
extern const struct note_kind note_kinds[NOTE_ALGORITHMS];

/* Of a key, as type and public key, that signs under that name. */
void note_key_id(const char *name, const uint8_t *typed, size_t n, uint8_t out[NOTE_KEY_ID_BYTES]);

#endif
