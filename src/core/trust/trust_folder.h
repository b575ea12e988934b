/* trust_folder.h - the trust list of a centre as it lies in a folder, taken anew when it changes.
 *
 *   DIR/list.keys   who may sign the list, as note_check_text takes it: the keeper's to set
 *   DIR/list.note   the list
 *   DIR/ID/ca.crl   who is revoked by the authority ID (DER)
 *
 * What a file says holds from the next look on. A list that does not hold, or is older than the one
 * taken, changes nothing. For all threads.
 */
#ifndef HENG_CORE_TRUST_TRUST_FOLDER_H
#define HENG_CORE_TRUST_TRUST_FOLDER_H

#include "core/trust/authority.h"

struct trust_folder;
/* Never NULL; reads nothing yet. centre: the code of the centre that asks. */
struct trust_folder *trust_folder_new(const char *dir, const char *centre);
void trust_folder_free(struct trust_folder *f);
/* Takes what changed since the last look. OK where there is no list. BAD_TRUST_LIST, BAD_CRL,
 * STORE. */
enum err trust_folder_look(struct ctx *c, struct trust_folder *f) CHECKED;
/* Asks authorities online about the certificates for which that waits (trust_next), on a thread
 * of its own, until the folder is freed. One that gives no answer that holds is told in the
 * journal, and asked again when the certificate acts again. Once. */
void trust_folder_serve(struct trust_folder *f);
/* trust_check against the list that was taken last. NO_TRUST_LIST: there is none. */
enum err trust_folder_check(struct ctx *c, struct trust_folder *f, const struct trust_question *q,
    struct certificate *out, const char **authority) CHECKED;

#endif
