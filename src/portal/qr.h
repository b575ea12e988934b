/* qr.h - an address as a QR code, drawn as one path of SVG. Private to this room. */
#ifndef HENG_PORTAL_QR_H
#define HENG_PORTAL_QR_H

#include "portal/page.h"

/* Dark modules as runs of a row each, black on white, with the quiet zone of four that readers want
 * (GB/T 18284). title: what it is, for who hears the page. STORE when it is too long for a code. */
enum err qr_add(struct ctx *c, struct buf *b, const char *text, const char *title) CHECKED;

#endif
