/* audit.h - the state recomputed from the acts.
 *
 * Every stored act is run again, in order, with its actor, time and seed, on an empty store.
 * Each must give the same entry, all together the same root, and the tables of the rooms must
 * then hold the same rows. So a row changed behind the program's back is found, and named by its
 * table. What is no act is taken over as it is: documents and who brought them.
 */
#ifndef HENG_AUDIT_AUDIT_H
#define HENG_AUDIT_AUDIT_H

#include "app.h"

struct audit_result {
	int64_t acts;
	const char *differs; /* NULL: nothing does; else what, in English */
};
/* app: the centre to audit, open; scratch: an empty folder for the second store. */
enum err audit_run(
    struct ctx *c, struct app *app, const char *scratch, struct audit_result *out) CHECKED;

/* One digest for each table of the rooms, in order. */
#define AUDIT_TABLES_MAX 80
struct table_digest {
	const char *table;
	int64_t rows;
	uint8_t digest[SHA256_BYTES];
};
enum err audit_tables(struct ctx *c, struct table_digest out[AUDIT_TABLES_MAX], size_t *n) CHECKED;
/* Takes over what is no act, from one connection to the other. */
enum err audit_copy_documents(struct ctx *from, struct ctx *to) CHECKED;

#endif
