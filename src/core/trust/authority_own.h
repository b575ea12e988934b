/* authority_own.h - the list in memory. Private to this room. */
#ifndef HENG_CORE_TRUST_AUTHORITY_OWN_H
#define HENG_CORE_TRUST_AUTHORITY_OWN_H

#include <openssl/x509.h>
#include <pthread.h>

#include "core/base/limits.h"
#include "core/trust/answers.h"
#include "core/trust/authority.h"

#define SERIAL_BYTES LIMIT_SERIAL_BYTES
#define REMEMBERED 4096 /* verdicts, by fingerprint */

struct revoked {
	uint8_t serial[SERIAL_BYTES]; /* big-endian, padded to the left */
	int64_t at_ms;
};
struct authority {
	char *id, *name;
	char *crl, *ocsp;          /* addresses; NULL: none told */
	bool suspended, here;      /* here: it is for this centre */
	int64_t from_ms, until_ms; /* until: 0: open */
	X509_STORE *roots;
	STACK_OF(X509) * issuers; /* roots and intermediates: who may sign lists of revoked ones */
	struct revoked *revoked;  /* by serial */
	size_t revoked_count;
	int64_t crl_from_ms, crl_until_ms; /* 0, 0: none came */
};
/* Which authority a chain leads to; of two certificates of one slot the last one stays. */
struct verdict {
	uint8_t fingerprint[SHA256_BYTES];
	int authority;             /* index */
	int64_t from_ms, until_ms; /* of the whole chain */
	X509 *x; /* as it was read, which is dearer than all else; NULL: the slot is free */
};
#define WAITING 64 /* certificates to be asked about; who finds no place waits for its next act */
struct trust {
	struct authority *list;
	size_t n;
	int64_t issued_ms;
	pthread_rwlock_t lock; /* lists of revoked ones, and answers */
	struct answered *answers;
	struct waiting {
		struct bytes der; /* its own */
		int64_t at_ms;
	} waiting[WAITING];
	size_t waiting_count;
	pthread_mutex_t remembering;
	struct verdict *verdicts;
};

#endif
