/* pages.h - the pages of the portal, one handler each. */
#ifndef HENG_PORTAL_PAGES_H
#define HENG_PORTAL_PAGES_H

#include "core/http/route.h"

enum err page_home(struct req *r) CHECKED;     /* ?q= type kind region days from to before */
enum err notices_csv(struct req *r) CHECKED;   /* the same question, as a table */
enum err notices_xlsx(struct req *r) CHECKED;  /* the same */
enum err notices_feed(struct req *r) CHECKED;  /* the same, the newest as Atom */
enum err page_notice(struct req *r) CHECKED;   /* {notice} */
enum err page_trade(struct req *r) CHECKED;    /* {lot} */
enum err page_document(struct req *r) CHECKED; /* {tender} {digest} */
enum err page_receipt(struct req *r) CHECKED;  /* {place} */
enum err page_practice(struct req *r) CHECKED;
enum err page_help(struct req *r) CHECKED;
enum err page_guide(struct req *r) CHECKED; /* ?q= */
enum err page_law(struct req *r) CHECKED;   /* as /api/law/plan or, with ?number=, /api/law/why */
enum err phone_qr(struct req *r) CHECKED;   /* {request}: the address that its phone opens */

#endif
