/* receipt.h - the check of a receipt by whoever has it, with neither centre nor network.
 *
 * A receipt is canonical JSON: {"checkpoint","entry","place","proof","salt","v":1}; see
 * docs/receipt-format.md, which is enough to write another check. Everything read is an adversary's
 * until it has been checked, and no text but the one that was given out passes: what is left to
 * choose in JSON, base64, hex and notes is chosen once.
 */
#ifndef HENG_CORE_EVIDENCE_RECEIPT_H
#define HENG_CORE_EVIDENCE_RECEIPT_H

#include "core/base/ctx.h"
#include "core/base/enc.h"

/* A receipt, or an act's whole answer with one in it. */
#define RECEIPT_FILE_BYTES_MAX ((size_t)4 * 1024 * 1024)

struct receipt_check {
	/* Lines as signer_keys gives them: they must be all that signed, and all must have signed.
	 * NULL: the signatures are not checked, and so nothing says whose log it is. */
	const char *keys;
	void (*say)(void *arg, const char *what); /* told each check that held; may be NULL */
	void *arg;
};

/* What a receipt says; proved only where `trusted`. Texts are printable ASCII, in c's arena. */
struct receipt_seen {
	const char *centre, *kind, *object;
	const char *party;  /* that acted; NULL: the clock, or a person without one */
	const char *origin; /* of the log */
	bool practice;
	int64_t at_ms, place;
	uint64_t size; /* of the checkpoint */
	bool trusted;  /* the signatures hold by the keys given */
	bool answer;   /* it came within an act's answer, whose result nothing here speaks for */
};

/* Checks a receipt: the answer of GET /api/receipts/{place}, or an act's whole answer
 * {"receipt","result"}; one line feed may follow. Pure. BAD_REQUEST: fault.field is the part that
 * does not hold ("receipt", "entry", "salt", "proof", "checkpoint", "keys"), fault.detail says
 * why. */
enum err receipt_check(struct ctx *c, struct bytes text, const struct receipt_check *in,
    struct receipt_seen *out) CHECKED;

#endif
