/* picture.h - pictures of stamps: PNG to pixels, and the usual round one drawn. In the command that
 * stamps alone: the libraries that draw are not for the server's own process (decision 12).
 * Private to this room and its command. */
#ifndef HENG_CORE_STAMP_PICTURE_H
#define HENG_CORE_STAMP_PICTURE_H

#include "core/stamp/pdf.h"

#define PICTURE_SIDE_MAX 2000 /* pixels */
#define PICTURE_ROUND_MM 42   /* of a company, 国发〔1999〕25号 */

/* What a PNG shows. BAD_STAMP. */
enum err picture_read(struct ctx *c, struct bytes png, struct pdf_pixels *out) CHECKED;
/* The usual round stamp of a company: its name along the edge, a star of five points, as PNG.
 * NO_FONT, BAD_STAMP: the name has more characters than fit. */
enum err picture_draw(struct ctx *c, const char *name, struct bytes *out) CHECKED;

#endif
