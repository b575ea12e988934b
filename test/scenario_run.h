/* scenario_run.h - a running scenario, for the files that its verbs stand in. Private to them. */
#ifndef HENG_TEST_SCENARIO_RUN_H
#define HENG_TEST_SCENARIO_RUN_H

#include "app.h"
#include "core/trust/seal.h"
#include "test/signer.h"

#define NAMES_MAX 2000
#define SIGNERS_MAX 16

struct run {
	struct ctx c;
	struct app *app;
	const char *dir; /* the centre's */
	int64_t now_ms;
	const char *file;
	int line;
	bool failed;
	struct {
		const char *name, *value;
	} names[NAMES_MAX];
	size_t name_count;
	struct test_signer signers[SIGNERS_MAX]; /* the i-th is certificate.NAME = i */
	size_t signer_count, stamp_count;
};

void wrong(struct run *run, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* What was saved last under that name; NULL: nothing. */
const char *get(struct run *run, const char *name);
void set(struct run *run, const char *name, const char *value);

/* The verbs of those names. */
void do_certificate(struct run *run, char *rest);
void do_sign(struct run *run, char *rest);
/* stamp NAME AUTHORITY SIGNATURE SECONDS: a timestamp over a signature, so many seconds from now,
 * by somebody whom that practice authority has certified for this. */
void do_stamp(struct run *run, char *rest);
/* custodian NAME AUTHORITY CODE: a certificate to seal for; NAME.seal has it in base64. */
void do_custodian(struct run *run, char *rest);
/* share NAME HEADER CUSTODIAN: what that custodian opens of a header, in base64. */
void do_share(struct run *run, char *rest);
/* Shares the key among the custodians named in CUSTODY ("2 NAME NAME …"), where that is set; the
 * digest of the last share is wrong where MISFIT is. */
enum err share_out(struct run *run, struct seal_header *h, const uint8_t *key);

#endif
