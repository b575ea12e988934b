/* sign.h - signed bids for a measurement, and what the cores verify bare. */
#ifndef HENG_BENCH_SIGN_H
#define HENG_BENCH_SIGN_H

#include "bench/centre.h"

struct bench_signer {
	const char *code; /* 统一社会信用代码 */
	struct bytes certificate;
	void *key;
};
/* The practice authorities, for that centre. */
void bench_authorities(struct centre_run *b);
/* Number n, of that authority. */
struct bench_signer bench_issue(struct centre_run *b, const char *kind, unsigned n);
/* `,"signature":{…}` of a bid that is that container. */
const char *bench_signature(struct centre_run *b, const struct bench_signer *s, const char *lot,
    const char *party, struct bytes container);
/* Verifications of that kind a second on all cores, of a text as long as a statement. */
double bench_verified(const char *kind);

#endif
