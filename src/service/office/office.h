/* office.h - the three offices of who runs the system (三员分立), none of which can do another's
 * work: GB/T 22239-2019 8.1.5.1 to 8.1.5.3, 8.1.7.1.
 *
 *   administrator (系统管理员)   adds people
 *   security      (安全管理员)   lets them sign in, by a code with which they choose their password
 *   auditor       (审计管理员)   reads who tried what
 *
 * People of the centre have them, one each. The keeper of the machine gives one that nobody has;
 * after that one officer asks for a change and one of another office agrees, neither of them about
 * themselves; with the office what the person signed in by ends. So nobody alone makes an account
 * that works, and a third sees who does.
 */
#ifndef HENG_SERVICE_OFFICE_OFFICE_H
#define HENG_SERVICE_OFFICE_OFFICE_H

#include "core/http/route.h"

enum office { OFFICE_NONE, OFFICE_ADMINISTRATOR, OFFICE_SECURITY, OFFICE_AUDITOR, OFFICES };
extern const char *const office_words[OFFICES + 1]; /* "none", …; ends with NULL */

#define OFFICE_HOLDERS 3 /* of one office, at most */

/* W_ADMINISTRATOR, W_SECURITY and W_AUDITOR by the caller's office. */
enum err of_office(struct req *r, uint32_t *who) CHECKED;

/* A change of that person's office: *done where it takes effect, else it is asked for. DENIED with
 * who may; CONFLICT: it has that office, or as many have it as may; NOT_FOUND; BAD_FIELD: the
 * person is not of the centre. Adds evidence. */
enum err office_change(struct ctx *c, const char *person, enum office office, bool *done) CHECKED;
/* Somebody new of the caller's party. Adds evidence. */
enum err office_add_person(struct ctx *c, const char *name, const char **person) CHECKED;
/* A code by which that person chooses a password, once: of whom an administrator has added, and not
 * of officers, so that security becomes nobody else. The credential of all others comes from the
 * keeper of the machine. DENIED, NOT_FOUND. Adds evidence. */
enum err office_enrol(struct ctx *c, const char *person, const char **code) CHECKED;

extern const struct route office_routes[];

#endif
